"""Which meeting of a year the minutes have agreed on: a month, a week or a day (R33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mlmp_docs.plan.dates import MÅNEDER, Tidsrum
from mlmp_docs.plan.meeting import Møde, NæsteMøde
from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.meetings import in_order


@dataclass(frozen=True)
class Agreed:
    """What the minutes of a meeting say of the next one."""

    år: int
    fra_møde: str
    """The id of the meeting whose minutes say it."""

    måned: int | None
    """None when only the year is agreed, or a week that the year does not have."""

    uge: int | None = None
    """The week, when that is what was agreed."""

    i_to_måneder: bool = False
    """Whether the working days of the week lie in two months."""

    fields: Mapping[str, str] | None = None
    """The day, time and place, as plan files say them."""


def newest_agreed(plan: Plan, år: int) -> Agreed | None:
    """What the newest minutes before the year say of the next meeting, whatever year they put it in.

    Minutes that name a meeting before the year, as a meeting in spring names the one in autumn, say nothing of it.
    """
    found = (_agreed(møde) for møde in reversed(in_order(plan)) if møde.år < år)
    return next((each for each in found if each is not None and each.år >= år), None)


def _agreed(møde: Møde) -> Agreed | None:
    said = møde.referat.næste_møde if møde.referat else None
    if said is None or not (said.dato or said.uge or said.måned or said.år):
        return None
    år = said.dato.year if said.dato else said.år or møde.år + 1
    if said.dato is not None:
        return Agreed(år, møde.id, said.dato.month, fields=_day(said))
    place = {"sted": said.sted} if said.sted else {}
    if said.uge is not None and said.uge <= date(år, 12, 28).isocalendar().week:
        # The month that most of the week's days lie in is its Thursday's.
        monday, friday = date.fromisocalendar(år, said.uge, 1), date.fromisocalendar(år, said.uge, 5)
        month = date.fromisocalendar(år, said.uge, 4).month
        return Agreed(år, møde.id, month, said.uge, i_to_måneder=monday.month != friday.month, fields=place)
    return Agreed(år, møde.id, said.måned, said.uge, fields=place)


def _day(said: NæsteMøde) -> Mapping[str, str]:
    assert said.dato is not None
    fields = {"dato": said.dato.isoformat()}
    if said.kl is not None:
        fields["kl"] = _clock(said.kl)
    if said.sted:
        fields["sted"] = said.sted
    return fields


def _clock(kl: Tidsrum) -> str:
    return f"{kl.fra:%H:%M}" + (f"-{kl.til:%H:%M}" if kl.til else "")


def in_words(agreed: Agreed) -> str:
    """'20. maj', 'uge 20', 'maj': as exactly as the minutes say it, without the year."""
    if agreed.fields and "dato" in agreed.fields:
        day = date.fromisoformat(agreed.fields["dato"])
        return f"{day.day}. {MÅNEDER[day.month - 1]}"
    if agreed.uge:
        return f"uge {agreed.uge}"
    return MÅNEDER[agreed.måned - 1] if agreed.måned else ""
