"""The list that goes with citizens to another rådgiver: next meeting and open deadlines, and no CPR number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mlmp_docs.content.danish import month_name, short_date, time_of_day
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.duties import Duty
from mlmp_docs.procedure.handover import Stay, Takeover

_STATE = {"overskredet": "overskredet", "snart": "inden 14 dage", "kommende": "senere"}
NOTE = (
    "Åbne frister er dem, der er overskredet eller skal nås de næste ti uger; dagen er den sidste arbejdsdag på eller "
    "før fristen. Det, der er sendt, har den tidligere rådgivers navn."
)


@dataclass(frozen=True)
class HandoverRow:
    """One citizen."""

    navn: str
    id: str
    tilbud: str
    møde: str
    frister: str
    sendt: str
    mål: str


@dataclass(frozen=True)
class HandoverList:
    """Everybody who goes from one rådgiver to another on a day."""

    fra: str
    til: str
    dag: date
    rows: tuple[HandoverRow, ...]


def handover_list(
    fra: str, til: str, dag: date, citizens: Iterable[tuple[str, Takeover]], opsætning: Opsætning
) -> HandoverList:
    """The rows by name, in Danish order."""
    ordered = sorted(citizens, key=lambda each: (sort_key(each[1].navn), each[0]))
    return HandoverList(fra, til, dag, tuple(_row(borger, each, opsætning) for borger, each in ordered))


def _row(borger: str, each: Takeover, opsætning: Opsætning) -> HandoverRow:
    return HandoverRow(
        navn=each.navn,
        id=borger,
        tilbud="\n".join(_stay(stay, opsætning) for stay in each.tilbud),
        møde=next_meeting(each),
        frister="\n".join(_duty(duty, opsætning) for duty in each.frister) or "ingen",
        sendt="\n".join(each.sendt),
        mål=str(each.mål),
    )


def next_meeting(each: Takeover) -> str:
    """'12.5.2027 kl. 10.00–11.30', 'maj 2027', or that none is planned."""
    møde = each.møde
    if møde is None:
        return "intet planlagt"
    if møde.dato is not None:
        return " ".join(part for part in (short_date(møde.dato), time_of_day(møde.kl)) if part)
    return f"{month_name(møde.måned)} {møde.år}".strip()


def _stay(stay: Stay, opsætning: Opsætning) -> str:
    known = opsætning.tilbud.get(stay.tilbud)
    name = known.navn if known else stay.tilbud
    return f"{name}: {stay.kontaktperson}" if stay.kontaktperson else name


def _duty(duty: Duty, opsætning: Opsætning) -> str:
    frist = duty.frist
    place = opsætning.tilbud.get(frist.tilbud or "")
    who = f" ({place.navn})" if place else ""
    return f"{frist.regel} {frist.hvad}{who}: {short_date(frist.handl_senest)}, {_STATE.get(duty.tilstand, '')}"
