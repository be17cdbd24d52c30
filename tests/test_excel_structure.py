"""Each structural rule, on a workbook broken in exactly that way."""

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from test_annual_list import made, row
from test_excel_memory import saved

from mlmp_docs.excel.package import open_package, rebuild
from mlmp_docs.excel.structure import faults

LIST = made(row())
SHEET, TEXTS, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
CORE, RELS = "docProps/core.xml", "_rels/.rels"
APP = 'Target="docProps/app.xml"'
NAME, PLACE = "Opfølgningsmøder 2027", "Bostedet Fjordglimt"


def with_part(name: str, old: str, new: str) -> bytes:
    """The list with one piece of XML replaced."""
    parts = open_package(LIST).parts
    before = parts[name].decode()
    assert old in before
    parts[name] = before.replace(old, new, 1).encode()
    return rebuild(parts)


def after(change: Callable[[Worksheet], object]) -> bytes:
    """The list changed by openpyxl, with our own properties put back."""
    parts = open_package(saved(change, LIST)).parts
    parts[CORE] = open_package(LIST).parts[CORE]
    return rebuild(parts)


def named(name: str, target: str) -> bytes:
    def add(sheet: Worksheet) -> None:
        workbook = sheet.parent
        assert isinstance(workbook, Workbook)
        workbook.defined_names[name] = DefinedName(name, attr_text=target)

    return after(add)


def tabled(change: Callable[[Table], object]) -> bytes:
    def add(sheet: Worksheet) -> None:
        sheet["H1"], sheet["I1"], sheet["H2"] = "Navn", "Tal", "x"
        table = Table(displayName="Tabel", ref="H1:I2")
        sheet.add_table(table)
        table._initialise_columns()
        for column, heading in zip(table.tableColumns, ("Navn", "Tal"), strict=True):
            column.name = heading
        change(table)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return after(add)


def choices(count: int) -> Callable[[Worksheet], object]:
    rule = DataValidation(type="list", formula1='"' + ",".join(["valg"] * count) + '"', sqref="H1")
    return lambda sheet: sheet.add_data_validation(rule)


def typing_rules(*rules: DataValidation) -> bytes:
    """The list with rules for what may be typed."""

    def add(sheet: Worksheet) -> None:
        for rule in rules:
            sheet.add_data_validation(rule)

    return after(add)


def twice_in_zip() -> bytes:
    target = io.BytesIO(LIST)
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, archive.read(SHEET))
    return target.getvalue()


def without(name: str) -> bytes:
    parts = open_package(LIST).parts
    del parts[name]
    return rebuild(parts)


def test_a_sound_list_has_no_faults_also_with_a_sound_table_and_choices() -> None:
    assert faults(LIST) == ()
    assert faults(after(choices(51))) == ()
    assert faults(named("Afdeling", "'Opfølgningsmøder 2027'!$A$1")) == ()
    assert faults(tabled(lambda table: None)) == ()


