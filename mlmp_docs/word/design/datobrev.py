"""The date notice (R6): one page that tells the day and invites to the preparation meeting."""

from mlmp_docs.word.design.components import heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.letter import FOOTER, copies, letterhead, signature, when_and_where
from mlmp_docs.word.design.palette import GREY
from mlmp_docs.word.design.styles import BREV


def datobrev() -> bytes:
    """The template `datobrev.docx`."""
    blocks = (
        letterhead(),
        paragraph("{{ overskrift }}", "Title"),
        only_if("til_repræsentant", paragraph("{{ til_repræsentant }}")),
        paragraph("Kære {{ borger.kaldenavn }}"),
        paragraph("{{ indledning }}"),
        when_and_where(),
        only_if("forberedelse", heading("Vil du gøre dig klar til mødet?"), paragraph("{{ forberedelse }}")),
        only_if("film", paragraph("{{ film }}")),
        spacer(4),
        paragraph("{{ spørgsmål }}"),
        signature(),
        copies(),
        only_if(
            "svar_til",
            spacer(16),
            paragraph("Klip her", "Hint", rule=GREY, keep_next=True),
            paragraph(
                "**Vil du med til forberedelsesmødet?** Sæt kryds, og giv svaret til {{ svar_til }}.", keep_next=True
            ),
            paragraph("☐ **Ja**        ☐ **Nej**        Navn: {{ borger.navn }}"),
        ),
    )
    return word_file(BREV, "".join(blocks), title="Datobrev", footer=FOOTER)
