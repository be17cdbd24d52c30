"""An .xlsx file as parts and cells, read straight from its XML.

openpyxl reads what a cell means (dates by number format, formulas without value); here it is read what stands in
it, whoever saved the file, and no stray cell in the last row costs time.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

MAX_BYTES = 100_000_000
MAX_PARTS = 2_000

Kind = Literal["text", "number", "yes-no", "error", "formula"]


class UnreadableWorkbook(ValueError):
    """The bytes are no workbook that can be read. The message is Danish and tells nothing of the content."""


@dataclass(frozen=True)
class Cell:
    """A cell that holds something; `text` is what stands in it, for a formula the formula."""

    address: str
    kind: Kind
    text: str


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name, whether it is hidden, and its XML with names free of namespaces."""

    name: str
    state: str
    """visible | hidden | veryHidden"""
    part: str
    xml: ElementTree.Element
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Package:
    """The parts of a workbook by name, in the order of the file; a name that stands twice is in `doubles`."""

    parts: dict[str, bytes]
    doubles: tuple[str, ...]

    def xml(self, name: str) -> ElementTree.Element | None:
        """The part as XML with names free of namespaces; None when there is no such part."""
        content = self.parts.get(name)
        return None if content is None else _parsed(content)

    def related(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """The relationships of a part: id -> (type's last word, target part or address, outside the file)."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str, bool]] = {}
        for entry in [] if root is None else root:
            outside = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[entry.get("Id", "")] = (entry.get("Type", "").rpartition("/")[2], target, outside)
        return found

    def workbook_part(self) -> str:
        """The name of the part that lists the sheets."""
        for kind, target, outside in self.related("").values():
            if kind == "officeDocument" and not outside and target in self.parts:
                return target
        raise UnreadableWorkbook("Filen er ikke et regneark.")

    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets in the order of the workbook."""
        workbook_part = self.workbook_part()
        workbook = self.xml(workbook_part)
        related = self.related(workbook_part)
        shared = self._shared_texts(related)
        sheets = []
        for entry in [] if workbook is None else workbook.findall("sheets/sheet"):
            _, part, _ = related.get(entry.get("id", ""), ("", "", False))
            xml = self.xml(part)
            if xml is None:
                raise UnreadableWorkbook("Regnearket mangler et af sine ark.")
            cells = tuple(_cells(xml, shared))
            sheets.append(Sheet(entry.get("name", ""), entry.get("state", "visible"), part, xml, cells))
        return tuple(sheets)

    def _shared_texts(self, related: dict[str, tuple[str, str, bool]]) -> list[str]:
        for kind, part, outside in related.values():
            if kind == "sharedStrings" and not outside and (root := self.xml(part)) is not None:
                return [_rich_text(item) for item in root.findall("si")]
        return []


_NOT_TO_UNPACK = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error),
    *(EOFError, NotImplementedError, RuntimeError, OSError),
)


def open_package(content: bytes, most: int = MAX_BYTES) -> Package:
    """The parts of an .xlsx file, of at most so many bytes together; raises `UnreadableWorkbook`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > most:
                raise UnreadableWorkbook("Regnearket er for stort.")
            names = [entry.filename for entry in entries]
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _NOT_TO_UNPACK as error:
        raise UnreadableWorkbook("Filen er ikke et regneark, eller den er beskadiget eller beskyttet.") from error
    return Package(parts, tuple(sorted({name for name in names if names.count(name) > 1})))


def rebuild(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip file in which nothing depends on the clock or the machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return target.getvalue()


def column_and_row(address: str) -> tuple[int, int]:
    """The numbers of a cell's column and row, counted from 1: B3 is (2, 3)."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", address)
    if not match:
        raise UnreadableWorkbook("Regnearket har en celle uden plads.")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])


# Excel keeps control characters as _x000D_, and a text that looks like one with the underscore written so.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escape(text: str) -> str:
    """The text as it must be stored, so that Excel shows exactly it."""
    return _LIKE_ESCAPED.sub("_x005F_", text)


def unescape(stored: str) -> str:
    """The text that Excel shows for a stored one."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored)


def _parsed(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content:
        raise UnreadableWorkbook("Regnearket har dele, som et regneark ikke må have.")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # the last two: an encoding nobody knows
        raise UnreadableWorkbook("Regnearket er beskadiget.") from error
    for element in root.iter():
        element.tag = _local(element.tag)
        for name in [name for name in element.attrib if name.startswith("{")]:
            element.attrib[_local(name)] = element.attrib.pop(name)
    return root


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _rich_text(item: ElementTree.Element) -> str:
    runs = [*item.findall("t"), *item.findall("r/t")]  # not rPh: how a word is pronounced is not shown
    return unescape("".join(run.text or "" for run in runs))


_KINDS: dict[str, Kind] = {"b": "yes-no", "e": "error", "str": "text", "d": "text", "n": "number"}


def _cells(sheet: ElementTree.Element, shared: list[str]) -> Iterator[Cell]:
    for cell in sheet.findall("sheetData/row/c"):
        address, stored_as = cell.get("r", ""), cell.get("t", "n")
        value, formula, inline = cell.findtext("v", ""), cell.find("f"), cell.find("is")
        if formula is not None:
            yield Cell(address, "formula", formula.text or "")
        elif stored_as == "inlineStr":
            yield Cell(address, "text", "" if inline is None else _rich_text(inline))
        elif stored_as == "s":
            if not value.isdecimal() or int(value) >= len(shared):
                raise UnreadableWorkbook("Regnearket mangler en af sine tekster.")
            yield Cell(address, "text", shared[int(value)])
        elif value:
            yield Cell(address, _KINDS.get(stored_as, "number"), unescape(value) if stored_as == "str" else value)
