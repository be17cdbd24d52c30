"""Opens the project a command works on, or ends the command with what is wrong."""

from pathlib import Path
from typing import NoReturn

import click

from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.project import Project, find_root, load


def open_project(folder: Path | None, *, as_json: bool) -> Project:
    """The project in `folder`, or around the working folder. Ends with exit code 1 or 2 when there is none."""
    root = find_root(folder or Path.cwd())
    if root is None:
        raise click.UsageError(
            "Her er intet projekt: filen mlmp.yaml findes hverken i mappen eller i en mappe over den.\n"
            "Gå til projektets mappe, brug --projekt MAPPE, eller lav et nyt med 'mlmp start MAPPE'."
        )
    project = load(root)
    if not isinstance(project, Project):
        give_up(project, as_json=as_json)
    return project


NOTHING_WRITTEN = "Intet er skrevet."


def give_up(diagnostics: tuple[Diagnostic, ...], *, as_json: bool, ending: str = "") -> NoReturn:
    """End with exit code 1 after telling what is wrong, and after it `ending`."""
    if as_json:
        print_json(diagnostics=diagnostics)
    else:
        print_diagnostics(diagnostics)
        if ending:
            click.echo(ending, err=True)
    raise SystemExit(1)


def waiting() -> None:
    """Tell that another run holds the output folder."""
    click.echo("En anden kørsel er i gang i samme mappe. Venter på, at den bliver færdig …", err=True)
