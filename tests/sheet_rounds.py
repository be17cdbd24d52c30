"""Random rounds of the samples through Excel: exported, typed in, imported, exported again.

What was typed and not refused stands in the second export, and nothing else is different. Run by itself with
`python -m tests.sheet_rounds 50 2027` for many rounds; the argument is their number, then the seed.
"""

import random
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook

from mlmp_docs.build.sheet_export import SheetRequest, export
from mlmp_docs.build.sheet_import import SheetImport, save, work_out
from mlmp_docs.build.sheet_reading import read_sheet
from mlmp_docs.build.sheet_selection import Asked
from mlmp_docs.diagnostic import Level
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.project import CITIZENS, SETTINGS, Project, load
from mlmp_docs.tables.sheets import TABLES
from mlmp_docs.tables.table import Column

SAMPLES = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
HEADINGS = 4
CELLS = 40
_WORDS = (
    "Søn & Søn <a@b.dk>",
    "=1+1",
    "-5",
    "'hej'",
    '"ja"',
    "nej",
    "#1: æblegrød",
    "null",
    "to\nlinjer",
    "{{ x }}",
    "7",
)
_NOT_TYPED_IN = {"id", "borgermål", "tekst", "navn", "tilbud", "borger.beskyttet_adresse"}
"""What an entry may be known by, as two must not be called the same; the list that only grows; what hides others."""

Spot = tuple[str, str, str]
"""Table, row and column."""


@dataclass
class Outcome:
    """What came of the rounds."""

    typed: int = 0
    written: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    others_looked_at: int = 0


def rounds(count: int, seed: int) -> Outcome:
    """Make so many rounds. Raises `AssertionError` when a value is lost or something else has changed."""
    chance = random.Random(seed)
    outcome = Outcome()
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for number in range(count):
            if number % 8 == 0:
                shutil.rmtree(root / CITIZENS, ignore_errors=True)
                shutil.copytree(SAMPLES / CITIZENS, root / CITIZENS)
                shutil.copy(SAMPLES / SETTINGS, root / SETTINGS)
            one_round(root, chance, outcome)
    return outcome


def one_round(root: Path, chance: random.Random, outcome: Outcome) -> None:
    """Export, type, import, export again, compare."""
    before, content = exported(root, "ud.xlsx")
    book = root / "hjem.xlsx"
    typed = type_somewhere(content, book, before, chance)
    outcome.typed += len(typed)
    found = imported(root, book)
    while found.is_blocked:
        refused = refused_spots(found, book)
        away = refused & typed.keys()
        # What is missing now is missing because of another cell of the row.
        away |= {spot for spot in typed if not away and spot[:2] in {each[:2] for each in refused}}
        assert away, [str(told) for told in found.diagnostics if told.level is Level.FEJL]
        for spot in away:
            del typed[spot]
            outcome.refused[spot[2]] += 1
        put(content, book, {spot: value for spot, (value, _) in typed.items()})
        found = imported(root, book)
    assert save(project(root), found) == ()
    outcome.written += len(typed)
    after, _ = exported(root, "igen.xlsx")
    assert before.keys() == after.keys()
    for spot, was in before.items():
        wanted = typed[spot][1] if spot in typed else was
        if spot[2].startswith("@"):
            continue
        outcome.others_looked_at += spot not in typed
        assert after[spot] == wanted, (spot, was, wanted, after[spot])
    again = imported(root, book)
    assert again.is_empty, "imported once more"
    assert not again.is_blocked


def project(root: Path) -> Project:
    found = load(root)
    assert isinstance(found, Project)
    return found


def exported(root: Path, name: str) -> tuple[dict[Spot, str], bytes]:
    """The values that an export of now hands out, and its file."""
    target = root / name
    target.unlink(missing_ok=True)
    export(project(root), SheetRequest(2027, DAY, file=target), 1)
    content = target.read_bytes()
    base = read_editing_file(content, name).base
    assert base is not None
    values = {
        (table, key, column): text
        for table, rows in base.rows.items()
        for key, row in rows.items()
        for column, text in row.items()
    }
    return values, content


def imported(root: Path, book: Path) -> SheetImport:
    edited = read_sheet(book.read_bytes(), book.name, project(root))
    return work_out(project(root), edited, book.name, Asked(DAY), 1)


