"""The one table of documents: for what each is made, what it must have, its date, its name and what it withholds.

A further document is a further row. Who gets a document stands in `recipients.WHO_GETS` under the same key. The
documents that mlmp.yaml declares are further rows too: `table` has them all.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from mlmp_docs.plan.goals import Ændring
from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import TidligereRådgiver
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import meetings, own_documents, requirements
from mlmp_docs.procedure.dating import Datering, Sent, printed_date, sending
from mlmp_docs.procedure.names import file_name, new_time
from mlmp_docs.procedure.occasions import For, occasions
from mlmp_docs.procedure.recipients import Recipient, recipients
from mlmp_docs.procedure.requirements import Occasion, Requirement
from mlmp_docs.procedure.roles import is_internal
from mlmp_docs.procedure.withheld import NEVER, NO_CASE, NO_CPR, WALL


@dataclass(frozen=True)
class Document:
    """One row of the table."""

    key: str
    titel: str
    for_: For
    laves: str
    """When it is made, in Danish, for the guide."""

    skabeloner: tuple[str, ...]
    """The template files it may be made from."""

    dato: Datering
    kræver: tuple[Requirement, ...] = ()
    """What it must have; each gives the reason why it cannot be made yet."""

    frist: str | None = None
    """The rule whose deadline dates a letter that is not sent yet."""

    et_til_hver: bool = False
    """Whether every recipient among citizen, guardians and partsrepræsentant gets a letter of their own."""

    withheld: frozenset[str] = frozenset()
    """Fields, by dotted path, that the template never sees."""

    eget: bool = False
    """Whether it is one of the municipality's own, declared in mlmp.yaml."""


@dataclass(frozen=True)
class Wanted:
    """One file that the procedure asks for, also when something is still missing."""

    document: Document
    borger: str
    plan: Plan
    år: int
    møde: Møde | None
    skabelon: str
    navn: str
    """File name without ending."""

    modtager: Recipient | None
    """Whom a letter is addressed to."""

    tilbud: str | None
    ændring: Ændring | None
    dato: date | None
    """The date printed on it; for visuel-plan and handleplan None means a draft for the first meeting."""

    sendt: Sending | None
    ny_tid: bool
    """The meeting changed after the summons was sent: this is the new letter."""

    udfyldt: bool
    """Whether the minutes are filled in, or a skeleton."""

    mangler: tuple[str, ...]
    """Why it cannot be made yet, in Danish; empty: make it."""

    skift: TidligereRådgiver | None = None
    """The rådgiver who hands the case over."""

    navn_ny_tid: str | None = None
    """The name that the new letter for the meeting's present day and time has, or had before it was sent."""


_LETTER = (requirements.dato, requirements.kl, requirements.rådgiverens_kontakt)
_SUMMONS = (requirements.dato, requirements.kl, requirements.sted, requirements.rådgiverens_kontakt)

