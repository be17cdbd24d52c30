"""`mlmp start`: a new project."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from mlmp_docs import builtin
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import print_json
from mlmp_docs.store import reason

IGNORED = """\
# Det, programmet laver, hører ikke til i git: det kan altid laves igen, og det er fortroligt.
output/
# Filer, som er ved at blive gemt, hvis maskinen gik ned imens.
.mlmp-*.tmp
# Filer, som Word, Excel og LibreOffice lægger, mens et dokument er åbent.
~$*
.~lock.*
"""
ATTRIBUTES = """\
*.yaml text
*.docx binary
*.xlsx binary
*.jpg binary
*.png binary
"""


@command("start")
@click.argument("mappe", default=".", metavar="[MAPPE]", type=click.Path(path_type=Path))
@click.option("--uden-eksempler", is_flag=True, help="Tag ikke de opdigtede borgere med.")
@click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")
def init(mappe: Path, uden_eksempler: bool, as_json: bool) -> None:
    """Lav et nyt projekt i MAPPE: skabeloner, eksempler, mlmp.yaml og opsætning til VS Code.

    Filer, der findes i forvejen, bliver aldrig skrevet over.
    """
    if mappe.exists() and not mappe.is_dir():
        raise click.BadParameter(f"'{mappe}' er en fil, ikke en mappe.", param_hint="MAPPE")
    wanted = dict(_files(samples=not uden_eksempler))
    there = sorted(name for name in wanted if os.path.lexists(mappe / name))
    if "mlmp.yaml" in there:
        raise click.UsageError(f"Der ligger allerede et projekt i '{mappe}' (mlmp.yaml). Intet er skrevet.")
    try:
        for folder in ("citizens", "templates", "output"):
            (mappe / folder).mkdir(parents=True, exist_ok=True)
        (mappe / "output").chmod(0o700)
        for name, content in wanted.items():
            if name not in there:
                _write(mappe / name, content)
    except OSError as trouble:
        raise click.ClickException(f"Der kan ikke skrives i '{mappe}': {reason(trouble)}.") from trouble
    if as_json:
        files = [
            {"path": name, "action": "sprunget over" if name in there else "lavet", "reason": ""} for name in wanted
        ]
        print_json(files=files)
        return
    for name in there:
        click.echo(f"Sprunget over, fandtes i forvejen: {name}")
    _print_next_steps(mappe, len(wanted) - len(there), samples=not uden_eksempler)


def _print_next_steps(folder: Path, written: int, *, samples: bool) -> None:
    click.echo(f"Projektet ligger i {folder.resolve()} ({written} filer).\n")
    click.echo("Det næste, du kan gøre:")
    steps = [
        ("ret mlmp.yaml", "skriv jeres egne tilbud og rådgivere"),
        ("mlmp tjek", "se, om alt er i orden"),
        ("mlmp ny NAVN --tilbud … --rådgiver …", "lav en planfil til en borger"),
    ]
    if samples:
        steps[:2] = [
            ("mlmp byg", "lav dokumenter og lister for de opdigtede borgere"),
            ("ret mlmp.yaml", "skriv jeres egne tilbud og rådgivere, og slet lister.yaml og eksemplerne i citizens/"),
        ]
    if folder != Path():
        quoted = f'"{folder}"' if " " in str(folder) else str(folder)
        steps[0] = (f"cd {quoted} og {steps[0][0]}", steps[0][1])
    width = max(len(what) for what, _ in steps)
    for number, (what, why) in enumerate(steps, 1):
        click.echo(f"  {number}. {what:{width}}   {why}")


def _files(*, samples: bool) -> Iterator[tuple[str, bytes]]:
    """Relative names and contents of everything a new project gets."""
    source = builtin.starter()
    patterns = ["mlmp.yaml", "*.schema.json", "templates/*.docx", "templates/piktogrammer/*.txt", ".vscode/*.json"]
    if samples:
        patterns += ["citizens/*.yaml", "citizens/billeder/*", "lister.yaml"]
    for pattern in patterns:
        for path in sorted(source.glob(pattern)):
            if path.is_file() and not path.name.startswith("~$"):
                yield path.relative_to(source).as_posix(), path.read_bytes()
    yield ".gitignore", IGNORED.encode()
    yield ".gitattributes", ATTRIBUTES.encode()


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # "x": a file that somebody made in the meantime is not written over.
    with target.open("xb") as file:
        file.write(content)
    target.chmod(0o600)
