"""Fictional citizens who bring each document to its edges: nothing, one, many, very long, and every special case.

They stand beside the project's own. Numbers count from 1: a CPR number is nobody's, and the same each time.
"""

import json
from typing import Any

Record = dict[str, Any]
INTERNAL, EXTERNAL = "bostedet-fjordglimt", "skovbrynet"
LONG_NAME = "Wilhelmina Christophersdatter Kirkegaard-Vestergaard Rasmussen"
_SENTENCE = (
    "Jeg drømmer om at komme ud at sejle igen, sådan som jeg gjorde det med min far og mine to brødre, dengang vi "
    "boede helt ude ved fjorden og altid kunne se vandet, når vi stod op"
)
_STEPS = (
    "Jeg finder ud af, hvad jeg gerne vil",
    "Jeg prøver det sammen med Jonas",
    "Jeg gør det selv, og Jonas ser på",
    "Jeg gør det selv én gang om ugen",
    "Jeg gør det selv tre gange om ugen",
    "Jeg gør det selv hver dag",
    "Jeg viser en ven, hvordan man gør",
    "Jeg gør det også, når jeg er træt",
    "Jeg gør det helt af mig selv",
)
_GOALS = (
    "Jeg vil lave min egen aftensmad",
    "Jeg vil cykle til værkstedet",
    "Jeg vil have styr på mine penge",
    "Jeg vil sove hele natten",
    "Jeg vil se min bror hver måned",
    "Jeg vil lære at svømme",
    "Jeg vil passe en hund",
)


def citizens() -> dict[str, str]:
    """The plan files by the citizen's id."""
    return {id_: json.dumps(plan, ensure_ascii=False, indent=1) for id_, plan in _plans().items()}


def _plans() -> dict[str, Record]:
    words = {"håb_og_drømme": ["Jeg vil gerne rejse"], "det_kan_jeg": ["Jeg kan lave mad"]}
    return {
        "a-tom": _plan(1, "Bo Lund", mål=[]),
        "a-tom-ekstern": _plan(2, "Bo Holm", EXTERNAL, mål=[]),
        "a-tom-billeder": _plan(3, "Bo Krogh", sheet="billeder", mål=[]),
        "a-tom-observation": _plan(4, "Bo Dam", sheet="observation", mål=[], min_plan={"kilde": "Pårørende alene"}),
        "b-et-trin": _plan(5, "Else Dahl", mål=[_goal(0, steps=1)], min_plan=words),
        "b-trin-2-3": _plan(6, "Else Friis", mål=[_goal(0, steps=2), _goal(1, steps=3)], min_plan=words),
        "b-trin-4-6": _plan(7, "Else Gram", mål=[_goal(n, steps=4 + n) for n in range(3)], min_plan=words),
        "b-trin-7-9": _plan(8, "Else Hald", mål=[_goal(n, steps=7 + n) for n in range(3)], min_plan=words),
        "b-alle-naaet": _plan(
            9, "Else Juhl", mål=[_goal(n, steps=count, reached=count) for n, count in enumerate((3, 5, 6))]
        ),
        "b-syv-maal": _plan(10, "Else Kjær", mål=[_goal(n, steps=n + 1) for n in range(7)], min_plan=words),
        "b-syv-maal-billeder": _plan(11, "Else Lind", sheet="billeder", mål=[_goal(n, steps=2) for n in range(7)]),
        "c-uenig": _plan(12, "Fie Bech", mål=[_disputed("funktionsevne", "3", "1"), _disputed("mestring", "2", "5")]),
        "c-uenig-ord": _plan(13, "Fie Carlsen", mål=[_disputed("funktionsevne", "Det går langsomt", "Det går godt")]),
        "c-fastholde": _plan(14, "Fie Dreyer", mål=[_goal(0, steps=3) | {"måltype": "fastholde"}]),
        "d-tredje-person": _plan(
            15,
            "Jens",
            sheet="observation",
            mål=[_goal(1, steps=4), _disputed("funktionsevne", "3", "")],
            min_plan={
                "kilde": "Medarbejder og pårørende alene",
                "håb_og_drømme": ["Jens lyser op, når der er musik"],
                "vigtigt_for_mig": ["At der er ro om morgenen"],
            },
        ),
        "e-lange-navne": _plan(16, LONG_NAME, mål=[_goal(0, steps=4, who=LONG_NAME)], min_plan=words, kaldenavn=None),
        "e-lange-tekster": _long(17),
        "e-otte-droemme": _plan(
            18,
            "Gitte Aagaard",
            mål=[_goal(n, steps=3) for n in range(2)],
            min_plan={key: [f"{_GOALS[n % 7]} her" for n in range(8)] for key in ("håb_og_drømme", "det_kan_jeg")}
            | {"vigtigt_for_mig": ["At der er ro"] * 1, "god_støtte": ["Spørg mig først", "Giv mig god tid"]},
        ),
        "f-vaerger": _plan(19, "Hanne Busk", mål=[_goal(0, steps=2)], **_guardians()),
        "f-ny-tid": _plan(20, "Hanne Carøe", mål=[_goal(0, steps=2)], sendt="2027-05-12 10:00-11:00"),
        "f-kun-maaned": _month_only(21),
        "f-ekstern": _plan(22, "Hanne Egholm", EXTERNAL, mål=[_goal(0, steps=2, udfører=EXTERNAL)], min_plan=words),
    }


