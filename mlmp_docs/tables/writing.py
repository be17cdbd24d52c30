"""Wanted texts of a row into changes of the entry it is about, no more of them than needed."""

from collections.abc import Mapping
from typing import Any

from mlmp_docs.plan import shape
from mlmp_docs.plan.record import Record
from mlmp_docs.tables.contact import person
from mlmp_docs.tables.draft import Draft
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.entries import Entry
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.providers import change_tilbud
from mlmp_docs.tables.table import Column
from mlmp_docs.tables.texts import found, spot
from mlmp_docs.tables.typed import in_order, period, written

_OF_THEIR_OWN = ("tilbud", "tilbud.kontaktperson")


class Writing:
    """Writes into one draft."""

    def __init__(self, draft: Draft, limits: Limits, record: type[Record], *, slet: bool) -> None:
        self.draft = draft
        self.limits = limits
        self.record = record
        self.slet = slet

    def write(self, row: EditedRow, entry: Entry, wanted: Mapping[str, str]) -> bool:
        """Let the entry hold the wanted texts, by column; whether the list of tilbud stays as it is."""
        self.draft.comes_from(row, self.draft.at(entry.place))
        stays = False
        columns = {column.key: column for column in entry.table.columns}
        tilbud, contact = (wanted.get(key) for key in _OF_THEIR_OWN)
        if tilbud is not None:
            stays = not change_tilbud(self.draft, row, columns["tilbud"], tilbud, self.limits, slet=self.slet)
        if contact is not None:
            self._contact(row, columns["tilbud.kontaktperson"], contact)
        values: dict[tuple[str, ...], Any] = {}
        for key, text in wanted.items():
            column = columns[key]
            at = spot(column)
            if key in _OF_THEIR_OWN or at.path in values:
                continue
            old = found(entry.data, at.path)
            values[at.path] = self._time(row, column, wanted) if at.half else written(column, text, old)
        self._put(entry, values)
        return stays

    def _time(self, row: EditedRow, column: Column, wanted: Mapping[str, str]) -> str | None:
        start = column.key.rpartition(".")[0]
        fra, til = wanted[f"{start}.fra"], wanted[f"{start}.til"]
        if til and not fra:
            self.limits.unfinished_time(row, row.table.column(f"{start}.til"))
        return period(fra, til)

    def _put(self, entry: Entry, values: Mapping[tuple[str, ...], Any]) -> None:
        """Set the values; fields that are all new come together, and those of which none is left go together."""
        for key in dict.fromkeys(path[0] for path in values):
            own = {path[1:]: value for path, value in values.items() if path[0] == key}
            place = (*entry.place, key)
            if () in own:
                self.draft.set(place, own[()])
                continue
            old = entry.data.get(key)
            given = {below[0]: value for below, value in own.items() if value is not None}
            stays = [part for part in old or () if (part,) not in own]
            if given and not old:
                below = shape.record_at(self.record, place)
                self.draft.set(place, in_order(given, below) if below else given)
            elif not given and not stays:
                self.draft.set(place, None)
            else:
                for part, value in own.items():
                    self.draft.set((*place, *part), value)

    def _contact(self, row: EditedRow, column: Column, text: str) -> None:
        place = ("tilbud", 0, "kontaktperson")
        old = self.draft.at(place[:-1]).get("kontaktperson")
        staff = self.limits.staff(self.draft.data)
        if self.limits.contact(row, column, text, old, staff):
            return
        value = person(text, staff)
        if isinstance(value, dict) and isinstance(old, dict) and set(old) == {"navn"}:
            self.draft.set((*place, "navn"), text)
        else:
            self.draft.set(place, value)
