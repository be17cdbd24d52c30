"""How the cells of the editing workbook look: open and locked ones, headings, dates, times and texts."""

from dataclasses import replace

from mlmp_docs.excel import cell_looks
from mlmp_docs.excel.cell_looks import BOLD, HEAD, HINT, ON_ONE_LINE, SUBTITLE, TEXT, TITLE, Look, filled, framed

_LOCKED = filled("E4E8EB")
_FRAME = framed("D3D9DE")

_PLAIN = {
    "": Look(alignment=ON_ONE_LINE),
    "title": Look(TITLE, alignment=ON_ONE_LINE),
    "hint": Look(HINT, alignment=ON_ONE_LINE),
    "head": replace(HEAD, lines=_FRAME),
    "subtitle": Look(SUBTITLE, alignment='vertical="bottom"'),
    "label": Look(BOLD),
    "prose": Look(),
}
_NUMBER = f'horizontal="left" {ON_ONE_LINE}'
_OF_TABLES = {
    "text": Look(number_format=TEXT),
    "long": Look(),
    "date": Look(number_format="dd\\-mm\\-yyyy", alignment=_NUMBER),
    "time": Look(number_format="hh:mm", alignment=_NUMBER),
    "year": Look(number_format="0", alignment=_NUMBER),
}


def _looks() -> dict[str, Look]:
    quoted = {f"{name} quoted": replace(_OF_TABLES[name], quoted=True) for name in ("text", "long")}
    open_ = {**_OF_TABLES, **quoted}
    # A fill hides the lines of the grid.
    locked = {f"{name} locked": replace(look, fill=_LOCKED, lines=_FRAME) for name, look in open_.items()}
    return {**_PLAIN, **open_, **locked}


_LOOKS = _looks()
STYLE: dict[str, int] = {name: number for number, name in enumerate(_LOOKS)}
"""The number of each look: `title`, `hint`, `head`, `subtitle`, `prose`; and of the cells of tables `text`, `long`
(a text that is too long for Excel's text format), `date`, `time`, `year`, with ` quoted` and then ` locked` behind."""


def styles_xml() -> bytes:
    """`xl/styles.xml`; its one conditional look frames the cells of rows that hold something."""
    return cell_looks.styles_xml(_LOOKS.values(), _FRAME)
