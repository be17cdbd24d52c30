"""Texts from a plan file turned into dates, times, numbers and CPR numbers.

Every scalar arrives as the text that stands in the file (YAML's own guesses corrupt CPR numbers, times and
names). A text that does not fit raises a `PydanticCustomError` whose type is the diagnostic's code and whose
context holds `message` and `hint`, in Danish and without the value itself.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

MÅNEDER = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
MAX_TEXT = 4000
"""Longest text of one field, in characters: two pages; a longer one is a pasted file, not an answer."""


def problem(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error that the reader turns into a diagnostic with this code, message and hint."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _text_only(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    raise problem("P013", "Feltet skal være en tekst, men er en liste eller har felter under sig.")


# --- text ------------------------------------------------------------------------------------------------------


def _as_text(value: object) -> str:
    text = _text_only(value)
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

_CPR_SHAPE = re.compile(r"(?<!\d)\d{6}[\s\-.]?\d{4}(?!\d)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY = re.compile(r"[a-zæøå0-9]+([_-][a-zæøå0-9]+)*")


def _as_id(value: object) -> str:
    text = _as_given_text(value)
    if _CPR_SHAPE.search(text):
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
    if _CPR_SHAPE.search(text):
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
    answer = _YES_NO.get(_text_only(value).lower())
    if answer is None:
        raise problem("P018", "Feltet skal være ja eller nej.")
    return answer


JaNej = Annotated[bool, BeforeValidator(_as_yes_no), WithJsonSchema({"enum": ["ja", "nej", True, False]})]


def whole_number(low: int, high: int) -> Any:
    """The type of a whole number from `low` to `high`."""

    def convert(value: object) -> int:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text_only(value)
        if not re.fullmatch(r"-?\d{1,6}", text) or not low <= int(text) <= high:
            raise problem("P019", f"Feltet skal være et helt tal fra {low} til {high}.")
        return int(text)

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Annotated[int, BeforeValidator(convert), WithJsonSchema(schema)]


År = whole_number(2000, 2099)
Uge = whole_number(1, 53)

# --- dates and times -------------------------------------------------------------------------------------------

_DATE_HINT = "Skriv den som 2027-05-12, 12.5.2027 eller 12. maj 2027."
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DANISH_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./ -]\s*(\d{4})")
_WRITTEN_DATE = re.compile(r"(?:den\s+)?(\d{1,2})\.?\s*([a-zæøå]+)\.?\s+(\d{4})", re.IGNORECASE)


def parse_date(text: str) -> date | None:
    """The day a text names: 2027-05-12, 12.5.2027, 12/5 2027 or 12. maj 2027; None when it names none.

    Raises `ValueError` for a day that does not exist, such as 31.6.2026.
    """
    text = text.strip()
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DANISH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WRITTEN_DATE.fullmatch(text):
        name = match[2].lower()
        if name not in MÅNEDER:
            return None
        day, month, year = int(match[1]), MÅNEDER.index(name) + 1, int(match[3])
    else:
        return None
    return date(year, month, day)


def _as_date(value: object) -> date:
    if isinstance(value, date):
        return value
    text = _text_only(value)
    if not text:
        raise problem("P011", "Feltet er tomt.", _DATE_HINT)
    try:
        day = parse_date(text)
    except ValueError:
        raise problem("P021", "Datoen findes ikke i kalenderen.", "Se efter, om dag og måned er rigtige.") from None
    if day is None:
        raise problem("P020", "Det er ikke en dato.", _DATE_HINT)
    if not 1900 <= day.year <= 2099:
        raise problem("P022", "Året skal ligge mellem 1900 og 2099.", "Se efter, om året er tastet rigtigt.")
    return day


Dato = Annotated[
    date, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "description": "Dato, fx 2027-05-12"})
]


def _as_month(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 12:
        return value
    text = _text_only(value).lower()
    if text in MÅNEDER:
        return MÅNEDER.index(text) + 1
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text)
    raise problem("P023", "Det er ikke en måned.", "Skriv navnet (maj) eller tallet (5).")


Måned = Annotated[
    int,
    BeforeValidator(_as_month),
    WithJsonSchema({"enum": [*MÅNEDER, *range(1, 13)], "description": "Måned: navn eller tal"}),
]

_CLOCK = r"(\d{1,2})[:.](\d{2})"
_TIME_HINT = "Skriv det som 10:00 eller 10:00-11:30."


@dataclass(frozen=True)
class Tidsrum:
    """From one time of the day to another; `til` is None when only the beginning is known."""

    fra: time
    til: time | None = None

    @property
    def minutter(self) -> int | None:
        """How long it lasts, in minutes; None without an end."""
        if self.til is None:
            return None
        return (self.til.hour - self.fra.hour) * 60 + self.til.minute - self.fra.minute


def parse_period(text: str) -> Tidsrum | None:
    """The time a text names: 10:00, 10.30, kl. 9.30, 10:00-11:30; None when it names none or an impossible one."""
    match = re.fullmatch(rf"(?:kl\.?\s*)?{_CLOCK}(?:\s*(?:-|–|til)\s*(?:kl\.?\s*)?{_CLOCK})?", text.strip().lower())
    if not match:
        return None
    hours = [int(part) for part in match.groups() if part is not None]
    try:
        fra = time(hours[0], hours[1])
        til = time(hours[2], hours[3]) if len(hours) == 4 else None
    except ValueError:
        return None
    return Tidsrum(fra, til)


def _as_period(value: object) -> Tidsrum:
    if isinstance(value, Tidsrum):
        return value
    period = parse_period(_text_only(value))
    if period is None:
        raise problem("P024", "Det er ikke et klokkeslæt.", _TIME_HINT)
    if period.til is not None and period.til <= period.fra:
        raise problem("P025", "Sluttidspunktet ligger ikke efter starttidspunktet.", _TIME_HINT)
    return period


Kl = Annotated[
    Tidsrum,
    PlainValidator(_as_period),
    WithJsonSchema({"type": ["string", "number"], "description": "Klokkeslæt, fx 10:00 eller 10:00-11:30"}),
]


@dataclass(frozen=True)
class Gælder:
    """The date and time that a sent letter or invitation told."""

    dato: date
    kl: Tidsrum | None = None


def _as_told(value: object) -> Gælder:
    if isinstance(value, Gælder):
        return value
    text = _text_only(value)
    day, _, clock = text.partition(" ")
    if _ISO_DATE.fullmatch(day) and clock.strip():
        return Gælder(_as_date(day), _as_period(clock))
    return Gælder(_as_date(text))


GælderTekst = Annotated[
    Gælder,
    PlainValidator(_as_told),
    WithJsonSchema({"type": "string", "description": "Dato og tid, fx 2027-05-12 10:00-11:30"}),
]

# --- spans of time in mlmp.yaml --------------------------------------------------------------------------------

_UNITS = {"dag": "dage", "dage": "dage", "uge": "uger", "uger": "uger", "måned": "måneder", "måneder": "måneder"}


@dataclass(frozen=True)
class LokalFrist:
    """A deadline the municipality has set itself: so many days, weeks or months before or after the meeting."""

    antal: int
    enhed: str
    """dage | uger | måneder"""
    efter: bool


def _as_local_deadline(value: object) -> LokalFrist:
    if isinstance(value, LokalFrist):
        return value
    match = re.fullmatch(r"(\d{1,3})\s+([a-zå]+)\s+(før|efter)", _text_only(value).lower())
    if not match or match[2] not in _UNITS:
        raise problem("P026", "Det er ikke en frist.", "Skriv den som 28 dage før eller 14 dage efter.")
    return LokalFrist(int(match[1]), _UNITS[match[2]], match[3] == "efter")


Frist = Annotated[
    LokalFrist, PlainValidator(_as_local_deadline), WithJsonSchema({"type": "string", "examples": ["28 dage før"]})
]


def _as_months(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = re.fullmatch(r"(\d{1,3})\s+(måneder|måned|år)", _text_only(value).lower())
    if not match:
        raise problem("P027", "Det er ikke et tidsrum.", "Skriv det som 60 måneder eller 5 år.")
    return int(match[1]) * (12 if match[2] == "år" else 1)


Måneder = Annotated[int, BeforeValidator(_as_months), WithJsonSchema({"type": "string", "examples": ["60 måneder"]})]

# --- CPR -------------------------------------------------------------------------------------------------------


class Cpr(str):
    """A CPR number as DDMMÅÅ-NNNN. Its `repr` is masked, so that no exception or log line shows it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Cpr('▒▒▒')"

    @property
    def er_erstatning(self) -> bool:
        """Whether it is an *erstatningspersonnummer* (day + 60)."""
        return int(self[:2]) > 60

    @property
    def fødselsdag(self) -> date:
        """The birthday it tells (document-contents § 1; the century from the seventh digit)."""
        day, month, year, seventh = int(self[:2]), int(self[2:4]), int(self[4:6]), int(self[7])
        return date(_century(year, seventh) + year, month, day - 60 if day > 60 else day)


