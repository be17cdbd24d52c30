"""Days, times and months as people type them into spreadsheets, and as spreadsheets turn them into numbers.

Only what can mean one thing is taken; everything else is a `Refusal`.
"""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from mlmp_docs.plan.dates import MÅNEDER, parse_date
from mlmp_docs.tables.grid import Odd
from mlmp_docs.tables.refusal import Refusal

NEAR = 5
"""So many years from the project's a year of two digits, or a number that is not shown as a date, can lie."""
FIRST_YEAR, LAST_YEAR = 1990, 2099
MAC_DAYS = 1462
"""So many days lie between the two ways of counting: a date that was copied between them moves by four years."""

_DAY_HINT = "Skriv den som 12-05-2027."
_TIME_HINT = "Skriv det som 10:30."
_MONTH_HINT = "Skriv månedens navn, fx maj."
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MINUTES = 24 * 60


def shortened(word: str, names: tuple[str, ...], least: int = 3) -> int | None:
    """Which of the names a word is, from 1, also when it is cut short (`jan.`); None when it is none or several."""
    typed = word.strip().rstrip(".").casefold()
    if typed == "sept":
        typed = "sep"
    if typed in names:
        return names.index(typed) + 1
    found = [number for number, name in enumerate(names, 1) if len(typed) >= least and name.startswith(typed)]
    return found[0] if len(found) == 1 else None


# --- days ------------------------------------------------------------------------------------------------------

_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9}\.?)\s*[ -]?\s*(\d{4}|\d{2})", re.IGNORECASE)
_WEEKDAY = re.compile(r"([a-zæøå]{2,8})\.?,?\s+(?:d\.|den)?\s*(?=\d)", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?:T|\s+)00[:.]00(?:[:.]00(?:\.0+)?)?Z?")


def day_text(typed: str, year: int) -> str:
    """A day that somebody typed, as 2027-05-12; `year` is the project's."""
    text = " ".join(_MIDNIGHT.sub("", typed.removeprefix("'")).split())
    weekday = None
    if match := _WEEKDAY.match(text):
        weekday = 0 if match[1].casefold() in ("d", "den") else shortened(match[1], _WEEKDAYS, least=2)
        if weekday is None:
            raise _no_day()
        text = text[match.end() :]
    text = re.sub(r"^(?:den|d\.)\s*", "", text, flags=re.IGNORECASE)
    try:
        day = parse_date(text) or _day_of(text, year)
    except ValueError as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal("R040", "Datoen findes ikke i kalenderen.", "Se efter, om dag og måned er rigtige.") from None
    if day is None:
        raise _no_day()
    if weekday and day.isoweekday() != weekday:
        raise Refusal("R040", "Ugedagen passer ikke til datoen.", "Se efter, hvilken af dem der er rigtig.")
    if not 1900 <= day.year <= LAST_YEAR:
        raise Refusal("R040", "Året i datoen er urimeligt.", _DAY_HINT)
    return day.isoformat()


def _day_of(text: str, year: int) -> date | None:
    if match := _NUMBERS.fullmatch(text):
        month = int(match[2])
    elif match := _WORDS.fullmatch(text):
        month = shortened(match[2], MÅNEDER) or 0
        if not month:
            return None
    else:
        return None
    return date(_whole_year(match[3], year), month, int(match[1]))


def _whole_year(typed: str, year: int) -> int:
    if len(typed) == 4:
        return int(typed)
    whole = 2000 + int(typed)
    if abs(whole - year) > NEAR:
        raise Refusal("R040", "Året i datoen har kun to cifre og kan være flere år.", "Skriv året med fire cifre.")
    return whole


def _no_day() -> Refusal:
    return Refusal("R040", "Det er ikke en dato.", _DAY_HINT)


def day_number(number: Odd, day_zero: date, year: int) -> str:
    """A day that the spreadsheet holds as a number."""
    days = decimal(number.text)
    if days is None or days != int(days):
        raise Refusal("R040", "Cellen har både en dag og et klokkeslæt, eller den er ikke en dag.", _DAY_HINT)
    if number.kind not in ("dato", "dag og tid", "tal"):
        raise _no_day()
    if day_zero.year == 1899 and days <= 60:
        raise Refusal("R040", "Dagen ligger før marts 1900, hvor Excel regner forkert.", _DAY_HINT)
    try:
        day = day_zero + timedelta(days=int(days))
    except OverflowError:
        raise _no_day() from None
    if number.kind == "tal" and abs(day.year - year) > NEAR:
        raise Refusal("R040", "Der står et tal, der ikke vises som en dato.", _DAY_HINT)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal("R040", "Året i datoen er urimeligt.", _DAY_HINT)
    return day.isoformat()


_SLASHES = re.compile(r"'?\s*\d{1,2}\s*[./-]\s*\d{1,2}\s*[./ -]\s*\d{2,4}\s*")


