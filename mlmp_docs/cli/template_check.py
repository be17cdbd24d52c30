"""`mlmp skabelon tjek`: every fault of a Word template."""

from pathlib import Path

import click

from mlmp_docs.build.template_check import check_templates, is_beside, photo_without_place
from mlmp_docs.cli.command import command
from mlmp_docs.cli.options import json_option, project_option
from mlmp_docs.cli.output import counted, print_diagnostics, print_json
from mlmp_docs.cli.template_files import (
    TemplateDesk,
    document_key,
    find_template,
    open_desk,
    read_template,
    try_template,
)
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.word.watchdog import Watchdog


@command("tjek")
@click.argument("filer", nargs=-1, metavar="[FILER]…")
@click.option("--dokument", metavar="NAVN", help="Det dokument, skabelonen er til, fx indkaldelse.")
@json_option
@project_option
def check(filer: tuple[str, ...], dokument: str | None, as_json: bool, projekt: Path | None) -> None:
    """Find alle fejl i Word-skabeloner.

    Uden FILER tjekkes alle projektets skabeloner. En fil behøver ikke at ligge i et projekt; filens navn viser, hvilket
    dokument den er til: indkaldelse-ny.docx tjekkes som en indkaldelse. Ellers brug --dokument.
    """
    if not filer:
        if dokument is not None:
            raise click.UsageError("Skriv også den fil, der skal tjekkes: mlmp skabelon tjek FIL --dokument NAVN")
        notes: list[str] = []
        found, what = check_templates(open_project(projekt, as_json=as_json)), "alle skabeloner"
    else:
        found, count, notes = _check_files(filer, dokument, open_desk(projekt, as_json=as_json))
        what = f"{count} {'skabelon' if count == 1 else 'skabeloner'}"
    if as_json:
        print_json(diagnostics=found)
    else:
        print_diagnostics(found)
        for note in notes:
            click.echo(note)
        click.echo(f"Tjekket {what}: {counted(found)}.")
    raise SystemExit(1 if any(diagnostic.level is Level.FEJL for diagnostic in found) else 0)


def _check_files(
    filer: tuple[str, ...], dokument: str | None, desk: TemplateDesk
) -> tuple[tuple[Diagnostic, ...], int, list[str]]:
    key = document_key(dokument, desk)
    paths = list(dict.fromkeys(path for given in filer for path in _meant(given, desk)))
    found: list[Diagnostic] = []
    notes = []
    with Watchdog() as watchdog:
        for path in paths:
            if is_beside(path):
                notes.append(f"{path}: Det er ingen skabelon, men lavet af 'mlmp skabelon'.")
                continue
            own = desk.samples(path.name, key)
            content = read_template(path)
            told = try_template(content, path.as_posix(), desk, own, watchdog)
            if desk.project:
                told = (*photo_without_place(content, path.as_posix(), path.name, desk.project), *told)
            if not own and any(diagnostic.code == "S022" for diagnostic in told):
                notes.append(
                    f"{path}: Navnet viser ikke, hvilket dokument skabelonen er til, så kun de felter, alle dokumenter "
                    "har, er kendt. Brug --dokument NAVN."
                )
            found += told
    return tuple(found), len(paths), notes


def _meant(given: str, desk: TemplateDesk) -> list[Path]:
    """The file that was typed, or every template in the folder that was."""
    folder = Path(given)
    if folder.is_dir():
        files = [path for path in sorted(folder.glob("*.docx")) if not path.name.startswith(("~$", "."))]
        inside = [path for path in files if not is_beside(path)]
        if not inside:
            raise click.BadParameter(f"Mappen '{given}' har ingen Word-filer.", param_hint="FILER")
        return inside
    return [find_template(given, desk)]
