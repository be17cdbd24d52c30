"""What people do to the rows, columns and sheets of a spreadsheet: read right, or refused with place and remedy."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from returned_sheets import (
    HEADINGS,
    NAME,
    PEOPLE,
    SETTINGS,
    Book,
    changed,
    changes,
    come_home,
    mistakes,
    new_rows,
    told,
    warnings,
)

from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.tables.reading import read_tables
from mlmp_docs.tables.sheets import MØDER, TABLES

FIRST = HEADINGS + 1


def values(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def rewrite(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    """The rows below the headings, anew."""
    formats = [copy(cell.number_format) for cell in sheet[FIRST]]
    sheet.delete_rows(FIRST, sheet.max_row)
    for number, row in enumerate(rows, FIRST):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.number_format = formats[column - 1]


def all_rows(sheet: Worksheet) -> list[list[Any]]:
    return [values(sheet, row) for row in range(FIRST, sheet.max_row + 1)]


def sort_column(book: Book, key: str, table: str = "Møder", order: Callable[[Any], Any] = str) -> str:
    """Sort one column alone, empty cells last; its heading's address."""
    sheet, column = book.sheet(table), book.column(key, table)
    cells = [sheet.cell(row, column) for row in range(FIRST, sheet.max_row + 1)]
    found = sorted((cell.value for cell in cells if cell.value is not None), key=order)
    for cell, value in zip(cells, [*found, *[None] * (len(cells) - len(found))], strict=True):
        cell.value = value
    return f"{table}!{sheet.cell(HEADINGS, column).coordinate}"


# --- rows --------------------------------------------------------------------------------------------------------


def test_rows_in_another_order_are_the_same_rows() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    for table in TABLES:
        sheet = book.sheet(table.name)
        rewrite(sheet, all_rows(sheet)[::-1])
    home = book.read()
    assert changes(home) == {("Møder", '["bo","møder","2027"]', "sted"): "Kulturhuset"} and not home.diagnostics


@pytest.mark.parametrize("key", ["@navn", "@cpr", "@borger"])
def test_a_name_or_number_sorted_alone_refuses_its_rows_in_one_message(key: str) -> None:
    book = Book()
    sort_column(book, key, order=lambda text: text[::-1])
    home = book.read()
    (code, place), *others = mistakes(home)
    assert code == "R032" and place.startswith("Møder!række ") and not others
    assert "blandet sammen" in told(home, "R032").message and "Sortér" in told(home, "R032").hint
    assert not changes(home) and not home.gone


def test_hidden_ids_sorted_alone_refuse_the_rows() -> None:
    book = Book()
    sheet = book.sheet()
    column = sheet.max_column
    for row, text in enumerate(sorted(values(sheet, n)[-1] for n in range(5, 10))[::-1], FIRST):
        sheet.cell(row, column, text)
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R032"] and not changes(home)


def test_visible_columns_sorted_without_the_hidden_one_refuse_the_rows() -> None:
    book = Book()
    sheet = book.sheet()
    rows = all_rows(sheet)
    by_name = sorted((row[:-1] for row in rows), key=lambda row: row[2])
    rewrite(sheet, [[*visible, row[-1]] for visible, row in zip(by_name, rows, strict=True)])
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R032"] and not changes(home) and not home.gone


@pytest.mark.parametrize("key", ["sted", "dato", "måned"])
def test_any_other_column_sorted_alone_is_refused_by_name(key: str) -> None:
    book = Book()
    place = sort_column(book, key)
    home = book.read()
    assert mistakes(home) == [("R034", place)] and not changes(home)
    assert told(home, "R034").message.startswith(MØDER.column(key).heading)


def test_a_column_sorted_downwards_is_refused_too() -> None:
    book = Book()
    sheet, column = book.sheet(), book.column("sted")
    for row, text in enumerate(sorted(values(sheet, n)[column - 1] for n in range(5, 10))[::-1], FIRST):
        sheet.cell(row, column, text)
    assert [code for code, _ in mistakes(book.read())] == ["R034"]


