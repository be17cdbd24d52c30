"""Every fault a template can have, and the exact words its author reads."""

import pytest
from docx import Document
from test_template_files import GOOD, OLE, locked, with_member, with_relationship
from word_files import BODY, changed, docx, saved, unpack, with_parts, zipped

from mlmp_docs.word.lint import template_mistakes

KNOWN = {
    "borger": {"navn": "Anna", "adresse": "Å 1", "beskyttet": True},
    "mål": [{"borgermål": "Cykle", "nummer": 1, "delmål": [{"tekst": "a", "frist": ""}, {"tekst": "b"}]}],
    "møde": {"dato": "12. maj", "sted": {"navn": "x", "lokale": "2"}},
}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def told(content: bytes) -> list[str]:
    mistakes = template_mistakes(content, KNOWN)
    return [str(mistake.diagnostic("brev.docx")).removeprefix("brev.docx: ") for mistake in mistakes]


TAGS = [
    # a tag that cannot be read
    ("{{ borger.navn | }}", "S020: {0}: Mærket kan ikke læses.\n    Se efter, om der mangler et tegn."),
    ("{% fro m in mål %}{% endfor %}", "S020: {% fro m in mål %}: Mærket kan ikke læses.\n    Mente du `for`?"),
    (
        "{% if borger.navn %}x{% end if %}",
        "S020: {% end if %}: Mærket kan ikke læses.\n    Skriv `endif` i ét ord.",
    ),
    (
        "{% if borger.navn = 'Anna' %}x{% endif %}",
        "S020: {% if borger.navn = 'Anna' %}: Mærket kan ikke læses.\n    Skriv to lighedstegn: ==.",
    ),
    ("{{ borger.navn }", "S030: {0}: Mærket bliver ikke lukket.\n    Skriv }}, hvor det slutter, i samme afsnit."),
    ("{ borger.navn }}", "S030: {0}: Mærket har ingen begyndelse.\n    Skriv {{, hvor det begynder."),
    (
        "{{ borger.navn } og {{ borger.adresse }}",
        "S030: {0}: Et mærke inde i mærket er ikke lukket.\n    Se efter {{, }}, {% og %}.",
    ),
    (
        "{% p set x = 'y' %}",
        "S020: {0}: Mærket kan ikke læses.\n    Skriv {%p uden mellemrum før p.",
    ),
    (
        "{%p set x = 'y%' %}",
        "S020: {0}: Mærket kan ikke læses."
        "\n    % og } må ikke stå i et mærke, der tager hele afsnittet, rækken eller cellen.",
    ),
    # fields, to any depth and in every kind of tag
    ("{{ borgr.navn }}", "S022: {0}: Feltet `borgr` kendes ikke.\n    Mente du `borger`?"),
    ("{{ møde.sted.lokal }}", "S022: {0}: Feltet `møde.sted.lokal` kendes ikke.\n    Mente du `møde.sted.lokale`?"),
    ("{{ borger['adrese'] }}", "S022: {0}: Feltet `borger.adrese` kendes ikke.\n    Mente du `borger.adresse`?"),
    (
        "{% if møde.stedd %}x{% endif %}",
        "S022: {% if møde.stedd %}: Feltet `møde.stedd` kendes ikke.\n    Mente du `møde.sted`?",
    ),
    (
        "{% if møde.sted %}x{% elif møde.dto %}y{% endif %}",
        "S022: {% elif møde.dto %}: Feltet `møde.dto` kendes ikke.\n    Mente du `møde.dato`?",
    ),
    (
        "{% for m in mål if m.numer %}x{% endfor %}",
        "S022: {% for m in mål if m.numer %}: Feltet `m.numer` kendes ikke.\n    Mente du `m.nummer`?",
    ),
    (
        "{% for m in mål %}{% for d in m.delmål %}{{ d.fritst }}{% endfor %}{% endfor %}",
        "S022: {{ d.fritst }}: Feltet `d.fritst` kendes ikke.\n    Mente du `d.frist`?",
    ),
    ("{% set x = borger.nvn %}", "S022: {0}: Feltet `borger.nvn` kendes ikke.\n    Mente du `borger.navn`?"),
    ("{{ 'ja' if borger.nvn else 'nej' }}", "S022: {0}: Feltet `borger.nvn` kendes ikke.\n    Mente du `borger.navn`?"),
    (
        "{{ mål|map(attribute='numer')|join(', ') }}",
        "S022: {0}: Feltet `numer` kendes ikke.\n    Mente du `nummer`?",
    ),
    (
        "{% for m in mål|sort(attribute='numer') %}x{% endfor %}",
        "S022: {% for m in mål|sort(attribute='numer') %}: Feltet `numer` kendes ikke.\n    Mente du `nummer`?",
    ),
    (
        "{{ (mål|selectattr('numer')|list)|length }}",
        "S022: {0}: Feltet `numer` kendes ikke.\n    Mente du `nummer`?",
    ),
    ("{{ mål[0].numer }}", "S022: {0}: Feltet `numer` kendes ikke.\n    Mente du `nummer`?"),
    ("{{ mål.nummer }}", "S022: {0}: `mål` er en liste.\n    Gå den igennem med `for`."),
    ("{{ borger.navn.fornavn }}", "S022: {0}: `borger.navn` har ikke felter under sig."),
    # filters and tests
    ("{{ borger.navn|uper }}", "S023: {0}: Filteret `uper` kendes ikke.\n    Mente du `upper`?"),
    ("{{ mål|map('uper')|join }}", "S023: {0}: Filteret `uper` kendes ikke.\n    Mente du `upper`?"),
    (
        "{% if borger is definned %}x{% endif %}",
        "S023: {% if borger is definned %}: `is definned` kendes ikke.\n    Mente du `defined`?",
    ),
    # what a value is
    ("{{ mål }}", "S028: {0}: Mærket giver flere felter, ikke én tekst.\n    Skriv et felt, der er en tekst."),
    ("{{ borger.beskyttet }}", "S028: {0}: Mærket giver ja eller nej.\n    Skriv et felt, der er en tekst."),
    (
        "{{r borger.navn }}",
        "S029: {0}: Mærket sætter tekst uden om afsnittene, hvor Word ikke viser den.\n    Brug {{ … }}.",
    ),
    (
        "{% for x in borger.navn %}x{% endfor %}",
        "S037: {% for x in borger.navn %}: Løkken går over noget, der ikke er en liste."
        "\n    Brug `if`, eller vælg en liste.",
    ),
    (
        "{{ borger.navn|join(', ') }}",
        "S037: {0}: Filteret `join` bruges på noget, der ikke er en liste.\n    Vælg en liste.",
    ),
    # loop variables
    (
        "{% for m in mål %}x{% endfor %}{{ m.nummer }}",
        "S038: {{ m.nummer }}: `m` findes kun inde i løkken {% for m in mål %} (brødtekst, afsnit 2)."
        "\n    Flyt mærket op før løkkens slutning.",
    ),
    (
        "{{ loop.index }}",
        "S038: {0}: `loop` findes kun inde i en løkke.\n    Flyt mærket ind mellem `for` og `endfor`.",
    ),
    (
        "{% for borger in mål %}{{ borger.navn }}{% endfor %}",
        "S039: {{ borger.navn }}: `borger` er her det, {% for borger in mål %} (brødtekst, afsnit 2) giver."
        "\n    Giv det et andet navn dér.",
    ),
    (
        "{% for m in mål %}{% for m in m.delmål %}{{ m.nummer }}{% endfor %}{% endfor %}",
        "S039: {{ m.nummer }}: `m` er her det, {% for m in m.delmål %} (brødtekst, afsnit 2) giver."
        "\n    Giv det et andet navn dér.",
    ),
    # what templates may not do
    (
        "{{ borger.__class__ }}",
        "S024: {0}: Navne, der begynder med `_`, kan skabeloner ikke bruge.\n    Brug et felt.",
    ),
    (
        "{{ borger.navn() }}",
        "S024: {0}: Mærket kalder `borger.navn()`, og det kan skabeloner ikke."
        "\n    Skriv `borger.navn` uden parenteser.",
    ),
    (
        "{{ borger.navn.upper() }}",
        "S024: {0}: Mærket kalder `borger.navn.upper()`, og det kan skabeloner ikke.\n    Brug filteret: `… | upper`.",
    ),
    ("{% include 'x' %}", "S024: {0}: Sådan et mærke kan skabeloner ikke bruge.\n    Brug for, if og felter."),
    ("{{ borger.navn * 9 }}", "S032: {0}: `*` kan kun bruges på tal.\n    Skriv teksten, som den skal stå."),
    ("{{ 9 ** 9 }}", "S032: {0}: `**` er ikke tilladt.\n    Regn i planen, ikke i skabelonen."),
    (
        "{% for i in range(1001) %}x{% endfor %}",
        "S032: {% for i in range(1001) %}: `range` må højst give 1000 tal.\n    Gå en liste igennem i stedet.",
    ),
    # loops and conditions
    (
        "{%p for m in mål %}",
        "S021: {0}: Mærket bliver ikke lukket.\n    Sæt `endfor` ind, hvor det slutter.",
    ),
    ("{% endif %}", "S021: {0}: Der er ingen `if` før mærket.\n    Slet det ene."),
    (
        "{% for m in mål %}{% if m.nummer %}{% endfor %}{% endif %}",
        "S021: {% endfor %}: Mærket lukker på tværs af {% if m.nummer %} (brødtekst, afsnit 2)."
        "\n    Luk først med `endif`.",
    ),
    (
        "{%tr set x = 'y' %}",
        "S026: {0}: Mærket står uden for en tabel.\n    Skriv {%p … %} eller {% set x = 'y' %}.",
    ),
    ("{% colspan 2 %}", "S026: {0}: Mærket står uden for en tabel.\n    Det hører til i en celle."),
    (
        "{%p if mål %}{%p endif %}",
        "S027: {%p endif %}: {%p if mål %} tager allerede hele afsnittet.\n    Sæt dem i hver sin linje.",
    ),
]


