"""What a run needs to know of one plan file, so that it holds no plans: the file is read, the gist is kept.

A gist is plain data that can be written to the cache and read again.
"""

import hashlib
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.content.planning_list import PlanningEntry, planning_entries
from mlmp_docs.content.provider_year import YearEntry, year_entries
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure import checks, documents, lists
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.findings import Case, Trace
from mlmp_docs.procedure.lists import ListEntry
from mlmp_docs.project import CITIZENS, BrokenPlan, Citizen, PlanFile, broken_plan, only_known, plan_content


@dataclass(frozen=True)
class Background:
    """What every plan of a run is read against."""

    root: Path
    opsætning: Opsætning = field(repr=False)
    lister: Lister = field(repr=False)
    år: int
    brevdato: date | None


@dataclass(frozen=True)
class Paper:
    """A document that the plan asks for, without what it says."""

    art: str
    navn: str
    """The file name without ending; unique in the plan unless the plan gives two things one id."""

    navn_ny_tid: str | None
    """The name to prefer when a file of that name is there: a letter about a new time keeps it when it is sent."""

    skabelon: str
    eget: bool
    mangler: tuple[str, ...]
    sendt: date | None
    tilbud: tuple[str, ...]
    """The tilbud, rådgiver and month that a selection finds it by."""

    rådgiver: str
    måned: int | None


@dataclass(frozen=True)
class Gist:
    """One plan file in short."""

    id: str
    file: str
    digest: str
    """Hash of the file's bytes; empty for a file that could not be read."""

    diagnostics: tuple[Diagnostic, ...]
    readable: bool
    rådgivere: tuple[str, ...] | None
    """Whose lists the citizen may stand on; None: it may be any."""

    tilbud: tuple[str, ...] | None
    photo: tuple[str, str] | None = None
    """The photo its checks looked at, and its size and time."""

    trace: Trace | None = None
    papers: tuple[Paper, ...] = ()
    left_out: tuple[Outcome, ...] = ()
    sent: tuple[tuple[str, str, str], ...] = ()
    """What the plan records as sent: document, meeting and tilbud."""

    rows: tuple[ListEntry, ...] = ()
    planning: tuple[PlanningEntry, ...] = ()
    years: tuple[YearEntry, ...] = ()
    """Rows on the årshjul of the citizen's tilbud."""

    def may_belong(self) -> BrokenPlan:
        """The plan as one that is kept back."""
        return BrokenPlan(
            self.id,
            None if self.rådgivere is None else frozenset(self.rådgivere),
            None if self.tilbud is None else frozenset(self.tilbud),
        )


Packed = bytes
"""A plan that was read, for a process of the same run."""


def pack(plan: Plan) -> Packed:
    """The plan in a form that a process of the same run unpacks faster than it reads the file."""
    return pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)


def unpack(packed: Packed) -> Plan:
    """What `pack` packed. Never give it anything that was stored."""
    plan = pickle.loads(packed)
    assert isinstance(plan, Plan)
    return plan


def holds(known: Gist, file: PlanFile, background: Background) -> bool:
    """Whether a gist still is what reading the file would give."""
    content = plan_content(background.root, file)
    if isinstance(content, Diagnostic) or hashlib.sha256(content).hexdigest() != known.digest:
        return False
    return known.photo is None or known.photo == photo_state(background.root, known.photo[0])


def photo_state(root: Path, name: str) -> tuple[str, str]:
    """A photo that a check looked at, and what tells it from another one."""
    try:
        state = (root / CITIZENS / name).stat()
    except (OSError, ValueError):
        return name, ""
    return name, f"{state.st_size} {state.st_mtime_ns}"


def gist(file: PlanFile, background: Background) -> tuple[Gist, Packed | None]:
    """Read one plan file and check it by itself; the plan comes packed when it can be used."""
    content = plan_content(background.root, file)
    if isinstance(content, Diagnostic):
        return _unreadable(file, content), None
    try:
        return _gist(file, content, background)
    except (MemoryError, RecursionError):
        return too_much(file), None


def too_much(file: PlanFile) -> Gist:
    """The gist of a plan file that no process could get through."""
    message = "Filen er for stor eller for indviklet til at blive læst."
    hint = "Se efter, om der er kommet noget i den, som ikke hører til i en plan."
    return _unreadable(file, Diagnostic("B008", Level.FEJL, Place(file.file), message, hint))


