"""For what a document is made: the citizen's year, a meeting, a tilbud at a meeting, a change, a new rådgiver."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import meetings, roles
from mlmp_docs.procedure.requirements import Occasion
from mlmp_docs.procedure.roles import NO_DAY

For = Literal["borger", "møde", "tilbud", "ændring", "skift"]


def occasions(for_: For, plan: Plan, opsætning: Opsætning, år: int, *, any_year: bool) -> tuple[Occasion, ...]:
    """Every occasion of the year.

    With `any_year` a document for a tilbud need not be about a meeting: a year without one has the tilbud that have
    no end.
    """
    found = tuple(_OCCASIONS[for_](plan, opsætning, år))
    if not found and any_year and for_ == "tilbud":
        return tuple(Occasion(plan, opsætning, år, None, tilbud=tilbud.id) for tilbud in plan.tilbud_den(NO_DAY))
    return found


def _for_citizen(plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Occasion]:
    yield Occasion(plan, opsætning, år, meetings.main_meeting(plan, år))


def _for_meetings(plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Occasion]:
    for møde in meetings.meetings_in(plan, år):
        yield Occasion(plan, opsætning, år, møde)


def _for_tilbud(plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Occasion]:
    for møde in meetings.meetings_in(plan, år):
        for tilbud in plan.tilbud_den(møde.rolledag):
            yield Occasion(plan, opsætning, år, møde, tilbud=tilbud.id)


def _for_changes(plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Occasion]:
    """Changes since the last meeting before the year, and those of the year itself.

    In the autumn the year that is planned has not begun, but a change of today must reach the tilbud today.
    """
    møde = meetings.main_meeting(plan, år)
    earlier = (other.dato for other in plan.møder if other.dato and not other.aflyst and other.dato.year < år)
    since = max([*earlier, date(år - 2, 12, 31)])
    for ændring in plan.ændringer:
        if since < ændring.dato <= date(år, 12, 31):
            for tilbud in ændring.bestilling_til:
                yield Occasion(plan, opsætning, år, møde, tilbud=tilbud, ændring=ændring)


def _for_handovers(plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Occasion]:
    """Each time another rådgiver takes over, in the year of the earlier one's last day."""
    møde = meetings.main_meeting(plan, år)
    for skift in plan.tidligere_rådgivere:
        if skift.til.year == år and plan.rådgiver_den(roles.first_day(skift)) != skift.id:
            yield Occasion(plan, opsætning, år, møde, skift=skift)


_OCCASIONS: dict[For, Callable[[Plan, Opsætning, int], Iterator[Occasion]]] = {
    "borger": _for_citizen,
    "møde": _for_meetings,
    "tilbud": _for_tilbud,
    "ændring": _for_changes,
    "skift": _for_handovers,
}
