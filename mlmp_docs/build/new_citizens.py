"""New citizens from new rows of a spreadsheet: the ids they get, and their plan files."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.cpr_traces import holds_cpr_number
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.findings import Case
from mlmp_docs.procedure.new_plan import proposed_id
from mlmp_docs.project import CITIZENS, RESERVED, Project, plan_content
from mlmp_docs.tables import owners
from mlmp_docs.tables.edited import EditedRow, EditedTables
from mlmp_docs.tables.merging import Terms
from mlmp_docs.tables.new_plans import NewPlan, new_plan
from mlmp_docs.tables.shares import NewCitizen, new_citizens, sheet_of

ID_TAKEN = "R094"
CPR_TAKEN = "R095"


@dataclass(frozen=True)
class NewFile:
    """A plan file that is to be made."""

    id: str
    file: str
    content: bytes = field(repr=False)
    rows: tuple[EditedRow, ...] = field(repr=False)
    """What it is made from: the row of the citizen, then the others."""


@dataclass(frozen=True)
class Newcomers:
    """The rows of citizens that were not exported."""

    new: Mapping[str, EditedRow]
    """Those that become plan files, by the id that each gets: the one that stands in the row, else one of the name."""

    known: Mapping[str, EditedRow]
    """Those that have a plan with that name and CPR number by now, by its id: the same sheet was imported before."""

    refused: Mapping[str, EditedRow]
    """Those that can become none, by an id that nobody has: what else is said of them is not told of again."""

    diagnostics: tuple[Diagnostic, ...]


def newcomers(edited: EditedTables, project: Project, name: str) -> Newcomers:
    """Who they are. No plan is read that does not hold the digits of one of their numbers."""
    taken = set(project.ids | RESERVED)
    new: dict[str, EditedRow] = {}
    known: dict[str, EditedRow] = {}
    refused: dict[str, EditedRow] = {}
    told = []
    numbers: set[str] = set()
    for row in sorted(new_citizens(edited.rows), key=lambda row: not owners.text(row, "@borger")):
        typed, (navn, cpr) = owners.text(row, "@borger"), owners.person(row)
        file, holder = _holder(project, cpr) if cpr else ("", None)
        if holder is not None and holder.borger.navn == navn and (borger := file[9:-5]) not in known:
            known[borger] = row
            continue
        if file or cpr in numbers:
            place = owners.place(row, "borger.cpr", sheet_of(edited, row), name)
            message = f"Cpr-nummeret står allerede i {file or 'en anden ny række'}."
            hint = "Ret i den række, borgeren har i forvejen, eller ret nummeret."
            told.append(Diagnostic(CPR_TAKEN, Level.FEJL, place, message, hint))
            refused[proposed_id(navn, {*taken, *new, *refused})] = row
            continue
        if typed and (message := _mistake(typed, taken)):
            place = owners.place(row, "@borger", sheet_of(edited, row), name)
            hint = "Slet id'et i rækken, så laves der et af navnet, eller ret i den række, borgeren har i forvejen."
            told.append(Diagnostic(ID_TAKEN, Level.FEJL, place, message, hint))
            refused[proposed_id(navn, {*taken, *new, *refused})] = row
            continue
        borger = typed or proposed_id(navn, taken)
        taken.add(borger)
        numbers |= {cpr} if cpr else set()
        new[borger] = row
    return Newcomers(dict(sorted(new.items(), key=lambda each: each[1].number)), known, refused, tuple(told))


def _mistake(typed: str, taken: Container[str]) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", typed) or len(typed) > 60 or holds_cpr_number(typed):
        return "Et id må kun have små bogstaver a-z, tal og bindestreg, og aldrig et cpr-nummer."
    return "Rækken er ny, men id'et er brugt eller optaget." if typed in taken else ""


def new_files(
    project: Project, new: Sequence[NewCitizen], terms: Terms
) -> tuple[tuple[NewFile, ...], list[Diagnostic]]:
    """The plan files of the new citizens, and why one cannot be made or what is still to do in it."""
    made: list[NewFile] = []
    told: list[Diagnostic] = []
    for each in new:
        found = new_plan(each.id, each.row, each.more, terms)
        if not isinstance(found, NewPlan):
            told += found
            continue
        made.append(NewFile(found.id, found.file, found.content, (each.row, *each.more)))
        told += [*found.diagnostics, *_told_of_new(project, found)]
    return tuple(made), told


def _told_of_new(project: Project, new: NewPlan) -> list[Diagnostic]:
    reading = read_plan(new.content, new.file)
    assert reading.value is not None
    case = Case(new.id, reading.value, reading.source, project.opsætning, project.lister, project.root / CITIZENS)
    return [Diagnostic(t.code, Level.ADVARSEL, Place(new.file), t.message, t.hint) for t in check_plan(case)]


def _holder(project: Project, cpr: str) -> tuple[str, Plan | None]:
    """The plan file that has the number already, and the plan if it can be read."""
    digits = re.compile(rf"{cpr[:6]}[\s-]?{cpr[-4:]}".encode())
    for file in project.plans:
        content = plan_content(project.root, file)
        if isinstance(content, Diagnostic) or not digits.search(content):
            continue
        plan = read_plan(content, file.file).value
        if plan is None or plan.borger.cpr == cpr:
            return file.file, plan
    return "", None
