"""What the checks look at, one citizen's plan at a time, and how they tell what they find."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.cpr import CprNummer
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.plan.source import Path_, Source

Findings = Iterator[Diagnostic]


class Citizen(Protocol):
    """One plan file that could be read."""

    @property
    def id(self) -> str:
        """The name of the file without .yaml."""

    @property
    def plan(self) -> Plan:
        """What it says."""

    @property
    def source(self) -> Source:
        """Where it says it."""


@dataclass(frozen=True)
class Case:
    """One citizen's plan and what it is checked against."""

    id: str
    plan: Plan
    source: Source
    opsætning: Opsætning
    lister: Lister
    folder: Path
    """The folder of the plan files, from which pictures are reckoned."""

    def fejl(self, code: str, path: Path_, message: str, hint: str = "", *, withholds: bool = True) -> Diagnostic:
        """Something that must be put right."""
        return self.source.diagnostic(code, Level.FEJL, path, message, hint, withholds)

    def advarsel(self, code: str, path: Path_, message: str, hint: str = "") -> Diagnostic:
        """Something to look at, which stops nothing."""
        return self.source.diagnostic(code, Level.ADVARSEL, path, message, hint)

    def spot(self, *path: str | int) -> "Spot":
        """Where something stands, to be told of later."""
        place = self.source.place(*path)
        return Spot(place, self.source.excerpt(place))


@dataclass(frozen=True)
class Spot:
    """A place in a plan and what may be shown of its line."""

    place: Place
    excerpt: str

    def diagnostic(self, code: str, level: Level, message: str, hint: str) -> Diagnostic:
        """A diagnostic about what stands here."""
        return Diagnostic(code, level, self.place, message, hint, self.excerpt)


@dataclass(frozen=True)
class Booking:
    """A meeting that can still be moved and when it is."""

    rådgiver: str
    begins: datetime
    ends: datetime
    spot: Spot


@dataclass(frozen=True)
class Trace:
    """What the checks across plans need to know of one plan, so that no run holds all plans at once."""

    id: str
    cpr: CprNummer
    cpr_spot: Spot
    bookings: tuple[Booking, ...]
    tilbud: tuple[str, ...]
    """The tilbud of a plan that has not ended."""


def one_of(names: "list[str] | tuple[str, ...]") -> str:
    """The names of a choice in Danish: a, b eller c."""
    return f"{', '.join(names[:-1])} eller {names[-1]}" if len(names) > 1 else "".join(names)
