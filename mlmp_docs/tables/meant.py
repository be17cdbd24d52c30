"""What a person writes for what the plan holds: a tilbud by its name, a new meeting without the year of the sheet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables.edited import EditedCell, EditedRow
from mlmp_docs.tables.people import folded_name
from mlmp_docs.tables.sheets import MØDER

IdsByName = Mapping[str, str]


def ids_by_name(opsætning: Opsætning) -> Mapping[str, IdsByName]:
    """The ids by the names that only one has, for the columns that take their ids from a sheet, by its name."""
    return {
        "Tilbud": _alone((id_, each.navn) for id_, each in opsætning.tilbud.items()),
        "Rådgivere": _alone((id_, each.navn) for id_, each in opsætning.rådgivere.items()),
    }


def _alone(named: Iterable[tuple[str, str]]) -> IdsByName:
    folded = {id_: folded_name(name) for id_, name in named}
    names = list(folded.values())
    return {name: id_ for id_, name in folded.items() if names.count(name) == 1 and name not in folded}


def as_ids(text: str, names: IdsByName) -> list[str]:
    """The ids that a cell tells: each line is a name or some ids."""
    found: list[str] = []
    for line in text.split("\n"):
        id_ = names.get(folded_name(line))
        found += [id_] if id_ else [item.casefold() for item in re.split(r"[\s,;]+", line) if item]
    return found


def with_years(rows: Sequence[EditedRow], year: int | None, letters: Mapping[str, str]) -> list[EditedRow]:
    """The rows, each new meeting that tells no year with that of its sheet, which has meetings of one year only."""
    return [_with_year(row, str(year), letters) if year and _lacks_year(row, str(year)) else row for row in rows]


def _with_year(row: EditedRow, year: str, letters: Mapping[str, str]) -> EditedRow:
    address = f"{letters['år']}{row.number}" if letters.get("år") else ""
    return replace(row, cells={**row.cells, "år": EditedCell(address, year)})


def _lacks_year(row: EditedRow, year: str) -> bool:
    """Whether it is a new meeting without year, and not on a day of another one."""
    if row.table != MØDER or row.key is not None:
        return False
    said = {key: row.cells[key].text for key in ("år", "dato") if key in row.cells}
    return not said.get("år") and said.get("dato", "")[:4] in ("", year)
