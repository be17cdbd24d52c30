"""The meaning of the fields of the minutes."""

from collections.abc import Mapping

from mlmp_docs.content.catalogue import Shape, Told, places

_DECISION = Shape(
    derived={
        "punkt": "Punktet eller Aftale",
        "beslutning": "Beslutningen",
        "afgørelse": "Sætningen om, at borgeren får et brev med svar",
        "ansvarlig": "Den ansvarlige",
        "frist": "Fristen (kort dato)",
        "stier": places("punkt", "beslutning", "ansvarlig", "frist", "kræver_afgørelse"),
    }
)

_ROW = Shape(
    derived={
        "punkt": "Punktet",
        "beslutning": "Beslutningen",
        "ansvarlig": "Den ansvarlige",
        "frist": "Fristen (kort dato)",
        "kræver_afgørelse_tekst": "ja, nej eller tom: om borgeren får et brev med svar",
        "stier": places("punkt", "beslutning", "ansvarlig", "frist", "kræver_afgørelse"),
    }
)
_SCORE = Shape(
    derived={
        "faglig": "Den faglige score",
        "borger": "Borgerens score",
        "ord": "Borgerens egne ord",
        "enig": "Om borgeren er enig",
        "enig_tekst": "ja, nej eller tom",
        "stier": places("faglig", "borger", "ord", "enig"),
    }
)


def minutes(points: Shape, goal_row: Mapping[str, Told]) -> Mapping[str, Told]:
    """The fields of the minutes, given those of a point of the agenda and of a goal's row."""
    return {
        "undertitel": "Linjen under titlen",
        "kort_fortalt": "Referatet kort fortalt, til borgeren",
        "beslutninger": ("Beslutninger og aftaler fra mødet", _DECISION),
        "punkter": ("Dagsordenens punkter", points),
        "ekstra_rækker": "Tomme rækker til at skrive i",
        "rækker": ("Punkter til at udfylde: dem, der er skrevet, resten af dagsordenen, og tre tomme", _ROW),
        "målrækker": (
            "Alle mål, ét i hver række",
            Shape(
                derived={
                    **goal_row,
                    "siden_sidst": "Borgerens svar om målet på forberedelsesarket",
                    "ny_score": ("Scoren på mødet, til at udfylde", _SCORE),
                    "stier": places("borgermål", "indsatsmål", "nu"),
                }
            ),
        ),
        "skalanoter": "Hvad tallene på skalaerne betyder",
        "tid_og_sted": "Dag, tid og sted på én linje",
        "ledelse": "Mødeleder og referent; tom, når det står ved navnene",
        "til_stede": "De, der var til stede, én på hver linje",
        "fremmødte": (
            "De, der var til stede, til at rette i",
            Shape(derived={"navn": "Navnet", "hvem": "Rolle eller tilbud, i parentes", "stier": places("navn")}),
        ),
        "ventede": (
            "De indkaldte og inviterede, til at sætte kryds ved",
            Shape(
                derived={
                    "navn": "Navnet",
                    "hvem": "Tilbud eller relation, i parentes",
                    "kom": "Altid tom; til felt(…)",
                    "stier": places("kom"),
                }
            ),
        ),
        "afbud": "Afbud og vikarer, én på hver linje",
        "afbudsrækker": (
            "Afbud og vikarer, til at rette i",
            Shape(
                derived={
                    "navn": "Navnet",
                    "hvor": "Tilbuddet, i parentes",
                    "vikar": "Vikaren",
                    "stier": places("navn", "vikar"),
                }
            ),
        ),
        "ændringer_i_planen": "Ændringer siden sidste møde",
        "ændringsrækker": (
            "Ændringer siden sidste møde, til at rette i",
            Shape(derived={"hvornår": "Dagen og et kolon", "hvad": "Ændringen", "stier": places("hvad")}),
        ),
        "næste_gang": (
            "Det næste møde, til at udfylde",
            Shape(
                derived={
                    "måned": "Måneden",
                    "år": "Året",
                    "dato": "Dagen",
                    "dato_kort": "Dagen (kort dato)",
                    "kl": "Tidspunktet",
                    "sted": "Stedet",
                    "stier": places("måned", "år", "dato", "kl", "sted"),
                }
            ),
        ),
        "opfølgning": "Om indsatsen fortsætter",
        "næste_møde_tekst": "Dag, tid og sted for det næste møde",
        "bestilling_senest": "Hvornår bestillingen sendes",
        "sendes_til": "Alle, der får referatet",
        "pårørende": "Sætningen om pårørende",
    }
