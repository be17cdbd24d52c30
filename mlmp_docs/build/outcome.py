"""What became of each file in a run."""

from dataclasses import dataclass, field
from enum import StrEnum

from mlmp_docs.diagnostic import Diagnostic


class Action(StrEnum):
    """What was done with a file, in the words of the summary."""

    LAVET = "lavet"
    LAVET_IGEN = "lavet igen"
    GENSKABT = "genskabt"
    """Sent, but the file was gone; made from the plan as it is now."""

    UÆNDRET = "uændret"
    SENDT = "sendt"
    AFVIGER = "afviger fra det sendte"
    RETTET = "rettet af en person"
    NY = "ny ved siden af"
    IKKE_ENDNU = "ikke muligt endnu"
    TILBAGEHOLDT = "holdt tilbage"
    UDELADT = "udeladt"
    UDEN_GRUND = "uden grund"
    FJERNET = "fjernet"
    FEJL = "ikke skrevet"


MADE = (Action.LAVET, Action.LAVET_IGEN, Action.GENSKABT, Action.NY)
NEEDS_ATTENTION = (Action.NY, Action.FEJL)
"""Outcomes that give exit code 1: a file that could not be written, or a `.ny` waiting for somebody."""


@dataclass(frozen=True)
class Outcome:
    """One file of the run. `path` is relative to the project; for what was left out it is the file it would be."""

    path: str
    art: str
    """Which document or list: the key of the documents table, `liste`, `planlaegning` or `aarshjul`."""

    action: Action
    reason: str = ""
    borger: str | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)
