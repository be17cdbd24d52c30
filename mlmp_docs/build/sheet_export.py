"""Makes the workbook that plans are edited in: reads the plans, puts their rows in order, and saves the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from mlmp_docs import store
from mlmp_docs.build.crew import Crew
from mlmp_docs.build.gist import too_much
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.diagnostic import Diagnostic, Level, Place, in_file_order
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import Reading, read_plan, read_settings
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.vum import MÅL_UNDERTEMAER
from mlmp_docs.procedure.names import ascii_id
from mlmp_docs.project import (
    OUTPUT,
    SETTINGS,
    BrokenPlan,
    PlanFile,
    Project,
    broken_plan,
    file_content,
    only_known,
    plan_content,
)
from mlmp_docs.tables.rows import citizen_rows, project_rows
from mlmp_docs.tables.sheets import TABLES
from mlmp_docs.tables.table import Row

ART = "regneark"
READ_ALONE = 80
"""Fewer plan files than this are read faster than a second process starts."""

_MOST_NAMED = 3
_CELL = 32_767
"""Letters that a cell can hold."""


@dataclass(frozen=True)
class SheetRequest:
    """Which plans, and where to."""

    år: int
    dato: date
    borgere: frozenset[str] = frozenset()
    tilbud: frozenset[str] = frozenset()
    rådgivere: frozenset[str] = frozenset()
    file: Path | None = None
    """Where somebody wants it; None: in output/."""

    dry_run: bool = False


@dataclass(frozen=True)
class Exported:
    """What became of it."""

    outcome: Outcome
    rows: Mapping[str, int]
    """How many rows each table has."""

    left_out: tuple[str, ...]
    """Plan files with a fejl that may belong to the selection."""

    ended: int
    """How many plans are not in it because they ended before the year."""

    diagnostics: tuple[Diagnostic, ...]


class NotReplaced(Exception):
    """A file that must not be written over; the message is a Danish sentence."""

    def __init__(self, message: str, file: Path, *, edited: bool) -> None:
        super().__init__(message)
        self.file = file
        self.edited = edited
        """Whether it is an export with changes that are to come home."""

        self.instead = _free(file)
        """A name that nothing has yet."""


def export(
    project: Project, request: SheetRequest, processes: int, progress: Callable[[int, int], None] | None = None
) -> Exported:
    """Make the workbook. Raises `NotReplaced` and `store.SaveError`."""
    from mlmp_docs.excel.editing_book import About, editing_book

    target = place_of(project, request)
    _refuse_to_replace(target)
    taken = _read_all(project, request, processes, progress)
    rows = _in_order(taken, project)
    about = About(request.år, _selection(request, project), request.dato, project.opsætning.kommune)
    choices = _choices(project.opsætning, [each.borger for each in taken if each.rows is not None])
    content = editing_book(rows, choices, about, _memory(request))
    told = [told for each in taken for told in each.diagnostics]
    return Exported(
        _saved(content, target, project, request),
        {name: len(some) for name, some in rows.items()},
        tuple(each.file for each in taken if each.is_broken),
        sum(each.has_ended for each in taken),
        in_file_order([*project.told, *told]),
    )


# --- where to ----------------------------------------------------------------------------------------------------


def place_of(project: Project, request: SheetRequest) -> Path:
    """Where the workbook goes. One of some citizens only does not replace the whole one."""
    if request.file:
        return request.file
    asked = [*sorted(request.rådgivere), *sorted(request.tilbud), *sorted(request.borgere)]
    named = asked if len(asked) <= _MOST_NAMED else [*asked[:_MOST_NAMED], f"og-{len(asked) - _MOST_NAMED}-til"]
    name = "--".join((ART, *map(ascii_id, named)))
    return project.root / OUTPUT / str(request.år) / ART / f"{name}-{request.år}.xlsx"


def _refuse_to_replace(target: Path) -> None:
    content = store.read(target)
    if content is None:
        return
    if any((target.parent / name.format(target.name)).exists() for name in _BESIDE_AN_OPEN_FILE):
        raise store.SaveError("filen er åben i Excel eller LibreOffice – luk den, og kør igen")
    from mlmp_docs.excel.memory import is_as_made, read_memory

    if (read_memory(content) or {}).get("mlmp-dokument") != ART:
        message = "Der ligger en anden fil med det navn, og den bliver ikke overskrevet."
        raise NotReplaced(message, target, edited=False)
    if not is_as_made(content):
        message = "Regnearket er rettet, siden det blev lavet, og bliver ikke overskrevet."
        raise NotReplaced(message, target, edited=True)


_BESIDE_AN_OPEN_FILE = ("~${}", ".~lock.{}#")
"""What Excel and LibreOffice lay beside a file that is open; elsewhere than on Windows it could be written."""


def _free(target: Path) -> Path:
    number = 2
    while (free := target.with_name(f"{target.stem}-{number}{target.suffix}")).exists():
        number += 1
    return free


def _saved(content: bytes, target: Path, project: Project, request: SheetRequest) -> Outcome:
    path = target.relative_to(project.root).as_posix() if target.is_relative_to(project.root) else str(target)
    before = store.read(target)
    if before == content:
        return Outcome(path, ART, Action.UÆNDRET)
    if not request.dry_run:
        output = project.root / OUTPUT
        store.save(content, target, output if target.is_relative_to(output) else target.parent)
    return Outcome(path, ART, Action.LAVET if before is None else Action.LAVET_IGEN)


def _memory(request: SheetRequest) -> Mapping[str, str]:
    asked = (*sorted(request.rådgivere), *sorted(request.tilbud), *sorted(request.borgere))
    return {
        "mlmp-dokument": ART,
        "mlmp-aar": str(request.år),
        "mlmp-dato": request.dato.isoformat(),
        "mlmp-udvalg": " ".join(asked)[:200],
    }


# --- what is in it -----------------------------------------------------------------------------------------------


def _selection(request: SheetRequest, project: Project) -> str:
    """Which citizens, in words."""
    of = [project.opsætning.rådgivere[id_].navn for id_ in sorted(request.rådgivere)]
    of += [project.opsætning.tilbud[id_].navn for id_ in sorted(request.tilbud)]
    if request.borgere:
        of.append("1 borger" if len(request.borgere) == 1 else f"{len(request.borgere)} borgere")
    return ", ".join(of)


def _choices(opsætning: Opsætning, borgere: Sequence[str]) -> dict[str, Sequence[str]]:
    """What may be chosen, by the tables' `choices_from`."""
    staff = {id_ for tilbud in opsætning.tilbud.values() for id_ in tilbud.medarbejdere}
    return {
        "Borgere": sorted(borgere),
        "Tilbud": list(opsætning.tilbud),
        "Rådgivere": list(opsætning.rådgivere),
        "medarbejdere": sorted(staff),
        "skalaer": list(opsætning.skalaer),
        "undertemaer": MÅL_UNDERTEMAER,
    }


