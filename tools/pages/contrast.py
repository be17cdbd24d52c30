"""Which colour of text stands on which fill in a Word document, and the contrast between them by WCAG 2.2.

Colours are looked up as Word does: the run, its character style, the paragraph's style and what that is based on, the
document's defaults. A fill is that of the paragraph, its style, the cell, or the shape in a drawing that lies under the
text; else the page is white.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
LEAST = 4.5
WHITE, BLACK = "FFFFFF", "000000"


@dataclass(frozen=True, order=True)
class Pair:
    """A colour of text on a fill."""

    text: str
    fill: str

    @property
    def contrast(self) -> float:
        """From 1 (the same) to 21 (black on white)."""
        dark, light = sorted((_luminance(self.text), _luminance(self.fill)))
        return (light + 0.05) / (dark + 0.05)


def pairs(document: bytes) -> dict[Pair, str]:
    """Every pair in the document, its header and footer, each with the name of a style it is seen in."""
    with ZipFile(BytesIO(document)) as package:
        styles = _Styles(etree.fromstring(package.read("word/styles.xml")))
        parts = [
            name for name in package.namelist() if name.startswith(("word/document", "word/header", "word/footer"))
        ]
        found: dict[Pair, str] = {}
        for name in sorted(parts):
            for pair, style in _of_part(etree.fromstring(package.read(name)), styles):
                found.setdefault(pair, style)
    return found


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class _Styles:
    def __init__(self, root: etree._Element) -> None:
        self.by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
        self.default = _colour(root.find(f"{W}docDefaults/{W}rPrDefault")) or BLACK
        self.normal = next(
            (
                id_
                for id_, style in self.by_id.items()
                if style.get(f"{W}default") and style.get(f"{W}type") == "paragraph"
            ),
            "",
        )

    def colour(self, style: str) -> str:
        return next((found for each in self._chain(style) if (found := _colour(each))), "")

    def fill(self, style: str) -> str:
        return next((found for each in self._chain(style) if (found := _fill(each.find(f"{W}pPr")))), "")

    def name(self, style: str) -> str:
        found = self.by_id.get(style)
        return found.find(f"{W}name").get(f"{W}val") if found is not None else ""

    def _chain(self, style: str) -> Iterator[etree._Element]:
        seen = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            base = self.by_id[style].find(f"{W}basedOn")
            style = base.get(f"{W}val") if base is not None else ""


def _of_part(root: etree._Element, styles: _Styles) -> Iterator[tuple[Pair, str]]:
    for run in root.iter(f"{W}r"):
        if not "".join(text.text or "" for text in run.iterfind(f"{W}t")).strip():
            continue
        paragraph = next(run.iterancestors(f"{W}p"))
        style = _value(paragraph, f"{W}pPr/{W}pStyle") or styles.normal
        character = _value(run, f"{W}rPr/{W}rStyle")
        text = _colour(run) or (styles.colour(character) if character else "") or styles.colour(style) or styles.default
        yield Pair(text, _ground(paragraph, style, styles)), styles.name(style)


def _ground(paragraph: etree._Element, style: str, styles: _Styles) -> str:
    if fill := _fill(paragraph.find(f"{W}pPr")) or styles.fill(style):
        return fill
    for around in paragraph.iterancestors(f"{W}tc", f"{WPS}wsp"):
        if fill := _fill(around.find(f"{W}tcPr")) if around.tag == f"{W}tc" else _under(around):
            return fill
    return WHITE


def _under(shape: etree._Element) -> str:
    """The fill of the shape, or of the topmost one behind its middle."""
    if own := _shape_fill(shape):
        return own
    left, top, width, height = _box(shape)
    middle = (left + width / 2, top + height / 2)
    for other in shape.itersiblings(f"{WPS}wsp", preceding=True):
        x, y, wide, high = _box(other)
        if x <= middle[0] <= x + wide and y <= middle[1] <= y + high and (fill := _shape_fill(other)):
            return fill
    return ""


def _box(shape: etree._Element) -> tuple[int, int, int, int]:
    offset, extent = shape.find(f"{WPS}spPr/{A}xfrm/{A}off"), shape.find(f"{WPS}spPr/{A}xfrm/{A}ext")
    return int(offset.get("x")), int(offset.get("y")), int(extent.get("cx")), int(extent.get("cy"))


def _shape_fill(shape: etree._Element) -> str:
    colour = shape.find(f"{WPS}spPr/{A}solidFill/{A}srgbClr")
    return colour.get("val").upper() if colour is not None else ""


def _colour(holder: etree._Element | None) -> str:
    value = _value(holder, f"{W}rPr/{W}color")
    return BLACK if value == "auto" else value.upper()


def _fill(properties: etree._Element | None) -> str:
    shading = properties.find(f"{W}shd") if properties is not None else None
    fill = shading.get(f"{W}fill") if shading is not None else None
    return "" if fill in (None, "auto") else fill.upper()


def _value(holder: etree._Element | None, path: str) -> str:
    found = holder.find(path) if holder is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
