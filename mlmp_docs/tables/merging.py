"""Edited rows into edits of the file they are about, value by value, or into conflicts and limits at their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables.comparing import Comparing
from mlmp_docs.tables.draft import Draft
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.entries import Entry, entries, project_entries
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.matching import matches, typed
from mlmp_docs.tables.merged import Decide, Merged, Told, ValueChange
from mlmp_docs.tables.new_rows import NewRows
from mlmp_docs.tables.removing import Removing
from mlmp_docs.tables.rows import values_of
from mlmp_docs.tables.shown import texts_shown
from mlmp_docs.tables.writing import Writing

__all__ = ["Merged", "Terms", "ValueChange", "merge_citizen", "merge_project"]


@dataclass(frozen=True)
class Terms:
    """What holds for the merge of a whole spreadsheet."""

    file: str
    """The name of the spreadsheet, for messages."""

    opsætning: Opsætning
    decide: Decide
    slet: bool = False
    """Whether what has no row any more is removed from the plans."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    """What the sheet of each table is called, where somebody has renamed it."""


def merge_citizen(
    borger: str,
    raw: Mapping[str, Any],
    rows: Sequence[EditedRow],
    gone: Sequence[EditedRow],
    terms: Terms,
) -> Merged:
    """What the rows of one citizen change in the plan.

    `rows` are all of the citizen's rows in the spreadsheet, unchanged ones too: what is new is told from a copy by
    them. `raw` is `Reading.raw` of a plan that could be read.
    """
    return _Merging(raw, entries(borger, raw, texts_shown(raw)), terms).run(rows, gone, Plan)


def merge_project(
    raw: Mapping[str, Any],
    rows: Sequence[EditedRow],
    gone: Sequence[EditedRow],
    terms: Terms,
) -> Merged:
    """What the rows of tilbud and rådgivere change in mlmp.yaml; nothing is ever taken out of it."""
    return _Merging(raw, project_entries(raw), terms).run(rows, gone, Opsætning)


class _Merging:
    """The merge of one file."""

    def __init__(self, raw: Mapping[str, Any], known: Sequence[Entry], terms: Terms) -> None:
        self.raw = raw
        self.known = known
        self.terms = terms
        self.told = Told(terms.file, terms.sheets)
        self.limits = Limits(self.told, terms.opsætning)
        self.shown = texts_shown(raw)
        self.draft = Draft(raw)

    def run(self, rows: Sequence[EditedRow], gone: Sequence[EditedRow], record: type[Record]) -> Merged:
        values = partial(values_of, raw=self.raw, shown=self.shown)
        found = matches(self.known, rows, gone, values)
        comparing = Comparing(self.raw, self.known, self.shown, self.limits, self.terms.decide)
        writing = Writing(self.draft, self.limits, record, slet=self.terms.slet)
        for row, entry in found.known:
            wanted = comparing.wanted(row, entry, is_sure=entry.place not in found.unsure)
            if writing.write(row, entry, wanted):
                comparing.take_back(row, "tilbud")
        for row in found.lost:
            comparing.lost(row)
        for row, other in found.twice:
            self.limits.twice(row, other, is_copy=other is not None and _says_the_same(row, other))
        for row in found.doubtful:
            self.limits.doubtful(row)
        removing = Removing(self.draft, found, self.limits, values)
        added = NewRows(self.draft, self.limits, found, record).add()
        removed, stay = removing.remove(slet=self.terms.slet)
        self.draft.check(record, self.told)
        return Merged(
            edits=tuple(self.draft.edits),
            changes=tuple(comparing.changes),
            conflicts=tuple(comparing.conflicts),
            decided=tuple(comparing.decided),
            added=added,
            removed=removed,
            gone=stay,
            diagnostics=tuple(dict.fromkeys(self.told.diagnostics)),
        )


def _says_the_same(row: EditedRow, other: EditedRow) -> bool:
    columns = [column for column in row.table.columns if column.key != "id" and column.key in row.cells]
    said = ((column, typed(row, column.key)) for column in columns)
    return all(text == typed(other, column.key) or (column.is_shown_only and not text) for column, text in said)
