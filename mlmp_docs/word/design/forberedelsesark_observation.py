"""The observation sheet, for citizens who cannot tell themselves: seeing and guessing stay apart; never "jeg"."""

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
from mlmp_docs.word.design.preparation import WIDTH, field, goals_to_tick, head, on_a_line, tick, write_box
from mlmp_docs.word.design.register import ARK_OBSERVATION

_INFORMANTS = (
    "Borger støttet af medarbejder",
    "Borger støttet af pårørende",
    "Pårørende alene",
    "Medarbejder alene",
    "Medarbejder og pårørende alene",
)
_NAME = "{{ borger.kaldenavn }}"


def forberedelsesark_observation() -> bytes:
    """The template `forberedelsesark-observation.docx`."""
    answers = ("Det går godt", "Midt imellem", "Det er svært")
    blocks = (
        head("Observationsark for {{ borger.navn }}", "ark-observation"),
        paragraph(
            f"Arket bruges, når det er svært for {_NAME} selv at fortælle. "
            "Skriv det, I har set og hørt. Skriv ikke »jeg« på {{ borger.kaldenavns }} vegne."
        ),
        paragraph("**Hvem har givet oplysningerne?**", keep_next=True),
        _informants(),
        spacer(2),
        on_a_line("Navne og dato:", "møde.forberedelse.hjulpet_af", "Skriv navne og dato her", 3.4),
        _section("drøm", "Glad", f"Hvornår smiler {_NAME}, ler, søger hen til eller bliver ved med noget?", "glad"),
        _section("kan", "Rolig", f"Hvor, hvornår og sammen med hvem er {_NAME} rolig og tilpas?", "rolig"),
        spacer(1, page_break=True),
        _section("vigtigt", "Urolig eller ked af det", "Hvad sker der lige før? Hvad hjælper?", "urolig", 5.4),
        _section(
            "støtte",
            "Siger til og fra",
            f"Hvordan viser {_NAME} ja, nej, mere og stop?",
            "siger_til_og_fra",
            5.4,
            icon="siger-til",
        ),
        _section("kan", "Kan og øver sig på", f"Hvad klarer {_NAME}? Hvad er nyt siden sidst?", "kan_og_øver", 5.4),
        spacer(1, page_break=True),
        _section("vil", "Ønsker", f"Hvad tror vi, {_NAME} vil have mere af – og mindre af?", "ønsker", 5.0),
        heading("Vigtige mennesker", section="hjælper"),
        paragraph(f"Hvem vil {_NAME} gerne være sammen med? Hvem kan vi spørge?", keep_next=True),
        write_box("hjælper", 3.0, field("netværk[+]", "Skriv ét navn på hver linje")),
        only_if(
            "målene",
            heading("Hvordan går det med målene?", section="siden"),
            goals_to_tick("Mål", "{{ målet.tekst }}", answers),
        ),
        only_if(
            "plads == 2",
            heading("Andet", section="siden", icon="tale-om"),
            paragraph("Er der mere, vi skal vide?", keep_next=True),
            write_box("siden", 4.4, paragraph("Skriv her", "Hint")),
        ),
        spacer(1),
    )
    return word_file(
        ARK_OBSERVATION, "".join(blocks), title="Observationsark", footer="Observationsark   ·   {{ borger.navn }}"
    )


def _informants() -> Xml:
    cells = [Cell(paragraph(f"{tick(f'min_plan.kilde[+{who}]')} {who}")) for who in _INFORMANTS] + [Cell()]
    rows = [Row(tuple(cells[n : n + 2])) for n in (0, 2, 4)]
    return table((WIDTH / 2,) * 2, rows)


def _section(section: str, word: str, question: str, key: str, height: float = 4.3, *, icon: str = "") -> Xml:
    colours = SECTIONS[section]
    border = boxed(colours.dark, 1)
    heads = ("Det har vi set", "Det tror vi, det betyder")
    head_cells = tuple(
        Cell(paragraph(text, "Noegle", keep_next=True), fill=colours.tint, borders=border) for text in heads
    )
    path = f"møde.forberedelse.observationer.{key}"
    answers = tuple(Cell(field(f"{path}.{side}", "Skriv her"), borders=border) for side in ("set", "tolkning"))
    own = key if key in ("glad", "rolig", "urolig") else ""
    return (
        heading(word, section=section, icon=icon or own)
        + paragraph(question, keep_next=True)
        + table(
            (WIDTH / 2,) * 2,
            [Row(head_cells, header=True), Row(answers, height=height)],
            caption=word,
            description="Til venstre det, I har set; til højre det, I tror, det betyder",
        )
    )
