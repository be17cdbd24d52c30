"""The script that makes the built-in templates: the same bytes every time, named styles, sound tables."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from mlmp_docs.word.design.__main__ import TEMPLATES, write_templates
from mlmp_docs.word.design.palette import INK, SECTIONS, WHITE

ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
everything = pytest.mark.parametrize("name", sorted(TEMPLATES))


def _part(name: str, part: str) -> etree._Element:
    with ZipFile(BytesIO(TEMPLATES[name]())) as package:
        return etree.fromstring(package.read(part))


def _members(path: Path) -> dict[str, bytes]:
    """What is in the file. Packed bytes may differ between two builds of zlib."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_committed_templates_are_what_the_script_makes(tmp_path: Path) -> None:
    write_templates(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(TEMPLATES)
    stale = [name for name in TEMPLATES if _members(tmp_path / name) != _members(ROOT / "templates" / name)]
    assert stale == [], "run: python -m mlmp_docs.word.design templates/"


@everything
def test_a_template_is_the_same_to_the_byte_every_time(name: str) -> None:
    assert TEMPLATES[name]() == TEMPLATES[name]()


@everything
def test_a_template_opens_as_a_word_file_with_a_title_and_nobody_as_author(name: str) -> None:
    properties = Document(BytesIO(TEMPLATES[name]())).core_properties
    assert properties.title
    assert properties.language == "da-DK"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


@everything
def test_every_style_a_template_uses_is_defined(name: str) -> None:
    defined = {style.get(f"{W}styleId") for style in _part(name, "word/styles.xml").iter(f"{W}style")}
    used = {
        style.get(f"{W}val")
        for part in ("word/document.xml", "word/footer1.xml")
        for tag in ("pStyle", "rStyle")
        for style in _part(name, part).iter(f"{W}{tag}")
    }
    assert used <= defined


@everything
def test_text_gets_its_size_and_font_from_styles_only(name: str) -> None:
    document = _part(name, "word/document.xml")
    assert not [*document.iter(f"{W}sz"), *document.iter(f"{W}rFonts"), *document.iter(f"{W}b")]


@everything
def test_nothing_is_in_italics_or_capitals_and_the_language_is_danish(name: str) -> None:
    styles = _part(name, "word/styles.xml")
    assert not [*styles.iter(f"{W}i"), *styles.iter(f"{W}caps"), *styles.iter(f"{W}smallCaps")]
    assert [language.get(f"{W}val") for language in styles.iter(f"{W}lang")] == ["da-DK"]


@everything
def test_tables_have_a_fixed_layout_whose_widths_agree(name: str) -> None:
    for table in _part(name, "word/document.xml").iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        properties = table.find(f"{W}tblPr")
        assert properties.find(f"{W}tblLayout").get(f"{W}type") == "fixed"
        assert int(properties.find(f"{W}tblW").get(f"{W}w")) == sum(grid)
        for row in table.findall(f"{W}tr"):
            cells = [int(width.get(f"{W}w")) for width in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")]
            assert sum(cells) == sum(grid)


@everything
def test_rows_are_not_split_and_heads_are_marked_on_data_tables_only(name: str) -> None:
    for table in _part(name, "word/document.xml").iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        with_tags = [row for row in rows if "{%tr" in "".join(row.itertext())]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows if row not in with_tags)
        is_data = table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert is_data or not list(table.iter(f"{W}tblHeader"))


@everything
def test_every_cell_ends_in_a_paragraph_and_there_is_no_table_in_a_table(name: str) -> None:
    for cell in _part(name, "word/document.xml").iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
        assert not list(cell.iter(f"{W}tbl"))


@everything
def test_two_tables_never_touch(name: str) -> None:
    for table in _part(name, "word/document.xml").iter(f"{W}tbl"):
        assert table.getnext().tag != f"{W}tbl"


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("section", SECTIONS)
def test_colours_can_be_read(section: str) -> None:
    colours = SECTIONS[section]
    assert _contrast(colours.dark, WHITE) >= 6.4
    assert _contrast(colours.dark, colours.tint) >= 5.8
    assert _contrast(INK, colours.mid) >= 7


@everything
def test_no_template_holds_a_cpr_number_or_a_name(name: str) -> None:
    text = "".join(_part(name, "word/document.xml").itertext())
    assert not re.search(r"\d{6}-?\d{4}", text)
