"""The summons (R15): page 1 tells what, when, where and who; page 2 what we talk about and what to do before."""

from mlmp_docs.word.design.components import bullet_loop, heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.letter import FOOTER, contact_box, copies, letterhead, signature, when_and_where
from mlmp_docs.word.design.register import BREV

_MOST_ON_PAGE_1 = 10
"""People who are sure to have room on page 1; with more of them the letter goes on where the list ends."""


def indkaldelse() -> bytes:
    """The template `indkaldelse.docx`."""
    first_page = (
        letterhead(),
        paragraph("{{ overskrift }}", "Title"),
        only_if("til_repræsentant", paragraph("{{ til_repræsentant }}")),
        paragraph("Kære {{ borger.kaldenavn }}"),
        paragraph("{{ indledning }}"),
        spacer(4),
        when_and_where(roomy=True),
        heading("Hvem kommer?", icon="hvem-kommer"),
        bullet_loop("hvem_kommer", "{{ person }}", name="person"),
        spacer(4),
        paragraph("{{ tag_nogen_med }}"),
        only_if("møde.særlige_behov", paragraph("Det husker vi på mødet: {{ særlige_behov }}")),
    )
    second_page = (
        only_if(f"hvem_kommer|length <= {_MOST_ON_PAGE_1}", spacer(1, page_break=True)),
        heading("Hvad skal vi tale om?", icon="dagsorden"),
        bullet_loop("møde.dagsorden", "{{ punkt.letlæst }}", style="Nummer"),
        only_if(
            "vil_tale_om",
            spacer(4),
            paragraph("Du vil også gerne tale om:", keep_next=True),
            bullet_loop("vil_tale_om"),
        ),
        heading("Hvad kan du gøre inden mødet?", icon="inden-moedet"),
        bullet_loop("inden_mødet"),
        heading("Har du spørgsmål? Eller kan du ikke komme?", icon="kontakt"),
        paragraph("Ring eller skriv til {{ rådgiver.navn }}. Så finder vi ud af det sammen.", keep_next=True),
        contact_box(),
        spacer(8),
        paragraph("Vi glæder os til at se dig.", keep_next=True),
        signature(),
        copies(),
    )
    return word_file(BREV, "".join((*first_page, *second_page)), title="Indkaldelse", footer=FOOTER)
