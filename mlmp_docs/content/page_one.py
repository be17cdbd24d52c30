"""How page 1 of the visual plan is set: with the largest letters that let everything stand on one page.

The words are measured, never cut. In the *lige* form the two rows of cards have their planned heights and in the *tæt*
form only what they need; what fits in neither at 14 points gets the *lang* form, which goes on over the next pages.
Lengths in cm, sizes in points. The template is built with the same measures.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from mlmp_docs.content.plain import Felter
from mlmp_docs.font import CM_PER_POINT, LINE, lines, text_width

COLUMNS: Final = (10.5, 8.1, 8.1)
PAIRS: Final = (("vigtigt", "kan"), ("mål", "støtte"))
"""The cards that stand side by side in the long form."""
ROWS: Final = (("drøm", "vigtigt", "kan"), ("mål", "støtte", "hjælper"))
"""The cards as they stand."""
HEIGHTS: Final = {"lige": (5.6, 6.05), "tæt": (4.0, 4.0)}
"""The least height of each row of cards."""
LINES_TO_WRITE_ON: Final = {"lige": 3, "tæt": 2}
LINE_TO_WRITE_ON: Final = 25
LEFT, RIGHT = 0.45, 0.4
"""Distances inside a card."""
BAND: Final = (3.3, 14.5, 8.8)
BAND_HEIGHT: Final = 3.2
MEETING: Final = (5.6, 21.1)
MEETING_HEIGHT: Final = 1.7
GAP: Final = 8
"""Between the blocks, in points."""
BULLET: Final = 0.6
BESIDE_ICON: Final = 1.25
"""How far a heading stands to the right of the card's text, beside its pictogram."""
BADGE: Final = 1.1
"""How far a goal's text stands to the right of its number."""
BADGE_HEIGHT: Final = 0.75
SIZES: Final = {"drøm": (20, 18, 16, 14), "hjælper": (16, 14)}
"""The sizes a card's text may have; other cards have those of `_ORDINARY`."""
_ORDINARY: Final = (18, 16, 14)
LONG: Final = 16
"""The size of text in the long form."""

_AFTER: Final = 4 * CM_PER_POINT
_HEADINGS: Final = (18, 16)
_ABOVE_TEXT: Final = 1.63
"""From the card's upper edge to the text when the heading takes one line."""
_BELOW_TEXT: Final = 0.2
_LONG_ROW: Final = 5.5
"""As much goes into a row of the long form, more only when one entry is higher."""
_BADGE_LINE: Final = BADGE_HEIGHT + 0.17
"""The height of a line with a goal's number, whose middle stands on the middle of the text."""
_HINT: Final = 12
_ROOM: Final = 17.95
"""What may be used of the 18.7 between the margins: Word and LibreOffice do not break alike."""
_EDGES: Final = 0.25
"""What the borders of band and meeting add."""
_SAFETY: Final = 0.1
"""Kept free of each line: letters are set on whole pixels."""


def sizes_of(card: str) -> tuple[int, ...]:
    """The sizes a card's text may have, the largest first."""
    return SIZES.get(card, _ORDINARY)


