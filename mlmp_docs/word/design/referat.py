"""The templates of the decision minutes: filled, and the skeleton to write in at the meeting.

Both are made of fields (`felt`), so that a letter put right in the filled minutes comes back as the decisions do.
"""

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
from mlmp_docs.word.design.professional import WIDTH, fact, fact_if, facts, footer_text, head
from mlmp_docs.word.design.register import FAG

_DECISIONS = ("Punkt", "Beslutning eller aftale", "Ansvarlig", "Frist")
_DECISION_WIDTHS = (4.3, 7.4, 3.1, WIDTH - 14.8)
_GOALS = ("Mål", "Start", "Nu", "Forventet", "Enighed")
_GOAL_WIDTHS = (6.4, 2.25, 2.25, 2.3, WIDTH - 13.2)
_EMPTY_HEIGHT = 1.2
"""Room to write by hand, in cm (design § 9)."""
_BORN = "{{ borger.navn }}, født den\N{NO-BREAK SPACE}{{ borger.fødselsdag }}"


def referat() -> bytes:
    """The filled minutes."""
    in_short = _block("møde.referat.kort_fortalt", "Skriv let og kort, til borgeren", "Letlaest")
    blocks = (
        head("Beslutningsreferat")
        + only_if("kort_fortalt", _in_short(in_short))
        + heading("Beslutninger og aftaler")
        + only_if("beslutninger", _decisions())
        + only_if("not beslutninger", paragraph("Ingen beslutninger."))
        + only_if(
            "målrækker",
            heading("Mål"),
            _goals(
                "{{ mål.start }}",
                _line("{{ felt('mål.nu', '…') }}"),
                "{{ mål.forventet }}",
                only_if("mål.enighed", _line("{{ mål.enighed }}"))
                + only_if("mål.status", _line("Målet er {{ mål.status|lower }}.")),
            ),
            *_scales(),
        )
        + heading("Mødet")
        + facts(
            fact("Borger", _BORN),
            fact("Tid og sted", "{{ tid_og_sted }}"),
            fact_if("ledelse", "Mødeleder og referent", "{{ ledelse }}"),
            fact("Til stede", _present()),
            fact_if("afbudsrækker", "Afbud", _absent()),
            fact_if(
                "ændringsrækker",
                "Ændringer i planen",
                for_each("ændret in ændringsrækker", _line("{{ ændret.hvornår }}{{ felt('ændret.hvad') }}")),
            ),
            fact_if("opfølgning", "Indsatsen", "{{ felt('møde.referat.opfølgning') }}"),
            fact_if("næste_møde_tekst", "Næste møde", "{{ næste_møde_tekst }}"),
            fact_if("bestilling_senest", "Bestilling", "{{ bestilling_senest }}"),
            together=True,
        )
        + _recipients()
    )
    return word_file(FAG, blocks, title="Beslutningsreferat", footer=footer_text("Beslutningsreferat"))


def referat_skabelon() -> bytes:
    """The skeleton: the agenda's points with room to write, three spare rows, the goals to score."""
    point = (
        "{{ felt('række.punkt', '…') }}",
        _block("række.beslutning", "…") + _line("{{ felt('række.kræver_afgørelse[ja]') }} Kræver afgørelse", "Hint"),
        "{{ felt('række.ansvarlig', '…') }}",
        "{{ felt('række.frist', '…') }}",
    )
    rows = [head_row(_DECISIONS), *rows_for_each("række in rækker", [data_row(point, height=_EMPTY_HEIGHT)], 4)]
    in_short = _block("møde.referat.kort_fortalt", "Skriv let og kort, til borgeren", "Letlaest")
    blocks = (
        head("Beslutningsreferat")
        + _in_short(in_short, paragraph(style="Letlaest") * 2)
        + heading("Beslutninger og aftaler")
        + table(_DECISION_WIDTHS, rows, caption="Beslutninger og aftaler")
        + only_if(
            "målrækker",
            heading("Mål"),
            _goals("{{ mål.start }}", _line("{{ felt('mål.ny_score.faglig', '…') }}"), "{{ mål.forventet }}", _score()),
            *_scales(),
        )
        + heading("Mødet")
        + facts(
            fact("Borger", _BORN),
            fact("Tid og sted", "{{ tid_og_sted }}"),
            fact("Mødeleder", "{{ felt('møde.referat.mødeleder') }}"),
            fact("Referent", "{{ felt('møde.referat.referent') }}"),
            fact("Til stede", _who_came()),
            _room("Afbud og vikarer", _block("møde.afbud[+]", "Ét navn på hver linje")),
            _room("Ændringer i planen", _block("ændringer[+]", "Én ændring på hver linje")),
            fact("Indsatsen", "{{ felt('møde.referat.opfølgning', 'Vælg: fortsætter, afsluttes …') }}"),
            _room("Næste møde", _next()),
            fact_if("bestilling_senest", "Bestilling", "{{ bestilling_senest }}"),
            together=True,
        )
        + _recipients()
    )
    return word_file(FAG, blocks, title="Beslutningsreferat", footer=footer_text("Beslutningsreferat"))


