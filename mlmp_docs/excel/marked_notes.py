"""Notes on cells of a user's workbook, beside those of others: the comments' part and the drawing Excel wants for it.

A note of ours begins with `mlmp: `, which is how it is known when the workbook comes back.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree

from mlmp_docs.excel.package import column_and_row
from mlmp_docs.excel.package import escape as stored
from mlmp_docs.excel.patch import Element, Patch, elements, namespace, rich_text

SIGN = "mlmp: "
"""What our notes, and what we add to somebody else's, begin with."""
_AFTER_LEGACY = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
    | {"AlternateContent"}
)
"""What stands behind the drawing of notes in a sheet."""
_SHAPE = re.compile(r"<v:shape\b(?:[^>]*/>|.*?</v:shape>)\s*", re.DOTALL)
_WIDE, _HIGH = 380, 190
"""Pixels of a note, enough for three values and what to do."""


def remove_notes(patch: Patch, sheet: str) -> None:
    """Take our notes off a sheet; what others wrote stays."""
    part = patch.find_related(sheet, "comments")
    if part is None or SIGN.encode() not in patch.content(part):
        return
    root = patch.change(part)
    gone = [note for note in elements(root, "commentList", "comment") if _is_gone(note)]
    for note in gone:
        _remove(note)
    drawing = patch.find_related(sheet, "vmlDrawing")
    if drawing is not None and gone:
        places = {_place(note) for note in gone}
        text = patch.content(drawing).decode("utf-8", "surrogateescape")
        patch.put(
            drawing,
            _SHAPE.sub(lambda shape: "" if _row_and_column(shape[0]) in places else shape[0], text).encode(
                "utf-8", "surrogateescape"
            ),
        )
    if next(elements(root, "commentList", "comment"), None) is None:
        patch.unrelate(sheet, part)
        patch.drop(part)


def add_notes(patch: Patch, sheet: str, notes: Mapping[str, str], author: str) -> None:
    """Put notes on cells by address. Where somebody has a note already, ours goes below it."""
    if not notes:
        return
    root = patch.change(_comments_part(patch, sheet))
    there = {note.get("ref", ""): note for note in elements(root, "commentList", "comment")}
    number = str(_author(root, author))
    found = next(elements(root, "commentList"))
    new = []
    for address, text in notes.items():
        if address in there:
            if not _is_thread(root, there[address]):
                _write(there[address], f"\n\n{SIGN}{text}")
            continue
        note = etree.SubElement(found, f"{{{namespace(root)}}}comment", {"ref": address, "authorId": number})
        etree.SubElement(note, f"{{{namespace(root)}}}text")
        _write(note, f"{SIGN}{text}")
        new.append(address)
    _draw(patch, sheet, new)


def _is_thread(root: Element, note: Element) -> bool:
    """Whether the note only stands for a conversation, which Excel keeps elsewhere and shows instead."""
    names = [each.text or "" for each in elements(root, "authors", "author")]
    number = int(note.get("authorId", "0"))
    return number < len(names) and names[number].startswith("tc=")


def _write(note: Element, text: str) -> None:
    inside = next(elements(note, "text"))
    below = f"{{{namespace(note)}}}"
    first, _, rest = text.lstrip("\n").partition("\n")
    before = text[: len(text) - len(text.lstrip("\n"))]
    for bold, words in ((True, before + first), (False, f"\n{rest}" if rest else "")):
        if words:
            run = etree.SubElement(inside, f"{below}r")
            look = etree.SubElement(run, f"{below}rPr")
            if bold:
                etree.SubElement(look, f"{below}b")
            etree.SubElement(look, f"{below}sz", {"val": "10"})
            etree.SubElement(look, f"{below}color", {"rgb": "FF1F2933"})
            etree.SubElement(look, f"{below}rFont", {"val": "Calibri"})
            shown = etree.SubElement(run, f"{below}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            shown.text = _storable(words)


def _storable(text: str) -> str:
    """The text without what XML cannot hold."""
    return stored(re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text.replace("\r\n", "\n")))


def _is_gone(note: Element) -> bool:
    """Take what is ours out of a note, and tell whether nothing else was in it."""
    inside = next(elements(note, "text"), None)
    text = "" if inside is None else rich_text(inside)
    at = text.find(SIGN) if text.startswith(SIGN) else text.find(f"\n{SIGN}")
    if inside is None or at < 0:
        return False
    kept = text[:at].rstrip("\n")
    if not kept:
        return True
    used = 0
    for shown in [*elements(inside, "t"), *elements(inside, "r", "t")]:
        words = shown.text or ""
        shown.text = words[: max(0, len(kept) - used)]
        used += len(words)
    for run in list(elements(inside, "r")):
        if not _text_of_run(run):
            _remove(run)
    return False


def _text_of_run(run: Element) -> str:
    """The text of one run."""
    return "".join(shown.text or "" for shown in elements(run, "t"))


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _place(note: Element) -> tuple[int, int]:
    """Row and column of a note's cell from 0, as the drawing counts."""
    column, row = column_and_row(note.get("ref", ""))
    return row - 1, column - 1


def _row_and_column(shape: str) -> tuple[int, int] | None:
    row, column = (re.search(rf"<x:{name}>\s*(\d+)\s*</x:{name}>", shape) for name in ("Row", "Column"))
    is_note = 'ObjectType="Note"' in shape
    return (int(row[1]), int(column[1])) if row and column and is_note else None


