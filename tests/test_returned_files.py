"""Files that are handed in as the spreadsheet: CSV as programs write it, and what is no spreadsheet at all."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returned_sheets import (
    HEADINGS,
    PEOPLE,
    SETTINGS,
    Book,
    changed,
    changes,
    come_home,
    exported_rows,
    mistakes,
    new_rows,
    told,
    warnings,
)

from mlmp_docs.excel.editing_book import About, editing_book
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.package import UnreadableWorkbook, rebuild
from mlmp_docs.tables.reading import read_tables


def as_csv(book: Book, table: str = "Møder", separator: str = ";", **more: Any) -> str:
    """One sheet as a spreadsheet saves it: what is shown, with quotes where needed."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator=more.get("lineterminator", "\r\n"))
    for row in book.sheet(table).iter_rows(values_only=True):
        writer.writerow([_shown(value) for value in row])
    return target.getvalue()


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:%H:%M}" if isinstance(value, time) else "" if value is None else str(value)


def home_with_base(book: Book, content: bytes) -> Any:
    """The CSV read with the base of the workbook it came from."""
    file = replace(read_editing_file(content, "ud.csv"), base=read_editing_file(Book().bytes(), "ud.xlsx").base)
    return read_tables(file, "ud.csv", SETTINGS, PEOPLE)


# --- CSV ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_file_is_read_in_every_encoding_with_every_separator(encoding: str, separator: str) -> None:
    book = Book()
    book.put("bo", "sted", 'Kulturhuset; "sal, 2"\n2. sal')
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    home = home_with_base(book, mark + as_csv(book, separator=separator).encode(encoding))
    assert changes(home) == {("Møder", '["bo","møder","2027"]', "sted"): 'Kulturhuset; "sal, 2"\n2. sal'}
    assert not mistakes(home) and not warnings(home) and not home.gone


def test_a_csv_file_that_names_its_separator_is_read() -> None:
    book = Book()
    assert not changes(home_with_base(book, ("sep=;\r\n" + as_csv(book)).encode("utf-8-sig")))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_file_is_read_with_every_line_ending(ending: str) -> None:
    book = Book()
    home = home_with_base(book, as_csv(book, lineterminator=ending).encode())
    assert len(home.rows) == 5 and not changes(home)


@pytest.mark.parametrize("table", ["Borgere", "Mål", "Delmål", "Netværk", "Aftaler", "Tilbud", "Rådgivere"])
def test_which_table_a_csv_file_is_can_be_told_by_its_headings_and_ids(table: str) -> None:
    book = Book()
    home = home_with_base(book, as_csv(book, table).encode())
    assert {row.table.name for row in home.rows} == {table} and not changes(home) and not mistakes(home)
    assert not home.gone


def test_a_csv_file_alone_does_not_know_what_was_exported() -> None:
    home = come_home(as_csv(Book()).encode(), "ud.csv")
    assert all(row.base is None for row in home.rows) and warnings(home) == [("R035", "")]
    assert "--udgangspunkt" in told(home, "R035").hint


def test_a_refusal_in_a_csv_file_names_the_row_and_the_column() -> None:
    book = Book()
    book.put("bo", "dato", "senere")
    home = home_with_base(book, as_csv(book).encode())
    assert mistakes(home) == [("R040", "")] and told(home, "R040").message.startswith("Dato: ")
    assert str(told(home, "R040").place) == "ud.csv:6"
    assert all(cell.address == "" for row in home.rows for cell in row.cells.values())


def test_cpr_numbers_that_excel_shortened_in_a_csv_file_are_refused() -> None:
    book = Book()
    for borger in PEOPLE:
        book.put(borger, "@cpr", "6,1019E+09")
    home = home_with_base(book, as_csv(book).encode())
    assert [code for code, _ in mistakes(home)] == ["R046"] * 5


