"""Where everything on a staircase stands, in centimetres from the upper left corner.

The room is given, the steps must fit: text gets smaller, then helpers are left out, then the steps show only number,
state and date, and their words stand in a table beside the drawing. Nothing is ever cut. Here because both `content`
(is there a need for the table?) and `word` (draw it) ask. Imports only the figures and the font's widths.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from mlmp_docs.figures import Måltrappe, Trappetrin
from mlmp_docs.font import CM_PER_POINT, lines, text_width
from mlmp_docs.stair_places import MODES, Box, Layout, Mode, State, StepPlace, Words

EMPTY_STEPS: Final = 4
"""Steps drawn to be filled in by hand when the plan has none."""
GAP: Final = 0.14
FLOOR: Final = 0.15
BADGE: Final = 0.92
INSET: Final = 0.22
"""From a step's upper left corner to its badge, across and down."""
TEXT_TOP: Final = 1.22
"""From a step's top to its text."""
TICK: Final = 0.5
POLE: Final = 0.55
"""From the right edge to the flag's pole."""
FLAG_TOP: Final = 0.18
TAIL: Final = 0.75
LABEL_SIZE: Final = 12
FLAG_SIZE: Final = 16
DREAM_SIZE: Final = 14
STAR: Final = 0.56

_WIDEST_STEP: Final = 8.9
_LOWEST_STEP: Final = 2.0
_FIRST_RISE: Final = 160
"""Rises in hundredths of a centimetre, so that they are exact."""
_MOST_FLAG_LINES: Final = 3
_MOST_DREAM_LINES: Final = 2
_FLAG_MARGINS: Final = (0.35, 0.45)
_TAG_ABOVE: Final = 1.02
_TAG_HEIGHT: Final = 0.74
_TAG_WIDTH: Final = 3.5
_CROWDED: Final = 6
"""From this many steps the flag has no line above the wording, and short steps rise less."""
_MOST_ORDINARY: Final = 9
"""With more steps than this the short ones may be as flat as they must."""


def line_height(size: float) -> float:
    """The height of a line of `size` points."""
    return 1.22 * size * CM_PER_POINT


def current_step(trin: tuple[Trappetrin, ...]) -> int | None:
    """The place of the step where the citizen is: the highest one under way."""
    return max((place for place, step in enumerate(trin) if step.status == "i gang"), default=None)


def is_reached(stairs: Måltrappe) -> bool:
    """Whether every step is reached."""
    return bool(stairs.trin) and all(step.status == "opnået" for step in stairs.trin)


@lru_cache(maxsize=32)
def layout(stairs: Måltrappe) -> Layout:
    """The largest mode that fits the staircase's height; the last one also when it does not."""
    attempt = _Attempt(stairs)
    for mode in MODES:
        attempt.take(mode)
        rise = attempt.rise()
        if rise is not None:
            return attempt.layout(rise)
    return attempt.layout(attempt.flattest())


def shows_dream(stairs: Måltrappe) -> bool:
    """Whether the dream has room above the flag."""
    return _dream_words(stairs, _edge(stairs)) is not None


def _column(stairs: Måltrappe) -> float:
    return min(stairs.bredde / (len(stairs.trin) or EMPTY_STEPS), _WIDEST_STEP)


def _edge(stairs: Måltrappe) -> float:
    """The right edge of the highest step."""
    return (len(stairs.trin) or EMPTY_STEPS) * _column(stairs) - GAP


def _dream_words(stairs: Måltrappe, edge: float) -> Words | None:
    """The dream above the flag, on at most two lines."""
    if not stairs.drøm:
        return None
    text = f"{stairs.min_drøm}: {stairs.drøm}"
    right = edge - POLE - 0.35
    wide = min(right, max(9.0, stairs.bredde * 0.6))
    count = lines(text, wide - 0.1, DREAM_SIZE, True)
    if count > _MOST_DREAM_LINES:
        return None
    height = max(STAR, count * line_height(DREAM_SIZE))
    return Words(Box(right - wide, 0, wide, height), text, DREAM_SIZE, count)


@lru_cache(maxsize=512)
def _measured(text: str, bold: bool) -> tuple[float, float]:
    """The width of a text on one line and that of its widest word, at one point; it grows with the size."""
    words = text.replace("\n", " ").split(" ")
    return text_width(text, 1, bold), max(text_width(word, 1, bold) for word in words)


def _lines(text: str, width: float, size: float, bold: bool) -> int:
    if "\n" not in text and _measured(text, bold)[0] * size <= width:
        return 1
    return lines(text, width, size, bold)


