"""What the law wants in the plan (servicelovens § 141) and the goals in professional words; not for the wall."""

from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.goal_rows import MISSING, WORDED_BY_OTHERS, goal_row, scale_notes
from mlmp_docs.content.plain import Felter
from mlmp_docs.content.provider import SÆRLIGE_FORHOLD
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of the plan by law. Missing contents say 'Ikke oplyst'."""
    fields = vocabulary(wanted, opsætning)
    handleplan = fields["handleplan"]
    return fields | {
        "overskrift": fields["koncept"] or "Handleplan",
        "fra": f"Planen er fra {danish.NBSP.join(('den', fields['planen']['fra']))}" if fields["planen"]["fra"] else "",
        "formål": handleplan["formål"] or MISSING,
        "ydelser": [
            Felter(
                tilbud=place["navn"],
                ydelse=ydelse["navn"],
                paragraf=ydelse["paragraf"] or MISSING,
                omfang=danish.capital_first(ydelse["omfang"]) or MISSING,
                start=ydelse["start_kort"] or MISSING,
                varighed=ydelse["varighed"],
            )
            for place in fields["tilbud"]
            for ydelse in place["ydelser"]
        ],
        "forhold": [
            Felter(navn=navn, tekst=handleplan["særlige_forhold"][key] or MISSING)
            for key, navn in SÆRLIGE_FORHOLD.items()
        ],
        "faglig_vurdering": handleplan["faglig_vurdering"] or MISSING,
        "støttebehov": handleplan["støttebehov_tekst"] or MISSING,
        "målgrupper": danish.join_with_og(handleplan["målgrupper"]) or MISSING,
        "målblokke": [_goal_block(mål, fields) for mål in fields["mål"]],
        "skalanoter": scale_notes(fields["mål"], opsætning.skalaer),
    }


def _goal_block(mål: dict[str, Any], fields: dict[str, Any]) -> Felter:
    """A goal with everything the professionals need: `fakta` are its rows, the empty ones left out."""
    row = goal_row(mål, fields)
    themes = row["undertema"] + (f". Også: {row['øvrige_undertemaer']}" if row["øvrige_undertemaer"] else "")
    judgement = mål["vurdering"]
    told = ", ".join(text for text in (judgement["dato_kort"], judgement["kilde"].lower()) if text)
    facts = {
        "Borgerens ord" if fields["min_plan"]["egne_ord"] else WORDED_BY_OTHERS: danish.quoted(mål["borgermål"]),
        "Undertema": themes,
        "Måltype": row["måltype"],
        "Udførere": row["udførere"],
        "Ved start": _scored(mål["udgangspunkt"], row["start"]),
        "Nu": row["nu"] if "\n" in row["nu"] else _scored(mål["nu"], row["nu"]),
        "Forventet": mål["forventet"]["tekst"] or MISSING,
        "Enighed": row["enighed"],
        "Faglig begrundelse": mål["faglig_begrundelse"] or MISSING,
        "Sådan gør vi": "\n".join(mål["sådan_gør_vi"]),
        "Vurdering": f"{judgement['tekst']} ({told})" if judgement["tekst"] and told else judgement["tekst"],
    }
    dates = (
        f"opstillet {mål['opstillet_kort']}" if mål["opstillet_kort"] else "",
        f"frist {mål['frist_kort']}" if mål["frist_kort"] else "ingen frist",
    )
    return Felter(
        nummer=mål["nummer"],
        overskrift=f"{mål['nummer']}. {mål['indsatsmål'] or mål['borgermål']}",
        fakta=[Felter(navn=navn, tekst=tekst) for navn, tekst in facts.items() if tekst],
        status=", ".join(part for part in (danish.capital_first(mål["status"]), *dates) if part),
    )


def _scored(score: dict[str, Any], missing: str) -> str:
    words = score["faglig"]["tekst"]
    return f"{words} ({score['dato_kort']})" if words else missing
