"""The Danish working calendar (procedure.md, Working days and holidays)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.procedure.workdays import is_working_day, last_working_day, public_holidays

YEARS = range(2023, 2036)
EASTER = {
    2023: date(2023, 4, 9),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2031: date(2031, 4, 13),
    2032: date(2032, 3, 28),
    2033: date(2033, 4, 17),
    2034: date(2034, 4, 9),
    2035: date(2035, 3, 25),
}
"""Easter Sundays as the church's calendar has them, typed in rather than computed like the library does."""
OFFSETS = (-3, -2, 0, 1, 39, 49, 50)
days = st.dates(date(2023, 1, 8), date(2035, 12, 31))


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_a_year_are_the_moveable_ones_from_easter_and_the_fixed_ones(year):
    moveable = {EASTER[year] + timedelta(days=offset) for offset in OFFSETS}
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    store_bededag = {EASTER[year] + timedelta(days=26)} if year <= 2023 else set()
    assert public_holidays(year) == moveable | fixed | store_bededag


def test_store_bededag_is_worked_from_2024():
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))
    assert is_working_day(date(2026, 5, 1))


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)])
def test_grundlovsdag_christmas_eve_and_new_years_eve_are_not_worked(day):
    assert day.weekday() < 5
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2029, 5, 1), date(2026, 5, 15)])
def test_1_may_and_the_friday_after_ascension_day_are_worked(day):
    assert is_working_day(day)


def test_a_closed_day_of_the_municipality_is_not_worked():
    friday_after_ascension = date(2026, 5, 15)
    assert not is_working_day(friday_after_ascension, [friday_after_ascension])
    assert last_working_day(friday_after_ascension, [friday_after_ascension]) == date(2026, 5, 13)


@given(days)
def test_the_last_working_day_is_worked_and_nothing_between_it_and_the_day_is(day):
    found = last_working_day(day)
    assert is_working_day(found)
    assert found <= day
    assert not any(is_working_day(found + timedelta(days=n)) for n in range(1, (day - found).days + 1))


@given(days)
def test_no_weekend_is_worked(day):
    assert day.weekday() < 5 or not is_working_day(day)


def test_the_holidays_are_those_of_the_holidays_library():
    from holidays.countries.denmark import Denmark

    for year in range(1990, 2101):
        assert public_holidays(year) == frozenset(Denmark(years=year)), year  # type: ignore[no-untyped-call]
