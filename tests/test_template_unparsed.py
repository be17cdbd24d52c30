"""A filled template is not parsed: what would have to be mended and what is shown are known beforehand."""

from typing import Final

import pytest
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_word_memory import NAMES, box, control
from word_files import docx, part, render

from mlmp_docs.word.markup import Markup
from mlmp_docs.word.memory import read_memory, shown_hash
from mlmp_docs.word.ooxml import WP, parse, serialize
from mlmp_docs.word.repair import repair
from mlmp_docs.word.source import prepared_by_docxtpl
from mlmp_docs.word.structure import faults
from mlmp_docs.word.tags import find_tags
from mlmp_docs.word.template import Template

_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
_TEXTS = st.text(st.one_of(_LETTERS, st.sampled_from(" \t\n&<>'\"\u00ad\u200b\u0301e")), max_size=12)
FIELDS = st.fixed_dictionaries(
    {"navn": _TEXTS, "mål": st.lists(_TEXTS, max_size=3), "tom": st.sampled_from(["", "ja"]), "tal": st.integers(0, 2)}
)

_LINES = st.sampled_from(
    [
        "{{ navn }}", " {{ navn }} ", "fast  tekst", "{% if tom %}ja {{ navn }}{% else %} nej{% endif %}",
        "{% for m in mål %}{{ m }}{% if not loop.last %}, {% endif %}{% endfor %}", "{{ navn }}{{ tal }}", "",
        "e{{ navn }}\u0301", "{{ navn|upper }} og {{ (navn ~ 'æ')|e }}", "{{- navn -}} x", "{% set n = navn %}{{ n }}",
        "{{ 5 }} {{ 'kendt' if true else navn }}",
    ]
)  # fmt: skip
_GROUPS = st.one_of(
    st.lists(_LINES, min_size=1, max_size=2),
    st.sampled_from(["for m in mål", "if tom", "if tal > 1"]).flatmap(
        lambda tag: st.lists(_LINES, max_size=2).map(
            lambda lines: [f"{{%p {tag} %}}", *lines, f"{{%p end{tag.split()[0]} %}}"]
        )
    ),
)
_PARAGRAPHS = st.lists(_GROUPS, max_size=3).map(lambda groups: [line for group in groups for line in group])


def _xml(texts: list[str]) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)


