"""What may be sent about a citizen on a day: one posting for each document, and for each letter of its own.

Who gets it, and who must not, is asked of `recipients` for the day of sending. What cannot be sent now is there too and
says why. Nothing here knows files or mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from mlmp_docs.plan.dates import Tidsrum
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure import documents
from mlmp_docs.procedure.distribution import KALENDER, LISTE
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.lists import CitizenLike, entries
from mlmp_docs.procedure.meetings import held, told_otherwise
from mlmp_docs.procedure.protected_address import place_for_others, tells_protected_address
from mlmp_docs.procedure.recipients import Question, Reader, Recipient, everybody, may_get
from mlmp_docs.procedure.refusals import Refusal

BEFORE_THE_MEETING = frozenset({"datobrev", "forberedelsesark", "indkaldelse", "dagsorden", KALENDER})
"""What nobody has any use for once the meeting was held."""
_PARTIES = ("borger", "værge", "partsrepræsentant")


@dataclass(frozen=True)
class MeetingTime:
    """A meeting as others may read it: never with a protected address."""

    id: str
    dato: date
    fra: time | None
    til: time | None
    sted: str

    @property
    def kl(self) -> Tidsrum | None:
        return Tidsrum(self.fra, self.til) if self.fra else None


@dataclass(frozen=True)
class Posting:
    """One thing to send about one citizen, and everybody around the citizen: who gets it and who must not."""

    dokument: str
    borger: str
    """The citizen's id."""

    initialer: str
    år: int
    møde: MeetingTime | None
    """The meeting, once it has a day."""

    møde_id: str | None
    måned: int | None
    rådgiver: str
    tilbud: tuple[str, ...]
    """Those it is about: the one it is for, else all that count on the day."""

    fil: str | None
    """The document's file name without ending; None where the message itself says all."""

    modtagere: tuple[Recipient, ...]
    afvist: tuple[Refusal, ...]
    hindring: str = ""
    """Why there is nothing to send now, in Danish; empty: it may be sent."""

    sendt: date | None = None
    ny_tid: bool = False
    """The recipients were told another day or time before."""

    aflyst: str = ""
    """For an invitation: why the meeting is off; empty when it is not."""

    indkaldt: bool = False
    """Whether the plan records that the invitation was sent."""

    skjult: tuple[str, ...] = ()
    """Addresses of recipients that may not be shown to anybody, being the citizen's protected one."""

    fil_ny_tid: str | None = None
    """The name the file keeps where it was sent as a letter about a new time."""

    med_dagsorden: tuple[Recipient, ...] = ()
    """For an invitation: those of its recipients who may have the agenda too, which is `fil`."""


def initials(navn: str) -> str:
    """'A.L.J.' for Anna Lykke Jensen: what stands for the citizen outside the documents."""
    letters = [next((sign for sign in word if sign.isalpha()), "") for word in navn.split()]
    return "".join(f"{letter.upper()}." for letter in letters if letter)[:12] or "en borger"


def postings(
    borger: str,
    plan: Plan,
    opsætning: Opsætning,
    år: int,
    dato: date,
    brevdato: date | None = None,
) -> tuple[Posting, ...]:
    """Everything about the citizen's year, in the order of the table, as it stands on the day `dato`.

    An ended plan has nothing but meetings to call off.
    """
    found: list[Posting] = []
    seen: set[tuple[object, ...]] = set()
    for wanted in documents.wanted(borger, plan, opsætning, år, brevdato):
        occasion = (wanted.document.key, id(wanted.møde), wanted.tilbud, id(wanted.ændring), id(wanted.skift))
        found += _of(wanted, opsætning, dato, first=occasion not in seen)
        seen.add(occasion)
    found += _called_off(borger, plan, opsætning, år, dato)
    return tuple(found)


