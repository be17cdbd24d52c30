"""Who gets what, and who must not (procedure.md, *Who gets what*; R1, R6, R13, R15–R17, R34–R37; A8, A9, A14).

This is the only gate. Whatever addresses, sends, packs or shows a document asks here: `recipients` and `refusals` for
everybody around the citizen, `may_get` for one reader. `WHO_GETS` is the rule; a role that stands not there is
refused. For the municipality's own documents mlmp.yaml names the roles, within the same limits.

"Other tilbud" in the procedure's table are those that do not support the citizen on the meeting's day; each of the
citizen's tilbud that does gets what its column says (A11, R27).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Medarbejder, Opsætning, Tilbud
from mlmp_docs.procedure import roles, ways
from mlmp_docs.procedure.own_documents import ØKONOMISK
from mlmp_docs.procedure.refusals import STRANGER, Refusal
from mlmp_docs.procedure.who_gets import CONSENT_TO, OWN_ONLY, WHO_GETS, Question, Reader, Recipient
from mlmp_docs.remember import latest_few

__all__ = [
    "OWN_ONLY", "WHO_GETS", "Question", "Reader", "Recipient", "Refusal",
    "everybody", "may_get", "recipients", "refusals", "shows_address",
]  # fmt: skip


def recipients(
    dokument: str, plan: Plan, opsætning: Opsætning, møde: Møde | None, tilbud: str | None = None
) -> tuple[Recipient, ...]:
    """Who gets the document; `tilbud` is the one that an order, a change or a list is for."""
    return _recipients(plan, dokument, opsætning, møde, tilbud)


@latest_few
def _recipients(
    plan: Plan, dokument: str, opsætning: Opsætning, møde: Møde | None, tilbud: str | None
) -> tuple[Recipient, ...]:
    asked = Question(dokument, plan, opsætning, møde, tilbud)
    return tuple(_each_once([*_parties(asked), *_providers(asked), *_authorities(asked)], asked))


def refusals(
    dokument: str, plan: Plan, opsætning: Opsætning, møde: Møde | None, tilbud: str | None = None
) -> tuple[Refusal, ...]:
    """Everybody else whom the plan knows, and why they must not have it."""
    asked = Question(dokument, plan, opsætning, møde, tilbud)
    return tuple(who for who in everybody(asked) if isinstance(who, Refusal))


def may_get(asked: Question, reader: Reader) -> Recipient | Refusal:
    """Whether one reader may get the document: as recipient, or why not. Who is not around the citizen gets nothing."""
    found = [who for who in everybody(asked) if _is(who, reader)]
    allowed = (who for who in found if isinstance(who, Recipient))
    known = asked.opsætning.tilbud.get(reader.tilbud or "")
    navn = reader.navn or (known.navn if known else "")
    stranger = Refusal(reader.rolle, navn, "R34", STRANGER, tilbud=reader.tilbud)
    return next(allowed, None) or next(iter(found), stranger)


def _is(who: Recipient | Refusal, reader: Reader) -> bool:
    """A tilbud and its afdelingsleder are one reader."""
    place = ("tilbud", "afdelingsleder")
    if who.rolle != reader.rolle and not (who.rolle in place and reader.rolle in place):
        return False
    if reader.tilbud is not None and who.tilbud != reader.tilbud:
        return False
    return reader.navn is None or roles.same_name(who.navn, reader.navn)


def shows_address(plan: Plan, modtager: Recipient | None) -> bool:
    """Whether a document for this recipient may print the citizen's address (a protected one: only the citizen's)."""
    return not plan.borger.beskyttet_adresse or (modtager is not None and modtager.rolle == "borger")


def everybody(case: Question) -> Iterator[Recipient | Refusal]:
    """Everybody around the citizen, as a recipient or as a refusal.

    Who gets the document as værge or partsrepræsentant is not refused it in another role (R35) and gets one
    letter. A son may have his father's name, so nobody is taken for the citizen or for staff by name.
    """
    found = [*_parties(case), *_providers(case), *_authorities(case)]
    allowed = list(_each_once(found, case))
    yield from allowed
    acting = [who.navn for who in allowed if who.rolle in _ACTING]
    for who in (*found, *_network(case)):
        if isinstance(who, Refusal) and not (who.rolle in _PRIVATE and _named(who.navn, acting)):
            yield who


def _each_once(found: Iterable[Recipient | Refusal], case: Question) -> Iterator[Recipient]:
    """The recipients; who acts for the citizen in two roles is one."""
    acting: list[str] = []
    for who in found:
        if isinstance(who, Refusal):
            continue
        if who.rolle in _ACTING:
            if _named(who.navn, acting):
                continue
            acting.append(who.navn)
        yield _reached(who, case)


def _reached(who: Recipient, case: Question) -> Recipient:
    """With the way the document reaches the recipient."""
    vej = ways.way(case.dokument, who.post, who.mail, case.opsætning)
    safe = ways.is_safe(who.mail, case.opsætning)
    return who if (who.vej, who.sikker_mail) == (vej, safe) else replace(who, vej=vej, sikker_mail=safe)


_ACTING = ("værge", "partsrepræsentant")
_PRIVATE = (*_ACTING, "pårørende", "bisidder")


def _named(navn: str, names: Iterable[str]) -> bool:
    return any(roles.same_name(navn, other) for other in names)


def _parties(case: Question) -> Iterator[Recipient | Refusal]:
    borger, rules = case.plan.borger, case.rules
    if "borger" in rules:
        yield Recipient(
            "borger", borger.navn, rules["borger"], adresse=borger.adresse, post=borger.post, mail=borger.mail
        )
    else:
        yield case.refuse("borger", borger.navn)
    # Guardians in personal matters first: who is written twice is judged by the wider role.
    for index, værge in sorted(enumerate(case.plan.værger), key=lambda entry: not roles.acts_personally(entry[1])):
        personal = roles.acts_personally(værge)
        kind = "værge" if personal else ØKONOMISK
        if kind in rules and roles.gets_letters(værge):
            yield Recipient(
                "værge",
                værge.navn,
                rules[kind],
                adresse=værge.adresse,
                post=værge.post,
                mail=værge.mail,
                index=index,
            )
        elif kind in rules:
            yield case.refuse("værge_ubekræftet", værge.navn)
        else:
            yield case.refuse(kind, værge.navn)
    if (part := case.plan.partsrepræsentant) is not None:
        if not all(roles.represents(part, day) for day in (case.dag, case.sendes) if day):
            yield case.refuse("uden_fuldmagt", part.navn)
        elif "partsrepræsentant" in rules:
            rule = rules["partsrepræsentant"]
            yield Recipient("partsrepræsentant", part.navn, rule, adresse=part.adresse, post=part.post, mail=part.mail)
        else:
            yield case.refuse("partsrepræsentant", part.navn)


def _providers(case: Question) -> Iterator[Recipient | Refusal]:
    counting, rules, one_tilbud = case.plan.tilbud_den(case.dag), case.rules, case.is_for_one_tilbud
    for entry in counting:
        known = case.opsætning.tilbud.get(entry.id)
        person = roles.contact(case.opsætning, entry)
        if person is not None:
            yield _contact_person(case, entry.id, person)
        if known is None or one_tilbud:
            continue
        if "tilbud" in rules:
            yield _provider(entry.id, known, rules["tilbud"])
        else:
            yield case.refuse("tilbud", known.navn, entry.id)
    if one_tilbud:
        yield from _own(case)
    else:
        now = {entry.id for entry in counting}
        yield from (
            case.refuse("uden_støtte", case.opsætning.tilbud[id_].navn, id_)
            for id_ in dict.fromkeys(entry.id for entry in case.plan.tilbud)
            if id_ not in now and id_ in case.opsætning.tilbud
        )


def _contact_person(case: Question, tilbud: str, person: Medarbejder) -> Recipient | Refusal:
    """The citizen's contact person at a tilbud. Only internal ones prepare the meeting (R10, R13)."""
    known, rules = case.opsætning.tilbud.get(tilbud), case.rules
    if "kontaktperson" not in rules:
        return case.refuse("kontaktperson", person.navn, tilbud)
    if case.is_for_one_tilbud and tilbud != case.tilbud:
        return case.refuse("andet_tilbuds_kontaktperson", person.navn, tilbud)
    if case.dokument == "forberedelsesark" and not (known and known.internt):
        return case.refuse("ekstern_kontaktperson", person.navn, tilbud)
    return Recipient("kontaktperson", person.navn, rules["kontaktperson"], tilbud=tilbud, mail=person.mail)


