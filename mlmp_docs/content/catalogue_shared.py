"""The meaning of the derived fields that every template can use; keys of the plan bring their own."""

from collections.abc import Mapping

from mlmp_docs.content.catalogue import Shape, Told
from mlmp_docs.plan import goals, meeting, people, settings

CONTACT_LINE = "Telefon og e-mail på én linje"
DAY = "Dagen med ugedag, fx onsdag den 12. maj 2027"
DAY_AND_TIME = "Dag og tid, fx onsdag den 12. maj 2027 kl. 10.00–11.30"

STAFF = Shape(
    (settings.Medarbejder,),
    {"kontakt": CONTACT_LINE, "navn_og_titel": "Navn og titel, fx Jonas Bak, pædagog"},
)
SERVICE = Shape(
    (people.Ydelse,),
    {"varighed": "Hvor længe: slutdatoen eller Varigt", "tekst": "Navn, omfang og paragraf på én linje"},
)
PLACE = Shape(
    (settings.Tilbud, people.BorgersTilbud),
    {
        "id": "Tilbuddets id i mlmp.yaml",
        "kontaktperson": ("Borgerens kontaktperson på tilbuddet", STAFF),
        "ydelser": ("Ydelser fra tilbuddet, der ikke er ophørt", SERVICE),
    },
)
LEVEL = Shape(
    derived={
        "tekst": "Trin og ord, fx 2 Moderat nedsat funktionsevne",
        "kort": "Trin og korte ord, fx 2 Moderat",
        "ord": "Skalaens ord for trinet",
        "borgerord": "Trinet med skalaens ord til borgeren",
        "trin": "Trinets tal",
        "er_trin": "Om det er et trin på skalaen og ikke ord",
        "prikker": "Hvor mange prikker der er fyldt",
        "prikker_af": "Hvor mange prikker der er i alt; 0: vis ordene",
    }
)
SCORE = Shape(
    (goals.Scoring,),
    {
        "måned": "Måned og år for scoringen",
        "udfører": "Navnet på tilbuddet, der scorede",
        "faglig": ("Den faglige score", LEVEL),
        "borger": ("Borgerens egen score", LEVEL),
        "uenig": "Om borgeren er uenig i den faglige score",
    },
)
STEP = Shape(
    (goals.Delmål,),
    {
        "nummer": "Trinets nummer; det nederste er 1",
        "nået": "Om trinet er nået",
        "i_gang": "Om trinet er i gang",
        "status_tekst": "Hvor langt, i ord til borgeren",
    },
)
GOAL = Shape(
    (goals.Mål,),
    {
        "nummer": "Målets nummer i planen",
        "i_arbejde": "Om der stadig arbejdes med målet",
        "status_tekst": "Hvor langt, i ord til borgeren",
        "udførere": "Navne på de tilbud, der arbejder med målet",
        "udførere_id": "De samme tilbuds id'er",
        "udførere_tekst": "Tilbuddene på én linje, eller alle udførere",
        "alle_udførere": "Om alle borgerens tilbud arbejder med målet",
        "fælles": "Om mere end ét tilbud arbejder med målet",
        "forventet": ("Det forventede niveau", LEVEL),
        "udgangspunkt": ("Den første scoring", SCORE),
        "nu": ("Den seneste scoring", SCORE),
        "nu_alle": ("Alle scoringer fra den seneste dag", SCORE),
        "scoringer": ("Alle scoringer, den ældste først", SCORE),
        "delmål": ("Trinene på måltrappen, det nederste først", STEP),
        "trappe": "Måltrappen som tegning til en liggende side; sæt den i en tabelcelle, så ses al tekst i LibreOffice."
        " Er der mange trin, står kun numrene på den; brug da også delmål",
        "trappe_smal": "Måltrappen som tegning til en stående side",
    },
)
AGREEMENT = Shape(
    (goals.Aftale,),
    {
        "hvem": "De ansvarlige på én linje",
        "mål": "Det mål, aftalen hører til, i borgerens ord",
        "målnummer": "Nummeret på det mål, aftalen hører til; 0: intet",
    },
)
CHANGE = Shape((goals.Ændring,), {"bestilling_til": "Navne på de tilbud, der får en ændret bestilling"})
NEXT = Shape(
    (meeting.NæsteMøde,),
    {"dag": DAY, "tekst": "Det mest præcise, der vides: dato, uge eller måned og år"},
)
RELATIVE = Shape((people.Netværksperson,), {"tekst": "Navn og relation, fx Birthe Jensen (mor)"})
PARTICIPANT = Shape(
    derived={
        "rolle": "Rolle, fx kontaktperson eller værge",
        "navn": "Navn",
        "titel": "Titel",
        "tilbud": "Tilbuddets id",
        "fra": "Tilbuddet eller myndigheden, personen kommer fra",
        "relation": "Relation til borgeren, fx mor",
    }
)
PREPARATION = Shape(
    (meeting.Forberedelse,),
    {
        "emner": "Temaer og egne ord i anførselstegn: det, borgeren vil tale om",
        "siden_sidst": (
            "Borgerens svar for hvert mål",
            Shape(derived={"mål_id": "Målets id", "mål": "Målet i borgerens ord", "svar": "Hvordan det går"}),
        ),
    },
)
MINUTES = Shape(
    (meeting.Referat,),
    {
        "mødeleder": "Mødeleder; uden andet i planen rådgiveren",
        "referent": "Referent; uden andet i planen rådgiveren",
        "punkter": (
            "Punkterne med beslutninger",
            Shape((meeting.Referatpunkt,), {"afgørelse": "Sætningen om, at borgeren får et brev med svar"}),
        ),
    },
)
MEETING = Shape(
    (meeting.Møde,),
    {
        "måned_og_år": "Måned og år, fx maj 2027",
        "dag": DAY,
        "dag_og_tid": DAY_AND_TIME,
        "varighed": "Hvor længe mødet varer",
        "indkaldt": ("Alle, der er indkaldt", PARTICIPANT),
        "inviteret": ("Alle, borgeren har inviteret", PARTICIPANT),
        "inviteret_af_borgeren": ("De inviterede med relation fra netværket", RELATIVE),
        "forberedelsesmøde": (
            "Forberedelsesmødet",
            Shape((meeting.Forberedelsesmøde,), {"dag": DAY, "dag_og_tid": DAY_AND_TIME}),
        ),
        "forberedelse": ("Det, borgeren har svaret på forberedelsesarket", PREPARATION),
        "statusbeskrivelse": (
            "Statusbeskrivelser, der er modtaget",
            Shape(derived={"tilbud": "Tilbuddets navn", "dato": "Den dag, den blev modtaget"}),
        ),
        "dagsorden": (
            "Punkterne på dagsordenen",
            Shape((meeting.Dagsordenspunkt,), {"nummer": "Punktets nummer"}),
        ),
        "referat": ("Referatet af mødet", MINUTES),
    },
)
CITIZEN = Shape(
    (people.Borger,),
    {
        "kaldenavn": "Kaldenavnet, ellers fornavnet",
        "kaldenavns": "Kaldenavnet i ejefald, fx Annas",
        "navns": "Navnet i ejefald",
        "cpr_mærke": "(erstatningspersonnummer), når nummeret er det",
        "fødselsdag": "Fødselsdag",
        "fødselsdag_kort": "Fødselsdag (kort dato)",
    },
)
LETTER = Shape(
    derived={
        "dato": "Brevets dato",
        "dato_kort": "Brevets dato (kort dato)",
        "den": "Brevets dato med den foran",
        "modtager": (
            "Den, brevet er til",
            Shape(derived={"navn": "Modtagerens navn", "rolle": "Modtagerens rolle", "linjer": "Adressens linjer"}),
        ),
    }
)