def type_somewhere(
    content: bytes, book: Path, before: dict[Spot, str], chance: random.Random
) -> dict[Spot, tuple[Any, str]]:
    """Type something else in some cells. What was typed, and the one form of it."""
    columns = {(table.name, column.key): column for table in TABLES for column in table.columns}
    open_ones = [spot for spot in before if not columns[spot[0], spot[2]].locked and before[spot] != "(beskyttet)"]
    open_ones = [spot for spot in open_ones if not spot[2].startswith("@") and spot[2] not in _NOT_TYPED_IN]
    typed = {}
    for spot in chance.sample(open_ones, CELLS):
        value = anything(columns[spot[0], spot[2]], chance)
        if value[1] != before[spot]:
            typed[spot] = value
    put(content, book, {spot: value for spot, (value, _) in typed.items()})
    return typed


def put(content: bytes, book: Path, values: dict[Spot, Any]) -> None:
    """The workbook with these values typed in it."""
    book.write_bytes(content)
    workbook = load_workbook(book)
    places = cells(workbook)
    for spot, value in values.items():
        sheet, row, column = places[spot]
        workbook[sheet].cell(row, column).value = value
        if isinstance(value, str):
            workbook[sheet].cell(row, column).data_type = "s"  # openpyxl takes =1+1 for a formula
    workbook.save(book)


def cells(workbook: Workbook) -> dict[Spot, tuple[str, int, int]]:
    """Where each value stands."""
    found = {}
    for table in TABLES:
        sheet = workbook[table.name]
        headings = {str(cell.value): cell.column for cell in sheet[HEADINGS] if cell.value}
        for row in range(HEADINGS + 1, sheet.max_row + 1):
            key = sheet.cell(row, headings["mlmp-id"]).value
            for column in table.columns if key else ():
                found[table.name, str(key), column.key] = (table.name, row, headings[column.heading])
    return found


def refused_spots(found: SheetImport, book: Path) -> set[Spot]:
    """The values at the cells that were refused."""
    by_cell = {}
    for spot, (sheet, row, column) in cells(load_workbook(book)).items():
        by_cell[sheet, row, column] = spot
    spots = set()
    for told in found.diagnostics:
        sheet, _, cell = told.place.cell.partition("!")
        at = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        if told.level is Level.FEJL and at:
            number = 0
            for letter in at[1]:
                number = number * 26 + ord(letter) - 64
            spot = by_cell[sheet, int(at[2]), number]
            spots.add(spot)
            # A time that is refused may be so for its other end.
            ends = {".fra": ".til", ".til": ".fra"}
            if ".kl." in f".{spot[2]}":
                spots.add((spot[0], spot[1], spot[2][:-4] + ends[spot[2][-4:]]))
    return spots


def anything(column: Column, chance: random.Random) -> tuple[Any, str]:
    """Something that may stand in a column as a person types it, and its one form."""
    if chance.random() < 0.15:
        return None, ""
    if column.kind == "dato":
        day = date(2027, chance.randint(1, 12), chance.randint(1, 28))
        return chance.choice([day, f"{day.day}.{day.month}.{day.year}", f"{day:%d-%m-%Y}"]), day.isoformat()
    if column.kind == "tid":
        at = time(chance.randint(8, 17), chance.choice([0, 15, 30]))
        return chance.choice([at, f"{at:%H.%M}", f"kl. {at:%H:%M}"]), f"{at:%H:%M}"
    if column.kind == "måned":
        month = chance.choice(MÅNEDER)
        return chance.choice([month, month.capitalize(), f"{month} "]), month
    if column.kind == "ja/nej":
        word = chance.choice(["ja", "nej"])
        return chance.choice([word, word.upper()]), word
    if column.choices:
        word = chance.choice(column.choices)
        return word, word
    if column.kind in ("sætninger", "navne"):
        items = [each.replace("\n", " ") for each in chance.sample(_WORDS, chance.randint(1, 3))]
        return "\n".join(items), "\n".join(items)
    word = text(column, chance)
    return word, word


def text(column: Column, chance: random.Random) -> str:
    """Words, some of them such as Excel or YAML take for something else."""
    if column.kind == "telefon":
        return " ".join(str(chance.randint(20, 99)) for _ in range(4))
    return chance.choice(_WORDS) + chance.choice(["", f" {chance.randint(2, 99)}"])


def main() -> None:
    """Rounds by the command line."""
    count, seed = (int(word) for word in (*sys.argv[1:], "20", "2027")[:2])
    outcome = rounds(count, seed)
    print(f"{count} rounds, {outcome.typed} cells typed, {outcome.written} in the plans, none lost")
    print(f"{outcome.refused.total()} refused: {dict(outcome.refused.most_common(12))}")
    print(f"{outcome.others_looked_at} other values unchanged")


if __name__ == "__main__":
    main()
