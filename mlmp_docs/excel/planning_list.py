"""The rådgiver's planning list as a workbook: real dates, a filter, the names always in sight."""

from collections.abc import Mapping
from datetime import date

from mlmp_docs.content.planning_list import NOTE, RULES, PlanningList, PlanningRow
from mlmp_docs.excel.list_sheet import Column, ListSheet
from mlmp_docs.excel.workbook_xml import Properties
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.settings import Opsætning

COLUMNS = (
    Column("Måned", 10),
    Column("Borger", 20),
    Column("Tilbud", 19),
    Column("Dato", 12),
    Column("Kl.", 11),
    Column("Sted", 17),
    Column("Frister", 11),
    *(Column(rule.overskrift, 18 if rule.også else 12) for rule in RULES),
    Column("Bemærkninger", 22),
)
_NAMES_IN_SIGHT = 2
"""Columns that stay when scrolling sideways."""


def planning_list(planning: PlanningList, opsætning: Opsætning, *, memory: Mapping[str, str]) -> bytes:
    """The planning list of one rådgiver and year as an .xlsx file."""
    rows, år, person = planning.rows, planning.år, opsætning.rådgivere[planning.rådgiver]
    written = ListSheet(f"Planlægning {år}", COLUMNS)
    written.write_line(f"Planlægning af borgerplansmøder {år}", "title")
    written.write_line(f"Rådgiver: {person.navn}", "line")
    written.write_line(NOTE, "hint")
    written.skip_row()
    written.write_head(fixed_columns=_NAMES_IN_SIGHT)
    for row in rows:
        written.write_row(_values(row))
    written.add_filter()
    properties = Properties(f"Planlægning {år} – {person.navn}", f"{person.titel}, {opsætning.kommune}", memory)
    return written.workbook(properties, footer=f"Planlægning {år} · {person.navn} · Fortroligt")


def _values(row: PlanningRow) -> tuple[date | str, ...]:
    month = MÅNEDER[row.måned - 1] if row.måned else ""
    dato = row.dato or ("ikke aftalt" if row.frister else "")
    return (month, row.navn, row.tilbud, dato, row.kl, row.sted, row.frister, *row.dage, row.bemærkninger)
