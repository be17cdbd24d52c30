"""A goal's staircase, ready to draw: the citizen's words, the day a step was or must be reached, who helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mlmp_docs.content import danish
from mlmp_docs.content.plain import Felter
from mlmp_docs.content.voice import is_own_words
from mlmp_docs.figures import Måltrappe, Trappetrin
from mlmp_docs.plan.model import Plan

NARROW: Final = 17.0
HIGH: Final = 11.0
"""Width and height in cm that a staircase may have on an upright page."""


@dataclass(frozen=True)
class Voice:
    """The staircase's own words: the citizen's, or about the citizen."""

    mit_mål: str = "Mit mål"
    min_drøm: str = "Min drøm"
    her: str = "Her er jeg nu"


def voice_of(plan: Plan) -> Voice:
    """In the first person when the words are the citizen's own (document-contents § 11)."""
    if is_own_words(plan):
        return Voice()
    kaldenavn = plan.borger.kaldes
    whose = danish.genitive(kaldenavn)
    return Voice(f"{whose} mål", f"{whose} drøm", f"Her er {kaldenavn} nu")


def staircase(number: int, mål: Felter, steps: Sequence[Felter], voice: Voice) -> Måltrappe:
    """The drawing of a goal's steps; goal and steps are given as fields."""
    return Måltrappe(
        nummer=number,
        ordlyd=mål["borgermål"],
        trin=tuple(
            Trappetrin(
                tekst=step["tekst"],
                dato=step["opnået"] or step["frist"],
                dato_kort=step["opnået_kort"] or step["frist_kort"],
                hvem=step["ansvarlig"],
                status=step["status"],
                ord=step["status_tekst"],
            )
            for step in steps
        ),
        drøm=mål["drøm"],
        mit_mål=voice.mit_mål,
        min_drøm=voice.min_drøm,
        her=voice.her,
    )
