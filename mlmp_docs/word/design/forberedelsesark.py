"""The preparation sheet (R13), standard: one question at a time, each with its own box."""

from mlmp_docs.word.design.components import (
    TICK_BOX,
    Cell,
    Row,
    Xml,
    boxed,
    bullet_loop,
    for_each,
    heading,
    only_if,
    paragraph,
    spacer,
    table,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.palette import SECTIONS
from mlmp_docs.word.design.preparation import WIDTH, goals_to_tick, head, themes
from mlmp_docs.word.design.styles import ARK

FOOTER = "Forberedelsesark  ·  {{ borger.navn }}"


def forberedelsesark() -> bytes:
    """The template `forberedelsesark-standard.docx`."""
    blocks = (
        head("Forberedelsesark for {{ borger.navn }}"),
        paragraph("**Arket er dit. Her kan du gøre dig klar til mødet.**"),
        bullet_loop("vejledning"),
        heading("Mine håb og drømme", section="drøm"),
        _question("Hvad drømmer jeg om?", "drøm", 5.9, "Skriv her", "sidst.håb_og_drømme"),
        _question("Hvordan ser min drøm ud?", "drøm", 5.9, "Tegn eller sæt et billede ind her"),
        heading("Det er vigtigt for mig", section="vigtigt"),
        _question("Hvad giver mig en god dag?", "vigtigt", 4.9),
        _question("Hvad er vigtigst i mit liv?", "vigtigt", 4.9, last_time="sidst.vigtigt_for_mig"),
        heading("Det kan jeg", section="kan"),
        _question("Hvad er jeg god til?", "kan", 4.9, last_time="sidst.det_kan_jeg"),
        _question("Hvad er jeg stolt af?", "kan", 4.9),
        heading("Det er svært", section="svært"),
        _question("Hvad vil jeg gerne have hjælp til?", "svært", 4.3, last_time="sidst.det_er_svært"),
        heading("Sådan støtter I mig", section="støtte"),
        _question(
            "Hvordan vil jeg gerne støttes? Hvad skal I lade være med?", "støtte", 4.3, last_time="sidst.god_støtte"
        ),
        heading("Det vil jeg gerne", section="vil"),
        _question("Hvad vil jeg gerne lære eller prøve?", "vil", 4.3, last_time="sidst.det_vil_jeg_gerne"),
        heading("Det vil jeg tale om", section="siden"),
        paragraph("Sæt kryds. Du må sætte flere krydser.", keep_next=True),
        themes(),
        only_if(
            "målene",
            heading("Siden sidst", section="siden"),
            paragraph("Hvordan går det med mine mål?", "Heading2"),
            goals_to_tick(
                "Mit mål", "**{{ målet.nummer }}** {{ målet.tekst }}", ("Det går godt", "Midt imellem", "Det er svært")
            ),
        ),
        heading("Mødet", section="møde"),
        _question("Hvem vil jeg have med til mødet?", "møde", 2.8, "Skriv navne her"),
        _question("Hvad vil jeg gerne tale om?", "møde", 2.8),
        _question("Hvad vil jeg helst ikke tale om?", "møde", 2.8),
        paragraph("Hvordan vil jeg helst fortælle?", "Heading2"),
        _ways_to_tell(),
        _question("Hvem har hjulpet mig med arket?", "svært", 1.6, "Skriv navn her"),
    )
    return word_file(ARK, "".join(blocks), title="Forberedelsesark", footer=FOOTER)


def _question(text: str, section: str, height: float, hint: str = "Skriv eller tegn her", last_time: str = "") -> Xml:
    """A question and the box for the answer; in the box, what the citizen said last time."""
    said = ""
    if last_time:
        said = only_if(
            last_time,
            paragraph("**Det sagde jeg sidst:**", "Hint"),
            for_each(f"ord in {last_time}", paragraph("»{{ ord }}«", "Hint")),
        )
    cell = Cell(said + paragraph(hint, "Hint"), borders=boxed(SECTIONS[section].dark), margins=(0.1, 0.25, 0.1, 0.25))
    return paragraph(text, "Heading2") + table([WIDTH], [Row((cell,), height=height)])


def _ways_to_tell() -> Xml:
    ways = ("Jeg taler selv", "En anden taler for mig", "Jeg viser billeder", "På en anden måde")
    cells = [Cell(paragraph(f"{TICK_BOX} {way}")) for way in ways]
    return table((WIDTH / 2,) * 2, [Row(tuple(cells[:2])), Row(tuple(cells[2:]))]) + spacer(2)
