"""Texts of cells as values of a plan: what is written, and what is kept of what stood there."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from mlmp_docs.plan import shape
from mlmp_docs.plan.record import Record
from mlmp_docs.tables.table import LISTS, Column, Table
from mlmp_docs.tables.texts import BLANKS, canonical, lines, normalised, spot

MOST_WOVEN = 250_000
"""Letters of the old text times those of the new: more of them take seconds to compare."""


def cleaned(column: Column, text: str) -> str:
    """The text of a cell in the one form of its column, as far as that is certain."""
    if column.kind in LISTS:
        return "\n".join(lines(text, commas=column.kind == "id'er"))
    return normalised(text)


def written(column: Column, text: str, old: object = None) -> Any:
    """What the plan is to hold for a text; None for an empty one. `old` is what it holds now."""
    if not text:
        return None
    if column.kind not in LISTS:
        return _woven(str(old), text) if isinstance(old, str) else text
    if column.key == "udførere" and text == "alle":
        return text
    items = text.split("\n")
    return _kept(column, old, items) if isinstance(old, list) else items


def period(fra: str, til: str) -> str | None:
    """A time as the plan writes it; None without a beginning."""
    return f"{fra}-{til}" if fra and til else fra or None


def new_entry(table: Table, cells: Mapping[str, str], record: type[Record]) -> dict[str, Any]:
    """What a new row says, as an entry with its keys in the order of the records."""
    entry: dict[str, Any] = {}
    halves: dict[tuple[str, ...], dict[str, str]] = {}
    for column in table.columns:
        text = cells.get(column.key, "")
        if not text or column.is_shown_only:
            continue
        at = spot(column)
        value = written(column, text)
        if at.half:
            halves.setdefault(at.path, {})[at.half] = text
            value = period(halves[at.path].get("fra", ""), halves[at.path].get("til", ""))
        if value is not None:
            below = entry
            for part in at.path[:-1]:
                below = below.setdefault(part, {})
            below[at.path[-1]] = value
    return in_order(entry, record)


def in_order(entry: dict[str, Any], record: type[Record]) -> dict[str, Any]:
    """The entry with its keys in the order of the record, and those of the records below."""
    ordered = {}
    for key, annotation in shape.fields(record).items():
        if key in entry:
            below = shape.record_of(annotation)
            value = entry[key]
            ordered[key] = in_order(value, below) if below is not None and isinstance(value, dict) else value
    return ordered


def _kept(column: Column, old: list[Any], items: list[str]) -> list[Any]:
    """The items, those that stay as the plan writes them."""
    was = [canonical(column, [item]) for item in old]
    kept: list[Any] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, was, items, autojunk=False).get_opcodes():
        kept += old[i1:i2] if kind == "equal" else items[j1:j2]
    return kept


def _woven(old: str, new: str) -> str:
    """The new text, with the no-break spaces and the last line break of the old one where it is unchanged."""
    body, ending = (old[:-1], "\n") if old.endswith("\n") else (old, "")
    plain = body.translate(BLANKS)
    if plain != body:
        start = _alike(plain, new)
        end = _alike(plain[start:][::-1], new[start:][::-1])
        was, becomes = len(body) - end, len(new) - end
        middle = new[start:becomes]
        if (was - start) * len(middle) <= MOST_WOVEN:
            middle = _woven_within(body[start:was], plain[start:was], middle)
        new = body[:start] + middle + body[was:]
    return new + ending


def _alike(one: str, other: str) -> int:
    """How many letters the two have in common from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _woven_within(old: str, plain: str, new: str) -> str:
    parts = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, plain, new, autojunk=False).get_opcodes():
        parts.append(old[i1:i2] if kind == "equal" else new[j1:j2])
    return "".join(parts)
