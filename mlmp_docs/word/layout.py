"""What can become of a template's tables and cells: found out once, so that no document need be looked through.

Follows every way through the loops and conditions of a prepared part, keeping only what matters: what a cell ends
with, how many columns a row has, whether a table has rows. Where a way leads to a cell without a paragraph or a table
without rows, the part gets slots at such places (`numbering`). Where columns may differ from the grid, its documents
are parsed and mended one by one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mlmp_docs.word.tags import TAG, tag_words

_BLOCKS: Final = ("body", "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")
_CONTENT: Final = ("p", "sdt", "customXml", "altChunk")
_COLUMNS: Final = ("gridCol", "gridSpan", "gridBefore", "gridAfter")
_MARKS: Final = ("bookmarkStart", "bookmarkEnd")
_WATCHED: Final = "|".join((*_BLOCKS, *_CONTENT, "tbl", "tr", *_COLUMNS, *_MARKS))
_TOKEN: Final = re.compile(
    rf"(?P<tag>{TAG.pattern})|<(?P<close>/?)w:(?P<name>{_WATCHED})(?=[\s/>])(?P<rest>[^>]*?)(?P<empty>/?)>", re.DOTALL
)
_VALUE: Final = re.compile(r'w:val="(\d+)"')
_MOST_WAYS: Final = 400


@dataclass(frozen=True)
class _Rules:
    """Whose documents: ours get sound cells, rows and tables; docxtpl mends nothing but the number of columns."""

    ours: bool
    mended: set[str] = field(default_factory=set)
    """The elements found that may have to be mended."""


class _Unproved(Exception):
    """A way through the template that might need mending."""


@dataclass(frozen=True)
class _Block:
    """A cell, the body, a header …: the kind, and what it ends with so far."""

    kind: str
    last: str = ""


@dataclass(frozen=True)
class _Row:
    columns: int = 0


@dataclass(frozen=True)
class _Table:
    grid: int = 0
    widest: int = 0


_Stack = tuple[_Block | _Row | _Table, ...]


@dataclass(frozen=True)
class _Element:
    name: str
    close: bool
    empty: bool
    rest: str


@dataclass(frozen=True)
class _Choice:
    """A condition or a loop: the ways it can take."""

    branches: tuple["_Items", ...]
    is_loop: bool
    can_be_left_out: bool


class _Value:
    """A `{{ }}` outside the text, which may put in paragraphs."""


_Items = list["_Element | _Choice | _Value"]


def to_mend(prepared: str, *, ours: bool) -> frozenset[str] | None:
    """The elements that may need slots to become sound, mostly none; None when only the finished part can tell."""
    rules = _Rules(ours)
    tokens = list(_TOKEN.finditer(prepared))
    try:
        items, rest = _items(tokens, 0)
        _run(items, frozenset({()}), rules)
    except (_Unproved, RecursionError):
        return None
    return frozenset(rules.mended) if rest == len(tokens) else None


def _items(tokens: list[re.Match[str]], start: int) -> tuple[_Items, int]:
    """The items up to the tag that ends them, and where that tag stands."""
    found: _Items = []
    position = start
    while position < len(tokens):
        token = tokens[position]
        text = token["tag"]
        if text is None:
            found.append(_Element(token["name"], bool(token["close"]), bool(token["empty"]), token["rest"]))
            position += 1
            continue
        word = next(iter(tag_words(text)), "")
        if word in {"else", "elif", "endif", "endfor"}:
            return found, position
        if word in {"if", "for"}:
            choice, position = _choice(tokens, position, word)
            found.append(choice)
        else:
            if text.startswith("{{"):
                found.append(_Value())
            position += 1
    return found, position


def _choice(tokens: list[re.Match[str]], position: int, opening: str) -> tuple[_Choice, int]:
    branches: list[_Items] = []
    has_else = False
    while True:
        branch, position = _items(tokens, position + 1)
        branches.append(branch)
        if position >= len(tokens):
            raise _Unproved
        word = next(iter(tag_words(tokens[position]["tag"])), "")
        if word == f"end{opening}":
            return _Choice(tuple(branches), opening == "for", not has_else), position + 1
        if word == "else":
            has_else = True
        elif word != "elif" or opening == "for":
            raise _Unproved


def _run(items: _Items, states: frozenset[_Stack], rules: _Rules) -> frozenset[_Stack]:
    for item in items:
        if isinstance(item, _Choice):
            states = _chosen(item, states, rules)
        elif isinstance(item, _Value):
            states |= {way for stack in states for way in _filled(stack)}
        else:
            states = frozenset(_step(stack, item, rules) for stack in states)
        if len(states) > _MOST_WAYS:
            raise _Unproved
    return states


def _chosen(choice: _Choice, states: frozenset[_Stack], rules: _Rules) -> frozenset[_Stack]:
    if not choice.is_loop:
        after = states if choice.can_be_left_out else frozenset()
        for branch in choice.branches:
            after |= _run(branch, states, rules)
        return after
    body, *otherwise = choice.branches
    # Without turns the loop leaves everything as it was, or does what stands after `else`.
    after = _run(otherwise[0], states, rules) if otherwise else states
    turn = states
    while True:
        turn = _run(body, turn, rules)
        if turn <= after:
            return after
        after |= turn


def _filled(stack: _Stack) -> Iterator[_Stack]:
    if stack and isinstance(stack[-1], _Block):
        for last in ("p", "tbl"):
            yield _ends_with(stack, last)


def _step(stack: _Stack, element: _Element, rules: _Rules) -> _Stack:
    name, top = element.name, stack[-1] if stack else None
    if name in {"tbl", "tr"} or name in _BLOCKS:
        if not element.close:
            stack = _opened(stack, name)
        return _closed(stack, name, rules) if element.close or element.empty else stack
    if name in _MARKS:
        if isinstance(top, _Row | _Table):
            raise _Unproved  # it goes with the row or table, or its other end stays
        return stack
    if name in _CONTENT:
        if isinstance(top, _Row | _Table) and not rules.ours:
            raise _Unproved  # docxtpl does not see rows and cells inside content controls
        return _ends_with(stack, "p") if element.close or element.empty else stack
    return stack if element.close else _measured(stack, element, rules)


def _opened(stack: _Stack, name: str) -> _Stack:
    if name == "tbl":
        return (*stack, _Table())
    if name == "tr":
        return (*stack, _Row())
    if name == "tc":
        return (*_wider(stack, 1), _Block("tc"))
    return (*stack, _Block(name))


def _closed(stack: _Stack, name: str, rules: _Rules) -> _Stack:
    if not stack:
        raise _Unproved
    *outer, top = stack
    under = tuple(outer)
    if isinstance(top, _Block) and top.kind == name:
        if top.last == "tbl" or (top.last == "" and name != "body"):
            rules.mended.add(name)
        return under
    if isinstance(top, _Row) and name == "tr" and under and isinstance(table := under[-1], _Table):
        if not top.columns:
            rules.mended.add(name)
        return (*under[:-1], _Table(table.grid, max(table.widest, top.columns)))
    if isinstance(top, _Table) and name == "tbl":
        return _after_table(under, top, rules)
    raise _Unproved


def _after_table(under: _Stack, table: _Table, rules: _Rules) -> _Stack:
    if not table.widest and rules.ours:
        rules.mended.add("tbl")
        return under  # it will be dropped
    around = next((frame for frame in reversed(under) if isinstance(frame, _Table)), None)
    # docxtpl counts the rows of a table inside a cell as rows of the table around it, too.
    too_wide = around is not None and not rules.ours and table.grid > around.grid
    if table.widest != table.grid or too_wide:
        raise _Unproved
    return _ends_with(under, "tbl")


def _measured(stack: _Stack, element: _Element, rules: _Rules) -> _Stack:
    """What tells about columns: the grid, cells that take up several, and columns a row skips."""
    top = stack[-1] if stack else None
    if element.name == "gridCol":
        if not isinstance(top, _Table):
            raise _Unproved
        return (*stack[:-1], _Table(top.grid + 1, top.widest))
    value = _VALUE.search(element.rest)
    if value is None:
        raise _Unproved
    if element.name == "gridSpan":
        return (*_wider(stack[:-1], int(value[1]) - 1), stack[-1])
    if not rules.ours:
        raise _Unproved  # docxtpl counts cells only
    return _wider(stack, int(value[1]))


def _wider(stack: _Stack, columns: int) -> _Stack:
    """The row that stands last, with more columns; never more than the table's grid has."""
    match stack:
        case (*outer, _Table() as table, _Row() as row) if row.columns + columns <= table.grid:
            return (*outer, table, _Row(row.columns + columns))
    raise _Unproved


def _ends_with(stack: _Stack, last: str) -> _Stack:
    match stack:
        case (*outer, _Block() as block):
            return (*outer, _Block(block.kind, last))
    return stack
