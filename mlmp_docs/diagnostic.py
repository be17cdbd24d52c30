"""What the user can put right, and where it stands. Imports nothing of ours."""

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
    """Sort by file, line and column, so that a user can work from the top of each file."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda d: (d.place.file, d.place.line or 0, d.place.column or 0, d.code, d.message),
        )
    )
