"""Plans to Excel and back for a municipality of 2,000: `python -m benchmarks.spreadsheet`.

Prints the seconds of an export, and of an import that only looks, with 0, 200 and all citizens changed; and what
openpyxl takes to write the same cells without their looks, drop-downs and rules.
"""

import argparse
import io
import os
import re
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook

from benchmarks.municipality import run
from benchmarks.plans import ÅR, write_municipality
from mlmp_docs.excel.editing_book import About, editing_book
from mlmp_docs.excel.package import open_package, rebuild
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.sheets import BY_NAME, MØDER, TABLES
from mlmp_docs.tables.table import Row, Rows

BAR = 20.0
"""Seconds, for each of them."""

DAY = "2026-11-22"
_MEETINGS = "xl/worksheets/sheet2.xml"
_PLACE = "J"
"""The column *Sted* of the sheet *Møder*."""


def changed(content: bytes, count: int) -> bytes:
    """The workbook after somebody typed another place for the first so many meetings."""
    parts = open_package(content).parts
    sheet = parts[_MEETINGS].decode()
    cells = re.compile(rf'<c r="{_PLACE}(\d+)" s="(\d+)"[^/>]*>.*?</c>')

    def typed(cell: re.Match[str]) -> str:
        row = int(cell[1])
        if not 4 < row <= 4 + count:
            return cell[0]
        return f'<c r="{_PLACE}{row}" s="{cell[2]}" t="inlineStr"><is><t>Mødelokale {row}</t></is></c>'

    parts[_MEETINGS] = cells.sub(typed, sheet).encode()
    return rebuild(parts)


def rows_of(project: Path) -> Rows:
    """The rows of all plans, by citizen."""
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for file in sorted((project / "citizens").iterdir()):
        raw = cast(Mapping[str, Any], read_plan(file.read_bytes(), file.name).raw)
        for name, some in citizen_rows(file.stem, raw, ÅR).items():
            found[name] += some
    return {name: tuple(some) for name, some in found.items()}


def written_by_openpyxl(rows: Rows) -> bytes:
    """The same texts, days and ids in plain cells, and what was handed out, by openpyxl's fastest way."""
    workbook = Workbook(write_only=True)
    for name, some in rows.items():
        sheet = workbook.create_sheet(name)
        sheet.append([column.heading for column in BY_NAME[name].columns])
        for row in some:
            sheet.append([_value(row.values[key]) for key in BY_NAME[name].keys] + [str(row.key)])
    base = workbook.create_sheet("base")
    for some in rows.values():
        for row in some:
            base.append([str(row.key), str(list(row.values.values()))])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _value(text: str) -> date | str | None:
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text or None


def timed(project: Path, *words: str) -> tuple[float, float]:
    """The seconds of a command, and those that its processes worked; on a machine with other work they tell more."""
    before = os.times()
    seconds, _ = run(project, "regneark", *words, "--dato", DAY)
    after = os.times()
    return seconds, sum(after[2:4]) - sum(before[2:4])


def measure(project: Path) -> dict[str, tuple[float, float]]:
    """The seconds of the commands."""
    file = project / "planer.xlsx"
    found = {"export": timed(project, "eksport", str(file))}
    content = file.read_bytes()
    citizens = len(list((project / "citizens").iterdir()))
    for count in (0, min(200, citizens), citizens):
        file.write_bytes(changed(content, count))
        found[f"import, {count} changed"] = timed(project, "import", str(file))
    found["import, written"] = timed(project, "import", str(file), "--skriv")
    return found


def compare(project: Path) -> tuple[float, float]:
    """The seconds that the writer takes for all rows, and openpyxl."""
    rows = rows_of(project)
    about = About(ÅR, "", date.fromisoformat(DAY), "Randers Kommune")
    begun = time.perf_counter()
    editing_book(rows, {}, about, {})
    between = time.perf_counter()
    written_by_openpyxl(rows)
    return between - begun, time.perf_counter() - between


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, default=2000)
    arguments = parser.parse_args()
    assert MØDER.keys.index("sted") == ord(_PLACE) - ord("A")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "kommune"
        write_municipality(project, arguments.antal)
        ours, openpyxl = compare(project)
        found = measure(project)
    print(f"{arguments.antal} plans")
    for name, (seconds, work) in found.items():
        print(f"{name:24} {seconds:6.2f} s   bar {BAR:5.1f} s   {work:6.2f} s of work in all processes")
    print(f"{'writing the cells':24} {ours:6.2f} s   openpyxl {openpyxl:.2f} s, {openpyxl / ours:.1f} times as long")


if __name__ == "__main__":
    main()
