"""What can be recorded about a meeting: the word for each thing, its rule, and where the plan holds it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mlmp_docs.plan.meeting import Forberedelsesmøde, Møde, Sending
from mlmp_docs.plan.source import Path_

When = Literal["før", "efter", "når som helst"]


@dataclass(frozen=True)
class Kind:
    """One thing that can be recorded."""

    navn: str
    """The word for it on the command line."""

    titel: str
    regel: str
    felt: Path_
    """Where it stands, below the meeting; the tilbud's id comes last where there is one for each."""

    hvornår: When
    """On which side of the meeting it happens; the meeting's day counts to both."""

    pr_tilbud: bool = False
    gælder: bool = False
    """Whether what was sent told the meeting's date and time."""

    dokument: str | None = None
    """The row of *Who gets what* that says who may have it."""

    svar: bool | None = None
    """The yes or no to record, for what has no day."""


KINDS: Mapping[str, Kind] = {
    kind.navn: kind
    for kind in (
        Kind("aftalt", "Dato og tid er aftalt med tilbuddene", "R7", ("aftalt",), "før"),
        Kind(
            "datobrev", "Datobrevet er sendt", "R6", ("sendt", "datobrev"), "før", gælder=True, dokument="datobrev"
        ),
        Kind(
            "tilbudt", "Borgeren har fået tilbud om forberedelsesmøde", "R10", ("forberedelsesmøde", "tilbudt"), "før"
        ),
        Kind(
            "svar-ja", "Borgeren vil til forberedelsesmøde", "R10", ("forberedelsesmøde", "svar"), "før", svar=True
        ),
        Kind(
            "svar-nej", "Borgeren vil ikke til forberedelsesmøde", "R10", ("forberedelsesmøde", "svar"), "før",
            svar=False,
        ),
        Kind(
            "dagtilbud", "Forberedelsesmødet er aftalt med dagtilbuddets leder", "R12",
            ("forberedelsesmøde", "aftalt_med_dagtilbud"), "før",
        ),
        Kind("afholdt", "Forberedelsesmødet er holdt", "R11", ("forberedelsesmøde", "afholdt"), "før", svar=True),
        Kind(
            "statusbeskrivelse", "Statusbeskrivelsen er hentet eller modtaget", "R14", ("statusbeskrivelse",),
            "når som helst", pr_tilbud=True,
        ),
        Kind(
            "indkaldelse", "Indkaldelsen er sendt", "R15", ("sendt", "indkaldelse"), "før", gælder=True,
            dokument="indkaldelse",
        ),
        Kind(
            "kalender", "Kalenderindkaldelsen er sendt", "R16", ("sendt", "kalender"), "før", gælder=True,
            dokument="kalender",
        ),
        Kind("referat", "Referatet er sendt", "R34", ("sendt", "referat"), "efter", dokument="referat"),
        Kind(
            "bestilling", "Bestillingen er sendt", "R37", ("sendt", "bestilling"), "efter", pr_tilbud=True,
            dokument="bestilling",
        ),
    )
}  # fmt: skip
"""Everything, by the word for it, in the order of the year."""

Known = Sending | date | bool
"""What a plan says of one of them."""


def known(møde: Møde, kind: Kind, tilbud: str | None = None) -> Known | None:
    """What the plan says of it now."""
    if kind.navn == "aftalt":
        return møde.aftalt
    if kind.navn == "statusbeskrivelse":
        return møde.statusbeskrivelse.get(tilbud or "")
    if kind.felt[0] == "forberedelsesmøde":
        found: date | bool | None = getattr(møde.forberedelsesmøde or Forberedelsesmøde(), str(kind.felt[1]))
        return found
    if kind.pr_tilbud:
        return møde.sendt.bestilling.get(tilbud or "")
    sending: Sending | None = getattr(møde.sendt, str(kind.felt[1]))
    return sending


def recorded(møde: Møde, kind: Kind, tilbud: Collection[str] = ()) -> tuple[Path_, ...]:
    """The fields below the meeting that say something of it; of these tilbud, or of all."""
    if not kind.pr_tilbud:
        return (kind.felt,) if known(møde, kind) is not None else ()
    by_tilbud = møde.statusbeskrivelse if kind.navn == "statusbeskrivelse" else møde.sendt.bestilling
    return tuple((*kind.felt, each) for each in by_tilbud if not tilbud or each in tilbud)
