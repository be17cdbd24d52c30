"""Rows that are gone: their entries go only when somebody asks, and only when nothing else goes along."""

from collections.abc import Callable, Mapping
from typing import Any

from mlmp_docs.plan.source import Path_
from mlmp_docs.tables.draft import Draft
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.entries import Entry
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.matching import BELOW_GOALS, Matches, Says
from mlmp_docs.tables.sheets import BORGERE, MÅL, RÅDGIVERE, TILBUD
from mlmp_docs.tables.texts import spot

_NEVER = (BORGERE, TILBUD, RÅDGIVERE)


class Removing:
    """Takes the entries of one file away. To be made before anything is added, so that each entry is known again."""

    def __init__(self, draft: Draft, found: Matches, limits: Limits, values: Callable[[Entry], Says]) -> None:
        self.draft = draft
        self.found = found
        self.limits = limits
        self.values = values
        self.data = {entry.place: draft.at(entry.place) for _, entry in found.gone}

    def remove(self, *, slet: bool) -> tuple[tuple[EditedRow, ...], tuple[EditedRow, ...]]:
        """The rows whose entries were removed, and those whose entries stay since nobody asked."""
        removed: list[EditedRow] = []
        stay: list[EditedRow] = []
        going: list[tuple[Entry, object]] = []
        for row, entry in self.found.gone:
            if entry.table in _NEVER:
                self.limits.never_removed(row)
            elif not slet:
                stay.append(row)
            elif self._may_go(row, entry):
                removed.append(row)
                going.append((entry, self.data[entry.place]))
        goals = {entry.place for entry, _ in going if entry.table is MÅL}
        for entry, data in going:
            # What stands below a goal goes with it.
            if entry.table not in BELOW_GOALS or entry.place[:2] not in goals:
                self.draft.remove(entry.place[:-1], data)
        return tuple(removed), tuple(stay)

    def _may_go(self, row: EditedRow, entry: Entry) -> bool:
        if entry.place in self.found.unsure:
            self.limits.stays(row, "flere i planen hedder det samme")
        elif row.base is None or any(row.base.get(key, text) != text for key, text in self._own(entry).items()):
            self.limits.stays(row, "det er ændret i planen, siden regnearket blev lavet")
        elif self._holds_more(entry):
            self.limits.stays(row, "der står mere i planen, end rækken viste")
        else:
            return True
        return False

    def _own(self, entry: Entry) -> Mapping[str, str]:
        """What the row says of the entry itself, not of what stands around it."""
        return {key: text for key, text in self.values(entry).items() if not key.startswith("@")}

    def _holds_more(self, entry: Entry) -> bool:
        shown = {spot(column).path for column in entry.table.columns if not column.is_shown_only}
        below = {other.place for row, other in self.found.gone if other.table in BELOW_GOALS}
        if entry.table is MÅL:
            for key in ("delmål", "scoringer"):
                places = {(*entry.place, key, number) for number in range(len(entry.data.get(key, ())))}
                if places - below or len(self.data[entry.place].get(key, ())) > len(places):
                    return True
                shown.add((key,))
        return any(not _is_shown(path, shown) for path in _paths(entry.data))


def _is_shown(path: Path_, shown: set[tuple[str, ...]]) -> bool:
    return any(path[: len(known)] == known for known in shown)


def _paths(data: Any, above: Path_ = ()) -> list[Path_]:
    """The way to everything that an entry holds."""
    if isinstance(data, Mapping):
        return [path for key, below in data.items() for path in _paths(below, (*above, key))]
    return [above] if data else []
