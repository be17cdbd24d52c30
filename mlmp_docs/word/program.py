"""A prepared part as a program: Jinja only chooses among numbered pieces of finished XML, and adds the values.

What is known of a piece is worked out once: its bytes, and what it shows a reader.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import markupsafe
from jinja2 import Environment, nodes
from jinja2 import Template as JinjaTemplate
from lxml import etree

from mlmp_docs.word import layout, shown
from mlmp_docs.word.controls import APART, CARRIED, name_of, renamed
from mlmp_docs.word.markup import ROOT
from mlmp_docs.word.numbering import SLOT, cut_at_slots, slots_needed, slots_of, with_slots
from mlmp_docs.word.ooxml import ForbiddenDoctype, W, parse

MARK: Final = "\5"
"""Around the number of a piece; no XML and no value that is shown can hold it."""

MARKUP: Final = "!"
"""Begins a piece that is not numbered: our own markup, put in as it is."""

FIELD: Final = "0felt"
"""The filter that a `felt(…)` becomes; a name no author can write."""

TAG_MARK: Final = "\U0010fffd"
"""Stands for a tag while a template is read for what it shows."""

_BREAKS: Final = (('</w:t><w:br/><w:t xml:space="preserve">', " "), ('</w:t><w:tab/><w:t xml:space="preserve">', " "))


Piece = tuple[tuple[bytes, ...], str, bool]
"""The XML of a piece cut at its slots, what it shows, and whether a value after it is shown."""


@dataclass(frozen=True)
class Filled:
    """A part with values: its XML, and what it shows if that is known without reading the XML."""

    xml: list[bytes]
    """In pieces; `numbering.fill_slots` puts them together."""

    slots: list[int]
    """Which of the pieces are slots."""

    shown: str | None
    fields: tuple[str, ...] = ()
    """What is to be remembered of each field a person fills in; see `controls`."""


@dataclass(frozen=True)
class Program:
    """Jinja's template over numbered pieces, and the pieces."""

    template: JinjaTemplate
    pieces: Mapping[str, Piece]
    """By their numbers as Jinja puts them out."""

    tells: bool
    """Whether the pieces tell what they show; if not, only the finished XML can."""

    pictures: Mapping[str, bytes]
    is_sound: bool
    """Whether all that can come out of it is in order but for numbers, which have slots; see `numbering`."""

    has_fields: bool = False
    """Whether a person can fill in fields in it."""

    def fill(self, fields: dict[str, object]) -> Filled:
        """The part for these fields; whatever Jinja raises passes through."""
        items = list(self.template.root_render_func(self.template.new_context(fields)))
        if self._is_joined:
            items = [single for item in items for single in _singles(item)]
        told = _told_apart(items) if self.has_fields else ()
        pieces = self.pieces
        xml: list[bytes] = []
        slots: list[int] = []
        found: list[str] = []
        is_shown = True
        for item in items:
            if item in pieces:
                markup, text, is_shown = pieces[item]
            elif MARK in item:
                markup, text = self._brought(item)
            else:
                markup, text = (item.encode(),), item if is_shown else ""
            if len(markup) > 1:
                slots.extend(range(len(xml) + 1, len(xml) + len(markup), 2))
            xml.extend(markup)
            found.append(text)
        return Filled(xml, slots, _plain("".join(found)) if self.tells else None, told)

    @cached_property
    def _is_joined(self) -> bool:
        """Whether Jinja worked out a value when it compiled: it puts that out in one with the pieces around it."""
        constants = self.template.root_render_func.__code__.co_consts
        return any(isinstance(each, str) and MARK in each and each not in self.pieces for each in constants)

    def _brought(self, item: str) -> tuple[tuple[bytes, ...], str]:
        """A piece that is not numbered: its XML cut at its slots, and what it shows."""
        if item.startswith(_OF_FIELD):
            return _carried(item)
        if not item.startswith(MARKUP, 1):
            raise KeyError(item)
        xml = item[2:-1]
        text = str(markupsafe.escape(shown.read(whole(xml), self.pictures))) if self.tells else ""
        return cut_at_slots(xml), text


@lru_cache(maxsize=256)
def _carried(item: str) -> tuple[tuple[bytes, ...], str]:
    """A piece that brings what it shows along; drawings and empty fields are often the same."""
    _, text, xml = item[:-1].split(APART, 2)
    return cut_at_slots(xml), text


def _singles(item: str) -> list[str]:
    """Pieces and values one by one."""
    if MARK not in item:
        return [item]
    singles = item.split(MARK)
    singles[1::2] = [f"{MARK}{key}{MARK}" for key in singles[1::2]]
    return singles


def _told_apart(items: list[str]) -> tuple[str, ...]:
    """What is to be remembered of each field; fields that would have the same name are given others."""
    taken: dict[str, str] = {}
    told = []
    for at, item in enumerate(items):
        if item.startswith(_OF_FIELD) and not item.startswith(_CARRIED_ONLY):
            key = item[1:-1]
            if name_of(key) in taken:
                key = renamed(key, taken)
                items[at] = f"{MARK}{key}{MARK}"
            taken[name_of(key)] = key
            told.append(key[1:].partition(APART)[0])
    return tuple(told)


_OF_FIELD: Final = f"{MARK}{CARRIED}"
_CARRIED_ONLY: Final = f"{_OF_FIELD}{APART}"


def _plain(text: str) -> str:
    if "<" in text:
        for broken, blank in _BREAKS:
            text = text.replace(broken, blank)
    if "&" in text:
        for escaped, letter in _ESCAPES:
            text = text.replace(escaped, letter)
    return text


_ESCAPES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&"))


