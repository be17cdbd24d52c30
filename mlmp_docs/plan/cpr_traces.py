"""Finds what may be a CPR number in a text, in whatever digits and with whatever signs between them."""

import re
from collections.abc import Iterator
from unicodedata import digit

_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
"""Signs that a screen does not show, such as a soft hyphen."""


def _digits(*each: str) -> str:
    return _UNSEEN.join(each)


_DAY = rf"(?:{_digits('[0-26-8]', '[0-9]')}|{_digits('[39]', '[01]')})"
"""A day, or a day + 60."""
_MONTH = rf"(?:{_digits('0', '[1-9]')}|{_digits('1', '[0-2]')})"
_SHORT_YEAR = _digits("[0-9]", "[0-9]")
_LONG_YEAR = rf"(?:{_digits('1', '[89]')}|{_digits('2', '0', '(?=[01])')}){_UNSEEN}{_SHORT_YEAR}"
"""Until 2019: nobody younger has a plan, and the days of meetings are not CPR numbers."""
_LAST_FOUR = _digits(*["[0-9]"] * 4)
_IN_TEXT = re.compile(
    rf"(?<![0-9]){_DAY}[\W_]{{0,2}}{_MONTH}[\W_]{{0,2}}(?:{_LONG_YEAR}|{_SHORT_YEAR})[\W_]{{0,3}}{_LAST_FOUR}(?![0-9])"
)
_IN_A_NAME = re.compile(
    rf"(?<![0-9])(?:[0-9]{{6}}[\s._-]?(?:[0-9]{{4}}|[0-9]{{2}}[_-][0-9]{{2}})"
    rf"|{_DAY}[_-]?{_MONTH}[_-]?{_SHORT_YEAR}[_-]?{_LAST_FOUR})(?![0-9])"
)
"""Any ten digits together, or a day, a month, a year and four digits in the ways an id can keep them apart."""


class _Digits(dict[int, str]):
    """Every sign, and 0 to 9 for one that means a digit, of any script, raised or in a circle; filled as they come."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        plain = self[number] = str(digit(sign, sign))
        return plain


_DIGITS = _Digits()


def plain_digits(text: str) -> str:
    """The text, sign for sign, with 0 to 9 for the digits of other scripts."""
    return text if text.isascii() else text.translate(_DIGITS)


def without_cpr_numbers(text: str, instead: str) -> str:
    """The text with `instead` for what may be a CPR number: a day, a month, a year and four digits."""
    kept, end = [], 0
    for start, stop in _spans(text):
        kept += [text[end:start], instead]
        end = stop
    return "".join([*kept, text[end:]])


def tells_cpr_number(text: str) -> bool:
    """Whether a text has what may be a CPR number in it, or six digits in a row, which may be a birthday."""
    return re.search("[0-9]{6}", plain_digits(text)) is not None or next(_spans(text), None) is not None


def shows_cpr_number(text: str) -> bool:
    """Whether what may be a CPR number stands by itself in a text; in a hash ten such digits mean nothing."""
    return any(
        not re.search(r"\w\Z", text[:start]) and not re.match(r"\w", text[stop:]) for start, stop in _spans(text)
    )


def holds_cpr_number(text: str) -> bool:
    """Whether something that is to be an id or a file name has what may be a CPR number in it."""
    return _IN_A_NAME.search(plain_digits(text)) is not None


def _spans(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _IN_TEXT.finditer(plain_digits(text)))
