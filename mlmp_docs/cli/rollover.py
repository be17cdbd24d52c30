"""`mlmp nyt-år`: next year's meetings in the plans, from this year's."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from mlmp_docs.build.plan_changes import PlanChange, told
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import print_json
from mlmp_docs.cli.plan_changes import (
    diffs_told,
    needs_attention,
    outcomes,
    print_diffs,
    print_told,
    worked_out,
    wrapped,
    written,
)
from mlmp_docs.cli.running import cores, held
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.rollover import WRITES, Handling, NewYear, Proposal, next_year

_HEADINGS: tuple[tuple[Handling, str], ...] = (
    ("nyt møde", "Nyt møde"),
    ("udfyldes", "Mødet står der, men mangler noget"),
    ("rettes", "Foreslået før mødet blev holdt; følger nu referatet"),
    ("ligger fast", "Måneden er sendt og bliver ikke ændret"),
    ("se efter", "Se selv efter"),
    ("intet møde", "Intet møde"),
    ("uændret", "Står der allerede"),
)
_MOST_UNCHANGED = 20


@command("nyt-år")
@click.argument("år", type=options.Year(2001), metavar="ÅR")
@options.borger_option()
@options.tilbud_option("Kun borgere i dette tilbud. Kan gentages.")
@options.rådgiver_option("Kun denne rådgivers borgere.")
@click.option("--skriv", is_flag=True, help="Skriv ændringerne i planerne. Ellers vises de kun.")
@options.dry_run_option("Vis kun, også sammen med --skriv.")
@click.option("--diff", "diff", is_flag=True, help="Vis ændringerne linje for linje, også når der er mange.")
@options.date_option
@options.json_option
@options.project_option
def rollover(
    år: int,
    borgere: tuple[str, ...],
    tilbud: tuple[str, ...],
    rådgivere: tuple[str, ...],
    skriv: bool,
    dry_run: bool,
    diff: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Lav næste års møder i planerne ud fra årets: som referatet siger (R33), ellers i samme måned.

    ÅR er det nye år: 'mlmp nyt-år 2028' laver møderne i 2028 ud fra dem i 2027. Kan køres igen i august og
    september, når flere møder er holdt. En måned, der er sendt på en liste, bliver aldrig ændret (R4).

    Uden --skriv bliver intet skrevet.
    """
    project = open_project(projekt, as_json=as_json)
    _possible(år, dato)
    of_citizens = options.known_borgere(borgere, project)
    rule = partial(
        chosen_year,
        år=år,
        tilbud=options.known_tilbud(tilbud, project),
        rådgivere=options.known_rådgivere(rådgivere, project),
    )
    writes = skriv and not dry_run
    with held(project, write=writes):
        # Another run may have written while this one waited.
        project = open_project(project.root, as_json=as_json)
        changes = worked_out(project, rule, of_citizens, cores(), quiet=as_json)
        if as_json:
            done, wrong = written(project, changes, skriv=writes, tell=lambda _: None)
            wrong = (*project.told, *told(changes), *wrong)
            _print_json(changes, år, wrong, done=done)
        else:
            wrong = print_told(changes, project.told)
            _print(changes, år)
            print_diffs(changes, everything=diff)
            _, more = written(project, changes, skriv=writes, tell=lambda line: click.echo(f"\n{line}"))
            wrong = (*wrong, *print_told((), more))
    raise SystemExit(1 if needs_attention(wrong) else 0)


def chosen_year(
    borger: str,
    plan: Plan,
    opsætning: Opsætning,
    lister: Lister,
    *,
    år: int,
    tilbud: frozenset[str],
    rådgivere: frozenset[str],
) -> NewYear | None:
    """The citizen's new year, for the citizens that are asked for."""
    if tilbud and tilbud.isdisjoint(each.id for each in plan.tilbud):
        return None
    if rådgivere and plan.rådgiver_den(date(år, 1, 1)) not in rådgivere:
        return None
    return next_year(borger, plan, opsætning, lister, år)


def _possible(år: int, today: date) -> None:
    if år < today.year:
        raise click.BadParameter(f"{år} er gået. Skriv det år, møderne skal holdes i.", param_hint="ÅR")
    if år > today.year + 2:
        message = f"{år} ligger for langt fremme: møderne laves ud fra året før. Er det tastet rigtigt?"
        raise click.BadParameter(message, param_hint="ÅR")


# --- on the screen ------------------------------------------------------------------------------------------------


def _print(changes: Sequence[PlanChange[NewYear]], år: int) -> None:
    width = min(get_terminal_size().columns, 110)
    found = [(each, one) for each in changes if each.found is not None for one in each.found.forslag]
    if not found:
        click.echo("Der er ingen planer at lave møder i.")
        return
    for handling, heading in _HEADINGS:
        of_kind = [(each, one) for each, one in found if one.handling == handling]
        if not of_kind:
            continue
        click.echo(f"{heading} ({len(of_kind)})")
        for each, one in of_kind if handling != "uændret" else of_kind[:_MOST_UNCHANGED]:
            _print_one(each, one, år, width)
        if handling == "uændret" and len(of_kind) > _MOST_UNCHANGED:
            click.echo(f"  og {len(of_kind) - _MOST_UNCHANGED} til")
        click.echo("")
    _print_goals(changes, år, width)


def _print_one(each: PlanChange[NewYear], one: Proposal, år: int, width: int) -> None:
    meeting = one.møde if one.møde and one.møde != str(år) else ""
    when = " ".join(
        part for part in (MÅNEDER[one.måned - 1] if one.måned else "", str(år) if one.måned else "") if part
    )
    head = ", ".join(part for part in (when, f"møde {meeting}" if meeting else "") if part)
    line = f"  {each.fil}" + (f": {head}" if head else "")
    if one.handling == "uændret":
        click.echo(line)
        return
    click.echo(line)
    click.echo(wrapped(one.grund, width, "      "))
    for remark in one.bemærk:
        click.echo(wrapped(remark, width, "      "))


def _print_goals(changes: Sequence[PlanChange[NewYear]], år: int, width: int) -> None:
    going, over = (
        sum(getattr(each.found, name) for each in changes if each.found is not None)
        for name in ("mål_fortsætter", "mål_historie")
    )
    text = f"Mål: {going} fortsætter."
    if over:
        text += (
            f" {over} er færdige: de bliver stående i planen, men når der er gjort status på dem på et møde, "
            f"kommer de ikke med i papirerne til det næste."
        )
    click.echo(wrapped(f"{text} Målene bliver ikke ændret.", width, ""))


# --- as JSON ------------------------------------------------------------------------------------------------------


def _print_json(changes: Sequence[PlanChange[NewYear]], år: int, wrong: Sequence[Any], *, done: bool) -> None:
    print_json(
        diagnostics=wrong,
        outcomes=outcomes(changes, done=done),
        år=år,
        skrevet=done,
        forslag=[
            {
                "borger": each.borger,
                "møde": one.møde or None,
                "måned": one.måned,
                "handling": one.handling,
                "skrives": one.handling in WRITES,
                "grund": one.grund,
                "bemærk": list(one.bemærk),
            }
            for each in changes
            if each.found is not None
            for one in each.found.forslag
        ],
        ændringer=diffs_told(changes),
    )
