"""The workbook around its sheets, written as XML: its parts, what they are to each other, and its memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mlmp_docs.excel.memory import CONTENT, PARTS, ShownHash, parts_hash
from mlmp_docs.excel.package import rebuild
from mlmp_docs.excel.properties import (
    APP_PROPERTIES,
    CUSTOM_LINK,
    CUSTOM_TYPE,
    DECLARATION,
    OFFICE,
    core_properties,
    custom_properties,
)
from mlmp_docs.excel.sheet_xml import MAIN, SheetXml


@dataclass(frozen=True)
class DefinedName:
    """A name for a range; `sheet` when it belongs to one sheet, by its number from 0."""

    name: str
    target: str
    sheet: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Properties:
    """What a workbook tells of itself: its title, its author by role, and its memory."""

    title: str
    author: str
    memory: Mapping[str, str]
    told_by_parts: bool = False
    """Whether it also remembers its parts: for a large workbook, in which reading every cell takes seconds."""


def package(sheets: Sequence[SheetXml], names: Sequence[DefinedName], styles: bytes, properties: Properties) -> bytes:
    """The workbook as bytes; it also remembers what it shows."""
    shown = ShownHash()
    for sheet in sheets:
        shown.sheet(sheet.name, sheet.shown)
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _package_links(),
        "docProps/app.xml": APP_PROPERTIES,
        "docProps/core.xml": core_properties(properties.title, properties.author),
        _MEMORY: b"",
        "xl/workbook.xml": _workbook(sheets, names),
        "xl/_rels/workbook.xml.rels": _workbook_links(len(sheets)),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": sheets[0].texts.xml(),
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = "".join(sheet.xml(active=number == 1)).encode()
    memory = {**properties.memory, CONTENT: shown.hexdigest()}
    if properties.told_by_parts:
        memory[PARTS] = parts_hash(parts)
    parts[_MEMORY] = custom_properties(memory)
    return rebuild(parts)


def _workbook(sheets: Sequence[SheetXml], names: Sequence[DefinedName]) -> bytes:
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{number}" state="{sheet.state}" r:id="rId{number}"/>'
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
    target = escape(name.target, quote=False)
    return f'<definedName name="{escape(name.name)}"{scope}{hidden}>{target}</definedName>'


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
