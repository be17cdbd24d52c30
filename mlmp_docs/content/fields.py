"""The vocabulary every template can use: the plan and mlmp.yaml in their own words, ready to show.

The same keys are there for the fullest and the emptiest plan. `noter` and `ikke_tale_om` are in no template's data;
what the document table withholds is emptied here, so that no template can show it.
"""

from datetime import date
from functools import cache
from typing import Any

from mlmp_docs.content import danish, goals, meeting, people
from mlmp_docs.content.plain import Felter, fields_of, withhold
from mlmp_docs.content.voice import is_own_words
from mlmp_docs.plan.goals import Aftale, Handleplan, MinPlan, Ændring
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import Borger, BorgersTilbud, Partsrepræsentant
from mlmp_docs.plan.settings import Opsætning, Video
from mlmp_docs.plan.vum import STØTTEBEHOV
from mlmp_docs.procedure import meetings, recipients, roles
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.protected_address import place_for_others
from mlmp_docs.procedure.withheld import NEVER
from mlmp_docs.remember import latest, latest_few

KONCEPT = "Mit liv – Min plan"
_NEVER = tuple(sorted(NEVER))


def vocabulary(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The shared fields of a document, without what its reader may not see."""
    plan, dag = wanted.plan, role_day(wanted)
    shows_address = recipients.shows_address(plan, wanted.modtager)
    withheld = _paths(wanted.document.withheld)
    about = {
        "tilbuddet": people.place(addressed(wanted), opsætning, dag),
        "ændring": _change(wanted.ændring, opsætning),
    }
    withhold(about, withheld)
    own = {
        "titel": f"{wanted.document.titel} · {plan.borger.navn}",
        "år": wanted.år,
        "borger": _citizen(plan.borger, shows_address, withheld),
        **about,
        "brev": _letter(wanted),
    }
    return _allowed(_of_meeting(plan, wanted.møde, opsætning, dag), plan, shows_address, withheld) | own


@cache
def _paths(withheld: frozenset[str]) -> tuple[str, ...]:
    """What a document withholds of what there is; what none shows is in no fields at all."""
    return tuple(sorted(withheld - NEVER))


@latest_few
def _citizen(borger: Borger, shows_address: bool, withheld: tuple[str, ...]) -> Felter:
    fields = {"borger": people.citizen(borger, shows_address)}
    withhold(fields, withheld)
    return fields["borger"]


@latest_few
def _allowed(fields: dict[str, Any], plan: Plan, shows_address: bool, withheld: tuple[str, ...]) -> dict[str, Any]:
    """What documents about one meeting share, without what these readers may not see."""
    allowed = dict(fields) if shows_address else _without_address(plan, fields)
    withhold(allowed, withheld)
    return allowed


def _without_address(plan: Plan, fields: dict[str, Any]) -> dict[str, Any]:
    """A meeting at home does not tell where a citizen with a protected address lives."""
    møde, næste = fields["møde"], fields["næste_møde"]
    before = møde["forberedelsesmøde"]

    def hidden(text: str) -> str:
        return place_for_others(plan, text)

    return fields | {
        "møde": møde.plus(
            sted=hidden(møde["sted"]),
            ønske_til_sted=hidden(møde["ønske_til_sted"]),
            forberedelsesmøde=before.plus(sted=hidden(before["sted"])),
        ),
        "næste_møde": næste.plus(sted=hidden(næste["sted"])),
    }


@latest
def _of_meeting(plan: Plan, møde: Møde | None, opsætning: Opsætning, dag: date) -> dict[str, Any]:
    """What all documents about one meeting share."""
    counting = plan.tilbud_den(dag)
    primary = people.place(counting[0] if counting else None, opsætning, dag)
    næste = meeting.next_meeting(plan, møde)
    målene = goals.goals(plan, opsætning, dag, møde)
    shared = {
        "kommune": opsætning.kommune,
        "forvaltning": opsætning.forvaltning or "",
        "afsender": " · ".join(part for part in (opsætning.kommune, opsætning.forvaltning) if part),
        "sagsnummer": plan.sagsnummer or "",
        "rådgiver": people.adviser(plan, opsætning, dag),
        "tilbud": [people.place(tilbud, opsætning, dag) for tilbud in counting],
        "kontaktperson": primary["kontaktperson"],
        "koncept": concept(plan, opsætning, dag),
        "internt": roles.is_internal(plan, opsætning, dag),
        "værger": [people.guardian(værge) for værge in plan.værger],
        "partsrepræsentant": fields_of(plan.partsrepræsentant, Partsrepræsentant),
        "netværk": [people.relative(person) for person in plan.netværk],
        "andre_myndigheder": [people.authority(myndighed) for myndighed in plan.andre_myndigheder],
        "min_plan": _own_words(plan),
        "handleplan": _action_plan(plan, næste["tekst"]),
        "mål": målene,
        "aftaler": [_agreement(aftale, målene) for aftale in plan.aftaler],
        "ændringer": [_change(ændring, opsætning) for ændring in plan.ændringer],
        "møde": meeting.meeting(plan, møde, opsætning),
        "næste_møde": næste,
        "planen": _dates_of_plan(plan),
        "video": fields_of(opsætning.video, Video),
        "statuskanal": opsætning.indstillinger.statuskanal,
    }
    withhold(shared, _NEVER)
    return shared


def role_day(wanted: Wanted) -> date:
    """The day on which tilbud, rådgiver and contact persons are read (product.md § 4)."""
    return wanted.ændring.dato if wanted.ændring else roles.role_day(wanted.møde)


def concept(plan: Plan, opsætning: Opsætning, dag: date) -> str:
    """'Mit liv – Min plan'; nothing for a citizen with external tilbud only, unless mlmp.yaml wants the name (R22)."""
    named = roles.is_internal(plan, opsætning, dag) or opsætning.indstillinger.koncept_til_eksterne
    return KONCEPT if named else ""


def addressed(wanted: Wanted) -> BorgersTilbud | None:
    """The citizen's tilbud that the document is for."""
    return roles.stay(wanted.plan, wanted.tilbud, role_day(wanted)) if wanted.tilbud else None


def _own_words(plan: Plan) -> Felter:
    return fields_of(plan.min_plan, MinPlan).plus(egne_ord=is_own_words(plan))


def _action_plan(plan: Plan, next_follow_up: str) -> Felter:
    handleplan = plan.handleplan
    until = f"Indtil næste opfølgning, {next_follow_up}" if next_follow_up else "Indtil næste opfølgning"
    need = handleplan.støttebehov
    return fields_of(handleplan, Handleplan).plus(
        varighed_tekst=handleplan.varighed or until,
        støttebehov_tekst="" if need is None else f"{need}{danish.NBSP}{STØTTEBEHOV[need].navn}",
    )


def _agreement(aftale: Aftale, målene: list[Felter]) -> Felter:
    goal = next((mål for mål in målene if aftale.mål and mål["id"] == aftale.mål), None)
    return fields_of(aftale, Aftale).plus(
        hvem=danish.join_with_og(aftale.ansvarlige),
        mål=goal["borgermål"] if goal else "",
        målnummer=goal["nummer"] if goal else 0,
    )


@latest_few
def _change(ændring: Ændring | None, opsætning: Opsætning) -> Felter:
    places = ændring.bestilling_til if ændring else ()
    return fields_of(ændring, Ændring).plus(
        bestilling_til=[opsætning.tilbud[id_].navn for id_ in places if id_ in opsætning.tilbud]
    )


def _dates_of_plan(plan: Plan) -> Felter:
    """When the plan is from (the last held meeting) and when a score or a change last touched it."""
    held = meetings.newest_held(plan)
    touched = [scoring.dato for mål in plan.mål for scoring in mål.scoringer] + [æ.dato for æ in plan.ændringer]
    return Felter(
        fra=danish.long_date(held.dato if held else None),
        rettet=danish.long_date(max(touched, default=None)),
        udkast=held is None,
    )


def _letter(wanted: Wanted) -> Felter:
    modtager = wanted.modtager
    return Felter(
        dato=danish.long_date(wanted.dato),
        dato_kort=danish.short_date(wanted.dato),
        den=danish.the_date(wanted.dato),
        modtager=Felter(
            navn=modtager.navn if modtager else "",
            rolle=modtager.rolle if modtager else "",
            linjer=people.address_lines(modtager.adresse) if modtager else [],
        ),
    )
