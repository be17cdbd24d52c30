"""What a table is: its columns, its rows, and how a row is told from all others.

Every value is a text in one form, whatever the plan file or the spreadsheet writes: a day is 2027-05-12, a time 10:00,
a month maj, a yes ja, a list has one item on each line, and nothing is an empty text. So base, edited and plan values
can be compared.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "tekst",
    "dato",
    "tid",
    "måned",
    "ja/nej",
    "valg",
    "id",
    "heltal",
    "cpr",
    "telefon",
    "sætninger",
    "navne",
    "id'er",
]
"""What a column holds. The last three are lists, an item on each line; of ids also after commas."""

LISTS: frozenset[Kind] = frozenset({"sætninger", "navne", "id'er"})


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    key: str
    """The way to the value below the entry (`forberedelsesmøde.dato`). With @ before it: tells whose row it is or
    shows something that stands elsewhere, and is never written."""

    heading: str
    kind: Kind
    width: float
    """In characters."""

    choices: tuple[str, ...] = ()
    """The only words that may stand there."""

    choices_from: str = ""
    """The table whose ids are the choices, or `skalaer`, `medarbejdere`, `undertemaer`."""

    locked: bool = False
    """Filled in for a new row only: changing it would make it another thing."""

    prompt: str = ""
    """What to write there, in Danish; shown when the cell is chosen. At most 255 characters."""

    @property
    def is_shown_only(self) -> bool:
        """Whether the column is never written into a plan."""
        return self.key.startswith("@")


@dataclass(frozen=True)
class Table:
    """One sheet of the workbook."""

    name: str
    columns: tuple[Column, ...]
    help: str
    """What a row is, in a Danish sentence."""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    def column(self, key: str) -> Column:
        """The column of a key. Raises `KeyError`."""
        return next((column for column in self.columns if column.key == key), None) or _no_column(key)


def _no_column(key: str) -> Column:
    raise KeyError(key)


@dataclass(frozen=True)
class RowKey:
    """What a row is about: a citizen (empty: mlmp.yaml), and the way to the entry in the file by names and ids."""

    borger: str
    path: tuple[str, ...] = ()
    """`("møder", "2027")`, `("mål", "bus", "delmål", "rute")`; an entry without id has its identifying text."""

    number: int = 1
    """Which of the entries that are called the same, from 1; more than one of them cannot be told apart."""

    def __str__(self) -> str:
        """As it stands in the hidden column of the workbook."""
        parts = [self.borger, *self.path, *([self.number] if self.number > 1 else [])]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def row_key(text: str) -> RowKey | None:
    """The key that `str` made; None for anything else."""
    if text[:2] == '["' and text[-2:] == '"]' and "\\" not in text and '"' not in text[2:-2].replace('","', ""):
        first, *path = text[2:-2].split('","')  # nearly all keys; many times faster than reading JSON
        return RowKey(first, tuple(path))
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    if not isinstance(parts, list) or not parts:
        return None
    number = parts.pop() if isinstance(parts[-1], int) and not isinstance(parts[-1], bool) else 1
    if not parts or not all(isinstance(part, str) for part in parts) or number < 1:
        return None
    return RowKey(parts[0], tuple(parts[1:]), number)


@dataclass(frozen=True)
class Row:
    """One thing, with a text for each column of its table by key; an empty text where there is nothing."""

    key: RowKey
    values: Mapping[str, str]


Rows = Mapping[str, tuple[Row, ...]]
"""The rows of each table by its name."""
