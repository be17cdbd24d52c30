"""New citizens from new rows of a spreadsheet: the ids they get, and their plan files."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mlmp_docs.build.plan_changes import told_of_change
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.cpr_traces import holds_cpr_number
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.findings import Case
from mlmp_docs.procedure.new_plan import proposed_id
from mlmp_docs.project import CITIZENS, RESERVED, PlanFile, Project, plan_content
from mlmp_docs.tables import owners
from mlmp_docs.tables.edited import EditedRow, EditedTables
from mlmp_docs.tables.merging import Terms
from mlmp_docs.tables.new_plans import NewPlan, new_plan
from mlmp_docs.tables.shares import NewCitizen, new_citizens, sheet_of

ID_TAKEN = "R094"
CPR_TAKEN = "R095"
_REMEDIES = {
    CPR_TAKEN: "Ret i den række, borgeren har i forvejen, eller ret nummeret.",
    ID_TAKEN: "Slet id'et i rækken, så laves der et af navnet, eller ret i den række, borgeren har i forvejen.",
}
_DIGITS = re.compile(rb"(?<!\d)(\d{6})[\s-]?(\d{4})(?!\d)")


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
    numbers = _Numbers(project)
    taken = set(project.ids | RESERVED)
    new: dict[str, EditedRow] = {}
    known: dict[str, EditedRow] = {}
    refused: dict[str, EditedRow] = {}
    told = []
    for row in sorted(new_citizens(edited.rows), key=lambda row: not owners.text(row, "@borger")):
        typed, (navn, cpr) = owners.text(row, "@borger"), owners.person(row)
        holder = numbers.holder(cpr) if cpr else None
        if holder and holder.id and holder.navn == navn and holder.id not in known:
            known[holder.id] = row
            continue
        key, code, message = "borger.cpr", CPR_TAKEN, f"Cpr-nummeret står allerede i {holder.where}." if holder else ""
        if not message and typed:
            key, code, message = "@borger", ID_TAKEN, _mistake(typed, taken)
        borger = typed if typed and not message else proposed_id(navn, taken)
        taken.add(borger)
        if message:
            place = owners.place(row, key, sheet_of(edited, row), name)
            told.append(Diagnostic(code, Level.FEJL, place, message, _REMEDIES[code]))
            refused[borger] = row
        else:
            numbers.take(cpr)
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
    return [told_of_change(told, new.file) for told in check_plan(case)]


@dataclass(frozen=True)
class _Holder:
    """Who has a CPR number."""

    where: str
    id: str = ""
    """Empty when the plan cannot be read, and for a row that is new."""

    navn: str = field(default="", repr=False)


class _Numbers:
    """The CPR numbers of all plans; a plan is read only when it holds the digits that are asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._taken: set[str] = set()

    @cached_property
    def _files(self) -> dict[bytes, list[tuple[PlanFile, bytes]]]:
        found: dict[bytes, list[tuple[PlanFile, bytes]]] = {}
        for file in self._project.plans:
            content = plan_content(self._project.root, file)
            if isinstance(content, bytes):
                for digits in {first + last for first, last in _DIGITS.findall(content)}:
                    found.setdefault(digits, []).append((file, content))
        return found

    def take(self, cpr: str) -> None:
        """From now on a new row has the number."""
        self._taken |= {cpr} - {""}

    def holder(self, cpr: str) -> _Holder | None:
        """Who has the number; None when it is free."""
        if cpr in self._taken:
            return _Holder("en anden ny række")
        for file, content in self._files.get(cpr.replace("-", "").encode(), ()):
            plan = read_plan(content, file.file).value
            if plan is None:
                return _Holder(file.file)
            if plan.borger.cpr == cpr:
                return _Holder(file.file, file.id, plan.borger.navn)
        return None
