"""How a command starts work that takes time: on which cores, with which LibreOffice, with a bar, and what it tells
when the files cannot be saved.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from mlmp_docs import store
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.workspace import waiting
from mlmp_docs.outbox import libreoffice
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.project import OUTPUT, Project

_MOST_PRINTERS = 2
"""More LibreOffices at once make no more pages."""


def cores() -> int:
    """How many processes may work."""
    return os.cpu_count() or 1


def printer(processes: int) -> Printer:
    """The machine's LibreOffice, if it has one."""
    return Printer(libreoffice.find(os.environ.get("PATH")), min(_MOST_PRINTERS, processes))


@contextmanager
def saving(trouble: str = "Mappen output kan ikke bruges") -> Iterator[None]:
    """Ends the command with `trouble` and the reason when a file cannot be saved."""
    try:
        yield
    except store.SaveError as error:
        raise click.ClickException(f"{trouble}: {error}.") from error


@contextmanager
def making(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A run that fills output/: what is to be told how far it is."""
    with saving(), progress_bar(what, quiet=quiet) as progress:
        yield progress


@contextmanager
def held(project: Project, *, write: bool) -> Iterator[None]:
    """When something is to be written: nobody makes papers or writes plans meanwhile."""
    if not write:
        yield
        return
    with saving(), store.lock(project.root / OUTPUT, waiting):
        yield
