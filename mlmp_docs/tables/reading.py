"""A spreadsheet that comes home, read as rows of the tables: what was exported, what stands there, what was refused.

Rows are known by their hidden id, columns by their headings, sheets by both: nothing is read by its place. Nothing
is guessed; what can mean two things is refused, with its cell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables import base as base_sheet
from mlmp_docs.tables import decisions
from mlmp_docs.tables.edited import Decision, EditedRow, EditedTables, ValueId
from mlmp_docs.tables.grid import Grid, SheetFile
from mlmp_docs.tables.headings import Headings, check_headings, find_headings
from mlmp_docs.tables.meant import ids_by_name, with_years
from mlmp_docs.tables.moved_columns import refuse_moved
from mlmp_docs.tables.people import Known
from mlmp_docs.tables.row_cells import AsExported
from mlmp_docs.tables.sheet import Sheet
from mlmp_docs.tables.sheet_rows import SheetRows, read_rows
from mlmp_docs.tables.sheets import BY_NAME, TABLES
from mlmp_docs.tables.table import row_key

OWN_SHEETS = frozenset({"læs mig", "mlmp-valg", base_sheet.SHEET})
"""Sheets of the workbook that hold no rows."""


@dataclass
class _Found:
    tables: dict[str, tuple[Sheet, SheetRows]] = field(default_factory=dict)
    decisions: dict[ValueId, Decision] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_tables(file: SheetFile, name: str, opsætning: Opsætning, known: Mapping[str, tuple[str, str]]) -> EditedTables:
    """The rows of the file called `name`; `known` are the citizens' names and CPR numbers by id, asked only at need."""
    found = _Found()
    citizens = Known(known)
    years = _years(file)
    year = int(years[0]) if len(years) == 1 else None
    ids = ids_by_name(opsætning)
    sheets = _sheets(file, name, found)
    for table_name, several in sheets.items():
        exported = file.base.rows.get(table_name, {}) if file.base else {}
        columns = file.base.columns.get(table_name) if file.base else None
        read = []
        for grid, headings in several:
            found.diagnostics += check_headings(grid, headings, columns, name)
            sheet = Sheet(grid, headings, exported, citizens, opsætning.år, file.day_zero, name, file.is_csv, ids)
            rows = read_rows(sheet)
            rows.rows, told = refuse_moved(sheet, rows.rows, rows.changed)
            rows.diagnostics += told
            rows.rows = with_years(rows.rows, year, sheet.letters)
            read.append((sheet, rows))
        _take(table_name, read, found, name)
    for sheet, rows in found.tables.values():
        found.diagnostics += [*rows.diagnostics, *_notes(sheet, rows)]
    found.diagnostics = [*_about_the_file(file, name, opsætning, found), *found.diagnostics]
    return EditedTables(
        tuple(row for _, rows in found.tables.values() for row in rows.rows),
        tuple(_gone(file, found)),
        tuple(found.diagnostics),
        found.decisions,
        {table: sheet.grid.name for table, (sheet, _) in found.tables.items()},
    )


def _sheets(file: SheetFile, name: str, found: _Found) -> dict[str, list[tuple[Grid, Headings]]]:
    """The sheets of each table, in the order of the tables."""
    by_table: dict[str, list[tuple[Grid, Headings]]] = {}
    for grid in file.grids:
        place = Place(name, cell=grid.shown_name)
        texts = _first_texts(grid)
        if decisions.is_decision_sheet(texts):
            taken, told = decisions.read(_all_texts(grid), grid.name, name)
            found.decisions |= taken
            found.diagnostics += told
        elif grid.name.strip().casefold() not in OWN_SHEETS:
            headings = find_headings(grid)
            if headings is not None:
                by_table.setdefault(headings.table.name, []).append((grid, headings))
            elif _named(grid) and grid.rows:
                message = "Arkets overskrifter er væk, så det kan ikke læses."
                hint = "Sæt rækken med overskrifter tilbage, eller lav et nyt regneark med 'mlmp regneark eksport'."
                found.diagnostics.append(Diagnostic("R022", Level.FEJL, place, message, hint))
            elif grid.rows and not file.is_csv:
                message = "Arket er ikke et af regnearkets egne og læses ikke."
                found.diagnostics.append(Diagnostic("R023", Level.ADVARSEL, place, message))
    return {table.name: by_table[table.name] for table in TABLES if table.name in by_table}


def _named(grid: Grid) -> bool:
    return grid.name.strip().casefold() in {table.name.casefold() for table in TABLES}


def _first_texts(grid: Grid) -> dict[str, str]:
    text = grid.rows.get(1, {}).get(1)
    return {"A1": text} if isinstance(text, str) else {}


def _all_texts(grid: Grid) -> dict[str, str]:
    return {
        grid.address(row, column): content
        for row, contents in grid.rows.items()
        for column, content in contents.items()
        if isinstance(content, str)
    }


def _take(table: str, read: Sequence[tuple[Sheet, SheetRows]], found: _Found, name: str) -> None:
    """Take the one sheet of a table; of several, one if they say the same."""
    (sheet, rows), *others = read
    found.tables[table] = sheet, rows
    if not others:
        return
    names = [other.grid.shown_name for other, _ in read]
    listed = _listed([f"'{each}'" for each in names])
    place = Place(name, cell=names[-1])
    if all(_content(other) == _content(rows) for _, other in others):
        message = f"Arkene {listed} siger det samme; kun det første læses."
        found.diagnostics.append(Diagnostic("R021", Level.ADVARSEL, place, message))
        return
    rows.rows, rows.diagnostics = [], []
    rows.seen |= {key for _, other in others for key in other.seen}
    message = f"Arkene {listed} er begge {table}, men siger ikke det samme."
    found.diagnostics.append(Diagnostic("R021", Level.FEJL, place, message, "Slet det, der ikke skal gælde."))