def is_turned_round(typed: str, day: str, exported: str) -> bool:
    """Whether a day typed in numbers is the exported one if its month is written first, as Americans do."""
    return bool(_SLASHES.fullmatch(typed)) and exported == f"{day[:5]}{day[8:]}-{day[5:7]}"


def is_between_calendars(day: str, exported: str) -> bool:
    """Whether a day differs from the exported one by just as much as the two ways of counting days do."""
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(exported)).days) == MAC_DAYS
    except ValueError:
        return False


# --- times -----------------------------------------------------------------------------------------------------

_CLOCK = re.compile(r"(kl\.?\s*)?(\d{1,2})(?:\s*[:.,]\s*(\d{2}))?(?:[:.]00)?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d{4}")
_SPAN = re.compile(r"\s*(?:-|–|—|til)\s*", re.IGNORECASE)


def time_text(typed: str) -> tuple[str, str]:
    """A time that somebody typed, as 10:00, and the end of it where that was typed along."""
    text = typed.strip().removeprefix("'").strip()
    parts = _SPAN.split(text)
    if len(parts) > 2 or not all(parts):
        raise _no_time()
    begins_with_kl = text.casefold().startswith("kl")
    clocks = [_CLOCK.fullmatch(part) for part in parts]
    if len(parts) == 1 and _FOUR_DIGITS.fullmatch(text):
        return _clock(text[:2], text[2:]), ""
    if not all(clocks) or not (begins_with_kl or any(clock and clock[3] for clock in clocks)):
        raise _no_time()
    times = [_clock(_hours(clock[2], clock[4]), clock[3] or "00") for clock in clocks if clock]
    if len(times) == 2 and times[1] <= times[0]:
        raise Refusal("R041", "Sluttidspunktet ligger ikke efter starttidspunktet.", _TIME_HINT)
    return times[0], times[1] if len(times) == 2 else ""


def _hours(hours: str, half: str | None) -> str:
    """The hours of the day; in English after noon they begin anew."""
    if not half:
        return hours
    if not 1 <= int(hours) <= 12:
        raise _no_time()
    return str(int(hours) % 12 + (12 if half.casefold() == "p" else 0))


def _clock(hours: str, minutes: str) -> str:
    if int(hours) > 23 or int(minutes) > 59:
        raise _no_time()
    return f"{int(hours):02}:{minutes}"


def time_number(number: Odd) -> str:
    """A time that the spreadsheet holds as a part of a day."""
    part = decimal(number.text)
    if part is None or number.kind not in ("tid", "tal", "dag og tid") or not 0 <= part < 1:
        raise _no_time()
    minutes = round(part * _MINUTES)
    if abs(part * _MINUTES - minutes) > Decimal("0.001"):
        raise Refusal("R041", "Klokkeslættet er ikke i hele minutter.", _TIME_HINT)
    if number.kind == "tal" and len(number.text.partition(".")[2]) < 5:
        raise _no_time()  # 0.5 may be typed; 0.395833 is what a time looks like that is not shown as one
    if minutes >= _MINUTES:
        raise _no_time()
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _no_time() -> Refusal:
    return Refusal("R041", "Det er ikke et klokkeslæt, der kan forstås på én måde.", _TIME_HINT)


# --- months ----------------------------------------------------------------------------------------------------

_MONTH = re.compile(r"([a-zæøå]+\.?|0?[1-9]|1[0-2])(?:[\s-]+(\d{4}))?", re.IGNORECASE)


def month_text(typed: str, year: str) -> str:
    """A month that somebody typed, as maj; `year` is the one of the meeting on the same row, where it is known."""
    match = _MONTH.fullmatch(typed.strip())
    number = None
    if match:
        number = int(match[1]) if match[1].isdecimal() else shortened(match[1], MÅNEDER)
    if not match or number is None:
        raise _no_month()
    if match[2] and match[2] != year:
        raise Refusal("R042", "Måneden er skrevet med et andet år end mødets.", _MONTH_HINT)
    return MÅNEDER[number - 1]


def month_number(number: Odd, day_zero: date, year: str) -> str:
    """A month that the spreadsheet holds as its number, or as the first day of it (`maj 2027` is made a date)."""
    if number.kind == "tal" and (month := decimal(number.text)) in range(1, 13):
        return MÅNEDER[int(month or 0) - 1]
    if number.kind == "dato":
        day = date.fromisoformat(day_number(number, day_zero, int(year) if year.isdecimal() else 0))
        if day.day == 1 and str(day.year) == year:
            return MÅNEDER[day.month - 1]
    raise _no_month()


def _no_month() -> Refusal:
    return Refusal("R042", "Det er ikke en måned.", _MONTH_HINT)


def decimal(text: str) -> Decimal | None:
    """The number that a text of a file is; None when it is none, or one so large that nobody typed it."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < 30 else None
