"""The steps of a meeting from the list to the orders, as the page's columns tell how each stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mlmp_docs.content.danish import capital_first, short_date
from mlmp_docs.content.overview import MeetingOverview
from mlmp_docs.procedure.duties import SOON, Duty, Tilstand


class Part(NamedTuple):
    """A rule that a column tells of."""

    regel: str
    gjort: str
    """The word for what was done."""

    navn: str = ""
    """What is to be done, where the column has several."""

    trin: str = ""
    """Which of the rule's deadlines."""


@dataclass(frozen=True)
class Step:
    """A column and what it tells of."""

    overskrift: str
    frister: tuple["Part", ...]


@dataclass(frozen=True)
class Chip:
    """How one thing stands."""

    tilstand: Tilstand
    tekst: str
    tilbud: str | None = None
    navn: str = ""


HELD = "Mødet"
PREPARATION = "Forberedelse"
STEPS = (
    Step("Årsliste", (Part("R1", "sendt"),)),
    Step("Datobrev", (Part("R6", "sendt"),)),
    Step("Dato aftalt", (Part("R7", "aftalt"),)),
    Step(
        PREPARATION,
        (Part("R10", "tilbudt", "Tilbud"), Part("R10", "svar givet", "Svar", "svar"), Part("R11", "holdt", "Møde")),
    ),
    Step("Indkaldelse", (Part("R15", "sendt"),)),
    Step("Status", (Part("R14", "klar"),)),
    Step(HELD, ()),
    Step("Referat", (Part("R34", "sendt"),)),
    Step("Bestilling", (Part("R37", "sendt"),)),
)


def chips(step: Step, own: Sequence[Duty], meeting: MeetingOverview, today: date) -> tuple[Chip, ...]:
    """How a step of a meeting stands on that day; nothing where no rule asks for it."""
    if step.overskrift == HELD:
        return (_meeting_itself(meeting, today),)
    found = tuple(_of_rules(step, own))
    if step.overskrift == PREPARATION and meeting.ønskes_ikke:
        return (Chip("opfyldt", "Ønskes ikke"),)
    return found


def _of_rules(step: Step, own: Sequence[Duty]) -> Iterator[Chip]:
    for part in step.frister:
        for duty in own:
            if (duty.frist.regel, duty.frist.trin) == (part.regel, part.trin):
                name = "" if duty.frist.gjort else part.navn
                yield Chip(duty.tilstand, _told(duty, part), None if part.navn else duty.frist.tilbud, name)


def _meeting_itself(meeting: MeetingOverview, today: date) -> Chip:
    day = meeting.frister.dag
    if meeting.holdt:
        return Chip("opfyldt", "Holdt")
    if day is None:
        return Chip("venter", "Ingen dato")
    if day < today:
        return Chip("overskredet", "Dagen er gået, intet referat")
    left = (day - today).days
    when = {0: "I dag", 1: "I morgen"}.get(left, f"Om {left} dage")
    return Chip("snart" if left <= SOON.days else "senere", when)


def _told(duty: Duty, part: Part) -> str:
    frist = duty.frist
    provisional = " (foreløbig)" if frist.foreløbig else ""
    match duty.tilstand:
        case "opfyldt":
            when = f" {short_date(frist.opfyldt)}" if frist.opfyldt else ""
            return capital_first(part.gjort) + when + (", for sent" if frist.for_sent else "")
        case "overskredet":
            return f"Overskredet {short_date(frist.nominel)}{provisional}"
        case "snart":
            return f"Snart: {short_date(frist.handl_senest)}{provisional}"
        case "kommende" | "senere":
            return f"Senest {short_date(frist.handl_senest)}{provisional}"
        case "venter":
            return "Venter på dato"
        case "bortfaldet":
            return "Bortfaldet"
