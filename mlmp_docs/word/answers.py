"""What people wrote in the fields of a document, read back by bookmark: after Word, after LibreOffice, or as made.

A field is what stands between the ends of its bookmark; one that was the last in its cell has all that follows there as
well, since people also write below. Grey text that asks to write counts as nothing.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from lxml import etree

from mlmp_docs.word.controls import Made, Value, made_fields
from mlmp_docs.word.memory import UnreadableDocument, read_memory
from mlmp_docs.word.ooxml import MC, W14, ForbiddenDoctype, W, is_on, parse
from mlmp_docs.word.package import PackageError, unpack
from mlmp_docs.word.parts import main_part

_NAME: Final = re.compile(r"(mlmp_[0-9a-f]{8})(?:_\d+)?")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_PASSED_BY: Final = frozenset(
    [W + name for name in ("del", "moveFrom", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "drawing", "pict")]
    + [f"{MC}AlternateContent"]
)
_SIGNS: Final = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_TICKS: Final = frozenset("☒☑✓✔✗✘xX")
_EMPTY_BOXES: Final = frozenset("☐□")
_OFF: Final = frozenset(("0", "false", "off"))
_CHECKED: Final = "\2"
"""Stands for a control that says it is ticked."""


def read_fields(content: bytes) -> dict[str, Value]:
    """What each field holds now, by its path in the plan; fields that were deleted are left out.

    Blanks and line ends are as in a plan, so that this can be compared with `remembered_fields`. Empty for a document
    without fields. Raises `UnreadableDocument`.
    """
    made = made_fields(read_memory(content) or {})
    if not made:
        return {}
    reader = _Reader(made)
    reader.read(_body(content))
    return {made[name].path: _value(text, made[name]) for name, text in reader.found.items()}


def remembered_fields(content: bytes) -> dict[str, Value]:
    """What each field held when the document was made, in the same form."""
    return {field.path: _as_read(field) for field in made_fields(read_memory(content) or {}).values()}


def _body(content: bytes) -> etree._Element:
    try:
        found = unpack(content)
        return parse(found[main_part(found) or ""])
    except (PackageError, KeyError, etree.XMLSyntaxError, ForbiddenDoctype) as error:
        raise UnreadableDocument from error


def _as_read(field: Made) -> Value:
    if isinstance(field.value, bool):
        return field.value
    lines = _plain_lines("\n".join(field.value) if isinstance(field.value, tuple) else field.value)
    return lines if isinstance(field.value, tuple) else "\n".join(lines)


def _value(text: str, field: Made) -> Value:
    if field.kind == "kryds":
        letters = set(text)
        return bool(letters & _TICKS) or (_CHECKED in letters and not letters & _EMPTY_BOXES)
    asked = _plain(field.placeholder)
    lines = tuple(line for line in _plain_lines(text) if line != asked)
    return lines if isinstance(field.value, tuple) else "\n".join(lines)


def _plain_lines(text: str) -> tuple[str, ...]:
    return tuple(line for each in text.split("\n") if (line := _plain(each)))


def _plain(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


class _Reader:
    """Walks the body once and gives each text to the field it belongs to."""

    def __init__(self, made: Mapping[str, Made]) -> None:
        self.found: dict[str, str] = {}
        self._made = made
        self._open: dict[str, str] = {}
        """Bookmarks that have begun: number and field."""
        self._cells: list[str] = [""]
        """For each cell we are in, the field that has the rest of it."""
        self._ends: frozenset[str] = frozenset()
        self._tags: dict[etree._Element, str] = {}
        """Controls that lost their bookmark."""

    def read(self, body: etree._Element) -> None:
        self._ends = frozenset(mark.get(f"{W}id", "") for mark in body.iter(f"{W}bookmarkEnd"))
        named = {self._field(mark) for mark in body.iter(f"{W}bookmarkStart")}
        for tag in body.iter(f"{W}tag"):
            name = tag.get(f"{W}val", "")
            control = next(tag.iterancestors(f"{W}sdt"), None)
            if name in self._made and name not in named and control is not None:
                self._tags[control] = name
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
            elif element.tag in _PASSED_BY or _asks_to_write(element):
                if element.tag == f"{W}sdt":
                    self._touch(element)
                walk.skip_subtree()
            else:
                self._enter(element)

    def _field(self, mark: etree._Element) -> str:
        name = _NAME.fullmatch(mark.get(f"{W}name", ""))
        return name[1] if name and name[1] in self._made else ""

    def _enter(self, element: etree._Element) -> None:
        if element.tag == f"{W}tc":
            self._cells.append("")
        elif element.tag == f"{W}bookmarkStart":
            self._begin(self._field(element), element.get(f"{W}id", ""))
        elif element.tag == f"{W}bookmarkEnd":
            self._open.pop(element.get(f"{W}id", ""), None)
        elif element.tag == f"{W}t":
            self._text(element.text or "")
        elif element.tag == f"{W14}checked" and element.get(f"{W14}val", "1") not in _OFF:
            for field in self._open.values():
                self.found[field] += _CHECKED
        elif element.tag in _SIGNS:
            self._text(_SIGNS[element.tag])
        elif element in self._tags:
            self._begin(self._tags[element], self._tags[element])

    def _touch(self, control: etree._Element) -> None:
        """A control in which nothing is written is a field all the same, if its bookmark was lost."""
        if control in self._tags:
            self.found.setdefault(self._tags[control], "")
        for mark in control.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            self._enter(mark)

    def _begin(self, field: str, number: str) -> None:
        if not field:
            return
        self.found[field] = f"{self.found[field]}\n" if field in self.found else ""
        if number in self._ends or field == number:
            self._open[number] = field
        if len(self._cells) > 1:
            self._cells[-1] = field if self._made[field].kind == "celle" else ""

    def _leave(self, element: etree._Element) -> None:
        if element.tag == f"{W}tc":
            self._cells.pop()
        elif element.tag == f"{W}p":
            self._text("\n")
        elif element in self._tags:
            self._open.pop(self._tags[element], None)

    def _text(self, text: str) -> None:
        fields = dict.fromkeys(self._open.values()) or dict.fromkeys(filter(None, self._cells[-1:]))
        for field in fields:
            self.found[field] += text


def _asks_to_write(element: etree._Element) -> bool:
    return element.tag == f"{W}sdt" and is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))
