"""New lists and fields as YAML, in the style of the file they go into."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args, get_origin

from mlmp_docs.plan import shape
from mlmp_docs.plan.edits import Data
from mlmp_docs.plan.nodes import Node, column, walk
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.scalars import block_text, is_plain, quoted, scalar

MAX_WIDTH = 120
"""A list or fields in brackets, written anew, are no longer than this line."""
SHORT = 30
"""A text of so many letters may stand on a list in [ ]; longer ones get a line each."""


@dataclass(frozen=True)
class Habits:
    """What the writer of a file mostly does; where there is nothing to learn, what the sample plans do."""

    quote: str = '"'
    step: int = 2
    """How far fields stand to the right of the key above them."""
    dash: int = 2
    """How far a dash stands to the right of the key above it."""
    gap: int = 2
    """From a dash to what follows it."""
    nothing: str = "null"
    padding: str = ""
    """Between { and the first key."""
    json: bool = False
    """Whether the file is JSON, where every key and text has quotes."""


def habits(root: Node | None, text: str) -> Habits:
    """The habits that a file shows."""
    if root is None:
        return Habits()
    seen: dict[str, Counter[Any]] = {name: Counter() for name in ("quote", "step", "dash", "gap", "nothing", "padding")}
    for _, node in walk(root):
        if node.style in ("'", '"'):
            seen["quote"][node.style] += 1
        if node.kind == "nothing":
            seen["nothing"][text[node.start : node.end]] += 1
        if node.flow and node.kind == "fields" and node.entries:
            seen["padding"][" " if text[node.start + 1 : node.start + 2] == " " else ""] += 1
        if node.flow:
            continue
        for entry in node.entries:
            below = entry.node
            if (
                node.kind == "list"
                and below.kind not in ("nothing", "list")
                and "\n" not in text[entry.after : below.start]
            ):
                seen["gap"][below.start - entry.start] += 1
            if node.kind == "fields" and below.entries and not below.flow:
                name = "step" if below.kind == "fields" else "dash"
                seen[name][column(text, below.entries[0].start) - column(text, entry.start)] += 1
    found = {name: counter.most_common(1)[0][0] for name, counter in seen.items() if counter}
    if "step" not in found and found.get("dash", 0) > 0:
        found["step"] = found["dash"]
    if "dash" not in found and "step" in found:
        found["dash"] = found["step"]
    json = root.flow and all(e.quoted for _, node in walk(root) for e in node.entries if e.key is not None)
    return Habits(**found, json=json)


Like = Callable[[str | None], Node | None]
"""The node whose style a new value takes: that of the value itself (None), or of one of its keys."""


def nobody(key: str | None) -> None:
    """There is nothing to be like."""


@dataclass(frozen=True)
class Writer:
    """Writes values into one file."""

    habits: Habits

    def inline(self, value: Data | None, annotation: Any, flow: bool, like: Like = nobody) -> str:
        """The value on one line; `flow` inside [ ] or { }."""
        if value is None:
            return "null" if flow else self.habits.nothing
        if isinstance(value, str):
            return quoted(value) if self.habits.json else scalar(value, annotation, flow, self.habits.quote, like(None))
        if isinstance(value, list):
            return f"[{', '.join(self.inline(item, shape.child(annotation, 0), True) for item in value)}]"
        if not value:
            return "{}"
        pad = self.habits.padding
        return f"{{{pad}{', '.join(self.pair(key, below, annotation, like) for key, below in value.items())}{pad}}}"

    def pair(self, key: str, value: Data | None, annotation: Any, like: Like = nobody) -> str:
        """A key and its value inside { }."""
        below = self.inline(value, shape.child(annotation, key), True, lambda part: like(key) if part is None else None)
        return f"{self.key(key, True)}: {below}"

    def key(self, key: str, flow: bool = False, quote: str = "") -> str:
        """A key; in the given quotes, where its neighbours have them."""
        if quote:
            return quoted(key, quote)
        if self.habits.json:
            return quoted(key)
        return key if is_plain(key, None, flow) else quoted(key, self.habits.quote)

    def lines(self, value: Data, annotation: Any, at: int, like: Like = nobody) -> list[str]:
        """The value in block style: its own lines, all beginning at column `at`."""
        indent = " " * at
        written: list[str] = []
        if isinstance(value, Mapping):
            for key, below in value.items():
                written += self.entry(key, below, shape.child(annotation, key), at, lambda part, k=key: like(k))  # type: ignore[misc]
        elif isinstance(value, list):
            for item in value:
                written += self.item(item, shape.child(annotation, 0), at)
        else:
            written = [indent + self.inline(value, annotation, False, like)]
        return written

    def entry(
        self, key: str, value: Data | None, annotation: Any, at: int, like: Like = nobody, quote: str = ""
    ) -> list[str]:
        """A key at column `at` with its value, in the style that suits it."""
        start = " " * at + self.key(key, quote=quote) + ":"
        first, *rest = self.value(value, annotation, at, len(start) + 1, like)
        return [f"{start} {first}" if first else start, *rest]

    def item(self, value: Data, annotation: Any, at: int, gap: int | None = None, like: Like = nobody) -> list[str]:
        """A list item with its dash at column `at`."""
        gap = self.habits.gap if gap is None else gap
        start = " " * at + "-" + " " * (gap - 1)
        if isinstance(value, str):
            first, *rest = self.value(value, annotation, at, at + gap, like)
            return [start + first, *rest]
        if not value or isinstance(value, list) or self.fits(value, annotation, at + gap, like(None)):
            return [start + self.inline(value, annotation, False, like)]
        first, *rest = self.lines(value, annotation, at + gap, like)
        return [start + first.lstrip(" "), *rest]

    def value(self, value: Data | None, annotation: Any, at: int, used: int, like: Like = nobody) -> list[str]:
        """What follows a key at column `at`: the rest of its line, of which `used` are taken, and the lines below."""
        if isinstance(value, str) and "\n" in value:
            lines = block_text(value, "|", " " * (at + self.habits.step), MAX_WIDTH)
            if lines:
                return lines
        if value is None or isinstance(value, str) or not value or self.fits(value, annotation, used, like(None)):
            return [self.inline(value, annotation, False, like)]
        below = at + (self.habits.step if isinstance(value, Mapping) else self.habits.dash)
        return ["", *self.lines(value, annotation, below, like)]

    def fits(self, value: Data, annotation: Any, used: int, like: Node | None) -> bool:
        """Whether a list or fields go into brackets on one line."""
        if like is not None and like.entries:
            return like.flow and not _has_breaks(value)
        if _has_breaks(value) or used + len(self.inline(value, annotation, False)) > MAX_WIDTH:
            return False
        if isinstance(value, list):
            return all(isinstance(item, str) and len(item) <= SHORT for item in value)
        record = shape.record_of(annotation)
        if record is not None and is_big(record):
            return False
        parts = value.values() if isinstance(value, Mapping) else ()
        return all(isinstance(part, str) or (isinstance(part, list) and _texts(part)) for part in parts)


def is_big(record: type[Record]) -> bool:
    """Whether a record's fields get a line each: one of them has fields itself, or several are lists."""
    kinds = shape.fields(record).values()
    return any(map(_has_parts, kinds)) or sum(get_origin(shape.plain_type(kind)) is tuple for kind in kinds) > 1


def _texts(items: list[Data]) -> bool:
    return all(isinstance(item, str) for item in items)


def _has_breaks(value: Data) -> bool:
    if isinstance(value, str):
        return "\n" in value
    return any(map(_has_breaks, value.values() if isinstance(value, Mapping) else value))


def _has_parts(annotation: Any) -> bool:
    """Whether a field holds fields itself, so that its record is too big for { }."""
    bare = shape.plain_type(annotation)
    if get_origin(bare) is dict or shape.record_of(bare) is not None:
        return True
    return get_origin(bare) is tuple and shape.record_of(get_args(bare)[0]) is not None


def order(keys: list[str], wanted: list[str], key: str) -> tuple[int, bool]:
    """Where a new key goes among `keys`: the number of its neighbour, and whether it stands behind it."""
    if key not in wanted:
        return len(keys) - 1, True
    rank = {name: number for number, name in enumerate(wanted)}
    before = [(rank[name], number) for number, name in enumerate(keys) if rank.get(name, len(rank)) < rank[key]]
    if before:
        return max(before)[1], True
    behind = [(rank[name], number) for number, name in enumerate(keys) if rank.get(name, -1) > rank[key]]
    return (min(behind)[1], False) if behind else (len(keys) - 1, True)


def separated(node: Node, number: int, text: str) -> bool:
    """Whether blank lines part an entry from the next one, or, of the last, from the one before."""
    entries = node.entries
    pairs = list(pairwise(entries))
    if not pairs:
        return False
    one, other = pairs[min(number, len(pairs) - 1)]
    between = text[max(one.node.end, one.after) : other.start].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return any(not line.strip() for line in between[1:-1])
