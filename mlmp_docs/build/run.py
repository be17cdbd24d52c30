"""A whole run: reads and checks everything, then makes what is out of date, in as many processes as asked for."""

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from mlmp_docs import builtin, store
from mlmp_docs.build.make import Workshop, make, make_each, settled
from mlmp_docs.build.outcome import MADE, NEEDS_ATTENTION, Outcome
from mlmp_docs.build.prune import without_reason
from mlmp_docs.build.request import Request
from mlmp_docs.build.worklist import Job, WorkList, worklist
from mlmp_docs.diagnostic import Diagnostic, Level, in_file_order
from mlmp_docs.procedure.checks import check
from mlmp_docs.procedure.documents import DOCUMENTS, table
from mlmp_docs.project import Project

WORTH_A_PROCESS = 24
"""Fewer files than this are made faster than a second process starts (0.6 s against 20 ms a file)."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """What a run found and did."""

    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]

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
    return in_file_order([*project.diagnostics, *found])


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

    `processes` says how many worker processes may be started; an `executor` given is used instead. `progress` is
    told how many files of how many are done; `wait` is called when another run holds the output folder. Raises
    `store.SaveError` when the output folder cannot be used at all.
    """
    diagnostics = project_diagnostics(project)
    templates = templates_of(project)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in templates.items()}
    work = worklist(project, request, diagnostics, hashes)
    workshop = Workshop(project.root, project.opsætning, templates, request.force, write=not request.dry_run)
    held: AbstractContextManager[None] = nullcontext() if request.dry_run else store.lock(workshop.output, wait)
    with held:
        if not request.dry_run:
            store.sweep(workshop.output)
        outcomes = _carry_out(work, workshop, processes, executor, progress)
        gone = without_reason(project, work, remove=request.prune and not request.dry_run)
    found = [*diagnostics, *(d for outcome in outcomes for d in outcome.diagnostics)]
    order = sorted([*outcomes, *work.settled, *gone], key=lambda outcome: (outcome.path, outcome.action))
    return Result(tuple(order), in_file_order(found))


def _carry_out(
    work: WorkList, workshop: Workshop, processes: int, executor: Executor | None, progress: Progress | None
) -> list[Outcome]:
    done: list[Outcome] = []
    rest: list[Job] = []
    for job in work.jobs:
        outcome = settled(job, workshop)
        if outcome:
            done.append(outcome)
        else:
            rest.append(job)
    if progress:
        progress(len(done), len(work.jobs))
    for outcomes in _make_all(rest, workshop, processes, executor):
        done += outcomes
        if progress:
            progress(len(done), len(work.jobs))
    return done


def _make_all(
    jobs: list[Job], workshop: Workshop, processes: int, executor: Executor | None
) -> Iterator[list[Outcome]]:
    if executor is None and (processes < 2 or len(jobs) < WORTH_A_PROCESS):
        for job in jobs:
            yield [make(job, workshop)]
        return
    own = executor is None
    # "spawn" everywhere, so that a run behaves on Linux as it does on the users' Windows.
    pool = executor or ProcessPoolExecutor(
        min(processes, len(jobs)), mp_context=get_context("spawn"), initializer=_leave_with_parent
    )
    try:
        chunks = {pool.submit(make_each, chunk, workshop): chunk for chunk in _chunks(jobs, processes)}
        for future in as_completed(chunks):
            try:
                yield future.result()
            except BrokenProcessPool:
                # A worker was killed from outside; what it left is made here, so that no file is missing.
                yield make_each(chunks[future], workshop)
    finally:
        if own:
            pool.shutdown(wait=True, cancel_futures=True)


def _chunks(jobs: list[Job], processes: int) -> Iterator[list[Job]]:
    size = max(1, min(25, -(-len(jobs) // (4 * max(1, processes)))))
    for start in range(0, len(jobs), size):
        yield jobs[start : start + size]


def _leave_with_parent() -> None:
    """End this worker when the run that started it is killed; a worker left alone would wait for ever."""
    parent = parent_process()
    if parent:

        def watch() -> None:
            parent.join()
            os._exit(1)

        Thread(target=watch, daemon=True).start()
