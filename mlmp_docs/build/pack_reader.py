"""Reads what lies in the packs that are asked for, plan by plan, in as many processes as are worth it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mlmp_docs.build.crew import Crew
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.packs import PackReader, Paper, papers
from mlmp_docs.project import PlanFile, Project, plan_content

READ_ALONE = 80
"""Fewer plan files than this are read faster than a second process starts."""

Found = dict[PackReader, tuple[Paper, ...]]


@dataclass(frozen=True)
class Wish:
    """Whose packs, of which year, and what counts as today."""

    readers: tuple[PackReader, ...]
    år: int
    dato: date


@dataclass(frozen=True)
class PlanPapers:
    """What one plan file has for each reader; `readable` is False when nobody can tell."""

    borger: str
    readable: bool = True
    papers: Found = field(default_factory=dict)


def read_papers(
    project: Project,
    files: Sequence[PlanFile],
    wish: Wish,
    processes: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[PlanPapers, ...]:
    """What these plan files have for the readers, by the citizens' ids."""
    found: list[PlanPapers] = []
    with Crew(processes, _prepare, project.root, project.opsætning, wish) as crew:
        for some in crew.each(_read_each, files, _lost, alone_below=READ_ALONE):
            found += some
            if progress:
                progress(len(found), len(files))
    return tuple(sorted(found, key=lambda each: each.borger))


class _Desk:
    """What a worker keeps between two plan files."""

    told: tuple[Path, Opsætning, Wish]


def _prepare(root: Path, opsætning: Opsætning, wish: Wish) -> None:
    _Desk.told = root, opsætning, wish


def _read_each(files: Sequence[PlanFile]) -> list[PlanPapers]:
    return [_read(file) for file in files]


def _read(file: PlanFile) -> PlanPapers:
    root, opsætning, wish = _Desk.told
    content = plan_content(root, file)
    if isinstance(content, Diagnostic):
        return _lost(file)
    try:
        plan = read_plan(content, file.file).value
        if plan is None:
            return _lost(file)
        found = {each: papers(file.id, plan, opsætning, wish.år, wish.dato, each) for each in wish.readers}
    except (MemoryError, RecursionError):
        return _lost(file)
    return PlanPapers(file.id, papers={reader: each for reader, each in found.items() if each})


def _lost(file: PlanFile) -> PlanPapers:
    """A plan file that could not be read, or that no process could get through."""
    return PlanPapers(file.id, readable=False)
