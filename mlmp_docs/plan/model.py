"""The plan of one citizen, in the words of its file. Knows no YAML, Word or Excel.

The keys, their nesting and their meaning are a contract with the users' files (plan.example.yaml).
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from mlmp_docs.plan.record import Record, ShortRecord, field, required
from mlmp_docs.plan.values import (
    MÅNEDER,
    CprNummer,
    Dato,
    GælderTekst,
    Id,
    IdListe,
    JaNej,
    Kl,
    Mail,
    Måned,
    Nøgle,
    Tekst,
    Udfyldt,
    Uge,
    År,
    problem,
    whole_number,
)

Post = Literal["digital", "brev"]
Status = Literal["ikke begyndt", "i gang", "opnået", "delvist opnået", "ikke opnået", "afsluttet"]
Måltype = Literal["udvikle", "fastholde", "begrænse tab"]
Kilde = Literal[
    "Borger",
    "Sagsbehandler",
    "Udfører",
    "Andre",
    "Borger støttet af medarbejder",
    "Borger støttet af pårørende",
    "Pårørende alene",
    "Medarbejder alene",
    "Medarbejder og pårørende alene",
]
"""VUM's informants (vum.yaml, CareSocialCodes)."""
SætningsListe = tuple[Udfyldt, ...]

ALLE = ("alle",)
"""`udførere: alle`: every tilbud in the plan."""


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


class MinPlan(Record):
    """The citizen's own words."""

    håb_og_drømme: SætningsListe = field("Mine håb og drømme", ())
    vigtigt_for_mig: SætningsListe = field("Det er vigtigt for mig", ())
    det_kan_jeg: SætningsListe = field("Det kan jeg", ())
    det_er_svært: SætningsListe = field("Det er svært", ())
    det_vil_jeg_gerne: SætningsListe = field("Det vil jeg gerne", ())
    god_støtte: SætningsListe = field("Sådan støtter I mig", ())
    kilde: Kilde = field("Hvem ordene kommer fra; én af VUM's informanter", "Borger")


class SærligeForhold(Record):
    """Special matters (servicelovens § 141, stk. 3)."""

    bolig: Tekst | None = field("Bolig")
    beskæftigelse: Tekst | None = field("Beskæftigelse")
    personlig_hjælp: Tekst | None = field("Personlig hjælp")
    behandling: Tekst | None = field("Behandling")
    hjælpemidler: Tekst | None = field("Hjælpemidler")
    andet: Tekst | None = field("Andet")


class Handleplan(Record):
    """What the law wants in the plan (servicelovens § 141)."""

    tilbudt: Dato | None = field("Den dag, borgeren fik tilbud om en handleplan")
    ønskes: JaNej | None = field("Om borgeren ønsker en handleplan")
    formål: Tekst | None = field("Formålet med indsatsen")
    varighed: Tekst | None = field("Forventet varighed; tom: indtil næste opfølgning")
    særlige_forhold: SærligeForhold = field("Særlige forhold", SærligeForhold())
    støttebehov: whole_number(0, 4) | None = field("Støttebehov fra 0 til 4")  # type: ignore[valid-type]
    målgrupper: tuple[Udfyldt, ...] = field("Målgrupper; den første er den primære", ())
    faglig_vurdering: Tekst | None = field("Den faglige vurdering")


class Delmål(Record):
    """One step on the way to a goal; the lowest stands first."""

    id: Nøgle | None = field("Kort id")
    tekst: Udfyldt = required("Trinet i borgerens ord")
    ansvarlig: Tekst | None = field("Hvem der hjælper")
    frist: Dato | None = field("Senest")
    status: Status = field("Hvor langt", "ikke begyndt")
    opnået: Dato | None = field("Den dag, trinet blev nået")


class Scoring(Record):
    """A score of a goal on one day (R31, R32)."""

    dato: Dato = required("Den dag, målet blev scoret")
    udfører: Id | None = field("Tilbuddet, der scorede")
    faglig: Tekst | None = field("Den faglige score: trin på skalaen, eller ord")
    borger: Tekst | None = field("Borgerens egen score: trin på skalaen, eller ord")
    ord: Tekst | None = field("Borgerens egne ord om det")
    enig: JaNej | None = field("Om borgeren er enig i den faglige score")
    kilde: Kilde | None = field("Hvem scoren kommer fra")


class Vurdering(Record):
    """A written judgement of a goal."""

    dato: Dato | None = field("Vurderingens dato")
    tekst: Udfyldt = required("Vurderingen")
    kilde: Kilde | None = field("Hvem vurderingen kommer fra")


def _all_or_ids(value: object) -> object:
    return ALLE if value == "alle" else value


