"""The peer: what docxtpl makes of the same template and fields, part by part."""

import io

import pytest
from docxtpl import DocxTemplate
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import changed, docx, render

from mlmp_docs.word.ooxml import parse
from mlmp_docs.word.package import unpack
from mlmp_docs.word.repair import strip_ids

GOALS = [
    {"tekst": "Lave mad", "frist": "1. maj", "trin": ["Handle", "Koge & stege"]},
    {"tekst": "Cykle <langt>", "frist": "", "trin": []},
    {"tekst": "To\nlinjer", "frist": "2", "trin": ["\"Citat\" og 'andet'"]},
]
FIELDS = {"navn": "Søn & Søn <a@b.dk>", "mål": GOALS, "tal": 3, "tom": "", "farve": "FF0000"}
LOOP = (("Nr.", "Mål"), ("{%tr for m in mål %}", ""), ("{{ loop.index }}", "{{ m.tekst }}"), ("{%tr endfor %}", ""))


def canonical(content: bytes) -> dict[str, bytes]:
    """Body, headers and footers as text that is equal when they say the same."""
    found = {}
    for name, part in unpack(content).items():
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
            root = parse(part)
            strip_ids(root)
            found[name] = etree.tostring(root, method="c14n", exclusive=True)
    return found


def by_docxtpl(content: bytes, fields: dict[str, object]) -> bytes:
    template = DocxTemplate(io.BytesIO(content))
    template.render(fields, autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


END = "<w:p><w:r><w:t>slut</w:t></w:r></w:p>"
"""We put a paragraph after a table at the very end, as Word wants, and docxtpl does not."""

TEMPLATES = {
    "plain": docx("Kære {{ navn }}, {{tal}} mål", header="{{ navn }}", footer="{{ tal + 1 }}"),
    "row loop": docx(xml=END, table=LOOP),
    "nested loops": docx(
        "{%p for m in mål %}", "{{ m.tekst }}", "{%p for t in m.trin %}", "– {{ t }}", "{%p endfor %}", "{%p endfor %}"
    ),
    "paragraph condition": docx(
        "{%p if mål %}", "Mål", "{%p else %}", "Ingen", "{%p endif %}", "{%p if tom %}", "x", "{%p endif %}"
    ),
    "inline": docx("{% for m in mål %}{{ m.tekst }}{% if not loop.last %}, {% endif %}{% endfor %}."),
    "over paragraphs": docx(
        "før {% if navn %}et", "to{% endif %} efter", "{% for m in mål %}{{ m.frist }}", "x{% endfor %}"
    ),
    "comment": docx("a{# note #}b", "{#p note #}", table=(("{#tr note #}", "x"), ("a", "b")), xml=END),
    "run": docx("a {%r if tal %}b{%r endif %} c"),
    "dashes": docx("a", "{%- if tal %}b", "{%- endif %}", "c"),
    "column loop": docx(xml=END, table=(("{%tc for m in mål %}", "{{ m.frist }}", "{%tc endfor %}"),)),
    "cell colour": docx(xml=END, table=(("{% cellbg farve %}a", "b"),)),
    "column span": docx(xml=END, table=(("{% colspan tal %}a", "b"),)),
    "merged down": docx(
        xml=END,
        table=(("{%tr for m in mål %}", ""), ("{% vm %}fælles", "{{ m.tekst }}"), ("{%tr endfor %}", "")),
    ),
    "merged across": docx(xml=END, table=(("{%tc for m in mål %}", "{% hm %}fælles", "{%tc endfor %}"),)),
    "literal braces": docx("{_{ ikke et felt }_} {_% heller ikke %_}"),
    "quotes": docx("{{ “a” ~ ‘b’ }} {% if navn == “x” %}ja{% endif %}{{ 1 if 1 < 2 }}"),
    "split runs": changed(
        docx("DEL"), "<w:r><w:t>DEL</w:t></w:r>",
        '<w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="a"/>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t>{ na</w:t></w:r><w:bookmarkEnd w:id="1"/><w:proofErr w:type="spellEnd"/>'
        "<w:r><w:t>vn }</w:t></w:r><w:r><w:t>} og mere</w:t></w:r>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_gives_the_same_document_as_with_docxtpl(name: str):
    content = TEMPLATES[name]
    assert canonical(render(content, **FIELDS)) == canonical(by_docxtpl(content, FIELDS))


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
_TEXTS = st.text(_LETTERS, max_size=20)
_GOAL = st.fixed_dictionaries({"tekst": _TEXTS, "frist": _TEXTS, "trin": st.lists(_TEXTS, max_size=3)})


@settings(max_examples=10, deadline=None)
@given(st.lists(_GOAL, max_size=3), _TEXTS)
def test_so_it_does_for_any_texts(goals: list[dict[str, object]], name: str):
    fields = {**FIELDS, "mål": goals, "navn": name}
    assume(not any(sign in repr(fields) for sign in ("{_", "_}", "%_")))  # docxtpl makes braces of these in data too
    for template in ("row loop", "nested loops", "over paragraphs"):
        assert canonical(render(TEMPLATES[template], **fields)) == canonical(by_docxtpl(TEMPLATES[template], fields))