@pytest.mark.parametrize(("text", "message"), TAGS, ids=[f"{m[:4]} {t}" for t, m in TAGS])
def test_a_mistake_in_a_tag_is_told_once_with_place_tag_and_remedy(text: str, message: str) -> None:
    code, rest = message.split(": ", 1)
    assert told(docx("Kære", text)) == [f"fejl {code}: Brødtekst, afsnit 2: {rest.replace('{0}', text)}"]


WARNINGS = [
    (
        "Kære {borger.navn}",
        "S025: {borger.navn}: Det ligner et felt, men bliver stående, som det er."
        "\n    Skriv to krøllede parenteser uden mellemrum: {{ … }}.",
    ),
    (
        "Kære { { borger.navn } }",
        "S025: { { borger.navn } }: Det ligner et felt, men bliver stående, som det er."
        "\n    Skriv to krøllede parenteser uden mellemrum: {{ … }}.",
    ),
    (
        "Kære {%p set x = 'y' %}",
        "S036: {%p set x = 'y' %}: Det andet i afsnittet kommer ikke med i dokumentet.\n    Sæt mærket for sig selv.",
    ),
]


@pytest.mark.parametrize(("text", "message"), WARNINGS, ids=[t for t, _ in WARNINGS])
def test_what_may_be_meant_is_a_warning(text: str, message: str) -> None:
    code, rest = message.split(": ", 1)
    assert told(docx("Hej", text)) == [f"advarsel {code}: Brødtekst, afsnit 2: {rest}"]


