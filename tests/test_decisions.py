"""What was decided on the sheet of a marked copy, and how long it holds."""

import pytest

from mlmp_docs.merge import Values
from mlmp_docs.tables import decisions
from mlmp_docs.tables.decisions import Mark, decided, fingerprint, is_decision_sheet, mark, read, value_id
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.sheets import MØDER
from mlmp_docs.tables.table import RowKey

ROW = EditedRow(MØDER, 7, RowKey("anna", ("møder", "2027")), {})
DATO = MØDER.column("dato")
VALUES = Values("2027-05-12", "2027-05-19", "2027-05-26")


def sheet(word: str, edited: str = VALUES.edited, plan: str = VALUES.plan) -> dict[str, str]:
    """The sheet of a marked copy with one conflict, by address."""
    remembered = Mark(value_id(ROW, DATO), fingerprint(edited), fingerprint(plan))
    texts = {
        "A1": decisions.TITLE,
        "A4": "Celle",
        "G4": "Brug",
        "H4": "mlmp-id",
        "A5": "Møder!G7",
        "H5": str(remembered),
    }
    return {**texts, "G5": word} if word else texts


def choice(word: str, values: Values = VALUES) -> str:
    found, told = read(sheet(word), "Konflikter", "regneark.xlsx")
    assert told == ()
    return decided(ROW, DATO, values, found)


@pytest.mark.parametrize(
    ("word", "means"), [("regneark", "regneark"), (" Regneark ", "regneark"), ("PLAN", "plan"), ("", "")]
)
def test_a_word_under_brug_decides_and_nothing_decides_nothing(word: str, means: str) -> None:
    assert choice(word) == means


def test_another_word_is_told_at_its_cell() -> None:
    found, told = read(sheet("begge"), "Konflikter", "regneark.xlsx")
    assert found == {}
    assert [str(each).splitlines()[0] for each in told] == [
        "regneark.xlsx Konflikter!G5: fejl R060: Under 'Brug' kan der stå 'regneark' eller 'plan'."
    ]


def test_who_chose_the_spreadsheet_may_type_another_value_there() -> None:
    assert choice("regneark", Values("2027-05-12", "2027-06-02", "2027-05-26")) == "regneark"


def test_who_chose_the_plan_and_typed_another_value_has_decided_nothing() -> None:
    assert choice("plan", Values("2027-05-12", "2027-06-02", "2027-05-26")) == ""


@pytest.mark.parametrize("word", ["regneark", "plan"])
def test_a_plan_that_says_something_else_by_now_needs_another_decision(word: str) -> None:
    assert choice(word, Values("2027-05-12", "2027-05-19", "2027-06-30")) == ""


def test_the_sheet_is_known_by_its_first_cell_and_columns_may_have_moved() -> None:
    moved = {address.translate(str.maketrans("GH", "XY")): text for address, text in sheet("plan").items()}
    assert is_decision_sheet(moved)
    assert not is_decision_sheet({"A1": "Møder 2027"})
    found, _ = read(moved, "Konflikter", "regneark.xlsx")
    assert decided(ROW, DATO, VALUES, found) == "plan"


@pytest.mark.parametrize("text", ["", "x", "[]", '["a"]', "[1,2,3,4,5,6]", '{"a":1}', "null"])
def test_what_is_no_mark_is_none(text: str) -> None:
    assert mark(text) is None
