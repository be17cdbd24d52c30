"""Which table a sheet is, where its headings stand, and which column holds what.

A column is known by its heading, wherever it stands; the heading row may have moved.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.nearest import did_you_mean
from mlmp_docs.tables.grid import Content, Grid, GridRow, letters
from mlmp_docs.tables.sheets import TABLES
from mlmp_docs.tables.table import RowKey, Table, row_key
from mlmp_docs.tables.texts import normalised

KEY_HEADING = "mlmp-id"
_ROWS_LOOKED_AT = 60
_ENOUGH = 0.6
"""So much of a table's headings tells the table on a sheet without ids and with another name."""


@dataclass(frozen=True)
class Headings:
    """The heading row of a sheet."""

    table: Table
    row: int
    columns: dict[str, int]
    """The numbers of the sheet's columns by their key; one that stands twice is not there."""

    key_column: int | None
    """The hidden column of the row ids."""

    unknown: tuple[int, ...]
    """Columns whose heading nobody knows."""

    doubled: dict[str, tuple[int, ...]]
    """The columns of a key that stands twice."""


def folded(content: Content | None) -> str:
    """A heading without what does not count: case, blanks, line breaks, a colon at the end."""
    if not isinstance(content, str):
        return ""
    return " ".join(normalised(content).replace("\u00ad", "").casefold().split()).rstrip(":").rstrip()


_KEYS = {table.name: {folded(column.heading): column.key for column in table.columns} for table in TABLES}


def table_of_key(key: RowKey) -> str:
    """The name of the table a row belongs to by its id; empty for none."""
    match key.path:
        case () if key.borger:
            return "Borgere"
        case (kind, _):
            of_project = {"tilbud": "Tilbud", "rådgivere": "Rådgivere"}
            of_citizen = {"møder": "Møder", "mål": "Mål", "netværk": "Netværk", "aftaler": "Aftaler"}
            return (of_citizen if key.borger else of_project).get(kind, "")
        case ("mål", _, "delmål", _) if key.borger:
            return "Delmål"
        case ("mål", _, "scoringer", _) if key.borger:
            return "Scoringer"
    return ""


def find_headings(grid: Grid) -> Headings | None:
    """The headings of the table that the sheet is; None when it is none of the tables.

    The ids of the rows tell it, else the sheet's name, else the headings alone.
    """
    best = _best_rows(grid)
    if not best:
        return None
    table = _by_ids(grid, best) or _by_name(grid, best) or _by_headings(grid, best)
    return None if table is None else _headings(grid, table, best[table.name][1])


def headings_known(grid: Grid) -> int:
    """How many headings of one table stand together in a row; also those of the annual list, which is part of one."""
    return max((known for known, _ in _best_rows(grid).values()), default=0)


def _best_rows(grid: Grid) -> dict[str, tuple[int, int]]:
    """For each table that the sheet may be: how many of its headings stand together, and in which row."""
    best: dict[str, tuple[int, int]] = {}
    for number, row in islice(grid.rows.items(), _ROWS_LOOKED_AT):
        texts = {folded(content) for content in row.values()}
        for name, keys in _KEYS.items():
            known = sum(text in keys for text in texts)
            if known >= 2 and known > best.get(name, (0, 0))[0]:
                best[name] = known, number
    return best


def _by_ids(grid: Grid, best: Collection[str]) -> Table | None:
    votes: Counter[str] = Counter()
    column = None
    for row in islice(grid.rows.values(), 2 * _ROWS_LOOKED_AT):
        if column is None:
            column = next((number for number, content in row.items() if folded(content) == KEY_HEADING), None)
        elif isinstance(text := row.get(column), str) and (key := row_key(text)):
            votes[table_of_key(key)] += 1
    name = next((name for name, _ in votes.most_common(1)), "")
    return next((table for table in TABLES if table.name == name and name in best), None)


def _by_name(grid: Grid, best: Collection[str]) -> Table | None:
    name = folded(grid.name)
    return next((table for table in TABLES if table.name.casefold() == name and table.name in best), None)


def _by_headings(grid: Grid, best: dict[str, tuple[int, int]]) -> Table | None:
    """The table that has nearly all its headings here, or beside the heading of the ids more than any other."""
    found = [table for table in TABLES if table.name in best]
    own = [table for table in found if KEY_HEADING in map(folded, grid.rows[best[table.name][1]].values())]
    parts = {table.name: best[table.name][0] / (1 if own else len(table.columns)) for table in own or found}
    most = max(parts.values())
    nearest = [table for table in found if parts.get(table.name) == most]
    return nearest[0] if len(nearest) == 1 and (own or most >= _ENOUGH) else None