def _own(case: Question) -> Iterator[Recipient | Refusal]:
    """The one tilbud the document is for; every other tilbud of the citizen is refused."""
    rules = case.rules
    for tilbud in dict.fromkeys(entry.id for entry in case.plan.tilbud):
        known = case.opsætning.tilbud.get(tilbud)
        if known is None:
            continue
        if tilbud != case.tilbud:
            yield case.refuse("andet_tilbud", known.navn, tilbud)
        elif not _concerns(case, tilbud):
            yield case.refuse("uden_støtte", known.navn, tilbud)
        elif "afdelingsleder" in rules:
            leder = known.afdelingsleder
            yield Recipient(
                "afdelingsleder",
                leder.navn if leder else known.navn,
                rules["afdelingsleder"],
                tilbud=tilbud,
                mail=(leder.mail if leder else None) or known.mail,
            )
        elif "tilbud" in rules:
            yield _provider(tilbud, known, rules["tilbud"])
        else:
            yield case.refuse("tilbud", known.navn, tilbud)


def _concerns(case: Question, tilbud: str) -> bool:
    """Whether the tilbud supports the citizen when the document is about.

    A list is about a year (A1, A11). An order follows from a meeting, so its tilbud must count on that day; a change
    may be for one to come, and tells one that it ends.
    """
    if case.dokument == "liste":
        stays = any(entry.id == tilbud and roles.counts_in(entry, case.år) for entry in case.plan.tilbud)
        return stays and roles.gets_list(tilbud, case.opsætning)
    if case.dokument == "aendring":
        return case.dag == roles.NO_DAY or roles.may_be_ordered_from(case.plan, tilbud, case.dag)
    return any(entry.id == tilbud for entry in case.plan.tilbud_den(case.dag))


