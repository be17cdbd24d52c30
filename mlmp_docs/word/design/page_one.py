"""Page 1 of the visual plan: band, six cards, next meeting. Three forms of the cards, of which a document keeps one.

`lige`: two rows of planned height; `tæt`: rows as high as their text, smaller letters; `lang`: one card under the
other, or two side by side, over as many pages as needed. Which one, and the sizes of the text, `content.page_one`
finds by measuring, with the same widths and heights as here.
"""

from collections.abc import Callable
from dataclasses import replace

from mlmp_docs.content import page_one
from mlmp_docs.word.design import pictures
from mlmp_docs.word.design.components import (
    ICON_WIDTH,
    Border,
    Card,
    Cell,
    Row,
    Xml,
    boxed,
    card_row,
    for_each,
    only_if,
    paragraph,
    rows_for_each,
    rows_if,
    run,
    spacer,
    table,
    tag,
    writing_lines,
)
from mlmp_docs.word.design.palette import PETROL, SECTIONS, WHITE
from mlmp_docs.word.design.pictures import goal_badge, picture, section_icon
from mlmp_docs.word.design.register import PLAN
from mlmp_docs.word.design.styles import section_style

TAB = "<w:r><w:tab/></w:r>"
PHOTO = (2.5, 2.88)
"""Width and height of the citizen's photo, in cm."""
_WIDTH = sum(page_one.COLUMNS)


def first_page() -> Xml:
    """Everything before the goals' pages."""
    gap = spacer(page_one.GAP)
    return (
        _band()
        + gap
        + tag("if side_1.form == 'lige'")
        + _two_rows("lige")
        + tag("elif side_1.form == 'tæt'")
        + _two_rows("tæt")
        + tag("else")
        + _long()
        + tag("endif")
        + gap
        + _next_meeting()
    )


def _band() -> Xml:
    """Room for a photo, title and name, and when the plan is from."""
    petrol = boxed(PETROL, 3)  # all alike: with unequal borders LibreOffice 7.4 shows a white line
    photo = Cell(
        only_if("foto", paragraph(before=pictures.photo(*PHOTO), align="center", style="Afstand"))
        + only_if(
            "not foto",
            paragraph(before=picture("foto", 1.4), align="center", style="Billedtekst"),
            paragraph("{{ ord.billede }}", "Billedtekst", align="center"),
        )
        + spacer(1),
        borders=petrol,
        align="center",
        margins=(0, 0.1, 0, 0.1),
    )
    title = (
        only_if("side_1.titel == 34", paragraph("Mit liv – Min plan", "Title"))
        + only_if("side_1.titel == 30", paragraph("Mit liv – Min plan", "TitelLille"))
        + only_if("side_1.navn == 24", paragraph("{{ borger.navn }}", "Subtitle"))
        + only_if("side_1.navn == 18", paragraph("{{ borger.navn }}", "NavnLille"))
        + spacer(1)
    )
    dates = for_each("linje in datolinjer", paragraph("{{ linje }}", colour=WHITE, align="right")) + spacer(1)
    cells = (
        photo,
        Cell(title, fill=PETROL, borders=petrol, align="center", margins=(0, 0.2, 0, 0.5)),
        Cell(dates, fill=PETROL, borders=petrol, align="center", margins=(0, 0.4, 0, 0.2)),
    )
    return table(page_one.BAND, [Row(cells, height=page_one.BAND_HEIGHT)], indent=0.05)


def point_style(name: str, size: int) -> str:
    """The style of a list's entries in a size, such as Punkt18."""
    return name if name == "Punkt" and size == PLAN.bullet else f"{name}{size}"


def _two_rows(form: str) -> Xml:
    rows = (
        card_row(tuple(Card(card, _card(card, form)) for card in row), page_one.COLUMNS, height)
        for row, height in zip(page_one.ROWS, page_one.HEIGHTS[form], strict=True)
    )
    return spacer(page_one.GAP).join(rows)


def _card(card: str, form: str) -> Xml:
    """Heading and contents of a card of the short form."""
    return _heading(card) + _contents(card, page_one.sizes_of(card), page_one.LINES_TO_WRITE_ON[form])


def _heading(card: str) -> Xml:
    """Hangs beside its pictogram when it takes two lines; smaller where that keeps it on one."""
    text = f"{{{{ kort.{card}.overskrift }}}}"
    sized = _first_true([("side_1.overskrift == 16", run(text, style="Skrift16"))], run(text))
    return paragraph(style=section_style(card), before=picture(section_icon(card), ICON_WIDTH) + TAB + sized)


def _contents(card: str, sizes: tuple[int, ...], lines: int) -> Xml:
    """The entries in each of the sizes, and what stands there when there are none."""
    items, each = _items(card)
    entries = (
        _goal(sizes)
        if card == "mål"
        else "".join(only_if(f"kort.{card}.skrift == {size}", _entry(card, size)) for size in sizes)
    )
    return for_each(f"{each} in {items}", entries) + only_if(f"not {items}", _invitation(card, lines)) + spacer(2)


