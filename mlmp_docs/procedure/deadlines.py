"""The deadlines of a meeting, rule by rule (R1, R5–R7, R10–R12, R14, R15, R34, R37, R38; readings A2–A7).

A deadline keeps its nominal day, whatever day of the week that is; beside it stands the last working day on or
before it, the day to act (A4). Only what the procedure gives a day is *hård*; what it asks for without a day is
*vejledende*, and what the municipality has set itself is *lokal*.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from mlmp_docs.plan.dates import LokalFrist
from mlmp_docs.plan.meeting import Forberedelsesmøde, Møde, Sending
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure import preparation
from mlmp_docs.procedure.goal_checks import is_unfinished
from mlmp_docs.procedure.limits import (
    deadline_R1,
    deadline_R6,
    deadline_R7,
    deadline_R14,
    deadline_R37,
    last_day_before,
    local_deadline,
)
from mlmp_docs.procedure.meetings import held, newest_held
from mlmp_docs.procedure.roles import gets_list, is_internal
from mlmp_docs.procedure.workdays import last_working_day
from mlmp_docs.remember import latest_few

Styrke = Literal["hård", "vejledende", "lokal"]
Aktør = Literal["rådgiver", "tilbud", "kontaktperson"]

REGLER = ("R1", "R5", "R6", "R7", "R10", "R11", "R12", "R14", "R15", "R34", "R37", "R38")
"""Every rule that has a deadline."""


@dataclass(frozen=True)
class Deadline:
    """Something that must be done by somebody by a day."""

    regel: str
    hvad: str
    aktør: Aktør
    styrke: Styrke
    nominel: date
    handl_senest: date
    """The last working day on or before `nominel`."""
    foreløbig: bool
    """Computed from the first of the month, because the meeting has no date yet (A3)."""
    tilbud: str | None = None
    opfyldt: date | None = None
    """The day it was met, as the plan records it."""
    gjort: bool = False
    """Whether it was met, also where the plan does not say when."""
    efter_mødet: bool = False
    trin: str = ""
    """What tells two deadlines of one rule and tilbud apart: the answer to an offer from the offer."""

    @property
    def for_sent(self) -> bool:
        """Met, but after the limit; the limit day itself is in time (A5)."""
        return self.opfyldt is not None and self.opfyldt > self.nominel


def deadlines(plan: Plan, møde: Møde, opsætning: Opsætning, lister: Lister | None = None) -> tuple[Deadline, ...]:
    """Every deadline of a meeting, in the order of the rules.

    None for an ended plan, a meeting that was called off, or one with neither date nor month. Whether R1 is met
    stands in `lister`, not in the plan.
    """
    return _deadlines(plan, møde, opsætning, lister, REGLER)


def deadlines_of(regel: str, plan: Plan, møde: Møde, opsætning: Opsætning) -> tuple[Deadline, ...]:
    """The deadlines of one rule only; whether R1 is met is not known."""
    return _deadlines(plan, møde, opsætning, None, (regel,))


@latest_few
def _deadlines(
    plan: Plan, møde: Møde, opsætning: Opsætning, lister: Lister | None, regler: tuple[str, ...]
) -> tuple[Deadline, ...]:
    if plan.afsluttet is not None or møde.aflyst is not None or not (møde.dato or møde.måned):
        return ()
    found = [
        each
        for source, own in _SOURCES.items()
        if not own.isdisjoint(regler)
        for each in source(plan, møde, opsætning, lister)
        if each.regel in regler
    ]
    found.sort(key=lambda each: REGLER.index(each.regel))
    fridage = opsætning.indstillinger.fridage
    return tuple(
        Deadline(
            each.regel,
            each.hvad,
            each.aktør,
            each.styrke,
            each.nominel,
            last_working_day(each.nominel, fridage),
            foreløbig=møde.dato is None and each.regel != "R1",
            tilbud=each.tilbud,
            opfyldt=each.opfyldt,
            gjort=each.gjort or each.opfyldt is not None,
            efter_mødet=each.regel in _AFTER,
            trin=each.trin,
        )
        for each in found
    )


class _Found(NamedTuple):
    regel: str
    hvad: str
    styrke: Styrke
    nominel: date
    opfyldt: date | None
    tilbud: str | None = None
    aktør: Aktør = "rådgiver"
    gjort: bool = False
    trin: str = ""


# --- before the meeting ------------------------------------------------------------------------------------------


def _planning(plan: Plan, møde: Møde, opsætning: Opsætning, lister: Lister | None) -> Iterator[_Found]:
    """R1, R6, R7; R6 only for internal citizens (A2)."""
    dag = møde.rolledag
    for tilbud in _list_binds(plan, møde, opsætning):
        sent = _list_sent(plan, møde, tilbud, lister)
        yield _Found("R1", "Årslisten sendes til tilbuddet", "hård", deadline_R1(møde.år), sent, tilbud)
    if is_internal(plan, opsætning, dag):
        sent = _day(møde.sendt.datobrev)
        yield _Found("R6", "Borger og kontaktperson får mødets dato", "vejledende", deadline_R6(dag), sent)
    yield _Found("R7", "Dato og tid aftales med tilbuddene", "hård", deadline_R7(dag), møde.aftalt)


def _preparation(plan: Plan, møde: Møde, opsætning: Opsætning, _: Lister | None) -> Iterator[_Found]:
    """R5, R10, R11, R12: the preparation meeting of an internal citizen, before the meeting.

    The answer can be asked for once the offer is made; a citizen who said no has no preparation meeting.
    """
    dag = møde.rolledag
    holds = preparation.responsible(plan, opsætning, dag)
    if holds is None:
        return
    due = last_day_before(dag)
    known = møde.forberedelsesmøde or Forberedelsesmøde()
    answered, was_held = known.svar is not None, known.afholdt is True

    def found(regel: str, hvad: str, aktør: Aktør, opfyldt: date | None, *, gjort: bool = False) -> _Found:
        return _Found(regel, hvad, "vejledende", due, opfyldt, holds.id, aktør, gjort)

    offered = known.tilbudt is not None or answered or was_held
    yield found("R10", "Borgeren får tilbud om forberedelsesmøde", "kontaktperson", known.tilbudt, gjort=offered)
    if offered:
        answer = "Borgeren svarer på tilbuddet om forberedelsesmøde"
        answer_given = found("R10", answer, "kontaktperson", None, gjort=answered or was_held)
        yield answer_given._replace(trin="svar")
    if known.svar is False and not was_held:
        return
    planned = known.dato is not None or was_held
    yield found("R5", "Forberedelsesmødet planlægges", "tilbud", None, gjort=planned)
    held_on = known.dato if was_held else None
    yield found("R11", "Forberedelsesmødet holdes", "tilbud", held_on, gjort=was_held)
    if preparation.day_provider(plan, opsætning, dag):
        agreed = "Forberedelsesmødet aftales med dagtilbuddets leder"
        yield found("R12", agreed, "tilbud", known.aftalt_med_dagtilbud)


def _summons(plan: Plan, møde: Møde, opsætning: Opsætning, _: Lister | None) -> Iterator[_Found]:
    """R14 for each tilbud, and R15 (A6)."""
    dag = møde.rolledag
    for tilbud in plan.tilbud_den(dag):
        ready = møde.statusbeskrivelse.get(tilbud.id)
        text = _status_text(tilbud, opsætning)
        yield _Found("R14", text, "hård", deadline_R14(dag), ready, tilbud.id, "tilbud")
    due = local_deadline(opsætning.frister.indkaldelse, dag)
    yield _Found("R15", "Indkaldelse med dagsorden sendes", "lokal", due, _day(møde.sendt.indkaldelse))


def _status_text(tilbud: BorgersTilbud, opsætning: Opsætning) -> str:
    """A10: the channel is the municipality's own only for internal tilbud."""
    found = opsætning.tilbud.get(tilbud.id)
    if found and found.internt:
        return f"Statusbeskrivelsen er færdig og kan hentes i {opsætning.indstillinger.statuskanal}"
    return "Statusbeskrivelsen er færdig"