def test_cpr_numbers_without_their_first_zero_are_restored_when_they_are_the_citizens() -> None:
    known = {"bo": ("Bo Ågård", "091390-0002")}
    text = "Måned;Borgernavn;Borger cpr.;Sted;Borger;mlmp-id\r\nmaj;Bo Ågård;913900002;Torvet;bo;\r\n"
    (row,) = new_rows(come_home(text.encode("cp1252"), "ud.csv", known))
    assert row.cells["@cpr"].text == "091390-0002"
    home = come_home(text.replace("Bo Å", "Ib Å").encode("cp1252"), "ud.csv", known)
    assert [code for code, _ in mistakes(home)] == ["R046"]


def test_a_csv_file_with_broken_letters_is_refused_with_a_remedy() -> None:
    garbled = as_csv(Book()).encode("utf-8").decode("cp1252", "replace").encode("utf-8")
    home_or_error = _sentence(garbled, "ud.csv")
    assert "CSV UTF-8" in home_or_error


def test_a_csv_file_with_a_quote_that_is_not_closed_is_refused() -> None:
    text = as_csv(Book()).replace("Torvet", '"Torvet')
    assert "anførselstegn" in _sentence(text.encode(), "ud.csv")


def test_a_csv_file_of_something_else_is_refused() -> None:
    home = come_home("Konto;Beløb\r\n1000;250,00\r\n".encode(), "budget.csv")
    assert mistakes(home) == [("R020", "")] and "eksport" in told(home, "R020").message


def test_a_row_cut_short_in_a_csv_file_is_no_row_of_the_export() -> None:
    book = Book()
    text = as_csv(book)
    cut = text[: text.rindex('"[')]
    home = home_with_base(book, cut.encode())
    assert len(new_rows(home)) == 1 and len(home.gone) == 1  # told as new with an id that is there, and as gone


# --- no spreadsheet ----------------------------------------------------------------------------------------------


def _sentence(content: bytes, name: str = "ud.xlsx") -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read_editing_file(content, name)
    sentence = str(caught.value)
    assert sentence.endswith(".") and "Error" not in sentence and "zip file" not in sentence
    return sentence


def zipped(**parts: bytes) -> bytes:
    return rebuild({name.replace("__", "/"): content for name, content in parts.items()})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "ud.xlsx", "tom"),
        (b"\0" * 4096, "ud.xlsx", "tom"),
        (OLE, "ud.xls", "gamle Excel-format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "ud.xlsx", "adgangskode"),
        (OLE + "WordDocument".encode("utf-16-le"), "ud.doc", "Word"),
        (b"%PDF-1.7 ...", "ud.pdf", "PDF"),
        (b"{\\rtf1 hej}", "ud.xlsx", "RTF"),
        (b"\x89PNG\r\n\x1a\n....", "ud.png", "billede"),
        (b"<html><table><tr><td>M\xc3\xb8der</td></tr></table>", "ud.xls", "webside"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "ud.xml", "XML"),
        (b"\x1f\x8b\x08....", "ud.gz", "gzip"),
        (b"MZ\x90\0\x03\0\0\0", "ud.exe", "hverken"),
        (b"PK\x03\x04 cut in the middle", "ud.xlsx", "ikke hentet helt"),
        (zipped(hej=b"hej"), "ud.zip", "zip-arkiv"),
        (zipped(word__document=b"<w/>"), "brev.docx", "Word-dokument"),
        (zipped(ppt__presentation=b"<p/>"), "oplæg.pptx", "PowerPoint"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ud.ods", ".ods"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "ud.odt", ".odt"),
        (zipped(**{"xl__workbook.bin": b"x"}), "ud.xlsb", ".xlsb"),
        (zipped(**{"xl__vbaProject.bin": b"x", "xl__workbook.xml": b"<w/>"}), "ud.xlsm", "makroer"),
        (zipped(Index__Document=b"x"), "ud.numbers", "Numbers"),
        (b"\x15\x06\xab ejer", "mappe/~$ud.xlsx", "åbent"),
    ],
)
def test_a_foreign_file_is_told_in_one_danish_sentence(content: bytes, name: str, word: str) -> None:
    assert word in _sentence(content, name)