def program(
    template: JinjaTemplate,
    data: Sequence[nodes.TemplateData],
    prepared: str,
    words: Sequence[str],
    pictures: Mapping[str, bytes],
    *,
    has_fields: bool,
) -> Program:
    """The program of a compiled template, in whose source each tag began on a line of its own; `data` is its XML, and
    `words` are the tags' first.
    """
    written = data_between(data, len(words))
    root = _read_with_marks("".join(alternating(written)))
    mended = None if root is None else layout.to_mend(prepared, ours=True)
    pieces = written if mended is None else [with_slots(xml, mended) for xml in written]
    is_sound = root is not None and mended is not None and sum(map(slots_of, pieces)) == slots_needed(root)
    told = None if root is None else _shown_by_piece(root, pictures, words)
    return Program(
        template,
        numbered(pieces if is_sound else written, told),
        told is not None,
        pictures,
        is_sound,
        has_fields,
    )


def data_between(data: Iterable[nodes.TemplateData], tags: int) -> list[str]:
    """The XML before, between and after the tags, as Jinja left it."""
    written = {node.lineno: node.data for node in data}
    return [written.get(line, "") for line in range(1, tags + 2)]


def compiled(environment: Environment, tree: nodes.Template, data: Sequence[nodes.TemplateData]) -> JinjaTemplate:
    """The tree compiled, with numbers in place of its XML."""
    written = [node.data for node in data]
    for node in data:
        node.data = f"{MARK}{node.lineno - 1}{MARK}"
    code = environment.compile(tree)
    for node, xml in zip(data, written, strict=True):
        node.data = xml
    return JinjaTemplate.from_code(environment, code, environment.globals)


def numbered(pieces: Sequence[str], told: Sequence[tuple[str, bool]] | None) -> Mapping[str, Piece]:
    """The pieces of XML by number, with what each shows if that is `told`."""
    shows = told or [("", False)] * len(pieces)
    return {
        f"{MARK}{number}{MARK}": (cut_at_slots(xml), *told)
        for number, (xml, told) in enumerate(zip(pieces, shows, strict=True))
    }


def whole(markup: str) -> etree._Element:
    """Our own markup as one element; runs come with the end of the text they stand in, and the next one's beginning."""
    xml = markup.replace(SLOT, "")
    return parse(ROOT.format(f"<w:r><w:t>{xml}</w:t></w:r>" if xml.startswith("</w:t>") else xml))


def alternating(data: list[str]) -> Iterator[str]:
    """The XML with a mark for every tag."""
    yield data[0]
    for xml in data[1:]:
        yield TAG_MARK
        yield xml


def _read_with_marks(xml: str) -> etree._Element | None:
    try:
        return parse(xml)
    except (etree.XMLSyntaxError, ForbiddenDoctype):
        return None


def _shown_by_piece(
    root: etree._Element, pictures: Mapping[str, bytes], words: Sequence[str]
) -> list[tuple[str, bool]] | None:
    """What each piece shows, escaped, and whether a value after it is shown; None when only the result tells."""
    reader = _TemplateReader(pictures, words)
    try:
        reader.read(root)
    except (_OnlyTheResultTells, ValueError):
        return None
    if len(reader.pieces) != len(words):
        return None
    pieces = [*reader.pieces, ("".join(reader.shown), False)]
    return [(str(markupsafe.escape(text)), is_shown) for text, is_shown in pieces]


class _OnlyTheResultTells(Exception):
    """A template in which what is shown depends on how the pieces meet."""


class _TemplateReader(shown.Reader):
    """Reads a template's XML, where a mark stands for each tag, and cuts what is shown at the marks."""

    def __init__(self, pictures: Mapping[str, bytes], words: Sequence[str]) -> None:
        super().__init__(pictures)
        self.pieces: list[tuple[str, bool]] = []
        self._words = words
        self._open: list[list[str]] = []
        """The fields that were open where each loop or condition began."""

    def _tag(self, *, is_shown: bool) -> None:
        """A tag stands here; a value it puts in is shown or not."""
        word = self._words[len(self.pieces)] if len(self.pieces) < len(self._words) else ""
        fields = ["".join(field) for field in self._fields]
        if word in {"if", "for"}:
            self._open.append(fields)
        elif word in {"else", "elif", "endif", "endfor"} and (not self._open or self._open[-1] != fields):
            raise _OnlyTheResultTells
        if word in {"endif", "endfor"}:
            self._open.pop()
        self.pieces.append(("".join(self.shown), is_shown))
        self.shown.clear()

    def _between(self, text: str | None) -> None:
        for _ in range((text or "").count(TAG_MARK)):
            self._tag(is_shown=False)

    def _left_out(self, element: etree._Element) -> None:
        if element.get(f"{W}instr", "").lstrip().startswith(TAG_MARK):
            raise _OnlyTheResultTells
        self._between(etree.tostring(element, encoding="unicode", with_tail=False))

    def _attributes(self, element: etree._Element) -> None:
        for value in element.attrib.values():
            self._between(str(value))

    def _instruction(self, element: etree._Element) -> None:
        super()._instruction(element)
        if TAG_MARK in (element.text or ""):
            raise _OnlyTheResultTells

    def _picture(self, relation: str) -> None:
        if TAG_MARK in relation:
            raise _OnlyTheResultTells
        super()._picture(relation)

    def _text(self, element: etree._Element, text: str) -> None:
        if TAG_MARK not in text:
            super()._text(element, text)
            return
        if not shown.keeps_blanks(element):
            raise _OnlyTheResultTells
        is_shown = not self._in_computed_result()
        first, *rest = text.split(TAG_MARK)
        super()._text(element, first)
        for after in rest:
            self._tag(is_shown=is_shown)
            super()._text(element, after)
