"""The preparation sheet (R13), for all three variants: the citizen writes, so there is little to fill in."""

from typing import Any

from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.letters import film, first_name
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted

_SIDST = ("håb_og_drømme", "vigtigt_for_mig", "det_kan_jeg", "det_er_svært", "det_vil_jeg_gerne", "god_støtte")
_ROOM = 200
"""How many letters from last time leave room in the box for a new answer. What is longer stands in the plan."""
_SHORT = 4
"""How many words of a goal stand for it on the picture sheet when the plan has no `stikord`."""


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of `forberedelsesark-*.docx`."""
    shared = vocabulary(wanted, opsætning)
    contact = first_name(shared["kontaktperson"])
    own_words = shared["min_plan"]["egne_ord"]
    return shared | {
        "mødet_senere": _when(shared["møde"]),
        "vejledning": _guidance(contact, film(opsætning, contact)),
        "film": film(opsætning, contact),
        # What others have guessed is not what the citizen said.
        "sidst": {key: _last_time(shared["min_plan"][key]) if own_words else [] for key in _SIDST},
        "målene": [
            {"nummer": mål["nummer"], "tekst": mål["borgermål"], "stikord": mål["stikord"] or _short(mål["borgermål"])}
            for mål in shared["mål"]
            if mål["i_arbejde"]
        ],
    }


def _last_time(words: list[str]) -> list[str]:
    return words if sum(map(len, words)) <= _ROOM else []


def _when(møde: dict[str, Any]) -> str:
    """What stands instead of the day as long as there is none."""
    if møde["måned_og_år"]:
        return f"Mødet er i {møde['måned_og_år']}. Vi aftaler dagen senere."
    return "Vi aftaler dagen for mødet senere."


def _guidance(contact: str, film_line: str) -> list[str]:
    help_line = f"{contact} kan hjælpe dig." if contact else "Du må gerne få hjælp."
    lines = [
        "Du kan skrive, tegne eller sætte billeder ind.",
        "Du bestemmer, hvad du vil svare på.",
        "Du bestemmer, hvad der må komme med i planen.",
        f"{help_line} Tag arket med til mødet.",
        film_line,
    ]
    return [line for line in lines if line]


def _short(wording: str) -> str:
    words = wording.split()
    return " ".join(words[:_SHORT]) + (" …" if len(words) > _SHORT else "")