def _line(text: str, style: str = "Tabeltekst") -> Xml:
    return paragraph(text, style)


def _block(path: str, hint: str, style: str = "Tabeltekst") -> Xml:
    """A field that is a paragraph, or several."""
    return paragraph(f"{{{{p felt('{path}', '{hint}') }}}}", style)


def _room(key: str, value: Xml) -> Row:
    return Row(fact(key, value).cells, height=_EMPTY_HEIGHT)


def _in_short(*blocks: Xml) -> Xml:
    return tint_box("mål", WIDTH, heading("Kort fortalt til {{ borger.kaldenavn }}"), *blocks, bar=True)


def _decisions() -> Xml:
    return data_table(
        _DECISIONS,
        _DECISION_WIDTHS,
        (
            "{{ felt('linje.punkt', '…') }}",
            _block("linje.beslutning", "…") + only_if("linje.afgørelse", _line("{{ linje.afgørelse }}")),
            "{{ felt('linje.ansvarlig', '–') }}",
            "{{ felt('linje.frist', '–') }}",
        ),
        "linje in beslutninger",
        caption="Beslutninger og aftaler",
    )


def _goals(start: str, now: str, expected: str, agreement: str) -> Xml:
    wording = (
        _line("**{{ mål.nummer }}. {{ felt('mål.borgermål') }}**")
        + only_if("mål.har_indsatsmål", _line("{{ felt('mål.indsatsmål') }}"))
        + paragraph("{{ mål.mærker }}", "Hint")
        + only_if("mål.siden_sidst", _line("{{ mål.siden_sidst }}"))
    )
    return data_table(
        _GOALS,
        _GOAL_WIDTHS,
        (wording, start, now, expected, agreement),
        "mål in målrækker",
        caption="Mål",
        description="Hvert mål med score ved start, nu og forventet, og om borgeren er enig",
    )


def _score() -> Xml:
    """What is filled in of a score: whether the citizen agrees, the citizen's own score and words."""
    agrees = "{{ felt('mål.ny_score.enig[ja]') }} Enig  {{ felt('mål.ny_score.enig[nej]') }} Uenig"
    return (
        _line(agrees)
        + _line("{{ borger.kaldenavns }} score: {{ felt('mål.ny_score.borger', '…') }}")
        + _line("{{ borger.kaldenavns }} ord: {{ felt('mål.ny_score.ord', '…') }}")
    )


def _scales() -> list[Xml]:
    return [
        for_each("note in skalanoter", paragraph("{{ note }}", "Hint")),
        only_if("skalanoter", paragraph("Er vi uenige, gælder den faglige score.", "Hint")),
    ]


def _who_came() -> Xml:
    """Everybody who was summoned, to tick, and room for others."""
    return for_each("person in ventede", _line("{{ felt('person.kom') }} {{ person.navn }}{{ person.hvem }}")) + _block(
        "møde.referat.til_stede[+]", "Andre: ét navn på hver linje"
    )


def _present() -> Xml:
    between = "{% if not loop.last %} · {% endif %}{% endfor %}"
    return _line("{% for person in fremmødte %}{{ felt('person.navn') }}{{ person.hvem }}" + between)


def _absent() -> Xml:
    substitute = "{% if person.vikar %}. Vikar: {{ felt('person.vikar') }}{% endif %}"
    return for_each("person in afbudsrækker", _line(f"{{{{ felt('person.navn') }}}}{{{{ person.hvor }}}}{substitute}"))


def _next() -> Xml:
    return _line(
        "{{ felt('næste_gang.måned', 'Måned') }} {{ felt('næste_gang.år', 'år') }}   "
        "Dag: {{ felt('næste_gang.dato', 'dato') }}   kl. {{ felt('næste_gang.kl', 'tid') }}"
    ) + _line("Sted: {{ felt('næste_gang.sted', 'Skriv her') }}")


def _recipients() -> Xml:
    return heading("Referatet sendes til") + bullet_loop("sendes_til") + paragraph("{{ pårørende }}", "Hint")