BROKEN = {
    "merged cells overlap": after(lambda sheet: sheet.merge_cells("B2:C3")),
    "merged cells reach into the table": after(lambda sheet: sheet.merge_cells("B8:C9")),
    "the choices for H1 are longer than 255 characters": after(choices(52)),
    "table Tabel has other headings than its cells": tabled(lambda t: setattr(t.tableColumns[0], "name", "Nav")),
    "table Tabel has a heading twice": tabled(lambda t: setattr(t.tableColumns[0], "name", "Tal")),
    "table Tabel has no rows": tabled(lambda t: setattr(t, "ref", "H1:I1")),
    "column 3 is hidden": after(lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True)),
    "row 8 is hidden": after(lambda sheet: setattr(sheet.row_dimensions[8], "hidden", True)),
    "F8 holds a formula": after(lambda sheet: sheet.__setitem__("F8", "=1+1")),
    "F8 holds an error value": after(lambda sheet: sheet.__setitem__("F8", "#REF!")),
    "D7 holds more than 32767 characters": with_part(TEXTS, ">Hjemme</t>", f">{'x' * 32768}</t>"),
    "C8 holds a number that may be a CPR number": after(lambda sheet: sheet.__setitem__("C8", 101701234)),
    "A7 stands twice": with_part(SHEET, '<c r="B7"', '<c r="A7"'),
    "the header or footer looks like a CPR number": with_part(SHEET, "&amp;LListe", "&amp;L670761-4285"),
    "the header or footer is longer than 255 characters": with_part(SHEET, "&amp;LListe", "&amp;L" + "x" * 255),
    "the choices for H1 are a range without a name": typing_rules(
        DataValidation(type="list", formula1="Kendes_ikke", sqref="H1")
    ),
    "error for H1 is too long": typing_rules(DataValidation(type="date", error="x" * 226, sqref="H1")),
    "prompt for H1 is too long": typing_rules(DataValidation(prompt="x" * 256, sqref="H1")),
    "two rules for typing hold for the same cell": typing_rules(
        DataValidation(prompt="a", sqref="H1:H5"), DataValidation(prompt="b", sqref="H5:H9")
    ),
    "row 8 holds a cell of another row": with_part(SHEET, '<c r="A8"', '<c r="A9"'),
    "the cells of row 7 do not follow each other": with_part(SHEET, '<c r="B7"', '<c r="D7"'),
    "row 2 does not follow the one before": with_part(SHEET, '<row r="8"', '<row r="2"'),
    "the sheet is hidden": with_part(WORKBOOK, 'state="visible"', 'state="hidden"'),
}
BROKEN_WORKBOOK = {
    "defined name 1 is no name": named("to ord", "'Opfølgningsmøder 2027'!$A$1"),
    "defined name 1 points nowhere": named("Væk", "#REF!"),
    "defined name 1 points to a sheet that is not there": named("Andet", "'Et andet ark'!$A$1"),
    "defined name 2 stands twice": with_part(WORKBOOK, "Print_Titles", "Print_Area"),
    "defined name 1 belongs to a sheet that is not there": with_part(WORKBOOK, 'localSheetId="0"', 'localSheetId="3"'),
    "a property looks like a CPR number": with_part(CORE, "Liste over", "670761-4285"),
    "the workbook has no title": with_part(
        CORE, f"<dc:title>Liste over opfølgningsmøder 2027 – {PLACE}</dc:title>", ""
    ),
    "the author is missing or openpyxl": with_part(CORE, "Rådgiver, Randers Kommune", "openpyxl"),
    "the language is not da-DK": with_part(CORE, "da-DK", "en-US"),
    "the property lastModifiedBy is set": with_part(
        CORE, "<dc:language>", "<cp:lastModifiedBy>Karin</cp:lastModifiedBy><dc:language>"
    ),
    "sheet 1 has a name that Excel keeps for itself": with_part(WORKBOOK, f'name="{NAME}"', 'name="History"'),
    "sheet 1 has a name that Excel refuses": with_part(WORKBOOK, f'name="{NAME}"', 'name="a/b"'),
    "the name of sheet 1 looks like a CPR number": with_part(WORKBOOK, f'name="{NAME}"', 'name="670761-4285"'),
    "the workbook refers to a missing part (extended-properties)": with_part(RELS, APP, 'Target="docProps/x.xml"'),
    "the workbook refers to something outside the file (extended-properties)": with_part(
        RELS, APP, 'TargetMode="External" Target="https://example.dk"'
    ),
    "part xl/odd.bin has no content type": rebuild({**open_package(LIST).parts, "xl/odd.bin": b"x"}),
    f"part {SHEET} stands twice in the zip file": twice_in_zip(),
    "unreadable: Regnearket mangler et af sine ark.": without(SHEET),
    "unreadable: Regnearket er beskadiget.": with_part(SHEET, "</worksheet>", ""),
    "unreadable: Regnearket har dele, som et regneark ikke må have.": with_part(
        SHEET, "<worksheet", "<!DOCTYPE worksheet><worksheet"
    ),
    "unreadable: Filen er ikke et regneark, eller den er beskadiget eller beskyttet.": b"PK",
}


@pytest.mark.parametrize("told", BROKEN)
def test_a_rule_for_sheets_tells_what_is_broken(told: str) -> None:
    assert any(fault.endswith(f": {told}") for fault in faults(BROKEN[told]))


@pytest.mark.parametrize("told", BROKEN_WORKBOOK)
def test_a_rule_for_workbooks_tells_what_is_broken(told: str) -> None:
    assert told in faults(BROKEN_WORKBOOK[told])
