"""Texts from a plan file turned into ids, addresses, numbers and yes or no.

Dates and times are in `dates.py`, CPR numbers in `cpr.py`.

Every scalar arrives as the text that stands in the file (YAML's own guesses corrupt CPR numbers, times and
names). A text that does not fit raises a `PydanticCustomError` whose type is the diagnostic's code and whose
context holds `message` and `hint`, in Danish and without the value itself.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from mlmp_docs.plan.cpr_traces import holds_cpr_number

MAX_TEXT = 4000
"""Longest text of one field, in characters: two pages; a longer one is a pasted file, not an answer."""


def problem(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error that the reader turns into a diagnostic with this code, message and hint."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def text_only(value: object) -> str:
    """The text, without blanks around it; a list or a mapping is refused."""
    if isinstance(value, str):
        return value.strip()
    raise problem("P013", "Feltet skal være en tekst, men er en liste eller har felter under sig.")


# --- text ------------------------------------------------------------------------------------------------------


def _as_text(value: object) -> str:
    text = text_only(value)
    if len(text) > MAX_TEXT:
        raise problem(
            "P014", f"Teksten er på mere end {MAX_TEXT} tegn.", "Del den op i flere punkter, eller gør den kortere."
        )
    return text


def _as_given_text(value: object) -> str:
    text = _as_text(value)
    if not text:
        raise problem("P011", "Feltet er tomt.", "Skriv en tekst, eller slet linjen.")
    return text


_TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
# VS Code reads an unquoted telephone or case number as a number and would underline it under "type": "string".

Tekst = Annotated[str, BeforeValidator(_as_text), WithJsonSchema(_TEXT_SCHEMA)]
"""Any text, also an empty one in quotes."""
Udfyldt = Annotated[str, BeforeValidator(_as_given_text), WithJsonSchema(_TEXT_SCHEMA)]
"""A text that says something."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY = re.compile(r"[a-zæøå0-9]+([_-][a-zæøå0-9]+)*")


def _as_id(value: object) -> str:
    text = _as_given_text(value)
    if holds_cpr_number(text):
        raise problem("P015", "Et id må aldrig være et cpr-nummer.", "Brug for eksempel fornavnet.")
    if not _ID.fullmatch(text) or len(text) > 60:
        raise problem(
            "P016",
            "Et id må kun have små bogstaver a-z, tal og bindestreg, højst 60 tegn.",
            "Skriv for eksempel mette-holm: bindestreg for mellemrum, ae for æ, oe for ø og aa for å. "
            "Id'erne står i mlmp.yaml.",
        )
    return text


def _as_key(value: object) -> str:
    text = _as_given_text(value)
    if holds_cpr_number(text):
        raise problem("P015", "Et id må aldrig være et cpr-nummer.", "Brug et kort ord.")
    if not _KEY.fullmatch(text) or len(text) > 60:
        raise problem("P016", "Et id må kun have små bogstaver, tal og bindestreg, højst 60 tegn.", "Brug et kort ord.")
    return text


Id = Annotated[str, BeforeValidator(_as_id), WithJsonSchema(_TEXT_SCHEMA)]
"""An id that may stand in a file name: a-z, digits, hyphen; never a CPR number."""
Nøgle = Annotated[str, BeforeValidator(_as_key), WithJsonSchema(_TEXT_SCHEMA)]
"""The id of an entry inside a plan."""


def _as_mail(value: object) -> str:
    text = _as_given_text(value)
    if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", text):
        raise problem("P017", "Det er ikke en e-mailadresse.", "Skriv den som navn@domæne.dk.")
    return text


Mail = Annotated[str, BeforeValidator(_as_mail), WithJsonSchema({"type": "string"})]

# --- yes and no, whole numbers ---------------------------------------------------------------------------------

_YES_NO = {"ja": True, "true": True, "nej": False, "false": False}


def _as_yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    answer = _YES_NO.get(text_only(value).lower())
    if answer is None:
        raise problem("P018", "Feltet skal være ja eller nej.")
    return answer


JaNej = Annotated[bool, BeforeValidator(_as_yes_no), WithJsonSchema({"enum": ["ja", "nej", True, False]})]


def whole_number(low: int, high: int) -> Any:
    """The type of a whole number from `low` to `high`."""

    def convert(value: object) -> int:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else text_only(value)
        if not re.fullmatch(r"-?\d{1,6}", text) or not low <= int(text) <= high:
            raise problem("P019", f"Feltet skal være et helt tal fra {low} til {high}.")
        return int(text)

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Annotated[int, BeforeValidator(convert), WithJsonSchema(schema)]


År = whole_number(2000, 2099)
Uge = whole_number(1, 53)


def each_once(what: str) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A check that a list names nothing twice; `what` is the Danish noun of its items."""

    def check(items: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(items)) < len(items):
            raise problem("P032", f"Listen nævner {what} to gange.", "Slet den ene.")
        return items

    return check


IdListe = Annotated[tuple[Id, ...], AfterValidator(each_once("det samme id"))]
