"""Drawings in documents: the XML of stairs and dots, what a screen reader hears, and where a template may show them."""

from dataclasses import replace

import pytest
from builders import opsætning
from hypothesis import given
from lxml import etree
from test_staircase import BUS, any_stairs, stairs, step
from word_files import BODY, docx

from mlmp_docs.build.field_list import field_lists
from mlmp_docs.build.stretch import stretched
from mlmp_docs.figures import Måltrappe, Prikker, Tegning
from mlmp_docs.staircase import layout
from mlmp_docs.word import shown
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.drawing import drawn
from mlmp_docs.word.lint import template_mistakes
from mlmp_docs.word.markup import ROOT
from mlmp_docs.word.memory import read_memory, shown_hash
from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.ooxml import WP, A, W, parse
from mlmp_docs.word.package import unpack
from mlmp_docs.word.shapes import EMU_PER_CM
from mlmp_docs.word.staircase import described
from mlmp_docs.word.template import Template

WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
NBSP = "\N{NO-BREAK SPACE}"


def xml(figure: Tegning) -> etree._Element:
    return parse(ROOT.format(drawn(figure)))


def shapes(figure: Tegning) -> dict[str, etree._Element]:
    return {shape.find(f"{WPS}cNvPr").get("name"): shape for shape in xml(figure).iter(f"{WPS}wsp")}


def text_of(shape: etree._Element) -> str:
    return "".join(text.text or "" for text in shape.iter(f"{W}t"))


def fill_of(shape: etree._Element) -> str:
    return shape.find(f"{WPS}spPr/{A}solidFill/{A}srgbClr").get("val")


def test_every_state_is_told_by_word_form_and_colour() -> None:
    states = {"opnået": "Nået", "i gang": "I gang", "delvist opnået": "Kommet et stykke", "afsluttet": "Stoppet"}
    steps = tuple(step("x", status, word) for status, word in states.items())
    found = shapes(Måltrappe(1, BUS, (*steps, step("y"))))
    blue = SECTIONS["støtte"]
    assert [fill_of(found[f"Trin {n}"]) for n in range(1, 6)] == [blue.mid, blue.dark, blue.tint, "FFFFFF", "FFFFFF"]
    assert [text_of(found[f"Trin {n}, hvor langt"]) for n in range(1, 5)] == list(states.values())
    assert "Trin 1, hak" in found
    assert "Trin 2, hak" not in found
    assert "Trin 5, hvor langt" not in found
    assert text_of(found["Trin 2, her"]) == "Her er jeg nu"


@pytest.mark.parametrize(("number", "section"), [(1, "støtte"), (2, "drøm"), (3, "kan"), (4, "vil"), (5, "støtte")])
def test_a_goal_has_its_colour_and_the_fifth_begins_again(number: int, section: str) -> None:
    assert fill_of(shapes(replace(stairs(3), nummer=number))["Flag"]) == SECTIONS[section].dark


def test_the_group_is_exactly_as_large_as_its_shapes() -> None:
    for count in (0, 1, 2, 3, 5, 6, 7, 9):
        for dream in ("", "Min egen lejlighed"):
            root = xml(stairs(count, None if count == 0 else 0, drøm=dream))
            size = root.find(f".//{WP}extent")
            places = [shape.find(f"{WPS}spPr/{A}xfrm") for shape in root.iter(f"{WPS}wsp")]
            edges = [(int(p[0].get("x")), int(p[0].get("y")), int(p[1].get("cx")), int(p[1].get("cy"))) for p in places]
            assert min(x for x, *_ in edges) == 0
            assert min(y for _, y, *_ in edges) == 0
            assert max(x + wide for x, _, wide, _ in edges) == pytest.approx(int(size.get("cx")), abs=2)
            assert max(y + high for _, y, _, high in edges) == pytest.approx(int(size.get("cy")), abs=2)


def test_badges_are_round_and_the_inner_measures_are_the_outer_ones() -> None:
    root = xml(stairs(6))
    for shape in root.iter(f"{WPS}wsp"):
        if shape.find(f"{WPS}spPr/{A}prstGeom[@prst='ellipse']") is not None:
            size = shape.find(f"{WPS}spPr/{A}xfrm/{A}ext")
            assert size.get("cx") == size.get("cy")
    transform = root.find(f".//{WPG}grpSpPr/{A}xfrm")
    assert dict(transform.find(f"{A}ext").attrib) == dict(transform.find(f"{A}chExt").attrib)


def test_every_shape_with_text_has_words_for_a_screen_reader_and_the_others_are_decoration() -> None:
    for shape in xml(stairs(4, drøm="Min egen lejlighed")).iter(f"{WPS}wsp"):
        about = shape.find(f"{WPS}cNvPr")
        has_text = shape.find(f"{WPS}txbx") is not None
        assert bool(about.get("descr")) == has_text
        assert (len(about) == 0) == has_text


def test_no_group_has_one_single_shape_with_text() -> None:
    """LibreOffice 7.4 crashes with such a group."""
    for count in range(10):
        texts = list(xml(stairs(count, None)).iter(f"{WPS}txbx"))
        assert len(texts) != 1


def test_the_drawing_is_told_in_words_from_the_lowest_step() -> None:
    told = described(stairs(3, drøm="Min egen lejlighed")).replace(NBSP, " ")
    assert told.startswith("Måltrappe med 3 trin, nederst først. Trin 1: Jeg øver ruten sammen med Jonas, ")
    assert "ned, 1. september 2026, Jonas Bak, nået. Trin 2: " in told
    assert "1. september 2026, Jonas Bak, i gang, her er jeg nu. Trin 3: " in told
    assert told.endswith(f"Øverst: mit mål: {BUS}. Min drøm: Min egen lejlighed.")


