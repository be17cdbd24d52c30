"""`mlmp regneark import`: what was changed in a spreadsheet, back into the plans."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import click

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.sheet_import import SheetImport, save, work_out
from mlmp_docs.build.sheet_marking import free_name, marked, save_marked
from mlmp_docs.build.sheet_reading import content_of, read_sheet, shown_name
from mlmp_docs.build.sheet_selection import Asked
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.plan_changes import diffs_told, outcomes, print_diffs
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.running import cores, held, saving
from mlmp_docs.cli.sheet_changes import print_changes, print_conflicts, print_gone, told_changes
from mlmp_docs.cli.workspace import give_up, open_project
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.excel.package import UnreadableWorkbook
from mlmp_docs.project import SETTINGS, Project
from mlmp_docs.tables.edited import EditedTables

UNREADABLE = "R099"


@command("import")
@click.argument("fil", type=click.Path(path_type=Path), required=False, metavar="FIL")
@click.option(
    "--brug",
    type=click.Choice(["regneark", "plan"]),
    metavar="regneark|plan",
    help="Afgør alle konflikter: brug det, der står i regnearket, eller det, der står i planen.",
)
@click.option("--slet", is_flag=True, help="Slet også det i planerne, hvis række er slettet i regnearket.")
@click.option("--skriv", is_flag=True, help="Skriv ændringerne i planerne. Ellers vises de kun.")
@options.dry_run_option("Vis kun, også sammen med --skriv.")
@click.option("--diff", is_flag=True, help="Vis alle ændringer, også linje for linje.")
@click.option(
    "--udgangspunkt",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Den eksport, en CSV-fil blev gemt fra. Uden den er alt, der er anderledes end planen, en konflikt.",
)
@click.option(
    "--mærk",
    "--maerk",
    "mærk",
    is_flag=False,
    flag_value="",
    metavar="[FIL]",
    help="Lav en kopi af regnearket, hvor konflikter og fejl er farvet, og hvor konflikterne kan afgøres én for én.",
)
@options.borger_option()
@options.tilbud_option("Kun borgere i dette tilbud. Kan gentages.")
@options.rådgiver_option("Kun denne rådgivers borgere. Kan gentages.")
@options.date_option
@options.json_option
@options.project_option
def import_sheet(
    fil: Path | None,
    brug: Literal["regneark", "plan"] | None,
    slet: bool,
    skriv: bool,
    dry_run: bool,
    diff: bool,
    udgangspunkt: Path | None,
    mærk: str | None,
    borgere: tuple[str, ...],
    tilbud: tuple[str, ...],
    rådgivere: tuple[str, ...],
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Flet det, der er rettet i et regneark, ind i planerne.

    FIL er regnearket fra 'mlmp regneark eksport', gemt som .xlsx, et af dets ark gemt som CSV, eller en liste over
    opfølgningsmøder, som et tilbud har udfyldt og sendt tilbage.

    Det, der kun er ændret i regnearket, skrives i planen. Det, der siden er ændret i planen, bliver stående. Er begge
    ændret til hver sit, er det en konflikt.

    Uden --skriv bliver intet skrevet. Er der konflikter eller celler, der skal rettes, skrives intet, heller ikke
    resten.
    """
    if fil is None and mærk:
        raise click.UsageError(f"Skriv regnearket før --mærk: mlmp regneark import '{mærk}' --mærk")
    if fil is None:
        message = "Skriv, hvilket regneark der skal importeres: mlmp regneark import FIL. "
        raise click.UsageError(message + "Har du ikke et endnu, så lav det med 'mlmp regneark eksport'.")
    project = open_project(projekt, as_json=as_json)
    asked = Asked(
        dag=dato,
        brug=brug or "",
        slet=slet,
        borgere=options.known_borgere(borgere, project),
        tilbud=options.known_tilbud(tilbud, project),
        rådgivere=options.known_rådgivere(rådgivere, project),
    )
    name = shown_name(fil)
    writes = skriv and not dry_run
    with held(project, write=writes):
        # Another run may have written while this one waited.
        project = open_project(project.root, as_json=as_json)
        content, edited = _read(fil, udgangspunkt, project, as_json=as_json)
        with progress_bar("Læser planer", quiet=as_json) as progress:
            found = work_out(project, edited, name, asked, cores(), progress)
        if not as_json:
            print_diagnostics((*project.told, *found.diagnostics))
            _print(found, edited, diff=diff)
        wrong = save(project, found) if writes and not found.is_blocked else ()
    copy = _mark(fil, mærk, content, found, edited, project) if mærk is not None else None
    done = writes and not found.is_blocked and not wrong and not found.is_empty
    if as_json:
        _print_json(found, edited, (*project.told, *found.diagnostics, *wrong), copy, done=done)
    else:
        print_diagnostics(wrong)
        click.echo(_last_line(found, wrong, copy, done=done))
    failed = found.is_blocked or any(told.level is Level.FEJL for told in (*project.told, *wrong))
    raise SystemExit(1 if failed else 0)


