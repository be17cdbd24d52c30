"""Who has which role around a citizen on a day: rådgiver, tilbud, contact persons, guardians, authorities, relatives.

An id that mlmp.yaml does not know gives nobody; the checks tell of it and keep the citizen's documents back.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import AndenMyndighed, BorgersTilbud, Partsrepræsentant, TidligereRådgiver, Værge
from mlmp_docs.plan.settings import Medarbejder, Opsætning, Rådgiver
from mlmp_docs.remember import latest_few

NO_DAY = date.max
"""For papers without a meeting: what counts then is what has no end."""

Deltagerrolle = Literal[
    "borger", "rådgiver", "kontaktperson", "tilbud", "værge", "partsrepræsentant", "anden myndighed", "inviteret"
]


@dataclass(frozen=True)
class Deltager:
    """Somebody who comes to a meeting. `rolle` is "tilbud" for a tilbud whose contact person is not known."""

    rolle: Deltagerrolle
    navn: str
    titel: str | None = None
    tilbud: str | None = None
    """Id of the tilbud a contact person comes from."""

    fra: str | None = None
    """Name of the tilbud or authority the person comes from."""

    relation: str | None = None
    """How a relative is related (`mor`), if the citizen's netværk tells."""


@dataclass(frozen=True)
class Deltagere:
    """Who comes: those the rådgiver summons (R8), and those the citizen has asked (R17)."""

    indkaldt: tuple[Deltager, ...]
    inviteret: tuple[Deltager, ...]


def role_day(møde: Møde | None) -> date:
    """The day on which roles are read."""
    return møde.rolledag if møde is not None else NO_DAY


def adviser(plan: Plan, opsætning: Opsætning, dag: date) -> tuple[str, Rådgiver | None]:
    """The id of the rådgiver who has the case on that day, and the rådgiver."""
    rådgiver = plan.rådgiver_den(dag)
    return rådgiver, opsætning.rådgivere.get(rådgiver)


def first_day(tidligere: TidligereRådgiver) -> date:
    """The first day of the rådgiver who comes after this one."""
    return tidligere.til + timedelta(days=1)


def contact(opsætning: Opsætning, tilbud: BorgersTilbud) -> Medarbejder | None:
    """The citizen's contact person at a tilbud, looked up or written out in the plan."""
    person = tilbud.kontaktperson
    if person is None:
        return None
    if person.navn:
        return Medarbejder(navn=person.navn, titel=person.titel, telefon=person.telefon, mail=person.mail)
    known = opsætning.tilbud.get(tilbud.id)
    return known.medarbejdere.get(person.id or "") if known else None


def stay(plan: Plan, tilbud: str, dag: date) -> BorgersTilbud | None:
    """The citizen's time at a tilbud on that day. A citizen may come back: else the next time, else the last.

    A changed order may be for a tilbud that is to come.
    """
    times = sorted((each for each in plan.tilbud if each.id == tilbud), key=lambda each: each.fra or date.min)
    not_ended = [each for each in times if each.til is None or dag <= each.til]
    return next(iter(not_ended or times[-1:]), None)


def is_internal(plan: Plan, opsætning: Opsætning, dag: date) -> bool:
    """Whether the citizen has preparation sheet and meeting: one internal tilbud on that day is enough."""
    found = (opsætning.tilbud.get(tilbud.id) for tilbud in plan.tilbud_den(dag))
    return any(tilbud is not None and tilbud.internt for tilbud in found)


def counts_in(tilbud: BorgersTilbud, år: int) -> bool:
    """Whether the tilbud supports the citizen at some time in the year, so that the citizen stands on its list."""
    return (tilbud.fra is None or tilbud.fra.year <= år) and (tilbud.til is None or år <= tilbud.til.year)


def may_be_ordered_from(plan: Plan, tilbud: str, dag: date) -> bool:
    """R39: whether a change from that day may be told the tilbud: it supports the citizen then, or shall later.

    A change that ends the support is told too: it holds from the day after the last one.
    """
    return any(each.id == tilbud and (each.til is None or dag <= each.til + timedelta(days=1)) for each in plan.tilbud)


def gets_list(tilbud: str, opsætning: Opsætning) -> bool:
    """A1: every tilbud gets the annual list, unless the municipality has chosen the internal ones only."""
    known = opsætning.tilbud.get(tilbud)
    return known is not None and (known.internt or opsætning.indstillinger.liste_til == "alle")


def acts_personally(værge: Værge) -> bool:
    """A8: whether the guardian acts in personal matters. A samværge (§ 7) never does.

    § 6 takes the legal capacity in economic matters from a guardianship under § 5, which may cover personal ones too.
    """
    return værge.form != "§ 7" and værge.omfang != "økonomiske"