def test_columns_sorted_together_but_without_the_others_are_all_refused() -> None:
    book = Book()
    sheet = book.sheet()
    first, second = book.column("dato"), book.column("sted")
    pairs = sorted((sheet.cell(row, first).value, sheet.cell(row, second).value) for row in range(5, 10))
    for row, (day, place) in zip(range(5, 10), pairs, strict=True):
        sheet.cell(row, first, day)
        sheet.cell(row, second, place)
    home = book.read()
    assert sorted(one.message.split(":")[0] for one in home.diagnostics) == ["Dato", "Sted"] and not changes(home)


def test_a_column_pushed_down_by_an_inserted_cell_is_refused() -> None:
    book = Book()
    sheet, column = book.sheet(), book.column("sted")
    below = [sheet.cell(row, column).value for row in range(5, 10)]
    sheet.cell(5, column, "Kulturhuset")
    for row, text in zip(range(6, 11), below, strict=True):
        sheet.cell(row, column, text)
    home = book.read()
    assert "R034" in [code for code, _ in mistakes(home)] and not changes(home)


def test_a_column_pulled_up_by_a_deleted_cell_is_refused() -> None:
    book = Book()
    sheet, column = book.sheet(), book.column("sted")
    below = [sheet.cell(row, column).value for row in range(6, 10)]
    for row, text in zip(range(5, 10), [*below, None], strict=True):
        sheet.cell(row, column).value = text
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R034"] and not changes(home)


@pytest.mark.parametrize("people", [["anna"], ["anna", "bo"], [*PEOPLE]])
@pytest.mark.parametrize("also_typed", [False, True])
def test_two_headings_that_were_swapped_without_their_columns_are_refused(people: list[str], also_typed: bool) -> None:
    book = Book(people)
    sheet, columns = book.sheet(), [book.column("bemærkninger"), book.column("sted")]
    if also_typed and len(people) > 1:
        book.put("anna", "sted", "Et nyt sted")
    names = [sheet.cell(HEADINGS, column).value for column in columns]
    for column, name in zip(columns, reversed(names), strict=True):
        sheet.cell(HEADINGS, column, name)
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R034", "R034"] and not changes(home)


def test_ids_of_tilbud_that_were_sorted_alone_are_refused_also_when_nobody_knows_what_was_exported() -> None:
    book = Book()
    del book.workbook["mlmp-udgangspunkt"]
    sheet = book.sheet("Tilbud")
    sheet.cell(FIRST, book.column("mlmp-id", "Tilbud"), '["","tilbud","et-andet"]')
    assert [code for code, _ in mistakes(book.read())] == ["R032"]


def test_a_hidden_id_in_a_column_that_people_see_is_never_read_as_a_text() -> None:
    book = Book()
    sheet, columns = book.sheet("Netværk"), [book.column("relation", "Netværk"), book.column("mlmp-id", "Netværk")]
    sheet.cell(HEADINGS, columns[0], "mlmp-id")
    sheet.cell(HEADINGS, columns[1], "Relation")
    for row in range(FIRST, FIRST + 5):
        sheet.cell(row, columns[0]).value = None
    home = book.read()
    assert {code for code, _ in mistakes(home)} == {"R031"}


def test_two_places_that_were_swapped_are_two_changes() -> None:
    book = Book()
    book.put("anna", "sted", "Bostedet")
    book.put("bo", "sted", "Torvet")
    home = book.read()
    assert len(changes(home)) == 2 and not home.diagnostics


def test_the_same_place_filled_down_is_a_change_of_each_row() -> None:
    book = Book()
    for borger in PEOPLE:
        book.put(borger, "sted", "Torvet")
    home = book.read()
    assert len(changes(home)) == 4 and not home.diagnostics


def test_a_row_copied_whole_is_read_once() -> None:
    book = Book()
    sheet = book.sheet()
    sheet.append(values(sheet, FIRST))
    home = book.read()
    assert not mistakes(home) and warnings(home) == [("R030", "Møder")]
    assert not changes(home) and not new_rows(home) and len([row for row in home.rows if row.table is MØDER]) == 5


def test_a_row_copied_whole_and_changed_is_refused_with_a_remedy() -> None:
    book = Book()
    sheet = book.sheet()
    sheet.append(values(sheet, FIRST))
    sheet.cell(sheet.max_row, book.column("sted"), "Kulturhuset")
    home = book.read()
    assert mistakes(home) == [("R030", "Møder!række 10")] and not changes(home) and not home.gone
    assert "til en tom række nederst" in told(home, "R030").hint


