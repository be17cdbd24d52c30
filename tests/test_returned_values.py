"""What people leave in the cells of a spreadsheet, and what a spreadsheet makes of it: taken exactly, or refused."""

from datetime import date, datetime, time
from typing import Any

import pytest
from returned_sheets import PEOPLE, Book, changed, mistakes, new_rows, told

from mlmp_docs.tables.cells import Surroundings, read_cell
from mlmp_docs.tables.grid import Odd
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.table import Column

TEXT, DATE, TIME, GENERAL = "@", r"dd\-mm\-yyyy", "hh:mm", "General"


def typed(key: str, value: Any, table: str = "Møder", number_format: str = "") -> str | list[str]:
    """What the cell of Bo says after somebody typed a value: the text, or the codes it was refused with."""
    book = Book(["bo"])
    address = book.put("bo", key, value, table, number_format)
    home = book.read()
    if not mistakes(home):
        return changed(home, "bo", table).get(key, "som før")
    assert all(place == f"{table}!{address}" for _, place in mistakes(home))
    assert key not in changed(home, "bo", table)
    return [code for code, _ in mistakes(home)]


# --- days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "12/5-2027",
        "12.5.2027",
        "12-05-2027",
        "12/5 2027",
        "2027-05-12",
        "12. maj 2027",
        "12 maj 2027",
        "d. 12. maj 2027",
        "den 12. Maj 2027",
        "onsdag den 12. maj 2027",
        "ons. 12. maj 2027",
        "12.5.27",
        "12/5-27",
        "12. maj 27",
        " 12-05-2027 ",
        "12-05-2027\u00a0",
        "'12-05-2027",
        "2027-05-12T00:00:00",
        "12-05-2027 00:00:00",
        "12.\u00a0maj 2027",
    ],
)
def test_a_day_is_understood_as_danes_write_it(text: str) -> None:
    assert typed("dato", text, number_format=TEXT) == "2027-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "12.5.19",  # 2019 or 1919
        "12.5",
        "12. maj",
        "maj 2027",
        "torsdag den 12. maj 2027",  # a Wednesday
        "31.6.2027",
        "2027",
        "5/13/2027",
        "uge 19",
        "efter aftale",
        "12.5.2027 kl. 10",
        "12.5.2027?",
        "12.-13. maj 2027",
        "46154",
        "0",
        "12.5.20277",
        "12,5,2027",
        "May 12, 2027",
    ],
)
def test_what_is_no_day_for_certain_is_refused(text: str) -> None:
    assert typed("dato", text, number_format=TEXT) == ["R040"]


def test_a_day_of_the_kalender_is_a_day_whatever_its_format() -> None:
    for number_format in (DATE, "mmmm yyyy", "[$-406]d. mmmm yyyy;@", "yyyy\\-mm\\-dd"):
        assert typed("dato", date(2027, 5, 12), number_format=number_format) == "2027-05-12"


def test_a_day_that_lost_its_format_is_a_day_when_it_is_near() -> None:
    assert typed("dato", 46519, number_format=GENERAL) == "2027-05-12"
    assert typed("dato", 46519, number_format=TEXT) == "2027-05-12"


@pytest.mark.parametrize("number", [12, 2027, 120527, 12052027, 46519.4, 30000, -1, 0, 1e300])
def test_a_number_that_is_no_day_for_certain_is_refused(number: float) -> None:
    assert typed("dato", number, number_format=GENERAL) == ["R040"]


@pytest.mark.parametrize("number", [60, 1, 27, 0.5, 99999, 2958466])
def test_a_day_of_another_century_or_before_march_1900_is_refused(number: float) -> None:
    assert typed("dato", number, number_format=DATE) == ["R040"]


def test_a_day_with_a_time_of_day_is_refused() -> None:
    assert typed("dato", datetime(2027, 5, 12, 10, 30), number_format="dd-mm-yyyy hh:mm") == ["R040"]


def test_a_day_of_an_old_mac_is_the_same_day() -> None:
    book = Book()
    book.workbook.epoch = datetime(1904, 1, 1)
    book.put("bo", "dato", date(2027, 5, 12))
    home = book.read()
    assert not mistakes(home) and changed(home, "bo") == {"dato": "2027-05-12"}


def test_a_day_copied_between_two_ways_of_counting_is_refused() -> None:
    assert typed("dato", date(2023, 3, 1)) == ["R040"]  # Bo's 2 March 2027, four years and a day before


def test_a_day_whose_month_went_first_is_refused() -> None:
    assert typed("dato", "03/02/2027") == ["R040"]  # Bo's 2 March as an American program writes it
    assert typed("dato", "3. februar 2027") == "2027-02-03"


