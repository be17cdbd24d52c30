"""Who prepares the meeting with the citizen (R5, R10–R13): an internal tilbud, with the day provider told (R12)."""

from datetime import date

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.settings import Opsætning

_DAY_SERVICES = ("103", "104")
"""Servicelovens §§ 103 and 104: protected employment, activity and company."""
_DAY_TYPES = ("dagtilbud", "beskæftigelse", "aktivitets- og samvær")


def responsible(plan: Plan, opsætning: Opsætning, dag: date) -> BorgersTilbud | None:
    """The tilbud that holds the preparation meeting: the first internal one, rather than a day provider.

    None for an external citizen.
    """
    internal = [each for each in plan.tilbud_den(dag) if _is_internal(each, opsætning)]
    home = [each for each in internal if not is_day_provider(each, opsætning)]
    return next(iter([*home, *internal]), None)


def day_provider(plan: Plan, opsætning: Opsætning, dag: date) -> BorgersTilbud | None:
    """R12: the day provider whose head is told, if there is one beside the tilbud that holds the meeting."""
    holds = responsible(plan, opsætning, dag)
    others = (each for each in plan.tilbud_den(dag) if holds is not None and each.id != holds.id)
    return next((each for each in others if is_day_provider(each, opsætning)), None)


def is_day_provider(tilbud: BorgersTilbud, opsætning: Opsætning) -> bool:
    """Whether the citizen spends the days there: by the tilbud's type, or by a service after § 103 or § 104."""
    known = opsætning.tilbud.get(tilbud.id)
    kind = (known.type or "").casefold() if known else ""
    if any(word in kind for word in _DAY_TYPES):
        return True
    paragraphs = ((ydelse.paragraf or "").replace("§", "").split() for ydelse in tilbud.ydelser)
    return any(words[:1] == [service] for words in paragraphs for service in _DAY_SERVICES)


def _is_internal(tilbud: BorgersTilbud, opsætning: Opsætning) -> bool:
    known = opsætning.tilbud.get(tilbud.id)
    return known is not None and known.internt
