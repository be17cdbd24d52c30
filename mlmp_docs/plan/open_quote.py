"""Where a quotation mark opens and is never closed, although a later text's mark seems to close it.

PyYAML reads on to the next mark, which may stand a hundred lines below, and complains there.
"""

import re
from collections.abc import Iterator, Sequence

Mark = tuple[int, int]
"""Line and column, counted from 1."""

_MARKS = "'\""
_LEAD = re.compile(r"\s*(?:- +)*")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_CLOSING = {"'": re.compile(r"(?:[^']|'')*?'(?!')"), '"': re.compile(r'(?:[^"\\]|\\.)*?"')}
"""What a text may hold up to its mark, line by line."""


def open_quote(lines: Sequence[str], last: int) -> Mark | None:
    """The first mark up to line `last` that opens a text and swallows what cannot belong to it."""
    for row, column, in_brackets in _quotes(lines):
        if row >= last:
            return None
        end = _end(lines, row, column)
        if end is None or _swallows(lines, row, column, end, in_brackets):
            return row + 1, column + 1
    return None


def _quotes(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Row and column, counted from 0, of every mark that opens a text, and whether it stands in { } or [ ]."""
    row, column, depth = 0, 0, 0
    while row < len(lines):
        line = lines[row]
        has_key = False
        while column < len(line):
            sign = line[column]
            if sign in " \t:" or (sign == "-" and not has_key and line[column + 1 : column + 2] == " "):
                column += 1
            elif sign == "#":
                break
            elif sign in _MARKS:
                yield row, column, depth > 0
                end = _end(lines, row, column)
                if end is None:
                    return
                row, column = end
                line = lines[row]
                if not depth and not line[column:].lstrip().startswith(":"):
                    break
                has_key = True
            elif sign in "{[":
                depth, column = depth + 1, column + 1
            elif depth and sign in ",}]":
                depth, column = depth - (sign != ","), column + 1
            elif not depth and _BLOCK_TEXT.match(line, column):
                row = _last_row_of_block(lines, row)
                break
            else:
                column = _end_of_plain(line, column, depth > 0)
                if not depth and has_key:
                    break
                has_key = True
        row, column = row + 1, 0


def _end(lines: Sequence[str], row: int, column: int) -> tuple[int, int] | None:
    """Row and column after the mark that closes the text opened there."""
    closing = _CLOSING[lines[row][column]]
    column += 1
    while row < len(lines):
        if found := closing.match(lines[row], column):
            return row, found.end()
        row, column = row + 1, 0
    return None


def _swallows(lines: Sequence[str], row: int, column: int, end: tuple[int, int], in_brackets: bool) -> bool:
    """Whether a text has taken a comment or another line that cannot be its own."""
    after = lines[end[0]][end[1] :].strip()
    goes_on = bool(after) and not after.startswith((",", "]", "}", ":") if in_brackets else ("#", ":"))
    if end[0] == row:
        return goes_on and " #" in lines[row][column : end[1]]
    if goes_on:
        return True
    lead = _LEAD.match(lines[row])
    start = len(lead[0]) if lead else 0
    field = lines[row].find("-") if start == column and "-" in lines[row][:start] else start
    return any(_indent(line) <= field for line in lines[row + 1 : end[0] + 1] if line.strip())


def _last_row_of_block(lines: Sequence[str], row: int) -> int:
    indent = _indent(lines[row])
    while row + 1 < len(lines) and (not lines[row + 1].strip() or _indent(lines[row + 1]) > indent):
        row += 1
    return row


def _end_of_plain(line: str, column: int, in_brackets: bool) -> int:
    stop = re.compile(r":(?=\s|$)|\s#|[,\[\]{}]" if in_brackets else r":(?=\s|$)|\s#").search(line, column)
    return max(stop.start(), column + 1) if stop else len(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
