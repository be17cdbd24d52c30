"""What stands in the cells of a spreadsheet, whoever saved it and in whatever form: sheets as rows of contents."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from mlmp_docs.plan.cpr_traces import holds_cpr_number
from mlmp_docs.tables.base import Base

Kind = Literal["tal", "dato", "tid", "dag og tid", "ja/nej", "fejl", "formel"]


@dataclass(frozen=True, slots=True)
class Odd:
    """What stands in a cell when it is no text."""

    kind: Kind
    """Of a number also how it is shown: as a date, as a time, as both."""

    text: str = field(repr=False)
    """A number as the file writes it, 1 or 0 for a yes or no, nothing for an error or a formula."""

    is_plain: bool = True
    """Whether a number is shown as it is: not as a percentage, with decimals it has not, or in parts."""


Content: TypeAlias = str | Odd
"""A text, or something else; an empty cell has no content."""

GridRow: TypeAlias = Mapping[int, Content]
"""The contents of a row by the number of their column, from 1."""


@dataclass(frozen=True)
class Merged:
    """Cells that were merged into one; all but the first have lost what stood in them."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def of(self, rows: Sequence[int]) -> Sequence[int]:
        """Those of the row numbers, which are in order, that some of the cells are in."""
        return rows[bisect_left(rows, self.first_row) : bisect_right(rows, self.last_row)]

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is one of them."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass(frozen=True)
class Grid:
    """One sheet."""

    name: str
    rows: Mapping[int, GridRow] = field(repr=False)
    """By their numbers, in the order of the sheet; a row without content is not there."""

    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    comments: tuple[str, ...] = ()
    """The addresses of the cells that somebody has attached a comment to."""

    @property
    def shown_name(self) -> str:
        """The name as messages may show it."""
        return "(arket)" if holds_cpr_number(self.name) else self.name

    def address(self, row: int, column: int) -> str:
        """The name of a cell: H7."""
        return f"{letters(column)}{row}"


@dataclass(frozen=True)
class SheetFile:
    """A file of sheets, or of one table."""

    grids: tuple[Grid, ...]
    base: Base | None = None
    """What was exported; None in a CSV file, and when it was taken out or changed."""

    memory: Mapping[str, str] = field(default_factory=dict)
    """The file's own properties (`mlmp-…`)."""

    day_zero: date = date(1899, 12, 30)
    """The day from which dates are counted; a workbook of the old Mac counts from 1904."""

    is_csv: bool = False
    """Whether it is text with separators: cells have no addresses there, only rows have numbers."""


def letters(column: int) -> str:
    """The letters of a column by its number: 8 is H."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
