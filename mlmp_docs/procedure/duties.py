"""Who must do what by when on a given day: the deadlines of all citizens, and which of them are overdue.

What a plan gives (`meeting_duties`) does not depend on the day; what is made of it for a day (`duties`) is cheap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.deadlines import REGLER, Deadline, deadlines
from mlmp_docs.procedure.meetings import held, in_order

SOON = timedelta(days=14)
NEXT = SOON + timedelta(weeks=8)

Tilstand = Literal["overskredet", "snart", "kommende", "senere", "venter", "bortfaldet", "opfyldt"]
"""Overdue; within 14 days; in the eight weeks after those; later; waiting for the meeting's date; too late to be of
use, since the meeting was held; met."""

OPEN: tuple[Tilstand, ...] = ("overskredet", "snart", "kommende")
"""What is shown unless more is asked for."""

_WITHOUT_DATE = ("R1", "R6", "R7")
"""Rules that bind before the meeting has a date: they are about fixing it (A3)."""


@dataclass(frozen=True)
class MeetingDuties:
    """A meeting that was not called off, with all its deadlines; none while it has neither date nor month."""

    borger: str
    møde: str
    år: int
    måned: int | None
    dag: date | None
    overhalet: bool
    """A later meeting was held, so nothing of this one can be of use any more."""

    rådgiver: str
    tilbud: tuple[str, ...]
    """Those that count on the meeting's day."""

    frister: tuple[Deadline, ...]


@dataclass(frozen=True)
class Duty:
    """One deadline on a day. An annual list is one duty for all citizens on it."""

    frist: Deadline
    tilstand: Tilstand
    borgere: tuple[str, ...]
    møde: str | None
    år: int
    måned: int | None
    """The meeting's month; None for a list."""

    mødedag: date | None
    rådgiver: str
    tilbud: tuple[str, ...]
    """Those it concerns: the one it is about, else all that take part in the meeting."""

    @property
    def nøgle(self) -> str:
        """What it is called from run to run, whatever its day: the same deadline has the same key."""
        whose = f"{self.borgere[0]}.{self.møde}" if self.møde else f"liste.{self.rådgiver}.{self.år}"
        return ".".join(part for part in (whose, self.frist.regel, self.frist.trin, self.frist.tilbud) if part)


@dataclass(frozen=True)
class Asked:
    """Which duties are asked for; an empty set means all."""

    rådgivere: frozenset[str] = frozenset()
    tilbud: frozenset[str] = frozenset()
    borgere: frozenset[str] = frozenset()
    regler: frozenset[str] = frozenset()
    måneder: frozenset[int] = frozenset()
    """Of the meetings."""

    år: int | None = None

    def takes_meeting(self, meeting: MeetingDuties) -> bool:
        return (
            (not self.rådgivere or meeting.rådgiver in self.rådgivere)
            and (not self.tilbud or not self.tilbud.isdisjoint(meeting.tilbud))
            and (not self.borgere or meeting.borger in self.borgere)
            and (not self.måneder or meeting.måned in self.måneder)
            and self.år in (None, meeting.år)
        )

    def takes(self, duty: Duty) -> bool:
        """Whether a duty of a meeting that is asked for is asked for itself."""
        return (not self.regler or duty.frist.regel in self.regler) and (
            not self.tilbud or not self.tilbud.isdisjoint(duty.tilbud)
        )


def meeting_duties(
    borger: str, plan: Plan, opsætning: Opsætning, lister: Lister | None = None
) -> tuple[MeetingDuties, ...]:
    """What one citizen's plan asks for, the earliest meeting first; nothing of an ended plan."""
    if plan.afsluttet is not None:
        return ()
    meetings = in_order(plan)
    last_held = max((place for place, møde in enumerate(meetings) if held(plan, møde)), default=-1)
    return tuple(
        MeetingDuties(
            borger,
            møde.id,
            møde.år,
            møde.planlagt_måned,
            møde.dato,
            overhalet=place < last_held,
            rådgiver=plan.rådgiver_den(møde.rolledag),
            tilbud=tuple(dict.fromkeys(each.id for each in plan.tilbud_den(møde.rolledag))),
            frister=deadlines(plan, møde, opsætning, lister),
        )
        for place, møde in enumerate(meetings)
    )


