"""The one form of the values of the tables, and how they are written into a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.shape import record_at
from mlmp_docs.tables.new_rows import proposed_key
from mlmp_docs.tables.sheets import BORGERE, MÅL, MØDER
from mlmp_docs.tables.texts import canonical, lines, normalised
from mlmp_docs.tables.typed import cleaned, new_entry, written

_texts = st.text(alphabet=st.sampled_from("ab å\u030a\u00a0\r\n\t,;é 😀"), max_size=30)


@given(_texts)
def test_a_text_in_its_one_form_stays_so(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(_texts)
def test_what_is_written_for_a_text_says_the_text(text: str) -> None:
    for column in (MØDER.column("sted"), BORGERE.column("min_plan.det_kan_jeg"), MÅL.column("udførere")):
        wanted = cleaned(column, text)
        assert canonical(column, written(column, wanted)) == wanted


@given(_texts, _texts)
def test_a_text_that_replaces_another_says_what_was_typed(old: str, new: str) -> None:
    column = MØDER.column("sted")
    wanted = cleaned(column, new)
    assert canonical(column, written(column, wanted, old)) == wanted


@given(st.lists(_texts, max_size=4), _texts)
def test_a_list_that_replaces_another_says_what_was_typed(old: list[str], new: str) -> None:
    column = BORGERE.column("min_plan.det_kan_jeg")
    wanted = cleaned(column, new)
    assert canonical(column, written(column, wanted, [item for item in old if normalised(item)])) == wanted


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("dato", "12. maj 2027", "2027-05-12"),
        ("dato", "12/5 2027", "2027-05-12"),
        ("kl.fra", "kl. 9.30", "09:30"),
        ("kl.til", "9.30", ""),
        ("måned", "05", "maj"),
        ("måned", " Maj ", "maj"),
        ("forberedelsesmøde.svar", "true", "ja"),
        ("år", "2027 ", "2027"),
        ("inviteret_af_borgeren", ["Ib", " Bo\nRavn "], "Ib\nBo Ravn"),
        ("sted", None, ""),
    ],
)
def test_every_spelling_of_the_plan_has_one_form(key: str, value: object, text: str) -> None:
    assert canonical(MØDER.column(key), value) == text


def test_ids_are_parted_by_lines_and_commas_and_sentences_by_lines_only() -> None:
    assert lines("a, b;c\nd", commas=True) == ["a", "b", "c", "d"]
    assert lines("a, b\n\n c ") == ["a, b", "c"]


def test_a_new_entry_has_its_keys_in_the_order_of_the_plan() -> None:
    record = record_at(Plan, ("møder", 0))
    assert isinstance(record, type) and issubclass(record, Record)
    cells = {
        "sted": "Her",
        "kl.fra": "10:00",
        "forberedelsesmøde.sted": "Der",
        "år": "2027",
        "forberedelsesmøde.svar": "ja",
    }
    assert list(new_entry(MØDER, cells, record).items()) == [
        ("år", "2027"),
        ("kl", "10:00"),
        ("sted", "Her"),
        ("forberedelsesmøde", {"svar": "ja", "sted": "Der"}),
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jeg vil tage bussen selv på arbejde", "tage-bussen"),
        ("Jeg vil", "jeg-vil"),
        ("670761-4285", "ny"),
        ("…", "ny"),
        ("Åben café", "åben-cafe"),
    ],
)
def test_the_id_of_a_new_entry_is_made_of_the_words_that_tell_most(text: str, key: str) -> None:
    assert proposed_key(text, ()) == key
    assert proposed_key(text, {key}) == f"{key}-2"
