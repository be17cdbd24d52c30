"""The preparation sheet with few words: at the left one or two words, at the right room for a picture."""

from mlmp_docs.word.design.components import (
    Cell,
    Row,
    Xml,
    boxed,
    heading,
    only_if,
    paragraph,
    spacer,
    table,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.forberedelsesark import FOOTER
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.design.preparation import WIDTH, goals_to_tick, head, themes
from mlmp_docs.word.design.styles import ARK_BILLEDER, section_style

_WORD_WIDTH = 4.4


def forberedelsesark_billeder() -> bytes:
    """The template `forberedelsesark-billeder.docx`."""
    blocks = (
        head("Forberedelsesark for {{ borger.navn }}"),
        _picture("drøm", "Min drøm", "Hvad drømmer jeg om?", 10.0),
        _picture("vigtigt", "Vigtigt for mig", "Hvad gør mig glad?", 10.0),
        _picture("kan", "Det kan jeg", "Hvad er jeg god til?", 12.0),
        _picture("svært", "Hjælp", "Hvad vil jeg have hjælp til?", 12.0),
        _picture("vil", "Noget nyt", "Hvad vil jeg prøve?", 11.6),
        heading("Det vil jeg tale om", section="siden"),
        themes(2.2),
        spacer(1, page_break=True),
        heading("Mødet", section="møde"),
        _picture("møde", "Hvem?", "Hvem skal med?", 5.6),
        _picture("svært", "Nej tak", "Hvad vil jeg ikke tale om?", 5.6),
        only_if(
            "målene",
            paragraph("Sådan går det med mine mål", "Heading2"),
            goals_to_tick(
                "Mit mål", "**{{ målet.nummer }}** **{{ målet.stikord }}**", ("Godt", "Midt imellem", "Svært")
            ),
            spacer(8),
        ),
        paragraph("**Jeg har fået hjælp af:** ______________________________________"),
        only_if("film", paragraph("{{ film }}")),
        paragraph("Du bestemmer, hvad der må komme med i planen."),
    )
    return word_file(ARK_BILLEDER, "".join(blocks), title="Forberedelsesark", footer=FOOTER)


def _picture(section: str, word: str, question: str, height: float) -> Xml:
    colours = SECTIONS[section]
    border = boxed(colours.dark)
    cells = (
        Cell(
            paragraph(word, section_style(section), align="center"),
            fill=colours.tint,
            borders=border,
            align="center",
        ),
        Cell(
            paragraph(question, "Heading2") + paragraph("Tegn, skriv eller sæt et billede ind", "Hint"),
            borders=border,
            margins=(0.1, 0.25, 0.1, 0.25),
        ),
    )
    return table((_WORD_WIDTH, WIDTH - _WORD_WIDTH), [Row(cells, height=height)]) + spacer(12)