def _plan(  # noqa: PLR0913 - one keyword per thing that varies
    number: int,
    name: str,
    tilbud: str = INTERNAL,
    *,
    mål: list[Record],
    sheet: str = "standard",
    min_plan: Record | None = None,
    kaldenavn: str | None = None,
    sendt: str = "",
    **more: Any,
) -> Record:
    meeting: Record = {
        "år": 2027,
        "dato": f"2027-06-{number:02}",
        "kl": "10:00-11:00",
        "sted": "Fjordvej 8, fællesstuen",
    }
    if sendt:
        meeting["sendt"] = {"indkaldelse": {"dato": "2027-04-20", "gælder": sendt}}
    return {
        "borger": {
            "navn": name,
            "kaldenavn": kaldenavn,
            "cpr": f"6101{80 + number // 10}-{number:04}",
            "adresse": "Fjordvej 8, lejl. 3, 8900 Randers C",
            "forberedelsesark": sheet,
        },
        "rådgiver": "mette-holm",
        "tilbud": [{"id": tilbud, "ydelser": [{"navn": "Længerevarende ophold", "paragraf": "§ 108"}]}],
        "handleplan": {"ønskes": "ja", "formål": "At borgeren får den støtte, der er brug for."},
        "min_plan": min_plan or {},
        "mål": mål,
        "møder": [meeting],
        **more,
    }


def _goal(number: int, *, steps: int, reached: int | None = None, who: str = "Jonas Bak", udfører: str = "") -> Record:
    done = steps // 2 if reached is None else reached
    return {
        "id": f"m{number}",
        "borgermål": _GOALS[number],
        "indsatsmål": f"Borgeren arbejder med mål {number + 1} mindst tre gange om ugen senest den 1. juni 2028.",
        "måltype": "udvikle",
        "undertema": "Lave mad",
        "udførere": [udfører] if udfører else "alle",
        "frist": "2028-06-01",
        "status": "opnået" if done == steps else "i gang",
        "forventet": "1",
        "skala": "funktionsevne",
        "scoringer": [
            {"dato": "2026-06-03", "faglig": "3", "borger": "3", "enig": "ja"},
            {"dato": "2027-01-12", "faglig": "2", "borger": "2", "enig": "ja"},
        ],
        "delmål": [
            {
                "id": f"t{step}",
                "tekst": _STEPS[step],
                "ansvarlig": who,
                "frist": f"2027-{step + 3:02}-01",
                **({"status": "opnået"} if step < done else {"status": "i gang"} if step == done else {}),
            }
            for step in range(steps)
        ],
    }


def _disputed(skala: str, faglig: str, borger: str) -> Record:
    score = {"dato": "2027-02-10", "faglig": faglig, "borger": borger or None, "enig": "nej"}
    quoted = {"ord": "Jeg klarer det fint, når jeg selv bestemmer, hvornår vi går i gang"} if borger else {}
    return _goal(1 if skala == "mestring" else 0, steps=3) | {
        "skala": skala,
        "forventet": "5" if skala == "mestring" else "1",
        "scoringer": [score | quoted],
    }


def _long(number: int) -> Record:
    sentences = [f"{_SENTENCE}, {n + 1}. gang" for n in range(8)]
    words = dict.fromkeys(("håb_og_drømme", "vigtigt_for_mig", "det_kan_jeg", "det_er_svært"), sentences)
    goals = [_goal(n, steps=steps) for n, steps in enumerate((7, 3, 2))]
    for goal in goals:
        goal["borgermål"] = f"{_SENTENCE}, og det vil jeg gerne kunne selv"
        goal["delmål"] = [
            step | {"tekst": f"{step['tekst']}, også når det regner og blæser"} for step in goal["delmål"]
        ]
    plan = _plan(number, "Gerd Skovgaard", mål=goals, min_plan=words | {"god_støtte": sentences[:4]})
    plan["netværk"] = [{"navn": f"Ven {n} Nielsen", "relation": "ven fra højskolen"} for n in range(1, 8)]
    return plan


def _guardians() -> Record:
    address = {"adresse": "Rådhusgade 4, 8900 Randers C", "post": "brev"}
    return {
        "værger": [{"navn": "Kaj Busk", "form": "§ 5", "omfang": "begge", **address}],
        "partsrepræsentant": {"navn": "Lis Thorup", **address},
        "netværk": [{"navn": "Kaj Busk", "relation": "far"}],
    }


def _month_only(number: int) -> Record:
    plan = _plan(number, "Hanne Dybdahl", mål=[_goal(0, steps=2)])
    plan["møder"] = [{"år": 2027, "måned": "juni"}]
    return plan
