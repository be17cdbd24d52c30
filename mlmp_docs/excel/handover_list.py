"""The handover list as a workbook: one row for each citizen, the names always in sight."""

from openpyxl.utils import get_column_letter

from mlmp_docs.content.danish import short_date
from mlmp_docs.content.handover_list import NOTE, HandoverList
from mlmp_docs.excel.workbook import HINT, LINE, TITLE, Column, ListSheet, save, set_page
from mlmp_docs.plan.settings import Opsætning

COLUMNS = (
    Column("Borger", 22),
    Column("Id", 14, as_text=True),
    Column("Tilbud og kontaktperson", 32),
    Column("Næste møde", 22),
    Column("Åbne frister", 62),
    Column("Sendt til næste møde", 22),
    Column("Mål i gang", 8),
)


def handover_list(listed: HandoverList, opsætning: Opsætning) -> bytes:
    """The citizens who go from one rådgiver to another, as an .xlsx file."""
    fra, til = opsætning.rådgivere[listed.fra], opsætning.rådgivere[listed.til]
    written = ListSheet("Overdragelse")
    written.write_line("Overdragelse af borgere", TITLE)
    written.write_line(f"Fra {fra.navn} til {til.navn}, {short_date(listed.dag)}", LINE)
    written.write_line(NOTE, HINT)
    written.skip_row()
    written.write_head(COLUMNS, fixed_columns=1)
    head = written.row
    for row in listed.rows:
        written.write_row((row.navn, row.id, row.tilbud, row.møde, row.frister, row.sendt, row.mål), COLUMNS)
    written.sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(COLUMNS))}{max(written.row, head + 1)}"
    set_page(written.sheet, f"Overdragelse {short_date(listed.dag)} · Fortroligt")
    return save(
        written,
        title=f"Overdragelse {short_date(listed.dag)}",
        author=f"{til.titel}, {opsætning.kommune}",
        memory={"mlmp-dokument": "overdragelse"},
    )
