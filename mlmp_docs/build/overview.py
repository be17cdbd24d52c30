"""Reads every plan for the page `overblik.html` and saves the page.

What a plan file with certain bytes gives to a year's page does not depend on the day, so it is kept for the next time.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mlmp_docs import store
from mlmp_docs.build import cache
from mlmp_docs.build.crew import Crew
from mlmp_docs.build.gist import photo_state, too_much
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.content.overview import CitizenOverview, citizen_overview
from mlmp_docs.diagnostic import Diagnostic, in_file_order
from mlmp_docs.overview import View, diagnostics_shown, page
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure import checks
from mlmp_docs.procedure.findings import Case, Trace
from mlmp_docs.project import CITIZENS, OUTPUT, TEMPLATES, PlanFile, Project, plan_content

READ_ALONE = 80
"""Fewer plan files than this are read faster than the cache is worth keeping or a second process starts."""

ART = "overblik"


@dataclass(frozen=True)
class PlanOverview:
    """What one plan file gives to the page."""

    file: str
    citizen: CitizenOverview | None = field(default=None, repr=False)
    """None for a plan that has ended or cannot be read."""

    diagnostics: tuple[Diagnostic, ...] = ()
    trace: Trace | None = None
    digest: str = ""
    """Hash of the file's bytes; empty for a file that could not be read."""

    photo: tuple[str, str] | None = None
    """The photo its checks looked at, and its size and time."""


@dataclass(frozen=True)
class _Kept:
    key: str
    plans: dict[str, PlanOverview] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """The page that was made, and what `tjek` would tell of those it shows."""

    outcome: Outcome
    diagnostics: tuple[Diagnostic, ...]
    elsewhere: int
    """How many more `tjek` would tell, about citizens that the page leaves out."""

    citizens: int
    """How many citizens the meetings on the page are for."""

    meetings: int


def make_overview(project: Project, view: View, processes: int, *, write: bool = True) -> Made:
    """Make the page of a year; `processes` is how many may be started to read the plans.

    Without `write` nothing is saved. Raises `store.SaveError`.
    """
    plans = _read_all(project, view.år, processes, write=write)
    diagnostics = _diagnostics(project, plans)
    citizens = [each.citizen for each in plans if each.citizen]
    content = page(citizens, diagnostics, project.opsætning, view)
    outcome = _save(content, project.root, path_of(view), write=write)
    shown = [each.id for each in citizens for meeting in each.møder if view.asked.takes_meeting(meeting.frister)]
    told = diagnostics_shown(citizens, diagnostics, view)
    return Made(outcome, told, len(diagnostics) - len(told), len(set(shown)), len(shown))


def path_of(view: View) -> str:
    """Where the page lies. One about some rådgivere or tilbud only does not replace the whole one."""
    chosen = (*sorted(view.asked.rådgivere), *sorted(view.asked.tilbud), *(("anonym",) if view.anonym else ()))
    return f"{OUTPUT}/{view.år}/{'--'.join((ART, *chosen))}.html"


def _diagnostics(project: Project, plans: Sequence[PlanOverview]) -> tuple[Diagnostic, ...]:
    traces = sorted((each.trace for each in plans if each.trace), key=lambda trace: trace.id)
    together = checks.check_together(project.opsætning, project.settings_source, traces, project.root / TEMPLATES)
    return in_file_order([*project.told, *(told for each in plans for told in each.diagnostics), *together])


def _save(content: bytes, root: Path, path: str, *, write: bool) -> Outcome:
    before = store.read(root / path)
    if before == content:
        return Outcome(path, ART, Action.UÆNDRET)
    if write:
        store.save(content, root / path, root / OUTPUT)
    return Outcome(path, ART, Action.LAVET if before is None else Action.LAVET_IGEN)


# --- reading -----------------------------------------------------------------------------------------------------


def _read_all(project: Project, år: int, processes: int, *, write: bool) -> list[PlanOverview]:
    """Every plan in the order of the files; those that are as an earlier run saw them are not read again."""
    output, key = project.root / OUTPUT, cache.key(project.root, år, None)
    known = _known(output, key, år) if len(project.plans) >= READ_ALONE else {}
    read = {file.file: known[file.file] for file in project.plans if _holds(known.get(file.file), file, project.root)}
    new = [file for file in project.plans if file.file not in read]
    with Crew(processes, _prepare, project.root, project.opsætning, project.lister, år) as crew:
        for some in crew.each(_read_each, new, _lost, alone_below=READ_ALONE):
            read.update((each.file, each) for each in some)
    if write and new and len(read) >= READ_ALONE:
        _keep(output, _Kept(key, {name: read[name] for name in sorted(read) if read[name].digest}), år)
    return [read[file.file] for file in project.plans]


class _Desk:
    """What a worker keeps between two plan files."""

    told: tuple[Path, Opsætning, Lister, int]


def _prepare(root: Path, opsætning: Opsætning, lister: Lister, år: int) -> None:
    _Desk.told = root, opsætning, lister, år


def _read_each(files: Sequence[PlanFile]) -> list[PlanOverview]:
    return [_read(file) for file in files]


def _read(file: PlanFile) -> PlanOverview:
    root, opsætning, lister, år = _Desk.told
    content = plan_content(root, file)
    if isinstance(content, Diagnostic):
        return PlanOverview(file.file, diagnostics=(content,))
    digest = hashlib.sha256(content).hexdigest()
    try:
        reading = read_plan(content, file.file)
        if reading.value is None:
            return PlanOverview(file.file, diagnostics=reading.diagnostics, digest=digest)
        case = Case(file.id, reading.value, reading.source, opsætning, lister, root / CITIZENS)
        told = (*reading.diagnostics, *checks.check_plan(case))
        found = citizen_overview(file.id, reading.value, reading.source, opsætning, lister, år)
    except (MemoryError, RecursionError):
        return _lost(file)
    billede = reading.value.borger.billede
    photo = photo_state(root, billede) if billede else None
    return PlanOverview(file.file, found, told, checks.trace(case), digest, photo)


def _lost(file: PlanFile) -> PlanOverview:
    """A plan file that no process could get through."""
    return PlanOverview(file.file, diagnostics=too_much(file).diagnostics)


# --- kept ----------------------------------------------------------------------------------------------------------


def _holds(known: PlanOverview | None, file: PlanFile, root: Path) -> bool:
    """Whether what is kept still is what reading the file would give."""
    if known is None:
        return False
    content = plan_content(root, file)
    if isinstance(content, Diagnostic) or hashlib.sha256(content).hexdigest() != known.digest:
        return False
    return known.photo is None or known.photo == photo_state(root, known.photo[0])


def _place(output: Path, år: int) -> Path:
    return output / store.CACHE / f"overblik-{år}.json"


def _known(output: Path, key: str, år: int) -> Mapping[str, PlanOverview]:
    try:
        found = TypeAdapter(_Kept).validate_json(_place(output, år).read_bytes())
    except (OSError, ValidationError, RecursionError):
        return {}
    return found.plans if found.key == key else {}


def _keep(output: Path, kept: _Kept, år: int) -> None:
    """Write it for the next run. That it cannot be kept is no trouble."""
    with suppress(store.SaveError):
        store.save(TypeAdapter(_Kept).dump_json(kept), _place(output, år), output)
