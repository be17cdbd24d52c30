"""What the three preparation sheets share: the head, the goals to tick and the cards of themes."""

from typing import get_args

from mlmp_docs.plan.meeting import Tema
from mlmp_docs.word.design.components import (
    TICK_BOX,
    Cell,
    Row,
    Xml,
    band,
    boxed,
    only_if,
    paragraph,
    rows_for_each,
    spacer,
    table,
    tint_box,
)
from mlmp_docs.word.design.palette import SECTIONS, WHITE
from mlmp_docs.word.design.styles import ARK

WIDTH = ARK.text_width
THEMES: tuple[str, ...] = get_args(Tema)
_ANSWERS_WIDTH = 3.2


def head(subtitle: str) -> Xml:
    """The band and the box that tells when the meeting is."""
    title = paragraph("Mit liv – Min plan", "Title") + paragraph(subtitle, "Subtitle")
    meeting = (
        only_if("møde.dag", paragraph("Mødet er **{{ møde.dag_og_tid }}**")),
        only_if("not møde.dag", paragraph("{{ mødet_senere }}")),
        only_if("møde.sted", paragraph("{{ møde.sted }}")),
        spacer(1),
    )
    return band(title, WIDTH) + spacer(8) + tint_box("møde", WIDTH, *meeting, framed=True) + spacer(8)


def themes(height: float = 1.3) -> Xml:
    """Nine cards to tick."""
    colours = SECTIONS["siden"]
    cells = [
        Cell(
            paragraph(f"{TICK_BOX} **{theme}**"),
            fill=colours.tint,
            borders=boxed(WHITE, 4.5),
            align="center",
            margins=(0, 0.2, 0, 0.4),
        )
        for theme in THEMES
    ]
    rows = [Row(tuple(cells[n : n + 3]), height=height) for n in (0, 3, 6)]
    return table((WIDTH / 3,) * 3, rows)


def goals_to_tick(first: str, wording: str, answers: tuple[str, str, str]) -> Xml:
    """One row for each goal and a box to tick under each answer."""
    colours = SECTIONS["siden"]
    border = boxed(colours.dark, 0.75)
    tick = Cell(paragraph(TICK_BOX, "Stor", align="center"), borders=border, align="center")
    goal = Cell(paragraph(wording, "Tabeltekst"), borders=border, align="center")
    rows = [
        Row((_head_cell(first), *(_head_cell(answer, "center") for answer in answers)), header=True),
        *rows_for_each("målet in målene", [Row((goal, tick, tick, tick), height=1.2)], 4),
    ]
    widths = (WIDTH - 3 * _ANSWERS_WIDTH, *(_ANSWERS_WIDTH,) * 3)
    return table(widths, rows, caption="Mål", description="Ét mål i hver række og tre svar at sætte kryds ved")


def _head_cell(text: str, align: str = "") -> Cell:
    dark = SECTIONS["siden"].dark
    return Cell(paragraph(text, "Tabelhoved", align=align), fill=dark, borders=boxed(dark, 0.75), align="center")
