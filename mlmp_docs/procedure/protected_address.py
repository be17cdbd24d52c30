"""A protected address stands on the citizen's own letters and nowhere else (product.md § 7).

Everybody else's documents are composed of `for_others(plan)`, in which no text names the street any more: a meeting
at home is "Hjemme hos Anna", and an agreement or a note has "(beskyttet adresse)" in its place.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import Borger
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.source import Path_

HIDDEN = "(beskyttet adresse)"
"""Stands in other readers' documents where the plan names the address."""
PLACES = frozenset({"sted", "ønske_til_sted"})
"""Keys whose whole text is a place."""
_REFERENCES = frozenset(
    {"id", "rådgiver", "udførere", "udfører", "bestilling_til", "fra_møde", "mål", "skala", "tilbud", "billede"}
)
"""Keys whose text is the id of something else, or a file, and is shown to nobody."""

R = TypeVar("R", bound=Record)


def tells_protected_address(plan: Plan, text: str) -> bool:
    """Whether a text names the street where a citizen with a protected address lives."""
    street = _protected_street(plan.borger)
    return street is not None and street.search(text) is not None


def place_for_others(plan: Plan, text: str) -> str:
    """The place as everybody but the citizen may read it."""
    return f"Hjemme hos {_text_for_others(plan, plan.borger.kaldes)}" if tells_protected_address(plan, text) else text


def text_for_others(plan: Plan, key: str, text: str) -> str:
    """The text of a key as everybody but the citizen may read it."""
    if key in _REFERENCES:
        return text
    return place_for_others(plan, text) if key in PLACES else _text_for_others(plan, text)


def for_others(plan: Plan) -> Plan:
    """The plan as everybody but the citizen may read it; the plan itself when nothing in it is protected."""
    if not plan.borger.beskyttet_adresse:
        return plan
    hidden = record_for_others(plan, plan)
    return hidden.model_copy(update={"borger": hidden.borger.model_copy(update={"adresse": None})})


def settings_for_others(plan: Plan, opsætning: Opsætning) -> Opsætning:
    """mlmp.yaml without the address of a tilbud where the citizen with a protected address lives."""
    living = {
        id_: tilbud.model_copy(update={"adresse": None})
        for id_, tilbud in opsætning.tilbud.items()
        if tilbud.adresse and tells_protected_address(plan, tilbud.adresse)
    }
    return opsætning.model_copy(update={"tilbud": {**opsætning.tilbud, **living}}) if living else opsætning


def texts_that_tell(plan: Plan) -> Iterator[Path_]:
    """Where the plan names the protected address, apart from keys for an address and `noter`, which nobody gets.

    A guardian who lives with the citizen has the same address; it stands on the guardian's own letters only.
    """
    if _protected_street(plan.borger) is None:
        return
    for path, text in _texts(plan, ()):
        if path[-1] not in ("adresse", "noter") and tells_protected_address(plan, text):
            yield path


def _texts(value: object, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Record):
        for key in type(value).model_fields:
            if not (key in _REFERENCES and isinstance(getattr(value, key), str)):
                yield from _texts(getattr(value, key), (*path, key))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(each, (*path, str(key)))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, (*path, number))


def record_for_others(plan: Plan, record: R) -> R:
    """One record of the plan as everybody but the citizen may read it; itself when it does not name the street."""
    changes: dict[str, object] = {}
    for key in type(record).model_fields:
        value = getattr(record, key)
        shown = place_for_others(plan, value) if key in PLACES and value else _hidden(plan, key, value)
        if shown is not value:
            changes[key] = shown
    return record.model_copy(update=changes) if changes else record


