"""The workbook that comes home, read straight from its XML: sheets as rows of contents, and what was exported.

Reads row by row, so that neither two thousand citizens nor a stray cell in the last row costs much. openpyxl is not
used: it reads a formula without value as an empty cell, and a merged cell too.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree import ElementTree

from mlmp_docs.excel.foreign import what_archive_is, what_bytes_are
from mlmp_docs.excel.memory import PREFIX
from mlmp_docs.excel.number_formats import Shown, cell_formats
from mlmp_docs.excel.package import UnreadableWorkbook, column_and_row, unescape
from mlmp_docs.tables import base as base_sheet
from mlmp_docs.tables.csv_file import UnreadableText, read_csv
from mlmp_docs.tables.grid import Content, Grid, GridRow, Merged, Odd, SheetFile

OWN_NOTE = "mlmp: "
"""What the notes of a marked copy begin with; they are no comments of somebody's."""
MAX_SHEETS = 60
MAX_ROWS = 200_000
"""So many rows of a sheet may hold something; the steps towards goals of two thousand citizens are 21,000."""
MAX_AREAS = 100_000
_TOO_MUCH = (
    "Et ark har alt for mange udfyldte rækker eller flettede celler: der er vist fyldt noget ud helt til bunden. "
    "Slet rækkerne under tabellen, gem, og prøv igen."
)
_DAMAGED = "Regnearket er beskadiget. Åbn det i Excel, gem det igen, og prøv så."
_STRANGE = "Regnearket har dele, som et regneark ikke må have."
_CUT = "Filen er beskadiget eller ikke hentet helt. Hent den igen, eller lav et nyt regneark."


