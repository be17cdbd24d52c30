"""The visual plan: page 1, one page for each goal, and the agreements. Only what the citizen wants to see every day."""

from mlmp_docs.word.design.components import (
    Card,
    Cell,
    Row,
    Xml,
    boxed,
    bullet_loop,
    card_row,
    data_table,
    for_each,
    heading,
    only_if,
    paragraph,
    spacer,
    table,
    writing_lines,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.goal_page import goal_page
from mlmp_docs.word.design.palette import PETROL, SECTIONS, WHITE
from mlmp_docs.word.design.styles import PLAN

_WIDTH = PLAN.text_width
_COLUMNS = (10.5, 8.1, 8.1)
_FOOTER = "Mit liv – Min plan  ·  {{ borger.navn }}{% if planen_fra %}  ·  {{ planen_fra }}{% endif %}"


def visuel_plan() -> bytes:
    """The template `visuel-plan.docx`."""
    blocks = (
        _head(),
        spacer(8),
        card_row((_words("drøm"), _words("vigtigt"), _words("kan")), _COLUMNS, 5.4),
        spacer(8),
        card_row((_goals(), _words("støtte"), _helpers()), _COLUMNS, 5.6),
        spacer(8),
        _next_meeting(),
        for_each("målet in målsider", goal_page()),
        spacer(1, page_break=True),
        _agreements(),
    )
    return word_file(PLAN, "".join(blocks), title="Mit liv – Min plan", footer=_FOOTER)


def _head() -> Xml:
    """The band: room for a photo, title and name, and when the plan is from."""
    petrol = boxed(PETROL, 3)  # all alike: with unequal borders LibreOffice 7.4 shows a white line
    photo = Cell(paragraph("{{ ord.billede }}", "Hint", align="center"), borders=petrol, align="center")
    title = paragraph("Mit liv – Min plan", "Title") + paragraph("{{ borger.navn }}", "Subtitle")
    lines = for_each("linje in datolinjer", paragraph("{{ linje }}", colour=WHITE, align="right")) + spacer(1)
    cells = (
        photo,
        Cell(title, fill=PETROL, borders=petrol, align="center", margins=(0, 0.2, 0, 0.5)),
        Cell(lines, fill=PETROL, borders=petrol, align="center", margins=(0, 0.4, 0, 0.2)),
    )
    return table((3.3, 14.5, 8.8), [Row(cells, height=3.2)], indent=0.05)


def _words(section: str) -> Card:
    """A card with the citizen's own words."""
    card = f"kort.{section}"
    return Card(
        section,
        heading(f"{{{{ {card}.overskrift }}}}", section=section)
        + bullet_loop(f"{card}.punkter")
        + only_if(f"not {card}.punkter", paragraph(f"{{{{ {card}.tomt }}}}", "Hint"), writing_lines())
        + spacer(2),
    )


def _goals() -> Card:
    goal = paragraph("**{{ målet.nummer }}**  **{{ målet.ordlyd }}**{% if målet.nået %} – nået{% endif %}", "Maalpunkt")
    return Card(
        "mål",
        heading("{{ kort.mål.overskrift }}", section="mål")
        + for_each("målet in målsider", goal)
        + only_if("not målsider", paragraph("{{ kort.mål.tomt }}", "Hint"), writing_lines())
        + spacer(2),
    )


def _helpers() -> Card:
    return Card(
        "hjælper",
        heading("{{ kort.hjælper.overskrift }}", section="hjælper")
        + for_each(
            "hjælper in hjælpere",
            paragraph("**{{ hjælper.navn }}**{% if hjælper.rolle %} – {{ hjælper.rolle }}{% endif %}"),
        )
        + only_if("not hjælpere", paragraph("{{ kort.hjælper.tomt }}", "Hint"), writing_lines())
        + spacer(2),
    )


def _next_meeting() -> Xml:
    colours = SECTIONS["møde"]
    border = boxed(colours.dark, 1.5)
    left = Cell(
        paragraph("Næste møde", "NaesteMoede"),
        fill=colours.tint,
        borders={side: border[side] for side in ("top", "left", "bottom")},
        align="center",
        margins=(0, 0.2, 0, 0.45),
    )
    right = Cell(
        paragraph("**{{ næste_møde_dag }}**", "Stor")
        + only_if("næste_møde_sted", paragraph("{{ næste_møde_sted }}"))
        + spacer(1),
        fill=colours.tint,
        borders={side: border[side] for side in ("top", "right", "bottom")},
        align="center",
    )
    return table((5.2, _WIDTH - 5.2), [Row((left, right), height=1.7)])


def _agreements() -> Xml:
    steps = data_table(
        ("Hvad", "Hvem gør det", "Senest", "Hører til", "Hvor langt"),
        (11.2, 5.6, 2.9, 3.4, 3.6),
        (
            "{{ aftalen.hvad }}",
            "{{ aftalen.hvem }}",
            "{{ aftalen.senest }}",
            "{{ aftalen.hører_til }}",
            "{{ aftalen.hvor_langt }}",
        ),
        "aftalen in vores_aftaler",
        caption="Vores aftaler",
        description="Trin og aftaler: hvad, hvem gør det, senest, hvad det hører til, og hvor langt vi er",
    )
    return (
        heading("Vores aftaler")
        + only_if("vores_aftaler", steps)
        + only_if("not vores_aftaler", paragraph("Vi har ingen aftaler endnu."), writing_lines(6))
        + spacer(10)
        + for_each("sætning in om_planen", paragraph("{{ sætning }}", "Hint"))
    )
