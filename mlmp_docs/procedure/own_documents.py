"""The municipality's own documents, declared in mlmp.yaml: further rows of the one table, within the same limits.

mlmp.yaml says for what a document is made and which roles get it. It can never give a role what the procedure
denies everybody in that role: relatives get nothing, a guardian in economic matters only what is confirmed (A8), an
authority nothing without consent or law (A14), a tilbud nothing of another one's (R37).
"""

from collections.abc import Mapping

from mlmp_docs.plan.settings import EgetDokument
from mlmp_docs.procedure import withheld

LOCAL = "lokalt valg"
"""Stands where a rule's number stands for the built-in documents: this is no rule of the procedure."""
ØKONOMISK = "værge_økonomisk"
"""A guardian in economic matters or a samværge, once the rådgiver has confirmed with a reason (A8)."""
PARTIES = frozenset({"borger", "værge", "partsrepræsentant"})
"""Those who get a letter of their own."""


def title(key: str) -> str:
    """The title of the document from its id: "velkommen-til-tilbud" is "Velkommen til tilbud"."""
    words = key.replace("-", " ")
    return words[:1].upper() + words[1:]


def rules(eget: EgetDokument) -> Mapping[str, str]:
    """Role -> why the role gets it; the same form as `recipients.WHO_GETS`."""
    roles: dict[str, str] = dict.fromkeys(eget.modtagere, LOCAL)
    return roles | ({ØKONOMISK: "A8"} if "værge" in roles else {})


def is_a_letter_to_each(eget: EgetDokument) -> bool:
    """Whether each recipient gets a letter of their own: when only the citizen and those who act for them get it."""
    return bool(eget.modtagere) and eget.for_ != "tilbud" and PARTIES.issuperset(eget.modtagere)


def withheld_fields(eget: EgetDokument) -> frozenset[str]:
    """What its template never sees: all that one of its recipients may not see."""
    return withheld.from_roles(eget.modtagere, one_tilbud=eget.for_ == "tilbud")
