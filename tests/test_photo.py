"""The citizen's photo in the visual plan: upright, cut, without what a telephone writes into it, never in the way."""

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from test_build import Folder
from word_files import docx

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request
from mlmp_docs.build.run import Result, build
from mlmp_docs.build.template_check import check_templates
from mlmp_docs.diagnostic import Level
from mlmp_docs.procedure.photo import MOST_PIXELS
from mlmp_docs.project import Project, load
from mlmp_docs.word.memory import read_memory, shown_hash
from mlmp_docs.word.photo import can_be_shown, prepared

PLAN = "output/2027/anna/visuel-plan-anna-2027.docx"
RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 30)


def _saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(io.BytesIO(content))


def _near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) < 25 for a, b in zip(found, wanted, strict=True))


def _halves(size: tuple[int, int] = (400, 600)) -> Image.Image:
    """Red above, blue below."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (0, size[1] // 2, *size))
    return picture


# --- what is put in ----------------------------------------------------------------------------------------------


def test_a_photo_is_cut_to_its_place_and_as_sharp_as_print_needs() -> None:
    assert _opened(prepared(_saved(_halves((3000, 4000))), 2.6, 3.0)).size == (307, 354)
    assert _opened(prepared(_saved(_halves((3000, 1000))), 2.6, 3.0)).size == (307, 354)


def test_of_a_tall_photo_the_upper_part_is_kept() -> None:
    shown = _opened(prepared(_saved(_halves((300, 3000))), 2.6, 3.0))
    assert _near(shown.getpixel((150, 20)), RED)


def test_a_photo_stands_upright_however_the_telephone_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned to the right
    turned = _halves().rotate(90, expand=True)
    shown = _opened(prepared(_saved(turned, exif=exif), 2.6, 3.0))
    assert _near(shown.getpixel((150, 20)), RED)
    assert _near(shown.getpixel((150, 330)), BLUE)


def test_nothing_tells_where_or_by_whom_a_photo_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "HEMMELIGT-KAMERA", "HEMMELIG-FOTOGRAF"
    exif.get_ifd(0x8825)[29] = "HEMMELIG-DAG"
    shown = prepared(_saved(_halves(), exif=exif, comment=b"HEMMELIG-KOMMENTAR"), 2.6, 3.0)
    assert b"HEMMELIG" in _saved(_halves(), exif=exif)
    assert shown is not None
    assert b"HEMMELIG" not in shown
    assert _opened(shown).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "RGB"])
def test_every_way_of_writing_colours_is_understood(mode: str) -> None:
    grey = {"I;16": 200 * 257}.get(mode)
    picture = Image.new("RGB", (300, 400), (200, 200, 200))
    picture = Image.new(mode, (300, 400), grey) if grey else picture.convert(mode)
    shown = _opened(prepared(_saved(picture, "JPEG" if mode == "CMYK" else "PNG"), 2.6, 3.0))
    assert shown.mode == "RGB"
    if mode != "1":
        assert _near(shown.getpixel((100, 100)), (200, 200, 200))


def test_what_is_transparent_becomes_white() -> None:
    shown = _opened(prepared(_saved(Image.new("RGBA", (300, 400), (0, 0, 0, 0)), "PNG"), 2.6, 3.0))
    assert shown.getpixel((100, 100)) == (255, 255, 255)


def test_the_same_photo_gives_the_same_bytes() -> None:
    content = _saved(_halves())
    assert prepared(content, 2.6, 3.0) == prepared(bytes(bytearray(content)), 2.6, 3.0)


def _bomb() -> bytes:
    """A few bytes that would be a picture of over 80 million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    edge = int(MOST_PIXELS**0.5) + 1
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(edge * (edge // 8 + 2))))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ikke et billede",
        _saved(_halves())[:3000],
        _saved(_halves(), "PNG")[:60],
        _saved(_halves(), "GIF"),
        _saved(_halves(), "TIFF"),
        _bomb(),
    ],
    ids=["empty", "text", "cut jpeg", "cut png", "gif", "tiff", "bomb"],
)
def test_what_is_no_photo_is_not_shown(content: bytes) -> None:
    assert not can_be_shown(content)
    assert prepared(content, 2.6, 3.0) is None


JPEG, PNG = _saved(_halves((60, 80))), _saved(_halves((60, 80)), "PNG")


