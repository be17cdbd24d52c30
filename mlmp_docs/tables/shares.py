"""Each plan file's part of a spreadsheet, so that only the plans with something changed are read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.tables.edited import EditedRow, EditedTables
from mlmp_docs.tables.owners import People, owner
from mlmp_docs.tables.row_cells import AsExported
from mlmp_docs.tables.sheets import BORGERE, RÅDGIVERE, TILBUD

ANOTHER_PROJECT = "R090"
NO_PLAN = "R091"
_SETTINGS = frozenset({TILBUD.name, RÅDGIVERE.name})
_MOST_ROWS = 5
"""So many rows are named."""


@dataclass(frozen=True)
class Share:
    """The rows about one file."""

    rows: tuple[EditedRow, ...] = field(default=(), repr=False)
    gone: tuple[EditedRow, ...] = field(default=(), repr=False)

    @property
    def asks(self) -> bool:
        """Whether anything in it is other than it was exported."""
        return bool(self.gone) or any(is_changed(row) for row in self.rows)


@dataclass(frozen=True)
class NewCitizen:
    """A new row among the citizens, and the new rows elsewhere that are about the same citizen."""

    id: str
    row: EditedRow = field(repr=False)
    more: tuple[EditedRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Shares:
    """A spreadsheet by file."""

    citizens: Mapping[str, Share]
    """By id, in order; only those who have a plan and something changed."""

    settings: Share
    new: tuple[NewCitizen, ...]
    diagnostics: tuple[Diagnostic, ...]


def is_changed(row: EditedRow) -> bool:
    """Whether a row says anything else than what was exported; of a new row nobody knows, so it does."""
    if row.key is None or row.base is None:
        return True
    if isinstance(row.cells, AsExported):
        return False
    base = row.base
    return any(cell.text != base.get(key) for key, cell in row.cells.items())


def new_citizens(rows: Iterable[EditedRow]) -> list[EditedRow]:
    """The rows that are to become plan files."""
    return [row for row in rows if row.table.name == BORGERE.name and row.key is None]


def sheet_of(edited: EditedTables, row: EditedRow) -> str:
    """What the sheet is called that a row stands on; somebody may have renamed it."""
    return edited.sheets.get(row.table.name, row.table.name)


def shares(
    edited: EditedTables, plans: Collection[str], people: People, new: Mapping[str, EditedRow], file: str
) -> Shares:
    """The spreadsheet by file. `plans` are the ids that have a plan; `new` has the new citizens by the id they get."""
    told: list[Diagnostic] = []
    rows: dict[str, list[EditedRow]] = {}
    gone: dict[str, list[EditedRow]] = {}
    for row in edited.rows:
        whose: str | Diagnostic
        if row.table.name in _SETTINGS:
            whose = ""
        elif row.key is not None:
            whose = row.key.borger
        elif row.table.name == BORGERE.name:
            continue
        else:
            whose = owner(row, people, sheet_of(edited, row), file)
        if isinstance(whose, Diagnostic):
            told.append(whose)
        else:
            rows.setdefault(whose, []).append(row)
    for row in edited.gone:
        if row.key is not None:
            gone.setdefault(row.key.borger, []).append(row)
    found = {
        borger: Share(tuple(rows.get(borger, ())), tuple(gone.get(borger, ())))
        for borger in sorted({*rows, *gone} - new.keys())
    }
    settings = found.pop("", Share())
    lost = {borger: share for borger, share in found.items() if borger not in plans}
    return Shares(
        {borger: share for borger, share in found.items() if borger in plans and share.asks},
        settings,
        tuple(NewCitizen(borger, row, tuple(rows.get(borger, ()))) for borger, row in new.items()),
        (*told, *_of_lost(lost, found, file)),
    )


def _of_lost(lost: Mapping[str, Share], found: Mapping[str, Share], file: str) -> list[Diagnostic]:
    """Of rows about citizens who have no plan here."""
    if lost and len(lost) == len(found):
        message = "Regnearket er fra et andet projekt: ingen af borgerne i det har en plan her."
        hint = "Gå til mappen med det projekt, det blev eksporteret fra, eller brug --projekt MAPPE."
        return [Diagnostic(ANOTHER_PROJECT, Level.FEJL, Place(file), message, hint)]
    return [
        _of_one_lost(borger, [row for row in share.rows if is_changed(row)], file) for borger, share in lost.items()
    ]


def _of_one_lost(borger: str, changed: Sequence[EditedRow], file: str) -> Diagnostic:
    message = f"citizens/{borger}.yaml findes ikke længere."
    if not changed:
        return Diagnostic(NO_PLAN, Level.ADVARSEL, Place(file), f"{message} Rækkerne om borgeren bliver ikke brugt.")
    named = [f"{row.table.name} række {row.number}" for row in changed]
    where = ", ".join(named[:_MOST_ROWS]) + (f" og {len(named) - _MOST_ROWS} til" if len(named) > _MOST_ROWS else "")
    text = f"{message} I regnearket er borgerens rækker ændret: {where}."
    hint = "Har planen fået et andet navn, så eksportér igen, og ret dér. Ellers slet borgerens rækker i regnearket."
    return Diagnostic(NO_PLAN, Level.FEJL, Place(file), text, hint)
