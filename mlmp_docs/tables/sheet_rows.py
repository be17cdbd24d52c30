"""The rows of one sheet, those that were exported and new ones."""

from dataclasses import dataclass, field

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.grid import Content, GridRow
from mlmp_docs.tables.headings import is_heading_row
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.row_cells import read_cells, refuse_shown_only
from mlmp_docs.tables.row_keys import is_mixed, key_of, one_of_each, tell_mixed, tell_unknown
from mlmp_docs.tables.sheet import WHO, Sheet
from mlmp_docs.tables.table import RowKey
from mlmp_docs.tables.texts import normalised

FAR = 1_000
"""After so many empty rows, what follows is no row of the table any more."""
MANY = 10_000
"""So many new rows nobody has typed; something was filled down to the bottom."""
_TOO_MANY = Refusal(
    "R029",
    f"Arket har over {MANY} nye rækker: der er vist fyldt noget ud helt til bunden. Her og nedefter læses intet.",
    "Slet rækkerne under tabellen, gem, og prøv igen.",
)
_ABOVE = Refusal(
    "R049",
    "Rækken står over overskrifterne og læses ikke.",
    "Flyt den ned under dem. Er der sorteret, så fortryd det, og sortér uden overskrifterne.",
)
_STRAY = Refusal(
    "R029",
    "Cellen står langt under tabellens sidste række og læses ikke.",
    "Slet den, eller flyt rækken op under de andre.",
)


@dataclass
class SheetRows:
    """What came of a sheet."""

    rows: list[EditedRow] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """The texts of the keys of the rows that are there, also those that were refused."""

    changed: dict[str, list[int]] = field(default_factory=dict)
    """Which rows do not say what was exported any more, by their numbers, for each column."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    mixed: list[EditedRow] = field(default_factory=list)
    """Rows with somebody else's name or CPR number."""

    unknown: dict[int, Refusal] = field(default_factory=dict)
    """Why it cannot be told whose the rows are, by their numbers."""


def read_rows(sheet: Sheet) -> SheetRows:
    """The rows below the headings."""
    found = SheetRows(diagnostics=_above(sheet))
    last, new = sheet.headings.row, 0
    for number, contents in sheet.grid.rows.items():
        filled = next((placed for placed in sheet.columns if _is_filled(contents.get(placed.at))), None)
        if filled is None or number <= sheet.headings.row:
            continue  # a row of which only the hidden id is left is a row that was deleted
        key = key_of(sheet, contents)
        if key is None and number - last > FAR and len(found.diagnostics) < MANY:
            found.diagnostics.append(sheet.refused(_STRAY, number, filled))
            continue
        new += key is None
        if new > MANY:
            found.diagnostics.append(sheet.refused(_TOO_MANY, number, filled))
            break
        last = number
        if isinstance(key, Refusal):
            found.unknown[number] = key
        elif key is None and is_heading_row(contents, sheet.headings):
            message = f"Række {number} er overskrifterne en gang til; den læses ikke."
            found.diagnostics.append(sheet.warned("R028", message))
        else:
            _read_row(sheet, number, key, contents, found)
    found.diagnostics += [*tell_unknown(sheet, found.unknown), *tell_mixed(sheet, found.mixed)]
    found.rows, told = one_of_each(sheet, found.rows)
    found.diagnostics += told
    return found


def _above(sheet: Sheet) -> list[Diagnostic]:
    above = (number for number in sheet.grid.rows if number < sheet.headings.row)
    return [
        sheet.refused(_ABOVE, number) for number in above if isinstance(key_of(sheet, sheet.grid.rows[number]), RowKey)
    ]


def _read_row(sheet: Sheet, number: int, key: RowKey | None, contents: GridRow, found: SheetRows) -> None:
    text = str(key) if key else ""
    base = sheet.exported.get(text)
    read = read_cells(sheet, number, contents, base)
    if key:
        found.seen.add(text)
        row = EditedRow(sheet.table, number, key, read.cells, base)
        if (base is None or any(placed.key in WHO for placed in read.changed)) and is_mixed(sheet, row):
            found.mixed.append(row)
            return
    if base is not None:
        refuse_shown_only(sheet, number, read)
        for placed in read.changed:
            found.changed.setdefault(placed.key, []).append(number)
    found.diagnostics += read.refused
    found.rows.append(EditedRow(sheet.table, number, key, read.cells, base))


def _is_filled(content: Content | None) -> bool:
    return content is not None and (not isinstance(content, str) or (content != "" and bool(normalised(content))))
