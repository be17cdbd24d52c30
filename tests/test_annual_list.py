"""The annual list: the annex exactly (R2, R3), and safe to open anywhere."""

import io
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from builders import lister, opsætning, plan
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from programs import convert, pages, pdf_text, validation_errors

from mlmp_docs.excel.annual_list import COLUMNS, annual_list, rows_of
from mlmp_docs.excel.list_sheet import safe_sheet_name
from mlmp_docs.excel.memory import CONTENT, read_memory, shown_hash
from mlmp_docs.excel.sheet_xml import DoesNotFit
from mlmp_docs.excel.structure import faults
from mlmp_docs.plan.cpr import Cpr
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.procedure.lists import AnnualList, ListRow, lists

HEADINGS = [
    "Måned",
    "Borgernavn",
    "Borger cpr.",
    "Ønske til afholdelsessted (hvis det kendes)",
    "Øvrige deltagere",
    "Evt. bemærkninger",
]
FIRST = 7


class Borger:
    def __init__(self, id_: str, text: str) -> None:
        self.id, self.plan = id_, plan(text)


def row(navn: str = "Anna Lykke Jensen", måned: int | None = 5, **changes: str) -> ListRow:
    texts = {"ønske_til_sted": "Hjemme", "øvrige_deltagere": "Værkstedet ved Åen", "bemærkninger": "", **changes}
    return ListRow(borger="anna", måned=måned, navn=navn, cpr=Cpr("670761-4285"), **texts)


def made(*rows: ListRow) -> bytes:
    annual = AnnualList("bostedet-fjordglimt", "mette-holm", 2027, rows)
    return annual_list(annual, opsætning(), memory={"mlmp-kilde": "abc"})


def sheet(content: bytes) -> Worksheet:
    workbook = load_workbook(io.BytesIO(content))
    assert len(workbook.sheetnames) == 1
    found = workbook.active
    assert isinstance(found, Worksheet)
    return found


def values(found: Worksheet, number: int) -> list[object]:
    return [cell.value for cell in found[number]]


def test_it_has_the_head_and_the_six_columns_of_the_annex_and_nothing_more() -> None:
    found = sheet(made(row()))
    assert found["A1"].value == "Liste over opfølgningsmøder"
    assert [found[f"A{line}"].value for line in (2, 3, 4)] == ["Tilbud:", "Rådgiver:", "År:"]
    assert found["B2"].value == "Bostedet Fjordglimt\nAfdelingsleder: Karin Friis · karin.friis@example.dk"
    assert found["B3"].value == "Mette Holm · telefon 89 15 00 01 · mette.holm@example.dk"
    assert found["B4"].value == "2027"
    assert values(found, 6) == HEADINGS
    assert found.max_column == 6
    assert not any(found.column_dimensions[letter].hidden for letter in "ABCDEFG")


def test_a_row_says_the_month_in_words_and_the_cpr_number_as_text() -> None:
    found = sheet(made(row(bemærkninger="Gerne om formiddagen")))
    assert values(found, FIRST) == [
        "maj",
        "Anna Lykke Jensen",
        "670761-4285",
        "Hjemme",
        "Værkstedet ved Åen",
        "Gerne om formiddagen",
    ]
    assert found[f"C{FIRST}"].number_format == "@"
    assert found[f"C{FIRST + 1}"].number_format == "@", "a number typed into a spare row keeps its zero"


@pytest.mark.parametrize(("citizens", "rows"), [(0, 35), (30, 35), (31, 36), (60, 65)])
def test_there_are_at_least_35_framed_rows_and_five_of_them_are_empty(citizens: int, rows: int) -> None:
    found = sheet(made(*[row()] * citizens))
    framed = [line for line in range(FIRST, found.max_row + 1) if found[f"A{line}"].border.bottom.style]
    assert len(framed) == rows
    assert [line for line in framed if found[f"B{line}"].value is None] == framed[citizens:]


