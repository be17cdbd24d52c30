"""File names of documents: ASCII, made of ids only, never of names or CPR numbers."""

import re
from datetime import date
from unicodedata import normalize

from mlmp_docs.plan.goals import Ændring
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.procedure.requirements import Occasion

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "_": "-"})


def ascii_id(text: str) -> str:
    """An id as it may stand in a file name: æ as ae, ø as oe, å as aa."""
    return re.sub(r"[^a-z0-9-]", "", normalize("NFC", text).casefold().translate(_ASCII))


def new_time(møde: Møde | None) -> str:
    """The meeting's day and time as they tell one new letter from another: 20270512-1000."""
    if møde is None or møde.dato is None:
        return ""
    return f"{_digits(møde.dato)}-{møde.kl.fra.hour:02}{møde.kl.fra.minute:02}" if møde.kl else _digits(møde.dato)


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def file_name(
    key: str, borger: str, occasion: Occasion, *, party: str = "", ny_tid: bool = False, of_year: bool = False
) -> str:
    """The file name without ending: `indkaldelse-vaerge-anna-2027`, `bestilling-vaerkstedet-aaen-anna-2027`.

    `party` is værge or partsrepræsentant, from the second one on with a number. `of_year`: it is about the citizen's
    year and not about a meeting.
    """
    parts = [key]
    if ny_tid:
        parts.append(f"ny-tid-{new_time(occasion.møde)}")
    if party:
        parts.append(ascii_id(party))
    if occasion.ændring is not None:
        parts.append(_change_id(occasion.ændring, occasion.plan.ændringer))
    if occasion.skift is not None:
        parts.append(_digits(occasion.skift.til))
    if occasion.tilbud is not None:
        parts.append(occasion.tilbud)
    about = str(occasion.år) if of_year or occasion.ændring or occasion.skift or not occasion.møde else occasion.møde.id
    return "-".join([*parts, borger, about])


def _change_id(ændring: Ændring, ændringer: tuple[Ændring, ...]) -> str:
    """The entry's id, or its date without one; with a number when an earlier entry has the same."""
    stems = [_stem(entry) for entry in ændringer]
    place = next(place for place, entry in enumerate(ændringer) if entry is ændring)
    number = stems[: place + 1].count(stems[place])
    return stems[place] + (f"-{number}" if number > 1 else "")


def _stem(ændring: Ændring) -> str:
    return ascii_id(ændring.id) if ændring.id else _digits(ændring.dato)