def _of(wanted: Wanted, opsætning: Opsætning, dato: date, *, first: bool) -> Iterator[Posting]:
    """The postings of one file: that itself, and what goes with it."""
    key = wanted.document.key
    who = tuple(everybody(_question(key, wanted, opsætning, dato)))
    hindrance = _hindrance(wanted, dato)
    one = Posting(
        dokument=key,
        borger=wanted.borger,
        initialer=initials(wanted.plan.borger.navn),
        år=wanted.år,
        møde=_meeting_time(wanted.plan, wanted.møde),
        møde_id=wanted.møde.id if wanted.møde else None,
        måned=wanted.møde.planlagt_måned if wanted.møde else None,
        rådgiver=wanted.plan.rådgiver_den(wanted.møde.rolledag if wanted.møde else dato),
        tilbud=_about(wanted, dato),
        fil=wanted.navn,
        modtagere=tuple(each for each in who if isinstance(each, Recipient)),
        afvist=tuple(each for each in who if isinstance(each, Refusal)),
        hindring=hindrance,
        sendt=wanted.sendt.dato if wanted.sendt else None,
        ny_tid=wanted.ny_tid,
        fil_ny_tid=wanted.navn_ny_tid if wanted.sendt else None,
        skjult=_hidden_addresses(wanted.plan),
    )
    if wanted.document.et_til_hver:
        others = tuple(each for each in one.modtagere if each.rolle not in _PARTIES)
        yield replace(one, modtagere=(wanted.modtager,) if wanted.modtager in one.modtagere else ())
        # The letter has the citizen's address: professionals are told the day in the message itself.
        if first and others:
            yield replace(one, modtagere=others, afvist=(), fil=None)
    else:
        yield one
    if key == "dagsorden":
        yield _invitation(one, wanted, opsætning, dato)


def _invitation(agenda: Posting, wanted: Wanted, opsætning: Opsætning, dato: date) -> Posting:
    """R16: the calendar invitation, with the agenda."""
    møde = wanted.møde
    assert møde is not None
    recorded = møde.sendt.kalender
    moved = told_otherwise(recorded, møde)
    who = tuple(everybody(_question(KALENDER, wanted, opsætning, dato)))
    invited = tuple(each for each in who if isinstance(each, Recipient))
    agenda_to = {(each.rolle, each.tilbud, each.index) for each in agenda.modtagere}
    hindrance = "; ".join(wanted.mangler) or _too_late(wanted.plan, møde, dato)
    recorded_on = recorded.dato if recorded and not moved and not hindrance else None
    hindrance = _sent_on(recorded_on) if recorded_on else hindrance
    rådgiver = opsætning.rådgivere.get(agenda.rådgiver)
    if not hindrance and not (rådgiver and rådgiver.mail):
        hindrance = "rådgiveren har ingen e-mail i mlmp.yaml, og en indkaldelse skal have en afsender"
    return replace(
        agenda,
        dokument=KALENDER,
        modtagere=invited,
        afvist=tuple(each for each in who if isinstance(each, Refusal)),
        hindring=hindrance,
        sendt=recorded_on,
        ny_tid=moved,
        indkaldt=recorded is not None,
        med_dagsorden=tuple(each for each in invited if (each.rolle, each.tilbud, each.index) in agenda_to),
    )


def _question(key: str, wanted: Wanted, opsætning: Opsætning, dato: date) -> Question:
    other = wanted.ændring.dato if wanted.ændring else None
    return Question(key, wanted.plan, opsætning, wanted.møde, wanted.tilbud, other_day=other, sendes=dato)


def _about(wanted: Wanted, dato: date) -> tuple[str, ...]:
    if wanted.tilbud:
        return (wanted.tilbud,)
    day = wanted.møde.rolledag if wanted.møde else dato
    return tuple(dict.fromkeys(each.id for each in wanted.plan.tilbud_den(day)))


def _hindrance(wanted: Wanted, dato: date) -> str:
    if wanted.mangler:
        return "; ".join(wanted.mangler)
    if wanted.sendt is not None:
        return _sent_on(wanted.sendt.dato)
    if wanted.document.key == "referat" and not wanted.udfyldt:
        return "referatet er ikke skrevet endnu"
    if wanted.document.key in BEFORE_THE_MEETING and wanted.møde is not None:
        return _too_late(wanted.plan, wanted.møde, dato)
    return ""


def _too_late(plan: Plan, møde: Møde, dato: date) -> str:
    if held(plan, møde):
        return "mødet er holdt"
    return "mødets dag er gået" if møde.dato is not None and møde.dato < dato else ""


def _sent_on(day: date) -> str:
    return f"sendt {day.day}.{day.month}.{day.year}"


def _meeting_time(plan: Plan, møde: Møde | None) -> MeetingTime | None:
    if møde is None or møde.dato is None:
        return None
    fra, til = (møde.kl.fra, møde.kl.til) if møde.kl else (None, None)
    return MeetingTime(møde.id, møde.dato, fra, til, place_for_others(plan, møde.sted) if møde.sted else "")


def _hidden_addresses(plan: Plan) -> tuple[str, ...]:
    if not plan.borger.beskyttet_adresse:
        return ()
    others = [værge.adresse for værge in plan.værger]
    others += [plan.partsrepræsentant.adresse] if plan.partsrepræsentant else []
    same = [each for each in others if each and tells_protected_address(plan, each)]
    return tuple(each for each in (plan.borger.adresse, *same) if each)