DOCUMENTS: tuple[Document, ...] = (
    Document(
        key="datobrev",
        titel="Dato for dit borgerplansmøde",
        for_="møde",
        laves="når mødet har en dato",
        skabeloner=("datobrev.docx",),
        dato="brev",
        kræver=_LETTER,
        frist="R6",
        et_til_hver=True,
        withheld=NO_CASE,
    ),
    Document(
        key="forberedelsesark",
        titel="Forberedelsesark",
        for_="møde",
        laves="når borgeren har mindst ét internt tilbud",
        skabeloner=(
            "forberedelsesark-standard.docx",
            "forberedelsesark-billeder.docx",
            "forberedelsesark-observation.docx",
        ),
        dato="ingen",
        withheld=NO_CASE,
    ),
    Document(
        key="visuel-plan",
        titel="Mit liv – Min plan",
        for_="borger",
        laves="altid",
        skabeloner=("visuel-plan.docx",),
        dato="plan",
        withheld=WALL,
    ),
    Document(
        key="handleplan",
        titel="Handleplan efter servicelovens § 141",
        for_="borger",
        laves="når borgeren ønsker en handleplan",
        skabeloner=("handleplan.docx",),
        dato="plan",
        withheld=NO_CPR,
    ),
    Document(
        key="indkaldelse",
        titel="Indkaldelse til dit borgerplansmøde",
        for_="møde",
        laves="når mødet har dato, tid og sted",
        skabeloner=("indkaldelse.docx",),
        dato="brev",
        kræver=_SUMMONS,
        frist="R15",
        et_til_hver=True,
        withheld=NO_CASE,
    ),
    Document(
        key="dagsorden",
        titel="Dagsorden til borgerplansmøde",
        for_="møde",
        laves="når mødet har dato, tid og sted",
        skabeloner=("dagsorden.docx",),
        dato="brev",
        kræver=_SUMMONS,
        frist="R15",
        withheld=NO_CASE,
    ),
    Document(
        key="referat",
        titel="Beslutningsreferat",
        for_="møde",
        laves="som skabelon, når mødet har dato, tid og sted; udfyldt, når der står til stede og en beslutning",
        skabeloner=("referat-skabelon.docx", "referat.docx"),
        dato="møde",
        kræver=tuple(requirements.unless_minuted(requirement) for requirement in _SUMMONS),
        withheld=NO_CASE,
    ),
    Document(
        key="bestilling",
        titel="Bestilling",
        for_="tilbud",
        laves="når referatet er udfyldt; én til hvert tilbud",
        skabeloner=("bestilling.docx",),
        dato="brev",
        kræver=(
            requirements.referat,
            requirements.formål,
            requirements.mål,
            requirements.ydelse,
            requirements.næste_opfølgning,
        ),
        frist="R37",
        withheld=NEVER,
    ),
    Document(
        key="aendring",
        titel="Ændring af bestilling",
        for_="ændring",
        laves="når en ændring i planen nævner tilbud under bestilling_til; én til hvert tilbud",
        skabeloner=("aendring.docx",),
        dato="ændring",
        kræver=(requirements.stadig_støtte,),
        withheld=NEVER,
    ),
    Document(
        key="raadgiverskift",
        titel="Du får en ny rådgiver",
        for_="skift",
        laves="når planen får en tidligere rådgiver",
        skabeloner=("raadgiverskift.docx",),
        dato="skift",
        kræver=(requirements.ny_rådgivers_kontakt,),
        et_til_hver=True,
        withheld=NO_CASE,
    ),
)

BY_KEY = {document.key: document for document in DOCUMENTS}
RESERVED = frozenset({*BY_KEY, "liste", "planlaegning", "aarshjul", "plan", "pdf"})
"""Names that an own document cannot have: the summary and the file names use them."""


def table(opsætning: Opsætning) -> tuple[Document, ...]:
    """Every row: the built-in documents, then the municipality's own in the order of mlmp.yaml."""
    own = (
        Document(
            key=key,
            titel=own_documents.title(key),
            for_=eget.for_,
            laves="når mlmp.yaml har det under 'dokumenter'",
            skabeloner=(eget.skabelon,),
            dato="brev",
            et_til_hver=own_documents.is_a_letter_to_each(eget),
            withheld=own_documents.withheld_fields(eget),
            eget=True,
        )
        for key, eget in opsætning.dokumenter.items()
        if key not in RESERVED
    )
    return (*DOCUMENTS, *own)


def wanted(
    borger: str,
    plan: Plan,
    opsætning: Opsætning,
    år: int,
    brevdato: date | None = None,
    kinds: Container[str] | None = None,
) -> tuple[Wanted, ...]:
    """Every file of the year that the procedure asks for about a citizen, in the order of the table.

    Those that cannot be made yet are there too and say why. An ended plan or meeting asks for nothing. With `kinds`
    only the documents of these keys are looked at.
    """
    if plan.afsluttet is not None:
        return ()

    @cache
    def found(for_: For, any_year: bool) -> tuple[Occasion, ...]:
        return occasions(for_, plan, opsætning, år, any_year=any_year)

    return tuple(
        each
        for document in table(opsætning)
        if kinds is None or document.key in kinds
        for occasion in found(document.for_, document.eget)
        if _is_asked_for(document, occasion)
        for each in _files(document, borger, occasion, brevdato)
    )