def test_an_empty_staircase_says_that_it_is_to_be_filled_in_by_hand() -> None:
    assert described(Måltrappe(1, BUS)).startswith("Tom måltrappe med fire trin, klar til at blive udfyldt i hånden.")


def test_text_in_shapes_is_danish_and_in_the_font_that_was_measured() -> None:
    for run in xml(stairs(3)).iter(f"{W}txbxContent"):
        assert {lang.get(f"{W}val") for lang in run.iter(f"{W}lang")} == {"da-DK"}
        assert {font.get(f"{W}ascii") for font in run.iter(f"{W}rFonts")} == {"Calibri"}


@given(any_stairs)
def test_any_words_make_whole_xml_and_are_all_there(drawing: Måltrappe) -> None:
    root = xml(drawing)
    said = [text_of(shape) for shape in root.iter(f"{WPS}wsp")]
    for each in layout(drawing).steps:
        assert any(each.text in text and each.date in text and each.helper in text for text in ["", *said])
    assert drawn(drawing) == drawn(replace(drawing))


@given(any_stairs)
def test_what_a_drawing_shows_is_known_without_parsing_it(drawing: Måltrappe) -> None:
    text = drawn(drawing)
    read = shown.read(parse(ROOT.format(text)), {})
    quick = shown.of_own_drawing(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown.lines(quick) == shown.lines(read)


def test_hostile_letters_stay_letters() -> None:
    hostile = '<b> & "x" {{ y }} {% z %}'
    root = xml(Måltrappe(1, hostile, (step(hostile), step("b"))))
    assert sum(hostile in text_of(shape) for shape in root.iter(f"{WPS}wsp")) == 2
    assert hostile in root.find(f".//{WP}docPr").get("descr")


def test_dots_are_filled_from_the_left() -> None:
    root = xml(Prikker(2, 5, 3))
    green = SECTIONS["kan"].dark
    assert [fill_of(shape) for shape in root.iter(f"{WPS}wsp")] == [green, green, "FFFFFF", "FFFFFF", "FFFFFF"]
    assert root.find(f".//{WP}docPr").get("descr") == "2 af 5 prikker"
    assert int(root.find(f".//{WP}extent").get("cy")) == round(0.52 * EMU_PER_CM)
    assert not Prikker(0, 0, 1)


# --- in templates ------------------------------------------------------------------------------------------------


def test_stairs_can_stand_in_any_text_and_take_the_next_number_of_a_drawing() -> None:
    body = xml_of(rendered(docx("Her: {{ a }} og {{ b }}"), a=stairs(3), b=stairs(3)))
    numbers = [about.get("id") for about in body.iter(f"{WP}docPr", f"{WPS}cNvPr")]
    assert len(numbers) == len(set(numbers)) > 20
    assert "Her:" in text_of(body)


def test_a_template_that_does_not_show_the_stairs_has_none() -> None:
    assert not list(xml_of(rendered(docx("{{ x }}"), a=stairs(3), x="y")).iter(f"{WP}docPr"))


def test_what_the_document_remembers_is_what_it_shows() -> None:
    content = rendered(docx("Her: {{ a }}"), a=stairs(3))
    assert read_memory(content) == {"mlmp-indhold": shown_hash(content)}


@pytest.mark.parametrize("where", ["attribute", "paragraph", "joined"])
def test_stairs_are_refused_where_no_drawing_can_stand(where: str) -> None:
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="x" descr="{{ a }}"/></wp:inline></w:drawing></w:r></w:p>'
    )
    content = {
        "attribute": docx("x", xml=picture),
        "paragraph": docx("{{p a }}"),
        "joined": docx("{{ 'x' ~ a }}"),
    }[where]
    with pytest.raises(TemplateError, match="en tegning, og den kan ikke stå her"):
        rendered(content, a=stairs(3))


def test_the_lint_knows_stairs_and_where_they_cannot_stand() -> None:
    known = {"a": stairs(3)}
    assert told(docx("{{ a }}{% if a %}{% endif %}"), known) == []
    assert "S028" in told(docx("{{p a }}"), known)
    assert "S022" in told(docx("{{ a.trin }}"), known)


def test_the_longest_preview_has_eight_long_steps() -> None:
    longest = stretched(stairs(3))
    assert len(longest.trin) == 8
    assert longest.trin[0].tekst.count("stoppestederne") == 3
    assert longest.trin[0].status == "opnået"


def test_fields_list_stairs_as_a_drawing() -> None:
    fields = {field.path: field for each in field_lists(opsætning()) for field in each.fields}
    assert (fields["mål[].trappe"].kind, fields["mål[].trappe"].tag) == ("tegning", "{{ m.trappe }}")
    assert fields["mål[].trappe"].meaning.startswith("Måltrappen som tegning")


def rendered(content: bytes, **fields: object) -> bytes:
    return Template.open(content, "t.docx").render(fields, titel="T", forfatter="F", memory={})


def xml_of(content: bytes) -> etree._Element:
    return parse(unpack(content)[BODY])


def told(content: bytes, known: dict[str, object]) -> list[str]:
    return [mistake.code for mistake in template_mistakes(content, known)]
