"""The sheet on top of a pack for print, as a workbook that becomes its first page."""

from mlmp_docs.content.pack_cover import DAY, Cover
from mlmp_docs.excel.workbook import HINT, LINE, SUBTITLE, TITLE, Column, ListSheet, save, set_page

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
    written = ListSheet("Indhold")
    written.write_line(cover.titel, TITLE)
    for line in cover.linjer:
        written.write_line(line, LINE if line is cover.linjer[0] else HINT)
    written.skip_row()
    written.write_head(columns)
    for row in cover.rækker:
        written.write_row(row, columns)
    if cover.udeladt:
        _write_left_out(written, cover, columns)
    set_page(written.sheet, f"{cover.titel} · Fortroligt")
    if cover.hoved != DAY:
        written.sheet.page_setup.orientation = "portrait"
    return save(written, title=cover.titel, author=author, memory={})


def _write_left_out(written: ListSheet, cover: Cover, columns: tuple[Column, ...]) -> None:
    """What is not in the pack, below the table: document and reason, the reason over the other columns."""
    written.skip_row()
    written.write_line("Ikke med i pakken", SUBTITLE)
    for titel, grund in cover.udeladt:
        written.write_pair(titel, grund, columns, 2)