def read_editing_file(content: bytes, name: str) -> SheetFile:
    """The sheets of an .xlsx or CSV file called `name`. Raises `UnreadableWorkbook`, which says what to do."""
    if sentence := what_bytes_are(content, name):
        raise UnreadableWorkbook(sentence)
    if not content.startswith(b"PK"):
        try:
            return read_csv(content, posixpath.basename(name))
        except UnreadableText as error:
            raise UnreadableWorkbook(str(error)) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sentence := what_archive_is(archive):
                raise UnreadableWorkbook(sentence)
            return _Workbook(archive).read()
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise UnreadableWorkbook("Filen er beskyttet med adgangskode. Fjern adgangskoden, og gem den.") from error
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        KeyError,
        zlib.error,
    ) as error:
        raise UnreadableWorkbook(_CUT) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        if isinstance(error, UnreadableWorkbook):
            raise
        raise UnreadableWorkbook(_DAMAGED) from error


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts = set(archive.namelist())
        self.texts: list[str] = []
        self.formats: Sequence[Shown] = ()

    def read(self) -> SheetFile:
        part = next((target for kind, target in self._related("").values() if kind == "officeDocument"), "")
        workbook = self._xml(part)
        if workbook is None:
            raise UnreadableWorkbook("Filen er ikke et regneark.")
        related = self._related(part)
        for kind, target in related.values():
            if kind == "sharedStrings" and target in self.parts:
                self.texts = list(self._shared_texts(target))
            elif kind == "styles":
                self.formats = cell_formats(self._xml(target))
        grids, base = [], None
        for entry in workbook.findall("sheets/sheet")[:MAX_SHEETS]:
            kind, target = related.get(entry.get("id", ""), ("", ""))
            if kind != "worksheet" or target not in self.parts:
                continue  # a chart on a sheet of its own, or a macro sheet
            name = entry.get("name", "")
            if name.strip().casefold() == base_sheet.SHEET:
                base = self._base(target)
            else:
                grids.append(self._grid(name, entry.get("state", "visible") != "visible", target))
        settings = workbook.find("workbookPr")
        from_1904 = settings is not None and settings.get("date1904", "") in ("1", "true")
        return SheetFile(tuple(grids), base, self._memory(), date(1904, 1, 1) if from_1904 else date(1899, 12, 30))

    # --- parts ---

    def _xml(self, part: str) -> ElementTree.Element | None:
        """A small part as a whole, free of namespaces."""
        if part not in self.parts:
            return None
        content = self.archive.read(part)
        _check_start(content)
        root = ElementTree.fromstring(content)
        for element in root.iter():
            element.tag = _local(element.tag)
            for name in [name for name in element.attrib if name.startswith("{")]:
                element.attrib[_local(name)] = element.attrib.pop(name)
        return root

    def _streamed(self, part: str) -> Iterator[ElementTree.Element]:
        """The elements of a large part as they end; those above them are emptied by whoever reads."""
        with self.archive.open(part) as start:
            _check_start(start.read(50_000))
        with self.archive.open(part) as stream:
            for _, element in ElementTree.iterparse(stream):
                yield element

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part inside the file: id -> (type's last word, target part)."""
        folder, base = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {
            entry.get("Id", ""): (
                entry.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/"),
            )
            for entry in ([] if root is None else root)
            if entry.get("TargetMode") != "External"
        }

    def _memory(self) -> dict[str, str]:
        root = self._xml("docProps/custom.xml")
        return {
            entry.get("name", ""): "".join(entry.itertext())
            for entry in ([] if root is None else root.findall("property"))
            if entry.get("name", "").startswith(PREFIX)
        }

    def _shared_texts(self, part: str) -> Iterator[str]:
        for element in self._streamed(part):
            if element.tag.endswith("}si"):
                yield _shown_text(element)
                element.clear()

    # --- sheets ---

    def _grid(self, name: str, is_hidden: bool, part: str) -> Grid:
        rows: dict[int, GridRow] = {}
        hidden_rows: set[int] = set()
        merged: list[Merged] = []
        arrays: list[Merged] = []
        number = 0
        for element in self._streamed(part):
            if element.tag.endswith("}row"):
                number = _number(element.get("r"), number)
                contents = self._row(element, arrays)
                if contents:
                    rows[number] = contents if number not in rows else {**rows[number], **contents}
                    if element.get("hidden", "0") in ("1", "true"):
                        hidden_rows.add(number)
                element.clear()
            elif element.tag.endswith("}mergeCell"):
                merged.append(_range(element.get("ref", "")))
            if len(rows) > MAX_ROWS or len(merged) + len(arrays) > MAX_AREAS:
                raise UnreadableWorkbook(_TOO_MUCH)
        numbers = sorted(rows)
        if list(rows) != numbers:
            rows = {number: rows[number] for number in numbers}
        _check_areas(numbers, [*merged, *arrays])
        for array in arrays:
            _mark_formula(rows, numbers, array)
        comments = tuple(self._comments(part))
        return Grid(name, rows, is_hidden, frozenset(hidden_rows), tuple(merged), comments)

    def _row(self, row: ElementTree.Element, arrays: list[Merged]) -> dict[int, Content]:
        space = row.tag[:-3]
        value_tag, formula_tag, inline_tag = f"{space}v", f"{space}f", f"{space}is"
        contents: dict[int, Content] = {}
        column = 0
        for cell in row:
            if not len(cell):
                column = _column(cell.get("r"), column)
                continue
            column = _column(cell.get("r"), column)
            value: str | None = None
            content: Content | None = None
            for child in cell:
                if child.tag == value_tag:
                    value = child.text
                elif child.tag == formula_tag:
                    content = _FORMULA
                    if child.get("t") in ("array", "dataTable") and ":" in child.get("ref", ""):
                        arrays.append(_range(child.get("ref", "")))
                elif child.tag == inline_tag:
                    content = content or _shown_text(child)
            if content is None and value is not None:
                content = self._content(cell.get("t", "n"), value, cell.get("s", "0"))
            if content:
                contents[column] = content
        return contents

    def _content(self, stored_as: str, value: str, style: str) -> Content | None:
        if stored_as == "s":
            number = int(value)
            if number < 0:
                raise UnreadableWorkbook(_DAMAGED)
            return self.texts[number]
        if stored_as == "str":
            return unescape(value)
        if stored_as == "d":
            return value
        if stored_as == "b":
            return Odd("ja/nej", value.strip())
        if stored_as == "e":
            return _ERROR
        kind, is_plain = self.formats[int(style)] if 0 <= int(style) < len(self.formats) else ("tal", True)
        return Odd(kind, value.strip(), is_plain)

    def _comments(self, sheet: str) -> Iterator[str]:
        for kind, target in self._related(sheet).values():
            root = self._xml(target) if kind == "comments" else None
            if root is None:
                continue
            for comment in root.findall("commentList/comment"):
                if not "".join(comment.itertext()).strip().startswith(OWN_NOTE):
                    yield comment.get("ref", "")

    def _base(self, part: str) -> base_sheet.Base | None:
        lines = self._grid(base_sheet.SHEET, True, part).rows.values()
        try:
            return base_sheet.read_base(
                tuple(text if isinstance(text, str) else "" for text in line.values()) for line in lines
            )
        except base_sheet.BrokenBase:
            return None


_FORMULA = Odd("formel", "")
_ERROR = Odd("fejl", "")
_COLUMNS: dict[str, int] = {}


def _number(stated: str | None, before: int) -> int:
    """The number of a row, which a file may leave out."""
    return int(stated) if stated else before + 1


def _column(address: str | None, before: int) -> int:
    """The number of a cell's column, which a file may leave out."""
    if not address:
        return before + 1
    name = address.rstrip("0123456789")
    number = _COLUMNS.get(name)
    if number is None:
        number = column_and_row(f"{name}1")[0]
        _COLUMNS[name] = number
    return number


def _range(reference: str) -> Merged:
    first, _, last = reference.partition(":")
    first_column, first_row = column_and_row(first)
    last_column, last_row = column_and_row(last or first)
    return Merged(first_row, first_column, last_row, last_column)


def _check_areas(numbers: Sequence[int], areas: Sequence[Merged]) -> None:
    """Refuse areas that overlap so much that no program can have written them."""
    if sum(len(area.of(numbers)) for area in areas) > 20 * MAX_ROWS:
        raise UnreadableWorkbook(_TOO_MUCH)


def _mark_formula(rows: dict[int, GridRow], numbers: Sequence[int], array: Merged) -> None:
    """A formula that fills several cells stands in the first of them only."""
    for number in array.of(numbers):
        contents = rows[number]
        if any(array.covers(number, column) for column in contents):
            rows[number] = {
                column: _FORMULA if array.covers(number, column) else content for column, content in contents.items()
            }


def _shown_text(item: ElementTree.Element) -> str:
    """The text of a cell, also of one in several styles; how a word is pronounced (`rPh`) is not shown."""
    space = item.tag.rpartition("}")[0] + "}"
    if len(item) == 1 and item[0].tag == f"{space}t":
        return unescape(item[0].text or "")
    runs = [*item.findall(f"{space}t"), *item.findall(f"{space}r/{space}t")]
    return unescape("".join(run.text or "" for run in runs))


def _check_start(content: bytes) -> None:
    start = content[:50_000]
    if b"<!DOCTYPE" in start or "<!DOCTYPE".encode("utf-16-le") in start or "<!DOCTYPE".encode("utf-16-be") in start:
        raise UnreadableWorkbook(_STRANGE)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
