"""A workbook of one list: lines of text, then a table that prints well. Texts stay texts, whatever they look like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mlmp_docs.excel.list_looks import STYLE, STYLES
from mlmp_docs.excel.row_heights import AIR, BOLD, height_of, lines_needed
from mlmp_docs.excel.sheet_xml import DAY_ZERO, SheetColumn, SheetXml, Texts, frozen_xml, letters_of, page_xml
from mlmp_docs.excel.workbook_xml import DefinedName, Properties, package

_FORMULA_MARKS = ("=", "+", "-", "@")
_FONT_SIZES = {"title": 16, "line": 11, "hint": 10, "subtitle": 11}


@dataclass(frozen=True)
class Column:
    """A column of the table: its heading, its width in characters, and whether its cells keep what is typed as text."""

    heading: str
    width: float
    as_text: bool = False


class ListSheet:
    """The one sheet of a new workbook, written row by row from the top; its table has the columns."""

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._letters = [letters_of(number) for number in range(1, len(columns) + 1)]
        self._looks = ["text" if column.as_text else "cell" for column in columns]
        widths = [SheetColumn(column.width, STYLE[""]) for column in columns]
        self._sheet = SheetXml(safe_sheet_name(name), Texts(), widths, fixed_heights=True)
        self._names: list[DefinedName] = []
        self._filtered = ""
        self._merged: list[str] = []
        self._head = 0

    def skip_row(self) -> None:
        """Leave a row empty."""
        self._sheet.row += 1

    def write_line(self, text: str, look: Literal["title", "line", "hint", "subtitle"]) -> None:
        """A line outside the table; it runs on over the empty cells beside it."""
        self._sheet.add([self._text("A", text, look)], _FONT_SIZES[look] * 1.4 + AIR)

    def write_label(self, label: str, text: str) -> None:
        """A label in the first column with its text beside it, over the other columns."""
        lines = lines_needed(text, self._width(1, None))
        self._sheet.add([self._text("A", label, "label"), self._text("B", text, "body")], height_of(lines))
        self._merge(2, len(self._columns))

    def write_pair(self, label: str, text: str, labelled: int) -> None:
        """A label over the first `labelled` columns with its text over the others."""
        width, room = self._width(0, labelled), self._width(labelled, None)
        lines = max(lines_needed(label, width * BOLD), lines_needed(text, room))
        cells = [self._text("A", label, "label")]
        cells += [self._text(letters, "", "label") for letters in self._letters[1:labelled]]
        cells.append(self._text(self._letters[labelled], text, "body"))
        self._sheet.add(cells, height_of(lines))
        self._merge(1, labelled)
        self._merge(labelled + 1, len(self._columns))

    def write_head(self, *, fixed_columns: int = 0) -> None:
        """The headings of the table: repeated on every page, and in sight when scrolling."""
        lines = max(lines_needed(column.heading, column.width * BOLD) for column in self._columns)
        named = zip(self._letters, self._columns, strict=True)
        self._sheet.add([self._text(at, column.heading, "head") for at, column in named], height_of(lines) + AIR)
        self._head = self._sheet.row
        self._sheet.view = frozen_xml(fixed_columns, self._head, cursor="A1")
        self._name("_xlnm.Print_Titles", f"${self._head}:${self._head}")

    def write_row(self, values: Sequence[date | str]) -> None:
        """One row of the table, as high as its texts need."""
        lines, cells = 1, []
        for value, letters, column, look in zip(values, self._letters, self._columns, self._looks, strict=True):
            if isinstance(value, date):
                cells.append(self._sheet.number(letters, value.toordinal() - DAY_ZERO, STYLE["date"]))
            else:
                cells.append(self._text(letters, value, look))
                lines = max(lines, lines_needed(value, column.width))
        self._sheet.add(cells, height_of(lines))

    def add_filter(self) -> None:
        """Let the rows that are written by now be sorted and filtered by the headings."""
        last = max(self._sheet.row, self._head + 1)
        self._filtered = f'<autoFilter ref="A{self._head}:{self._letters[-1]}{last}"/>'
        self._name("_xlnm._FilterDatabase", f"$A${self._head}:${self._letters[-1]}${last}", hidden=True)

    def end_print(self) -> None:
        """Print what is written by now, and nothing that is typed below it or beside it."""
        self._name("_xlnm.Print_Area", f"$A$1:${self._letters[-1]}${self._sheet.row}")

    def workbook(self, properties: Properties, *, footer: str, portrait: bool = False) -> bytes:
        """The workbook as bytes. The footer never tells who is on the list."""
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in self._merged)
        merged = f'<mergeCells count="{len(self._merged)}">{areas}</mergeCells>' if areas else ""
        self._sheet.after = f"{self._filtered}{merged}{page_xml(footer, 1, portrait=portrait)}"
        return package([self._sheet], self._names, STYLES, properties)

    def _text(self, letters: str, text: str, look: str) -> str:
        # With quotes, a text that somebody clicks into and leaves again does not become a formula.
        return self._sheet.text(letters, text, STYLE[f"{look} quoted" if text.startswith(_FORMULA_MARKS) else look])

    def _width(self, first: int, last: int | None) -> float:
        return sum(column.width for column in self._columns[first:last])

    def _merge(self, first: int, last: int) -> None:
        """One cell of the columns, by their numbers, in the row that was written last."""
        row = self._sheet.row
        if first < last:  # Excel repairs a workbook in which a single cell is merged
            self._merged.append(f"{self._letters[first - 1]}{row}:{self._letters[last - 1]}{row}")

    def _name(self, name: str, area: str, *, hidden: bool = False) -> None:
        quoted = self._sheet.name.replace("'", "''")
        self._names.append(DefinedName(name, f"'{quoted}'!{area}", 0, hidden))


def safe_sheet_name(name: str) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no apostrophe at the ends, not History."""
    safe = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:31].strip(" '")
    return safe if safe and safe.casefold() not in {"history", "oversigt"} else f"Ark {safe}".strip()
