"""Danish as it is written: dates, times, genitive, lists in a sentence, quotation marks.

Dates and times are held together by no-break spaces, so that "1. juni" and "kl. 10.00" never part at a line end.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache

from mlmp_docs.plan.dates import MÅNEDER, Tidsrum

NBSP = "\N{NO-BREAK SPACE}"
_UGEDAGE = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def _held(text: str) -> str:
    return text.replace(" ", NBSP)


@lru_cache(maxsize=1024)
def long_date(day: date | None) -> str:
    """'12. maj 2027', and nothing for no day."""
    return _held(f"{day.day}. {MÅNEDER[day.month - 1]} {day.year}") if day else ""


@lru_cache(maxsize=1024)
def short_date(day: date | None) -> str:
    """'12.5.2027', as in tables."""
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def the_date(day: date | None) -> str:
    """'den 12. maj 2027', as in running text."""
    return f"den{NBSP}{long_date(day)}" if day else ""


def weekday_date(day: date | None) -> str:
    """'onsdag den 12. maj 2027'. The line may break after the weekday."""
    return f"{_UGEDAGE[day.weekday()]} {the_date(day)}" if day else ""


_PARTS_THAT_BELONG = re.compile(
    rf"(?P<day>\b\d{{1,2}}\.) (?P<month>{'|'.join(MÅNEDER)})\b(?: (?P<year>\d{{4}})\b)?|\bkl\. (?=\d)|§ (?=\d)"
)


def held_together(text: str) -> str:
    """The text as written, with dates, "kl. 10.00" and "§ 108" in it held together at a line end."""
    if ". " not in text and "§ " not in text:  # most texts have nothing of it
        return text
    return _PARTS_THAT_BELONG.sub(lambda match: _held(match[0]), text)


def month_and_year(day: date | None) -> str:
    """'maj 2027'."""
    return _held(f"{MÅNEDER[day.month - 1]} {day.year}") if day else ""


def month_name(month: int | None) -> str:
    """'maj' for 5."""
    return MÅNEDER[month - 1] if month else ""


def clock(at: time) -> str:
    """'10.00'."""
    return f"{at.hour}.{at.minute:02}"


def time_of_day(kl: Tidsrum | None) -> str:
    """'kl. 10.00–11.30', or 'kl. 9.30' without an end."""
    if kl is None:
        return ""
    end = f"–{clock(kl.til)}" if kl.til else ""
    return f"kl.{NBSP}{clock(kl.fra)}{end}"


_HOURS = ("", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")


def duration(kl: Tidsrum | None) -> str:
    """How long it lasts in words: 'en time', 'halvanden time', 'to timer', '45 minutter'."""
    minutes = kl.minutter if kl else None
    if minutes is None:
        return ""
    if minutes == 90:
        return "halvanden time"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}minutter"
    word = _HOURS[hours] if hours < len(_HOURS) else str(hours)
    if rest == 30:
        return f"{word} og en halv time"
    whole = "en time" if hours == 1 else f"{word} timer"
    return f"{whole} og {rest}{NBSP}minutter" if rest else whole


def genitive(name: str) -> str:
    """'Annas'; after s, x and z only an apostrophe: "Jens'", "Max'"."""
    if not name:
        return ""
    return f"{name}'" if name[-1].lower() in "sxz" else f"{name}s"


def join_with_og(words: Iterable[str]) -> str:
    """'Anna, Jonas og Mette'. Empty words are left out."""
    return _joined(words, "og")


def join_with_eller(words: Iterable[str]) -> str:
    """'tlf. 89 15 00 01 eller mette.holm@example.dk'. Empty words are left out."""
    return _joined(words, "eller")


def _joined(words: Iterable[str], conjunction: str) -> str:
    given = [word for word in words if word]
    if len(given) < 2:
        return "".join(given)
    return f"{', '.join(given[:-1])} {conjunction} {given[-1]}"


def sentence(text: str) -> str:
    """The text with something to end it: a period unless it already ends with a mark."""
    text = text.strip()
    return text if not text or text[-1] in '.!?…:»«"”' else f"{text}."


def quoted(text: str) -> str:
    """The citizen's words exactly as they are, in »…«; nothing for nothing."""
    return f"»{text}«" if text else ""


def capital_first(text: str) -> str:
    """The text with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, where that cannot hurt a name or an abbreviation.

    Only a known small word is changed ('Det er svært' -> 'det er svært'); 'Mette ringer' and 'PC-kursus' stay.
    """
    first = re.match(r"\w+", text)
    return text[:1].lower() + text[1:] if first and first[0] in _SMALL_WORDS else text


def lower_title(title: str) -> str:
    """A title or a scale's words inside a sentence: 'Rådgiver' -> 'rådgiver'; 'SSA' and 'IT-vejleder' stay."""
    return title if title[1:2].isupper() or title[1:2] == "-" else title[:1].lower() + title[1:]


_SMALL_WORDS = frozenset({"Det", "Den", "Der", "De", "En", "Et", "At", "Når", "Hvis", "Ingen", "Lidt", "Meget", "Ikke"})
