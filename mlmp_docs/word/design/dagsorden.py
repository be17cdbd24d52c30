"""The template of the agenda: one page of facts, points and what happens before the meeting."""

from mlmp_docs.word.design.components import Xml, bullet_loop, data_table, heading, only_if, paragraph
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.professional import WIDTH, fact, fact_if, facts, footer_text, head, lines
from mlmp_docs.word.design.register import FAG

_MOST_POINTS = 12
"""With more points than this their letters are smaller."""


def _points(style: str) -> Xml:
    cells = ("{{ punkt.nummer }}", "{{ punkt.punkt }}", "{{ punkt.oplæg_ved }}")
    return data_table(
        ("Nr.", "Punkt", "Oplæg ved"),
        (1.3, 10.4, WIDTH - 11.7),
        [paragraph(text, style) for text in cells],
        "punkt in punkter",
        caption="Dagsordenens punkter",
        description="Nummer, punkt og hvem der lægger op",
    )


def dagsorden() -> bytes:
    """The Word file."""
    blocks = (
        head("Dagsorden til borgerplansmøde")
        + facts(
            fact("Borger", "{{ borger.navn }}"),
            fact("Tid", "{{ tid }}"),
            fact("Sted", "{{ møde.sted }}"),
            fact("Mødeleder", "{{ mødeleder }}"),
            fact("Referent", "{{ referent }}"),
            fact("Indkaldt", lines("person in indkaldt", "{{ person }}")),
            fact_if("inviteret", "Inviteret af borgeren", lines("person in inviteret", "{{ person }}")),
            fact_if("særlige_behov", "Særlige behov", "{{ særlige_behov }}"),
            fact_if(
                "vil_tale_om", "{{ borger.kaldenavn }} vil gerne tale om", lines("tekst in vil_tale_om", "{{ tekst }}")
            ),
            fact_if(
                "fortæller_helst",
                "{{ borger.kaldenavn }} fortæller helst",
                "{{ fortæller_helst }}",
            ),
        )
        + heading("Punkter")
        + only_if(f"punkter|length <= {_MOST_POINTS}", _points("Tabeltekst"))
        + only_if(f"punkter|length > {_MOST_POINTS}", _points("Tabeltekstlille"))
        + heading("Forud for mødet")
        + bullet_loop("forud")
        + only_if("afbud_til", paragraph("Afbud eller spørgsmål: {{ afbud_til }}"))
    )
    return word_file(FAG, blocks, title="Dagsorden til borgerplansmøde", footer=footer_text("Dagsorden"))