def test_rows_come_by_month_then_in_danish_order_of_names() -> None:
    names = [("aase", "Åse", 5), ("ab", "Abel", 5), ("zita", "Zita", 5), ("aage", "Aage", 5), ("bo", "Bo", 1)]
    citizens = [
        Borger(key, f"borger: {{navn: {navn}, cpr: 670761-4285}}\nmøder: [{{år: 2027, måned: {måned}}}]")
        for key, navn, måned in names
    ]
    (annual,) = lists(citizens, opsætning(), lister("lister: []"), 2027)
    found = sheet(annual_list(annual, opsætning(), memory={}))
    shown = [(found[f"A{line}"].value, found[f"B{line}"].value) for line in range(FIRST, FIRST + 5)]
    assert shown == [("januar", "Bo"), ("maj", "Abel"), ("maj", "Zita"), ("maj", "Aage"), ("maj", "Åse")]


def test_it_prints_on_a4_landscape_as_wide_as_the_page_with_the_headings_on_every_page() -> None:
    found = sheet(made(row()))
    assert found.page_setup.paperSize == 9
    assert found.page_setup.orientation == "landscape"
    assert (found.sheet_properties.pageSetUpPr.fitToPage, found.page_setup.fitToHeight) == (True, 0)
    assert found.print_title_rows == "$6:$6"
    assert found.freeze_panes == "A7"
    footer = f"{found.oddFooter.left.text} {found.oddFooter.right.text}"
    assert footer == "Liste over opfølgningsmøder 2027 · Bostedet Fjordglimt · Fortroligt Side &P af &N"


def test_properties_tell_title_role_and_language_and_nothing_private() -> None:
    with ZipFile(io.BytesIO(made(row()))) as archive:
        told = {
            each.tag.rpartition("}")[2]: each.text for each in ElementTree.fromstring(archive.read("docProps/core.xml"))
        }
        everything = b"".join(archive.read(name) for name in archive.namelist() if "docProps" in name)
    assert told == {
        "title": "Liste over opfølgningsmøder 2027 – Bostedet Fjordglimt",
        "creator": "Rådgiver, Randers Kommune",
        "language": "da-DK",
    }
    assert b"openpyxl" not in everything
    assert b"670761" not in everything
    assert b"Anna" not in everything


