"""Abuses exported spreadsheets at random, imports them with everything written, and looks at what came out.

`python -m tests.spreadsheet_abuses 2000 2027` runs that many, on two processors. Nothing may be lost, guessed, mixed up
between citizens, written by halves, or told to those who must not know it.
"""

import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from abuse_judge import Judge, data_of, items, settings_items
from abused_sheet import EMPTY, Hands, Page, abuses, pages
from builders import OPSÆTNING, opsætning
from edited_plan import Sheet
from merges import edit_plan
from messy_plans import messy_plan
from openpyxl.utils.exceptions import IllegalCharacterError
from saved_sheet import as_csv, as_workbook
from typed_contents import SIGN

from mlmp_docs.build.known_citizens import KnownCitizens
from mlmp_docs.build.returned_list import read_returned
from mlmp_docs.build.sheet_export import SheetRequest, export
from mlmp_docs.build.sheet_import import SheetImport, save, work_out
from mlmp_docs.build.sheet_selection import Asked
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.package import UnreadableWorkbook
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.project import Project, load
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.grid import SheetFile
from mlmp_docs.tables.reading import read_tables

NAME = "regneark.xlsx"
TODAY = date(2027, 3, 1)
PEOPLE = (
    *(("anna", "Anna Lykke Jensen", "670761"), ("bo", "Bo Holm", "650480"), ("carla", "Carla Ørum", "710365")),
    *(("anna-2", "Anna Lykke Jensen", "680761"), ("2027", "Tal Talsen", "620888"), ("erik", "Erik Holm", "880190")),
)
IDS = {
    "Tilbud": ["bostedet-fjordglimt", "vaerkstedet-aaen"],
    "Rådgivere": ["mette-holm", "ole-aaby"],
    "medarbejdere": ["jonas-bak"],
    "skalaer": ["funktionsevne"],
    "Borgere": [borger for borger, _, _ in PEOPLE],
}
SHEETS_OF_ONE_PROJECT = 8


@dataclass
class Tally:
    """What became of many spreadsheets."""

    sheets: int = 0
    became: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    abuses: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.sheets + other.sheets,
            self.became + other.became,
            self.told + other.told,
            self.abuses + other.abuses,
        )


class Place:
    """A project on the disk that is put back after each spreadsheet."""

    def __init__(self, root: Path, plans: dict[str, bytes]) -> None:
        self.root = root
        self.plans = plans
        self.put(plans)
        export(self.project(), SheetRequest(2027, TODAY, file=root / NAME), 1)
        self.sheet = read_editing_file((root / NAME).read_bytes(), NAME)

    def put(self, files: dict[str, bytes]) -> None:
        for path in (self.root / "citizens").iterdir():
            path.unlink()
        for name, content in files.items():
            (self.root / name).write_bytes(content)

    def project(self) -> Project:
        found = load(self.root)
        assert isinstance(found, Project), found
        return found

    def files(self) -> dict[str, bytes]:
        """Everything that lies there."""
        paths = [self.root / "mlmp.yaml", *sorted((self.root / "citizens").iterdir())]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}


def plans(chance: random.Random) -> dict[str, bytes]:
    """The files of a project with a few citizens."""
    found = {"mlmp.yaml": OPSÆTNING.encode()}
    for number, (borger, navn, day) in enumerate(chance.sample(PEOPLE, chance.randrange(2, 6))):
        text = messy_plan(chance).decode().replace("Anna Lykke Jensen", navn).replace("Skovvej 4", f"Skovvej {number}")
        text = text.replace("670761-4285", f"{day}-428{number}").replace("6707614285", f"{day}428{number}")
        found[f"citizens/{borger}.yaml"] = text.encode()
    return found


