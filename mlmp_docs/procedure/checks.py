"""Everything in mlmp.yaml and the plans that a single file's fields cannot tell: references, and rules across fields
and plans.

A fejl keeps back the citizen's documents unless it says otherwise; an advarsel stops nothing. One mistake gives one
message. Nothing here asks the clock: what depends on today's date is not checked. The codes stand in `codes.py`.
"""

from collections.abc import Sequence
from pathlib import Path

from mlmp_docs.diagnostic import Diagnostic, in_file_order
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.plan.source import Source
from mlmp_docs.procedure import (
    goal_checks,
    identity_checks,
    meeting_checks,
    people_checks,
    reference_checks,
    settings_checks,
)
from mlmp_docs.procedure.findings import Case, Citizen, Findings, Trace


def check(
    opsætning: Opsætning, settings_source: Source, citizens: Sequence[Citizen], lister: Lister, citizens_folder: Path
) -> tuple[Diagnostic, ...]:
    """Every problem of the project's settings and of the plans that could be read, in the order of the files."""
    cases = [Case(citizen.id, citizen.plan, citizen.source, opsætning, lister, citizens_folder) for citizen in citizens]
    traces = [trace(case) for case in cases]
    together = check_together(opsætning, settings_source, traces, citizens_folder.parent / "templates")
    return in_file_order([*together, *(told for case in cases for told in check_plan(case))])


def check_together(
    opsætning: Opsætning, settings_source: Source, traces: Sequence[Trace], templates: Path
) -> tuple[Diagnostic, ...]:
    """What is wrong in mlmp.yaml, and what only several plans together can tell."""
    found = list(_of_settings(opsætning, settings_source, traces, templates))
    for across in (*identity_checks.ACROSS, *meeting_checks.ACROSS):
        found += across(traces)
    return tuple(found)


def check_plan(case: Case) -> tuple[Diagnostic, ...]:
    """Every problem of one plan that the plan itself, mlmp.yaml and lister.yaml can tell."""
    return tuple(_of_plan(case))


def trace(case: Case) -> Trace:
    """What the checks across plans need to know of a plan."""
    plan = case.plan
    return Trace(
        id=case.id,
        cpr=plan.borger.cpr,
        cpr_spot=case.spot("borger", "cpr"),
        bookings=tuple(meeting_checks.bookings(case)),
        tilbud=() if plan.afsluttet else tuple(tilbud.id for tilbud in plan.tilbud),
    )


def _of_settings(opsætning: Opsætning, source: Source, traces: Sequence[Trace], templates: Path) -> Findings:
    yield from settings_checks.scale_with_holes(opsætning, source)
    yield from settings_checks.words_for_unknown_step(opsætning, source)
    yield from settings_checks.unknown_tag_in_agenda(opsætning, source)
    yield from settings_checks.film_without_link(opsætning, source)
    yield from settings_checks.domain_that_matches_nothing(opsætning, source)
    yield from settings_checks.own_document(opsætning, source, templates)
    yield from settings_checks.list_without_recipient(opsætning, source, traces)
    yield from settings_checks.reserved_tilbud(opsætning, source)
    yield from settings_checks.deadline_on_the_wrong_side(opsætning, source)
    yield from settings_checks.swallowed_text(source)


def _of_plan(case: Case) -> Findings:
    yield from settings_checks.swallowed_text(case.source)
    for module in (reference_checks, identity_checks, people_checks, meeting_checks):
        for each in module.CHECKS:
            yield from each(case)
    if case.plan.afsluttet is None:
        for advice in (people_checks, meeting_checks, goal_checks):
            for each in advice.ADVICE:
                yield from each(case)