def _items(card: str) -> tuple[str, str]:
    """The list of a card's entries, and what one of them is called in a loop."""
    return {"mål": ("målsider", "målet"), "hjælper": ("hjælpere", "hjælper")}.get(
        card, (f"kort.{card}.punkter", "punkt")
    )


def _invitation(card: str, lines: int) -> Xml:
    return paragraph(f"{{{{ kort.{card}.tomt }}}}", "Hint") + writing_lines(lines)


def _entry(card: str, size: int) -> Xml:
    if card == "mål":
        return _goal((size,))
    if card == "hjælper":
        return paragraph(_HELPER, point_style("Hjaelper", size))
    return paragraph("{{ punkt }}", point_style("Punkt", size))


_HELPER = "**{{ hjælper.navn }}**{% if hjælper.rolle %} – {{ hjælper.rolle }}{% endif %}"


def _goal(sizes: tuple[int, ...]) -> Xml:
    """A goal with its number in its colour and shape, from the tenth on in figures; the text in one of the sizes."""
    badges = _first_true(
        [(f"målet.nummer == {number}", goal_badge(number, page_one.BADGE_HEIGHT)) for number in range(1, 10)],
        run("{{ målet.nummer }}"),
    )
    text = "{{ målet.ordlyd }}{% if målet.nået %} – nået{% endif %}"
    *larger, least = sizes
    texts = _first_true(
        [(f"kort.mål.skrift == {size}", run(text, style=f"Skrift{size}")) for size in larger],
        run(text, style=f"Skrift{least}"),
    )
    return paragraph(style="Maalpunkt", before=badges + TAB + texts)


def _first_true(choices: list[tuple[str, Xml]], otherwise: Xml) -> Xml:
    """The runs after the first condition that holds."""
    if not choices:
        return otherwise
    told = "".join(
        run(f"{{% {'elif' if number else 'if'} {condition} %}}") + runs
        for number, (condition, runs) in enumerate(choices)
    )
    return told + run("{% else %}") + otherwise + run("{% endif %}")


def _long() -> Xml:
    """Cards over the full width or two side by side, an entry in a row; the heading stays with the first of them."""
    left, right = ((f"side_1.{'_'.join(pair)}", pair) for pair in page_one.PAIRS)
    blocks = (_long_card("drøm"), _long_pair(*left), _long_pair(*right), _long_card("hjælper"))
    return spacer(page_one.GAP).join(blocks)


def _long_card(card: str) -> Xml:
    items, each = _items(card)
    empty = Row((_long_cell(card, _invitation(card, 3)),))
    rows = [
        Row((_long_cell(card, _heading(card)),)),
        *rows_for_each(f"{each} in {items}", [Row((_long_cell(card, _entry(card, page_one.LONG)),))], 1),
        *rows_if(f"not {items}", [empty], 1),
    ]
    return table((_WIDTH,), rows)


def _long_pair(loop: str, pair: tuple[str, str]) -> Xml:
    def cell(card: str) -> Xml:
        items, each = _items(card)
        entries = for_each(f"{each} in række.{card}", _entry(card, page_one.LONG))
        return entries + only_if(f"loop.first and not {items}", _invitation(card, 3)) + spacer(1)

    def row(blocks: Callable[[str], Xml]) -> Row:
        left, right = (_long_cell(card, blocks(card)) for card in pair)
        gap = Border(WHITE, 9)
        return Row((replace(left, borders={"right": gap}), replace(right, borders={"left": gap})))

    rows = [row(_heading), *rows_for_each(f"række in {loop}", [row(cell)], 2)]
    return table((_WIDTH / 2,) * 2, rows)


def _long_cell(card: str, blocks: Xml) -> Cell:
    return Cell(blocks, fill=SECTIONS[card].tint, margins=(0, page_one.RIGHT, 0, page_one.LEFT))


def _next_meeting() -> Xml:
    colours = SECTIONS["møde"]
    border = boxed(colours.dark, 1.5)
    between = Border(colours.tint, 0.5)  # else a white hairline shows between the cells
    left = Cell(
        paragraph("\u2002Næste møde", "NaesteMoede", before=picture("moede", 1.1)),
        fill=colours.tint,
        borders=border | {"right": between},
        align="center",
        margins=(0, 0.2, 0, 0.45),
    )
    right = Cell(
        paragraph("**{{ næste_møde_dag }}**", "Stor")
        + only_if("næste_møde_sted", paragraph("{{ næste_møde_sted }}"))
        + spacer(1),
        fill=colours.tint,
        borders=border | {"left": between},
        align="center",
    )
    return table(page_one.MEETING, [Row((left, right), height=page_one.MEETING_HEIGHT)])
