"""Writing workbooks with openpyxl: texts that stay texts, sheets that print well, the same bytes every time."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mlmp_docs.excel.memory import CONTENT, shown_hash
from mlmp_docs.excel.package import escape, open_package, rebuild

MAX_CHARACTERS = 32_767
"""What a cell can hold; openpyxl cuts what is longer without a word."""

_PETROL, _INK, _GREY, _LINE = "17495C", "1F2933", "52606D", "AEB8C2"
_SIDE = Side(style="thin", color=_LINE)
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
TITLE = Font(name="Calibri", size=16, bold=True, color=_PETROL)
LABEL = Font(name="Calibri", size=11, bold=True, color=_INK)
BODY = Font(name="Calibri", size=11, color=_INK)
HINT = Font(name="Calibri", size=10, color=_GREY)
_HEAD = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor=_PETROL)
TOP = Alignment(vertical="top", wrap_text=True)
TEXT, DATE = "@", "dd\\.mm\\.yyyy"
_LINE_HEIGHT, _AIR = 15.0, 4.0
_SPACE = 0.5
_WIDTHS = (
    dict.fromkeys("ijl.,:;!|'", 0.5) | dict.fromkeys("frt-()", 0.7) | dict.fromkeys("mwMWæÆ@%–—", 1.7) | {"s": 0.8}
)
_BOLD = 0.9
# Calibri's letters measured in its digits, which is how Excel counts the width of a column.


class DoesNotFit(ValueError):
    """A text that Excel cannot hold whole. The message names the cell, never the text."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in characters, and whether its cells keep what is typed as text."""

    heading: str
    width: float
    as_text: bool = False


def new_sheet(name: str) -> Worksheet:
    """The one sheet of a new workbook."""
    sheet = Workbook().active
    assert isinstance(sheet, Worksheet)
    sheet.title = safe_sheet_name(name)
    return sheet


def safe_sheet_name(name: str) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no apostrophe at the ends, not History."""
    safe = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:31].strip(" '")
    return safe if safe and safe.casefold() not in {"history", "oversigt"} else f"Ark {safe}".strip()


def write_text(cell: Cell, text: str, font: Font = BODY) -> None:
    """Put a text into a cell so that Excel shows exactly it, also when it looks like a formula or an error."""
    stored = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(stored) > MAX_CHARACTERS:
        raise DoesNotFit(f"Celle {cell.coordinate}: teksten er på mere end {MAX_CHARACTERS} tegn.")
    if ILLEGAL_CHARACTERS_RE.search(stored):
        raise DoesNotFit(f"Celle {cell.coordinate}: teksten har tegn, som Excel ikke kan gemme.")
    cell.font, cell.alignment = font, TOP
    cell.value = stored or None
    if stored:
        cell.data_type = "s"
    # With it, a text that somebody clicks into and leaves again does not become a formula.
    cell.quotePrefix = stored[:1] in tuple("=+-@")


def write_date(cell: Cell, day: date) -> None:
    """Put a real date into a cell, shown as 12.05.2027."""
    cell.value = day
    cell.number_format = DATE
    cell.font = BODY
    cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)


def put(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at that place, ready to be written to."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def write_line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    """A line above the table; it runs on over the empty cells beside it."""
    cell = put(sheet, row, 1)
    write_text(cell, text, font)
    cell.alignment = Alignment(vertical="top")
    sheet.row_dimensions[row].height = float(font.size) * 1.4 + _AIR


def write_head(sheet: Worksheet, row: int, columns: tuple[Column, ...], *, fixed_columns: int = 0) -> None:
    """The heading row of the sheet's one table: repeated on every page, and in sight when scrolling."""
    for number, column in enumerate(columns, 1):
        cell = put(sheet, row, number)
        write_text(cell, column.heading, _HEAD)
        cell.fill, cell.border = _HEAD_FILL, _BORDER
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = column.width
    lines = max(lines_needed(column.heading, column.width * _BOLD) for column in columns)
    sheet.row_dimensions[row].height = height_of(lines) + _AIR
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = put(sheet, row + 1, fixed_columns + 1).coordinate


