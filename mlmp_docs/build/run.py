"""A whole run: reads and checks everything, then makes what is out of date, in as many processes as asked for.

The plan file is the unit: a worker reads it once, and once more composes and makes all that is out of date of it.
This process holds only gists.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from mlmp_docs import builtin, store
from mlmp_docs.build import cache, gist, pdf, worker
from mlmp_docs.build.cache import Kept
from mlmp_docs.build.crew import Crew, elsewhere
from mlmp_docs.build.gist import Background, Gist, Packed
from mlmp_docs.build.job import known_job
from mlmp_docs.build.make import Workshop, in_place, make, settled
from mlmp_docs.build.outcome import MADE, NEEDS_ATTENTION, Outcome
from mlmp_docs.build.pictograms import own_pictograms, with_own
from mlmp_docs.build.prune import without_reason
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.template_guard import endless
from mlmp_docs.build.worker import Begun, Errand, Made, Rendered, Told
from mlmp_docs.build.worklist import LIST, Task, WorkList, worklist
from mlmp_docs.diagnostic import Diagnostic, Level, in_file_order
from mlmp_docs.procedure.checks import check, check_together
from mlmp_docs.procedure.documents import DOCUMENTS, table
from mlmp_docs.procedure.lists import ListEntry
from mlmp_docs.project import CITIZENS, OUTPUT, TEMPLATES, PlanFile, Project

READ_ALONE = 80
MADE_ALONE = 24
"""Fewer plan files than this are read, and fewer files made, faster than a second process starts."""
ERRANDS_AT_ONCE = 4
PLACED_AT_ONCE = 128
"""So many files are worth a flush of the disk."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """What a run found and did."""

    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]
    elsewhere: int = 0
    """How many more problems there are in plans that were not asked for."""

    januar: int = 0
    """How many January meetings without a date stand on the lists that were made."""

    @property
    def needs_attention(self) -> bool:
        """Exit code 1: a fejl, a file that could not be written, or a `.ny` waiting."""
        return any(d.level is Level.FEJL for d in self.diagnostics) or any(
            outcome.action in NEEDS_ATTENTION for outcome in self.outcomes
        )

    @property
    def made(self) -> int:
        return sum(outcome.action in MADE for outcome in self.outcomes)


def project_diagnostics(project: Project) -> tuple[Diagnostic, ...]:
    """Everything wrong in mlmp.yaml, lister.yaml and the plans, in the order of the files."""
    found = check(
        project.opsætning, project.settings_source, project.citizens, project.lister, project.root / "citizens"
    )
    return in_file_order([*project.diagnostics, *found, *own_pictograms(project.root)[1]])


def templates_of(project: Project) -> dict[str, bytes]:
    """Every Word template a document needs: the project's own, else the built-in one of that name.

    An own document has its template from the project only.
    """
    found = {}
    built_in = {name for document in DOCUMENTS for name in document.skabeloner}
    needed = {name for document in table(project.opsætning) for name in document.skabeloner}
    for name in sorted(name for name in needed if Path(name).name == name):
        own = project.root / "templates" / name
        if own.is_file():
            content: bytes | None = own.read_bytes()
        else:
            content = builtin.template(name) if name in built_in else None
        if content is not None:
            found[name] = content
    return found


def build(
    project: Project,
    request: Request,
    *,
    processes: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
    wait: Callable[[], None] = lambda: None,
) -> Result:
    """Make everything that is out of date.

    `processes` says how many worker processes may be started. An `executor` makes the files instead, wherever it is;
    they are read and written here. `progress` is told how many files of how many are done; `wait` is called when
    another run holds the output folder. Raises `store.SaveError` when the output folder cannot be used at all.
    """
    background = Background(project.root, project.opsætning, project.lister, request.år, request.brevdato)
    write = not request.dry_run
    templates = templates_of(project)
    never_end = endless(project, templates, write=write)
    drawn = with_own(templates, project.root)
    workshop = Workshop(project.root, project.opsætning, drawn, request.force, write, never_end)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in workshop.templates.items()}
    told = Told(background, workshop, hashes)
    key = cache.key(project.root, request.år, request.brevdato)
    held: AbstractContextManager[None] = nullcontext() if request.dry_run else store.lock(workshop.output, wait)
    with held, Crew(processes, worker.prepare, told) as crew:
        known = cache.read(workshop.output, key, request.år)
        read = _read(project, background, known, crew)
        gists = [plan.gist for plan in read.values()]
        diagnostics = _diagnostics(project, gists)
        work = worklist(project, request, gists, diagnostics, hashes)
        if not request.dry_run:
            store.sweep(workshop.output)
            pdf.sweep(workshop.output)
        made = _carry_out(work, read, told, crew, executor, progress)
        if crew.broke and not request.dry_run:
            store.sweep(workshop.output)
        crew.release()
        if not request.dry_run:
            _keep(workshop.output, key, known, read, made, request.år)
        outcomes = [each.outcome for each in made]
        if request.printer:
            outcomes += pdf.make_pdfs(work.files, outcomes, workshop, request.printer, progress)
        elif not request.dry_run:
            outcomes += pdf.drop_outdated(outcomes, workshop.root)
        gone = without_reason(project, work, gists, remove=request.prune and not request.dry_run)
    found = [*diagnostics, *_with_all_of_templates(project, [d for each in outcomes for d in each.diagnostics])]
    order = sorted([*outcomes, *work.settled, *gone], key=lambda outcome: (outcome.path, outcome.action))
    asked = [diagnostic for diagnostic in in_file_order(found) if _is_asked(diagnostic, request)]
    return Result(tuple(order), tuple(asked), len(set(found)) - len(asked), _tight_januaries(gists, outcomes))


def _with_all_of_templates(project: Project, told: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What was told, and of a template that could not be used all that is wrong with it, told in the same words."""
    files = sorted({d.place.file for d in told if d.level is Level.FEJL and d.place.file.startswith(f"{TEMPLATES}/")})
    if not files:
        return [*told]
    from mlmp_docs.build.template_check import every_mistake

    every = every_mistake(project, [file.removeprefix(f"{TEMPLATES}/") for file in files])
    explained = {(d.place.file, d.code) for d in every if d.level is Level.FEJL}
    return [*(d for d in told if (d.place.file, d.code) not in explained), *every]