VOCABULARY: Mapping[str, Told] = {
    "titel": "Dokumentets titel og borgerens navn",
    "kommune": "Kommunens navn",
    "forvaltning": "Forvaltning og afdeling",
    "afsender": "Kommune og forvaltning på én linje",
    "år": "Året, der planlægges",
    "borger": ("Borgeren", CITIZEN),
    "sagsnummer": "Sagsnummer",
    "rådgiver": (
        "Borgerens rådgiver på mødets dag",
        Shape(
            (settings.Rådgiver,),
            {"kontakt": CONTACT_LINE, "kontakt_tekst": "Telefon og e-mail i en sætning: tlf. … eller …"},
        ),
    ),
    "tilbud": ("Borgerens tilbud, det primære først", PLACE),
    "tilbuddet": ("Det tilbud, dokumentet er til", PLACE),
    "kontaktperson": ("Kontaktpersonen på det primære tilbud", STAFF),
    "koncept": "Mit liv – Min plan; tom, når borgeren kun har eksterne tilbud",
    "internt": "Om borgeren har et af kommunens egne tilbud",
    "værger": (
        "Borgerens værger",
        Shape((people.Værge,), {"tekst": "Navn, form og omfang på én linje"}),
    ),
    "partsrepræsentant": ("Borgerens partsrepræsentant", Shape((people.Partsrepræsentant,))),
    "netværk": ("Borgerens netværk", RELATIVE),
    "andre_myndigheder": (
        "Andre myndigheder omkring borgeren",
        Shape((people.AndenMyndighed,), {"tekst": "Navn og kontaktperson på én linje"}),
    ),
    "min_plan": (
        "Borgerens egne ord",
        Shape((goals.MinPlan,), {"egne_ord": "Om ordene er borgerens egne"}),
    ),
    "handleplan": (
        "Handleplanen efter servicelovens § 141",
        Shape(
            (goals.Handleplan,),
            {
                "varighed_tekst": "Varigheden, ellers indtil næste opfølgning",
                "støttebehov_tekst": "Støttebehov med tal og ord",
            },
        ),
    ),
    "mål": ("Alle mål i planen", GOAL),
    "aftaler": ("Alle aftaler i planen", AGREEMENT),
    "ændringer": ("Alle ændringer af planen", CHANGE),
    "ændring": ("Den ændring, dokumentet er om", CHANGE),
    "møde": ("Det møde, dokumentet er om", MEETING),
    "næste_møde": ("Mødet efter det", NEXT),
    "planen": (
        "Hvornår planen er fra",
        Shape(
            derived={
                "fra": "Dagen for det seneste holdte møde",
                "rettet": "Dagen for den seneste scoring eller ændring",
                "udkast": "Om planen endnu er et udkast",
            }
        ),
    ),
    "video": ("Filmen om Mit liv – Min plan", Shape((settings.Video,))),
    "brev": ("Brevet", LETTER),
    "statuskanal": "Hvor interne tilbud lægger statusbeskrivelsen",
}
"""The fields every template can use."""
