"""The plan of one citizen, in the words of its file. Knows no YAML, Word or Excel.

The keys, their nesting and their meaning are a contract with the users' files (plan.example.yaml). The records stand
in `people.py`, `goals.py` and `meeting.py`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from mlmp_docs.plan.dates import Dato
from mlmp_docs.plan.goals import Aftale, Handleplan, MinPlan, Mål, Ændring
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.people import (
    AndenMyndighed,
    Borger,
    BorgersTilbud,
    Netværksperson,
    Partsrepræsentant,
    TidligereRådgiver,
    Værge,
)
from mlmp_docs.plan.record import Record, field, required
from mlmp_docs.plan.values import Id, Tekst


class Afsluttet(Record):
    """Why the plan ended."""

    dato: Dato = required("Den dag, planen sluttede")
    årsag: Literal["død", "fraflyttet", "støtten er ophørt"] | None = field("Hvorfor")


class Plan(Record):
    """Everything a plan file says about one citizen."""

    borger: Borger = required("Borgeren")
    sagsnummer: Tekst | None = field("Sagsnummer")
    rådgiver: Id = required("Id fra mlmp.yaml")
    tidligere_rådgivere: tuple[TidligereRådgiver, ...] = field("Rådgivere, borgeren har haft", ())
    tilbud: Annotated[
        tuple[BorgersTilbud, ...], Field(min_length=1, description="Alle borgerens tilbud; det første er det primære")
    ]
    værger: tuple[Værge, ...] = field("Værger", ())
    partsrepræsentant: Partsrepræsentant | None = field("Partsrepræsentant")
    netværk: tuple[Netværksperson, ...] = field("Pårørende, bisidder, venner", ())
    andre_myndigheder: tuple[AndenMyndighed, ...] = field("Andre myndigheder", ())
    min_plan: MinPlan = field("Borgerens egne ord", MinPlan())
    handleplan: Handleplan = field("Lovens krav, servicelovens § 141", Handleplan())
    mål: tuple[Mål, ...] = field("Borgerens mål", ())
    aftaler: tuple[Aftale, ...] = field("Hvem gør hvad, også mellem møderne", ())
    ændringer: tuple[Ændring, ...] = field("Ændringer i planen mellem to møder", ())
    møder: tuple[Møde, ...] = field("Møderne", ())
    afsluttet: Afsluttet | None = field("Når planen er slut: {dato: …, årsag: …}")
    noter: Tekst | None = field("Praktiske huskesedler; kommer ikke med i dokumenter, lister eller regneark")

    def rådgiver_den(self, dag: date) -> str:
        """The id of the rådgiver who has the case on that day."""
        for tidligere in sorted(self.tidligere_rådgivere, key=lambda entry: entry.til):
            if dag <= tidligere.til:
                return tidligere.id
        return self.rådgiver

    def tilbud_den(self, dag: date) -> tuple[BorgersTilbud, ...]:
        """The tilbud that count on that day, the primary one first."""
        return tuple(tilbud for tilbud in self.tilbud if tilbud.gælder(dag))
