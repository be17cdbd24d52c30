"""Columns that were sorted, pushed or swapped without the rest of their rows, so that rows have others' values."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.sheet import Sheet

LEAST = 3
"""So many rows at least must have got another row's value; fewer may be meant."""
MANY = 6
"""So many where the column has two different words only."""

_MOVED = Refusal(
    "R034",
    "Kolonnen er sorteret, skubbet eller byttet med en anden, så der står andre rækkers eller kolonners værdier.",
    "Fortryd det: sortér altid hele tabellen, og lad overskrifterne stå. Er det meningen, så importér ændringerne få "
    "rækker ad gangen.",
)
_EXCHANGED = Refusal(
    "R034",
    "Overskriften er byttet om med en anden kolonnes, så værdierne står i hinandens kolonner.",
    "Sæt overskrifterne tilbage. Kolonner kan flyttes, når hele kolonnen kommer med.",
)


def refuse_moved(
    sheet: Sheet, rows: Sequence[EditedRow], changed: dict[str, list[int]]
) -> tuple[list[EditedRow], list[Diagnostic]]:
    """The rows without what stands in such columns; `changed` are the rows that changed in each column."""
    rows, told = _refuse_exchanged(sheet, rows, changed)
    several = {placed.key: placed for placed in sheet.columns if len(changed.get(placed.key, ())) >= LEAST}
    if not several:
        return list(rows), told
    exported = [row for row in rows if row.base is not None]
    swapped = {key for key in several if _has_others_values(exported, key)}
    if not any(_is_sorted(exported, key) for key in swapped):
        swapped = set()  # with one sorted column, others may have been sorted along with it
    moved = swapped | {key for key in several if _is_pushed(exported, key)}
    moved |= {key for pair in combinations(several, 2) if _took_places(exported, *pair) for key in pair}
    told += [sheet.refused(_MOVED, sheet.headings.row, several[key]) for key in several if key in moved]
    return [_without(row, moved) for row in rows], told


def _refuse_exchanged(
    sheet: Sheet, rows: Sequence[EditedRow], changed: Mapping[str, Sequence[int]]
) -> tuple[Sequence[EditedRow], list[Diagnostic]]:
    """The rows without the columns whose headings stand above each other's values."""
    at = {placed.key: number for number, placed in enumerate(sheet.columns) if placed.key in changed}
    in_order = [key for key in sheet.table.keys if key in at]
    told = []
    for one, other in combinations(in_order, 2):
        if at[one] > at[other] and _are_exchanged(rows, one, other):
            told += [sheet.refused(_EXCHANGED, sheet.headings.row, sheet.by_key[key]) for key in (one, other)]
            rows = [_without(row, {one, other}) for row in rows]
    return rows, told


def _are_exchanged(rows: Iterable[EditedRow], one: str, other: str) -> bool:
    """Whether most rows in which the two columns changed have what was exported in the other one of them."""
    times = Counter(
        (row.cells[one].text, row.cells[other].text) == (row.base[other], row.base[one])
        for row in rows
        if row.base is not None
        and {one, other} <= row.cells.keys() & row.base.keys()
        and (row.cells[one].text, row.cells[other].text) != (row.base[one], row.base[other])
    )
    return times[True] > 0 and times[True] >= times[False]


def _without(row: EditedRow, keys: set[str]) -> EditedRow:
    if not keys:
        return row
    return replace(row, cells={key: cell for key, cell in row.cells.items() if key not in keys})


def _pairs(rows: Iterable[EditedRow], key: str) -> list[tuple[str, str]]:
    """What was exported and what stands there, in the order of the sheet."""
    return [(row.base[key], row.cells[key].text) for row in rows if row.base and key in row.base and key in row.cells]


def _has_others_values(rows: Sequence[EditedRow], key: str) -> bool:
    changed = [(base, text) for base, text in _pairs(rows, key) if base != text]
    # Of a column with a yes or a no more rows must have changed, as a few may well be meant.
    return len(changed) >= (LEAST if len({base for base, _ in changed}) >= LEAST else MANY) and Counter(
        base for base, _ in changed
    ) == Counter(text for _, text in changed)


def _is_sorted(rows: Sequence[EditedRow], key: str) -> bool:
    """Whether the values stand in order from the first that changed to the last, empty ones after all others."""
    pairs = _pairs(rows, key)
    changed = [number for number, (base, text) in enumerate(pairs) if base != text]
    texts = [text for _, text in pairs[changed[0] : changed[-1] + 1]]
    given = [text for text in texts if text]
    if "" in texts[: len(given)]:
        return False
    ways: list[list[Any]] = [[text.casefold() for text in given], [sort_key(text) for text in given], given]
    if set(given) <= set(MÅNEDER):
        ways.append([MÅNEDER.index(text) for text in given])
    return any(sorted(way, reverse=back) == way for way in ways for back in (False, True))


def _took_places(rows: Sequence[EditedRow], first: str, second: str) -> bool:
    """Whether two columns hold each other's values in every row, as when their headings are swapped."""
    ones, others = _pairs(rows, first), _pairs(rows, second)
    return len(ones) == len(others) > 0 and all(
        text == other_base and other_text == base
        for (base, text), (other_base, other_text) in zip(ones, others, strict=True)
    )


def _is_pushed(rows: Sequence[EditedRow], key: str) -> bool:
    """Whether the values have moved down or up by one row, as when a cell is inserted or deleted."""
    pairs = _pairs(rows, key)
    changed = [number for number, (base, text) in enumerate(pairs) if base != text]
    if not changed:
        return False
    for step in (1, -1):
        span = range(changed[0], changed[-1] + 1)
        new = span[0] if step == 1 else span[-1]  # what was put in at the one end need not be another row's
        pushed = [
            number for number in span if 0 <= number - step < len(pairs) and pairs[number - step][0] == pairs[number][1]
        ]
        words = {pairs[number][1] for number in pushed if number in changed} - {""}
        if len(words) >= LEAST and all(number in pushed or number == new for number in span):
            return True
    return False