def _tight_januaries(gists: Sequence[Gist], outcomes: Sequence[Outcome]) -> int:
    """January meetings without a date, when a list was made now; nothing to tell when none was."""
    if not any(outcome.art == LIST and outcome.action in MADE for outcome in outcomes):
        return 0
    return sum(entry.row.tight_january for each in gists for entry in each.planning)


def lists_to_make(project: Project, år: int, processes: int) -> tuple[WorkList, tuple[Diagnostic, ...]]:
    """The annual lists of a year as a run would make them, and all that is wrong in the plans; nothing is written."""
    gists = _gists(project, år, processes)
    diagnostics = _diagnostics(project, gists)
    request = Request(år, Selection(dokumenter=frozenset({LIST})), dry_run=True)
    return worklist(project, request, gists, diagnostics, {}), diagnostics


def list_entries(project: Project, år: int, processes: int) -> tuple[ListEntry, ...]:
    """Everybody who stands on an annual list of the year; nobody whose plan cannot be used."""
    return tuple(entry for each in _gists(project, år, processes) for entry in each.rows)


def _gists(project: Project, år: int, processes: int) -> list[Gist]:
    background = Background(project.root, project.opsætning, project.lister, år, None)
    told = Told(background, Workshop(project.root, project.opsætning, {}, write=False), {})
    known = cache.read(project.root / OUTPUT, cache.key(project.root, år, None), år)
    with Crew(processes, worker.prepare, told) as crew:
        return [plan.gist for plan in _read(project, background, known, crew).values()]


def _is_asked(diagnostic: Diagnostic, request: Request) -> bool:
    """Whether a problem is about what was asked for: a run for one citizen says nothing of the others' plans."""
    folder, _, name = diagnostic.place.file.rpartition("/")
    borgere = request.selection.borgere
    return not borgere or folder != CITIZENS or name.rpartition(".")[0] in borgere


# --- reading -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Read:
    """A plan file of this run: its gist, what an earlier run knew of its documents, and the plan if it was read now."""

    file: PlanFile
    gist: Gist
    kilder: Mapping[str, str]
    packed: Packed | None


def _read(project: Project, background: Background, known: Mapping[str, Kept], crew: Crew) -> dict[str, _Read]:
    """Every plan file by its name; those that are as an earlier run saw them are not read again."""
    found: dict[str, _Read] = {}
    new: list[PlanFile] = []
    for file in project.plans:
        kept = known.get(file.file)
        if kept and file.mistake is None and gist.holds(kept.gist, file, background):
            found[file.file] = _Read(file, kept.gist, kept.kilder, None)
        else:
            new.append(file)
    by_name = {file.file: file for file in new}
    for some in crew.each(worker.read_each, new, lambda file: (gist.too_much(file), None), alone_below=READ_ALONE):
        for read, packed in some:
            found[read.file] = _Read(by_name[read.file], read, {}, packed)
    return {file.file: found[file.file] for file in project.plans}


