"""How the cells of the editing workbook look: open and locked ones, headings, dates, times and texts."""

from dataclasses import dataclass, replace

from mlmp_docs.excel.properties import DECLARATION
from mlmp_docs.excel.sheet_xml import MAIN

_PETROL, _INK, _GREY, _LINE, _LOCKED = "17495C", "1F2933", "52606D", "D3D9DE", "E4E8EB"

_FONTS = (
    f'<sz val="11"/><color rgb="FF{_INK}"/><name val="Calibri"/><family val="2"/>',
    f'<b/><sz val="16"/><color rgb="FF{_PETROL}"/><name val="Calibri"/><family val="2"/>',
    f'<sz val="10"/><color rgb="FF{_GREY}"/><name val="Calibri"/><family val="2"/>',
    '<b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/>',
    f'<b/><sz val="12"/><color rgb="FF{_PETROL}"/><name val="Calibri"/><family val="2"/>',
    f'<b/><sz val="11"/><color rgb="FF{_INK}"/><name val="Calibri"/><family val="2"/>',
)
_BODY, _TITLE, _HINT, _HEAD, _SUBTITLE, _LABEL = range(6)
_FILLS = (
    '<patternFill patternType="none"/>',
    '<patternFill patternType="gray125"/>',
    f'<patternFill patternType="solid"><fgColor rgb="FF{_PETROL}"/><bgColor indexed="64"/></patternFill>',
    f'<patternFill patternType="solid"><fgColor rgb="FF{_LOCKED}"/><bgColor indexed="64"/></patternFill>',
)
_NO_FILL, _, _HEAD_FILL, _GREY_FILL = range(4)
_BORDERS = (
    "<left/><right/><top/><bottom/><diagonal/>",
    "".join(f'<{side} style="thin"><color rgb="FF{_LINE}"/></{side}>' for side in ("left", "right", "top", "bottom"))
    + "<diagonal/>",
)
_GENERAL, _TEXT, _YEAR = 0, 49, 1
_DATE, _TIME = 164, 165
_FORMATS = {_DATE: "dd\\-mm\\-yyyy", _TIME: "hh:mm"}


@dataclass(frozen=True)
class _Look:
    font: int = _BODY
    fill: int = _NO_FILL
    border: int = 0
    number_format: int = _GENERAL
    alignment: str = 'vertical="top" wrapText="1"'
    quoted: bool = False
    """A text that looks like a formula stays a text also when somebody clicks into it and leaves it again."""


_PLAIN = {
    "": _Look(alignment='vertical="top"'),  # Excel takes the first for every cell without a look
    "title": _Look(_TITLE, alignment='vertical="top"'),
    "hint": _Look(_HINT, alignment='vertical="top"'),
    "head": _Look(_HEAD, _HEAD_FILL, 1, alignment='vertical="center" wrapText="1"'),
    "subtitle": _Look(_SUBTITLE, alignment='vertical="bottom"'),
    "label": _Look(_LABEL),
    "prose": _Look(),
}
_ON_ONE_LINE = 'horizontal="left" vertical="top"'
_OF_TABLES = {
    "text": _Look(number_format=_TEXT),
    "long": _Look(),
    "date": _Look(number_format=_DATE, alignment=_ON_ONE_LINE),
    "time": _Look(number_format=_TIME, alignment=_ON_ONE_LINE),
    "year": _Look(number_format=_YEAR, alignment=_ON_ONE_LINE),
}


def _looks() -> dict[str, _Look]:
    quoted = {f"{name} quoted": replace(_OF_TABLES[name], quoted=True) for name in ("text", "long")}
    open_ = {**_OF_TABLES, **quoted}
    # A fill hides the lines of the grid.
    locked = {f"{name} locked": replace(look, fill=_GREY_FILL, border=1) for name, look in open_.items()}
    return {**_PLAIN, **open_, **locked}


_LOOKS = _looks()
STYLE: dict[str, int] = {name: number for number, name in enumerate(_LOOKS)}
"""The number of each look: `title`, `hint`, `head`, `subtitle`, `prose`; and of the cells of tables `text`, `long`
(a text that is too long for Excel's text format), `date`, `time`, `year`, with ` quoted` and then ` locked` behind."""


def styles_xml() -> bytes:
    """`xl/styles.xml`; its one conditional look frames the cells of rows that hold something."""
    formats = "".join(f'<numFmt numFmtId="{id_}" formatCode="{code}"/>' for id_, code in _FORMATS.items())
    fonts, fills, borders = (
        "".join(f"<{name}>{entry}</{name}>" for entry in entries)
        for name, entries in (("font", _FONTS), ("fill", _FILLS), ("border", _BORDERS))
    )
    looks = "".join(map(_xf, _LOOKS.values()))
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="{len(_FORMATS)}">{formats}</numFmts>'
        f'<fonts count="{len(_FONTS)}">{fonts}</fonts><fills count="{len(_FILLS)}">{fills}</fills>'
        f'<borders count="{len(_BORDERS)}">{borders}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_LOOKS)}">{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f'<dxfs count="1"><dxf><border>{_BORDERS[1].removesuffix("<diagonal/>")}</border></dxf></dxfs></styleSheet>'
    ).encode()


def _xf(look: _Look) -> str:
    quoted = ' quotePrefix="1"' if look.quoted else ""
    return (
        f'<xf numFmtId="{look.number_format}" fontId="{look.font}" fillId="{look.fill}" borderId="{look.border}"'
        f' xfId="0"{quoted} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f"<alignment {look.alignment}/></xf>"
    )
