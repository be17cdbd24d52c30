"""Danish as it is written."""

from datetime import date, time

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.content import danish
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.dates import MÅNEDER, Tidsrum, parse_date, parse_period

DAY = date(2027, 5, 12)
NBSP = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_date_is_written_in_four_ways():
    assert plain(danish.long_date(DAY)) == "12. maj 2027"
    assert plain(danish.the_date(DAY)) == "den 12. maj 2027"
    assert plain(danish.weekday_date(DAY)) == "onsdag den 12. maj 2027"
    assert danish.short_date(DAY) == "12.5.2027"
    assert plain(danish.month_and_year(DAY)) == "maj 2027"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_are_written_as_the_unicode_consortium_says_danish_is(day: date):
    assert plain(danish.long_date(day)) == format_date(day, "d. MMMM y", locale="da")
    assert plain(danish.weekday_date(day)) == format_date(day, "EEEE 'den' d. MMMM y", locale="da")
    assert plain(danish.month_and_year(day)) == format_date(day, "MMMM y", locale="da")
    assert danish.short_date(day) == format_date(day, "d.M.y", locale="da")


def test_a_date_never_parts_at_a_line_end():
    assert " " not in danish.the_date(DAY)
    assert danish.weekday_date(DAY).count(" ") == 1


def test_no_date_is_no_text():
    texts = [
        write(None)
        for write in (
            danish.long_date,
            danish.short_date,
            danish.the_date,
            danish.weekday_date,
            danish.month_and_year,
            danish.time_of_day,
            danish.duration,
            danish.month_name,
        )
    ]
    assert set(texts) == {""}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_written_date_can_be_read_again(day):
    assert parse_date(plain(danish.long_date(day))) == day
    assert parse_date(danish.short_date(day)) == day


@given(st.integers(1, 12))
def test_months_have_the_names_that_plans_use(month):
    assert danish.month_name(month) == MÅNEDER[month - 1]
    assert danish.month_name(month) in danish.long_date(date(2027, month, 1))


@pytest.mark.parametrize(
    ("kl", "told"), [("10:00-11:30", "kl. 10.00–11.30"), ("9.30", "kl. 9.30"), ("08:05-8:50", "kl. 8.05–8.50")]
)
def test_a_time_has_periods_and_a_dash(kl, told):
    assert plain(danish.time_of_day(parse_period(kl))) == told
    assert " " not in danish.time_of_day(parse_period(kl))


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (45, "45 minutter"),
        (60, "en time"),
        (75, "en time og 15 minutter"),
        (90, "halvanden time"),
        (120, "to timer"),
        (150, "to og en halv time"),
        (165, "to timer og 45 minutter"),
        (840, "14 timer"),
    ],
)
def test_a_duration_is_told_in_words(minutes, told):
    til = time(8 + minutes // 60, minutes % 60)
    assert plain(danish.duration(Tidsrum(time(8), til))) == told


def test_a_meeting_without_an_end_has_no_duration():
    assert danish.duration(Tidsrum(time(10))) == ""


@pytest.mark.parametrize(
    ("name", "genitive"),
    [("Anna", "Annas"), ("Jens", "Jens'"), ("Max", "Max'"), ("Fritz", "Fritz'"), ("SÅS", "SÅS'"), ("", "")],
)
def test_genitive_has_s_or_only_an_apostrophe(name, genitive):
    assert danish.genitive(name) == genitive


def test_names_are_joined_with_og():
    assert danish.join_with_og([]) == ""
    assert danish.join_with_og(["Anna"]) == "Anna"
    assert danish.join_with_og(["Anna", "", "Jonas", "Mette"]) == "Anna, Jonas og Mette"
    assert danish.join_with_eller(["tlf. 89 15 00 01", "m@example.dk"]) == "tlf. 89 15 00 01 eller m@example.dk"


def test_a_sentence_ends_once():
    assert [danish.sentence(text) for text in ("Ja", "Ja.", "Hvorfor?", "")] == ["Ja.", "Ja.", "Hvorfor?", ""]


def test_a_quotation_is_exactly_what_was_said():
    assert danish.quoted("jeg vil  hjem, nu!") == "»jeg vil  hjem, nu!«"
    assert danish.quoted("") == ""


def test_only_small_words_lose_their_capital():
    assert danish.lower_first("Det er svært") == "det er svært"
    assert danish.lower_first("Mette ringer") == "Mette ringer"
    assert danish.lower_title("Rådgiver") == "rådgiver"
    assert danish.lower_title("SSA") == "SSA"
    assert danish.lower_title("IT-vejleder") == "IT-vejleder"


def test_dates_inside_a_written_text_hold_together_and_nothing_else_changes():
    text = "Anna kommer kl. 9 den 1. juni 2028 efter § 108. Hun er 2. på listen."
    held = danish.held_together(text)
    assert plain(held) == text
    assert f"kl.{NBSP}9" in held
    assert f"1.{NBSP}juni{NBSP}2028" in held
    assert f"§{NBSP}108" in held
    assert "2. på" in held


@given(st.text())
def test_holding_together_only_changes_spaces(text):
    assert plain(danish.held_together(text)) == plain(text)


def test_names_sort_by_the_danish_alphabet():
    names = ["Åse", "Ørum", "Zenia", "Aage", "Æbeltoft", "anna", "Bo", "Zebra", "Émile"]
    assert sorted(names, key=sort_key) == ["anna", "Bo", "Émile", "Zebra", "Zenia", "Æbeltoft", "Ørum", "Aage", "Åse"]


@given(st.lists(st.text()).flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_the_order_does_not_depend_on_the_order_before(both):
    names, shuffled = both
    assert sorted(names, key=sort_key) == sorted(shuffled, key=sort_key)
