"""What was exported, as the spreadsheet itself remembers it on a sheet that nobody sees."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

SHEET = "mlmp-udgangspunkt"
FORMAT = "1"
TABLE = "tabel"
"""In the first cell of the line that tells a table's columns."""


class BrokenBase(ValueError):
    """The sheet does not hold what was exported any more."""


@dataclass(frozen=True)
class Base:
    """The values that were exported."""

    selection: str
    """The years, and whose plans they are, in words."""

    day: str
    """The day of the export."""

    columns: Mapping[str, tuple[str, ...]]
    """The keys of each table's columns, by its name."""

    rows: Mapping[str, Mapping[str, Mapping[str, str]]] = field(repr=False)
    """The values by column of each row, by the text of its key, of each table, by its name."""


def read_base(lines: Iterable[tuple[str, ...]]) -> Base:
    """The base from the texts of the sheet's rows, from the left. Raises `BrokenBase`."""
    first, *others = [*lines] or [()]
    head = (*first, "", "", "", "", "")
    if head[0] != SHEET or head[1] != FORMAT or head[4] not in ("", fingerprint([head[:4], *others])):
        raise BrokenBase
    columns: dict[str, tuple[str, ...]] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for name, text, values in _texts(others):
        if name == TABLE:
            columns[text] = values
            rows[text] = {}
        elif name not in columns or len(values) != len(columns[name]) or text in rows[name]:
            raise BrokenBase
        else:
            rows[name][text] = dict(zip(columns[name], values, strict=True))
    return Base(head[2], head[3], columns, rows)


def fingerprint(lines: Iterable[Sequence[str]]) -> str:
    """Tells whether the sheet is as it was made: a search and replace in all sheets would change it along."""
    whole = "\n".join("\t".join(line) for line in lines)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _texts(lines: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for first, second, *chunks in lines:
        try:
            values = orjson.loads("".join(chunks))
        except ValueError:
            raise BrokenBase from None
        if not isinstance(values, list) or set(map(type, values)) - {str}:
            raise BrokenBase
        yield first, second, tuple(values)
