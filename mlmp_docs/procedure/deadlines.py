"""The deadlines of a meeting, rule by rule (R1, R6, R7, R14, R15, R34, R37; readings A2–A7).

A deadline keeps its nominal day, whatever day of the week that is; beside it stands the last working day on or
before it, the day to act (A4). The limit day itself is in time (A5).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mlmp_docs.plan.dates import LokalFrist
from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.roles import gets_list, is_internal
from mlmp_docs.procedure.workdays import last_working_day

Styrke = Literal["hård", "vejledende", "lokal"]


@dataclass(frozen=True)
class Deadline:
    """Something that must be done by somebody by a day."""

    regel: str
    hvad: str
    aktør: Literal["rådgiver", "tilbud"]
    styrke: Styrke
    nominel: date
    handl_senest: date
    """The last working day on or before `nominel`."""
    foreløbig: bool
    """Computed from the first of the month, because the meeting has no date yet (A3)."""
    tilbud: str | None = None
    opfyldt: date | None = None
    """The day it was met, as the plan records it."""


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the month's last day where that day does not exist."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def deadline_R1(år: int) -> date:
    """R1: the annual list is out by the end of September the year before."""
    return date(år - 1, 9, 30)


def deadline_R6(dag: date) -> date:
    """R6: citizen and contact person know the date about 12 weeks before (soft, A2)."""
    return dag - timedelta(weeks=12)


def deadline_R7(dag: date) -> date:
    """R7: date and time are agreed with the tilbud at the latest two calendar months before."""
    return months_before(dag, 2)


def deadline_R14(dag: date) -> date:
    """R14: the statusbeskrivelse is finished at the latest 14 days before."""
    return dag - timedelta(days=14)


def deadline_R37(dag: date) -> date:
    """R37: the tilbud have the bestilling at the latest 14 days after (A18: received)."""
    return dag + timedelta(days=14)


def local_deadline(frist: LokalFrist, dag: date) -> date:
    """R15 (A6) and R34 (A7): the municipality's own deadline; the procedure states none."""
    if frist.enhed == "måneder":
        return months_before(dag, -frist.antal if frist.efter else frist.antal)
    span = timedelta(weeks=frist.antal) if frist.enhed == "uger" else timedelta(days=frist.antal)
    return dag + span if frist.efter else dag - span


def deadlines(plan: Plan, møde: Møde, opsætning: Opsætning, lister: Lister | None = None) -> tuple[Deadline, ...]:
    """Every deadline of a meeting, in the order of the rules.

    None for an ended plan, a meeting that was called off, or one with neither date nor month. Whether R1 is met
    stands in `lister`, not in the plan.
    """
    if plan.afsluttet is not None or møde.aflyst is not None or not (møde.dato or møde.måned):
        return ()
    found = (*_before(plan, møde, opsætning, lister or Lister()), *_after(plan, møde, opsætning))
    fridage = opsætning.indstillinger.fridage
    return tuple(
        Deadline(
            each.regel,
            each.hvad,
            "tilbud" if each.regel == "R14" else "rådgiver",
            each.styrke,
            each.nominel,
            last_working_day(each.nominel, fridage),
            foreløbig=møde.dato is None and each.regel != "R1",
            tilbud=each.tilbud,
            opfyldt=each.opfyldt,
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


def _before(plan: Plan, møde: Møde, opsætning: Opsætning, lister: Lister) -> Iterator[_Found]:
    """What is due before the meeting; R6 only for internal citizens (A2)."""
    dag = møde.rolledag
    if on_list := _list_binds(plan, møde, opsætning):
        sent = _lists_sent(plan, møde, on_list, lister)
        yield _Found("R1", "Årslisten sendes til tilbuddene", "hård", deadline_R1(møde.år), sent)
    if is_internal(plan, opsætning, dag):
        sent = _day(møde.sendt.datobrev)
        yield _Found("R6", "Borger og kontaktperson får mødets dato", "vejledende", deadline_R6(dag), sent)
    yield _Found("R7", "Dato og tid aftales med tilbuddene", "hård", deadline_R7(dag), møde.aftalt)
    for tilbud in plan.tilbud_den(dag):
        ready = møde.statusbeskrivelse.get(tilbud.id)
        yield _Found("R14", _status_text(tilbud, opsætning), "hård", deadline_R14(dag), ready, tilbud.id)
    due = local_deadline(opsætning.frister.indkaldelse, dag)
    yield _Found("R15", "Indkaldelse med dagsorden sendes", "lokal", due, _day(møde.sendt.indkaldelse))


def _after(plan: Plan, møde: Møde, opsætning: Opsætning) -> Iterator[_Found]:
    """What is due after the meeting."""
    dag = møde.rolledag
    due = local_deadline(opsætning.frister.referat, dag)
    yield _Found("R34", "Beslutningsreferatet sendes", "lokal", due, _day(møde.sendt.referat))
    for tilbud in plan.tilbud_den(dag):
        sent = _day(møde.sendt.bestilling.get(tilbud.id))
        yield _Found("R37", "Tilbuddet modtager bestillingen", "hård", deadline_R37(dag), sent, tilbud.id)


def _day(sending: Sending | None) -> date | None:
    return sending.dato if sending else None


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


def _lists_sent(plan: Plan, møde: Møde, tilbud: tuple[str, ...], lister: Lister) -> date | None:
    """The day the last of these tilbud got its first list; None while one of them has none."""
    rådgiver = plan.rådgiver_den(møde.rolledag)
    first = [
        min(
            (
                sent.sendt
                for sent in lister.lister
                if (sent.tilbud, sent.rådgiver, sent.år) == (each, rådgiver, møde.år)
            ),
            default=None,
        )
        for each in tilbud
    ]
    days = [day for day in first if day is not None]
    return max(days) if len(days) == len(first) else None