def test_rows_inserted_between_others_are_new_and_empty_ones_are_nothing() -> None:
    book = Book()
    sheet = book.sheet("Netværk")
    sheet.insert_rows(FIRST + 1, 3)
    sheet.cell(FIRST + 2, book.column("@borger", "Netværk"), "bo")
    sheet.cell(FIRST + 2, book.column("navn", "Netværk"), "Gitte Lund")
    home = book.read()
    assert [row.number for row in new_rows(home)] == [FIRST + 2] and not changes(home) and not home.diagnostics


def test_a_row_of_which_only_the_hidden_id_is_left_is_gone() -> None:
    book = Book()
    sheet = book.sheet()
    for column in range(1, sheet.max_column):
        sheet.cell(FIRST, column).value = None if column % 2 else "  "
    home = book.read()
    assert [str(row.key) for row in home.gone] == ['["anna","møder","2027"]'] and not mistakes(home)


def test_hidden_rows_are_read_as_the_others_and_told_when_they_changed() -> None:
    book = Book()
    sheet = book.sheet()
    sheet.row_dimensions[6].hidden = True
    assert not book.read().diagnostics
    book.put("bo", "sted", "Kulturhuset")
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and warnings(home) == [("R059", "Møder")]


def test_an_id_that_was_changed_refuses_the_row() -> None:
    for text in ("anna", '["anna"]', '["anna","mål","bus"]', 7):
        book = Book()
        sheet = book.sheet()
        sheet.cell(FIRST, sheet.max_column, text)
        assert mistakes(book.read()) == [("R031", "Møder!række 5")]


def test_a_row_pasted_from_another_export_has_no_base() -> None:
    book, other = Book(["anna", "bo"]), Book()
    sheet = book.sheet()
    sheet.append(values(other.sheet(), FIRST + 3))
    home = book.read()
    (row,) = [row for row in home.rows if row.key and row.key.borger == "dora"]
    assert row.base is None and row.cells["sted"].text == "Dora vil bo hjemme" and not mistakes(home)


def test_a_row_pasted_from_another_export_with_another_name_is_refused() -> None:
    book, other = Book(["anna", "bo"]), Book()
    pasted = values(other.sheet(), FIRST + 3)
    pasted[1] = "Erik Holm"
    book.sheet().append(pasted)
    assert [code for code, _ in mistakes(book.read())] == ["R032"]


def test_a_single_name_that_was_retyped_is_refused_in_its_cell() -> None:
    book = Book()
    address = book.put("bo", "@navn", "Bo Aagaard Nielsen")
    home = book.read()
    assert mistakes(home) == [("R033", f"Møder!{address}")]
    (row,) = [row for row in home.rows if row.table.name == "Møder" and row.key and row.key.borger == "bo"]
    assert "@navn" not in row.cells  # so that nobody else tells of it again


def test_a_name_that_was_retyped_on_the_citizens_own_sheet_is_a_change_to_be_judged() -> None:
    book = Book()
    book.put("bo", "borger.navn", "Bo Aagaard Nielsen", "Borgere")
    assert changed(book.read(), "bo", "Borgere") == {"borger.navn": "Bo Aagaard Nielsen"}


def test_a_stray_cell_in_the_last_row_is_refused_by_its_name_at_once() -> None:
    book = Book()
    book.sheet()["H1048576"] = "x"
    assert mistakes(book.read()) == [("R029", "Møder!H1048576")]


def test_a_blank_in_the_last_row_is_nothing() -> None:
    book = Book()
    book.sheet()["H1048576"] = " "
    assert not book.read().diagnostics


def test_headings_that_stand_once_more_are_no_row() -> None:
    book = Book()
    sheet = book.sheet()
    sheet.append(values(sheet, HEADINGS)[:-1])
    home = book.read()
    assert not new_rows(home) and warnings(home) == [("R028", "Møder")]


# --- columns -----------------------------------------------------------------------------------------------------


def test_columns_in_another_order_are_known_by_their_headings() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    sheet = book.sheet()
    turned = [values(sheet, row)[::-1] for row in range(HEADINGS, sheet.max_row + 1)]
    for row, content in enumerate(turned, HEADINGS):
        for column, value in enumerate(content, 1):
            sheet.cell(row, column).value = value
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and not mistakes(home)


