"""The changed order between two meetings (R39): what changes, from when, why, and whether the citizen agreed."""

from datetime import date
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.goal_rows import MISSING
from mlmp_docs.content.provider import provider_fields
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of the changed order."""
    fields = provider_fields(wanted, opsætning)
    ændring = fields["ændring"]
    borger = fields["borger"]
    agreed = {
        "ja": f"Ja, ændringen er aftalt med {borger['kaldenavn']}.",
        "nej": f"Nej, ændringen er ikke aftalt med {borger['kaldenavn']}.",
        "": MISSING,
    }
    return fields | {
        "undertitel": " · ".join(text for text in (fields["modtager_linje"], _from(wanted)) if text),
        "hvad": ændring["hvad"],
        "gælder_fra": danish.capital_first(danish.weekday_date(_day(wanted))),
        "årsag": ændring["årsag"] or MISSING,
        "aftalt": agreed[ændring["aftalt_med_borger_tekst"]],
        "kontakt_linje": " · ".join(
            text for text in (fields["kontaktperson"]["navn_og_titel"], fields["kontaktperson"]["kontakt"]) if text
        )
        or MISSING,
    }


def _day(wanted: Wanted) -> date | None:
    return wanted.ændring.dato if wanted.ændring else None


def _from(wanted: Wanted) -> str:
    return f"gælder fra {danish.the_date(_day(wanted))}" if wanted.ændring else ""
