"""Ids and official names in a plan that must stand somewhere else: mlmp.yaml, VUM or the plan itself (K001-K013)."""

import re
from collections.abc import Collection, Iterator

from mlmp_docs.plan.goals import ALLE, Mål
from mlmp_docs.plan.nearest import did_you_mean, nearest
from mlmp_docs.plan.source import Path_
from mlmp_docs.plan.vum import MÅL_UNDERTEMAER, UNDERTEMAER
from mlmp_docs.procedure.findings import Case, Findings, one_of

_CHOOSE = "Vælg et af VUM's undertemaer under Aktivitet og deltagelse."
_NUMBER = re.compile(r"-?\d+")


def unknown_adviser(case: Case) -> Findings:
    """K001: every rådgiver stands in mlmp.yaml (R1, R8)."""
    named: list[tuple[Path_, str]] = [(("rådgiver",), case.plan.rådgiver)]
    named += [(("tidligere_rådgivere", i, "id"), t.id) for i, t in enumerate(case.plan.tidligere_rådgivere)]
    known = case.opsætning.rådgivere
    for path, id_ in named:
        if id_ not in known:
            hint = did_you_mean(id_, known) or "Skriv rådgiveren ind under 'rådgivere' i mlmp.yaml."
            yield case.fejl("K001", path, "Rådgiveren står ikke i mlmp.yaml.", hint)


def unknown_tilbud(case: Case) -> Findings:
    """K002: every tilbud of the citizen stands in mlmp.yaml (R1)."""
    known = case.opsætning.tilbud
    for i, tilbud in enumerate(case.plan.tilbud):
        if tilbud.id not in known:
            hint = did_you_mean(tilbud.id, known) or "Skriv tilbuddet ind under 'tilbud' i mlmp.yaml."
            yield case.fejl("K002", ("tilbud", i, "id"), "Tilbuddet står ikke i mlmp.yaml.", hint)


def tilbud_not_in_plan(case: Case) -> Findings:
    """K003: what a plan says about a tilbud is about one of the citizen's own (R27, R29, R37).

    Where the citizen's tilbud itself is misspelt (K002), the right id elsewhere is no further mistake.
    """
    own = list(dict.fromkeys(tilbud.id for tilbud in case.plan.tilbud))
    known = case.opsætning.tilbud
    meant = {nearest(id_, known) for id_ in own if id_ not in known}
    for path, id_ in _mentioned_tilbud(case):
        if id_ not in own and id_ not in meant:
            hint = did_you_mean(id_, own) or f"Skriv {one_of(own)}, eller skriv tilbuddet ind under 'tilbud' i planen."
            yield case.fejl("K003", path, "Tilbuddet er ikke et af borgerens tilbud i planen.", hint)


def _mentioned_tilbud(case: Case) -> Iterator[tuple[Path_, str]]:
    for i, mål in enumerate(case.plan.mål):
        if mål.udførere != ALLE:
            yield from ((("mål", i, "udførere", j), id_) for j, id_ in enumerate(mål.udførere))
        for j, scoring in enumerate(mål.scoringer):
            if scoring.udfører:
                yield ("mål", i, "scoringer", j, "udfører"), scoring.udfører
    for i, ændring in enumerate(case.plan.ændringer):
        yield from ((("ændringer", i, "bestilling_til", j), id_) for j, id_ in enumerate(ændring.bestilling_til))
    for i, møde in enumerate(case.plan.møder):
        yield from ((("møder", i, "statusbeskrivelse", id_), id_) for id_ in møde.statusbeskrivelse)
        yield from ((("møder", i, "sendt", "bestilling", id_), id_) for id_ in møde.sendt.bestilling)
        yield from ((("møder", i, "afbud", j, "tilbud"), a.tilbud) for j, a in enumerate(møde.afbud) if a.tilbud)


def unknown_contact(case: Case) -> Findings:
    """K004: a kontaktperson given by id works at that tilbud (R10)."""
    for i, tilbud in enumerate(case.plan.tilbud):
        known = case.opsætning.tilbud.get(tilbud.id)
        person = tilbud.kontaktperson
        if known is None or person is None or person.id is None or person.id in known.medarbejdere:
            continue
        hint = did_you_mean(person.id, known.medarbejdere) or (
            "Skriv personen ind under tilbuddets 'medarbejdere' i mlmp.yaml, eller skriv {navn: …} i planen."
        )
        message = f"Kontaktpersonen er ikke blandt medarbejderne hos {tilbud.id} i mlmp.yaml."
        yield case.fejl("K004", ("tilbud", i, "kontaktperson"), message, hint)


