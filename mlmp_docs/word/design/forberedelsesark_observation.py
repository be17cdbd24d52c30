"""The observation sheet, for citizens who cannot tell themselves: seeing and guessing stay apart; never "jeg"."""

from mlmp_docs.word.design.components import (
    TICK_BOX,
    Cell,
    Row,
    Xml,
    boxed,
    heading,
    only_if,
    paragraph,
    spacer,
    table,
    write_box,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.design.preparation import WIDTH, goals_to_tick, head
from mlmp_docs.word.design.styles import ARK_OBSERVATION

_INFORMANTS = (
    "Borger støttet af medarbejder",
    "Borger støttet af pårørende",
    "Pårørende alene",
    "Medarbejder alene",
    "Medarbejder og pårørende alene",
)
_SECTIONS = (
    (
        "drøm",
        "Glad",
        "Hvornår smiler {{ borger.kaldenavn }}, ler, søger hen til eller bliver ved med noget?",
    ),
    ("kan", "Rolig", "Hvor, hvornår og sammen med hvem er {{ borger.kaldenavn }} rolig og tilpas?"),
    ("vigtigt", "Urolig eller ked af det", "Hvad sker der lige før? Hvad hjælper?"),
    ("støtte", "Siger til og fra", "Hvordan viser {{ borger.kaldenavn }} ja, nej, mere og stop?"),
    ("kan", "Kan og øver sig på", "Hvad klarer {{ borger.kaldenavn }}? Hvad er nyt siden sidst?"),
    ("vil", "Ønsker", "Hvad tror vi, {{ borger.kaldenavn }} vil have mere af – og mindre af?"),
)


def forberedelsesark_observation() -> bytes:
    """The template `forberedelsesark-observation.docx`."""
    blocks = (
        head("Observationsark for {{ borger.navn }}"),
        paragraph(
            "Arket bruges, når det er svært for {{ borger.kaldenavn }} selv at fortælle. "
            "Skriv det, I har set og hørt. Skriv ikke »jeg« på {{ borger.kaldenavns }} vegne."
        ),
        paragraph("Hvem har givet oplysningerne?", "Heading2"),
        _informants(),
        paragraph("**Navne og dato:** ______________________________________________"),
        *(_section(section, word, question) for section, word, question in _SECTIONS),
        heading("Vigtige mennesker", section="hjælper"),
        paragraph(
            "Hvem vil {{ borger.kaldenavn }} gerne være sammen med? Hvem kan vi spørge?",
            keep_next=True,
        ),
        write_box("hjælper", WIDTH, 2.2, ""),
        only_if(
            "målene",
            heading("Hvordan går det med målene?", section="siden"),
            goals_to_tick(
                "Mål", "**{{ målet.nummer }}** {{ målet.tekst }}", ("Det går godt", "Midt imellem", "Det er svært")
            ),
        ),
        spacer(1),
    )
    return word_file(
        ARK_OBSERVATION, "".join(blocks), title="Observationsark", footer="Observationsark  ·  {{ borger.navn }}"
    )


def _informants() -> Xml:
    cells = [Cell(paragraph(f"{TICK_BOX} {who}")) for who in _INFORMANTS] + [Cell()]
    rows = [Row(tuple(cells[n : n + 2])) for n in (0, 2, 4)]
    return table((WIDTH / 2,) * 2, rows)


def _section(section: str, word: str, question: str) -> Xml:
    colours = SECTIONS[section]
    border = boxed(colours.dark, 1)
    heads = ("Det har vi set", "Det tror vi, det betyder")
    head_cells = tuple(
        Cell(paragraph(text, "Noegle", keep_next=True), fill=colours.tint, borders=border) for text in heads
    )
    return (
        heading(word, section=section)
        + paragraph(question, keep_next=True)
        + table(
            (WIDTH / 2,) * 2,
            [Row(head_cells, header=True), Row((Cell(borders=border), Cell(borders=border)), height=3.6)],
            caption=word,
            description="Til venstre det, I har set; til højre det, I tror, det betyder",
        )
    )
