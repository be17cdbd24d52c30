"""The boxes in which Excel shows notes: an old drawing (VML) beside the comments' part, demanded for each note.

It is changed as text: other programs write it with other names, and it need not be sound XML.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape

from lxml import etree

from mlmp_docs.excel.package import column_and_row
from mlmp_docs.excel.patch import Element, Patch, elements, namespace

_AFTER_LEGACY = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
    | {"AlternateContent"}
)
"""What stands behind the drawing of notes in a sheet."""
_SHAPE = re.compile(r"<(\w+:)?shape\b(?:[^>]*/>|.*?</\1shape>)\s*", re.DOTALL)
_WIDE, _HIGH = 380, 190
"""Pixels of a note, enough for three values and what to do."""
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
"""Stands on each shape, since other programs call these names otherwise."""
_EMPTY = f'<xml {_NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/></o:shapelayout></xml>'
_KIND = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOTE = (
    f'<v:shape {_NAMES} id="_x0000_s{{}}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>"
)


def draw_boxes(patch: Patch, sheet: str, addresses: list[str]) -> None:
    """The boxes of new notes, which Excel demands."""
    if not addresses:
        return
    part = _drawing_part(patch, sheet)
    text = patch.content(part).decode("utf-8", "surrogateescape")
    number, text = _numbers(patch, text, len(addresses))
    room = _Room(patch.root(sheet))
    boxes = [] if 'id="_x0000_t202"' in text else [_KIND]
    for count, address in enumerate(addresses, 1):
        column, row = column_and_row(address)
        boxes.append(_NOTE.format(number + count, escape(room.anchor(column, row)), row - 1, column - 1))
    end = text.rindex("</")
    patch.put(part, f"{text[:end]}{''.join(boxes)}{text[end:]}".encode("utf-8", "surrogateescape"))


def _drawing_part(patch: Patch, sheet: str) -> str:
    part = patch.find_related(sheet, "vmlDrawing")
    root = patch.root(sheet)
    id_ = _id(patch)
    mark = next(elements(root, "legacyDrawing"), None)
    if mark is not None:
        # A sheet may have another such drawing, with the pictures of header and footer.
        named = (target for each, _, target in patch.related(sheet) if each == mark.get(id_) and patch.has(target))
        return next(named, part or "") or _new_drawing(patch)
    part = _new_drawing(patch)
    root = patch.change(sheet)
    mark = etree.Element(f"{{{namespace(root)}}}legacyDrawing", {id_: patch.relate(sheet, "vmlDrawing", part)})
    behind = (number for number, each in enumerate(root) if _name(each) in _AFTER_LEGACY)
    root.insert(next(behind, len(root)), mark)
    return part


def _new_drawing(patch: Patch) -> str:
    part = patch.free_name("xl/drawings/vmlDrawing%d.vml")
    patch.put(part, _EMPTY.format(1 + max(_blocks(patch), default=0)).encode())
    patch.declare_ending("vml", "vmlDrawing")
    return part


_BLOCK = 1024
"""So many numbers for its shapes a drawing asks for at a time; no other drawing of the workbook has them."""
_IDMAP = re.compile(r'(<(?:\w+:)?idmap\b[^>]*\bdata=")([^"]*)')


def _numbers(patch: Patch, text: str, notes: int) -> tuple[int, str]:
    """The number before those of the new notes, and the drawing with what it has to ask for."""
    asked = _IDMAP.search(text)
    own = [int(number) for number in re.findall(r"\d+", asked[2])] if asked else []
    if asked is None:  # LibreOffice asks for none
        return max([_BLOCK, *(last for each in _drawings(patch) for last in _used(each))]), text
    last = max([(own[0] if own else 1) * _BLOCK, *_used(text)])
    if {*range(last // _BLOCK, (last + notes) // _BLOCK + 1)} <= set(own):
        return last, text
    first = 1 + max([*own, *_blocks(patch)])
    more = [*own, *range(first, first + 1 + notes // _BLOCK)]
    return first * _BLOCK, text.replace(asked[0], asked[1] + ",".join(map(str, more)), 1)


def _used(drawing: str) -> list[int]:
    return [int(number) for number in re.findall(r'"_x0000_s(\d+)"', drawing)]


def _blocks(patch: Patch) -> Iterator[int]:
    """What the drawings of all sheets have asked for."""
    for text in _drawings(patch):
        found = _IDMAP.search(text)
        yield from (int(number) for number in re.findall(r"\d+", found[2] if found else ""))


def _drawings(patch: Patch) -> Iterator[str]:
    for _, sheet in patch.sheets():
        part = patch.find_related(sheet, "vmlDrawing")
        if part is not None:
            yield patch.content(part).decode("utf-8", "surrogateescape")


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


def erase_boxes(patch: Patch, sheet: str, places: Collection[tuple[int, int]]) -> None:
    """Take the boxes of the notes at rows and columns from 0 out of a sheet; with nothing left, their drawing too."""
    drawing = patch.find_related(sheet, "vmlDrawing")
    if drawing is None or not places:
        return
    text = patch.content(drawing).decode("utf-8", "surrogateescape")
    left = _SHAPE.sub(lambda shape: "" if _row_and_column(shape[0]) in places else shape[0], text)
    patch.put(drawing, left.encode("utf-8", "surrogateescape"))
    if _SHAPE.search(left):
        return
    ids = {each for each, _, target in patch.related(sheet) if target == drawing}
    marks = [mark for mark in elements(patch.root(sheet), "legacyDrawing") if mark.get(_id(patch)) in ids]
    if marks:
        for mark in marks:
            patch.change(sheet).remove(mark)
        patch.unrelate(sheet, drawing)
        patch.drop(drawing)


def _row_and_column(shape: str) -> tuple[int, int] | None:
    row, column = (re.search(rf"<(?:\w+:)?{name}\b[^>]*>\s*(\d+)\s*</", shape) for name in ("Row", "Column"))
    is_note = 'ObjectType="Note"' in shape
    return (int(row[1]), int(column[1])) if row and column and is_note else None


def _id(patch: Patch) -> str:
    return f"{{{patch.relationships}}}id"
