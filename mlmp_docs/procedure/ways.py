"""How a document reaches somebody: Digital Post, letter, secure mail, calendar, or with the citizen.

Nothing is sent from here. A mail address is safe only when its whole domain stands in `sikre_mailadresser`.
"""

import re
from typing import Literal

from mlmp_docs.plan.settings import Opsætning

Vej = Literal["digital post", "brev", "sikker mail", "kalender"]

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9.-]+)")


_ENTRY = re.compile(r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*@)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def can_be_safe(entry: str) -> bool:
    """Whether an entry of `sikre_mailadresser` is a domain, or a whole address, that an address can have."""
    return _ENTRY.fullmatch(entry.strip()) is not None


def is_safe(mail: str | None, opsætning: Opsætning) -> bool:
    """Whether a draft with personal matters may be made for the address.

    The domain is compared whole: neither `x.randers.dk` nor `randers.dk.evil.dk` is `randers.dk`, and a letter of
    another alphabet that looks the same is another one. A whole address may stand in the settings too.
    """
    found = _MAIL.fullmatch(mail) if mail else None
    if mail is None or found is None:
        return False
    allowed = {entry.strip().lower().removeprefix("@") for entry in opsætning.indstillinger.sikre_mailadresser}
    return found[1].lower() in allowed or mail.lower() in allowed


def way(dokument: str, post: str | None, mail: str | None, opsætning: Opsætning) -> Vej:
    """How the document reaches a recipient: parties as they have chosen, professionals by calendar or safe mail.

    Professionals without a safe address get it as Digital Post.
    """
    if post is not None:
        return "brev" if post == "brev" else "digital post"
    if dokument == "kalender":
        return "kalender"
    return "sikker mail" if is_safe(mail, opsætning) else "digital post"
