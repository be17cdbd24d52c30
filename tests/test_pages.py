"""The instruments that look at made documents find what they should, and the citizens at the edges are sound."""

import re

import pytest

from mlmp_docs.plan.reader import read_plan
from mlmp_docs.word.design.components import Cell, Row, Xml, head_row, heading, paragraph, run, table
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.register import FAG
from tools.pages import access
from tools.pages.citizens import citizens
from tools.pages.contrast import Pair, pairs
from tools.pages.plain_danish import fixed_texts, shown_in_frame

TITLE = paragraph("Overskrift", "Title")
GREY, WHITE, PETROL = "52606D", "FFFFFF", "17495C"


def document(*blocks: Xml, title: str = "Titel") -> bytes:
    return word_file(FAG, "".join(blocks), title=title, footer="Fod")


@pytest.mark.parametrize(
    ("text", "fill", "contrast"),
    [("000000", "FFFFFF", 21), ("FFFFFF", "FFFFFF", 1), ("767676", "FFFFFF", 4.54), ("FFFFFF", PETROL, 9.79)],
)
def test_contrast_is_that_of_wcag(text: str, fill: str, contrast: float) -> None:
    assert Pair(text, fill).contrast == pytest.approx(contrast, abs=0.01)
    assert Pair(fill, text).contrast == Pair(text, fill).contrast


def test_text_gets_its_colour_from_run_style_or_default_and_stands_on_its_cell() -> None:
    in_cell = table([5], [Row((Cell(paragraph("i en celle", "Hint"), fill=PETROL),))])
    own = f"<w:p>{run('egen farve', colour='ABCDEF')}</w:p>"
    found = pairs(document(TITLE, in_cell, own, paragraph("")))
    assert found[Pair(GREY, PETROL)] == "Hint"
    assert found[Pair(PETROL, WHITE)] == "Title"
    assert Pair("ABCDEF", WHITE) in found


def test_text_in_a_drawing_stands_on_the_topmost_shape_behind_it() -> None:
    def shape(x: int, fill: str, text: str = "") -> str:
        colour = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
        box = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
        place = f'<a:xfrm><a:off x="{x}" y="0"/><a:ext cx="10" cy="10"/></a:xfrm>'
        return f"<wps:wsp><wps:spPr>{place}{colour}</wps:spPr>{box}</wps:wsp>"

    shapes = shape(0, "111111") + shape(0, "222222") + shape(50, "333333") + shape(1, "", "på trinet")
    spaces = (
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawn = f"<w:p><w:r><w:drawing><wpg:wgp {spaces}>{shapes}</wpg:wgp></w:drawing></w:r></w:p>"
    assert Pair("1F2933", "222222") in pairs(document(TITLE, drawn))


def test_a_sound_document_has_no_faults() -> None:
    rows = [head_row(["Hvad", "Hvem"]), Row((Cell(paragraph("a")), Cell(paragraph("b"))))]
    assert access.faults(document(TITLE, heading("Et"), heading("To", 2), table([5, 5], rows, caption="Aftaler"))) == []


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([], "0 titles"),
        ([TITLE, TITLE], "2 titles"),
        ([TITLE, heading("To", 2)], "the heading 'Heading2' of level 2 comes after level 0"),
        ([TITLE, heading("")], "a heading (Heading1) without text"),
        ([TITLE, table([5], [head_row(["Hvad"])])], "a table with a head has no caption"),
        ([TITLE, table([5], [Row((Cell(),))], caption="Aftaler")], "the data table 'Aftaler' has no head"),
    ],
)
def test_what_is_wrong_is_told(blocks: list[Xml], fault: str) -> None:
    assert access.faults(document(*blocks)) == [fault]


def test_a_title_is_there_and_holds_no_cpr_number() -> None:
    assert access.faults(document(TITLE, title="")) == ["the document has no title"]
    assert access.faults(document(TITLE, title="Plan 670761-4285")) == ["the title holds a CPR number"]


def test_a_picture_is_described_or_decorative_and_never_both() -> None:
    def picture(attributes: str, inside: str = "") -> Xml:
        space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        inline = f'<wp:inline {space}><wp:docPr id="1" name="stjerne" {attributes}>{inside}</wp:docPr></wp:inline>'
        return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"

    mark = '<x:decorative xmlns:x="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    assert access.faults(document(TITLE, picture('descr="Mål 1"'))) == []
    assert access.faults(document(TITLE, picture('descr=""', mark))) == []
    assert len(access.faults(document(TITLE, picture('descr=""')))) == 1
    assert len(access.faults(document(TITLE, picture('descr="Mål 1"', mark)))) == 1


def test_fixed_texts_are_what_is_left_without_the_values() -> None:
    made = document(
        TITLE,
        paragraph("Kære Anna"),
        paragraph("Anna Lykke Jensen"),
        paragraph("Jonas Baks ark er her."),
        paragraph("jeg vil cykle"),
        paragraph("Kære Anna"),
    )
    values = ["Anna Lykke Jensen", "Jonas Bak", "Jeg vil cykle", "opnået"]
    assert fixed_texts(made, values) == ["Overskrift", "Kære Bo", "Bo ark er her."]


def test_a_frame_is_found_by_its_heading() -> None:
    frame = table([9], [Row((Cell(paragraph("Kort fortalt til Bo") + paragraph("Vi talte om dig.")),))])
    assert shown_in_frame(document(TITLE, frame), "Kort fortalt") == ["Kort fortalt til Bo", "Vi talte om dig."]
    assert shown_in_frame(document(TITLE), "Kort fortalt") == []


def test_every_citizen_at_the_edge_has_a_sound_plan_and_a_number_of_nobody() -> None:
    plans = {id_: read_plan(text.encode(), f"{id_}.yaml") for id_, text in citizens().items()}
    assert all(re.fullmatch(r"[a-z0-9-]+", id_) for id_ in plans)
    assert [told for reading in plans.values() for told in reading.diagnostics] == []
    numbers = [reading.value.borger.cpr for reading in plans.values() if reading.value]
    assert len(set(numbers)) == len(plans)
    assert all(number.er_erstatning for number in numbers)
