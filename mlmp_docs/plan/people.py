"""The citizen and everybody around: tilbud, guardians, network, authorities."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from mlmp_docs.plan.cpr import CprNummer
from mlmp_docs.plan.dates import Dato
from mlmp_docs.plan.record import Record, ShortRecord, field, required
from mlmp_docs.plan.values import Id, JaNej, Mail, Tekst, Udfyldt, problem

Post = Literal["digital", "brev"]


class Borger(Record):
    """The citizen."""

    navn: Udfyldt = required("Borgerens fulde navn")
    kaldenavn: Tekst | None = field("Bruges i tekster til borgeren; ellers fornavnet")
    cpr: CprNummer = required("Cpr-nummer, med eller uden bindestreg")
    adresse: Tekst | None = field("Vej og nummer, postnummer og by")
    beskyttet_adresse: JaNej = field("ja: adressen står kun på borgerens egne breve", False)
    post: Post = field("Sådan får borgeren sine breve", "digital")
    telefon: Tekst | None = field("Borgerens telefonnummer")
    mail: Mail | None = field("Borgerens e-mailadresse")
    billede: Tekst | None = field("Foto til den visuelle plan, regnet fra citizens/")
    forberedelsesark: Literal["standard", "billeder", "observation"] = field("Hvilket forberedelsesark", "standard")

    @property
    def kaldes(self) -> str:
        """What the citizen is called: the `kaldenavn`, else the first name."""
        return self.kaldenavn or self.navn.split()[0]


class TidligereRådgiver(Record):
    """A rådgiver the citizen had before."""

    id: Id = required("Id fra mlmp.yaml")
    til: Dato = required("Den sidste dag, rådgiveren havde sagen")


class Kontaktperson(ShortRecord):
    """A contact person: an id among the tilbud's medarbejdere, or a person written out."""

    id: Id | None = field("Id fra tilbuddets medarbejdere")
    navn: Udfyldt | None = field("Navn")
    titel: Tekst | None = field("Titel, fx pædagog")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")

    @model_validator(mode="after")
    def _id_or_name(self) -> "Kontaktperson":
        if not self.id and not self.navn:
            raise problem("P010", "Kontaktpersonen mangler 'navn'.", "Skriv navn: …, eller et id fra mlmp.yaml.")
        return self


class Ydelse(Record):
    """A service from a tilbud."""

    navn: Udfyldt = required("Ydelsens navn, fx Længerevarende ophold")
    paragraf: Tekst | None = field("Paragraf i serviceloven, fx § 108")
    omfang: Tekst | None = field("Omfang, fx 25 timer om ugen")
    start: Dato | None = field("Den dag, ydelsen begyndte")
    slut: Dato | None = field("Den dag, ydelsen holder op; tom: varigt")


BestillingViser = Literal[
    "bolig",
    "beskæftigelse",
    "personlig_hjælp",
    "behandling",
    "hjælpemidler",
    "andet",
    "støttebehov",
    "målgrupper",
    "faglig_vurdering",
    "værger",
    "partsrepræsentant",
    "netværk",
    "andre_myndigheder",
]
"""What an order may tell beyond goals, services and contacts (document-contents § 11)."""


class BorgersTilbud(Record):
    """One of the tilbud that support the citizen."""

    id: Id = required("Id fra mlmp.yaml")
    fra: Dato | None = field("Den dag, støtten fra tilbuddet begyndte")
    til: Dato | None = field("Den dag, støtten fra tilbuddet ophører")
    kontaktperson: Kontaktperson | None = field("Id fra tilbuddets medarbejdere, eller {navn: …, titel: …, …}")
    ydelser: tuple[Ydelse, ...] = field("Ydelser fra tilbuddet", ())
    bestilling_viser: tuple[BestillingViser, ...] = field(
        "Det, bestillingen viser ud over mål, ydelser og kontakter", ()
    )

    def gælder(self, dag: date) -> bool:
        """Whether the tilbud supports the citizen on that day."""
        return (self.fra is None or self.fra <= dag) and (self.til is None or dag <= self.til)


class Værge(Record):
    """A guardian (værgemålsloven §§ 5–7, A8)."""

    navn: Udfyldt = required("Værgens navn")
    form: Literal["§ 5", "§ 6", "§ 7"] = required("§ 5, § 6 eller § 7 i værgemålsloven")
    omfang: Literal["personlige", "økonomiske", "begge"] = required("Hvilke forhold værgen varetager")
    modtager: JaNej | None = field("ja: en værge for økonomiske forhold får breve; kræver en begrundelse")
    begrundelse: Tekst | None = field("Hvorfor værgen for økonomiske forhold skal have breve")
    post: Post = field("Sådan får værgen sine breve", "digital")
    adresse: Tekst | None = field("Værgens adresse")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")


class Partsrepræsentant(Record):
    """A formal representative (forvaltningsloven § 8)."""

    navn: Udfyldt = required("Navn")
    fuldmagt: Dato | None = field("Fuldmagtens dato")
    post: Post = field("Sådan får partsrepræsentanten sine breve", "digital")
    adresse: Tekst | None = field("Adresse")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")


class Netværksperson(Record):
    """A relative, friend or bisidder."""

    navn: Udfyldt = required("Navn")
    relation: Tekst | None = field("Relation, fx mor")


class Grundlag(Record):
    """Why an authority may know: a consent or a law (A14)."""

    slags: Literal["samtykke", "lov"] = required("samtykke eller lov")
    dato: Dato | None = field("Samtykkets dato")
    omfatter: Tekst | None = field("Hvad samtykket omfatter, eller hvilken lov")
    til: Dato | None = field("Samtykkets sidste dag")

    def gælder(self, dag: date) -> bool:
        """Whether it is in force on that day."""
        return (self.dato is None or self.dato <= dag) and (self.til is None or dag <= self.til)


class AndenMyndighed(Record):
    """Another authority around the citizen."""

    navn: Udfyldt = required("Myndighedens navn")
    kontakt: Tekst | None = field("Kontaktperson hos myndigheden")
    telefon: Tekst | None = field("Telefon")
    mail: Mail | None = field("E-mail")
    grundlag: Grundlag | None = field("Samtykke eller lov, som giver lov til at dele oplysninger")
    modtager: tuple[Literal["dagsorden", "referat"], ...] = field("Hvilke dokumenter myndigheden får", ())
