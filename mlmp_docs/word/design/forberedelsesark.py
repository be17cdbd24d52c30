"""The preparation sheet (R13), standard: one question at a time, each with its own box; four planned pages."""

from mlmp_docs.word.design.components import (
    Cell,
    Row,
    Xml,
    bullet_loop,
    heading,
    only_if,
    paragraph,
    spacer,
    table,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.pictures import picture
from mlmp_docs.word.design.preparation import (
    FOOTER,
    WIDTH,
    beside,
    field,
    goals_to_tick,
    head,
    last_time,
    on_a_line,
    themes,
    tick,
    write_box,
)
from mlmp_docs.word.design.register import ARK

_WAYS = (
    ("Jeg taler selv", "taler-selv"),
    ("En anden taler for mig", "anden-taler"),
    ("Jeg viser billeder", "viser-billeder"),
    ("På en anden måde", "anden-maade"),
)


def forberedelsesark() -> bytes:
    """The template `forberedelsesark-standard.docx`."""
    blocks = (*_dreams(), *_important_and_able(), *_hard_and_wanted(), *_meeting())
    return word_file(ARK, "".join(blocks), title="Forberedelsesark", footer=FOOTER)


def _dreams() -> tuple[Xml, ...]:
    return (
        head("Forberedelsesark for {{ borger.navn }}", "ark"),
        paragraph("**Arket er dit. Her kan du gøre dig klar til mødet.**"),
        bullet_loop("vejledning"),
        heading("Mine håb og drømme", section="drøm"),
        _question("Hvad drømmer jeg om?", "drøm", 5.5, "min_plan.håb_og_drømme[+]", said="håb_og_drømme"),
        _question("Hvordan ser min drøm ud?", "drøm", 5.5, hint="Tegn eller sæt et billede ind her"),
        spacer(1, page_break=True),
    )


def _important_and_able() -> tuple[Xml, ...]:
    return (
        heading("Det er vigtigt for mig", section="vigtigt"),
        _question("Hvad giver mig en god dag?", "vigtigt", 4.7, "min_plan.vigtigt_for_mig[+]", said="vigtigt_for_mig"),
        _question("Hvad er vigtigst i mit liv?", "vigtigt", 4.7, "min_plan.vigtigt_for_mig[+2]"),
        heading("Det kan jeg", section="kan"),
        _question("Hvad er jeg god til?", "kan", 4.7, "min_plan.det_kan_jeg[+]", said="det_kan_jeg"),
        _question("Hvad er jeg stolt af?", "kan", 4.7, "min_plan.det_kan_jeg[+2]"),
        spacer(1, page_break=True),
    )


def _hard_and_wanted() -> tuple[Xml, ...]:
    support = "Hvordan vil jeg gerne støttes? Hvad skal I lade være med?"
    learn = "Hvad vil jeg gerne lære eller prøve?"
    return (
        heading("Det er svært", section="svært"),
        _question("Hvad vil jeg gerne have hjælp til?", "svært", 3.3, "min_plan.det_er_svært[+]", said="det_er_svært"),
        heading("Sådan støtter I mig", section="støtte"),
        _question(support, "støtte", 3.3, "min_plan.god_støtte[+]", said="god_støtte"),
        heading("Det vil jeg gerne", section="vil"),
        _question(learn, "vil", 3.3, "min_plan.det_vil_jeg_gerne[+]", said="det_vil_jeg_gerne"),
        heading("Det vil jeg tale om", section="siden", icon="tale-om"),
        paragraph("Sæt kryds. Du må sætte flere krydser.", keep_next=True),
        themes(0.9, 1.75),
        spacer(1, page_break=True),
    )


def _meeting() -> tuple[Xml, ...]:
    answers = ("Det går godt", "Midt imellem", "Det er svært")
    return (
        only_if(
            "målene",
            heading("Siden sidst", section="siden"),
            paragraph("Hvordan går det med mine mål?", "Heading2"),
            goals_to_tick("Mit mål", "{{ målet.tekst }}", answers),
            spacer(4),
        ),
        heading("Mødet", section="møde", icon="moedet"),
        _question(
            "Hvem vil jeg have med til mødet?", "møde", 1.0, "møde.inviteret_af_borgeren[+]", hint="Skriv navne her"
        ),
        _question("Hvad vil jeg gerne tale om?", "møde", 1.0, "møde.forberedelse.vil_tale_om[+]"),
        _question("Hvad vil jeg helst ikke tale om?", "møde", 1.0, "møde.forberedelse.ikke_tale_om[+]"),
        paragraph("Hvordan vil jeg helst fortælle?", "Heading2"),
        _ways_to_tell(),
        on_a_line("Hvem har hjulpet mig med arket?", "møde.forberedelse.hjulpet_af", "Skriv navn her", 7.8),
        spacer(4),
        only_if(
            "plads == 2",
            _question("Er der mere, jeg vil sige?", "siden", 2.8),
        ),
        spacer(1),
    )


def _question(
    text: str, section: str, height: float, path: str = "", *, hint: str = "Skriv eller tegn her", said: str = ""
) -> Xml:
    """A question and the box for the answer; in the box, what the citizen said last time."""
    before = last_time(f"sidst.{said}") if said else ""
    answer = field(path, hint) if path else paragraph(hint, "Hint")
    more = only_if("plads", paragraph()) if section == "møde" else ""
    return paragraph(text, "Heading2") + write_box(section, height, before, answer, more)


def _ways_to_tell() -> Xml:
    cells = [
        Cell(
            beside(paragraph(f" {tick(f'møde.forberedelse.fortæller_helst[{way}]')} {way}", before=picture(icon, 0.8))),
            align="center",
        )
        for way, icon in _WAYS
    ]
    return table((WIDTH / 2,) * 2, [Row(tuple(cells[:2])), Row(tuple(cells[2:]))]) + spacer(2)
