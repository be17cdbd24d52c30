"""What a row and a value are called when a change is shown to a person. Never a CPR number."""

from datetime import date

from mlmp_docs.plan.cpr_traces import without_cpr_numbers
from mlmp_docs.plan.source import MASK
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.owners import text
from mlmp_docs.tables.sheets import AFTALER, BORGERE, DELMÅL, MÅL, MØDER, NETVÆRK, RÅDGIVERE, SCORINGER, TILBUD
from mlmp_docs.tables.table import LISTS, Column, RowKey, Table

NOTHING = "(tom)"
_LONGEST_NAME = 40
_ONE = {
    MØDER.name: ("mødet", "nyt møde"),
    BORGERE.name: ("borgeren", "ny borger"),
    MÅL.name: ("målet", "nyt mål"),
    DELMÅL.name: ("delmålet", "nyt delmål"),
    SCORINGER.name: ("scoringen", "ny scoring"),
    NETVÆRK.name: ("i netværket", "ny i netværket"),
    AFTALER.name: ("aftalen", "ny aftale"),
    TILBUD.name: ("tilbuddet", "nyt tilbud"),
    RÅDGIVERE.name: ("rådgiveren", "ny rådgiver"),
}
"""What the row of a table is: one that is known, and a new one."""


def entry_name(table: Table, key: RowKey | None) -> str:
    """What the entry of a row is called: mødet 2027, delmålet rute i målet bus."""
    known, _ = _ONE[table.name]
    if key is None or not key.path:
        return known
    name = f"{known} {_name(table, key.path[-1])}"
    above = f" i målet {_shortened(key.path[1], _LONGEST_NAME)}" if table.name in (DELMÅL.name, SCORINGER.name) else ""
    return f"{name}{above}"


def row_name(row: EditedRow) -> str:
    """What the entry of a row is called; one whose row has no id, by what stands in the row."""
    return _called(row, _ONE[row.table.name][0]) if row.key is None else entry_name(row.table, row.key)


def new_entry_name(row: EditedRow) -> str:
    """What is said of a row that is to become an entry: nyt mål bus."""
    return _called(row, _ONE[row.table.name][1])


def _called(row: EditedRow, what: str) -> str:
    key = naming_key(row)
    goal = text(row, "@mål")
    above = f" i målet {_shortened(goal, _LONGEST_NAME)}" if goal else ""
    name = f"{what} {_name(row.table, text(row, key))}" if key else what
    return f"{name}{above}"


def naming_key(row: EditedRow) -> str:
    """The column that a new row is called by; none where nothing stands in those that could be it."""
    keys = ("@id", "id", "navn", "borger.navn", "borgermål", "tekst", "dato", "år")
    return next((key for key in keys if text(row, key)), "")


def shown(column: Column, value: str | None, longest: int) -> str:
    """A value in one line of at most so many characters, as a person would say it."""
    if not value:
        return NOTHING
    if column.kind == "cpr":
        return MASK
    if column.kind == "dato" and (day := _day(value)):
        return f"{day.day}.{day.month}.{day.year}"
    if column.kind == "tid":
        return value.replace(":", ".")
    joined = (", " if column.kind == "id'er" else "; ").join(value.split("\n")) if column.kind in LISTS else value
    return _shortened(joined, longest)


def without_cpr(column: Column, value: str) -> str:
    """A value whole and in its one form, for programs, but without CPR numbers."""
    return MASK if column.kind == "cpr" and value else without_cpr_numbers(value, MASK)


def _name(table: Table, name: str) -> str:
    if table.name in (SCORINGER.name, MØDER.name):
        day, _, rest = name.partition(" ")
        found = _day(day)
        name = f"{found.day}.{found.month}.{found.year} {rest}".strip() if found else name
    return _shortened(name, _LONGEST_NAME)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _shortened(text: str, longest: int) -> str:
    line = without_cpr_numbers(" ".join(text.split()), MASK)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
