"""Worksheets and the package around them written as XML, the same bytes every time.

For workbooks of hundreds of thousands of cells, where an object for each cell takes ten times as long.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from mlmp_docs.excel.memory import CONTENT, PARTS, ShownHash, normal, parts_hash, shown_number
from mlmp_docs.excel.package import escape, rebuild
from mlmp_docs.excel.properties import (
    APP_PROPERTIES,
    CUSTOM_LINK,
    CUSTOM_TYPE,
    DECLARATION,
    OFFICE,
    core_properties,
    custom_properties,
)
from mlmp_docs.excel.workbook import MAX_CHARACTERS, DoesNotFit

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

State = Literal["visible", "hidden", "veryHidden"]


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
    stored = escape(text)
    if len(stored) > MAX_CHARACTERS:
        raise DoesNotFit(f"Celle {address}: teksten er på mere end {MAX_CHARACTERS} tegn.")
    if ILLEGAL_CHARACTERS_RE.search(stored):
        raise DoesNotFit(f"Celle {address}: teksten har tegn, som Excel ikke kan gemme.")
    return f'<si><t xml:space="preserve">{xml_escape(stored)}</t></si>'


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

    rows: list[str] = field(default_factory=list)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    """The cells that hold something, for the hash."""

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
        """A row; its height is what Excel may change again when more is written there."""
        written = "".join(cells)  # first: the cells ask for the number of the row to come
        self.row += 1
        high = "" if height is None else f' ht="{height:g}"'
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


def page_xml(footer: str, across: int) -> str:
    """How the sheet prints: A4 landscape, so many pages beside each other, with page numbers."""
    told = xml_escape(footer.replace("&", "&&")[:150])
    return (
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="landscape" fitToWidth="{across}" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;L{told}&amp;RSide &amp;P af &amp;N</oddFooter></headerFooter>"
    )


def letters_of(column: int) -> str:
    """The letters of a column by its number from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class DefinedName:
    """A name for a range; `sheet` when it belongs to one sheet, by its number from 0."""

    name: str
    target: str
    sheet: int | None = None
    hidden: bool = False


def package(
    sheets: Sequence[SheetXml],
    names: Sequence[DefinedName],
    styles: bytes,
    properties: tuple[str, str, Mapping[str, str]],
) -> bytes:
    """The workbook as bytes; `properties` are its title, its author by role, and its memory."""
    title, author, memory = properties
    shown = ShownHash()
    for sheet in sheets:
        shown.sheet(sheet.name, sheet.shown)
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _package_links(),
        "docProps/app.xml": APP_PROPERTIES,
        "docProps/core.xml": core_properties(title, author),
        _MEMORY: b"",
        "xl/workbook.xml": _workbook(sheets, names),
        "xl/_rels/workbook.xml.rels": _workbook_links(len(sheets)),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": sheets[0].texts.xml(),
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = "".join(sheet.xml(active=number == 1)).encode()
    parts[_MEMORY] = custom_properties({**memory, CONTENT: shown.hexdigest(), PARTS: parts_hash(parts)})
    return rebuild(parts)


def _workbook(sheets: Sequence[SheetXml], names: Sequence[DefinedName]) -> bytes:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" state="{sheet.state}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><workbookPr/>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" tabRatio="800"/>'
        f"</bookViews><sheets>{listed}</sheets><definedNames>{''.join(map(_defined, names))}</definedNames></workbook>"
    ).encode()


def _defined(name: DefinedName) -> str:
    scope = "" if name.sheet is None else f' localSheetId="{name.sheet}"'
    hidden = ' hidden="1"' if name.hidden else ""
    return f"<definedName name={quoteattr(name.name)}{scope}{hidden}>{xml_escape(name.target)}</definedName>"


_MEMORY = "docProps/custom.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _content_types(sheets: int) -> bytes:
    numbered = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{numbered}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{CUSTOM_TYPE}</Types>"
    ).encode()


def _package_links() -> bytes:
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/>'
        f"{CUSTOM_LINK}</Relationships>"
    ).encode()


def _workbook_links(sheets: int) -> bytes:
    kinds = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    kinds += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()
