"""What the professionals' documents share: the head with its sender, fact rows, numbered bars, the footer."""

from collections.abc import Sequence
from dataclasses import replace

from mlmp_docs.word.design.components import (
    Border,
    Cell,
    Row,
    Xml,
    for_each,
    only_if,
    paragraph,
    rows_for_each,
    rows_if,
    spacer,
    table,
)
from mlmp_docs.word.design.palette import HAIRLINE

WIDTH = 17.0
"""The text width of the register, in cm."""
KEY_WIDTH = 4.3
_KEY = '<w:pStyle w:val="Noegle"/>'
UNDERLINE = {"bottom": Border(HAIRLINE, 0.75)}


def head(title: str, subtitle: str = "{{ undertitel }}") -> Xml:
    """The sender in grey, the title and a subtitle that may be empty."""
    under = paragraph(subtitle, "Subtitle")
    if subtitle.startswith("{{"):
        under = only_if(subtitle.strip("{} "), under)
    return paragraph("{{ afsender }}", "Brevhoved") + spacer(5) + paragraph(title, "Title") + under


def footer_text(document: str, last: str = "Fortroligt") -> str:
    """'Bestilling · sagsnummer 27-004211 · Fortroligt'; without a case number it is left out."""
    return document + "{% if sagsnummer %}   ·   sagsnummer {{ sagsnummer }}{% endif %}" + f"   ·   {last}"


def bar(text: str) -> Xml:
    """The tinted bar over a numbered part of an order."""
    return paragraph(text, "Bjaelke")


def lines(loop: str, text: str = "{{ linje }}", style: str = "Tabeltekst") -> Xml:
    """A paragraph in a cell for each line: `lines("linje in række.linjer")`."""
    return for_each(loop, paragraph(text, style))


def fact(key: str, value: str) -> Row:
    """A bold key and its value, a text or ready-made paragraphs."""
    content = value if value.startswith("<w:p>") else paragraph(value, "Tabeltekst")
    return Row((Cell(paragraph(key, "Noegle"), borders=UNDERLINE), Cell(content, borders=UNDERLINE)))


def fact_if(condition: str, key: str, value: str) -> list[Row]:
    """A fact that is there only when a field says something."""
    return rows_if(condition, [fact(key, value)], 2)


def facts_for_each(items: str) -> list[Row]:
    """A fact for each item with `navn` and `linjer`."""
    return rows_for_each(f"række in {items}", [fact("{{ række.navn }}", lines("linje in række.linjer"))], 2)


def with_next(row: Row) -> Row:
    """The row kept on the page of the next one; its keys do it."""
    key = replace(row.cells[0], blocks=row.cells[0].blocks.replace(_KEY, f"{_KEY}<w:keepNext/>"))
    return replace(row, cells=(key, *row.cells[1:]))


def facts(*rows: Row | Sequence[Row], together: bool = False) -> Xml:
    """The list of facts; `together` keeps its rows on one page."""
    flat = [each for entry in rows for each in ([entry] if isinstance(entry, Row) else entry)]
    if together:
        flat = [*(with_next(row) for row in flat[:-1]), flat[-1]]
    return table((KEY_WIDTH, WIDTH - KEY_WIDTH), flat, cell_margin=0)
