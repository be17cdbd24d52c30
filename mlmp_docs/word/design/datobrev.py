"""The date notice (R6): one page that tells the day and invites to the preparation meeting."""

from mlmp_docs.word.design.components import EN_SPACE, heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.letter import FOOTER, copies, letterhead, signature, when_and_where
from mlmp_docs.word.design.palette import GREY
from mlmp_docs.word.design.pictures import picture
from mlmp_docs.word.design.register import BREV


def datobrev() -> bytes:
    """The template `datobrev.docx`."""
    blocks = (
        letterhead(),
        paragraph("{{ overskrift }}", "Title"),
        only_if("til_repræsentant", paragraph("{{ til_repræsentant }}")),
        paragraph("Kære {{ borger.kaldenavn }}"),
        paragraph("{{ indledning }}"),
        spacer(4),
        when_and_where(),
        only_if(
            "forberedelse",
            heading("Vil du gøre dig klar til mødet?", icon="inden-moedet", icon_width=0.8),
            paragraph("{{ forberedelse }}"),
        ),
        only_if("film", paragraph("{{ film }}", "Underskrift", keep_next=True), paragraph("{{ film_link }}")),
        spacer(4),
        paragraph("{{ spørgsmål }}"),
        signature(),
        copies(),
        only_if(
            "svar_til",
            spacer(6, keep_next=True),
            paragraph(f"{EN_SPACE}Klip her", "Hint", rule=GREY, keep_next=True, before=picture("klip", 0.45)),
            spacer(2, keep_next=True),
            paragraph(
                "**Vil du med til forberedelsesmødet?** Sæt kryds, og giv svaret til {{ svar_til }}.", keep_next=True
            ),
            paragraph("☐ **Ja**          ☐ **Nej**          Navn: {{ borger.navn }}", "Svar"),
        ),
    )
    return word_file(BREV, "".join(blocks), title="Datobrev", footer=FOOTER)