@pytest.mark.parametrize(
    "text", ["=1+1", "+45 20 00 00 01", "-5", "@anna", "#REF!", "1e5", "007", "Søn & <b>", "'x'", "12-05"]
)
def test_what_looks_like_a_formula_an_error_or_a_number_stays_text(text: str) -> None:
    cell = sheet(made(row(bemærkninger=text)))[f"F{FIRST}"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(("text", "marked"), [("=1+1", True), ("@anna", True), ("12-05", False), ("", False)])
def test_only_what_looks_like_a_formula_is_marked_as_text_for_the_one_who_edits_it(text: str, marked: bool) -> None:
    found = sheet(made(row(bemærkninger=text), row()))
    assert found[f"F{FIRST}"].quotePrefix is marked
    assert found[f"F{FIRST + 1}"].quotePrefix is False


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\r\t")))
@example("_x0041_ og _x000D_")
@example(" mellemrum\r\n  og linjer ")
def test_it_remembers_what_it_shows_just_as_it_will_be_read(text: str) -> None:
    content = made(row(bemærkninger=text))
    memory = read_memory(content)
    assert memory is not None
    assert memory[CONTENT] == shown_hash(content)


def test_a_text_that_looks_like_an_escaped_letter_is_shown_as_it_was_written() -> None:
    content = made(row(bemærkninger="_x0041_ og _x000D_"))
    with ZipFile(io.BytesIO(content)) as archive:
        stored = archive.read("xl/sharedStrings.xml").decode()
    assert "_x005F_x0041_ og _x005F_x000D_" in stored


def test_a_text_longer_than_a_cell_is_refused_without_showing_it() -> None:
    with pytest.raises(DoesNotFit, match="Celle F7: teksten er på mere end 32767 tegn") as told:
        made(row(bemærkninger="hemmelig" * 5000))
    assert "hemmelig" not in str(told.value)


@pytest.mark.parametrize("letter", ["\x07", "\ufffe", "\ud800"])
def test_a_letter_that_excel_cannot_keep_is_refused_without_showing_the_text(letter: str) -> None:
    with pytest.raises(DoesNotFit, match="Celle F7") as told:
        made(row(bemærkninger=f"hemmelig{letter}"))
    assert "hemmelig" not in str(told.value)


def test_the_same_list_gives_the_same_bytes() -> None:
    assert made(row(), row("Bo")) == made(row(), row("Bo"))


@given(st.text(max_size=60))
def test_any_sheet_name_becomes_one_that_excel_takes(name: str) -> None:
    safe = safe_sheet_name(name)
    assert 1 <= len(safe) <= 31
    assert not set(safe) & set("[]:*?/\\")
    assert safe.strip("'") == safe
    assert safe.casefold() != "history"


def _lists() -> dict[str, bytes]:
    remark = "Borgeren vil gerne mødes om formiddagen, helst ikke fredag. "
    return {
        "kort": made(row(), row("Bo Aagård", 6, bemærkninger="=1+1")),
        "tom": made(),
        "lang": made(*(row(f"Person Nummer {number}") for number in range(60))),
        "bemaerkninger": made(*(row(bemærkninger=remark * times) for times in (1, 4, 9))),
    }


@pytest.mark.parametrize("name", list(_lists()))
def test_the_structural_rules_hold(name: str) -> None:
    assert faults(_lists()[name]) == ()


@pytest.mark.validator
def test_the_open_xml_validator_finds_nothing(tmp_path: Path) -> None:
    for name, content in _lists().items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    assert validation_errors(sorted(tmp_path.iterdir())) == []


@pytest.mark.soffice
def test_it_prints_every_word_on_few_pages(tmp_path: Path) -> None:
    for name, content in _lists().items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    printed = {pdf.stem: pdf for pdf in convert(sorted(tmp_path.glob("*.xlsx")), "pdf", tmp_path)}
    assert {name: pages(pdf) for name, pdf in printed.items()} == {"kort": 2, "tom": 2, "lang": 3, "bemaerkninger": 3}
    assert pdf_text(printed["lang"]).count("Borgernavn") == 3
    assert pdf_text(printed["bemaerkninger"]).count("fredag.") == 14, "no row is too low for its text"
    assert len(COLUMNS) == len(HEADINGS)


# --- read back ---------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 12)), st.text("Aa=+'_x000D", min_size=1, max_size=20))))
@example([(5, "Måned")])
@example([(None, "Borgernavn")])
def test_months_and_cpr_numbers_are_read_as_they_were_written(people: list[tuple[int | None, str]]) -> None:
    found = rows_of(made(*(row(navn, måned) for måned, navn in people)))
    assert found is not None
    months = [MÅNEDER[måned - 1] if måned else "" for måned, _ in people]
    assert [(number, month) for number, month, _ in found] == list(enumerate(months, FIRST))
    assert {cpr for _, _, cpr in found} <= {"670761-4285"}


def test_a_row_that_a_person_wrote_below_is_read_too() -> None:
    book = load_workbook(io.BytesIO(made(row())))
    book.active.cell(FIRST + 1, 1).value = " Juni "
    book.active.cell(FIRST + 2, 2).value = "Bo Ravn"
    edited = io.BytesIO()
    book.save(edited)
    assert rows_of(edited.getvalue()) == ((FIRST, "maj", "670761-4285"), (FIRST + 1, "juni", ""), (FIRST + 2, "", ""))


def test_a_workbook_without_the_head_of_the_annex_has_no_rows_to_read() -> None:
    book = load_workbook(io.BytesIO(made(row())))
    book.active.cell(FIRST - 1, 3).value = "Personnummer"
    edited = io.BytesIO()
    book.save(edited)
    assert rows_of(edited.getvalue()) is None
