"""Dates, months, times and spans of time as Danes write them, and as the model holds them."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from mlmp_docs.plan.values import problem, text_only

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
    text = text_only(value)
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
    text = text_only(value).lower()
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
    period = parse_period(text_only(value))
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
    text = text_only(value)
    day, _, clock = text.partition(" ")
    if _ISO_DATE.fullmatch(day) and clock.strip():
        return Gælder(_as_date(day), _as_period(clock))
    return Gælder(_as_date(text))


GælderTekst = Annotated[
    Gælder,
    PlainValidator(_as_told),
    WithJsonSchema({"type": "string", "description": "Dato og tid, fx 2027-05-12 10:00-11:30"}),
]


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
    match = re.fullmatch(r"(\d{1,3})\s+([a-zå]+)\s+(før|efter)", text_only(value).lower())
    if not match or match[2] not in _UNITS:
        raise problem("P026", "Det er ikke en frist.", "Skriv den som 28 dage før eller 14 dage efter.")
    return LokalFrist(int(match[1]), _UNITS[match[2]], match[3] == "efter")


Frist = Annotated[
    LokalFrist, PlainValidator(_as_local_deadline), WithJsonSchema({"type": "string", "examples": ["28 dage før"]})
]


def _as_months(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = re.fullmatch(r"(\d{1,3})\s+(måneder|måned|år)", text_only(value).lower())
    if not match:
        raise problem("P027", "Det er ikke et tidsrum.", "Skriv det som 60 måneder eller 5 år.")
    return int(match[1]) * (12 if match[2] == "år" else 1)


Måneder = Annotated[int, BeforeValidator(_as_months), WithJsonSchema({"type": "string", "examples": ["60 måneder"]})]
