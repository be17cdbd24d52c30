"""What the checks look at, one citizen's plan at a time, and how they tell what they find."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mlmp_docs.diagnostic import Diagnostic, Level
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


def one_of(names: "list[str] | tuple[str, ...]") -> str:
    """The names of a choice in Danish: a, b eller c."""
    return f"{', '.join(names[:-1])} eller {names[-1]}" if len(names) > 1 else "".join(names)
