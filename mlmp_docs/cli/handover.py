"""`mlmp overdrag`: citizens from one rådgiver to another, with a list and letters."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from shutil import get_terminal_size

import click

from mlmp_docs.build.handover import LETTER, make_letters, save_list
from mlmp_docs.build.outcome import MADE, NEEDS_ATTENTION, Outcome
from mlmp_docs.build.plan_changes import PlanChange, told
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import print_diagnostics, print_json
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
from mlmp_docs.cli.running import cores, held, saving
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.content.danish import short_date
from mlmp_docs.content.handover_list import handover_list, next_meeting
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.handover import Asked, Handover, Takeover
from mlmp_docs.procedure.handover import handover as rule
from mlmp_docs.project import Project

Changes = Sequence[PlanChange[Handover]]


@command("overdrag")
@click.option("--fra", required=True, metavar="RÅDGIVER", help="Id på den rådgiver, der har borgerne nu.")
@click.option("--til", required=True, metavar="RÅDGIVER", help="Id på den rådgiver, der får dem.")
@options.borger_option("Kun denne borger. Kan gentages. Ellers alle.")
@options.tilbud_option("Kun borgere i dette tilbud. Kan gentages.")
@click.option("--skriv", is_flag=True, help="Skriv i planerne, og lav listen og brevene. Ellers vises det kun.")
@options.dry_run_option("Vis kun, også sammen med --skriv.")
@click.option("--diff", "diff", is_flag=True, help="Vis ændringerne linje for linje, også når der er mange.")
@options.date_option
@options.json_option
@options.project_option
def handover(
    fra: str,
    til: str,
    borgere: tuple[str, ...],
    tilbud: tuple[str, ...],
    skriv: bool,
    dry_run: bool,
    diff: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Giv borgere en ny rådgiver.

    --dato er den nye rådgivers første dag, ellers i dag; den tidligere rådgiver bliver skrevet i planen til og med
    dagen før. Møder, der er holdt, og lister, der er sendt, bliver ved med at være den tidligere rådgivers.

    Med --skriv laves også en overdragelsesliste og et brev til hver borger: 'Du får en ny rådgiver'.
    """
    project = open_project(projekt, as_json=as_json)
    advisers = set(project.opsætning.rådgivere)
    options.known((fra,), advisers, "--fra", project)
    options.known((til,), advisers, "--til", project)
    if fra == til:
        raise click.BadParameter("Det er den samme rådgiver som i --fra.", param_hint="'--til'")
    named = options.known_borgere(borgere, project)
    asked = Asked(fra, til, dato, named, options.known_tilbud(tilbud, project))
    writes = skriv and not dry_run
    quiet = as_json
    with held(project, write=writes):
        # Another run may have written while this one waited.
        project = open_project(project.root, as_json=as_json)
        changes = worked_out(project, partial(rule, asked=asked), named, cores(), quiet=quiet)
        wrong: tuple[Diagnostic, ...] = (*project.told, *told(changes))
        if not quiet:
            print_told(changes, project.told)
            _print(changes, fra, til, dato, project.opsætning)
            _print_lists(project, changes, fra, dato)
            print_diffs(changes, everything=diff)
        done, more = written(project, changes, skriv=writes, tell=_silent if quiet else _tell)
        wrong = (*wrong, *more)
        if not quiet:
            print_diagnostics(more)
        files = [_list(project, changes, fra, til, dato)] if done else []
    if done:
        made, of_letters = _letters(project, changes, dato)
        files, wrong = [*files, *made], (*wrong, *of_letters)
        if not quiet:
            print_diagnostics(of_letters)
            _print_files(files, changes, dato)
    if as_json:
        _print_json(changes, files, wrong, fra=fra, til=til, dato=dato, done=done)
    failed = any(each.action in NEEDS_ATTENTION for each in files)
    raise SystemExit(1 if failed or needs_attention(wrong) else 0)


def _tell(line: str) -> None:
    click.echo(f"\n{line}")


def _silent(_: str) -> None:
    """With `--json` the result says it."""


def _taken_over(changes: Changes) -> list[tuple[str, Takeover]]:
    return [(each.borger, each.found.overtager) for each in changes if each.found is not None and each.found.overtager]


def _list(project: Project, changes: Changes, fra: str, til: str, dag: date) -> Outcome:
    listed = handover_list(fra, til, dag, _taken_over(changes), project.opsætning)
    with saving("Planerne er skrevet, men listen kan ikke"):
        return save_list(project, listed)


