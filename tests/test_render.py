"""`mlmp_docs.word.render` gives the document docxtpl gives, part by part, only faster and in a sandbox."""

import io
from collections.abc import Mapping

import pytest
from docx import Document
from docxtpl import DocxTemplate, Listing, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from lxml import etree
from test_template_docxtpl import FIELDS, TEMPLATES
from word_files import docx, paragraphs, part, saved, with_parts, zipped

from mlmp_docs.word import render
from mlmp_docs.word.as_docxtpl import AnyTemplate, opened
from mlmp_docs.word.package import PackageError, repack, unpack


def by_docxtpl(content: bytes, fields: Mapping[str, object], autoescape: bool = True) -> bytes:
    template = DocxTemplate(io.BytesIO(content))
    template.render(dict(fields), autoescape=autoescape)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def canonical(content: bytes) -> dict[str, bytes]:
    """Every part; XML as text that is equal when it says the same."""
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n") if name.endswith((".xml", ".rels")) else part
        for name, part in unpack(content).items()
    }


def assert_same(content: bytes, fields: Mapping[str, object], autoescape: bool = True) -> None:
    made = canonical(render(content, fields, strict=False, autoescape=autoescape))
    wanted = canonical(by_docxtpl(content, fields, autoescape))
    assert list(made) == list(wanted) or set(made) == set(wanted)
    for name in wanted:
        assert made[name] == wanted[name], name


def is_put_together(content: bytes) -> bool:
    return opened(content, autoescape=True, strict=True, filters=()).parts is not None


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def xml(text: str, properties: str = "", paragraph: str = "") -> str:
    return f"<w:p>{paragraph}{run(text, properties)}</w:p>"


BOLD = "<w:rPr><w:b/><w:color w:val='FF0000'/></w:rPr>"
LIST = "<w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def with_properties(content: bytes, **properties: str) -> bytes:
    document = Document(io.BytesIO(content))
    for name, text in properties.items():
        setattr(document.core_properties, name, text)
    return saved(document)


def with_footnotes(content: bytes, text: str, twice: bool = False) -> bytes:
    """The file with a note of this text, and a second section if asked for."""
    parts = unpack(content)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes"/></Relationships>',
    )
    note = f'<w:footnote w:id="2">{xml(text, BOLD)}</w:footnote>'
    parts["word/footnotes.xml"] = f'<?xml version="1.0"?>\r\n<w:footnotes {NAMES}>\n {note}</w:footnotes>'.encode()
    if twice:
        section = b"<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr"
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", section, 1)
    return repack(parts)


def box(text: str, number: int = 3) -> str:
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:extent cx='1' cy='1'/>"
        f"<wp:docPr id='{number}' name='Boks' descr='{{{{ navn }}}}'/><wps:txbx><w:txbxContent>{xml(text, BOLD, LIST)}"
        "</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_tag_of_the_language_gives_what_docxtpl_gives(name: str):
    assert_same(TEMPLATES[name], FIELDS)
    assert_same(TEMPLATES[name], {**FIELDS, "mål": [], "tal": 1, "navn": ""})


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
_HOSTILE = st.sampled_from(
    [
        "\n",
        "\t",
        "\r\n",
        "\a",
        "\f",
        "&",
        "<",
        ">",
        "</w:t>",
        "<w:p>",
        "&amp;",
        "{{ navn }}",
        "{%",
        "{_{",
        "%_}",
        "'",
        '"',
    ]
)
TEXTS = st.lists(st.one_of(_HOSTILE, st.text(_LETTERS, max_size=6)), max_size=4).map("".join)
VALUES = st.fixed_dictionaries(
    {
        "navn": st.one_of(TEXTS, TEXTS, st.none(), st.booleans(), st.floats(allow_nan=False), TEXTS.map(Listing)),
        "tom": st.sampled_from(["", "ja"]),
        "tal": st.integers(1, 2),
        "farve": st.sampled_from(["FF0000", "00AA00"]),
        "mål": st.lists(
            st.fixed_dictionaries({"tekst": TEXTS, "trin": st.lists(TEXTS, max_size=2)}), max_size=3
        ),
    }
)  # fmt: skip

