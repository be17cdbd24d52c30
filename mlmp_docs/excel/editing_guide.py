"""The sheet *Læs mig* of the editing workbook: what everything is, in plain Danish."""

from datetime import date
from math import ceil

from mlmp_docs.excel.editing_styles import STYLE
from mlmp_docs.excel.sheet_xml import SheetColumn, SheetXml, Texts, page_xml

NAME = "Læs mig"
_LABEL_WIDTH, _WIDTH = 22.0, 96.0

_PARTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Sådan gør du",
        (
            ("1. Ret", "Ret i de hvide celler, og gem filen som den er: en Excel-projektmappe (.xlsx)."),
            ("2. Se efter", "Skriv 'mlmp regneark import FIL'. Så ser du hver ændring, og intet bliver skrevet."),
            (
                "3. Hent hjem",
                "Skriv 'mlmp regneark import FIL --skriv'. Skal der rettes mere bagefter, så lav et nyt regneark.",
            ),
            (
                "Hvis planen er ændret imens",
                "Kun det, du har ændret, bliver hentet hjem. Har en anden ændret det samme i planen, får du begge dele "
                "at se, og intet bliver skrevet, før du har valgt. Med --mærk får du en kopi at vælge i.",
            ),
        ),
    ),
    (
        "Det må man gerne",
        (
            ("Sortere og filtrere", "Brug pilene i overskrifterne. De sorterer hele rækker, så intet bliver blandet."),
            ("Flytte og skjule", "Kolonner og rækker må flyttes og skjules. Ret ikke i overskrifterne."),
            ("Kopiere og fylde ned", "I de hvide celler. Formler bliver ikke hentet hjem: skriv det, der skal stå."),
            (
                "Lave en ny række",
                "Skriv den nederst, lige under de andre. Her kan de grå kolonner også udfyldes. Vil du begynde med en "
                "kopi, så kopier cellerne og ikke hele rækken: ellers kommer den gamle rækkes skjulte mlmp-id med.",
            ),
            (
                "Lave en ny borger",
                "Skriv navn, cpr-nummer, rådgiver og tilbud nederst på arket Borgere. Id'et laves af navnet.",
            ),
            ("Tømme en celle", "Så bliver det, der stod der, taget ud af planen."),
            (
                "Slette en række",
                "Det sletter ikke noget i planen. Skal noget tages ud, så hent filen hjem med --slet. En borger bliver "
                "aldrig slettet, men afsluttet: udfyld Afsluttet på arket Borgere.",
            ),
        ),
    ),
    (
        "Sådan skriver man",
        (
            (
                "Grå celler",
                "De ligger fast. Navn, cpr-nummer og id'er er det, rækken kendes på. Vil du skrive i dem, siger Excel, "
                "hvor det rettes i stedet.",
            ),
            ("Datoer", "Skriv 12-05-2027. Også 12/5-2027 og 12. maj 2027 kan læses."),
            ("Klokkeslæt", "Skriv 10:30. Også 10.30 kan læses."),
            (
                "Flere ting i en celle",
                "Skriv hver ting på sin egen linje. Ny linje: Alt+Enter, i LibreOffice Ctrl+Enter.",
            ),
            ("Valglister", "Vælg på listen: Alt+pil ned."),
            ("Beskyttet adresse", "Den står ikke her, og den rettes i planfilen."),
        ),
    ),
    (
        "Arkene",
        (
            (
                "Møder",
                "En række for hvert møde i året. De første seks kolonner er dem på listen til tilbuddene; så kommer "
                "dato, tid, sted, forberedelsesmødet og eventuel flytning eller aflysning.",
            ),
            ("Borgere", "En række for hver borger: adresse, kontakt, tilbud, handleplan, borgerens egne ord."),
            ("Mål", "En række for hvert mål: borgermål, indsatsmål, udførere, frist, status og vurdering."),
            ("Delmål", "En række for hvert trin på et mål, det nederste trin først."),
            ("Scoringer", "En række for hver gang, et mål er scoret."),
            ("Netværk", "En række for hver pårørende, ven og bisidder."),
            ("Aftaler", "En række for hver aftale: hvem gør hvad og hvornår."),
            ("Tilbud, Rådgivere", "Kontaktoplysninger fra mlmp.yaml. De gælder for alle borgere."),
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
                "Gem helst ikke som CSV. Så forsvinder alle ark på nær ét, valglisterne og det, filen husker om, hvad "
                "der stod i planerne, da den blev lavet. Behold i det mindste også den rigtige fil (--udgangspunkt).",
            ),
            (
                "Det skjulte",
                "Filen har to skjulte ark og en skjult kolonne på hvert ark, mlmp-id. Lad dem være: de fører "
                "rettelserne hjem til den rigtige plan.",
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
    for heading, entries in _PARTS:
        _add_part(sheet, heading, entries)
    return sheet


def _add_part(sheet: SheetXml, heading: str, entries: tuple[tuple[str, str], ...]) -> None:
    sheet.add([sheet.text("A", heading, STYLE["subtitle"])], 28)
    for label, text in entries:
        lines = max(ceil(len(label) * 1.1 / _LABEL_WIDTH), ceil(len(text) * 0.95 / _WIDTH))
        sheet.add([sheet.text("A", label, STYLE["label"]), sheet.text("B", text, STYLE["prose"])], 15.0 * lines + 3)
