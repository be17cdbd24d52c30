"""The order of a citizen's meetings, which of them were held, and whether a sent letter still tells the truth."""

from datetime import date

from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.model import Plan
from mlmp_docs.remember import latest, latest_few


def _order(møde: Møde) -> tuple[date, str]:
    return møde.rolledag, møde.id


@latest
def in_order(plan: Plan) -> tuple[Møde, ...]:
    """The meetings that were not called off, the earliest first."""
    return tuple(sorted((møde for møde in plan.møder if møde.aflyst is None), key=_order))


def meetings_in(plan: Plan, år: int) -> tuple[Møde, ...]:
    """The meetings of a year, extra ones too, but none that was called off; the earliest first."""
    return tuple(møde for møde in in_order(plan) if møde.år == år)


@latest_few
def held(plan: Plan, møde: Møde) -> bool:
    """Whether the plan shows that the meeting took place.

    Filled or sent minutes show it. Without minutes, a later meeting shows it when that one has a date, or when
    goals were set or scored on the meeting's day or after. A later meeting with only a month does not: next
    year's month stands on the list from September, before a meeting in December is held.
    """
    if møde.aflyst is not None:
        return False
    if (møde.referat is not None and møde.referat.er_udfyldt) or møde.sendt.referat is not None:
        return True
    if møde.dato is None:
        return False
    later = [other for other in in_order(plan) if _order(other) > _order(møde)]
    return any(other.dato for other in later) or (bool(later) and _goals_since(plan, møde.dato))


def _goals_since(plan: Plan, dag: date) -> bool:
    days = [mål.opstillet for mål in plan.mål] + [scoring.dato for mål in plan.mål for scoring in mål.scoringer]
    return any(day is not None and day >= dag for day in days)


def newest_held(plan: Plan) -> Møde | None:
    """The last meeting that took place: the one the plan is from."""
    return next((møde for møde in reversed(in_order(plan)) if held(plan, møde)), None)


def next_meeting(plan: Plan, møde: Møde) -> Møde | None:
    """The meeting after this one, if the plan has it."""
    return next((other for other in in_order(plan) if _order(other) > _order(møde)), None)


def before(plan: Plan, møde: Møde) -> tuple[Møde, ...]:
    """The meetings before this one that were not called off, the latest first."""
    return tuple(other for other in reversed(in_order(plan)) if _order(other) < _order(møde))


def main_meeting(plan: Plan, år: int) -> Møde | None:
    """The meeting of a year that the citizen's yearly papers are for: the first one not yet held, else the last."""
    of_year = meetings_in(plan, år)
    return next((møde for møde in of_year if not held(plan, møde)), of_year[-1] if of_year else None)


def date_notice_is_outdated(møde: Møde) -> bool:
    """Whether the citizen was told another day or time (R6), and no summons has told the right one since."""
    return møde.sendt.indkaldelse is None and told_otherwise(møde.sendt.datobrev, møde)


def told_otherwise(sending: Sending | None, møde: Møde) -> bool:
    """Whether what was sent told another day or time than the meeting has now.

    Only what was recorded is compared: a sending without `gælder`, or with a beginning but no end, says no more.
    """
    if sending is None or sending.gælder is None or møde.dato is None:
        return False
    told, now = sending.gælder.kl, møde.kl
    if sending.gælder.dato != møde.dato:
        return True
    if told is None or now is None:
        return False
    return told.fra != now.fra or (told.til is not None and now.til is not None and told.til != now.til)
