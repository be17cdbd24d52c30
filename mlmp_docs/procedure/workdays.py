"""The Danish working calendar: which days are worked, and the last one on or before a deadline (A4)."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
_AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Skærtorsdag, langfredag, påskedag, 2. påskedag, Kristi himmelfartsdag, pinsedag, 2. pinsedag."""
_LAST_STORE_BEDEDAG = 2023
_NOT_WORKED = frozenset({(6, 5), (12, 24), (12, 31)})
"""Month and day of grundlovsdag, 24 and 31 December: no church holidays, yet closed (forældelseslovens § 3, stk. 4)."""


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The Danish public holidays of a year; store bededag only until 2023."""
    easter = _easter(year)
    moving = [easter + timedelta(days=days) for days in _AFTER_EASTER]
    if year <= _LAST_STORE_BEDEDAG:
        moving.append(easter + timedelta(days=26))
    return frozenset([*moving, date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)])


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    corrected = century - (century + 8) // 25 + 1
    epact = (19 * golden + century - century // 4 - corrected // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


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
