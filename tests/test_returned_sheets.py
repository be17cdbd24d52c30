"""What comes home in a spreadsheet: values as people leave them, in workbooks made by openpyxl."""

import pickle
from datetime import date, time

from returned_sheets import Book, changed, changes, mistakes, new_rows, warnings


def test_an_untouched_workbook_says_what_was_exported() -> None:
    home = Book().read()
    assert not changes(home) and not home.diagnostics and not home.gone and not new_rows(home)
    assert len(home.rows) == 6 * 5 + 2


def test_a_changed_cell_is_the_only_change() -> None:
    book = Book()
    address = book.put("bo", "sted", "Kulturhuset")
    home = book.read()
    assert changes(home) == {("Møder", '["bo","møder","2027"]', "sted"): "Kulturhuset"}
    (row,) = [row for row in home.rows if row.key and row.table.name == "Møder" and row.key.borger == "bo"]
    assert row.cells["sted"].address == address
    assert row.base and row.base["sted"] == "Bostedet"


def test_an_emptied_cell_is_a_change_to_nothing() -> None:
    book = Book()
    book.put("bo", "sted", None)
    assert changed(book.read(), "bo") == {"sted": ""}


def test_a_new_date_and_time_come_home_in_their_one_form() -> None:
    book = Book()
    book.put("bo", "dato", date(2027, 3, 9))
    book.put("bo", "kl.fra", time(9, 30))
    assert changed(book.read(), "bo") == {"dato": "2027-03-09", "kl.fra": "09:30"}


def test_a_row_without_id_is_a_new_one() -> None:
    book = Book()
    sheet = book.sheet("Netværk")
    row = sheet.max_row + 1
    sheet.cell(row, book.column("@borger", "Netværk"), "anna")
    sheet.cell(row, book.column("navn", "Netværk"), "Gitte Lund")
    (new,) = new_rows(book.read())
    assert new.table.name == "Netværk" and new.number == row and new.base is None
    assert {key: cell.text for key, cell in new.cells.items() if cell.text} == {"@borger": "anna", "navn": "Gitte Lund"}


def test_a_deleted_row_is_told_as_gone_with_what_was_exported() -> None:
    book = Book()
    book.sheet("Netværk").delete_rows(6)
    home = book.read()
    (gone,) = home.gone
    assert str(gone.key) == '["bo","netværk","Ven af bo"]' and gone.base and gone.base["relation"] == "ven"
    assert not mistakes(home) and not warnings(home)


def test_a_row_goes_to_another_process_without_the_sheet_it_is_on() -> None:
    row = Book().read().rows[0]
    packed = pickle.dumps(row)
    assert pickle.loads(packed) == row and pickle.loads(packed).cells["dato"] == row.cells["dato"]
    assert b"Erik Holm" not in packed
