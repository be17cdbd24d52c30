"""The pictures templates use: pictograms, numbers of goals. Each stands in the line of its text.

The files lie in `pictograms/`, drawn once by `tools/draw_pictograms.py`; a project may put its own in place of each, by
the pictogram's name. Every document with a picture holds its file once, however often it is shown.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from mlmp_docs.word.design.palette import GOAL_SECTIONS

Xml = str

FOLDER: Final = Path(__file__).parent / "pictograms"

PICTOGRAMS: Final = {
    # name: Phosphor's name, section whose colours it has, what it stands for
    "droem": ("shooting-star", "drøm", "Håb og drømme"),
    "vigtigt": ("heart", "vigtigt", "Det er vigtigt for mig"),
    "kan": ("star", "kan", "Det kan jeg"),
    "stoette": ("hand-heart", "støtte", "Sådan støtter I mig"),
    "hjaelper": ("users-three", "hjælper", "De hjælper mig"),
    "moede": ("calendar-dots", "møde", "Næste møde, dagen"),
    "moedet": ("users-three", "møde", "Mødet"),
    "svaert": ("puzzle-piece", "svært", "Det er svært"),
    "vil": ("plant", "vil", "Det vil jeg gerne"),
    "siden": ("clock-counter-clockwise", "siden", "Siden sidst"),
    "maal": ("flag-pennant", "mål", "Mine mål"),
    "tale-om": ("chat-circle-text", "siden", "Det vil jeg tale om"),
    "tema-bolig": ("house-line", "siden", "Min bolig"),
    "tema-hverdag": ("broom", "siden", "Min hverdag"),
    "tema-helbred": ("heartbeat", "siden", "Min krop og mit helbred"),
    "tema-familie": ("users-three", "siden", "Familie, venner og kæreste"),
    "tema-fritid": ("music-notes", "siden", "Min fritid"),
    "tema-arbejde": ("briefcase", "siden", "Mit arbejde"),
    "tema-penge": ("coins", "siden", "Mine penge"),
    "tema-rundt": ("bus", "siden", "Komme rundt"),
    "tema-andet": ("dots-three-circle", "siden", "Andet"),
    "godt": ("sun", "siden", "Det går godt"),
    "midt-imellem": ("cloud-sun", "siden", "Midt imellem"),
    "det-er-svaert": ("cloud-rain", "siden", "Det er svært (om et mål)"),
    "hvem-med": ("user-plus", "møde", "Hvem skal med til mødet"),
    "ikke-tale-om": ("hand-palm", "svært", "Det vil jeg ikke tale om"),
    "taler-selv": ("chat-circle-dots", "møde", "Jeg taler selv"),
    "viser-billeder": ("images", "møde", "Jeg viser billeder"),
    "anden-taler": ("users", "møde", "En anden taler for mig"),
    "anden-maade": ("dots-three-circle", "møde", "På en anden måde"),
    "film": ("film-strip", "mål", "Filmen om Mit liv – Min plan"),
    "ark": ("pencil-line", "", "Forberedelsesarket"),
    "ark-billeder": ("image", "", "Forberedelsesarket med billeder"),
    "ark-observation": ("eye", "", "Observationsarket"),
    "glad": ("sun", "drøm", "Glad"),
    "rolig": ("tree", "kan", "Rolig"),
    "urolig": ("warning-circle", "vigtigt", "Urolig eller ked af det"),
    "siger-til": ("hand-waving", "støtte", "Siger til og fra"),
    "foto": ("user", "svært", "Billede af mig, når der ikke er et foto"),
    "pil": ("arrow-right", "mål", "Pilen mellem to niveauer"),
    "enighed": ("chats", "svært", "Er vi enige?"),
    "hvem-hjaelper": ("users-three", "mål", "Hvem hjælper med målet"),
    "senest": ("calendar-check", "mål", "Hvornår målet senest skal være nået"),
    "tid": ("clock", "møde", "Tidspunktet"),
    "sted": ("map-pin", "møde", "Stedet"),
    "hvem-kommer": ("users-three", "mål", "Hvem kommer til mødet"),
    "dagsorden": ("list-numbers", "mål", "Hvad skal vi tale om"),
    "inden-moedet": ("check-square", "mål", "Hvad kan du gøre inden mødet"),
    "kontakt": ("phone", "mål", "Ring eller skriv"),
    "klip": ("scissors", "svært", "Klip her"),
}
"""The pictograms by the name of their file; white on petrol where there is no section."""

PHOTO: Final = "foto-af-borger"
"""A picture of nobody; each document gets its citizen's in its place."""

MOST_NUMBERS: Final = 9

_SECTION_ICONS: Final = {
    "drøm": "droem", "støtte": "stoette", "hjælper": "hjaelper", "møde": "moede", "svært": "svaert", "mål": "maal",
}  # fmt: skip
_RELATION: Final = re.compile(r'r:embed="([\w-]+)"')
_NUMBER: Final = re.compile(r'(<wp:docPr id=")0(?=")')
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_EMU: Final = 360_000
"""Word's units of drawing in a centimetre."""


def picture(name: str, width: float, alt: str | None = None, *, height: float = 0) -> Xml:
    """A run with a picture, `width` cm wide; square unless a height is given.

    Without `alt` it is decoration beside words that say the same, and screen readers pass over it. `alt` may hold tags.
    """
    if not file_of(name).is_file():
        raise KeyError(name)
    size = f'cx="{round(width * _EMU)}" cy="{round((height or width) * _EMU)}"'
    described = f'<wp:docPr id="0" name="{name}" descr={quoteattr(alt or "")}'
    described += "/>" if alt is not None else f">{_DECORATIVE}</wp:docPr>"
    # Without distances of 0 LibreOffice 7.4 adds 3 mm at both sides.
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{described}'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def goal_badge(number: int, width: float = 0.75) -> Xml:
    """A run with a goal's number, up to nine, in its colour and shape."""
    return picture(f"maalnummer-{number}", width, f"Mål {number}")


def photo(width: float, height: float) -> Xml:
    """A run with the citizen's photo, cut to this size; only where the field `foto` says what it shows."""
    return picture(PHOTO, width, "{{ foto }}", height=height)


def goal_section(number: int) -> str:
    """The section whose colours a goal has."""
    return GOAL_SECTIONS[(number - 1) % len(GOAL_SECTIONS)]


def section_icon(section: str) -> str:
    """The name of a section's pictogram."""
    return _SECTION_ICONS.get(section, section)


def file_of(name: str) -> Path:
    """Where a picture lies."""
    return FOLDER / (f"{name}.jpeg" if name == PHOTO else f"{name}.png")


def used(blocks: Xml) -> Iterator[str]:
    """The names of the pictures in the order they are first shown."""
    yield from dict.fromkeys(_RELATION.findall(blocks))


def numbered(blocks: Xml) -> Xml:
    """The blocks with a number of its own for each picture."""
    numbers = iter(range(1, blocks.count("<wp:docPr") + 1))
    return _NUMBER.sub(lambda found: f"{found[1]}{next(numbers)}", blocks)
