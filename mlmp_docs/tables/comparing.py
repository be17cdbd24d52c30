"""A row against the entry it is about: what is written, what is in conflict, what must not be changed here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mlmp_docs.merge import Outcome, Values, outcome, outcome_of_parts
from mlmp_docs.plan.source import Path_
from mlmp_docs.tables.contact import as_id
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.entries import IDENTITY, Entry, Text
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.merged import Decide, ValueChange
from mlmp_docs.tables.rows import value_of
from mlmp_docs.tables.shown import is_hidden
from mlmp_docs.tables.table import Column
from mlmp_docs.tables.texts import canonical, found, spot
from mlmp_docs.tables.typed import cleaned


class Comparing:
    """Compares the rows of one file, one after the other."""

    def __init__(
        self, raw: Mapping[str, Any], known: Sequence[Entry], shown: Text, limits: Limits, decide: Decide
    ) -> None:
        self.raw = raw
        self.known = known
        self.shown = shown
        self.limits = limits
        self.decide = decide
        self.renamed: dict[Path_, set[str]] = {}
        self.changes: list[ValueChange] = []
        self.conflicts: list[ValueChange] = []
        self.decided: list[ValueChange] = []

    def wanted(self, row: EditedRow, entry: Entry, *, is_sure: bool) -> dict[str, str]:
        """What is to be written, by column; of a value in several parts all of them."""
        wanted: dict[str, str] = {}
        for columns in _values(row):
            parts = [self._part(row, column, entry) for column in columns]
            what = outcome_of_parts([part.values for part in parts])
            if what is Outcome.UÆNDRET:
                continue
            if what is Outcome.KONFLIKT:
                texts = self._chosen(parts, entry, is_sure=is_sure)
            else:
                parts_changed = [part for part in parts if part.values.edited != part.values.plan]
                texts = [part.values.edited for part in parts] if self._allowed(parts_changed, entry, is_sure) else []
                self.changes += parts_changed if texts else []
            wanted |= {part.column.key: text for part, text in zip(parts, texts, strict=False)}
        return wanted

    def take_back(self, row: EditedRow, key: str) -> None:
        """A value is not written after all."""
        self.changes = [change for change in self.changes if change.row is not row or change.column.key != key]

    def lost(self, row: EditedRow) -> None:
        """Tell of a row that was changed, but whose entry is not in the plan any more."""
        changed = []
        for column in row.table.columns:
            cell = row.cells.get(column.key)
            if cell is None or column.is_shown_only:
                continue
            base = row.base.get(column.key) if row.base is not None else None
            values = Values(base, cell.text if cell.text == base else cleaned(column, cell.text), "")
            if outcome(values) is not Outcome.UÆNDRET:
                changed.append(ValueChange(row, column, values))
        if all(self.decide(change) == "plan" for change in changed):
            self.decided += changed
        else:
            self.limits.lost(row, changed[0].column)

    def _part(self, row: EditedRow, column: Column, entry: Entry) -> ValueChange:
        plan = value_of(column, entry, self.raw, self.shown)
        base = row.base.get(column.key) if row.base is not None else None
        cell = row.cells.get(column.key)
        if cell is None:
            edited = plan if base is None else base
        else:
            edited = base if cell.text == base else cleaned(column, cell.text)
        if column.key == "id" and row.key is None and not edited:
            edited = plan
        if edited and edited != base and edited == self._behind(column, entry):
            edited = plan
        if column.key == "tilbud" and base is not None and _ids(plan) == _ids(base) | _ids(edited or ""):
            # All that was added is there, and what was taken off the list stays: nobody else has changed it.
            base = plan
        values = Values(base, edited or "", plan)
        if column.key == "tilbud.kontaktperson" and edited != base:
            values = self._as_ids(values)
        if column.is_shown_only and base is None:
            values = replace(values, edited=plan)
        return ValueChange(row, column, values)

    def _behind(self, column: Column, entry: Entry) -> str | None:
        """What the plan holds where the cell does not show it."""
        if not is_hidden(column, entry.data, self.shown):
            return None
        return canonical(column, found(entry.data, spot(column).path))

    def _as_ids(self, values: Values) -> Values:
        """A name that is exactly that of one of the tilbud's staff means their id."""
        staff = self.limits.staff(self.raw)
        base = None if values.base is None else as_id(values.base, staff)
        return Values(base, as_id(values.edited, staff), as_id(values.plan, staff))

    def _chosen(self, parts: list[ValueChange], entry: Entry, *, is_sure: bool) -> list[str]:
        """The texts of a conflict that was decided; none as long as a part of it is not."""
        differing = [part for part in parts if part.values.edited != part.values.plan]
        choices = [self.decide(part) for part in differing]
        if "plan" in choices and set(choices) == {"plan"}:
            self.decided += differing
            return []
        if not self._allowed(differing, entry, is_sure):
            return []
        if "" in choices:
            self.conflicts += differing
            return []
        self.decided += differing
        taken = [part for part, choice in zip(differing, choices, strict=True) if choice == "regneark"]
        self.changes += taken
        return [part.values.edited if part in taken else part.values.plan for part in parts]

    def _is_taken(self, name: str, entry: Entry) -> bool:
        """Whether an entry that is called by its words would be called as another one is."""
        if entry.data.get("id"):
            return False
        above = entry.place[:-1]
        others = (other for other in self.known if other.place[:-1] == above and other.place != entry.place)
        is_taken = name in self.renamed.setdefault(above, set()) or any(other.key.path[-1] == name for other in others)
        self.renamed[above].add(name)
        return is_taken

    def _allowed(self, parts: Sequence[ValueChange], entry: Entry, is_sure: bool) -> bool:
        """Whether the cells may be changed here at all; tells the first one that may not."""
        for part in parts:
            hidden = is_hidden(part.column, entry.data, self.shown)
            if self.limits.locked(part, is_sure=is_sure, is_hidden=hidden):
                return False
            if part.column.key == IDENTITY.get(entry.table.name) and self._is_taken(part.values.edited, entry):
                self.limits.taken(part.row, part.column)
                return False
            if self.limits.text(part.row, part.column, part.values.edited, part.values.plan):
                return False
        return True


def _ids(text: str) -> set[str]:
    return set(text.split("\n")) - {""}


def _values(row: EditedRow) -> Iterator[list[Column]]:
    """The columns that somebody may have changed, with the other half of a time."""
    seen: set[tuple[str, ...]] = set()
    for column in row.table.columns:
        cell = row.cells.get(column.key)
        if cell is None or (row.base is not None and row.base.get(column.key) == cell.text):
            continue
        at = spot(column)
        if not at.half:
            yield [column]
        elif at.path not in seen:
            seen.add(at.path)
            start = column.key.removesuffix(at.half)
            yield [row.table.column(f"{start}fra"), row.table.column(f"{start}til")]
