"""The one form of every value of the tables, whatever a plan file writes, and where the value stands in the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from mlmp_docs.plan.dates import MÅNEDER, parse_date, parse_period
from mlmp_docs.tables.table import Column

BLANKS = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " "})
_PLAIN = re.compile(r"[!-~æøåÆØÅéÉüö§½–’„”…](?:[ -~æøåÆØÅéÉüö§½–’„”…]*[!-~æøåÆØÅéÉüö§½–’„”…])?")
"""One line that is in its form already."""
_TRUE = {"ja": "ja", "true": "ja", "nej": "nej", "false": "nej"}


@dataclass(frozen=True)
class Spot:
    """Where below its entry a column's value stands."""

    path: tuple[str, ...]
    half: str = ""
    """`fra` or `til` of a time that the plan writes as one: `kl: 10:00-11:30`."""


@cache
def spot(column: Column) -> Spot:
    """The place of a column's value; `kl.fra` and `kl.til` share one."""
    *above, last = column.key.split(".")
    return Spot(tuple(above), last) if above and above[-1] == "kl" else Spot((*above, last))


def normalised(text: str) -> str:
    """The text without what nobody can see: NFC, plain blanks, none at the ends of lines, LF as line break."""
    if _PLAIN.fullmatch(text):
        return text
    text = normalize("NFC", text).translate(BLANKS).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def lines(text: str, *, commas: bool = False) -> list[str]:
    """The items of a list that was typed with a line for each; of ids also after commas."""
    items = re.split(r"[\n,;]" if commas else r"\n", normalised(text))
    return [item.strip() for item in items if item.strip()]


def found(data: object, path: tuple[str, ...]) -> object:
    """What stands below an entry; None where there is nothing."""
    for part in path:
        if not isinstance(data, Mapping):
            return None
        data = data.get(part)
    return data


def canonical(column: Column, value: object) -> str:
    """The text of a column for what a plan that can be read holds there; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, (_one_line(str(item)) for item in value)))
    text = normalised(str(value))
    return _single(column, text) if text else ""


def _single(column: Column, text: str) -> str:
    if column.kind == "dato":
        return _day(text)
    if column.kind == "tid":
        return half(text, spot(column).half)
    if column.kind == "måned":
        return MÅNEDER[int(text) - 1] if text.isdecimal() else text.lower()
    if column.kind == "ja/nej":
        return _TRUE.get(text.lower(), text)
    if column.kind == "heltal" or (column.kind == "valg" and text.isdecimal()):
        return str(int(text))
    return cpr(text) if column.kind == "cpr" else text


def half(text: str, which: str) -> str:
    """The beginning or end of a time: `10.00-11.30` begins at 10:00."""
    period = parse_period(text)
    at = None if period is None else period.fra if which == "fra" else period.til
    return f"{at:%H:%M}" if at else ""


def cpr(text: str) -> str:
    """The ten digits with their hyphen."""
    digits = re.sub(r"\D", "", text)
    return f"{digits[:6]}-{digits[6:]}"


def _day(text: str) -> str:
    day = parse_date(text)
    return day.isoformat() if day else text


def _one_line(text: str) -> str:
    return " ".join(normalised(text).split("\n"))
