"""Reads what every plan asks for by when. What a plan file with certain bytes asks for is kept for the next time.

It does not depend on the day, so the cache holds until a plan, mlmp.yaml, lister.yaml or the program changes.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mlmp_docs import store
from mlmp_docs.build import cache
from mlmp_docs.build.crew import Crew
from mlmp_docs.build.gist import too_much
from mlmp_docs.diagnostic import Diagnostic, in_file_order
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.duties import MeetingDuties, meeting_duties
from mlmp_docs.project import OUTPUT, PlanFile, Project, plan_content

READ_ALONE = 80
"""Fewer plan files than this are read faster than the cache is worth keeping or a second process starts."""


Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class PlanDuties:
    """What one plan file asks for."""

    digest: str
    """Hash of the file's bytes; empty for a plan that could not be read."""

    meetings: tuple[MeetingDuties, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it could not be read."""


@dataclass(frozen=True)
class AllDuties:
    """What all plans ask for."""

    meetings: tuple[MeetingDuties, ...]
    unreadable: tuple[str, ...]
    """Plan files that may hide deadlines."""

    diagnostics: tuple[Diagnostic, ...]
    """Why they could not be read, and what is wrong with mlmp.yaml and lister.yaml."""


@dataclass(frozen=True)
class _Kept:
    key: str
    plans: dict[str, PlanDuties] = field(default_factory=dict)


def all_duties(project: Project, processes: int, progress: Progress | None = None) -> AllDuties:
    """The deadlines of every plan that can be read, in the order of the files.

    `processes` says how many may be started; `progress` is told how many plans of how many are read.
    """
    key, output = cache.key(project.root, 0, None), project.root / OUTPUT
    known = _known(output, key)
    contents = {file.file: plan_content(project.root, file) for file in project.plans}
    found: dict[str, PlanDuties] = {}
    new: list[PlanFile] = []
    for file in project.plans:
        content, kept = contents[file.file], known.get(file.file)
        if isinstance(content, Diagnostic):
            found[file.file] = PlanDuties("", diagnostics=(content,))
        elif kept and kept.digest == hashlib.sha256(content).hexdigest():
            found[file.file] = kept
        else:
            new.append(file)
    del contents
    with Crew(processes, _prepare, project.root, project.opsætning, project.lister) as crew:
        for some in crew.each(_read_each, new, _lost, alone_below=READ_ALONE):
            found.update(some)
            if progress:
                progress(len(found), len(project.plans))
    plans = {file.file: found[file.file] for file in project.plans}
    if len(plans) >= READ_ALONE and new:
        _keep(output, _Kept(key, {name: plan for name, plan in plans.items() if plan.digest}))
    told = [*project.told, *(told for plan in plans.values() for told in plan.diagnostics)]
    return AllDuties(
        tuple(meeting for plan in plans.values() for meeting in plan.meetings),
        tuple(name for name, plan in plans.items() if not plan.digest),
        in_file_order(told),
    )


# --- reading -----------------------------------------------------------------------------------------------------


class _Desk:
    """What a worker keeps between two plan files."""

    told: tuple[Path, Opsætning, Lister]


def _prepare(root: Path, opsætning: Opsætning, lister: Lister) -> None:
    _Desk.told = root, opsætning, lister


def _read_each(files: Sequence[PlanFile]) -> list[tuple[str, PlanDuties]]:
    return [(file.file, _read(file)) for file in files]


def _read(file: PlanFile) -> PlanDuties:
    root, opsætning, lister = _Desk.told
    content = plan_content(root, file)
    if isinstance(content, Diagnostic):
        return PlanDuties("", diagnostics=(content,))
    try:
        reading = read_plan(content, file.file)
        if reading.value is None:
            return PlanDuties("", diagnostics=reading.diagnostics)
        meetings = meeting_duties(file.id, reading.value, opsætning, lister)
    except (MemoryError, RecursionError):
        return _lost(file)[1]
    return PlanDuties(hashlib.sha256(content).hexdigest(), meetings)


def _lost(file: PlanFile) -> tuple[str, PlanDuties]:
    """A plan file that no process could get through."""
    return file.file, PlanDuties("", diagnostics=too_much(file).diagnostics)


# --- kept ----------------------------------------------------------------------------------------------------------


def _place(output: Path) -> Path:
    return output / store.CACHE / "frister.json"


def _known(output: Path, key: str) -> Mapping[str, PlanDuties]:
    try:
        found = TypeAdapter(_Kept).validate_json(_place(output).read_bytes())
    except (OSError, ValidationError, RecursionError):
        return {}
    return found.plans if found.key == key else {}


def _keep(output: Path, kept: _Kept) -> None:
    """Write it for the next run. That it cannot be kept is no trouble."""
    with suppress(store.SaveError):
        store.save(TypeAdapter(_Kept).dump_json(kept), _place(output), output)
