"""Who gets what, and who must not (procedure.md, *Who gets what*; R1, R6, R13, R15–R17, R34–R37; A8, A9, A14).

`WHO_GETS` is the rule; a role that stands not there is refused. For the municipality's own documents mlmp.yaml names
the roles, within the same limits. Nothing here sends anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import EgetDokument, Opsætning, Tilbud
from mlmp_docs.procedure import own_documents, roles
from mlmp_docs.procedure.own_documents import ØKONOMISK
from mlmp_docs.procedure.refusals import Refusal, own_refused_because, refused_because

Rolle = Literal[
    "borger", "værge", "partsrepræsentant", "kontaktperson", "tilbud", "afdelingsleder", "andre_myndigheder"
]


@dataclass(frozen=True)
class Recipient:
    """Somebody a document is for, and the rule that says so."""

    rolle: Rolle
    navn: str
    regel: str
    tilbud: str | None = None
    adresse: str | None = None
    """For letters by post. The citizen's own stands here even when protected: it is the citizen's own letter."""

    post: str | None = None
    """digital | brev; None for those who are reached by mail or portal."""

    mail: str | None = None
    index: int | None = None
    """Which entry of `værger` or `andre_myndigheder` in the plan."""


WHO_GETS: Mapping[str, Mapping[str, str]] = {
    "liste": {"afdelingsleder": "R1"},
    "datobrev": {"borger": "R6", "værge": "R6", "partsrepræsentant": "R6", "kontaktperson": "R6", "tilbud": "R6"},
    "forberedelsesark": {"borger": "R13", "kontaktperson": "R13"},
    "visuel-plan": {"borger": "R13", "kontaktperson": "R13"},
    # Not in the table; inferred: the plan itself belongs to the citizen and to those who act for the citizen.
    "handleplan": {"borger": "A16", "værge": "A8", "partsrepræsentant": "A16"},
    "indkaldelse": {"borger": "R15", "værge": "A9", ØKONOMISK: "A8", "partsrepræsentant": "R15"},
    "dagsorden": {"tilbud": "R16", "andre_myndigheder": "R16"},
    "referat": {
        "borger": "R34",
        "værge": "R35",
        ØKONOMISK: "A8",
        "partsrepræsentant": "R35",
        "tilbud": "R34",
        "andre_myndigheder": "R34",
    },
    "bestilling": {"tilbud": "R37"},
    "aendring": {"tilbud": "R39"},
}
"""Document -> role -> the rule that gives it to the role."""

OWN_ONLY = frozenset({"liste", "bestilling", "aendring"})
"""Documents that are for one tilbud and for no other."""


def recipients(
    dokument: str, plan: Plan, opsætning: Opsætning, møde: Møde | None, tilbud: str | None = None
) -> tuple[Recipient, ...]:
    """Who gets the document; `tilbud` is the one that an order, a change or a list is for."""
    return tuple(who for who in _judged(_Case(dokument, plan, opsætning, møde, tilbud)) if isinstance(who, Recipient))


def refusals(
    dokument: str, plan: Plan, opsætning: Opsætning, møde: Møde | None, tilbud: str | None = None
) -> tuple[Refusal, ...]:
    """Everybody else whom the plan knows, and why they must not have it."""
    return tuple(who for who in _judged(_Case(dokument, plan, opsætning, møde, tilbud)) if isinstance(who, Refusal))


def shows_address(plan: Plan, modtager: Recipient | None) -> bool:
    """Whether a document for this recipient may print the citizen's address (a protected one: only the citizen's)."""
    return not plan.borger.beskyttet_adresse or (modtager is not None and modtager.rolle == "borger")


@dataclass(frozen=True)
class _Case:
    """One document of one citizen, to be judged for everybody around the citizen."""

    dokument: str
    plan: Plan
    opsætning: Opsætning
    møde: Møde | None
    own: str | None

    @property
    def eget(self) -> EgetDokument | None:
        """What mlmp.yaml says of the document, when it is one of the municipality's own."""
        return None if self.dokument in WHO_GETS else self.opsætning.dokumenter[self.dokument]

    @property
    def rules(self) -> Mapping[str, str]:
        return own_documents.rules(self.eget) if self.eget else WHO_GETS[self.dokument]

    @property
    def is_for_one_tilbud(self) -> bool:
        return self.eget.for_ == "tilbud" if self.eget else self.dokument in OWN_ONLY

    @property
    def dag(self) -> date:
        return roles.role_day(self.møde)

    def refuse(self, kind: str, navn: str) -> Refusal:
        return own_refused_because(kind, navn) if self.eget else refused_because(self.dokument, kind, navn)


def _judged(case: _Case) -> Iterator[Recipient | Refusal]:
    """Everybody around the citizen, as a recipient or as a refusal.

    Who gets the document as værge or partsrepræsentant is not refused it in another role (R35) and gets one
    letter. A son may have his father's name, so nobody is taken for the citizen or for staff by name.
    """
    found = [*_parties(case), *_providers(case), *_authorities(case), *_network(case)]
    acting: list[str] = []
    for who in found:
        if isinstance(who, Refusal):
            continue
        if who.rolle not in _ACTING:
            yield who
        elif not _named(who.navn, acting):
            acting.append(who.navn)
            yield who
    for who in found:
        if isinstance(who, Refusal) and not (who.rolle in _PRIVATE and _named(who.navn, acting)):
            yield who


