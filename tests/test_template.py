"""What a template becomes when it is filled."""

import io
import re
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import changed, docx, paragraphs, part, render, rows, with_parts

from mlmp_docs.word.markup import Markup
from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.ooxml import WP, parse
from mlmp_docs.word.package import unpack
from mlmp_docs.word.structure import faults
from mlmp_docs.word.template import Template


def told(content: bytes, **fields: object) -> str:
    with pytest.raises(TemplateError) as error:
        render(content, **fields)
    return str(error.value)


def test_a_field_is_replaced_by_its_text_everywhere():
    content = docx("Kære {{ navn }}", table=[["{{ navn }}"]], header="Til {{ navn }}", footer="Fra {{ borger.by }}")
    document = Document(io.BytesIO(render(content, navn="Anna", borger={"by": "Randers"})))
    assert document.paragraphs[0].text == "Kære Anna"
    assert document.tables[0].cell(0, 0).text == "Anna"
    assert document.sections[0].header.paragraphs[0].text == "Til Anna"
    assert document.sections[0].footer.paragraphs[0].text == "Fra Randers"


@pytest.mark.parametrize(
    "hostile",
    [
        "Bøger&film",
        "vægt <80 kg",
        "Søn & Søn <a@b.dk>",
        "</w:t></w:r></w:p><w:p>",
        "&amp; &lt; &#10; &unknown;",
        "{{ navn }} {% if x %} {# c #} {_{ }_}",
        'O\'Neill "Bob" “citat”',
        "  to blanke  ",
        "x" * 20_000,
        "]]> <![CDATA[ -->",
        "👩‍🦽 Ω \u00a0|",
    ],
)
def test_every_letter_of_a_value_is_shown_as_it_is(hostile: str):
    assert paragraphs(render(docx("{{ navn }}", "slut"), navn=hostile)) == [hostile, "slut"]


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))

_ANY_TEXTS = Template.open(
    docx("{%p for t in texts %}", "{{ t }}", "{%p endfor %}", "slut", footer="{{ f }}"), "brev.docx"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_TEXTS, max_size=4), _TEXTS)
def test_whatever_is_put_in_can_be_read_back(texts: list[str], footer: str):
    made = _ANY_TEXTS.render({"texts": texts, "f": footer}, titel="", forfatter="", memory={})
    document = Document(io.BytesIO(made))
    assert [paragraph.text for paragraph in document.paragraphs] == [*texts, "slut"]
    assert document.sections[0].footer.paragraphs[0].text == footer


def test_a_line_break_and_a_tab_stay_what_they_are():
    content = render(docx("Adresse: {{ adresse }}."), adresse="Å 1\n8900\tRanders\r\nDanmark")
    assert paragraphs(content) == ["Adresse: Å 1\n8900\tRanders\nDanmark."]
    assert part(content).count("<w:br/>") == 2


def test_a_value_in_the_description_of_a_picture_is_escaped_too():
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="5" name="b" descr="{{ tekst }}"/>'
        '<a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    content = render(docx(xml=drawing * 2), tekst='"Hus" & <hjem>\nto')
    described = [drawing.get("descr") for drawing in parse(part(content)).iter(f"{WP}docPr")]
    assert described == ['"Hus" & <hjem>\nto'] * 2
    assert re.findall(r'docPr id="(\d+)"', part(content)) == ["1001", "1002"]


def test_rows_and_paragraphs_come_once_for_each_entry():
    content = docx(
        "{%p for m in mål %}", "{{ loop.index }}. {{ m.tekst }}", "{%p endfor %}",
        table=[
            ["Mål", "Frist"], ["{%tr for m in mål %}", ""], ["{{ m.tekst }}", "{{ m.frist }}"], ["{%tr endfor %}", ""],
        ],
    )  # fmt: skip
    made = render(content, mål=[{"tekst": "Lave mad", "frist": "1. maj"}, {"tekst": "Cykle", "frist": ""}])
    assert paragraphs(made)[:2] == ["1. Lave mad", "2. Cykle"]
    assert rows(made) == [["Mål", "Frist"], ["Lave mad", "1. maj"], ["Cykle", ""]]


def test_a_cell_that_loses_its_only_paragraph_gets_an_empty_one():
    content = changed(
        docx(table=[["x", "b"]]),
        "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
        "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in ("{%p if hjælp %}", "{{ hjælp }}", "{%p endif %}")),
    )
    made = render(content, hjælp="")
    assert rows(made) == [["", "b"]]
    assert faults(made) == ()


