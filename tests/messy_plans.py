"""Random plans that can be read, laid out as careless people might: styles mixed, comments anywhere."""

import random
from typing import Any

from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.syntax import scan

TEXTS = (
    "Ny tekst",
    "Gerne om formiddagen",
    "nej tak",
    "8900 Randers C",
    "Sal #2 t.h.",
    "Ønske: ny cykel",
    "- punkt",
    "slut:",
    'sagde "hej"',
    "Annas 'hus'",
    "[a, b]",
    "{sted}",
    "007",
    "1.10",
    "true",
    "null og null",
    "@anna",
    "to\nlinjer",
    "tre\n\nmed luft",
    "20\u00a000 00 01",
    "å" * 130,
    "ord " * 40 + "slut",
    "§ 108 – ½",
    "2027-05-12",
    "10:30",
    "kun, et komma",
    "Jeg vil  bo selv",
    "😀 smil",
)
NAMES = ("Ib Toft", "Bo Ravn", "Lone Vig", "Jonas Bak", "Kaj", "Åse Ø")
DAYS = ("2027-05-12", "12.5.2027", "12/5 2027", "12. maj 2027", "2026-11-03", "1.2.2028", "2027-1-5")
TIMES = ("10:00-11:30", "10.00-11.30", "9:05", "13.45", "08:00 - 09:15", "kl. 10.30")
MONTHS = ("maj", "5", "05", "Maj", "december", "1")
STATUS = ("ikke begyndt", "i gang", "opnået")
SOURCES = ("Borger", "Udfører", "Medarbejder alene")


def messy_plan(chance: random.Random) -> bytes:
    """A plan file that the reader accepts."""
    while True:
        data = plan_data(chance)
        text = laid_out(chance, data)
        content = text.encode()
        if chance.random() < 0.15:
            content = content.replace(b"\n", b"\r\n")
        if chance.random() < 0.1:
            content = b"\xef\xbb\xbf" + content
        reading = read_plan(content, "plan.yaml")
        if reading.value is not None and reading.raw == scan(text, "plan.yaml", 10_000, ()).data == data:
            return content


def plan_data(chance: random.Random) -> dict[str, Any]:
    """What a plan may say, every scalar as a text."""
    some = _Some(chance)
    plan: dict[str, Any] = {
        "borger": {"navn": "Anna Lykke Jensen", "cpr": chance.choice(["670761-4285", "6707614285"])}
        | some(
            kaldenavn=lambda: "Anna",
            adresse=lambda: "Ærøvej 8, 8900 Randers C",
            beskyttet_adresse=lambda: chance.choice(["nej", "nej", "false", "ja"]),
            post=lambda: chance.choice(["digital", "brev"]),
            telefon=lambda: "20 00 00 01",
            mail=lambda: "anna@example.dk",
            billede=lambda: "billeder/anna.jpg",
        ),
        "rådgiver": "mette-holm",
        "tilbud": [_stay(chance, some, id_) for id_ in _stays(chance)],
    }
    plan |= some(
        sagsnummer=some.text,
        netværk=lambda: [{"navn": name} | some(relation=some.text) for name in _names(chance)],
        min_plan=lambda: some(
            håb_og_drømme=some.texts, det_kan_jeg=some.texts, god_støtte=some.texts, kilde=some.source
        ),
        handleplan=lambda: some(
            tilbudt=some.day,
            ønskes=some.answer,
            formål=some.text,
            støttebehov=lambda: chance.choice("0234"),
            målgrupper=some.texts,
            særlige_forhold=lambda: some(bolig=some.text, andet=some.text),
        ),
        mål=lambda: [_goal(chance, some, number) for number in range(chance.randrange(1, 4))],
        aftaler=lambda: [_agreement(chance, some, number) for number in range(chance.randrange(1, 4))],
        møder=lambda: [
            _meeting(chance, some, year) for year in chance.sample(range(2025, 2029), chance.randrange(1, 3))
        ],
        noter=some.text,
        afsluttet=lambda: {"dato": some.day()} | some(årsag=lambda: "fraflyttet") if chance.random() < 0.2 else {},
    )
    if "møder" in plan and chance.random() < 0.2:
        plan["møder"].append({"år": plan["møder"][0]["år"], "id": f"{plan['møder'][0]['år']}-2"})
    keys = list(plan)
    chance.shuffle(keys)
    return {key: plan[key] for key in keys if plan[key]}


