"""The table *Who gets what* (procedure.md), and the words in which `recipients` is asked and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import EgetDokument, Opsætning
from mlmp_docs.procedure import own_documents, roles, ways
from mlmp_docs.procedure.own_documents import LOCAL, ØKONOMISK
from mlmp_docs.procedure.refusals import Refusal, own_refused_because, refused_because

Rolle = Literal[
    "borger", "værge", "partsrepræsentant", "kontaktperson", "tilbud", "afdelingsleder", "andre_myndigheder"
]


@dataclass(frozen=True)
class Recipient:
    """Somebody a document is for, and the rule that says so."""

    rolle: Rolle
    navn: str
    regel: str
    tilbud: str | None = None
    adresse: str | None = None
    """For letters by post. The citizen's own stands here even when protected: it is the citizen's own letter."""

    post: str | None = None
    """digital | brev; None for those who are reached by mail or portal."""

    mail: str | None = None
    index: int | None = None
    """Which entry of `værger` or `andre_myndigheder` in the plan."""

    vej: ways.Vej = "digital post"
    """How it reaches the recipient."""

    sikker_mail: bool = False
    """Whether a mail draft may be made for `mail` (`sikre_mailadresser`)."""


@dataclass(frozen=True)
class Reader:
    """Somebody who would like a document: a role, and which one where there are several.

    For a kontaktperson, a tilbud or an afdelingsleder `tilbud` says which; for anybody else `navn` does.
    """

    rolle: str
    navn: str | None = None
    tilbud: str | None = None


WHO_GETS: Mapping[str, Mapping[str, str]] = {
    "liste": {"afdelingsleder": "R1"},
    "datobrev": {"borger": "R6", "værge": "R6", "partsrepræsentant": "R6", "kontaktperson": "R6", "tilbud": "R6"},
    "forberedelsesark": {"borger": "R13", "kontaktperson": "R13"},
    "visuel-plan": {"borger": "R13", "kontaktperson": "R13"},
    # Not in the table; inferred: the plan itself belongs to the citizen and to those who act for the citizen.
    "handleplan": {"borger": "A16", "værge": "A8", "partsrepræsentant": "A16"},
    "indkaldelse": {"borger": "R15", "værge": "A9", ØKONOMISK: "A8", "partsrepræsentant": "R15"},
    "dagsorden": {"tilbud": "R16", "andre_myndigheder": "R16"},
    "kalender": {"kontaktperson": "R16", "tilbud": "R16", "andre_myndigheder": "R16"},
    "referat": {
        "borger": "R34",
        "værge": "R35",
        ØKONOMISK: "A8",
        "partsrepræsentant": "R35",
        "tilbud": "R34",
        "andre_myndigheder": "R34",
    },
    "bestilling": {"tilbud": "R37"},
    "aendring": {"tilbud": "R39"},
    # No rule of the procedure: whoever gets the citizen's letters is told whom to turn to.
    "raadgiverskift": {"borger": LOCAL, "værge": LOCAL, "partsrepræsentant": LOCAL},
}
"""Document -> role -> the rule that gives it to the role."""

OWN_ONLY = frozenset({"liste", "bestilling", "aendring"})
"""Documents that are for one tilbud and for no other."""


CONSENT_TO: Mapping[str, str] = {"kalender": "dagsorden"}
"""The calendar invitation carries the agenda, so it goes to the authorities that are to have that."""


@dataclass(frozen=True)
class Question:
    """One document of one citizen: who may have it?"""

    dokument: str
    plan: Plan
    opsætning: Opsætning
    møde: Møde | None
    tilbud: str | None = None
    """The one that an order, a change or a list is for."""

    other_day: date | None = None
    """The day on which roles are read where it is not the meeting's: that of a change."""

    of_year: int | None = None
    """The year of a list, for a citizen without a meeting in it."""

    sendes: date | None = None
    """The day on which it would be sent: a consent that has ended since the meeting allows nothing any more."""

    @property
    def eget(self) -> EgetDokument | None:
        """What mlmp.yaml says of the document, when it is one of the municipality's own."""
        return None if self.dokument in WHO_GETS else self.opsætning.dokumenter[self.dokument]

    @property
    def rules(self) -> Mapping[str, str]:
        return own_documents.rules(self.eget) if self.eget else WHO_GETS[self.dokument]

    @property
    def is_for_one_tilbud(self) -> bool:
        return self.eget.for_ == "tilbud" if self.eget else self.dokument in OWN_ONLY

    @property
    def dag(self) -> date:
        return self.other_day or roles.role_day(self.møde)

    @property
    def år(self) -> int:
        return int(self.of_year or (self.møde.år if self.møde else self.opsætning.år))

    def refuse(self, kind: str, navn: str, tilbud: str | None = None) -> Refusal:
        if self.eget:
            return own_refused_because(kind, navn, tilbud)
        return refused_because(self.dokument, kind, navn, tilbud)
