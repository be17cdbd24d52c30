"""How the cells of a list look: the lines above its table, the headings, and the cells of the table."""

from dataclasses import replace

from mlmp_docs.excel import cell_looks
from mlmp_docs.excel.cell_looks import BOLD, HEAD, HINT, ON_ONE_LINE, PLAIN, TEXT, TITLE, WRAPPED, Look, framed

_FRAME = framed("AEB8C2")

_PLAIN = {
    "": Look(PLAIN, alignment='vertical="bottom"'),  # also the look of the footer
    "title": Look(TITLE, alignment=ON_ONE_LINE),
    "line": Look(alignment=ON_ONE_LINE),
    "hint": Look(HINT, alignment=ON_ONE_LINE),
    "subtitle": Look(BOLD, alignment=ON_ONE_LINE),
    "label": Look(BOLD),
    "body": Look(),
    "head": replace(HEAD, lines=_FRAME),
    "cell": Look(lines=_FRAME),
    "text": Look(lines=_FRAME, number_format=TEXT),
}
_DATE = Look(lines=_FRAME, number_format="dd\\.mm\\.yyyy", alignment=f'horizontal="left" {WRAPPED}')
_QUOTED = {f"{name} quoted": replace(look, quoted=True) for name, look in _PLAIN.items()}
_LOOKS = {**_PLAIN, "date": _DATE, **_QUOTED}

STYLE: dict[str, int] = {name: number for number, name in enumerate(_LOOKS)}
"""The number of each look: of the lines above the table, `head`, and of the cells of the table `cell`, `text` (what is
typed there stays text) and `date`; for a text that looks like a formula with ` quoted` behind."""

STYLES = cell_looks.styles_xml(_LOOKS.values())
"""`xl/styles.xml`, the same in every list."""
