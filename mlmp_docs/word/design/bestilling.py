"""The templates of the order and of the changed order: numbered bars over lists of facts."""

from mlmp_docs.word.design.components import Xml, data_table, heading, only_if, paragraph, spacer
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.professional import (
    WIDTH,
    bar,
    fact,
    fact_if,
    facts,
    facts_for_each,
    footer_text,
    head,
    lines,
)
from mlmp_docs.word.design.register import BESTILLING


def bestilling() -> bytes:
    """The order."""
    blocks = (
        head("Bestilling")
        + bar("1. Baggrundsoplysninger")
        + facts(
            fact("Borger", "{{ borger.navn }}"),
            fact("CPR-nummer", "{{ cpr_linje }}"),
            fact("Adresse", "{{ adresse_linje }}"),
            fact("Bestiller", "{{ bestiller }}"),
            fact("Rådgiver", "{{ rådgiver_linje }}"),
            fact("Modtager", "{{ til }}"),
            fact_if("kontaktperson.navn", "Kontaktperson", "{{ kontaktperson.navn_og_titel }}"),
            facts_for_each("baggrund"),
        )
        + bar("2. Koordinering")
        + facts(facts_for_each("koordinering"))
        + bar("3. Det vigtigste fra udredningen")
        + facts(facts_for_each("udredning"))
        + bar("4. Formål og indsatsmål")
        + facts(fact("Formål", "{{ formål }}"))
        + spacer(6, keep_next=True)
        + goals()
        + bar("5. Indsats")
        + only_if(
            "ydelser",
            data_table(
                ("Ydelse", "Paragraf", "Omfang", "Start", "Varighed"),
                (5.6, 2.6, 3.4, 2.4, WIDTH - 14.0),
                (
                    "{{ ydelse.navn }}",
                    "{{ ydelse.paragraf }}",
                    "{{ ydelse.omfang }}",
                    "{{ ydelse.start }}",
                    "{{ ydelse.varighed }}",
                ),
                "ydelse in ydelser",
                caption="Ydelser fra tilbuddet",
            ),
        )
        + only_if("not ydelser", paragraph("Ikke oplyst"))
        + bar("6. Særlige forhold og aftaler")
        + facts(facts_for_each("forhold"))
        + only_if("not forhold", paragraph("Ikke oplyst"))
        + bar("7. Opfølgning")
        + facts(
            fact("Næste opfølgning", "{{ næste_opfølgning }}"),
            fact("Statusbeskrivelse", "{{ status_regel }}"),
        )
        + only_if("bilag", bar("8. Bilag"), facts(fact("Vedlagt", "{{ bilag }}")))
    )
    return word_file(BESTILLING, blocks, title="Bestilling", footer=footer_text("Bestilling"))


def aendring() -> bytes:
    """The changed order between two meetings."""
    blocks = (
        head("Ændring af bestilling")
        + heading("Ændringen")
        + facts(
            fact("Hvad ændres", "{{ hvad }}"),
            fact("Gælder fra", "{{ gælder_fra }}"),
            fact("Årsag", "{{ årsag }}"),
            fact("Aftalt med borgeren", "{{ aftalt }}"),
        )
        + heading("Borger og parter")
        + facts(
            fact("Borger", "{{ borger.navn }}"),
            fact("CPR-nummer", "{{ cpr_linje }}"),
            fact("Tilbud", "{{ til }}"),
            fact("Kontaktperson", "{{ kontakt_linje }}"),
            fact("Bestiller", "{{ bestiller }}"),
            fact("Rådgiver", "{{ rådgiver_linje }}"),
            fact_if("andre_udførere", "Andre udførere", lines("linje in andre_udførere")),
        )
        + heading("Indsatsmål")
        + goals()
        + only_if("næste_møde.tekst", spacer(6), paragraph("Næste opfølgning: {{ næste_møde.tekst }}"))
    )
    return word_file(BESTILLING, blocks, title="Ændring af bestilling", footer=footer_text("Ændring af bestilling"))


def goals() -> Xml:
    """The tilbud's goals, or the sentence that there are none."""
    wording = paragraph("{{ mål.indsatsmål }}", "Tabeltekst") + paragraph("{{ mål.borgerens_ord }}", "Tabeltekst")
    rows = data_table(
        ("Indsatsmål", "Undertema og måltype", "Nu", "Forventet", "Frist"),
        (6.3, 3.3, 2.7, 2.7, WIDTH - 15.0),
        (
            wording,
            paragraph("{{ mål.undertema }}", "Tabeltekst") + paragraph("{{ mål.måltype }}", "Tabeltekst"),
            "{{ mål.nu }}",
            "{{ mål.forventet }}",
            "{{ mål.frist }}",
        ),
        "mål in målrækker",
        caption="Indsatsmål",
    )
    return only_if("målrækker", rows) + only_if("ingen_mål", paragraph("{{ ingen_mål }}"))
