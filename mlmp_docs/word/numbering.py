"""What can be known of a document only when its pieces are put together, and how it is mended without parsing.

Numbers and names of drawings, content controls and bookmarks must be the only ones of their kind, and loops repeat
them. A condition may take a cell's only paragraph, or all rows of a table. The pieces have a slot where such a thing
stands; slots are filled in the order of the finished part, with the outcome `repair` has on parts that are parsed.
"""

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from mlmp_docs.word.ooxml import WP, W

SLOT: Final = "\7"
"""Around what a slot is for; XML cannot hold it."""

_FIELD: Final = "\6"
_DRAWING: Final = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*(?=")')
_UNNUMBERED: Final = ('<wp:docPr id="', '<wps:cNvPr id="')
"""How `shapes` writes what needs a number."""

_CONTROL: Final = re.compile(r'(<w:id w:val=")(-?\d+)(?="\s*/>)')
_BOOKMARK: Final = re.compile(r"<w:bookmark(Start|End)\b[^>]*/>")
_ID: Final = re.compile(r'\sw:id="([^"]*)"')
_NAME: Final = re.compile(r'\sw:name="([^"]*)"')
_LAST_SECTION: Final = r"(?:<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>|<w:sectPr\b[^>]*/>)?"
_NEEDED: Final = {"tr": "<w:tc", "tbl": "<w:tr"}
_WITHOUT_PARAGRAPH: Final = re.compile(
    rb"(?:</w:tbl>|</w:tcPr>|<w:tcPr/>|<w:(?:tc|hdr|ftr|footnote|endnote|txbxContent)(?: [^>]*)?>)"
    rb"(?:<w:(?:bookmark|perm|proofErr)[^>]*/>)*$"
)
_PARAGRAPH: Final = b"<w:p/>"
_PARAGRAPH_ENDS: Final = (b"</w:p>", _PARAGRAPH, b"</w:sdt>")
_LARGEST: Final = 2_000_000_000
_FIRST_FIELD: Final = 10_000_000
"""The bookmarks of fields (`controls`) are numbered from here on, `k` begins and `l` ends one; a template's own are
numbered by Word, from 0."""


def with_drawing_slots(xml: str) -> str:
    """The XML with a slot for the number of each drawing."""
    return _DRAWING.sub(rf"\1{SLOT}d{SLOT}", xml) if "<wp:docPr" in xml else xml


def with_all_numbers_slots(xml: str) -> str:
    """A drawing of our own with a slot for its number and for that of each shape in it."""
    for unnumbered in _UNNUMBERED:
        xml = xml.replace(f'{unnumbered}0"', f'{unnumbered}{SLOT}d{SLOT}"')
    return xml


def with_slots(xml: str, mended: frozenset[str]) -> str:
    """The XML with slots for everything that may be in a document only once, and for elements that may need mending."""
    xml = _CONTROL.sub(rf"\1{SLOT}c\2{SLOT}", with_drawing_slots(xml))
    xml = _BOOKMARK.sub(_bookmark_slot, xml)
    for name in sorted(mended & {"tbl", "tr"}):
        xml = re.sub(rf"<w:{name}(?=[ >])", rf"{SLOT}<{SLOT}\g<0>", xml)
        xml = xml.replace(f"</w:{name}>", f"</w:{name}>{SLOT}>{_NEEDED[name]}{SLOT}")
    for name in sorted(mended - {"tbl", "tr"}):
        end = rf"{_LAST_SECTION}</w:body>" if name == "body" else f"</w:{name}>"
        xml = re.sub(end, rf"{SLOT}p{SLOT}\g<0>", xml, flags=re.DOTALL)
    return xml


def slots_needed(root: etree._Element) -> int:
    """How many slots the pieces of a part must have between them."""
    controls = sum(1 for number in root.iter(f"{W}id"))
    return controls + sum(1 for _ in root.iter(f"{WP}docPr", f"{W}bookmarkStart", f"{W}bookmarkEnd"))


def slots_of(xml: str) -> int:
    """How many of those slots the XML has."""
    return sum(slot[:1] in "dcbe" for slot in xml.split(SLOT)[1::2])


def _bookmark_slot(mark: re.Match[str]) -> str:
    number, name = _ID.search(mark[0]), _NAME.search(mark[0])
    told = (number[1] if number else "", name[1].casefold() if name else "", mark[0])
    return f"{SLOT}{'b' if mark[1] == 'Start' else 'e'}{_FIELD.join(told)}{SLOT}"


def cut_at_slots(xml: str) -> tuple[bytes, ...]:
    """The XML in pieces, of which every second is what a slot is for."""
    return tuple(xml.encode().split(SLOT.encode()))


def fill_slots(pieces: list[bytes], slots: Iterable[int], next_drawing: int) -> tuple[bytes, int]:
    """The XML of the pieces, some of which are slots, with drawings numbered from `next_drawing` on; and the number
    after the last drawing. Uses up the pieces.
    """
    controls: set[int] = set()
    bookmarks = _Bookmarks()
    begun: list[int] = []
    field = _FIRST_FIELD
    for position in slots:
        slot = pieces[position]
        kind = slot[:1]
        if kind == b"d":
            pieces[position] = b"%d" % next_drawing
            next_drawing += 1
        elif kind in (b"k", b"l"):
            field += kind == b"k"
            pieces[position] = b"%d" % field
        elif kind == b"c":
            number = int(slot[1:])
            while number in controls:
                number = abs(number) % _LARGEST + 1
            controls.add(number)
            pieces[position] = b"%d" % number
        elif kind == b"<":
            begun.append(position)
            pieces[position] = b""
        elif kind == b">":
            start = begun.pop()
            pieces[position] = b""
            if not any(slot[1:] in piece for piece in pieces[start:position]):
                pieces[start:position] = [b""] * (position - start)
        elif kind == b"p":
            pieces[position] = _PARAGRAPH if _lacks_paragraph(pieces, position) else b""
        else:
            pieces[position] = bookmarks.kept(slot)
    return b"".join(pieces), next_drawing


def _lacks_paragraph(pieces: list[bytes], position: int) -> bool:
    """Whether what stands before a slot is the beginning of a cell, or a table."""
    if pieces[position - 1].endswith(_PARAGRAPH_ENDS):
        return False
    tail = _tail(pieces, position)
    return not tail.endswith(_PARAGRAPH_ENDS) and _WITHOUT_PARAGRAPH.search(tail) is not None


def _tail(pieces: list[bytes], position: int) -> bytes:
    """The end of the XML before a slot: at least its last three tags."""
    tail = b""
    while position and tail.count(b"<") < 4:
        position -= 1
        tail = pieces[position] + tail
    return tail[-20_000:]


class _Bookmarks:
    """A bookmark inside a loop comes once for every turn; only the first stays, with its end."""

    def __init__(self) -> None:
        self._names: set[bytes] = set()
        self._ids: set[bytes] = set()
        self._open: dict[bytes, list[bool]] = {}

    def kept(self, slot: bytes) -> bytes:
        """The bookmark's element, or nothing when it is a second one."""
        number, name, element = slot[1:].split(_FIELD.encode())
        if slot[:1] == b"b":
            is_second = name in self._names or number in self._ids
            self._names.add(name)
            self._ids.add(number)
            self._open.setdefault(number, []).append(is_second)
        else:
            waiting = self._open.get(number)
            is_second = waiting.pop(0) if waiting else True
        return b"" if is_second else element
