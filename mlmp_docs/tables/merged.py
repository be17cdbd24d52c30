"""What a merge found out for one file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.merge import Values
from mlmp_docs.plan.edits import Edit
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.table import Column


@dataclass(frozen=True)
class ValueChange:
    """One value that somebody changed in the spreadsheet."""

    row: EditedRow
    column: Column
    values: Values

    @property
    def address(self) -> str:
        """The cell on its sheet, `H7`; empty in a CSV file."""
        cell = self.row.cells.get(self.column.key)
        return cell.address if cell else ""


Decide = Callable[[ValueChange], Literal["regneark", "plan", ""]]
"""Which of the two is to stand in a conflict; empty as long as nobody has decided."""


@dataclass(frozen=True)
class Merged:
    """What is to change in one file, and why something is not."""

    edits: tuple[Edit, ...] = field(default=(), repr=False)
    """To be made one after the other, when nothing is refused. There is nothing in them of a conflict that is not
    decided."""

    changes: tuple[ValueChange, ...] = ()
    """The values that will be written, also those of conflicts that were decided so."""

    conflicts: tuple[ValueChange, ...] = ()
    """Those that nobody has decided."""

    decided: tuple[ValueChange, ...] = ()
    """Conflicts that were decided, either way."""

    added: tuple[EditedRow, ...] = ()
    """New rows that become new entries."""

    removed: tuple[EditedRow, ...] = ()
    """Rows that are gone and whose entries are taken out of the file."""

    gone: tuple[EditedRow, ...] = ()
    """Rows that are gone but whose entries stay, since nobody said to delete them."""

    diagnostics: tuple[Diagnostic, ...] = ()


class Told:
    """What is told of the rows of a spreadsheet, each at its cell."""

    def __init__(self, file: str, sheets: Mapping[str, str] = MappingProxyType({})) -> None:
        self.file = file
        self.sheets = sheets
        self.diagnostics: list[Diagnostic] = []

    def fejl(self, row: EditedRow, code: str, message: str, hint: str = "", column: Column | None = None) -> None:
        """Something that must be mended, in a cell or, without a column, in the row."""
        self.diagnostics.append(Diagnostic(code, Level.FEJL, self._place(row, column), message, hint))

    def advarsel(self, row: EditedRow, code: str, message: str, hint: str = "", column: Column | None = None) -> None:
        """Something that is only told."""
        self.diagnostics.append(Diagnostic(code, Level.ADVARSEL, self._place(row, column), message, hint))

    def _place(self, row: EditedRow, column: Column | None) -> Place:
        cell = row.cells.get(column.key) if column else None
        sheet = self.sheets.get(row.table.name, row.table.name)
        cell = cell or next(iter(row.cells.values()), None)
        if cell is not None and cell.address:
            return Place(self.file, cell=f"{sheet}!{cell.address}")
        return Place(self.file, row.number) if row.number and row.cells else Place(self.file, cell=sheet)
