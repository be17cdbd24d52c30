"""The annual list, "Liste over opfølgningsmøder": the annex to the procedure and nothing more (R2, R3)."""

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from mlmp_docs.excel.workbook import (
    BODY,
    LABEL,
    TITLE,
    Column,
    frame,
    height_of,
    lines_needed,
    new_sheet,
    put,
    save,
    set_page,
    write_head,
    write_line,
    write_text,
)
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.settings import Medarbejder, Opsætning, Rådgiver, Tilbud
from mlmp_docs.procedure.lists import AnnualList, ListRow

HEADING = "Liste over opfølgningsmøder"
COLUMNS = (
    Column("Måned", 12),
    Column("Borgernavn", 27),
    Column("Borger cpr.", 13, as_text=True),
    Column("Ønske til afholdelsessted (hvis det kendes)", 27),
    Column("Øvrige deltagere", 30),
    Column("Evt. bemærkninger", 34),
)
FORM_ROWS = 35
"""Rows of the table in the annex."""
SPARE_ROWS = 5
_HEAD_ROW = 6


def annual_list(annual: AnnualList, opsætning: Opsætning, *, memory: Mapping[str, str]) -> bytes:
    """The list of one tilbud, one rådgiver and one year as an .xlsx file."""
    tilbud, rådgiver = opsætning.tilbud[annual.tilbud], opsætning.rådgivere[annual.rådgiver]
    sheet = new_sheet(f"Opfølgningsmøder {annual.år}")
    _write_top(sheet, tilbud, rådgiver, annual.år)
    write_head(sheet, _HEAD_ROW, COLUMNS)
    for offset, row in enumerate(annual.rows, 1):
        for number, text in enumerate(_texts(row), 1):
            write_text(put(sheet, _HEAD_ROW + offset, number), text)
        frame(sheet, _HEAD_ROW + offset, COLUMNS)
    last = _HEAD_ROW + max(FORM_ROWS, len(annual.rows) + SPARE_ROWS)
    for empty in range(_HEAD_ROW + len(annual.rows) + 1, last + 1):
        frame(sheet, empty, COLUMNS)
    sheet.print_area = f"A1:F{last}"
    set_page(sheet, f"{HEADING} {annual.år} · {tilbud.navn} · Fortroligt")
    return save(
        sheet,
        title=f"{HEADING} {annual.år} – {tilbud.navn}",
        author=f"{rådgiver.titel}, {opsætning.kommune}",
        memory=memory,
    )


def _write_top(sheet: Worksheet, tilbud: Tilbud, rådgiver: Rådgiver, år: int) -> None:
    write_line(sheet, 1, HEADING, TITLE)
    room = sum(column.width for column in COLUMNS[1:])
    top = (("Tilbud:", _place_and_contact(tilbud)), ("Rådgiver:", _name_and_contact(rådgiver)), ("År:", str(år)))
    for row, (label, text) in enumerate(top, 2):
        write_text(put(sheet, row, 1), label, LABEL)
        write_text(put(sheet, row, 2), text, BODY)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(COLUMNS))
        sheet.row_dimensions[row].height = height_of(lines_needed(text, room))


def _texts(row: ListRow) -> tuple[str, ...]:
    month = MÅNEDER[row.måned - 1] if row.måned else ""
    return (month, row.navn, row.cpr, row.ønske_til_sted, row.øvrige_deltagere, row.bemærkninger)


def _place_and_contact(tilbud: Tilbud) -> str:
    """The tilbud and, on a line of its own, the afdelingsleder, who gets the list (R1)."""
    place = _joined(", ", tilbud.navn, tilbud.adresse)
    lines = [_joined(" · ", place, _phone(tilbud.telefon), tilbud.mail)]
    if tilbud.afdelingsleder:
        lines.append(f"Afdelingsleder: {_name_and_contact(tilbud.afdelingsleder)}")
    return "\n".join(lines)


def _name_and_contact(person: Rådgiver | Medarbejder) -> str:
    return _joined(" · ", person.navn, _phone(person.telefon), person.mail)


def _phone(number: str | None) -> str | None:
    return f"telefon {number}" if number else None


def _joined(mark: str, *parts: str | None) -> str:
    return mark.join(part for part in parts if part)
