"""What may lie in a pack for print: a pack has one reader, a tilbud or a rådgiver, who may see all that lies in it.

For a tilbud the one gate decides (`recipients.may_get`). A rådgiver has the whole case of each of the own citizens. A
letter that has the recipient's address is for that recipient alone, so no tilbud gets it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mlmp_docs.plan.dates import Tidsrum
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import documents, roles
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.protected_address import for_others, place_for_others, record_for_others
from mlmp_docs.procedure.recipients import Question, Reader, may_get
from mlmp_docs.procedure.refusals import Refusal
from mlmp_docs.procedure.roles import Deltagere

OF_THE_DAY = ("dagsorden", "visuel-plan", "handleplan", "referat")
"""What a rådgiver takes along to a meeting: the agenda, the plan and the minutes to fill in."""
_OF_TILBUD = frozenset({"tilbud", "afdelingsleder"})
_LETTER = "Brevet har modtagerens adresse og er kun til modtageren; tilbuddet får dagen på anden måde."
_NO_MINUTES = "Referatet er ikke skrevet endnu."


@dataclass(frozen=True)
class PackReader:
    """Whom a pack is for."""

    slags: Literal["tilbud", "rådgiver"]
    id: str


@dataclass(frozen=True)
class MeetingInPack:
    """A meeting as the cover tells it, never with a protected address."""

    id: str
    dato: date | None
    kl: Tidsrum | None
    måned: int | None
    sted: str
    deltagere: Deltagere
    særlige_behov: str


@dataclass(frozen=True)
class Paper:
    """One document about one of the reader's citizens, in the pack or left out of it."""

    dokument: str
    titel: str
    borger: str
    navn: str
    """The citizen's name, for bookmark and cover."""

    fil: str
    """The document's file name without ending."""

    møde: MeetingInPack | None
    måned: int | None
    sendt: date | None
    udeladt: str = ""
    """Why the reader does not get it; empty: it is in the pack."""

    regel: str = ""
    fil_ny_tid: str | None = None
    """The name it keeps where it was sent as a letter about a new time."""

    aldrig: bool = False
    """Left out for every citizen, since the reader's role never gets it."""


def papers(borger: str, plan: Plan, opsætning: Opsætning, år: int, dato: date, reader: PackReader) -> tuple[Paper, ...]:
    """Every document of the year for the reader, in the order of the table; none for a citizen of somebody else.

    Roles hold on the meeting's day. Whose case it is holds on that day or, after it, today: who has handed a case
    over has no business with it any more.
    """
    if reader.slags == "tilbud":
        if all(each.id != reader.id for each in plan.tilbud):
            return ()
        judged = (
            _to_tilbud(each, opsætning, dato, reader.id) for each in documents.wanted(borger, plan, opsætning, år)
        )
        return tuple(paper for paper in judged if paper is not None)
    return tuple(
        _paper(each, opsætning)
        for each in documents.wanted(borger, plan, opsætning, år)
        if plan.rådgiver_den(_case_day(each, dato)) == reader.id
    )


def _case_day(wanted: Wanted, dato: date) -> date:
    return max(wanted.møde.rolledag, dato) if wanted.møde else dato


def _to_tilbud(wanted: Wanted, opsætning: Opsætning, dato: date, tilbud: str) -> Paper | None:
    """The document with the reason why the tilbud must not have it, if there is one.

    None where it would get nothing anyway: what no tilbud gets, about a meeting on whose day it is not there.
    """
    other = wanted.ændring.dato if wanted.ændring else None
    asked = Question(
        wanted.document.key, wanted.plan, opsætning, wanted.møde, wanted.tilbud, other_day=other, sendes=dato
    )
    who = may_get(asked, Reader("tilbud", tilbud=tilbud))
    paper = _paper(wanted, opsætning)
    never = wanted.document.et_til_hver or _OF_TILBUD.isdisjoint(asked.rules) or wanted.tilbud not in (None, tilbud)
    if isinstance(who, Refusal):
        if never and all(each.id != tilbud for each in wanted.plan.tilbud_den(asked.dag)):
            return None
        # What another tilbud gets is not told either.
        return replace(paper, titel=wanted.document.titel, udeladt=who.grund, regel=who.regel, aldrig=never)
    if wanted.document.et_til_hver:
        return replace(paper, titel=wanted.document.titel, udeladt=_LETTER, regel=who.regel, aldrig=True)
    if wanted.document.key == "referat" and not wanted.udfyldt:
        return replace(paper, udeladt=_NO_MINUTES, regel=who.regel)
    return paper


def _paper(wanted: Wanted, opsætning: Opsætning) -> Paper:
    møde, plan = wanted.møde, wanted.plan
    return Paper(
        dokument=wanted.document.key,
        titel=_title(wanted, opsætning),
        borger=wanted.borger,
        navn=plan.borger.navn,
        fil=wanted.navn,
        fil_ny_tid=wanted.navn_ny_tid if wanted.sendt else None,
        møde=_meeting(plan, møde, opsætning) if møde else None,
        måned=møde.planlagt_måned if møde else None,
        sendt=wanted.sendt.dato if wanted.sendt else None,
    )


def _title(wanted: Wanted, opsætning: Opsætning) -> str:
    """The document's title, and for whom where there is one for each."""
    title = wanted.document.titel
    if wanted.document.key == "referat" and not wanted.udfyldt:
        return f"{title}, til at skrive i"
    if wanted.tilbud is not None and wanted.tilbud in opsætning.tilbud:
        return f"{title}, {opsætning.tilbud[wanted.tilbud].navn}"
    if wanted.modtager is not None and wanted.modtager.rolle != "borger":
        return f"{title} ({wanted.modtager.rolle})"
    return title


def _meeting(plan: Plan, møde: Møde, opsætning: Opsætning) -> MeetingInPack:
    shown = record_for_others(plan, møde)
    return MeetingInPack(
        id=møde.id,
        dato=møde.dato,
        kl=møde.kl,
        måned=møde.planlagt_måned,
        sted=place_for_others(plan, møde.sted) if møde.sted else "",
        deltagere=roles.who_comes(for_others(plan), opsætning, shown),
        særlige_behov=shown.særlige_behov or "",
    )
