"""The user's own workbook with conflicts and refusals marked in it: nothing else changes, and it comes home again."""

import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture
from programs import convert, validation_errors

from mlmp_docs.excel.marked_copy import Conflict, Refusal, marked_copy
from mlmp_docs.excel.marked_looks import CONFLICT, REFUSED
from mlmp_docs.excel.package import UnreadableWorkbook, open_package, rebuild
from mlmp_docs.merge import Values
from mlmp_docs.tables import decisions
from mlmp_docs.tables.edited import Decision, ValueId
from mlmp_docs.tables.sheets import BORGERE, MØDER
from mlmp_docs.tables.table import RowKey

AUTHOR = "Rådgiver, Randers Kommune"
FRAME = Border(*[Side(style="thin", color="AEB8C2")] * 4)
KEYS = [str(RowKey(borger, ("møder", "2027"))) for borger in ("anna", "bo")]


def book() -> Workbook:
    """Two sheets as the export lays them out, and what people add: a chart, a picture, notes, colours, conditions."""
    workbook = Workbook()
    workbook.active.title = "Læs mig"  # type: ignore[union-attr]
    for table in (MØDER, BORGERE):
        sheet = workbook.create_sheet(table.name)
        sheet["A1"] = f"{table.name} 2027"
        for number, heading in enumerate([*(column.heading for column in table.columns), "mlmp-id"], 1):
            sheet.cell(4, number, heading)
        for row, (navn, key) in enumerate(zip(("Anna Lykke Jensen", "Bo Bak"), KEYS, strict=True), 5):
            sheet.cell(row, 2, navn).fill = PatternFill("solid", fgColor="E4E7EB")
            sheet.cell(row, 3, "670761-4285").number_format = "@"
            cell = sheet.cell(row, 7, date(2027, 5, 12))
            cell.number_format, cell.border, cell.alignment = "dd-mm-yyyy", FRAME, Alignment(vertical="top")
            sheet.cell(row, len(table.columns) + 1, key)
    sheet = workbook["Møder"]
    sheet["G6"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["D5"].comment = Comment("Husk at ringe", "Karin")
    sheet["G5"].comment = Comment("Karins note", "Karin")
    sheet.conditional_formatting.add("A5:A6", CellIsRule(operator="equal", formula=['"maj"'], stopIfTrue=True))
    sheet.print_title_rows = "4:4"
    own = workbook.create_sheet("Min egen")
    for number in range(5):
        own.append([number, number * number])
    chart = BarChart()
    chart.add_data(Reference(own, min_col=2, min_row=1, max_row=5))
    own.add_chart(chart, "D2")
    drawn = io.BytesIO()
    Picture.new("RGB", (4, 4), "red").save(drawn, "PNG")
    own.add_image(Image(drawn), "A10")
    return workbook


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


BOOK = saved(book())


def conflict(address: str, row: int, key: str = "dato", values: Values | None = None, brug: str = "") -> Conflict:
    value: ValueId = ("Møder", KEYS[row], key)
    values = values or Values("2027-05-12", "2027-05-19", "2027-05-26")
    return Conflict("Møder", address, value, "anna", MØDER.column(key), values, brug)  # type: ignore[arg-type]


CONFLICTS = [
    conflict("G5", 0),
    conflict("G6", 1, values=Values("2027-05-12", "", "2027-05-26")),
    conflict("J6", 1, "sted", Values(None, "=1+1 <Vej> & _x0041_\nHus 2", "Hjemme hos Bo")),
]
REFUSALS = [
    Refusal("Møder", "C5", "Cpr-nummeret kan ikke rettes her.", "Ret det i planfilen."),
    Refusal("Borgere", "B6", "Navnet kan ikke rettes her."),
    Refusal("Møder", "", "Kolonnen 'Sted' er sorteret alene."),
]
MARKED = marked_copy(BOOK, CONFLICTS, REFUSALS, AUTHOR)


def drawings(content: bytes) -> dict[str, Element]:
    """The parts in which Excel finds the boxes of notes; each must be sound XML."""
    parts = open_package(content).parts
    return {name: ElementTree.fromstring(content) for name, content in parts.items() if name.endswith(".vml")}


def opened(content: bytes, name: str = "Møder") -> Worksheet:
    sheet = load_workbook(io.BytesIO(content))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def colour(sheet: Worksheet, address: str) -> str:
    fill = sheet[address].fill
    return str(fill.fgColor.rgb)[-6:] if fill.patternType else ""


def note(sheet: Worksheet, address: str) -> str:
    comment = sheet[address].comment
    return comment.text if comment else ""


def decided(content: bytes) -> dict[ValueId, Decision]:
    """What the sheet of decisions says, read straight from the file."""
    (sheet,) = (each for each in open_package(content).sheets() if each.name == "Konflikter")
    found, told = decisions.read({cell.address: cell.text for cell in sheet.cells}, "Konflikter", "f.xlsx")
    assert told == ()
    return found


def after(content: bytes, **cells: str) -> bytes:
    """The workbook with cells of the sheet Konflikter filled in by a person."""
    workbook = load_workbook(io.BytesIO(content))
    for address, text in cells.items():
        workbook["Konflikter"][address] = text
    return saved(workbook)


# --- what is marked ----------------------------------------------------------------------------------------------


def test_a_cell_in_conflict_is_amber_and_keeps_its_number_format_frame_and_value() -> None:
    cell = opened(MARKED)["G5"]
    assert colour(opened(MARKED), "G5") == CONFLICT
    assert (cell.number_format, cell.border.left.style, cell.value.day) == ("dd-mm-yyyy", "thin", 12)


def test_a_refused_cell_has_the_other_colour_and_a_note_with_reason_and_remedy() -> None:
    sheet = opened(MARKED)
    assert colour(sheet, "C5") == REFUSED
    assert note(sheet, "C5") == "mlmp: Skal rettes\nCpr-nummeret kan ikke rettes her.\nRet det i planfilen."
    assert colour(opened(MARKED, "Borgere"), "B6") == REFUSED


def test_the_note_of_a_conflict_has_the_three_values_and_what_to_do_and_a_role_as_author() -> None:
    comment = opened(MARKED)["G6"].comment
    assert comment.author == AUTHOR
    assert comment.text.startswith(
        "mlmp: Konflikt\nUdgangspunkt: 12-05-2027\nRegneark: (tom)\nPlan: 26-05-2027\nVælg på arket Konflikter"
    )


def test_somebody_elses_note_stays_and_ours_stands_below_it() -> None:
    sheet = opened(MARKED)
    assert note(sheet, "D5") == "Husk at ringe"
    assert note(sheet, "G5").startswith("Karins note\n\nmlmp: Konflikt\n")
    assert sheet["G5"].comment.author == "Karin"


def test_each_note_has_one_box_also_beside_those_that_another_program_drew() -> None:
    for content in (MARKED, marked_copy(MARKED, CONFLICTS[:2], REFUSALS, AUTHOR)):
        boxes = sorted(
            (int(box.findtext("{*}ClientData/{*}Row", "")), int(box.findtext("{*}ClientData/{*}Column", "")))
            for root in drawings(content).values()
            for box in root.iterfind("{*}shape")
        )
        notes = sorted(
            (cell.row - 1, cell.column - 1)
            for sheet in load_workbook(io.BytesIO(content))
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        )
        assert boxes == notes
    left = marked_copy(MARKED, [], [], AUTHOR)
    assert [len(root.findall("{*}shape")) for root in drawings(left).values()] == [2]
    assert open_package(left).parts.keys() - open_package(BOOK).parts.keys() == {
        "xl/worksheets/sheet5.xml",
        "xl/worksheets/_rels/sheet3.xml.rels",
    }


def test_no_two_notes_of_a_workbook_have_the_same_number_however_many_there_are() -> None:
    many = [
        Refusal(sheet, f"D{row}", "Nej.")
        for sheet, last in (("Møder", 2600), ("Borgere", 1200))
        for row in range(5, last)
    ]
    parts = open_package(marked_copy(marked_copy(BOOK, [], many, AUTHOR), [], [*many, *REFUSALS], AUTHOR)).parts
    numbers, asked = [], []
    for content in (content.decode() for name, content in parts.items() if name.endswith(".vml")):
        own = [int(number) // 1024 for number in re.findall(r'"_x0000_s(\d+)"', content)]
        blocks = [int(each) for each in re.findall(r'idmap[^>]* data="([^"]*)"', content)[0].split(",")]
        assert set(own) <= set(blocks)
        numbers += re.findall(r'"_x0000_s(\d+)"', content)
        asked += blocks
    assert len(numbers) == len(set(numbers)) == 2595 + 1195 + 2 + 1
    assert len(asked) == len(set(asked))


def test_a_conversation_on_a_cell_stays_as_it_is_and_the_colour_and_the_list_tell() -> None:
    """Excel keeps conversations in a part of their own, and a note that only stands for one."""
    workbook = book()
    workbook["Møder"]["G5"].comment = Comment("[Threaded comment] …", "tc={9A1C0E52-5B3D-4B59-8E7E-0F5C1A2B3C4D}")
    parts = open_package(saved(workbook)).parts
    parts["xl/threadedComments/threadedComment1.xml"] = thread = b"<ThreadedComments/>"
    marked = marked_copy(rebuild(parts), CONFLICTS, REFUSALS, AUTHOR)
    assert note(opened(marked), "G5") == "[Threaded comment] …"
    assert colour(opened(marked), "G5") == CONFLICT
    assert open_package(marked).parts["xl/threadedComments/threadedComment1.xml"] == thread


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", 'sheetId="1"', 'sheetId="x"'),
        ("xl/worksheets/sheet2.xml", '<row r="4"', '<row r="fire"'),
        ("xl/comments/comment1.xml", "authors>", "forfattere>"),
        ("xl/drawings/commentsDrawing1.vml", "</", "<"),
        ("xl/styles.xml", "cellXfs", "celler"),
    ],
)
def test_a_workbook_in_which_something_is_missing_is_refused_in_words(part: str, old: str, new: str) -> None:
    parts = open_package(BOOK).parts
    assert old in parts[part].decode()
    parts[part] = parts[part].decode().replace(old, new).encode()
    with pytest.raises(UnreadableWorkbook, match="beskadiget"):
        marked_copy(rebuild(parts), CONFLICTS, REFUSALS, AUTHOR)


