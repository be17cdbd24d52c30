"""What a screen reader meets in a PDF from LibreOffice: layout is no table, the title is a heading, spacers are silent.

LibreOffice writes every table of a document as a table, also those that only place text on the page, the title as a
paragraph, an element for every empty paragraph, and the points of a list that goes on on the next page outside it. A
table without a head is layout here (`word/design`), so its table, rows and cells become plain divisions. Of a drawing,
shapes with text hide it behind their description, and bare ones are figures without any: the text is told, in the order
of the shapes, and the bare ones are silent. Nothing that is seen changes, no text and no drawing is touched.

A PDF that is not written as LibreOffice writes it (each object in plain sight, one list of where they stand) is given
back as it is.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_LIST = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r]?[\r\n]")
_OBJECT = re.compile(rb"(\d+) 0 obj\b")
_ELEMENT = re.compile(rb"\d+ 0 obj\s*<<\s*/Type\s*/StructElem\b")
_TYPE = re.compile(rb"/S\s*/([^\s/<>\[\]()]+)")
_CHILDREN = re.compile(rb"/K\s*\[([^\]]*)\]")
_DESCRIPTION = re.compile(rb"/Alt\s*(?:<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))\s*")
_PARENT = re.compile(rb"/P\s+\d+ 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_ATTRIBUTES = re.compile(rb"/A\s*(?:\[[^\]]*\]|\d+ 0 R|<<[^>]*>>)\s*")
_TITLE = re.compile(rb"(/(?:Title|Titel#20lille)\s*/)P\b")
"""Word's style Title, and the smaller one for a long name (`word/design/styles.py`)."""
_PARTS = {b"TR", b"TH", b"TD", b"THead", b"TBody", b"TFoot"}


@dataclass(frozen=True)
class _Element:
    """One element of the structure tree, as it is written."""

    text: bytes
    type: bytes
    children: tuple[int, ...]
    """The numbers of the elements below it."""

    has_content: bool
    """Whether anything on the page, or another text for it, belongs to the element itself."""

    @classmethod
    def read(cls, text: bytes) -> "_Element | None":
        kind, below = _TYPE.search(text), _CHILDREN.search(text)
        if kind is None or (below is None and re.search(rb"/K\b", text)):
            return None
        listed = below[1] if below else b""
        own = _REFERENCE.sub(b"", listed).split()
        described = re.search(rb"/(?:Alt|ActualText|E)\b", text)
        children = tuple(int(number) for number in _REFERENCE.findall(listed))
        return cls(text, kind[1], children, bool(own or described))


def for_reading_aloud(pdf: bytes) -> bytes:
    """The PDF with a structure that tells tables from layout."""
    objects = _objects(pdf)
    if objects is None:
        return pdf
    elements = {
        number: element
        for number, text in objects.items()
        if _ELEMENT.match(text) and (element := _Element.read(text)) is not None
    }
    changed = {number: each.text for number, each in _mended(elements).items() if each != elements[number]}
    roots = (number for number, text in objects.items() if b"/Type/StructTreeRoot" in text[:200])
    changed |= {number: _TITLE.sub(rb"\1H1", objects[number]) for number in roots}
    return _written(pdf, objects | changed)


def _mended(elements: dict[int, _Element]) -> dict[int, _Element]:
    layout: set[int] = set()
    for number, element in elements.items():
        if element.type == b"Table":
            parts = _parts(element, elements)
            if not any(elements[part].type == b"TH" for part in parts):
                layout |= {number, *parts}
    silent = _silent(elements, layout)
    homes = _homes_of_points(elements, silent)
    gone = silent | homes.keys()
    found = {}
    telling, bare = _shapes(elements)
    layout |= bare
    for number, element in elements.items():
        text = _with_children(element, gone, [point for point, home in homes.items() if home == number])
        text = _retyped(text, as_layout=number in layout)
        if number in homes:
            text = _PARENT.sub(b"/P %d 0 R" % homes[number], text, count=1)
        if number in telling:
            text = _DESCRIPTION.sub(b"", text, count=1)
        found[number] = replace(element, text=text)
    return found


def _shapes(elements: dict[int, _Element]) -> tuple[set[int], set[int]]:
    """The shapes of drawings that hold text of their own, and those without text and description."""
    described = {n for n, element in elements.items() if element.type == b"Div" and b"/Alt" in element.text}
    telling = {n for n in described if any(elements[c].has_content for c in elements[n].children if c in elements)}
    bare = {
        child
        for element in elements.values()
        if not described.isdisjoint(element.children)
        for child in element.children
        if child in elements and elements[child].type == b"Figure" and b"/Alt" not in elements[child].text
    }
    return telling, bare


