"""The template language as docxtpl 0.20 has it, in a sandbox, for any data: what `mlmp_docs.word.render` does.

A template is prepared and compiled once. Its documents are put together from finished pieces wherever that surely
gives what docxtpl would give. The rest goes through docxtpl itself: templates in which columns may differ from the
table's grid, a loop or condition crosses the XML's elements, or Jinja keeps text back (macros, `set` and `filter`
blocks, `loop()`); and values that are markup, have control characters, or have breaks outside plain text.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final
from xml.sax.saxutils import escape

import markupsafe
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from mlmp_docs.word import layout
from mlmp_docs.word.listing import TextSpot, text_spots
from mlmp_docs.word.numbering import fill_slots, slots_of, with_drawing_slots
from mlmp_docs.word.ooxml import XML_HEAD
from mlmp_docs.word.package import Begun, Member, fresh, pack, repack, unpack
from mlmp_docs.word.parts import CORE
from mlmp_docs.word.program import TAG_MARK, Program, alternating, compiled, data_between, numbered
from mlmp_docs.word.source import all_nodes, one_tag_a_line, unbalanced
from mlmp_docs.word.tags import tag_words

Filters = tuple[tuple[str, Callable[..., Any]], ...]

_WRITTEN: Final = "0written"
"""The filter that puts a value into the XML; a name no author can write."""

_PROPERTIES: Final = ("author", "comments", "identifier", "language", "subject", "title")
_FIRST_DRAWING: Final = 1001
_NEWLINE: Final = "\x1f"
"""Stands for a line break between elements while Jinja counts lines."""

_ENTITIES: Final = re.compile("&(?!(?:amp|lt|gt|quot|#34|#39);)")
_BREAKS: Final = re.compile("[\t\n\a\f]")
_CONTROL: Final = re.compile("[^\t\n\r\a\f\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEEDS_CARE: Final = re.compile("[&<>'\"{}%]|[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LITERALS: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_PLAIN_NODES: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Expr, nodes.Pair,
    nodes.Keyword, nodes.Operand,
)  # fmt: skip
"""What Jinja writes straight into the document; nothing of it is kept back and changed."""


class _LeftToDocxtpl(Exception):
    """A template or a value only docxtpl itself can do justice to."""


class _Docxtpl(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, with footnotes rendered once however many sections there are: values are never run as templates."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        for part in self.docx.part.package.parts:
            if part.content_type == CONTENT_TYPE.WML_FOOTNOTES and len(self.docx.sections):
                xml = self.patch_xml(part.blob.decode("utf-8"))
                part._blob = self.render_xml_part(xml, part, context, jinja_env).encode("utf-8")

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        xml: str = super().render_xml_part(src_xml, part, context, jinja_env)
        if _SURROGATE.search(xml):
            raise ValueError("a value has half a letter (a lone surrogate)")  # docxtpl would cut the document there
        return xml


class _AsWritten(CodeGenerator):
    """Compiles `_written` values without escaping them again."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if _is_written(node):
            return str(node.as_const(frame.eval_ctx))
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if not _is_written(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if not _is_written(node):
            super()._output_child_post(node, frame, finalize)


def _is_written(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Filter) and node.name == _WRITTEN


class _Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _AsWritten


@dataclass(frozen=True)
class _Part:
    """A part that is filled: its name in the file, its program, and what stands around it."""

    name: str
    program: Program
    before: bytes
    after: bytes


@dataclass(frozen=True)
class AnyTemplate:
    """A template opened once; `parts` is None when it is left to docxtpl."""

    content: bytes
    environment: ImmutableSandboxedEnvironment
    static: Begun
    parts: tuple[_Part, ...] | None
    core: bytes
    properties: tuple[tuple[str, JinjaTemplate], ...]
    """What stands in `core` for a property, and the template of its text."""

    has_own_core: bool

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document docxtpl would make, with fixed times; Jinja's exceptions pass through."""
        if self.parts is not None:
            try:
                return self._put_together(self.parts, context)
            except _LeftToDocxtpl:
                pass
        return self._by_docxtpl(context)

    def _put_together(self, parts: tuple[_Part, ...], context: Mapping[str, object]) -> bytes:
        made = []
        drawing = _FIRST_DRAWING
        for part in parts:
            filled = part.program.fill(dict(context))
            xml, drawing = fill_slots(filled.xml, filled.slots, drawing)
            made.append(fresh(part.name, part.before + xml + part.after))
        core = self.core
        for placeholder, template in self.properties:
            text = template.render(dict(context))
            if len(text) > 255 or _BREAKS.search(text) or _CONTROL.search(text) or "\r" in text:
                raise _LeftToDocxtpl
            core = core.replace(placeholder.encode(), escape(text).encode())
        return pack((*made, fresh(CORE, core)), self.static)

    def _by_docxtpl(self, context: Mapping[str, object]) -> bytes:
        template = _Docxtpl(io.BytesIO(self.content))
        template.render(dict(context), self.environment, autoescape=bool(self.environment.autoescape))
        target = io.BytesIO()
        template.save(target)
        found = unpack(target.getvalue())
        if not self.has_own_core:
            found[CORE] = _timeless(found[CORE])
        return repack(found)


@lru_cache(maxsize=32)
def opened(content: bytes, *, autoescape: bool, strict: bool, filters: Filters) -> AnyTemplate:
    """The template, compiled once per process."""
    unpack(content)  # refuses zip bombs and wrong files
    environment = _Environment(autoescape=autoescape, undefined=StrictUndefined if strict else Undefined)
    environment.filters.update({**dict(filters), _WRITTEN: partial(_written, autoescape)})
    document = Document(io.BytesIO(content))
    has_own_core = any(rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for rel in _rels(document.part.package))
    properties = tuple(_properties(document, environment))
    sources = list(_sources(document))
    target = io.BytesIO()
    document.save(target)
    found = unpack(target.getvalue())
    core = found.pop(CORE)
    parts: tuple[_Part, ...] | None = None
    try:
        parts = tuple(_part(name, xml, around, environment) for name, xml, around in sources)
        for part in parts:
            found.pop(part.name)
    except _LeftToDocxtpl:
        parts = None
    static = Begun().with_members(Member.of(name, part) for name, part in found.items())
    core = core if has_own_core else _timeless(core)
    return AnyTemplate(content, environment, static, parts, core, properties, has_own_core)


def _rels(owner: Any) -> list[Any]:
    return list(owner.rels.values())


def _timeless(core: bytes) -> bytes:
    """Default properties with a fixed time; python-docx writes the present one."""
    return _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", core)


def _properties(document: Any, environment: ImmutableSandboxedEnvironment) -> Iterator[tuple[str, JinjaTemplate]]:
    """Puts placeholders into the core properties that are templates."""
    for number, name in enumerate(_PROPERTIES):
        text = getattr(document.core_properties, name)
        if "{" in text or "\n" in text:
            placeholder = f"\U000f0000{number}\U000f0000"
            setattr(document.core_properties, name, placeholder)
            yield placeholder, environment.from_string(text)
        else:
            setattr(document.core_properties, name, text)


def _sources(document: Any) -> Iterator[tuple[str, str, tuple[bytes, bytes]]]:
    """The parts docxtpl fills: name, XML, and what stands around it. The body first, its drawings are numbered."""
    root = document._element
    body = etree.tostring(root.body, encoding="unicode", with_tail=False)
    shell = etree.fromstring(etree.tostring(root))
    for body_element in shell.findall(root.body.tag):
        shell.remove(body_element)
    if len(shell):
        shell[-1].tail = None
    marker = etree.SubElement(shell, root.body.tag)
    whole = etree.tostring(shell).replace(etree.tostring(marker, with_tail=False), b"<w:body/>")
    before, _, after = whole.rpartition(b"<w:body/>")
    yield document.part.partname.lstrip("/"), body, (XML_HEAD + before, after)
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for relation in _rels(document.part):
            if relation.reltype == kind and relation.target_part.blob:
                xml = etree.tostring(parse_xml(relation.target_part.blob), encoding="unicode")
                yield relation.target_part.partname.lstrip("/"), xml, (XML_HEAD, b"")
    for part in document.part.package.parts:
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES and len(document.sections):
            yield part.partname.lstrip("/"), part.blob.decode("utf-8"), (b"", b"")


def _part(name: str, xml: str, around: tuple[bytes, bytes], environment: ImmutableSandboxedEnvironment) -> _Part:
    """A part compiled; raises `_LeftToDocxtpl`."""
    # docxtpl's method uses nothing of the object.
    patched = re.sub("\r\n?", "\n", DocxTemplate.patch_xml(None, xml))  # as Jinja does
    is_body = patched.startswith("<w:body")
    source, spots = one_tag_a_line(patched.replace("\n", _NEWLINE), [], as_written=True)
    texts = [spot.tag.text for spot in spots]
    words = [next(iter(tag_words(text)), "") for text in texts]
    if "raw" in words or any(_NEWLINE in text for text in texts) or any(True for _ in unbalanced(spots)):
        raise _LeftToDocxtpl
    if is_body and layout.to_mend(patched, ours=False) is None:
        raise _LeftToDocxtpl
    tree = environment.parse(source)
    every = list(all_nodes(tree))
    if any(not isinstance(node, _PLAIN_NODES) or getattr(node, "recursive", False) for node in every):
        raise _LeftToDocxtpl
    xmls = [node for node in every if isinstance(node, nodes.TemplateData)]
    data = [_as_written(xml) for xml in data_between(xmls, len(spots))]
    places = text_spots("".join(alternating(data)), TAG_MARK, words)
    if places is None:
        raise _LeftToDocxtpl
    if is_body:
        data = _with_numbered_drawings(data)
    for output in tree.find_all(nodes.Output):
        output.nodes = [_put(node, places.get(node.lineno - 2)) for node in output.nodes]
    program = Program(compiled(environment, tree, xmls), numbered(data, None), tells=False, pictures={}, is_sound=True)
    return _Part(name, program, *around)


def _as_written(xml: str) -> str:
    """The XML between two tags with docxtpl's way to write braces that are no tag."""
    xml = xml.replace(_NEWLINE, "\n")
    for written, meant in _LITERALS:
        xml = xml.replace(written, meant)
    return xml


def _with_numbered_drawings(data: list[str]) -> list[str]:
    slotted = [with_drawing_slots(xml) for xml in data]
    if sum(map(slots_of, slotted)) != sum(xml.count("<wp:docPr") for xml in data):
        raise _LeftToDocxtpl
    return slotted


def _put(node: nodes.Expr, spot: TextSpot | None) -> nodes.Expr:
    """The expression, written as its place wants it."""
    if isinstance(node, nodes.TemplateData):
        return node
    properties = [nodes.Const(spot.run), nodes.Const(spot.paragraph)] if spot else []
    return nodes.Filter(node, _WRITTEN, properties, [], None, None, lineno=node.lineno)


def _written(autoescape: bool, value: object, *properties: str | None) -> str:
    """What stands in the XML for a value, where a run and a paragraph have these properties, or outside plain text."""
    if type(value) is str and not _NEEDS_CARE.search(value):
        return value
    if autoescape and not hasattr(value, "__html__"):
        xml = str(markupsafe.escape(str(value)))
    else:  # made by the caller or by `|e`: plain text unless proved otherwise
        xml = str(markupsafe.escape(value)) if autoescape else str(value)
        if "<" in xml or _ENTITIES.search(xml) or (not properties and '"' in xml):
            raise _LeftToDocxtpl
    if _CONTROL.search(xml) or any(literal in xml for literal, _ in _LITERALS):
        raise _LeftToDocxtpl
    if _BREAKS.search(xml):
        broken = TextSpot(*properties).written(xml) if properties else None
        if broken is None:
            raise _LeftToDocxtpl
        return broken
    return xml