def test_a_cell_that_the_file_left_out_is_made_to_be_marked() -> None:
    assert colour(opened(MARKED), "J6") == CONFLICT


def test_the_sheet_konflikter_stands_after_laes_mig_and_is_what_opens() -> None:
    workbook = load_workbook(io.BytesIO(MARKED))
    assert workbook.sheetnames[:3] == ["Læs mig", "Konflikter", "Møder"]
    assert workbook.active is not None
    assert workbook.active.title == "Konflikter"
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == ["Konflikter"]
    assert workbook["Møder"].print_title_rows == "$4:$4", "what belongs to a sheet still does"


def test_it_has_a_row_for_each_conflict_with_a_link_and_a_list_to_choose_from() -> None:
    sheet = opened(MARKED, "Konflikter")
    assert [cell.value for cell in sheet[4]][:7] == [
        "Celle",
        "Borger",
        "Felt",
        "Udgangspunkt",
        "Regneark",
        "Plan",
        "Brug",
    ]
    assert [cell.value for cell in sheet[5]][:7] == [
        "Møder!G5",
        "anna",
        "Dato",
        "12-05-2027",
        "19-05-2027",
        "26-05-2027",
        None,
    ]
    texts = {cell.address: cell.text for cell in open_package(MARKED).sheets()[1].cells if cell.kind == "text"}
    assert [texts[f"{letter}7"] for letter in "DEF"] == [
        "(kendes ikke)",
        "=1+1 <Vej> & _x0041_\nHus 2",
        "Hjemme hos Bo",
    ]
    assert sheet["A5"].hyperlink.location == "'Møder'!G5"
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("G5:G7", '"regneark,plan"')
    assert sheet.column_dimensions["I"].hidden


