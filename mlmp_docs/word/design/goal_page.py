"""One goal's page in the visual plan: the goal in its colour and shape, how it goes, the stairs, how we do it and why.

Built to the measures with which `content/goal_pages.py` reckons the room for the stairs.
"""

from collections.abc import Callable

from mlmp_docs.content.goal_pages import ARROW, BAND, CARD, LEAST_BAND, LEAST_CARDS, PAGE, WORDS_LEFT
from mlmp_docs.word.design.components import (
    Border,
    Cell,
    Row,
    Xml,
    boxed,
    bullet_loop,
    data_table,
    for_each,
    only_if,
    paragraph,
    rows_if,
    spacer,
    table,
)
from mlmp_docs.word.design.palette import GOAL_SECTIONS, SECTIONS, WRITING_LINE
from mlmp_docs.word.design.pictures import MOST_NUMBERS, goal_badge, picture
from mlmp_docs.word.design.styles import goal_style, level_style, stairs_style

_END = spacer(1)
_BADGE = 1.35
_BAR = 4.5
"""The thick line at the left of the band, in points; half of it hangs out of the table."""
_INDENT = _BAR / 72 * 2.54 / 2
_SHOWN = ("start nu mål", "start mål", "mål", "start nu", "start")
"""Which cards a goal may have."""


def goal_page() -> Xml:
    """The blocks of one goal, for a loop whose item is called `målet`."""
    return (
        spacer(1, page_break=True)
        + _band()
        + spacer(8)
        + "".join(only_if(f"målet.viste_niveauer == '{shown}'", _levels(shown)) for shown in _SHOWN)
        + only_if("not målet.viste_niveauer", paragraph("{{ ord.intet_niveau }}"))
        + spacer(4)
        + _in_goal_colour(lambda section: paragraph("{{ ord.trappe }}", stairs_style(section)))
        + only_if("målet.drøm", paragraph("{{ ord.skridt_mod }} **{{ målet.drøm }}**", keep_next=True))
        + only_if("not målet.trin", paragraph("{{ ord.ingen_trin }}", keep_next=True))
        # In a cell: LibreOffice 7.4 shows no text in shapes that stand in the body after a table.
        + table([PAGE], [Row((Cell(paragraph("{{ målet.trappe }}", "Afstand"), margins=(0, 0, 0, 0)),))])
        + only_if("målet.trappe_er_kort", _steps_in_words())
        + _how_and_why()
    )


def _in_goal_colour(block: Callable[[str], Xml]) -> Xml:
    """The block in each of the four colours, of which the document keeps one."""
    return "".join(
        only_if(f"målet.farve == {number}", block(section)) for number, section in enumerate(GOAL_SECTIONS, start=1)
    )


# --- the goal ---------------------------------------------------------------------------------------------------


def _band() -> Xml:
    rows: list[Row] = []
    for number, section in enumerate(GOAL_SECTIONS, start=1):
        rows += rows_if(f"målet.farve == {number}", [_band_row(number, section)], 3)
    return table((BAND[0] - _INDENT, *BAND[1:]), rows, indent=_INDENT)


def _band_row(colour: int, section: str) -> Row:
    colours = SECTIONS[section]
    tint = boxed(colours.tint, 0.5)
    numbers = range(colour, MOST_NUMBERS + 1, len(GOAL_SECTIONS))
    badge = "".join(
        only_if(f"målet.nummer == {n}", paragraph(align="center", before=goal_badge(n, _BADGE))) for n in numbers
    )
    badge += only_if(
        f"målet.nummer > {MOST_NUMBERS}", paragraph("{{ målet.nummer }}", goal_style(section), align="center")
    )
    wording = "".join(
        only_if(f"målet.ordlyd_størrelse == {size}", paragraph("{{ målet.ordlyd }}", goal_style(section, size)))
        for size in (26, 20, 16)
    )
    wording += only_if("målet.fagligt", paragraph("**Fagligt mål:** {{ målet.fagligt }}", "Hint"))
    who = only_if("målet.hvem", _detail("hvem-hjaelper", "**Hvem hjælper:** {{ målet.hvem }}"))
    who += only_if("målet.senest", _detail("senest", "**Senest:** {{ målet.senest }}"))
    who += only_if("målet.nået", paragraph("**Målet er nået.**", "Maaldetalje"))
    number, words, details = (
        Cell(blocks + _END, fill=colours.tint, borders=borders, align="center", margins=margins)
        for blocks, borders, margins in (
            (badge, tint | {"left": Border(colours.dark, _BAR)}, (0.2, 0.1, 0.2, 0.1)),
            (wording, tint, (0.2, 0.4, 0.2, 0.3)),
            (who, tint, (0.2, 0.3, 0.2, 0.3)),
        )
    )
    return Row((number, words, details), height=LEAST_BAND)