def is_confirmed(værge: Værge) -> bool:
    """A8: whether the rådgiver has confirmed, with a reason, that a guardian for economic matters gets letters."""
    return værge.modtager is True and bool(værge.begrundelse)


def gets_letters(værge: Værge) -> bool:
    """A8, A9: whether the guardian gets the citizen's letters and is summoned."""
    return acts_personally(værge) or is_confirmed(værge)


def represents(part: Partsrepræsentant, dag: date) -> bool:
    """R35: whether somebody is partsrepræsentant on that day: not before the day of the fuldmagt."""
    return part.fuldmagt is None or part.fuldmagt <= dag


def may_know(myndighed: AndenMyndighed, dokument: Literal["dagsorden", "referat"], dag: date) -> bool:
    """A14: whether the authority is to have the document and a consent or a law allows it on that day."""
    return dokument in myndighed.modtager and may_be_told(myndighed, dag)


def may_be_told(myndighed: AndenMyndighed, dag: date) -> bool:
    """A14: whether a consent or a law allows the authority to know anything on that day."""
    return myndighed.grundlag is not None and myndighed.grundlag.gælder(dag)


def same_name(one: str, other: str) -> bool:
    """Whether two names in a plan mean the same person."""
    return one.casefold().split() == other.casefold().split()


@latest_few
def who_comes(plan: Plan, opsætning: Opsætning, møde: Møde) -> Deltagere:
    """The people of a meeting, for both *Hvem kommer* in the letter and *Indkaldt* in the agenda.

    A relative comes only if the citizen has asked for exactly this meeting; nobody stands there twice.
    """
    summoned = _each_once([*_parties(plan, opsætning, møde), *_authorities(plan, møde)])
    invited = [
        Deltager("inviteret", navn, relation=_relation(plan, navn))
        for navn in møde.inviteret_af_borgeren
        if not any(same_name(navn, person.navn) for person in summoned if person.rolle != "borger")
    ]
    return Deltagere(tuple(summoned), tuple(_each_once(invited)))


def _parties(plan: Plan, opsætning: Opsætning, møde: Møde) -> list[Deltager]:
    people = [Deltager("borger", plan.borger.navn)]
    _, rådgiver = adviser(plan, opsætning, møde.rolledag)
    if rådgiver is not None:
        people.append(Deltager("rådgiver", rådgiver.navn, titel=rådgiver.titel, fra=opsætning.forvaltning))
    for tilbud in plan.tilbud_den(møde.rolledag):
        known = opsætning.tilbud.get(tilbud.id)
        person = contact(opsætning, tilbud)
        if person is not None:
            people.append(
                Deltager(
                    "kontaktperson",
                    person.navn,
                    titel=person.titel,
                    tilbud=tilbud.id,
                    fra=known.navn if known else None,
                )
            )
        elif known is not None:
            people.append(Deltager("tilbud", known.navn, tilbud=tilbud.id, fra=known.navn))
    people += [
        Deltager("værge", værge.navn, relation=_relation(plan, værge.navn))
        for værge in sorted(plan.værger, key=lambda each: not acts_personally(each))
        if gets_letters(værge)
    ]
    if plan.partsrepræsentant is not None and represents(plan.partsrepræsentant, møde.rolledag):
        navn = plan.partsrepræsentant.navn
        people.append(Deltager("partsrepræsentant", navn, relation=_relation(plan, navn)))
    return people


def _authorities(plan: Plan, møde: Møde) -> list[Deltager]:
    return [
        Deltager("anden myndighed", myndighed.kontakt or myndighed.navn, fra=myndighed.navn)
        for myndighed in plan.andre_myndigheder
        if may_know(myndighed, "dagsorden", møde.rolledag)
    ]


def _relation(plan: Plan, navn: str) -> str | None:
    return next((person.relation for person in plan.netværk if same_name(person.navn, navn)), None)


_ACTING = ("værge", "partsrepræsentant")


def _each_once(people: list[Deltager]) -> list[Deltager]:
    """Nobody twice in the same place; a guardian with the citizen's name is somebody else.

    Two authorities may have a contact of one name, and each of them is summoned.
    """
    kept: list[Deltager] = []
    for person in people:
        places = _ACTING if person.rolle in _ACTING else (person.rolle,)
        if not any(_is_same(person, other) for other in kept if other.rolle in places):
            kept.append(person)
    return kept


def _is_same(one: Deltager, other: Deltager) -> bool:
    return same_name(one.navn, other.navn) and (one.rolle != "anden myndighed" or one.fra == other.fra)