def test_what_is_to_be_mended_stands_below_also_when_it_is_no_single_cell() -> None:
    sheet = opened(MARKED, "Konflikter")
    assert [(sheet[f"A{row}"].value, sheet[f"H{row}"].value) for row in (8, 9, 10)] == [
        ("Møder!C5", "Cpr-nummeret kan ikke rettes her. Ret det i planfilen."),
        ("Borgere!B6", "Navnet kan ikke rettes her."),
        ("Møder", "Kolonnen 'Sted' er sorteret alene."),
    ]
    assert [sheet[f"{letter}8"].value for letter in "BC"] == ["anna", "Borger cpr."]
    assert sheet["A10"].hyperlink is None


def test_a_cell_that_is_both_in_conflict_and_refused_is_to_be_mended_first() -> None:
    both = marked_copy(BOOK, [conflict("G5", 0)], [Refusal("Møder", "G5", "Det er ikke en dato.")], AUTHOR)
    assert colour(opened(both), "G5") == REFUSED
    assert "Skal rettes\nDet er ikke en dato.\nUdgangspunkt: 12-05-2027" in note(opened(both), "G5")


# --- what is not -------------------------------------------------------------------------------------------------

CHANGED = {
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
    "xl/comments/comment1.xml",
    "xl/drawings/commentsDrawing1.vml",
}


