"""A spreadsheet in somebody's hands: every cell knows what it may mean, every row whose it truly is."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from typed_contents import ERROR, FORMULA, SIGN, Typed, something, typed

from mlmp_docs.tables.grid import Content, Grid, Merged, Odd, SheetFile
from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.table import RowKey, Table, row_key

HEADINGS = 4
EMPTY = typed("", "")


@dataclass
class Line:
    """A row of the sheet."""

    true: RowKey | None
    """Whose it truly is, whatever stands in the hidden column; None for a new one."""

    cells: dict[str, Typed]
    """By the column's key, and the hidden id under `mlmp-id`."""

    is_copy: bool = False


@dataclass
class Page:
    """A sheet of rows."""

    table: Table
    name: str
    columns: list[tuple[str, str]]
    """Heading and key from the left; of the hidden id and of columns that somebody has added, too."""

    lines: list[Line | None]
    """None for an empty row."""

    exported: dict[str, dict[str, str]]
    merged: list[Merged] = field(default_factory=list)
    is_there: bool = True
    is_tangled: bool = False
    """Whether one column was moved without the rest of the rows."""

    def grid(self) -> Grid:
        """The sheet as it is read."""
        rows: dict[int, dict[int, Content]] = {1: {1: f"{self.table.name} 2027"}, 2: {1: self.table.help}}
        rows[HEADINGS] = {at: heading for at, (heading, _) in enumerate(self.columns, 1) if heading}
        for number, line in enumerate(self.lines, HEADINGS + 1):
            found = (
                {at: line.cells.get(key, EMPTY).content for at, (_, key) in enumerate(self.columns, 1)} if line else {}
            )
            if kept := {at: content for at, content in found.items() if content != ""}:
                rows[number] = kept
        return Grid(self.name, rows, merged=tuple(self.merged))


def pages(file: SheetFile) -> list[Page]:
    """The tables of an exported workbook."""
    assert file.base is not None
    return [_page(grid, file.base.rows[grid.name]) for grid in file.grids if grid.name in BY_NAME]


def _page(grid: Grid, exported: dict[str, dict[str, str]]) -> Page:
    table = BY_NAME[grid.name]
    by_heading = {column.heading: column.key for column in table.columns} | {"mlmp-id": "mlmp-id"}
    columns = [(str(heading), by_heading[str(heading)]) for heading in grid.rows[HEADINGS].values()]
    lines: list[Line | None] = []
    for number, row in grid.rows.items():
        if number > HEADINGS:
            at = {key: row.get(place, "") for place, (_, key) in enumerate(columns, 1)}
            hidden = str(at["mlmp-id"])
            says = exported[hidden] | {"mlmp-id": hidden}
            lines.append(Line(row_key(hidden), {key: Typed(at[key], frozenset([says[key]]), says[key]) for key in at}))
    return Page(table, grid.name, columns, lines, dict(exported))


# --- what is done to it -------------------------------------------------------------------------------------------


