"""The municipality's own documents (`dokumenter:` in mlmp.yaml): the shared fields, and those of a letter.

What one of its recipients may not see is empty for all of them; a document for a tilbud sees what an order to that
tilbud would see, without CPR.
"""

from typing import Any

from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.letters import copy_of, letter_fields
from mlmp_docs.content.plain import Felter, withhold
from mlmp_docs.content.provider import provider_fields
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.recipients import recipients, shows_address

_PLACES = ("tilbud.adresse", "tilbuddet.adresse")
"""Where the citizen may live: told no more than the citizen's own address."""


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of an own document's template."""
    fill = provider_fields if wanted.document.for_ == "tilbud" else vocabulary
    shared = fill(wanted, opsætning)
    if not shows_address(wanted.plan, wanted.modtager):
        withhold(shared, _PLACES)
    if "mål" in wanted.document.withheld and "ingen_mål" in shared:
        shared["ingen_mål"] = ""  # withheld is not the same as none
    everybody = recipients(wanted.document.key, wanted.plan, opsætning, wanted.møde, wanted.tilbud)
    return (
        shared
        | letter_fields(wanted, opsætning, shared)
        | {
            "overskrift": wanted.document.titel,
            "til_repræsentant": copy_of(wanted, "det brev", shared),
            "modtagere": [Felter(navn=who.navn, rolle=who.rolle.replace("_", " ")) for who in everybody],
        }
    )