def _hidden(plan: Plan, key: str, value: object) -> object:
    if isinstance(value, str):
        return value if key in _REFERENCES else _text_for_others(plan, value)
    if isinstance(value, Record):
        return record_for_others(plan, value)
    if isinstance(value, Mapping):
        entries = {name: _hidden(plan, "", each) for name, each in value.items()}
        return entries if any(entries[name] is not each for name, each in value.items()) else value
    if isinstance(value, tuple):
        items = tuple(_hidden(plan, key, each) for each in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value


def _text_for_others(plan: Plan, text: str) -> str:
    street = _protected_street(plan.borger)
    return street.sub(HIDDEN, text) if street is not None and street.search(text) else text


# --- how an address is recognised ---------------------------------------------------------------------------------

_WITHIN = r"[\s\u00ad\u200b-\u200f\u2010\u2011\u2060\ufeff-]*"
"""What may part a word: signs that nobody sees, a hyphen, a break of the line."""
_GAP = r"[\W_]*"
_SPELLINGS = {
    "æ": "(?:æ|ae|ä)", "ø": "(?:ø|oe|ö)", "å": "(?:å|aa)", "é": "[eé]", "e": "[eé]", "ü": "[uüy]", "ö": "(?:ø|oe|ö)",
}  # fmt: skip
_SHORTER = {"vej": "v(?:ej)?", "gade": "g(?:ade)?", "plads": "pl(?:ads)?", "stræde": "str(?:(?:æ|ae)de)?"}
_FLOORS = ("lejl", "lejlighed", "etage", "sal", "stuen", "st", "kl", "tv", "th", "mf", "dør", "postboks", "værelse")


def _protected_street(borger: Borger) -> re.Pattern[str] | None:
    return _street(borger.adresse) if borger.beskyttet_adresse and borger.adresse else None


@lru_cache(maxsize=256)
def _street(adresse: str) -> re.Pattern[str] | None:
    """What finds the street and number of an address in a text.

    Case, blanks, line breaks, signs between the words, ae for æ, "Fjordv." for "Fjordvej" and "nr." before the
    number do not hide it; what of the rest of the address follows goes with it. `Fjordvej 80` is not `Fjordvej 8`.
    """
    parts = [part for part in re.split(r"[,;\n]", adresse) if re.search(r"\w", part)]
    streets = [part for part in parts if _is_street(part)] or parts[:1]
    found = []
    for part in streets:
        number = re.match(r"(\W*\d*\W*[^\W\d].*?\d+)(.*)$", part, re.DOTALL)
        street, beyond = (number[1], number[2]) if number else (part, "")
        rest = [beyond, *parts[parts.index(part) + 1 :]]
        found.append(_pattern(street, " ".join(rest)))
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _is_street(part: str) -> bool:
    """Letters and then a number, but neither "8900 Randers C" nor "lejl. 12"."""
    words = re.findall(r"[^\W\d_]+", part.casefold())
    is_town = re.match(r"\s*\d{4}\s", part) is not None
    return bool(words) and words[0] not in _FLOORS and not is_town and re.search(r"[^\W\d].*\d", part) is not None


def _pattern(street: str, rest: str) -> str:
    words = re.findall(r"\d+|[^\W\d_]+", street.casefold())
    ends_with_number = bool(words) and words[-1].isdigit()
    spelled = [_spelled(word) for word in words]
    if ends_with_number:
        spelled[-1] = rf"(?:n(?:umme)?r{_GAP})?0*{spelled[-1]}(?!\d)(?:(?:[a-zæøå]|\s[a-hj-z])(?!\w))?"
    whole = _GAP.join(spelled)
    following = "".join(f"(?:{_GAP}{_spelled(word)}(?!\\w))?" for word in re.findall(r"\d+|[^\W\d_]+", rest.casefold()))
    end = "" if ends_with_number else r"(?!\w)"
    return rf"(?<![^\W\d_]){whole}{end}{following}"


def _spelled(word: str) -> str:
    """A word of an address in every usual spelling."""
    ending = next((ending for ending in _SHORTER if word.endswith(ending) and word != ending), "")
    stem = word.removesuffix(ending).replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
    letters = _WITHIN.join(_SPELLINGS.get(sign, re.escape(sign)) for sign in stem)
    return letters + (f"{_GAP}{_SHORTER[ending]}" if ending else "")
