"""The sample of an own document: a letter of welcome, to copy and change in Word."""

from mlmp_docs.word.design.components import for_each, heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.letter import FOOTER, contact_box, copies, letterhead, signature
from mlmp_docs.word.design.register import BREV


def velkomstbrev() -> bytes:
    """The template `velkomstbrev.docx`."""
    blocks = (
        letterhead(always_dated=False),
        paragraph("Velkommen, {{ borger.kaldenavn }}", "Title"),
        only_if("til_repræsentant", paragraph("{{ til_repræsentant }}")),
        paragraph("Kære {{ borger.kaldenavn }}"),
        paragraph("Jeg hedder {{ rådgiver.navn }}. Jeg er din rådgiver i {{ kommune }}."),
        heading("Her får du hjælp"),
        for_each(
            "sted in tilbud",
            paragraph(
                "**{{ sted.navn }}**{% if sted.kontaktperson.navn %}: {{ sted.kontaktperson.navn }} "
                "er din kontaktperson.{% endif %}",
                "Punkt",
            ),
        ),
        heading("Vi laver en plan sammen"),
        paragraph(
            "En gang om året holder vi et møde om dig og din plan. Du bestemmer selv, om din familie eller en ven "
            "skal med."
        ),
        only_if("møde.måned_og_år", paragraph("Dit næste møde er i {{ møde.måned_og_år }}. Du får et brev om det.")),
        heading("Har du spørgsmål?"),
        only_if("kontakt", paragraph("Ring eller skriv til mig.", keep_next=True), contact_box()),
        spacer(8),
        signature(),
        copies(),
    )
    return word_file(BREV, "".join(blocks), title="Velkomstbrev", footer=FOOTER)
