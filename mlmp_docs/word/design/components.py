"""What documents are built of: paragraphs, tables, bands, cards, write boxes, lists. Each returns WordprocessingML.

Texts may hold template tags, and **two stars** around what is bold; a ☐ is set in a font that has it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from mlmp_docs.word.design.palette import HAIRLINE, PETROL, SECTIONS, WHITE, WRITING_LINE
from mlmp_docs.word.design.pictures import picture, section_icon
from mlmp_docs.word.design.register import twips
from mlmp_docs.word.design.styles import section_style

Xml = str
TICK_BOX = "☐"


def run(text: str, *, style: str = "", colour: str = "") -> Xml:
    """A stretch of text, in a character style if one is given; a line break where the text has one."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += f'<w:color w:val="{colour}"/>' if colour else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n")
    )
    return f"<w:r>{properties}{pieces}</w:r>"


def paragraph(  # noqa: PLR0913 - one keyword per paragraph property
    text: str = "",
    style: str = "Normal",
    *,
    colour: str = "",
    align: str = "",
    keep_next: bool = False,
    page_break: bool = False,
    line: float = 0,
    rule: str = "",
    before: Xml = "",
) -> Xml:
    """A paragraph in a named style.

    `line`: exact height in points; `rule`: colour of a line under it; `before`: ready runs before the text.
    """
    properties = f'<w:pStyle w:val="{style}"/>'
    properties += "<w:keepNext/>" if keep_next else ""
    properties += "<w:pageBreakBefore/>" if page_break else ""
    properties += f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{rule}"/></w:pBdr>' if rule else ""
    if line:
        properties += f'<w:spacing w:before="0" w:after="0" w:line="{round(line * 20)}" w:lineRule="exact"/>'
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    runs = "".join(_runs(text, colour))
    return f"<w:p><w:pPr>{properties}</w:pPr>{before}{runs}</w:p>"


def _runs(text: str, colour: str) -> Iterator[Xml]:
    bold = False
    for part in re.split(rf"(\*\*|{TICK_BOX})", text):
        if part == "**":
            bold = not bold
        elif part == TICK_BOX:
            yield run(part, style="Afkrydsning", colour=colour)
        elif part:
            yield run(part, style="Strong" if bold else "", colour=colour)


EN_SPACE = "\u2002"
ICON_WIDTH = 1.0
"""The pictogram beside a heading, in cm."""


def heading(text: str, level: int = 1, *, section: str = "", icon: str = "", icon_width: float = ICON_WIDTH) -> Xml:
    """A heading; with `section` in that section's colour and with its pictogram, unless `icon` names another."""
    icon = icon or (section_icon(section) if section else "")
    if not icon:
        return paragraph(text, f"Heading{level}")
    style = section_style(section) if section else "OverskriftBillede"
    return paragraph(f"{EN_SPACE}{text}", style, before=picture(icon, icon_width))


def spacer(points: float = 8, *, page_break: bool = False, keep_next: bool = False) -> Xml:
    """Empty room of an exact height; with `page_break` at the top of a new page."""
    return paragraph(style="Afstand", line=points, page_break=page_break, keep_next=keep_next)


def tag(text: str) -> Xml:
    """A paragraph that only holds a `{%p … %}` tag and is gone in the document."""
    return paragraph(f"{{%p {text} %}}", "Styring")


def only_if(condition: str, *blocks: Xml) -> Xml:
    """Blocks that are there only when a field says something."""
    return tag(f"if {condition}") + "".join(blocks) + tag("endif")


def for_each(loop: str, *blocks: Xml) -> Xml:
    """Blocks for each item: `for_each("mål in mine_mål", …)`."""
    return tag(f"for {loop}") + "".join(blocks) + tag("endfor")


def bullet_loop(items: str, text: str = "{{ punkt }}", *, name: str = "punkt", style: str = "Punkt") -> Xml:
    """A bulleted (or with style Nummer numbered) paragraph for each item of a list."""
    return for_each(f"{name} in {items}", paragraph(text, style))


def writing_lines(count: int = 3) -> Xml:
    """Lines to write on by hand."""
    line = (
        '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:pBdr>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{WRITING_LINE}"/>'
        f'<w:between w:val="single" w:sz="6" w:space="0" w:color="{WRITING_LINE}"/></w:pBdr>'
        '<w:spacing w:before="0" w:after="0" w:line="500" w:lineRule="exact"/></w:pPr></w:p>'
    )
    return line * count


# --- tables ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Border:
    """One line of a cell; `size` in points."""

    colour: str
    size: float = 0.5

    def xml(self, side: str) -> Xml:
        return f'<w:{side} w:val="single" w:sz="{round(self.size * 8)}" w:space="0" w:color="{self.colour}"/>'


Borders = dict[str, Border]
"""Sides (top, left, bottom, right) and their lines; a side left out has none."""


def boxed(colour: str, size: float = 1.5) -> Borders:
    """A border all around."""
    return {side: Border(colour, size) for side in ("top", "left", "bottom", "right")}


@dataclass(frozen=True)
class Cell:
    """A table cell. `margins`: top, right, bottom, left in cm; empty blocks become one empty paragraph."""

    blocks: Xml = ""
    fill: str = ""
    borders: Borders = field(default_factory=dict)
    align: str = "top"
    """Vertical: top, center or bottom."""
    margins: tuple[float, float, float, float] | None = None
    span: int = 1


@dataclass(frozen=True)
class Row:
    """A table row, never split over pages. `height` in cm: at least."""

    cells: tuple[Cell, ...]
    height: float = 0
    header: bool = False


