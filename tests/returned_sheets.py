"""Spreadsheets as they come home: a small workbook in the layout of the export, to be edited and read."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables.edited import EditedRow, EditedTables
from mlmp_docs.tables.reading import read_tables
from mlmp_docs.tables.rows import citizen_rows, project_rows
from mlmp_docs.tables.sheets import BY_NAME, TABLES
from mlmp_docs.tables.table import Column, Row, Table

NAME = "ud.xlsx"
HEADINGS = 4
PEOPLE = {
    "anna": ("Anna Sørensen", "670761-4285"),
    "bo": ("Bo Ågård", "610190-0002"),
    "carla": ("Carla Møller", "650580-1238"),
    "dora": ("Dora Bech", "810374-2364"),
    "erik": ("Erik Holm", "620482-3311"),
}
_DAYS = {
    "anna": ("2027-05-12", "maj", "Torvet"),
    "bo": ("2027-03-02", "marts", "Bostedet"),
    "carla": ("2027-11-22", "november", "Rådhuset"),
    "dora": ("2027-01-19", "januar", "Dora vil bo hjemme"),
    "erik": ("2027-09-07", "september", "Aktivitetscentret"),
}
PROJECT: dict[str, Any] = {
    "kommune": "Fjordby",
    "år": "2027",
    "rådgivere": {"mette-holm": {"navn": "Mette Holm", "telefon": "12 34 56 78", "mail": "mette@fjordby.dk"}},
    "tilbud": {"fjordglimt": {"navn": "Bostedet Fjordglimt", "internt": "ja"}},
}
SETTINGS = Opsætning.model_validate(PROJECT)


def plan(borger: str) -> dict[str, Any]:
    """A small plan of somebody."""
    navn, cpr = PEOPLE[borger]
    day, month, place = _DAYS[borger]
    return {
        "borger": {"navn": navn, "cpr": cpr, "telefon": "23 45 67 89"},
        "sagsnummer": f"00{len(borger)}17",
        "rådgiver": "mette-holm",
        "tilbud": [{"id": "fjordglimt"}],
        "møder": [{"år": "2027", "måned": month, "dato": day, "kl": "10:00-11:30", "sted": place}],
        "mål": [{"id": "bus", "borgermål": f"{navn} tager bussen", "delmål": [{"tekst": "Finde stoppestedet"}]}],
        "netværk": [{"navn": f"Ven af {borger}", "relation": "ven"}],
        "aftaler": [{"tekst": f"Ringe til {borger}", "fra_møde": "2027"}],
    }


def exported_rows(people: Sequence[str] = tuple(PEOPLE)) -> dict[str, list[Row]]:
    """The rows of the tables, of the plans of these people and the project."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for borger in people:
        for name, some in citizen_rows(borger, plan(borger)).items():
            rows[name] += some
    for name, some in project_rows(PROJECT).items():
        rows[name] += some
    return rows


