"""Which drafts a posting asks for: one for each recipient, in the folder of the way it goes, under a name of ids."""

from collections.abc import Iterator
from dataclasses import dataclass

from mlmp_docs.content.drafts import without_cpr
from mlmp_docs.outbox.check_list import Row
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.distribution import KALENDER
from mlmp_docs.procedure.names import ascii_id
from mlmp_docs.procedure.postings import Posting
from mlmp_docs.procedure.recipients import Recipient
from mlmp_docs.procedure.refusals import Refusal
from mlmp_docs.procedure.roles import same_name

MAIL, CALENDAR, DIGITAL, PAPER = "mail", "kalender", "digital-post", "brev"
"""Folders of the drafts, by the way they go."""
ROLES = {"andre_myndigheder": "anden myndighed", "pårørende": "pårørende eller ven"}
"""Roles in words, where the plan's own word is for a list."""
_NO_SAFE_MAIL = "ingen e-mail på et domæne i 'sikre_mailadresser'"
_ENDINGS = {MAIL: ".eml", CALENDAR: ".ics", DIGITAL: ".pdf", PAPER: ".pdf"}


@dataclass(frozen=True)
class Planned:
    """One draft to make. `row.fil` is where, below the folder of drafts."""

    row: Row
    posting: Posting
    who: Recipient

    @property
    def way(self) -> str:
        """The folder, which is the way it goes."""
        return self.row.fil.partition("/")[0]


@dataclass(frozen=True)
class NoWay:
    """A recipient whom no draft can reach, and why."""

    posting: Posting
    who: Recipient
    grund: str


def planned(posting: Posting, opsætning: Opsætning) -> Iterator[Planned | NoWay]:
    """The drafts of one posting, whatever hinders it now. An invitation is a calendar file and a mail with it."""
    taken: set[str] = set()
    for who in posting.modtagere:
        name = f"{stem(posting)}--{reader_key(who)}"
        number = 2
        while name in taken:
            name, number = f"{stem(posting)}--{reader_key(who)}-{number}", number + 1
        taken.add(name)
        reason = trouble(who)
        if posting.dokument == KALENDER or posting.fil is None:
            ways = (CALENDAR, MAIL) if posting.dokument == KALENDER else (MAIL,)
            if not who.sikker_mail:
                yield NoWay(posting, who, reason or _NO_SAFE_MAIL)
                continue
        elif who.vej == "sikker mail":
            ways = (MAIL,)
        else:
            ways = (PAPER,) if who.vej == "brev" else (DIGITAL,)
        if reason:
            yield NoWay(posting, who, reason)
            continue
        for way in ways:
            yield Planned(
                row(f"{way}/{name}{_ENDINGS[way]}", posting.dokument, posting.borger, who, posting.skjult), posting, who
            )


def trouble(who: Recipient) -> str:
    """Why nothing can be addressed to somebody who may have it."""
    if who.sikker_mail and who.mail and without_cpr(who.mail) != who.mail:
        return "e-mailadressen ligner et cpr-nummer"
    return ""


def row(fil: str, dokument: str, borger: str, who: Recipient, hidden: tuple[str, ...] = ()) -> Row:
    """The line on the recipients' list."""
    way = fil.partition("/")[0]
    place = ""
    if way in (MAIL, CALENDAR):
        place = who.mail or ""
    elif way == PAPER:
        place = "beskyttet adresse – se sagen" if who.adresse in hidden else who.adresse or "adresse mangler"
    return Row(
        fil=fil,
        borger=borger,
        dokument=dokument,
        navn=without_cpr(who.navn),
        rolle=ROLES.get(who.rolle, who.rolle),
        vej=way,
        regel=who.regel,
        hvortil=place,
    )


def reader_key(who: Recipient) -> str:
    """What tells one recipient of a document from another in a file name: role and id or number, never a name."""
    role = ascii_id({"andre_myndigheder": "myndighed"}.get(who.rolle, who.rolle))
    if who.tilbud:
        return f"{role}-{who.tilbud}"
    return role if who.index is None else f"{role}-{who.index + 1}"


def is_asked(who: Recipient | Refusal, asked: str) -> bool:
    """Whether somebody is meant by what was typed: a role, a tilbud's id, a whole name, or words of a name."""
    typed = asked.casefold().strip()
    if not typed:
        return True
    role = ROLES.get(who.rolle, who.rolle)
    words = {*who.rolle.casefold().split("_"), *role.split(), who.rolle.casefold(), role, ascii_id(who.rolle)}
    if typed in words or typed == (who.tilbud or ""):
        return True
    return same_name(who.navn, asked) or set(typed.split()) <= set(who.navn.casefold().split())


def stem(posting: Posting) -> str:
    """The beginning of the names of a posting's drafts."""
    if posting.dokument != KALENDER and posting.fil is not None:
        return posting.fil
    return f"{posting.dokument}-{posting.borger}-{posting.møde_id or posting.år}"
