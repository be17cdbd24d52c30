"""`mlmp skabelon vis`: a template filled with the fictional citizen, to look at in Word."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from mlmp_docs.build.samples import Sample
from mlmp_docs.build.stretch import stretched
from mlmp_docs.build.template_check import PREVIEW
from mlmp_docs.build.template_trial import filled, shared_only
from mlmp_docs.cli.command import command
from mlmp_docs.cli.options import project_option
from mlmp_docs.cli.output import print_diagnostics
from mlmp_docs.cli.template_files import (
    document_key,
    find_template,
    open_desk,
    read_template,
    save_new,
    try_template,
    with_pictograms,
)
from mlmp_docs.diagnostic import Level
from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.watchdog import Watchdog

KINDS = ("typisk", "længst", "tomt")


@command("vis")
@click.argument("fil", metavar="FIL")
@click.option("--data", type=click.Choice(KINDS), help="Kun én udgave; ellers laves alle tre.")
@click.option(
    "--ud", metavar="FIL", type=click.Path(path_type=Path), help="Filen, der skal laves; aldrig en, der er der."
)
@click.option("--dokument", metavar="NAVN", help="Det dokument, skabelonen er til, fx indkaldelse.")
@project_option
def preview(fil: str, data: str | None, ud: Path | None, dokument: str | None, projekt: Path | None) -> None:
    """Udfyld en skabelon med en opdigtet borger, så du kan se den i Word.

    Der laves tre filer ved siden af skabelonen: med almindelige, de længste og de færreste oplysninger. Ingen fil
    bliver overskrevet.
    """
    desk = open_desk(projekt)
    key = document_key(dokument, desk)
    path = find_template(fil, desk)
    content = with_pictograms(read_template(path), desk)
    own = desk.samples(path.name, key) or shared_only(desk.every)
    with Watchdog() as watchdog:
        found = try_template(content, path.as_posix(), desk, own, watchdog)
        print_diagnostics(found)
        if any(diagnostic.level is Level.FEJL for diagnostic in found):
            click.echo("Skabelonen har fejl, så der er ikke lavet nogen fil.")
            raise SystemExit(1)
        for kind, fields in _wanted(own, data or ("typisk" if ud else None)):
            try:
                made = watchdog.run(path.name, filled, content, path.name, fields)
            except TemplateError as trouble:
                print_diagnostics([mistake.diagnostic(f"{path} ({kind})") for mistake in trouble.mistakes])
                raise SystemExit(1) from None
            place = save_new(made, _with_ending(ud) if ud else _free_place(path, kind))
            click.echo(f"{kind.capitalize() + ':':<8} {place}")


def _wanted(own: list[Sample], only: str | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    fullest = next(sample.fields for sample in own if sample.fullest)
    emptiest = next((sample.fields for sample in own if not sample.fullest), fullest)
    data = {"typisk": fullest, "længst": stretched(fullest), "tomt": emptiest}
    return ((kind, data[kind]) for kind in KINDS if only in (None, kind))


def _with_ending(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(".docx")


def _free_place(template: Path, kind: str) -> Path:
    """`indkaldelse.vis-typisk.docx` beside the template, with a number when that is there already."""
    number = 1
    while True:
        again = "" if number == 1 else f"-{number}"
        place = template.with_name(f"{template.stem}{PREVIEW}{kind}{again}.docx")
        if not place.exists():
            return place
        number += 1
