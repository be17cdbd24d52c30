"""The preparation sheet (R13), for all three variants: the citizen writes, so there is little to fill in."""

from typing import Any

from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.letters import film, first_name
from mlmp_docs.content.plain import Felter
from mlmp_docs.font import lines
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted

_SIDST = ("håb_og_drømme", "vigtigt_for_mig", "det_kan_jeg", "det_er_svært", "det_vil_jeg_gerne", "god_støtte")
_ROOM = 200
"""How many letters from last time leave room in the box for a new answer. What is longer stands in the plan."""
_WORDING, _SIZE, _LINE, _ROW, _AROUND = 9.0, 14, 0.61, 1.1, 0.15
"""A goal in its row: width of the words in cm, their size in points, heights of a line, of a row, around the words."""
_ROOM_FOR_ONE_MORE, _ROOM_FOR_USUAL = 2.4, 6.2
"""The height in cm that all rows may have (measured on the page)."""
_SHORT = 4
"""How many words of a goal stand for it on the picture sheet when the plan has no `stikord`."""


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of `forberedelsesark-*.docx`."""
    shared = vocabulary(wanted, opsætning)
    contact = first_name(shared["kontaktperson"])
    målene = [_goal(mål, shared["møde"]) for mål in shared["mål"] if mål["i_arbejde"]]
    own_words = shared["min_plan"]["egne_ord"]
    return shared | {
        "mødet_senere": _when(shared["møde"]),
        "vejledning": _guidance(contact, film(opsætning, contact)),
        "film": film(opsætning, contact),
        # What others have guessed is not what the citizen said.
        "sidst": {key: _last_time(shared["min_plan"][key]) if own_words else [] for key in _SIDST},
        "målene": målene,
        "plads": _room(målene),
    }


def _goal(mål: dict[str, Any], møde: dict[str, Any]) -> Felter:
    """A goal to tick an answer for; the answer belongs to the goal's id, and without one only to the paper."""
    answers = {answer["mål_id"]: answer["svar"] for answer in møde["forberedelse"]["siden_sidst"]}
    place = f"møder[{møde['id']}].forberedelse.siden_sidst[{mål['id']}]" if mål["id"] and møde["id"] else ""
    return Felter(
        nummer=mål["nummer"],
        tekst=mål["borgermål"],
        stikord=mål["stikord"] or _short(mål["borgermål"]),
        svar=answers.get(mål["id"], "") if mål["id"] else "",
        stier={"svar": place},
    )


def _room(målene: list[Felter]) -> int:
    """How much room the goals leave on the last page: 2 for one more box, 1 for the usual boxes, 0 for small ones."""
    taken = sum(max(_ROW, lines(mål["tekst"], _WORDING, _SIZE) * _LINE + _AROUND) for mål in målene)
    return (taken <= _ROOM_FOR_ONE_MORE) + (taken <= _ROOM_FOR_USUAL)


def _last_time(words: list[str]) -> list[str]:
    return words if sum(map(len, words)) <= _ROOM else []


def _when(møde: dict[str, Any]) -> str:
    """What stands instead of the day as long as there is none."""
    if møde["måned_og_år"]:
        return f"Mødet er i {møde['måned_og_år']}. Vi aftaler dagen senere."
    return "Vi aftaler dagen for mødet senere."


def _guidance(contact: str, film_line: str) -> list[str]:
    help_line = f"{contact} kan hjælpe dig." if contact else "Du må gerne få hjælp."
    sentences = [
        "Du kan skrive, tegne eller sætte billeder ind.",
        "Du bestemmer, hvad du vil svare på.",
        "Du bestemmer, hvad der må komme med i planen.",
        f"{help_line} Tag arket med til mødet.",
        film_line,
    ]
    return [line for line in sentences if line]


def _short(wording: str) -> str:
    words = wording.split()
    return " ".join(words[:_SHORT]) + (" …" if len(words) > _SHORT else "")