def duties(meetings: Iterable[MeetingDuties], today: date, asked: Asked | None = None) -> tuple[Duty, ...]:
    """Every deadline that is asked for, as it stands on that day; by the day to act, rule and citizen."""
    asked = asked or Asked()
    found: list[Duty] = []
    lists: dict[tuple[int, str, str], list[tuple[MeetingDuties, Deadline]]] = {}
    for meeting in meetings:
        if not asked.takes_meeting(meeting):
            continue
        for frist in meeting.frister:
            if frist.regel == "R1":
                key = (meeting.år, frist.tilbud or "", meeting.rådgiver)
                lists.setdefault(key, []).append((meeting, frist))
            else:
                found.append(_of_meeting(meeting, frist, today))
    found += [_of_list(key, members, today) for key, members in lists.items()]
    return tuple(sorted((duty for duty in found if asked.takes(duty)), key=_order))


def _order(duty: Duty) -> tuple[date, int, str, str]:
    borger = duty.borgere[0] if duty.møde else ""
    return duty.frist.handl_senest, REGLER.index(duty.frist.regel), borger, duty.nøgle


def _of_meeting(meeting: MeetingDuties, frist: Deadline, today: date) -> Duty:
    return Duty(
        frist,
        _state(meeting, frist, today),
        (meeting.borger,),
        meeting.møde,
        meeting.år,
        meeting.måned,
        meeting.dag,
        meeting.rådgiver,
        (frist.tilbud,) if frist.tilbud else meeting.tilbud,
    )


_WEIGHT: dict[Tilstand, int] = {"opfyldt": 1, "bortfaldet": 2}


def _of_list(key: tuple[int, str, str], members: list[tuple[MeetingDuties, Deadline]], today: date) -> Duty:
    """R1: one list for all its citizens; of use as long as one of their meetings is to come."""
    år, tilbud, rådgiver = key
    states = [_state(meeting, frist, today) for meeting, frist in members]
    # An earlier rådgiver may have sent some of the citizens' list; what is still to be sent counts.
    at = min(range(len(members)), key=lambda place: _WEIGHT.get(states[place], 0))
    frist, state = members[at][1], states[at]
    borgere = tuple(sorted({meeting.borger for meeting, _ in members}))
    return Duty(frist, state, borgere, None, år, None, None, rådgiver, (tilbud,))


def _state(meeting: MeetingDuties, frist: Deadline, today: date) -> Tilstand:
    """How a deadline stands. Its nominal day is the limit; the day to act tells when it comes up (A4)."""
    if frist.gjort:
        return "opfyldt"
    if meeting.overhalet or (not frist.efter_mødet and meeting.dag is not None and meeting.dag < today):
        return "bortfaldet"
    if frist.nominel < today:
        # Nobody can summon to a meeting without a date; what is overdue is the date (R7).
        return "venter" if frist.foreløbig and frist.regel not in _WITHOUT_DATE else "overskredet"
    if frist.handl_senest <= today + SOON:
        return "snart"
    return "kommende" if frist.handl_senest <= today + NEXT else "senere"


# --- January -----------------------------------------------------------------------------------------------------


def tight_january(meeting: MeetingDuties, år: int) -> bool:
    """Whether it is a meeting in January of the year whose day citizen and contact person still wait to know.

    January is the tight month: R6 falls a few days after the list must be out.
    """
    return (
        (meeting.år, meeting.måned, meeting.dag) == (år, 1, None)
        and not meeting.overhalet
        and any(frist.regel == "R6" and not frist.gjort for frist in meeting.frister)
    )


# --- the year's meetings -----------------------------------------------------------------------------------------


def months(meetings: Iterable[MeetingDuties], år: int, asked: Asked | None = None) -> Iterator[tuple[str, int | None]]:
    """Rådgiver and month of each meeting of the year that is asked for."""
    asked = asked or Asked()
    return ((each.rådgiver, each.måned) for each in meetings if each.år == år and asked.takes_meeting(each))
