"""The copy of a spreadsheet in which somebody decides its conflicts and mends its cells; never the user's own file."""

from itertools import count
from pathlib import Path

from mlmp_docs import store
from mlmp_docs.build.sheet_import import SheetImport
from mlmp_docs.diagnostic import Level
from mlmp_docs.excel.marked_copy import Conflict, Refusal, marked_copy
from mlmp_docs.plan.cpr_traces import without_cpr_numbers
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables import decisions
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.shares import sheet_of


def marked(content: bytes, found: SheetImport, edited: EditedTables, opsætning: Opsætning) -> bytes:
    """The workbook with every conflict and everything refused marked in it. Raises `UnreadableWorkbook`."""
    return marked_copy(content, _conflicts(found, edited), _refusals(found), f"Rådgiver, {opsætning.kommune}")


def free_name(path: Path) -> Path:
    """A name beside the file that no file has: `regneark-2027 - mærket.xlsx`, `… - mærket 2.xlsx`.

    A CPR number that somebody has put into the file's name does not go along.
    """
    stem = without_cpr_numbers(path.stem.partition(" - mærket")[0], "cpr")
    names = (f"{stem} - mærket{'' if number == 1 else f' {number}'}{path.suffix}" for number in count(1))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def save_marked(content: bytes, target: Path) -> None:
    """Write the copy, readable by its owner only. Raises `SaveError`, also when there is a file already."""
    if target.exists() or target.is_symlink():
        raise store.SaveError("der er allerede en fil med det navn; vælg et andet")
    if not target.absolute().parent.is_dir():
        raise store.SaveError("mappen findes ikke")
    store.save(content, target.absolute(), target.absolute().parent)


def _conflicts(found: SheetImport, edited: EditedTables) -> list[Conflict]:
    return [
        Conflict(
            sheet_of(edited, value.row),
            value.address,
            decisions.value_id(value.row, value.column),
            each.borger,
            value.column,
            value.values,
            found.decide(value),
        )
        for each in found.changes
        if each.found is not None
        for value in (*each.found.conflicts, *each.found.decided)
    ]


def _refusals(found: SheetImport) -> list[Refusal]:
    told = [each for each in found.diagnostics if each.level is Level.FEJL and each.place.file == found.name]
    places = [each.place.cell.rpartition("!") for each in told]
    return [
        Refusal(sheet, address, each.message, each.hint) for each, (sheet, _, address) in zip(told, places, strict=True)
    ]