@pytest.mark.parametrize("heading", ["  STED ", "Sted\n", "sted:", "Sted\u00a0", "S\u00adted"])
def test_a_heading_may_have_blanks_breaks_and_other_case(heading: str) -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    book.sheet().cell(HEADINGS, book.column("sted"), heading)
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and not home.diagnostics


def test_a_heading_with_letters_in_parts_is_known() -> None:
    book = Book()
    book.sheet().cell(HEADINGS, book.column("måned"), "Ma\u030aned")
    assert not book.read().diagnostics


def test_a_heading_on_several_lines_is_known() -> None:
    book = Book()
    heading = "Ønske til\nafholdelsessted\n(hvis det kendes)"
    book.sheet().cell(HEADINGS, book.column("ønske_til_sted"), heading)
    assert not book.read().diagnostics


def test_a_heading_that_was_renamed_is_refused_with_the_right_one() -> None:
    book = Book()
    cell = book.sheet().cell(HEADINGS, book.column("bemærkninger"), "Evt bemærkning")
    home = book.read()
    assert mistakes(home) == [("R024", f"Møder!{cell.coordinate}")]
    assert told(home, "R024").hint == "Mente du 'Evt. bemærkninger'?"


def test_a_heading_renamed_beyond_knowing_is_refused_with_those_that_are_missing() -> None:
    book = Book()
    book.sheet().cell(HEADINGS, book.column("sted"), "Hvor?")
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R024"]
    assert "'Sted'" in told(home, "R024").hint


def test_a_heading_that_was_deleted_is_refused_while_something_stands_below() -> None:
    book = Book()
    book.sheet().cell(HEADINGS, book.column("sted")).value = None
    assert [code for code, _ in mistakes(book.read())] == ["R024"]


def test_headings_that_were_swapped_refuse_both_columns() -> None:
    book = Book()
    sheet = book.sheet()
    sheet.cell(HEADINGS, book.column("sted"), "Evt. bemærkninger")
    sheet.cell(HEADINGS, book.column("bemærkninger"), "Sted")
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R034", "R034"] and not changes(home)


def test_a_deleted_column_is_told_and_changes_nothing() -> None:
    book = Book()
    book.sheet().delete_cols(book.column("sted"))
    home = book.read()
    assert not changes(home) and not mistakes(home) and warnings(home) == [("R027", "Møder")]
    assert "'Sted'" in told(home, "R027").message
    assert all("sted" not in row.cells for row in home.rows if row.table is MØDER)


def test_an_added_column_is_told_when_it_holds_something() -> None:
    book = Book()
    sheet = book.sheet()
    column = sheet.max_column + 1
    sheet.cell(HEADINGS, column, "Mine noter")
    assert not book.read().diagnostics
    sheet.cell(FIRST, column, "husk blomster")
    home = book.read()
    assert not mistakes(home) and warnings(home) == [("R026", "Møder!kolonne AH")]


def test_a_column_that_stands_twice_is_refused_and_not_read() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    sheet = book.sheet()
    cell = sheet.cell(HEADINGS, sheet.max_column + 1, "Sted")
    home = book.read()
    assert mistakes(home) == [("R025", f"Møder!{cell.coordinate}")] and not changes(home)


def test_headings_further_down_are_found() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    book.sheet().insert_rows(1, 7)
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and not home.diagnostics


def test_rows_above_headings_that_were_sorted_in_among_them_are_refused() -> None:
    book = Book()
    sheet = book.sheet()
    rewrite_at = [values(sheet, row) for row in (FIRST, FIRST + 1, HEADINGS)]
    for row, content in enumerate(rewrite_at, HEADINGS):
        for column, value in enumerate(content, 1):
            sheet.cell(row, column).value = value
    assert mistakes(book.read()) == [("R049", "Møder!række 4"), ("R049", "Møder!række 5")]


def test_headings_at_the_top_are_found() -> None:
    book = Book()
    book.sheet().delete_rows(1, HEADINGS - 1)
    home = book.read()
    assert not changes(home) and not home.diagnostics


def test_without_the_hidden_column_rows_are_known_by_what_nobody_can_change() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    sheet = book.sheet()
    sheet.delete_cols(sheet.max_column)
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and not mistakes(home)