def _list_binds(plan: Plan, møde: Møde, opsætning: Opsætning) -> tuple[str, ...]:
    """The tilbud whose list had to name this meeting by R1.

    An extra meeting is planned when the need comes, and a citizen who came after 30 September stands on a
    supplementary list, which has no deadline (A13).
    """
    if møde.slags != "borgerplansmøde":
        return ()
    due = deadline_R1(møde.år)
    return tuple(
        tilbud.id
        for tilbud in plan.tilbud_den(møde.rolledag)
        if gets_list(tilbud.id, opsætning) and (tilbud.fra is None or tilbud.fra <= due)
    )


def _list_sent(plan: Plan, møde: Møde, tilbud: str, lister: Lister | None) -> date | None:
    """The day the tilbud got its first list of the year from the rådgiver, or from the one who had the case that day.

    A list that was sent holds, whoever takes over the case (R4).
    """
    now = plan.rådgiver_den(møde.rolledag)
    lists = (sent for sent in (lister.lister if lister else ()) if (sent.tilbud, sent.år) == (tilbud, møde.år))
    return min((sent.sendt for sent in lists if sent.rådgiver in (now, plan.rådgiver_den(sent.sendt))), default=None)


# --- after the meeting -------------------------------------------------------------------------------------------


def _follow_up(plan: Plan, møde: Møde, opsætning: Opsætning, _: Lister | None) -> Iterator[_Found]:
    """R34 (A7), R37 for each tilbud, R38."""
    dag = møde.rolledag
    due = local_deadline(opsætning.frister.referat, dag)
    yield _Found("R34", "Beslutningsreferatet sendes", "lokal", due, _day(møde.sendt.referat))
    for tilbud in plan.tilbud_den(dag):
        sent = _day(møde.sendt.bestilling.get(tilbud.id))
        yield _Found("R37", "Tilbuddet modtager bestillingen", "hård", deadline_R37(dag), sent, tilbud.id)
    if opsætning.frister.delmål is not None:
        yield from _steps(plan, møde, opsætning, opsætning.frister.delmål)


