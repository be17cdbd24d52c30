"""Merges edited rows into random plans and looks at what came out: nothing lost, guessed, or changed beside.

`python -m tests.merges 20000 2027` runs that many, on two processors. Two people change the same plan, one in its rows
and one in the file; what is to become of each value is worked out here in the plainest way.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unicodedata import normalize

sys.path.insert(0, str(Path(__file__).parent))

from builders import opsætning
from edited_plan import Sheet, edited_row, read_raw, rows_of
from messy_plans import DAYS, NAMES, SOURCES, STATUS, TEXTS, TIMES, messy_plan

from mlmp_docs.diagnostic import Level
from mlmp_docs.plan.editor import EditRefused, edit
from mlmp_docs.plan.edits import Add, Clear, Edit, Remove, Set
from mlmp_docs.tables.edited import EditedCell, EditedRow
from mlmp_docs.tables.entries import Entry, entries
from mlmp_docs.tables.merging import Merged
from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.shown import texts_shown
from mlmp_docs.tables.table import LISTS, Column, RowKey, Table
from mlmp_docs.tables.texts import normalised, spot
from tests.edit_judge import Parsed, is_within

IDENTITY = {"Mål": "borgermål", "Delmål": "tekst", "Aftaler": "tekst", "Netværk": "navn"}
OPSÆTNING = opsætning()
ADDRESSES = ("Skovvej 4, 8920 Randers NV", "Ærøvej 8, 8900 Randers C")
STAFF = {"Jonas Bak": "jonas-bak"}
HALVES = ("fra", "til")
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


def replace_rows(sheet: Sheet, rows: list[EditedRow]) -> Sheet:
    """The same spreadsheet with its rows in another order."""
    other = Sheet(sheet.content, opsætning=OPSÆTNING)
    other.rows, other.gone = rows, sheet.gone
    return other


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
                if "Hjemme hos" in found or "(beskyttet" in found or (brug == "regneark" and key not in exported):
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
        data: Any = _copied(entry.data)
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


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(below) for key, below in data.items() if below not in ({}, [])}
    return [_copied(below) for below in data] if isinstance(data, list) else data


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
    if all(isinstance(each, Set) and isinstance(each.value, str) and each.path[-1] != "udførere" for each in edits):
        assert [c for _, c in old.comments] == [c for _, c in new.comments], "a comment changed"


def _bare(words: list[str]) -> list[str]:
    return ["|" + word[1:].lstrip("-+") if word[:1] in "|>" else word for word in words]


# --- somebody in the spreadsheet ---------------------------------------------------------------------------------


def edit_sheet(chance: random.Random, sheet: Sheet) -> None:
    """Change some cells, add some rows, delete some."""
    for number, row in enumerate(sheet.rows):
        if chance.random() < 0.35:
            sheet.rows[number] = _typed(chance, row)
    for _ in range(chance.choice([0, 0, 1, 2])):
        name = chance.choice(["Møder", "Mål", "Delmål", "Scoringer", "Netværk", "Aftaler"])
        goals = [row.cells["id"].text or row.cells["borgermål"].text for row in sheet.rows if row.table.name == "Mål"]
        sheet.new(name, **{key.replace("@", "at_").replace(".", "__"): text for key, text in _new(chance, name, goals)})
    if chance.random() < 0.15:
        row = chance.choice(sheet.rows)
        if row.key is not None:
            sheet.rows.remove(row)
            sheet.gone.append(replace(row, number=0, cells={}))


def _typed(chance: random.Random, row: EditedRow) -> EditedRow:
    cells = dict(row.cells)
    for column in chance.sample(row.table.columns, min(len(cells), chance.choice([1, 1, 2, 4]))):
        if (column.is_shown_only or column.locked) and chance.random() < 0.97:
            continue
        if column.key == "borger.beskyttet_adresse":
            continue  # What is shown of all other cells hangs on it.
        if column.key == IDENTITY.get(row.table.name) and chance.random() < 0.6:
            continue
        cell = cells[column.key]
        cells[column.key] = EditedCell(cell.address, cell_text(chance, column, cell.text))
    return replace(row, cells=cells)


def cell_text(chance: random.Random, column: Column, old: str) -> str:
    """Something that somebody may have typed, in the one form that the spreadsheet is read into."""
    if chance.random() < 0.15:
        return ""
    if chance.random() < 0.02:
        return chance.choice(["x\u202ey", "(beskyttet)", "noget"])
    typed: dict[str, Callable[[], str]] = {
        "tilbud": lambda: "\n".join(chance.choice([[*old.split("\n"), "vaerkstedet-aaen"], old.split("\n")[:1]])),
        "tilbud.kontaktperson": lambda: chance.choice(["jonas-bak", "Lone Vig", "Jonas Bak"]),
        "udførere": lambda: chance.choice(["alle", "bostedet-fjordglimt", "bostedet-fjordglimt\nvaerkstedet-aaen"]),
        "borger.mail": lambda: "a@b.dk",
        "borger.adresse": lambda: chance.choice(ADDRESSES),
        "skala": lambda: "funktionsevne",
        "mål": lambda: "mål-0",
        "fra_møde": lambda: "2027",
        "år": lambda: "2027",
    }
    if column.key in typed:
        return typed[column.key]()
    if column.choices:
        return chance.choice(column.choices)
    if column.kind == "dato":
        return chance.choice(["2027-05-12", "2027-06-01", "2026-11-03"])
    if column.kind == "tid":
        return chance.choice(["08:00", "09:30"] if column.key.endswith("fra") else ["11:30", "12:00"])
    if column.kind in LISTS:
        items = old.split("\n") if old else []
        items.insert(chance.randrange(len(items) + 1), " ".join(chance.choice(TEXTS).split()))
        return "\n".join(items[chance.choice([0, 0, 1]) :])
    text = chance.choice([*TEXTS, f"{old} mere", normalize("NFD", "Å ø"), "  luft  ", "x\r\ny", "a\u00a0b"])
    return normalised(text)


def _new(chance: random.Random, table: str, goals: list[str]) -> list[tuple[str, str]]:
    found = []
    for column in BY_NAME[table].columns:
        needed = column.key in ("år", "borgermål", "tekst", "navn", "@mål") or (column.key, table) == (
            "dato",
            "Scoringer",
        )
        if column.key == "@mål":
            found.append((column.key, chance.choice([*goals, "mål-0", "mål-0"])))
        elif column.key == "id":
            found.append(("id", chance.choice(["", "", "ny", "2027-2" if table == "Møder" else "mål-1"])))
        elif column.key == "år":
            found.append(("år", chance.choice(["2026", "2027", "2030"])))
        elif not column.is_shown_only and (needed or chance.random() < 0.25) and column.key != "udfører":
            text = cell_text(chance, column, "")
            found.append((column.key, text or ("Nyt" if needed and column.kind != "dato" else text)))
    return found


# --- somebody in the file ----------------------------------------------------------------------------------------


def edit_plan(chance: random.Random, content: bytes, sheet: Sheet) -> bytes:
    """Change some values in the file, often those that were changed in the spreadsheet; add and remove some entries."""
    changed = [
        (row.key, row.table.column(key))
        for row in sheet.rows
        for key, cell in row.cells.items()
        if row.base is not None and cell.text != row.base[key]
    ]
    for _ in range(chance.randrange(1, 6)):
        raw = read_raw(content)
        found = entries("anna", raw, texts_shown(raw))
        entry, columns = chance.choice(found), _free_columns(chance.choice(found).table)
        if changed and chance.random() < 0.5:
            key, column = chance.choice(changed)
            entry = next((each for each in found if each.key == key), entry)
            columns = [column] if column in entry.table.columns and not column.locked else []
        change = _by_hand(chance, entry, columns)
        try:
            after = edit(content, [change], "plan.yaml")
            read_raw(after)
        except (EditRefused, AssertionError):
            continue
        content = after
    return content


def _free_columns(table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if not column.locked and not column.key.startswith("tilbud") and column.key != IDENTITY.get(table.name)
    ]


def _by_hand(chance: random.Random, entry: Entry, columns: list[Column]) -> Edit:
    kind = chance.random()
    if kind < 0.1 and entry.place:
        return Remove(entry.place)
    if kind < 0.2:
        return chance.choice(
            [
                Set(("noter",), chance.choice(TEXTS)),
                Add(("netværk",), {"navn": "Ny Ven"}),
                Add(("aftaler",), {"id": "ny", "tekst": "Helt ny"}),
                Set(("handleplan", "særlige_forhold", "bolig"), chance.choice(TEXTS)),
            ]
        )
    free = _free_columns(entry.table)
    column = chance.choice([each for each in columns if each in free] or free or [entry.table.columns[-1]])
    path = (*entry.place, *spot(column).path)
    if chance.random() < 0.15:
        return Clear(path)
    return Set(path, _hand_value(chance, column))


def _hand_value(chance: random.Random, column: Column) -> Any:
    if column.choices:
        return chance.choice(column.choices)
    if column.kind == "dato":
        return chance.choice(DAYS)
    if column.kind == "tid":
        return chance.choice(TIMES)
    if column.key == "udførere":
        return chance.choice(["alle", ["bostedet-fjordglimt"]])
    if column.kind in LISTS:
        return [chance.choice(NAMES), *([chance.choice(TEXTS)] if column.kind == "sætninger" else [])]
    if column.key == "borger.adresse":
        return chance.choice(ADDRESSES)
    known = {"borger.mail": "c@d.dk", "skala": "funktionsevne", "mål": "mål-1", "fra_møde": "2027"}
    return known.get(column.key) or chance.choice([*TEXTS, *STATUS, *SOURCES])


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
