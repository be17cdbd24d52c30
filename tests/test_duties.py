"""Who must do what by when on a day: what is overdue, what comes, and what is of no use any more."""

from datetime import date, timedelta

import pytest
from builders import lister, opsætning, plan
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.plan.settings import Lister
from mlmp_docs.procedure.deadlines import REGLER
from mlmp_docs.procedure.duties import Asked, Duty, MeetingDuties, duties, meeting_duties, months, tight_january

INTERNAL = "tilbud: [{id: bostedet-fjordglimt}]\n"
BOTH = "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]\n"
DATED = "møder: [{år: 2027, måned: maj, dato: 2027-05-12}]\n"
MONTH = "møder: [{år: 2027, måned: maj}]\n"


def meetings(text: str, borger: str = "anna", lists: Lister | None = None) -> tuple[MeetingDuties, ...]:
    return meeting_duties(borger, plan(text), opsætning(), lists)


def on(day: date, text: str, **asked) -> dict[str, Duty]:
    """The duties of one plan on a day, by rule and tilbud."""
    found = duties(meetings(text), day, Asked(**asked))
    return {" ".join(filter(None, [each.frist.regel, each.frist.trin, each.frist.tilbud])): each for each in found}


def state(day: date, text: str, rule: str) -> str:
    return on(day, text)[rule].tilstand


# --- how a deadline stands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-31", "senere"),
        ("2027-01-01", "kommende"),
        ("2027-02-25", "kommende"),
        ("2027-02-26", "snart"),
        ("2027-03-12", "snart"),
        ("2027-03-13", "overskredet"),
        ("2027-05-12", "overskredet"),
        ("2027-05-13", "bortfaldet"),
    ],
)
def test_r7_of_a_meeting_on_12_may_is_seen_ten_weeks_before_and_until_the_meeting(day, expected):
    assert state(date.fromisoformat(day), INTERNAL + DATED, "R7") == expected


def test_a_limit_on_a_sunday_comes_up_by_its_last_working_day_and_is_overdue_after_the_sunday():
    """A4: the nominal day stays the limit; 14 March 2027 is a Sunday."""
    text = INTERNAL + "møder: [{år: 2027, dato: 2027-05-14}]\n"
    assert state(date(2027, 2, 25), text, "R7") == "kommende"
    assert state(date(2027, 2, 26), text, "R7") == "snart"
    assert state(date(2027, 3, 14), text, "R7") == "snart"
    assert state(date(2027, 3, 15), text, "R7") == "overskredet"


def test_what_is_recorded_is_done_whenever_it_was_done():
    text = INTERNAL + "møder: [{år: 2027, dato: 2027-05-12, aftalt: 2027-04-01}]\n"
    assert state(date(2027, 6, 1), text, "R7") == "opfyldt"
    assert on(date(2027, 6, 1), text)["R7"].frist.for_sent


def test_minutes_and_orders_are_overdue_after_a_meeting():
    assert state(date(2027, 5, 27), INTERNAL + DATED, "R34") == "overskredet"
    assert state(date(2027, 5, 27), INTERNAL + DATED, "R37 bostedet-fjordglimt") == "overskredet"


def test_without_a_date_only_the_date_is_overdue():
    """Nobody can summon to a meeting without a date, or send its minutes (A3)."""
    states = {rule: duty.tilstand for rule, duty in on(date(2027, 8, 1), INTERNAL + MONTH).items()}
    overdue = {rule.split()[0] for rule, found in states.items() if found == "overskredet"}
    assert overdue == {"R1", "R6", "R7"}
    assert {found for rule, found in states.items() if rule.split()[0] not in overdue} == {"venter"}


def test_nothing_of_a_meeting_is_of_use_once_a_later_one_was_held():
    later = """\
møder:
  - {år: 2026, måned: maj}
  - år: 2027
    dato: 2027-05-12
    referat: {til_stede: [Anna], punkter: [{punkt: Mål, beslutning: Bussen}]}
"""
    found = duties(meetings(INTERNAL + later), date(2027, 5, 20), Asked(år=2026))
    assert {each.tilstand for each in found} == {"bortfaldet"}


# --- lists --------------------------------------------------------------------------------------------------------


def test_a_list_is_one_duty_for_all_its_citizens():
    everybody = [*meetings(BOTH + MONTH, "anna"), *meetings(INTERNAL + MONTH, "bo")]
    found = [each for each in duties(everybody, date(2026, 9, 1)) if each.frist.regel == "R1"]
    assert [(each.tilbud, each.borgere, each.møde) for each in found] == [
        (("bostedet-fjordglimt",), ("anna", "bo"), None),
        (("vaerkstedet-aaen",), ("anna",), None),
    ]


