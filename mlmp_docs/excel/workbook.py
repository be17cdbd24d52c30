"""Writing workbooks with openpyxl: texts that stay texts, sheets that print well, the same bytes every time."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.borders import DEFAULT_BORDER
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.fills import DEFAULT_EMPTY_FILL, Fill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from mlmp_docs.excel.memory import CONTENT, hash_of_cells
from mlmp_docs.excel.package import Cell as ShownCell
from mlmp_docs.excel.package import escape, open_package, rebuild, unescape
from mlmp_docs.excel.properties import APP_PROPERTIES, CUSTOM_LINK, CUSTOM_TYPE, core_properties, custom_properties
from mlmp_docs.excel.row_heights import AIR, BOLD, height_of, lines_needed
from mlmp_docs.excel.sheet_xml import MAX_CHARACTERS, DoesNotFit

_PETROL, _INK, _GREY, _LINE = "17495C", "1F2933", "52606D", "AEB8C2"
_SIDE = Side(style="thin", color=_LINE)
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_BODY = Font(name="Calibri", size=11, color=_INK)
_TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, eq=False)
class Look:
    """How one kind of cell looks. Openpyxl takes long to find a style, so each look is found once per workbook."""

    font: Font = _BODY
    alignment: Alignment = _TOP
    fill: Fill = DEFAULT_EMPTY_FILL
    border: Border = DEFAULT_BORDER
    number_format: str = "General"


_ON_ONE_LINE = Alignment(vertical="top")
TITLE = Look(Font(name="Calibri", size=16, bold=True, color=_PETROL), _ON_ONE_LINE)
LINE = Look(alignment=_ON_ONE_LINE)
HINT = Look(Font(name="Calibri", size=10, color=_GREY), _ON_ONE_LINE)
SUBTITLE = Look(Font(name="Calibri", size=11, bold=True, color=_INK), _ON_ONE_LINE)
LABEL = Look(Font(name="Calibri", size=11, bold=True, color=_INK))
BODY = Look()
_HEAD = Look(
    Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
    Alignment(vertical="center", wrap_text=True),
    PatternFill("solid", fgColor=_PETROL),
    _BORDER,
)
_FRAMED = Look(border=_BORDER)
_FRAMED_TEXT = Look(border=_BORDER, number_format="@")
_FRAMED_DATE = Look(
    alignment=Alignment(vertical="top", horizontal="left", wrap_text=True),
    border=_BORDER,
    number_format="dd\\.mm\\.yyyy",
)


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in characters, and whether its cells keep what is typed as text."""

    heading: str
    width: float
    as_text: bool = False


