"""Every document of a citizen's year: who gets it, who must not, by which rule, and what it still lacks."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date

from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import documents
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.meetings import main_meeting
from mlmp_docs.procedure.recipients import Question, Recipient, everybody
from mlmp_docs.procedure.refusals import Refusal
from mlmp_docs.procedure.roles import counts_in

LISTE = "liste"
KALENDER = "kalender"
TITLES = {LISTE: "Liste over opfølgningsmøder", KALENDER: "Kalenderindkaldelse"}
"""What is sent beside the documents of the table."""


@dataclass(frozen=True)
class Distribution:
    """One document for one meeting, tilbud or change, and everybody around the citizen."""

    dokument: str
    titel: str
    møde: Møde | None
    """The meeting on whose day roles are read."""

    om_mødet: bool
    """Whether it is made for that meeting, and not for the year or a change."""

    tilbud: str | None
    ændring: date | None
    """The day of the change it tells of."""

    modtagere: tuple[Recipient, ...]
    afvist: tuple[Refusal, ...]
    mangler: tuple[str, ...]
    """Why it cannot be made yet."""

    sendt: Sending | None


def distribution(
    plan: Plan,
    opsætning: Opsætning,
    år: int,
    dato: date | None = None,
    kinds: Container[str] | None = None,
) -> tuple[Distribution, ...]:
    """The lists, then every document of the table in its order, with the calendar invitation after the agenda.

    `dato` is today: a consent that has ended since the meeting allows nothing any more. An ended plan has nothing to
    send. With `kinds` only the documents of these keys.
    """
    if plan.afsluttet is not None:
        return ()
    found = [*_lists(plan, opsætning, år, dato), *_documents(plan, opsætning, år, dato)]
    return tuple(each for each in found if kinds is None or each.dokument in kinds)


def _lists(plan: Plan, opsætning: Opsætning, år: int, dato: date | None) -> Iterator[Distribution]:
    møde = main_meeting(plan, år)
    for tilbud in dict.fromkeys(entry.id for entry in plan.tilbud if counts_in(entry, år)):
        asked = Question(LISTE, plan, opsætning, møde, tilbud, of_year=år, sendes=dato)
        each = _judged(asked, TITLES[LISTE])
        if each.modtagere:
            yield each


def _documents(plan: Plan, opsætning: Opsætning, år: int, dato: date | None) -> Iterator[Distribution]:
    seen: set[tuple[object, ...]] = set()
    invitations = []
    for wanted in documents.wanted("", plan, opsætning, år):
        key = wanted.document.key
        # Who gets a letter of their own is a file each, but one question.
        one = (key, id(wanted.møde), wanted.tilbud, id(wanted.ændring), id(wanted.skift))
        if one in seen:
            continue
        seen.add(one)
        if key == "dagsorden":
            invitations.append(_of(wanted, opsætning, dato, kalender=True))
        elif invitations:
            yield from invitations
            invitations = []
        yield _of(wanted, opsætning, dato)
    yield from invitations


def _of(wanted: Wanted, opsætning: Opsætning, dato: date | None, *, kalender: bool = False) -> Distribution:
    key = KALENDER if kalender else wanted.document.key
    sendt = wanted.møde.sendt.kalender if kalender and wanted.møde else wanted.sendt
    asked = Question(
        key,
        wanted.plan,
        opsætning,
        wanted.møde,
        wanted.tilbud,
        other_day=wanted.ændring.dato if wanted.ændring else None,
        sendes=sendt.dato if sendt else dato,
    )
    titel = TITLES[KALENDER] if kalender else wanted.document.titel
    of_meeting = wanted.møde is not None and wanted.document.for_ in ("møde", "tilbud")
    return replace(_judged(asked, titel), om_mødet=of_meeting, mangler=wanted.mangler, sendt=sendt)


def _judged(asked: Question, titel: str) -> Distribution:
    # Before the meeting the plan tells who will get it; only what ends after the meeting is taken from today's date.
    sendes = max(asked.sendes, asked.dag) if asked.sendes else None
    who = tuple(everybody(replace(asked, sendes=sendes)))
    return Distribution(
        dokument=asked.dokument,
        titel=titel,
        møde=asked.møde,
        om_mødet=False,
        tilbud=asked.tilbud,
        ændring=asked.other_day,
        modtagere=tuple(each for each in who if isinstance(each, Recipient)),
        afvist=tuple(each for each in who if isinstance(each, Refusal)),
        mangler=(),
        sendt=None,
    )
