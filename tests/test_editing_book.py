"""The workbook that the plans are edited in, as Excel and the one who reads it back get it."""

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from builders import opsætning
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plan_texts import plan_texts
from programs import convert, validation_errors

from mlmp_docs.cli.sheet_import import import_sheet
from mlmp_docs.excel.editing_book import BASE, CHOICES, HEAD_ROW, KEY_HEADING, About, editing_book
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.editing_rules import held_because
from mlmp_docs.excel.memory import CONTENT, is_as_made, read_memory, shown_hash
from mlmp_docs.excel.package import open_package, rebuild
from mlmp_docs.excel.sheet_xml import DoesNotFit
from mlmp_docs.excel.structure import faults
from mlmp_docs.plan.readability import lix
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.reading import read_tables
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.sheets import BORGERE, MØDER, TABLES
from mlmp_docs.tables.table import Row, RowKey, Rows, Table

ABOUT = About(2027, "", date(2026, 11, 22), "Randers Kommune")
CHOSEN = {"Borgere": ["anna"], "Tilbud": ["aaen"], "undertemaer": [f"Undertema {n}" for n in range(60)]}
MEMORY = {"mlmp-dokument": "regneark"}
MØDE = {"måned": "maj", "@navn": "Anna Lykke Jensen", "@cpr": "670761-4285", "dato": "2027-05-12", "kl.fra": "09:30"}


def made(rows: Rows) -> bytes:
    return editing_book(rows, CHOSEN, ABOUT, MEMORY)


def row(values: dict[str, str], *path: str) -> Row:
    return Row(RowKey("anna", path), values)


def meeting(**values: str) -> Rows:
    return {"Møder": (row({**MØDE, **values}, "møder", "2027"),)}


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def cell(content: bytes, table: Table, key: str, number: int = HEAD_ROW + 1) -> Any:
    return opened(content)[table.name].cell(number, table.keys.index(key) + 1)


def columns_of(sheet: Worksheet) -> list[object]:
    return [each.value for each in sheet[HEAD_ROW]]


# --- the sheets --------------------------------------------------------------------------------------------------


def test_there_is_a_sheet_for_each_table_and_two_that_nobody_sees() -> None:
    sheets = {sheet.title: sheet.sheet_state for sheet in opened(made({})).worksheets}
    assert list(sheets) == ["Læs mig", *(table.name for table in TABLES), CHOICES, BASE]
    assert [name for name, state in sheets.items() if state != "visible"] == [CHOICES, BASE]
    assert sheets[BASE] == "veryHidden"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_headings_stand_in_row_four_with_the_rows_id_hidden_at_the_end(table: Table) -> None:
    sheet = opened(made({}))[table.name]
    assert columns_of(sheet) == [*(column.heading for column in table.columns), KEY_HEADING]
    hidden = [letters for letters, dimension in sheet.column_dimensions.items() if dimension.hidden]
    assert hidden == [sheet.cell(HEAD_ROW, len(table.columns) + 1).column_letter]


def test_the_heading_and_the_name_stay_in_sight_and_the_filter_takes_the_id_along() -> None:
    sheet = opened(made(meeting()))["Møder"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C5", "A4:AG5")


def test_a_day_and_a_time_are_real_ones_and_a_cpr_number_is_text() -> None:
    content = made(meeting())
    assert cell(content, MØDER, "dato").value.date() == date(2027, 5, 12)
    assert (cell(content, MØDER, "kl.fra").value.hour, cell(content, MØDER, "kl.fra").value.minute) == (9, 30)
    cpr = cell(content, MØDER, "@cpr")
    assert (cpr.value, cpr.data_type, cpr.number_format) == ("670761-4285", "s", "@")


@pytest.mark.parametrize("text", ["1900-02-28", "0214-05-12", "efter ferien"])
def test_a_day_that_excel_cannot_count_stays_a_text(text: str) -> None:
    assert cell(made(meeting(dato=text)), MØDER, "dato").value == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+45 89 15", "-", "@alle", "'citat'", "#REF!", "_x000D_", "a\nb", " a ", "1-2"]
)
def test_a_text_is_what_the_plan_says_and_never_a_formula_an_error_or_a_number(text: str) -> None:
    found = cell(made(meeting(sted=text)), MØDER, "sted")
    assert (found.value.replace("_x005F_", "_"), found.data_type) == (text, "s")


def test_a_text_that_is_too_long_for_excels_text_format_has_none() -> None:
    assert [cell(made(meeting(sted="a" * n)), MØDER, "sted").number_format for n in (255, 256)] == ["@", "General"]


def test_a_text_that_no_cell_can_hold_is_refused_without_being_told() -> None:
    with pytest.raises(DoesNotFit, match=r"^Celle J5: teksten er på mere end 32767 tegn\.$"):
        made(meeting(sted="a" * 32_768))


