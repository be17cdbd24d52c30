"""What is drawn in a document, as plain data: `content` says what, `word` draws it when a template shows it.

A drawing that no template shows costs next to nothing, and two that are equal are the same drawing: all records are
frozen and hold plain values only. Imports nothing of ours.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tegning:
    """Anything that is drawn; shown by a tag inside a text, as `{{ mål.trappe }}`."""


@dataclass(frozen=True)
class Prikker(Tegning):
    """A level as dots, filled from the left: progress always fills up, whichever end of the scale is best."""

    fyldt: int
    af: int
    nummer: int
    """The number of the goal, which decides the colour."""

    def __bool__(self) -> bool:
        """Whether there is anything to count; a level in free words has no dots."""
        return self.af > 0


@dataclass(frozen=True)
class Trappetrin:
    """One step of a staircase, in the citizen's words."""

    tekst: str
    dato: str = ""
    dato_kort: str = ""
    hvem: str = ""
    """Who helps."""
    status: str = "ikke begyndt"
    """The step's state as in the plan; it decides the colours."""
    ord: str = ""
    """The state in words to the citizen; empty for a step that is not begun."""


@dataclass(frozen=True)
class Måltrappe(Tegning):
    """The staircase of one goal, the first step lowest; without steps four empty ones to fill in by hand."""

    nummer: int
    """The goal's number, which decides the colour."""
    ordlyd: str
    """The goal in the citizen's words, for the flag."""
    trin: tuple[Trappetrin, ...] = ()
    drøm: str = ""
    """The dream the goal leads to; stands above the flag."""
    mit_mål: str = "Mit mål"
    min_drøm: str = "Min drøm"
    her: str = "Her er jeg nu"
    """What stands in the tag at the step that is under way."""
    bredde: float = 26.7
    """Room in cm."""
    højde: float = 9.1

    def __bool__(self) -> bool:
        """Whether there are steps, for `{% if mål.trappe %}`."""
        return bool(self.trin)
