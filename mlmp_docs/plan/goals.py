"""What the citizen wants and what is worked on: own words, § 141 contents, goals, agreements, changes."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from mlmp_docs.plan.dates import Dato
from mlmp_docs.plan.record import Record, field, required
from mlmp_docs.plan.values import Id, IdListe, JaNej, Nøgle, Tekst, Udfyldt, whole_number

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
