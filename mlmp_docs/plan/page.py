"""One text that is being edited, with its tree: which characters a change may take away, and where new ones go.

Comments behind a value and deeper ones below it belong to its entry. A comment on its own line belongs to the entry
right below it; over the first entry it may be about the whole list, and then it stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mlmp_docs.plan.nodes import Entry, Node, after_gap, column, eol_at, line_end, line_start
from mlmp_docs.plan.source import Path_


@dataclass(frozen=True)
class Splice:
    """The characters from `start` to `end` become `text`."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with every splice made; they do not overlap, and of several at one place the first stays first."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        if splice.start < done:
            raise ValueError("two changes of the same characters")
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])


def _last_text(entry: Entry) -> Node:
    """The node that an entry ends in."""
    last = entry.node
    while last.entries and not last.flow:
        last = last.entries[-1].node
    return last


@dataclass(frozen=True)
class Page:
    """A text and the tree of it."""

    text: str
    root: Node

    def nodes(self, path: Path_) -> list[Node]:
        """The nodes on the way to a path, the root first."""
        found = [self.root]
        for part in path:
            entry = found[-1].entry(part)
            if entry is None:
                raise KeyError
            found.append(entry.node)
        return found

    def has(self, path: Path_) -> Node | None:
        """The node at a path, if there is one."""
        try:
            return self.nodes(path)[-1]
        except KeyError:
            return None

    # --- lines ---------------------------------------------------------------------------------------------------

    def line_end(self, position: int) -> int:
        """Where the line ends, before its break."""
        return line_end(self.text, position)

    def column(self, position: int) -> int:
        """How far from the left a position is."""
        return column(self.text, position)

    def eol(self, position: int) -> str:
        """The line break that lines around a position have."""
        here = eol_at(self.text, self.line_end(position))
        if here:
            return here
        start = line_start(self.text, position)
        return (
            self.text[start - 2 : start]
            if self.text[max(start - 2, 0) : start] == "\r\n"
            else self.text[start - 1 : start] or "\n"
        )

    def behind_line(self, position: int) -> int:
        """The beginning of the next line."""
        end = self.line_end(position)
        return end + len(eol_at(self.text, end))

    def is_alone_before(self, position: int) -> bool:
        """Whether only blanks stand before a position on its line."""
        return not self.text[line_start(self.text, position) : position].strip(" ")

    def is_blank(self, start: int) -> bool:
        """Whether the line that begins there has nothing on it."""
        return start < len(self.text) and not self.text[start : self.line_end(start)].strip()

    # --- entries of block collections ------------------------------------------------------------------------------

    def extent(self, entry: Entry) -> int:
        """The end of the last line of an entry, with the comments that belong to it."""
        end = self.line_end(max(entry.node.end, entry.after))
        level = self.column(entry.start)
        position = end
        while eol_at(self.text, position):
            position = self.line_end(start := self.behind_line(position))
            line = self.text[start:position]
            if line.strip() and (line[0] == "\t" or not line.lstrip().startswith("#")):
                break
            if line.strip():
                if len(line) - len(line.lstrip()) <= level:
                    break
                end = position
        return end

    def lead(self, entry: Entry) -> int:
        """The beginning of the comment lines right above an entry and level with it, else of its own line."""
        start = line_start(self.text, entry.start)
        indent = self.text[start : entry.start]
        while start > 0:
            above = line_start(self.text, start - 1 - (self.text[max(start - 2, 0) : start] == "\r\n"))
            if not self.text[above:start].startswith(indent + "#"):
                break
            start = above
        return start

    def own_lead(self, node: Node, number: int) -> int:
        """As `lead`, but the comment above a first entry counts only where the others have comments of their own."""
        entry = node.entries[number]
        start = line_start(self.text, entry.start)
        if not self.is_alone_before(entry.start):
            return start
        lead = self.lead(entry)
        if number or lead == start:
            return lead
        others = (e for e in node.entries[1:] if self.is_alone_before(e.start))
        return lead if any(self.lead(e) < line_start(self.text, e.start) for e in others) else start

    def without_entry(self, node: Node, number: int) -> list[Splice]:
        """A block collection, that has more of them, without one of its entries."""
        entry = node.entries[number]
        end = self.extent(entry)
        if not self.is_alone_before(entry.start):
            return [Splice(entry.start, self._next_word(end))]
        start = self.own_lead(node, number)
        if not eol_at(self.text, end):
            last = _last_text(node.entries[number - 1])
            # The line break above belongs to a text after |; else the file goes on ending without one.
            return [Splice(start if last.style in ("|", ">") else self._end_before(start), end)]
        end = self.behind_line(end)
        blank_above = start == 0 or self.is_blank(line_start(self.text, start - 1))
        blank_below = self.is_blank(end)
        keeps = number > 0 and self.keeps_blank_lines(node.entries[number - 1])
        if (blank_above or keeps) and blank_below:
            while self.is_blank(end):
                end = self.behind_line(end)
        elif blank_above and not keeps and end == len(self.text):
            while start and self.is_blank(above := line_start(self.text, self._end_before(start))):
                start = above
        return [Splice(start, end)]

    def keeps_blank_lines(self, entry: Entry) -> bool:
        """Whether an entry ends in a text after |+ or >+, to which all blank lines below it belong."""
        last = _last_text(entry)
        return last.style in ("|", ">") and "+" in self.text[last.start : last.start + 3]

    def _end_before(self, start: int) -> int:
        """The end of the line before the one that begins there."""
        if start == 0:
            return 0
        return start - 2 if self.text[max(start - 2, 0) : start] == "\r\n" else start - 1

    def _next_word(self, position: int) -> int:
        while self.text[position : position + 1] in (" ", "\t", "\r", "\n"):
            position += 1
        return position

    # --- entries of [ ] and { } ------------------------------------------------------------------------------------

    def without_part(self, node: Node, number: int) -> list[Splice]:
        """A collection in brackets, that has more of them, without one of its parts."""
        entries = node.entries
        entry = entries[number]
        comma = self.comma(entry)
        following = entries[number + 1] if number + 1 < len(entries) else None
        own_line = self.is_alone_before(entry.start)
        if own_line and self._only_comment(entry.node.end if comma is None else comma + 1):
            end = self.behind_line(max(entry.node.end, comma or 0))
            splices = [Splice(line_start(self.text, entry.start), end)]
            if following is None and comma is None and number:
                before = self.comma(entries[number - 1])
                splices += [Splice(before, before + 1)] if before is not None else []
            return splices
        if following is not None and comma is not None:
            between = self.text[comma + 1 : following.start]
            end = following.start if not between.strip(" ") else comma + 1
            return [Splice(entry.start, end)]
        if comma is not None or not number:
            return [Splice(entry.start, entry.node.end if comma is None else comma + 1)]
        previous = entries[number - 1]
        if not self.text[previous.node.end : entry.start].strip(" \t\r\n,"):
            return [Splice(previous.node.end, entry.node.end)]
        before = self.comma(previous)
        return [Splice(before, before + 1), Splice(entry.start, entry.node.end)] if before is not None else []

    def comma(self, entry: Entry) -> int | None:
        """The comma behind an entry."""
        position = after_gap(self.text, max(entry.node.end, entry.after))
        return position if self.text[position : position + 1] == "," else None

    def _only_comment(self, position: int) -> bool:
        """Whether nothing but a comment follows on the line."""
        rest = self.text[position : self.line_end(position)].strip()
        return not rest or rest.startswith("#")

    def with_part(self, node: Node, number: int, behind: bool, part: str) -> list[Splice]:
        """A collection in brackets with a new part beside the one of the number; `number` -1 when it is empty."""
        if number < 0:
            inner = self.text[node.start + 1 : node.end - 1]
            return [Splice(node.start + 1, node.start + 1 + (0 if inner.strip(" ") else len(inner)), part)]
        entry = node.entries[number]
        own_line = self.is_alone_before(entry.start)
        indent = self.text[line_start(self.text, entry.start) : entry.start] if own_line else ""
        eol = self.eol(entry.start)
        if not behind:
            if own_line:
                return [Splice(entry.start, entry.start, f"{part},{eol}{indent}")]
            return [Splice(entry.start, entry.start, f"{part}, ")]
        end = max(entry.node.end, entry.after)
        comma = self.comma(entry)
        if not own_line or (comma is not None and not self._only_comment(comma + 1)):
            return [Splice(end, end, f", {part}")]
        if comma is not None:
            line = self.line_end(comma)
            return [Splice(line, line, f"{eol}{indent}{part},")]
        if self._only_comment(end):
            line = self.line_end(end)
            return (
                [Splice(end, end, ","), Splice(line, line, f"{eol}{indent}{part}")]
                if line > end
                else [Splice(end, end, f",{eol}{indent}{part}")]
            )
        return [Splice(end, end, f",{eol}{indent}{part}")]
