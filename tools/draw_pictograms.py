"""Draw the pictures of the Word templates: `python tools/draw_pictograms.py <folder of @phosphor-icons/core 2.1.1>`.

Needs `resvg-py` 0.5.0 (npm pack @phosphor-icons/core@2.1.1 gives the folder). The pictures are committed and the
program never draws any; run this only when a pictogram is added or changes its colour.
"""

import io
import sys
from pathlib import Path

import resvg_py
from PIL import Image

from mlmp_docs.word.design.palette import PETROL, SECTIONS, WHITE
from mlmp_docs.word.design.pictures import MOST_NUMBERS, PHOTO, PICTOGRAMS, file_of, goal_section

PIXELS = 220
_COLOURS = 24
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FORMS = {
    "støtte": '<circle cx="128" cy="128" r="124"/>',
    "drøm": '<rect x="8" y="8" width="240" height="240" rx="52"/>',
    "kan": '<path d="M70 20 H186 L248 128 L186 236 H70 L8 128 Z" stroke-width="16" stroke-linejoin="round"/>',
    "vil": '<path d="M128 10 L246 128 L128 246 L10 128 Z" stroke-width="16" stroke-linejoin="round"/>',
}


def main(phosphor: Path) -> None:
    """Draw every picture anew."""
    for name, (icon, section, _) in PICTOGRAMS.items():
        svg = (phosphor / "assets" / "duotone" / f"{icon}-duotone.svg").read_text("utf-8")
        dark, mid = (SECTIONS[section].dark, SECTIONS[section].mid) if section else (WHITE, PETROL)
        # Phosphor's second tone is its first at a fifth; ours is the section's own, the same on white and on tint.
        svg = svg.replace('opacity="0.2"', f'fill="#{mid}"').replace("currentColor", f"#{dark}")
        _save(name, svg, PIXELS)
    _save_photo(phosphor)
    for number in range(1, MOST_NUMBERS + 1):
        _save(f"maalnummer-{number}", _badge(number, phosphor), PIXELS // 2)


def _save_photo(phosphor: Path) -> None:
    """A picture of nobody, as high as it is wide and a fifth more."""
    user = (phosphor / "assets" / "duotone" / "user-duotone.svg").read_text("utf-8").replace("currentColor", "#4B5563")
    drawn = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=user, height=PIXELS))).convert("RGBA")
    ground = Image.new("RGBA", (PIXELS + 40, 6 * (PIXELS + 40) // 5), "#" + SECTIONS["svært"].tint)
    ground.alpha_composite(drawn, (20, 46))
    ground.convert("RGB").save(file_of(PHOTO), quality=70, optimize=True)


def _badge(number: int, phosphor: Path) -> str:
    section = goal_section(number)
    colour = f"#{SECTIONS[section].dark}"
    digit = (phosphor / "assets" / "bold" / f"number-{_DIGITS[number - 1]}-bold.svg").read_text("utf-8")
    path = digit[digit.index("<path") : digit.index("</svg>")]
    form = f'<g fill="{colour}" stroke="{colour}" stroke-width="0">{_FORMS[section]}</g>'
    return _svg(256, 256, f'{form}<g fill="#{WHITE}" transform="translate(40 40) scale(0.6875)">{path}</g>')


def _svg(width: float, height: float, drawn: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">{drawn}</svg>'


def _save(name: str, svg: str, height: int) -> None:
    drawn = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=svg, height=height))).convert("RGBA")
    few = drawn.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file_of(name), optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