def _read(fil: Path, udgangspunkt: Path | None, project: Project, *, as_json: bool) -> tuple[bytes, EditedTables]:
    path = fil
    try:
        content = content_of(fil)
        base = None
        if udgangspunkt is not None:
            path = udgangspunkt
            base = content_of(udgangspunkt)
            path = fil
        return content, read_sheet(content, shown_name(fil), project, base, cores())
    except UnreadableWorkbook as trouble:
        give_up((Diagnostic(UNREADABLE, Level.FEJL, Place(shown_name(path)), str(trouble)),), as_json=as_json)


def _mark(
    fil: Path, mærk: str, content: bytes, found: SheetImport, edited: EditedTables, project: Project
) -> Path | None:
    """The marked copy, if there is anything to mark."""
    if not found.is_blocked:
        return None
    if fil.suffix.lower() != ".xlsx":
        raise click.BadParameter("Kun et regneark gemt som .xlsx kan mærkes.", param_hint="'--mærk'")
    target = Path(mærk) if mærk else free_name(fil)
    if target.suffix.lower() != ".xlsx":
        raise click.BadParameter("Kopiens navn skal ende på .xlsx.", param_hint="'--mærk'")
    with saving(f"Kopien {shown_name(target)} kan ikke skrives"):
        save_marked(marked(content, found, edited, project.opsætning), target)
    return target


# --- on the screen ------------------------------------------------------------------------------------------------


def _print(found: SheetImport, edited: EditedTables, *, diff: bool) -> None:
    print_conflicts(found, edited.sheets)
    print_changes(found, everything=diff)
    print_gone(found)
    if diff or not found.is_blocked:
        print_diffs(found.changed, everything=diff)


def _last_line(found: SheetImport, wrong: Sequence[Diagnostic], copy: Path | None, *, done: bool) -> str:
    """What became of it, and what to do now."""
    if wrong:
        return "\nIntet er skrevet. Se beskeden ovenfor."
    if copy is not None:
        return (
            f"\nIntet er skrevet. Alt, der skal afgøres eller rettes, er mærket i {_shown(copy)}. Ret det dér, vælg "
            f"under 'Brug' på arket Konflikter, gem, og importér den fil."
        )
    if found.is_blocked:
        return f"\nIntet er skrevet. {_remedy(found)}"
    if found.is_empty:
        return "Intet at ændre: det, der er rettet i regnearket, står i planerne."
    files = _files(found)
    if done:
        return (
            f"\nSkrevet i {files}. Se ændringerne efter, og gem dem i git. Skal der rettes mere, så lav et nyt "
            f"regneark med 'mlmp regneark eksport': dette husker stadig, hvad der stod før."
        )
    return f"\nIntet er skrevet. Skriv det i {files} med --skriv."


def _shown(path: Path) -> str:
    """The path as it can be typed, but with no CPR number of its name."""
    return path.with_name(shown_name(path)).as_posix()


def _remedy(found: SheetImport) -> str:
    """What has to be done before anything can be written."""
    steps = []
    if any(told.level is Level.FEJL for told in found.diagnostics):
        steps.append("Ret først det, beskederne ovenfor nævner.")
    if count := len(found.conflicts):
        what = "konflikten" if count == 1 else f"de {count} konflikter"
        copy = ", eller én for én i en kopi, som --mærk laver" if found.name.lower().endswith(".xlsx") else ""
        steps.append(f"Afgør {what} med --brug regneark eller --brug plan{copy}.")
    return " ".join(steps)


def _files(found: SheetImport) -> str:
    """1 plan, 2 nye planer og mlmp.yaml."""
    plans = sum(each.fil != SETTINGS for each in found.changed)
    parts = [_counted(plans, "plan", "planer"), _counted(len(found.new), "ny plan", "nye planer")]
    parts += [SETTINGS] if len(found.changed) > plans else []
    named = [part for part in parts if part]
    return " og ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _counted(count: int, one: str, more: str) -> str:
    return "" if not count else f"1 {one}" if count == 1 else f"{count} {more}"


# --- as JSON ------------------------------------------------------------------------------------------------------


def _print_json(
    found: SheetImport, edited: EditedTables, wrong: Sequence[Diagnostic], copy: Path | None, *, done: bool
) -> None:
    new = [
        Outcome(plan.file, "plan", Action.LAVET if done else Action.UÆNDRET, "ny borger", plan.id) for plan in found.new
    ]
    print_json(
        diagnostics=wrong,
        outcomes=[*outcomes(found.changed, done=done), *new],
        regneark=found.name,
        skrevet=done,
        kan_skrives=not found.is_blocked,
        mærket_kopi=_shown(copy) if copy else None,
        **told_changes(found, edited.sheets),
        ændringer=diffs_told(found.changed),
    )
