"""Goals as fields: levels in numbers and words, where the citizen and the professionals agree, the steps.

*Udgangspunkt* is the first score, *nu* the newest; only the newest score's disagreement is told
(document-contents § 11), both views with the same weight.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.plain import Felter, fields_of
from mlmp_docs.content.stairs import HIGH, NARROW, Voice, staircase, voice_of
from mlmp_docs.plan.goals import Delmål, Mål, Scoring
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning, Skala
from mlmp_docs.procedure.goal_history import is_history
from mlmp_docs.remember import latest_few

STATUS_TIL_BORGEREN = {
    "ikke begyndt": "",
    "i gang": "I gang",
    "opnået": "Nået",
    "delvist opnået": "Kommet et stykke",
    "ikke opnået": "Ikke nået endnu",
    "afsluttet": "Stoppet",
}
"""What a state is called in the citizen's documents (design § 10 with corrections)."""
I_ARBEJDE = ("ikke begyndt", "i gang", "delvist opnået")
"""The states of a goal that is still worked on."""
MOST_DOTS = 7
"""A scale with more steps than this is told in words only (design, corrections)."""


def goals(plan: Plan, opsætning: Opsætning, dag: date, møde: Møde | None = None) -> list[Felter]:
    """The goals of the plan, numbered as they stand there; `dag` decides who *alle* are.

    Those that were finished and judged before the meeting are left out.
    """
    everybody = [tilbud.id for tilbud in plan.tilbud_den(dag)] or [tilbud.id for tilbud in plan.tilbud]
    voice = voice_of(plan)
    return [
        _goal(number, mål, opsætning, everybody, voice)
        for number, mål in enumerate(plan.mål, start=1)
        if not is_history(mål, plan, møde)
    ]


def _goal(number: int, mål: Mål, opsætning: Opsætning, everybody: Sequence[str], voice: Voice) -> Felter:
    skala = scale_of(mål, opsætning)
    alle = mål.udførere == ("alle",)
    ids = list(everybody) if alle else list(mål.udførere)
    names = [opsætning.tilbud[id_].navn for id_ in ids if id_ in opsætning.tilbud]
    scores = sorted(mål.scoringer, key=lambda scoring: scoring.dato)
    shown = [_score(scoring, skala, opsætning) for scoring in scores]
    newest = [fields for scoring, fields in zip(scores, shown, strict=True) if scoring.dato == scores[-1].dato]
    steps = [_step(place, delmål) for place, delmål in enumerate(mål.delmål, start=1)]
    fields = fields_of(mål, Mål, without=("skala", "forventet", "scoringer", "delmål", "udførere"))
    stairs = staircase(number, fields, steps, voice)
    return fields.plus(
        nummer=number,
        i_arbejde=mål.status in I_ARBEJDE,
        status_tekst=STATUS_TIL_BORGEREN[mål.status],
        udførere=names,
        udførere_id=ids,
        udførere_tekst="alle udførere" if alle else danish.join_with_og(names),
        alle_udførere=alle,
        fælles=alle or len(ids) > 1,
        skala=mål.skala or (next(iter(opsætning.skalaer)) if skala else ""),
        forventet=level(mål.forventet, skala),
        udgangspunkt=shown[0] if shown else _score(None, skala, opsætning),
        nu=shown[-1] if shown else _score(None, skala, opsætning),
        nu_alle=newest,
        scoringer=shown,
        delmål=steps,
        trappe=stairs,
        trappe_smal=replace(stairs, bredde=NARROW, højde=HIGH),
    )


def scale_of(mål: Mål, opsætning: Opsætning) -> Skala | None:
    """The goal's scale: the one named, else the only one there is."""
    if mål.skala:
        return opsætning.skalaer.get(mål.skala)
    return next(iter(opsætning.skalaer.values())) if len(opsætning.skalaer) == 1 else None


def level(text: str | None, skala: Skala | None) -> Felter:
    """A step of the scale or free words, ready to show.

    `tekst` "2 Moderat nedsat funktionsevne" and `kort` "2 Moderat" for professionals, `borgerord` for the citizen;
    words stay words in all three. `prikker` of `prikker_af` dots, 0 when there is nothing to count.
    """
    step = int(text) if text and text.isdecimal() else None
    if skala is None or step not in skala.trin:
        words = text or ""
        return Felter(
            tekst=words, kort=words, ord=words, borgerord=words, trin="", er_trin=False, prikker=0, prikker_af=0
        )
    return _levels(skala)[step]


@latest_few
def _levels(skala: Skala) -> dict[int, Felter]:
    """Every step of the scale, which all goals share."""
    return {step: _level(step, skala) for step in skala.trin}


