"""The data of a file as it will be, with the edits that lead there, and the row that each changed entry came from."""

from collections.abc import Mapping
from typing import Any

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.edits import Add, Clear, Edit, Remove, Set, Value
from mlmp_docs.plan.reader import mistakes
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.source import Path_
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.merged import Told
from mlmp_docs.tables.table import Column, Table
from mlmp_docs.tables.texts import spot

_MISSING = frozenset({"P010", "P011", "P033"})


class Draft:
    """Changes are made one after the other; each path is that of the data as it is by then."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.data: Any = _copied(raw)
        self.edits: list[Edit] = []
        self.rows: dict[int, EditedRow] = {}
        """By the identity of the entry in the data."""

    def at(self, place: Path_) -> Any:
        """What stands at a place that is there."""
        found = self.data
        for part in place:
            found = found[part]
        return found

    def comes_from(self, row: EditedRow, entry: object) -> None:
        """Remember which row an entry was changed or made by."""
        self.rows[id(entry)] = row

    def set(self, place: Path_, value: Value) -> None:
        """Let a place hold a value; nothing: the key stays without one."""
        above = self.data
        for part in place[:-1]:
            above = above.setdefault(part, {}) if isinstance(above, dict) else above[part]
        if value is None:
            above.pop(place[-1], None)
            self.edits.append(Clear(place))
        else:
            above[place[-1]] = _copied(value)
            self.edits.append(Set(place, value))

    def add(self, place: Path_, value: dict[str, Any], at: int | None = None) -> dict[str, Any]:
        """A new entry on a list, which may not be there yet; the entry as it stands in the data."""
        items = self.at(place[:-1]).setdefault(place[-1], [])
        entry: dict[str, Any] = _copied(value)
        items.insert(len(items) if at is None else at, entry)
        self.edits.append(Add(place, value, at))
        return entry

    def remove(self, place: Path_, entry: object) -> None:
        """Take an entry of a list away."""
        items = self.at(place)
        number = next(number for number, item in enumerate(items) if item is entry)
        del items[number]
        self.edits.append(Remove((*place, number)))

    def check(self, record: type[Record], told: Told) -> None:
        """Tell at each cell what the reader of the file would say of it."""
        for path, mistake in mistakes(self.data, told.file, record):
            found = self._cell(path)
            if found is None:
                told.diagnostics.append(mistake)
                continue
            row, column = found
            if mistake.code in _MISSING and column is not None:
                told.fejl(row, "R001", f"'{column.heading}' skal udfyldes.", "Skriv noget i cellen.", column)
            else:
                _tell(told, row, column, mistake)

    def _cell(self, path: Path_) -> tuple[EditedRow, Column | None] | None:
        """The row and the column of what stands at a path, as far as a row was about it."""
        found, row, below = self.data, self.rows.get(id(self.data)), path
        for number, part in enumerate(path):
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                break
            if id(found) in self.rows:
                row, below = self.rows[id(found)], path[number + 1 :]
        if row is None:
            return None
        keys = tuple(part for part in below if isinstance(part, str))
        return row, _column(row.table, keys, row.cells)


def _tell(told: Told, row: EditedRow, column: Column | None, mistake: Diagnostic) -> None:
    told.fejl(row, mistake.code, mistake.message, mistake.hint if column else "", column)


def _column(table: Table, keys: tuple[str, ...], cells: Mapping[str, object]) -> Column | None:
    """The column that is nearest to a path below an entry, first those that are on the sheet."""

    def nearness(column: Column) -> tuple[int, bool]:
        path = spot(column).path
        size = min(len(path), len(keys))
        return (size if path[:size] == keys[:size] else 0), column.key in cells

    best = max((column for column in table.columns if not column.is_shown_only), key=nearness)
    return best if nearness(best)[0] else None


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_copied(below) for below in value]
    return value