def _steps(plan: Plan, møde: Møde, opsætning: Opsætning, frist: LokalFrist) -> Iterator[_Found]:
    """R38: citizen and kontaktperson set delmål; internal citizens who want a handleplan.

    The plan tells of its goals as they are now, so it is asked for the meetings since the newest one held.
    """
    dag = møde.rolledag
    who = preparation.responsible(plan, opsætning, dag)
    newest = newest_held(plan)
    if who is None or plan.handleplan.ønskes is False or (newest and dag < newest.rolledag):
        return
    goals = [mål for mål in plan.mål if is_unfinished(mål)]
    done = held(plan, møde) and bool(goals) and all(mål.delmål for mål in goals)
    due = local_deadline(frist, dag)
    yield _Found(
        "R38", "Borger og kontaktperson sætter delmål", "lokal", due, None, who.id, "kontaktperson", gjort=done
    )


def _day(sending: Sending | None) -> date | None:
    return sending.dato if sending else None


_AFTER = frozenset({"R34", "R37", "R38"})
_SOURCES: Mapping[Callable[[Plan, Møde, Opsætning, Lister | None], Iterator[_Found]], frozenset[str]] = {
    _planning: frozenset({"R1", "R6", "R7"}),
    _preparation: frozenset({"R5", "R10", "R11", "R12"}),
    _summons: frozenset({"R14", "R15"}),
    _follow_up: _AFTER,
}
"""What finds the deadlines of which rules."""
