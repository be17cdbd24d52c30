"""What a document never shows, by dotted path of the field, and what each role of recipient may not see.

The default is not to show: an own document shows what all of its recipients may see, and nothing more.
"""

from collections.abc import Iterable, Mapping

NEVER = frozenset({"noter", "møde.forberedelse.ikke_tale_om"})
"""In no document: staff's own notes, and what the citizen told only the rådgiver and the contact person."""
NO_CPR = NEVER | {"borger.cpr"}
"""CPR stands only where a form demands it: the annual list and the order (document-contents § 1)."""
NO_CASE = NO_CPR | {"handleplan"}
"""Papers about a meeting need nothing of what the law wants in the plan."""
WALL = NO_CASE | {
    "sagsnummer",
    "tilbud.ydelser",
    "tilbuddet.ydelser",
    "mål.faglig_begrundelse",
    "mål.vurdering",
    "værger",
    "partsrepræsentant",
    "andre_myndigheder",
}
"""What hangs on the wall shows no diagnosis, treatment, paragraph or case number (document-contents § 11)."""

_OWN_WORDS = frozenset({"min_plan", "møde.forberedelse", "netværk"})
"""What the citizen wrote and whom the citizen knows: the citizen decides who sees it (R13)."""
_REPRESENTATIVE = _OWN_WORDS | {"værger", "partsrepræsentant", "andre_myndigheder"}
_PROVIDERS = WALL | _OWN_WORDS | {"mål", "aftaler", "ændringer", "ændring", "møde.referat", "møde.bemærkninger"}
"""For several tilbud at once: none sees what the citizen agrees with another."""
_AUTHORITY = _PROVIDERS | {
    "tilbud",
    "tilbuddet",
    "kontaktperson",
    "møde.statusbeskrivelse",
    "møde.øvrige_deltagere",
    "møde.forberedelsesmøde",
    "møde.indkaldt",
    "møde.inviteret",
}
_FROM: Mapping[str, frozenset[str]] = {
    "borger": frozenset(),
    "værge": _REPRESENTATIVE,
    "partsrepræsentant": _REPRESENTATIVE,
    "kontaktperson": WALL,
    "tilbud": _PROVIDERS,
    "andre_myndigheder": _AUTHORITY,
}


def from_roles(roles: Iterable[str], *, one_tilbud: bool) -> frozenset[str]:
    """What a document to all of these roles withholds.

    With `one_tilbud` the document is about one tilbud only, and the plan's `bestilling_viser` decides what that
    tilbud sees, as in an order.
    """
    return NO_CPR.union(*(_FROM[role] for role in roles if not (one_tilbud and role == "tilbud")))
