"""A table that somebody saved as text with separators, in whatever encoding Excel, LibreOffice or Google wrote it."""

import codecs
import csv
import io
import re
from itertools import islice

from mlmp_docs.tables.grid import Grid, GridRow, SheetFile
from mlmp_docs.tables.headings import headings_known

_SEPARATORS = (";", "\t", ",")
_GARBLED = re.compile("Ã[¥¸¦]")
"""Å, ø and æ in UTF-8 that a program has taken for another encoding."""
_LONGEST = 1_000_000


class UnreadableText(ValueError):
    """The bytes are no such text. The message is Danish and tells nothing of the content."""


def read_csv(content: bytes, name: str) -> SheetFile:
    """The one table of a CSV file; `name` is what it is called in messages. Raises `UnreadableText`."""
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    stated = first.strip().removeprefix("sep=") if first.startswith("sep=") else ""
    if stated or first.startswith("sep="):
        text = rest
    best: tuple[int, Grid] | None = None
    broken = None
    for separator in [stated] if len(stated) == 1 else _SEPARATORS:
        try:
            grid = Grid(name, _rows(text, separator))
        except csv.Error as error:
            broken = error
            continue
        known = headings_known(grid)
        if best is None or known > best[0]:
            best = known, grid
    if best is None or (not best[0] and broken):
        raise UnreadableText("CSV-filen har et anførselstegn, der ikke er lukket. Gem den igen fra regnearket.")
    if _is_garbled(best[1]):
        raise UnreadableText("Æ, ø og å er ødelagt i CSV-filen. Gem den igen som 'CSV UTF-8'.")
    return SheetFile((best[1],), is_csv=True)


def _is_garbled(grid: Grid) -> bool:
    """Whether the first rows, which hold the headings, have Danish letters in pieces."""
    return any(_GARBLED.search(str(content)) for _, row in islice(grid.rows.items(), 5) for content in row.values())


def _rows(text: str, separator: str) -> dict[int, GridRow]:
    csv.field_size_limit(_LONGEST)
    rows: dict[int, GridRow] = {}
    for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
        row = {column: value for column, value in enumerate(values, 1) if value}
        if row:
            rows[number] = row
    return rows


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _as(content, encoding)
    if 0 in content[:4_000]:
        raise UnreadableText("Filen er hverken et regneark (.xlsx) eller en CSV-fil.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _as(content, "cp1252")


def _as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableText("CSV-filens tegnsæt kendes ikke. Gem den igen som 'CSV UTF-8'.") from None
    return text.removeprefix("\ufeff")
