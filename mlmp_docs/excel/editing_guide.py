"""The sheet *Læs mig* of the editing workbook: what everything is, in plain Danish."""

from datetime import date
from math import ceil

from mlmp_docs.excel.editing_styles import STYLE
from mlmp_docs.excel.sheet_xml import SheetColumn, SheetXml, Texts, page_xml
from mlmp_docs.tables.sheets import TABLES

NAME = "Læs mig"
_LABEL_WIDTH, _WIDTH = 22.0, 96.0

_PARTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Sådan gør du",
        (
            ("1. Ret", "Ret i de hvide celler, og gem filen som den er: en Excel-projektmappe (.xlsx)."),
            ("2. Se efter", "Skriv 'mlmp regneark import FIL'. Så ser du hver ændring, og intet bliver skrevet."),
            ("3. Hent hjem", "Skriv 'mlmp regneark import FIL --skriv'. Så kommer ændringerne ind i planerne."),
            (
                "Hvis planen også er ændret",
                "Kun det, du har ændret, bliver hentet hjem. Har en anden ændret det samme imens, får du begge dele "
                "at se og vælger selv.",
            ),
        ),
    ),
    (
        "Hvad man kan gøre ved arkene",
        (
            ("Sortere og filtrere", "Brug pilene i overskrifterne. De sorterer hele rækker, så intet bliver blandet."),
            ("Flytte og skjule", "Kolonner og rækker må gerne flyttes og skjules. Ret ikke i overskrifterne."),
            ("Kopiere og fylde ned", "Det må man gerne i de hvide celler. Formler bliver ikke hentet hjem."),
            ("Ny række", "Skriv den nederst, lige under de andre. I en ny række kan de grå kolonner også udfyldes."),
            ("Ny borger", "Skriv navn, cpr-nummer, rådgiver og tilbud på arket Borgere. Id'et laves af navnet."),
            (
                "Slette en række",
                "Det sletter ikke noget i planen. Skal noget tages ud, så hent filen hjem med --slet. En borger bliver "
                "aldrig slettet, men afsluttet: udfyld Afsluttet på arket Borgere.",
            ),
            ("Tømme en celle", "Så bliver det, der stod der, taget ud af planen."),
        ),
    ),
    (
        "Hvad der skal stå i cellerne",
        (
            (
                "Grå celler",
                "De ligger fast: navn, cpr-nummer og id'er er det, rækken kendes på. Når man skriver i dem, siger "
                "Excel, hvor det rettes i stedet.",
            ),
            ("Datoer", "Skriv 12-05-2027. Også 12/5-2027 og 12. maj 2027 kan læses."),
            ("Klokkeslæt", "Skriv 10:30. Også 10.30 kan læses."),
            (
                "Flere ting i en celle",
                "Skriv hver ting på sin egen linje. Ny linje: Alt+Enter (i LibreOffice Ctrl+Enter).",
            ),
            ("Valglister", "Vælg på listen med Alt+pil ned."),
            (
                "Beskyttet adresse",
                "Er borgerens adresse beskyttet, står den ikke her, og den rettes i planfilen.",
            ),
        ),
    ),
    (
        "Pas på filen",
        (
            (
                "Fortroligt",
                "Filen har navne, cpr-numre og oplysninger om helbred og støtte. Send den ikke med e-mail, og læg den "
                "ikke, hvor andre kan se den. Slet den, når ændringerne er hentet hjem.",
            ),
            (
                "CSV",
                "Gem ikke som CSV. Så forsvinder alle ark på nær ét, valglisterne og det, programmet husker fra den "
                "dag, filen blev lavet. Uden det må du selv vælge ved hver ændring.",
            ),
            (
                "Skjulte ark",
                "Filen har to skjulte ark og en skjult kolonne, mlmp-id. Lad dem være: de fører rettelserne hjem.",
            ),
        ),
    ),
)


def guide_sheet(texts: Texts, udvalg: str, år: int, dato: date) -> SheetXml:
    """The first sheet of the workbook."""
    columns = [SheetColumn(_LABEL_WIDTH, STYLE["prose"]), SheetColumn(_WIDTH, STYLE["prose"])]
    after = page_xml("Læs mig", 1)
    sheet = SheetXml(NAME, texts, columns, view='<selection activeCell="A1" sqref="A1"/>', after=after)
    sheet.add([sheet.text("A", f"Planerne til rettelse i Excel, {år}", STYLE["title"])], 26)
    made = f"Lavet {dato.day}.{dato.month}.{dato.year}. {udvalg or 'Alle borgere'}. På arket Møder står møderne i {år}."
    sheet.add([sheet.text("A", made, STYLE["hint"])])
    for heading, entries in (*_PARTS[:3], ("Arkene", _sheets()), *_PARTS[3:]):
        _add_part(sheet, heading, entries)
    return sheet


def _sheets() -> tuple[tuple[str, str], ...]:
    return tuple((table.name, table.help) for table in TABLES)


def _add_part(sheet: SheetXml, heading: str, entries: tuple[tuple[str, str], ...]) -> None:
    sheet.add([sheet.text("A", heading, STYLE["subtitle"])], 28)
    for label, text in entries:
        lines = max(ceil(len(label) * 1.1 / _LABEL_WIDTH), ceil(len(text) * 1.05 / _WIDTH))
        sheet.add([sheet.text("A", label, STYLE["label"]), sheet.text("B", text, STYLE["prose"])], 15.0 * lines + 3)
