"""How cells look, as the styles of a workbook that is written as XML."""

from collections.abc import Iterable
from dataclasses import dataclass

from mlmp_docs.excel.properties import DECLARATION
from mlmp_docs.excel.sheet_xml import MAIN

PETROL = "17495C"
_INK, _GREY = "1F2933", "52606D"


def _font(size: int, colour: str, *, bold: bool = False) -> str:
    return f'{"<b/>" * bold}<sz val="{size}"/><color rgb="FF{colour}"/><name val="Calibri"/><family val="2"/>'


def filled(colour: str) -> str:
    """The fill of a cell in one colour."""
    return f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'


def framed(colour: str) -> str:
    """Thin lines around a cell."""
    sides = ("left", "right", "top", "bottom")
    return "".join(f'<{side} style="thin"><color rgb="FF{colour}"/></{side}>' for side in sides)


PLAIN = _font(11, "000000")
BODY = _font(11, _INK)
BOLD = _font(11, _INK, bold=True)
TITLE = _font(16, PETROL, bold=True)
SUBTITLE = _font(12, PETROL, bold=True)
HINT = _font(10, _GREY)
WHITE = _font(11, "FFFFFF", bold=True)

ON_ONE_LINE = 'vertical="top"'
WRAPPED = 'vertical="top" wrapText="1"'
_NO_FILL, _GREY_DOTS = '<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>'
_NO_LINES = "<left/><right/><top/><bottom/>"
_DIAGONAL = "<diagonal/>"

TEXT = "@"
_BUILT_IN = {"General": 0, "0": 1, TEXT: 49}
_FIRST_OWN = 164
"""The number of a workbook's first number format of its own."""


@dataclass(frozen=True)
class Look:
    """How one kind of cell looks."""

    font: str = BODY
    fill: str = _NO_FILL
    lines: str = _NO_LINES
    number_format: str = "General"
    alignment: str = WRAPPED
    quoted: bool = False
    """A text that looks like a formula stays a text also when somebody clicks into it and leaves it again."""


HEAD = Look(WHITE, filled(PETROL), alignment='vertical="center" wrapText="1"')


def styles_xml(looks: Iterable[Look], frame: str = "") -> bytes:
    """`xl/styles.xml` with the looks, numbered in this order; Excel takes the first for every cell without one.

    `frame` is drawn around the cells that a conditional format of the workbook names.
    """
    looks = tuple(looks)
    fonts = _numbered(look.font for look in looks)
    fills = _numbered([_NO_FILL, _GREY_DOTS, *(look.fill for look in looks)])  # Excel takes these two for itself
    lines = _numbered(look.lines for look in looks)
    own = _numbered(look.number_format for look in looks if look.number_format not in _BUILT_IN)
    formats = _BUILT_IN | {code: _FIRST_OWN + number for code, number in own.items()}

    def xf(look: Look) -> str:
        quoted = ' quotePrefix="1"' if look.quoted else ""
        return (
            f'<xf numFmtId="{formats[look.number_format]}" fontId="{fonts[look.font]}" fillId="{fills[look.fill]}"'
            f' borderId="{lines[look.lines]}" xfId="0"{quoted} applyNumberFormat="1" applyFont="1" applyFill="1"'
            f' applyBorder="1" applyAlignment="1"><alignment {look.alignment}/></xf>'
        )

    own_formats = [f'<numFmt numFmtId="{formats[code]}" formatCode="{code}"/>' for code in own]
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
        f"{_listed('numFmts', own_formats)}"
        f"{_listed('fonts', [f'<font>{font}</font>' for font in fonts])}"
        f"{_listed('fills', [f'<fill>{fill}</fill>' for fill in fills])}"
        f"{_listed('borders', [f'<border>{each}{_DIAGONAL}</border>' for each in lines])}"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f"{_listed('cellXfs', [xf(look) for look in looks])}"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f"{_listed('dxfs', [f'<dxf><border>{frame}</border></dxf>'] if frame else [])}</styleSheet>"
    ).encode()


def _numbered(entries: Iterable[str]) -> dict[str, int]:
    return {entry: number for number, entry in enumerate(dict.fromkeys(entries))}


def _listed(name: str, entries: list[str]) -> str:
    return f'<{name} count="{len(entries)}">{"".join(entries)}</{name}>' if entries else ""
