"""The letter about a new rådgiver: one page, who it is, from when, and how to reach them."""

from mlmp_docs.word.design.components import for_each, heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.letter import FOOTER, contact_box, copies, letterhead, signature
from mlmp_docs.word.design.register import BREV


def raadgiverskift() -> bytes:
    """The template `raadgiverskift.docx`."""
    blocks = (
        letterhead(),
        paragraph("{{ overskrift }}", "Title"),
        only_if("til_repræsentant", paragraph("{{ til_repræsentant }}")),
        paragraph("Kære {{ borger.kaldenavn }}"),
        paragraph("{{ indledning }}", "Stor"),
        heading("Hvad betyder det for dig?"),
        for_each("linje in betyder", paragraph("{{ linje }}", "Punkt")),
        heading("Har du spørgsmål?"),
        paragraph("{{ spørgsmål }}", keep_next=True),
        contact_box(),
        spacer(8),
        signature(),
        copies(),
    )
    return word_file(BREV, "".join(blocks), title="Brev om ny rådgiver", footer=FOOTER)
