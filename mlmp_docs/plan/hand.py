"""One step at a time in the text of a plan file, in the style of what stands around it."""

import re
from itertools import takewhile
from typing import Any

from mlmp_docs.diagnostic import Place
from mlmp_docs.plan import shape
from mlmp_docs.plan.edits import Data, Drop, EditRefused, Insert, Put, Step, first_field, not_there
from mlmp_docs.plan.likeness import QUOTED, like_items, like_old, like_relatives, quote_of
from mlmp_docs.plan.nodes import Entry, Node, eol_at, line_start, tree
from mlmp_docs.plan.page import Page, Splice, spliced
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.scalars import Kept, block_text
from mlmp_docs.plan.source import Path_
from mlmp_docs.plan.writing import Like, Writer, habits, nobody, order, separated

UNSAFE = "Filen kan ikke rettes her, uden at noget andet ændrer sig."
BY_HAND = "Ret den i hånden."
_MAX_FOLD = 100
_MIN_FOLD = 60
"""A text after > is folded as wide as it was, within these."""


_HEADER = re.compile(r"[|>]\s*$", re.MULTILINE)


def _ends_with_break(value: Data | None) -> bool:
    while value and not isinstance(value, str):
        value = value[-1] if isinstance(value, list) else list(value.values())[-1]
    return bool(value) and str(value).endswith("\n")


