"""What a part of a Word file shows: its text, boxes and pictures as one line of letters and marks.

Finished files are read from their XML. A template is read the same way once, with a mark for each of its tags, so
that a document knows what it shows as soon as it is filled, without being parsed.
"""

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from mlmp_docs.word.ooxml import MC, A, M, R, V, W

PARAGRAPH: Final = "\1"
"""Between two paragraphs. The marks are letters that cannot stand in XML."""

_BOX, _BOX_END, _PICTURE = "\2", "\3", "\4"
_PICTURES: Final = re.compile(f"{_PICTURE}([^{_PICTURE}]*){_PICTURE}")
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANKS: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""All that `str.isspace` takes for blanks, but for the common one."""

_FIELDS_WITH_OWN_TEXT: Final = ("HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN")
"""Fields whose result a person wrote; Word works out all others anew when it opens or prints the file."""


def lines(shown: str) -> str:
    """What is compared: normal lines of text, then those of boxes, then pictures.

    A text box may be anchored elsewhere in its paragraph after a save, so boxes come after the text.
    """
    pictures: list[str] = []
    if _PICTURE in shown:
        pictures = _PICTURES.findall(shown)
        shown = _PICTURES.sub("", shown)
    # Looking for a letter takes next to no time; taking the text apart and putting it together again takes long.
    for letter in _INVISIBLE:
        if letter in shown:
            shown = shown.replace(letter, "")
    for blank in _BLANKS:
        if blank in shown:
            shown = shown.replace(blank, " ")
    texts = [shown] if _BOX not in shown else _apart(shown)
    return "\n".join([line for text in texts for line in _normal(text)] + pictures)


def _normal(text: str) -> Iterator[str]:
    """The lines with single blanks, empty ones left out."""
    words = unicodedata.normalize("NFC", text)
    while "  " in words:
        words = words.replace("  ", " ")
    trimmed = words.replace(f" {PARAGRAPH}", PARAGRAPH).replace(f"{PARAGRAPH} ", PARAGRAPH)
    return filter(None, trimmed.strip().split(PARAGRAPH))


def _apart(shown: str) -> list[str]:
    """The text outside boxes, and that of each box followed by those of the boxes inside it."""
    first, *rest = shown.replace(_BOX_END, _BOX + _BOX_END).split(_BOX)
    texts = [[first]]
    inside = [0]
    for piece in rest:
        if piece.startswith(_BOX_END):
            inside.pop()
        else:
            inside.append(len(texts))
            texts.append([])
        texts[inside[-1]].append(piece.removeprefix(_BOX_END))
    return ["".join(text) for text in texts]


def read(root: etree._Element, pictures: Mapping[str, bytes]) -> str:
    """What a parsed part shows; `pictures` are its image files by relation."""
    reader = Reader(pictures)
    reader.read(root)
    return "".join(reader.shown)


def of_own_drawing(xml: str) -> str:
    """What a drawing of our own shows, still escaped: every text of it stands in a box (see `shapes`)."""
    for element, mark in _DRAWN:
        xml = xml.replace(element, mark)
    return _ELEMENT.sub("", xml)


_DRAWN: Final = (
    ("<w:txbxContent>", _BOX), ("</w:txbxContent>", _BOX_END), ("<w:p>", PARAGRAPH), ("</w:p>", PARAGRAPH),
    ("<w:br/>", " "),
)  # fmt: skip
_ELEMENT: Final = re.compile("<[^>]*>")


class Reader:
    """Walks a part in reading order and collects what is shown."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self.shown: list[str] = []
        self._known = pictures
        self._fields: list[list[str]] = []
        """Open complex fields: instruction so far, and "result" once it has begun."""

    def read(self, element: etree._Element) -> None:
        """Take in an element and all below it."""
        self._between(element.text)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED or _is_computed(child):
                self._left_out(child)
            elif tag == f"{W}instrText":
                self._instruction(child)
            elif tag == f"{W}fldChar":
                self._field_mark(child)
                self._left_out(child)
            elif (text := _letters(child)) is not None:
                self._text(child, text)
            else:
                self._inside(child, tag)
            self._between(child.tail)

    def _inside(self, element: etree._Element, tag: str) -> None:
        before, after = _AROUND.get(tag, ("", ""))
        self._attributes(element)
        if before:
            self.shown.append(before)
        if tag in _IMAGES:
            self._picture(element.get(f"{R}embed") or element.get(f"{R}id") or "")
        fields = self._fields
        if tag == f"{W}txbxContent":
            self._fields = []
        self.read(element)
        self._fields = fields
        if after:
            self.shown.append(after)

    def _text(self, _element: etree._Element, text: str) -> None:
        if not self._in_computed_result():
            self.shown.append(text)

    def _between(self, text: str | None) -> None:
        """Letters outside the elements for text; nothing of them is shown."""

    def _left_out(self, element: etree._Element) -> None:
        """An element of which nothing is shown."""

    def _attributes(self, element: etree._Element) -> None:
        """The attributes of an element that is read."""

    def _instruction(self, element: etree._Element) -> None:
        if self._fields:
            self._fields[-1].append(element.text or "")

    def _field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append([])
            checked = mark.find(f"{W}ffData/{W}checkBox/{W}checked")
            if checked is not None and checked.get(f"{W}val", "1") not in {"0", "false", "off"}:
                self.shown.append("☒")
        elif kind == "separate" and self._fields:
            self._fields[-1].append("\0result")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_computed_result(self) -> bool:
        return any(not _has_own_text("".join(field)) for field in self._fields)

    def _picture(self, relation: str) -> None:
        if relation in self._known:
            self.shown.append(f"{_PICTURE}{pixels(self._known[relation])}{_PICTURE}")