def test_tags_in_tables_are_told_by_row_and_cell() -> None:
    table = (("{%tr for m in mål %}", "{%tr endfor %}"), ("x", "{{ m.numer }}"))
    assert told(docx(table=table)) == [
        "fejl S038: Tabel 1, række 2, celle 2: {{ m.numer }}: `m` findes kun inde i løkken {%tr for m in mål %} "
        "(tabel 1, række 1, celle 1).\n    Flyt mærket op før løkkens slutning.",
        "fejl S027: Tabel 1, række 1, celle 2: {%tr endfor %}: {%tr for m in mål %} tager allerede hele rækken."
        "\n    Sæt dem i hver sin række.",
    ]


def test_cells_are_merged_only_inside_a_loop() -> None:
    assert told(docx(table=(("{% vm %}a", "b"),))) == [
        "fejl S038: Tabel 1, række 1, celle 1: {% vm %}: `vm` virker kun inde i en løkke."
        "\n    Flyt mærket ind mellem `for` og `endfor`."
    ]
    table = (("{%tr for m in mål %}", ""), ("{% vm %}a", "{{ m.nummer }}"), ("{%tr endfor %}", ""))
    assert told(docx(table=table)) == []


def test_text_beside_a_row_tag_is_told() -> None:
    table = (("{%tr for m in mål %}", "Nr."), ("{{ m.nummer }}", ""), ("{%tr endfor %}", ""))
    assert told(docx(table=table)) == [
        "advarsel S036: Tabel 1, række 1, celle 1: {%tr for m in mål %}: Det andet i rækken kommer ikke med i "
        "dokumentet.\n    Sæt mærket for sig selv."
    ]


