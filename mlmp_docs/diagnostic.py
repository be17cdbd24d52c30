"""What the user can put right, and where it stands. Imports nothing of ours."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a *fejl* must be put right, an *advarsel* never stops anything, a *råd* comes on request."""

    FEJL = "fejl"
    ADVARSEL = "advarsel"
    RÅD = "råd"


@dataclass(frozen=True)
class Place:
    """A point in a file, counted from 1. `file` is relative to the project, with forward slashes."""

    file: str
    line: int | None = None
    column: int | None = None
    cell: str = ""
    """In a spreadsheet: `Møder!H7`."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place} {self.cell}" if self.cell else place


@dataclass(frozen=True)
class Diagnostic:
    """One thing the user can put right.

    `message` and `hint` are Danish sentences that name fields, ids and places, never what a field holds.
    """

    code: str
    level: Level
    place: Place
    message: str
    hint: str = ""
    source: str = ""
    """The source line up to the value, the value masked, and a line with a caret; empty without one."""

    withholds: bool = True
    """Whether a *fejl* keeps back the citizen's documents. A changed meeting does not: the new letter is the remedy."""

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.level} {self.code}: {self.message}"]
        lines += [f"    {line}" for line in self.source.splitlines()]
        lines += [f"    {line}" for line in self.hint.splitlines()]
        return "\n".join(lines)


def in_file_order(diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]") -> tuple[Diagnostic, ...]:
    """Sort by file, line and column, so that a user can work from the top of each file.

    In a Word file the message tells the place: "afsnit 2" comes before "afsnit 10".
    """
    return tuple(sorted(dict.fromkeys(diagnostics), key=_order))


def _order(told: Diagnostic) -> tuple[str, int, int, list[str | int], str, str]:
    place = told.place
    parts = re.split(r"(\d+)", "" if place.line else told.message)
    natural = [int(part) if part.isdecimal() else part for part in parts]
    return (place.file, place.line or 0, place.column or 0, natural, told.code, told.message)
