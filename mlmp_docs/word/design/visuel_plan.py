"""The visual plan: page 1, one page for each goal, and the agreements. Only what the citizen wants to see every day."""

from mlmp_docs.word.design.components import (
    Xml,
    data_row,
    for_each,
    head_row,
    only_if,
    paragraph,
    rows_for_each,
    rows_if,
    spacer,
    table,
    writing_lines,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.goal_page import goal_page
from mlmp_docs.word.design.page_one import first_page
from mlmp_docs.word.design.register import PLAN

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
    keys = ("hvad", "hvem", "senest", "hører_til", "hvor_langt")
    row, last = (
        data_row([paragraph(f"{{{{ aftalen.{key} }}}}", "Aftale", keep_next=keep) for key in keys])
        for keep in (False, True)
    )
    rows = [*rows_if("not loop.last", [row], len(keys)), *rows_if("loop.last", [last], len(keys))]
    agreements = table(
        (11.2, 5.6, 2.9, 3.4, 3.6),
        [
            head_row(("Hvad", "Hvem gør det", "Senest", "Hører til", "Hvor langt")),
            *rows_for_each("aftalen in vores_aftaler", rows, len(keys)),
        ],
        caption="Vores aftaler",
        description="Trin og aftaler: hvad, hvem gør det, senest, hvad det hører til, og hvor langt vi er",
    )
    return (
        paragraph("Vores aftaler", "AftaleOverskrift")
        + only_if("vores_aftaler", agreements)
        + only_if("not vores_aftaler", paragraph("Vi har ingen aftaler endnu."), writing_lines(6))
        + spacer(10, keep_next=True)
        + for_each("sætning in om_planen", paragraph("{{ sætning }}", "Hint", keep_next=True))
    )
