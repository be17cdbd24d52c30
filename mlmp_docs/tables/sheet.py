"""A sheet that is known to be one of the tables, and what its rows are read with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.tables.grid import Grid, Merged, letters
from mlmp_docs.tables.headings import Headings
from mlmp_docs.tables.meant import IdsByName
from mlmp_docs.tables.people import Known
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.table import Column, Table

NAMES = ("@navn", "borger.navn")
NUMBERS = ("@cpr", "borger.cpr")
WHO = frozenset({*NAMES, *NUMBERS, "@borger"})
"""The columns that tell whose row it is."""


@dataclass(frozen=True)
class Placed:
    """A column of the table and where it stands on the sheet."""

    column: Column
    key: str
    at: int
    letters: str
    """Empty in a CSV file, where cells have no addresses."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that is one of the tables, and what its rows are read with."""

    grid: Grid
    headings: Headings
    exported: Mapping[str, Mapping[str, str]] = field(repr=False)
    """The exported rows of the table by the text of their key; nothing when nobody knows."""

    known: Known
    year: int
    day_zero: date
    file: str
    is_csv: bool = False
    ids: Mapping[str, IdsByName] = field(default_factory=dict, repr=False)
    """By the sheet that a column takes its ids from."""

    @property
    def table(self) -> Table:
        return self.headings.table

    def place(self, row: int, placed: Placed | None = None) -> Place:
        """The place of a cell, or of a row; in a CSV file the row, counted as its lines in a spreadsheet."""
        if self.is_csv:
            return Place(self.file, row)
        where = f"{placed.letters}{row}" if placed and placed.letters else f"række {row}"
        return Place(self.file, cell=f"{self.grid.shown_name}!{where}")

    def refused(self, refusal: Refusal, row: int, placed: Placed | None = None) -> Diagnostic:
        """The refusal of a cell, or of a row."""
        message = f"{placed.column.heading}: {refusal.message}" if placed else refusal.message
        return Diagnostic(refusal.code, Level.FEJL, self.place(row, placed), message, refusal.hint)

    def warned(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """Something about the sheet that stops nothing."""
        return Diagnostic(code, Level.ADVARSEL, Place(self.file, cell=self.grid.shown_name), message, hint)

    @cached_property
    def columns(self) -> tuple[Placed, ...]:
        """The table's columns and where they stand, from the left."""
        at = sorted(self.headings.columns.items(), key=lambda item: item[1])
        return tuple(
            Placed(self.table.column(key), key, number, "" if self.is_csv else letters(number)) for key, number in at
        )

    @cached_property
    def by_key(self) -> Mapping[str, Placed]:
        """The table's columns by their keys."""
        return {placed.key: placed for placed in self.columns}

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letters of the columns by their keys; empty texts in a CSV file."""
        return {placed.key: placed.letters for placed in self.columns}

    def address(self, row: int, placed: Placed) -> str:
        """The address of a cell; empty in a CSV file."""
        return f"{placed.letters}{row}" if placed.letters else ""

    @cached_property
    def merged(self) -> Mapping[int, Sequence[Merged]]:
        """The merged cells by the numbers of the rows that have some."""
        numbers = tuple(self.grid.rows)
        by_row: dict[int, list[Merged]] = {}
        for merged in self.grid.merged:
            for row in merged.of(numbers):
                by_row.setdefault(row, []).append(merged)
        return by_row

    @cached_property
    def exported_people(self) -> Mapping[str, frozenset[str]]:
        """What the columns that tell whose row it is held when they were exported."""
        rows = self.exported.values()
        return {key: frozenset(row[key] for row in rows if key in row) for key in WHO}

    @cached_property
    def by_identity(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """The exported keys by what stands in the locked columns."""
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for key, row in self.exported.items():
            found[tuple(row.get(column, "") for column in self.identity)].append(key)
        return found

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """The locked columns that are on the sheet."""
        return tuple(placed.key for placed in self.columns if placed.column.locked)
