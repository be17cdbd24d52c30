"""New rows as new entries of a plan or of mlmp.yaml."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import count
from typing import Any
from unicodedata import normalize

from mlmp_docs.plan import shape
from mlmp_docs.plan.cpr_traces import holds_cpr_number
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.source import Path_
from mlmp_docs.tables.draft import Draft
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.matching import BELOW_GOALS, Matches, typed
from mlmp_docs.tables.sheets import AFTALER, DELMÅL, MÅL, MØDER, NETVÆRK, RÅDGIVERE, SCORINGER, TILBUD
from mlmp_docs.tables.table import Column, Table
from mlmp_docs.tables.texts import canonical, spot
from mlmp_docs.tables.typed import in_order, new_entry

LISTS = {
    MØDER.name: "møder",
    MÅL.name: "mål",
    DELMÅL.name: "delmål",
    SCORINGER.name: "scoringer",
    NETVÆRK.name: "netværk",
    AFTALER.name: "aftaler",
    TILBUD.name: "tilbud",
    RÅDGIVERE.name: "rådgivere",
}
_OFTEN = frozenset((
    "jeg", "vil", "gerne", "at", "kan", "min", "mit", "mine", "mig", "en", "et", "den", "det", "de", "der", "som", "i",
    "på", "til", "af", "med", "for", "om", "og", "eller", "skal", "være", "have", "få", "har", "er", "selv", "ikke",
))  # fmt: skip
"""Words that say little of what an entry is about."""


class NewRows:
    """Makes the new entries of one file."""

    def __init__(self, draft: Draft, limits: Limits, found: Matches, record: type[Record]) -> None:
        self.draft = draft
        self.limits = limits
        self.found = found
        self.record = record
        self.goals: dict[str, dict[str, Any]] = {}
        """The new goals, by everything they are called."""

        self.added: list[EditedRow] = []

    def add(self) -> tuple[EditedRow, ...]:
        """Add what can be added; the rows it came from."""
        self._add_each(MØDER)
        goals = [(row, goal) for row in self._rows(MÅL) if (goal := self._goal(row)) is not None]
        below: list[tuple[EditedRow, dict[str, Any]]] = []
        for table in BELOW_GOALS:
            for row in self._rows(table):
                self._add_below(row, below)
        for row, goal in goals:
            self._put(row, ("mål",), in_order(goal, self._entry_record(MÅL)), below)
        self._add_each(NETVÆRK, AFTALER, TILBUD, RÅDGIVERE)
        return tuple(self.added)

    def _rows(self, table: Table) -> list[EditedRow]:
        return sorted((row for row in self.found.new if row.table is table), key=lambda row: row.number)

    def _add_each(self, *tables: Table) -> None:
        for table in tables:
            for row in self._rows(table):
                value = self._value(row, self._names((LISTS[table.name],)))
                if value is None:
                    continue
                if table in (TILBUD, RÅDGIVERE):
                    self._set(row, (LISTS[table.name], typed(row, "@id")), value)
                else:
                    self._put(row, (LISTS[table.name],), value)

    def _goal(self, row: EditedRow) -> dict[str, Any] | None:
        taken = {*self._names(("mål",)), *self.goals}
        value = self._value(row, taken)
        if value is not None:
            self.goals |= {value["id"]: value, value["borgermål"]: value}
        return value

    def _add_below(self, row: EditedRow, below: list[tuple[EditedRow, dict[str, Any]]]) -> None:
        """A step or score, of a goal that the plan has or that is new itself."""
        if self._lacks(row):
            return
        name, key = typed(row, "@mål"), LISTS[row.table.name]
        goal = self.found.goals.get(name)
        new_goal = self.goals.get(name) if name not in self.found.goals else None
        if goal is None and new_goal is None:
            self.limits.no_goal(row, row.table.column("@mål"), name, [*self.found.goals, *self.goals])
            return
        place: Path_ = (*goal.place, key) if goal else ()
        siblings = new_goal.setdefault(key, []) if new_goal is not None else self._items(place)
        value = self._value(row, {str(item.get("id")) for item in siblings})
        if value is None:
            return
        if new_goal is None:
            self._put(row, place, value)
            return
        at = _by_day(siblings, value) if row.table is SCORINGER else None
        siblings.insert(len(siblings) if at is None else at, value)
        below.append((row, value))
        self.added.append(row)

    def _value(self, row: EditedRow, taken: Iterable[str]) -> dict[str, Any] | None:
        """The entry of a new row; None when it cannot be made."""
        if self._lacks(row):
            return None
        # A row whose entry is gone takes its name again when the entry comes back.
        lost = {each.key.path[-1] for each in self.found.lost if each.key and each.table is row.table}
        taken = {*taken, *lost}
        cells = {column.key: typed(row, column.key) for column in row.table.columns}
        refused = [column for column in row.table.columns if self.limits.text(row, column, cells[column.key])]
        for column in row.table.columns:
            if spot(column).half == "til" and cells[column.key] and not cells[f"{column.key.removesuffix('til')}fra"]:
                self.limits.unfinished_time(row, column)
                refused.append(column)
        if refused:
            return None
        if row.table is MØDER:
            cells["id"] = cells["id"] or _free_meeting(cells["år"], taken)
        elif "id" in cells and not cells["id"]:
            cells["id"] = proposed_key(cells.get("stikord") or cells.get("borgermål") or cells["tekst"], taken)
        return new_entry(row.table, cells, self._entry_record(row.table))

    def _lacks(self, row: EditedRow) -> bool:
        """Whether a row does not say enough; tells what is missing."""
        needed = [column for column in row.table.columns if _is_needed(column, self._entry_record(row.table))]
        missing = [column for column in needed if not typed(row, column.key)]
        if missing:
            self.limits.missing(row, missing)
        return bool(missing)

    def _put(
        self,
        row: EditedRow,
        place: Path_,
        value: dict[str, Any],
        below: Sequence[tuple[EditedRow, dict[str, Any]]] = (),
    ) -> None:
        items = self._items(place)
        at = _by_day(items, value) if row.table is SCORINGER else _by_year(items) if row.table is MØDER else None
        entry = self.draft.add(place, value, at)
        self.draft.comes_from(row, entry)
        self.added.append(row)
        for child, made in below:
            key = LISTS[child.table.name]
            for number, item in enumerate(value.get(key, ())):
                if item is made:
                    self.draft.comes_from(child, entry[key][number])

    def _set(self, row: EditedRow, place: Path_, value: dict[str, Any]) -> None:
        self.draft.set(place, value)
        self.draft.comes_from(row, self.draft.at(place))
        self.added.append(row)

    def _items(self, place: Path_) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.draft.at(place[:-1]).get(place[-1], [])
        return found

    def _names(self, place: Path_) -> set[str]:
        """The ids that are taken on a list of the file."""
        items: Any = self._items(place)
        return set(items) if isinstance(items, dict) else {str(item.get("id") or item.get("år")) for item in items}

    def _entry_record(self, table: Table) -> type[Record]:
        above = ("mål", 0) if table in BELOW_GOALS else ()
        found = shape.record_at(self.record, (*above, LISTS[table.name], 0))
        if found is None:
            raise TypeError(f"{table.name} has no entries in this file")
        return found


def proposed_key(text: str, taken: Container[str]) -> str:
    """A short id for an entry: the words that say what it is about, and a number when they are taken.

    Long numbers are left out: they may be part of a CPR number.
    """
    plain = "".join(sign if sign in "æøå" else normalize("NFKD", sign)[0] for sign in text.lower())
    words = [word for word in re.findall(r"[a-zæøå0-9]+", plain) if not re.fullmatch(r"\d{4,}", word)]
    telling = [word for word in words if word not in _OFTEN] or words
    start = "-".join(telling[:2])[:30].strip("-") or "ny"
    start = "ny" if holds_cpr_number(start) else start
    return next(id_ for n in count(1) if (id_ := start if n == 1 else f"{start}-{n}") not in taken)


def _free_meeting(år: str, taken: Container[str]) -> str:
    """Empty for the first meeting of a year, whose id is the year."""
    return "" if år not in taken else next(f"{år}-{n}" for n in count(2) if f"{år}-{n}" not in taken)


def _by_day(scores: Sequence[Mapping[str, Any]], new: Mapping[str, Any]) -> int | None:
    """Where a score goes: behind those of its day and before; None for the end."""
    day = DELMÅL.column("frist")
    later = (n for n, score in enumerate(scores) if canonical(day, score.get("dato")) > new["dato"])
    return next(later, None)


def _by_year(meetings: Sequence[Mapping[str, Any]]) -> int | None:
    """First where the newest meeting stands first, else last."""
    if len(meetings) < 2:
        return None
    return 0 if int(meetings[0]["år"]) >= int(meetings[-1]["år"]) else None


def _is_needed(column: Column, record: type[Record]) -> bool:
    if column.key in ("@mål", "@id"):
        return True
    info = record.model_fields.get(column.key)
    return info is not None and info.is_required()
