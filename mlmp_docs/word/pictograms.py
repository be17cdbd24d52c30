"""A project's own pictograms in the place of the built-in ones of the same name.

A pictogram is known by the name of the picture in Word (Format – Alternative text – Selection pane), which Word and
LibreOffice keep when a template is edited and saved.
"""

import io
import struct
from collections.abc import Mapping
from typing import Final

from lxml import etree

from mlmp_docs.word import parts
from mlmp_docs.word.inspection import whole
from mlmp_docs.word.ooxml import RELATIONSHIP, RELS, TYPES, WP, A, R, parse, serialize
from mlmp_docs.word.package import PackageError, repack, unpack

_PIXELS: Final = 440
"""The edge of a pictogram: what print needs of the largest, 3.2 cm wide."""

_MOST_PIXELS: Final = 25_000_000


def prepared(content: bytes) -> bytes | None:
    """A picture as a square PNG with nothing but what can be seen; None when it cannot be used."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except (
        *(UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error),
        *(Image.DecompressionBombError, Image.DecompressionBombWarning),
    ):
        return None
    drawn.thumbnail((_PIXELS, _PIXELS), Image.Resampling.LANCZOS)
    edge = max(drawn.size)
    square = Image.new("RGBA", (edge, edge), (255, 255, 255, 0))
    square.paste(drawn, ((edge - drawn.width) // 2, (edge - drawn.height) // 2))
    file = io.BytesIO()
    square.save(file, "PNG", optimize=True)
    return file.getvalue()


def replaced(template: bytes, own: Mapping[str, bytes]) -> bytes:
    """The template with each pictogram in `own` instead of the one of that name; unchanged when it has none of them.

    A file that is no sound template is left as it is: whoever opens it tells what is wrong.
    """
    try:
        found = unpack(template)
    except PackageError:
        return template
    main = parts.main_part(found) if not whole(found) else None
    if main is None or not any(name.encode() in found[main] for name in own):
        return template
    root, rels = parse(found[main]), parts.rels_name(main)
    if rels not in found:
        return template
    arrows = parse(found[rels])
    changed = False
    for described in root.iter(f"{WP}docPr"):
        name, frame = described.get("name", ""), described.getparent()
        blip = next(frame.iter(f"{A}blip"), None) if frame is not None and name in own else None
        if blip is None:
            continue
        blip.set(f"{R}embed", _arrow_to(f"/word/media/piktogram-{name}.png", f"piktogram-{name}", arrows))
        found[f"word/media/piktogram-{name}.png"] = own[name]
        changed = True
    if not changed:
        return template
    _drop_unused(root, arrows)
    found |= {main: serialize(root), rels: serialize(arrows)}
    found[parts.CONTENT_TYPES] = _with_png(found[parts.CONTENT_TYPES])
    return repack(found)


def _arrow_to(target: str, name: str, arrows: etree._Element) -> str:
    if all(arrow.get("Id") != name for arrow in arrows):
        etree.SubElement(arrows, f"{RELS}Relationship", {"Id": name, "Type": f"{RELATIONSHIP}image", "Target": target})
    return name


def _drop_unused(root: etree._Element, arrows: etree._Element) -> None:
    """Pictures that nothing shows any more do not go along."""
    shown = {value for element in root.iter() for name, value in element.attrib.items() if str(name).startswith(R)}
    for arrow in list(arrows):
        if arrow.get("Type") == f"{RELATIONSHIP}image" and arrow.get("Id") not in shown:
            arrows.remove(arrow)


def _with_png(types: bytes) -> bytes:
    root = parse(types)
    if all(entry.get("Extension", "").casefold() != "png" for entry in root.iter(f"{TYPES}Default")):
        root.insert(0, etree.Element(f"{TYPES}Default", {"Extension": "png", "ContentType": "image/png"}))
    return serialize(root)