# --- times -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["9.30", "9:30", "09:30", "9,30", "kl. 9.30", "Kl 9.30", "kl.9:30", "0930", "9:30:00", " 9.30 ", "'9.30"]
)
def test_a_time_is_understood_as_danes_write_it(text: str) -> None:
    assert typed("kl.fra", text, number_format=TEXT) == "09:30"


def test_an_english_half_of_the_day_counts() -> None:
    assert typed("kl.fra", "9:30:00 AM") == "09:30"
    assert typed("kl.til", "2:15 PM") == "14:15"
    assert typed("kl.til", "12:30 PM") == "12:30"
    assert typed("kl.fra", "13:30 PM") == ["R041"]


def test_a_whole_hour_is_a_time_when_it_says_so() -> None:
    assert typed("kl.fra", "kl. 9", number_format=TEXT) == "09:00"


@pytest.mark.parametrize(
    "text", ["9", "930", "9,5", "9.5", "25:00", "9:75", "halv ti", "9.30?", "ca. 9.30", "9-11", "9:30:30"]
)
def test_what_is_no_time_for_certain_is_refused(text: str) -> None:
    assert typed("kl.fra", text, number_format=TEXT) == ["R041"]


def test_a_time_of_the_spreadsheet_is_a_time_also_when_it_lost_its_format() -> None:
    assert typed("kl.fra", time(9, 30)) == "09:30"
    assert typed("kl.fra", 0.3958333333333333, number_format=GENERAL) == "09:30"
    assert typed("kl.fra", 0.39583333333333398, number_format="[$-406]hh:mm:ss") == "09:30"


@pytest.mark.parametrize("number", [9.5, 9.3, 930, 9, 1030, 0.5, 0.25, -0.1])
def test_a_number_that_is_no_time_for_certain_is_refused(number: float) -> None:
    assert typed("kl.fra", number, number_format=GENERAL) == ["R041"]


def test_a_time_with_seconds_or_a_day_is_refused() -> None:
    assert typed("kl.fra", time(9, 30, 20)) == ["R041"]
    assert typed("kl.fra", 46519.4, number_format=TIME) == ["R041"]


def test_beginning_and_end_in_one_cell_are_taken_apart_when_no_other_end_stands_there() -> None:
    for text in ("12-13.30", "12.00-13.30", "kl. 12-13.30", "12.00 til 13.30", "12:00 – 13:30"):
        book = Book()
        book.put("bo", "kl.til", None)
        address = book.put("bo", "kl.fra", text)
        home = book.read()
        assert not mistakes(home) and changed(home, "bo") == {"kl.fra": "12:00", "kl.til": "13:30"}
        (row,) = [row for row in home.rows if str(row.key) == '["bo","møder","2027"]']
        assert row.cells["kl.til"].address == address


def test_beginning_and_end_in_one_cell_are_refused_when_another_end_stands_there() -> None:
    assert typed("kl.fra", "12-13.30") == ["R041"]
    assert typed("kl.til", "12-13.30") == ["R041"]
    assert typed("kl.fra", "13.30-12") == ["R041"]


def test_beginning_and_end_are_fine_together_when_the_end_says_the_same() -> None:
    assert typed("kl.fra", "9.00-11.30") == "09:00"


# --- months ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Maj ", "maj", "MAJ", "5", "05", "maj 2027", "maj-2027", "maj."])
def test_a_month_is_understood_as_a_name_or_number(text: str) -> None:
    assert typed("måned", text) == "maj"


@pytest.mark.parametrize(("text", "month"), [("jan", "januar"), ("okt.", "oktober"), ("sept", "september")])
def test_a_month_may_be_cut_short(text: str, month: str) -> None:
    assert typed("måned", text) == month


@pytest.mark.parametrize("text", ["maj 2026", "ju", "May", "13", "0", "forår", "maj/juni", "12. maj 2027"])
def test_what_is_no_month_of_that_year_is_refused(text: str) -> None:
    assert typed("måned", text) == ["R042"]


def test_a_month_that_the_spreadsheet_made_a_day_or_number_of_is_the_month() -> None:
    assert typed("måned", date(2027, 5, 1), number_format="mmm\\-yy") == "maj"
    assert typed("måned", 5, number_format=GENERAL) == "maj"
    assert typed("måned", date(2026, 5, 1), number_format="mmm\\-yy") == ["R042"]
    assert typed("måned", date(2027, 5, 12)) == ["R042"]


# --- ja and nej, choices, ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["Ja", "JA ", "x", "X", "1", 1, True, "SAND", "true", "✓"])
def test_a_yes_is_understood_as_people_tick_it(value: Any) -> None:
    assert typed("forberedelsesmøde.svar", value) == "ja"