class Mål(Record):
    """A goal, in the citizen's words and in professional ones (A17)."""

    id: Nøgle | None = field("Kort og entydigt i planen")
    stikord: Tekst | None = field("Ét eller to ord til billedarket")
    borgermål: Udfyldt = required("Målet i borgerens ord")
    drøm: Tekst | None = field("Den drøm, målet er et skridt mod")
    hvorfor: Tekst | None = field("Hvorfor målet hjælper borgeren")
    indsatsmål: Tekst | None = field("Målet med fagets ord")
    faglig_begrundelse: Tekst | None = field("Den faglige begrundelse")
    måltype: Måltype | None = field("udvikle, fastholde eller begrænse tab")
    undertema: Tekst | None = field("Primært VUM-undertema under Aktivitet og deltagelse")
    øvrige_undertemaer: tuple[Udfyldt, ...] = field("Flere undertemaer", ())
    udførere: Annotated[
        IdListe,
        BeforeValidator(_all_or_ids),
        WithJsonSchema({"anyOf": [{"const": "alle"}, {"type": "array", "items": {"type": "string"}}]}),
    ] = field("alle, eller en liste af tilbuddenes id'er", ALLE)
    opstillet: Dato | None = field("Den dag, målet blev sat")
    frist: Dato | None = field("Målets frist")
    status: Status = field("Hvor langt", "ikke begyndt")
    forventet: Tekst | None = field("Forventet trin på skalaen, eller ord")
    skala: Nøgle | None = field("Skala fra mlmp.yaml; kan udelades, når der kun er én")
    sådan_gør_vi: SætningsListe = field("Hvori støtten ligger", ())
    delmål: tuple[Delmål, ...] = field("Trinene på måltrappen, nederst først", ())
    scoringer: tuple[Scoring, ...] = field("Den første er udgangspunktet, den seneste er nu", ())
    vurdering: Vurdering | None = field("Målvurdering")


class Aftale(Record):
    """Who does what by when."""

    id: Nøgle | None = field("Kort id")
    tekst: Udfyldt = required("Hvad der er aftalt")
    ansvarlige: tuple[Udfyldt, ...] = field("Hvem der gør det", ())
    frist: Dato | None = field("Senest")
    status: Literal["åben", "i gang", "udført", "bortfaldet"] = field("Hvor langt", "åben")
    mål: Nøgle | None = field("Det mål, aftalen hører til")
    fra_møde: Id | None = field("Det møde, hvor det blev aftalt")


class Ændring(Record):
    """A change of the plan between two meetings (R39)."""

    id: Nøgle | None = field("Kort id")
    dato: Dato = required("Den dag, ændringen gælder fra")
    hvad: Udfyldt = required("Hvad der ændres")
    årsag: Tekst | None = field("Hvorfor")
    aftalt_med_borger: JaNej | None = field("Om det er aftalt med borgeren")
    bestilling_til: IdListe = field("Tilbud, der skal have en ændret bestilling", ())


class Flyttet(Record):
    """Why a meeting left its month (A12)."""

    fra: Måned = required("Måneden på den sendte liste")
    begrundelse: Udfyldt = required("Hvorfor mødet flyttes")


class Aflyst(Record):
    """Why a meeting was called off."""

    dato: Dato = required("Den dag, mødet blev aflyst")
    årsag: Tekst | None = field("Hvorfor")


class Forberedelsesmøde(Record):
    """The preparation meeting (R10–R13)."""

    tilbudt: Dato | None = field("Den dag, borgeren fik tilbuddet")
    svar: JaNej | None = field("Om borgeren vil komme")
    dato: Dato | None = field("Dag")
    kl: Kl | None = field("Tid")
    sted: Tekst | None = field("Sted")
    borgerguide: JaNej = field("Om en borgerguide er med", False)
    aftalt_med_dagtilbud: Dato | None = field("Den dag, det blev aftalt med dagtilbuddets leder")
    afholdt: JaNej | None = field("Om forberedelsesmødet er holdt")


class Observation(Record):
    """What staff and relatives have seen, and what they think it means."""

    set: Tekst | None = field("Det har vi set")
    tolkning: Tekst | None = field("Det tror vi, det betyder")


class Observationer(Record):
    """The observation sheet's six sections."""

    glad: Observation | None = field("Glad")
    rolig: Observation | None = field("Rolig")
    urolig: Observation | None = field("Urolig eller ked af det")
    siger_til_og_fra: Observation | None = field("Siger til og fra")
    kan_og_øver: Observation | None = field("Kan og øver sig på")
    ønsker: Observation | None = field("Ønsker")


Tema = Literal[
    "Min bolig",
    "Min hverdag",
    "Min krop og mit helbred",
    "Familie, venner og kæreste",
    "Min fritid",
    "Mit arbejde",
    "Mine penge",
    "Komme rundt",
    "Andet",
]


