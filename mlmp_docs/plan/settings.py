"""What mlmp.yaml and lister.yaml may say: everything that several plans share, and which list was sent when."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from mlmp_docs.plan.dates import Dato, Frist, LokalFrist, Måned, Måneder
from mlmp_docs.plan.meeting import Dagsordenspunkt
from mlmp_docs.plan.record import Record, field, required
from mlmp_docs.plan.values import Id, JaNej, Mail, Nøgle, Tekst, Udfyldt, Uge, År, problem, whole_number

Skalatrin = whole_number(0, 20)


class Rådgiver(Record):
    """An adviser at the authority."""

    navn: Udfyldt = required("Navn")
    titel: Tekst = field("Titel", "Rådgiver")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")


class Medarbejder(Record):
    """A member of staff at a tilbud."""

    navn: Udfyldt = required("Navn")
    titel: Tekst | None = field("Titel, fx pædagog")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")


class Tilbud(Record):
    """A provider."""

    navn: Udfyldt = required("Tilbuddets navn")
    type: Tekst | None = field("Tilbuddets type efter VUM")
    internt: JaNej = field("ja: kommunens eget tilbud; kun dem får forberedelsesmøde og forberedelsesark", False)
    adresse: Tekst | None = field("Adresse")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")
    afdelingsleder: Medarbejder | None = field("Afdelingsleder; får listen i september")
    medarbejdere: dict[Id, Medarbejder] = field("Medarbejdere, med id", {})


class Skala(Record):
    """A scale for scoring goals; a rising number may be progress on one scale and decline on another."""

    bedst: Literal["lavest", "højest"] = required("Hvilken ende af skalaen der er bedst")
    trin: dict[Skalatrin, Udfyldt] = required("Trinene: tal og ord")  # type: ignore[valid-type]
    borgerord: dict[Skalatrin, Udfyldt] = field("Trinene i ord til borgeren", {})  # type: ignore[valid-type]

    @field_validator("trin", "borgerord", mode="before")
    @classmethod
    def _each_step_once(cls, steps: object) -> object:
        """1 and 01 are one step; the second would replace the first in silence."""
        if isinstance(steps, dict):
            numbers = [str(step).strip().lstrip("0") or "0" for step in steps]
            if len(set(numbers)) < len(numbers):
                raise problem("P032", "Listen nævner det samme trin to gange.", "Slet det ene.")
        return steps


class Frister(Record):
    """Local deadlines, which the procedure does not set itself (A6, A7, R38)."""

    indkaldelse: Frist = field("Hvornår indkaldelsen sendes", LokalFrist(14, "dage", efter=False))
    referat: Frist = field("Hvornår referatet sendes", LokalFrist(14, "dage", efter=True))
    delmål: Frist | None = field("Hvornår delmålene er sat")


class Indstillinger(Record):
    """Choices of the municipality."""

    liste_til: Literal["alle", "interne"] = field("Hvilke tilbud der får listen i september", "alle")
    koncept_til_eksterne: JaNej = field("ja: brevene nævner Mit liv – Min plan, også når tilbuddet er eksternt", False)
    statuskanal: Tekst = field("Hvor interne tilbud lægger statusbeskrivelsen", "Sensum")
    lukkeuger: tuple[Uge, ...] = field("Uger uden møder", (7, 29, 30, 42))
    fridage: tuple[Dato, ...] = field("Ekstra lukkedage", ())
    sikre_mailadresser: tuple[Udfyldt, ...] = field("Domæner, som e-mail-kladder må laves til", ())
    opbevaring: Måneder = field("Hvor længe planer gemmes efter afsluttet", 60)


class Video(Record):
    """The film about Mit liv – Min plan (R13)."""

    titel: Udfyldt = required("Filmens titel")
    link: Udfyldt = required("Link til filmen")


Modtager = Literal["borger", "værge", "partsrepræsentant", "kontaktperson", "tilbud", "andre_myndigheder"]


class EgetDokument(Record):
    """A document of the municipality's own, beyond the built-in ones."""

    skabelon: Udfyldt = required("Skabelonens filnavn i templates/")
    for_: Literal["møde", "borger", "tilbud"] = Field(alias="for", description="Hvad dokumentet laves for")
    modtagere: tuple[Modtager, ...] = field("Hvem der får dokumentet", ())


STANDARDDAGSORDEN = (
    Dagsordenspunkt(punkt="Velkommen – hvem er her, og hvad skal vi", letlæst="Velkommen", oplæg="rådgiver"),
    Dagsordenspunkt(
        punkt="{kaldenavn} fortæller: håb, drømme og det, der er vigtigt",
        letlæst="{kaldenavn} fortæller om håb, drømme og det, der er vigtigt",
        oplæg="borger og kontaktperson",
    ),
    Dagsordenspunkt(punkt="Siden sidst – status på plan og mål", letlæst="Hvordan er det gået siden sidst?"),
    Dagsordenspunkt(
        punkt="Scoring af hvert mål", letlæst="Hvordan går det med hvert mål?", oplæg="borger og kontaktperson"
    ),
    Dagsordenspunkt(
        punkt="Mål for det næste år – gerne højst tre fælles indsatsmål",
        letlæst="Hvad vil vi arbejde med det næste år?",
    ),
    Dagsordenspunkt(punkt="Særlige forhold", letlæst="Bolig, arbejde, hjælp og helbred", oplæg="rådgiver"),
    Dagsordenspunkt(punkt="Aftaler – hvem gør hvad og hvornår", letlæst="Aftaler: hvem gør hvad og hvornår?"),
    Dagsordenspunkt(punkt="Næste møde", oplæg="rådgiver"),
    Dagsordenspunkt(punkt="Eventuelt", letlæst="Andet"),
)
"""The proposed agenda (document-contents § 4), used when mlmp.yaml has none."""


class Opsætning(Record):
    """Everything mlmp.yaml says."""

    kommune: Udfyldt = required("Kommunens navn")
    forvaltning: Tekst | None = field("Forvaltning og afdeling")
    år: År = required("Året, der planlægges; kan vælges pr. kommando")
    rådgivere: Annotated[dict[Id, Rådgiver], Field(min_length=1, description="Rådgivere, med id")]
    tilbud: Annotated[dict[Id, Tilbud], Field(min_length=1, description="Tilbud, med id")]
    dagsorden: tuple[Dagsordenspunkt, ...] = field("Standarddagsordenen", STANDARDDAGSORDEN)
    skalaer: dict[Nøgle, Skala] = field("Skalaer til scoring, med id", {})
    frister: Frister = field("Lokale frister", Frister())
    indstillinger: Indstillinger = field("Kommunens valg", Indstillinger())
    video: Video | None = field("Filmen om Mit liv – Min plan")
    dokumenter: dict[Id, EgetDokument] = field("Egne dokumenter ud over de indbyggede", {})


class SendtListe(Record):
    """One sending of an annual list (R1, A12, A13): to whom, when, and with which citizens and months."""

    tilbud: Id = required("Tilbuddets id")
    rådgiver: Id = required("Rådgiverens id")
    år: År = required("Listens år")
    sendt: Dato = required("Den dag, listen blev sendt")
    borgere: dict[Id, Måned] = field("Borgernes id'er og måneder på listen", {})


class Lister(Record):
    """Everything lister.yaml says; the tool writes it when a list is sent."""

    lister: tuple[SendtListe, ...] = field("Sendte lister, den ældste først", ())
