"""How a document reaches somebody: Digital Post, letter, secure mail, calendar, or with the citizen.

Nothing is sent from here. A mail address is safe only when its whole domain stands in `sikre_mailadresser`.
"""

import re
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from mlmp_docs.plan.settings import Opsætning

Vej = Literal["digital post", "brev", "sikker mail", "kalender"]

_BEFORE = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"
_PART = r"(?:[^\W_]|-)"
_MAIL = re.compile(rf"({_BEFORE}+)@((?:{_PART}|\.)+)")
_ENTRY = re.compile(rf"({_BEFORE}*@)?({_PART}+(?:\.{_PART}+)+)")


def can_be_safe(entry: str) -> bool:
    """Whether an entry of `sikre_mailadresser` is a domain, or a whole address, that an address can have."""
    found = _ENTRY.fullmatch(normalize("NFC", entry.strip()))
    return found is not None and bool(_as_sent(found[2]))


def is_safe(mail: str | None, opsætning: Opsætning) -> bool:
    """Whether a draft with personal matters may be made for the address.

    The domain is compared whole: neither `x.randers.dk` nor `randers.dk.evil.dk` is `randers.dk`, and a letter of
    another alphabet that looks the same is another one; `rådhus.dk` and the way it is sent (`xn--rdhus-mra.dk`) are
    one. A whole address may stand in the settings too.
    """
    return bool(mail) and _is_allowed(mail, opsætning.indstillinger.sikre_mailadresser)


@lru_cache(maxsize=1024)
def _is_allowed(mail: str, entries: tuple[str, ...]) -> bool:
    found = _MAIL.fullmatch(normalize("NFC", mail))
    if found is None:
        return False
    domain = _as_sent(found[2])
    allowed = {_entry(entry) for entry in entries} - {""}
    return domain in allowed or f"{found[1].lower()}@{domain}" in allowed


def address_as_sent(mail: str) -> str:
    """The address with its domain as mail programs send it: `lars@xn--rdhus-mra.dk` for `lars@rådhus.dk`."""
    before, _, domain = mail.rpartition("@")
    sent = domain if domain.isascii() else _as_sent(domain)
    return f"{before}@{sent}" if sent else mail


def _entry(entry: str) -> str:
    """An entry of the settings as addresses are compared with it; empty when no address can have it."""
    found = _ENTRY.fullmatch(normalize("NFC", entry.strip()))
    domain = _as_sent(found[2]) if found else ""
    return f"{(found[1] or '').removeprefix('@').lower()}{domain}" if found and domain else ""


def _as_sent(domain: str) -> str:
    """A domain in small letters of ASCII (IDNA); empty for one that would be another when read back, as with ß."""
    plain = normalize("NFC", domain).lower()
    if plain.isascii():
        return plain
    try:
        sent = plain.encode("idna").decode("ascii")
        return sent if sent.encode("ascii").decode("idna") == plain else ""
    except UnicodeError:
        return ""


def way(dokument: str, post: str | None, mail: str | None, opsætning: Opsætning) -> Vej:
    """How the document reaches a recipient: parties as they have chosen, professionals by calendar or safe mail.

    Professionals without a safe address get it as Digital Post.
    """
    if post is not None:
        return "brev" if post == "brev" else "digital post"
    if dokument == "kalender":
        return "kalender"
    return "sikker mail" if is_safe(mail, opsætning) else "digital post"
