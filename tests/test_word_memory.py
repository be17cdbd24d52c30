"""A Word file knows what it showed when it was made: opened and saved is not edited, one letter is."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm
from PIL import Image
from word_files import changed, docx, part, render, saved, with_parts

from mlmp_docs.word.memory import UnreadableDocument, read_memory, shown_hash
from mlmp_docs.word.package import repack, unpack

NAMES = " ".join(
    f'xmlns:{prefix}="http://schemas.{address}"'
    for prefix, address in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "w14": "microsoft.com/office/word/2010/wordml",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
    }.items()
)


def picture(kind: str, colour: tuple[int, int, int], **how: int) -> io.BytesIO:
    target = io.BytesIO()
    image = Image.new("RGB", (40, 30), colour)
    image.putpixel((3, 4), (255, 255, 255))
    image.save(target, kind, **how)
    target.seek(0)
    return target


def box(text: str, number: int) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor distT='0' distB='0' distL='0'"
        " distR='0' simplePos='0' relativeHeight='2' behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1'>"
        "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='column'><wp:posOffset>100000</wp:posOffset>"
        "</wp:positionH><wp:positionV relativeFrom='paragraph'><wp:posOffset>0</wp:posOffset></wp:positionV>"
        "<wp:extent cx='2000000' cy='600000'/><wp:effectExtent l='0' t='0' r='0' b='0'/><wp:wrapTopAndBottom/>"
        f"<wp:docPr id='{number}' name='Boks'/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        " uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:cNvSpPr txBox='1'/>"
        "<wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='2000000' cy='600000'/></a:xfrm><a:prstGeom prst='rect'>"
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>anden linje</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def control(kind: str, text: str, number: int) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:id w:val='{number}'/>{kind}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )


def tick(checked: bool, number: int) -> str:
    kind = (
        f"<w14:checkbox><w14:checked w14:val='{int(checked)}'/><w14:checkedState w14:val='2612' w14:font='MS Gothic'/>"
        "<w14:uncheckedState w14:val='2610' w14:font='MS Gothic'/></w14:checkbox>"
    )
    return control(kind, "☒" if checked else "☐", number)


def add(paragraph: object, xml: str) -> None:
    for element in parse_xml(f"<w:p {NAMES}>{xml}</w:p>"):
        paragraph._p.append(element)  # type: ignore[attr-defined]


def everything() -> bytes:
    """A file with everything that is shown."""
    document = Document()
    document.add_heading("Min plan", 0)
    signs = document.add_paragraph(
        "Linje et\nlinje to\tefter tab  to  blanke\u00a0hårdt – tanke\u00adstreg e\u0301 \u200b."
    )
    add(signs, "<w:r><w:noBreakHyphen/><w:t>a</w:t><w:softHyphen/><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>")
    document.add_paragraph("")
    add(document.add_paragraph("Kryds: "), tick(False, 1) + "<w:r><w:t> og </w:t></w:r>" + tick(True, 2))
    add(document.add_paragraph("Felt: "), control("<w:showingPlcHdr/><w:text/>", "Skriv her", 3))
    choices = (
        "<w:dropDownList><w:listItem w:displayText='Ja' w:value='ja'/><w:listItem w:value='nej'/></w:dropDownList>"
    )
    add(document.add_paragraph("Valg: "), control(choices, "Ja", 4))
    document.add_picture(picture("PNG", (200, 10, 10)), width=Cm(3))
    document.add_picture(picture("JPEG", (10, 10, 200), quality=80), width=Cm(3))
    before = document.add_paragraph("Før boksen ")
    add(before, box("Tekst i boks", 51))
    before.add_run(" efter boksen")
    table = document.add_table(2, 2)
    for cell, text in zip([*table.row_cells(0), *table.row_cells(1)], ["Mål", "Frist", "Spise", "1. maj"], strict=True):
        cell.text = text
    add(table.cell(1, 1).paragraphs[0], box("I cellen", 52))
    add(
        document.add_paragraph("Side "),
        "<w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> i alt</w:t></w:r>",
    )
    section = document.sections[0]
    section.header.paragraphs[0].text = "Randers\tKommune"
    footer = section.footer.paragraphs[0]
    footer.add_run("Anna\tSide ")
    for mark in ("begin", "separate", "end"):
        result = "<w:r><w:t>1</w:t></w:r>" if mark == "separate" else ""
        instruction = "<w:r><w:instrText> PAGE </w:instrText></w:r>" if mark == "begin" else ""
        add(footer, f"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>{instruction}{result}")
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "Første side"
    document.add_section()
    document.add_paragraph("Anden sektion")
    return saved(document)


EVERYTHING = everything()


def test_a_file_remembers_what_it_was_told_and_what_it_shows():
    made = render(docx("Kære {{ navn }}"), {"mlmp-plan": "abc"}, navn="Anna & co")
    assert read_memory(made) == {"mlmp-plan": "abc", "mlmp-indhold": shown_hash(made)}


@pytest.mark.parametrize(
    "content",
    [b"", b"Hej", docx("ikke vores"), docx("x")[:4000], with_parts(docx("x"), {"docProps/custom.xml": b"<broken"})],
    ids=["empty", "text", "foreign", "cut", "broken"],
)
def test_a_file_that_is_not_ours_remembers_nothing(content: bytes):
    assert read_memory(content) is None


@pytest.mark.parametrize("content", [b"", b"Hej", docx("x")[:4000], repack({"a.xml": b"<a/>"})])
def test_what_an_unreadable_file_shows_cannot_be_told(content: bytes):
    with pytest.raises(UnreadableDocument):
        shown_hash(content)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Spise", "Spiser", "word/document.xml"),
        ("anden linje", "anden linie", "word/document.xml"),
        ("Kryds: ", "Kryds; ", "word/document.xml"),
        (">☐<", ">☒<", "word/document.xml"),
        (">Skriv her<", ">Jeg vil cykle<", "word/document.xml"),
        (">Ja<", ">Nej<", "word/document.xml"),
        ("I cellen", "I Cellen", "word/document.xml"),
        (" efter boksen", "", "word/document.xml"),
        ("Anden sektion</w:t>", "Anden sektion</w:t><w:br/><w:t>mere</w:t>", "word/document.xml"),
        ("<w:t>Spise</w:t>", "<w:delText>Spise</w:delText>", "word/document.xml"),
        ('<w:t>Anden sektion</w:t>', '<w:t>Anden</w:t></w:r></w:p><w:p><w:r><w:t>sektion</w:t>', "word/document.xml"),
        ("Første side", "Forside", "word/footer2.xml"),
        ("Anna", "Bent", "word/footer1.xml"),
    ],
)  # fmt: skip
def test_a_change_that_one_can_see_is_an_edit(old: str, new: str, name: str):
    assert shown_hash(changed(EVERYTHING, old, new, name)) != shown_hash(EVERYTHING)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("<w:p>", '<w:p w:rsidR="00AB12CD">', "word/document.xml"),
        ("<w:t>Spise</w:t>", "<w:t>Sp</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ise</w:t>", "word/document.xml"),
        ("<w:t>Spise</w:t>", '<w:bookmarkStart w:id="1" w:name="x"/><w:t>Spise</w:t>', "word/document.xml"),
        ("<w:t>Anden sektion</w:t>", "<w:t>Anden</w:t><w:tab/><w:t> sektion </w:t>", "word/document.xml"),
        ("<w:t>1</w:t>", "<w:t>17</w:t>", "word/document.xml"),
        ("<w:t>1</w:t>", "<w:t>2</w:t>", "word/footer1.xml"),
        ("<w:pict/>", "<w:pict><w:t>andet</w:t></w:pict>", "word/document.xml"),
    ],
)
def test_what_programs_change_by_themselves_is_no_edit(old: str, new: str, name: str):
    assert shown_hash(changed(EVERYTHING, old, new, name)) == shown_hash(EVERYTHING)


def _with_pictures(*files: io.BytesIO) -> bytes:
    document = Document()
    for file in files:
        document.add_picture(file, width=Cm(2))
    return saved(document)


def test_a_picture_counts_by_what_it_looks_like():
    red = _with_pictures(picture("PNG", (200, 0, 0)))
    assert shown_hash(red) == shown_hash(_with_pictures(picture("PNG", (200, 0, 0), compress_level=0)))
    assert shown_hash(red) == shown_hash(_with_pictures(picture("BMP", (200, 0, 0))))
    assert shown_hash(red) != shown_hash(_with_pictures(picture("PNG", (201, 0, 0))))
    assert shown_hash(red) != shown_hash(_with_pictures(picture("PNG", (200, 0, 0)), picture("PNG", (200, 0, 0))))
    assert shown_hash(red) != shown_hash(_with_pictures())


def test_pictures_that_changed_places_are_an_edit():
    red, blue = (200, 0, 0), (0, 0, 200)
    one = _with_pictures(picture("PNG", red), picture("PNG", blue))
    assert shown_hash(one) != shown_hash(_with_pictures(picture("PNG", blue), picture("PNG", red)))


def test_a_comment_is_an_edit():
    document = Document(io.BytesIO(EVERYTHING))
    document.add_comment(document.paragraphs[0].runs, text="Husk sagen", author="K")
    assert shown_hash(saved(document)) != shown_hash(EVERYTHING)


def test_a_damaged_picture_does_not_hide_what_the_file_shows():
    media = next(name for name in unpack(EVERYTHING) if name.startswith("word/media/") and name.endswith("png"))
    broken = with_parts(EVERYTHING, {media: b"\x89PNG\r\n\x1a\nbroken"})
    assert shown_hash(broken) != shown_hash(EVERYTHING)


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Files opened and saved by LibreOffice, once and twice, all in one call each time."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "0").mkdir()
    names = {"everything": EVERYTHING, "edited": changed(EVERYTHING, "Spise", "Drikke"), "letter": LETTER}
    for name, content in names.items():
        (folder / "0" / f"{name}.docx").write_bytes(content)
    for turn in (1, 2):
        files = sorted((folder / str(turn - 1)).glob("*.docx"))
        _save_again(files, folder / str(turn), folder / "profile")
    yield {f"{name} {turn}": (folder / str(turn) / f"{name}.docx").read_bytes() for name in names for turn in (1, 2)}


def _save_again(files: list[Path], target: Path, profile: Path) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


LETTER = render(
    docx("Kære {{ navn }}\n{{ tekst }}", "{%p for m in mål %}", "{{ m }}", "{%p endfor %}", footer="{{ navn }}"),
    {"mlmp-plan": "abc"},
    navn="Ø'Brien & <Søn>",
    tekst="Første linje\nanden\tlinje  med   blanke – og “citat”\u00a0‑ 👍",
    mål=["et", "", "to"],
)


@pytest.mark.soffice
@pytest.mark.parametrize("turn", [1, 2])
def test_a_file_that_libreoffice_saved_shows_the_same(resaved: dict[str, bytes], turn: int):
    assert resaved[f"everything {turn}"] != EVERYTHING
    assert shown_hash(resaved[f"everything {turn}"]) == shown_hash(EVERYTHING)
    assert shown_hash(resaved[f"edited {turn}"]) != shown_hash(EVERYTHING)


@pytest.mark.soffice
@pytest.mark.parametrize("turn", [1, 2])
def test_a_file_that_libreoffice_saved_still_remembers(resaved: dict[str, bytes], turn: int):
    assert read_memory(resaved[f"letter {turn}"]) == read_memory(LETTER)
    assert shown_hash(resaved[f"letter {turn}"]) == shown_hash(LETTER)


def test_the_fallback_of_a_shape_is_not_shown_twice():
    assert part(EVERYTHING).count("Tekst i boks") == 1
    twice = changed(EVERYTHING, "<w:pict/>", "<w:pict><w:p><w:r><w:t>Tekst i boks</w:t></w:r></w:p></w:pict>")
    assert shown_hash(twice) == shown_hash(EVERYTHING)
