"""A municipality to measure on: as many realistic plans as asked for, always the same for the same seed.

`python -m benchmarks.plans FOLDER --antal 2000` writes a project with plans of about 150 lines each. Nobody in it
exists: CPR numbers have day + 60.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

SEED = 2027
ÅR = 2027
FIRST = [
    "Anna",
    "Bent",
    "Carla",
    "David",
    "Esther",
    "Farid",
    "Gerda",
    "Hassan",
    "Inge",
    "Jørgen",
    "Åse",
    "Sean",
    "Lis",
    "Ole",
    "Mia",
    "Noah",
    "Ida",
    "Emil",
    "Søren",
    "Pia",
]
MIDDLE = [
    "Lykke",
    "Holm",
    "Ravn",
    "Bøgeskov",
    "Bro",
    "Lund",
    "Bang",
    "Aaby",
    "Friis",
    "Dam",
    "Krogh",
    "Toft",
    "Winther",
    "Smed",
    "Østergård",
]
LAST = [
    "Jensen",
    "Nielsen",
    "Hansen",
    "Pedersen",
    "Andersen",
    "Christensen",
    "Larsen",
    "Sørensen",
    "Rasmussen",
    "Møller",
    "Kjær",
    "Thomsen",
]
WISHES = (
    "Jeg vil gerne bo i min egen lejlighed",
    "Jeg drømmer om at rejse til Skagen med mine venner",
    "Jeg vil have et arbejde, hvor der er brug for mig",
    "Jeg vil gerne se mine søskende noget mere",
    "Jeg vil lære at lave den mad, som min mor lavede",
    "Jeg vil være med i et kor eller et band",
)
STRENGTHS = (
    "Jeg er god til at lave mad",
    "Jeg husker alles fødselsdage",
    "Jeg kan fortælle, så folk griner",
    "Jeg passer mine planter hver dag",
    "Jeg kommer altid til tiden",
)
TROUBLES = (
    "Når der er mange mennesker på én gang",
    "Breve med frister; dem lægger jeg i en bunke",
    "At komme i gang om morgenen, især om vinteren",
    "Når en aftale bliver lavet om samme dag",
)
SUPPORT = (
    "Sig én ting ad gangen",
    "Spørg mig, før I hjælper",
    "Vis mig det på et billede eller skriv det ned",
    "Bliv siddende, mens jeg ringer til det offentlige",
)
GOALS = (
    ("bus", "Jeg vil tage bussen selv på arbejde", "Færdes med transportmidler"),
    ("mad", "Jeg vil lave aftensmad to gange om ugen", "Lave mad"),
    ("rent", "Jeg vil holde min lejlighed pæn", "Gøre rent"),
    ("penge", "Jeg vil have styr på mine penge", "Varetage økonomi"),
)
STEPS = ("øver det sammen med en medarbejder", "prøver selv med en i nærheden", "gør det selv", "gør det hver uge")


def write_municipality(folder: Path, count: int, seed: int = SEED) -> None:
    """A project with `count` plans in `folder`, which is made."""
    random_ = random.Random(seed)
    (folder / "citizens").mkdir(parents=True)
    offices, places = max(2, count // 80), max(4, count // 50)
    (folder / "mlmp.yaml").write_text(settings(offices, places), encoding="utf-8")
    for number in range(count):
        plan = citizen(random_, number, offices, places)
        (folder / "citizens" / f"borger-{_letters(number)}.yaml").write_text(plan, encoding="utf-8")


def settings(offices: int, places: int) -> str:
    """The text of mlmp.yaml with so many rådgivere and tilbud."""
    lines = ["kommune: Randers Kommune", "forvaltning: Voksensocial, Myndighed", f"år: {ÅR}", "rådgivere:"]
    for n in range(offices):
        name = f"{FIRST[n % len(FIRST)]} {MIDDLE[n % len(MIDDLE)]}"
        lines.append(f"  r-{_letters(n)}: {{navn: {name}, telefon: 89 15 {n:04}, mail: r{n}@example.dk}}")
    lines.append("tilbud:")
    for n in range(places):
        lines += [
            f"  t-{_letters(n)}:",
            f"    navn: {'Bostedet' if n % 2 else 'Værkstedet'} {MIDDLE[n % len(MIDDLE)]} {n + 1}",
            f"    internt: {'nej' if n % 4 == 3 else 'ja'}",
            f"    adresse: Fjordvej {n + 1}, 8900 Randers C",
            f"    telefon: 89 16 {n:04}",
            f"    afdelingsleder: {{navn: Karin {LAST[n % len(LAST)]}, mail: leder{n}@example.dk}}",
            "    medarbejdere:",
            f"      jonas-bak: {{navn: Jonas Bak, titel: pædagog, telefon: 20 01 {n:04}}}",
            f"      lone-winther: {{navn: Lone Winther, titel: pædagog, mail: lone{n}@example.dk}}",
        ]
    return "\n".join([*lines, *SCALE.splitlines()]) + "\n"


SCALE = """\
skalaer:
  funktionsevne:
    bedst: lavest
    trin: {0: Ingen, 1: Let, 2: Moderat, 3: Svært, 4: Fuldstændig}
    borgerord: {0: Det er let for mig, 1: Lidt svært, 2: Ret svært, 3: Meget svært, 4: Det kan jeg ikke endnu}
