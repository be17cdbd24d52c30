"""What the cells of one row say, and which of them cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.tables.cells import Surroundings, read_cell
from mlmp_docs.tables.edited import EditedCell
from mlmp_docs.tables.grid import GridRow
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.sheet import NAMES, Placed, Sheet

_SHOWN_ONLY = Refusal(
    "R033", "Kolonnen viser kun, hvad der står et andet sted, og kan ikke rettes her.", "Sæt det tilbage, som det var."
)
_MERGED = Refusal(
    "R039",
    "Cellen er flettet med en anden, så man ikke kan se, hvad der skal stå i hver af dem.",
    "Ophæv fletningen (Flet og centrer), og skriv det, der skal stå i hver celle.",
)
_TWO_ENDS = Refusal(
    "R041",
    "Her står både begyndelse og slutning, men slutningen står også i sin egen celle.",
    "Skriv dem hver for sig.",
)
_NOT_BOTH = Refusal("R041", "Her står både begyndelse og slutning.", "Skriv dem hver for sig, i hver sin celle.")


@dataclass
class RowCells:
    """The cells of a row."""

    cells: dict[str, EditedCell] = field(default_factory=dict, repr=False)
    """By the column's key, without those that were refused."""

    changed: list[Placed] = field(default_factory=list)
    """The columns that do not say what was exported any more."""

    refused: list[Diagnostic] = field(default_factory=list)


def read_cells(sheet: Sheet, number: int, contents: GridRow, base: Mapping[str, str] | None) -> RowCells:
    """The cells of a row; `base` is what was exported, None for a new row or when nobody knows."""
    found = RowCells()
    cells = found.cells
    merged = number in sheet.merged
    around: Surroundings | None = None
    ends: list[tuple[Placed, str]] = []
    for placed in sheet.columns:
        content = contents.get(placed.at, "")
        exported = None if base is None else base.get(placed.key)
        address = f"{placed.letters}{number}" if placed.letters else ""
        if content == exported and not merged:
            cells[placed.key] = EditedCell(address, exported or "")
            continue
        around = around or _around(sheet, contents, base)
        try:
            if merged:
                _check_merged(sheet, number, placed.at, base)
            reading = read_cell(placed.column, content, exported, around)
        except Refusal as refusal:
            found.refused.append(sheet.refused(refusal, number, placed))
            continue
        cells[placed.key] = EditedCell(address, reading.text)
        if reading.text != exported:
            found.changed.append(placed)
        if reading.end:
            ends.append((placed, reading.end))
    for placed, end in ends:
        _take_end(sheet, number, placed, end, found)
    return found


def refuse_shown_only(sheet: Sheet, number: int, found: RowCells) -> None:
    """Refuse what was changed in columns that only show something; for a row that was exported."""
    for placed in found.changed:
        if placed.column.is_shown_only:
            del found.cells[placed.key]
            found.refused.append(sheet.refused(_SHOWN_ONLY, number, placed))


def _around(sheet: Sheet, contents: GridRow, base: Mapping[str, str] | None) -> Surroundings:
    name = next((contents.get(placed.at, "") for placed in sheet.columns if placed.key in NAMES), "")
    year = "" if base is None else base.get("år", "")
    placed = next((placed for placed in sheet.columns if placed.key == "år"), None)
    bare = Surroundings(sheet.year, sheet.day_zero)
    if not year and placed is not None:
        try:
            year = read_cell(placed.column, contents.get(placed.at, ""), None, bare).text
        except Refusal:
            year = ""
    person = partial(sheet.known.cpr_of, name if isinstance(name, str) else "")
    return Surroundings(sheet.year, sheet.day_zero, year, person)


def _check_merged(sheet: Sheet, row: int, column: int, base: Mapping[str, str] | None) -> None:
    """Refuse a cell that is merged with another, unless nothing stands, nor stood, in any of them."""
    at = {placed.at: placed.key for placed in sheet.columns}
    for merged in sheet.merged[row]:
        if not merged.covers(row, column):
            continue
        stands = sheet.grid.rows.get(merged.first_row, {}).get(merged.first_column)
        stood = [(base or {}).get(at[number], "") for number in at if merged.covers(row, number)]
        if stands or any(stood):
            raise _MERGED


def _take_end(sheet: Sheet, number: int, placed: Placed, end: str, found: RowCells) -> None:
    """Put the end of a time that was typed along with its beginning where it belongs, if nothing stands there."""
    key = f"{placed.key.removesuffix('.fra')}.til"
    own = found.cells.get(key)
    is_beginning = placed.key.endswith(".fra")
    if is_beginning and (own.text in ("", end) if own else key not in sheet.headings.columns):
        found.cells[key] = EditedCell(found.cells[placed.key].address, end)
        return
    del found.cells[placed.key]
    found.refused.append(sheet.refused(_TWO_ENDS if is_beginning else _NOT_BOTH, number, placed))