def undertema_of_goal(case: Case) -> Findings:
    """K005, K006: a goal's undertemaer are VUM's, and such as may carry a goal (R26; vum.yaml)."""
    for i, mål in enumerate(case.plan.mål):
        named: list[tuple[Path_, str]] = [(("mål", i, "undertema"), mål.undertema)] if mål.undertema else []
        named += [(("mål", i, "øvrige_undertemaer", j), navn) for j, navn in enumerate(mål.øvrige_undertemaer)]
        for path, navn in named:
            if navn not in UNDERTEMAER:
                hint = did_you_mean(navn, MÅL_UNDERTEMAER) or _CHOOSE
                yield case.fejl("K005", path, "Undertemaet findes ikke i VUM.", hint)
            elif not UNDERTEMAER[navn].kan_have_mål:
                yield case.fejl(
                    "K006",
                    path,
                    f"Undertemaet hører under {UNDERTEMAER[navn].tema}, så det kan ikke have et mål.",
                    _CHOOSE,
                )


def scale_of_goal(case: Case) -> Findings:
    """K007, K008, K009: a goal's scale stands in mlmp.yaml, and its numbers are steps on it (R31)."""
    scales = case.opsætning.skalaer
    for i, mål in enumerate(case.plan.mål):
        numbers = list(_numbers(i, mål))
        if mål.skala is not None and mål.skala not in scales:
            hint = did_you_mean(mål.skala, scales) or "Skriv skalaen ind under 'skalaer' i mlmp.yaml."
            yield case.fejl("K007", ("mål", i, "skala"), "Skalaen står ikke i mlmp.yaml.", hint)
        elif mål.skala is None and numbers and len(scales) != 1:
            message = "Målet er scoret med tal, men siger ikke, hvilken skala tallene hører til."
            if scales:
                yield case.fejl("K008", ("mål", i), message, f"Skriv skala: {one_of(list(scales))}.")
            else:
                yield case.fejl("K008", ("mål", i), message, "Skriv en skala ind under 'skalaer' i mlmp.yaml.")
        else:
            skala = scales[mål.skala] if mål.skala else next(iter(scales.values()), None)
            for path, number in numbers:
                if skala is not None and number not in skala.trin:
                    yield case.fejl("K009", path, "Tallet er ikke et trin på skalaen.", _steps(skala.trin))


def _numbers(i: int, mål: Mål) -> Iterator[tuple[Path_, int]]:
    """The scores and the expected score that are numbers; words need no scale (R31)."""
    texts: list[tuple[Path_, str | None]] = [(("mål", i, "forventet"), mål.forventet)]
    for j, scoring in enumerate(mål.scoringer):
        texts += [(("mål", i, "scoringer", j, key), getattr(scoring, key)) for key in ("faglig", "borger")]
    return ((path, int(text)) for path, text in texts if text and _NUMBER.fullmatch(text))


def _steps(trin: Collection[int]) -> str:
    return f"Trinene er {', '.join(str(step) for step in sorted(trin))}. Ord kan også bruges."


def goal_without_tilbud(case: Case) -> Findings:
    """K010: a goal names who works on it: alle, or at least one tilbud (R29)."""
    for i, mål in enumerate(case.plan.mål):
        if not mål.udførere:
            hint = "Skriv alle, eller skriv tilbuddenes id'er. Udelad feltet, hvis alle er med."
            yield case.fejl("K010", ("mål", i, "udførere"), "Målet har ingen udførere.", hint)


def agreement_of_unknown_goal_or_meeting(case: Case) -> Findings:
    """K011, K012: an agreement belongs to a goal and a meeting of the plan."""
    goals = [mål.id for mål in case.plan.mål if mål.id]
    meetings = [møde.id for møde in case.plan.møder]
    for i, aftale in enumerate(case.plan.aftaler):
        if aftale.mål is not None and aftale.mål not in goals:
            hint = did_you_mean(aftale.mål, goals) or "Skriv målets id, eller slet linjen."
            yield case.fejl("K011", ("aftaler", i, "mål"), "Der er ikke et mål med det id i planen.", hint)
        if aftale.fra_møde is not None and aftale.fra_møde not in meetings:
            hint = did_you_mean(aftale.fra_møde, meetings) or "Mødets id er året, hvis det ikke har et andet."
            yield case.fejl("K012", ("aftaler", i, "fra_møde"), "Der er ikke et møde med det id i planen.", hint)


def answer_about_unknown_goal(case: Case) -> Findings:
    """K013: what the citizen said about a goal since last time is about a goal of the plan (R41)."""
    goals = [mål.id or mål.borgermål for mål in case.plan.mål]
    for i, møde in enumerate(case.plan.møder):
        for goal in møde.forberedelse.siden_sidst if møde.forberedelse else ():
            if goal not in goals:
                known = [mål.id for mål in case.plan.mål if mål.id]
                hint = did_you_mean(goal, known) or "Skriv målets id foran kolon."
                path = ("møder", i, "forberedelse", "siden_sidst", goal)
                yield case.fejl("K013", path, "Der er ikke et mål med det id i planen.", hint)


CHECKS = (
    unknown_adviser,
    unknown_tilbud,
    tilbud_not_in_plan,
    unknown_contact,
    undertema_of_goal,
    scale_of_goal,
    goal_without_tilbud,
    agreement_of_unknown_goal_or_meeting,
    answer_about_unknown_goal,
)
