"""What letters to the citizen share: letterhead with the address in the window, and the box with day, time, place."""

from mlmp_docs.word.design.components import (
    Cell,
    Row,
    Xml,
    for_each,
    only_if,
    paragraph,
    table,
    tint_box,
)
from mlmp_docs.word.design.styles import BREV

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


def when_and_where() -> Xml:
    """The ochre box: day, time and place in big type."""
    return tint_box(
        "møde",
        BREV.text_width,
        paragraph("Dag: **{{ dag }}**", "Stor"),
        paragraph("Tid: **{{ tid }}**", "Stor"),
        only_if("varighed", paragraph("{{ varighed }}")),
        only_if("møde.sted", paragraph("Sted: **{{ møde.sted }}**", "Stor")),
        only_if("stedets_adresse", paragraph("{{ stedets_adresse }}")),
        _end(),
        framed=True,
    )


def contact_box() -> Xml:
    """How to reach the rådgiver."""
    return tint_box("mål", BREV.text_width, paragraph("{{ kontakt }}", "Stor"))


def signature() -> Xml:
    """Regards from the rådgiver."""
    return (
        paragraph("Venlig hilsen", keep_next=True)
        + paragraph("**{{ rådgiver.navn }}**", keep_next=True)
        + paragraph("{{ rådgiver.titel }}, {{ kommune }}")
    )


def copies() -> Xml:
    """Who gets a copy; nothing when nobody does."""
    return only_if("kopi_til", paragraph("Kopi til: {{ kopi_til }}", "Hint"))