@dataclass
class Hands:
    """Somebody at work."""

    chance: random.Random
    pages: list[Page]
    ids: dict[str, list[str]]

    def page(self) -> Page:
        """Any sheet with rows, those with many rows oftener."""
        found = [page for page in self.pages if page.is_there and any(page.lines)]
        return self.chance.choice(found) if found else self.pages[0]

    def line(self, page: Page) -> Line:
        """Any row."""
        found = [line for line in page.lines if line]
        return self.chance.choice(found) if found else Line(None, {})

    # Each of these is one abuse.

    def type(self) -> None:
        page = self.page()
        line = self.line(page)
        for _ in range(self.chance.randrange(1, 4)):
            columns = [column for column in page.table.columns if not column.locked]
            if self.chance.random() < 0.04:
                columns = list(page.table.columns)
            column = self.chance.choice(columns)
            line.cells[column.key] = something(self.chance, column, self.ids)

    def fill_down(self) -> None:
        page = self.page()
        column = self.chance.choice([column for column in page.table.columns if not column.locked])
        says = something(self.chance, column, self.ids)
        for line in page.lines[: self.chance.randrange(2, 6)]:
            if line:
                line.cells[column.key] = says

    def sort_rows(self) -> None:
        page = self.page()
        key = self.chance.choice(page.columns)[1]
        page.lines = [line for line in page.lines if line]
        page.lines.sort(key=lambda line: _shown(line.cells.get(key, EMPTY).content) if line else "")

    def shuffle_rows(self) -> None:
        self.chance.shuffle(self.page().lines)

    def sort_a_column_alone(self) -> None:
        page = self.page()
        self.sort_alone(page, self.chance.choice(page.columns)[1])

    def sort_alone(self, page: Page, key: str) -> None:
        """Sort one column of a sheet and leave the others as they are."""
        self._tangle(page, [key], lambda cells: sorted(cells, key=lambda some: _shown(some[0].content)))

    def sort_without_hidden(self) -> None:
        page = self.page()
        keys = [key for _, key in page.columns if key != "mlmp-id"]
        by = self.chance.randrange(len(keys))
        self._tangle(page, keys, lambda cells: sorted(cells, key=lambda some: _shown(some[by].content)))

    def shuffle_hidden(self) -> None:
        self._tangle(self.page(), ["mlmp-id"], lambda cells: self.chance.sample(cells, len(cells)))

    def _tangle(self, page: Page, keys: list[str], order: Callable[[list[list[Typed]]], list[list[Typed]]]) -> None:
        lines = [line for line in page.lines if line]
        before = [[line.cells.get(key, EMPTY) for key in keys] for line in lines]
        after = order(before)
        if before != after:
            page.is_tangled = True
        for line, cells in zip(lines, after, strict=True):
            line.cells |= dict(zip(keys, cells, strict=True))
        if len(keys) > 1:  # all that people see has moved, and so whose row it is
            moved = {id(cells[0]): line.true for line, cells in zip(lines, before, strict=True)}
            for line, cells in zip(lines, after, strict=True):
                line.true = moved[id(cells[0])]

    def push_cells(self) -> None:
        page = self.page()
        key = self.chance.choice(page.columns)[1]
        step = self.chance.choice([1, -1])
        self._tangle(page, [key], lambda cells: [[EMPTY], *cells[:-1]] if step > 0 else [*cells[1:], [EMPTY]])

    def swap_two_cells(self) -> None:
        page = self.page()
        key = self.chance.choice([column.key for column in page.table.columns if not column.locked])
        one, other = self.line(page), self.line(page)
        one.cells[key], other.cells[key] = other.cells.get(key, EMPTY), one.cells.get(key, EMPTY)

    def delete_row(self) -> None:
        page = self.page()
        if page.lines:
            page.lines.pop(self.chance.randrange(len(page.lines)))

    def blank_row(self) -> None:
        page = self.page()
        line = self.line(page)
        for column in page.table.columns:
            line.cells[column.key] = EMPTY

    def insert_blank(self) -> None:
        page = self.page()
        page.lines.insert(self.chance.randrange(len(page.lines) + 1), None)

    def new_row(self) -> None:
        page = self.page()
        line = Line(None, {})
        like = self.line(page)
        for key in ("@borger", "@navn", "@cpr", "@mål"):
            if key in like.cells and self.chance.random() < 0.8:
                line.cells[key] = replace(like.cells[key], base=None)
        for column in page.table.columns:
            if not column.key.startswith("@") and self.chance.random() < 0.5:
                line.cells[column.key] = something(self.chance, column, self.ids)
        page.lines.insert(self.chance.choice([0, len(page.lines)]), line)

    def new_citizen(self) -> None:
        page = next(page for page in self.pages if page.table.name == "Borgere")
        name = self.chance.choice(["Åse Ny Person", "Anna Lykke Jensen", "O'Brien & <Søn>", "2027", "CON", "Émile Ng"])
        cpr = f"{61 + self.chance.randrange(28)}0570-{self.chance.randrange(1000, 9999)}"
        line = Line(None, {"borger.navn": typed(name, name), "borger.cpr": typed(cpr, cpr)})
        line.cells["rådgiver"] = typed("mette-holm", "mette-holm")
        line.cells["tilbud"] = typed("bostedet-fjordglimt", "bostedet-fjordglimt")
        line.cells["borger.adresse"] = typed(f"Vej {SIGN} 1", f"Vej {SIGN} 1")
        page.lines.append(line)

    def copy_row(self) -> None:
        page = self.page()
        like = self.line(page)
        copy = Line(like.true, dict(like.cells), is_copy=True)
        if self.chance.random() < 0.5:
            copy.true = None
            copy.cells.pop("mlmp-id", None)
        page.lines.insert(self.chance.randrange(len(page.lines) + 1), copy)
        if self.chance.random() < 0.5:
            column = self.chance.choice(page.table.columns)
            copy.cells[column.key] = something(self.chance, column, self.ids)

    def hidden_gone(self) -> None:
        page = self.page()
        page.columns = [(heading, key) for heading, key in page.columns if key != "mlmp-id"]

    def some_hidden_gone(self) -> None:
        page = self.page()
        line = self.line(page)
        line.cells.pop("mlmp-id", None)

    def swap_columns(self) -> None:
        page = self.page()
        self.chance.shuffle(page.columns)

    def swap_headings(self) -> None:
        page = self.page()
        one, other = self.chance.sample(range(len(page.columns)), 2)
        (a, key), (b, other_key) = page.columns[one], page.columns[other]
        page.columns[one], page.columns[other] = (b, key), (a, other_key)
        page.is_tangled = True

    def rename_heading(self) -> None:
        page = self.page()
        at = self.chance.randrange(len(page.columns))
        heading, key = page.columns[at]
        to = self.chance.choice(
            [f" {heading} ", heading.upper(), f"{heading}*", f"{heading}:", "Noget", "", "Bemærkning"]
        )
        page.columns[at] = (to, key)

    def delete_column(self) -> None:
        page = self.page()
        page.columns.pop(self.chance.randrange(len(page.columns)))

    def add_column(self) -> None:
        page = self.page()
        page.columns.insert(self.chance.randrange(len(page.columns) + 1), ("Mine noter", "egen"))
        self.line(page).cells["egen"] = typed(f"privat {SIGN}")

    def rename_sheet(self) -> None:
        self.page().name = self.chance.choice(["Ark1", "møder ", "Kopi af Møder", "Mine borgere"])

    def remove_sheet(self) -> None:
        self.page().is_there = False

    def merge_cells(self) -> None:
        page = self.page()
        row, column = HEADINGS + 1 + self.chance.randrange(3), 1 + self.chance.randrange(6)
        down, across = self.chance.choice([(0, 1), (1, 0), (2, 2)])
        page.merged.append(Merged(row, column, row + down, column + across))
        for number in range(row, row + down + 1):
            line = page.lines[number - HEADINGS - 1] if number - HEADINGS - 1 < len(page.lines) else None
            for at in range(column, column + across + 1):
                if line and (number, at) != (row, column) and at <= len(page.columns):
                    key = page.columns[at - 1][1]
                    line.cells[key] = EMPTY if line.cells.get(key, EMPTY).content == "" else typed("")

    def formulas(self) -> None:
        page = self.page()
        key = self.chance.choice(page.columns)[1]
        for line in page.lines:
            if line and self.chance.random() < 0.7:
                line.cells[key] = typed(self.chance.choice([FORMULA, FORMULA, ERROR]))

    def unseen_changes(self) -> None:
        page = self.page()
        for line in page.lines:
            for key, cell in (line.cells if line else {}).items():
                if key == "mlmp-id" or not isinstance(cell.content, str) or not cell.content or not line:
                    continue
                if self.chance.random() < 0.3:
                    text = self.chance.choice([f"{cell.content} ", cell.content.replace(" ", "\u00a0")])
                    line.cells[key] = replace(cell, content=text)

    def numbers_for_texts(self) -> None:
        page = self.page()
        for line in page.lines:
            for key, cell in (line.cells if line else {}).items():
                is_cpr = key.endswith("cpr")
                digits = (
                    (cell.content.replace("-", "") if is_cpr else cell.content) if isinstance(cell.content, str) else ""
                )
                if line and digits.isdecimal() and digits.isascii() and key != "mlmp-id":
                    line.cells[key] = replace(cell, content=Odd("tal", str(int(digits))))


def abuses() -> list[str]:
    """The names of everything that can be done."""
    no_abuses = ("page", "line", "sort_alone")
    return [name for name in vars(Hands) if not name.startswith("_") and name not in no_abuses]


def _shown(content: Content) -> str:
    return (content if isinstance(content, str) else content.text) or "\uffff"
