"""The template of the plan by law (servicelovens § 141), with the footer "Hænges ikke op"."""

from mlmp_docs.word.design.components import (
    Xml,
    data_table,
    for_each,
    heading,
    only_if,
    paragraph,
    rows_for_each,
    rows_if,
    spacer,
)
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.professional import WIDTH, bar, fact, fact_if, facts, footer_text, head, with_next
from mlmp_docs.word.design.register import FAG


def handleplan() -> bytes:
    """The Word file."""
    blocks = (
        head("{{ overskrift }}", "Handleplan efter servicelovens §\N{NO-BREAK SPACE}141")
        + facts(
            fact("Borger", "{{ borger.navn }}, født den\N{NO-BREAK SPACE}{{ borger.fødselsdag }}"),
            fact_if("fra", "Dato", "{{ fra }}"),
            fact_if("handleplan.tilbudt", "Tilbudt", "Den\N{NO-BREAK SPACE}{{ handleplan.tilbudt }}"),
            fact("Rådgiver", "{{ rådgiver.navn }}{% if rådgiver.kontakt %} · {{ rådgiver.kontakt }}{% endif %}"),
            fact_if(
                "værger",
                "Værge",
                "{% for værge in værger %}{{ værge.tekst }}{% if not loop.last %}; {% endif %}{% endfor %}",
            ),
            fact_if(
                "min_plan.egne_ord",
                "Planen",
                "Lavet sammen med {{ borger.kaldenavn }}. Den kan ændres, når livet ændrer sig.",
            ),
        )
        + bar("Formål og varighed")
        + facts(fact("Formål", "{{ formål }}"), fact("Forventet varighed", "{{ handleplan.varighed_tekst }}"))
        + bar("Indsats")
        + _services()
        + bar("Særlige forhold")
        + facts(rows_for_each("række in forhold", [fact("{{ række.navn }}", "{{ række.tekst }}")], 2))
        + bar("Faglig vurdering")
        + facts(
            fact("Vurdering", "{{ faglig_vurdering }}"),
            fact("Støttebehov", "{{ støttebehov }}"),
            fact("Målgrupper", "{{ målgrupper }}"),
            together=True,
        )
        + bar("De faglige mål")
        + for_each("note in skalanoter", paragraph("{{ note }}", "Hint", keep_next=True))
        + for_each("mål in målblokke", _goal())
        + only_if("not målblokke", paragraph("Der er endnu ikke sat mål."))
        + spacer(1)
    )
    return word_file(
        FAG,
        blocks,
        title="Handleplan efter servicelovens § 141",
        footer=footer_text("Handleplan", "Fortroligt   ·   Hænges ikke op"),
    )


def _services() -> Xml:
    keys = ("tilbud", "ydelse", "paragraf", "omfang", "start", "varighed")
    table = data_table(
        ("Tilbud", "Ydelse", "Paragraf", "Omfang", "Start", "Varighed"),
        (3.2, 3.6, 2.3, 2.9, 2.3, WIDTH - 14.3),
        tuple(f"{{{{ ydelse.{key} }}}}" for key in keys),
        "ydelse in ydelser",
        caption="Indsats",
        description="Ydelser fra hvert tilbud",
    )
    return only_if("ydelser", table) + only_if("not ydelser", paragraph("Ikke oplyst"))


def _goal() -> Xml:
    """A goal's heading and facts; the heading stays with the first of them, and the last one not alone."""
    row = fact("{{ række.navn }}", "{{ række.tekst }}")
    rows = [
        *rows_if("loop.index < 3 or loop.last", [with_next(row)], 2),
        *rows_if("not (loop.index < 3 or loop.last)", [row], 2),
    ]
    return heading("{{ mål.overskrift }}", 2) + facts(
        rows_for_each("række in mål.fakta", rows, 2), fact("Status", "{{ mål.status }}")
    )