_SKIPPED: Final = frozenset(
    {f"{MC}Fallback", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}sectPr"}
    | {f"{W}delText", f"{W}delInstrText", f"{W}moveFrom"}
)
_NOTES: Final = frozenset((f"{W}footnote", f"{W}endnote"))
_IMAGES: Final = frozenset((f"{A}blip", f"{V}imagedata"))
_AROUND: Final = {f"{W}p": (PARAGRAPH, PARAGRAPH), f"{W}txbxContent": (_BOX, _BOX_END)}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS: Final = frozenset((f"{W}t", f"{M}t", f"{A}t"))
_SIGNS: Final = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "",
}  # fmt: skip


def _letters(element: etree._Element) -> str | None:
    if element.tag in _TEXTS:
        text = element.text or ""
        # Word and LibreOffice 7.4 drop blanks at the ends unless told to keep them.
        return text if keeps_blanks(element) else text.strip(" \t\r\n")
    if element.tag == f"{W}sym":
        return chr(int(element.get(f"{W}char", "20"), 16))
    return _SIGNS.get(str(element.tag))


def keeps_blanks(element: etree._Element) -> bool:
    """Whether a text element shows the blanks at its ends."""
    return element.get(_SPACE) == "preserve"


def _is_computed(element: etree._Element) -> bool:
    """Whether an element is a separator of notes or a field, which Word makes by itself."""
    if element.tag in _NOTES:
        return element.get(f"{W}type", "normal") != "normal"
    return element.tag == f"{W}fldSimple" and not _has_own_text(element.get(f"{W}instr", ""))


def _has_own_text(instruction: str) -> bool:
    return instruction.strip().upper().startswith(_FIELDS_WITH_OWN_TEXT)


@lru_cache(maxsize=256)
def pixels(content: bytes) -> str:
    """A hash of what the picture looks like, whatever program packed it."""
    from PIL import Image, UnidentifiedImageError  # only few documents have pictures

    try:
        with Image.open(io.BytesIO(content)) as picture:
            pixels = picture.convert("RGBA")
            return hashlib.sha256(repr(pixels.size).encode() + pixels.tobytes()).hexdigest()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return hashlib.sha256(content).hexdigest()  # a drawing format Pillow cannot read