def test_without_the_hidden_column_all_rows_like_no_other_are_told_of_at_once() -> None:
    book = Book()
    for borger in ("bo", "carla", "erik"):
        book.put(borger, "@navn", f"{borger} Nielsen")
    sheet = book.sheet()
    sheet.delete_cols(sheet.max_column)
    home = book.read()
    assert mistakes(home) == [("R031", "Møder!række 6")]
    assert "3 rækker fra række 6 til 9" in told(home, "R031").message


def test_without_the_hidden_column_a_row_like_no_other_is_refused() -> None:
    book = Book()
    book.put("bo", "@navn", "Bo Nielsen")
    sheet = book.sheet()
    sheet.delete_cols(sheet.max_column)
    assert mistakes(book.read()) == [("R031", "Møder!række 6")]


# --- merged cells, comments --------------------------------------------------------------------------------------


def test_merged_cells_are_refused_each_of_them() -> None:
    book = Book()
    first, second = book.address("anna", "sted"), book.address("bo", "sted")
    book.sheet().merge_cells(f"{first}:{second}")
    home = book.read()
    assert mistakes(home) == [("R039", f"Møder!{first}"), ("R039", f"Møder!{second}")] and not changes(home)


def test_merged_cells_beside_each_other_are_refused_too() -> None:
    book = Book()
    book.sheet().merge_cells(f"{book.address('anna', 'kl.fra')}:{book.address('anna', 'kl.til')}")
    assert [code for code, _ in mistakes(book.read())] == ["R039", "R039"]


def test_merged_cells_that_are_and_were_empty_are_nothing() -> None:
    book = Book()
    sheet = book.sheet()
    sheet.merge_cells(f"{book.address('anna', 'aftalt')}:{book.address('bo', 'aftalt')}")
    sheet.merge_cells("A1:F1")
    assert not book.read().diagnostics


def test_comments_are_kept_out_and_told() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    address = book.address("anna", "sted")
    book.sheet()[address].comment = Comment("Ring først", "Mette")
    home = book.read()
    assert changes(home) == {("Møder", '["bo","møder","2027"]', "sted"): "Kulturhuset"}
    assert warnings(home) == [("R058", "Møder")] and address in told(home, "R058").message
    assert "Ring" not in told(home, "R058").message


def test_notes_of_a_marked_copy_are_not_told() -> None:
    book = Book()
    book.sheet()["A5"].comment = Comment("mlmp: Skal rettes", "Rådgiver")
    assert not book.read().diagnostics


# --- sheets ------------------------------------------------------------------------------------------------------


def test_a_renamed_sheet_is_known_by_its_ids() -> None:
    book = Book()
    address = book.put("bo", "sted", "Kulturhuset")
    book.put("anna", "dato", "hvad?")
    book.sheet().title = "Mødeliste"
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and home.sheets["Møder"] == "Mødeliste"
    assert warnings(home) == [("R023", "Mødeliste")]
    assert mistakes(home) == [("R040", f"Mødeliste!{address.rstrip('0123456789').replace('J', 'G')}5")]


def test_sheets_that_swapped_their_names_are_known_by_their_ids() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    meetings, citizens = book.sheet("Møder"), book.sheet("Borgere")
    meetings.title, citizens.title = "x", "Møder"
    meetings.title = "Borgere"
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and not mistakes(home)


def test_a_removed_sheet_removes_no_rows() -> None:
    book = Book()
    del book.workbook["Netværk"]
    home = book.read()
    assert not home.gone and not mistakes(home) and warnings(home) == [("R023", "")]
    assert "Netværk" in told(home, "R023").message


def test_a_sheet_copied_whole_is_read_once() -> None:
    book = Book()
    book.workbook.copy_worksheet(book.sheet())
    home = book.read()
    assert not changes(home) and not mistakes(home) and ("R021", "Møder Copy") in warnings(home)


def test_a_sheet_copied_and_changed_is_refused() -> None:
    book = Book()
    book.workbook.copy_worksheet(book.sheet())
    book.put("bo", "sted", "Kulturhuset")
    home = book.read()
    assert mistakes(home) == [("R021", "Møder Copy")] and not changes(home) and not home.gone


def test_a_hidden_sheet_is_read_and_told() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    book.sheet().sheet_state = "hidden"
    home = book.read()
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and warnings(home) == [("R023", "Møder")]


