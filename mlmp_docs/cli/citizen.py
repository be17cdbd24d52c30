"""The one citizen a command is about: found by id, read alone, or told why not."""

from dataclasses import dataclass, field

import click

from mlmp_docs.cli.meanings import plain, something_else
from mlmp_docs.cli.workspace import give_up
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.findings import Case
from mlmp_docs.project import CITIZENS, Citizen, PlanFile, Project, plan_content


@dataclass(frozen=True)
class Found:
    """A citizen whose plan can be read, and what is wrong with it all the same."""

    citizen: Citizen
    diagnostics: tuple[Diagnostic, ...]
    file: str
    """As shown in messages, relative to the project."""
    content: bytes = field(repr=False)
    """What was read, for who writes in the file."""
    raw: object = field(repr=False)


def read_citizen(project: Project, given: str, *, as_json: bool, ending: str = "") -> Found:
    """The citizen with the id, or with the plan file, that was typed.

    Ends with exit code 2 when there is none of that id, and with 1 and the words of `ending` when the plan cannot be
    read.
    """
    plan = _plan_file(project, given)
    content = plan_content(project.root, plan)
    if isinstance(content, Diagnostic):
        give_up((content,), as_json=as_json, ending=ending)
    reading = read_plan(content, plan.file)
    if reading.value is None:
        give_up(reading.diagnostics, as_json=as_json, ending=ending)
    citizen = Citizen(plan.id, reading.value, reading.source)
    case = Case(plan.id, reading.value, reading.source, project.opsætning, project.lister, project.root / CITIZENS)
    found = (*reading.diagnostics, *check_plan(case))
    fejl = tuple(told for told in found if told.level is Level.FEJL)
    return Found(citizen, fejl, plan.file, content, reading.raw)


def _plan_file(project: Project, given: str) -> PlanFile:
    typed = plain(given)
    found = next((plan for plan in project.plans if plan.id and plan.id == typed), None)
    if found is not None:
        return found
    if other := something_else(typed, project):
        raise click.BadParameter(other, param_hint="BORGER")
    ids = sorted(plan.id for plan in project.plans if plan.id)
    if not ids:
        remedy = "Mappen citizens er tom. Lav den første plan med 'mlmp ny NAVN --tilbud … --rådgiver …'."
    elif close := nearest(typed, ids):
        remedy = f"Mente du '{close}'?"
    else:
        more = f" og {len(ids) - 20} til" if len(ids) > 20 else ""
        remedy = f"Kendte: {', '.join(ids[:20])}{more}."
    # What was typed may be a name or a CPR number and is not repeated.
    raise click.BadParameter(f"Ingen borger har det id. {remedy}", param_hint="BORGER")
