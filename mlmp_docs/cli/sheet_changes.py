"""What an import of a spreadsheet would change, on the screen and as JSON. Values are shown, CPR numbers never."""

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from shutil import get_terminal_size
from typing import Any

import click

from mlmp_docs.build.plan_changes import PlanChange
from mlmp_docs.build.sheet_import import SheetImport
from mlmp_docs.cli.plan_changes import wrapped
from mlmp_docs.project import SETTINGS
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.merged import Merged, ValueChange
from mlmp_docs.tables.owners import text
from mlmp_docs.tables.wording import entry_name, naming_key, new_entry_name, row_name, shown, without_cpr

_MOST_FILES = 40
"""More files than this are shown only when somebody asks."""
_MOST_CONFLICTS = 60
_MOST_GONE = 20
_IN_A_TABLE = 60
_IN_A_SENTENCE = 44


def print_conflicts(found: SheetImport, sheets: Mapping[str, str]) -> None:
    """The cells that both sides have changed, with their three values."""
    _print_decided(found)
    conflicts = _conflicts(found)
    if not conflicts:
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    click.echo(f"Konflikter ({len(conflicts)}): ændret både i regnearket og i planen, til hver sit")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="")
    for heading in ("Celle", "Borger", "Felt", "Udgangspunkt", "Regneark", "Plan"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "Celle", min_width=len(heading))
    for borger, value in conflicts[:_MOST_CONFLICTS]:
        of_value = (value.values.base, value.values.edited, value.values.plan)
        values = ["ukendt" if each is None else shown(value.column, each, _IN_A_TABLE) for each in of_value]
        cells = [_cell(value, sheets), borger or SETTINGS, _field(value), *values]
        table.add_row(*(Text(text) for text in cells))
    Console(file=sys.stdout, width=min(max(get_terminal_size().columns, 80), 140), highlight=False).print(table)
    if len(conflicts) > _MOST_CONFLICTS:
        click.echo(f"og {len(conflicts) - _MOST_CONFLICTS} til\n")


def _print_decided(found: SheetImport) -> None:
    sides = [found.decide(value) for each in found.changes if each.found is not None for value in each.found.decided]
    if sides:
        after = {"regneark": "regnearket", "plan": "planen"}
        parts = [f"{sides.count(side)} efter {word}" for side, word in after.items() if side in sides]
        click.echo(f"Konflikter, der er afgjort: {' og '.join(parts)}")


def print_changes(found: SheetImport, *, everything: bool) -> None:
    """What would be changed, file by file, in words."""
    width = min(get_terminal_size().columns, 110)
    several = [each for each in found.changed if each.found is not None]
    if several:
        click.echo(f"Ændringer ({len(several)} {'fil' if len(several) == 1 else 'filer'})")
    for each in several if everything else several[:_MOST_FILES]:
        click.echo(f"  {each.fil}")
        for line in _lines(each):
            click.echo(wrapped(line, width, "      "))
    if len(several) > _MOST_FILES and not everything:
        click.echo(f"  og {len(several) - _MOST_FILES} filer til; se dem alle med --diff")
    if found.new:
        click.echo(f"Nye borgere ({len(found.new)})")
    for plan in found.new:
        click.echo(f"  {plan.file}")
        for row in plan.rows:
            click.echo(wrapped(_added(row), width, "      "))


def print_gone(found: SheetImport) -> None:
    """The entries whose rows are gone, and that nothing is deleted for it."""
    gone = [(each.fil, row) for each in found.changes if each.found is not None for row in each.found.gone]
    if not gone:
        return
    click.echo(f"Rækker, der er slettet i regnearket ({len(gone)}): intet slettes i planerne uden --slet")
    for fil, row in gone[:_MOST_GONE]:
        click.echo(f"  {fil}: {entry_name(row.table, row.key)}")
    if len(gone) > _MOST_GONE:
        click.echo(f"  og {len(gone) - _MOST_GONE} til")


def told_changes(found: SheetImport, sheets: Mapping[str, str]) -> dict[str, Any]:
    """The same for `--json`."""
    files = [each for each in found.changes if each.found is not None]
    return {
        "konflikter": [_told(value, borger, sheets, base=True) for borger, value in _conflicts(found)],
        "værdier": [
            {"fil": each.fil, **_told(value, each.borger, sheets)}
            for each in files
            for value in (each.found.changes if each.found else ())
        ],
        "nye_rækker": [
            {"fil": each.fil, "række": _cell_of_row(row, sheets), "hvad": new_entry_name(row)}
            for each in files
            for row in (each.found.added if each.found else ())
        ],
        "slettede_rækker": [
            {"fil": each.fil, "hvad": entry_name(row.table, row.key), "fjernes": removed}
            for each in files
            if each.found is not None
            for removed, rows in ((True, each.found.removed), (False, each.found.gone))
            for row in rows
        ],
        "nye_borgere": [{"borger": plan.id, "fil": plan.file} for plan in found.new],
    }


# --- lines --------------------------------------------------------------------------------------------------------


def _lines(change: PlanChange[Merged]) -> Iterator[str]:
    """A line for each entry that is changed, added or taken away."""
    assert change.found is not None
    for _, values in groupby(change.found.changes, key=lambda value: (value.row.table.name, value.row.number)):
        several = list(values)
        row = several[0].row
        changes = "; ".join(_change(value) for value in several)
        yield f"{_capital(row_name(row))}: {changes}"
    for row in change.found.added:
        yield _added(row)
    for row in change.found.removed:
        yield f"Fjernes: {entry_name(row.table, row.key)}"


def _change(value: ValueChange) -> str:
    before, after = (shown(value.column, text, _IN_A_SENTENCE) for text in (value.values.plan, value.values.edited))
    return f"{value.column.heading}: {before} → {after}"


def _added(row: EditedRow) -> str:
    filled = [
        f"{column.heading}: {shown(column, text(row, column.key), _IN_A_SENTENCE)}"
        for column in row.table.columns
        if text(row, column.key) and not column.is_shown_only and column.key != naming_key(row)
    ]
    return f"{_capital(new_entry_name(row))}: {'; '.join(filled)}" if filled else _capital(new_entry_name(row))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _conflicts(found: SheetImport) -> list[tuple[str, ValueChange]]:
    return [(each.borger, value) for each in found.changes if each.found is not None for value in each.found.conflicts]


def _field(value: ValueChange) -> str:
    return f"{row_name(value.row)}: {value.column.heading}"


def _cell(value: ValueChange, sheets: Mapping[str, str]) -> str:
    if not value.address:
        return f"række {value.row.number}"
    return f"{sheets.get(value.row.table.name, value.row.table.name)}!{value.address}"


def _cell_of_row(row: EditedRow, sheets: Mapping[str, str]) -> str:
    return f"{sheets.get(row.table.name, row.table.name)} række {row.number}"


def _told(value: ValueChange, borger: str, sheets: Mapping[str, str], *, base: bool = False) -> dict[str, Any]:
    texts = {"regneark": value.values.edited, "plan": value.values.plan}
    if base:
        texts = {"udgangspunkt": value.values.base, **texts} if value.values.base is not None else texts
    return {
        "celle": _cell(value, sheets),
        "borger": borger or None,
        "hvad": row_name(value.row),
        "felt": value.column.key,
        **{key: without_cpr(value.column, text) for key, text in texts.items()},
    }