def test_parts_that_need_no_change_are_the_same_byte_for_byte() -> None:
    before, now = open_package(BOOK).parts, open_package(MARKED).parts
    assert {name for name in before if now.get(name) != before[name]} <= CHANGED
    assert {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/worksheets/sheet4.xml"} <= before.keys() - CHANGED


def test_the_cells_of_the_sheets_say_what_they_said() -> None:
    before = {(sheet.name, cell) for sheet in open_package(BOOK).sheets() for cell in sheet.cells}
    now = {(sheet.name, cell) for sheet in open_package(MARKED).sheets() for cell in sheet.cells}
    assert before <= now
    assert {name for name, _ in now - before} == {"Konflikter"}


def test_the_same_marks_give_the_same_bytes() -> None:
    assert marked_copy(BOOK, CONFLICTS, REFUSALS, AUTHOR) == MARKED


@pytest.mark.parametrize("content", [b"", b"x", BOOK[:300]])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableWorkbook):
        marked_copy(content, CONFLICTS, REFUSALS, AUTHOR)


def test_a_sheet_of_their_own_called_konflikter_stays_theirs() -> None:
    workbook = book()
    workbook["Min egen"].title = "konflikter"
    names = load_workbook(io.BytesIO(marked_copy(saved(workbook), CONFLICTS, [], AUTHOR))).sheetnames
    assert names == ["Læs mig", "Konflikter 2", "Møder", "Borgere", "konflikter"]


def test_a_conflict_on_a_sheet_that_is_not_there_is_listed_without_a_link() -> None:
    away = Conflict("Væk", "A1", ("Møder", KEYS[0], "dato"), "anna", MØDER.column("dato"), Values("", "a", "b"))
    sheet = opened(marked_copy(BOOK, [away], [], AUTHOR), "Konflikter")
    assert (sheet["A5"].value, sheet["A5"].hyperlink) == ("Væk", None)


def test_a_workbook_without_views_and_with_one_sheet_can_be_marked() -> None:
    parts = open_package(BOOK).parts
    text = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = (text[: text.index("<bookViews>")] + text[text.index("<sheets>") :]).encode()
    workbook = load_workbook(io.BytesIO(marked_copy(rebuild(parts), CONFLICTS, [], AUTHOR)))
    assert workbook.active is not None
    assert workbook.active.title == "Konflikter"


def test_a_workbook_in_strict_open_xml_can_be_marked() -> None:
    """Excel offers to save so; every name is another then."""
    names = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006": "http://purl.oclc.org/ooxml/officeDocument",
    }
    parts = open_package(BOOK).parts
    for name in parts:
        if name.endswith((".xml", ".rels")):
            for usual, strict in names.items():
                parts[name] = parts[name].replace(usual.encode(), strict.encode())
    marked = open_package(marked_copy(rebuild(parts), CONFLICTS, REFUSALS, AUTHOR))
    assert [sheet.name for sheet in marked.sheets()][:2] == ["Læs mig", "Konflikter"]
    new = [content for name, content in marked.parts.items() if name not in parts and name.endswith((".xml", ".rels"))]
    assert len(new) == 3
    assert not any(usual.encode() in content for usual in names for content in new)


