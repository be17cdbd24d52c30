"""What the three preparation sheets share: the head, the boxes to write in, the cards of themes, the goals to tick.

A box is a field (`felt`) wherever the plan has a place for the answer; one to draw in is only a box.
"""

from collections.abc import Sequence
from typing import get_args

from mlmp_docs.plan.meeting import Tema
from mlmp_docs.word.design.components import (
    EN_SPACE,
    Border,
    Cell,
    Row,
    Xml,
    boxed,
    for_each,
    only_if,
    paragraph,
    rows_for_each,
    run,
    spacer,
    table,
)
from mlmp_docs.word.design.palette import PETROL, SECTIONS, WHITE, WRITING_LINE
from mlmp_docs.word.design.pictures import MOST_NUMBERS, goal_badge, picture
from mlmp_docs.word.design.register import ARK

WIDTH = ARK.text_width
FOOTER = "Forberedelsesark   ·   {{ borger.navn }}"
_ICONS = ("bolig", "hverdag", "helbred", "familie", "fritid", "arbejde", "penge", "rundt", "andet")
THEMES: dict[str, str] = {theme: f"tema-{icon}" for theme, icon in zip(get_args(Tema), _ICONS, strict=True)}
"""Each theme and its pictogram."""

ANSWERS = ("det går godt", "midt imellem", "det er svært")
"""What the plan calls the three answers about a goal."""
_WEATHER = ("godt", "midt-imellem", "det-er-svaert")
_ANSWER_WIDTH = 2.55
_ICON_CELL = 2.6


def field(path: str, hint: str = "Skriv eller tegn her", style: str = "Normal") -> Xml:
    """The paragraph of a field that grows with what is written."""
    return paragraph(f"{{{{p felt('{path}', '{hint}') }}}}", style)


def tick(path: str) -> str:
    """A box to tick, as text of a paragraph."""
    return f"{{{{ felt('{path}') }}}}"


def head(subtitle: str, icon: str) -> Xml:
    """The band, and the box that tells when the meeting is."""
    title = paragraph("Mit liv – Min plan", "Title") + paragraph(subtitle, "Subtitle")
    petrol = boxed(PETROL, 1)
    band = (
        Cell(title, fill=PETROL, borders=petrol, align="center", margins=(0, 0.2, 0, 0.5)),
        Cell(_centred(icon, 1.4), fill=PETROL, borders=petrol, align="center", margins=(0, 0.2, 0, 0)),
    )
    meeting = (
        only_if("møde.dag", paragraph("Mødet er **{{ møde.dag_og_tid }}**"))
        + only_if("not møde.dag", paragraph("{{ mødet_senere }}"))
        + only_if("møde.sted", paragraph("{{ møde.sted }}"))
        + spacer(1)
    )
    colours = SECTIONS["møde"]
    sides = boxed(colours.dark)
    left, right = ({side: line for side, line in sides.items() if side != gone} for gone in ("right", "left"))
    box = (
        Cell(_centred("moede", 1.1), fill=colours.tint, borders=left, align="center", margins=(0.1, 0, 0.1, 0.2)),
        Cell(meeting, fill=colours.tint, borders=right, align="center", margins=(0.15, 0.3, 0.1, 0.1)),
    )
    return (
        table((WIDTH - _ICON_CELL, _ICON_CELL), [Row(band, height=2.4)])
        + spacer(8)
        + table((1.9, WIDTH - 1.9), [Row(box, height=1.5)])
        + spacer(8)
    )


def _centred(icon: str, width: float) -> Xml:
    return paragraph(align="center", before=picture(icon, width))


def write_box(section: str, height: float, *blocks: Xml) -> Xml:
    """A box in the section's colour; without blocks there is nothing but room."""
    cell = Cell("".join(blocks), borders=boxed(SECTIONS[section].dark), margins=(0.1, 0.25, 0.1, 0.25))
    return table([WIDTH], [Row((cell,), height=height)])