def test_header_and_footer_are_told_by_name() -> None:
    assert told(docx("x", header="{{ a }}", footer="{{ b }}")) == [
        "fejl S022: Sidehoved, afsnit 1: {{ a }}: Feltet `a` kendes ikke.",
        "fejl S022: Sidefod, afsnit 1: {{ b }}: Feltet `b` kendes ikke.",
    ]


def test_one_mistake_hides_no_other() -> None:
    content = docx(
        *("{{ borger.nvn }", "{{ borger.nvn }}", "{% if borger.nvn %}", "{{ x. }}", "{% endfor %}", "{navn}"),
        *("{% for m in mål %}", "{{ m.numer|uper }}", "{%tr if m %}"),
        table=(("{%tr for m in mål %}", "{%tr endfor %}"),),
        footer="{{ borger.nvn }}",
    )
    assert [line.split(": ")[0] + " " + line.split(": ")[1] for line in told(content)] == [
        "fejl S022 Brødtekst, afsnit 2",
        "fejl S021 Brødtekst, afsnit 3",
        "fejl S022 Brødtekst, afsnit 3",
        "fejl S020 Brødtekst, afsnit 4",
        "fejl S021 Brødtekst, afsnit 5",
        "fejl S021 Brødtekst, afsnit 7",
        "fejl S022 Brødtekst, afsnit 8",
        "fejl S023 Brødtekst, afsnit 8",
        "fejl S021 Brødtekst, afsnit 9",
        "fejl S026 Brødtekst, afsnit 9",
        "fejl S027 Tabel 1, række 1, celle 2",
        "fejl S030 Brødtekst, afsnit 1",
        "advarsel S025 Brødtekst, afsnit 6",
        "fejl S022 Sidefod, afsnit 1",
    ]


INSERTED = '<w:p><w:ins w:id="1" w:author="K"><w:r><w:t>ny</w:t></w:r></w:ins></w:p>'
HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r></w:p>"
DDE = '<w:p><w:r><w:instrText> DDEAUTO excel "x"</w:instrText></w:r></w:p>'
WORD = "Gem den som Word-dokument (.docx)."
NEW = "Åbn den i Word, og gem den som en ny fil."