class Forberedelse(Record):
    """What the citizen wrote on the preparation sheet."""

    temaer: tuple[Tema, ...] = field("Det vil jeg tale om: temaer", ())
    siden_sidst: dict[str, Literal["det går godt", "midt imellem", "det er svært"]] = field(
        "Pr. mål: hvordan det går", {}
    )
    vil_tale_om: SætningsListe = field("Det vil jeg tale om", ())
    ikke_tale_om: SætningsListe = field("Kun til rådgiver og kontaktperson", ())
    fortæller_helst: Tekst | None = field("Hvordan jeg helst vil fortælle")
    hjulpet_af: Tekst | None = field("Hvem der har hjulpet med arket")
    observationer: Observationer | None = field("Til observationsarket")


class Dagsordenspunkt(ShortRecord):
    """A point of the agenda; `{kaldenavn}` becomes the citizen's name."""

    punkt: Udfyldt = required("Punktet, som fagpersoner læser det")
    letlæst: Tekst | None = field("Punktet, som borgeren læser det; ellers det samme")
    oplæg: Literal["rådgiver", "borger", "kontaktperson", "borger og kontaktperson", "alle"] = field(
        "Hvem der lægger op", "alle"
    )


class Afbud(ShortRecord):
    """Somebody who could not come (R18)."""

    navn: Udfyldt = required("Navn")
    tilbud: Id | None = field("Tilbuddets id")
    vikar: Tekst | None = field("Vikarens navn")


class TilStede(ShortRecord):
    """Somebody who was there."""

    navn: Udfyldt = required("Navn")
    rolle: Tekst | None = field("Rolle, fx vikar for …")


class Referatpunkt(Record):
    """A decision or agreement; no discussion."""

    punkt: Udfyldt = required("Punktet på dagsordenen")
    beslutning: Tekst | None = field("Beslutning eller aftale")
    ansvarlig: Tekst | None = field("Ansvarlig")
    frist: Dato | None = field("Frist")
    kræver_afgørelse: JaNej = field("ja: borgeren får et særskilt brev med svar", False)


class NæsteMøde(Record):
    """Next year's meeting as a month, a week or a day (R33)."""

    år: År | None = field("År")
    måned: Måned | None = field("Måned")
    uge: Uge | None = field("Uge")
    dato: Dato | None = field("Dag")
    kl: Kl | None = field("Tid")
    sted: Tekst | None = field("Sted")


class Referat(Record):
    """The minutes (R21, R34)."""

    mødeleder: Tekst | None = field("Mødeleder; tom: rådgiveren")
    referent: Tekst | None = field("Referent; tom: rådgiveren")
    til_stede: tuple[TilStede, ...] = field("Hvem der var til stede", ())
    kort_fortalt: Tekst | None = field("Letlæst, til borgeren")
    punkter: tuple[Referatpunkt, ...] = field("Beslutninger og aftaler", ())
    opfølgning: Literal["fortsætter", "afsluttes", "afsluttes og ny indsats"] | None = field(
        "Hvad der sker med indsatsen"
    )
    næste_møde: NæsteMøde | None = field("Næste møde")

    @property
    def er_udfyldt(self) -> bool:
        """Filled minutes have people present and at least one decision (product.md § 5)."""
        return bool(self.til_stede) and any(punkt.beslutning for punkt in self.punkter)


class Sending(ShortRecord):
    """The day something was sent, and the date and time it told."""

    dato: Dato = required("Den dag, det blev sendt")
    gælder: GælderTekst | None = field("Den dato og tid, der stod i det")


class Sendt(Record):
    """What was sent; what was sent is not made again."""

    datobrev: Sending | None = field("Datobrevet")
    indkaldelse: Sending | None = field("Indkaldelsen")
    kalender: Sending | None = field("Kalenderindkaldelsen")
    referat: Sending | None = field("Referatet")
    bestilling: dict[Id, Sending] = field("Bestillingen, pr. tilbud", {})


