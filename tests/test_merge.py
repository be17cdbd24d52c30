"""The three-way merge of one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.merge import Outcome, Values, outcome, outcome_of_parts

texts = st.sampled_from(["", "a", "b", "c"])


@pytest.mark.parametrize(
    ("base", "edited", "plan", "wanted"),
    [
        ("a", "a", "a", Outcome.UÆNDRET),
        ("a", "a", "b", Outcome.UÆNDRET),
        ("a", "b", "b", Outcome.UÆNDRET),
        ("a", "b", "a", Outcome.ÆNDRET),
        ("a", "", "a", Outcome.ÆNDRET),
        ("a", "b", "c", Outcome.KONFLIKT),
        ("a", "", "c", Outcome.KONFLIKT),
        (None, "a", "a", Outcome.UÆNDRET),
        (None, "a", "", Outcome.KONFLIKT),
    ],
)
def test_what_becomes_of_a_value(base: str | None, edited: str, plan: str, wanted: Outcome) -> None:
    assert outcome(Values(base, edited, plan)) is wanted
    assert outcome_of_parts([Values(base, edited, plan)]) is wanted


def test_one_part_changed_here_and_another_there_is_a_conflict_of_the_whole() -> None:
    assert outcome_of_parts([Values("10", "9", "10"), Values("11", "11", "12")]) is Outcome.KONFLIKT


@given(texts, texts, texts)
def test_merging_what_was_merged_changes_nothing(base: str, edited: str, plan: str) -> None:
    found = outcome(Values(base, edited, plan))
    after = edited if found is Outcome.ÆNDRET else plan
    again = outcome(Values(base, edited, after))
    assert again is (Outcome.KONFLIKT if found is Outcome.KONFLIKT else Outcome.UÆNDRET)


def test_no_value_is_shown_by_repr() -> None:
    assert "hemmelig" not in repr(Values("hemmelig", "hemmelig", "hemmelig"))