def _detail(icon: str, text: str) -> Xml:
    return paragraph(text, "Maaldetalje", before=picture(icon, 0.65) + "<w:r><w:tab/></w:r>")


# --- how it goes ------------------------------------------------------------------------------------------------


def _levels(shown: str) -> Xml:
    """Cards with arrows between them, and what is said about agreement; the goal's own card has the thick border."""
    names = shown.split(" ")
    widths = [CARD, *[ARROW, CARD] * (len(names) - 1)]
    widths.append(PAGE - sum(widths))
    rows: list[Row] = []
    for number, section in enumerate(GOAL_SECTIONS, start=1):
        rows += rows_if(f"målet.farve == {number}", [_level_row(names, section)], len(widths))
    return table(widths, rows)


def _level_row(names: list[str], section: str) -> Row:
    cells: list[Cell] = []
    for name in names:
        if cells:
            cells.append(
                Cell(paragraph(align="center", before=picture("pil", 0.7)), align="center", margins=(0, 0, 0, 0))
            )
        cells.append(_level(name, section))
    agreed = only_if("målet.prikkernes_ord", paragraph("{{ målet.prikkernes_ord }}"))
    agreed += for_each("sætning in målet.enighed", paragraph("{{ sætning }}"))
    heading = paragraph("{{ målet.uenighed }}", "Uenighed", before=picture("enighed", 0.65) + "<w:r><w:tab/></w:r>")
    views = heading + for_each("sætning in målet.enighed", paragraph("{{ sætning }}", "Enighed"))
    words = only_if("målet.uenighed", views) + only_if("not målet.uenighed", agreed) + _END
    return Row((*cells, Cell(words, align="center", margins=(0, 0, 0, WORDS_LEFT))), height=LEAST_CARDS)


def _level(name: str, section: str) -> Cell:
    level, colours, is_goal = f"målet.niveau.{name}", SECTIONS[section], name == "mål"
    return Cell(
        paragraph(f"{{{{ {level}.overskrift }}}}", level_style(section))
        + only_if(f"{level}.dato", paragraph(f"{{{{ {level}.dato }}}}", "Hint"))
        + only_if(f"{level}.prikker", paragraph(f"{{{{ {level}.prikker }}}}", "Prikker"))
        + paragraph(f"{{{{ {level}.ord }}}}", "Niveauord")
        + _END,
        borders=boxed(colours.dark, 2.25) if is_goal else boxed(WRITING_LINE, 0.75),
        fill=colours.tint if is_goal else "",
        align="center",
        margins=(0.1, 0.2, 0.1, 0.3),
    )


# --- the stairs -------------------------------------------------------------------------------------------------


def _steps_in_words() -> Xml:
    """What the steps say when the stairs have room for numbers only; kept together on one page."""
    texts = (
        "**{{ trinet.nummer }}**",
        *(f"{{{{ trinet.{key} }}}}" for key in ("tekst", "hvornår", "hvem", "tilstand")),
    )
    steps = data_table(
        ("Trin", "{{ ord.det_gør }}", "Senest", "Hvem hjælper", "Hvor langt"),
        (1.6, 13.3, 4.4, 3.7, 3.7),
        tuple(paragraph(text, "Tabeltekst", keep_next=True) for text in texts),
        "trinet in målet.trin",
        caption="Trinene med ord",
        description="Trinene på måltrappen, det første øverst: nummer, hvad, hvornår, hvem hjælper og hvor langt",
    )
    return paragraph("Trinene med ord", "Heading2") + steps


def _how_and_why() -> Xml:
    """Side by side when there are both, so that the stairs keep their height."""
    ways = paragraph("Sådan gør vi", "Heading2") + bullet_loop("målet.sådan_gør_vi", style="Punkt14")
    why = paragraph("{{ ord.det_hjælper }}", "Heading2") + paragraph("{{ målet.hvorfor }}")
    cells = (Cell(ways + _END, margins=(0, 0.5, 0, 0)), Cell(why, margins=(0, 0, 0, 0.5)))
    return (
        only_if("målet.sådan_gør_vi and målet.hvorfor", spacer(4) + table((PAGE / 2, PAGE / 2), [Row(cells)]))
        + only_if("målet.sådan_gør_vi and not målet.hvorfor", ways)
        + only_if("målet.hvorfor and not målet.sådan_gør_vi", why)
    )
