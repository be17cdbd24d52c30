"""The order to one tilbud (R37): eight parts, only its own goals, only what `bestilling_viser` allows."""

from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.goal_rows import MISSING
from mlmp_docs.content.plain import Felter
from mlmp_docs.content.provider import SÆRLIGE_FORHOLD, demands_plan, part, provider_fields, shown_parts
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of the order. Each list of rows has `navn` and `linjer`; a withheld part has no row."""
    fields = provider_fields(wanted, opsætning)
    viser = shown_parts(wanted)
    handleplan = fields["handleplan"]
    return fields | {
        "undertitel": " · ".join(text for text in (fields["modtager_linje"], fields["brev"]["den"]) if text),
        "baggrund": [
            *part(viser, "værger", "Værge", [værge["tekst"] for værge in fields["værger"]]),
            *part(viser, "partsrepræsentant", "Partsrepræsentant", [fields["partsrepræsentant"]["navn"]]),
            *part(viser, "netværk", "Netværk", [person["tekst"] for person in fields["netværk"]]),
        ],
        "koordinering": [
            *part(viser, "andre_myndigheder", "Andre myndigheder", [m["tekst"] for m in fields["andre_myndigheder"]]),
            Felter(navn="Andre udførere", linjer=fields["andre_udførere"] or ["Ingen"]),
        ],
        "udredning": [
            *_own_words(fields),
            *part(viser, "faglig_vurdering", "Faglig vurdering", [handleplan["faglig_vurdering"]]),
            *part(viser, "støttebehov", "Støttebehov", [handleplan["støttebehov_tekst"]]),
            *part(viser, "målgrupper", "Målgruppe", _target_groups(handleplan["målgrupper"])),
        ],
        "formål": handleplan["formål"] or MISSING,
        "ydelser": [_service(ydelse) for ydelse in fields["tilbuddet"]["ydelser"]],
        "forhold": [
            *(
                row
                for key, navn in SÆRLIGE_FORHOLD.items()
                for row in part(viser, key, navn, [handleplan["særlige_forhold"][key]])
            ),
            *_support(fields),
            *_agreements(fields),
        ],
        "næste_opfølgning": danish.capital_first(_follow_up(fields)) or MISSING,
        "status_regel": _status_rule(fields),
        "bilag": _enclosure(fields),
    }


def _own_words(fields: dict[str, Any]) -> list[Felter]:
    """The citizen's wishes and resources, as the citizen said them; whose words they are when not the citizen's."""
    words = fields["min_plan"]
    wishes = [danish.quoted(text) for text in (*words["håb_og_drømme"], *words["det_vil_jeg_gerne"])]
    important = [danish.quoted(text) for text in words["vigtigt_for_mig"]]
    abilities = [danish.quoted(text) for text in words["det_kan_jeg"]]
    rows = [
        Felter(navn="Borgerens ønsker", linjer=wishes or [MISSING]),
        Felter(navn="Vigtigt for borgeren", linjer=important),
        Felter(navn="Ressourcer", linjer=abilities or [MISSING]),
        Felter(navn="Ordene kommer fra", linjer=[] if words["egne_ord"] else [words["kilde"]]),
    ]
    return [row for row in rows if row["linjer"]]


def _target_groups(målgrupper: list[str]) -> list[str]:
    return [f"{navn} (primær)" if place == 0 else navn for place, navn in enumerate(målgrupper)]


def _service(ydelse: dict[str, Any]) -> Felter:
    return Felter(
        navn=ydelse["navn"],
        paragraf=ydelse["paragraf"] or MISSING,
        omfang=danish.capital_first(ydelse["omfang"]) or MISSING,
        start=ydelse["start_kort"] or MISSING,
        varighed=ydelse["varighed"],
    )


def _support(fields: dict[str, Any]) -> list[Felter]:
    texts = [danish.quoted(text) for text in fields["min_plan"]["god_støtte"]]
    texts += [text for mål in fields["mål"] for text in mål["sådan_gør_vi"]]
    return [Felter(navn=f"Sådan støttes {fields['borger']['kaldenavn']}", linjer=texts)] if texts else []


def _agreements(fields: dict[str, Any]) -> list[Felter]:
    """Open agreements that belong to this tilbud's goals."""
    lines = []
    for aftale in fields["aftaler"]:
        if aftale["status"] in ("åben", "i gang"):
            due = f"senest {aftale['frist_kort']}" if aftale["frist_kort"] else ""
            told = ", ".join(text for text in (aftale["hvem"], due) if text)
            lines.append(f"{aftale['tekst']} ({told})" if told else aftale["tekst"])
    return [Felter(navn="Aftaler", linjer=lines)] if lines else []


def _follow_up(fields: dict[str, Any]) -> str:
    næste = fields["næste_møde"]
    return " ".join(text for text in (næste["dag"], næste["kl"]) if text) or næste["tekst"]


def _status_rule(fields: dict[str, Any]) -> str:
    """R14; the channel is the municipality's own only for internal tilbud (A10)."""
    where = f" i {fields['statuskanal']}" if fields["tilbuddet"]["internt"] else ""
    return f"Klar{where} senest 14{danish.NBSP}dage før mødet"


def _enclosure(fields: dict[str, Any]) -> str:
    if not demands_plan(fields):
        return ""
    day = f" af {fields['møde']['dato']}" if fields["møde"]["dato"] else ""
    law = f"servicelovens §{danish.NBSP}141, stk.{danish.NBSP}5"
    own = "Handleplan" if fields["handleplan"]["ønskes"] else "Planen"
    return f"{fields['koncept'] or own}{day} (relevante dele, {law})"
