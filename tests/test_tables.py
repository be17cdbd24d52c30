"""The tables of the spreadsheet, as they are declared."""

import pytest

from mlmp_docs.plan import shape
from mlmp_docs.plan.model import Plan
from mlmp_docs.tables.sheets import MØDER, TABLES
from mlmp_docs.tables.table import RowKey, Table, row_key

PLACES = {"Møder": "møder", "Borgere": "", "Mål": "mål", "Netværk": "netværk", "Aftaler": "aftaler"}


def test_meetings_begin_with_the_six_columns_of_the_annex_in_its_wording() -> None:
    assert [column.heading for column in MØDER.columns[:6]] == [
        "Måned",
        "Borgernavn",
        "Borger cpr.",
        "Ønske til afholdelsessted (hvis det kendes)",
        "Øvrige deltagere",
        "Evt. bemærkninger",
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_heading_and_each_key_stands_once_in_its_table(table: Table) -> None:
    assert len({column.heading.casefold() for column in table.columns}) == len(table.columns)
    assert len(set(table.keys)) == len(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_help_is_longer_than_excel_shows(table: Table) -> None:
    assert all(len(column.prompt) <= 255 for column in table.columns)


@pytest.mark.parametrize("table", [table for table in TABLES if table.name in PLACES], ids=lambda table: table.name)
def test_every_column_that_is_written_is_a_field_of_the_plan(table: Table) -> None:
    entry = (PLACES[table.name], 0) if PLACES[table.name] else ()
    for column in table.columns:
        keys = column.key.removesuffix(".fra").removesuffix(".til") if ".kl." in f".{column.key}" else column.key
        if not column.is_shown_only and keys != "tilbud.kontaktperson":
            assert shape.at(Plan, (*entry, *keys.split("."))) is not None, column.key


def test_notes_and_what_must_not_be_spoken_of_are_in_no_table() -> None:
    assert not {"noter", "ikke_tale_om"} & {part for table in TABLES for key in table.keys for part in key.split(".")}


@pytest.mark.parametrize(
    "key", [RowKey("anna"), RowKey("", ("tilbud", "aaen")), RowKey("anna", ("netværk", 'Ib "1"'), 2)]
)
def test_a_row_is_told_by_a_text_that_can_be_read_again(key: RowKey) -> None:
    assert row_key(str(key)) == key


@pytest.mark.parametrize("text", ["", "anna", "[]", "[2]", '["anna",{"a":1}]', '["anna",0]', "12"])
def test_any_other_text_tells_no_row(text: str) -> None:
    assert row_key(text) is None