def _letters(project: Project, changes: Changes, dag: date) -> tuple[Sequence[Outcome], Sequence[Diagnostic]]:
    """The letters, made from the plans as they are now, and what keeps one back."""
    after = open_project(project.root, as_json=False)
    borgere = {borger for borger, _ in _taken_over(changes)}
    with saving("Planerne er skrevet, men brevene kan ikke laves"):
        made = make_letters(after, borgere, _year(dag), cores(), waiting)
    wrong = [told for told in made.diagnostics if told.level is Level.FEJL]
    return [each for each in made.outcomes if each.art == LETTER], wrong


def _year(dag: date) -> int:
    """The letters lie in the year of the earlier rådgiver's last day."""
    return (dag - timedelta(days=1)).year


# --- on the screen ------------------------------------------------------------------------------------------------


def _print(changes: Changes, fra: str, til: str, dag: date, opsætning: Opsætning) -> None:
    width = min(get_terminal_size().columns, 110)
    old, new = opsætning.rådgivere[fra], opsætning.rådgivere[til]
    over = _taken_over(changes)
    if not over:
        click.echo(f"Ingen borgere at overdrage fra {old.navn} til {new.navn}.")
    else:
        count = "1 borger" if len(over) == 1 else f"{len(over)} borgere"
        click.echo(f"{count} fra {old.navn} til {new.navn} fra {short_date(dag)}")
        column = max(len(borger) for borger, _ in over)
        for borger, each in over:
            overdue = sum(duty.tilstand == "overskredet" for duty in each.frister)
            late = f", heraf {overdue} overskredet" if overdue else ""
            click.echo(
                f"  {borger:<{column}}  næste møde {next_meeting(each)}; åbne frister: {len(each.frister)}{late}"
            )
        if not (new.telefon or new.mail):
            text = f"{new.navn} har hverken telefon eller e-mail i mlmp.yaml, så brevene kan ikke laves endnu."
            click.echo(wrapped(text, width, ""))
    for change in changes:
        if change.found is not None and change.found.overtager is None:
            reason = f"{change.fil}: {change.found.afgørelse}. {change.found.grund}"
            click.echo(wrapped(reason, width, "  "))


def _print_lists(project: Project, changes: Changes, fra: str, dag: date) -> None:
    """R4: a list that was sent holds; the tilbud may want one with the new name."""
    over = {borger for borger, _ in _taken_over(changes)}
    sent = (each for each in project.lister.lister if each.rådgiver == fra and each.år >= dag.year)
    count = len(over & {borger for each in sent for borger in each.borgere})
    if count:
        who = "1 af dem" if count == 1 else f"{count} af dem"
        text = (
            f"{who} står på en årsliste, der er sendt; den gælder stadig (R4). Skal tilbuddet have en med den nye "
            f"rådgiver, laver 'mlmp byg --dokument liste' den, når overdragelsen er skrevet."
        )
        click.echo(wrapped(text, min(get_terminal_size().columns, 110), ""))


def _print_files(files: Sequence[Outcome], changes: Changes, dag: date) -> None:
    letters = [each for each in files if each.art == LETTER]
    for each in files:
        reason = f" ({each.reason})" if each.reason else ""
        if each.art != LETTER or each.action not in MADE:
            click.echo(f"{each.path}: {each.action}{reason}")
    made = sum(each.action in MADE for each in letters)
    without = len(_taken_over(changes)) - len({each.borger for each in letters if each.action in MADE})
    click.echo(f"{made} {'brev' if made == 1 else 'breve'} i output/{_year(dag)}/.", nl=False)
    click.echo(f" {without} uden brev." if without > 0 else "")
    if made:
        click.echo(f"Gør dem klar til Digital Post eller print: mlmp kladde {LETTER} --år {_year(dag)}")


# --- as JSON ------------------------------------------------------------------------------------------------------


def _print_json(
    changes: Changes,
    files: Sequence[Outcome],
    wrong: Sequence[Diagnostic],
    *,
    fra: str,
    til: str,
    dato: date,
    done: bool,
) -> None:
    print_json(
        diagnostics=wrong,
        outcomes=[*outcomes(changes, done=done), *files],
        fra=fra,
        til=til,
        dato=dato.isoformat(),
        skrevet=done,
        borgere=[
            {
                "borger": each.borger,
                "afgørelse": each.found.afgørelse,
                "grund": each.found.grund,
                "næste_møde": each.found.overtager.møde.id
                if each.found.overtager and each.found.overtager.møde
                else None,
                "åbne_frister": len(each.found.overtager.frister) if each.found.overtager else 0,
            }
            for each in changes
            if each.found is not None
        ],
        ændringer=diffs_told(changes),
    )
