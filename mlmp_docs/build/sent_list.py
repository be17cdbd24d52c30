"""Annual lists that are to be recorded as sent: each with the citizens and months that stand in its file (R1, R4).

The file that was made is what the tilbud got, so it is read; the plans may have moved on since.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mlmp_docs import store
from mlmp_docs.build import office
from mlmp_docs.build.outcome import Action
from mlmp_docs.build.run import lists_to_make
from mlmp_docs.build.worklist import LIST, WorkList
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.procedure.lists import AnnualList
from mlmp_docs.procedure.sent_lists import months_of
from mlmp_docs.project import Project


@dataclass(frozen=True)
class ListToRecord:
    """One list of the year, and what is known of its sending."""

    path: str
    """Its file, relative to the project."""

    tilbud: str
    rådgiver: str
    år: int
    sendt: date | None = None
    """When just this list was sent; None: it is still to be recorded."""

    made: bool = False
    """Whether its file is there."""

    months: Mapping[str, int | None] = field(default_factory=dict)
    """Each citizen's month on the file, in its order."""

    differs: tuple[str, ...] = ()
    """What the plans say otherwise by now, citizen by citizen, in Danish."""

    trouble: str = ""
    """Why it cannot be recorded, in Danish."""

    kept_back: bool = False
    """Whether the trouble is a plan with a *fejl*."""


@dataclass(frozen=True)
class ListsToRecord:
    """Every list of a year, and what was wrong in the plans."""

    lists: tuple[ListToRecord, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Only the *fejl* that keep citizens off their lists."""


def lists_to_record(project: Project, år: int, processes: int) -> ListsToRecord:
    """Every list of the year, by its file, also those that cannot be recorded."""
    work, diagnostics = lists_to_make(project, år, processes)
    sheets = [(job.path, job.sheet, job.sendt) for job in work.lists if isinstance(job.sheet, AnnualList)]
    by_cpr = {_digits(row.cpr): row.borger for _, sheet, _ in sheets for row in sheet.rows}
    found = [_list(project, path, sheet, sendt, by_cpr) for path, sheet, sendt in sheets]
    found += _kept_back(work)
    withholding = tuple(each for each in diagnostics if each.level is Level.FEJL and each.withholds)
    return ListsToRecord(tuple(sorted(found, key=lambda each: each.path)), withholding)


def _kept_back(work: WorkList) -> Iterator[ListToRecord]:
    """Lists that a plan with a fejl may belong to."""
    for outcome in work.settled:
        name = re.fullmatch(r".*/(.+)--(.+?)-\d{4}(-\d+)?\.xlsx", outcome.path)
        if outcome.art == LIST and outcome.action is Action.TILBAGEHOLDT and name:
            yield ListToRecord(
                outcome.path, name[1], name[2], work.request.år, trouble=f"Listen {outcome.reason}.", kept_back=True
            )


def _list(
    project: Project, path: str, sheet: AnnualList, sendt: date | None, by_cpr: Mapping[str, str]
) -> ListToRecord:
    plain = ListToRecord(path, sheet.tilbud, sheet.rådgiver, sheet.år, sendt)
    try:
        content = store.read(project.root / path)
    except store.SaveError as trouble:
        return replace(plain, made=True, trouble=f"Filen kan ikke læses: {trouble}.")
    if content is None:
        return plain
    plain = replace(plain, made=True)
    memory = office.memory(content, project.root / path) or {}
    identity = (memory.get("mlmp-dokument"), memory.get("mlmp-tilbud"), memory.get("mlmp-raadgiver"))
    rows = _rows(content) if identity == (LIST, sheet.tilbud, sheet.rådgiver) else None
    if rows is None:
        return replace(plain, trouble="Filen er ikke en liste, som programmet har lavet, eller den er beskadiget.")
    months: dict[str, int | None] = {}
    for number, month, cpr in rows:
        borger = by_cpr.get(_digits(cpr))
        if borger is None:
            return replace(plain, trouble=f"Række {number} har ikke en borger, hvis plan kan læses.")
        if month and month not in MÅNEDER:
            return replace(plain, trouble=f"Række {number} har ikke en måned.")
        months.setdefault(borger, MÅNEDER.index(month) + 1 if month else None)
    return replace(plain, months=months, differs=tuple(_differences(months, _planned(sheet))))


def _planned(sheet: AnnualList) -> dict[str, int | None]:
    return months_of((row.borger, row.måned) for row in sheet.rows)


def _differences(told: Mapping[str, int | None], planned: Mapping[str, int | None]) -> Iterator[str]:
    for borger in sorted(told.keys() | planned.keys()):
        if borger not in told:
            yield f"{borger} er ikke på listen"
        elif borger not in planned:
            yield f"{borger} hører ikke længere til på listen"
        elif told[borger] != planned[borger]:
            yield f"{borger}: {_month(told[borger])} på listen, {_month(planned[borger])} i planen"


def _month(month: int | None) -> str:
    return MÅNEDER[month - 1] if month else "ingen måned"


def _rows(content: bytes) -> Sequence[tuple[int, str, str]] | None:
    from mlmp_docs.excel.annual_list import rows_of
    from mlmp_docs.excel.package import UnreadableWorkbook

    try:
        return rows_of(content)
    except UnreadableWorkbook:
        return None


def _digits(cpr: str) -> str:
    return "".join(sign for sign in cpr if sign.isdigit())
