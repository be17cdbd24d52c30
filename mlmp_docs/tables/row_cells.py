"""What the cells of one row say, and which of them cannot be taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.tables.cells import Surroundings, plain_number, read_cell
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


class AsExported(Mapping[str, EditedCell]):
    """The cells of a row that says what was exported; they are made when somebody asks for them.

    Nothing of the sheet is held, so that rows go to other processes at little cost.
    """

    __slots__ = ("_base", "_letters", "_number")

    def __init__(self, letters: Mapping[str, str], number: int, base: Mapping[str, str]) -> None:
        self._letters, self._number, self._base = letters, number, base

    def __getitem__(self, key: str) -> EditedCell:
        letters = self._letters[key]
        return EditedCell(f"{letters}{self._number}" if letters else "", self._base.get(key, ""))

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)


@dataclass
class RowCells:
    """The cells of a row."""

    cells: Mapping[str, EditedCell] = field(repr=False)
    """By the column's key, without those that were refused."""

    changed: list[Placed] = field(default_factory=list)
    """The columns that do not say what was exported any more."""

    refused: list[Diagnostic] = field(default_factory=list)


def read_cells(sheet: Sheet, number: int, contents: GridRow, base: Mapping[str, str] | None) -> RowCells:
    """The cells of a row; `base` is what was exported, None for a new row or when nobody knows."""
    merged = number in sheet.merged
    if base is not None and not merged and _says_what_was_exported(sheet, contents, base):
        return RowCells(AsExported(sheet.letters, number, base))
    cells: dict[str, EditedCell] = {}
    found = RowCells(cells)
    around: Surroundings | None = None
    ends: list[tuple[Placed, str]] = []
    for placed in sheet.columns:
        content = contents.get(placed.at, "")
        exported = None if base is None else base.get(placed.key)
        address = sheet.address(number, placed)
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
        _take_end(sheet, number, placed, end, cells, found)
    return found


def _says_what_was_exported(sheet: Sheet, contents: GridRow, base: Mapping[str, str]) -> bool:
    for placed in sheet.columns:
        content, exported = contents.get(placed.at, ""), base.get(placed.key)
        if content == exported:
            continue
        if isinstance(content, str) or not exported:
            return False
        if plain_number(placed.column.kind, content, sheet.day_zero, sheet.year) != exported:
            return False
    return True


def refuse_shown_only(sheet: Sheet, number: int, found: RowCells) -> None:
    """Refuse what was changed in columns that only show something; for a row that was exported."""
    shown = [placed for placed in found.changed if placed.column.is_shown_only]
    if shown:
        gone = {placed.key for placed in shown}
        found.cells = {key: cell for key, cell in found.cells.items() if key not in gone}
        for placed in shown:
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
    return Surroundings(sheet.year, sheet.day_zero, year, person, sheet.ids)


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


def _take_end(
    sheet: Sheet, number: int, placed: Placed, end: str, cells: dict[str, EditedCell], found: RowCells
) -> None:
    """Put the end of a time that was typed along with its beginning where it belongs, if nothing stands there."""
    key = f"{placed.key.removesuffix('.fra')}.til"
    own = cells.get(key)
    is_beginning = placed.key.endswith(".fra")
    if is_beginning and (own.text in ("", end) if own else key not in sheet.headings.columns):
        cells[key] = EditedCell(cells[placed.key].address, end)
        return
    del cells[placed.key]
    found.refused.append(sheet.refused(_TWO_ENDS if is_beginning else _NOT_BOTH, number, placed))
