"""Every rule of the procedure (R1–R41) and every reading (A1–A18) is shown by a sample: which one, and what shows it.

Documents and lists are those that `mlmp byg` makes of the repository's own project; deadlines, recipients and next
year's meetings are what the commands ask for.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from built_samples import Samples, build

from mlmp_docs.procedure.deadlines import Deadline


@pytest.fixture(scope="module")
def s(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    return build(tmp_path_factory.mktemp("samples") / "projekt")


FJORD = "bostedet-fjordglimt--mette-holm-2027-2"
HEADINGS = ["Måned", "Borgernavn", "Borger cpr.", "Ønske til afholdelsessted (hvis det kendes)",
            "Øvrige deltagere", "Evt. bemærkninger"]  # fmt: skip


def _lists_in_time(s: Samples) -> bool:
    met = [each for each in s.duties(date(2026, 11, 22)) if each.frist.regel == "R1" and each.år == 2027]
    return len(met) == 10 and all(_in_time(each.frist) for each in met)


def _in_time(frist: Deadline) -> bool:
    return frist.opfyldt is not None and not frist.for_sent


Proof = Callable[[Samples], bool]
SHOWN: dict[str, tuple[str, Proof]] = {
    # planning of the year
    "R1 each tilbud got its list in September": ("lister.yaml", _lists_in_time),
    "R2 the list is the annexed form": ("anna", lambda s: s.sheet(FJORD)[0] == ["Liste over opfølgningsmøder"]),
    "R3 head and six columns": (
        "anna",
        lambda s: (
            [r[0] for r in s.sheet(FJORD)[1:4]] == ["Tilbud:", "Rådgiver:", "År:"]
            and s.sheet(FJORD)[4] == HEADINGS
            and len(s.on_list(FJORD, "Anna")) == 6
        ),
    ),
    "R4 a month that was sent is not changed by nyt-år": (
        "david",
        lambda s: s.proposed("david", 2027)[:2] == ("ligger fast", 11) and "oktober" in s.proposed("david", 2027)[2],
    ),
    "R4 and tjek tells of one that left it without a word": (
        "david",
        lambda s: (
            "K056" in s.told("david", "år: 2027, måned: november", "år: 2027, måned: oktober")
            and "K056" not in s.told("david")
        ),
    ),
    "R5 a preparation meeting is planned from the list": (
        "joergen",
        lambda s: s.frist("joergen", "R5", møde="2027-2").gjort and not s.frist("joergen", "R11", møde="2027-2").gjort,
    ),
    # date, time and preparation
    "R6 the citizen is told the date about twelve weeks before": ("anna", lambda s: _in_time(s.frist("anna", "R6"))),
    "R7 date and time are agreed two months before": ("anna", lambda s: _in_time(s.frist("anna", "R7"))),
    "R8 the rådgiver summons everybody but relatives": (
        "inge",
        lambda s: (
            s.gets("inge", "indkaldelse") == {"Inge-Lis Østergaard Kjær", "Advokat Finn Brask"}
            and {"Bostedet Fjordglimt", "Jonas Bak"} <= s.gets("inge", "kalender")
            and {"Maja Kjær", "Svend Østergaard"} <= s.refused("inge", "indkaldelse").keys()
        ),
    ),
    "R9 day, time and place stand in the letter": (
        "sean",
        lambda s: (
            "Onsdag den 8. september 2027 Tid: Kl. 9.00–10.00" in s.text("sean", "indkaldelse")
            and "frokoststuen (2. sal)" in s.text("sean", "indkaldelse")
        ),
    ),
    "R10 an offer without an answer": ("inge", lambda s: [d.gjort for d in s.frister("inge", "R10")] == [True, False]),
    "R10 an offer that got a no": (
        "hassan",
        lambda s: all(d.gjort for d in s.frister("hassan", "R10")) and not s.frister("hassan", "R11"),
    ),
    "R11 a preparation meeting that was held": ("anna", lambda s: s.frist("anna", "R11").gjort),
    "R12 the head of the day provider was told": ("anna", lambda s: s.frist("anna", "R12").opfyldt is not None),
    "R13 film, sheet and borgerguide": (
        "anna",
        lambda s: (
            "Se filmen om Mit liv – Min plan" in s.text("anna", "forberedelsesark")
            and "Hvad drømmer jeg om?" in s.text("anna", "forberedelsesark")
            and "En borgerguide er med" in s.text("anna", "indkaldelse")
        ),
    ),
    "R14 a status description that came, and one that did not": (
        "anna",
        lambda s: [d.gjort for d in s.frister("anna", "R14")] == [True, False],
    ),
    # the summons
    "R15 the agenda stands in the written summons": (
        "anna",
        lambda s: "Hvordan går det med hvert mål?" in s.text("anna", "indkaldelse"),
    ),
    "R16 tilbud and authorities are summoned by calendar": (
        "carla",
        lambda s: {"Mestringsteam Midt", "Aktivitetshuset Kilden", "Jobcenter Randers"} <= s.gets("carla", "kalender"),
    ),
    "R17 the citizen invites relatives": (
        "inge",
        lambda s: (
            "Maja Kjær (datter), fordi du har bedt om det" in s.text("inge", "indkaldelse")
            and "Svend" not in s.text("inge", "indkaldelse")
            and s.refused("inge", "indkaldelse")["Maja Kjær"][0] == "R17"
        ),
    ),
    "R18 a substitute came": ("anna", lambda s: "Vikar: Mads Lund" in s.text("anna", "referat")),
    # the meeting
    "R19 the rådgiver chairs": ("anna", lambda s: "Mødeleder Mette Holm" in s.text("anna", "dagsorden")),
    "R20 the tilbud supports the citizen in presenting": (
        "anna",
        lambda s: "Anna, støttet af Jonas Bak" in s.text("anna", "dagsorden"),
    ),
    "R21 they agreed on somebody else for the minutes": (
        "hassan",
        lambda s: re.search(r"Jonas Bak \([^)]*referent\)", s.text("hassan", "referat")) is not None,
    ),
    "R22 the concept is named to internal citizens only": (
        "bent",
        lambda s: (
            "Mit liv – Min plan" in s.text("anna", "datobrev")
            and "Mit liv – Min plan" not in s.text("bent", "datobrev") + s.text("bent", "indkaldelse")
        ),
    ),
    "R23 a shared meeting has all udførere": (
        "carla",
        lambda s: "Amina Yusuf" in s.text("carla", "referat") and "Mogens Toft" in s.text("carla", "referat"),
    ),
    "R24 the citizen is heard": ("anna", lambda s: "Borgeren skal høres under mødet" in s.text("anna", "dagsorden")),
    "R25 what matters most, and what to work on": (
        "anna",
        lambda s: (
            "det, der er vigtigt" in s.text("anna", "dagsorden")
            and "Mål for det næste år" in s.text("anna", "dagsorden")
        ),
    ),
    "R26 the citizen's goals stand in the plan": (
        "sean",
        lambda s: "Mine mål Jeg vil i praktik hos Ø'Brien & Søn" in s.text("sean", "visuel-plan"),
    ),
    "R27 one plan across two tilbud": (
        "anna",
        lambda s: (
            s.made("anna", "handleplan") == ["handleplan-anna-2027.docx"] and len(s.made("anna", "bestilling")) == 2
        ),
    ),
    "R28 four shared goals give a warning": ("david", lambda s: s.told("david") == {"K070"}),
    "R29 a goal of one udfører": (
        "carla",
        lambda s: (
            "Carla står op" in s.text("carla", "bestilling-mestringsteam-midt")
            and "Carla står op" not in s.text("carla", "bestilling-aktivitetshuset-kilden")
        ),
    ),
    "R30 a goal starts from a dream and has a professional reason": (
        "anna",
        lambda s: (
            "Min drøm: Jeg vil gerne bo i min egen lejlighed" in s.text("anna", "visuel-plan")
            and "Faglig begrundelse Anna kender ruten" in s.text("anna", "handleplan")
        ),
    ),
    "R31 words instead of a number": (
        "esther",
        lambda s: "Forstås af dem, der kender hende godt" in s.text("esther", "referat"),
    ),
    "R32 the disagreement is noted, the professional score holds": (
        "sean",
        lambda s: "Den faglige vurdering står i planen, og her står, at jeg er uenig" in s.text("sean", "visuel-plan"),
    ),
    "R33 next year's month": ("esther", lambda s: s.proposed("esther", 2028)[:2] == ("nyt møde", 4)),
    "R33 next year's week": ("bent", lambda s: "Uge 10" in s.proposed("bent", 2028)[2]),
    "R33 next year's day": ("carla", lambda s: "9. februar" in s.proposed("carla", 2028)[2]),
    # after the meeting
    "R34 the minutes go to citizen, tilbud and authority": (
        "anna",
        lambda s: {"Anna Lykke Jensen", "Værkstedet ved Åen", "Jobcenter Randers"} <= s.gets("anna", "referat"),
    ),
    "R35 a relative who is partsrepræsentant gets the minutes, another does not": (
        "carla",
        lambda s: (
            "Ulrik Lund" in s.gets("carla", "referat") and s.refused("carla", "referat")["Sanne Lund"][0] == "R35"
        ),
    ),
    "R36 others get them through the citizen": (
        "carla",
        lambda s: "gennem borgeren (R36)" in s.refused("carla", "referat")["Sanne Lund"][1],
    ),
    "R37 one order was received and one is missing": (
        "david",
        lambda s: [d.gjort for d in s.frister("david", "R37", "2026")] == [True, False],
    ),
    "R38 a goal still without steps": ("david", lambda s: not s.frist("david", "R38", møde="2026").gjort),
    "R38 every goal has steps": ("anna", lambda s: s.frist("anna", "R38").gjort),
    "R39 the plan is adjusted between two meetings": (
        "hassan",
        lambda s: s.made("hassan", "aendring") == ["aendring-flytning-mestringsteam-midt-hassan-2027.docx"],
    ),
    "R40 the ladder shows the steps": ("sean", lambda s: "Her er jeg nu" in s.text("sean", "visuel-plan")),
    "R41 status of the goals and a new preparation meeting before the next": (
        "anna",
        lambda s: (
            "Siden sidst Hvordan går det med mine mål?" in s.text("anna", "forberedelsesark")
            and s.meeting("anna", "2026").dato is not None
            and s.frist("anna", "R11").gjort
        ),
    ),
    # readings
    "A1 an external tilbud gets a list, and no preparation sheet": (
        "bent",
        lambda s: bool(s.on_list("skovbrynet--ole-aaby-2027-2", "Bent")) and not s.made("bent", "forberedelsesark"),
    ),
    "A2 an external citizen has the two months only": (
        "bent",
        lambda s: not s.frister("bent", "R6") and len(s.frister("bent", "R7")) == 1,
    ),
    "A3 in January without a date: provisional from the first": (
        "viggo",
        lambda s: s.frist("viggo", "R6").foreløbig and s.frist("viggo", "R6").nominel == date(2026, 10, 9),
    ),
    "A4 the last working day before a Sunday": (
        "viggo",
        lambda s: (
            (s.frist("viggo", "R7").nominel, s.frist("viggo", "R7").handl_senest)
            == (date(2026, 11, 1), date(2026, 10, 30))
        ),
    ),
    "A5 the fourteenth day is in time": (
        "carla",
        lambda s: (d := s.frist("carla", "R14", "aktivitetshuset-kilden")).opfyldt == d.nominel and _in_time(d),
    ),
    "A5 and a later one is late": ("bent", lambda s: s.frist("bent", "R37").for_sent),
    "A6 the summons has a local deadline": ("anna", lambda s: s.frist("anna", "R15").styrke == "lokal"),
    "A7 and so have the minutes": ("anna", lambda s: s.frist("anna", "R34").styrke == "lokal"),
    "A8 a guardian of money alone, confirmed with a reason": (
        "esther",
        lambda s: "Torben Iversen" in s.gets("esther", "indkaldelse"),
    ),
    "A8 and one who is not": ("anna", lambda s: s.refused("anna", "indkaldelse")["Peter Lykke"][0] == "A8"),
    "A9 citizen and guardian each get a letter": (
        "bent",
        lambda s: s.made("bent", "indkaldelse") == ["indkaldelse-bent-2027.docx", "indkaldelse-vaerge-bent-2027.docx"],
    ),
    "A10 Sensum is for internal tilbud": (
        "bent",
        lambda s: "Sensum" in s.frist("esther", "R14").hvad and "Sensum" not in s.frist("bent", "R14").hvad,
    ),
    "A11 a row on the list of each tilbud, naming the other": (
        "anna",
        lambda s: (
            "Værkstedet ved Åen" in s.on_list(FJORD, "Anna")
            and "Bostedet Fjordglimt" in s.on_list("vaerkstedet-aaen--mette-holm-2027", "Anna")
        ),
    ),
    "A12 a meeting that left its month is marked on the next list": (
        "inge",
        lambda s: "Flyttet fra april" in s.on_list(FJORD, "Inge-Lis"),
    ),
    "A13 a citizen who came after September is added": (
        "aase",
        lambda s: s.on_list("mestringsteam-midt--sofie-bang-2027-3", "Åse")[-1].startswith("Tilføjet 5.11.2026"),
    ),
    "A14 an authority with a consent, and one that is not to have anything": (
        "carla",
        lambda s: (
            "Jobcenter Randers" in s.gets("carla", "referat")
            and s.refused("carla", "referat")["Sundhedscentret"][0] == "A14"
        ),
    ),
    "A15 borgerplansmøde to the citizen": (
        "anna",
        lambda s: "Dato for dit borgerplansmøde" in s.text("anna", "datobrev"),
    ),
    "A16 one plan with a formal subtitle": (
        "anna",
        lambda s: "Mit liv – Min plan Handleplan efter servicelovens § 141" in s.text("anna", "handleplan"),
    ),
    "A17 one goal in two wordings": (
        "anna",
        lambda s: "Borgerens ord »Jeg vil tage bussen selv på arbejde«" in s.text("anna", "handleplan"),
    ),
    "A18 the day an order was sent is the day it was received": (
        "anna",
        lambda s: {d.opfyldt for d in s.frister("anna", "R37")} == {date(2027, 5, 20)},
    ),
}
"""Rule and what is shown: by which sample, and the proof."""


@pytest.mark.parametrize("what", SHOWN)
def test_a_sample_shows_the_rule(s: Samples, what: str) -> None:
    sample, proof = SHOWN[what]
    assert proof(s), f"{sample} no longer shows {what}"


def test_no_rule_is_without_a_sample() -> None:
    every = [f"R{number}" for number in range(1, 42)] + [f"A{number}" for number in range(1, 19)]
    assert list(dict.fromkeys(what.split()[0] for what in SHOWN)) == every
