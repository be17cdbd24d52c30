"""The annual list, "Liste over opfølgningsmøder": the annex to the procedure and nothing more (R2, R3)."""

from collections.abc import Mapping

from mlmp_docs.excel.list_sheet import Column, ListSheet
from mlmp_docs.excel.package import column_and_row, open_package
from mlmp_docs.excel.workbook_xml import Properties
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


def annual_list(annual: AnnualList, opsætning: Opsætning, *, memory: Mapping[str, str]) -> bytes:
    """The list of one tilbud, one rådgiver and one year as an .xlsx file."""
    tilbud, rådgiver = opsætning.tilbud[annual.tilbud], opsætning.rådgivere[annual.rådgiver]
    written = ListSheet(f"Opfølgningsmøder {annual.år}", COLUMNS)
    _write_top(written, tilbud, rådgiver, annual.år)
    written.write_head()
    for row in annual.rows:
        written.write_row(_texts(row))
    for _ in range(max(FORM_ROWS - len(annual.rows), SPARE_ROWS)):
        written.write_row([""] * len(COLUMNS))
    written.end_print()
    title, author = f"{HEADING} {annual.år} – {tilbud.navn}", f"{rådgiver.titel}, {opsætning.kommune}"
    footer = f"{HEADING} {annual.år} · {tilbud.navn} · Fortroligt"
    return written.workbook(Properties(title, author, memory), footer=footer)


def rows_of(content: bytes) -> tuple[tuple[int, str, str], ...] | None:
    """The number, month and CPR number of each row that names somebody, as the file says it now.

    None for a workbook without the annex's head. Raises `UnreadableWorkbook`.
    """
    by_row: dict[int, dict[int, str]] = {}
    for sheet in open_package(content).sheets()[:1]:
        for cell in sheet.cells:
            column, row = column_and_row(cell.address)
            by_row.setdefault(row, {})[column] = " ".join(cell.text.split())
    heads = [row for row, cells in by_row.items() if all(cells.get(n) == COLUMNS[n - 1].heading for n in (1, 2, 3))]
    if not heads:
        return None
    rows = ((row, cells) for row, cells in sorted(by_row.items()) if row > heads[0])
    return tuple(
        (row, cells.get(1, "").lower(), cells.get(3, "")) for row, cells in rows if any(map(cells.get, (1, 2, 3)))
    )


def _write_top(written: ListSheet, tilbud: Tilbud, rådgiver: Rådgiver, år: int) -> None:
    written.write_line(HEADING, "title")
    top = (("Tilbud:", _place_and_contact(tilbud)), ("Rådgiver:", _name_and_contact(rådgiver)), ("År:", str(år)))
    for label, text in top:
        written.write_label(label, text)
    written.skip_row()


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