def frame(sheet: Worksheet, row: int, columns: tuple[Column, ...]) -> None:
    """Borders, text formats and height for one row of the table, also an empty one."""
    lines = 1
    for number, column in enumerate(columns, 1):
        cell = put(sheet, row, number)
        cell.border = _BORDER
        if cell.value is None:
            cell.alignment, cell.font = TOP, BODY
        if column.as_text:
            cell.number_format = TEXT
        lines = max(lines, lines_needed(str(cell.value or ""), column.width))
    sheet.row_dimensions[row].height = height_of(lines)


def height_of(lines: int) -> float:
    """The height in points of a row of so many lines, a little air included; Excel allows at most 409."""
    return min(409.0, lines * _LINE_HEIGHT + _AIR)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a cell of that width, counted rather too high than too low.

    Rows get their height from this: LibreOffice 7.4 does not fit them by itself when it opens a file.
    """
    room = width - 0.5
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            length = sum(_WIDTHS.get(letter, 1.3 if letter.isupper() else 1.0) for letter in word)
            if used and used + _SPACE + length > room:
                lines, used = lines + 1, 0.0
            elif used:
                used += _SPACE
            used += length
            if used > room:  # a word longer than the line is broken where it stands
                extra = int(used // room)
                lines, used = lines + extra, used - extra * room
    return lines


def set_page(sheet: Worksheet, footer: str) -> None:
    """A4 landscape, as wide as the page, with page numbers. The footer never tells who is on the list."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.7, 0.3, 0.3
    at_foot = sheet.oddFooter
    assert at_foot is not None
    at_foot.left.text = footer.replace("&", "&&")[:150]
    at_foot.right.text = "Side &P af &N"


def save(sheet: Worksheet, *, title: str, author: str, memory: Mapping[str, str]) -> bytes:
    """The workbook as bytes, with its properties and its memory, and nothing that depends on the clock."""
    workbook = sheet.parent
    assert isinstance(workbook, Workbook)
    target = io.BytesIO()
    workbook.save(target)
    parts = open_package(target.getvalue()).parts
    parts[_SHEET] = _with_merges_in_order(parts[_SHEET])
    # openpyxl writes the time of day and its own name here.
    parts["docProps/core.xml"] = _core_properties(title, author)
    parts["docProps/app.xml"] = _APP_PROPERTIES
    parts["docProps/custom.xml"] = _custom_properties({**memory, CONTENT: shown_hash(rebuild(parts))})
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", _CUSTOM_TYPE + b"</Types>")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", _CUSTOM_LINK + b"</Relationships>")
    order = ["[Content_Types].xml", *(name for name in parts if name != "[Content_Types].xml")]
    return rebuild({name: parts[name] for name in order})


_SHEET = "xl/worksheets/sheet1.xml"
_MERGE = rb'<mergeCell ref="[A-Z0-9:]+" ?/>'


def _with_merges_in_order(sheet: bytes) -> bytes:
    """openpyxl 3.1 keeps merged cells in a set and writes them in an order that may differ from run to run."""
    return re.sub(rb"(?:%b)+" % _MERGE, lambda merges: b"".join(sorted(re.findall(_MERGE, merges[0]))), sheet)


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_TYPE = (
    b'<Override PartName="/docProps/custom.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_CUSTOM_LINK = (
    f'<Relationship Id="rIdMlmp" Type="{_OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/>'
).encode()
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP_PROPERTIES = (
    f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"><Application>mlmp</Application></Properties>'
).encode()


def _custom_properties(memory: Mapping[str, str]) -> bytes:
    properties = "".join(
        # The fixed GUID of Office's own list of custom properties; the numbers begin with 2.
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{xml_escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(sorted(memory.items()), 2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()


def _core_properties(title: str, author: str) -> bytes:
    return (
        f"{_DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml_escape(title)}</dc:title><dc:creator>{xml_escape(author)}</dc:creator>"
        "<dc:language>da-DK</dc:language></cp:coreProperties>"
    ).encode()
