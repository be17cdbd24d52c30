"""A spreadsheet as it comes home, made from plans without a workbook: what was exported, what somebody did to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.tables.edited import EditedCell, EditedRow, EditedTables
from mlmp_docs.tables.rows import citizen_rows, project_rows
from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.table import Row, RowKey, Table

_FIRST = 5


def exported(plans: Mapping[str, str], settings: str = "") -> EditedTables:
    """The plans, and mlmp.yaml if given, as they come home when nobody has touched them."""
    rows: dict[str, list[Row]] = {}
    for borger, text in plans.items():
        raw = read_plan(text.encode(), f"citizens/{borger}.yaml").raw
        assert isinstance(raw, dict)
        for table, found in citizen_rows(borger, raw).items():
            rows.setdefault(table, []).extend(found)
    if settings:
        raw = read_settings(settings.encode(), "mlmp.yaml").raw
        assert isinstance(raw, dict)
        for table, found in project_rows(raw).items():
            rows.setdefault(table, []).extend(found)
    return EditedTables(
        tuple(
            edited_row(BY_NAME[table], number, row.values, row.key)
            for table, found in rows.items()
            for number, row in enumerate(found, _FIRST)
        ),
        (),
        (),
    )


def edited_row(table: Table, number: int, values: Mapping[str, str], key: RowKey | None = None) -> EditedRow:
    """A row of a sheet; a new one without a key."""
    cells = {
        column.key: EditedCell(f"{_letters(at)}{number}", values[column.key])
        for at, column in enumerate(table.columns, 1)
        if column.key in values
    }
    return EditedRow(table, number, key, cells, dict(values) if key else None)


def typed(sheet: EditedTables, table: str, key: RowKey, values: Mapping[str, str]) -> EditedTables:
    """The sheet after somebody typed other values in one row."""
    rows = [_with(row, values) if (row.table.name, row.key) == (table, key) else row for row in sheet.rows]
    assert rows != list(sheet.rows)
    return replace(sheet, rows=tuple(rows))


def added(sheet: EditedTables, table: str, values: Mapping[str, str], number: int = 400) -> EditedTables:
    """The sheet after somebody filled in a row below the others."""
    return replace(sheet, rows=(*sheet.rows, edited_row(BY_NAME[table], number, values)))


def without(sheet: EditedTables, table: str, keys: Iterable[RowKey]) -> EditedTables:
    """The sheet after somebody deleted rows."""
    away = set(keys)
    gone = [replace(row, number=0, cells={}) for row in sheet.rows if row.table.name == table and row.key in away]
    rows = [row for row in sheet.rows if not (row.table.name == table and row.key in away)]
    assert len(gone) == len(away)
    return replace(sheet, rows=tuple(rows), gone=(*sheet.gone, *gone))


def no_base(rows: Sequence[EditedRow]) -> tuple[EditedRow, ...]:
    """The rows as a CSV file has them: nobody knows what was exported."""
    return tuple(replace(row, base=None) for row in rows)


def _with(row: EditedRow, values: Mapping[str, str]) -> EditedRow:
    columns = list(row.table.keys)
    cells = {key: EditedCell(f"{_letters(columns.index(key) + 1)}{row.number}", text) for key, text in values.items()}
    return replace(row, cells={**row.cells, **cells})


def _letters(number: int) -> str:
    return chr(64 + number) if number <= 26 else f"A{chr(38 + number)}"
