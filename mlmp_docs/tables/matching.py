"""Which entry of a plan each row of the spreadsheet is about: by id where there is one, else by its words.

Nothing is guessed: a row that may be about several entries, or about none any more, is told as such.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mlmp_docs.plan.source import Path_
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.entries import IDENTITY, Entry, text_of
from mlmp_docs.tables.sheets import BORGERE, DELMÅL, MÅL, MØDER, SCORINGER
from mlmp_docs.tables.typed import cleaned

BELOW_GOALS = (DELMÅL, SCORINGER)
Says = Mapping[str, str]
"""What a row says, by column."""


@dataclass
class Matches:
    """The rows, each where it belongs."""

    known: list[tuple[EditedRow, Entry]] = field(default_factory=list)
    """Rows of entries that the plan has."""

    lost: list[EditedRow] = field(default_factory=list)
    """Rows of entries that the plan has no more."""

    new: list[EditedRow] = field(default_factory=list)
    """Rows of entries that the plan has not yet."""

    twice: list[tuple[EditedRow, EditedRow | None]] = field(default_factory=list)
    """New rows that are called as another row of the sheet (it stands beside), or as several entries of the plan."""

    doubtful: list[EditedRow] = field(default_factory=list)
    """New rows of meetings that may be a meeting which the plan has and the sheet has not."""

    gone: list[tuple[EditedRow, Entry]] = field(default_factory=list)
    """Rows that are gone while the plan still has their entries."""

    unsure: frozenset[Path_] = frozenset()
    """The places of entries that are called as others are, or were when the spreadsheet was made."""

    goals: dict[str, Entry | None] = field(default_factory=dict)
    """The goals by everything they are called; None where two are called the same."""


def matches(
    entries: Sequence[Entry], rows: Iterable[EditedRow], gone: Iterable[EditedRow], values: Callable[[Entry], Says]
) -> Matches:
    """Find the entry of each row; `values` tells what the row of an entry says by now."""
    return _Matching(entries, values).run(sorted(rows, key=_order), sorted(gone, key=_order))


def typed(row: EditedRow, key: str) -> str:
    """What a row says in one of its columns, in the one form; empty without the column."""
    cell = row.cells.get(key)
    return cleaned(row.table.column(key), cell.text) if cell else ""


def _order(row: EditedRow) -> tuple[bool, bool, str, bool, int]:
    # Goals come before what stands below them, rows that say their id before those that do not, and a row that was
    # exported before a new one that turned out to be about the same.
    has_name = row.key is not None or bool(_has_id(row) and typed(row, "id"))
    key = "" if row.key is None else str(row.key)
    return (row.table in BELOW_GOALS, not has_name, key, row.base is None, row.number)


class _Matching:
    def __init__(self, entries: Sequence[Entry], values: Callable[[Entry], Says]) -> None:
        self.entries = entries
        self.values = values
        self.by_key = {(entry.table.name, entry.key): entry for entry in entries}
        self.claimed: dict[Hashable, EditedRow] = {}
        """By the place of an entry, or by what a new one will be called."""

        self.found = Matches()

    def run(self, rows: list[EditedRow], gone: list[EditedRow]) -> Matches:
        several = {row.key.path for row in (*rows, *gone) if row.key and row.key.number > 1}
        for some in (
            [row for row in rows if row.table not in BELOW_GOALS],
            [row for row in rows if row.table in BELOW_GOALS],
        ):
            keyed = [row for row in some if row.key is not None]
            by_words = [row for row in keyed if not self._claim(row, self._by_key(row))]
            self._name_goals()
            of_citizen = [row for row in by_words if row.table is BORGERE]
            self.found.twice += [(row, self.claimed[()]) for row in of_citizen]
            by_words = [row for row in by_words if row.table is not BORGERE]
            self.found.lost += [row for row in by_words if not self._claim(row, self._by_words(row))]
            self._name_goals()
            for row in self.found.lost:
                # It takes the name again when the entry comes back.
                self.claimed.setdefault(_own(row, row.key.path[1], row.key.path[-1]) if row.key else (), row)
            for row in some:
                if row.key is None:
                    self._new(row)
            self._name_goals()
        ranks = {entry.place: rank for rank, entry in enumerate(self.entries)}
        self.found.known.sort(key=lambda pair: (ranks[pair[1].place], pair[1].table.name))
        for row in gone:
            entry = self._by_key(row) or self._by_words(row)
            if entry is not None and entry.place not in self.claimed:
                self.found.gone.append((row, entry))
        self.found.unsure = frozenset(
            entry.place
            for row, entry in (*self.found.known, *self.found.gone)
            if not entry.is_alone or (row.key and row.key.path in several)
        )
        return self.found

    def _by_key(self, row: EditedRow) -> Entry | None:
        return self.by_key.get((row.table.name, row.key)) if row.key else None

    def _claim(self, row: EditedRow, entry: Entry | None) -> bool:
        if entry is None or entry.place in self.claimed:
            return False
        self.claimed[entry.place] = row
        self.found.known.append((row, entry))
        return True

    def _name_goals(self) -> None:
        """Everything that a goal is called, also by the rows about it."""
        names: dict[str, set[Path_]] = defaultdict(set)
        goals = {entry.place: entry for entry in self.entries if entry.table is MÅL}
        for entry in goals.values():
            names[entry.key.path[1]].add(entry.place)
            names[text_of(MÅL, entry.data)].add(entry.place)
        for row, entry in self.found.known:
            if entry.table is MÅL:
                names[row.key.path[1] if row.key else typed(row, "id")].add(entry.place)
                names[typed(row, "borgermål")].add(entry.place)
        self.found.goals = {
            name: goals[next(iter(places))] if len(places) == 1 else None for name, places in names.items() if name
        }

    def _siblings(self, row: EditedRow, goal: str) -> list[Entry]:
        """The entries among which a row belongs."""
        if row.table not in BELOW_GOALS:
            return [entry for entry in self.entries if entry.table is row.table]
        above = self.found.goals.get(goal)
        return [
            entry for entry in self.entries if above and entry.table is row.table and entry.place[:2] == above.place
        ]

    def _by_words(self, row: EditedRow) -> Entry | None:
        """The one entry that is called as the row was or is, when its id or its goal is another now."""
        if row.key is None or row.key.number > 1 or not row.key.path:
            return None
        name = row.key.path[-1]
        key = IDENTITY.get(row.table.name)
        words = {name, *([(row.base or {}).get(key, ""), typed(row, key)] if key else ())} - {""}
        free = [entry for entry in self._siblings(row, row.key.path[1]) if entry.place not in self.claimed]
        found = [entry for entry in free if entry.key.path[-1] == name]
        found = found or [entry for entry in free if text_of(row.table, entry.data) in words]
        return found[0] if len(found) == 1 else None

    def _new(self, row: EditedRow) -> None:
        if row.table is BORGERE:
            known = next(entry for entry in self.entries if entry.table is BORGERE)
            if not self._claim(row, known):
                self.found.twice.append((row, self.claimed[known.place]))
            return
        goal, called = typed(row, "@mål") if row.table in BELOW_GOALS else "", _called(row)
        siblings = self._siblings(row, goal)
        if row.table is MØDER and not typed(row, "id"):
            found = [entry for entry in siblings if entry.key.path[-1] == called]
            if any(entry.place in self.claimed for entry in found) or _own(row, "", called) in self.claimed:
                self._extra_meeting(row, [entry for entry in siblings if self.values(entry)["år"] == called])
                return
        elif typed(row, "id") if _has_id(row) else row.table.name not in IDENTITY:
            found = [entry for entry in siblings if entry.key.path[-1] == called]
        else:
            found = [entry for entry in siblings if text_of(row.table, entry.data) == called]
        own = _own(row, goal, called)
        free = [entry for entry in found if entry.place not in self.claimed]
        if len(free) > 1:
            self.found.twice.append((row, None))
        elif found and not self._claim(row, free[0] if free else None):
            self.found.twice.append((row, self.claimed[found[0].place]))
        elif not found and own in self.claimed and called:
            self.found.twice.append((row, self.claimed[own]))
        elif not found:
            self.claimed[own] = row
            self.found.new.append(row)

    def _extra_meeting(self, row: EditedRow, same_year: list[Entry]) -> None:
        """A row for a meeting in a year that has one: a further one, unless the plan has one that nobody knows."""
        free = [entry for entry in same_year if entry.place not in self.claimed]
        if not free:
            self.found.new.append(row)
        elif not any(self._says_the_same(row, entry) and self._claim(row, entry) for entry in free):
            self.found.doubtful.append(row)

    def _says_the_same(self, row: EditedRow, entry: Entry) -> bool:
        keys = [column.key for column in row.table.columns if not column.is_shown_only and column.key != "id"]
        values = self.values(entry)
        return all(typed(row, key) == values[key] for key in keys)


def _own(row: EditedRow, goal: str, called: str) -> Hashable:
    """By what a new entry will be known among those of its list."""
    return (row.table.name, goal if row.table in BELOW_GOALS else "", called)


def _has_id(row: EditedRow) -> bool:
    return "id" in row.table.keys


def _called(row: EditedRow) -> str:
    """What the entry of a new row will be called; empty as long as nobody knows."""
    if row.table is SCORINGER:
        return f"{typed(row, 'dato')} {typed(row, 'udfører')}".strip()
    if row.table is MØDER:
        return typed(row, "id") or typed(row, "år")
    given = typed(row, "id") if _has_id(row) else ""
    key = IDENTITY.get(row.table.name)
    return given or (typed(row, key) if key else typed(row, "@id"))