def test_a_table_whose_rows_are_all_gone_is_gone_too():
    content = render(docx("før", table=[["{%tr for m in mål %}"], ["{{ m }}"], ["{%tr endfor %}"]]), mål=[])
    assert Document(io.BytesIO(content)).tables == []
    assert faults(content) == ()


def test_a_row_without_cells_is_dropped_and_the_grid_follows_the_columns():
    table = [["{%tc for m in mål %}", "{{ m }}", "{%tc endfor %}"]]
    for mål, columns in (["a", "b", "c", "d"], 4), (["a"], 1):
        content = render(docx(table=table), mål=mål)
        assert rows(content) == [mål]
        assert part(content).count("<w:gridCol ") == columns
        assert faults(content) == ()
    assert Document(io.BytesIO(render(docx(table=table), mål=[]))).tables == []


def test_a_bookmark_inside_a_loop_stays_the_only_one_of_its_name():
    content = docx("{%p for m in mål %}", "MIDT", "{%p endfor %}")
    content = changed(
        content, "<w:r><w:t>MIDT</w:t></w:r>",
        '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:r><w:t>{{ m }}</w:t></w:r><w:bookmarkEnd w:id="3"/>',
    )  # fmt: skip
    made = render(content, mål=["a", "b"])
    assert faults(made) == ()
    assert paragraphs(made) == ["a", "b"]


def test_an_unknown_field_is_told_with_the_nearest_known_one():
    message = told(docx("{{ borger.adrese }}"), borger={"adresse": "x", "navn": "y"})
    assert message == (
        "brev.docx: S022: brødtekst, afsnit 1: {{ borger.adrese }}: Feltet `adrese` kendes ikke. Mente du `adresse`?"
    )
    assert "{{ nvn }}: Feltet `nvn` kendes ikke. Mente du `navn`?" in told(docx("{{ nvn }}"), navn="x")
    assert "S022" in told(docx("{% if brger %}x{% endif %}"), borger="")
    assert "S022" in told(docx("{% for x in mal %}x{% endfor %}"), mål=[])


def test_all_parts_are_tried_before_anything_is_told():
    message = told(docx("{{ a }}", header="{{ b }}", footer="{{ c }}"), d="")
    assert [place in message for place in ("brødtekst, afsnit 1", "sidehoved, afsnit 1", "sidefod, afsnit 1")] == [
        True
    ] * 3


@pytest.mark.parametrize("value", [None, True, False, [], ["a"], {"a": "b"}, object(), b"bytes"])
def test_only_text_and_numbers_can_be_shown(value: object):
    assert "S028: brødtekst, afsnit 1: {{ x }}: Mærket giver" in told(docx("{{ x }}"), x=value)


@pytest.mark.parametrize(
    "tag",
    ["'a' ~ x", "x|string", "x|upper", "[x]|join", "x|e", "[x]|map('string')|first", "x|replace('a', 'b')", "x ~ 1"],
)
@pytest.mark.parametrize("value", [None, True, {"a": "b"}, Markup("<w:r/>")])
def test_there_is_no_way_round_that(tag: str, value: object):
    assert re.search("S028|S035", told(docx(f"{{{{ {tag} }}}}"), x=value))


def test_numbers_are_shown():
    assert paragraphs(render(docx("{{ a }} {{ b }} {{ a + 1 }}"), a=3, b=2.5)) == ["3 2.5 4"]


def test_a_control_character_is_refused():
    assert "S034" in told(docx("{{ x }}"), x="a\x0cb")
    assert "hemmeligt" not in told(docx("{{ x }}"), x="hemmeligt\x07")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ navn.upper() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ navn.__class__ }}",
        "{{ mål.append('x') }}",
        "{{ borger.items() }}",
        "{{ borger.keys }}",
        "{{ loop }}",
        "{{ self }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ navn|attr('__class__') }}",
        "{{ navn|safe }}",
        "{{ '%s%s'|format(navn, navn) }}",
        "{{ '%99999999s' % navn }}",
        "{{ navn * 1000000000 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ mål * 1000000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ ('aaaaaaaaaa' * 1)|length }}",
        "{{ 'aaaaaaaaaa'|replace('a', 'aaaaaaaaaa')|replace('a', 'aaaaaaaaaa')|replace('a', 1000 ~ lang)|length }}",
        "{% for i in range(10000000) %}x{% endfor %}",
        "{{ mål|map(attribute='__class__')|first }}",
        "{{ mål|batch(999999999, 'x')|list|length }}",
        "{{ [navn]|map('safe')|first }}",
        "{% include 'andet.docx' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro f() %}x{% endmacro %}",
        "{% set x %}x{% endset %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call f() %}x{% endcall %}",
        "{% autoescape false %}{{ navn }}{% endautoescape %}",
        "{% with x = 1 %}x{% endwith %}",
        "{% block a %}x{% endblock %}",
        "{% do navn %}",
    ],
)
def test_a_template_can_do_nothing_but_show_and_choose(tag: str):
    assert re.search(
        r"brev.docx: S0(2[0-48]|32|35): ", told(docx(tag), navn="x", lang="x" * 9999, borger={"a": "b"}, mål=["a"])
    )


