"""Goals as the professionals' documents print them: one row of a table or one block per goal."""

from collections.abc import Mapping
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.goals import agreement_for_professionals
from mlmp_docs.content.plain import Felter
from mlmp_docs.plan.settings import Skala
from mlmp_docs.remember import latest_few

MISSING = "Ikke oplyst"
WORDED_BY_OTHERS = "Borgermål"
"""What a goal's wording is called when others found the words (document-contents § 11)."""


def goal_row(mål: dict[str, Any], fields: dict[str, Any]) -> Felter:
    """A goal for a table: professional wording first, the citizen's words under it, levels in their short form."""
    borger, own_words = fields["borger"], fields["min_plan"]["egne_ord"]
    whose = f"{borger['kaldenavns']} ord" if own_words else WORDED_BY_OTHERS
    return Felter(
        nummer=mål["nummer"],
        borgermål=mål["borgermål"],
        indsatsmål=mål["indsatsmål"] or MISSING,
        har_indsatsmål=bool(mål["indsatsmål"]),
        mærker=" · ".join(
            text for text in (mål["undertema"], mål["måltype"], mål["udførere_tekst"], _due(mål["frist_kort"])) if text
        ),
        borgerens_ord=f"{whose}: {danish.quoted(mål['borgermål'])}",
        undertema=mål["undertema"] or MISSING,
        øvrige_undertemaer=", ".join(mål["øvrige_undertemaer"]),
        måltype=danish.capital_first(mål["måltype"]) or MISSING,
        udførere=danish.capital_first(mål["udførere_tekst"]),
        start=mål["udgangspunkt"]["faglig"]["kort"] or MISSING,
        nu=level_now(mål) or MISSING,
        forventet=mål["forventet"]["kort"] or MISSING,
        frist=mål["frist_kort"] or MISSING,
        enighed=agreement_for_professionals(mål, borger["kaldenavn"]),
        status="" if mål["i_arbejde"] else danish.capital_first(mål["status"]),
    )


def _due(frist: str) -> str:
    return f"senest {frist}" if frist else ""


def level_now(mål: dict[str, Any]) -> str:
    """The newest professional score; with the tilbud's name each when two scored on the same day."""
    scores = [score for score in mål["nu_alle"] if score["faglig"]["kort"]]
    if len(scores) < 2:
        return scores[0]["faglig"]["kort"] if scores else ""
    return "\n".join(
        f"{score['faglig']['kort']} ({score['udfører']})" if score["udfører"] else score["faglig"]["kort"]
        for score in scores
    )


def scale_notes(målene: list[dict[str, Any]], skalaer: Mapping[str, Skala]) -> list[str]:
    """What the numbers of the scales in use mean: 'Skala for funktionsevne: 0 Ingen …, 1 Let …'."""
    used = dict.fromkeys(
        mål["skala"]
        for mål in målene
        if mål["skala"]
        and any(level["er_trin"] for level in (mål["forventet"], *(s["faglig"] for s in mål["scoringer"])))
    )
    return [_scale_note(skalaer[name], name) for name in used if name in skalaer]


@latest_few
def _scale_note(skala: Skala, name: str) -> str:
    steps = (f"{step}{danish.NBSP}{danish.lower_title(words)}" for step, words in sorted(skala.trin.items()))
    return f"Skala for {name}: {', '.join(steps)}."
