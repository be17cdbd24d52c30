"""Where things stand in a file, and what of a line may be shown: names of fields, never what they hold."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mlmp_docs.diagnostic import Diagnostic, Level, Place

Path_ = tuple[str | int, ...]
"""The way to a value: keys and, counted from 0, numbers in lists."""
Spot = tuple[int, int, int]
"""Line and column of a key or list item, counted from 1, and the column after a key (0 for a list item)."""

MASK = "▒▒▒"
MAX_SHOWN = 5
"""So many keys of one line are shown."""
_PRESENTABLE = re.compile(r"[A-Za-zÆØÅæøå_]{1,40}|[a-zæøå]+(?:-[a-zæøå]+)*|\d{1,4}")
_LINE_START = re.compile(r"(\s*(?:- +)*)(?:([A-Za-zÆØÅæøå_]{1,40}):(?: |$))?")
_STRUCTURE = re.compile(r"[\s:,{}\[\]-]*")


def is_presentable(key: str) -> bool:
    """Whether a key may be quoted: a word, an id without digits or a short number; anything else may be private."""
    return len(key) <= 60 and bool(_PRESENTABLE.fullmatch(key))


@dataclass(frozen=True)
class Source:
    """Where the values of one file stand."""

    file: str
    lines: tuple[str, ...]
    spots: Mapping[Path_, Spot]
    prose_cut_by_comment: tuple[Path_, ...] = ()
    """Texts directly followed by a comment that may have swallowed the rest of them (`Sal #2`)."""

    def place(self, *path: str | int) -> Place:
        """The place of the key or list item at that path, or of its nearest known ancestor."""
        for length in range(len(path), 0, -1):
            if spot := self.spots.get(path[:length]):
                return Place(self.file, spot[0], spot[1])
        return Place(self.file)

    def excerpt(self, place: Place) -> str:
        """The line up to the value with all values masked, and below it a caret; empty for a place without a line."""
        if place.line is None or place.column is None or not 1 <= place.line <= len(self.lines):
            return ""
        line = self.lines[place.line - 1]
        keys = [(column, end) for column, end in self._keys.get(place.line, ()) if column <= place.column]
        if len(keys) > MAX_SHOWN:
            keys = [keys[0], *keys[1 - MAX_SHOWN :]]
        shown, upto = "", 0
        for column, end in keys:
            shown += _masked(line[upto : column - 1])
            if column == place.column:
                break
            shown += _key(line[column - 1 : end - 1])
            upto = end - 1
        else:
            shown += _masked(line[upto : place.column - 1])
            return f"{shown}{MASK}\n{' ' * len(shown)}^"
        caret = " " * len(shown) + "^"
        rest = line[end - 1 :]
        shown += _key(line[column - 1 : end - 1])
        colon = rest[: len(rest) - len(rest.lstrip(" :"))].rstrip(" ")
        value = rest[len(colon) :].strip()
        return f"{shown}{colon}{'' if not value or value.startswith('#') else f' {MASK}'}\n{caret}"

    @cached_property
    def _keys(self) -> dict[int, list[tuple[int, int]]]:
        """The columns of the keys on each line, from the left."""
        found: dict[int, list[tuple[int, int]]] = {}
        for line, column, end in sorted(self.spots.values()):
            if end:
                found.setdefault(line, []).append((column, end))
        return found

    @staticmethod
    def masked_line(lines: Sequence[str], place: Place, known: Container[str] = ()) -> str:
        """The excerpt of a line of which only the text is known: indentation, a known field, a mask and a caret."""
        if place.line is None or not 1 <= place.line <= len(lines):
            return ""
        start = _LINE_START.match(lines[place.line - 1])
        indent, key = (start[1], start[2] or "") if start else ("", "")
        key = key if key in known else ""
        indent = indent.replace("\t", " ")
        shown = f"{indent}{key}: " if key else indent
        caret = len(indent) if key and (place.column or 0) <= len(indent) + len(key) else len(shown)
        return f"{shown}{MASK}\n{' ' * caret}^"

    def diagnostic(
        self, code: str, level: Level, path: Path_, message: str, hint: str = "", withholds: bool = True
    ) -> Diagnostic:
        """A diagnostic about what stands at that path."""
        place = self.place(*path)
        return Diagnostic(code, level, place, message, hint, self.excerpt(place), withholds)


def _masked(text: str) -> str:
    """What stands between two keys: its brackets and commas, and a mask where there is a value."""
    if _STRUCTURE.fullmatch(text):
        return text
    start = re.match(r"[\s:{\[-]*", text)
    end = re.search(r"[\s,{\[]*$", text)
    return (start[0] if start else "") + MASK + (end[0] if end else "")


def _key(text: str) -> str:
    return text if is_presentable(text.strip("'\"")) else MASK
