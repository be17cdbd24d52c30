"""The rådgiver's planning list as a workbook: real dates, a filter, the names always in sight."""

from collections.abc import Mapping
from datetime import date

from openpyxl.utils import get_column_letter

from mlmp_docs.content.planning_list import NOTE, RULES, PlanningList, PlanningRow
from mlmp_docs.excel.workbook import HINT, LINE, TITLE, Column, ListSheet, save, set_page
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
    written = ListSheet(f"Planlægning {år}")
    written.write_line(f"Planlægning af borgerplansmøder {år}", TITLE)
    written.write_line(f"Rådgiver: {person.navn}", LINE)
    written.write_line(NOTE, HINT)
    written.skip_row()
    written.write_head(COLUMNS, fixed_columns=_NAMES_IN_SIGHT)
    head = written.row
    for row in rows:
        written.write_row(_values(row), COLUMNS)
    written.sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(COLUMNS))}{max(written.row, head + 1)}"
    set_page(written.sheet, f"Planlægning {år} · {person.navn} · Fortroligt")
    return save(
        written,
        title=f"Planlægning {år} – {person.navn}",
        author=f"{person.titel}, {opsætning.kommune}",
        memory=memory,
    )


def _values(row: PlanningRow) -> tuple[date | str, ...]:
    month = MÅNEDER[row.måned - 1] if row.måned else ""
    dato = row.dato or ("ikke aftalt" if row.frister else "")
    return (month, row.navn, row.tilbud, dato, row.kl, row.sted, row.frister, *row.dage, row.bemærkninger)
