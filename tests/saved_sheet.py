"""An abused spreadsheet as a file: a workbook, or one of its sheets as text with semicolons."""

import csv
import io
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta

from abused_sheet import Page
from openpyxl import Workbook

from mlmp_docs.tables.base import Base
from mlmp_docs.tables.grid import Content, Grid


def as_csv(chance: random.Random, page: Page) -> bytes | None:
    """The sheet as text with semicolons; None if the encoding has not all its letters."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator=chance.choice(["\r\n", "\n"]))
    grid = page.grid()
    for number in range(1, max(grid.rows) + 1):
        row = grid.rows.get(number, {})
        writer.writerow([_csv_text(row.get(at, "")) for at in range(1, len(page.columns) + 1)])
    try:
        return target.getvalue().encode(chance.choice(["utf-8-sig", "utf-8", "cp1252"]))
    except UnicodeEncodeError:
        return None


def _csv_text(content: Content) -> str:
    if isinstance(content, str):
        return content
    if content.kind == "dato":
        days = int(float(content.text))
        return (date(1899, 12, 30) + timedelta(days=days)).strftime("%d-%m-%Y") if days < 80_000 else "########"
    if content.kind == "tid":
        minutes = round(float(content.text) * 1440)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if content.kind == "ja/nej":
        return "SAND" if content.text == "1" else "FALSK"
    return {"fejl": "#REFERENCE!", "formel": "#NAVN?"}.get(content.kind, content.text)


FORMATS = {"dato": r"dd\-mm\-yyyy", "tid": "hh:mm", "dag og tid": "dd/mm/yyyy hh:mm", "tal": "0"}


def as_workbook(grids: Sequence[Grid], base: Base) -> bytes:
    """The sheets as .xlsx, with what was exported."""
    book = Workbook()
    del book["Sheet"]
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for number, row in grid.rows.items():
            for at, content in row.items():
                cell = sheet.cell(number, at)
                if isinstance(content, str):
                    cell.value, cell.data_type, cell.number_format = content.replace("_x", "_x005F_x"), "s", "@"
                elif content.kind in ("formel", "fejl"):
                    cell.value = "=1/0" if content.kind == "formel" else "#REF!"
                else:
                    cell.value = content.text == "1" if content.kind == "ja/nej" else float(content.text)
                    cell.number_format = FORMATS.get(content.kind, "General")
        for one in grid.merged:
            sheet.merge_cells(None, one.first_row, one.first_column, one.last_row, one.last_column)
    hidden = book.create_sheet("mlmp-udgangspunkt")
    hidden.append(["mlmp-udgangspunkt", "1", base.selection, base.day])
    for table, columns in base.columns.items():
        hidden.append(["tabel", table, json.dumps(columns, ensure_ascii=False)])
        for key, row in base.rows[table].items():
            hidden.append([table, key, json.dumps([row[column] for column in columns], ensure_ascii=False)])
    hidden.sheet_state = "veryHidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