def test_only_what_makes_a_row_the_one_it_is_is_grey_and_so_is_a_protected_address() -> None:
    rows = (row({"borger.navn": "Anna", "borger.adresse": "(beskyttet)"}), row({"borger.adresse": "Åvej 1"}))
    content = made({"Borgere": rows})
    assert [cell(content, BORGERE, "borger.adresse", n).fill.fill_type for n in (5, 6)] == ["solid", None]
    grey = {c.key for c in BORGERE.columns if cell(content, BORGERE, c.key, 6).fill.fill_type}
    assert grey == {column.key for column in BORGERE.columns if column.locked}


def test_nothing_else_than_its_own_is_hidden() -> None:
    parts = open_package(made(meeting())).parts
    for part, old, new in (
        ("xl/workbook.xml", b'sheetId="3" state="visible"', b'sheetId="3" state="hidden"'),
        ("xl/worksheets/sheet2.xml", b'<col min="2"', b'<col hidden="1" min="2"'),
    ):
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    assert faults(rebuild(parts)) == ("Møder: column 2 is hidden", "Borgere: the sheet is hidden")


# --- what may be typed -------------------------------------------------------------------------------------------


def rules(content: bytes, table: Table, key: str) -> dict[str, Any]:
    """The rules of a column by their cells."""
    sheet = opened(content)[table.name]
    letters = sheet.cell(HEAD_ROW, table.keys.index(key) + 1).column_letter
    found = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    return {where: rule for where, rule in found.items() if where.startswith(letters) and where[len(letters)].isdigit()}


def test_a_closed_choice_is_a_range_and_nothing_else_may_be_typed_in_old_rows_and_new() -> None:
    content = made(meeting())
    (where, rule), *others = rules(content, MØDER, "måned").items()
    assert (where, others, rule.type, rule.errorStyle or "stop") == ("A5:A505", [], "list", "stop")
    workbook = opened(content)
    name = workbook.defined_names[rule.formula1].attr_text
    words = [each[0].value for each in workbook[CHOICES][name.partition("!")[2].replace("$", "")]]
    assert words[:2] == ["januar", "februar"]
    assert len(words) == 12


def test_a_list_that_may_be_added_to_only_asks() -> None:
    mål = next(table for table in TABLES if table.name == "Mål")
    (rule,) = rules(made({}), mål, "undertema").values()
    assert (rule.type, rule.errorStyle) == ("list", "warning")


def test_a_list_without_words_is_no_list() -> None:
    mål = next(table for table in TABLES if table.name == "Mål")
    (rule,) = rules(made({}), mål, "skala").values()
    assert rule.type is None
    assert rule.prompt


def test_a_cell_of_many_things_has_no_drop_down_that_would_put_one_in_their_place() -> None:
    (rule,) = rules(made({}), BORGERE, "tilbud").values()
    assert (rule.type, bool(rule.prompt)) == (None, True)


def test_a_locked_cell_refuses_until_the_row_has_no_id_so_that_sorting_takes_the_rule_along() -> None:
    found = rules(made(meeting()), MØDER, "@borger")
    held, free = found["AD5"], found["AD6:AD505"]
    assert (held.type, held.formula1, held.errorStyle) == ("custom", '$AG5=""', None)
    assert held.error == held_because(MØDER.column("@borger"))
    assert (free.type, free.errorStyle) == ("list", "warning")


def test_an_address_may_be_typed_where_it_is_not_protected() -> None:
    found = rules(made({"Borgere": (row({}),)}), BORGERE, "borger.adresse")
    assert found["E5"].formula1 == 'OR($F5<>"ja",$AD5="")'


@pytest.mark.parametrize("key", ["dato", "kl.fra", "år"])
def test_what_is_no_day_time_or_year_is_refused_with_an_example(key: str) -> None:
    rule = list(rules(made({}), MØDER, key).values())[-1]
    assert rule.type in ("date", "time", "whole")
    assert "som " in rule.error


# --- what was handed out -----------------------------------------------------------------------------------------


def test_the_last_sheet_holds_what_was_exported() -> None:
    content = made(meeting(sted='Hos "Ib"\nstuen'))
    lines = [[each for each in line if each is not None] for line in opened(content)[BASE].values]
    assert lines[0][:4] == [BASE, "1", "2027", "2026-11-22"]
    assert [line[1] for line in lines[1:10]] == [table.name for table in TABLES]
    assert lines[1] == ["tabel", "Møder", json.dumps(MØDER.keys, ensure_ascii=False, separators=(",", ":"))]
    name, key, *chunks = lines[10]
    assert (name, key) == ("Møder", '["anna","møder","2027"]')
    values = dict(zip(MØDER.keys, json.loads("".join(chunks)), strict=True))
    assert values == {**dict.fromkeys(MØDER.keys, ""), **MØDE, "sted": 'Hos "Ib"\nstuen'}


