"""The colours of the documents. Every colour is doubled by a heading, a number, a shape or a word."""

from dataclasses import dataclass

INK = "1F2933"
GREY = "52606D"
HAIRLINE = "D5DBE1"
WRITING_LINE = "AEB8C2"
PETROL = "17495C"
WHITE = "FFFFFF"


@dataclass(frozen=True)
class Colours:
    """One section's colours: headings and rules, background of cards, and a reached step."""

    dark: str
    tint: str
    mid: str


SECTIONS = {
    "drøm": Colours("6B3074", "F7EFF9", "E3CFE8"),
    "vigtigt": Colours("A32A4D", "FCF0F3", "F2CFD9"),
    "kan": Colours("2C6B3C", "EEF6EF", "CDE5D2"),
    "støtte": Colours("1F5A87", "EBF3FA", "C9DFF0"),
    "hjælper": Colours("0E6463", "E8F5F4", "C2E2E0"),
    "møde": Colours("7A4B00", "FDF4E1", "F3DDAF"),
    "svært": Colours("4B5563", "F1F3F5", "D9DEE3"),
    "vil": Colours("8A3B12", "FDF1EA", "F4D3C0"),
    "siden": Colours("3D4A9A", "EFF1FB", "D2D7F1"),
    "mål": Colours(PETROL, "E6F0F3", "BFD6DE"),
}

GOAL_SECTIONS = ("støtte", "drøm", "kan", "vil")
"""The colours of goal 1, 2, 3 and 4; the fifth starts again."""


def goal_colours(number: int) -> Colours:
    """The colours of a goal by its number."""
    return SECTIONS[GOAL_SECTIONS[(number - 1) % len(GOAL_SECTIONS)]]
