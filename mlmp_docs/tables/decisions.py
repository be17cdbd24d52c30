"""What somebody decided about conflicts on the sheet *Konflikter* of a marked copy, and whether it still holds.

A decision names its value by the keys of row and column, not by the cell, so that a sheet may be sorted in between.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.merge import Values
from mlmp_docs.tables.edited import Decision, EditedRow, ValueId
from mlmp_docs.tables.table import Column

SHEET = "Konflikter"
TITLE = "Konflikter og celler, der skal rettes"
"""In the first cell: how the sheet is known, whatever it is called by now."""
USE = "Brug"
KEY_HEADING = "mlmp-id"
NOT_A_CHOICE = "R060"


Spot = tuple[str, str, str]
"""Sheet, row (the text of its hidden id; `#12` for row 12, which has none) and the letters of the column."""


@dataclass(frozen=True)
class Mark:
    """What a row of the sheet remembers of its cell, in the hidden last column."""

    value: ValueId
    edited: str = ""
    """Fingerprints of the values that the choice was offered between; empty for a cell that is to be mended."""

    plan: str = ""
    spot: Spot = ("", "", "")
    fill: str = ""
    """How the cell was filled before it was marked, as XML."""

    def __str__(self) -> str:
        parts = [*self.value, self.edited, self.plan, *self.spot, self.fill]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def mark(text: str) -> Mark | None:
    """The mark that `str` made; None for anything else."""
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    if not isinstance(parts, list) or len(parts) != 9 or not all(isinstance(part, str) for part in parts):
        return None
    table, row, column, edited, plan, sheet, number, letters, fill = parts
    return Mark((table, row, column), edited, plan, (sheet, number, letters), fill)


def value_id(row: EditedRow, column: Column) -> ValueId:
    """What tells this value from all others of the spreadsheet."""
    return row.table.name, str(row.key) if row.key else f"#{row.number}", column.key


def fingerprint(text: str) -> str:
    """Tells whether a value is still the one a decision was about."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def decided(
    row: EditedRow, column: Column, values: Values, decisions: Mapping[ValueId, Decision]
) -> Literal["regneark", "plan", ""]:
    """What was decided about a conflict; empty when nothing was, or when it was about other values than those of now.

    Who chose the spreadsheet may have typed its value anew since. Who chose the plan has not.
    """
    decision = decisions.get(value_id(row, column))
    if decision is None or decision.plan != fingerprint(values.plan):
        return ""
    return "" if decision.brug == "plan" and decision.edited != fingerprint(values.edited) else decision.brug


def is_decision_sheet(texts: Mapping[str, str]) -> bool:
    """Whether a sheet, given as the texts of its cells by address, is the one that a marked copy has."""
    return texts.get("A1", "").strip() == TITLE


def read(texts: Mapping[str, str], sheet: str, file: str) -> tuple[dict[ValueId, Decision], tuple[Diagnostic, ...]]:
    """The decisions on the sheet, given as the texts of its cells by address, and what is wrong with them."""
    use = [address for address, text in texts.items() if text.strip() == USE]
    keys = [address for address, text in texts.items() if text.strip() == KEY_HEADING]
    decisions: dict[ValueId, Decision] = {}
    told = []
    if not use or not keys:
        return {}, ()
    use_column, key_column = _column(use[0]), _column(keys[0])
    for address, text in texts.items():
        found = mark(text) if _column(address) == key_column else None
        if found is None or not found.plan:
            continue
        cell = use_column + address.removeprefix(key_column)
        word = texts.get(cell, "").strip().casefold()
        if word in ("regneark", "plan"):
            decisions[found.value] = Decision("regneark" if word == "regneark" else "plan", found.edited, found.plan)
        elif word:
            place = Place(file, cell=f"{sheet}!{cell}")
            message = f"Under '{USE}' kan der stå 'regneark' eller 'plan'."
            told.append(Diagnostic(NOT_A_CHOICE, Level.FEJL, place, message, "Vælg på listen, eller slet teksten."))
    return decisions, tuple(told)


def _column(address: str) -> str:
    return re.sub(r"\d+$", "", address)