def _in_order(taken: "Sequence[_Taken]", project: Project) -> dict[str, tuple[Row, ...]]:
    """The rows of all tables: by the citizens' names, what is in a plan in its order, meetings by month first."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for each in sorted(taken, key=lambda each: (sort_key(each.navn), each.borger)):
        for name, some in (each.rows or {}).items():
            rows[name] += some
    rows["Møder"].sort(key=_month)
    settings = file_content(project.root, SETTINGS)
    raw = read_settings(settings, SETTINGS).raw if isinstance(settings, bytes) else None
    for name, some in project_rows(cast(dict[str, Any], raw)).items() if isinstance(raw, dict) else ():
        rows[name] += some
    return {name: tuple(some) for name, some in rows.items()}


def _month(row: Row) -> tuple[str, int]:
    """The year and month of a meeting; one without a month comes last."""
    values = row.values
    if values["måned"] in MÅNEDER:
        return values["år"], MÅNEDER.index(values["måned"]) + 1
    month = values["dato"][5:7]
    return values["år"], int(month) if month.isdecimal() else 13


# --- one plan ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Taken:
    """What one plan file gives to the workbook."""

    file: str
    borger: str
    navn: str = field(default="", repr=False)
    rows: Mapping[str, list[Row]] | None = field(default=None, repr=False)
    """None for a plan that is not asked for, has ended or has a fejl."""

    is_broken: bool = False
    has_ended: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def _read_all(
    project: Project, request: SheetRequest, processes: int, progress: Callable[[int, int], None] | None
) -> list[_Taken]:
    files = [file for file in project.plans if not request.borgere or file.id in request.borgere]
    taken: list[_Taken] = []
    with Crew(processes, _prepare, project.root, project.opsætning, request) as crew:
        for some in crew.each(_read_each, files, _lost, alone_below=READ_ALONE):
            taken += some
            if progress:
                progress(len(taken), len(files))
    return sorted(taken, key=lambda each: each.file)


class _Desk:
    """What a worker keeps between two plan files."""

    told: tuple[Path, Opsætning, SheetRequest]


def _prepare(root: Path, opsætning: Opsætning, request: SheetRequest) -> None:
    _Desk.told = root, opsætning, request


def _read_each(files: Sequence[PlanFile]) -> list[_Taken]:
    return [_read(file) for file in files]


def _read(file: PlanFile) -> _Taken:
    root, opsætning, request = _Desk.told
    content = plan_content(root, file)
    if isinstance(content, Diagnostic):
        return _Taken(file.file, file.id, is_broken=True, diagnostics=(content,))
    try:
        reading = read_plan(content, file.file)
        if reading.value is None:
            return _broken(file, reading, opsætning, request)
        if not _is_asked_for(reading.value, request):
            return _Taken(file.file, file.id)
        if _ended_before(reading.value, request):
            return _Taken(file.file, file.id, has_ended=True)
        rows = citizen_rows(file.id, cast(dict[str, Any], reading.raw), request.år)
        if too_long := _too_long(file, rows):
            return _Taken(file.file, file.id, is_broken=True, diagnostics=too_long)
        return _Taken(file.file, file.id, reading.value.borger.navn, rows)
    except (MemoryError, RecursionError):
        return _lost(file)


def _too_long(file: PlanFile, rows: Mapping[str, list[Row]]) -> tuple[Diagnostic, ...]:
    """The lists that no cell can hold whole; a part of one would come home as a change."""
    keys = {key for some in rows.values() for row in some for key, text in row.values.items() if _length(text) > _CELL}
    hint = "Gør den kortere, eller ret planen i filen i stedet for i Excel."
    return tuple(
        Diagnostic(
            "B034", Level.FEJL, Place(file.file), f"Listen '{key}' er længere, end en celle i Excel kan rumme.", hint
        )
        for key in sorted(keys)
    )


def _length(text: str) -> int:
    """How many letters the text takes in the file: `_x` may be written as `_x005F_x`."""
    return len(text) + 6 * text.count("_x")


def _broken(file: PlanFile, reading: Reading[Plan], opsætning: Opsætning, request: SheetRequest) -> _Taken:
    """A plan with a fejl; told only when it may be one that is asked for."""
    if not _may_be_asked_for(only_known(broken_plan(file.id, reading), opsætning), request):
        return _Taken(file.file, file.id)
    told = tuple(told for told in reading.diagnostics if told.level is Level.FEJL)
    return _Taken(file.file, file.id, is_broken=True, diagnostics=told)


def _is_asked_for(plan: Plan, request: SheetRequest) -> bool:
    if request.rådgivere and request.rådgivere.isdisjoint((plan.rådgiver, plan.rådgiver_den(request.dato))):
        return False
    there = {each.id for each in plan.tilbud if each.til is None or each.til >= request.dato}
    return not request.tilbud or not request.tilbud.isdisjoint(there)


def _may_be_asked_for(plan: BrokenPlan, request: SheetRequest) -> bool:
    return all(
        not asked or known is None or not asked.isdisjoint(known)
        for asked, known in ((request.rådgivere, plan.rådgivere), (request.tilbud, plan.tilbud))
    )


def _ended_before(plan: Plan, request: SheetRequest) -> bool:
    """Whether the plan ended before the year; one that somebody names is wanted all the same."""
    return bool(plan.afsluttet and plan.afsluttet.dato.year < request.år and not request.borgere)


def _lost(file: PlanFile) -> _Taken:
    """A plan file that no process could get through."""
    return _Taken(file.file, file.id, is_broken=True, diagnostics=too_much(file).diagnostics)
