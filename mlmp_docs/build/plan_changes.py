"""What a rule would change in the plan files: worked out plan by plan, in as many processes as are worth it.

Nothing is written here. `save` writes what was shown, all or nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

from mlmp_docs import plan_store
from mlmp_docs.build.crew import Crew
from mlmp_docs.build.gist import too_much
from mlmp_docs.diagnostic import Diagnostic, Level, Place, in_file_order
from mlmp_docs.plan.cpr_traces import without_cpr_numbers
from mlmp_docs.plan.editor import EditRefused, edit_read
from mlmp_docs.plan.edits import Edit
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import Reading, read_plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.plan.source import MASK
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.findings import Case
from mlmp_docs.project import CITIZENS, PlanFile, Project, plan_content

READ_ALONE = 80
"""Fewer plan files than this are read faster than a second process starts."""


class Change(Protocol):
    """What a rule finds for one plan."""

    @property
    def edits(self) -> tuple[Edit, ...]: ...


Found = TypeVar("Found", bound=Change)
Rule = Callable[[str, Plan, Opsætning, Lister], Found | None]
"""Given a citizen's id and plan: what is to change; None when the rule has nothing to say of the plan."""
FileRule = Callable[[str, Reading[Plan], Opsætning, Lister], Found | None]
"""The same for a rule that looks at the words of the file too; the plan in it can be read."""


@dataclass(frozen=True)
class PlanChange(Generic[Found]):
    """What a rule found for one plan file, and the file before and after."""

    borger: str
    fil: str
    found: Found | None = None
    before: bytes = field(default=b"", repr=False)
    after: bytes = field(default=b"", repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why the plan could not be read or changed, or what `tjek` would tell after the change and not before."""

    @property
    def changes(self) -> bool:
        return self.before != self.after

    @property
    def refused(self) -> bool:
        """Whether the change is wanted but cannot be made."""
        return self.found is not None and any(told.level is Level.FEJL for told in self.diagnostics)

    def diff(self) -> list[str]:
        """What would change, line by line, without the lines around: they may hold what is nobody's business."""
        was, becomes = (content.decode("utf-8-sig").splitlines() for content in (self.before, self.after))
        lines = unified_diff(was, becomes, self.fil, self.fil, lineterm="", n=0)
        return [without_cpr_numbers(line, MASK) for line in lines]


def plan_changes(
    project: Project,
    rule: Rule[Found],
    files: Sequence[PlanFile],
    processes: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[PlanChange[Found], ...]:
    """What the rule would change in each of the files, by citizen. The rule must be one that can be pickled."""
    return file_changes(project, [(file, partial(_of_plan, rule)) for file in files], processes, progress)


def file_changes(
    project: Project,
    jobs: Sequence[tuple[PlanFile, FileRule[Found]]],
    processes: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[PlanChange[Found], ...]:
    """The same with a rule for each file, which looks at the words of the file too."""
    found: list[PlanChange[Found]] = []
    with Crew(processes, _prepare, project.root, project.opsætning, project.lister) as crew:
        for some in crew.each(_change_each, jobs, _lost, alone_below=READ_ALONE):
            found += cast(list[PlanChange[Found]], some)
            if progress:
                progress(len(found), len(jobs))
    return tuple(sorted(found, key=lambda each: each.fil))


def told(changes: Sequence[PlanChange[Found]]) -> tuple[Diagnostic, ...]:
    """Everything told of the plans, in the order of the files."""
    return in_file_order([told for each in changes for told in each.diagnostics])


def save(project: Project, changes: Sequence[PlanChange[Found]]) -> tuple[Diagnostic, ...]:
    """Write every change, or none and tell why."""
    return plan_store.rewrite(
        project.root, [plan_store.Rewrite(each.fil, each.before, each.after) for each in changes if each.changes]
    )


# --- one plan ----------------------------------------------------------------------------------------------------


class _Desk:
    """What a worker keeps between two plan files."""

    told: tuple[Path, Opsætning, Lister]


def _of_plan(
    rule: Rule[Found], borger: str, reading: Reading[Plan], opsætning: Opsætning, lister: Lister
) -> Found | None:
    assert reading.value is not None
    return rule(borger, reading.value, opsætning, lister)


def _prepare(root: Path, opsætning: Opsætning, lister: Lister) -> None:
    _Desk.told = root, opsætning, lister


def _change_each(jobs: Sequence[tuple[PlanFile, FileRule[Change]]]) -> list[PlanChange[Change]]:
    return [_change(file, rule) for file, rule in jobs]


def _change(file: PlanFile, rule: FileRule[Change]) -> PlanChange[Change]:
    root, opsætning, lister = _Desk.told
    content = plan_content(root, file)
    if isinstance(content, Diagnostic):
        return PlanChange(file.id, file.file, diagnostics=(content,))
    try:
        reading = read_plan(content, file.file)
        if reading.value is None:
            return PlanChange(file.id, file.file, diagnostics=reading.diagnostics)
        found = rule(file.id, reading, opsætning, lister)
        if found is None or not found.edits:
            return PlanChange(file.id, file.file, found, content, content)
        after, becomes = edit_read(content, found.edits, reading, read_plan)
        if becomes.value is None:
            refused = "Ændringen kan ikke skrives i filen, så den stadig kan læses."
            told = Diagnostic("B011", Level.FEJL, Place(file.file), refused, "Ret det i filen.")
            return PlanChange(file.id, file.file, found, content, content, diagnostics=(told,))
    except EditRefused as refusal:
        return PlanChange(file.id, file.file, found, content, content, diagnostics=(refusal.diagnostic(file.file),))
    except (MemoryError, RecursionError):
        return _lost((file, rule))
    new = _told_only_after(file, reading, becomes)
    return PlanChange(file.id, file.file, found, content, after, new)


def _told_only_after(file: PlanFile, before: Reading[Plan], after: Reading[Plan]) -> tuple[Diagnostic, ...]:
    known = {(told.code, told.message) for told in _checked(file, before)}
    new = (told for told in _checked(file, after) if (told.code, told.message) not in known)
    return tuple(told_of_change(told, file.file) for told in new)


def told_of_change(told: Diagnostic, file: str) -> Diagnostic:
    """What a check tells of a plan as it will be. A fejl stops nothing, as the plan can be read, but is told as one."""
    stops = " Det er en fejl: indtil den er rettet, laver 'mlmp byg' ikke borgerens dokumenter."
    hint = told.hint + (stops if told.level is Level.FEJL else "")
    return Diagnostic(told.code, Level.ADVARSEL, Place(file), told.message, hint.strip())


def _checked(file: PlanFile, reading: Reading[Plan]) -> list[Diagnostic]:
    root, opsætning, lister = _Desk.told
    assert reading.value is not None
    case = Case(file.id, reading.value, reading.source, opsætning, lister, root / CITIZENS)
    return list(check_plan(case))


def _lost(job: tuple[PlanFile, FileRule[Change]]) -> PlanChange[Change]:
    """A plan file that no process could get through."""
    file, _ = job
    return PlanChange(file.id, file.file, diagnostics=too_much(file).diagnostics)