@given(st.sampled_from([JPEG, PNG]), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4)), max_size=4))
def test_a_damaged_photo_is_shown_or_left_out_but_stops_nothing(
    content: bytes, damage: list[tuple[int, bytes]]
) -> None:
    for place, letters in damage:
        content = content[:place] + letters + content[place + len(letters) :]
    can_be_shown(content)


# --- the document ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "projekt")
    made.change("citizens/anna.yaml", "670761-4285,", "670761-4285, billede: anna.jpg,")
    _put(made, _saved(_halves()))
    return made


def _put(folder: Folder, content: bytes) -> None:
    (folder.root / "citizens" / "anna.jpg").write_bytes(content)


def _photo(document: bytes) -> bytes:
    with ZipFile(io.BytesIO(document)) as package:
        return package.read("word/media/foto-af-borger.jpeg")


def _body(document: bytes) -> str:
    with ZipFile(io.BytesIO(document)) as package:
        return package.read("word/document.xml").decode()


def _plan(result: Result) -> Outcome:
    return next(outcome for outcome in result.outcomes if outcome.path == PLAN)


def test_the_visual_plan_shows_the_photo_and_tells_whose_it_is(folder: Folder) -> None:
    folder.run()
    document = folder.content(PLAN)
    assert _near(_opened(_photo(document)).getpixel((150, 20)), RED)
    assert 'descr="Foto af Anna"' in _body(document)
    assert "Billede af mig" not in _body(document)
    assert (read_memory(document) or {})["mlmp-indhold"] == shown_hash(document)


def test_a_plan_without_a_photo_has_room_for_one(folder: Folder) -> None:
    folder.change("citizens/anna.yaml", ", billede: anna.jpg", "")
    folder.run()
    assert "Billede af mig" in _body(folder.content(PLAN))
    assert "Foto af" not in _body(folder.content(PLAN))


def test_another_photo_under_the_same_name_makes_that_document_and_no_other(folder: Folder) -> None:
    folder.run()
    _put(folder, _saved(Image.new("RGB", (400, 600), GREEN)))
    result = folder.run()
    assert [outcome.path for outcome in result.outcomes if outcome.action is Action.LAVET_IGEN] == [PLAN]
    assert _near(_opened(_photo(folder.content(PLAN))).getpixel((150, 20)), GREEN)


def test_a_second_run_leaves_the_document_and_does_not_open_the_photo(folder: Folder) -> None:
    folder.run()
    before = folder.content(PLAN)
    (folder.root / "citizens" / "anna.jpg").chmod(0)
    assert folder.run().made == 0
    assert folder.content(PLAN) == before


def test_a_photo_that_is_damaged_inside_is_told_and_the_document_is_made(folder: Folder) -> None:
    _put(folder, _saved(_halves((900, 1200)))[:5000])
    result = folder.run()
    assert _plan(result).action is Action.LAVET
    assert [str(told).partition(": ")[2] for told in result.diagnostics if told.code == "K033"] != []
    assert not result.needs_attention
    assert "Billede af mig" in _body(folder.content(PLAN))


def test_a_machine_that_cannot_see_the_folder_makes_the_same_document(folder: Folder) -> None:
    folder.run()
    before = folder.content(PLAN)
    (folder.root / PLAN).unlink()
    project = load(folder.root)
    assert isinstance(project, Project)
    with ThreadPoolExecutor(1) as elsewhere:
        build(project, Request(2027), executor=elsewhere)
    assert folder.content(PLAN) == before


# --- a template without a place for it -----------------------------------------------------------------------------


def test_a_template_of_ones_own_without_the_picture_is_told_when_somebody_has_a_photo(folder: Folder) -> None:
    templates = folder.root / "templates"
    templates.mkdir(exist_ok=True)
    (templates / "visuel-plan.docx").write_bytes(docx("{{ titel }}"))
    (told,) = (each for each in check_templates(_project(folder)) if each.code == "S047")
    assert told.level is Level.ADVARSEL and told.place.file == "templates/visuel-plan.docx"
    assert "En borger har et billede" in told.message and "foto-af-borger" in told.hint
    folder.change("citizens/anna.yaml", " billede: anna.jpg,", "")
    assert not [each for each in check_templates(_project(folder)) if each.code == "S047"]


def test_the_built_in_template_has_a_place(folder: Folder) -> None:
    assert not [each for each in check_templates(_project(folder)) if each.code == "S047"]


def _project(folder: Folder) -> Project:
    project = load(folder.root)
    assert isinstance(project, Project)
    return project