def fitted(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields `kort` and `side_1` for these fields: the form, the size of each text, and the long form's rows."""
    form, chosen = _chosen(fields)
    heading = _heading_size(fields)
    title, name = _name_sizes(fields["borger"]["navn"])
    pairs = {f"{left}_{right}": _rows(fields, left, right, form == "lang") for left, right in PAIRS}
    return {
        "kort": Felter(
            {card: Felter(kort).plus(skrift=chosen.get(card, LONG)) for card, kort in fields["kort"].items()}
        ),
        "side_1": Felter(form=form, titel=title, navn=name, overskrift=heading, **pairs),
    }


def entries(fields: Mapping[str, Any], card: str) -> list[Any]:
    """What stands in a card: sentences, goals or helpers."""
    found: list[Any] = fields[_ELSEWHERE[card]] if card in _ELSEWHERE else fields["kort"][card]["punkter"]
    return found


_ELSEWHERE: Final = {"mål": "målsider", "hjælper": "hjælpere"}


def _plain(found: list[Any]) -> list[Any]:
    """The entries; of a goal only what page 1 shows."""
    return [
        entry if isinstance(entry, str) else Felter({key: entry[key] for key in ("nummer", "ordlyd", "nået")})
        for entry in found
    ]


def _rows(fields: Mapping[str, Any], left: str, right: str, measured: bool) -> list[Felter]:
    """The entries of two cards in rows that are not split over pages, so that no line stands alone on one.

    There is always a row, since an empty card has its invitation there.
    """
    here, there = _plain(entries(fields, left)), _plain(entries(fields, right))
    if not measured:
        return [Felter({left: here, right: there})]
    width = sum(COLUMNS) / 2
    sides = [list(_texts(fields, card, _text_width(width), LONG)) or [_invitation(fields, card, width, "lige")]
             for card in (left, right)]  # fmt: skip
    at, rows = [0, 0], []
    while at[0] < len(sides[0]) or at[1] < len(sides[1]):
        before = list(at)
        room = max(_LONG_ROW, *(sum(side[n : n + 1]) for side, n in zip(sides, at, strict=True)))
        for which, side in enumerate(sides):
            used = 0.0
            while at[which] < len(side) and used + side[at[which]] <= room:
                used += side[at[which]]
                at[which] += 1
        rows.append(Felter({left: here[before[0] : at[0]], right: there[before[1] : at[1]]}))
    return rows


def _chosen(fields: Mapping[str, Any]) -> tuple[str, dict[str, int]]:
    size_of_headings = _heading_size(fields)

    @cache
    def head(card: str) -> float:
        return _head(fields, card, size_of_headings)

    @cache
    def text(card: str, size: int) -> float:
        return sum(_texts(fields, card, _text_width(_WIDTHS[card]), size))

    def height(form: str, sizes: Mapping[str, int]) -> float:
        """Of both rows of cards."""
        return sum(
            max(least, *(head(card) + (text(card, sizes[card]) or empty(card, form)) for card in row))
            for row, least in zip(ROWS, HEIGHTS[form], strict=True)
        )

    def empty(card: str, form: str) -> float:
        return _invitation(fields, card, _WIDTHS[card], form)

    room = _ROOM - _EDGES - 3 * GAP * CM_PER_POINT - _band(fields) - _meeting(fields)
    for form, size, helpers in _CHOICES:
        sizes = {card: min(size, sizes_of(card)[0]) for card in _WIDTHS} | {"hjælper": helpers}
        if height(form, sizes) <= room:
            larger = sizes | {"drøm": size + 2}
            return form, larger if height(form, larger) <= room else sizes
    return "lang", {}


def _choices() -> Iterator[tuple[str, int, int]]:
    """Form, size of the cards and of the helpers: larger letters first, then the form with planned heights."""
    for size in _ORDINARY:
        for form in HEIGHTS:
            yield from ((form, size, helpers) for helpers in SIZES["hjælper"] if helpers <= size)


_CHOICES: Final = tuple(_choices())
_WIDTHS: Final = {card: width for row in ROWS for card, width in zip(row, COLUMNS, strict=True)}


def _head(fields: Mapping[str, Any], card: str, size: int) -> float:
    """What a card needs above and below its text."""
    return _ABOVE_TEXT + (_heading_lines(fields, card, size) - 1) * _line(size) + _BELOW_TEXT


def _heading_size(fields: Mapping[str, Any]) -> int:
    """Headings with a name in them are set smaller when that keeps them all on one line."""
    largest, smaller = _HEADINGS
    several = [card for card in _WIDTHS if _heading_lines(fields, card, largest) > 1]
    return smaller if several and all(_heading_lines(fields, card, smaller) == 1 for card in several) else largest


def _heading_lines(fields: Mapping[str, Any], card: str, size: int) -> int:
    return lines(fields["kort"][card]["overskrift"], _text_width(_WIDTHS[card]) - BESIDE_ICON, size, bold=True)


def _invitation(fields: Mapping[str, Any], card: str, width: float, form: str) -> float:
    """The height of what an empty card says, and of the lines to write on."""
    told = lines(fields["kort"][card]["tomt"], _text_width(width), _HINT) * _line(_HINT) + _AFTER
    return told + LINES_TO_WRITE_ON[form] * LINE_TO_WRITE_ON * CM_PER_POINT


def _text_width(card: float) -> float:
    return card - LEFT - RIGHT - _SAFETY


def _texts(fields: Mapping[str, Any], card: str, width: float, size: int) -> Iterator[float]:
    """The height of each paragraph of a card."""
    line = _line(size)
    for entry in entries(fields, card):
        if card == "mål":
            yield max(_BADGE_LINE, line) + (_goal_lines(entry, width - BADGE, size) - 1) * line + _AFTER
        elif card == "hjælper":
            yield _helper_lines(entry, width, size) * line + _AFTER
        else:
            yield lines(entry, width - BULLET, size) * line + _AFTER


def _goal_lines(mål: Mapping[str, Any], width: float, size: int) -> int:
    text = mål["ordlyd"] + (" – nået" if mål["nået"] else "")
    # LibreOffice 7.4 leaves the number alone on its line when the first word is wider than the line.
    alone = 2 if lines(text.split(" ")[0], width, size, bold=True) > 1 else 0
    return lines(text, width, size, bold=True) + alone


def _helper_lines(hjælper: Mapping[str, Any], width: float, size: int) -> int:
    name, role = hjælper["navn"], hjælper["rolle"]
    bolder = text_width(name, size, bold=True) - text_width(name, size)
    if bolder > width / 4:
        return lines(f"{name} – {role}", width, size, bold=True)
    return lines(f"{name} – {role}" if role else name, width - bolder, size)


def _band(fields: Mapping[str, Any]) -> float:
    name = fields["borger"]["navn"]
    title, size = _name_sizes(name)
    needed = _line(title) + lines(name, _name_width(), size) * _line(size) + 0.35
    dates = sum(lines(line, BAND[2] - 0.6, 14) for line in fields["datolinjer"]) * (_line(14) + _AFTER)
    return max(BAND_HEIGHT, needed, dates + 0.2)


def _name_sizes(name: str) -> tuple[int, int]:
    """Title and name: a name that is wider than the band gets smaller letters, and the title with it on two lines."""
    if text_width(name, 24) <= _name_width():
        return 34, 24
    return (34, 18) if text_width(name, 18) <= _name_width() else (30, 18)


def _name_width() -> float:
    return BAND[1] - 0.7 - _SAFETY


def _meeting(fields: Mapping[str, Any]) -> float:
    width = MEETING[1] - 0.4 - _SAFETY
    day, place = fields["næste_møde_dag"], fields["næste_møde_sted"]
    needed = lines(day, width, 18, bold=True) * _line(18) + 0.2
    if place:
        needed += lines(place, width, 14) * _line(14) + _AFTER
    return max(MEETING_HEIGHT, needed)


def _line(size: float) -> float:
    return LINE * size * CM_PER_POINT