def run(count: int, seed: int) -> Tally:
    """Abuse so many spreadsheets. Raises `AssertionError`, with what is needed to do it again, when one went wrong."""
    tally = Tally()
    for first in range(0, count, SHEETS_OF_ONE_PROJECT):
        folder = Path(tempfile.mkdtemp(prefix="mlmp-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        try:
            (folder / "citizens").mkdir()
            place = Place(folder, plans(random.Random(f"{seed}-{first}")))
            for number in range(first, min(count, first + SHEETS_OF_ONE_PROJECT)):
                once(place, seed, number, tally)
        finally:
            shutil.rmtree(folder)
    return tally


def once(place: Place, seed: int, number: int, tally: Tally) -> None:
    """Abuse one spreadsheet."""
    chance = random.Random(f"{seed}-{number}-sheet")
    done: list[str] = []
    try:
        place.put(place.plans)
        _once(place, chance, tally, done)
    except Exception as wrong:
        first = number - number % SHEETS_OF_ONE_PROJECT
        raise AssertionError(f"once({seed}-{first}, {number}) {done}: {wrong!r}") from wrong


def _once(place: Place, chance: random.Random, tally: Tally, done: list[str]) -> None:
    hands = Hands(chance, pages(place.sheet), IDS)
    for _ in range(chance.choice([1, 1, 2, 2, 3, 4])):
        done.append(chance.choice([*abuses(), "type", "type", "type", "type"]))
        getattr(hands, done[-1])()
    slet, brug = chance.random() < 0.2, chance.choice(["", "", "", "regneark", "plan"])
    if chance.random() < 0.4:
        done.append("plans edited")
        place.put(place.plans | edited_plans(chance, place.plans))
    before = place.files()
    tally.sheets += 1
    tally.abuses.update(done)
    try:
        edited, project = read(place, chance, hands, done), place.project()
        found = work_out(project, edited, NAME, Asked(TODAY, brug, slet), 1)  # type: ignore[arg-type]
    except UnreadableWorkbook:
        tally.became["unreadable"] += 1
        assert place.files() == before
        return
    told = [str(each) for each in found.diagnostics]
    tally.told.update({each.code for each in found.diagnostics})
    check_silence(told, found, before)
    if found.is_blocked:
        tally.became["refused"] += 1
        assert place.files() == before
        return
    wrong = save(project, found)
    after = place.files()
    assert not wrong, f"not saved: {[str(each) for each in wrong]}"
    tally.became["written" if after != before else "nothing changed"] += 1
    if "no base" in done and "swap_headings" in done:
        return  # every value was a conflict then, and somebody has decided for the spreadsheet
    judge = Judge(hands.pages, slet)
    for name, content in before.items():
        borger = "" if name == "mlmp.yaml" else name[9:-5]
        if after[name] != content:
            judge.file(borger, content, after[name])
    for name in after.keys() - before.keys():
        read_new = read_plan(after[name], name)
        assert read_new.value is not None, "a new plan that cannot be read"
        assert any(
            read_new.value.borger.navn in line.cells["borger.navn"].means
            for line in judge.new.get("Borgere", ())
            if "borger.navn" in line.cells
        ), "a citizen whom nobody typed"
        tally.became["new plans"] += 1
    told_or_written(hands.pages, place, found, after, brug, done)
    if not brug and not slet:
        again = work_out(place.project(), edited, NAME, Asked(TODAY), 1)
        assert again.is_blocked or again.is_empty, "a second import changes something more"


def edited_plans(chance: random.Random, plans: dict[str, bytes]) -> dict[str, bytes]:
    """Some of the plans as somebody else has changed them meanwhile."""
    found = {}
    for name, content in plans.items():
        if name != "mlmp.yaml" and chance.random() < 0.5:
            found[name] = edit_plan(chance, content, Sheet(content, opsætning=opsætning()))
    return found


def read(place: Place, chance: random.Random, hands: Hands, done: list[str]) -> EditedTables:
    """Bring the spreadsheet home: straight, as a workbook, or one of its sheets as CSV."""
    there = [page for page in hands.pages if page.is_there]
    way = chance.random()
    if way < 0.15:
        page = chance.choice(there) if there else hands.pages[0]
        content = as_csv(chance, page)
        if content is not None:
            done.append("csv")
            for line in filter(None, page.lines):  # merged cells are empty ones there
                line.cells = {key: cell if cell.content != "" else EMPTY for key, cell in line.cells.items()}
            for other in hands.pages:
                other.is_there = other is page
            file = read_editing_file(content, "ark.csv")
            if chance.random() < 0.6:
                file = replace(file, base=place.sheet.base)
            else:
                done.append("no base")
            return tables(file, place.project())
    if way < 0.25 and place.sheet.base is not None:
        with suppress(IllegalCharacterError, ValueError):  # what no workbook can hold
            content = as_workbook([page.grid() for page in there], place.sheet.base)
            done.append("xlsx")
            return tables(read_editing_file(content, NAME), place.project())
    base = None if chance.random() < 0.08 else place.sheet.base
    if base is None:
        done.append("no base")
    file = replace(place.sheet, grids=tuple(page.grid() for page in there), base=base)
    return tables(file, place.project())


def tables(file: SheetFile, project: Project) -> EditedTables:
    """The rows of a file, as the command reads them."""
    returned = read_returned(project, file, NAME, 1)
    return returned if returned is not None else read_tables(file, NAME, project.opsætning, KnownCitizens(project))


def check_silence(told: Sequence[str], found: SheetImport, files: dict[str, bytes]) -> None:
    """Assert that no message says what is private."""
    joined = "\n".join([*told, repr(found.changes), repr(found.new)])
    assert SIGN not in joined, "a typed text in a message"
    for borger, _, day in PEOPLE:
        assert day not in joined, f"a CPR number in a message ({borger})"


def told_or_written(
    of: list[Page], place: Place, found: SheetImport, after: dict[str, bytes], brug: str, done: list[str]
) -> None:
    """Assert that nothing that somebody typed was left out without a word."""
    told = [each.place.cell for each in found.diagnostics]
    cells = {
        (value.row.table.name, str(value.row.key), value.column.key)
        for each in found.changes
        if each.found
        for value in (*each.found.changes, *each.found.decided, *each.found.conflicts)
    }
    cells |= {
        (row.table.name, str(row.key), key)
        for each in found.changes
        if each.found
        for row in (*each.found.gone, *each.found.removed)
        for key in row.table.keys
    }
    for page in of:
        if (
            not page.is_there
            or any(cell.startswith(f"{page.name}!") or cell == page.name for cell in told)
            or any(not cell for cell in told)
        ):
            continue
        keys = {key for _, key in page.columns}
        columns = {column.key for column in page.table.columns}
        for line in filter(None, page.lines):
            if line.true is None or line.is_copy or str(line.true) not in page.exported or "mlmp-id" not in line.cells:
                continue
            exported = page.exported[str(line.true)]
            for key, cell in line.cells.items():
                if key not in keys & columns or cell.base is not None or key.startswith("@"):
                    continue
                if exported[key] in cell.means or {" ".join(exported[key].split())} & set(cell.means):
                    continue
                if (page.table.name, str(line.true), key) in cells:
                    continue
                assert _stands(after, line, page, key, cell.means), (
                    f"left out in silence: {page.name} {key} {line.true}"
                )


def _stands(after: dict[str, bytes], line: Any, page: Page, key: str, means: frozenset[str]) -> bool:
    """Whether the plan says it already, as somebody else changed it alike."""
    content = after.get(f"citizens/{line.true.borger}.yaml" if line.true.borger else "mlmp.yaml", b"")
    data = data_of(content)
    every = items(line.true.borger, data) if line.true.borger else settings_items(data)
    key = key.rpartition(".")[0] if ".kl." in f".{key}" else key
    there = [item for item in every if item.where[0] == page.table.name]
    return any(mean in item.facts.get(key, "") for mean in means for item in there) or (means == {""} and not there)


def main(count: int, seed: int) -> None:
    """Abuse so many on two processors, and tell what became of them."""
    started = time.perf_counter()
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        tallies = pool.map(run, [count - count // 2, count // 2], [seed, seed + 1])
    total = sum(tallies, Tally())
    print(f"{total.sheets} spreadsheets in {time.perf_counter() - started:.0f} s: {dict(total.became)}")
    print("  " + ", ".join(f"{code} {times}" for code, times in sorted(total.told.items())))
    print("  " + ", ".join(f"{name} {times}" for name, times in total.abuses.most_common()))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2027)