class _Some:
    """Makes some of the fields that are named, in any order."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def __call__(self, **fields: Any) -> dict[str, Any]:
        keys = [key for key in fields if self.chance.random() < 0.55]
        if self.chance.random() < 0.3:
            self.chance.shuffle(keys)
        made = {key: fields[key]() for key in keys}
        return {key: value for key, value in made.items() if value not in ({}, [])}

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def texts(self) -> list[str]:
        return [self.text() for _ in range(self.chance.randrange(1, 4))]

    def day(self) -> str:
        return self.chance.choice(DAYS)

    def time(self) -> str:
        return self.chance.choice(TIMES)

    def answer(self) -> str:
        return self.chance.choice(["ja", "nej", "true", "Ja"])

    def source(self) -> str:
        return self.chance.choice(SOURCES)

    def status(self) -> str:
        return self.chance.choice(STATUS)


def _stays(chance: random.Random) -> list[str]:
    return chance.choice(
        [["bostedet-fjordglimt"], ["vaerkstedet-aaen", "bostedet-fjordglimt"], ["bostedet-fjordglimt"]]
    )


def _names(chance: random.Random) -> list[str]:
    names = chance.sample(NAMES, chance.randrange(1, 4))
    return [*names, names[0]] if chance.random() < 0.1 else names


def _stay(chance: random.Random, some: _Some, id_: str) -> dict[str, Any]:
    people = ["jonas-bak", {"navn": "Ida Krogh"}, {"navn": "Ida Krogh", "telefon": "20 00 00 03"}, {"id": "jonas-bak"}]
    return {"id": id_} | some(
        fra=lambda: "2022-02-01",
        kontaktperson=lambda: chance.choice(people),
        ydelser=lambda: [{"navn": "Ophold", "paragraf": "§ 108"}],
    )


def _goal(chance: random.Random, some: _Some, number: int) -> dict[str, Any]:
    named = {"id": f"mål-{number}"} if chance.random() < 0.6 else {}
    words = chance.choice(TEXTS) if chance.random() < 0.1 else f"{chance.choice(TEXTS)} {number}"
    return (
        named
        | {"borgermål": words}
        | some(
            stikord=some.text,
            hvorfor=some.text,
            indsatsmål=some.text,
            måltype=lambda: chance.choice(["udvikle", "fastholde"]),
            udførere=lambda: chance.choice(["alle", ["bostedet-fjordglimt"]]),
            frist=some.day,
            status=some.status,
            sådan_gør_vi=some.texts,
            vurdering=lambda: {"tekst": some.text()} | some(dato=some.day, kilde=some.source),
            delmål=lambda: [_step(chance, some, n) for n in range(chance.randrange(1, 4))],
            scoringer=lambda: [
                _score(some, day) for day in chance.sample(["2026-05-12", "12.11.2026", "2027-02-01"], 2)
            ],
        )
    )


def _step(chance: random.Random, some: _Some, number: int) -> dict[str, Any]:
    named = {"id": f"trin{number}"} if chance.random() < 0.5 else {}
    words = "Trinet" if chance.random() < 0.15 else f"{chance.choice(TEXTS)} {number}"
    return named | {"tekst": words} | some(ansvarlig=some.text, frist=some.day, status=some.status, opnået=some.day)


def _score(some: _Some, day: str) -> dict[str, Any]:
    who = some(udfører=lambda: "bostedet-fjordglimt")
    return {"dato": day} | who | some(faglig=lambda: "3", borger=some.text, ord=some.text, enig=some.answer)


def _agreement(chance: random.Random, some: _Some, number: int) -> dict[str, Any]:
    named = {"id": f"aftale-{number}"} if chance.random() < 0.5 else {}
    words = f"{chance.choice(TEXTS)} {number}"
    return named | {"tekst": words} | some(ansvarlige=lambda: list(NAMES[:2]), frist=some.day, mål=lambda: "mål-0")


def _meeting(chance: random.Random, some: _Some, year: int) -> dict[str, Any]:
    return {"år": str(year)} | some(
        id=lambda: str(year),
        måned=lambda: chance.choice(MONTHS),
        flyttet=lambda: {"fra": "april", "begrundelse": some.text()},
        ønske_til_sted=some.text,
        bemærkninger=some.text,
        dato=some.day,
        kl=some.time,
        sted=lambda: chance.choice([*TEXTS, "Ærøvej 8", "Hos Anna, Ærøvej 8"]),
        inviteret_af_borgeren=lambda: list(NAMES[2:4]),
        forberedelsesmøde=lambda: some(tilbudt=some.day, svar=some.answer, dato=some.day, kl=some.time, sted=some.text),
        forberedelse=lambda: {"vil_tale_om": some.texts(), "ikke_tale_om": some.texts()},
        referat=lambda: {"til_stede": ["Anna", {"navn": "Ib", "rolle": "ven"}], "punkter": [{"punkt": some.text()}]},
        sendt=lambda: {"datobrev": "2027-02-15", "indkaldelse": {"dato": "2027-04-12", "gælder": "2027-05-12 10:00"}},
    )


# --- layout ------------------------------------------------------------------------------------------------------


def laid_out(chance: random.Random, data: dict[str, Any]) -> str:
    """The data as YAML, in no style in particular."""
    lines = ["# plan"] if chance.random() < 0.3 else []
    lines += _fields(chance, data, 0)
    return "\n".join(lines) + ("\n" if chance.random() < 0.85 else "")


def _note(chance: random.Random, indent: int) -> list[str]:
    if chance.random() < 0.85:
        return []
    return [chance.choice(["", " " * indent + f"# note {chance.randrange(1000)}"])]


def _tail(chance: random.Random) -> str:
    return f"   # hale {chance.randrange(1000)}" if chance.random() < 0.12 else ""


def _fields(chance: random.Random, data: dict[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for number, (key, value) in enumerate(data.items()):
        lines += _note(chance, indent) if number else []
        lines += _entry(chance, " " * indent + f"{key}:", value, indent)
    return lines


def _entry(chance: random.Random, start: str, value: Any, indent: int) -> list[str]:
    if isinstance(value, str):
        return _scalar_lines(chance, start, value, indent)
    if chance.random() < 0.35 and (flow := _flow(chance, value)) and len(flow) < 150:
        return [f"{start} {flow}{_tail(chance)}"]
    below = indent + chance.choice([2, 2, 2, 4])
    head = start + (_tail(chance) if chance.random() < 0.3 else "")
    if isinstance(value, dict):
        return [head, *_fields(chance, value, below)]
    return [head, *_items(chance, value, chance.choice([indent, indent + 2]) if indent else below)]


def _items(chance: random.Random, items: list[Any], indent: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(items):
        lines += _note(chance, indent) if number else []
        start = " " * indent + "-"
        if isinstance(item, str):
            lines += _scalar_lines(chance, start, item, indent)
        elif chance.random() < 0.4 and (flow := _flow(chance, item)) and len(flow) < 150:
            lines.append(f"{start} {flow}{_tail(chance)}")
        else:
            first, *rest = _fields(chance, item, indent + 2)
            lines += [f"{start} {first.lstrip(' ')}", *rest]
    return lines


def _scalar_lines(chance: random.Random, start: str, text: str, indent: int) -> list[str]:
    if ("\n" in text or chance.random() < 0.05) and chance.random() < 0.7:
        inner = " " * (indent + chance.choice([2, 4]))
        return [f"{start} |-", *(inner + line if line else "" for line in text.split("\n"))]
    if len(text) > 100 and " " in text and chance.random() < 0.5:
        words, inner = text.split(" "), " " * (indent + 2)
        half = len(words) // 2
        return [f"{start} >-", inner + " ".join(words[:half]), inner + " ".join(words[half:])]
    return [f"{start} {_scalar(chance, text)}{_tail(chance)}"]


def _scalar(chance: random.Random, text: str, flow: bool = False) -> str:
    plain = _is_plain(text, flow)
    if plain and chance.random() < 0.8:
        return text
    if "\n" not in text and chance.random() < 0.5:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _is_plain(text: str, flow: bool) -> bool:
    if "\n" in text or (flow and set(text) & set(",[]{}")):
        return False
    found = scan(f"[{text}]" if flow else f"x: {text} # y", "f", 10, ())
    return not found.diagnostics and found.data == ([text] if flow else {"x": text})


def _flow(chance: random.Random, value: Any) -> str:
    if isinstance(value, str):
        return _scalar(chance, value, flow=True)
    gap = chance.choice(["", "", " "])
    if isinstance(value, list):
        return f"[{gap}{', '.join(_flow(chance, item) for item in value)}{gap}]"
    return f"{{{gap}{', '.join(f'{key}: {_flow(chance, below)}' for key, below in value.items())}{gap}}}"
