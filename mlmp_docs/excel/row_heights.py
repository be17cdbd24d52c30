"""How high a row must be for its texts: LibreOffice 7.4 does not fit rows by itself when it opens a file."""

_LINE_HEIGHT, AIR = 15.0, 4.0
_SPACE, _WIDEST = 0.5, 1.7


class _Widths(dict[str, float]):
    """Calibri's letters measured in its digits, which is how Excel counts the width of a column."""

    def __missing__(self, letter: str) -> float:
        width = self[letter] = 1.3 if letter.isupper() else 1.0
        return width


_WIDTHS = _Widths(
    dict.fromkeys("ijl.,:;!|'", 0.5) | dict.fromkeys("frt-()", 0.7) | dict.fromkeys("mwMWæÆ@%–—", _WIDEST) | {"s": 0.8}
)
BOLD = 0.9
"""So much of a column's width is left for letters that are bold."""


def height_of(lines: int) -> float:
    """The height in points of a row of so many lines, a little air included; Excel allows at most 409."""
    return min(409.0, lines * _LINE_HEIGHT + AIR)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a cell of that width, counted rather too high than too low."""
    room = width - 0.5
    if len(text) * _WIDEST < room and "\n" not in text and "\r" not in text:
        return 1
    lines = 0
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            length = sum(map(_WIDTHS.__getitem__, word))
            if used and used + _SPACE + length > room:
                lines, used = lines + 1, 0.0
            elif used:
                used += _SPACE
            used += length
            if used > room:  # a word longer than the line is broken where it stands
                extra = int(used // room)
                lines, used = lines + extra, used - extra * room
    return lines