def table(
    widths: Sequence[float],
    rows: Iterable[Row],
    *,
    caption: str = "",
    description: str = "",
    indent: float = 0,
    cell_margin: float = 0.2,
) -> Xml:
    """A table of fixed layout. With `caption` it is a data table, which screen readers announce; else mere layout."""
    margin = twips(cell_margin)
    look = 'w:val="0020" w:firstRow="1"' if caption else 'w:val="0000" w:firstRow="0"'
    told = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
    told += f"<w:tblDescription w:val={quoteattr(description)}/>" if description else ""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = "".join(_row(row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips(width) for width in widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(indent)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook {look} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[float]) -> Xml:
    properties = "<w:cantSplit/>"
    if row.height:
        properties += f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
    properties += "<w:tblHeader/>" if row.header else ""
    cells, column = "", 0
    for cell in row.cells:
        cells += _cell(cell, sum(twips(width) for width in widths[column : column + cell.span]))
        column += cell.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: int) -> Xml:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    if cell.borders:
        sides = "".join(
            cell.borders[side].xml(side) for side in ("top", "left", "bottom", "right") if side in cell.borders
        )
        properties += f"<w:tcBorders>{sides}</w:tcBorders>"
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    if cell.margins:
        sides = "".join(
            f'<w:{side} w:w="{twips(cm)}" w:type="dxa"/>'
            for side, cm in zip(("top", "left", "bottom", "right"), _top_left_bottom_right(cell.margins), strict=True)
        )
        properties += f"<w:tcMar>{sides}</w:tcMar>"
    properties += f'<w:vAlign w:val="{cell.align}"/>' if cell.align != "top" else ""
    blocks = cell.blocks or paragraph()
    # A cell must end in a paragraph, also after a tag that is gone in the document.
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def _top_left_bottom_right(margins: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    top, right, bottom, left = margins
    return top, left, bottom, right


def tag_row(text: str, columns: int) -> Row:
    """A row that only holds a `{%tr … %}` tag and is gone in the document."""
    return Row((Cell(paragraph(f"{{%tr {text} %}}", "Styring"), span=columns),))


def rows_for_each(loop: str, rows: Sequence[Row], columns: int) -> list[Row]:
    """Rows for each item of a list."""
    return [tag_row(f"for {loop}", columns), *rows, tag_row("endfor", columns)]


def rows_if(condition: str, rows: Sequence[Row], columns: int) -> list[Row]:
    """Rows that are there only when a field says something."""
    return [tag_row(f"if {condition}", columns), *rows, tag_row("endif", columns)]


_UNDERLINE: Borders = {"bottom": Border(HAIRLINE, 0.75)}


def data_row(texts: Sequence[str], *, height: float = 0, style: str = "Tabeltekst") -> Row:
    """A row of a data table, with a hairline under it. A text may also be ready-made XML."""
    cells = tuple(
        Cell(text if text.startswith("<w:p>") else paragraph(text, style), borders=_UNDERLINE) for text in texts
    )
    return Row(cells, height=height)


def head_row(texts: Sequence[str], *, fill: str = PETROL) -> Row:
    """The head of a data table, repeated on each page."""
    cells = tuple(
        Cell(paragraph(text, "Tabelhoved"), fill=fill, borders=boxed(fill, 0.5), align="center") for text in texts
    )
    return Row(cells, header=True)


def data_table(  # noqa: PLR0913 - what a data table consists of
    head: Sequence[str],
    widths: Sequence[float],
    cells: Sequence[str],
    loop: str,
    *,
    caption: str,
    description: str = "",
    height: float = 0,
) -> Xml:
    """A table with one row for each item of the loop, such as `aftale in aftaler`; `cells` hold its tags."""
    rows = [head_row(head), *rows_for_each(loop, [data_row(cells, height=height)], len(widths))]
    return table(widths, rows, caption=caption, description=description)


# --- boxes -----------------------------------------------------------------------------------------------------


def band(title: Xml, width: float) -> Xml:
    """The petrol band with title and subtitle."""
    cell = Cell(title, fill=PETROL, borders=boxed(PETROL, 1), align="center", margins=(0, 0.4, 0, 0.5))
    return table([width], [Row((cell,), height=2.4)])


def write_box(section: str, width: float, height: float, hint: str) -> Xml:
    """An empty box to write or draw in; it grows with what is typed."""
    cell = Cell(paragraph(hint, "Hint"), borders=boxed(SECTIONS[section].dark), margins=(0.1, 0.25, 0.1, 0.25))
    return table([width], [Row((cell,), height=height)])


def tint_box(section: str, width: float, *blocks: Xml, framed: bool = False, bar: bool = False) -> Xml:
    """A box on the section's tint; `framed` with a border, `bar` with a thick line at the left."""
    colours = SECTIONS[section]
    borders = boxed(colours.dark) if framed else {}
    if bar:
        borders = {"left": Border(colours.dark, 4.5)}
    cell = Cell("".join(blocks), fill=colours.tint, borders=borders, align="center", margins=(0.2, 0.4, 0.2, 0.4))
    return table([width], [Row((cell,))])


@dataclass(frozen=True)
class Card:
    """A card in its section's tint: what stands in it, the heading included."""

    section: str
    blocks: Xml


def card_row(cards: Sequence[Card], widths: Sequence[float], height: float) -> Xml:
    """Cards side by side, kept apart by white borders."""
    gap = Border(WHITE, 9)
    cells = tuple(
        Cell(
            card.blocks,
            fill=SECTIONS[card.section].tint,
            borders=({"left": gap} if n else {}) | ({"right": gap} if n < len(cards) - 1 else {}),
            margins=(0, 0.4, 0.1, 0.45),
        )
        for n, card in enumerate(cards)
    )
    return table(widths, [Row(cells, height=height)])
