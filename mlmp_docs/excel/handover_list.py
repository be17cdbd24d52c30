"""The handover list as a workbook: one row for each citizen, the names always in sight."""

from mlmp_docs.content.danish import short_date
from mlmp_docs.content.handover_list import NOTE, HandoverList
from mlmp_docs.excel.list_sheet import Column, ListSheet
from mlmp_docs.excel.workbook_xml import Properties
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
    written = ListSheet("Overdragelse", COLUMNS)
    written.write_line("Overdragelse af borgere", "title")
    written.write_line(f"Fra {fra.navn} til {til.navn}, {short_date(listed.dag)}", "line")
    written.write_line(NOTE, "hint")
    written.skip_row()
    written.write_head(fixed_columns=1)
    for row in listed.rows:
        written.write_row((row.navn, row.id, row.tilbud, row.møde, row.frister, row.sendt, row.mål))
    written.add_filter()
    title, author = f"Overdragelse {short_date(listed.dag)}", f"{til.titel}, {opsætning.kommune}"
    properties = Properties(title, author, {"mlmp-dokument": "overdragelse"})
    return written.workbook(properties, footer=f"{title} · Fortroligt")
