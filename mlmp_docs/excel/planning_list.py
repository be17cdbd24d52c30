"""The rådgiver's planning list as a workbook: real dates, a filter, the names always in sight."""

from collections.abc import Mapping
from datetime import date

from openpyxl.utils import get_column_letter

from mlmp_docs.content.planning_list import NOTE, RULES, PlanningList, PlanningRow
from mlmp_docs.excel.workbook import (
    BODY,
    HINT,
    TITLE,
    Column,
    frame,
    new_sheet,
    put,
    save,
    set_page,
    write_date,
    write_head,
    write_line,
    write_text,
)
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
    *(Column(rule.overskrift, 12) for rule in RULES),
    Column("Bemærkninger", 22),
)
_HEAD_ROW = 5
_NAMES_IN_SIGHT = 2
"""Columns that stay when scrolling sideways."""


def planning_list(planning: PlanningList, opsætning: Opsætning, *, memory: Mapping[str, str]) -> bytes:
    """The planning list of one rådgiver and year as an .xlsx file."""
    rows, år, person = planning.rows, planning.år, opsætning.rådgivere[planning.rådgiver]
    sheet = new_sheet(f"Planlægning {år}")
    write_line(sheet, 1, f"Planlægning af borgerplansmøder {år}", TITLE)
    write_line(sheet, 2, f"Rådgiver: {person.navn}", BODY)
    write_line(sheet, 3, NOTE, HINT)
    write_head(sheet, _HEAD_ROW, COLUMNS, fixed_columns=_NAMES_IN_SIGHT)
    for number, row in enumerate(rows, _HEAD_ROW + 1):
        for column, value in enumerate(_values(row), 1):
            if isinstance(value, date):
                write_date(put(sheet, number, column), value)
            else:
                write_text(put(sheet, number, column), value)
        frame(sheet, number, COLUMNS)
    last = f"{get_column_letter(len(COLUMNS))}{_HEAD_ROW + max(len(rows), 1)}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}"
    set_page(sheet, f"Planlægning {år} · {person.navn} · Fortroligt")
    return save(
        sheet, title=f"Planlægning {år} – {person.navn}", author=f"{person.titel}, {opsætning.kommune}", memory=memory
    )


def _values(row: PlanningRow) -> tuple[date | str, ...]:
    month = MÅNEDER[row.måned - 1] if row.måned else ""
    dato = row.dato or ("ikke aftalt" if row.frister else "")
    return (month, row.navn, row.tilbud, dato, row.kl, row.sted, row.frister, *row.dage, row.bemærkninger)
