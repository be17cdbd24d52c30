"""A tilbud's årshjul as a workbook: real dates, a filter, printed on A4 or A3 across."""

from collections.abc import Mapping
from datetime import date

from mlmp_docs.content.provider_year import NOTE, ProviderYear, YearRow
from mlmp_docs.excel.list_sheet import Column, ListSheet
from mlmp_docs.excel.workbook_xml import Properties
from mlmp_docs.plan.settings import Opsætning

COLUMNS = (
    Column("Kontaktperson", 18),
    Column("Borger", 21),
    Column("Møde", 16),
    Column("Kl.", 11),
    Column("Sted", 19),
    Column("R5, R10–R12 Forberedelsesmøde (vejledende)", 23),
    Column("R14 Status klar senest", 16),
    Column("R37 Bestilling modtages senest", 16),
    Column("Rådgiver", 14),
    Column("Bemærkninger", 22),
)
_NAMES_IN_SIGHT = 2


def provider_year(year: ProviderYear, opsætning: Opsætning, *, memory: Mapping[str, str]) -> bytes:
    """The årshjul of one tilbud and year as an .xlsx file."""
    tilbud, år = opsætning.tilbud[year.tilbud], year.år
    written = ListSheet(f"Årshjul {år}", COLUMNS)
    written.write_line(f"Årshjul {år} – {tilbud.navn}", "title")
    months = " · ".join(f"{month} {count}" for month, count in year.møder_pr_måned)
    written.write_line(f"Møder: {months}" if months else "Ingen møder planlagt", "line")
    written.write_line(NOTE, "hint")
    written.skip_row()
    written.write_head(fixed_columns=_NAMES_IN_SIGHT)
    for row in year.rows:
        written.write_row(_values(row))
    written.add_filter()
    properties = Properties(f"Årshjul {år} – {tilbud.navn}", f"Rådgiver, {opsætning.kommune}", memory)
    return written.workbook(properties, footer=f"Årshjul {år} · {tilbud.navn} · Fortroligt")


def _values(row: YearRow) -> tuple[date | str, ...]:
    return (
        row.kontaktperson,
        row.navn,
        row.møde,
        row.kl,
        row.sted,
        row.forberedelsesmøde,
        row.status,
        row.bestilling,
        row.rådgiver,
        row.bemærkninger,
    )
