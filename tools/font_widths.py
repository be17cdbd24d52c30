"""Write `mlmp_docs/font_widths.py` from the installed Carlito (Debian: fonts-crosextra-carlito; pip: fonttools).

    python tools/font_widths.py /usr/share/fonts/truetype/crosextra; ruff format mlmp_docs/font_widths.py

Run again when letters of another block are wanted. Carlito has the advance widths of Calibri.
"""

import sys
import textwrap
from pathlib import Path

from fontTools.ttLib import TTFont

BLOCKS = (
    (0x20, 0x7E, "Basic Latin"),
    (0xA0, 0x24F, "Latin-1, Latin Extended-A and -B"),
    (0x300, 0x36F, "combining marks"),
    (0x1E00, 0x1EFF, "Latin Extended Additional"),
    (0x2000, 0x206F, "General Punctuation"),
    (0x20A0, 0x20BF, "currency"),
    (0x2100, 0x22FF, "letterlike signs, fractions, arrows, mathematics"),
)
TARGET = Path(__file__).parent.parent / "mlmp_docs" / "font_widths.py"
HEAD = '''\
"""Advance widths of Carlito and so of Calibri, in 2048ths of the size; made by `tools/font_widths.py`.

By the first letter of a run of letters: the widths of that letter and the ones after it.
"""

'''


def main() -> None:
    folder = Path(sys.argv[1])
    text = HEAD
    for name, file in (("REGULAR", "Carlito-Regular.ttf"), ("BOLD", "Carlito-Bold.ttf")):
        font = TTFont(folder / file)
        assert font["head"].unitsPerEm == 2048
        glyphs, widths = font.getBestCmap(), font["hmtx"]
        text += f"{name} = {{\n"
        for first, last, title in BLOCKS:
            text += f"    # {title}\n"
            run: list[int] = []
            for letter in range(first, last + 2):
                if letter in glyphs and letter <= last:
                    run.append(widths[glyphs[letter]][0])
                elif run:
                    text += _entry(letter - len(run), run)
                    run = []
        text += "}\n"
    TARGET.write_text(text, encoding="utf-8")


def _entry(first: int, widths: list[int]) -> str:
    lines = textwrap.wrap(" ".join(map(str, widths)), 104)
    if len(lines) == 1:
        return f'    0x{first:04X}: "{lines[0]}",\n'
    quoted = "".join(f'        "{line}{" " if n < len(lines) - 1 else ""}"\n' for n, line in enumerate(lines))
    return f"    0x{first:04X}: (\n{quoted}    ),\n"


if __name__ == "__main__":
    main()
