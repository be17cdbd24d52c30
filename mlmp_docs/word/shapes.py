"""Shapes that Word draws itself: boxes, circles, paths and their text, in a group that stands in a line of text.

WordprocessingML as text, with its own namespaces, so that it can be put into any template. Lengths are centimetres.
A group must be exactly as wide and as high as its shapes, and no group may have one single shape with text
(LibreOffice 7.4 stretches the one and crashes with the other).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape  # xml.sax.saxutils has the same, and loads ssl and http with it
from typing import Final

from mlmp_docs.word.ooxml import LANGUAGE

EMU_PER_CM: Final = 360_000
EMU_PER_POINT: Final = 12_700
FONT: Final = "Calibri"
"""The font whose widths were measured; a template's own font would be wider or narrower."""

_NAMESPACES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_GROUP: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class Line:
    """An outline; `width` in points."""

    colour: str
    width: float


def emu(cm: float) -> int:
    """Centimetres in Word's smallest unit."""
    return round(cm * EMU_PER_CM)


def preset(name: str, **adjust: int) -> str:
    """One of Word's own shapes, such as `ellipse`, with its adjustments."""
    values = "".join(f'<a:gd name="{key}" fmla="val {value}"/>' for key, value in adjust.items())
    return f'<a:prstGeom prst="{name}"><a:avLst>{values}</a:avLst></a:prstGeom>'


def path(width: float, height: float, points: Sequence[tuple[float, float]], *, closed: bool = True) -> str:
    """A shape of straight lines through the points, from its own upper left corner."""
    (first_x, first_y), *others = points
    drawn = f'<a:moveTo><a:pt x="{emu(first_x)}" y="{emu(first_y)}"/></a:moveTo>'
    drawn += "".join(f'<a:lnTo><a:pt x="{emu(x)}" y="{emu(y)}"/></a:lnTo>' for x, y in others)
    end, fill = ("<a:close/>", "") if closed else ("", ' fill="none"')
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{emu(width)}" h="{emu(height)}"{fill}>{drawn}{end}</a:path></a:pathLst></a:custGeom>'
    )


def words(text: str, size: float, colour: str, *, bold: bool = False, align: str = "left", before: float = 0) -> str:
    """A paragraph of text in a shape; `before` in points. A line feed in the text begins a new line."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    half_points = round(size * 2)
    broken = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(_escaped, text.split("\n")))
    return (
        f'<w:p><w:pPr><w:spacing w:before="{round(before * 20)}" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>{weight}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/><w:lang w:val="{LANGUAGE}"/></w:rPr>'
        f'<w:t xml:space="preserve">{broken}</w:t></w:r></w:p>'
    )


@dataclass(frozen=True)
class Shape:
    """One shape of a group. Without a description it is decorative; `margin` keeps text from left and right."""

    name: str
    x: float
    y: float
    width: float
    height: float
    geometry: str
    fill: str = ""
    line: Line | None = None
    text: str = ""
    """Paragraphs."""
    description: str = ""
    centred: bool = True
    """Whether the text stands in the middle of the height, else at the top."""
    margin: float = 0

    def xml(self) -> str:
        """The shape; the document gives it its number."""
        fill = _solid(self.fill) if self.fill else "<a:noFill/>"
        line = (
            f'<a:ln w="{round(self.line.width * EMU_PER_POINT)}">{_solid(self.line.colour)}</a:ln>'
            if self.line
            else "<a:ln><a:noFill/></a:ln>"
        )
        told = f" descr={_quoted(self.description)}" if self.description else ""
        inner = "" if self.description else _DECORATIVE
        kind, text, body = "", "", "<wps:bodyPr/>"
        if self.text:
            kind, side = ' txBox="1"', emu(self.margin)
            text = f"<wps:txbx><w:txbxContent>{self.text}</w:txbxContent></wps:txbx>"
            body = (
                f'<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="{side}" tIns="0" rIns="{side}" bIns="0" '
                f'anchor="{"ctr" if self.centred else "t"}" anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
            )
        return (
            f'<wps:wsp><wps:cNvPr id="0" name={_quoted(self.name)}{told}>{inner}</wps:cNvPr>'
            f"<wps:cNvSpPr{kind}/>"
            f'<wps:spPr><a:xfrm><a:off x="{emu(self.x)}" y="{emu(self.y)}"/>'
            f'<a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/></a:xfrm>{self.geometry}{fill}{line}</wps:spPr>'
            f"{text}{body}</wps:wsp>"
        )


_NEEDS_CARE: Final = re.compile('[&<>"\n\r\t]')
_BREAKS: Final = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _escaped(text: str) -> str:
    return escape(text, quote=False) if _NEEDS_CARE.search(text) else text


def _quoted(text: str) -> str:
    """The text as the value of an attribute, which would lose its breaks and tabs otherwise."""
    return f'"{escape(text).translate(_BREAKS)}"' if _NEEDS_CARE.search(text) else f'"{text}"'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def group(name: str, description: str, width: float, height: float, shapes: Iterable[Shape]) -> str:
    """A run with the shapes, later ones in front of earlier ones. All numbers are 0 until they are in a document."""
    drawn = "".join(shape.xml() for shape in shapes)
    size = f'cx="{emu(width)}" cy="{emu(height)}"'
    return (
        f'<w:r><mc:AlternateContent {_NAMESPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="0" name={_quoted(name)} descr={_quoted(description)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'
        f"</wpg:grpSpPr>{drawn}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"</mc:AlternateContent></w:r>"
    )