def _unreadable(file: PlanFile, told: Diagnostic) -> Gist:
    return Gist(file.id, file.file, "", (told,), False, None, None)


def _gist(file: PlanFile, content: bytes, background: Background) -> tuple[Gist, Packed | None]:
    opsætning, lister, år = background.opsætning, background.lister, background.år
    digest = hashlib.sha256(content).hexdigest()
    reading = read_plan(content, file.file)
    plan = reading.value
    if plan is None:
        raw = broken_plan(file.id, reading)
        rådgivere, tilbud = _known(raw.rådgivere, raw.tilbud, opsætning)
        return Gist(file.id, file.file, digest, reading.diagnostics, False, rådgivere, tilbud), None
    case = Case(file.id, plan, reading.source, opsætning, lister, background.root / CITIZENS)
    told = (*reading.diagnostics, *checks.check_plan(case))
    withheld = any(each.level is Level.FEJL and each.withholds for each in told)
    citizen = Citizen(file.id, plan, reading.source)
    own_rådgivere = frozenset({plan.rådgiver, *(entry.id for entry in plan.tidligere_rådgivere)})
    rådgivere, tilbud = _known(own_rådgivere, frozenset(entry.id for entry in plan.tilbud), opsætning)
    wanted = () if withheld else documents.wanted(file.id, plan, opsætning, år, background.brevdato)
    found = Gist(
        id=file.id,
        file=file.file,
        digest=digest,
        diagnostics=told,
        readable=True,
        rådgivere=rådgivere,
        tilbud=tilbud,
        photo=photo_state(background.root, plan.borger.billede) if plan.borger.billede else None,
        trace=checks.trace(case),
        papers=tuple(_paper(each) for each in wanted),
        left_out=tuple(_left_out(citizen, år)),
        sent=tuple(_sent(plan)),
        rows=() if withheld else lists.entries(citizen, opsætning, lister, år, background.brevdato),
        planning=() if withheld else planning_entries(citizen, opsætning, lister, år),
        years=() if withheld else year_entries(citizen, opsætning, lister, år),
    )
    return found, None if withheld else pack(plan)


def _known(
    rådgivere: frozenset[str] | None, tilbud: frozenset[str] | None, opsætning: Opsætning
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The ids in a fixed order; an id that mlmp.yaml does not have may be any."""
    found = only_known(BrokenPlan("", rådgivere, tilbud), opsætning)
    return (
        None if found.rådgivere is None else tuple(sorted(found.rådgivere)),
        None if found.tilbud is None else tuple(sorted(found.tilbud)),
    )


def _paper(wanted: Wanted) -> Paper:
    day = wanted.møde.rolledag if wanted.møde else date(wanted.år, 1, 1)
    own = {wanted.tilbud} if wanted.tilbud else {entry.id for entry in wanted.plan.tilbud_den(day)}
    return Paper(
        art=wanted.document.key,
        navn=wanted.navn,
        navn_ny_tid=wanted.navn_ny_tid if wanted.sendt else None,
        skabelon=wanted.skabelon,
        eget=wanted.document.eget,
        mangler=wanted.mangler,
        sendt=wanted.sendt.dato if wanted.sendt else None,
        tilbud=tuple(sorted(own)),
        rådgiver=wanted.plan.rådgiver_den(day),
        måned=wanted.møde.planlagt_måned if wanted.møde else None,
    )


def _left_out(citizen: Citizen, år: int) -> Iterator[Outcome]:
    """Meetings that nothing is made for, and a plan that has ended."""
    folder = f"output/{år}/{citizen.id}/"
    if citizen.plan.afsluttet:
        yield Outcome(folder, "plan", Action.UDELADT, "planen er afsluttet", citizen.id)
        return
    for møde in citizen.plan.møder:
        if møde.år == år and møde.aflyst:
            yield Outcome(folder, "møde", Action.UDELADT, f"mødet {møde.id} er aflyst", citizen.id)


def _sent(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for møde in plan.møder:
        sendt = møde.sendt
        yield from (("bestilling", møde.id, tilbud) for tilbud in sendt.bestilling)
        recorded = {
            "datobrev": sendt.datobrev,
            "indkaldelse": sendt.indkaldelse,
            "dagsorden": sendt.kalender or sendt.indkaldelse,
            "referat": sendt.referat,
        }
        yield from ((art, møde.id, "") for art, entry in recorded.items() if entry)