_INLINE = st.sampled_from(
    [
        "{{ navn }}", "før {{ navn }} efter", "{{tal}}{{ tal + 1 }}",
        "{% if tom %}ja{% else %}nej {{ navn }}{% endif %}",
        "{% for m in mål %}{{ m.tekst }}{% if not loop.last %}, {% endif %}{% endfor %}", "{{ ukendt }}", "{# note #}",
        "{{ navn|default('x') }} {{ mål|length }} {{ (navn ~ '+')|upper }}", "{% set x = tom %}{{ x }}", "{_{ x }_}",
        "a {%r if tom %}b{%r endif %} c", "{{r tom }}", "{{ mål|map(attribute='tekst')|join(', ') }}", "{{- navn -}} x",
        "{% for m in mål -%} {{ m.tekst }} {%- endfor %}", "{{ “a” ~ ‘b’ }}", "tekst",
        "{{ navn|e }}", "{{ navn|safe }}",
    ]
)  # fmt: skip
_RUNS = st.sampled_from(["", BOLD])
_PARAGRAPH = st.one_of(
    st.builds(xml, _INLINE, _RUNS, st.sampled_from(["", LIST])),
    st.sampled_from(
        [
            xml("før {% if tom %}et") + xml("to{% endif %} efter", BOLD),
            xml("a") + xml("{%- if tom %}b") + xml("{%- endif %}") + xml("c"),
            "<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type='spellStart'/><w:bookmarkStart w:id='1' w:name='a'/><w:r>"
            f"{BOLD}<w:t>{{ na</w:t></w:r><w:bookmarkEnd w:id='1'/><w:r><w:t>vn }}</w:t></w:r>"
            "<w:r><w:t>} x</w:t></w:r></w:p>",
            f"<w:p>{LIST}<w:r>{box('{{ navn }} i boks')}</w:r><w:r><w:t>{{{{ navn }}}} efter</w:t></w:r></w:p>",
            "<w:p w:rsidR='00AB12CD'/>",
            f"<w:p>{LIST}{run('{% for m in mål %}')}{run('{{ m.tekst }}', BOLD)}{run('{% endfor %}{{ navn }}')}</w:p>",
            f"<w:p>{run('a{% if tom %}', BOLD)}{run('{{ navn }}{% else %}')}{run('b{% endif %} {{ navn }}')}</w:p>",
        ]
    ),
)  # fmt: skip


def _around(tags: str, inner: list[str]) -> str:
    return xml(f"{{%p {tags} %}}") + "".join(inner) + xml(f"{{%p end{tags.partition(' ')[0]} %}}")


_BLOCK = st.recursive(
    _PARAGRAPH,
    lambda inner: st.builds(
        _around, st.sampled_from(["for m in mål", "if tom", "for x in mål"]), st.lists(inner, max_size=2)
    ),
    max_leaves=4,
)