def _century(year: int, seventh: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _as_cpr(value: object) -> Cpr:
    if isinstance(value, Cpr):
        return value
    text = _text_only(value)
    match = re.fullmatch(r"(\d{6})[\s-]?(\d{4})", text)
    if not match:
        raise problem("P030", "Et cpr-nummer er ti cifre: DDMMÅÅ-NNNN.", "Sæt det i anførselstegn, hvis et 0 mangler.")
    day, month, year, seventh = int(text[:2]), int(text[2:4]), int(text[4:6]), int(match[2][0])
    day = day - 60 if day > 60 else day
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(_century(year, seventh) + year, month)[1]:
        raise problem(
            "P031", "De første seks cifre i cpr-nummeret er ikke en dato.", "Se efter, om det er tastet rigtigt."
        )
    return Cpr(f"{match[1]}-{match[2]}")


CprNummer = Annotated[
    Cpr,
    PlainValidator(_as_cpr),
    WithJsonSchema({"type": ["string", "number"], "description": "Cpr-nummer: DDMMÅÅ-NNNN"}),
]


def each_once(what: str) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A check that a list names nothing twice; `what` is the Danish noun of its items."""

    def check(items: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(items)) < len(items):
            raise problem("P032", f"Listen nævner {what} to gange.", "Slet den ene.")
        return items

    return check


IdListe = Annotated[tuple[Id, ...], AfterValidator(each_once("det samme id"))]
