"""What a generated workbook remembers of itself, and whether a person has edited it since."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from mlmp_docs.excel.package import Cell, Package, UnreadableWorkbook, column_and_row, open_package

PREFIX = "mlmp-"
CONTENT = "mlmp-indhold"
"""The property that holds `shown_hash` as it was when the workbook was made."""
PARTS = "mlmp-dele"
"""The property that holds `parts_hash` of a large workbook, in which reading every cell takes seconds."""


def read_memory(content: bytes) -> dict[str, str] | None:
    """The workbook's own properties (`mlmp-…`); None when it cannot be read or was not made by this tool."""
    try:
        package = open_package(content)
        root = package.xml(_REMEMBERED_IN)
    except UnreadableWorkbook:
        return None
    memory = {
        entry.get("name", ""): "".join(entry.itertext())
        for entry in ([] if root is None else root.findall("property"))
        if entry.get("name", "").startswith(PREFIX)
    }
    return memory or None


def is_as_made(content: bytes) -> bool:
    """Whether nobody has changed what a workbook of this tool shows; False for any other file.

    A file that nobody even saved again is told by the check sums of its parts, without reading a cell.
    """
    memory = read_memory(content)
    if memory is None or CONTENT not in memory:
        return False
    if PARTS in memory and memory[PARTS] == parts_hash(open_package(content).parts):
        return True
    try:
        return shown_hash(content) == memory[CONTENT]
    except UnreadableWorkbook:
        return False


def parts_hash(parts: Mapping[str, bytes]) -> str:
    """A hash of the bytes of all parts but the one that remembers it, in letters: ten digits look like a CPR number."""
    digest = hashlib.sha256()
    for name, content in sorted(parts.items()):
        if name != _REMEMBERED_IN:
            digest.update(f"{name} {len(content)} ".encode() + hashlib.sha256(content).digest())
    return digest.hexdigest().translate(_LETTERS)


_REMEMBERED_IN = "docProps/custom.xml"
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def shown_hash(content: bytes) -> str:
    """A hash of what the workbook shows: sheet names, cells, comments, pictures.

    The same after "opened and saved" in Excel or LibreOffice: neither packaging nor number formats count.
    Raises `UnreadableWorkbook`.
    """
    return _digest(_shown(open_package(content)))


def hash_of_cells(name: str, cells: Iterable[Cell]) -> str:
    """The `shown_hash` of a workbook that has one sheet of this name with these cells, and nothing else to show."""
    return _digest(_shown_sheet(name, cells))


class ShownHash:
    """The `shown_hash` of a workbook while it is written: sheet after sheet, the cells of each row after row."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def sheet(self, name: str, cells: Iterable[tuple[str, str, str]]) -> None:
        """A sheet and its cells: address, kind and what `normal` or `shown_number` makes of what they hold.

        Cells that show nothing are left out.
        """
        self.lines([f"sheet {normal(name)}", *(_line(*cell) for cell in cells)])

    def lines(self, lines: Iterable[str]) -> None:
        """More of what the workbook shows."""
        self._digest.update("".join([f"{line}\0" for line in lines]).encode("utf-8", "surrogatepass"))

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _digest(lines: Iterable[str]) -> str:
    digest = ShownHash()
    digest.lines(lines)
    return digest.hexdigest()


def _line(address: str, kind: str, shown: str) -> str:
    return f"{address} {kind} {shown}"


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
    return "" if root is None else normal(" ".join(root.itertext()))


def _shown_sheet(name: str, cells: Iterable[Cell]) -> Iterator[str]:
    def place(cell: Cell) -> tuple[int, int]:
        column, row = column_and_row(cell.address)
        return row, column

    yield f"sheet {normal(name)}"
    for cell in sorted(cells, key=place):
        if shown := _value(cell):
            yield _line(cell.address, cell.kind, shown)


def _value(cell: Cell) -> str:
    if cell.kind != "number":
        return normal(cell.text)
    try:
        return shown_number(float(cell.text))
    except ValueError:
        return normal(cell.text)


def shown_number(number: float) -> str:
    """A number as far as every program keeps it."""
    return f"{number:.12g}"


def normal(text: str) -> str:
    """A text without what packaging may change: blanks and the form of its letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())
