"""What a citizen's plan lacks for its meetings and documents of a year, and which key of which file to mend."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.source import Path_
from mlmp_docs.procedure import requirements
from mlmp_docs.procedure.documents import Wanted, wanted
from mlmp_docs.procedure.meetings import held, meetings_in
from mlmp_docs.procedure.requirements import Occasion, Requirement
from mlmp_docs.procedure.roles import adviser, role_day


@dataclass(frozen=True)
class Gap:
    """Something the plan lacks."""

    mangler: str
    """What is missing, in Danish, as the summary of a run says it."""

    dokumenter: tuple[str, ...]
    """Titles of the documents that wait for it; none where a whole meeting is missing."""

    møde: str | None
    sti: Path_
    """The key to mend, in the plan."""

    rådgiver: str | None = None
    """The rådgiver whose entry in mlmp.yaml is to be mended instead."""

    efter: date | None = None
    """The day of the meeting it comes from: before that day nothing is missing yet."""


def gaps(borger: str, plan: Plan, opsætning: Opsætning, år: int) -> tuple[Gap, ...]:
    """Everything that is missing; nothing of a plan that has ended."""
    if plan.afsluttet is not None:
        return ()
    found: dict[tuple[str, str | None], Gap] = {}
    for each in (*_meetings(plan, opsætning, år), *_documents(borger, plan, opsætning, år)):
        known = found.setdefault((each.mangler, each.møde), each)
        titles = tuple(dict.fromkeys((*known.dokumenter, *each.dokumenter)))
        found[each.mangler, each.møde] = Gap(
            each.mangler, titles, each.møde, known.sti, known.rådgiver, known.efter and each.efter
        )
    return tuple(found.values())


def _meetings(plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Gap]:
    of_year = meetings_in(plan, år)
    # Of the year that is planned, a check tells it (K061).
    if not of_year and år != opsætning.år:
        yield Gap(f"intet møde planlagt i {år}", (), None, ("møder",))
    for møde in of_year:
        if møde.planlagt_måned is None:
            yield Gap("mødet har hverken måned eller dato", (), møde.id, _meeting(plan, møde))


def _documents(borger: str, plan: Plan, opsætning: Opsætning, år: int) -> Iterator[Gap]:
    for each in wanted(borger, plan, opsætning, år):
        if each.mangler and not _too_late(each):
            occasion = Occasion(plan, opsætning, år, each.møde, each.tilbud, each.ændring, each.skift)
            for requirement in each.document.kræver:
                if reason := requirement(occasion):
                    yield _gap(each, occasion, requirement, reason)


def _too_late(each: Wanted) -> bool:
    """Whether it was sent, or is a letter before a meeting that was held."""
    before = each.document.frist in ("R6", "R15") and each.møde is not None and held(each.plan, each.møde)
    return each.sendt is not None or before


def _gap(each: Wanted, occasion: Occasion, requirement: Requirement, reason: str) -> Gap:
    plan, møde = occasion.plan, occasion.møde
    rådgiver = efter = None
    path: Path_ = _meeting(plan, møde) if møde else ("møder",)
    if requirement is requirements.rådgiverens_kontakt:
        rådgiver = adviser(plan, occasion.opsætning, role_day(møde))[0]
    elif requirement is requirements.formål:
        path = ("handleplan", "formål")
    elif requirement is requirements.mål:
        path = ("mål",)
    elif requirement in (requirements.ydelse, requirements.stadig_støtte):
        path = ("tilbud",)
    elif requirement in (requirements.referat, requirements.næste_opfølgning) and møde:
        path, efter = (*path, "referat"), møde.rolledag
    return Gap(reason, (each.document.titel,), møde.id if møde else None, path, rådgiver, efter)


def _meeting(plan: Plan, møde: Møde) -> Path_:
    return ("møder", next(place for place, each in enumerate(plan.møder) if each is møde))