def _level(step: int, skala: Skala) -> Felter:
    words = skala.trin[step]
    dots = len(skala.trin) if len(skala.trin) <= MOST_DOTS else 0
    from_worst = sorted(skala.trin, reverse=skala.bedst == "lavest").index(step) + 1
    return Felter(
        tekst=f"{step}{danish.NBSP}{words}",
        kort=f"{step}{danish.NBSP}{_short_words(words, skala)}",
        ord=words,
        borgerord=skala.borgerord.get(step, words),
        trin=str(step),
        er_trin=True,
        prikker=from_worst if dots else 0,
        prikker_af=dots,
    )


def _short_words(words: str, skala: Skala) -> str:
    """The words without the ending all steps share: 'Moderat' of 'Moderat nedsat funktionsevne'."""
    steps = [step.split() for step in skala.trin.values()]
    shared = 0
    while len(steps) > 1 and all(len(step) > shared + 1 for step in steps):
        if len({step[-shared - 1] for step in steps}) > 1:
            break
        shared += 1
    parts = words.split()
    return " ".join(parts[: len(parts) - shared])


def _score(scoring: Scoring | None, skala: Skala | None, opsætning: Opsætning) -> Felter:
    place = opsætning.tilbud.get(scoring.udfører) if scoring and scoring.udfører else None
    return fields_of(scoring, Scoring, without=("faglig", "borger", "udfører")).plus(
        måned=danish.month_and_year(scoring.dato if scoring else None),
        udfører=place.navn if place else "",
        faglig=level(scoring.faglig if scoring else None, skala),
        borger=level(scoring.borger if scoring else None, skala),
        uenig=scoring is not None and scoring.enig is False,
    )


def _step(number: int, delmål: Delmål) -> Felter:
    return fields_of(delmål, Delmål).plus(
        nummer=number,
        nået=delmål.status == "opnået",
        i_gang=delmål.status == "i gang",
        status_tekst=STATUS_TIL_BORGEREN[delmål.status],
    )


def agreement_for_professionals(mål: dict[str, Any], kaldenavn: str) -> str:
    """What the newest scores say about agreement: 'Enig.' or both views; nothing when nothing is said (R32)."""
    return " ".join(text for score in mål["nu_alle"] if (text := _one_agreement(score, kaldenavn)))


def _one_agreement(score: dict[str, Any], kaldenavn: str) -> str:
    place = f" ({score['udfører']})" if score["udfører"] else ""
    if score["enig"]:
        return f"Enig{place}."
    if not score["uenig"]:
        return ""
    views = [
        f"{kaldenavn}: {score['borger']['kort']}." if score["borger"]["kort"] else "",
        danish.quoted(score["ord"]),
        f"Fagligt: {score['faglig']['kort']}." if score["faglig"]["kort"] else "",
    ]
    return " ".join([f"{danish.capital_first(score['måned'])}: uenig{place}.", *(view for view in views if view)])


def agreement_for_citizen(mål: dict[str, Any], kaldenavn: str, egne_ord: bool) -> list[str]:
    """The sentences under a goal's levels in the citizen's plan, in the first person when the words are the citizen's.

    Only the newest score counts, and both views have the same weight (document-contents § 11). Where two tilbud
    scored on the same day, a disagreement with one of them is told (R32).
    """
    score = next((each for each in mål["nu_alle"] if each["uenig"]), mål["nu"])
    if score["enig"]:
        return ["Vi er enige om, hvordan det går."]
    if not score["uenig"]:
        return []
    who, pronoun = ("Jeg", "jeg") if egne_ord else (kaldenavn, kaldenavn)
    sentences = []
    if score["borger"]["borgerord"]:
        sentences.append(_view(f"{who} synes", f"{who} siger", score["borger"]))
    if score["ord"]:
        sentences.append(f"{who} {'sagde' if egne_ord else 'siger'}: {danish.quoted(score['ord'])}")
    if score["faglig"]["borgerord"]:
        sentences.append(_view("Fagpersonerne vurderer", "Fagpersonerne siger", score["faglig"]))
    sentences.append(f"Den faglige vurdering står i planen, og her står, at {pronoun} er uenig.")
    return sentences


def _view(thinks: str, says: str, shown: dict[str, Any]) -> str:
    """'Jeg synes, det er ret svært.' for the scale's words; other words stand as they are, quoted."""
    words = shown["borgerord"]
    if shown["er_trin"] and words.startswith("Det er "):
        that = "" if thinks.endswith("synes") else "at "
        return f"{thinks}, {that}{danish.sentence(danish.lower_first(words))}"
    return f"{says}: {danish.quoted(words)}"
