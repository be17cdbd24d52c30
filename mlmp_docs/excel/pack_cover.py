"""The sheet on top of a pack for print, as a workbook that becomes its first page."""

from mlmp_docs.content.pack_cover import DAY, Cover
from mlmp_docs.excel.list_sheet import Column, ListSheet
from mlmp_docs.excel.workbook_xml import Properties

_WIDTHS = {
    "Nr.": 5.0,
    "Borger": 26.0,
    "Dokument": 38.0,
    "Møde": 12.0,
    "Sider": 7.0,
    "Bemærkning": 24.0,
    "Kl.": 16.0,
    "Sted": 22.0,
    "Hvem kommer": 42.0,
    "Særlige behov": 26.0,
    "I pakken": 34.0,
}


def pack_cover(cover: Cover, *, author: str) -> bytes:
    """The cover as an .xlsx file, portrait for a list of contents, landscape for a day."""
    columns = tuple(Column(heading, _WIDTHS[heading]) for heading in cover.hoved)
    written = ListSheet("Indhold", columns)
    written.write_line(cover.titel, "title")
    for line in cover.linjer:
        written.write_line(line, "line" if line is cover.linjer[0] else "hint")
    written.skip_row()
    written.write_head()
    for row in cover.rækker:
        written.write_row(row)
    if cover.udeladt:
        _write_left_out(written, cover)
    properties = Properties(cover.titel, author, {})
    return written.workbook(properties, footer=f"{cover.titel} · Fortroligt", portrait=cover.hoved != DAY)


def _write_left_out(written: ListSheet, cover: Cover) -> None:
    """What is not in the pack, below the table: document and reason, the reason over the other columns."""
    written.skip_row()
    written.write_line("Ikke med i pakken", "subtitle")
    for titel, grund in cover.udeladt:
        written.write_pair(titel, grund, labelled=2)
