"""Goals and the handleplan: how many, by when, measured how, with what the law wants (K070-K078)."""

import re
from datetime import date

from mlmp_docs.plan.goals import ALLE, Mål
from mlmp_docs.plan.meeting import NæsteMøde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.nearest import did_you_mean, nearest
from mlmp_docs.plan.vum import MÅLGRUPPER
from mlmp_docs.procedure.findings import Case, Findings
from mlmp_docs.procedure.meetings import held, in_order, newest_held

_ENDED = ("opnået", "ikke opnået", "afsluttet")
_MOST_SHARED = 3
_MOST_STEPS = 7
_TARGET_GROUPS = tuple(group.navn for group in MÅLGRUPPER)


def is_unfinished(mål: Mål) -> bool:
    """Whether the goal is still worked on."""
    return mål.status not in _ENDED


def is_shared(mål: Mål) -> bool:
    """Whether every udfører, or at least two, contribute to the goal (R28, R29)."""
    return mål.udførere == ALLE or len(mål.udførere) >= 2


def too_many_shared_goals(case: Case) -> Findings:
    """K070: at most three shared goals are recommended (R28); told at the fourth."""
    shared = [i for i, mål in enumerate(case.plan.mål) if is_unfinished(mål) and is_shared(mål)]
    if len(shared) > _MOST_SHARED:
        message = f"Planen har {len(shared)} fælles mål, der ikke er afsluttet. Højst {_MOST_SHARED} anbefales (R28)."
        hint = "Vælg sammen med borgeren, hvilke der er vigtigst, eller skriv et enkelt tilbud under 'udførere'."
        yield case.advarsel("K070", ("mål", shared[_MOST_SHARED]), message, hint)


def goal_without_deadline_or_measure(case: Case) -> Findings:
    """K071: an unfinished goal says by when, and what is expected (R28: SMART)."""
    for i, mål in enumerate(case.plan.mål):
        lacks = [name for name, given in (("frist", mål.frist), ("forventet", mål.forventet)) if not given]
        if is_unfinished(mål) and lacks:
            names = " og ".join(f"'{name}'" for name in lacks)
            message = f"Målet mangler {names}."
            yield case.advarsel("K071", ("mål", i), message, "Skriv, hvornår det skal nås, og hvad I forventer.")


def goal_ends_before_follow_up(case: Case) -> Findings:
    """K072: a goal runs until the meeting that makes status of it (R41)."""
    follow_up = next_follow_up(case.plan)
    for i, mål in enumerate(case.plan.mål):
        if follow_up is not None and mål.frist is not None and is_unfinished(mål) and mål.frist < follow_up:
            message = "Målets frist ligger før næste opfølgning."
            yield case.advarsel("K072", ("mål", i, "frist"), message, "Ret fristen, eller giv målet en ny status.")


def next_follow_up(plan: Plan) -> date | None:
    """The first day the next follow-up can be: of the first meeting not held, else of what the minutes plan (R33)."""
    for møde in in_order(plan):
        if not held(plan, møde) and (møde.dato or møde.måned):
            return møde.rolledag
    newest = newest_held(plan)
    if newest is None or newest.referat is None or newest.referat.næste_møde is None:
        return None
    return _earliest(newest.referat.næste_møde, newest.år + 1)


def _earliest(planned: NæsteMøde, year: int) -> date | None:
    if planned.dato is not None:
        return planned.dato
    year = planned.år or year
    if planned.uge is not None:
        # 28 December always lies in the last week of its year; a year without week 53 has no such Monday.
        return date.fromisocalendar(year, min(planned.uge, date(year, 12, 28).isocalendar().week), 1)
    return date(year, planned.måned, 1) if planned.måned else None


def scores_out_of_order(case: Case) -> Findings:
    """K073: the first score is the starting point and the last is now (product.md § 4)."""
    for i, mål in enumerate(case.plan.mål):
        days = [scoring.dato for scoring in mål.scoringer]
        for j in range(1, len(days)):
            if days[j] < days[j - 1]:
                message = "Scoringen er ældre end den, der står før den."
                hint = "Skriv den ældste først: den første er udgangspunktet, den sidste er nu."
                yield case.advarsel("K073", ("mål", i, "scoringer", j, "dato"), message, hint)
                break


