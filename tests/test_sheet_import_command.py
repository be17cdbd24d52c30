"""`mlmp regneark import`, from the workbook that was exported to the plans: what is shown, and what is written when."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from builders import OPSÆTNING, PLAN
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mlmp_docs import store
from mlmp_docs.cli import mlmp

ANNA = (
    PLAN
    + """\
møder:
  - år: 2027
    måned: maj      # aftalt på telefon
    dato: 12.5.2027
    sted: Fjordglimt
"""
)
BO = (
    PLAN.replace("Anna Lykke Jensen", "Bo Holm").replace("670761-4285", "650480-1111")
    + "møder: [{år: 2027, måned: juni}]\naftaler: [{id: ring, tekst: Ring til Karin}]\n"
)
HEADINGS = 4


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "projekt"
    (project / "citizens").mkdir(parents=True)
    (project / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    (project / "citizens" / "anna.yaml").write_text(ANNA, encoding="utf-8")
    (project / "citizens" / "bo.yaml").write_text(BO, encoding="utf-8")
    return project


@pytest.fixture
def book(root: Path, tmp_path: Path) -> Path:
    """The workbook as it was handed out."""
    path = tmp_path / "ark.xlsx"
    result = run(root, "eksport", str(path))
    assert result.exit_code == 0, result.output
    return path


def run(root: Path, *words: str) -> Result:
    arguments = ["regneark", *words, "--projekt", str(root), "--dato", "2027-03-01"]
    return CliRunner().invoke(mlmp, arguments, catch_exceptions=False)


def plan_of(root: Path, borger: str) -> str:
    return (root / "citizens" / f"{borger}.yaml").read_text(encoding="utf-8")


def change(path: Path, table: str, borger: str, values: Mapping[str, Any]) -> None:
    """Type values in the row of a citizen, as a person does; in the first empty row for nobody."""
    workbook = load_workbook(path)
    sheet = workbook[table]
    columns = _columns(sheet)
    keys = {str(sheet.cell(row, columns["mlmp-id"]).value or ""): row for row in range(HEADINGS + 1, sheet.max_row + 1)}
    used = [row for key, row in keys.items() if key]
    row = next(row for key, row in keys.items() if key.startswith(f'["{borger}"')) if borger else max(used) + 1
    for heading, value in values.items():
        sheet.cell(row, columns[heading]).value = value
    workbook.save(path)


def take_out(path: Path, table: str, row: int) -> None:
    workbook = load_workbook(path)
    workbook[table].delete_rows(row)
    workbook.save(path)


def _columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADINGS] if cell.value}


# --- the look, and writing ----------------------------------------------------------------------------------------


def test_an_untouched_workbook_has_nothing_to_change(root: Path, book: Path) -> None:
    result = run(root, "import", str(book), "--skriv")
    assert result.exit_code == 0
    assert result.stdout.strip() == "Intet at ændre: det, der er rettet i regnearket, står i planerne."


def test_a_change_is_told_in_words_and_as_lines_and_is_written_only_when_asked_for(root: Path, book: Path) -> None:
    change(book, "Møder", "anna", {"Dato": date(2027, 5, 19), "Kl.": time(10), "Til kl.": time(11, 30)})
    result = run(root, "import", str(book))
    assert result.exit_code == 0
    assert "citizens/anna.yaml\n      Mødet 2027: Dato: 12.5.2027 → 19.5.2027" in result.stdout
    assert "-    dato: 12.5.2027\n+    dato: 2027-05-19" in result.stdout
    assert "Intet er skrevet. Skriv det i 1 plan med --skriv." in result.stdout
    assert plan_of(root, "anna") == ANNA
    assert "Skrevet i 1 plan." in run(root, "import", str(book), "--skriv").stdout
    changed = ANNA.replace("12.5.2027", "2027-05-19").replace("sted:", "kl: 10:00-11:30\n    sted:")
    assert sorted(plan_of(root, "anna").splitlines()) == sorted(changed.splitlines())
    assert "# aftalt på telefon" in plan_of(root, "anna")
    assert plan_of(root, "bo") == BO


def test_the_same_file_again_has_nothing_to_change(root: Path, book: Path) -> None:
    change(book, "Møder", "anna", {"Dato": date(2027, 5, 19)})
    run(root, "import", str(book), "--skriv")
    assert "Intet at ændre" in run(root, "import", str(book), "--skriv").stdout


def test_dry_run_writes_nothing_also_together_with_skriv(root: Path, book: Path) -> None:
    change(book, "Møder", "anna", {"Sted": "Rådhuset"})
    assert "Intet er skrevet" in run(root, "import", str(book), "--skriv", "--dry-run").stdout
    assert plan_of(root, "anna") == ANNA


def test_long_texts_are_cut_on_the_screen_and_whole_in_the_plan(root: Path, book: Path) -> None:
    long = "Vi mødes ved hovedindgangen, og " * 5 + "så går vi ind."
    change(book, "Møder", "anna", {"Evt. bemærkninger": long})
    shown = run(root, "import", str(book)).stdout.partition("---")[0]
    assert "hovedindgangen" in shown
    assert "går vi ind" not in shown
    run(root, "import", str(book), "--skriv")
    assert "så går vi ind." in plan_of(root, "anna")


def test_no_cpr_number_is_shown_whoever_typed_it_where(root: Path, book: Path) -> None:
    change(book, "Møder", "anna", {"Evt. bemærkninger": "Det er 670761-4285", "Sted": "6707614285"})
    change(book, "Borgere", "", {"Borgernavn": "Caja Friis", "Borger cpr.": "680990-2222", "Rådgiver": "ole-aaby"})
    change(book, "Borgere", "bo", {"Borger cpr.": "650480-1112"})
    for words in ([], ["--json"], ["--diff"]):
        told = run(root, "import", str(book), *words).output
        assert not re.search(r"4285|2222|111[12]", told), told


def test_no_cpr_number_in_the_name_of_the_file_is_shown_either(root: Path, book: Path) -> None:
    named = book.rename(book.with_name("anna 670761-4285.xlsx"))
    change(named, "Møder", "anna", {"Dato": "31.2.2027"})
    for words in (["--mærk"], ["--mærk", "--json"]):
        assert "4285" not in run(root, "import", str(named), *words).output


# --- conflicts ----------------------------------------------------------------------------------------------------


@pytest.fixture
def conflict(root: Path, book: Path) -> Path:
    change(book, "Møder", "anna", {"Dato": date(2027, 5, 19), "Sted": "Rådhuset"})
    path = root / "citizens" / "anna.yaml"
    path.write_text(ANNA.replace("12.5.2027", "26.5.2027"), encoding="utf-8")
    return book


def test_a_conflict_is_shown_with_its_three_values_and_nothing_is_written(root: Path, conflict: Path) -> None:
    result = run(root, "import", str(conflict), "--skriv")
    assert result.exit_code == 1
    [line] = [line for line in result.stdout.splitlines() if "Møder!G5" in line]
    assert line.split() == ["Møder!G5", "anna", "mødet", "2027:", "Dato", "12.5.2027", "19.5.2027", "26.5.2027"]
    assert "--brug regneark eller --brug plan" in result.stdout
    assert "Rådhuset" not in plan_of(root, "anna")


@pytest.mark.parametrize(("brug", "day"), [("regneark", "2027-05-19"), ("plan", "26.5.2027")])
def test_brug_decides_all_conflicts(root: Path, conflict: Path, brug: str, day: str) -> None:
    result = run(root, "import", str(conflict), "--skriv", "--brug", brug)
    assert result.exit_code == 0
    assert f"Konflikter, der er afgjort: 1 efter {brug}e" in result.stdout.replace("planen", "plane")
    assert f"dato: {day}\n" in plan_of(root, "anna")
    assert "sted: Rådhuset" in plan_of(root, "anna")


def test_a_cpr_number_in_the_name_of_a_spreadsheet_stays_out_of_the_marked_copys(root: Path, conflict: Path) -> None:
    named = conflict.rename(conflict.with_name("Anna 670761-4285.xlsx"))
    result = run(root, "import", str(named), "--mærk")
    assert conflict.with_name("Anna cpr - mærket.xlsx").is_file()
    assert "670761" not in result.output


@pytest.mark.parametrize(("brug", "day"), [("regneark", "2027-05-19"), ("plan", "26.5.2027")])
def test_a_conflict_is_decided_in_a_marked_copy_and_the_users_own_file_stays(
    root: Path, conflict: Path, brug: str, day: str
) -> None:
    before = conflict.read_bytes()
    result = run(root, "import", str(conflict), "--mærk")
    copy = conflict.with_name("ark - mærket.xlsx")
    assert copy.name in result.stdout
    assert conflict.read_bytes() == before
    workbook = load_workbook(copy)
    sheet = workbook["Konflikter"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Brug")
    sheet.cell(heading.row + 1, heading.column).value = brug
    workbook.save(copy)
    assert run(root, "import", str(copy), "--skriv").exit_code == 0
    assert f"dato: {day}\n" in plan_of(root, "anna")


def test_a_marked_copy_is_never_written_over_a_file(root: Path, conflict: Path) -> None:
    run(root, "import", str(conflict), "--mærk")
    first = conflict.with_name("ark - mærket.xlsx").read_bytes()
    run(root, "import", str(conflict), "--mærk")
    assert conflict.with_name("ark - mærket 2.xlsx").exists()
    result = run(root, "import", str(conflict), "--mærk", str(conflict))
    assert result.exit_code == 1
    assert "der er allerede en fil" in result.output
    assert conflict.with_name("ark - mærket.xlsx").read_bytes() == first


def test_without_anything_to_decide_no_copy_is_made(root: Path, book: Path) -> None:
    assert run(root, "import", str(book), "--mærk").exit_code == 0
    assert not book.with_name("ark - mærket.xlsx").exists()


def test_json_tells_conflicts_and_changes_with_their_cells(root: Path, conflict: Path) -> None:
    told = json.loads(run(root, "import", str(conflict), "--json").stdout)
    assert told["kan_skrives"] is False
    assert told["konflikter"] == [
        {
            "celle": "Møder!G5",
            "borger": "anna",
            "hvad": "mødet 2027",
            "felt": "dato",
            "udgangspunkt": "2027-05-12",
            "regneark": "2027-05-19",
            "plan": "2027-05-26",
        }
    ]
    assert [each["felt"] for each in told["værdier"]] == ["sted"]
    assert told["files"] == [{"path": "citizens/anna.yaml", "action": "uændret", "reason": "ville blive ændret"}]


# --- what is refused ----------------------------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once_by_cell_and_nothing_is_written(root: Path, book: Path) -> None:
    change(book, "Møder", "anna", {"Dato": "31.2.2027", "Sted": "Rådhuset"})
    change(book, "Møder", "bo", {"Måned": "majuni"})
    change(book, "Borgere", "bo", {"Borgernavn": "Bo Hansen"})
    result = run(root, "import", str(book), "--skriv")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines() if ": fejl R" in line] == [
        "ark.xlsx Møder!G5",
        "ark.xlsx Møder!A6",
        "ark.xlsx Borgere!A6",
    ]
    assert plan_of(root, "anna") == ANNA


def test_a_deleted_row_deletes_nothing_without_slet(root: Path, book: Path) -> None:
    take_out(book, "Aftaler", HEADINGS + 1)
    result = run(root, "import", str(book), "--skriv")
    assert result.exit_code == 0
    assert "citizens/bo.yaml: aftalen ring" in result.stdout
    assert plan_of(root, "bo") == BO
    assert "Fjernes: aftalen ring" in run(root, "import", str(book), "--slet", "--skriv").stdout
    assert "Karin" not in plan_of(root, "bo")


def test_a_new_row_of_a_citizen_makes_a_plan_file(root: Path, book: Path) -> None:
    new = {"Borgernavn": "Caja Friis", "Borger cpr.": "680990-2222", "Rådgiver": "ole-aaby"}
    change(book, "Borgere", "", new | {"Tilbud": "vaerkstedet-aaen"})
    result = run(root, "import", str(book), "--skriv")
    assert result.exit_code == 0, result.output
    told = (
        "Nye borgere (1)\n  citizens/caja-friis.yaml\n      Ny borger Caja Friis: Borger cpr.: ▒▒▒; Rådgiver: ole-aaby"
    )
    assert told in result.stdout and "2222" not in result.stdout
    assert "Skrevet i 1 ny plan." in result.stdout
    assert (root / "citizens" / "caja-friis.yaml").stat().st_mode & 0o777 == 0o600
    assert "Intet at ændre" in run(root, "import", str(book), "--skriv").stdout


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("brev.docx", b"PK\x03\x04", "beskadiget"),
        ("gammel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
        ("tom.xlsx", b"", "tom"),
        ("noget.csv", b"a;b;c\n1;2;3\n", "R020"),
    ],
)
def test_a_foreign_file_is_told_in_danish(root: Path, tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(root, "import", str(tmp_path / name))
    assert result.exit_code == 1
    assert told in result.output


@pytest.mark.parametrize(("word", "told"), [("ingen.xlsx", "findes ikke"), (".", "en mappe")])
def test_a_file_that_is_none_is_told(root: Path, word: str, told: str) -> None:
    result = run(root, "import", word)
    assert result.exit_code == 1
    assert told in result.output


def test_without_a_file_the_command_tells_where_to_get_one(root: Path) -> None:
    result = run(root, "import")
    assert result.exit_code == 2
    assert "mlmp regneark eksport" in result.output


def test_a_workbook_of_another_project_is_refused(root: Path, book: Path) -> None:
    for borger in ("anna", "bo"):
        (root / "citizens" / f"{borger}.yaml").rename(root / "citizens" / f"{borger}-x.yaml")
    result = run(root, "import", str(book), "--skriv")
    assert result.exit_code == 1
    assert "et andet projekt" in result.output


def test_a_folder_that_cannot_be_used_is_told_and_nothing_is_written(root: Path, book: Path) -> None:
    change(book, "Møder", "anna", {"Sted": "Rådhuset"})
    shutil.rmtree(root / "output", ignore_errors=True)
    (root / "output").write_text("en fil", encoding="utf-8")
    result = run(root, "import", str(book), "--skriv")
    assert result.exit_code == 1
    assert "Mappen output kan ikke bruges" in result.output
    assert plan_of(root, "anna") == ANNA


# --- CSV ----------------------------------------------------------------------------------------------------------


def csv_of(book: Path, table: str) -> str:
    """A sheet as Excel saves it as CSV."""
    sheet = load_workbook(book)[table]
    rows = sheet.iter_rows(min_row=HEADINGS, values_only=True)

    def shown(value: object) -> str:
        text = f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value if value is not None else "")
        return '"' + text.replace('"', '""') + '"'

    return "\r\n".join(";".join(shown(value) for value in row) for row in rows)


def test_a_csv_file_is_merged_against_the_export_it_was_saved_from(root: Path, book: Path, tmp_path: Path) -> None:
    csv = tmp_path / "moeder.csv"
    csv.write_text(csv_of(book, "Møder").replace("Fjordglimt", "Rådhuset"), encoding="utf-8-sig")
    without = run(root, "import", str(csv))
    assert without.exit_code == 1
    assert "--udgangspunkt" in without.output
    result = run(root, "import", str(csv), "--udgangspunkt", str(book), "--skriv")
    assert result.exit_code == 0, result.output
    assert "sted: Rådhuset" in plan_of(root, "anna")
    assert plan_of(root, "bo") == BO


# --- the project meanwhile ----------------------------------------------------------------------------------------


def test_another_run_is_waited_for(root: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(book, "Møder", "anna", {"Sted": "Rådhuset"})
    waited: list[bool] = []
    lock = store.lock

    def locked(output: Path, wait: Callable[[], None], seconds: float = 600) -> Any:
        waited.append(True)
        return lock(output, wait, seconds)

    monkeypatch.setattr(store, "lock", locked)
    run(root, "import", str(book))
    assert not waited
    run(root, "import", str(book), "--skriv")
    assert waited


@pytest.mark.parametrize("spelling", [("regneark", "import"), ("sheet", "import")])
def test_the_command_has_an_english_name(root: Path, book: Path, spelling: tuple[str, str]) -> None:
    result = CliRunner().invoke(mlmp, [*spelling, str(book), "--projekt", str(root)])
    assert result.exit_code == 0, result.output