class _Attempt:
    """One staircase, tried in one mode after the other."""

    def __init__(self, stairs: Måltrappe) -> None:
        self.stairs = stairs
        self.trin = stairs.trin or (Trappetrin(""),) * EMPTY_STEPS
        self.column = _column(stairs)
        self.edge = _edge(stairs)
        self.room = self.column - GAP - 0.5
        """For text in a step."""
        self.badge = min(BADGE, self.column - GAP - 0.1)
        self._current = current_step(self.trin)
        self._dream = _dream_words(stairs, self.edge)
        self._above = self._dream.box.height + 0.1 if self._dream else 0.0
        self._flag = self._flag_words()
        self._tag = self._tag_words()

    def take(self, mode: Mode) -> None:
        """Try this mode."""
        self.mode = mode
        self._readable = self._is_readable()
        self._needs = [self._need(step) for step in self.trin] if self._readable else []

    # --- the parts ---------------------------------------------------------------------------------------------

    def _date(self, step: Trappetrin) -> str:
        if self.mode.has_helper:
            return step.dato
        return step.dato_kort if self.mode.has_text or self._fits(step.dato_kort, self.mode.size - 1) else ""

    def _fits(self, text: str, size: float, bold: bool = False) -> bool:
        """Whether no word of a text is wider than a step."""
        return _measured(text, bold)[1] * size <= self.room

    def _state(self, step: Trappetrin) -> State | None:
        """As large as the text if it fits beside the badge, else smaller, on two lines, or below the badge."""
        if not step.ord:
            return None
        beside = self.column - GAP - INSET - self.badge - 0.35 - (TICK + 0.1 if step.status == "opnået" else 0)
        whole, word = _measured(step.ord, True)
        for size in (self.mode.size, 12):
            if whole * size <= beside:
                return State(size, beside=True)
        words = word * 12
        if words <= beside and lines(step.ord, beside, 12, True) == 2:
            return State(12, beside=True, lines=2)
        if words <= self.room:
            return State(12, beside=False, lines=lines(step.ord, self.room, 12, True))
        return None  # only in steps too narrow for a date; the table has the words

    def _need(self, step: Trappetrin) -> float:
        """The height a step needs for what it says."""
        size, room = self.mode.size, self.room
        need = INSET + 1.08 + 0.08 + 0.25
        state = self._state(step)
        if state and not state.beside:
            need += state.lines * line_height(state.size)
        if self.mode.has_text and step.tekst:
            need += _lines(step.tekst, room, size, True) * line_height(size)
        below = (self._date(step), step.hvem if self.mode.has_helper else "")
        return need + sum(_lines(text, room, size - 1, False) * line_height(size - 1) for text in below if text)

    def _is_readable(self) -> bool:
        """Whether no word is broken between letters; the last mode leaves out what would be."""
        size = self.mode.size
        return not self.mode.has_text or all(
            self._fits(step.tekst, size, True)
            and self._fits(self._date(step), size - 1)
            and (not self.mode.has_helper or self._fits(step.hvem, size - 1))
            for step in self.trin
        )

    def _flag_words(self) -> tuple[Box, Words | None, Words | None]:
        """The cloth, the words *Mit mål* and the wording, below the dream."""
        stairs, (left, right) = self.stairs, _FLAG_MARGINS
        widest = min(max(6.0, min(stairs.bredde * 0.5, 13.5)), self.edge - POLE)
        room = widest - TAIL - left - right
        count = _lines(stairs.ordlyd, room, FLAG_SIZE, True)
        longest = _measured(stairs.ordlyd, True)[1] * FLAG_SIZE
        pole = self.edge - POLE
        done = is_reached(stairs)
        label = f"{stairs.mit_mål}: nået" if done else stairs.mit_mål
        if count > _MOST_FLAG_LINES or longest > room:
            wide = min(room, text_width(label, FLAG_SIZE, True) + 0.1)
            cloth = Box(pole - wide - left - right - TAIL, self._above + FLAG_TOP, wide + left + right + TAIL, 1.05)
            size = FLAG_SIZE if text_width(label, FLAG_SIZE, True) <= room else LABEL_SIZE
            inner = Box(cloth.x + TAIL + left, cloth.y, wide, cloth.height)
            return cloth, Words(inner, label, size), None
        has_label = done or len(self.trin) < _CROWDED
        labelled = line_height(LABEL_SIZE) if has_label else 0.0
        height = 0.35 + labelled + count * line_height(FLAG_SIZE) + 0.2
        wide = text_width(stairs.ordlyd, FLAG_SIZE, True) + 0.1 if count == 1 else room
        wide = min(room, max(wide, text_width(label, LABEL_SIZE) + 0.1 if has_label else 0, 2.0))
        cloth = Box(pole - wide - left - right - TAIL, self._above + FLAG_TOP, wide + left + right + TAIL, height)
        x, y = cloth.x + TAIL + left, cloth.y + (height - labelled - count * line_height(FLAG_SIZE)) / 2
        return (
            cloth,
            Words(Box(x, y, wide, labelled), label, LABEL_SIZE) if has_label else None,
            Words(Box(x, y + labelled, wide, count * line_height(FLAG_SIZE)), stairs.ordlyd, FLAG_SIZE, count),
        )

    def _tag_words(self) -> Words | None:
        """The tag at the current step, not wider than the step; it may reach over the lower steps at its left.

        How high it stands is known with the rise.
        """
        if self._current is None:
            return None
        x, step = self._current * self.column, self.column - GAP
        for text, size in ((self.stairs.her, 13), (self.stairs.her, 12), ("Nu", 12)):
            wide = text_width(text, size, True) + 0.5
            if wide <= step:
                return Words(Box(x, 0, max(wide, min(_TAG_WIDTH, step)), _TAG_HEIGHT), text, size)
            if self._current and wide <= x + step:
                return Words(Box(x + step - wide, 0, wide, _TAG_HEIGHT), text, size)
        return Words(Box(x, 0, step, _TAG_HEIGHT), "Nu", 12)

    # --- all of it ---------------------------------------------------------------------------------------------

    def rise(self) -> float | None:
        """How much higher each step is than the one before; None when the staircase does not fit."""
        if not self._readable:
            return None
        return next((rise for rise in self._rises() if self._height(rise) <= self.stairs.højde), None)

    def flattest(self) -> float:
        """The least rise there is."""
        return self._rises()[-1]

    def _rises(self) -> list[float]:
        """From steep to flat; short steps are flat from the start, and very many of them flatter still."""
        first, least = _FIRST_RISE, self.mode.least_rise
        if not self.mode.has_text:
            first = 70 if len(self.trin) < _CROWDED else 45
            least = least if len(self.trin) <= _MOST_ORDINARY else 5
        return [hundredths / 100 for hundredths in range(first, least - 1, -5)]

    def _lowest(self, rise: float) -> float:
        return max(_LOWEST_STEP, *(need - place * rise for place, need in enumerate(self._needs)))

    def _top(self, rise: float) -> float:
        """Where the highest step begins: below the flag, and with room for the tag."""
        flag = self._flag[0]
        top = self._above + flag.height + 0.35
        if self._current is None or self._tag is None or self._tag.box.x + self._tag.box.width < flag.x - 0.1:
            return top
        steps_above = len(self.trin) - 1 - self._current
        return max(top, self._above + flag.height + 1.35 - steps_above * rise)

    def _height(self, rise: float) -> float:
        return self._top(rise) + self._lowest(rise) + (len(self.trin) - 1) * rise + FLOOR

    def layout(self, rise: float) -> Layout:
        """The staircase with this rise."""
        height, lowest = self._height(rise), self._lowest(rise)
        columns = [
            Box(place * self.column, height - FLOOR - lowest - place * rise, self.column - GAP, lowest + place * rise)
            for place in range(len(self.trin))
        ]
        tag, points_at, pole = self._tag, 0.0, self.edge - POLE
        if tag and self._current is not None:
            step = columns[self._current]
            tag = replace(tag, box=replace(tag.box, y=step.y - _TAG_ABOVE))
            points_at = step.x + min(0.7, step.width * 0.3)
        flag, label, wording = self._flag
        return Layout(
            mode=self.mode,
            width=self.edge,
            height=height - 0.03,
            rise=rise,
            badge=self.badge,
            steps=tuple(map(self._place, self.trin, columns)),
            flag=flag,
            label=label,
            wording=wording,
            pole=Box(pole, self._above, 0.1, columns[-1].y - self._above),
            dream=self._dream,
            star=Box(pole + 0.05 - STAR / 2, 0, STAR, STAR) if self._dream else None,
            tag=tag,
            points_at=points_at,
        )

    def _place(self, step: Trappetrin, column: Box) -> StepPlace:
        return StepPlace(
            step,
            column,
            self._state(step),
            self._date(step),
            step.hvem if self.mode.has_helper else "",
            step.tekst if self.mode.has_text else "",
            self.mode.size,
        )