def test_a_sheet_of_somebodys_own_is_told_and_left_alone() -> None:
    book = Book()
    book.workbook.create_sheet("Noter")["A1"] = "Ring til Bo"
    book.workbook.create_sheet("Tomt")
    home = book.read()
    assert not mistakes(home) and warnings(home) == [("R023", "Noter")]


def test_a_sheet_that_lost_its_headings_is_refused() -> None:
    book = Book()
    book.sheet().delete_rows(HEADINGS)
    home = book.read()
    assert mistakes(home) == [("R022", "Møder")] and not home.gone


# --- what was exported -------------------------------------------------------------------------------------------


def test_without_what_was_exported_rows_have_no_base_and_it_is_told() -> None:
    book = Book()
    del book.workbook["mlmp-udgangspunkt"]
    home = book.read()
    assert all(row.base is None for row in home.rows) and not home.gone and not mistakes(home)
    assert warnings(home) == [("R035", "")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [("A1", "noget"), ("B1", "2"), ("C2", "[]"), ("C3", "{"), ("C3", '["a"]'), ("A5", "Andet"), ("B4", '["anna"]')],
)
def test_what_was_exported_counts_for_nothing_when_somebody_changed_it(cell: str, text: str) -> None:
    book = Book()
    book.sheet("mlmp-udgangspunkt")[cell] = text
    if cell == "B4":
        book.sheet("mlmp-udgangspunkt")["B3"] = text
        book.sheet("mlmp-udgangspunkt")["A4"] = book.sheet("mlmp-udgangspunkt")["A3"].value
    home = book.read()
    assert [code for code, _ in warnings(home)][:1] == ["R035"] and all(row.base is None for row in home.rows)


def test_without_what_was_exported_a_name_that_is_not_the_citizens_refuses_the_row() -> None:
    book = Book()
    del book.workbook["mlmp-udgangspunkt"]
    book.put("bo", "@navn", "Anna Sørensen")
    home = book.read()
    assert mistakes(home) == [("R032", "Møder!række 6")]


def test_what_was_exported_may_be_longer_than_a_cell() -> None:
    book = Book()
    sheet = book.sheet("mlmp-udgangspunkt")
    whole = str(sheet["C3"].value)
    sheet["C3"], sheet["D3"], sheet["E3"] = whole[:20], whole[20:50], whole[50:]
    assert not book.read().diagnostics


def test_a_file_of_another_year_is_told() -> None:
    home = Book(year="2026").read()
    assert warnings(home) == [("R036", "")] and "2026" in told(home, "R036").message


def test_a_workbook_of_something_else_is_refused() -> None:
    book = Book()
    for name in book.workbook.sheetnames[1:]:
        del book.workbook[name]
    book.sheet("Læs mig").title = "Budget"
    book.sheet("Budget").append(["Navn", "Beløb"])
    home = book.read()
    assert [code for code, _ in mistakes(home)] == ["R020"]


def test_known_citizens_are_asked_for_only_when_a_row_needs_it() -> None:
    class Never(dict[str, tuple[str, str]]):
        def __getitem__(self, key: str) -> tuple[str, str]:
            raise AssertionError

        __contains__ = values = __iter__ = __getitem__  # type: ignore[assignment]

    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    file = read_editing_file(book.bytes(), NAME)
    assert changed(read_tables(file, NAME, SETTINGS, Never()), "bo") == {"sted": "Kulturhuset"}
    assert come_home(book.bytes(), known={}).rows


def test_a_sheet_named_by_a_cpr_number_is_not_named_in_messages() -> None:
    book = Book()
    book.put("bo", "dato", "senere")
    book.sheet().title = "670761-4285"
    home = book.read()
    assert len(home.diagnostics) == 2 and not any("670761" in str(one) for one in home.diagnostics)


def test_a_column_filled_down_to_the_bottom_is_refused_in_one_message() -> None:
    book = Book()
    sheet, column = book.sheet(), book.column("sted")
    for row in range(FIRST, 10_500):
        sheet.cell(row, column, "Torvet")
    home = book.read()
    assert mistakes(home) == [("R029", f"Møder!{sheet.cell(10_010, column).coordinate}")] and not home.gone
