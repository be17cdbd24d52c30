"""How much room text takes in Calibri, without Word: width of a text, and how many lines it fills.

The widths are Carlito's, which has Calibri's. Kerning and ligatures are left out: Word uses neither in our documents,
and LibreOffice's ligatures make text narrower. Lines are broken where both programs break them, and only there, so
that a text never takes more lines than told. Imports nothing of ours but the table.
"""

import re
from functools import cache, lru_cache

from mlmp_docs.font_widths import BOLD, REGULAR

LINE = 1.2207
"""The height of a line in Calibri at single spacing, in sizes of the text."""
CM_PER_POINT = 2.54 / 72

_UNITS = 2048
_WIDE = 2662
"""1.3 sizes: as wide as the signs that come from another font, such as emoji."""
_UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\ufe0f\ufeff"
_PIECES = re.compile(r"([^ \t-]*(?:-(?![^\W\d_])[^ \t-]*)*-?)([ \t]*)")  # up to blanks, or a hyphen before a letter
_TAB = 5120
"""2.5 sizes, more than a stop of 1 cm; nobody's own words should have one."""


class _Widths(dict[str, int]):
    """Widths by letter; a letter that Carlito lacks is taken to be wide."""

    def __missing__(self, letter: str) -> int:
        return _WIDE


@cache
def _widths(bold: bool) -> _Widths:
    table: dict[str, int] = {}
    for first, widths in (BOLD if bold else REGULAR).items():
        table |= {chr(first + n): int(width) for n, width in enumerate(widths.split())}
    return _Widths(table | dict.fromkeys(_UNSEEN, 0) | {"\t": _TAB, "\N{NO-BREAK SPACE}": table[" "]})


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in cm of a text on one line, `size` in points."""
    return _units(text, bold) * size * CM_PER_POINT / _UNITS


@lru_cache(maxsize=4096)
def _units(text: str, bold: bool) -> int:
    return sum(map(_widths(bold).__getitem__, text))


@lru_cache(maxsize=4096)
def lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines a text fills in `width` cm. An empty text fills one, as an empty paragraph does.

    Words go to the next line where there is a blank or a hyphen before a letter; a word wider than the line is broken
    between letters; a line feed begins a new line.
    """
    room = width / (size * CM_PER_POINT) * _UNITS
    return sum(_broken(part, room, bold) for part in text.split("\n"))


def _broken(text: str, room: float, bold: bool) -> int:
    if _units(text, bold) <= room:
        return 1
    count, used = 1, 0.0
    for word, wide, blank in _words(text, bold):
        if used and used + wide > room:
            count, used = count + 1, 0.0
        if wide > room:
            more, used = _by_letters(word, room, bold)
            count += more
        else:
            used += wide
        used += blank  # blanks at the end of a line hang into the margin
    return count


@lru_cache(maxsize=256)
def _words(text: str, bold: bool) -> list[tuple[str, int, int]]:
    """The pieces between which a line may be broken: the letters, their width, that of the blanks after them."""
    if "-" in text or "  " in text or "\t" in text:
        return [(word, _units(word, bold), _units(blank, bold)) for word, blank in _PIECES.findall(text)]
    blank = _widths(bold)[" "]
    return [(word, _units(word, bold), blank) for word in text.split(" ")]


def _by_letters(word: str, room: float, bold: bool) -> tuple[int, float]:
    """How many lines more than one a word wider than a line fills, and what it uses of the last."""
    widths, more, used = _widths(bold), 0, 0.0
    for letter in word:
        wide = widths[letter]
        if used and used + wide > room:
            more, used = more + 1, 0.0
        used += wide
    return more, used
