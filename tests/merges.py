"""Merges edited rows into random plans and looks at what came out: nothing lost, guessed, or changed beside.

`python -m tests.merges 20000 2027` runs that many, on two processors. Two people change the same plan, one in its rows
and one in the file; what is to become of each value is worked out here in the plainest way.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import Any

from mlmp_docs.diagnostic import Level
from mlmp_docs.plan.editor import edit
from mlmp_docs.plan.edits import Add, Edit, Remove, Set
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.entries import entries
from mlmp_docs.tables.merging import Merged
from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.shown import texts_shown
from mlmp_docs.tables.table import Column, RowKey
from mlmp_docs.tables.texts import normalised, spot
from tests.builders import opsætning
from tests.edit_judge import Parsed, is_within, look
from tests.edited_plan import Sheet, edited_row, read_raw, rows_of
from tests.messy_plans import laid_out, messy_plan
from tests.two_people import copied, edit_plan, edit_sheet

IDENTITY = {"Mål": "borgermål", "Delmål": "tekst", "Aftaler": "tekst", "Netværk": "navn"}
OPSÆTNING = opsætning()
STAFF = {"Jonas Bak": "jonas-bak"}
Rows = dict[RowKey, tuple[str, dict[str, str]]]


@dataclass
class Tally:
    """What became of many merges."""

    merges: int = 0
    values: Counter[str] = field(default_factory=Counter)
    """How many values were written, in conflict, … ; the sum of what was judged one by one."""

    refused: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.merges + other.merges, self.values + other.values, self.refused + other.refused)


def run(count: int, seed: int) -> Tally:
    """Make so many merges. Raises `AssertionError`, with all that is needed to do it again, when one is wrong."""
    tally = Tally()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        try:
            _once(chance, tally)
        except Exception as wrong:
            raise AssertionError(f"seed {seed}-{number}: {wrong!r}") from wrong
    return tally


def _once(chance: random.Random, tally: Tally) -> None:
    start = messy_plan(chance)
    sheet = Sheet(start, opsætning=OPSÆTNING)
    edit_sheet(chance, sheet)
    plan = edit_plan(chance, start, sheet) if chance.random() < 0.7 else start
    slet = chance.random() < 0.3
    tally.merges += 1
    merged = sheet.merge(plan, slet=slet)
    mistakes = [told for told in merged.diagnostics if told.level is Level.FEJL]
    tally.refused.update(told.code for told in mistakes)
    same = sheet.rows[:]
    chance.shuffle(same)
    assert replace_rows(sheet, same).merge(plan, slet=slet).edits == merged.edits, "the order of the rows matters"
    if mistakes:
        merged = mended(sheet, merged, plan, slet)
    judge(sheet, plan, merged, tally, slet=slet)
    for brug in ("regneark", "plan") if merged.conflicts else ():
        decided = sheet.merge(plan, brug=brug, slet=slet)
        if not any(told.level is Level.FEJL for told in decided.diagnostics):
            judge(sheet, plan, decided, tally, brug=brug, slet=slet)
    if chance.random() < 0.15:
        without_base(sheet, plan)
    if chance.random() < 0.15:
        with_other_ids(chance, sheet, plan, tally)


def replace_rows(sheet: Sheet, rows: list[EditedRow]) -> Sheet:
    """The same spreadsheet with its rows in another order."""
    other = Sheet(sheet.content, opsætning=OPSÆTNING)
    other.rows, other.gone = rows, sheet.gone
    return other


def without_base(sheet: Sheet, plan: bytes) -> None:
    """As a CSV file: what differs is a conflict, and decided for the plan it is nothing; only new rows are written."""
    csv = replace_rows(sheet, [replace(row, base=None) for row in sheet.rows])
    for brug in ("", "plan"):
        merged = csv.merge(plan, brug=brug)
        assert not merged.changes, "a value is written although nobody knows what was exported"
        tilbud = [each for each in merged.edits if not isinstance(each, Add)]
        assert not tilbud, f"edits without a base: {tilbud}"


def with_other_ids(chance: random.Random, sheet: Sheet, plan: bytes, tally: Tally) -> None:
    """Entries of the plan get ids, lose them or get other words: rows find them for certain, or are told as lost."""
    data: Any = copied(read_raw(plan))
    goals = data.get("mål", [])
    for number, entry in enumerate(
        [*goals, *data.get("aftaler", []), *(s for g in goals for s in g.get("delmål", []))]
    ):
        kind = chance.random()
        if kind < 0.25:
            entry.pop("id", None)
        elif kind < 0.5:
            entry["id"] = f"andet-{number}"
        elif kind < 0.6:
            entry["borgermål" if "borgermål" in entry else "tekst"] = f"Andre ord {number}"
    changed = laid_out(chance, data).encode()
    if read_plan(changed, "plan.yaml").value is None:
        return
    merged = sheet.merge(changed)
    tally.refused.update(f"{told.code} (other ids)" for told in merged.diagnostics if told.level is Level.FEJL)
    if any(told.level is Level.FEJL for told in merged.diagnostics):
        return
    after = edit(changed, merged.edits, "plan.yaml")
    was, now = by_key(changed), by_key(after)
    assert len(now) == len(was) + len(merged.added), "an entry is lost"
    words_stay(changed, after, merged.edits)
    assert merged.conflicts or not sheet.merge(after).edits, "not at rest"
    tally.values["other ids"] += 1


def mended(sheet: Sheet, merged: Merged, plan: bytes, slet: bool) -> Merged:
    """The merge after everything that was refused is set back: then nothing is refused any more."""
    for _ in range(12):
        places = {told.place for told in merged.diagnostics if told.level is Level.FEJL}
        if not places:
            return merged
        tables = {place.cell for place in places if "!" not in place.cell}
        assert all(place.cell for place in places), f"a mistake without a cell: {merged.diagnostics}"
        sheet.rows += [_as_exported(row, n) for n, row in enumerate(sheet.gone, 500) if row.table.name in tables]
        sheet.gone = [row for row in sheet.gone if row.table.name not in tables]
        cells = {place.cell for place in places}
        sheet.rows = [back for row in sheet.rows if (back := _set_back(row, cells)) is not None]
        merged = sheet.merge(plan, slet=slet)
    raise AssertionError(f"still refused: {[str(told) for told in merged.diagnostics]}")


def _as_exported(row: EditedRow, number: int) -> EditedRow:
    return edited_row(row.table, number, row.key, row.base or {}, row.base)


def _set_back(row: EditedRow, cells: set[str]) -> EditedRow | None:
    refused = [key for key, cell in row.cells.items() if f"{row.table.name}!{cell.address}" in cells]
    if not refused:
        return row
    if row.base is None:
        return None
    return _as_exported(row, row.number)


# --- what is right -----------------------------------------------------------------------------------------------


def judge(sheet: Sheet, plan: bytes, merged: Merged, tally: Tally, *, brug: str = "", slet: bool) -> None:
    """Assert that a merge without refusals did what it should, and nothing else."""
    exported = {row.key: dict(row.base or {}) for row in (*sheet.rows, *sheet.gone) if row.key}
    after = edit(plan, merged.edits, "plan.yaml")
    was, now = by_key(plan), by_key(after)
    renamed = names_after(sheet, was, brug)
    removed = {row.key for row in merged.removed}
    conflicts = {(change.row.key, change.column.key) for change in merged.conflicts if change.row.base is not None}
    expected_conflicts: set[tuple[RowKey | None, str]] = set()
    edited = {row.key: row for row in sheet.rows if row.key is not None}
    for key, (table, values) in was.items():
        new_key = renamed.get(key, key)
        if key in removed:
            assert new_key not in now, f"not removed: {key}"
            continue
        assert new_key in now, f"lost: {key} -> {new_key}"
        row = edited.get(key)
        for group in columns_of(table):
            wanted, is_conflict = becomes(row, exported.get(key, {}), values, group, brug)
            if is_conflict:
                expected_conflicts |= {
                    (key, column.key)
                    for column, text in zip(group, wanted, strict=True)
                    if row and edited_text(row, exported[key], column) != values[column.key]
                }
            for column, text in zip(group, wanted, strict=True):
                found = now[new_key][1][column.key]
                if column.key == "tilbud" and set(found.split("\n")) >= set(filter(None, text.split("\n"))):
                    continue
                if "Hjemme hos" in found or "(beskyttet" in found or (brug == "regneark" and key not in edited):
                    continue
                assert found == text or column.is_shown_only, f"{key} {column.key}: {found!r}, not {text!r}"
                tally.values["written" if text != values[column.key] else "kept"] += 1
    tally.values["conflicts"] += len(conflicts)
    assert conflicts == expected_conflicts, f"conflicts {conflicts ^ expected_conflicts}"
    come = [key for key in now if key not in {renamed.get(key, key) for key in was}]
    assert len(come) == len(merged.added), f"{come} for {merged.added}"
    for row in merged.added:
        given = {k: normalised(c.text) for k, c in row.cells.items() if c.text and not k.startswith("@") and k != "id"}
        assert any(now[key][0] == row.table.name and given.items() <= now[key][1].items() for key in come), given
    tally.values["added"] += len(merged.added)
    tally.values["removed"] += len(merged.removed)
    assert beside(plan, removed, renamed) == beside(after, set(), {}, set(come)), "something beside the rows changed"
    words_stay(plan, after, merged.edits)
    again = sheet.merge(after, brug=brug, slet=slet)
    if not merged.conflicts:
        assert not again.edits, f"not at rest: {again.edits}"
        assert not again.added and not again.conflicts
        assert not [told for told in again.diagnostics if told.level is Level.FEJL], again.diagnostics


def by_key(content: bytes) -> Rows:
    """The rows of a plan."""
    return {row.key: (table, dict(row.values)) for table, rows in rows_of(content).items() for row in rows}


def columns_of(table: str) -> Iterable[list[Column]]:
    """The columns, the two of a time together."""
    by_path: dict[tuple[str, ...], list[Column]] = {}
    for column in BY_NAME[table].columns:
        by_path.setdefault((*spot(column).path, *([] if spot(column).half else [column.key])), []).append(column)
    return by_path.values()


def edited_text(row: EditedRow, exported: dict[str, str], column: Column) -> str:
    """What a row says."""
    cell = row.cells.get(column.key)
    return normalised(cell.text) if cell else exported.get(column.key, "")


def becomes(
    row: EditedRow | None, exported: dict[str, str], values: dict[str, str], group: list[Column], brug: str
) -> tuple[list[str], bool]:
    """What each of the columns is to say, and whether they are in conflict."""
    plan = [values[column.key] for column in group]
    if row is None or group[0].is_shown_only or "(beskyttet)" in plan:
        return plan, False
    base = [exported.get(column.key, "") for column in group]
    text = [edited_text(row, exported, column) for column in group]
    if group[0].key == "tilbud.kontaktperson":
        staff = STAFF if values["tilbud"].startswith("bostedet") else {}
        base, text = (
            [staff.get(t, t) if t != p else t for t, p in zip(each, plan, strict=True)] for each in (base, text)
        )
    if all(t in (b, p) for t, b, p in zip(text, base, plan, strict=True)):
        return [values[column.key] for column in group], False
    if base == plan:
        return text, False
    if brug:
        return (text if brug == "regneark" else plan), False
    return plan, True


def names_after(sheet: Sheet, was: Rows, brug: str) -> dict[RowKey, RowKey]:
    """What the rows are called afterwards whose words were changed and that have no id, and those below them."""
    new_words: dict[tuple[str, ...], str] = {}
    for row in sheet.rows:
        key = IDENTITY.get(row.table.name)
        if row.key is None or key is None or row.key not in was:
            continue
        values = was[row.key][1]
        if row.key.path[-1] == values.get("id"):
            continue
        (text,), _ = becomes(row, dict(row.base or {}), values, [row.table.column(key)], brug)
        if text != values[key]:
            new_words[row.key.path] = text
    found = {}
    for key in was:
        path = key.path
        if path in new_words:
            path = (*path[:-1], new_words[path])
        if path[:2] in new_words and len(path) > 2:
            path = (path[0], new_words[path[:2]], *path[2:])
        elif key.path[:2] in new_words and len(path) > 2:
            path = (path[0], new_words[key.path[:2]], *path[2:])
        if path != key.path:
            found[key] = replace(key, path=path)
    return found


def beside(
    content: bytes,
    removed: set[RowKey | None],
    renamed: dict[RowKey, RowKey],
    come: set[RowKey] = frozenset(),  # type: ignore[assignment]
) -> dict[RowKey, Any]:
    """Everything in a plan that no column shows, by the entry it stands in."""
    raw = read_raw(content)
    found = {}
    for entry in entries("anna", raw, texts_shown(raw)):
        if entry.key in removed or entry.key in come:
            continue
        data: Any = copied(entry.data)
        for key in ("møder", "mål", "netværk", "aftaler", "delmål", "scoringer"):
            if key in data and isinstance(data[key], list) and entry.table.name in ("Borgere", "Mål"):
                del data[key]
        if entry.table.name == "Borgere":
            stays = data.pop("tilbud")
            stays[0].pop("kontaktperson", None)
            data["støtte"] = [each for each in stays if len(each) > 1]
        for column in entry.table.columns:
            if not column.is_shown_only and not column.key.startswith("tilbud"):
                _take_out(data, spot(column).path)
        found[renamed.get(entry.key, entry.key)] = data
    return found


def _take_out(data: Any, path: tuple[str, ...]) -> None:
    if len(path) > 1:
        if isinstance(data.get(path[0]), dict):
            _take_out(data[path[0]], path[1:])
            if not data[path[0]]:
                del data[path[0]]
    else:
        data.pop(path[0], None)


def words_stay(before: bytes, after: bytes, edits: Iterable[Edit]) -> None:
    """Assert that every key and text which no edit is about stands as it stood, and every comment there."""
    edits = list(edits)
    if any(isinstance(each, Remove) for each in edits) and any(
        isinstance(each, Add) and each.at is not None for each in edits
    ):
        return
    old, new = Parsed(before.decode("utf-8-sig")), Parsed(after.decode("utf-8-sig"))
    touched = [each.path for each in edits if not isinstance(each, Add)]
    kept = [
        old.text[start:end]
        for path, start, end, _ in old.found
        if not any(path[: len(place)] == place for place in touched)
    ]
    assert is_within(_bare(kept), _bare(new.words(()))), "another key or text changed"
    was = read_raw(before)
    if all(isinstance(each, Set) and isinstance(look(was, each.path), str | None) for each in edits):
        assert [c for _, c in old.comments] == [c for _, c in new.comments], "a comment changed"


def _bare(words: list[str]) -> list[str]:
    return ["|" + word[1:].lstrip("-+") if word[:1] in "|>" else word for word in words]


def main() -> None:
    """Run the number of merges that is asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    begun = time.perf_counter()
    parts = 40
    print(f"{count} merges, seed {seed}", flush=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        tally = sum(pool.map(run, [count // parts] * parts, range(seed, seed + parts)), Tally())
    print(f"{tally.merges} merges; of the values: {dict(tally.values)}; refused at first:")
    for code, number in sorted(tally.refused.items()):
        print(f"  {code} {number}")
    print(f"{time.perf_counter() - begun:.0f} s; nothing lost")


if __name__ == "__main__":
    main()
