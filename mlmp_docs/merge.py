"""The three-way merge of plan values: what was handed out, what came home, and what the plan says by now.

Used for everything that people edit outside the plan files. All values are texts in one form; nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum


class Outcome(Enum):
    """What becomes of one value."""

    UÆNDRET = "uændret"
    """Nobody changed it, only the plan was changed, or both were changed alike: the plan stands."""

    ÆNDRET = "ændret"
    """Only what came home was changed: it goes into the plan."""

    KONFLIKT = "konflikt"
    """Both were changed, each to something else; or nobody knows what was handed out."""


@dataclass(frozen=True)
class Values:
    """One value in its three states."""

    base: str | None = field(repr=False)
    """None when nobody knows what was handed out."""

    edited: str = field(repr=False)
    plan: str = field(repr=False)


def outcome(values: Values) -> Outcome:
    """What becomes of the value."""
    if values.edited in (values.base, values.plan):
        return Outcome.UÆNDRET
    return Outcome.ÆNDRET if values.base == values.plan else Outcome.KONFLIKT


def outcome_of_parts(parts: Sequence[Values]) -> Outcome:
    """What becomes of one value that is shown in several parts, as the beginning and the end of a time.

    A part that nobody touched means what the others do: when the plan has another one now, the whole is in conflict.
    """
    if all(outcome(part) is Outcome.UÆNDRET for part in parts):
        return Outcome.UÆNDRET
    return Outcome.ÆNDRET if all(part.base == part.plan for part in parts) else Outcome.KONFLIKT