# --- meetings that are off ----------------------------------------------------------------------------------------


def _called_off(borger: str, plan: Plan, opsætning: Opsætning, år: int, dato: date) -> Iterator[Posting]:
    """Invitations to take back: of meetings to come that were called off, or that a plan which has ended still has."""
    for møde in plan.møder:
        ended = plan.afsluttet is not None and møde.dato is not None and møde.dato > plan.afsluttet.dato
        off = "mødet er aflyst" if møde.aflyst else "planen er afsluttet" if ended else ""
        if møde.år != år or not off or (when := _invited_to(plan, møde)) is None or when.dato < dato:
            continue
        # Who supported the citizen when the plan ended is to know that the meeting is off.
        day = min(when.dato, plan.afsluttet.dato) if plan.afsluttet else when.dato
        who = tuple(everybody(Question(KALENDER, plan, opsætning, møde, other_day=day, sendes=dato)))
        rådgiver = plan.rådgiver_den(møde.rolledag)
        known = opsætning.rådgivere.get(rådgiver)
        yield Posting(
            dokument=KALENDER,
            borger=borger,
            initialer=initials(plan.borger.navn),
            år=år,
            møde=when,
            møde_id=møde.id,
            måned=møde.planlagt_måned,
            rådgiver=rådgiver,
            tilbud=tuple(dict.fromkeys(each.id for each in plan.tilbud_den(day))),
            fil=None,
            modtagere=tuple(each for each in who if isinstance(each, Recipient)),
            afvist=tuple(each for each in who if isinstance(each, Refusal)),
            hindring="" if known and known.mail else "rådgiveren har ingen e-mail i mlmp.yaml",
            aflyst=off,
            indkaldt=møde.sendt.kalender is not None,
        )


def _invited_to(plan: Plan, møde: Møde) -> MeetingTime | None:
    """What the invitation said: the meeting as it is in the plan, else as it was recorded."""
    now = _meeting_time(plan, møde)
    told = møde.sendt.kalender.gælder if møde.sendt.kalender else None
    if told is not None and told.kl is not None and (now is None or now.fra is None):
        sted = place_for_others(plan, møde.sted) if møde.sted else ""
        return MeetingTime(møde.id, told.dato, told.kl.fra, told.kl.til, sted)
    return now if now and now.fra else None


# --- lists and status ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ListReader:
    """A citizen on a list (R1), and whether the tilbud may have the list with that citizen on it."""

    borger: str
    tilbud: str
    rådgiver: str
    modtager: Recipient | Refusal


def list_readers(
    citizen: CitizenLike, opsætning: Opsætning, lister: Lister, år: int, dato: date
) -> tuple[ListReader, ...]:
    """Each list of the year that the citizen stands on, and the afdelingsleder who gets it."""
    found = []
    for entry in entries(citizen, opsætning, lister, år):
        asked = Question(LISTE, citizen.plan, opsætning, None, entry.tilbud, of_year=år, sendes=dato)
        who = may_get(asked, Reader("afdelingsleder", tilbud=entry.tilbud))
        found.append(ListReader(citizen.id, entry.tilbud, entry.rådgiver, who))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class StatusReader:
    """R14: a tilbud that owes the status about a citizen, as it may be reminded: one that is at the meeting."""

    borger: str
    initialer: str
    møde_id: str
    mødedag: date
    rådgiver: str
    kontaktperson: str
    modtager: Recipient | Refusal


def status_reader(
    borger: str, plan: Plan, opsætning: Opsætning, møde_id: str, tilbud: str, dato: date
) -> StatusReader | None:
    """Who may be reminded of the status for a meeting; None when the meeting has no day."""
    møde = next((each for each in plan.møder if each.id == møde_id), None)
    if møde is None or møde.dato is None:
        return None
    asked = Question(KALENDER, plan, opsætning, møde, sendes=dato)
    contacts = [
        each.navn
        for each in everybody(asked)
        if isinstance(each, Recipient) and (each.rolle, each.tilbud) == ("kontaktperson", tilbud)
    ]
    who = may_get(asked, Reader("tilbud", tilbud=tilbud))
    return StatusReader(
        borger=borger,
        initialer=initials(plan.borger.navn),
        møde_id=møde.id,
        mødedag=møde.dato,
        rådgiver=plan.rådgiver_den(møde.dato),
        kontaktperson=contacts[0] if contacts else "",
        modtager=who,
    )