def test_a_list_is_done_when_it_was_sent_and_of_no_use_after_the_last_meeting():
    sent = lister("lister: [{tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-28}]")
    (done,) = duties(meetings(INTERNAL + MONTH, lists=sent), date(2026, 10, 5), Asked(regler=frozenset({"R1"})))
    assert done.tilstand == "opfyldt"
    assert state(date(2026, 10, 5), INTERNAL + DATED, "R1 bostedet-fjordglimt") == "overskredet"
    assert state(date(2027, 6, 1), INTERNAL + DATED, "R1 bostedet-fjordglimt") == "bortfaldet"


# --- asked for ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"rådgivere": frozenset({"mette-holm"})}, True),
        ({"rådgivere": frozenset({"ole-aaby"})}, False),
        ({"borgere": frozenset({"anna"})}, True),
        ({"borgere": frozenset({"bo"})}, False),
        ({"måneder": frozenset({5})}, True),
        ({"måneder": frozenset({6})}, False),
        ({"år": 2027}, True),
        ({"år": 2026}, False),
        ({"regler": frozenset({"R7"})}, True),
        ({"regler": frozenset({"R6"})}, False),
        ({"tilbud": frozenset({"vaerkstedet-aaen"})}, True),
    ],
)
def test_duties_are_found_by_what_they_are_about(asked, found):
    assert ("R7" in on(date(2027, 1, 1), BOTH + DATED, **asked)) is found


def test_a_tilbud_is_not_shown_what_another_one_owes():
    found = on(date(2027, 1, 1), BOTH + DATED, tilbud=frozenset({"vaerkstedet-aaen"}))
    assert "R14 vaerkstedet-aaen" in found
    assert not any("bostedet-fjordglimt" in rule for rule in found)


def test_an_ended_plan_and_a_meeting_called_off_ask_for_nothing():
    assert meetings(INTERNAL + DATED + "afsluttet: {dato: 2027-02-01}\n") == ()
    assert meetings(INTERNAL + "møder: [{år: 2027, dato: 2027-05-12, aflyst: {dato: 2027-04-01}}]\n") == ()


def test_the_rådgiver_is_the_one_of_the_meetings_day():
    text = INTERNAL + DATED + "rådgiver: ole-aaby\ntidligere_rådgivere: [{id: mette-holm, til: 2027-06-30}]\n"
    assert {each.rådgiver for each in on(date(2027, 1, 1), text).values()} == {"mette-holm"}


# --- the year -----------------------------------------------------------------------------------------------------


def test_the_years_meetings_are_counted_also_without_a_month():
    text = INTERNAL + "møder: [{år: 2027, måned: maj}, {år: 2027, id: 2027-2}, {år: 2028, måned: maj}]\n"
    assert sorted(months(meetings(text), 2027), key=str) == [("mette-holm", 5), ("mette-holm", None)]


@pytest.mark.parametrize(
    ("text", "tight"),
    [
        (INTERNAL + "møder: [{år: 2027, måned: januar}]\n", True),
        (INTERNAL + "møder: [{år: 2027, måned: januar, dato: 2027-01-12}]\n", False),
        (INTERNAL + "møder: [{år: 2027, måned: februar}]\n", False),
        (INTERNAL + "møder: [{år: 2026, måned: januar}]\n", False),
        ("tilbud: [{id: vaerkstedet-aaen}]\nmøder: [{år: 2027, måned: januar}]\n", False),
    ],
)
def test_a_january_meeting_without_a_date_is_tight_for_an_internal_citizen(text, tight):
    assert [tight_january(each, 2027) for each in meetings(text)] == [tight]


# --- always -------------------------------------------------------------------------------------------------------


@given(
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.integers(-500, 500),
    st.booleans(),
    st.sampled_from([BOTH, INTERNAL]),
)
def test_every_duty_is_told_once_in_order_and_overdue_only_after_its_limit(day, gap, dated, tilbud):
    when = f"dato: {day}" if dated else f"måned: {day.month}"
    today = day + timedelta(days=gap)
    found = duties(meetings(tilbud + f"møder: [{{år: {day.year}, {when}}}]\n"), today)
    assert len({each.nøgle for each in found}) == len(found)
    assert [each.frist.handl_senest for each in found] == sorted(each.frist.handl_senest for each in found)
    assert {each.frist.regel for each in found} <= set(REGLER)
    for each in found:
        assert (each.frist.nominel < today) == (each.tilstand in ("overskredet", "venter")) or (
            each.tilstand == "bortfaldet" and dated and day < today
        )
