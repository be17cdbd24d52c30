"""What a workbook remembers, and when it counts as edited: what it shows, not how it was saved."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture
from programs import convert
from test_annual_list import made, row
from test_planning_list import _workbook as planning

from mlmp_docs.excel.memory import read_memory, shown_hash
from mlmp_docs.excel.package import UnreadableWorkbook, open_package, rebuild

LIST = made(row(), row("Bo", bemærkninger="=1+1 og\nlinje 2"), row("Cæcilie", bemærkninger="#REF!"))


def saved(change: Callable[[Worksheet], object], content: bytes = LIST) -> bytes:
    """The workbook after a person opened it, did something, and saved it."""
    workbook = load_workbook(io.BytesIO(content))
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    change(sheet)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _write(address: str, value: object) -> Callable[[Worksheet], object]:
    return lambda sheet: setattr(sheet[address], "value", value)


def _picture(sheet: Worksheet) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (4, 4), "red").save(drawn, "PNG")
    sheet.add_image(Image(drawn), "A40")


def test_it_remembers_what_it_was_given_and_a_hash_of_what_it_shows() -> None:
    assert read_memory(LIST) == {"mlmp-kilde": "abc", "mlmp-indhold": shown_hash(LIST)}


@pytest.mark.parametrize("content", [b"", b"not a zip", LIST[:200], LIST[:-30]])
def test_a_file_that_cannot_be_read_has_no_memory(content: bytes) -> None:
    assert read_memory(content) is None
    with pytest.raises(UnreadableWorkbook):
        shown_hash(content)


def test_a_workbook_of_somebody_else_has_no_memory() -> None:
    parts = open_package(LIST).parts
    del parts["docProps/custom.xml"]
    assert read_memory(rebuild(parts)) is None


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("opened and saved", lambda sheet: None),
        ("a number format", lambda sheet: setattr(sheet["C7"], "number_format", "General")),
        ("a column made wider", lambda sheet: setattr(sheet.column_dimensions["B"], "width", 50)),
    ],
)
def test_how_it_looks_and_is_packed_does_not_count(what: str, change: Callable[[Worksheet], object]) -> None:
    del what
    assert shown_hash(saved(change)) == shown_hash(LIST)


@pytest.mark.parametrize(
    "change",
    [
        _write("F7", "Gerne om eftermiddagen"),
        _write("A7", None),
        _write("B7", "Anna Lykke Jenser"),
        _write("F20", 5),
        _write("F9", "=1+1"),
        lambda sheet: setattr(sheet, "title", "Andet navn"),
        lambda sheet: setattr(sheet["F7"], "comment", Comment("Ring først", "Karin")),
        lambda sheet: sheet.delete_rows(8),
        _picture,
    ],
)
def test_what_a_person_changed_counts(change: Callable[[Worksheet], object]) -> None:
    assert shown_hash(saved(change)) != shown_hash(LIST)


def test_a_changed_date_counts_in_the_planning_list() -> None:
    content = planning()
    assert shown_hash(saved(lambda sheet: None, content)) == shown_hash(content)
    later = saved(lambda sheet: setattr(sheet["D7"], "value", sheet["D7"].value.replace(day=13)), content)
    assert shown_hash(later) != shown_hash(content)


def test_a_formula_is_not_the_text_it_looks_like() -> None:
    written = made(row(bemærkninger="=1+1"))
    assert shown_hash(saved(_write("F7", "=1+1"), written)) != shown_hash(written)


def test_a_stray_cell_in_the_last_row_costs_no_time() -> None:
    assert shown_hash(saved(_write("XFD1048576", "x"))) != shown_hash(LIST)


@pytest.mark.soffice
def test_a_save_by_libreoffice_changes_neither_memory_nor_hash(tmp_path: Path) -> None:
    odd = made(row(bemærkninger="_x0041_ og _x000D_"), row("Bo", bemærkninger=" blank  blank "))  # openpyxl spoils it
    contents = {"liste": LIST, "planlaegning": planning(), "tom": made(), "tegn": odd}
    for name, content in contents.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    for path in convert(sorted(tmp_path.glob("*.xlsx")), "xlsx", tmp_path / "gemt"):
        again, content = path.read_bytes(), contents[path.stem]
        assert again != content
        assert (read_memory(again), shown_hash(again)) == (read_memory(content), shown_hash(content))
