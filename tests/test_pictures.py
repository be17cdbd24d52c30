"""The pictures templates use: small files, drawn once, shown beside words that say the same."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image

from mlmp_docs.word.design import pictures
from mlmp_docs.word.design.components import heading
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.design.register import PLAN

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def _file(*blocks: str) -> ZipFile:
    return ZipFile(BytesIO(word_file(PLAN, "".join(blocks), title="Prøve", footer="")))


def _described(file: ZipFile) -> list[etree._Element]:
    return list(etree.fromstring(file.read("word/document.xml")).iter(f"{WP}docPr"))


def test_every_section_and_every_pictogram_has_its_file_and_no_file_is_left_over() -> None:
    names = {path.stem for path in pictures.FOLDER.glob("*.*g")}
    badges = {f"maalnummer-{n}" for n in range(1, pictures.MOST_NUMBERS + 1)}
    assert names == pictures.PICTOGRAMS.keys() | badges | {pictures.PHOTO}
    assert {pictures.section_icon(section) for section in SECTIONS} <= names


def test_the_licence_of_the_icons_lies_beside_them() -> None:
    assert "Phosphor Icons" in (pictures.FOLDER / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(pictures.FOLDER.glob("*.png")), ids=lambda path: path.stem)
def test_a_picture_is_small_and_can_stand_on_any_colour(path) -> None:
    assert path.stat().st_size < 4000
    with Image.open(path) as picture:
        assert picture.convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_heading_of_a_section_shows_its_pictogram_as_decoration() -> None:
    (described,) = _described(_file(heading("Det kan jeg", section="kan")))
    assert described.get("descr") == ""
    assert next(described.iter(DECORATIVE)).get("val") == "1"


def test_numbers_of_goals_are_told_to_those_who_do_not_see_them() -> None:
    found = _described(_file(f"<w:p>{pictures.goal_badge(2)}</w:p>"))
    assert [each.get("descr") for each in found] == ["Mål 2"]
    assert not any(list(each.iter(DECORATIVE)) for each in found)


def test_a_picture_shown_twice_is_stored_once_and_has_two_numbers() -> None:
    file = _file(heading("Et", section="kan"), heading("To", section="kan"), heading("Tre", section="vil"))
    assert [name for name in file.namelist() if "media" in name] == ["word/media/kan.png", "word/media/vil.png"]
    assert [each.get("id") for each in _described(file)] == ["1", "2", "3"]


def test_pictures_stand_close_to_the_text_in_libreoffice_too() -> None:
    assert re.search(r'distT="0" distB="0" distL="0" distR="0"', pictures.picture("kan", 1))


def test_a_picture_that_is_not_there_is_a_mistake_of_the_script() -> None:
    with pytest.raises(KeyError):
        pictures.picture("raket", 1)