class ListSheet:
    """The one sheet of a new workbook, written row by row from the top."""

    def __init__(self, name: str) -> None:
        self.workbook = Workbook()
        sheet = self.workbook.active
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet
        self.sheet.title = safe_sheet_name(name)
        self.row = 0
        """The number of the row written last."""
        self._styles: dict[Look, StyleArray] = {}

    def skip_row(self) -> None:
        """Leave a row empty."""
        self._add([])

    def write_line(self, text: str, look: Look) -> None:
        """A line above the table; it runs on over the empty cells beside it."""
        self._add([self._text(1, text, look)], float(look.font.size) * 1.4 + AIR)

    def write_label(self, label: str, text: str, *, columns: int, width: float) -> None:
        """A label above the table with its text beside it, over the other columns, which are so wide together."""
        self._add([self._text(1, label, LABEL), self._text(2, text, BODY)], height_of(lines_needed(text, width)))
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=2, end_column=columns)

    def write_pair(self, label: str, text: str, columns: Sequence[Column], labelled: int) -> None:
        """A label over the first `labelled` columns of the table with its text over the others."""
        width, room = (sum(each.width for each in some) for some in (columns[:labelled], columns[labelled:]))
        lines = max(lines_needed(label, width * BOLD), lines_needed(text, room))
        between = [self._text(column, "", LABEL) for column in range(2, labelled + 1)]
        cells = [self._text(1, label, LABEL), *between, self._text(labelled + 1, text, BODY)]
        self._add(cells, height_of(lines))
        for first, last in ((1, labelled), (labelled + 1, len(columns))):
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)

    def write_head(self, columns: tuple[Column, ...], *, fixed_columns: int = 0) -> None:
        """The heading row of the sheet's one table: repeated on every page, and in sight when scrolling."""
        lines = max(lines_needed(column.heading, column.width * BOLD) for column in columns)
        cells = [self._text(number, column.heading, _HEAD) for number, column in enumerate(columns, 1)]
        self._add(cells, height_of(lines) + AIR)
        for cell, column in zip(cells, columns, strict=True):
            self.sheet.column_dimensions[cell.column_letter].width = column.width
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self.sheet.freeze_panes = f"{get_column_letter(fixed_columns + 1)}{self.row + 1}"

    def write_row(self, values: Sequence[date | str], columns: tuple[Column, ...]) -> None:
        """One row of the table, as high as its texts need."""
        lines = 1
        cells = []
        for number, (value, column) in enumerate(zip(values, columns, strict=True), 1):
            if isinstance(value, date):
                cells.append(self._date(number, value))
            else:
                cells.append(self._text(number, value, _FRAMED_TEXT if column.as_text else _FRAMED))
                lines = max(lines, lines_needed(value, column.width))
        self._add(cells, height_of(lines))

    def _add(self, cells: list[Cell], height: float | None = None) -> None:
        self.row += 1
        self.sheet.append(cells)
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height

    def _text(self, column: int, text: str, look: Look) -> Cell:
        """A cell with a text, so that Excel shows exactly it, also when it looks like a formula or an error."""
        cell = self._cell(column, look)
        if not text:
            return cell
        stored = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
        if len(stored) > MAX_CHARACTERS:
            raise DoesNotFit(f"Celle {cell.coordinate}: teksten er på mere end {MAX_CHARACTERS} tegn.")
        if ILLEGAL_CHARACTERS_RE.search(stored):
            raise DoesNotFit(f"Celle {cell.coordinate}: teksten har tegn, som Excel ikke kan gemme.")
        cell.value = stored
        cell.data_type = "s"
        if stored.startswith(("=", "+", "-", "@")):
            # With it, a text that somebody clicks into and leaves again does not become a formula.
            cell.quotePrefix = True
        return cell

    def _date(self, column: int, day: date) -> Cell:
        """A cell with a real date, shown as 12.05.2027."""
        cell = self._cell(column, _FRAMED_DATE)
        cell.value = day
        return cell

    def _cell(self, column: int, look: Look) -> Cell:
        style = self._styles.get(look)
        if style is None:
            # Bound but not added: the workbook's gallery of named styles stays as Excel's own.
            named = NamedStyle(
                font=look.font,
                fill=look.fill,
                border=look.border,
                alignment=look.alignment,
                number_format=look.number_format,
            )
            named.bind(self.workbook)
            style = self._styles[look] = named.as_tuple()
        return Cell(self.sheet, self.row + 1, column, style_array=style)


def safe_sheet_name(name: str) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no apostrophe at the ends, not History."""
    safe = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:31].strip(" '")
    return safe if safe and safe.casefold() not in {"history", "oversigt"} else f"Ark {safe}".strip()


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


def save(written: ListSheet, *, title: str, author: str, memory: Mapping[str, str]) -> bytes:
    """The workbook as bytes, with its properties and its memory, and nothing that depends on the clock."""
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:  # not packed: it is taken apart at once
        ExcelWriter(written.workbook, archive).write_data()
    parts = open_package(target.getvalue()).parts
    parts[_SHEET] = _with_merges_in_order(parts[_SHEET])
    # openpyxl writes the time of day and its own name here.
    parts["docProps/core.xml"] = core_properties(title, author)
    parts["docProps/app.xml"] = APP_PROPERTIES
    parts["docProps/custom.xml"] = custom_properties(
        {**memory, CONTENT: hash_of_cells(written.sheet.title, _shown(written.sheet))}
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", CUSTOM_TYPE.encode() + b"</Types>")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", CUSTOM_LINK.encode() + b"</Relationships>")
    order = ["[Content_Types].xml", *(name for name in parts if name != "[Content_Types].xml")]
    return rebuild({name: parts[name] for name in order})


_DAY_ZERO = date(1899, 12, 30)
"""Excel counts days from here."""


def _shown(sheet: Worksheet) -> Iterator[ShownCell]:
    """The cells that hold something, as they will be read from the file."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, date):
                yield ShownCell(cell.coordinate, "number", str((cell.value - _DAY_ZERO).days))
            elif cell.value is not None:
                yield ShownCell(cell.coordinate, "text", unescape(str(cell.value)))


_SHEET = "xl/worksheets/sheet1.xml"
_MERGE = rb'<mergeCell ref="[A-Z0-9:]+" ?/>'


def _with_merges_in_order(sheet: bytes) -> bytes:
    """openpyxl 3.1 keeps merged cells in a set and writes them in an order that may differ from run to run."""
    return re.sub(rb"(?:%b)+" % _MERGE, lambda merges: b"".join(sorted(re.findall(_MERGE, merges[0]))), sheet)
