"""Two people who change the same plan: one in its rows of the spreadsheet, one in the file by hand."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unicodedata import normalize

from mlmp_docs.plan.editor import EditRefused, edit
from mlmp_docs.plan.edits import Add, Clear, Edit, Remove, Set
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.tables.edited import EditedCell, EditedRow
from mlmp_docs.tables.entries import IDENTITY, Entry, entries
from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.shown import texts_shown
from mlmp_docs.tables.table import LISTS, Column, Table
from mlmp_docs.tables.texts import normalised, spot
from tests.edited_plan import Sheet, read_raw
from tests.messy_plans import DAYS, NAMES, SOURCES, STATUS, TEXTS, TIMES, laid_out

ADDRESSES = ("Skovvej 4, 8920 Randers NV", "Ærøvej 8, 8900 Randers C")


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
        "tilbud": lambda: "\n".join(
            chance.choice([[*old.split("\n"), "vaerkstedet-aaen"], old.split("\n")[:1], ["vaerkstedet-aaen"]])
        ),
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
    if chance.random() < 0.2:
        content = in_another_order(chance, content)
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


def in_another_order(chance: random.Random, content: bytes) -> bytes:
    """The same plan written anew, with the entries of its lists in another order."""
    data: Any = copied(read_raw(content))
    for items in (
        *(data.get(key, []) for key in ("møder", "mål", "aftaler")),
        *(g.get("delmål", []) for g in data.get("mål", [])),
    ):
        chance.shuffle(items)
    after = laid_out(chance, data).encode()
    return after if read_plan(after, "plan.yaml").value is not None else content


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


def copied(data: Any) -> Any:
    """The data without what is empty, for changing."""
    if isinstance(data, dict):
        return {key: copied(below) for key, below in data.items() if below not in ({}, [])}
    return [copied(below) for below in data] if isinstance(data, list) else data