@pytest.mark.parametrize("value", ["Nej", "0", 0, False, "FALSK"])
def test_a_no_is_understood_as_people_tick_it(value: Any) -> None:
    assert typed("forberedelsesmøde.svar", value) == "nej"


@pytest.mark.parametrize("value", ["måske", "-", "?", 2, "ja/nej", "ikke endnu"])
def test_what_is_neither_yes_nor_no_is_refused(value: Any) -> None:
    assert typed("forberedelsesmøde.svar", value)[0] in ("R043", "R044")


def test_a_choice_is_one_of_its_words_in_whatever_case() -> None:
    assert typed("slags", "Ekstra  møde ") == "ekstra møde"
    assert typed("handleplan.støttebehov", 2, "Borgere", GENERAL) == "2"
    book = Book()
    book.put("bo", "slags", "extra møde")
    assert told(book.read(), "R045").hint == "Mente du 'ekstra møde'?"


def test_ids_are_in_small_letters_and_apart_by_commas_or_lines() -> None:
    assert typed("tilbud", "Fjordglimt; aaen", "Borgere") == "fjordglimt\naaen"
    assert typed("udførere", "fjordglimt, aaen\n", "Mål") == "fjordglimt\naaen"
    assert typed("skala", "Gas ", "Mål") == "gas"


def test_an_id_that_was_made_a_day_is_refused() -> None:
    assert typed("fra_møde", date(2027, 2, 1), "Aftaler", "mmm\\-yy") == ["R044"]
    assert typed("fra_møde", 2026, "Aftaler", GENERAL) == "2026"
    assert typed("skala", date(2027, 2, 1), "Mål", "mmm\\-yy") == ["R044"]


# --- texts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=SUM(A1)", "+45", "-", "- ikke her", "@hjem", "'Torvet'", "#hjemme"])
def test_a_text_that_looks_like_a_formula_is_a_text(text: str) -> None:
    book = Book()
    address = book.put("bo", "sted", text)
    book.sheet()[address].data_type = "s"
    assert changed(book.read(), "bo") == {"sted": text}


@pytest.mark.parametrize(
    "text",
    ["Bostedet ", " Bostedet", "Bostedet\u00a0", "Bostedet\n", "Bostedet\r\n", "Bostedet_x000D_", "'Bostedet"],
)
def test_what_nobody_sees_is_no_change(text: str) -> None:
    assert typed("sted", text) == "som før"


def test_letters_in_parts_are_the_letters() -> None:
    assert typed("@navn", "Bo A\u030aga\u030ard") == "som før"
    assert typed("sted", "Ra\u030adhuset") == "Rådhuset"


def test_a_line_break_of_windows_is_a_line_break() -> None:
    assert typed("sted", "Torvet_x000D_\n2. sal") == "Torvet\n2. sal"
    assert typed("min_plan.det_kan_jeg", "•\tLæse \n\n Regne", "Borgere") == "• Læse\nRegne"


def test_a_whole_number_is_a_text_of_its_digits() -> None:
    assert typed("sted", 42, number_format=GENERAL) == "42"


@pytest.mark.parametrize(
    ("value", "number_format"),
    [(9.5, GENERAL), (0.25, "0%"), (5000, "#,##0.00"), (date(2027, 2, 1), DATE), (True, GENERAL), (1e21, GENERAL)],
)
def test_a_text_that_the_spreadsheet_made_something_else_of_is_refused(value: Any, number_format: str) -> None:
    assert typed("sted", value, number_format=number_format) == ["R044"]


def test_a_number_that_lost_the_zeros_before_it_is_refused() -> None:
    assert typed("sagsnummer", 217, "Borgere", GENERAL) == ["R044"]
    assert typed("sagsnummer", "217", "Borgere") == ["R044"]
    assert typed("sagsnummer", "1,23457E+11", "Borgere") == ["R044"]
    assert typed("sagsnummer", "300", "Borgere") == "300"
    for table, key in (("Borgere", "min_plan.god_støtte"), ("Aftaler", "mål"), ("Mål", "udførere")):
        for content in (Odd("tal", "7"), "7"):
            with pytest.raises(Refusal, match="nul foran mangler"):
                read_cell(BY_NAME[table].column(key), content, "007", Surroundings(2027, date(1899, 12, 30)))


