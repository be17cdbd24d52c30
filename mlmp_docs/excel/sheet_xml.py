"""Worksheets written as XML, the same bytes every time: an object for each cell takes ten times as long."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape as xml_escape
from typing import Literal

from mlmp_docs.excel.memory import normal, shown_number
from mlmp_docs.excel.package import escape
from mlmp_docs.excel.properties import DECLARATION

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

MAX_CHARACTERS = 32_767
"""What a cell can hold."""

DAY_ZERO = date(1899, 12, 30).toordinal()
"""Excel counts days from here."""

_NOT_TO_KEEP = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML does not have."""

State = Literal["visible", "hidden", "veryHidden"]


class DoesNotFit(ValueError):
    """A text that Excel cannot hold whole. The message names the cell, never the text."""


class Texts:
    """The texts of a workbook, each of them once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._items: list[str] = []
        self.normal: list[str] = []
        """The texts by number, as the hash of what is shown takes them."""

    def number(self, text: str, address: str) -> int:
        """Where the text stands in the part; `address` is told when Excel cannot hold it."""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._items)
            self._items.append(_item(text, address))
            self.normal.append(normal(text))
        return number

    def xml(self) -> bytes:
        items = "".join(self._items)
        return f'{DECLARATION}<sst xmlns="{MAIN}" uniqueCount="{len(self._items)}">{items}</sst>'.encode()


def _item(text: str, address: str) -> str:
    stored = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(stored) > MAX_CHARACTERS:
        raise DoesNotFit(f"Celle {address}: teksten er på mere end {MAX_CHARACTERS} tegn.")
    if _NOT_TO_KEEP.search(stored):
        raise DoesNotFit(f"Celle {address}: teksten har tegn, som Excel ikke kan gemme.")
    return f'<si><t xml:space="preserve">{xml_escape(stored, quote=False)}</t></si>'


@dataclass(frozen=True)
class SheetColumn:
    """A column's width in characters and the look of its cells that hold nothing."""

    width: float
    style: int
    hidden: bool = False


@dataclass
class SheetXml:
    """One worksheet, its rows written from the top."""

    name: str
    texts: Texts
    columns: Sequence[SheetColumn]
    state: State = "visible"
    view: str = ""
    """What stands in `sheetView`: the panes."""

    after: str = ""
    """The elements behind the rows, in the order that Excel demands."""

    colour: str = ""
    """Of the tab."""

    fixed_heights: bool = False
    """Whether rows keep their height when more is written there."""

    rows: list[str] = field(default_factory=list)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    """The cells that hold something, for the hash, in the order in which they were asked for: that of the row."""

    row: int = 0
    """The number of the row written last."""

    def text(self, letters: str, text: str, style: int) -> str:
        """A cell of the row that is added next, with a text that is no formula, whatever it looks like."""
        address = f"{letters}{self.row + 1}"
        if not text:
            return f'<c r="{address}" s="{style}"/>'
        number = self.texts.number(text, address)
        if shown := self.texts.normal[number]:
            self.shown.append((address, "text", shown))
        return f'<c r="{address}" s="{style}" t="s"><v>{number}</v></c>'

    def number(self, letters: str, number: float, style: int) -> str:
        """A cell of the row that is added next, with a number."""
        address = f"{letters}{self.row + 1}"
        self.shown.append((address, "number", shown_number(number)))
        return f'<c r="{address}" s="{style}"><v>{number!r}</v></c>'

    def add(self, cells: Iterable[str], height: float | None = None) -> None:
        """A row with these cells."""
        written = "".join(cells)  # first: the cells ask for the number of the row to come
        self.row += 1
        kept = ' customHeight="1"' if self.fixed_heights else ""
        high = "" if height is None else f' ht="{height:g}"{kept}'
        self.rows.append(f'<row r="{self.row}"{high}>{written}</row>')

    def xml(self, *, active: bool) -> Iterator[str]:
        tab = f'<tabColor rgb="FF{self.colour}"/>' if self.colour else ""
        yield f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'
        yield f'<dimension ref="A1:{letters_of(len(self.columns))}{max(1, self.row)}"/>'
        selected = ' tabSelected="1"' if active else ""
        yield f'<sheetViews><sheetView{selected} workbookViewId="0">{self.view}</sheetView></sheetViews>'
        yield '<sheetFormatPr defaultRowHeight="15"/><cols>'
        for number, column in enumerate(self.columns, 1):
            hidden = ' hidden="1"' if column.hidden else ""
            at = f'min="{number}" max="{number}" width="{column.width:g}"'
            yield f'<col {at} style="{column.style}"{hidden} customWidth="1"/>'
        yield "</cols><sheetData>"
        yield from self.rows
        yield f"</sheetData>{self.after}</worksheet>"


def frozen_xml(columns: int, rows: int, cursor: str) -> str:
    """The view of a sheet in which so many columns and rows stay in sight, with the cursor in a cell."""
    top = f"{letters_of(columns + 1)}{rows + 1}"
    beside = f'xSplit="{columns}" ' if columns else ""
    active = "bottomRight" if columns else "bottomLeft"
    others = '<selection pane="topRight"/><selection pane="bottomLeft"/>' if columns else ""
    return (
        f'<pane {beside}ySplit="{rows}" topLeftCell="{top}" activePane="{active}" state="frozen"/>'
        f'{others}<selection pane="{active}" activeCell="{cursor}" sqref="{cursor}"/>'
    )


def page_xml(footer: str, across: int, *, portrait: bool = False) -> str:
    """How the sheet prints: on A4, so many pages beside each other, with page numbers."""
    told = xml_escape(footer.replace("&", "&&")[:150], quote=False)
    orientation = "portrait" if portrait else "landscape"
    return (
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{orientation}" fitToWidth="{across}" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;L{told}&amp;RSide &amp;P af &amp;N</oddFooter></headerFooter>"
    )


def letters_of(column: int) -> str:
    """The letters of a column by its number from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