class Møde(Record):
    """One meeting."""

    år: År = required("Året; bestemmer mappe og liste")
    id: Id = field("Kan udelades: året; et ekstra møde samme år: 2027-2", "")
    slags: Literal["borgerplansmøde", "opfølgning efter indflytning", "ekstra møde"] = field(
        "Mødets slags", "borgerplansmøde"
    )
    måned: Måned | None = field("Måneden; ligger fast, når listen er sendt")
    flyttet: Flyttet | None = field("Når mødet må flytte måned: {fra: april, begrundelse: …}")
    aflyst: Aflyst | None = field("Når mødet er aflyst: {dato: …, årsag: …}")
    ønske_til_sted: Tekst | None = field("Borgerens ønske til sted, til listen")
    øvrige_deltagere: Tekst | None = field("Tekst til listen; tom: borgerens andre tilbud")
    bemærkninger: Tekst | None = field("Trykkes på listen til alle borgerens tilbud")
    aftalt: Dato | None = field("Den dag, dato og tid blev aftalt med tilbuddene")
    dato: Dato | None = field("Mødets dag; aftales senest to måneder før")
    kl: Kl | None = field("Mødets tid")
    sted: Tekst | None = field("Mødets sted")
    særlige_behov: Tekst | None = field("Særlige behov under mødet")
    inviteret_af_borgeren: tuple[Udfyldt, ...] = field("Dem, borgeren selv har bedt om, til netop dette møde", ())
    forberedelsesmøde: Forberedelsesmøde | None = field("Forberedelsesmødet")
    forberedelse: Forberedelse | None = field("Det, borgeren skrev på forberedelsesarket")
    statusbeskrivelse: dict[Id, Dato] = field("Pr. tilbud: den dag, status blev hentet eller modtaget", {})
    dagsorden: tuple[Dagsordenspunkt, ...] = field("Tom: standarddagsordenen fra mlmp.yaml", ())
    ekstra_punkter: tuple[Udfyldt, ...] = field("Punkter ud over dagsordenen", ())
    afbud: tuple[Afbud, ...] = field("Afbud og vikarer", ())
    referat: Referat | None = field("Under og efter mødet")
    sendt: Sendt = field("Hvad der er sendt", Sendt())

    @model_validator(mode="before")
    @classmethod
    def _year_is_the_id(cls, value: Any) -> Any:
        if isinstance(value, dict) and not value.get("id") and isinstance(value.get("år"), str | int):
            return {**value, "id": str(value["år"]).strip()}
        return value

    @property
    def planlagt_måned(self) -> int | None:
        """The month on the list: the one given, else the date's."""
        return self.måned or (self.dato.month if self.dato else None)

    @property
    def rolledag(self) -> date:
        """The day on which roles are read: the meeting's date, before there is one the first of the month.

        Without a month, the first day of the year.
        """
        return self.dato or date(self.år, self.måned or 1, 1)

    @property
    def månedsnavn(self) -> str:
        """The month in words; empty without one."""
        return MÅNEDER[self.planlagt_måned - 1] if self.planlagt_måned else ""


class Afsluttet(Record):
    """Why the plan ended."""

    dato: Dato = required("Den dag, planen sluttede")
    årsag: Literal["død", "fraflyttet", "støtten er ophørt"] | None = field("Hvorfor")


class Plan(Record):
    """Everything a plan file says about one citizen."""

    borger: Borger = required("Borgeren")
    sagsnummer: Tekst | None = field("Sagsnummer")
    rådgiver: Id = required("Id fra mlmp.yaml")
    tidligere_rådgivere: tuple[TidligereRådgiver, ...] = field("Rådgivere, borgeren har haft", ())
    tilbud: Annotated[
        tuple[BorgersTilbud, ...], Field(min_length=1, description="Alle borgerens tilbud; det første er det primære")
    ]
    værger: tuple[Værge, ...] = field("Værger", ())
    partsrepræsentant: Partsrepræsentant | None = field("Partsrepræsentant")
    netværk: tuple[Netværksperson, ...] = field("Pårørende, bisidder, venner", ())
    andre_myndigheder: tuple[AndenMyndighed, ...] = field("Andre myndigheder", ())
    min_plan: MinPlan = field("Borgerens egne ord", MinPlan())
    handleplan: Handleplan = field("Lovens krav, servicelovens § 141", Handleplan())
    mål: tuple[Mål, ...] = field("Borgerens mål", ())
    aftaler: tuple[Aftale, ...] = field("Hvem gør hvad, også mellem møderne", ())
    ændringer: tuple[Ændring, ...] = field("Ændringer i planen mellem to møder", ())
    møder: tuple[Møde, ...] = field("Møderne", ())
    afsluttet: Afsluttet | None = field("Når planen er slut: {dato: …, årsag: …}")
    noter: Tekst | None = field("Praktiske huskesedler; kommer ikke med i dokumenter, lister eller regneark")

    def rådgiver_den(self, dag: date) -> str:
        """The id of the rådgiver who has the case on that day."""
        for tidligere in sorted(self.tidligere_rådgivere, key=lambda entry: entry.til):
            if dag <= tidligere.til:
                return tidligere.id
        return self.rådgiver

    def tilbud_den(self, dag: date) -> tuple[BorgersTilbud, ...]:
        """The tilbud that count on that day, the primary one first."""
        return tuple(tilbud for tilbud in self.tilbud if tilbud.gælder(dag))
