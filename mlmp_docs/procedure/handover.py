"""A case goes from one rådgiver to another on a day. What was held or sent before stays the earlier one's."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from mlmp_docs.plan.edits import Add, Edit, Set
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import TidligereRådgiver
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.duties import OPEN, Duty, duties, meeting_duties
from mlmp_docs.procedure.goal_checks import is_unfinished
from mlmp_docs.procedure.meetings import held, in_order
from mlmp_docs.procedure.roles import contact

Afgørelse = Literal["overdrages", "har allerede rådgiveren", "overdrages ikke"]


@dataclass(frozen=True)
class Asked:
    """From whom to whom, and from which day; the ids of citizens and tilbud, none for all."""

    fra: str
    til: str
    dag: date
    """The first day of the one who takes over."""

    borgere: frozenset[str] = frozenset()
    tilbud: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Stay:
    """A tilbud of the citizen, and the contact person there."""

    tilbud: str
    kontaktperson: str = ""


@dataclass(frozen=True)
class Takeover:
    """What the rådgiver who takes over has to know of a citizen; neither CPR nor address."""

    navn: str
    tilbud: tuple[Stay, ...]
    møde: Møde | None
    """The next meeting."""

    frister: tuple[Duty, ...]
    """Overdue, or to be met in the next ten weeks."""

    mål: int
    """Goals that are worked on."""

    sendt: tuple[str, ...] = ()
    """What was sent about the next meeting, with the earlier rådgiver's name, in words."""


@dataclass(frozen=True)
class Handover:
    """Whether and how one citizen is handed over."""

    afgørelse: Afgørelse
    grund: str = ""
    overtager: Takeover | None = field(default=None, repr=False)
    edits: tuple[Edit, ...] = field(default=(), repr=False)


def handover(
    borger: str,
    plan: Plan,
    opsætning: Opsætning,
    lister: Lister,
    asked: Asked,
) -> Handover | None:
    """What the citizen's plan is to say of it; None for a citizen of somebody else who was not named."""
    fra, til, dag, named = asked.fra, asked.til, asked.dag, borger in asked.borgere
    if asked.tilbud and asked.tilbud.isdisjoint(each.id for each in plan.tilbud):
        return Handover("overdrages ikke", "Borgeren har ikke det tilbud.") if named else None
    if plan.rådgiver != fra:
        if not named:
            return None
        if plan.rådgiver == til:
            return Handover("har allerede rådgiveren", _since(plan) or "Det er borgerens rådgiver.")
        return Handover("overdrages ikke", f"Borgerens rådgiver er {plan.rådgiver}, ikke {fra}.")
    if plan.afsluttet is not None:
        return Handover("overdrages ikke", "Planen er afsluttet.")
    last = max((each.til for each in plan.tidligere_rådgivere), default=None)
    if last is not None and last >= dag:
        told = f"En tidligere rådgiver har sagen til og med {_day(last)}; overdragelsen må ligge efter."
        return Handover("overdrages ikke", told)
    until = TidligereRådgiver(id=fra, til=dag - timedelta(days=1))
    after = plan.model_copy(update={"rådgiver": til, "tidligere_rådgivere": (*plan.tidligere_rådgivere, until)})
    edits = (Set(("rådgiver",), til), Add(("tidligere_rådgivere",), {"id": fra, "til": until.til.isoformat()}))
    return Handover("overdrages", "", _takeover(borger, after, opsætning, lister, dag), edits)


def _since(plan: Plan) -> str:
    last = max((each.til for each in plan.tidligere_rådgivere), default=None)
    return f"Fra {_day(last + timedelta(days=1))}." if last else ""


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _takeover(borger: str, plan: Plan, opsætning: Opsætning, lister: Lister, dag: date) -> Takeover:
    meeting = next((møde for møde in in_order(plan) if not held(plan, møde) and _is_ahead(møde, dag)), None)
    found = duties(meeting_duties(borger, plan, opsætning, lister), dag)
    return Takeover(
        plan.borger.navn,
        tuple(
            Stay(each.id, person.navn if (person := contact(opsætning, each)) else "") for each in plan.tilbud_den(dag)
        ),
        meeting,
        tuple(duty for duty in found if duty.tilstand in OPEN),
        sum(is_unfinished(mål) for mål in plan.mål),
        _sent(meeting) if meeting else (),
    )


def _is_ahead(møde: Møde, dag: date) -> bool:
    """A meeting with only a month is ahead until the month is over."""
    if møde.dato is not None:
        return møde.dato >= dag
    return (møde.år, møde.måned or 12) >= (dag.year, dag.month)


def _sent(møde: Møde) -> tuple[str, ...]:
    told = (
        ("datobrev", møde.sendt.datobrev),
        ("indkaldelse", møde.sendt.indkaldelse),
        ("kalender", møde.sendt.kalender),
    )
    return tuple(f"{what} {_day(sending.dato)}" for what, sending in told if sending is not None)