def _diagnostics(project: Project, gists: Sequence[Gist]) -> tuple[Diagnostic, ...]:
    """What `project_diagnostics` tells, from the gists."""
    traces = [each.trace for each in sorted(gists, key=lambda each: each.id) if each.trace]
    together = check_together(project.opsætning, project.settings_source, traces, project.root / TEMPLATES)
    of_plans = (told for each in gists for told in each.diagnostics)
    return in_file_order([*project.told, *of_plans, *together, *own_pictograms(project.root)[1]])


# --- making ------------------------------------------------------------------------------------------------------


def _carry_out(
    work: WorkList,
    read: Mapping[str, _Read],
    told: Told,
    crew: Crew,
    executor: Executor | None,
    progress: Progress | None,
) -> list[Made]:
    by_id = {plan.gist.id: plan for plan in read.values() if plan.gist.readable}
    total = len(work.tasks) + len(work.lists)
    done: list[Made] = []
    left: dict[str, list[Task]] = {}
    for task in work.tasks:
        made = _settled(task, by_id[task.borger], told)
        if made:
            done.append(made)
        else:
            left.setdefault(task.borger, []).append(task)
    if progress:
        progress(len(done), total)
    errands = [_errand(by_id[borger], tasks) for borger, tasks in left.items()]
    for job in work.lists:
        outcome = settled(job, told.workshop)
        if outcome:
            done.append(Made(outcome, job.path))
        else:
            errands.append(Errand(lists=(job,)))
    makers = _made_here(errands, crew, told.workshop) if executor is None else _made_elsewhere(errands, told, executor)
    for some in makers:
        done += some
        if progress:
            progress(len(done), total)
    return done


def _settled(task: Task, plan: _Read, told: Told) -> Made | None:
    """The outcome of a document that was made from just what an earlier run composed."""
    kilde = plan.kilder.get(task.path)
    if kilde is None:
        return None
    template = told.hashes.get(task.paper.skabelon, "")
    outcome = settled(
        known_job(task.path, task.paper.art, task.borger, task.paper.sendt, kilde, template), told.workshop
    )
    return Made(outcome, task.path, kilde) if outcome else None


def _errand(plan: _Read, tasks: Sequence[Task]) -> Errand:
    return Errand(tuple(tasks), plan.file, plan.gist.digest, plan.packed)


def _made_here(errands: Sequence[Errand], crew: Crew, workshop: Workshop) -> Iterator[list[Made]]:
    """Files made by this process or its workers; this one waits for the disk, while they go on."""
    files = sum(len(errand.tasks) + len(errand.lists) for errand in errands)
    alone_below = 0 if files >= MADE_ALONE else len(errands) + 1
    begun: list[Begun] = []
    try:
        for some in crew.each(worker.make_each, errands, worker.lost, alone_below=alone_below):
            begun += some
            if sum(len(each.waiting.written) for each in begun) >= PLACED_AT_ONCE:
                done, begun = begun, []
                yield _in_place(done, workshop)
        done, begun = begun, []
        yield _in_place(done, workshop)
    finally:
        store.forget([each.waiting for each in begun])


def _in_place(begun: Sequence[Begun], workshop: Workshop) -> list[Made]:
    made = [each for some in begun for each in some.made]
    outcomes = in_place([each.outcome for each in made], [each.waiting for each in begun], workshop)
    return [replace(each, outcome=outcome) for each, outcome in zip(made, outcomes, strict=True)]


def _made_elsewhere(errands: Sequence[Errand], told: Told, executor: Executor) -> Iterator[list[Made]]:
    """Files made by somebody else's processes and saved by this one."""
    loads = [(worker.with_plan(errand, told.background), told) for errand in errands]
    for some in elsewhere(executor, worker.render_each, loads, worker.lost_elsewhere, at_once=ERRANDS_AT_ONCE):
        for rendered in some:
            yield [_saved(each, told.workshop) for each in rendered]


def _saved(rendered: Rendered | Made, workshop: Workshop) -> Made:
    if isinstance(rendered, Made):
        return rendered
    job = rendered.job
    outcome = settled(job, workshop) or rendered.told_with(make(job, workshop, rendered.file))
    return Made(outcome, job.path, job.memory["mlmp-kilde"])


def _keep(
    output: Path, key: str, known: Mapping[str, Kept], read: Mapping[str, _Read], made: Sequence[Made], år: int
) -> None:
    """Write the cache, unless it would say what it says."""
    kilder: dict[str, dict[str, str]] = {}
    for each in made:
        if each.kilde:
            kilder.setdefault(each.outcome.borger or "", {})[each.path] = each.kilde
    plans = {
        name: Kept(plan.gist, {**plan.kilder, **kilder.get(plan.gist.id, {})})
        for name, plan in read.items()
        if plan.gist.digest
    }
    if plans != known:
        cache.write(output, key, år, plans)
