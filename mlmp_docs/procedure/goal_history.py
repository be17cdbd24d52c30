"""When a finished goal has become history: it stays in the plan file, and new papers say no more of it (R41)."""

from datetime import date, timedelta

from mlmp_docs.plan.goals import Mål
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.goal_checks import is_unfinished
from mlmp_docs.procedure.meetings import before, held

_WRITTEN_UP = timedelta(days=14)
"""What was agreed at a meeting may be written in the plan until minutes and order go out (R37)."""


def is_history(mål: Mål, plan: Plan, møde: Møde | None) -> bool:
    """Whether a finished goal was already judged at a meeting before this one.

    A goal that was finished since then still has its status made at this meeting; one without any day may have been.
    """
    if is_unfinished(mål) or møde is None:
        return False
    last = next((each for each in before(plan, møde) if each.dato is not None and held(plan, each)), None)
    touched = _last_touched(mål)
    return last is not None and last.dato is not None and touched is not None and touched <= last.dato + _WRITTEN_UP


def _last_touched(mål: Mål) -> date | None:
    days = [scoring.dato for scoring in mål.scoringer]
    days += [delmål.opnået for delmål in mål.delmål if delmål.opnået is not None]
    if mål.vurdering is not None and mål.vurdering.dato is not None:
        days.append(mål.vurdering.dato)
    return max(days, default=None)