def _author(root: Element, author: str) -> int:
    found = next(elements(root, "authors"))
    names = [each.text or "" for each in found]
    if author not in names:
        etree.SubElement(found, f"{{{namespace(root)}}}author").text = author
        names.append(author)
    return names.index(author)


def _comments_part(patch: Patch, sheet: str) -> str:
    part = patch.find_related(sheet, "comments")
    if part is not None:
        return part
    part = patch.free_name("xl/comments%d.xml")
    main = namespace(patch.root(sheet))
    patch.put(part, f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode())
    patch.declare(part, "spreadsheetml.comments+xml")
    patch.relate(sheet, "comments", part)
    return part


# --- the drawing -------------------------------------------------------------------------------------------------

_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>'
)
_KIND = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOTE = (
    '<v:shape id="_x0000_s{}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1"'
    ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>"
)


def _draw(patch: Patch, sheet: str, addresses: list[str]) -> None:
    """The boxes of new notes, which Excel demands."""
    if not addresses:
        return
    part = _drawing_part(patch, sheet, len(addresses))
    text = patch.content(part).decode("utf-8", "surrogateescape")
    blocks = [int(each) for each in re.findall(r"\d+", " ".join(re.findall(r'<o:idmap\b[^>]*\bdata="([^"]*)"', text)))]
    used = [int(number) for number in re.findall(r'"_x0000_s(\d+)"', text)]
    number = max([*used, (blocks[0] if blocks else 1) * 1024])
    room = _Room(patch.root(sheet))
    boxes = [] if 'id="_x0000_t202"' in text else [_KIND]
    for count, address in enumerate(addresses, 1):
        column, row = column_and_row(address)
        boxes.append(_NOTE.format(number + count, escape(room.anchor(column, row)), row - 1, column - 1))
    end = text.rindex("</")
    patch.put(part, f"{text[:end]}{''.join(boxes)}{text[end:]}".encode("utf-8", "surrogateescape"))


def _drawing_part(patch: Patch, sheet: str, notes: int) -> str:
    part = patch.find_related(sheet, "vmlDrawing")
    root = patch.root(sheet)
    id_ = f"{{{patch.relationships}}}id"
    mark = next(elements(root, "legacyDrawing"), None)
    if mark is not None:
        # A sheet may have another such drawing, with the pictures of header and footer.
        named = (target for each, _, target in patch.related(sheet) if each == mark.get(id_) and patch.has(target))
        return next(named, part or "") or _new_drawing(patch, notes)
    part = _new_drawing(patch, notes)
    root = patch.change(sheet)
    mark = etree.Element(f"{{{namespace(root)}}}legacyDrawing", {id_: patch.relate(sheet, "vmlDrawing", part)})
    behind = (number for number, each in enumerate(root) if _name(each) in _AFTER_LEGACY)
    root.insert(next(behind, len(root)), mark)
    return part


def _new_drawing(patch: Patch, notes: int) -> str:
    part = patch.free_name("xl/drawings/vmlDrawing%d.vml")
    first = 1 + max(_blocks(patch), default=0)
    numbers = ",".join(str(first + more) for more in range(1 + notes // 1024))
    patch.put(part, _EMPTY.format(numbers).encode())
    patch.declare_ending("vml", "vmlDrawing")
    return part


def _blocks(patch: Patch) -> Iterator[int]:
    """The thousands of numbers that shapes on other sheets have."""
    for _, sheet in patch.sheets():
        part = patch.find_related(sheet, "vmlDrawing")
        for told in [] if part is None else re.findall(rb'<o:idmap\b[^>]*\bdata="([^"]*)"', patch.content(part)):
            yield from (int(number) for number in re.findall(rb"\d+", told))


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class _Room:
    """Where things stand on a sheet, in pixels."""

    def __init__(self, sheet: Element) -> None:
        format_ = next(elements(sheet, "sheetFormatPr"), None)
        self._width = _pixels(format_.get("defaultColWidth", "9.14") if format_ is not None else "9.14")
        self._height = round(float(format_.get("defaultRowHeight", "15") if format_ is not None else "15") * 4 / 3)
        self._widths: dict[int, int] = {}
        for column in elements(sheet, "cols", "col"):
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            width = 0 if column.get("hidden") in ("1", "true") else _pixels(column.get("width", "9.14"))
            self._widths.update(dict.fromkeys(range(first, min(last, first + 255) + 1), width))
        self._heights = {
            int(row.get("r", "0")): 0
            if row.get("hidden") in ("1", "true")
            else round(float(row.get("ht", "15")) * 4 / 3)
            for row in elements(sheet, "sheetData", "row")
            if row.get("ht") or row.get("hidden")
        }

    def anchor(self, column: int, row: int) -> str:
        """A box to the right of a cell: column and pixels, row and pixels, of its beginning and its end."""
        right, into_right = _far(column + 1, _WIDE + 15, self._widths, self._width)
        bottom, into_bottom = _far(row, _HIGH, self._heights, self._height)
        return f"{column}, 15, {row - 1}, 2, {right - 1}, {into_right}, {bottom - 1}, {into_bottom}"


def _far(first: int, pixels: int, sizes: Mapping[int, int], usual: int) -> tuple[int, int]:
    """The column or row that lies so many pixels after the beginning of the first, and how far into it."""
    while pixels >= sizes.get(first, usual) and first < 16_384:
        pixels -= sizes.get(first, usual)
        first += 1
    return first, pixels


def _pixels(width: str) -> int:
    return round(float(width) * 7 + 5)