frister: {indkaldelse: 28 dage før, referat: 14 dage efter}
"""


def citizen(random_: random.Random, number: int, offices: int, places: int) -> str:
    """The text of one plan; every rådgiver's meetings lie apart in time."""
    office, turn = number % offices, number // offices
    day, hour = _workday(turn // 4), 8 + 2 * (turn % 4)
    first, last = random_.choice(FIRST), f"{random_.choice(MIDDLE)} {random_.choice(LAST)}"
    name, person = f"{first} {last}", f"{random_.choice(FIRST)} {last}"
    # A rådgiver knows a handful of tilbud, so there are about five lists for each.
    homes = random_.sample(range(office, office + min(5, places)), 2)
    one, other = (f"t-{_letters(home % places)}" for home in homes)
    goals = random_.sample(GOALS, random_.choice((2, 3, 3)))
    parts = [
        _person(random_, number, name, first, f"r-{_letters(office)}"),
        _places(one, other),
        f"netværk:\n  - {{navn: {person}, relation: mor}}\n  - {{navn: Kaj Toft, relation: ven fra værkstedet}}\n",
        _own_words(random_),
        _action_plan(random_, first),
        "mål:\n" + "".join(_goal(random_, goal, first, other) for goal in goals),
        _agreements(first, goals[0][0], other),
        _meetings(day, hour, name, person, one, random_.choice(WISHES)),
        "noter: |\n  Praktiske huskesedler, som ikke kommer med i noget dokument.\n  Ring helst efter klokken ti.\n",
    ]
    return "\n".join(parts)


def _person(random_: random.Random, number: int, name: str, first: str, office: str) -> str:
    # Every number has its own combination, so no two citizens share a CPR number.
    cpr = f"{61 + number % 28}{1 + number // 28 % 12:02}{40 + number // 336 % 60}-{1000 + number // 336 % 3000}"
    return f"""\
# Borgeren findes ikke.
borger:
  navn: {name}
  kaldenavn: {first}
  cpr: {cpr}
  adresse: Fjordvej {number % 90 + 1}, lejl. {number % 30 + 1}, 8900 Randers C
  beskyttet_adresse: {"ja" if number % 50 == 0 else "nej"}
  post: digital
  telefon: 20 {number // 10000:02} {number % 10000:04}
  forberedelsesark: {random_.choice(("standard", "standard", "billeder", "observation"))}

sagsnummer: 27-{number:06}
rådgiver: {office}
"""


def _places(one: str, other: str) -> str:
    return f"""\
tilbud:
  - id: {one}
    fra: 2022-02-01
    kontaktperson: jonas-bak
    ydelser:
      - {{navn: Længerevarende ophold, paragraf: § 108, omfang: døgn, start: 2022-02-01}}
    bestilling_viser: [behandling, hjælpemidler, værger]
  - id: {other}
    fra: 2023-08-01
    til: 2026-11-30
    kontaktperson: lone-winther
    ydelser:
      - {{navn: Produktion og værksted, paragraf: § 103, omfang: 25 timer om ugen, start: 2023-08-01}}
"""


def _own_words(random_: random.Random) -> str:
    lines = ["min_plan:"]
    for key, texts in (
        ("håb_og_drømme", WISHES),
        ("vigtigt_for_mig", WISHES),
        ("det_kan_jeg", STRENGTHS),
        ("det_er_svært", TROUBLES),
        ("det_vil_jeg_gerne", WISHES),
        ("god_støtte", SUPPORT),
    ):
        lines += [f"  {key}:", *(f"    - {text}" for text in random_.sample(texts, 2))]
    return "\n".join([*lines, "  kilde: Borger støttet af medarbejder", ""])


def _action_plan(random_: random.Random, first: str) -> str:
    return f"""\
handleplan:
  tilbudt: 2026-05-12
  ønskes: ja
  formål: >-
    {first} bor og arbejder så selvstændigt, som det er muligt og ønsket, og har et godt forhold til
    familie, venner og naboer. Støtten skal gøre sig selv mindre nødvendig lidt efter lidt.
  særlige_forhold:
    bolig: Egen lejlighed i botilbud med fælles køkken og have
    beskæftigelse: Beskyttet beskæftigelse {random_.randint(10, 30)} timer om ugen
    behandling: Epilepsi, egen læge
    hjælpemidler: Dosisæske og kalender på væggen
  støttebehov: {random_.randint(1, 4)}
  målgrupper: [Udviklingshæmning]
  faglig_vurdering: >-
    {first} har brug for støtte til at komme i gang og til at skabe overblik, men ikke til selve opgaverne.
    Støtten skal gives af de samme få personer, og ændringer skal siges i god tid.
"""


def _goal(random_: random.Random, goal: tuple[str, str, str], first: str, other: str) -> str:
    id_, text, undertema = goal
    begun, now = random_.randint(2, 4), random_.randint(0, 2)
    steps = "".join(
        f"      - {{id: trin-{n + 1}, tekst: Jeg {step}, ansvarlig: Jonas Bak, frist: 2027-{3 * n + 2:02}-01}}\n"
        for n, step in enumerate(STEPS)
    )
    return f"""\
  - id: {id_}
    stikord: {id_.capitalize()}
    borgermål: {text}
    hvorfor: Når jeg kan det, bestemmer jeg mere selv, og så bliver jeg gladere
    indsatsmål: >-
      {first} gør det alene mindst tre gange om ugen senest den 1. juni 2028,
      og personalet følger op hver måned.
    faglig_begrundelse: {first} har vist, at en fast plan virker.
    måltype: udvikle
    undertema: {undertema}
    udførere: alle
    opstillet: 2026-05-12
    frist: 2028-06-01
    status: i gang
    forventet: 1
    sådan_gør_vi:
      - Jonas er med de første tre gange
      - Vi skriver i kalenderen, hver gang det lykkes
    delmål:
{steps}\
    scoringer:
      - dato: 2026-05-12
        faglig: {begun}
        borger: {now + 1}
        ord: Jeg er ikke bange for det, kun for at gøre det forkert
      - {{dato: 2026-11-10, udfører: {other}, faglig: {now}, borger: {now}, enig: ja}}
    vurdering: {{dato: 2026-11-10, tekst: Det går fremad., kilde: Udfører}}
"""


def _agreements(first: str, goal: str, other: str) -> str:
    return f"""\
aftaler:
  - {{id: kort, tekst: Jonas bestiller et nyt kort, ansvarlige: [Jonas Bak, {first}], frist: 2027-05-20, mål: {goal}}}
  - {{id: ring, tekst: {first} ringer til sin familie om ferien, ansvarlige: [{first}], frist: 2027-06-01}}
"""


def _meetings(day: date, hour: int, name: str, person: str, one: str, wish: str) -> str:
    before = _workday_before(day - timedelta(days=28))
    return f"""\
møder:
  - år: {ÅR}
    måned: {day.month}
    ønske_til_sted: Hjemme hos mig
    bemærkninger: Gerne om formiddagen
    aftalt: 2026-12-10
    dato: {day}
    kl: {hour:02}:00-{hour + 1:02}:30
    sted: Fællesstuen
    særlige_behov: Pause efter en halv time
    inviteret_af_borgeren: [{person}]
    forberedelsesmøde: {{tilbudt: 2026-12-15, svar: ja, dato: {before}, kl: 13:00-14:00, sted: Fællesstuen}}
    forberedelse:
      temaer: [Min bolig, Mit arbejde]
      vil_tale_om: [{wish}]
      ikke_tale_om: [Min far]
      fortæller_helst: Med billeder
    statusbeskrivelse: {{{one}: 2026-12-20}}
    ekstra_punkter: [Ferieturen til Skagen]
  - {{år: 2026, måned: maj, dato: 2026-05-12, kl: 10:00-11:00, sted: Fællesstuen}}
"""


def _workday(number: int) -> date:
    """A Monday to Thursday from the beginning of February; one out of the way of most holidays."""
    return date(ÅR, 2, 1) + timedelta(days=7 * (number // 4) + number % 4)


def _workday_before(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _letters(number: int) -> str:
    """A number written with letters, since ids with many digits look like CPR numbers."""
    letters = ""
    for _ in range(4):
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def main() -> None:
    """Write a municipality to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--antal", type=int, default=2000)
    arguments = parser.parse_args()
    write_municipality(arguments.folder, arguments.antal)


if __name__ == "__main__":
    main()
