"""The template of the plan by law (servicelovens § 141), with the footer "Hænges ikke op"."""

from mlmp_docs.word.design.components import data_table, for_each, heading, only_if, paragraph, rows_for_each
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.professional import WIDTH, fact, fact_if, facts, footer_text, head
from mlmp_docs.word.design.styles import FAG


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
        )
        + heading("Formål")
        + paragraph("{{ formål }}")
        + heading("Indsats")
        + only_if(
            "ydelser",
            data_table(
                ("Tilbud", "Ydelse", "Paragraf", "Omfang", "Start", "Varighed"),
                (4.0, 4.5, 2.1, 2.5, 2.0, WIDTH - 15.1),
                tuple(
                    f"{{{{ ydelse.{key} }}}}" for key in ("tilbud", "ydelse", "paragraf", "omfang", "start", "varighed")
                ),
                "ydelse in ydelser",
                caption="Indsats",
                description="Ydelser fra hvert tilbud",
            ),
        )
        + only_if("not ydelser", paragraph("Ikke oplyst"))
        + heading("Forventet varighed")
        + paragraph("{{ handleplan.varighed_tekst }}")
        + heading("Særlige forhold")
        + facts(rows_for_each("række in forhold", [fact("{{ række.navn }}", "{{ række.tekst }}")], 2))
        + heading("Faglig vurdering")
        + paragraph("{{ faglig_vurdering }}")
        + facts(fact("Støttebehov", "{{ støttebehov }}"), fact("Målgrupper", "{{ målgrupper }}"))
        + heading("De faglige mål")
        + for_each(
            "mål in målblokke",
            heading("{{ mål.overskrift }}", 2),
            facts(rows_for_each("række in mål.fakta", [fact("{{ række.navn }}", "{{ række.tekst }}")], 2)),
        )
        + only_if("not målblokke", paragraph("Der er endnu ikke sat mål."))
        + for_each("note in skalanoter", paragraph("{{ note }}", "Hint"))
        + only_if(
            "min_plan.egne_ord",
            paragraph(
                "Planen er lavet sammen med {{ borger.kaldenavn }}. Den kan ændres, når livet ændrer sig.", "Hint"
            ),
        )
    )
    return word_file(
        FAG,
        blocks,
        title="Handleplan efter servicelovens § 141",
        footer=footer_text("Handleplan", "Fortroligt   ·   Hænges ikke op"),
    )