def beside(with_picture: Xml) -> Xml:
    """The paragraph with its words at the middle of the picture beside them."""
    return with_picture.replace("</w:pPr>", '<w:textAlignment w:val="center"/></w:pPr>', 1)


def on_a_line(label: str, path: str, hint: str, label_width: float) -> Xml:
    """A question with a line to write on."""
    line = {"bottom": Border(WRITING_LINE, 0.75)}
    cells = (Cell(paragraph(f"**{label}**"), align="bottom"), Cell(field(path, hint), borders=line, align="bottom"))
    return table((label_width, WIDTH - label_width), [Row(cells, height=0.9)], cell_margin=0.05)


def last_time(words: str) -> Xml:
    """What the citizen said last time, above the room for a new answer; nothing when there is nothing."""
    return only_if(
        words,
        paragraph("**Det sagde jeg sidst:**", "Hint"),
        for_each(f"ord in {words}", paragraph("»{{ ord }}«", "Hint")),
    )


def themes(icon: float, height: float) -> Xml:
    """Nine cards to tick, each with its pictogram above the words."""
    colours = SECTIONS["siden"]
    cells = [
        Cell(
            paragraph(align="center", before=picture(pictogram, icon), keep_next=True)
            + paragraph(f"{tick(f'møde.forberedelse.temaer[{theme}]')} **{theme}**", align="center"),
            fill=colours.tint,
            borders=boxed(WHITE, 4.5),
            align="center",
            margins=(0.1, 0.05, 0, 0.05),
        )
        for theme, pictogram in THEMES.items()
    ]
    rows = [Row(tuple(cells[n : n + 3]), height=height) for n in (0, 3, 6)]
    return table((WIDTH / 3,) * 3, rows)


def goals_to_tick(first: str, wording: str, answers: Sequence[str], *, weather: bool = False) -> Xml:
    """One row for each goal with its number, and a box to tick under each answer."""
    colours = SECTIONS["siden"]
    border = boxed(colours.dark, 0.75)
    ticks = tuple(
        Cell(paragraph(tick(f"målet.svar[{answer}]"), "Stor", align="center"), borders=border, align="center")
        for answer in ANSWERS
    )
    goal = Cell(_numbered(wording), borders=border, align="center")
    heads = [_head_cell(first, "maal" if weather else "", align="" if not weather else "center")]
    heads += [
        _head_cell(answer, icon if weather else "", align="center")
        for answer, icon in zip(answers, _WEATHER, strict=True)
    ]
    rows = [
        Row(tuple(heads), header=True),
        *rows_for_each("målet in målene", [Row((goal, *ticks), height=1.1)], 4),
    ]
    widths = (WIDTH - 3 * _ANSWER_WIDTH, *(_ANSWER_WIDTH,) * 3)
    return table(widths, rows, caption="Mål", description="Ét mål i hver række og tre svar at sætte kryds ved")


def _numbered(wording: str) -> Xml:
    """The goal's number in its shape, then its words; above nine only the number."""
    badges = "".join(
        run(f"{{% if målet.nummer == {number} %}}") + goal_badge(number, 0.7) + run("{% endif %}")
        for number in range(1, MOST_NUMBERS + 1)
    )
    above = f"{{% if målet.nummer > {MOST_NUMBERS} %}}**{{{{ målet.nummer }}}}**{{% endif %}}"
    return beside(paragraph(f"{above}{EN_SPACE}{wording}", "Tabeltekst", before=badges))


def _head_cell(text: str, icon: str, *, align: str) -> Cell:
    colours = SECTIONS["siden"]
    if not icon:
        words = paragraph(text, "Tabelhoved", align=align)
        return Cell(words, fill=colours.dark, borders=boxed(colours.dark, 0.75), align="center")
    words = paragraph(f"**{text}**", "Tabeltekst", align=align, keep_next=True)
    return Cell(_centred(icon, 1.2) + words, fill=colours.tint, borders=boxed(colours.dark, 0.75), align="center")
