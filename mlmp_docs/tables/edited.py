"""What came home in a spreadsheet: rows with their places, before anybody asks the plans."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.tables.table import RowKey, Table


@dataclass(frozen=True)
class EditedCell:
    """A value as somebody left it, in the one form of its column, and where it stands."""

    address: str
    """`H7`; an empty text in a CSV file, where the row alone has a place."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class EditedRow:
    """A row of one of the tables."""

    table: Table
    number: int
    """The number of the row on its sheet, from 1."""

    key: RowKey | None
    """None for a new row: nothing of the hidden column, and nothing like it in the base."""

    cells: Mapping[str, EditedCell] = field(repr=False)
    """By the column's key; a column that is not on the sheet is not there. A cell that was refused is not there."""

    base: Mapping[str, str] | None = field(default=None, repr=False)
    """The values that were exported; None for a new row, and where the file does not hold them any more."""


ValueId = tuple[str, str, str]
"""Table, row (the text of its key; `#12` for a new one on row 12) and column key."""


@dataclass(frozen=True)
class Decision:
    """What somebody chose for one conflict in a marked copy, and fingerprints of the values the choice was between."""

    brug: Literal["regneark", "plan"]
    edited: str
    plan: str


@dataclass(frozen=True)
class EditedTables:
    """Everything of a spreadsheet that could be read."""

    rows: tuple[EditedRow, ...]
    gone: tuple[EditedRow, ...]
    """Rows that were exported and are not there any more: number 0, no cells, and the values that were exported."""

    diagnostics: tuple[Diagnostic, ...]
    """What was refused (*fejl*) and what was not looked at (*advarsel*), with the cell."""

    decisions: Mapping[ValueId, Decision] = field(default_factory=dict)
    """What was decided in a marked copy; `tables.decisions.decided` tells whether it still holds."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    """What the sheet of each table is called by now, where that is known."""
