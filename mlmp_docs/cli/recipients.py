"""`mlmp modtagere`: who gets what about a citizen, by which rule, and who must not."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import click

from mlmp_docs.cli import options
from mlmp_docs.cli.citizen import read_citizen
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.distribution import KALENDER, LISTE, Distribution, distribution
from mlmp_docs.procedure.documents import table
from mlmp_docs.procedure.recipients import Recipient
from mlmp_docs.procedure.refusals import Refusal

_NARROWEST, _WIDEST = 40, 120
_WIDEST_NAME = 48
_ROLES = {
    "andre_myndigheder": "anden myndighed",
    "afdelingsleder": "afdelingsleder",
    "pårørende": "pårørende eller ven",
}
"""Roles in words, where the plan's own word is for a list."""


@command("modtagere")
@click.argument("borger", metavar="BORGER")
@options.dokument_option("Kun dette dokument, fx referat.")
@click.option("--møde", "--moede", "møde", metavar="ID", help="Kun dette møde, fx 2027 eller 2027-2.")
@options.år_option()
@click.option(
    "--dato", type=options.DanishDate(), metavar="DATO", help="Det, der gælder som i dag. Ellers dagen i dag."
)
@options.json_option
@options.project_option
def recipients(
    borger: str,
    dokumenter: tuple[str, ...],
    møde: str | None,
    år: int | None,
    dato: date | None,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Vis, hvem der får hvad om en borger, efter hvilken regel og hvordan, og hvem der ikke må få det.

    BORGER er borgerens id: navnet på planfilen uden .yaml. Intet bliver sendt.
    """
    project = open_project(projekt, as_json=as_json)
    opsætning = project.opsætning
    kinds = {LISTE, KALENDER, *(document.key for document in table(opsætning))}
    wanted_kinds = options.known(tuple(name.casefold() for name in dokumenter), kinds, "--dokument")
    read = read_citizen(project, borger, as_json=as_json)
    plan = read.citizen.plan
    year = år or (_year_of(plan, møde) if møde else opsætning.år)
    found = distribution(plan, opsætning, year, dato or date.today(), wanted_kinds or None)
    if møde:
        found = tuple(each for each in found if each.om_mødet and each.møde is not None and each.møde.id == møde)
    if as_json:
        print_json(
            diagnostics=read.diagnostics,
            borger=read.citizen.id,
            år=year,
            afsluttet=plan.afsluttet is not None,
            dokumenter=[_told(each) for each in found],
        )
    else:
        print_diagnostics(read.diagnostics)
        click.echo(f"{plan.borger.navn} ({read.citizen.id}), {year}\n")
        _print(found, plan, opsætning)
        if read.diagnostics:
            click.echo("\nPlanen har fejl; dokumenterne holdes tilbage, til de er rettet. Se beskederne ovenfor.")
    raise SystemExit(1 if read.diagnostics else 0)


def _year_of(plan: Plan, møde: str) -> int:
    """The year of the meeting; ends the command when the plan has no such meeting."""
    options.known((møde,), {each.id for each in plan.møder}, "--møde")
    return next(int(each.år) for each in plan.møder if each.id == møde)


# --- on the screen ------------------------------------------------------------------------------------------------


def _print(found: Sequence[Distribution], plan: Plan, opsætning: Opsætning) -> None:
    if plan.afsluttet is not None:
        click.echo("Planen er afsluttet. Der sendes ikke flere dokumenter.")
        return
    if not found:
        click.echo("Der er ingen dokumenter at sende. Har borgeren et møde i året, og er det ikke aflyst?")
        return
    width = max(_NARROWEST, min(get_terminal_size().columns, _WIDEST))
    column = max((len(_person(who)) for each in found for who in each.modtagere), default=0)
    column = min(column, _WIDEST_NAME, width - 30)
    for each in found:
        click.echo(fill(_title(each, opsætning), width, subsequent_indent="  "))
        for line in _lines(each, column, width):
            click.echo(line)
        click.echo("")


def _title(each: Distribution, opsætning: Opsætning) -> str:
    known_tilbud = opsætning.tilbud.get(each.tilbud or "")
    about = [each.titel]
    about += [known_tilbud.navn] if known_tilbud else []
    if each.ændring is not None:
        about.append(f"fra {_day(each.ændring)}")
    elif each.om_mødet and each.møde is not None:
        about.append(f"møde {each.møde.id}{f', {_day(each.møde.dato)}' if each.møde.dato else ''}")
    return f"{' · '.join(about)} ({each.dokument})"


def _lines(each: Distribution, column: int, width: int) -> Iterator[str]:
    if each.sendt is not None:
        yield f"  Sendt {_day(each.sendt.dato)}"
    elif each.mangler:
        yield fill(f"Laves ikke endnu: {'; '.join(each.mangler)}", width, initial_indent="  ", subsequent_indent="    ")
    yield "  Får det:" if each.modtagere else "  Ingen får det."
    for who in each.modtagere:
        name, way = _person(who), f"{who.regel:<4} {_way(who)}"
        if len(name) <= column:
            yield f"    {name:<{column}}  {way}"
        else:
            yield fill(name, width, initial_indent="    ", subsequent_indent="      ")
            yield f"    {'':<{column}}  {way}"
    if each.afvist:
        yield "  Må ikke få det:"
    for (regel, grund), people in _by_reason(each.afvist).items():
        told = f"{', '.join(dict.fromkeys(people))}: {grund} ({regel})"
        yield fill(told, width, initial_indent="    ", subsequent_indent="      ")


def _by_reason(refused: Sequence[Refusal]) -> dict[tuple[str, str], list[str]]:
    """Those with one reason stand together."""
    found: dict[tuple[str, str], list[str]] = {}
    for who in refused:
        found.setdefault((who.regel, who.grund), []).append(_person(who))
    return found


def _person(who: Recipient | Refusal) -> str:
    return f"{who.navn} ({_ROLES.get(who.rolle, who.rolle)})"


def _way(who: Recipient) -> str:
    if who.vej == "brev" and not who.adresse:
        return "brev (adresse mangler)"
    if who.vej == "kalender" and not who.mail:
        return "kalender (e-mail mangler)"
    return who.vej


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


# --- as JSON ------------------------------------------------------------------------------------------------------


def _told(each: Distribution) -> dict[str, Any]:
    """Names, roles, rules and ways; neither addresses nor numbers."""
    return {
        "dokument": each.dokument,
        "titel": each.titel,
        "møde": each.møde.id if each.om_mødet and each.møde else None,
        "dato": each.møde.dato.isoformat() if each.om_mødet and each.møde and each.møde.dato else None,
        "tilbud": each.tilbud,
        "ændring": each.ændring.isoformat() if each.ændring else None,
        "sendt": each.sendt.dato.isoformat() if each.sendt else None,
        "mangler": list(each.mangler),
        "modtagere": [
            {
                "navn": who.navn,
                "rolle": who.rolle,
                "tilbud": who.tilbud,
                "regel": who.regel,
                "vej": who.vej,
                "sikker_mail": who.sikker_mail,
            }
            for who in each.modtagere
        ],
        "afvist": [
            {"navn": who.navn, "rolle": who.rolle, "tilbud": who.tilbud, "regel": who.regel, "grund": who.grund}
            for who in each.afvist
        ],
    }
