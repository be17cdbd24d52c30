"""The workbook of a list, whatever kinds of rows it has."""

import io
import subprocess
import sys
from datetime import date

from openpyxl import load_workbook

from mlmp_docs.excel.list_sheet import Column, ListSheet
from mlmp_docs.excel.memory import CONTENT, read_memory, shown_hash
from mlmp_docs.excel.workbook_xml import Properties

COLUMNS = (Column("Navn", 10), Column("Dag", 12), Column("Nr.", 8, as_text=True))
KILDE = {"mlmp-kilde": "abc"}


def made() -> bytes:
    """A list with every kind of row."""
    written = ListSheet("Prøve's ark", COLUMNS)
    written.write_line("Titel", "title")
    written.write_label("Til:", "Søn & Søn")
    written.skip_row()
    written.write_head(fixed_columns=1)
    written.write_row(("=1+1", date(2027, 5, 12), "007"))
    written.add_filter()
    written.skip_row()
    written.write_pair("Ikke med", "+grund", labelled=2)
    written.end_print()
    return written.workbook(Properties("Prøve", "Rådgiver", KILDE), footer="Søn & Søn")


def test_it_remembers_what_it_was_given_and_what_it_shows() -> None:
    assert read_memory(made()) == KILDE | {CONTENT: shown_hash(made())}


def test_another_program_reads_what_was_written() -> None:
    sheet = load_workbook(io.BytesIO(made())).active
    assert [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()] == [
        ["Titel"],
        ["Til:", "Søn & Søn"],
        [],
        ["Navn", "Dag", "Nr."],
        ["=1+1", sheet["B5"].value, "007"],
        [],
        ["Ikke med", "+grund"],
    ]
    assert (sheet["A5"].data_type, sheet["B5"].value.date()) == ("s", date(2027, 5, 12))
    assert [sheet[address].number_format for address in ("A5", "B5", "C5")] == ["General", "dd\\.mm\\.yyyy", "@"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A7:B7", "B2:C2"]
    assert sheet.oddFooter.left.text == "Søn && Søn"


def test_what_is_named_are_the_headings_the_filter_and_what_is_printed() -> None:
    sheet = load_workbook(io.BytesIO(made())).active
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("B5", "$4:$4", "A4:C5")
    assert sheet.print_area == "'Prøve''s ark'!$A$1:$C$7"


def test_making_lists_does_not_load_openpyxl_which_takes_longer_than_making_one() -> None:
    script = "import sys, mlmp_docs.excel.annual_list, mlmp_docs.excel.planning_list; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