def test_values_that_no_cell_can_hold_together_are_cut() -> None:
    content = made(
        {"Borgere": (row({"handleplan.formål": "å" * 20_000, "handleplan.faglig_vurdering": "ø" * 20_000}),)}
    )
    (line,) = (line for line in opened(content)[BASE].values if line[0] == "Borgere")
    chunks = [each for each in line[2:] if each]
    assert [len(each) <= 30_000 for each in chunks] == [True, True]
    assert len(json.loads("".join(chunks))) == len(BORGERE.columns)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=20)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(MØDER.keys), TEXTS))
def test_it_is_untouched_until_somebody_changes_what_it_shows(values: dict[str, str]) -> None:
    content = made({"Møder": (row(values, "møder", "2027"),)})
    assert (read_memory(content) or {})[CONTENT] == shown_hash(content)
    assert is_as_made(content)
    assert faults(content) == ()


def test_a_changed_cell_is_seen_and_saving_again_is_not() -> None:
    workbook = opened(made(meeting()))
    assert is_as_made(saved(workbook))
    workbook["Møder"]["J5"] = "Et andet sted"
    assert not is_as_made(saved(workbook))


def test_a_file_that_nobody_saved_again_is_told_without_reading_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    content = made(meeting())
    monkeypatch.setattr("mlmp_docs.excel.memory.shown_hash", lambda _: pytest.fail("read"))
    assert is_as_made(content)


def saved(workbook: Workbook) -> bytes:
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def test_the_same_plans_give_the_same_bytes() -> None:
    assert made(meeting()) == made(meeting())


def test_the_properties_name_nobody() -> None:
    content = made(meeting())
    properties = opened(content).properties
    assert (properties.title, properties.creator) == ("Planer til rettelse 2027", "Rådgiver, Randers Kommune")


# --- Læs mig -----------------------------------------------------------------------------------------------------


def guide(content: bytes) -> str:
    return "\n".join(str(each) for line in opened(content)["Læs mig"].values for each in line if each)


def test_it_names_every_sheet_that_can_be_seen() -> None:
    assert [table.name for table in TABLES if table.name not in guide(made({}))] == []


def test_it_names_only_options_that_the_import_has() -> None:
    options = {name for each in import_sheet.params for name in each.opts}
    named = set(re.findall(r"--\w+", guide(made({}))))
    assert named
    assert named <= options


def test_it_is_plain_danish() -> None:
    assert lix(guide(made({}))) < 40


# --- there and back ----------------------------------------------------------------------------------------------


def read_back(content: bytes) -> EditedTables:
    return read_tables(read_editing_file(content, "planer.xlsx"), "planer.xlsx", opsætning(), {})


@settings(max_examples=40)
@given(plan_texts())
def test_what_is_read_from_it_is_what_the_plan_says(text: str) -> None:
    raw = read_plan(text.encode(), "citizens/anna.yaml").raw
    assert isinstance(raw, dict)
    rows = citizen_rows("anna", raw)
    read = read_back(made({name: tuple(some) for name, some in rows.items()}))
    assert (read.diagnostics, read.gone) == ((), ())
    found = [(each.table.name, each.key, {key: cell.text for key, cell in each.cells.items()}) for each in read.rows]
    assert found == [(name, each.key, each.values) for name, some in rows.items() for each in some]
    assert all(each.base == {key: cell.text for key, cell in each.cells.items()} for each in read.rows)


# --- other programs ----------------------------------------------------------------------------------------------


@pytest.mark.validator
def test_the_open_xml_validator_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "planer.xlsx").write_bytes(made(meeting(sted="=1", bemærkninger="a" * 300)))
    (tmp_path / "tomt.xlsx").write_bytes(made({}))
    assert validation_errors(tmp_path.iterdir()) == []


@pytest.mark.soffice
def test_libreoffice_keeps_the_ids_and_what_was_handed_out(tmp_path: Path) -> None:
    content = made(meeting(sted="Æblegården 1, «stuen»\n= 2"))
    (tmp_path / "planer.xlsx").write_bytes(content)
    (again,) = convert([tmp_path / "planer.xlsx"], "xlsx", tmp_path / "gemt")
    before, after = (opened(each) for each in (content, again.read_bytes()))
    assert after[BASE].sheet_state != "visible"
    for name in ("Møder", CHOICES, BASE):
        cells = [[each for line in book[name].values for each in line if each is not None] for book in (before, after)]
        assert cells[0] == cells[1]
    assert is_as_made(again.read_bytes())
