"""A project's own pictograms: by name, in every document, and never in the way."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from test_build import Folder

from mlmp_docs.build.outcome import Action
from mlmp_docs.build.pictograms import FOLDER
from mlmp_docs.word.design.pictures import PICTOGRAMS
from mlmp_docs.word.memory import read_memory, shown_hash
from mlmp_docs.word.pictograms import prepared, replaced

PLAN = "output/2027/anna/visuel-plan-anna-2027.docx"
ROOT = Path(__file__).parent.parent


def _picture(colour: str = "#FF0000", size: tuple[int, int] = (50, 50), kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "projekt")
    (made.root / FOLDER).mkdir(parents=True)
    return made


def _put(folder: Folder, name: str, content: bytes) -> None:
    (folder.root / FOLDER / name).write_bytes(content)


def _media(document: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist() if "/media/" in name}


def _told(folder: Folder) -> list[str]:
    return [str(told) for told in folder.run().diagnostics if told.code in ("S045", "S046")]


@pytest.mark.parametrize(("name", "kind"), [("kan.png", "PNG"), ("KAN.JPG", "JPEG")])
def test_a_picture_in_the_folder_stands_for_the_pictogram_of_its_name(folder: Folder, name: str, kind: str) -> None:
    folder.run()
    _put(folder, name, _picture(kind=kind))
    assert PLAN in {each.path for each in folder.run().outcomes if each.action is Action.LAVET_IGEN}
    media = _media(folder.content(PLAN))
    with Image.open(io.BytesIO(media["word/media/piktogram-kan.png"])) as shown:
        red, green, blue, _ = shown.convert("RGBA").getpixel((20, 20))
    assert (red > 240, green < 20, blue < 20) == (True, True, True)
    assert "word/media/kan.png" not in media
    assert "word/media/vigtigt.png" in media
    document = folder.content(PLAN)
    assert (read_memory(document) or {})["mlmp-indhold"] == shown_hash(document)


def test_when_the_picture_is_gone_the_built_in_one_is_back(folder: Folder) -> None:
    folder.run()
    before = folder.content(PLAN)
    _put(folder, "kan.png", _picture())
    folder.run()
    (folder.root / FOLDER / "kan.png").unlink()
    folder.run()
    assert folder.content(PLAN) == before


def test_a_second_run_has_nothing_to_do(folder: Folder) -> None:
    _put(folder, "kan.png", _picture())
    folder.run()
    assert folder.run().made == 0


def test_what_cannot_be_used_is_told_and_the_built_in_pictogram_stays(folder: Folder) -> None:
    _put(folder, "kan.png", b"ikke et billede")
    _put(folder, "vigtig.png", _picture())
    _put(folder, "vigtigt.jpg", _picture(kind="JPEG"))
    _put(folder, "vigtigt.png", _picture())
    _put(folder, "LAESMIG.txt", b"Navnene")
    assert _told(folder) == [
        f"{FOLDER}/kan.png: advarsel S045: Billedet kan ikke bruges.\n"
        "    Læg et .png-billede på højst 5 MB i stedet. Indtil da bruges programmets eget.",
        f"{FOLDER}/vigtig.png: advarsel S046: Der er intet piktogram af det navn.\n    Mente du `vigtigt`?",
        f"{FOLDER}/vigtigt.png: advarsel S046: Der er allerede et billede af det navn.\n    Slet det ene af de to.",
    ]
    assert "word/media/kan.png" in _media(folder.content(PLAN))


def test_a_link_out_of_the_project_is_not_followed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "udenfor.png").write_bytes(_picture())
    (folder.root / FOLDER / "kan.png").symlink_to(tmp_path / "udenfor.png")
    assert "B007" in {told.code for told in folder.run().diagnostics}
    assert "word/media/kan.png" in _media(folder.content(PLAN))


def test_a_picture_that_is_not_square_is_not_stretched() -> None:
    shown = prepared(_picture(size=(100, 50)))
    assert shown is not None
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.size == (100, 100)
        assert picture.getpixel((50, 5))[3] == 0


def test_a_large_picture_is_made_small_and_keeps_no_metadata() -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "HEMMELIG-FOTOGRAF"
    Image.new("RGB", (2000, 2000)).save(file, "PNG", exif=exif)
    shown = prepared(file.getvalue())
    assert shown is not None
    assert b"HEMMELIG" not in shown
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.size == (440, 440)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"ikke en skabelon"])
def test_a_file_that_is_no_template_is_left_to_those_who_tell_of_it(content: bytes) -> None:
    assert replaced(content, {"kan": _picture()}) == content


def test_every_name_stands_in_the_list_that_comes_with_a_project() -> None:
    lines = (ROOT / FOLDER / "LAESMIG.txt").read_text("utf-8").splitlines()
    listed = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines if line[:1].islower() and "   " in line}
    assert listed == {name: meaning for name, (_, _, meaning) in PICTOGRAMS.items()}