def _headings(grid: Grid, table: Table, row: int) -> Headings:
    keys = _KEYS[table.name]
    at: dict[str, list[int]] = {}
    key_column = None
    unknown = []
    heading_row = grid.rows[row]
    for number in sorted({*heading_row, *_filled(grid, row)}):
        text = folded(heading_row.get(number))
        if text == KEY_HEADING:
            key_column = number
        elif text in keys:
            at.setdefault(keys[text], []).append(number)
        else:
            unknown.append(number)
    if key_column is None:
        key_column = next((number for number in unknown if _holds_ids(grid, row, number)), None)
        unknown = [number for number in unknown if number != key_column]
    once = {key: numbers[0] for key, numbers in at.items() if len(numbers) == 1}
    twice = {key: tuple(numbers) for key, numbers in at.items() if len(numbers) > 1}
    return Headings(table, row, once, key_column, tuple(unknown), twice)


def _filled(grid: Grid, row: int) -> set[int]:
    """The columns in which something stands below the headings."""
    return {number for other, contents in grid.rows.items() if other > row for number in contents}


def _holds_ids(grid: Grid, row: int, column: int) -> bool:
    below = (contents.get(column) for number, contents in grid.rows.items() if number > row)
    texts = [text for text in islice(below, _ROWS_LOOKED_AT) if text]
    return bool(texts) and all(isinstance(text, str) and text[:2] == '["' and row_key(text) for text in texts)


def check_headings(grid: Grid, headings: Headings, exported: Collection[str] | None, file: str) -> list[Diagnostic]:
    """What is wrong with the headings, and which columns are not looked at; `exported` are the keys of the export."""

    def tell(code: str, level: Level, row: int | None, column: int, message: str, hint: str = "") -> Diagnostic:
        where = grid.address(row, column) if row else f"kolonne {letters(column)}"
        return Diagnostic(code, level, Place(file, cell=f"{grid.shown_name}!{where}"), message, hint)

    table, told = headings.table, []
    for key, numbers in headings.doubled.items():
        message = f"Kolonnen '{table.column(key).heading}' står to gange."
        hint = f"Slet den ene, kolonne {_spoken(map(letters, numbers), 'eller')}."
        told.append(tell("R025", Level.FEJL, headings.row, numbers[-1], message, hint))
    missing = [
        column.heading
        for column in table.columns
        if column.key not in headings.columns
        and column.key not in headings.doubled
        and (exported is None or column.key in exported)
    ]
    for number in headings.unknown:
        heading = folded(grid.rows[headings.row].get(number))
        used = any(number in contents for other, contents in grid.rows.items() if other > headings.row)
        near = did_you_mean(heading, missing) if heading else ""
        if missing and (used or near):
            hint = near or (
                f"Er det {_spoken(missing[:4], 'eller')}, så skriv den overskrift. "
                "Er det dine egne noter, så flyt dem til et andet ark."
            )
            told.append(tell("R024", Level.FEJL, headings.row, number, "Kolonnens overskrift kendes ikke.", hint))
        elif used:
            told.append(tell("R026", Level.ADVARSEL, None, number, "Kolonnen er ikke med i tabellen og læses ikke."))
    if missing and not any(one.code == "R024" for one in told):
        message = f"Arket mangler {_columns(missing)}; der læses intet derfra, og intet ændres."
        told.append(Diagnostic("R027", Level.ADVARSEL, Place(file, cell=grid.shown_name), message))
    return told


def _columns(names: list[str]) -> str:
    if len(names) > 6:
        return f"{len(names)} kolonner"
    return f"kolonne{'n' if len(names) == 1 else 'rne'} {_spoken(names)}"


def _spoken(words: Iterable[str], word: str = "og") -> str:
    *first, last = (f"'{each}'" for each in words)
    return f"{', '.join(first)} {word} {last}" if first else last


def is_heading_row(row: GridRow, headings: Headings) -> bool:
    """Whether the headings stand in a row once more."""
    keys = _KEYS[headings.table.name]
    named = [keys.get(folded(row.get(number))) == key for key, number in headings.columns.items()]
    return sum(named) >= max(2, len(named) // 2)