_ACTING = ("værge", "partsrepræsentant")
_PRIVATE = (*_ACTING, "pårørende", "bisidder")


def _named(navn: str, names: Iterable[str]) -> bool:
    return any(roles.same_name(navn, other) for other in names)


def _parties(case: _Case) -> Iterator[Recipient | Refusal]:
    borger = case.plan.borger
    if "borger" in case.rules:
        yield Recipient(
            "borger", borger.navn, case.rules["borger"], adresse=borger.adresse, post=borger.post, mail=borger.mail
        )
    else:
        yield case.refuse("borger", borger.navn)
    # Guardians in personal matters first: who is written twice is judged by the wider role.
    for index, værge in sorted(enumerate(case.plan.værger), key=lambda entry: not roles.acts_personally(entry[1])):
        personal = roles.acts_personally(værge)
        kind = "værge" if personal else ØKONOMISK
        if kind in case.rules and (personal or roles.is_confirmed(værge)):
            yield Recipient(
                "værge",
                værge.navn,
                case.rules[kind],
                adresse=værge.adresse,
                post=værge.post,
                mail=værge.mail,
                index=index,
            )
        elif kind in case.rules:
            yield case.refuse("værge_ubekræftet", værge.navn)
        else:
            yield case.refuse(kind, værge.navn)
    if (part := case.plan.partsrepræsentant) is not None:
        if "partsrepræsentant" in case.rules:
            rule = case.rules["partsrepræsentant"]
            yield Recipient("partsrepræsentant", part.navn, rule, adresse=part.adresse, post=part.post, mail=part.mail)
        else:
            yield case.refuse("partsrepræsentant", part.navn)


def _providers(case: _Case) -> Iterator[Recipient | Refusal]:
    for entry in case.plan.tilbud_den(case.dag):
        known = case.opsætning.tilbud.get(entry.id)
        person = roles.contact(case.opsætning, entry)
        if person is not None:
            if "kontaktperson" in case.rules and case.is_for_one_tilbud and entry.id != case.own:
                yield case.refuse("andet_tilbuds_kontaktperson", person.navn)
            elif "kontaktperson" in case.rules:
                yield Recipient(
                    "kontaktperson", person.navn, case.rules["kontaktperson"], tilbud=entry.id, mail=person.mail
                )
            else:
                yield case.refuse("kontaktperson", person.navn)
        if known is None or case.is_for_one_tilbud:
            continue
        if "tilbud" in case.rules:
            yield _provider(entry.id, known, case.rules["tilbud"])
        else:
            yield case.refuse("tilbud", known.navn)
    if case.is_for_one_tilbud:
        yield from _own(case)


def _own(case: _Case) -> Iterator[Recipient | Refusal]:
    """The one tilbud the document is for; every other tilbud of the citizen is refused.

    An order follows from a meeting, so its tilbud must count on that day; a change may be for one to come.
    """
    counting = [entry.id for entry in case.plan.tilbud_den(case.dag)]
    for tilbud in dict.fromkeys(entry.id for entry in case.plan.tilbud):
        known = case.opsætning.tilbud.get(tilbud)
        if known is None:
            continue
        if tilbud != case.own:
            yield case.refuse("andet_tilbud", known.navn)
        elif (case.dokument == "bestilling" or case.eget) and tilbud not in counting:
            yield case.refuse("uden_støtte", known.navn)
        elif "afdelingsleder" in case.rules:
            leder = known.afdelingsleder
            yield Recipient(
                "afdelingsleder",
                leder.navn if leder else known.navn,
                case.rules["afdelingsleder"],
                tilbud=tilbud,
                mail=(leder.mail if leder else None) or known.mail,
            )
        elif "tilbud" in case.rules:
            yield _provider(tilbud, known, case.rules["tilbud"])
        else:
            yield case.refuse("tilbud", known.navn)


def _provider(tilbud: str, known: Tilbud, regel: str) -> Recipient:
    leder = known.afdelingsleder
    mail = (leder.mail if leder else None) or known.mail
    return Recipient("tilbud", known.navn, regel, tilbud=tilbud, adresse=known.adresse, mail=mail)


def _authorities(case: _Case) -> Iterator[Recipient | Refusal]:
    for index, myndighed in enumerate(case.plan.andre_myndigheder):
        if "andre_myndigheder" not in case.rules:
            yield case.refuse("andre_myndigheder", myndighed.navn)
        elif case.eget is None and case.dokument not in myndighed.modtager:
            yield case.refuse("myndighed_ikke_modtager", myndighed.navn)
        elif myndighed.grundlag is None or not myndighed.grundlag.gælder(case.dag):
            yield case.refuse("myndighed_uden_grundlag", myndighed.navn)
        else:
            yield Recipient(
                "andre_myndigheder",
                myndighed.navn,
                case.rules["andre_myndigheder"],
                mail=myndighed.mail,
                index=index,
            )


def _network(case: _Case) -> Iterator[Refusal]:
    """Relatives and bisiddere: those in the netværk and those the citizen has asked to come."""
    seen: list[str] = []
    entries = [(person.navn, person.relation or "") for person in case.plan.netværk]
    entries += [(navn, "") for navn in (case.møde.inviteret_af_borgeren if case.møde else ())]
    for navn, relation in entries:
        if not _named(navn, seen):
            seen.append(navn)
            yield case.refuse("bisidder" if "bisidder" in relation.casefold() else "pårørende", navn)
