"""`mlmp regneark eksport`: the plans in a workbook, to be edited in Excel."""

import os
from datetime import date
from pathlib import Path

import click

from mlmp_docs.build.sheet_export import Exported, NotReplaced, SheetRequest
from mlmp_docs.build.sheet_export import export as make
from mlmp_docs.cli import options
from mlmp_docs.cli.meanings import something_else
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.running import cores, saving
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.diagnostic import Level
from mlmp_docs.project import OUTPUT, Project

_COUNTED = (
    ("Borgere", "borger", "borgere"),
    ("Møder", "møde", "møder"),
    ("Mål", "mål", "mål"),
    ("Delmål", "delmål", "delmål"),
    ("Scoringer", "scoring", "scoringer"),
    ("Netværk", "person i netværk", "personer i netværk"),
    ("Aftaler", "aftale", "aftaler"),
)
_MOST_NAMED = 10


@click.command("eksport", options_metavar="[VALG]")
@click.argument("fil", required=False, metavar="[FIL]", type=click.Path(path_type=Path))
@options.rådgiver_option("Kun denne rådgivers borgere. Kan gentages.")
@options.tilbud_option("Kun borgere i dette tilbud. Kan gentages.")
@options.borger_option()
@options.år_option("Det år, møderne er i. Ellers det i mlmp.yaml.")
@options.dry_run_option("Vis kun, hvad der ville komme med. Skriv ingen fil.")
@options.date_option
@options.json_option
@options.project_option
def export(
    fil: Path | None,
    rådgivere: tuple[str, ...],
    tilbud: tuple[str, ...],
    borgere: tuple[str, ...],
    år: int | None,
    dry_run: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Lav et regneark med planerne: møder, borgere, mål, delmål, scoringer, netværk, aftaler, tilbud og rådgivere.

    Ret i Excel, og hent ændringerne hjem i planerne med 'mlmp regneark import FIL'. Uden FIL lægges regnearket i
    output/ÅR/regneark. Et regneark, som nogen har rettet i, bliver aldrig overskrevet.
    """
    project = open_project(projekt, as_json=as_json)
    request = SheetRequest(
        år=år or project.opsætning.år,
        dato=dato,
        borgere=options.known_borgere(borgere, project),
        tilbud=options.known_tilbud(tilbud, project),
        rådgivere=options.known_rådgivere(rådgivere, project),
        file=_usable(fil, project) if fil else None,
        dry_run=dry_run,
    )
    try:
        with saving("Regnearket kan ikke skrives"), progress_bar("Læser planer", quiet=as_json) as progress:
            made = make(project, request, cores(), progress)
    except NotReplaced as refusal:
        raise click.ClickException(_told(refusal)) from refusal
    if as_json:
        print_json(
            diagnostics=made.diagnostics,
            outcomes=[made.outcome],
            år=request.år,
            dato=dato.isoformat(),
            dry_run=dry_run,
            rækker=dict(made.rows),
            ikke_med=list(made.left_out),
            afsluttede=made.ended,
        )
    else:
        print_diagnostics(made.diagnostics)
        _print(made, request, project)
    raise SystemExit(1 if any(told.level is Level.FEJL for told in made.diagnostics) else 0)


def _told(refusal: NotReplaced) -> str:
    """Why the file is not replaced, and what to do."""
    instead = f"et andet navn, for eksempel {_typed(refusal.instead)}"
    if not refusal.edited:
        return f"{refusal}\nGiv det nye regneark {instead}"
    return (
        f"{refusal}\nHent først rettelserne hjem: mlmp regneark import {_typed(refusal.file)}\n"
        f"Er de hentet hjem, så slet det, eller giv det nye regneark {instead}"
    )


def _usable(file: Path, project: Project) -> Path:
    """Where the file is to go. Raises `click.BadParameter` when it cannot go there."""
    target = Path(os.path.normpath(file.absolute()))  # resolve() would follow a link, which the store refuses
    name = click.format_filename(file)
    if target.is_dir():
        raise click.BadParameter(
            f"'{name}' er en mappe. Skriv også filens navn: {_typed(target / 'planer.xlsx')}", param_hint="FIL"
        )
    if not target.suffix and (other := something_else(str(file), project)):
        raise click.BadParameter(other, param_hint="FIL")
    if target.suffix.lower() != ".xlsx":
        raise click.BadParameter(
            f"Regnearket skal have endelsen .xlsx: {_typed(target.with_suffix('.xlsx'))}", param_hint="FIL"
        )
    if not target.parent.is_dir():
        raise click.BadParameter(f"Mappen '{click.format_filename(file.parent)}' findes ikke.", param_hint="FIL")
    return target


def _typed(file: Path) -> str:
    """The path as it can be typed from here."""
    try:
        shown = os.path.relpath(file)
    except ValueError:  # on another drive of Windows
        shown = str(file)
    return f'"{shown}"' if " " in shown else shown


def _print(made: Exported, request: SheetRequest, project: Project) -> None:
    done = " (intet er skrevet)" if request.dry_run else ""
    click.echo(f"{made.outcome.path}: {made.outcome.action}{done}.")
    counts = ((made.rows.get(name, 0), one, many) for name, one, many in _COUNTED)
    click.echo(f"{', '.join(f'{count} {one if count == 1 else many}' for count, one, many in counts)}.")
    click.echo(f"På arket Møder står møderne i {request.år}.")
    if made.ended:
        plans = "1 plan" if made.ended == 1 else f"{made.ended} planer"
        click.echo(f"{plans}, der er afsluttet før {request.år}, er ikke med.")
    if made.left_out:
        named = ", ".join(made.left_out[:_MOST_NAMED])
        more = f" og {len(made.left_out) - _MOST_NAMED} til" if len(made.left_out) > _MOST_NAMED else ""
        click.echo(f"Ikke med, fordi der er en fejl i planen: {named}{more}. Ret fejlen, og kør igen.")
    if request.dry_run:
        return
    target = project.root / made.outcome.path
    click.echo(f"\nRet i Excel, gem, og hent ændringerne hjem: mlmp regneark import {_typed(target)}")
    click.echo("Regnearket har navne, cpr-numre og oplysninger om helbred og støtte: send det ikke med e-mail.")
    if target.is_relative_to(project.root) and not target.is_relative_to(project.root / OUTPUT):
        click.echo("Det ligger i projektet uden for mappen output. Pas på, at det ikke kommer med i git.")
