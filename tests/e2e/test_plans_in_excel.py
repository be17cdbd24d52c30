"""The sample plans in a workbook for Excel: sound, kept by LibreOffice, and read back as it was handed out."""

import subprocess
import sys
from pathlib import Path

import pytest
from made_files import Project
from programs import convert, validation_errors

from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.memory import is_as_made
from mlmp_docs.excel.structure import faults
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables.reading import read_tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workbook(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the samples."""
    file = tmp_path_factory.mktemp("regneark") / "planer.xlsx"
    words = ["regneark", "eksport", str(file), "--dato", "2026-11-22"]
    subprocess.run([sys.executable, "-m", "mlmp_docs", *words], cwd=project.root, check=True, capture_output=True)
    return file


@pytest.mark.validator
def test_the_open_xml_validator_finds_nothing(workbook: Path) -> None:
    assert validation_errors([workbook]) == []


def test_the_structural_rules_hold(workbook: Path) -> None:
    assert faults(workbook.read_bytes()) == ()


@pytest.mark.soffice
def test_opened_and_saved_in_libreoffice_it_says_the_same(workbook: Path, project: Project, tmp_path: Path) -> None:
    (again,) = convert([workbook], "xlsx", tmp_path)
    assert is_as_made(again.read_bytes())
    opsætning = Opsætning.model_validate(project.settings)
    for file in (workbook, again):
        read = read_tables(read_editing_file(file.read_bytes(), file.name), file.name, opsætning, {})
        assert (read.diagnostics, read.gone) == ((), ())
        assert {each.table.name for each in read.rows if each.table.name != "Møder"} >= {"Borgere", "Mål", "Tilbud"}
        assert all({key: cell.text for key, cell in each.cells.items()} == each.base for each in read.rows)
