"""What an import may do to the plans, worked out from the data of the files and from what truly stands in each row.

Whatever a plan says afterwards, it said before, or somebody typed it in the cell of that citizen, entry and column.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from abused_sheet import Line, Page
from typed_contents import MONTHS, plainly

from mlmp_docs.tables.sheets import AFTALER, BORGERE, DELMÅL, MÅL, MØDER, NETVÆRK, RÅDGIVERE, SCORINGER, TILBUD
from mlmp_docs.tables.table import Column, Table
from tests.edit_judge import copied, data_of

LISTS = {"møder": MØDER, "mål": MÅL, "netværk": NETVÆRK, "aftaler": AFTALER}
BELOW = {"delmål": DELMÅL, "scoringer": SCORINGER}
Where = tuple[str, str]
"""Table and citizen."""


@dataclass(frozen=True)
class Item:
    """An entry of a file: what its columns say, and all the rest of it."""

    where: Where
    goal: str
    name: str
    facts: Mapping[str, str]
    rest: Any


def facts(table: Table, data: Mapping[str, Any]) -> dict[str, str]:
    """What the columns say."""
    found = {}
    for column in table.columns:
        if not column.key.startswith("@"):
            path = column.key.split(".")
            if len(path) > 1 and path[-2] == "kl":
                path.pop()
            found[".".join(path)] = _text(column, _at(data, path), path)
    return found


def _at(data: Any, path: list[str]) -> Any:
    for part in path:
        if isinstance(data, list):
            data = data[0] if data else None
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _text(column: Column, value: Any, path: list[str]) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return plainly(value.get("id") or value.get("navn") or "")
    if isinstance(value, list):
        items = [item.get("id", "") if isinstance(item, dict) else item for item in value]
        return "\n".join(" ".join(plainly(item).split()) for item in items)
    if path[-1] == "kl":
        return re.sub(r"\s*[-–]\s*", "-", value.removeprefix("kl").strip(". ").replace(".", ":")).strip()
    text = plainly(value)
    if column.kind == "måned":
        return MONTHS[int(text) - 1] if text.isdecimal() else text.lower()
    if column.kind == "ja/nej":
        return {"true": "ja", "false": "nej"}.get(text.lower(), text.lower())
    return text.replace("-", "") if column.kind == "cpr" else text


def _without(table: Table, data: Any) -> Any:
    """The data without what has a column, or a row of its own."""
    data = copied(data)
    for column in table.columns:
        path = column.key.split(".")
        path = path[:-1] if len(path) > 1 and path[-2] == "kl" else path
        holders = [data]
        for part in path[:-1]:
            holders = [below for each in holders if isinstance(below := each.get(part), dict)]
        for each in holders:
            each.pop(path[-1], None)
    for key in [*(LISTS if table is BORGERE else ()), *(BELOW if table is MÅL else ()), "tilbud"]:
        data.pop(key, None)
    return _pruned(data)


def _pruned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: below for key, value in data.items() if (below := _pruned(value)) not in ({}, [])}
    return data


def items(borger: str, data: dict[str, Any]) -> Iterator[Item]:
    """Every entry of a plan."""
    stays = [{key: each[key] for key in each if key != "kontaktperson"} for each in data.get("tilbud", ())]
    yield Item(("Borgere", borger), "", "", facts(BORGERE, data), (_without(BORGERE, data), stays))
    for key, table in LISTS.items():
        for each in data.get(key, ()):
            said = facts(table, each)
            name = said.get("id") or said.get(IDENTITY.get(table.name, "år"), "")
            yield Item((table.name, borger), "", name, said, _without(table, each))
            for below, small in BELOW.items() if table is MÅL else ():
                for part in each.get(below, ()):
                    of_part = facts(small, part)
                    called = of_part.get("id") or of_part.get("tekst") or f"{of_part['dato']} {of_part['udfører']}"
                    yield Item((small.name, borger), name, called.strip(), of_part, _without(small, part))


IDENTITY = {"Mål": "borgermål", "Netværk": "navn", "Aftaler": "tekst", "Møder": "år"}


def settings_items(data: dict[str, Any]) -> Iterator[Item]:
    """The tilbud and rådgivere of mlmp.yaml."""
    for table, key in ((TILBUD, "tilbud"), (RÅDGIVERE, "rådgivere")):
        for id_, each in data.get(key, {}).items():
            yield Item((table.name, ""), "", id_, facts(table, each), _without(table, each))


# --- judging ------------------------------------------------------------------------------------------------------


class Judge:
    """Knows what everybody typed, by table and citizen."""

    def __init__(self, pages: list[Page], slet: bool) -> None:
        self.slet = slet
        self.lines: dict[Where, list[Line]] = {}
        self.new: dict[str, list[Line]] = {}
        self.gone: dict[Where, int] = {}
        for page in pages:
            if not page.is_there:
                continue
            keys = {key for _, key in page.columns}
            for line in filter(None, page.lines):
                line.cells = {key: cell for key, cell in line.cells.items() if key in keys}
                if line.true is None:
                    self.new.setdefault(page.table.name, []).append(line)
                else:
                    self.lines.setdefault((page.table.name, line.true.borger), []).append(line)

    def file(self, borger: str, before: bytes, after: bytes) -> None:
        """Assert that a file says only what it may say."""
        was, now = data_of(before), data_of(after)
        old, new = (list(items(borger, each) if borger else settings_items(each)) for each in (was, now))
        if not borger:
            for each in (was, now):
                for key in ("tilbud", "rådgivere"):
                    each.pop(key, None)
            assert was == now, "the rest of mlmp.yaml"
        for where in dict.fromkeys(item.where for item in (*old, *new)):
            self._entries(where, [i for i in old if i.where == where], [i for i in new if i.where == where])
        lists = {tuple(sorted(item.facts.items())) for item in old} - {
            tuple(sorted(item.facts.items())) for item in new
        }
        if not self.slet and not any("\n" in text for item in lists for _, text in item):
            # A comment between two items of a list goes with them.
            notes = [re.findall(rb"(?m)^\s*#.*$", each.replace(b"\r", b"")) for each in (before, after)]
            assert notes[0] == notes[1], "comments"

    def _entries(self, where: Where, old: list[Item], new: list[Item]) -> None:
        pairs, removed, added = aligned(old, new)
        assert self.slet or not removed, f"an entry is gone: {where}"
        for one, other in pairs:
            assert one.rest == other.rest or (where[0] == "Borgere" and one.rest[0] == other.rest[0]), f"{where}: rest"
            for key, text in other.facts.items():
                if key == "tilbud.kontaktperson" and one.facts["tilbud"] != other.facts["tilbud"]:
                    continue  # of another tilbud, which was put first
                if text != one.facts[key] and not self._may(where, one, key, text):
                    raise AssertionError(f"{where} {one.name!r} {key}: {one.facts[key]!r} became {text!r}")
        unknown = (line for line in self.lines.get(where, ()) if line.is_copy or "mlmp-id" not in line.cells)
        lines = [*self.new.get(where[0], ()), *unknown]
        for item in added:
            assert any(all(_says(line, key, text) for key, text in item.facts.items()) for line in lines), (
                f"{where}: a new entry that nobody typed: {item.facts}"
            )

    def _may(self, where: Where, item: Item, key: str, text: str) -> bool:
        lines = self.lines.get(where, [])
        mine = [line for line in lines if line.true and _is_about(line, item)] or lines
        if key == "tilbud" and not self.slet:
            # One that was taken off the list stays, which is told, before those that are new.
            before = item.facts[key].split("\n")
            text = "\n".join(text.split("\n")[len(before) :]) if text.split("\n")[: len(before)] == before else text
            return any(_says(line, key, text) or text in "\n".join(line.cells[key].means) for line in mine)
        return any(_says(line, key, text) for line in (*mine, *self.new.get(where[0], ())))


def _is_about(line: Line, item: Item) -> bool:
    assert line.true is not None
    path = line.true.path
    if item.where[0] in ("Borgere",):
        return True
    if item.where[0] in ("Delmål", "Scoringer") and path[1] != item.goal:
        return False
    return path[-1] == item.name


def _says(line: Line, key: str, text: str) -> bool:
    """Whether somebody typed the text there, or nothing where there is nothing."""
    if key.rpartition(".")[2] == "kl":
        fra, til = (line.cells.get(f"{key}.{half}") for half in ("fra", "til"))
        halves = [{*(cell.means if cell else ()), ""} for cell in (fra, til)]
        return text in {f"{a}-{b}" if b else a for a in halves[0] for b in halves[1]} | halves[0]
    if not text:
        return key not in line.cells or "" in line.cells[key].means
    cell = line.cells.get(key)
    if cell is None or "" in cell.means:
        return (key in ("id", "år") and cell is None) or (key == "id" and cell is not None)
    means = {"\n".join(" ".join(line.split()) for line in mean.split("\n")) for mean in cell.means}
    means |= cell.means | {mean.replace("-", "") for mean in cell.means if key.endswith("cpr")}
    return text in means or text in {_phone(mean) for mean in means} or key == "id"


def _phone(text: str) -> str:
    return re.sub(r"\s", "", text)


def aligned(old: list[Item], new: list[Item]) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Which entries are the same before and after: those most alike, in their order."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            ways: list[tuple[float, int]] = []
            if i < len(old) and j < len(new):
                ways.append((best[i + 1, j + 1][0] + _alike(old[i], new[j]), 0))
            if i < len(old):
                ways.append((best[i + 1, j][0], 1))
            if j < len(new):
                ways.append((best[i, j + 1][0], 2))
            best[i, j] = max(ways, key=lambda way: (way[0], -way[1]), default=(0, 0))
    pairs, removed, added, i, j = [], [], [], 0, 0
    while i < len(old) or j < len(new):
        way = best[i, j][1]
        if way == 0:
            pairs.append((old[i], new[j]))
        elif way == 1:
            removed.append(old[i])
        else:
            added.append(new[j])
        i, j = i + (way != 2), j + (way != 1)
    return pairs, removed, added


def _alike(one: Item, other: Item) -> float:
    if one.goal != other.goal and one.name != other.name:
        return -1
    same = sum(text == other.facts[key] and bool(text) for key, text in one.facts.items())
    return 0.1 + same + 5 * (one.name == other.name) + 2 * (one.rest == other.rest)