def test_a_telephone_number_may_be_a_number_when_no_digit_is_lost() -> None:
    assert typed("borger.telefon", 23456789, "Borgere", GENERAL) == "som før"
    assert typed("borger.telefon", 87654321, "Borgere", GENERAL) == "87654321"
    assert typed("borger.telefon", 87654321, "Borgere", "00\\ 00\\ 00\\ 00") == "87654321"
    assert typed("borger.telefon", 4587654321, "Borgere", GENERAL) == ["R044"]
    assert typed("borger.telefon", "+45 87 65 43 21", "Borgere") == "+45 87 65 43 21"


def test_control_characters_and_turned_directions_are_refused() -> None:
    assert typed("sted", "Tor_x0007_vet") == ["R047"]
    assert typed("sted", "Tor\u202evet") == ["R047"]
    assert typed("sted", "Tor_x000B_vet") == ["R047"]


def test_a_text_over_the_limit_is_refused_and_the_longest_is_not() -> None:
    assert typed("sted", "a" * 4001) == ["R048"]
    assert typed("sted", "a" * 32_767) == ["R048"]
    assert typed("sted", "a" * 4000) == "a" * 4000


def test_a_text_in_several_styles_is_one_text() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    assert typed("sted", CellRichText("Kultur", TextBlock(InlineFont(b=True), "huset "), "i byen")) == (
        "Kulturhuset i byen"
    )


# --- formulas, errors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("formula", ["=A5", "=IDAG()", "=VLOOKUP(A5,B:C,2,0)", '="Torvet"'])
def test_a_formula_is_refused_with_its_cell(formula: str) -> None:
    assert typed("sted", formula) == ["R037"]
    assert typed("dato", formula) == ["R037"]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#NAME?"])
def test_an_error_value_is_refused_with_its_cell(error: str) -> None:
    assert typed("sted", error) == ["R038"]


@pytest.mark.parametrize("error", ["#I/T", "#REFERENCE!", "########"])
def test_an_error_value_that_became_a_text_is_refused_too(error: str) -> None:
    assert typed("sted", error) == ["R038"]


# --- CPR numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["6101900002", "610190 0002", "610190-0002", 6101900002, 6101900002.0, "6101900002,0", "'610190-0002"]
)
def test_a_cpr_number_that_is_the_exported_one_is_no_change(value: Any) -> None:
    assert typed("@cpr", value, number_format=GENERAL) == "som før"


@pytest.mark.parametrize("value", ["6,1019E+09", "6.1019E+09", "610190", "610190-000", 61019000, 6101900002.5])
def test_a_cpr_number_that_lost_digits_is_refused(value: Any) -> None:
    assert typed("@cpr", value, number_format=GENERAL) == ["R046"]


def new_meeting(cpr: Any, name: str) -> tuple[str, list[str]]:
    """The CPR number of a new row, and the codes it was refused with."""
    book = Book()
    sheet = book.sheet()
    row = sheet.max_row + 1
    sheet.cell(row, book.column("@cpr"), cpr)
    sheet.cell(row, book.column("@navn"), name)
    home = book.read()
    (new,) = new_rows(home)
    return (new.cells["@cpr"].text if "@cpr" in new.cells else ""), [code for code, _ in mistakes(home)]


def test_a_cpr_number_that_became_a_number_is_restored_for_the_one_citizen_of_that_name() -> None:
    name, number = PEOPLE["bo"]
    assert new_meeting(6101900002, name) == (number, [])
    assert new_meeting("6101900002,0", name.upper()) == (number, [])


def test_a_cpr_number_that_became_a_number_is_refused_for_anybody_else() -> None:
    assert new_meeting(6101900002, "Anna Sørensen") == ("", ["R046"])
    assert new_meeting(6101900002, "") == ("", ["R046"])
    assert new_meeting(6101900003, PEOPLE["bo"][0]) == ("", ["R046"])


def test_no_refusal_shows_what_stands_in_the_cell() -> None:
    for key, value in (
        ("sted", "Hemmelig\u202e gade"),
        ("@cpr", "6101900A02"),
        ("dato", "hemmeligt"),
        ("slags", "hemmeligt"),
    ):
        book = Book()
        book.put("bo", key, value)
        home = book.read()
        assert home.diagnostics
        assert not any("emmelig" in str(one) or "610190" in str(one) for one in home.diagnostics)
        assert "emmelig" not in repr(home)


def test_every_column_of_every_kind_takes_an_empty_cell() -> None:
    from mlmp_docs.tables.sheets import TABLES

    for table in TABLES:
        for column in table.columns:
            if not column.locked:
                assert _emptied(table.name, column) in ("", "som før"), (table.name, column.key)


def _emptied(table: str, column: Column) -> str | list[str]:
    if table in ("Tilbud", "Rådgivere", "Scoringer"):
        return ""
    return typed(column.key, "  ", table)