FILES = {
    "empty": (b"", "S001: Filen er tom (0 byte).\n    Læg skabelonen ind igen."),
    "web page": (b"<html>", f"S002: Filen er en webside, selv om den hedder .docx.\n    {WORD}"),
    "rtf": (b"{\\rtf1", f"S003: Filen er RTF, selv om den hedder .docx.\n    {WORD}"),
    "doc": (OLE, f"S004: Filen er i det gamle Word-format (.doc).\n    {WORD}"),
    "password": (locked(), "S005: Filen er beskyttet med adgangskode.\n    Fjern adgangskoden i Word, og gem igen."),
    "cut": (
        GOOD[: len(GOOD) // 2],
        "S006: Filen er beskadiget eller ikke hentet helt.\n    Hent eller gem den igen fra Word.",
    ),
    "zip bomb": (
        with_member("word/media/x.bin", b"\0" * 20_000_000),
        "S007: Filen fylder unormalt meget, når den pakkes ud.\n    Brug den ikke; lav skabelonen på ny.",
    ),
    "climbing name": (
        with_member("../../evil.txt"),
        "S009: Filen har en del, der peger ud af filen.\n    Brug den ikke; lav skabelonen på ny.",
    ),
    "doctype": (
        with_parts(GOOD, {BODY: b'<!DOCTYPE x [<!ENTITY a "b">]>' + unpack(GOOD)[BODY][55:]}),
        "S010: Filen har en dokumenttype (DOCTYPE), som Word aldrig skriver.\n    Brug den ikke.",
    ),
    "macros": (
        with_member("word/vbaProject.bin"),
        "S011: Filen har makroer.\n    Gem den som Word-dokument uden makroer (.docx).",
    ),
    "pdf": (b"%PDF-1.7", "S012: Filen er ikke et Word-dokument.\n    Gem skabelonen som Word-dokument (.docx)."),
    "dotx": (
        changed(GOOD, MAIN, MAIN.replace("document.main", "template.main"), "[Content_Types].xml"),
        f"S012: Filen er en Word-skabelon (.dotx).\n    {WORD}",
    ),
    "another zip": (
        zipped(("xl/workbook.xml", b"<x/>")),
        "S012: Filen er en zip-fil, men ikke et Word-dokument.\n    Gem den som .docx i Word.",
    ),
    "broken part": (
        with_parts(GOOD, {BODY: b"<w:document"}),
        "S013: Delen document.xml er beskadiget.\n    Åbn filen i Word, og gem den som en ny fil.",
    ),
    "no body": (with_parts(GOOD, {BODY: b"<x/>"}), f"S013: Filen mangler selve dokumentet.\n    {NEW}"),
    "tracked change": (
        docx("x", xml=INSERTED),
        "S016: Brødtekst, afsnit 2: Der er sporede ændringer.\n    Godkend eller afvis dem under Gennemse.",
    ),
    "hidden text": (
        docx("x", xml=HIDDEN),
        "S017: Brødtekst, afsnit 2: Der er skjult tekst.\n    Gør den synlig, eller slet den.",
    ),
    "field that fetches": (
        docx("x", xml=DDE),
        "S018: Brødtekst, afsnit 2: Et felt henter noget fra en anden fil.\n    Erstat det med almindelig tekst.",
    ),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_cannot_be_used_is_told_by_what_it_is(what: str) -> None:
    content, message = FILES[what]
    assert told(content)[0] == f"fejl {message}"


def test_what_comes_from_outside_is_told_without_its_address() -> None:
    content = changed(with_relationship("attachedTemplate", "file:///N:/normal.dotm"), "navn", "borger.navn")
    (line,) = told(content)
    assert line.startswith("fejl S014: ")
    assert "normal.dotm" not in line


def test_comments_are_told() -> None:
    document = Document()
    document.add_comment(document.add_paragraph("tekst").runs, text="husk sagen", author="K")
    assert told(saved(document)) == [
        "fejl S015: Filen har kommentarer.\n    Slet dem under Gennemse – Slet alle kommentarer."
    ]


def test_a_loop_that_begins_and_ends_in_different_places_is_told() -> None:
    assert told(docx("{%p for m in mål %}", "x", "{% endfor %}")) == [
        "fejl S031: Brødtekst, afsnit 3: {% endfor %}: Mærket står ikke samme slags sted som {%p for m in mål %}.\n"
        "    Begge skal stå i et afsnit for sig selv ({%p), i en række for sig selv ({%tr) eller i almindelig tekst."
    ]
