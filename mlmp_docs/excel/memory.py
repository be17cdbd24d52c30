"""What a generated workbook remembers of itself, and whether a person has edited it since."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

from mlmp_docs.excel.package import Cell, Package, UnreadableWorkbook, column_and_row, open_package

PREFIX = "mlmp-"
CONTENT = "mlmp-indhold"
"""The property that holds `shown_hash` as it was when the workbook was made."""


def read_memory(content: bytes) -> dict[str, str] | None:
    """The workbook's own properties (`mlmp-…`); None when it cannot be read or was not made by this tool."""
    try:
        package = open_package(content)
        root = package.xml("docProps/custom.xml")
    except UnreadableWorkbook:
        return None
    memory = {
        entry.get("name", ""): "".join(entry.itertext())
        for entry in ([] if root is None else root.findall("property"))
        if entry.get("name", "").startswith(PREFIX)
    }
    return memory or None


def shown_hash(content: bytes) -> str:
    """A hash of what the workbook shows: sheet names, cells, comments, pictures.

    The same after "opened and saved" in Excel or LibreOffice: neither packaging nor number formats count.
    Raises `UnreadableWorkbook`.
    """
    return _digest(_shown(open_package(content)))


def hash_of_cells(name: str, cells: Iterable[Cell]) -> str:
    """The `shown_hash` of a workbook that has one sheet of this name with these cells, and nothing else to show."""
    return _digest(_shown_sheet(name, cells))


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _shown(package: Package) -> Iterator[str]:
    for sheet in package.sheets():
        yield from _shown_sheet(sheet.name, sheet.cells)
    for name, part in sorted(package.parts.items()):
        if name.startswith("xl/media/"):
            yield f"picture {hashlib.sha256(part).hexdigest()}"
        elif name.startswith(_WITH_TEXT) and (text := _text_of(package, name)):
            yield f"drawing {text}"


_WITH_TEXT = ("xl/drawings/drawing", "xl/charts/chart", "xl/comments")


def _text_of(package: Package, name: str) -> str:
    root = package.xml(name)
    return "" if root is None else _normal(" ".join(root.itertext()))


def _shown_sheet(name: str, cells: Iterable[Cell]) -> Iterator[str]:
    def place(cell: Cell) -> tuple[int, int]:
        column, row = column_and_row(cell.address)
        return row, column

    yield f"sheet {_normal(name)}"
    for cell in sorted(cells, key=place):
        if shown := _value(cell):
            yield f"{cell.address} {cell.kind} {shown}"


def _value(cell: Cell) -> str:
    if cell.kind != "number":
        return _normal(cell.text)
    try:
        return f"{float(cell.text):.12g}"
    except ValueError:
        return _normal(cell.text)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
