"""Whatever is typed in the workbook stands in the plans, or is refused at its cell, and nothing else is touched."""

from tests.sheet_rounds import rounds


def test_random_rounds_through_excel_lose_nothing_and_touch_nothing_else() -> None:
    outcome = rounds(3, seed=27)
    assert outcome.written > 60
    assert outcome.others_looked_at > 3000
