"""A spreadsheet as it comes home, without a spreadsheet: the rows of a plan with some of their cells changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from mlmp_docs.plan.editor import edit
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables.edited import EditedCell, EditedRow
from mlmp_docs.tables.merging import Merged, Terms, ValueChange, merge_citizen
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.sheets import BY_NAME, TABLES
from mlmp_docs.tables.table import Row, RowKey, Table
from tests.builders import opsætning

FILE = "regneark.xlsx"
START = (
    "borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}\nrådgiver: mette-holm\ntilbud: [{id: bostedet-fjordglimt}]\n"
)


def letters(number: int) -> str:
    """The letters of a column, counted from 0."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def edited_row(
    table: Table, number: int, key: RowKey | None, values: Mapping[str, str], base: Mapping[str, str] | None
) -> EditedRow:
    """A row with all its cells."""
    cells = {
        column: EditedCell(f"{letters(table.keys.index(column))}{number}", text) for column, text in values.items()
    }
    return EditedRow(table, number, key, cells, base)


@lru_cache(maxsize=32)
def read_raw(content: bytes) -> dict[str, Any]:
    """The data of a plan that can be read."""
    reading = read_plan(content, "citizens/anna.yaml")
    assert reading.value is not None, [str(told) for told in reading.diagnostics]
    assert isinstance(reading.raw, dict)
    return reading.raw


@lru_cache(maxsize=32)
def rows_of(content: bytes) -> dict[str, list[Row]]:
    """The rows of a plan, by table."""
    return citizen_rows("anna", read_raw(content))


@dataclass
class Sheet:
    """The rows of one plan as they were exported, for somebody to change."""

    content: bytes
    rows: list[EditedRow] = field(default_factory=list)
    gone: list[EditedRow] = field(default_factory=list)
    opsætning: Opsætning = field(default_factory=opsætning)

    def __post_init__(self) -> None:
        found = rows_of(self.content)
        for table in TABLES:
            for number, row in enumerate(found.get(table.name, ()), 5):
                self.rows.append(edited_row(table, number, row.key, row.values, row.values))

    def type(self, table: str, number: int, **values: str) -> "Sheet":
        """Type into the cells of the row with that number of a table, from 0; __ stands for a full stop."""
        row = [row for row in self.rows if row.table.name == table][number]
        cells = dict(row.cells)
        for key, text in values.items():
            column = key.replace("__", ".")
            cells[column] = EditedCell(cells[column].address, text)
        self.rows[self.rows.index(row)] = replace(row, cells=cells)
        return self

    def new(self, table: str, **values: str) -> "Sheet":
        """A new row at the bottom; `at_borger` stands for @borger."""
        numbers = [row.number for row in self.rows if row.table.name == table]
        texts = dict.fromkeys(BY_NAME[table].keys, "")
        texts |= {key.replace("at_", "@").replace("__", "."): text for key, text in values.items()}
        self.rows.append(edited_row(BY_NAME[table], max(numbers, default=4) + 1, None, texts, None))
        return self

    def delete(self, table: str, number: int) -> "Sheet":
        """Delete a row."""
        row = [row for row in self.rows if row.table.name == table][number]
        self.rows.remove(row)
        self.gone.append(replace(row, number=0, cells={}))
        return self

    def without_base(self) -> "Sheet":
        """As a CSV file holds it."""
        self.rows = [replace(row, base=None) for row in self.rows]
        return self

    def merge(
        self,
        plan: bytes | None = None,
        brug: Literal["regneark", "plan", ""] | Callable[[ValueChange], Any] = "",
        slet: bool = False,
    ) -> Merged:
        """Merge into a plan, by default the one that was exported."""
        decide = brug if callable(brug) else lambda change: brug
        terms = Terms(FILE, self.opsætning, decide, slet)
        return merge_citizen("anna", read_raw(self.content if plan is None else plan), self.rows, self.gone, terms)

    def written(self, plan: bytes | None = None, **terms: Any) -> bytes:
        """The plan file after a merge that nothing hinders."""
        content = self.content if plan is None else plan
        merged = self.merge(plan, **terms)
        assert not merged.conflicts
        assert not merged.diagnostics, [str(told) for told in merged.diagnostics]
        return edit(content, merged.edits, "citizens/anna.yaml")


def sheet(text: str) -> Sheet:
    """The spreadsheet of a plan with the least that a plan must have, and this."""
    return Sheet((START + text).encode())


def told(merged: Merged) -> Sequence[tuple[str, str]]:
    """The place and code of everything that is told."""
    return [(told.place.cell, told.code) for told in merged.diagnostics]
