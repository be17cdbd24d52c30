"""An import of some citizens only: which those are, and which complaints concern them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.project import PlanFile, Project, plan_content
from mlmp_docs.tables import owners
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.shares import Shares

Brug = Literal["regneark", "plan", ""]
NOT_TAKEN_ALONG = "R097"


@dataclass(frozen=True)
class Asked:
    """What somebody wants of the import."""

    dag: date
    brug: Brug = ""
    """Which side holds in every conflict that is not decided in the workbook itself."""

    slet: bool = False
    """Whether entries whose rows are gone are taken out of the plans."""

    borgere: frozenset[str] = frozenset()
    tilbud: frozenset[str] = frozenset()
    rådgivere: frozenset[str] = frozenset()

    @property
    def some(self) -> bool:
        """Whether only some citizens are asked for."""
        return bool(self.borgere or self.tilbud or self.rådgivere)


def chosen_citizens(
    project: Project, edited: EditedTables, parts: Shares, files: Mapping[str, PlanFile], asked: Asked
) -> frozenset[str]:
    """The citizens of the spreadsheet that are asked for; of those with nothing changed nobody needs to know."""
    complained = {_row_of(told, edited) for told in edited.diagnostics}
    asks = {row.key.borger for row in edited.rows if row.key and (row.table.name, row.number) in complained}
    found = set()
    for borger in sorted({*parts.citizens, *asks} & files.keys()):
        if asked.borgere and borger not in asked.borgere:
            continue
        if asked.tilbud or asked.rådgivere:
            content = plan_content(project.root, files[borger])
            plan = None if isinstance(content, Diagnostic) else read_plan(content, files[borger].file).value
            if plan is not None and not _fits(
                tuple(each.id for each in plan.tilbud), plan.rådgiver_den(asked.dag), asked
            ):
                continue
        found.add(borger)
    for each in parts.new:
        ids = tuple(owners.text(each.row, "tilbud").split("\n"))
        if (not asked.borgere or each.id in asked.borgere) and _fits(ids, owners.text(each.row, "rådgiver"), asked):
            found.add(each.id)
    return frozenset(found)


def _fits(tilbud: Sequence[str], rådgiver: str, asked: Asked) -> bool:
    return not (asked.tilbud and asked.tilbud.isdisjoint(tilbud)) and not (
        asked.rådgivere and rådgiver not in asked.rådgivere
    )


def only(parts: Shares, chosen: frozenset[str]) -> Shares:
    """The part of the spreadsheet that is about the chosen citizens."""
    return replace(
        parts,
        citizens={borger: share for borger, share in parts.citizens.items() if borger in chosen},
        new=tuple(each for each in parts.new if each.id in chosen),
    )


def concerns(told: Diagnostic, edited: EditedTables, chosen: frozenset[str]) -> bool:
    """Whether a complaint is about a row of a chosen citizen, or about no citizen in particular."""
    row = _row_of(told, edited)
    whose = {each.key.borger for each in edited.rows if each.key and (each.table.name, each.number) == row}
    return not whose or bool(whose & chosen)


def _row_of(told: Diagnostic, edited: EditedTables) -> tuple[str, int]:
    """Table and row that a complaint points at."""
    if not told.place.cell and told.place.line:  # a CSV file, which has one table
        return next((row.table.name for row in edited.rows), ""), told.place.line
    sheet, _, cell = told.place.cell.rpartition("!")
    number = re.fullmatch(r"(?:[A-Z]+|række )(\d+)", cell)
    tables = {name: table for table, name in edited.sheets.items()}
    return (tables.get(sheet, sheet), int(number[1])) if number else ("", 0)


def left_out(name: str) -> Diagnostic:
    """What is told when mlmp.yaml is left as it is."""
    message = "Ændringerne på arkene Tilbud og Rådgivere er ikke med, når kun nogle borgere er valgt."
    return Diagnostic(NOT_TAKEN_ALONG, Level.ADVARSEL, Place(name), message, "Importér igen uden at vælge borgere.")
