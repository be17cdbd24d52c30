"""One meeting from its month on the list to what was sent afterwards."""

from datetime import date
from typing import Any, Literal

from pydantic import model_validator

from mlmp_docs.plan.dates import MÅNEDER, Dato, GælderTekst, Kl, Måned
from mlmp_docs.plan.goals import SætningsListe
from mlmp_docs.plan.record import Record, ShortRecord, field, required
from mlmp_docs.plan.values import Id, JaNej, Tekst, Udfyldt, Uge, År


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
