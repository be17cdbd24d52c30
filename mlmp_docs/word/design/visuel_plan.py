"""The visual plan: page 1, one page for each goal, and the agreements. Only what the citizen wants to see every day."""

from mlmp_docs.word.design.components import (
    Xml,
    data_table,
    for_each,
    only_if,
    paragraph,
    spacer,
    writing_lines,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.goal_page import goal_page
from mlmp_docs.word.design.page_one import first_page
from mlmp_docs.word.design.styles import PLAN

_FOOTER = "Mit liv – Min plan  ·  {{ borger.navn }}{% if planen_fra %}  ·  {{ planen_fra }}{% endif %}"


def visuel_plan() -> bytes:
    """The template `visuel-plan.docx`."""
    blocks = (
        first_page(),
        for_each("målet in målsider", goal_page()),
        spacer(1, page_break=True),
        _agreements(),
    )
    return word_file(PLAN, "".join(blocks), title="Mit liv – Min plan", footer=_FOOTER)


def _agreements() -> Xml:
    """The steps and agreements once more in ordinary text, for whoever cannot see the stairs."""
    rows = data_table(
        ("Hvad", "Hvem gør det", "Senest", "Hører til", "Hvor langt"),
        (11.2, 5.6, 2.9, 3.4, 3.6),
        tuple(
            paragraph(f"{{{{ aftalen.{key} }}}}", "Aftale")
            for key in ("hvad", "hvem", "senest", "hører_til", "hvor_langt")
        ),
        "aftalen in vores_aftaler",
        caption="Vores aftaler",
        description="Trin og aftaler: hvad, hvem gør det, senest, hvad det hører til, og hvor langt vi er",
    )
    return (
        paragraph("Vores aftaler", "AftaleOverskrift")
        + only_if("vores_aftaler", rows)
        + only_if("not vores_aftaler", paragraph("Vi har ingen aftaler endnu."), writing_lines(6))
        + spacer(10)
        + for_each("sætning in om_planen", paragraph("{{ sætning }}", "Hint"))
    )
