"""The meaning of the fields that one document has beside the shared ones."""

from collections.abc import Mapping

from mlmp_docs.content.catalogue import Shape, Told, places
from mlmp_docs.content.catalogue_referat import minutes
from mlmp_docs.content.catalogue_shared import DAY, DAY_AND_TIME, VOCABULARY
from mlmp_docs.procedure.documents import Document

Meanings = Mapping[str, Told]

_LETTER: Meanings = {
    "adressefelt": "Modtagerens navn og adresse, linje for linje",
    "dag": DAY,
    "tid": "Klokkeslæt for mødet",
    "varighed": "Sætningen om, hvor længe mødet varer",
    "stedets_adresse": "Adressen på det tilbud, hvor mødet er",
    "kontakt": "Rådgiverens telefon og e-mail på én linje",
    "kopi_til": "Alle andre, der får brevet, på én linje",
    "overskrift": "Brevets overskrift",
    "til_repræsentant": "Første linje i kopien til en værge eller partsrepræsentant; ellers tom",
}
_OWN: Meanings = {
    **_LETTER,
    "modtagere": (
        "Alle, der får dokumentet",
        Shape(derived={"navn": "Modtagerens navn", "rolle": "Modtagerens rolle"}),
    ),
}
_POINTS = Shape(derived={"nummer": "Punktets nummer", "punkt": "Punktet", "oplæg_ved": "Navnet på den, der lægger op"})
_SERVICE: Meanings = {
    "paragraf": "Paragraf, ellers Ikke oplyst",
    "omfang": "Omfang, ellers Ikke oplyst",
    "start": "Startdato, ellers Ikke oplyst",
    "varighed": "Slutdatoen eller Varigt",
}
_LINES = Shape(derived={"navn": "Rækkens navn", "linjer": "Rækkens tekster"})
_GOAL_ROW: Meanings = {
    "nummer": "Målets nummer",
    "borgermål": "Målet i borgerens ord",
    "indsatsmål": "Målet med fagets ord, ellers Ikke oplyst",
    "har_indsatsmål": "Om der er et indsatsmål",
    "mærker": "Undertema, måltype, udførere og frist på én linje",
    "borgerens_ord": "Borgerens ord om målet, i anførselstegn",
    "undertema": "Undertema, ellers Ikke oplyst",
    "øvrige_undertemaer": "Flere undertemaer på én linje",
    "måltype": "Måltype, ellers Ikke oplyst",
    "udførere": "De tilbud, der arbejder med målet",
    "start": "Niveauet ved start, ellers Ikke oplyst",
    "nu": "Niveauet nu, ellers Ikke oplyst",
    "forventet": "Det forventede niveau, ellers Ikke oplyst",
    "frist": "Fristen, ellers Ikke oplyst",
    "enighed": "Enig eller uenig, med begges syn",
    "status": "Hvor langt; tom, når der arbejdes med målet",
}
_PROVIDER: Meanings = {
    "til": "Tilbuddet og dets afdelingsleder",
    "modtager_linje": "Til og tilbuddets navn",
    "adresse_linje": "Adresse, telefon og e-mail på én linje, eller Beskyttet adresse",
    "cpr_linje": "Cpr-nummeret med sit mærke",
    "bestiller": "Kommune og forvaltning",
    "rådgiver_linje": "Rådgiverens navn, telefon og e-mail",
    "målrækker": ("Tilbuddets mål, ét i hver række", Shape(derived=_GOAL_ROW)),
    "ingen_mål": "Sætningen om, at der ingen mål er; ellers tom",
    "andre_udførere": "Andre tilbud og de mål, de er fælles om",
    "undertitel": "Linjen under titlen",
}
_SENTENCES = Shape(
    derived={
        "billede": "Teksten til billedet",
        "trappe": "Overskriften over måltrappen",
        "skridt_mod": "Ordene før drømmen",
        "ingen_trin": "Sætningen, når der ingen trin er",
        "det_hjælper": "Ordene før begrundelsen",
        "det_gør": "Overskriften over det, man gør på hvert trin",
        "prikker": "Sætningen om, hvad prikkerne betyder",
        "her_nu": "Ordene ved det trin, der er i gang",
        "intet_niveau": "Sætningen, når målet ikke er scoret",
    }
)
_CARD = Shape(
    derived={
        "overskrift": "Kortets overskrift",
        "tomt": "Teksten, når kortet er tomt",
        "punkter": "Borgerens sætninger",
        "skrift": "Skriftens størrelse, så alt får plads",
    }
)
_LEVEL_BOX = Shape(
    derived={
        "overskrift": "Feltets overskrift",
        "dato": "Datoen",
        "ord": "Niveauet i ord til borgeren",
        "prikker": "Niveauet som prikker, en tegning; ingen, når niveauet ikke er et trin på en skala",
    }
)
_GOAL_PAGE = Shape(
    derived={
        "nummer": "Målets nummer",
        "farve": "Målets farve, fra 1 til 4",
        "ordlyd": "Målet i borgerens ord",
        "ordlyd_størrelse": "Skriftstørrelsen til målet: 26, 20 eller 16, efter hvor langt det er",
        "fagligt": "Målet med fagets ord",
        "nået": "Om målet er nået",
        "hvem": "De tilbud, der hjælper",
        "senest": "Fristen med den foran",
        "har_niveau": "Om målet er scoret",
        "niveau": (
            "Hvordan det går med målet",
            Shape(
                derived={
                    "start": ("Da vi begyndte", _LEVEL_BOX),
                    "nu": ("Nu", _LEVEL_BOX),
                    "mål": ("Det, målet er", _LEVEL_BOX),
                }
            ),
        ),
        "viste_niveauer": "De niveauer, der er noget at vise om: start nu mål, start mål eller færre",
        "uenighed": "Overskriften, når borgeren var uenig i den seneste scoring; ellers tom",
        "enighed": "Sætningerne om enighed",
        "prikkernes_ord": "Hvad prikkerne betyder; tom, når der ingen er",
        "trappe": "Måltrappen som tegning, så høj der er plads til",
        "trappe_er_kort": "Om trinenes ord ikke kan være på trappen og skal stå i en tabel",
        "drøm": "Den drøm, målet er et skridt mod, når den ikke kan stå over flaget; ellers tom",
        "trin": (
            "Trinene på måltrappen",
            Shape(
                derived={
                    "nummer": "Trinets nummer",
                    "tekst": "Trinet i borgerens ord",
                    "hvornår": "Dagen, trinet blev nået, ellers fristen",
                    "hvem": "Hjælperen",
                    "tilstand": "Hvor langt, i ord til borgeren",
                }
            ),
        ),
        "sådan_gør_vi": "Hvori støtten ligger",
        "hvorfor": "Hvorfor målet hjælper borgeren",
    }
)
_LAST_TIME: Meanings = {
    "håb_og_drømme": "Håb og drømme sidst",
    "vigtigt_for_mig": "Det, der var vigtigt sidst",
    "det_kan_jeg": "Det, borgeren kunne sidst",
    "det_er_svært": "Det, der var svært sidst",
    "det_vil_jeg_gerne": "Det, borgeren gerne ville sidst",
    "god_støtte": "God støtte, som den var sidst",
}
DOCUMENTS: Mapping[str, Meanings] = {
    "datobrev": {
        **_LETTER,
        "indledning": "Brevets første sætninger",
        "forberedelse": "Afsnittet om forberedelsesmødet; tom for eksterne",
        "film": "Linjen om filmen",
        "film_link": "Hvor filmen kan ses",
        "spørgsmål": "Hvor borgeren kan spørge",
        "svar_til": "Hvem svarsedlen afleveres til; tom, når der ingen er",
    },
    "raadgiverskift": {
        **_LETTER,
        "indledning": "Hvem der er rådgiver fra hvilken dag, og hvem der er det indtil da",
        "betyder": "Hvad det betyder for borgeren, i sætninger",
        "spørgsmål": "Hvem borgeren kan spørge",
    },
    "forberedelsesark": {
        "mødet_senere": "Det, der står, når mødet ingen dag har",
        "vejledning": "Sætningerne øverst på arket",
        "film": "Linjen om filmen",
        "sidst": ("Det, borgeren sagde sidst; tomt, når ordene ikke er borgerens", Shape(derived=_LAST_TIME)),
        "plads": "Hvor meget målene lader være tilbage på sidste side: 2 til en boks mere, 1, eller 0 til små bokse",
        "målene": (
            "De mål, der arbejdes med",
            Shape(
                derived={
                    "nummer": "Målets nummer",
                    "tekst": "Målet i borgerens ord",
                    "stikord": "Ét eller to ord for målet, ellers dets første ord",
                    "svar": "Borgerens svar på forberedelsesarket",
                    "stier": places("svar"),
                }
            ),
        ),
    },
    "visuel-plan": {
        "ord": ("De faste sætninger i jeg-form, eller om borgeren", _SENTENCES),
        "foto": "Hvad billedet af borgeren viser; tom, når der ikke er et billede, der kan bruges",
        "datolinjer": "Hvornår planen er fra, og hvornår den er rettet",
        "planen_fra": "Hvornår planen er fra; tom for et udkast",
        "kort": (
            "Kortene på side 1",
            Shape(
                derived={
                    "drøm": ("Håb og drømme", _CARD),
                    "vigtigt": ("Vigtigt for mig", _CARD),
                    "kan": ("Det kan jeg", _CARD),
                    "mål": ("Mine mål", _CARD),
                    "støtte": ("God støtte", _CARD),
                    "hjælper": ("De hjælper mig", _CARD),
                }
            ),
        ),
        "side_1": (
            "Sådan er side 1 sat",
            Shape(
                derived={
                    "form": "lige (faste højder), tæt, eller lang (over flere sider)",
                    "titel": "Titlens størrelse",
                    "navn": "Navnets størrelse",
                    "overskrift": "Størrelsen på kortenes overskrifter",
                    "vigtigt_kan": (
                        "Rækkerne med vigtigt for mig og det kan jeg i den lange form",
                        Shape(derived={"vigtigt": "Det, der er vigtigt", "kan": "Det, borgeren kan"}),
                    ),
                    "mål_støtte": (
                        "Rækkerne med mål og god støtte i den lange form",
                        Shape(
                            derived={
                                "mål": (
                                    "Målene",
                                    Shape(
                                        derived={
                                            "nummer": "Målets nummer",
                                            "ordlyd": "Målet i borgerens ord",
                                            "nået": "Om målet er nået",
                                        }
                                    ),
                                ),
                                "støtte": "God støtte",
                            }
                        ),
                    ),
                }
            ),
        ),
        "hjælpere": (
            "Kontaktpersoner, netværk og rådgiver",
            Shape(derived={"navn": "Hjælperens navn", "rolle": "Hjælperens rolle"}),
        ),
        "næste_møde_dag": "Dagen for det næste møde, så præcist den vides",
        "næste_møde_sted": "Stedet for det næste møde",
        "målsider": ("En side for hvert mål, der arbejdes med eller er nået", _GOAL_PAGE),
        "vores_aftaler": (
            "Trin og aftaler i én tabel",
            Shape(
                derived={
                    "hvad": "Trinet eller aftalen",
                    "hvem": "Hvem der gør det",
                    "senest": "Fristen (kort dato)",
                    "hører_til": "Mål og trin, det hører til",
                    "hvor_langt": "Hvor langt, i ord til borgeren",
                }
            ),
        ),
        "om_planen": "Hvis planen er, og hvis ordene er",
    },
    "handleplan": {
        "overskrift": "Mit liv – Min plan eller Handleplan",
        "fra": "Hvornår planen er fra",
        "formål": "Formålet, ellers Ikke oplyst",
        "ydelser": (
            "Ydelser fra alle tilbud",
            Shape(derived={"tilbud": "Tilbuddets navn", "ydelse": "Ydelsens navn", **_SERVICE}),
        ),
        "forhold": (
            "Særlige forhold",
            Shape(derived={"navn": "Forholdets navn", "tekst": "Teksten, ellers Ikke oplyst"}),
        ),
        "faglig_vurdering": "Den faglige vurdering, ellers Ikke oplyst",
        "støttebehov": "Støttebehov med tal og ord, ellers Ikke oplyst",
        "målgrupper": "Målgrupper på én linje, ellers Ikke oplyst",
        "målblokke": (
            "Et afsnit for hvert mål",
            Shape(
                derived={
                    "nummer": "Målets nummer",
                    "overskrift": "Nummer og mål med fagets ord",
                    "fakta": (
                        "Målets oplysninger, uden de tomme",
                        Shape(derived={"navn": "Oplysningens navn", "tekst": "Oplysningen"}),
                    ),
                    "status": "Hvor langt målet er, med datoer",
                }
            ),
        ),
        "skalanoter": "Hvad tallene på skalaerne betyder",
    },
    "indkaldelse": {
        **_LETTER,
        "indledning": "Brevets første sætninger",
        "hvem_kommer": "Alle, der kommer, én på hver linje",
        "tag_nogen_med": "Sætningen om at tage nogen med",
        "særlige_behov": "Særlige behov til mødet",
        "vil_tale_om": "Det, borgeren vil tale om, i anførselstegn",
        "inden_mødet": "Det, borgeren kan gøre inden mødet",
    },
    "dagsorden": {
        "undertitel": "Linjen under titlen",
        "tid": DAY_AND_TIME,
        "mødeleder": "Mødelederens navn og titel",
        "referent": "Referentens navn",
        "indkaldt": "De indkaldte, én på hver linje",
        "inviteret": "De inviterede, én på hver linje",
        "punkter": ("Dagsordenens punkter", _POINTS),
        "vil_tale_om": "Det, borgeren vil tale om, i anførselstegn",
        "særlige_behov": "Særlige behov til mødet",
        "fortæller_helst": "Hvordan borgeren helst vil fortælle",
        "forud": "Det, der sker forud for mødet",
        "afbud_til": "Rådgiverens navn, telefon og e-mail",
    },
    "referat": minutes(_POINTS, _GOAL_ROW),
    "bestilling": {
        **_PROVIDER,
        "baggrund": ("Baggrund, som planen lader tilbuddet se", _LINES),
        "koordinering": ("Andre myndigheder og udførere", _LINES),
        "udredning": ("Borgerens ønsker og den faglige vurdering", _LINES),
        "formål": "Formålet, ellers Ikke oplyst",
        "ydelser": ("Ydelser fra tilbuddet", Shape(derived={"navn": "Ydelsens navn", **_SERVICE})),
        "forhold": ("Særlige forhold, støtte og aftaler", _LINES),
        "næste_opfølgning": "Dagen for næste opfølgning, ellers Ikke oplyst",
        "status_regel": "Hvornår statusbeskrivelsen skal være klar",
        "bilag": "Planen som bilag; tom, når den ikke skal med",
    },
    "aendring": {
        **_PROVIDER,
        "hvad": "Hvad der ændres",
        "gælder_fra": "Den dag, ændringen gælder fra",
        "årsag": "Hvorfor, ellers Ikke oplyst",
        "aftalt": "Om ændringen er aftalt med borgeren",
        "kontakt_linje": "Kontaktpersonens navn, titel, telefon og e-mail",
    },
}
"""Each document's own fields, by its key."""


def shape_of(document: Document) -> Shape:
    """All fields of a document's templates: the shared ones and its own."""
    return Shape(derived={**VOCABULARY, **own_fields(document)})


def own_fields(document: Document) -> Meanings:
    """The fields that only this document has; for one of the municipality's own, those all of them have."""
    if document.key in DOCUMENTS:
        return DOCUMENTS[document.key]
    return {**_OWN, **_PROVIDER} if document.for_ == "tilbud" else _OWN