class Book:
    """An exported workbook that somebody edits."""

    def __init__(self, people: Sequence[str] = tuple(PEOPLE), year: str = "2027") -> None:
        self.rows = exported_rows(people)
        self.workbook = Workbook()
        del self.workbook["Sheet"]
        self.workbook.create_sheet("Læs mig")["A1"] = "Sådan bruger du regnearket"
        for table in TABLES:
            _write_table(self.workbook.create_sheet(table.name), table, self.rows[table.name])
        _write_base(self.workbook.create_sheet("mlmp-udgangspunkt"), self.rows, year)

    def sheet(self, name: str = "Møder") -> Worksheet:
        """One of the sheets."""
        found = self.workbook[name]
        assert isinstance(found, Worksheet)
        return found

    def column(self, key: str, table: str = "Møder") -> int:
        """The number of the column that a key was exported to."""
        return [*BY_NAME[table].keys, "mlmp-id"].index(key) + 1

    def address(self, borger: str, key: str, table: str = "Møder") -> str:
        """The cell of somebody's first row."""
        row = next(number for number, row in enumerate(self.rows[table]) if row.key.borger == borger)
        return str(self.sheet(table).cell(HEADINGS + 1 + row, self.column(key, table)).coordinate)

    def put(self, borger: str, key: str, value: Any, table: str = "Møder", number_format: str = "") -> str:
        """Type something into somebody's cell; its address."""
        address = self.address(borger, key, table)
        cell = self.sheet(table)[address]
        cell.value = value
        if number_format:
            cell.number_format = number_format
        return address

    def bytes(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        self.workbook.save(target)
        return target.getvalue()

    def read(self) -> EditedTables:
        """What comes home."""
        return come_home(self.bytes())


def come_home(content: bytes, name: str = NAME, known: Mapping[str, tuple[str, str]] = PEOPLE) -> EditedTables:
    """What a file says."""
    return read_tables(read_editing_file(content, name), name, SETTINGS, known)


def loaded(content: bytes) -> Workbook:
    """The workbook, to be looked at or edited by openpyxl."""
    return load_workbook(io.BytesIO(content))


def changes(tables: EditedTables) -> dict[tuple[str, str, str], str]:
    """What does not say what was exported: table, row, column -> text."""
    return {
        (row.table.name, str(row.key), key): cell.text
        for row in tables.rows
        if row.base is not None
        for key, cell in row.cells.items()
        if cell.text != row.base[key]
    }


def changed(tables: EditedTables, borger: str, table: str = "Møder") -> dict[str, str]:
    """What does not say what was exported in the rows of somebody, by column."""
    return {
        key: text
        for (name, row, key), text in changes(tables).items()
        if name == table and json.loads(row)[0] == borger
    }


def new_rows(tables: EditedTables) -> list[EditedRow]:
    """The rows nobody exported."""
    return [row for row in tables.rows if row.key is None]


def mistakes(tables: EditedTables) -> list[tuple[str, str]]:
    """Code and place of what was refused."""
    return [(one.code, one.place.cell) for one in tables.diagnostics if one.level is Level.FEJL]


def warnings(tables: EditedTables) -> list[tuple[str, str]]:
    """Code and place of what was told."""
    return [(one.code, one.place.cell) for one in tables.diagnostics if one.level is not Level.FEJL]


def told(tables: EditedTables, code: str) -> Diagnostic:
    """The one diagnostic with the code."""
    (found,) = [one for one in tables.diagnostics if one.code == code]
    return found


def _write_table(sheet: Worksheet, table: Table, rows: Sequence[Row]) -> None:
    sheet["A1"] = f"{table.name} 2027"
    sheet["A2"] = table.help
    for number, heading in enumerate([*(column.heading for column in table.columns), "mlmp-id"], 1):
        sheet.cell(HEADINGS, number, heading)
    for at, row in enumerate(rows, HEADINGS + 1):
        for number, column in enumerate(table.columns, 1):
            cell = sheet.cell(at, number)
            cell.value, cell.number_format = _as_cell(column, row.values[column.key])
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.cell(at, len(table.columns) + 1, str(row.key))
    sheet.column_dimensions[sheet.cell(HEADINGS, len(table.columns) + 1).column_letter].hidden = True
    sheet.auto_filter.ref = f"A{HEADINGS}:{sheet.cell(HEADINGS + len(rows), len(table.columns) + 1).coordinate}"


def _as_cell(column: Column, text: str) -> tuple[Any, str]:
    if not text:
        return None, "General"
    if column.kind == "dato":
        return date.fromisoformat(text), r"dd\-mm\-yyyy"
    if column.kind == "tid":
        return time.fromisoformat(text), "hh:mm"
    return (int(text), "0") if column.kind == "heltal" else (text, "@")


def _write_base(sheet: Worksheet, rows: Mapping[str, Sequence[Row]], year: str) -> None:
    sheet.append(["mlmp-udgangspunkt", "1", year, "2026-11-22"])
    for table in TABLES:
        sheet.append(["tabel", table.name, json.dumps(table.keys, ensure_ascii=False)])
        for row in rows[table.name]:
            values = json.dumps([row.values[key] for key in table.keys], ensure_ascii=False)
            sheet.append([table.name, str(row.key), values])
    sheet.sheet_state = "veryHidden"
