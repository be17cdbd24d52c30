"""The same thing written twice: in one plan, or the same citizen in two plans (K020-K022)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from mlmp_docs.diagnostic import Level
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.source import Path_
from mlmp_docs.procedure.findings import Case, Findings, Trace, one_of


def same_entry_twice(case: Case) -> Findings:
    """K020: entries of a list are told apart by their id, or by their text when they have none (product.md § 4)."""
    for noun, entries in _lists(case.plan):
        seen: dict[str, Path_] = {}
        for path, id_, text in entries:
            identity = id_ or text
            if identity not in seen:
                seen[identity] = path
                continue
            line = case.source.place(*seen[identity]).line
            where = f" (se linje {line})" if line else ""
            message = f"To {noun} har samme {'id' if id_ else 'tekst og intet id'}{where}."
            hint = "Giv hver sit id." if id_ else "Slet det, der er skrevet to gange, eller giv hver sit id."
            if noun == "møder":
                hint = f"Giv det ekstra møde et id, for eksempel id: {id_}-2."
            yield case.fejl("K020", path, message, hint)


def _lists(plan: Plan) -> Iterator[tuple[str, list[tuple[Path_, str | None, str]]]]:
    """Each list whose entries have an identity: its noun, and path, id and text of every entry."""
    yield "mål", [(("mål", i, "id"), mål.id, mål.borgermål) for i, mål in enumerate(plan.mål)]
    for i, mål in enumerate(plan.mål):
        yield "delmål", [(("mål", i, "delmål", j, "id"), d.id, d.tekst) for j, d in enumerate(mål.delmål)]
    yield "aftaler", [(("aftaler", i, "id"), a.id, a.tekst) for i, a in enumerate(plan.aftaler)]
    yield "ændringer", [(("ændringer", i, "id"), æ.id, f"{æ.dato} {æ.hvad}") for i, æ in enumerate(plan.ændringer)]
    yield "møder", [(("møder", i, "id"), møde.id, "") for i, møde in enumerate(plan.møder)]


def tilbud_twice_at_once(case: Case) -> Findings:
    """K021: the same tilbud may stand twice only for periods that follow each other (A11)."""
    tilbud = case.plan.tilbud
    for i, later in enumerate(tilbud):
        if any(later.id == earlier.id and _overlap(earlier, later) for earlier in tilbud[:i]):
            yield case.fejl(
                "K021",
                ("tilbud", i, "id"),
                "Tilbuddet står to gange i samme tid.",
                "Slet det ene, eller ret 'fra' og 'til'.",
            )


def _overlap(one: BorgersTilbud, other: BorgersTilbud) -> bool:
    return (one.fra or date.min) <= (other.til or date.max) and (other.fra or date.min) <= (one.til or date.max)


def same_citizen_twice(traces: Sequence[Trace]) -> Findings:
    """K022: one citizen has one plan (R27). The number is never told."""
    by_cpr: defaultdict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        by_cpr[trace.cpr].append(trace)
    for group in by_cpr.values():
        for trace in group if len(group) > 1 else ():
            others = [other.cpr_spot.place.file for other in group if other is not trace]
            message = f"Cpr-nummeret står også i {one_of(others).replace(' eller ', ' og ')}."
            hint = "En borger har én plan: saml dem, eller ret det nummer, der er forkert."
            yield trace.cpr_spot.diagnostic("K022", Level.FEJL, message, hint)


CHECKS = (same_entry_twice, tilbud_twice_at_once)
ACROSS = (same_citizen_twice,)
