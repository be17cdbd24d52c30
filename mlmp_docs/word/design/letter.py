"""What letters to the citizen share: letterhead with the address in the window, and the box with day, time, place."""

from mlmp_docs.word.design.components import (
    Border,
    Borders,
    Cell,
    Row,
    Xml,
    boxed,
    for_each,
    only_if,
    paragraph,
    rows_if,
    spacer,
    table,
    tint_box,
)
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.design.pictures import picture
from mlmp_docs.word.design.register import BREV

_ICON, _ICON_CELL = 0.85, 1.8
"""Width of a pictogram in the box, and of its cell, in cm."""

FOOTER = "{{ overskrift }}  ·  {{ borger.navn }}"


def letterhead(*, always_dated: bool = True) -> Xml:
    """Sender and case at the top; below it the address, 4.6 cm from the top and 2.0 cm from the left.

    Not `always_dated`: an own document has a date only when the run was given one. Row heights keep the address in
    the window of the envelope; they grow rather than cut a long address.
    """
    sender = paragraph("{{ kommune }}", "Afsender") + only_if("forvaltning", paragraph("{{ forvaltning }}", "Hint"))
    day = paragraph("Dato: {{ brev.dato }}", "Brevhoved")
    case = (
        (day if always_dated else only_if("brev.dato", day))
        + only_if("sagsnummer", paragraph("Sagsnummer: {{ sagsnummer }}", "Brevhoved"))
        + paragraph("Din rådgiver: {{ rådgiver.navn }}", "Brevhoved")
        + only_if("rådgiver.telefon", paragraph("Telefon: {{ rådgiver.telefon }}", "Brevhoved"))
        + only_if("rådgiver.mail", paragraph("{{ rådgiver.mail }}", "Brevhoved"))
    )
    address = for_each("linje in adressefelt", paragraph("{{ linje }}", "Adresse"))
    edge = (0, 0, 0, 0)
    return table(
        (9.0, BREV.text_width - 9.0),
        [
            Row((Cell(sender + _end(), margins=edge), Cell(case + _end(), margins=edge)), height=3.1),
            Row((Cell(address + _end(), margins=edge), Cell(margins=edge)), height=2.9),
        ],
    )


def _end() -> Xml:
    """A cell must end in a paragraph that is there whatever the tags before it do."""
    return paragraph(style="Afstand", line=1)


def when_and_where(*, roomy: bool = False) -> Xml:
    """The ochre box: day, time and place in big type, each beside its pictogram."""
    place = paragraph("Sted: **{{ møde.sted }}**", "Stor") + only_if(
        "stedets_adresse", paragraph("{{ stedets_adresse }}")
    )
    time = paragraph("Tid: **{{ tid }}**", "Stor") + only_if("varighed", paragraph("{{ varighed }}"))
    height = 1.3 if roomy else 0.95
    rows = [
        _fact("moede", paragraph("Dag: **{{ dag }}**", "Stor"), "top", height),
        *rows_if("not møde.sted", [_fact("tid", time, "bottom", height)], 2),
        *rows_if("møde.sted", [_fact("tid", time, "", height)], 2),
        *rows_if("møde.sted", [_fact("sted", place, "bottom", height)], 2),
    ]
    return table((_ICON_CELL, BREV.text_width - _ICON_CELL), rows, indent=0.05)


def _fact(icon: str, text: Xml, edge: str, height: float) -> Row:
    """A row of the box; the first and the last one have its upper or lower border."""
    border, tint = Border(SECTIONS["møde"].dark, 1.5), SECTIONS["møde"].tint
    # Inside the box borders in the colour of the cells: without them a white line shows between two cells.
    sides: Borders = boxed(tint, 0.5) | ({edge: border} if edge else {})
    above, below = (0.12 if edge == "top" else 0), (0.12 if edge == "bottom" else 0)
    picture_cell = Cell(
        paragraph(before=picture(icon, _ICON), align="center"),
        fill=tint,
        borders=sides | {"left": border},
        align="center",
        margins=(above, 0, below, 0.2),
    )
    words = Cell(
        text + _end(),
        fill=tint,
        borders=sides | {"right": border},
        align="center",
        margins=(above, 0.4, below, 0.3),
    )
    return Row((picture_cell, words), height=height)


def contact_box() -> Xml:
    """How to reach the rådgiver."""
    return tint_box("mål", BREV.text_width, paragraph("{{ kontakt }}", "Stor"))


def signature() -> Xml:
    """Regards from the rådgiver."""
    return (
        paragraph("Venlig hilsen", "Hilsen", keep_next=True)
        + paragraph("**{{ rådgiver.navn }}**", "Underskrift", keep_next=True)
        + paragraph("{{ rådgiver.titel }}, {{ kommune }}", "Underskrift")
    )


def copies() -> Xml:
    """Who gets a copy; nothing when nobody does."""
    return only_if("kopi_til", spacer(6), paragraph("Kopi til: {{ kopi_til }}", "Hint"))
