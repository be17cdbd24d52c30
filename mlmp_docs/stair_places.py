"""A staircase that is reckoned and not yet drawn: its modes, its boxes, and what stands in each. Lengths in cm."""

from dataclasses import dataclass
from typing import Final

from mlmp_docs.figures import Trappetrin


@dataclass(frozen=True)
class Mode:
    """How much a step says, and how small."""

    size: int
    least_rise: int
    has_text: bool = True
    has_helper: bool = True


MODES: Final = (
    Mode(14, 80),
    Mode(13, 70),
    Mode(12, 50),
    Mode(13, 50, has_helper=False),
    Mode(12, 30, has_helper=False),
    Mode(13, 30, has_text=False, has_helper=False),
)
"""From full text to numbers; the first that fits is taken."""


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class State:
    """Where a step's state stands in words: beside the badge, else as the first line of the text."""

    size: float
    beside: bool
    lines: int = 1


@dataclass(frozen=True)
class StepPlace:
    """One step: its column, what it says below the badge, and where its state stands."""

    trin: Trappetrin
    column: Box
    state: State | None
    date: str
    helper: str
    text: str
    text_size: float
    """Of the words; date and helper are one point smaller."""


@dataclass(frozen=True)
class Words:
    """A box of text and the size of its letters; `lines` as reckoned."""

    box: Box
    text: str
    size: float
    lines: int = 1


@dataclass(frozen=True)
class Layout:
    """A staircase ready to draw. `width` and `height` are exactly those of what is drawn."""

    mode: Mode
    width: float
    height: float
    rise: float
    badge: float
    steps: tuple[StepPlace, ...]
    flag: Box
    label: Words | None
    """The words *Mit mål*."""
    wording: Words | None
    pole: Box
    dream: Words | None
    star: Box | None
    tag: Words | None
    points_at: float
    """Where the tag's point is, across."""

    @property
    def is_short(self) -> bool:
        """Whether the steps' words must stand elsewhere."""
        return not self.mode.has_text
