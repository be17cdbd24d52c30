"""The order of meetings, which were held, and letters that tell an old time."""

from datetime import date

import pytest
from builders import plan

from mlmp_docs.procedure.meetings import (
    held,
    in_order,
    main_meeting,
    meetings_in,
    newest_held,
    next_meeting,
    told_otherwise,
)

MINUTES = "referat: {til_stede: [Anna], punkter: [{punkt: Bolig, beslutning: Anna flytter.}]}"


def ids(meetings) -> list[str]:
    return [møde.id for møde in meetings]


def test_meetings_stand_in_the_order_of_their_days_whatever_the_order_in_the_file():
    citizen = plan(
        "møder: [{år: 2027, måned: maj}, {år: 2026, dato: 2026-05-12}, {år: 2027, id: 2027-2, måned: marts}]"
    )
    assert ids(in_order(citizen)) == ["2026", "2027-2", "2027"]


def test_a_meeting_that_was_called_off_is_no_meeting_of_the_year():
    citizen = plan("møder: [{år: 2027, måned: maj, aflyst: {dato: 2027-04-01}}, {år: 2027, id: 2027-2, måned: juni}]")
    assert ids(meetings_in(citizen, 2027)) == ["2027-2"]


@pytest.mark.parametrize(
    ("meetings", "goals"),
    [
        (f"{{år: 2027, dato: 2027-05-12, {MINUTES}}}", ""),
        ("{år: 2027, dato: 2027-05-12, sendt: {referat: 2027-05-19}}", ""),
        ("{år: 2027, dato: 2027-05-12}, {år: 2028, dato: 2028-05-10}", ""),
        ("{år: 2027, dato: 2027-05-12}, {år: 2028, måned: maj}", "opstillet: 2027-05-12"),
        ("{år: 2027, dato: 2027-05-12}, {år: 2028, måned: maj}", "scoringer: [{dato: 2027-11-01, faglig: 2}]"),
    ],
)
def test_a_meeting_was_held_when_the_plan_shows_it(meetings, goals):
    goal = f"\nmål: [{{borgermål: Jeg vil tage bussen, {goals}}}]" if goals else ""
    citizen = plan(f"møder: [{meetings}]{goal}")
    assert held(citizen, citizen.møder[0])
    assert newest_held(citizen) is citizen.møder[0]


@pytest.mark.parametrize(
    "meetings",
    [
        "{år: 2027, dato: 2027-05-12}",
        "{år: 2027, dato: 2027-05-12, referat: {til_stede: [Anna]}}",
        "{år: 2027, måned: maj}, {år: 2028, dato: 2028-05-10}",
        "{år: 2027, dato: 2027-12-08}, {år: 2028, måned: december}",
        "{år: 2027, dato: 2027-05-12, aflyst: {dato: 2027-05-01}}, {år: 2028, dato: 2028-05-10}",
        "{år: 2027, dato: 2027-05-12}, {år: 2028, dato: 2028-05-10, aflyst: {dato: 2027-05-01}}",
    ],
)
def test_a_meeting_was_not_held_as_long_as_nothing_shows_it(meetings):
    """The fourth: in October 2027 next year's month stands in the plan before December's meeting is held."""
    citizen = plan(f"møder: [{meetings}]")
    assert not held(citizen, citizen.møder[0])
    assert newest_held(citizen) is None


def test_the_next_meeting_follows_in_time_and_is_not_called_off():
    citizen = plan(
        "møder: [{år: 2026, måned: maj}, {år: 2027, måned: maj, aflyst: {dato: 2027-04-01}}, {år: 2028, måned: maj}]"
    )
    following = next_meeting(citizen, citizen.møder[0])
    assert following is citizen.møder[2]
    assert next_meeting(citizen, citizen.møder[2]) is None


def test_the_years_papers_are_for_the_first_meeting_not_yet_held():
    held_in_march = f"{{år: 2027, id: 2027-2, dato: 2027-03-03, {MINUTES}}}"
    citizen = plan(f"møder: [{{år: 2027, måned: maj}}, {held_in_march}]")
    main = main_meeting(citizen, 2027)
    assert main is citizen.møder[0]


def test_the_years_papers_are_for_the_last_meeting_when_all_were_held():
    citizen = plan(f"møder: [{{år: 2027, dato: 2027-05-12, {MINUTES}}}]")
    assert main_meeting(citizen, 2027) is citizen.møder[0]
    assert main_meeting(citizen, 2026) is None


@pytest.mark.parametrize(
    ("told", "now", "expected"),
    [
        ("2027-05-12 10:00-11:30", "dato: 2027-05-12, kl: 10:00-11:30", False),
        ("2027-05-12 10:00-11:30", "dato: 2027-05-13, kl: 10:00-11:30", True),
        ("2027-05-12 10:00-11:30", "dato: 2027-05-12, kl: 13:00-14:30", True),
        ("2027-05-12 10:00-11:30", "dato: 2027-05-12, kl: 10:00-11:00", True),
        ("2027-05-12 10:00", "dato: 2027-05-12, kl: 10:00-11:00", False),
        ("2027-05-12", "dato: 2027-05-12, kl: 10:00", False),
        ("2027-05-12 10:00", "måned: maj", False),
    ],
)
def test_a_sent_letter_tells_an_old_time_only_when_what_it_said_differs(told, now, expected):
    text = f"møder: [{{år: 2027, {now}, sendt: {{indkaldelse: {{dato: 2027-04-12, gælder: {told}}}}}}}]"
    møde = plan(text).møder[0]
    assert told_otherwise(møde.sendt.indkaldelse, møde) is expected


def test_a_letter_not_sent_or_sent_without_a_time_tells_nothing_old():
    møde = plan("møder: [{år: 2027, dato: 2027-05-12, sendt: {indkaldelse: 2027-04-12}}]").møder[0]
    assert møde.sendt.indkaldelse is not None
    assert møde.sendt.indkaldelse.dato == date(2027, 4, 12)
    assert not told_otherwise(møde.sendt.indkaldelse, møde)
    assert not told_otherwise(None, møde)
