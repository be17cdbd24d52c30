"""The text of a file as a tree of nodes, each with the span of characters it stands on. For texts that `scan` accepts.

PyYAML's own ends of blocks lie behind the comments that follow; these end with the last character of a value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import normalize

import yaml

from mlmp_docs.plan.source import Path_
from mlmp_docs.plan.syntax import LOADER, NOT_GIVEN

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_HEADER = re.compile(r"[|>][-+0-9]*")
_LINE = re.compile(r"\r\n|\n|\r")
_END_OF_LINE = re.compile(r"[\r\n]|\Z")


@dataclass(slots=True, eq=False)
class Node:
    """A value: a text, nothing, a list or fields."""

    kind: Literal["text", "nothing", "list", "fields"]
    start: int
    end: int
    """After its last character; equal to `start` where nothing is written."""
    flow: bool = False
    """A collection in [ ] or { }."""
    value: str = ""
    style: str = ""
    """How a text is written: plain is empty; `'`, `"`, `|` or `>`."""
    entries: "list[Entry]" = field(default_factory=list)
    odd: bool = False
    """Written in a way that is read, but not edited: `? key`, or `[key: value]` without { }."""

    @property
    def given(self) -> "list[Entry]":
        """The entries that the reader counts: a list's items without a value are passed over."""
        return [e for e in self.entries if e.node.kind != "nothing"] if self.kind == "list" else self.entries

    def entry(self, part: str | int) -> "Entry | None":
        """The entry of a key, or the item of a number."""
        if isinstance(part, int):
            given = self.given if self.kind == "list" else []
            return given[part] if 0 <= part < len(given) else None
        return next((e for e in self.entries if e.key == part), None) if self.kind == "fields" else None


@dataclass(slots=True, eq=False)
class Entry:
    """A key or a dash, and the value that belongs to it."""

    start: int
    """Where the key or the dash begins; in [ ] the item itself."""
    after: int
    """Behind the colon or the dash; in [ ] the same as `start`."""
    key: str | None
    """As the reader knows it; None in a list."""
    node: Node
    quoted: bool = False
    """Whether the key stands in quotes."""


def tree(text: str) -> Node | None:
    """The tree of a text that `scan` found no fault with; None for a text that holds no value."""
    root = Node("list", 0, len(text))
    stack: list[Node] = [root]
    keys: list[yaml.ScalarEvent | None] = [None]
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop()
            keys.pop()
            _close(closed, event, text)
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            continue
        parent = stack[-1]
        if parent.kind == "fields" and keys[-1] is None and isinstance(event, yaml.ScalarEvent):
            keys[-1] = event
            continue
        node = _node(event, text)
        parent.entries.append(_entry(parent, keys[-1], node, text) if parent is not root else Entry(0, 0, None, node))
        keys[-1] = None
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(node)
            keys.append(None)
    return root.entries[0].node if root.entries else None


def _node(event: yaml.Event, text: str) -> Node:
    start, end = _span(event)
    if isinstance(event, yaml.MappingStartEvent):
        return Node("fields", start, end, bool(event.flow_style), odd=bool(event.flow_style) and text[start] != "{")
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("list", start, end, bool(event.flow_style))
    if not isinstance(event, yaml.ScalarEvent):
        raise TypeError
    style = event.style or ""
    if not style and event.value in NOT_GIVEN:
        return Node("nothing", start, end)
    if style in ("|", ">"):
        end = _end_of_block_text(text, start, end)
    return Node("text", start, end, value=normalize("NFC", event.value), style=style)


def _entry(parent: Node, key: yaml.ScalarEvent | None, node: Node, text: str) -> Entry:
    if key is not None:
        start, end = _span(key)
        while text[end : end + 1] in (" ", "\t"):
            end += 1
        if text[end : end + 1] != ":":
            parent.odd = True
        entry = Entry(start, end + 1, normalize("NFC", key.value).strip(), node, bool(key.style))
    elif parent.flow:
        entry = Entry(node.start, node.start, None, node)
    else:
        dash = _dash(parent, text)
        entry = Entry(dash, dash + 1, None, node)
    if node.kind == "nothing" and node.start == node.end:
        node.start = node.end = entry.after
    return entry


def _span(event: yaml.Event) -> tuple[int, int]:
    if event.start_mark is None or event.end_mark is None:
        raise TypeError
    return event.start_mark.index, event.end_mark.index


def _dash(parent: Node, text: str) -> int:
    """Where the dash of the next item stands."""
    if not parent.entries:
        return parent.start
    column = parent.start - line_start(text, parent.start)
    position = line_end(text, parent.entries[-1].node.end)
    while True:
        position += len(eol_at(text, position))
        dash = position + column
        if text[dash : dash + 1] == "-" and not text[position:dash].strip(" "):
            return dash
        position = line_end(text, position)
        if position >= len(text):
            raise ValueError("a list item without a dash")


def _close(node: Node, event: yaml.CollectionEndEvent, text: str) -> None:
    if node.flow and not node.odd:
        node.end = _span(event)[1]
    else:
        last = node.entries[-1]
        node.end = max(last.node.end, last.after)


def _end_of_block_text(text: str, start: int, end: int) -> int:
    """The end of the last line that belongs to a text after | or >; the parser's lies behind the blank lines."""
    header = _HEADER.match(text, start)
    keeps = header is not None and "+" in header[0]
    head_end = line_end(text, start)
    lines = _LINE.split(text[head_end:end])[1:]
    if lines and not lines[-1].strip(" " if not keeps else ""):
        lines.pop()
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    while not keeps and lines and not lines[-1].strip(" ") and len(lines[-1]) <= indent:
        lines.pop()
    position = head_end
    for _ in lines:
        position = line_end(text, position + len(eol_at(text, position)))
    return position


# --- lines -------------------------------------------------------------------------------------------------------


def line_start(text: str, position: int) -> int:
    """Where the line begins."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def line_end(text: str, position: int) -> int:
    """Where the line ends, before its line break."""
    found = _END_OF_LINE.search(text, position)
    return found.start() if found else len(text)


def eol_at(text: str, position: int) -> str:
    """The line break at a position; empty at the end of the text."""
    found = _LINE.match(text, position)
    return found[0] if found else ""


def column(text: str, position: int) -> int:
    """How many characters stand before it on its line."""
    return position - line_start(text, position)


def after_gap(text: str, position: int) -> int:
    """Behind the blanks, line breaks and comments that begin at a position."""
    found = _GAP.match(text, position)
    return found.end() if found else position


def walk(node: Node, path: Path_ = ()) -> Iterator[tuple[Path_, Node]]:
    """Every node with its path as the reader counts, from the outermost."""
    yield path, node
    number = 0
    for entry in node.entries:
        if entry.key is None and entry.node.kind == "nothing":
            continue
        yield from walk(entry.node, (*path, number if entry.key is None else entry.key))
        number += 1