def test_harmless_language_works():
    content = docx(
        "{% set n = mål|length %}{{ n }} {{ mål|join(', ')|upper }} {{ navn|default('x') }} {{ (navn ~ '&')|e }}",
        "{% if ukendt is defined %}ja{% else %}nej{% endif %} {{ 'a & \"b\"' if n > 1 and n < 3 }}",
        "{% for m in mål %}{{ m }}{{ ', ' if not loop.last }}{% endfor %} {{ borger['by'] }}",
        "{{ mål[0] }}{{ mål[1:]|first }}",
    )
    assert paragraphs(render(content, mål=["a", "b"], navn="Æ", borger={"by": "Hobro"})) == [
        "2 A, B Æ Æ&",
        'nej a & "b"',
        "a, b Hobro",
        "ab",
    ]


def test_our_own_markup_is_put_in_as_xml():
    content = docx("a {{ tegning }} b", "{{p blok }}")
    made = render(
        content,
        tegning=Markup("<w:r><w:t>(tegnet)</w:t></w:r>"),
        blok=Markup("<w:p><w:r><w:t>et</w:t></w:r></w:p><w:p/>", "block"),
    )
    assert paragraphs(made) == ["a (tegnet) b", "et", ""]
    assert faults(made) == ()
    assert "S029" in told(docx("{{ x }}"), x=Markup("<w:p/>", "block"))
    assert "S029" in told(docx("{{p x }}"), x="tekst")
    with pytest.raises(ValueError, match="markup"):
        Markup("<w:r>")


def test_a_finished_file_has_our_properties_and_nothing_of_the_template():
    document = Document()
    document.add_paragraph("{{ x }}")
    document.core_properties.author = "Kirsten Privat"
    document.core_properties.last_modified_by = "Kirsten Privat"
    document.core_properties.comments = "gammel sag 670761-4285"
    document.core_properties.keywords = "hemmelig"
    target = io.BytesIO()
    document.save(target)
    content = with_parts(
        target.getvalue(), {"customXml/item1.xml": b"<hemmelig/>", "docProps/thumbnail.jpeg": b"\xff\xd8hemmelig"}
    )
    content = changed(content, "<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">')
    made = render(content, x="y", memory={"mlmp-plan": "a&b"})
    parts = unpack(made)
    everything = b"".join(parts.values())
    assert not any(word in everything for word in (b"Privat", b"hemmelig", b"670761", b"00AB12CD", b"python-docx"))
    properties = Document(io.BytesIO(made)).core_properties
    assert (properties.title, properties.author, properties.language) == ("Brev", "Rådgiver, Randers Kommune", "da-DK")
    assert properties.last_modified_by == properties.comments == properties.keywords == ""
    assert '<w:lang w:val="da-DK"' in parts["word/styles.xml"].decode()
    assert faults(made) == ()


def test_the_same_fields_give_the_same_bytes():
    content = docx("{{ x }}", footer="{{ x }}")
    made = [
        render(content, {"mlmp-b": "2", "mlmp-a": "1"}, x="y"),
        render(content, {"mlmp-a": "1", "mlmp-b": "2"}, x="y"),
    ]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.testzip() is None
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_nothing_of_one_citizen_is_left_for_the_next():
    template = Template.open(docx("{{ navn }}{% set rest = navn %}", "{{ rest|default('') }}"), "brev.docx")
    said = {"titel": "", "forfatter": "", "memory": {}}
    first = template.render({"navn": "Anna"}, **said)
    assert b"Anna" not in b"".join(unpack(template.render({"navn": "Bent"}, **said)).values())
    assert template.render({"navn": "Anna"}, **said) == first


def test_a_field_split_over_runs_is_one_field():
    content = changed(
        docx("DEL"), "<w:r><w:t>DEL</w:t></w:r>",
        '<w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ na</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:t>vn }</w:t></w:r><w:r><w:t>}!</w:t></w:r>',
    )  # fmt: skip
    assert paragraphs(render(content, navn="Anna")) == ["Anna!"]


def test_foreign_names_in_the_memory_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="mlmp-"):
        render(docx("x"), {"cpr": "x"})
