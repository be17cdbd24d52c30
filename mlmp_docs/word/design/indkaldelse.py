"""The summons (R15): page 1 tells what, when, where and who; page 2 what we talk about and what to do before."""

from mlmp_docs.word.design.components import bullet_loop, heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.letter import FOOTER, contact_box, copies, letterhead, signature, when_and_where
from mlmp_docs.word.design.styles import BREV


def indkaldelse() -> bytes:
    """The template `indkaldelse.docx`."""
    first_page = (
        letterhead(),
        paragraph("{{ overskrift }}", "Title"),
        only_if("til_repræsentant", paragraph("{{ til_repræsentant }}")),
        paragraph("Kære {{ borger.kaldenavn }}"),
        paragraph("{{ indledning }}"),
        when_and_where(),
        heading("Hvem kommer?"),
        bullet_loop("hvem_kommer", "{{ person }}", name="person"),
        spacer(4),
        paragraph("{{ tag_nogen_med }}"),
        only_if("møde.særlige_behov", paragraph("Det husker vi på mødet: {{ særlige_behov }}")),
    )
    second_page = (
        spacer(1, page_break=True),
        heading("Hvad skal vi tale om?"),
        bullet_loop("møde.dagsorden", "{{ punkt.letlæst }}", style="Nummer"),
        only_if(
            "vil_tale_om",
            spacer(4),
            paragraph("Du vil også gerne tale om:", keep_next=True),
            bullet_loop("vil_tale_om"),
        ),
        heading("Hvad kan du gøre inden mødet?"),
        bullet_loop("inden_mødet"),
        heading("Har du spørgsmål? Eller kan du ikke komme?"),
        paragraph("Ring eller skriv til {{ rådgiver.navn }}. Så finder vi ud af det sammen.", keep_next=True),
        contact_box(),
        spacer(8),
        paragraph("Vi glæder os til at se dig.", keep_next=True),
        signature(),
        copies(),
    )
    return word_file(BREV, "".join((*first_page, *second_page)), title="Indkaldelse", footer=FOOTER)
