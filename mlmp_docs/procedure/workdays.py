"""The Danish working calendar: which days are worked, and the last one on or before a deadline (A4)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
_NOT_WORKED = frozenset({(6, 5), (12, 24), (12, 31)})
"""Month and day of grundlovsdag, 24 and 31 December: no church holidays, yet closed (forældelseslovens § 3, stk. 4)."""


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The Danish public holidays of a year; store bededag only until 2023."""
    # Imported here because it takes 0.2 s and most commands never ask.
    from holidays.countries.denmark import Denmark

    calendar: Iterable[date] = Denmark(years=year)  # type: ignore[no-untyped-call]
    return frozenset(calendar)


def is_working_day(day: date, fridage: Collection[date] = ()) -> bool:
    """Whether the authority works on that day; `fridage` are the municipality's own closed days."""
    return (
        day.weekday() < SATURDAY
        and (day.month, day.day) not in _NOT_WORKED
        and day not in fridage
        and day not in public_holidays(day.year)
    )


def last_working_day(day: date, fridage: Collection[date] = ()) -> date:
    """The last working day on or before `day`: the day to act (A4)."""
    while not is_working_day(day, fridage):
        day -= timedelta(days=1)
    return day
