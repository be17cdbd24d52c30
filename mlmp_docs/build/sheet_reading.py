"""A spreadsheet that came home, as rows, whatever it is: our workbook, a table of it saved as CSV, a returned list."""

from dataclasses import replace
from pathlib import Path

from mlmp_docs.build.known_citizens import KnownCitizens
from mlmp_docs.build.returned_list import read_returned
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.package import UnreadableWorkbook
from mlmp_docs.plan.cpr_traces import without_cpr_numbers
from mlmp_docs.plan.source import MASK
from mlmp_docs.project import Project
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.reading import read_tables

_MOST = 100_000_000


def content_of(path: Path) -> bytes:
    """The bytes of a file that somebody named. Raises `UnreadableWorkbook` with a Danish sentence."""
    try:
        if path.is_dir():
            raise UnreadableWorkbook("Det er en mappe. Skriv navnet på selve regnearket.")
        if path.stat().st_size > _MOST:
            raise UnreadableWorkbook("Filen er på over 100 MB, så den er ikke et regneark fra 'mlmp regneark eksport'.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableWorkbook("Filen findes ikke. Se efter, om navn og mappe er skrevet rigtigt.") from None
    except OSError:
        message = "Filen kan ikke læses. Luk den i andre programmer, og se efter, om du må åbne den."
        raise UnreadableWorkbook(message) from None


def shown_name(path: Path) -> str:
    """The file's name as messages may show it."""
    return "".join(sign if sign.isprintable() else "▒" for sign in without_cpr_numbers(path.name, MASK))


def read_sheet(
    content: bytes, name: str, project: Project, base: bytes | None = None, processes: int = 1
) -> EditedTables:
    """Everything of a spreadsheet that can be read; `base` is the export that a CSV file was saved from.

    Raises `UnreadableWorkbook`.
    """
    file = read_editing_file(content, name)
    if base is not None:
        export = read_editing_file(base, name)
        if export.base is None:
            message = "Filen efter --udgangspunkt er ikke et regneark, som 'mlmp regneark eksport' har lavet."
            raise UnreadableWorkbook(message)
        file = replace(file, base=export.base)
    returned = read_returned(project, file, name, processes)
    if returned is not None:
        return returned
    return read_tables(file, name, project.opsætning, KnownCitizens(project))
