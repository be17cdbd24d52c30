"""Random plans, changed in the spreadsheet and in the file at once: every value becomes what it should."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.merges import run


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_is_lost_and_nothing_else_is_changed_when_two_people_edit_a_plan(seed: int) -> None:
    run(1, seed)