# --- what is asked for ----------------------------------------------------------------------------------------


def _is_asked_for(document: Document, occasion: Occasion) -> bool:
    if document.key == "forberedelsesark":
        møde = occasion.møde
        return møde is not None and is_internal(occasion.plan, occasion.opsætning, møde.rolledag)
    if document.key == "handleplan":
        return occasion.plan.handleplan.ønskes is True
    if document.eget and occasion.opsætning.dokumenter[document.key].modtagere:
        return bool(recipients(document.key, occasion.plan, occasion.opsætning, occasion.møde, occasion.tilbud))
    return True


# --- the files --------------------------------------------------------------------------------------------------


def _files(document: Document, borger: str, occasion: Occasion, brevdato: date | None) -> Iterator[Wanted]:
    """The file of an occasion, or one for each party that gets a letter of its own."""
    one = _wanted(document, borger, occasion, brevdato)
    if not document.et_til_hver:
        yield one
        return
    count: dict[str, int] = {}
    for modtager in recipients(document.key, occasion.plan, occasion.opsætning, occasion.møde):
        if modtager.rolle not in ("borger", "værge", "partsrepræsentant"):
            continue
        number = count[modtager.rolle] = count.get(modtager.rolle, 0) + 1
        party = "" if modtager.rolle == "borger" else modtager.rolle + (f"-{number}" if number > 1 else "")
        yield replace(
            one,
            modtager=modtager,
            navn=_name(document, borger, occasion, party=party, ny_tid=one.ny_tid),
            navn_ny_tid=one.navn_ny_tid and _name(document, borger, occasion, party=party, ny_tid=True),
        )


def _name(document: Document, borger: str, occasion: Occasion, *, party: str = "", ny_tid: bool = False) -> str:
    of_year = document.for_ == "borger"
    return file_name(document.key, borger, occasion, party=party, ny_tid=ny_tid, of_year=of_year)


def _wanted(document: Document, borger: str, occasion: Occasion, brevdato: date | None) -> Wanted:
    møde = occasion.møde
    recorded = sending(document.key, occasion)
    tells_time = møde is not None and document.key in ("datobrev", "indkaldelse", "dagsorden")
    ny_tid = tells_time and møde is not None and meetings.told_otherwise(recorded, møde)
    if document.key == "datobrev" and møde is not None:
        ny_tid = meetings.date_notice_is_outdated(møde)
    sent = Sent(replaced=recorded) if ny_tid else Sent(this=recorded)
    minuted = møde is not None and requirements.is_minuted(møde)
    reasons = (requirement(occasion) for requirement in document.kræver)
    return Wanted(
        document=document,
        borger=borger,
        plan=occasion.plan,
        år=occasion.år,
        møde=møde,
        skabelon=_template(document, occasion, minuted=minuted),
        navn=_name(document, borger, occasion, ny_tid=ny_tid),
        modtager=None,
        tilbud=occasion.tilbud,
        ændring=occasion.ændring,
        skift=occasion.skift,
        dato=printed_date(document.dato, document.frist, occasion, sent, brevdato),
        sendt=sent.this,
        ny_tid=ny_tid,
        udfyldt=document.key == "referat" and minuted,
        mangler=tuple(dict.fromkeys(reason for reason in reasons if reason)),
        navn_ny_tid=_name(document, borger, occasion, ny_tid=True) if tells_time and new_time(møde) else None,
    )


def _template(document: Document, occasion: Occasion, *, minuted: bool) -> str:
    if document.key == "forberedelsesark":
        return f"forberedelsesark-{occasion.plan.borger.forberedelsesark}.docx"
    return document.skabeloner[-1] if minuted else document.skabeloner[0]
