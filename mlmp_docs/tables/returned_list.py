"""The annual list that a tilbud sends back: known by its memory, or by its headings; it has no hidden column (R2).

Only the three columns that the tilbud fills in are for the plans; month, name and CPR number tell whose a row is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.tables import decisions
from mlmp_docs.tables.edited import Decision, ValueId
from mlmp_docs.tables.grid import Content, Grid, GridRow, SheetFile
from mlmp_docs.tables.headings import KEY_HEADING, folded
from mlmp_docs.tables.moments import decimal
from mlmp_docs.tables.sheets import MØDER
from mlmp_docs.tables.texts import normalised

LIST = "liste"
MONTH, NAME, CPR = "måned", "@navn", "@cpr"
ANSWERS = ("ønske_til_sted", "øvrige_deltagere", "bemærkninger")
"""What the tilbud fills in."""
_ROWS_LOOKED_AT = 60
_FORM = MØDER.columns[:6]
_KEYS = {folded(column.heading): column.key for column in _FORM}
_MORE = {folded(column.heading) for column in MØDER.columns[6:]} | {KEY_HEADING}


@dataclass(frozen=True)
class Line:
    """A row of the list in which something stands."""

    number: int
    contents: Mapping[str, Content] = field(repr=False)
    """By the column's key; an empty cell is not there."""


@dataclass(frozen=True)
class Head:
    """What stands above the headings, on its own line each."""

    tilbud: str
    rådgiver: str
    år: str


@dataclass(frozen=True)
class ListFile:
    """An annual list as a file says it."""

    file: SheetFile
    grid: Grid
    columns: Mapping[str, int]
    """The numbers of the columns by key."""

    head: Head
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The headings of what the tilbud fills in that are not there."""
        return tuple(MØDER.column(key).heading for key in ANSWERS if key not in self.columns)

    @property
    def name_in_output(self) -> str:
        """What the list was called when it was made; empty when the file does not say."""
        return self.file.memory.get("mlmp-fil", "").rpartition("/")[2]

    def address(self, line: Line, key: str) -> str:
        """The cell of a column; an empty text in a CSV file."""
        return "" if self.file.is_csv else self.grid.address(line.number, self.columns[key])


def find_list(file: SheetFile) -> ListFile | None:
    """The annual list in a file; None for anything else."""
    known = file.memory.get("mlmp-dokument", "")
    if known not in ("", LIST):
        return None
    for grid in file.grids:
        first = grid.rows.get(1, {}).get(1)
        if decisions.is_decision_sheet({"A1": first if isinstance(first, str) else ""}):
            continue
        for number, row in islice(grid.rows.items(), _ROWS_LOOKED_AT):
            if columns := _columns(row, at_least=2 if known else 5):
                lines = tuple(_lines(grid, number, columns))
                return ListFile(file, grid, columns, _head(grid, number), lines)
    return None


def decided(file: SheetFile, name: str) -> tuple[dict[ValueId, Decision], tuple[Diagnostic, ...]]:
    """What was decided on the sheet *Konflikter* of a marked copy of the list, and what is wrong there."""
    for grid in file.grids:
        texts = {
            grid.address(number, column): content
            for number, row in grid.rows.items()
            for column, content in row.items()
            if isinstance(content, str)
        }
        if decisions.is_decision_sheet(texts):
            return decisions.read(texts, grid.name, name)
    return {}, ()


def _columns(row: GridRow, at_least: int) -> dict[str, int]:
    """The columns of the form, if the row is its headings; nothing else may stand there."""
    found: dict[str, int] = {}
    for number, content in sorted(row.items()):
        text = folded(content)
        if text in _MORE:
            return {}
        if text in _KEYS:
            found.setdefault(_KEYS[text], number)
    return found if NAME in found and CPR in found and len(found) >= at_least else {}


def _head(grid: Grid, headings: int) -> Head:
    told = {"tilbud": "", "rådgiver": "", "år": ""}
    for number, row in grid.rows.items():
        if number >= headings:
            break
        texts = [content if isinstance(content, str) else content.text for _, content in sorted(row.items())]
        label, *rest = [text.strip() for text in texts if text.strip()] or [""]
        word, colon, beside = label.partition(":")
        if colon and word.casefold() in told:
            told[word.casefold()] = " ".join([beside, *rest]).strip()
    return Head(**told)


def _lines(grid: Grid, headings: int, columns: Mapping[str, int]) -> Iterator[Line]:
    for number, row in grid.rows.items():
        if number > headings:
            found = {key: row[column] for key, column in columns.items() if column in row and _says(row[column])}
            if found and not _is_heading(found):
                yield Line(number, found)


def _says(content: Content) -> bool:
    return not isinstance(content, str) or bool(normalised(content))


def _is_heading(contents: Mapping[str, Content]) -> bool:
    return all(_KEYS.get(folded(content)) == key for key, content in contents.items())


def digits(content: Content | None) -> str:
    """The ten digits of a CPR number, also when the spreadsheet took it for a number and lost its zero.

    Only somebody's who is known may be taken for it.
    """
    if content is None:
        return ""
    text = re.sub(r"[\s.\-–]", "", content) if isinstance(content, str) else _whole(content.text)
    return text.zfill(10) if re.fullmatch(r"\d{9,10}", text) else ""


def _whole(number: str) -> str:
    """The digits of a number, however it is written; empty when it is no whole one."""
    value = decimal(number)
    return str(int(value)) if value is not None and value == value.to_integral_value() else ""
