"""Reads what may be sent about the citizens that are asked for; plan by plan, in as many processes as are worth it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mlmp_docs.build.crew import Crew
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.postings import ListReader, Posting, StatusReader, list_readers, postings, status_reader
from mlmp_docs.project import Citizen, PlanFile, Project, plan_content

READ_ALONE = 80
"""Fewer plan files than this are read faster than a second process starts."""

Owed = Mapping[str, Sequence[tuple[str, str]]]
"""Citizen -> meeting and tilbud whose status is due."""


@dataclass(frozen=True)
class Wish:
    """What is to be found out about each plan."""

    år: int
    dato: date
    brevdato: date | None = None
    documents: bool = True
    lists: bool = False
    owed: Owed | None = None


@dataclass(frozen=True)
class PlanPostings:
    """What one plan file gives; `readable` is False when nobody can tell."""

    borger: str
    readable: bool = True
    postings: tuple[Posting, ...] = ()
    lists: tuple[ListReader, ...] = ()
    status: tuple[tuple[str, StatusReader], ...] = ()
    """By tilbud."""


def read_postings(
    project: Project,
    borgere: frozenset[str],
    wish: Wish,
    processes: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[PlanPostings, ...]:
    """What the plans of these citizens give, by their ids."""
    files = [file for file in project.plans if file.id in borgere]
    found: list[PlanPostings] = []
    with Crew(processes, _prepare, project.root, project.opsætning, project.lister, wish) as crew:
        for some in crew.each(_read_each, files, _lost, alone_below=READ_ALONE):
            found += some
            if progress:
                progress(len(found), len(files))
    return tuple(sorted(found, key=lambda each: each.borger))


class _Desk:
    """What a worker keeps between two plan files."""

    told: tuple[Path, Opsætning, Lister, Wish]


def _prepare(root: Path, opsætning: Opsætning, lister: Lister, wish: Wish) -> None:
    _Desk.told = root, opsætning, lister, wish


def _read_each(files: Sequence[PlanFile]) -> list[PlanPostings]:
    return [_read(file) for file in files]


def _read(file: PlanFile) -> PlanPostings:
    root, opsætning, lister, wish = _Desk.told
    content = plan_content(root, file)
    if isinstance(content, Diagnostic):
        return _lost(file)
    try:
        reading = read_plan(content, file.file)
    except (MemoryError, RecursionError):
        return _lost(file)
    plan = reading.value
    if plan is None:
        return _lost(file)
    citizen = Citizen(file.id, plan, reading.source)
    owed = [] if wish.owed is None else wish.owed.get(file.id, [])
    status = [
        (tilbud, status_reader(file.id, plan, opsætning, møde, tilbud, wish.dato))
        for møde, tilbud in dict.fromkeys(owed)
    ]
    return PlanPostings(
        file.id,
        postings=postings(file.id, plan, opsætning, wish.år, wish.dato, wish.brevdato) if wish.documents else (),
        lists=list_readers(citizen, opsætning, lister, wish.år, wish.dato) if wish.lists else (),
        status=tuple((tilbud, each) for tilbud, each in status if each is not None),
    )


def _lost(file: PlanFile) -> PlanPostings:
    """A plan file that could not be read, or that no process could get through."""
    return PlanPostings(file.id, readable=False)