def _homes_of_points(elements: dict[int, _Element], silent: set[int]) -> dict[int, int]:
    """The list that each stray point goes on with: the one that stands just before it."""
    homes: dict[int, int] = {}
    for element in elements.values():
        home = 0
        for child in element.children if element.type != b"L" else ():
            kind = elements[child].type if child in elements else b""
            if kind == b"LI" and home:
                homes[child] = home
            elif child not in silent:
                home = child if kind == b"L" else 0
    return homes


def _parts(table: _Element, elements: dict[int, _Element]) -> set[int]:
    """The rows and cells of a table, not those of a table inside it."""
    found: set[int] = set()
    waiting = list(table.children)
    while waiting:
        number = waiting.pop()
        if number not in found and number in elements and elements[number].type in _PARTS:
            found.add(number)
            waiting += elements[number].children
    return found


def _silent(elements: dict[int, _Element], layout: set[int]) -> set[int]:
    """What has nothing to read: empty paragraphs, and layout around nothing. A row of data keeps all its cells."""
    silent: set[int] = set()
    more = True
    while more:
        found = {
            number
            for number, element in elements.items()
            if not element.has_content
            and silent.issuperset(element.children)
            and (number in layout or element.type not in {*_PARTS, b"Table", b"Document"})
        }
        more, silent = found != silent, found
    return silent


def _with_children(element: _Element, gone: Collection[int], added: Sequence[int]) -> bytes:
    """The element without some of its children, and with others after them."""
    if not added and not any(child in gone for child in element.children):
        return element.text

    def kept(reference: re.Match[bytes]) -> bytes:
        return b"" if int(reference[1]) in gone else reference[0]

    def children(found: re.Match[bytes]) -> bytes:
        listed = _REFERENCE.sub(kept, found[1]).split() + [b"%d 0 R" % number for number in added]
        return b"/K[" + b" ".join(listed) + b" ]"

    return _CHILDREN.sub(children, element.text, count=1)


def _retyped(text: bytes, *, as_layout: bool) -> bytes:
    return _ATTRIBUTES.sub(b"", _TYPE.sub(b"/S/Div", text, count=1), count=1) if as_layout else text


# --- the file --------------------------------------------------------------------------------------------------


def _objects(pdf: bytes) -> dict[int, bytes] | None:
    """Every object by its number, in the order of the file; None for a file that is written otherwise."""
    places = _places(pdf)
    if not places or b"/Encrypt" in pdf[places[-1][0] :] or b"/Linearized" in pdf[:200]:
        return None
    found = {}
    for (begin, number), (end, _) in pairwise(places):
        text = pdf[begin:end]
        head = _OBJECT.match(text)
        if head is None or int(head[1]) != number or not text.rstrip().endswith(b"endobj"):
            return None
        found[number] = text
    return found


def _places(pdf: bytes) -> list[tuple[int, int]]:
    """Where each object begins, and its number; last where the list itself begins. Empty if that cannot be read."""
    start = _START.search(pdf)
    head = _LIST.match(pdf, int(start[1])) if start else None
    if start is None or head is None or b"/Prev" in pdf[int(start[1]) :]:
        return []
    entries, at = [], head.end()
    for number in range(int(head[1])):
        entry = _ENTRY.match(pdf, at)
        if entry is None:
            return []
        at = entry.end()
        if entry[3] == b"n":
            entries.append((int(entry[1]), number))
    return [*sorted(entries), (int(start[1]), 0)]


def _written(pdf: bytes, objects: dict[int, bytes]) -> bytes:
    """The file with these objects, in the order they had, and a new list of where they stand."""
    *places, (old_list, _) = _places(pdf)
    head = _LIST.match(pdf, old_list)
    if head is None or not places:
        return pdf
    body = [pdf[: places[0][0]]]
    at, where = len(body[0]), {}
    for _, number in places:
        where[number] = at
        body.append(objects[number])
        at += len(objects[number])
    count = int(head[1])
    entries = b"".join(
        b"%010d 00000 n \n" % where[number] if number in where else b"0000000000 65535 f \n" for number in range(count)
    )
    if (trailer := pdf.find(b"trailer", old_list)) < 0:
        return pdf
    tail = pdf[trailer : pdf.rindex(b"startxref")]
    return b"".join(body) + b"xref\n0 %d\n" % count + entries + tail + b"startxref\n%d\n%%%%EOF\n" % at
