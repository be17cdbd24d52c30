"""A plan's texts for the case system, in the order it asks for them (document-contents § 7): to be copied one by one.

Never a CPR number, an address, `noter`, or what the citizen does not want to talk about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.goal_rows import goal_row
from mlmp_docs.content.plain import Felter
from mlmp_docs.content.provider import SÆRLIGE_FORHOLD
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import BY_KEY, wanted
from mlmp_docs.procedure.protected_address import for_others, settings_for_others


@dataclass(frozen=True)
class CaseText:
    """One field of the case system."""

    navn: str
    tekst: str


def case_texts(borger: str, plan: Plan, opsætning: Opsætning, år: int) -> tuple[CaseText, ...]:
    """What the plan has to say, field by field; fields without text are left out."""
    plan, opsætning = for_others(plan), settings_for_others(plan, opsætning)
    asked = wanted(borger, plan, opsætning, år, kinds=("visuel-plan",))
    if not asked:
        return ()
    fields = vocabulary(replace(asked[0], document=BY_KEY["handleplan"]), opsætning)
    found = ((navn, "\n".join(line for line in lines if line)) for navn, lines in _fields(fields, asked[0].møde))
    return tuple(CaseText(navn, _plain(tekst)) for navn, tekst in found if tekst)


def _fields(fields: dict[str, Any], møde: Møde | None) -> Iterator[tuple[str, Sequence[str]]]:
    words, handleplan = fields["min_plan"], fields["handleplan"]
    whose = "" if words["egne_ord"] else f" ({words['kilde']})"
    yield "Faglig vurdering", [handleplan["faglig_vurdering"]]
    yield f"Borgerens perspektiv{whose}", [*words["vigtigt_for_mig"], *words["det_er_svært"]]
    yield f"Borgerens ressourcer{whose}", words["det_kan_jeg"]
    yield "Støttebehov", [handleplan["støttebehov_tekst"]]
    yield "Målgrupper", handleplan["målgrupper"]
    yield f"Borgerens ønsker{whose}", [*words["håb_og_drømme"], *words["det_vil_jeg_gerne"]]
    yield "Formål", [handleplan["formål"]]
    for mål in fields["mål"]:
        if mål["i_arbejde"]:
            yield f"Indsatsmål {mål['nummer']}", [mål["indsatsmål"] or mål["borgermål"]]
            yield f"Indsatsmål {mål['nummer']}, oplysninger", list(_about(goal_row(mål, fields)))
    yield "Indsats", [line for place in fields["tilbud"] for line in _services(place)]
    yield (
        f"Støtte{whose}",
        [
            *words["god_støtte"],
            *(line for mål in fields["mål"] if mål["i_arbejde"] for line in mål["sådan_gør_vi"]),
        ],
    )
    yield "Forventet varighed", [handleplan["varighed_tekst"]]
    matters = handleplan["særlige_forhold"]
    yield "Særlige forhold", [f"{navn}: {matters[key]}" for key, navn in SÆRLIGE_FORHOLD.items() if matters[key]]
    yield "Aftaler", [_agreement(each) for each in fields["aftaler"] if each["status"] in ("åben", "i gang")]
    yield "Opfølgning", [danish.capital_first(fields["næste_møde"]["dag"] or fields["næste_møde"]["tekst"])]
    if møde and møde.referat:
        yield (
            f"Beslutninger på mødet {danish.long_date(møde.dato)}".strip(),
            [
                f"{each['punkt']}: {each['beslutning']}"
                for each in fields["møde"]["referat"]["punkter"]
                if each["beslutning"]
            ],
        )


def _about(row: Felter) -> Iterator[str]:
    """What the case system asks about a goal, a line each."""
    if row["har_indsatsmål"]:
        yield row["borgerens_ord"]
    for navn, key in (
        ("Undertema", "undertema"),
        ("Øvrige undertemaer", "øvrige_undertemaer"),
        ("Måltype", "måltype"),
        ("Ved start", "start"),
        ("Nu", "nu"),
        ("Forventet", "forventet"),
        ("Udførere", "udførere"),
        ("Frist", "frist"),
        ("Scoring", "enighed"),
    ):
        if row[key]:
            yield f"{navn}: {', '.join(row[key].splitlines())}"


def _services(place: Felter) -> Iterator[str]:
    for ydelse in place["ydelser"]:
        start = f"fra {ydelse['start_kort']}" if ydelse["start_kort"] else ""
        parts = (ydelse["tekst"], start, danish.lower_title(ydelse["varighed"]))
        yield f"{place['navn']}: {', '.join(part for part in parts if part)}"


def _agreement(aftale: Felter) -> str:
    due = f"senest {aftale['frist_kort']}" if aftale["frist_kort"] else ""
    told = ", ".join(text for text in (aftale["hvem"], due) if text)
    return f"{aftale['tekst']} ({told})" if told else str(aftale["tekst"])


def _plain(text: str) -> str:
    """Ordinary blanks, as the case system's own fields have them."""
    return text.replace(danish.NBSP, " ")
