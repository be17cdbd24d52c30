"""What a person writes for what the plan holds: a tilbud by its name, a new meeting without the year of the sheet."""

from datetime import date

import pytest
from returned_sheets import Book, changed, mistakes, new_rows, told


def new_row(book: Book, table: str, **values: str | int | date) -> dict[str, str]:
    """What is read of a row that somebody typed below the others."""
    sheet = book.sheet(table)
    row = sheet.max_row + 1
    for key, value in values.items():
        sheet.cell(row, book.column(key.replace("at_", "@"), table)).value = value
    (new,) = new_rows(book.read())
    return {key: cell.text for key, cell in new.cells.items() if cell.text}


def test_a_tilbud_and_a_raadgiver_can_be_written_by_their_names() -> None:
    read = new_row(Book(), "Borgere", rådgiver="mette  HOLM", tilbud="Bostedet Fjordglimt")
    assert read == {"rådgiver": "mette-holm", "tilbud": "fjordglimt"}


@pytest.mark.parametrize(("text", "read"), [("Bostedet", "bostedet"), ("Bostedet Glimt", "bostedet\nglimt")])
def test_what_is_not_exactly_a_name_is_read_as_ids_that_nobody_has(text: str, read: str) -> None:
    assert new_row(Book(), "Borgere", tilbud=text) == {"tilbud": read}


def test_each_line_of_a_list_is_read_by_itself() -> None:
    book = Book()
    book.put("bo", "tilbud", "Bostedet Fjordglimt\nskoven, aaen", "Borgere")
    assert changed(book.read(), "bo", "Borgere") == {"tilbud": "fjordglimt\nskoven\naaen"}


def test_the_name_in_place_of_the_id_that_was_exported_is_no_change() -> None:
    book = Book()
    book.put("bo", "tilbud", "Bostedet Fjordglimt", "Borgere")
    home = book.read()
    assert not changed(home, "bo", "Borgere") and not mistakes(home)


def test_a_new_meeting_is_of_the_year_that_the_sheet_holds() -> None:
    assert new_row(Book(), "Møder", at_borger="bo", måned="juni")["år"] == "2027"


def test_a_new_meeting_is_of_the_year_of_the_export_and_not_of_the_project() -> None:
    assert new_row(Book(year="2026"), "Møder", at_borger="bo", måned="juni")["år"] == "2026"


@pytest.mark.parametrize("day", [date(2028, 1, 12), date(2026, 12, 1)])
def test_a_new_meeting_on_a_day_of_another_year_must_say_its_year(day: date) -> None:
    assert "år" not in new_row(Book(), "Møder", at_borger="bo", dato=day)


def test_a_year_that_was_written_stands() -> None:
    assert new_row(Book(), "Møder", at_borger="bo", år=2028)["år"] == "2028"


def test_names_with_a_comma_are_one_name_and_that_is_told() -> None:
    book = Book()
    address = book.put("bo", "inviteret_af_borgeren", "Karin Lund, Ole Lund")
    home = book.read()
    assert changed(home, "bo") == {"inviteret_af_borgeren": "Karin Lund, Ole Lund"}
    assert f"Der står et komma i {address}; det læses som ét navn." in told(home, "R057").message


def test_names_on_lines_of_their_own_are_not_told_of() -> None:
    book = Book()
    book.put("bo", "inviteret_af_borgeren", "Karin Lund\nOle Lund")
    assert not book.read().diagnostics
