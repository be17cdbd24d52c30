"""From export to plans and back with a person in LibreOffice in between: marked, sorted, decided, and marked again."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_files import Project
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from programs import edit_in_office, validation_errors

pytestmark = [pytest.mark.uno, pytest.mark.soffice, pytest.mark.validator, pytest.mark.slow]
AMBER, BRICK = "FFCE4F", "E58F7B"


def mlmp(*words: str, folder: Path, code: int = 0) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "mlmp_docs", *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == code, run.stdout + run.stderr
    return run.stdout + run.stderr


def marks(path: Path, sheet: str = "Møder") -> dict[str, tuple[str, str]]:
    """The colour and the first line of the note of each marked cell, by the name in its row and its column."""
    found = load_workbook(path)[sheet]
    assert isinstance(found, Worksheet)
    return {
        f"{found.cell(cell.row, 2).value} {cell.column_letter}": (
            str(cell.fill.fgColor.rgb)[-6:],
            cell.comment.text.splitlines()[0] if cell.comment else "",
        )
        for row in found.iter_rows(min_row=5, max_row=40)
        for cell in row
        if str(cell.fill.fgColor.rgb)[-6:] in (AMBER, BRICK) or cell.comment
    }


def place(path: Path, navn: str, column: str) -> str:
    sheet = load_workbook(path)["Møder"]
    return next(f"{column}{row}" for row in range(5, 40) if sheet[f"B{row}"].value == navn)


def test_conflicts_are_marked_decided_after_sorting_and_written(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "projekt"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("output"))
    handed_out, edited, decided, again = (tmp_path / f"{name}.xlsx" for name in ("ud", "rettet", "afgjort", "igen"))
    mlmp("regneark", "eksport", str(handed_out), "--dato", "2026-11-22", folder=root)
    anna, hassan = place(handed_out, "Anna Lykke Jensen", "J"), place(handed_out, "Hassan El-Amin", "G")
    steps = [["typed", "Møder", anna, "Biblioteket"], ["typed", "Møder", hassan, "31-02-2027"]]
    edit_in_office([{"file": str(handed_out), "steps": steps, "save": [str(edited)]}])
    plan = root / "citizens/anna.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"(?m)^    sted: .*$", "    sted: Rådhuset", text, count=1), encoding="utf-8")
    before = plan.read_bytes()

    told = mlmp("regneark", "import", str(edited), "--skriv", "--mærk", folder=root, code=1)
    assert "Intet er skrevet" in told
    assert plan.read_bytes() == before
    marked = tmp_path / "rettet - mærket.xlsx"
    assert validation_errors([marked]) == []
    assert marks(marked) == {
        "Anna Lykke Jensen J": (AMBER, "mlmp: Konflikt"),
        "Hassan El-Amin G": (BRICK, "mlmp: Skal rettes"),
    }

    steps = [["sort", "Møder", "A5:AG40", 1, False], ["text", "Konflikter", "G5", "regneark"]]
    edit_in_office([{"file": str(marked), "steps": steps, "save": [str(decided)]}])
    assert marks(decided) == marks(marked), "marks go with their rows"
    assert place(decided, "Anna Lykke Jensen", "J") != anna

    told = mlmp("regneark", "import", str(decided), "--mærk", str(again), folder=root, code=1)
    assert "Sted: Rådhuset → Biblioteket" in told, "the choice holds, wherever its cell is by now"
    assert validation_errors([again]) == []
    assert marks(again) == marks(marked)
    sheet = load_workbook(again)["Konflikter"]
    assert [sheet[address].value for address in ("A5", "G5")] == [
        f"Møder!{place(again, 'Anna Lykke Jensen', 'J')}",
        "regneark",
    ]

    steps = [["typed", "Møder", place(again, "Hassan El-Amin", "G"), "21-01-2027"]]
    edit_in_office([{"file": str(again), "steps": steps, "save": [str(edited)]}])
    assert "Skrevet i 2 planer" in mlmp("regneark", "import", str(edited), "--skriv", folder=root)
    assert "    sted: Biblioteket\n" in plan.read_text(encoding="utf-8")
    assert "Intet at ændre" in mlmp("regneark", "import", str(edited), folder=root)


def test_a_list_filled_in_by_a_tilbud_in_libreoffice_reaches_the_plans(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "projekt"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("output"))
    mlmp("byg", "--dokument", "liste", folder=root)
    sent = next((root / "output/2027/lister").glob("vaerkstedet-aaen--mette-holm-2027*.xlsx"))
    sheet = load_workbook(sent).active
    assert isinstance(sheet, Worksheet)
    name = sheet.title
    assert sheet["B7"].value == "Anna Lykke Jensen"
    steps = [
        ["typed", name, "D7", "Værkstedet"],
        ["typed", name, "F7", "=A7"],
        ["format", name, "C7:C7", "0"],
        ["typed", name, "C7", "6707614285"],
        ["typed", name, "B15", "Nina Ny"],
    ]
    formula, mended = tmp_path / "formel.xlsx", tmp_path / "retur.xlsx"
    edit_in_office([{"file": str(sent), "steps": steps, "save": [str(formula)]}])
    assert f"{name}!F7: fejl R037" in mlmp("regneark", "import", str(formula), folder=root, code=1)
    steps = [["text", name, "F7", "Kun tirsdage"]]
    csv = tmp_path / "retur.csv"
    edit_in_office([{"file": str(formula), "steps": steps, "save": [str(mended), str(csv)]}])
    as_csv, as_xlsx = (mlmp("regneark", "import", str(path), folder=root) for path in (csv, mended))
    for told in (as_csv, as_xlsx):
        assert "R073" in told
        assert "Kun tirsdage" in told
        assert "+    ønske_til_sted: Værkstedet" in told
    assert "Skrevet i 1 plan" in mlmp("regneark", "import", str(mended), "--skriv", folder=root)
    assert "Intet at ændre" in mlmp("regneark", "import", str(csv), folder=root)
