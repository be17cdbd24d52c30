"""A photo made ready for print: upright, cut to its place, and without anything but what can be seen.

A photo from a telephone tells where and when it was taken; nothing of that may go along into a document.
"""

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mlmp_docs.diagnostic import Level
from mlmp_docs.word.mistake import Mistake
from mlmp_docs.word.ooxml import WP, A, R, parse
from mlmp_docs.word.package import PackageError, unpack
from mlmp_docs.word.parts import main_part, relationships
from mlmp_docs.word.shown import pixels

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

NAME: Final = "foto-af-borger"
"""The name of the picture in a template that each citizen's photo takes the place of."""

CONTENT_TYPE: Final = "image/jpeg"
_DOTS_PER_CM: Final = 300 / 2.54
_EMU: Final = 360_000
_LONGEST: Final = 800
"""Pixels along an edge that are kept of a photo until it is cut."""

_MOST_PIXELS: Final = 80_000_000
_QUALITY: Final = 85
_UPPER_PART: Final = 0.4
"""Faces are above the middle of a picture that is too high."""

UNUSABLE: Final = Mistake(
    "K033",
    "Billedet er beskadiget.",
    "Hent eller gem det igen. Indtil da er der en plads til et billede i planen.",
    level=Level.ADVARSEL,
)


@dataclass(frozen=True)
class Slot:
    """Where a template puts the photo."""

    part: str
    size: tuple[float, float]
    """Width and height in cm."""

    empty: bytes
    """What stands there in the template."""

    def with_photo(self, text: str, photo: bytes | None) -> str:
        """What a part shows, with the photo for what stands in the template."""
        return text.replace(pixels(self.empty), pixels(photo)) if photo else text


def slot(found: Mapping[str, bytes], main: str) -> Slot | None:
    """The place for a photo in the body of a template, told by the picture's name, which Word keeps."""
    if NAME.encode() not in found[main]:
        return None
    for described in parse(found[main]).iter(f"{WP}docPr"):
        frame = described.getparent()
        if described.get("name") != NAME or frame is None:
            continue
        extent, blip = frame.find(f"{WP}extent"), next(frame.iter(f"{A}blip"), None)
        relation = blip.get(f"{R}embed") if blip is not None else None
        target = next((arrow.target for arrow in relationships(found, main) if arrow.id == relation), None)
        if extent is not None and target is not None and target in found:
            size = float(extent.get("cx", 0)) / _EMU, float(extent.get("cy", 0)) / _EMU
            return Slot(target, size, found[target])
    return None


def has_place(template: bytes) -> bool:
    """Whether a template has a place for a photo; also where the file is no template, which others tell."""
    try:
        found = unpack(template)
    except PackageError:
        return True
    main = main_part(found)
    return main not in found or slot(found, main) is not None


def can_be_shown(content: bytes) -> bool:
    """Whether a photo could be opened."""
    return _upright(content) is not None


def prepared(content: bytes, width: float, height: float) -> bytes | None:
    """The photo as JPEG for a place of that size in cm; None when it cannot be used."""
    from PIL import Image, ImageOps

    upright = _upright(content)
    if upright is None:
        return None
    target = (max(1, round(width * _DOTS_PER_CM)), max(1, round(height * _DOTS_PER_CM)))
    shown = ImageOps.fit(upright, target, Image.Resampling.LANCZOS, centering=(0.5, _UPPER_PART))
    bare = Image.new("RGB", shown.size)
    bare.paste(shown)  # a new picture has no profile, no comment and no place where it was taken
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=_QUALITY, optimize=True, dpi=(300, 300))
    return file.getvalue()


@lru_cache(maxsize=1)
def _upright(content: bytes) -> "Picture | None":
    """The picture turned as it was meant, in plain colours and not larger than needed; None if it is none."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (_LONGEST, _LONGEST))  # of a JPEG only every second, fourth or eighth pixel is read
            turned = _coloured(ImageOps.exif_transpose(picture))
            turned.thumbnail((_LONGEST, _LONGEST))
            return turned
    except (
        *(UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error),
        *(Image.DecompressionBombError, Image.DecompressionBombWarning),
    ):
        return None


def _coloured(picture: "Picture") -> "Picture":
    """Red, green and blue on white, in the colours every screen shows."""
    from PIL import Image

    if picture.mode in ("I;16", "I;16L", "I;16B", "I"):
        # Pillow cuts sixteen bits off at 255 instead of dividing them.
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture.convert("RGBA"))
        return white.convert("RGB")
    return _in_common_colours(picture)


def _in_common_colours(picture: "Picture") -> "Picture":
    """With the colours its own profile means, since that does not go along."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            meant = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            meant = None
        if meant is not None:
            return meant
    return picture.convert("RGB")