def test_a_workbook_whose_names_have_a_prefix_can_be_marked() -> None:
    """As programs write them that use Microsoft's own library."""
    parts = open_package(BOOK).parts
    plain = parts["xl/worksheets/sheet2.xml"].replace(b"xmlns=", b"xmlns:x=")
    parts["xl/worksheets/sheet2.xml"] = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", plain)
    assert b"<x:c " in parts["xl/worksheets/sheet2.xml"]
    sheet = opened(marked_copy(rebuild(parts), CONFLICTS, REFUSALS, AUTHOR))
    assert [colour(sheet, address) for address in ("G5", "C5")] == [CONFLICT, REFUSED]


def test_a_sheet_with_what_stands_behind_the_notes_keeps_its_order() -> None:
    workbook = book()
    sheet = workbook["Borgere"]
    for number, heading in enumerate(("Navn", "Tal"), 60):
        sheet.cell(1, number, heading)
        sheet.cell(2, number, "x")
    sheet.add_table(Table(displayName="Tabel", ref="BH1:BI2"))
    marked = open_package(marked_copy(saved(workbook), CONFLICTS, REFUSALS, AUTHOR)).parts["xl/worksheets/sheet3.xml"]
    assert marked.index(b"<pageMargins") < marked.index(b"<legacyDrawing") < marked.index(b"<tableParts")


# --- marking again -----------------------------------------------------------------------------------------------


def test_marking_again_takes_off_what_was_solved_and_gives_the_cells_their_colours_back() -> None:
    again = marked_copy(MARKED, CONFLICTS[:1], [], AUTHOR)
    sheet = opened(again)
    assert [colour(sheet, address) for address in ("G5", "G6", "J6", "C5")] == [CONFLICT, "00FF00", "", ""]
    assert colour(opened(again, "Borgere"), "B6") == "E4E7EB"
    assert [note(sheet, address) for address in ("G6", "J6", "C5", "D5")] == ["", "", "", "Husk at ringe"]
    assert note(sheet, "G5").count("mlmp: ") == 1
    assert opened(again, "Konflikter").max_row == 5
    assert load_workbook(io.BytesIO(again)).sheetnames.count("Konflikter") == 1


def test_with_nothing_left_to_tell_every_mark_is_gone() -> None:
    clean = marked_copy(MARKED, [], [], AUTHOR)
    sheet = opened(clean)
    assert [note(sheet, address) for address in ("G5", "D5")] == ["Karins note", "Husk at ringe"]
    assert [colour(sheet, address) for address in ("G5", "G6")] == ["", "00FF00"]
    assert note(opened(clean, "Borgere"), "B6") == ""


def test_colours_are_given_back_by_the_row_and_not_by_its_number() -> None:
    """Somebody sorted the sheet between two markings: colours go with their rows."""
    workbook = load_workbook(io.BytesIO(MARKED))
    sheet = workbook["Møder"]
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(5, column), sheet.cell(6, column)
        one.value, other.value = other.value, one.value
        one._style, other._style = other._style, one._style
    assert colour(opened(marked_copy(saved(workbook), [], [], AUTHOR)), "G5") == "00FF00"


def test_marking_a_third_time_lets_no_styles_pile_up() -> None:
    twice = marked_copy(MARKED, CONFLICTS, REFUSALS, AUTHOR)
    thrice = marked_copy(twice, CONFLICTS, REFUSALS, AUTHOR)
    assert open_package(twice).parts["xl/styles.xml"] == open_package(thrice).parts["xl/styles.xml"]
    assert len(open_package(twice).parts) == len(open_package(thrice).parts) == len(open_package(MARKED).parts)


# --- what comes back ---------------------------------------------------------------------------------------------


def test_what_a_person_chose_is_read_back_and_stands_in_the_next_copy() -> None:
    chosen = decided(after(MARKED, G5="regneark", G7="plan"))
    assert {value: decision.brug for value, decision in chosen.items()} == {
        CONFLICTS[0].value: "regneark",
        CONFLICTS[2].value: "plan",
    }
    again = marked_copy(after(MARKED, G5="regneark"), [conflict("G5", 0, brug="regneark")], [], AUTHOR)
    assert {decision.brug for decision in decided(again).values()} == {"regneark"}