def _content(rows: SheetRows) -> object:
    texts = [(str(row.key), sorted((key, cell.text) for key, cell in row.cells.items())) for row in rows.rows]
    return sorted(texts), len([one for one in rows.diagnostics if one.level is Level.FEJL])


def _gone(file: SheetFile, found: _Found) -> list[EditedRow]:
    """The exported rows that are on their table's sheet no more; a table without a sheet has lost none."""
    gone = []
    for table, (_, rows) in found.tables.items():
        exported = file.base.rows.get(table, {}) if file.base else {}
        for text, values in exported.items():
            if text not in rows.seen and (key := row_key(text)) is not None:
                gone.append(EditedRow(BY_NAME[table], 0, key, {}, values))
    return gone


# --- what is told but stops nothing ----------------------------------------------------------------------------


def _about_the_file(file: SheetFile, name: str, opsætning: Opsætning, found: _Found) -> list[Diagnostic]:
    place = Place(name)
    if not found.tables:
        if any(one.level is Level.FEJL for one in found.diagnostics):
            return []
        what = "CSV-filen" if file.is_csv else "Regnearket"
        message = f"{what} har ingen af de tabeller, som 'mlmp regneark eksport' laver."
        hint = "Se efter, om det er den rigtige fil. Overskrifterne skal stå, som de blev eksporteret."
        if file.is_csv:
            hint += " Som CSV gemmes kun det ark, der er fremme: vælg først det, du har rettet i."
        return [Diagnostic("R020", Level.FEJL, place, message, hint)]
    told = []
    if file.base is None:
        message = (
            "Filen husker ikke, hvad der blev eksporteret, så alt, hvad der er anderledes i planerne, er konflikter."
        )
        hint = "Angiv det eksporterede regneark med --udgangspunkt." if file.is_csv else _NO_BASE_HINT
        told.append(Diagnostic("R035", Level.ADVARSEL, place, message, hint))
    else:
        years = _years(file)
        if years and str(opsætning.år) not in years:
            message = f"Regnearket er eksporteret for {' og '.join(years)}, men projektet planlægger {opsætning.år}."
            told.append(Diagnostic("R036", Level.ADVARSEL, place, message, "Se efter, om det er den rigtige fil."))
        lost = [table for table in file.base.columns if table in BY_NAME and table not in found.tables]
        if lost and not file.is_csv:
            message = f"Arkene {_listed(lost)} mangler; der læses intet derfra, og intet ændres."
            message = message if len(lost) > 1 else f"Arket {lost[0]} mangler; der læses intet derfra, og intet ændres."
            told.append(Diagnostic("R023", Level.ADVARSEL, place, message))
    return told


def _years(file: SheetFile) -> list[str]:
    """The years it was exported for."""
    return re.findall(r"\b20\d\d\b", file.base.selection.partition(" · ")[0]) if file.base else []


_MOST_CELLS = 5
_NO_BASE_HINT = "Det skjulte ark 'mlmp-udgangspunkt' er slettet eller ændret; brug helst en kopi, der har det."


def _notes(sheet: Sheet, rows: SheetRows) -> list[Diagnostic]:
    grid, told = sheet.grid, []
    if not sheet.is_csv and grid.name.strip().casefold() != sheet.table.name.casefold():
        told.append(sheet.warned("R023", f"Arket er læst som {sheet.table.name}."))
    if grid.is_hidden:
        told.append(sheet.warned("R023", "Arket er skjult; det er læst som de andre."))
    changed = {number for numbers in rows.changed.values() for number in numbers}
    new = {row.number for row in rows.rows if row.key is None}
    if hidden := len(grid.hidden_rows & (changed | new)):
        what = "1 skjult række er ændret eller ny; den" if hidden == 1 else f"{hidden} skjulte rækker er ændret; de"
        told.append(sheet.warned("R059", f"{what} er læst som de andre.", "Se dem ved at fjerne filteret."))
    if commas := _commas(sheet, rows):
        first = ", ".join(commas[:_MOST_CELLS]) + (" …" if len(commas) > _MOST_CELLS else "")
        hint = "Er det flere navne, så skriv hvert på sin egen linje (Alt+Enter)."
        told.append(sheet.warned("R057", f"Der står et komma i {first}; det læses som ét navn.", hint))
    if grid.comments:
        first = ", ".join(grid.comments[:5]) + (" …" if len(grid.comments) > 5 else "")
        what = "1 kommentar" if len(grid.comments) == 1 else f"{len(grid.comments)} kommentarer"
        told.append(sheet.warned("R058", f"Arket har {what}, som ikke kommer med i planerne ({first})."))
    return told


def _commas(sheet: Sheet, rows: SheetRows) -> list[str]:
    """The cells in which somebody wrote names with a comma between them, or so it seems."""
    columns = [placed.key for placed in sheet.columns if placed.column.kind == "navne"]
    edited = [row for row in rows.rows if not isinstance(row.cells, AsExported)]
    cells = [(row, row.cells[key], (row.base or {}).get(key)) for row in edited for key in columns if key in row.cells]
    return [cell.address or f"række {row.number}" for row, cell, was in cells if cell.text != was and "," in cell.text]


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} og {names[-1]}"
