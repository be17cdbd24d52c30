"""The preparation sheet with few words: pictogram and a word or two at the left, room for a picture at the right."""

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
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.design.pictures import picture, section_icon
from mlmp_docs.word.design.preparation import FOOTER, WIDTH, field, goals_to_tick, head, on_a_line, themes
from mlmp_docs.word.design.register import ARK_BILLEDER
from mlmp_docs.word.design.styles import section_style

_WORD_WIDTH = 4.4
_ICON = 3.2


def forberedelsesark_billeder() -> bytes:
    """The template `forberedelsesark-billeder.docx`."""
    blocks = (
        head("Forberedelsesark for {{ borger.navn }}", "ark-billeder"),
        _picture("drøm", "Min drøm", "Hvad drømmer jeg om?", 9.8, "min_plan.håb_og_drømme[+]"),
        _picture("vigtigt", "Vigtigt for mig", "Hvad gør mig glad?", 9.8, "min_plan.vigtigt_for_mig[+]"),
        spacer(1, page_break=True),
        _picture("kan", "Det kan jeg", "Hvad er jeg god til?", 12.4, "min_plan.det_kan_jeg[+]"),
        _picture("svært", "Hjælp", "Hvad vil jeg have hjælp til?", 12.4, "min_plan.det_er_svært[+]"),
        spacer(1, page_break=True),
        _picture("vil", "Noget nyt", "Hvad vil jeg prøve?", 11.2, "min_plan.det_vil_jeg_gerne[+]"),
        heading("Det vil jeg tale om", section="siden", icon="tale-om"),
        themes(2.0, 3.6),
        spacer(1, page_break=True),
        heading("Mødet", section="møde", icon="moedet"),
        _picture("møde", "Hvem?", "Hvem skal med?", 4.8, "møde.inviteret_af_borgeren[+]", icon="hvem-med"),
        _picture(
            "svært",
            "Nej tak",
            "Hvad vil jeg ikke tale om?",
            4.8,
            "møde.forberedelse.ikke_tale_om[+]",
            icon="ikke-tale-om",
        ),
        only_if(
            "plads == 2",
            _picture("støtte", "Støtte", "Hvordan skal I hjælpe mig?", 4.8, "min_plan.god_støtte[+]"),
        ),
        only_if(
            "målene",
            paragraph("Sådan går det med mine mål", "Heading2"),
            goals_to_tick("Mit mål", "**{{ målet.stikord }}**", ("Godt", "Midt imellem", "Svært"), weather=True),
            spacer(8),
        ),
        on_a_line("Jeg har fået hjælp af:", "møde.forberedelse.hjulpet_af", "Skriv navn her", 5.2),
        spacer(6),
        only_if("film", paragraph("{{ film }}")),
        paragraph("Du bestemmer, hvad der må komme med i planen."),
    )
    return word_file(ARK_BILLEDER, "".join(blocks), title="Forberedelsesark", footer=FOOTER)


def _picture(section: str, word: str, question: str, height: float, path: str, *, icon: str = "") -> Xml:
    colours = SECTIONS[section]
    border = boxed(colours.dark)
    pictogram = paragraph(align="center", before=picture(icon or section_icon(section), _ICON), keep_next=True)
    cells = (
        Cell(
            pictogram + paragraph(word, section_style(section), align="center"),
            fill=colours.tint,
            borders=border,
            align="center",
            margins=(0, 0.1, 0, 0.1),
        ),
        Cell(
            paragraph(question, "Heading2") + field(path, "Tegn, skriv eller sæt et billede ind"),
            borders=border,
            margins=(0.1, 0.25, 0.1, 0.25),
        ),
    )
    return table((_WORD_WIDTH, WIDTH - _WORD_WIDTH), [Row(cells, height=height)]) + spacer(10)
