"""Whose row a row is: by its hidden id, held against name and CPR number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.tables.cells import Surroundings, read_cell
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.grid import GridRow
from mlmp_docs.tables.headings import table_of_key
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.sheet import NAMES, NUMBERS, WHO, Sheet
from mlmp_docs.tables.table import RowKey, row_key

_NOT_ITS_ID = Refusal(
    "R031",
    "Rækkens skjulte id hører ikke til dette ark, eller det er ændret.",
    "Fortryd ændringen. Skal rækken være ny, så tøm cellen i den skjulte kolonne mlmp-id.",
)
_NO_ID_COLUMN = Refusal(
    "R031",
    "Arkets skjulte kolonne mlmp-id mangler, og rækken kan ikke kendes på det, der står i den.",
    "Hent kolonnen tilbage (Fortryd), eller lav et nyt regneark med 'mlmp regneark eksport'.",
)


def key_of(sheet: Sheet, contents: GridRow) -> RowKey | Refusal | None:
    """The key of a row; None for a new one."""
    at = sheet.headings.key_column
    if at is None:
        return _key_by_identity(sheet, contents)
    content = contents.get(at, "")
    if not isinstance(content, str):
        return _NOT_ITS_ID
    if not content.strip():
        return None
    key = row_key(content)
    return key if key and table_of_key(key) == sheet.table.name else _NOT_ITS_ID


def _key_by_identity(sheet: Sheet, contents: GridRow) -> RowKey | Refusal:
    """The key of the one exported row that has the same in all columns that nobody can change."""
    around = Surroundings(sheet.year, sheet.day_zero)
    values = []
    for key in sheet.identity:
        content = contents.get(sheet.headings.columns[key], "")
        try:
            values.append(read_cell(sheet.table.column(key), content, None, around).text)
        except Refusal:
            return _NO_ID_COLUMN
    keys = sheet.by_identity.get(tuple(values), ())
    return (row_key(keys[0]) if len(keys) == 1 else None) or _NO_ID_COLUMN


def is_mixed(sheet: Sheet, row: EditedRow) -> bool:
    """Whether the row tells of somebody else than its key does."""
    assert row.key is not None
    who = {key: row.cells[key].text for key in WHO if key in row.cells}
    if row.base is not None:
        base = row.base
        return any(text != base[key] and text in sheet.exported_people[key] for key, text in who.items() if key in base)
    above = {"@id": -1, "@mål": 1}
    shown = {key: row.cells[key].text for key in above if key in row.cells}
    if any(text and text.casefold() != row.key.path[above[key]].casefold() for key, text in shown.items()):
        return True
    if not row.key.borger or who.get("@borger", row.key.borger) != row.key.borger:
        return bool(row.key.borger)
    name, cpr = (next((who[key] for key in keys if key in who), None) for keys in (NAMES, NUMBERS))
    return (name is not None or cpr is not None) and sheet.known.is_somebody_else(row.key.borger, name, cpr)


def tell_unknown(sheet: Sheet, refused: Mapping[int, Refusal]) -> list[Diagnostic]:
    """The rows whose keys were refused, by their numbers; one diagnostic for all if the hidden column is gone."""
    numbers = [number for number, refusal in refused.items() if refusal is _NO_ID_COLUMN]
    if len(numbers) < 2:
        return [sheet.refused(refusal, number) for number, refusal in refused.items()]
    message = (
        f"Arkets skjulte kolonne mlmp-id mangler, og {len(numbers)} rækker fra række {numbers[0]} til {numbers[-1]} "
        "kan ikke kendes på det, der står i dem."
    )
    return [sheet.refused(Refusal(_NO_ID_COLUMN.code, message, _NO_ID_COLUMN.hint), numbers[0])]


def tell_mixed(sheet: Sheet, rows: Sequence[EditedRow]) -> list[Diagnostic]:
    """One diagnostic for all rows of a sheet that are mixed up."""
    if not rows:
        return []
    first, last = rows[0].number, rows[-1].number
    which = f"Række {first}" if len(rows) == 1 else f"{len(rows)} rækker fra række {first} til {last}"
    refusal = Refusal(
        "R032",
        f"{which} er blandet sammen: navn, cpr-nummer og rækkens skjulte id hører ikke til den samme borger.",
        "Fortryd det: en kolonne er vist sorteret eller flyttet uden de andre. Sortér altid hele tabellen.",
    )
    return [sheet.refused(refusal, first)]


def one_of_each(sheet: Sheet, rows: Sequence[EditedRow]) -> tuple[list[EditedRow], list[Diagnostic]]:
    """Of a row that is there twice, one, if they say the same; none, if not."""
    keys = [row.key for row in rows if row.key]
    if len(set(keys)) == len(keys):
        return list(rows), []
    by_key: dict[RowKey, list[EditedRow]] = defaultdict(list)
    for row in rows:
        if row.key:
            by_key[row.key].append(row)
    left_out: set[int] = set()
    told = []
    for alike in by_key.values():
        if len(alike) == 1:
            continue
        numbers = [row.number for row in alike]
        if all(_texts(row) == _texts(alike[0]) for row in alike):
            left_out |= set(numbers[1:])
            message = f"Rækkerne {_listed(numbers)} er den samme række; den læses kun én gang."
            told.append(sheet.warned("R030", message))
        else:
            left_out |= set(numbers)
            refusal = Refusal(
                "R030",
                f"Rækkerne {_listed(numbers)} er kopier af den samme række, men siger ikke det samme.",
                "Slet den, der ikke skal gælde. Skal den ene være noget nyt, så kopiér dens celler (ikke hele rækken) "
                "til en tom række nederst, og slet den her.",
            )
            told.append(sheet.refused(refusal, numbers[-1]))
    return [row for row in rows if row.number not in left_out], told


def _texts(row: EditedRow) -> dict[str, str]:
    return {key: cell.text for key, cell in row.cells.items()}


def _listed(numbers: Sequence[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} og {numbers[-1]}"
