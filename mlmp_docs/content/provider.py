"""What an order or a changed order may tell its tilbud: its own goals and services, and only what the plan allows.

`bestilling_viser` decides part by part (document-contents § 11); what is not named there is emptied in the fields
too, so that no edited template can print it.
"""

import re
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.fields import addressed, vocabulary
from mlmp_docs.content.goal_rows import MISSING, goal_row
from mlmp_docs.content.people import PROTECTED
from mlmp_docs.content.plain import Felter, withhold
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted

SÆRLIGE_FORHOLD = {
    "bolig": "Bolig",
    "beskæftigelse": "Beskæftigelse",
    "personlig_hjælp": "Personlig hjælp",
    "behandling": "Behandling",
    "hjælpemidler": "Hjælpemidler",
    "andet": "Andet",
}
_FIELD_OF_PART = {
    **{key: f"handleplan.særlige_forhold.{key}" for key in SÆRLIGE_FORHOLD},
    "støttebehov": "handleplan.støttebehov",
    "målgrupper": "handleplan.målgrupper",
    "faglig_vurdering": "handleplan.faglig_vurdering",
    "værger": "værger",
    "partsrepræsentant": "partsrepræsentant",
    "netværk": "netværk",
    "andre_myndigheder": "andre_myndigheder",
}
_NEVER = (
    "andre_myndigheder.grundlag",
    "andre_myndigheder.modtager",
    "møde.forberedelse",
    "møde.forberedelsesmøde",
    "møde.inviteret",
    "møde.indkaldt",
    "møde.bemærkninger",
    "møde.øvrige_deltagere",
    "møde.statusbeskrivelse",
    "møde.referat",
    "min_plan.det_er_svært",
    "ændringer",
)
"""What no provider needs for its task, whatever the plan says."""
_PLACES_WITH_PLAN = frozenset({101, 107, 108, 109, 110})
"""Paragraphs whose places are to be given the relevant parts of the plan (§ 141, stk. 5)."""


def provider_fields(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The shared fields as one tilbud may see them, its goals as rows, and the others by name and shared goals."""
    fields = vocabulary(wanted, opsætning)
    viser = shown_parts(wanted)
    withhold(fields, (*_NEVER, *(field for part, field in _FIELD_OF_PART.items() if part not in viser)))
    own = [mål for mål in fields["mål"] if wanted.tilbud in mål["udførere_id"] and mål["i_arbejde"]]
    numbers = {mål["nummer"] for mål in own}
    others = [place for place in fields["tilbud"] if place["id"] != wanted.tilbud]
    borger = fields["borger"]
    return fields | {
        "mål": [mål.plus(scoringer=[], nu_alle=[_without_others(s, fields) for s in mål["nu_alle"]]) for mål in own],
        "aftaler": [aftale for aftale in fields["aftaler"] if aftale["målnummer"] in numbers],
        "tilbud": [place for place in fields["tilbud"] if place["id"] == wanted.tilbud],
        "kontaktperson": fields["tilbuddet"]["kontaktperson"],
        "til": _addressee(fields["tilbuddet"]),
        "modtager_linje": f"Til {fields['tilbuddet']['navn']}" if fields["tilbuddet"] else "",
        "adresse_linje": _address(wanted, borger),
        "cpr_linje": f"{borger['cpr']} {borger['cpr_mærke']}".strip(),
        "bestiller": ", ".join(part for part in (fields["kommune"], fields["forvaltning"]) if part),
        "rådgiver_linje": " · ".join(
            part for part in (fields["rådgiver"]["navn"], fields["rådgiver"]["kontakt"]) if part
        ),
        "målrækker": [goal_row(mål, fields) for mål in own],
        "ingen_mål": _no_goals(fields, own),
        "andre_udførere": [_other(place, own) for place in others],
    }


def shown_parts(wanted: Wanted) -> frozenset[str]:
    """The parts the plan lets this tilbud see."""
    own = addressed(wanted)
    return frozenset(own.bestilling_viser) if own else frozenset()


def part(viser: frozenset[str], key: str, navn: str, texts: list[str]) -> list[Felter]:
    """The row of a part: left out when withheld, 'Ikke oplyst' when shown without data."""
    if key not in viser:
        return []
    return [Felter(navn=navn, linjer=[text for text in texts if text] or [MISSING])]


def demands_plan(fields: dict[str, Any]) -> bool:
    """Whether a service of this tilbud is under §§ 107–110 or 101, so that § 141, stk. 5 applies."""
    return any(_paragraph(ydelse["paragraf"]) in _PLACES_WITH_PLAN for ydelse in fields["tilbuddet"]["ydelser"])


def _paragraph(text: str) -> int | None:
    """The number of '§ 108' or '§ 108, stk. 2'; '§ 101 a' is another paragraph."""
    match = re.search(r"(\d+)(\s*[a-z]\b)?", text)
    return int(match[1]) if match and not match[2] else None


def _without_others(score: dict[str, Any], fields: dict[str, Any]) -> Felter:
    own = score["udfører"] in ("", fields["tilbuddet"]["navn"])
    return Felter({**score, "udfører": score["udfører"] if own else ""})


def _addressee(place: dict[str, Any]) -> str:
    leder = place["afdelingsleder"]["navn"]
    return f"{place['navn']}, afdelingsleder {leder}" if leder else str(place["navn"])


def _address(wanted: Wanted, borger: dict[str, Any]) -> str:
    telephone = f"telefon {borger['telefon']}" if borger["telefon"] else ""
    address = PROTECTED if wanted.plan.borger.beskyttet_adresse else borger["adresse"]
    return " · ".join(text for text in (address, telephone, borger["mail"]) if text) or MISSING


def _no_goals(fields: dict[str, Any], own: list[Felter]) -> str:
    if own:
        return ""
    plan = fields["koncept"] or "Planen"
    place = fields["tilbuddet"]["navn"] or "dette tilbud"
    return f"Der er ingen mål for {place} nu. {plan} har alle borgerens mål."


def _other(place: dict[str, Any], own: list[Felter]) -> str:
    """Another provider: its name and the goals both work on, nothing more."""
    shared = [danish.quoted(mål["borgermål"]) for mål in own if place["id"] in mål["udførere_id"]]
    return f"{place['navn']}. Fælles mål: {danish.join_with_og(shared)}" if shared else str(place["navn"])