def step_ends_after_goal(case: Case) -> Findings:
    """K074: the steps lead to the goal, so none ends after it (R40)."""
    for i, mål in enumerate(case.plan.mål):
        for j, delmål in enumerate(mål.delmål):
            if mål.frist is not None and delmål.frist is not None and delmål.frist > mål.frist:
                message = "Delmålets frist ligger efter målets frist."
                yield case.advarsel("K074", ("mål", i, "delmål", j, "frist"), message, "Ret en af de to frister.")


def many_steps(case: Case) -> Findings:
    """K078: more than seven steps are so narrow on the staircase that their words may have to stand in a table."""
    for i, mål in enumerate(case.plan.mål):
        if len(mål.delmål) > _MOST_STEPS:
            message = f"Målet har {len(mål.delmål)} trin. De er svære at se på én måltrappe."
            hint = f"Saml nogle af dem, så der højst er {_MOST_STEPS}, eller lav to mål."
            yield case.advarsel("K078", ("mål", i, "delmål"), message, hint)


def handleplan_without_contents(case: Case) -> Findings:
    """K075: a wanted handleplan has what the law wants (servicelovens § 141, stk. 3)."""
    handleplan = case.plan.handleplan
    if not handleplan.ønskes:
        return
    lacks = {
        "formål": handleplan.formål,
        "mål": case.plan.mål,
        "ydelser": any(tilbud.ydelser for tilbud in case.plan.tilbud),
        "særlige_forhold": any(handleplan.særlige_forhold.model_dump().values()),
    }
    names = [f"'{name}'" for name, given in lacks.items() if not given]
    if names:
        message = f"Borgeren ønsker en handleplan, men planen mangler {', '.join(names)}."
        hint = "Udfyld det; indtil da skriver handleplanen 'Ikke oplyst'."
        yield case.advarsel("K075", ("handleplan", "ønskes"), message, hint)


def unknown_target_group(case: Case) -> Findings:
    """K076: målgrupper are VUM's lowest level (vum.yaml)."""
    for i, navn in enumerate(case.plan.handleplan.målgrupper):
        if navn not in _TARGET_GROUPS:
            hint = did_you_mean(navn, _TARGET_GROUPS) or "Brug en målgruppe fra VUM's nederste niveau."
            message = "Målgruppen er ikke en af VUM's målgrupper på nederste niveau."
            yield case.advarsel("K076", ("handleplan", "målgrupper", i), message, hint)


def dream_in_other_words(case: Case) -> Findings:
    """K077: a goal is a step towards one of the citizen's dreams, so the dream stands among them."""
    told = case.plan.min_plan.håb_og_drømme
    dreams = {_plain(part): i for i, text in enumerate(told) for part in (text, *re.split(r"(?<=[.!?])\s", text))}
    for i, mål in enumerate(case.plan.mål):
        if not mål.drøm or not is_unfinished(mål) or _plain(mål.drøm) in dreams:
            continue
        hint = "Skriv drømmen med samme ord som under 'håb_og_drømme'."
        if meant := nearest(_plain(mål.drøm), dreams):
            line = case.source.place("min_plan", "håb_og_drømme", dreams[meant]).line
            hint = f"Mente du den i linje {line}? {hint}"
        yield case.advarsel("K077", ("mål", i, "drøm"), "Målets drøm står ikke blandt borgerens drømme.", hint)


def _plain(text: str) -> str:
    """A sentence without what does not make it another one."""
    return " ".join(text.split()).casefold().rstrip(".!")


ADVICE = (
    too_many_shared_goals,
    goal_without_deadline_or_measure,
    goal_ends_before_follow_up,
    scores_out_of_order,
    step_ends_after_goal,
    many_steps,
    handleplan_without_contents,
    unknown_target_group,
    dream_in_other_words,
)
"""For plans that have not ended."""
