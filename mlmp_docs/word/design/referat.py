"""The templates of the decision minutes: filled, and the skeleton to write in at the meeting."""

from mlmp_docs.word.design.components import (
    Row,
    Xml,
    bullet_loop,
    data_row,
    data_table,
    for_each,
    head_row,
    heading,
    only_if,
    paragraph,
    rows_for_each,
    table,
    tint_box,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.professional import WIDTH, fact, fact_if, facts, footer_text, head, lines
from mlmp_docs.word.design.styles import FAG

_DECISIONS = ("Punkt", "Beslutning eller aftale", "Ansvarlig", "Frist")
_DECISION_WIDTHS = (3.4, 8.0, 3.3, WIDTH - 14.7)
_SKELETON_WIDTHS = (4.8, 7.0, 3.2, WIDTH - 15.0)
_GOALS = ("Mål", "Start", "Nu", "Forventet", "Enighed")
_GOAL_WIDTHS = (5.6, 2.6, 2.6, 2.6, WIDTH - 13.4)
_EMPTY_HEIGHT = 1.2
"""Room to write by hand, in cm (design § 9)."""


def referat() -> bytes:
    """The filled minutes."""
    blocks = (
        head("Beslutningsreferat")
        + only_if("kort_fortalt", _in_short(paragraph("{{ kort_fortalt }}", "Letlaest")))
        + heading("Beslutninger og aftaler")
        + only_if(
            "beslutninger",
            data_table(
                _DECISIONS,
                _DECISION_WIDTHS,
                (
                    "{{ linje.punkt }}",
                    paragraph("{{ linje.beslutning }}", "Tabeltekst")
                    + only_if("linje.afgørelse", paragraph("{{ linje.afgørelse }}", "Tabeltekst")),
                    "{{ linje.ansvarlig }}",
                    "{{ linje.frist }}",
                ),
                "linje in beslutninger",
                caption="Beslutninger og aftaler",
            ),
        )
        + only_if("not beslutninger", paragraph("Ingen beslutninger."))
        + only_if(
            "målrækker",
            heading("Mål"),
            _goals(
                "{{ mål.start }}",
                "{{ mål.nu }}",
                "{{ mål.forventet }}",
                only_if("mål.enighed", paragraph("{{ mål.enighed }}", "Tabeltekst"))
                + only_if("mål.status", paragraph("Målet er {{ mål.status|lower }}.", "Tabeltekst")),
            ),
            *_scales(),
        )
        + heading("Mødet")
        + facts(
            fact("Borger", "{{ borger.navn }}, født den\N{NO-BREAK SPACE}{{ borger.fødselsdag }}"),
            fact("Tid og sted", "{{ tid_og_sted }}"),
            fact_if("ledelse", "Mødeleder og referent", "{{ ledelse }}"),
            fact("Til stede", lines("person in til_stede", "{{ person }}")),
            fact_if("afbud", "Afbud", lines("person in afbud", "{{ person }}")),
            fact_if("ændringer_i_planen", "Ændringer i planen", lines("ændret in ændringer_i_planen", "{{ ændret }}")),
            fact_if("opfølgning", "Opfølgning", "{{ opfølgning }}"),
            fact_if("næste_møde_tekst", "Næste møde", "{{ næste_møde_tekst }}"),
            fact_if("bestilling_senest", "Bestilling", "{{ bestilling_senest }}"),
            together=True,
        )
        + heading("Referatet sendes til")
        + bullet_loop("sendes_til")
        + paragraph("{{ pårørende }}", "Hint")
    )
    return word_file(FAG, blocks, title="Beslutningsreferat", footer=footer_text("Beslutningsreferat"))


def referat_skabelon() -> bytes:
    """The skeleton: the agenda's points with room to write, three spare rows, the goals to score."""
    empty = data_row(("", "", "", ""), height=_EMPTY_HEIGHT)
    rows = [
        head_row(_DECISIONS),
        *rows_for_each("punkt in punkter", [data_row(("{{ punkt.punkt }}", "", "", ""), height=_EMPTY_HEIGHT)], 4),
        *rows_for_each("række in ekstra_rækker", [empty], 4),
    ]
    blocks = (
        head("Beslutningsreferat")
        + _in_short(paragraph("Skrives let og kort, til borgeren", "Hint"), paragraph(style="Letlaest") * 3)
        + heading("Beslutninger og aftaler")
        + table(_SKELETON_WIDTHS, rows, caption="Beslutninger og aftaler")
        + only_if(
            "målrækker",
            heading("Mål"),
            _goals("{{ mål.start }}", "", "{{ mål.forventet }}", ""),
            *_scales(),
        )
        + heading("Mødet")
        + facts(
            fact("Borger", "{{ borger.navn }}, født den\N{NO-BREAK SPACE}{{ borger.fødselsdag }}"),
            fact("Tid og sted", "{{ tid_og_sted }}"),
            fact("Mødeleder", "{{ møde.referat.mødeleder }}"),
            fact("Referent", "{{ møde.referat.referent }}"),
            _room("Til stede", 2.4),
            _room("Afbud og vikarer", _EMPTY_HEIGHT),
            _room("Ændringer i planen", _EMPTY_HEIGHT),
            _room("Næste møde", _EMPTY_HEIGHT),
            fact_if("bestilling_senest", "Bestilling", "{{ bestilling_senest }}"),
            together=True,
        )
        + heading("Referatet sendes til")
        + bullet_loop("sendes_til")
        + paragraph("{{ pårørende }}", "Hint")
    )
    return word_file(FAG, blocks, title="Beslutningsreferat", footer=footer_text("Beslutningsreferat"))


def _room(key: str, height: float) -> Row:
    return Row(fact(key, "").cells, height=height)


def _in_short(*blocks: Xml) -> Xml:
    return tint_box("mål", WIDTH, heading("Kort fortalt til {{ borger.kaldenavn }}"), *blocks, bar=True)


def _goals(start: str, now: str, expected: str, agreement: str) -> Xml:
    wording = (
        paragraph("**{{ mål.nummer }}. {{ mål.borgermål }}**", "Tabeltekst")
        + only_if("mål.har_indsatsmål", paragraph("{{ mål.indsatsmål }}", "Tabeltekst"))
        + paragraph("{{ mål.mærker }}", "Hint")
        + only_if("mål.siden_sidst", paragraph("{{ mål.siden_sidst }}", "Tabeltekst"))
    )
    return data_table(
        _GOALS,
        _GOAL_WIDTHS,
        (wording, start, now, expected, agreement),
        "mål in målrækker",
        caption="Mål",
        description="Hvert mål med score ved start, nu og forventet, og om borgeren er enig",
    )


def _scales() -> list[Xml]:
    return [
        for_each("note in skalanoter", paragraph("{{ note }}", "Hint")),
        only_if("skalanoter", paragraph("Er vi uenige, gælder den faglige score.", "Hint")),
    ]