def _provider(tilbud: str, known: Tilbud, regel: str) -> Recipient:
    leder = known.afdelingsleder
    mail = (leder.mail if leder else None) or known.mail
    return Recipient("tilbud", known.navn, regel, tilbud=tilbud, adresse=known.adresse, mail=mail)


def _authorities(case: Question) -> Iterator[Recipient | Refusal]:
    rules = case.rules
    for index, myndighed in enumerate(case.plan.andre_myndigheder):
        if "andre_myndigheder" not in rules:
            yield case.refuse("andre_myndigheder", myndighed.navn)
        elif case.eget is None and CONSENT_TO.get(case.dokument, case.dokument) not in myndighed.modtager:
            yield case.refuse("myndighed_ikke_modtager", myndighed.navn)
        elif not roles.may_be_told(myndighed, case.dag):
            yield case.refuse("myndighed_uden_grundlag", myndighed.navn)
        elif case.sendes is not None and not roles.may_be_told(myndighed, case.sendes):
            yield case.refuse("myndighed_uden_grundlag_nu", myndighed.navn)
        else:
            yield Recipient(
                "andre_myndigheder",
                myndighed.navn,
                rules["andre_myndigheder"],
                mail=myndighed.mail,
                index=index,
            )


def _network(case: Question) -> Iterator[Refusal]:
    """Relatives and bisiddere: those in the netværk and those the citizen has asked to come."""
    seen: list[str] = []
    entries = [(person.navn, person.relation or "") for person in case.plan.netværk]
    entries += [(navn, "") for navn in (case.møde.inviteret_af_borgeren if case.møde else ())]
    for navn, relation in entries:
        if not _named(navn, seen):
            seen.append(navn)
            yield case.refuse("bisidder" if "bisidder" in relation.casefold() else "pårørende", navn)