def test_nothing_chosen_is_nothing_decided() -> None:
    assert decided(MARKED) == {}


# --- other programs ----------------------------------------------------------------------------------------------


@pytest.mark.validator
def test_it_is_valid(tmp_path: Path) -> None:
    files = {"once": MARKED, "again": marked_copy(MARKED, CONFLICTS[:1], [], AUTHOR)}
    for name, content in files.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    assert validation_errors(tmp_path.glob("*.xlsx")) == []


@pytest.mark.slow
@pytest.mark.soffice
def test_libreoffice_keeps_marks_and_choices_and_what_it_saved_can_be_marked_again(tmp_path: Path) -> None:
    (tmp_path / "marked.xlsx").write_bytes(after(MARKED, G6="plan"))
    (kept,) = convert([tmp_path / "marked.xlsx"], "xlsx", tmp_path / "kept")
    content = kept.read_bytes()
    sheet = opened(content)
    assert [colour(sheet, address) for address in ("G5", "C5")] == [CONFLICT, REFUSED]
    assert note(sheet, "C5").startswith("mlmp: Skal rettes")
    assert {decision.brug for decision in decided(content).values()} == {"plan"}
    again = marked_copy(content, CONFLICTS[:1], [], AUTHOR)
    sheet = opened(again)
    assert [colour(sheet, address) for address in ("G5", "G6", "C5")] == [CONFLICT, "00FF00", ""]
    assert [note(sheet, address) for address in ("G6", "C5", "D5")] == ["", "", "Husk at ringe"]
    assert note(sheet, "G5").count("mlmp: ") == 1


# --- anything ----------------------------------------------------------------------------------------------------

ADDRESSES = st.builds(
    lambda column, row: f"{column}{row}", st.sampled_from("ABCDGJZ"), st.sampled_from([4, 5, 6, 7, 30])
)
PLACES = st.lists(st.tuples(st.sampled_from(["Møder", "Borgere", "Min egen", "Væk"]), ADDRESSES), max_size=8)


def looks(content: bytes) -> dict[tuple[str, str], tuple[object, ...]]:
    """What every cell is like, and the notes on it."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            cell.fill.patternType and cell.fill.fgColor.rgb,
            cell.number_format,
            cell.border.left.style,
            cell.alignment.vertical,
            cell.comment and cell.comment.text,
        )
        for sheet in load_workbook(io.BytesIO(content))
        if sheet.title != "Konflikter"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style or cell.comment
    }


PLAIN = looks(BOOK)


@given(PLACES, PLACES, PLACES)
@settings(max_examples=20)
def test_what_is_marked_says_what_it_said_and_without_marks_looks_as_it_did(
    first: list[tuple[str, str]], second: list[tuple[str, str]], refused: list[tuple[str, str]]
) -> None:
    dato = MØDER.column("dato")

    def conflicts(places: list[tuple[str, str]]) -> list[Conflict]:
        return [Conflict(sheet, at, (sheet, at, "dato"), "anna", dato, Values("a", "b", "c")) for sheet, at in places]

    content = marked_copy(BOOK, conflicts(first), [], AUTHOR)
    content = marked_copy(content, conflicts(second), [Refusal(sheet, at, "Nej.") for sheet, at in refused], AUTHOR)
    marked = looks(content)
    there = {place for place in [*second, *refused] if place[0] != "Væk"}
    assert {place: marked[place][1] for place in there} == {
        place: f"FF{REFUSED if place in refused else CONFLICT}" for place in there
    }
    assert all(marked[place][0] == look[0] for place, look in PLAIN.items())
    assert all(marked[place] == look for place, look in PLAIN.items() if place not in there)
    left = looks(marked_copy(content, [], [], AUTHOR))
    assert {place: look for place, look in left.items() if place in PLAIN} == PLAIN
    assert {look for place, look in left.items() if place not in PLAIN} <= {(None, None, "General", None, None, None)}