def _table(cells: list[list[str]], loop: str, has_head: bool) -> str:
    def row(*contents: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{content}</w:tc>' for content in contents)}</w:tr>"

    head = row(*(_xml(["Overskrift"]) for _ in cells)) if has_head else ""
    empty = [_xml([""])] * (len(cells) - 1)
    body = row(_xml([f"{{%tr {loop} %}}"]), *empty) + row(*map(_xml, cells))
    end = row(_xml([f"{{%tr end{loop.split(maxsplit=1)[0]} %}}"]), *empty)
    grid = "<w:gridCol w:w='900'/>" * len(cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{head}{body}{end}</w:tbl>"


_TABLES = st.builds(
    _table, st.lists(_PARAGRAPHS, min_size=1, max_size=2), st.sampled_from(["for m in mål", "if tom"]), st.booleans()
)
_SPECIAL = st.sampled_from(
    [
        f"<w:p>{box('{{ navn }} i boks', 7)}</w:p>",
        f"<w:p>{control('<w:text/>', '{{ navn }}', 3)}</w:p>",
        "<w:p><w:bookmarkStart w:id='1' w:name='Her'/><w:r><w:t>{% if tom %}x{% endif %}</w:t></w:r>"
        "<w:bookmarkEnd w:id='1'/></w:p>",
        "<w:p><w:fldSimple w:instr=' PAGE '><w:r><w:t>{{ navn }}</w:t></w:r></w:fldSimple></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{{ navn }}</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>{{ navn }}</w:t></w:r></w:p>",
    ]
)
_LOOPED = _SPECIAL.map(lambda xml: f"{_xml(['{%p for m in mål %}'])}{xml}{_xml(['{%p endfor %}'])}")
TEMPLATES = st.lists(st.one_of(_PARAGRAPHS.map(_xml), _TABLES, _SPECIAL, _LOOPED), min_size=1, max_size=4).map("".join)


def with_body(body: str) -> bytes:
    root = parse_xml(f"<w:x {NAMES}>{body}</w:x>")
    return docx(xml="".join(etree.tostring(child, encoding="unicode") for child in root), footer="{{ navn }}")


@settings(max_examples=150, deadline=None)
@given(TEMPLATES, FIELDS)
def test_what_is_put_together_is_what_parsing_and_mending_would_give(body: str, fields: dict[str, object]):
    made = Template.open(with_body(body), "brev.docx").render(fields, titel="T", forfatter="F", memory={})
    for name in ("word/document.xml", "word/footer1.xml"):
        root = parse(part(made, name))
        repair(root, 1001)
        assert canonical(serialize(root)) == canonical(part(made, name).encode())


@settings(max_examples=150, deadline=None)
@given(TEMPLATES, FIELDS)
def test_what_a_document_remembers_to_show_is_what_it_shows(body: str, fields: dict[str, object]):
    made = Template.open(with_body(body), "brev.docx").render(fields, titel="T", forfatter="F", memory={})
    assert read_memory(made) == {"mlmp-indhold": shown_hash(made)}
    assert faults(made) == ()


_STYLED: Final = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr>"


@settings(max_examples=150, deadline=None)
@given(TEMPLATES)
def test_what_is_hidden_from_docxtpl_changes_nothing_of_what_it_does(body: str):
    xml = body.replace("<w:p><w:r>", _STYLED)
    root = parse_xml(f"<w:x {NAMES}>{xml}</w:x>")
    written = etree.tostring(root, encoding="unicode")
    assert prepared_by_docxtpl(written, find_tags(root, "brødtekst")) == DocxTemplate.patch_xml(None, written)


def test_a_drawing_with_text_of_its_own_stays_between_braces():
    """It was hidden as a tag, and tags between braces are taken away by docxtpl: the drawing was gone."""
    drawing = "<w:drawing><wp:anchor><wp:posOffset>12</wp:posOffset></wp:anchor></w:drawing>"
    root = parse_xml(f"<w:x {NAMES}><w:p><w:r><w:t>{{{{ navn }}}}</w:t>{drawing}<w:t>}}</w:t></w:r></w:p></w:x>")
    written = etree.tostring(root, encoding="unicode")
    prepared = prepared_by_docxtpl(written, find_tags(root, "brødtekst"))
    assert prepared == DocxTemplate.patch_xml(None, written)
    assert drawing in prepared


def canonical(xml: bytes) -> bytes:
    return etree.tostring(parse(xml), method="c14n")


DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Trappe"/>'
    '<a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r>'
)


@pytest.mark.parametrize("body", [_xml(["{{ tegning }}"]), _table([["{{ tegning }}"]], "for m in mål", False)])
def test_our_own_drawings_are_numbered_and_counted_as_shown_too(body: str):
    tegning = Markup(f"<w:r><w:t>Trin &amp; mål</w:t></w:r>{DRAWING}")
    made = render(with_body(body * 2), tegning=tegning, mål=["a", "b"], navn="")
    numbers = [drawing.get("id") for drawing in parse(part(made)).iter(f"{WP}docPr")]
    assert numbers == [str(1001 + number) for number in range(len(numbers))]
    assert read_memory(made) == {"mlmp-indhold": shown_hash(made)}


@pytest.mark.parametrize(
    "body",
    [
        _xml(["{{ navn }}"]),
        _table([["{%p if tom %}", "x", "{%p endif %}"], ["{{ m }}"]], "for m in mål", False),
        f"<w:p>{box('{{ navn }}', 7)}</w:p>",
        f"{_xml(['{%p for m in mål %}'])}<w:p>{control('<w:text/>', '{{ m }}', 3)}</w:p>{_xml(['{%p endfor %}'])}",
    ],
    ids=["text", "cell and table that may be empty", "box", "control in a loop"],
)
def test_such_parts_need_no_parsing(body: str):
    assert all(part.program.is_sound and part.program.tells for part in Template.open(with_body(body), "x").dynamic)


INSTRUCTION = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{{ navn }}</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)


@pytest.mark.parametrize(
    "body",
    [_table([["{%tc for m in mål %}"], ["{{ m }}"], ["{%tc endfor %}"]], "if tom", True), INSTRUCTION],
    ids=["column loop", "value in the instruction of a field"],
)
def test_only_what_cannot_be_known_beforehand_is_parsed(body: str):
    programs = [part.program for part in Template.open(with_body(body), "x").dynamic]
    assert not all(program.is_sound and program.tells for program in programs)
