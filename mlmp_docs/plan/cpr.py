"""CPR numbers: their form, their birthday, and a text that hides itself (document-contents § 1)."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from mlmp_docs.plan.cpr_traces import plain_digits
from mlmp_docs.plan.values import problem, text_only


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
    text = plain_digits(text_only(value))
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
