"""The sheet *Konflikter* of a marked copy: what is to be decided or mended, with a choice for each conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from mlmp_docs.excel.marked_looks import CONFLICT, REFUSED, Looks, solid
from mlmp_docs.excel.package import escape
from mlmp_docs.excel.row_heights import height_of, lines_needed
from mlmp_docs.tables import decisions

HEAD = 4
"""The row of the headings."""
_COLUMNS = (
    ("Celle", 18.0),
    ("Borger", 20.0),
    ("Felt", 24.0),
    ("Udgangspunkt", 30.0),
    ("Regneark", 30.0),
    ("Plan", 30.0),
    (decisions.USE, 12.0),
    ("Hvad er galt", 46.0),
)
_HELP = (
    "Gule celler: både regnearket og planen er ændret. Vælg 'regneark' eller 'plan' under Brug. Vil du noget tredje, så"
    " ret cellen på dens eget ark, og vælg 'regneark'. Røde celler: ret dem på deres eget ark.",
    "Gem filen, og hent den ind igen med 'mlmp regneark import'. Arket her og farverne laves om hver gang.",
)
_SIDE = '<{0} style="thin"><color rgb="FFAEB8C2"/></{0}>'
_BORDER = f"<border>{''.join(map(_SIDE.format, ('left', 'right', 'top', 'bottom')))}<diagonal/></border>"
_LONGEST = 32_000


@dataclass(frozen=True)
class Line:
    """A row of the sheet."""

    sheet: str
    address: str
    """Empty when there is no such cell to go to."""

    texts: tuple[str, ...]
    """From *Borger* to *Hvad er galt*."""

    mark: decisions.Mark
    refused: bool


def conflict_sheet(lines: Sequence[Line], looks: Looks, main: str) -> bytes:
    """The part of the sheet, in the namespace of the workbook."""
    plain, choice = looks.add(_font(), border=_BORDER, alignment=_TOP), _choice_look(looks)
    link = {
        refused: looks.add(
            '<font><u/><sz val="11"/><color rgb="FF1F2933"/><name val="Calibri"/></font>',
            fill=f"<fill>{solid(REFUSED if refused else CONFLICT)}</fill>",
            border=_BORDER,
            alignment=_TOP,
        )
        for refused in (False, True)
    }
    rows = [*_top(looks), _head(looks)]
    for number, line in enumerate(lines, HEAD + 1):
        shown = (f"{line.sheet}!{line.address}" if line.address else line.sheet, *line.texts)
        styles = [link[line.refused], *[plain] * 5, plain if line.refused else choice, plain, plain]
        texts = [*(text[:_LONGEST] for text in shown), str(line.mark)]
        rows.append(_row(number, texts, styles, _height(shown)))
    return (
        f'<worksheet xmlns="{main}"><sheetPr><tabColor rgb="FF{CONFLICT}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane xSplit="1" ySplit="{HEAD}" topLeftCell="B{HEAD + 1}" activePane="bottomRight" state="frozen"/>'
        f'<selection pane="bottomRight" activeCell="G{HEAD + 1}" sqref="G{HEAD + 1}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{_widths(lines)}</cols><sheetData>{"".join(rows)}</sheetData>'
        f"{_choices(lines)}{_links(lines)}"
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;LKonflikter · Fortroligt&amp;RSide &amp;P af &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    ).encode()


_TOP = 'vertical="top" wrapText="1"'


def _font(*, size: int = 11, bold: bool = False, colour: str = "1F2933") -> str:
    return f'<font>{"<b/>" * bold}<sz val="{size}"/><color rgb="FF{colour}"/><name val="Calibri"/></font>'


def _choice_look(looks: Looks) -> int:
    return looks.add(_font(bold=True), fill=f"<fill>{solid('E6F1F5')}</fill>", border=_BORDER, alignment=_TOP)


def _top(looks: Looks) -> list[str]:
    title = looks.add(_font(size=16, bold=True, colour="17495C"), alignment='vertical="top"')
    hint = looks.add(_font(size=10, colour="52606D"), alignment='vertical="top"')
    return [
        _row(1, [decisions.TITLE], [title], 26.0),
        *(_row(number, [text], [hint], 16.0) for number, text in enumerate(_HELP, 2)),
    ]


def _head(looks: Looks) -> str:
    look = looks.add(
        _font(bold=True, colour="FFFFFF"),
        fill=f"<fill>{solid('17495C')}</fill>",
        border=_BORDER,
        alignment='vertical="center" wrapText="1"',
    )
    headings = [*(heading for heading, _ in _COLUMNS), decisions.KEY_HEADING]
    return _row(HEAD, headings, [look] * len(headings), 24.0)


def _height(texts: Sequence[str]) -> float:
    return height_of(
        max(lines_needed(text, width) for text, (_, width) in zip(texts, _COLUMNS, strict=True) if len(text) < 4000)
    )


def _row(number: int, texts: Sequence[str], styles: Sequence[int], height: float) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_stored(text)}</t></is></c>'
        if text
        else f'<c r="{letter}{number}" s="{style}"/>'
        for letter, text, style in zip("ABCDEFGHI", texts, styles, strict=False)
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>'


def _widths(lines: Sequence[Line]) -> str:
    # LibreOffice does not break a link in two.
    longest = max((len(f"{line.sheet}!{line.address}") for line in lines), default=0)
    widths = [min(45.0, max(_COLUMNS[0][1], longest + 3)), *(width for _, width in _COLUMNS[1:])]
    shown = [f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>' for n, width in enumerate(widths, 1)]
    last = len(_COLUMNS) + 1
    return "".join(shown) + f'<col min="{last}" max="{last}" width="12" hidden="1" customWidth="1"/>'


def _choices(lines: Sequence[Line]) -> str:
    where = [f"G{number}" for number, line in enumerate(lines, HEAD + 1) if not line.refused]
    if not where:
        return ""
    # Conflicts stand first, one below the other.
    area = where[0] if len(where) == 1 else f"{where[0]}:{where[-1]}"
    return (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1"'
        ' showErrorMessage="1" errorTitle="Vælg på listen" error="Her kan stå regneark eller plan."'
        ' promptTitle="Hvad skal gælde?" prompt="regneark: det, der står i cellen på sit eget ark.'
        f' plan: det, planen siger. Tom: ikke afgjort." sqref="{area}">'
        f"<formula1>&quot;regneark,plan&quot;</formula1></dataValidation></dataValidations>"
    )


def _links(lines: Sequence[Line]) -> str:
    links = []
    for number, line in enumerate(lines, HEAD + 1):
        if line.address:
            quoted = line.sheet.replace("'", "''")
            location = quoteattr(f"'{quoted}'!{line.address}")
            links.append(f'<hyperlink ref="A{number}" location={location} display={quoteattr(line.address)}/>')
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _stored(text: str) -> str:
    held = "".join("\ufffd" if ord(sign) < 32 and sign not in "\n\t" else sign for sign in text.replace("\r\n", "\n"))
    return xml_escape(escape(held))