def test_a_workbook_cut_in_two_is_told() -> None:
    content = Book(["bo"]).bytes()
    for part in (len(content) // 3, len(content) // 2, len(content) - 30):
        assert "ikke hentet helt" in _sentence(content[:part])


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    parts = _parts(Book(["bo"]).bytes())
    parts["xl/worksheets/sheet2.xml"] = b" " * 200_000_000
    assert "unormalt" in _sentence(rebuild(parts))


def test_a_part_that_is_there_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<w/>")
        archive.writestr("xl/workbook.xml", "<w/>")
    assert "to gange" in _sentence(target.getvalue())


def test_entities_are_refused() -> None:
    parts = _parts(Book(["bo"]).bytes())
    name = "xl/worksheets/sheet2.xml"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    parts[name] = b'<?xml version="1.0"?>' + bomb + parts[name].partition(b"?>")[2]
    assert "ikke må have" in _sentence(rebuild(parts))


def test_a_password_on_the_parts_is_told() -> None:
    content = bytearray(Book(["bo"]).bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    assert "adgangskode" in _sentence(bytes(content))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"])
def test_a_damaged_part_is_told(part: str) -> None:
    parts = _parts(Book(["bo"]).bytes())
    parts[part] = parts[part][: len(parts[part]) // 2]
    assert "beskadiget" in _sentence(rebuild(parts))


def test_a_part_in_an_encoding_nobody_knows_is_told() -> None:
    for encoding in (b"UTS-8", b"utf-7", b"shift_jis"):
        parts = _parts(DAMAGED)
        name = "xl/worksheets/sheet2.xml"
        parts[name] = b'<?xml version="1.0" encoding="' + encoding + b'"?>' + parts[name]
        assert "beskadiget" in _sentence(rebuild(parts))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_ends_in_anything_but_a_sentence_or_a_reading(data: st.DataObject) -> None:
    content = bytearray(DAMAGED)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        come_home(bytes(content))
    except UnreadableWorkbook as error:
        assert str(error).endswith(".")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_inside_a_part_ends_in_anything_but_a_sentence_or_a_reading(data: st.DataObject) -> None:
    parts = _parts(DAMAGED)
    name = data.draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    parts[name] = bytes(content)
    try:
        come_home(rebuild(parts))
    except UnreadableWorkbook as error:
        assert str(error).endswith(".")


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


DAMAGED = Book(["bo"]).bytes()


# --- programs that write workbooks otherwise ---------------------------------------------------------------------


def with_shared_texts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The workbook as Excel saves it: texts in a part of their own, each once."""
    texts: list[bytes] = []

    def share(match: re.Match[bytes]) -> bytes:
        if match[2] not in texts:
            texts.append(match[2])
        return b'%bt="s"><v>%d</v></c>' % (match[1], texts.index(match[2]))

    for name, content in parts.items():
        if "worksheets/" in name:
            parts[name] = re.sub(rb'(<c [^>]*?)t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>', share, content)
    items = b"".join(b'<si><t xml:space="preserve">%b</t></si>' % text for text in texts)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relationship = (
        b'<Relationship Id="rShared" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relationship)
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%b">%b</sst>' % (main, items)
    return parts


def test_texts_in_a_part_of_their_own_are_read() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset & torvet")
    home = come_home(rebuild(with_shared_texts(_parts(book.bytes()))))
    assert changed(home, "bo") == {"sted": "Kulturhuset & torvet"} and not home.diagnostics


def test_texts_that_are_missing_are_told() -> None:
    parts = with_shared_texts(_parts(DAMAGED))
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"][:3000].rpartition(b"<si>")[0] + b"</sst>"
    assert "beskadiget" in _sentence(rebuild(parts))


def test_how_a_word_is_pronounced_is_not_read() -> None:
    parts = with_shared_texts(_parts(DAMAGED))
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace(
        b'<si><t xml:space="preserve">Bostedet</t></si>',
        b"<si><r><t>Bo</t></r><r><rPr><b/></rPr><t>stedet</t></r><rPh><t>bu</t></rPh></si>",
    )
    assert b"rPh" in parts[name]
    home = come_home(rebuild(parts))
    assert not changes(home) and not home.diagnostics


def test_cells_and_rows_without_addresses_are_read_by_their_order() -> None:
    parts = _parts(_filled())
    name = "xl/worksheets/sheet2.xml"
    parts[name] = re.sub(rb'(<row|<c) r="[A-Z]*\d+"', rb"\1", parts[name])
    home = come_home(rebuild(parts))
    assert [row.cells["sted"].text for row in home.rows if row.table.name == "Møder"] == ["Bostedet"]


def _filled() -> bytes:
    """The workbook with all cells and rows there, in a table of as many columns."""
    book = Book(["bo"])
    sheet = book.sheet()
    for row in sheet.iter_rows(min_row=1, max_row=HEADINGS + 1):
        for cell in row:
            cell.value = cell.value if cell.value is not None else "" if cell.row > HEADINGS else " "
    for cell in sheet[HEADINGS + 1]:
        cell.value = cell.value or " "
    return book.bytes()


def test_a_workbook_of_the_strict_standard_is_read() -> None:
    parts = _parts(Book(["bo"]).bytes())
    for name, content in parts.items():
        parts[name] = content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/",
        )
    home = come_home(rebuild(parts))
    assert not changes(home) and not home.diagnostics


def test_a_formula_that_fills_several_cells_is_refused_in_each_of_them() -> None:
    book = Book(["anna", "bo"])
    first, second = book.put("anna", "sted", "Et"), book.put("bo", "sted", "To")
    parts = _parts(book.bytes())
    name = "xl/worksheets/sheet2.xml"
    reference = f"{first}:{second}".encode()
    parts[name] = re.sub(
        rb'(<c r="' + first.encode() + rb'"[^>]*?) t="inlineStr"><is>.*?</is>',
        rb'\1 t="str"><f t="array" ref="' + reference + rb'">UNIQUE(A5:A6)</f><v>Et</v>',
        parts[name],
    )
    home = come_home(rebuild(parts))
    assert mistakes(home) == [("R037", f"Møder!{first}"), ("R037", f"Møder!{second}")]
    assert not changed(home, "bo")


def test_a_file_on_the_disk_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ud.xlsx"
    path.write_bytes(DAMAGED)
    assert not changes(come_home(path.read_bytes()))


def test_a_workbook_as_google_writes_it_is_read() -> None:
    book = Book()
    book.put("bo", "sted", "Kulturhuset")
    book.sheet("mlmp-udgangspunkt").sheet_state = "hidden"
    parts = with_shared_texts(_parts(book.bytes()))
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n) for n in range(20, 1020))
    for name in parts:
        if "worksheets/" in name:
            parts[name] = parts[name].replace(b"</sheetData>", empty + b"</sheetData>")
    parts.pop("docProps/core.xml"), parts.pop("docProps/app.xml")
    home = come_home(rebuild(parts))
    assert changed(home, "bo") == {"sted": "Kulturhuset"} and not home.diagnostics


def test_two_exports_of_different_days_each_know_their_own_base() -> None:
    older, newer = Book(), Book()
    older.put("bo", "sted", "Kulturhuset")
    newer.put("bo", "dato", date(2027, 3, 9))
    assert changed(older.read(), "bo") == {"sted": "Kulturhuset"}
    assert changed(newer.read(), "bo") == {"dato": "2027-03-09"}


def test_what_was_exported_counts_for_nothing_when_a_search_and_replace_went_through_it() -> None:
    rows = {name: tuple(table) for name, table in exported_rows().items()}
    parts = _parts(editing_book(rows, {}, About(2027, "", date(2026, 11, 22), "Fjordby"), {}))
    assert not come_home(rebuild(parts)).diagnostics
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace("Rådhuset".encode(), b"Kulturhuset")
    home = come_home(rebuild(parts))
    assert warnings(home) == [("R035", "")] and all(row.base is None for row in home.rows)