class Hand:
    """Makes steps in one text, as long as each is about another part of it."""

    def __init__(self, text: str, record: type[Record], file: str) -> None:
        self.text = text
        self.record = record
        self.file = file
        self.root = tree(text)
        self.writer = Writer(habits(self.root, text))

        self.page = Page(text, self.root or Node("nothing", 0, 0))
        self.splices: list[Splice] = []
        self.touched: list[Path_] = []
        """The innermost collections around what was changed, or the values that were."""

    @property
    def result(self) -> str:
        """The text after all the steps."""
        return spliced(self.text, self.splices)

    def can_take(self, step: Step) -> bool:
        """Whether a step is about another part of the file than those before it, so that the tree still holds."""
        if isinstance(step, Insert) and self.touched[-1:] == [step.path]:
            return self._goes_last(step)
        place = self._place(step)
        shortest = (min(len(place), len(other)) for other in self.touched)
        return all(place[:n] != other[:n] for n, other in zip(shortest, self.touched, strict=True))

    def _goes_last(self, step: Insert) -> bool:
        """Whether a new item comes right below the one that was new just before, each on lines of its own."""
        node = self.page.nodes(step.path)[-1]
        return not node.flow and bool(node.entries) and step.at == len(node.given) + self.touched.count(step.path)

    def _place(self, step: Step) -> Path_:
        if isinstance(step, Insert):
            return step.path
        if isinstance(step, Drop) or self.page.has(step.path) is None:
            return step.path[:-1]
        return step.path

    def make(self, step: Step) -> None:
        """Make a step that can be taken."""
        if not step.path and (self.root is not None and self.root.kind != "nothing"):
            raise EditRefused("Hele filen kan ikke ændres på én gang.")
        splices = self._spliced(step)
        self.splices += splices
        self.touched.append(self._place(step))
        self.splices += self._last_break(step, splices)

    def _last_break(self, step: Step, splices: list[Splice]) -> list[Splice]:
        """A text after | that ends in a line break needs one in the file, also where the file ended without."""
        end = max((splice.end for splice in splices), default=0)
        if end < len(self.text) or eol_at(self.text, end - 1) or isinstance(step, Drop):
            return []
        is_after_bar = any(_HEADER.search(splice.text) for splice in splices)
        return [Splice(end, end, self.page.eol(0))] if is_after_bar and _ends_with_break(step.value) else []

    def _spliced(self, step: Step) -> list[Splice]:
        if self.root is None or self.root.kind == "nothing":
            return self._into_empty(step)
        self._refuse_odd(step.path[: None if isinstance(step, Insert) else -1])
        if isinstance(step, Insert):
            return self._insert(step)
        if isinstance(step, Drop):
            return self._drop(step)
        parent = self.page.nodes(step.path[:-1])[-1]
        return self._new_key(step, parent) if parent.entry(step.path[-1]) is None else self._replace(step, parent)

    @staticmethod
    def _entry(node: Node, part: str | int) -> Entry:
        found = node.entry(part)
        if found is None:
            raise KeyError
        return found

    def _refuse_odd(self, path: Path_) -> None:
        for node in self.page.nodes(path):
            if node.odd or any(e.node.odd for e in node.entries):
                line = self.text.count("\n", 0, node.start) + 1
                message = "Her er YAML skrevet på en måde, som programmet ikke retter i."
                raise EditRefused(message, BY_HAND, Place(self.file, line, self.page.column(node.start) + 1))

    def _into_empty(self, step: Step) -> list[Splice]:
        if not isinstance(step, Put) or step.value is None or len(step.path) > 1:
            raise EditRefused(UNSAFE, BY_HAND, Place(self.file))
        if any(line.startswith("...") for line in self.text.splitlines()):
            raise EditRefused(UNSAFE, BY_HAND, Place(self.file))
        end = len(self.text)
        eol = self.page.eol(end)
        value = step.value if not step.path else {str(step.path[0]): step.value}
        lines = self.writer.lines(value, self.record, 0)
        gap = "" if not self.text or self.text.endswith(("\n", "\r")) else eol
        return [Splice(end, end, gap + "".join(line + eol for line in lines))]

    # --- new things ---------------------------------------------------------------------------------------------------

    def _new_key(self, step: Put, parent: Node) -> list[Splice]:
        if step.value is None:
            return []
        key = str(step.path[-1])
        annotation = shape.at(self.record, step.path)
        above = shape.record_at(self.record, step.path[:-1])
        keys = [str(e.key) for e in parent.entries]
        number, behind = order(keys, list(shape.fields(above)) if above else [], key)
        quote = quote_of(parent.entries, self.text)
        like = like_relatives(self.page, step.path)
        if parent.flow:
            pair = f"{self.writer.key(key, True, quote)}: {self.writer.inline(step.value, annotation, True, like)}"
            return self.page.with_part(parent, number, behind, pair)
        at = self.page.column(parent.entries[0].start)
        lines = self.writer.entry(key, step.value, annotation, at, like, quote)
        return self._new_lines(parent, number, behind, lines)

    def _insert(self, step: Insert) -> list[Splice]:
        node = self.page.nodes(step.path)[-1]
        annotation = shape.child(shape.at(self.record, step.path), 0)
        like = like_items(node, step.at, annotation, step.value)
        given = node.given
        if not node.entries:
            return self._fill(step, node, annotation)
        if step.at < len(given):
            number, behind = node.entries.index(given[step.at]), False
            if number > 0:
                number, behind = number - 1, True
        else:
            number, behind = len(node.entries) - 1, True
        if node.flow:
            return self.page.with_part(node, number, behind, self.writer.inline(step.value, annotation, True, like))
        dash = node.entries[0].start
        gaps = [e.node.start - e.start for e in node.entries if e.node.start > e.start and self._on_one_line(e)]
        lines = self.writer.item(step.value, annotation, self.page.column(dash), gaps[0] if gaps else None, like)
        return self._new_lines(node, number, behind, lines)

    def _on_one_line(self, entry: Entry) -> bool:
        return entry.node.kind != "nothing" and not set(self.text[entry.after : entry.node.start]) & set("\r\n#-")

    def _fill(self, step: Insert, node: Node, annotation: Any) -> list[Splice]:
        """The first item of an empty list, `[]`."""
        parent = self.page.nodes(step.path[:-1])[-1]
        has_comment = bool(self.text[node.start + 1 : node.end - 1].strip(" "))
        if parent.flow or has_comment:
            return self.page.with_part(node, -1, True, self.writer.inline(step.value, annotation, True))
        entry = self._entry(parent, step.path[-1])
        return self._value_in(entry, parent, [step.value], shape.at(self.record, step.path), nobody)

    def _new_lines(self, node: Node, number: int, behind: bool, lines: list[str]) -> list[Splice]:
        entry = node.entries[number]
        eol = self.page.eol(entry.start)
        blank = eol if separated(node, number, self.text) and not self.page.keeps_blank_lines(entry) else ""
        if behind:
            end = self.page.extent(entry)
            return [Splice(end, end, eol + blank + eol.join(lines)), *self._closed(entry, end)]
        if not self.page.is_alone_before(entry.start):
            indent = " " * self.page.column(entry.start)
            return [Splice(entry.start, entry.start, eol.join(lines).lstrip(" ") + eol + indent)]
        start = self.page.own_lead(node, number) if node.kind == "list" else self.page.lead(entry)
        if self._is_head_of_file(start):
            start = line_start(self.text, entry.start)
        return [Splice(start, start, eol.join(lines) + eol + blank)]

    def _is_head_of_file(self, start: int) -> bool:
        return not any(line.strip() and not line.startswith("#") for line in self.text[:start].splitlines())

    def _closed(self, entry: Entry, end: int) -> list[Splice]:
        """A last text after | has no line break when the file ends without one, and must not get one."""
        last = entry.node
        while last.entries and not last.flow:
            last = last.entries[-1].node
        if last.style not in ("|", ">") or eol_at(self.text, end) or end != last.end:
            return []
        head = "".join(takewhile(lambda sign: sign in "|>-+0123456789", self.text[last.start :]))
        if "-" in head or last.value.endswith("\n"):
            return []
        return [Splice(last.start, last.start + len(head), head.replace("+", "") + "-")]

    # --- changed things -----------------------------------------------------------------------------------------------

    def _replace(self, step: Put, parent: Node) -> list[Splice]:
        entry = self._entry(parent, step.path[-1])
        value, old = step.value, entry.node
        first = first_field(self.record, step.path)
        if old.kind == "text" and isinstance(value, dict) and first and value.get(first) == old.value:
            value = {**value, first: Kept.of(old, self.text)}
        like = like_old(self.page, old, step.path)
        return self._value_in(entry, parent, value, shape.at(self.record, step.path), like)

    def _value_in(self, entry: Entry, parent: Node, value: Data | None, annotation: Any, like: Like) -> list[Splice]:
        old = entry.node
        if parent.flow:
            text = self.writer.inline(value, annotation, True, like)
            return self._inline(entry, old.start, old.end, text)
        start, end, body_end = self._head(entry, old)
        lines = self._form(entry, parent, value, annotation, like)
        if isinstance(value, str) and self._is_in_danger(value, lines, entry, end, body_end, annotation):
            lines = [self.writer.inline(value, annotation, False, lambda _: QUOTED[self.writer.habits.quote])]
        eol = self.page.eol(entry.start)
        below = "".join(eol + line for line in lines[1:])
        line_end = self.page.line_end(end)
        splices = (
            self._inline(entry, start, end, lines[0]) if lines[0] or start == end else [Splice(self._ink(start), end)]
        )
        splices.append(Splice(line_end, max(body_end, line_end), below))
        return splices

    def _form(self, entry: Entry, parent: Node, value: Data | None, annotation: Any, like: Like) -> list[str]:
        """The rest of the line of a key or dash in block style, and the lines below."""
        old, at = entry.node, self.page.column(entry.start)
        if isinstance(value, str) and (block := self._block(value, old, at)):
            return block
        if set(self.text[entry.after : old.start]) & set("\r\n") and (old.kind == "text" or old.flow):
            return self._below(value, old, annotation, like)
        if parent.kind == "list" and value is not None:
            gap = old.start - entry.start if self._on_one_line(entry) else None
            first, *rest = self.writer.item(value, annotation, at, gap, like)
            return [first.lstrip(" ")[1:].lstrip(" "), *rest]
        return self.writer.value(value, annotation, at, self.page.column(entry.after) + 1, like)

    def _is_in_danger(
        self, value: str, lines: list[str], entry: Entry, end: int, body_end: int, annotation: Any
    ) -> bool:
        """Whether a text without quotes could be mixed up with a comment beside it."""
        if len(lines) > 1:
            # Deeper comments below would become part of the text.
            return self.page.extent(entry) > self.page.line_end(body_end)
        # A comment right behind a plain text looks as if it had swallowed the rest of it.
        return self.text.startswith(" #", end) and lines[0] == value and shape.is_prose(annotation)

    def _ink(self, position: int) -> int:
        """The end of what stands before a position on its line."""
        while self.text[position - 1] in " \t":
            position -= 1
        return position

    def _head(self, entry: Entry, old: Node) -> tuple[int, int, int]:
        """The characters of a value on its first line, and where the lines below that belong to it end."""
        if old.style in ("|", ">"):
            head = "".join(takewhile(lambda sign: sign in "|>-+0123456789", self.text[old.start : old.end]))
            return old.start, old.start + len(head), old.end
        if old.kind in ("fields", "list") and not old.flow:
            end = self.page.extent(entry)
            if old.start < self.page.line_end(entry.after):
                return old.start, end, end
            return entry.after, entry.after, end
        return old.start, old.end, old.end

    def _inline(self, entry: Entry, start: int, end: int, text: str) -> list[Splice]:
        """A value on one line in place of the one from `start` to `end`, which may be nothing."""
        if start < end:
            return [Splice(start, end, text)]
        if not text:
            return []
        blanks = len(self.text[start:]) - len(self.text[start:].lstrip(" \t"))
        if self.text[start + blanks : start + blanks + 1] == "#":
            return [Splice(start + 1, start + 1, text + ("" if blanks > 1 else " "))]
        if blanks:
            return [Splice(start + blanks, start + blanks, text)]
        return [Splice(start, start, " " + text)]

    def _block(self, value: str, old: Node, at: int) -> list[str] | None:
        """The lines of a text that was written after | or > and can be again."""
        if old.style not in ("|", ">"):
            return None
        lines = self.text[old.start : old.end].splitlines()[1:]
        filled = [line for line in lines if line.strip()]
        indent = filled[0][: len(filled[0]) - len(filled[0].lstrip(" "))] if filled else ""
        indent = indent if len(indent) > at else " " * (at + self.writer.habits.step)
        width = min(max([_MIN_FOLD, *(len(line) - len(indent) for line in lines)]), _MAX_FOLD)
        return block_text(value, old.style, indent, width) or block_text(value, "|", indent, width)

    def _below(self, value: Data | None, old: Node, annotation: Any, like: Like) -> list[str]:
        """The lines of a value that stands below its key: the first without its indentation."""
        at = self.page.column(old.start)
        if value is None or isinstance(value, str) or not value or self.writer.fits(value, annotation, at, like(None)):
            if isinstance(value, str) and "\n" in value and (lines := block_text(value, "|", " " * at, _MAX_FOLD)):
                return lines
            return [self.writer.inline(value, annotation, False, like)]
        first, *rest = self.writer.lines(value, annotation, at, like)
        return [first.lstrip(" "), *rest]

    def _drop(self, step: Drop) -> list[Splice]:
        parent = self.page.nodes(step.path[:-1])[-1]
        entry = parent.entry(step.path[-1])
        if entry is None:
            raise not_there(self.record, step.path)
        number = parent.entries.index(entry)
        if len(parent.entries) > 1:
            return self.page.without_part(parent, number) if parent.flow else self.page.without_entry(parent, number)
        if len(step.path) == 1:
            raise EditRefused("Filen ville blive tom.", place=Place(self.file))
        empty: Data = {} if parent.kind == "fields" else []
        if parent.flow:
            return [Splice(parent.start, parent.end, "{}" if parent.kind == "fields" else "[]")]
        above = self.page.nodes(step.path[:-2])[-1]
        return self._value_in(self._entry(above, step.path[-2]), above, empty, None, nobody)
