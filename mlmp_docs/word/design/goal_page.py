"""One goal's page in the visual plan: the goal, how it goes in words, the steps, how we do it and why."""

from mlmp_docs.word.design.components import (
    Border,
    Cell,
    Row,
    Xml,
    boxed,
    bullet_loop,
    for_each,
    only_if,
    paragraph,
    rows_for_each,
    rows_if,
    spacer,
    table,
)
from mlmp_docs.word.design.palette import GOAL_SECTIONS, PETROL, SECTIONS, WHITE
from mlmp_docs.word.design.styles import PLAN, goal_style

_WIDTH = PLAN.text_width
_END = spacer(1)


def goal_page() -> Xml:
    """The blocks of one goal, for a loop whose item is called `målet`."""
    return (
        spacer(1, page_break=True)
        + _band()
        + spacer(10)
        + only_if("målet.har_niveau", _levels())
        + only_if("not målet.har_niveau", paragraph("{{ ord.intet_niveau }}"))
        + spacer(6)
        + paragraph("{{ ord.trappe }}", "TrappeOverskrift")
        + only_if("målet.drøm", paragraph("{{ ord.skridt_mod }} **{{ målet.drøm }}**", keep_next=True))
        + only_if("målet.trin", _steps())
        + only_if("not målet.trin", paragraph("{{ ord.ingen_trin }}", "Hint", keep_next=True), _empty_steps())
        + only_if("målet.sådan_gør_vi", paragraph("Sådan gør vi", "Heading2"), bullet_loop("målet.sådan_gør_vi"))
        + only_if("målet.hvorfor", paragraph("{{ ord.det_hjælper }}", "Heading2"), paragraph("{{ målet.hvorfor }}"))
    )


def _band() -> Xml:
    """The goal in its colour; one row for each of the four colours, of which the document keeps one."""
    rows: list[Row] = []
    for number, section in enumerate(GOAL_SECTIONS, start=1):
        rows += rows_if(f"målet.farve == {number}", [_band_row(section)], 3)
    return table((2.0, 16.7, 8.0), rows, indent=0.1)


def _band_row(section: str) -> Row:
    colours = SECTIONS[section]
    tint = boxed(colours.tint, 0.5)
    number = Cell(
        paragraph("{{ målet.nummer }}", "Maalnummer", align="center"),
        fill=colours.dark,
        borders=boxed(colours.dark, 0.5),
        align="center",
    )
    wording = Cell(
        paragraph("{{ målet.ordlyd }}", goal_style(section))
        + only_if("målet.fagligt", paragraph("**Fagligt mål:** {{ målet.fagligt }}", "Hint"))
        + _END,
        fill=colours.tint,
        borders=tint,
        align="center",
        margins=(0.2, 0.4, 0.2, 0.5),
    )
    who = Cell(
        only_if("målet.hvem", paragraph("**Hvem hjælper:** {{ målet.hvem }}"))
        + only_if("målet.senest", paragraph("**Senest:** {{ målet.senest }}"))
        + only_if("målet.nået", paragraph("**Målet er nået.**"))
        + _END,
        fill=colours.tint,
        borders=tint,
        align="center",
        margins=(0.2, 0.4, 0.2, 0.2),
    )
    return Row((number, wording, who), height=2.4)


def _levels() -> Xml:
    """Three cards and what is said about agreement; the goal's card has the thick border."""
    plain = boxed("AEB8C2", 0.75)
    cards = (
        _level("start", plain, ""),
        _level("nu", plain, ""),
        _level("mål", boxed(PETROL, 2.25), SECTIONS["mål"].tint),
    )
    words = Cell(
        for_each("sætning in målet.enighed", paragraph("{{ sætning }}", "Hint")) + _END,
        align="center",
        margins=(0, 0, 0, 0.6),
    )
    return table((5.6, 5.6, 5.6, _WIDTH - 16.8), [Row((*cards, words), height=2.4)])


def _level(which: str, borders: dict[str, Border], fill: str) -> Cell:
    level = f"målet.niveau.{which}"
    return Cell(
        paragraph(f"{{{{ {level}.overskrift }}}}", "Heading2")
        + only_if(f"{level}.dato", paragraph(f"{{{{ {level}.dato }}}}", "Hint"))
        + only_if(f"{level}.ord", paragraph(f"**{{{{ {level}.ord }}}}**"))
        + only_if(f"not {level}.ord", paragraph("Det taler vi om på mødet.", "Hint"))
        + _END,
        borders=borders,
        fill=fill,
        margins=(0.1, 0.2, 0.1, 0.3),
    )


def _steps() -> Xml:
    """The steps, the first one on top: reached on the middle tint, the present one dark, the coming ones white."""
    colours = SECTIONS["mål"]
    rows = [
        *rows_if("trinet.nået", [_step(colours.mid)], 4),
        *rows_if("trinet.i_gang", [_step(colours.dark, WHITE)], 4),
        *rows_if("trinet.venter", [_step("")], 4),
    ]
    return table(
        (1.4, 13.3, 6.6, 5.4),
        rows_for_each("trinet in målet.trin", rows, 4),
        caption="Trin",
        description="Trinene på vej mod målet, det første øverst: nummer, det gør jeg, senest og hvem, hvor langt",
    )


def _step(fill: str, colour: str = "") -> Row:
    border = boxed(PETROL, 0.75)
    number, text, when, state = (
        paragraph("**{{ trinet.nummer }}**", "Trin", colour=colour, align="center"),
        paragraph("**{{ trinet.tekst }}**", "Trin", colour=colour),
        paragraph("{{ trinet.hvornår_og_hvem }}", "Tabeltekst", colour=colour),
        paragraph("**{{ trinet.tilstand }}**", "Tabeltekst", colour=colour),
    )
    cells = (
        Cell(blocks, fill=fill, borders=border, align="center", margins=(0.1, 0.2, 0.1, 0.2))
        for blocks in (number, text, when, state)
    )
    return Row(tuple(cells), height=1.1)


def _empty_steps() -> Xml:
    """Four numbered steps to fill in by hand."""
    border = boxed(PETROL, 0.75)
    rows = [
        Row(
            (Cell(paragraph(f"**{n}**", "Trin", align="center"), borders=border, align="center"), Cell(borders=border)),
            height=1.3,
        )
        for n in (1, 2, 3, 4)
    ]
    return table((1.4, _WIDTH - 1.4), rows)
