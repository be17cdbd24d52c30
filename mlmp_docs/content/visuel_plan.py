"""The visual plan: the pages the citizen wants to see every day, in the citizen's words.

Goals that are worked on or reached have a place; goals that were given up have none. Numbers are the plan's own, so
that *Mål 2* is the same goal in every document.
"""

from datetime import date
from typing import Any

from mlmp_docs.content import danish, page_one
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.goal_pages import goal_page
from mlmp_docs.content.voice import about_the_plan, card_texts, fixed_sentences
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import meetings
from mlmp_docs.procedure.documents import Wanted

_CARDS = {"drøm": "håb_og_drømme", "vigtigt": "vigtigt_for_mig", "kan": "det_kan_jeg", "støtte": "god_støtte"}
_AGREED = {"åben": "Aftalt", "i gang": "I gang", "udført": "Gjort"}
"""States of an agreement in the citizen's words; what lapsed is left out."""


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of `visuel-plan.docx`."""
    shared = vocabulary(wanted, opsætning)
    kaldenavn, own_words = shared["borger"]["kaldenavn"], shared["min_plan"]["egne_ord"]
    cards = card_texts(kaldenavn, own_words)
    goals = [mål for mål in shared["mål"] if mål["i_arbejde"] or mål["status"] == "opnået"]
    draft = wanted.dato is None
    day, place = _next_meeting(wanted, shared)
    fields = shared | {
        "ord": fixed_sentences(kaldenavn, own_words),
        "foto": f"Foto af {kaldenavn}" if wanted.plan.borger.billede else "",
        "datolinjer": _date_lines(wanted, draft),
        "planen_fra": "" if draft else f"Planen er fra {danish.the_date(wanted.dato)}",
        "kort": {
            card: texts | {"punkter": shared["min_plan"][_CARDS[card]] if card in _CARDS else []}
            for card, texts in cards.items()
        },
        "hjælpere": _helpers(shared, own_words),
        "næste_møde_dag": day,
        "næste_møde_sted": place,
        "målsider": [goal_page(mål, kaldenavn, own_words) for mål in goals],
        "vores_aftaler": _agreements(goals, shared),
    }
    fields |= page_one.fitted(fields)
    where = "de første sider" if fields["side_1"]["form"] == "lang" else "side 1"
    return fields | {"om_planen": about_the_plan(shared, draft, where)}


def _date_lines(wanted: Wanted, draft: bool) -> list[str]:
    if draft:
        return ["Udkast – til mødet"]
    lines = [f"Planen er fra {danish.the_date(wanted.dato)}"]
    changed = _last_changed(wanted.plan)
    if changed and wanted.dato and changed > wanted.dato:
        lines.append(f"Sidst rettet {danish.the_date(changed)}")
    return lines


def _last_changed(plan: Plan) -> date | None:
    """The newest score or change."""
    scores = [scoring.dato for mål in plan.mål for scoring in mål.scoringer]
    return max(scores + [ændring.dato for ændring in plan.ændringer], default=None)


def _helpers(shared: dict[str, Any], own_words: bool) -> list[dict[str, str]]:
    """Contact persons, network, rådgiver. Guardians and authorities do not belong on a wall."""
    mine = "min " if own_words else ""
    helpers = []
    for number, tilbud in enumerate(shared["tilbud"]):
        person = tilbud["kontaktperson"]["navn"]
        if person:
            role = f"{mine}kontaktperson, {tilbud['navn']}" if number == 0 else tilbud["navn"]
            helpers.append({"navn": person, "rolle": role})
        else:
            helpers.append({"navn": tilbud["navn"], "rolle": ""})
    helpers += [{"navn": person["navn"], "rolle": person["relation"]} for person in shared["netværk"]]
    if shared["rådgiver"]["navn"]:
        helpers.append({"navn": shared["rådgiver"]["navn"], "rolle": f"{mine}rådgiver"})
    return helpers


def _next_meeting(wanted: Wanted, shared: dict[str, Any]) -> tuple[str, str]:
    """The day and the place of the meeting that is ahead: this year's, or once it was held the one after."""
    møde = wanted.møde
    if møde is not None and not meetings.held(wanted.plan, møde):
        shown = shared["møde"]
        month = shown["måned_og_år"]
        return _day(shown["dag_og_tid"], month), shown["sted"] if shown["dag"] else ""
    following = shared["næste_møde"]
    time = " ".join(part for part in (following["dag"], following["kl"]) if part)
    return _day(time, following["tekst"]), following["sted"] if time else ""


def _day(day_and_time: str, month: str) -> str:
    if day_and_time:
        return danish.capital_first(day_and_time)
    later = "Vi aftaler dagen senere."
    return f"{danish.capital_first(month)}. {later}" if month else later


def _agreements(goals: list[dict[str, Any]], shared: dict[str, Any]) -> list[dict[str, str]]:
    """Every step and every agreement, in ordinary text."""
    steps = [
        {
            "hvad": step["tekst"],
            "hvem": _who(shared, step["ansvarlig"]),
            "senest": step["frist_kort"],
            "hører_til": f"Mål{danish.NBSP}{mål['nummer']}, trin{danish.NBSP}{step['nummer']}",
            "hvor_langt": step["status_tekst"] or "Ikke begyndt",
        }
        for mål in goals
        for step in mål["delmål"]
    ]
    agreements = [
        {
            "hvad": aftale["tekst"],
            "hvem": aftale["hvem"],
            "senest": aftale["frist_kort"],
            "hører_til": f"Mål{danish.NBSP}{aftale['målnummer']}" if aftale["målnummer"] else "",
            "hvor_langt": _AGREED[aftale["status"]],
        }
        for aftale in shared["aftaler"]
        if aftale["status"] in _AGREED
    ]
    return steps + agreements


def _who(shared: dict[str, Any], helper: str) -> str:
    """The citizen takes the step, with the helper if there is one; in a plan worded by others the helper does."""
    borger = shared["borger"]
    if not helper or helper in (borger["kaldenavn"], borger["navn"]):
        return str(borger["kaldenavn"])
    return f"{borger['kaldenavn']} og {helper}" if shared["min_plan"]["egne_ord"] else helper