def _row(*cells: str) -> str:
    inside = "".join(f"<w:tc><w:tcPr><w:tcW w:w='0'/></w:tcPr>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def _table(kind: str, cells: list[str], has_head: bool) -> str:
    head = _row(xml("Nr."), xml("Mål")) if has_head else ""
    if kind == "rows":
        body = _row(xml("{%tr for m in mål %}"), xml("")) + _row(*cells) + _row(xml("{%tr endfor %}"), xml(""))
    elif kind == "columns":
        body = _row(xml("{%tc for m in mål %}"), *cells, xml("{%tc endfor %}"))
    elif kind == "nested":
        inner = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='800'/></w:tblGrid>{_row(cells[0])}</w:tbl>"
        body = _row(inner + xml(""), cells[1])
    else:
        tag = {"colour": "cellbg farve", "span": "colspan tal", "down": "vm", "across": "hm"}[kind]
        loop = "tc" if kind == "across" else "tr"
        tagged = _row(xml(f"{{% {tag} %}}a"), cells[1])
        body = tagged
        if kind == "across":
            body = _row(xml("{%tc for m in mål %}"), xml("{% hm %}a"), xml("{%tc endfor %}"))
        elif kind == "down":
            body = (
                _row(xml(f"{{%{loop} for m in mål %}}"), xml("")) + tagged + _row(xml(f"{{%{loop} endfor %}}"), xml(""))
            )
    grid = "<w:gridCol w:w='900'/><w:gridCol w:w='900'/>"
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>{xml('efter')}"


_KINDS = st.sampled_from(["rows", "columns", "nested", "colour", "span", "down", "across"])
_TABLES = st.builds(_table, _KINDS, st.lists(_PARAGRAPH, min_size=2, max_size=2), st.booleans())
BODIES = st.lists(st.one_of(_BLOCK, _BLOCK, _TABLES), min_size=1, max_size=3).map("".join)


def template(body: str, header: str = "", note: str = "", title: str = "") -> bytes:
    root = etree.fromstring(f"<w:x {NAMES}>{body}</w:x>")
    content = docx(
        xml="".join(etree.tostring(child, encoding="unicode") for child in root), header=header, footer=header
    )
    if note:
        content = with_footnotes(content, note)
    return with_properties(content, title=title) if title else content


@settings(max_examples=200, deadline=None)
@given(BODIES, _INLINE, _INLINE, st.sampled_from(["", "Brev til {{ navn }}", "{% if tom %}a{% endif %}"]), VALUES)
def test_any_template_with_any_values_gives_what_docxtpl_gives(
    body: str, header: str, note: str, title: str, values: dict[str, object]
):
    content = template(body, header, note, title)
    try:
        wanted = by_docxtpl(content, values)
    except TemplateError as error:
        with pytest.raises(type(error)):
            render(content, values, strict=False)
        return
    except (etree.XMLSyntaxError, ValueError):  # letters docxtpl cannot write, half elements it cannot parse
        return
    made = render(content, values, strict=False)
    assert canonical(made) == canonical(wanted)
    assert render(content, values, strict=False) == made


def test_markup_of_the_callers_own_is_put_in_as_docxtpl_does():
    text = RichText("fed & <ny>\nlinje\t.", bold=True)
    assert_same(docx("a {{r x }} b", "{{ y }}"), {"x": text, "y": Listing("en\nto\fny side\aafsnit & <x>")})


@pytest.mark.parametrize("value", ["Bøger & film", "<w:b/>", "a\nb", 3])
def test_without_escaping_values_are_xml_as_in_docxtpl(value: object):
    assert_same(docx("{{ x }}", table=(("{{ x }}",),)), {"x": value}, autoescape=False)


def test_what_jinja_keeps_back_goes_through_docxtpl():
    content = docx("{% macro hej(x) %}Hej {{ x }}{% endmacro %}{{ hej(navn) }}", "{% filter upper %}æ{% endfilter %}")
    assert not is_put_together(content)
    assert_same(content, {"navn": "A & B"})


def test_pictures_and_other_files_stay_byte_for_byte():
    content = with_parts(docx("{{ x }}"), {"word/media/a.bin": b"\0\1"})
    assert_same(content, {"x": "y"})


def test_a_line_break_needs_no_docxtpl_in_a_condition_over_runs(monkeypatch: pytest.MonkeyPatch):
    content = template(f"<w:p>{run('a{% if x %}', BOLD)}{run('{{ x }}')}{run('{% endif %}b')}</w:p>")
    wanted = canonical(by_docxtpl(content, {"x": "en\nto"}))
    monkeypatch.setattr(AnyTemplate, "_by_docxtpl", None)
    assert canonical(render(content, {"x": "en\nto"})) == wanted


def test_plain_templates_never_need_docxtpl():
    rows = (("Nr.", "Mål"), ("{%tr for m in mål %}", ""), ("{{ loop.index }}", "{{ m }}"), ("{%tr endfor %}", ""))
    assert is_put_together(docx("{{ a }}", "{%p if b %}", "c", "{%p endif %}", table=rows, header="{{ d }}"))


def test_data_is_never_run_as_a_template_even_where_docxtpl_would():
    content = with_footnotes(docx("x"), "{{ x }}", twice=True)
    made = render(content, {"x": "{{ 7 * 7 }}"})
    assert "{{ 7 * 7 }}" in part(made, "word/footnotes.xml")


def test_unknown_names_are_mistakes_unless_asked_to_be_blank():
    content = docx("[{{ ukendt }}]")
    with pytest.raises(UndefinedError, match="ukendt"):
        render(content, {})
    assert paragraphs(render(content, {}, strict=False)) == ["[]"]


def test_own_filters_can_be_given():
    content = docx("{{ x|råb }}")
    assert paragraphs(render(content, {"x": "hej & <du>"}, filters={"råb": lambda text: f"{text}!"})) == ["hej & <du>!"]


@pytest.mark.parametrize("tag", ["{{ ''.__class__.__mro__ }}", "{{ x.append(1) }}", "{{ x.__init__.__globals__ }}"])
def test_a_template_cannot_get_out_of_the_sandbox(tag: str):
    with pytest.raises((SecurityError, UndefinedError)):
        render(docx(tag), {"x": []})


def test_mistakes_are_jinjas():
    with pytest.raises(TemplateSyntaxError):
        render(docx("{% if x %}"), {"x": 1})


@pytest.mark.parametrize("content", [b"", b"Hej", zipped(("a", b""), ("A", b""))])
def test_what_is_no_word_file_is_refused(content: bytes):
    with pytest.raises(PackageError):
        render(content, {})


def test_half_a_letter_is_refused_where_docxtpl_cuts_the_document():
    with pytest.raises(ValueError, match="half a letter"):
        render(docx("{{ x }}", "slut"), {"x": "a\ud800b"})
