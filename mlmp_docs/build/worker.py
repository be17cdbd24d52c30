"""What a worker process does: reads plan files, and makes the files of one plan at a time.

A worker is told once what the whole run shares; each thing it is given then is small.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mlmp_docs import store
from mlmp_docs.build import gist, office
from mlmp_docs.build.gist import Background, Gist, Packed
from mlmp_docs.build.job import Job, document_job
from mlmp_docs.build.make import TOO_MUCH, Workshop, begin
from mlmp_docs.build.outcome import MADE, Action, Outcome
from mlmp_docs.build.worklist import Task
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure import documents, photo
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.photo import Photo
from mlmp_docs.project import CITIZENS, PlanFile, plan_content

PHOTO_SHOWN_IN = "visuel-plan"
"""The one document that shows the citizen's photo."""


@dataclass(frozen=True)
class Errand:
    """The files to make of one plan, or one list."""

    tasks: tuple[Task, ...] = ()
    plan: PlanFile | None = None
    digest: str = ""
    packed: Packed | None = field(default=None, repr=False)
    """The plan, when this run has read it."""

    photo: Photo | None = field(default=None, repr=False)
    """The citizen's photo, for a machine that cannot read it."""

    lists: tuple[Job, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Made:
    """What became of one file, and the fingerprint of what it should say."""

    outcome: Outcome
    path: str
    kilde: str = ""


@dataclass(frozen=True)
class Begun:
    """What becomes of the files of an errand once they are in place, and those that wait for it."""

    made: list[Made]
    waiting: store.Waiting = field(default_factory=store.Waiting)


@dataclass(frozen=True)
class Rendered:
    """A file made on another machine, to be saved by this one; or what is wrong with its template."""

    job: Job
    content: bytes | None = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it could not be made; of a file that was, why something is left out of it."""

    trouble: bool = False

    def file(self) -> bytes:
        """The finished file. Raises what rendering it raised."""
        if self.trouble:
            raise MemoryError
        if self.content is None:
            raise office.RenderError(self.diagnostics)
        return self.content

    def told_with(self, outcome: Outcome) -> Outcome:
        """The outcome, with what is left out of the file if it was made."""
        return replace(outcome, diagnostics=(*outcome.diagnostics, *(self.diagnostics if self.content else ())))


@dataclass(frozen=True)
class Told:
    """What the whole run shares."""

    background: Background
    workshop: Workshop
    hashes: Mapping[str, str] = field(repr=False)
    """The hash of each Word template."""


class _Desk:
    """The one thing a worker keeps between two errands."""

    told: Told


def prepare(told: Told) -> None:
    """Take in what the run shares."""
    _Desk.told = told


def read_each(files: Sequence[PlanFile]) -> list[tuple[Gist, Packed | None]]:
    """Read some plan files."""
    return [gist.gist(file, _Desk.told.background) for file in files]


def make_each(errands: Sequence[Errand]) -> list[Begun]:
    """Bring the files of some errands up to date, all but the putting in place."""
    told = _Desk.told
    saving = store.Batch(told.workshop.output)
    begun: list[Begun] = []
    try:
        for errand in errands:
            made = [_begin(found, told, saving) for found in _jobs(errand, told)]
            begun.append(Begun(made, saving.hand_over()))
    except BaseException:
        store.forget([*(each.waiting for each in begun), saving.hand_over()])
        raise
    return begun


def lost(errand: Errand) -> Begun:
    """The outcomes of an errand that killed its process."""
    return Begun(_failed(errand, TOO_MUCH))


def _begin(found: Job | Made, told: Told, saving: store.Batch) -> Made:
    """Render one file and write it, if that is needed."""
    if isinstance(found, Made):
        return found
    outcome = begin(found, told.workshop, saving)
    if outcome.action in MADE:
        outcome = replace(outcome, diagnostics=(*outcome.diagnostics, *office.left_out(found)))
    return Made(outcome, found.path, found.memory["mlmp-kilde"])


def render_each(errands: Sequence[tuple[Errand, Told]]) -> list[list[Rendered | Made]]:
    """Make the files of some errands without touching a disk: this machine may not see the project's folder."""
    return [
        [found if isinstance(found, Made) else _rendered(found, told) for found in _jobs(errand, told)]
        for errand, told in errands
    ]


def lost_elsewhere(load: tuple[Errand, Told]) -> list[Rendered | Made]:
    """The outcomes of an errand that killed the processes it was given to."""
    return [*lost(load[0]).made]


def _rendered(found: Job, told: Told) -> Rendered:
    # A sent letter is compared with what it would have said on another day; for that its fields are needed.
    bare = found if found.sendt else replace(found, fields={}, titel="", sheet=None, photo=None)
    try:
        return Rendered(bare, told.workshop.rendered(found), office.left_out(found))
    except office.RenderError as trouble:
        return Rendered(bare, None, trouble.diagnostics)
    except (MemoryError, RecursionError):
        return Rendered(bare, None, trouble=True)


def _jobs(errand: Errand, told: Told) -> Iterator[Job | Made]:
    """The composed jobs of an errand, one at a time, or why there is none."""
    yield from errand.lists
    if not errand.tasks:
        return
    background = told.background
    plan = _plan(errand, background)
    if plan is None:
        yield from _failed(errand, "planen blev ændret, mens programmet kørte – kør igen")
        return
    by_name = {task.paper.navn: task for task in errand.tasks}
    borger = errand.tasks[0].borger
    kinds = {task.paper.art for task in errand.tasks}
    for wanted in documents.wanted(borger, plan, background.opsætning, background.år, background.brevdato, kinds):
        task = by_name.get(wanted.navn)
        if task is None:
            continue
        try:
            found = _photo(errand, wanted, background)
            yield document_job(task.path, _as_sent(wanted, task), background.opsætning, told.hashes, found)
        except (MemoryError, RecursionError):
            yield _failed(replace(errand, tasks=(task,)), TOO_MUCH)[0]


def _as_sent(wanted: Wanted, task: Task) -> Wanted:
    """A letter about a new time is still that when it is sent: it says so in its own file."""
    is_new_time = wanted.navn_ny_tid is not None and task.path.endswith(f"/{wanted.navn_ny_tid}.docx")
    return replace(wanted, ny_tid=wanted.ny_tid or is_new_time)


def with_plan(errand: Errand, background: Background) -> Errand:
    """The errand for another machine: with its plan, unless somebody has saved that since."""
    plan = _plan(errand, background) if errand.tasks else None
    if plan is None:
        return errand
    shown = any(task.art == PHOTO_SHOWN_IN for task in errand.tasks)
    found = photo.read(background.root / CITIZENS, plan.borger.billede) if shown else None
    return replace(errand, packed=errand.packed or gist.pack(plan), photo=found)


def _photo(errand: Errand, wanted: Wanted, background: Background) -> Photo | None:
    """The citizen's photo, if the document has room for one."""
    if wanted.document.key != PHOTO_SHOWN_IN:
        return None
    return errand.photo or photo.read(background.root / CITIZENS, wanted.plan.borger.billede)


def _plan(errand: Errand, background: Background) -> Plan | None:
    """The plan as it was when the run read it; None when somebody has saved it since."""
    if errand.packed is not None:
        return gist.unpack(errand.packed)
    content = plan_content(background.root, errand.plan) if errand.plan else b""
    if isinstance(content, Diagnostic) or hashlib.sha256(content).hexdigest() != errand.digest:
        return None
    return read_plan(content, errand.plan.file if errand.plan else "").value


def _failed(errand: Errand, reason: str) -> list[Made]:
    outcomes = [Outcome(task.path, task.paper.art, Action.FEJL, reason, task.borger) for task in errand.tasks]
    outcomes += [Outcome(job.path, job.art, Action.FEJL, reason, job.borger) for job in errand.lists]
    return [Made(outcome, outcome.path) for outcome in outcomes]
