"""Whose a new row is: by the citizen's id, else by CPR number and name together; never by one of them alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.nearest import did_you_mean
from mlmp_docs.tables.edited import EditedRow

NOBODY = "R092"
TWO_PEOPLE = "R093"

Person = tuple[str, str]
"""Name and CPR number, as far as they are known."""


@dataclass(frozen=True)
class People:
    """Everybody whom a new row can be about."""

    known: Mapping[str, Person] = field(repr=False)
    """Those with a plan, by id. Looked into only where a row names one, as it may have to read plans for it."""

    new: Mapping[str, Person] = field(repr=False)
    """Those for whom the spreadsheet has a new row, by the id they will have."""

    names: tuple[str, ...] = field(default=(), repr=False)
    """The names of all citizens on the sheet *Borgere*, also of the new ones."""


def owner(row: EditedRow, people: People, sheet: str, file: str) -> str | Diagnostic:
    """The id of the citizen whom a row of a table other than *Borgere* is about, or why nobody can tell."""
    borger, navn, cpr = (text(row, key) for key in ("@borger", "@navn", "@cpr"))
    if borger:
        return _by_id(row, borger, people, (sheet, file))
    if navn and cpr:
        found = {name for group in (people.new, people.known) for name, each in group.items() if _is(each, navn, cpr)}
        if len(found) == 1:
            return found.pop()
        message = "Ingen borger har både det navn og det cpr-nummer."
        return _refused(row, (sheet, file), NOBODY, message, "@cpr")
    if navn and sum(_same(each, navn) for each in people.names) == 1:
        # A citizen without a plan has no id to be called by yet.
        for name, each in people.new.items():
            if _same(each[0], navn):
                return name
    message = "Rækken er ny, og det kan ikke ses, hvilken borger den hører til."
    return _refused(row, (sheet, file), NOBODY, message, "@borger")


def text(row: EditedRow, key: str) -> str:
    """What stands in a column of the row; nothing where the column or the cell is not there."""
    cell = row.cells.get(key)
    return cell.text if cell else ""


def person(row: EditedRow) -> Person:
    """Whom a row of the sheet *Borgere* is about."""
    return text(row, "borger.navn"), text(row, "borger.cpr")


def place(row: EditedRow, key: str, sheet: str, file: str) -> Place:
    """The cell of a column, else the row's first; in a CSV file the row."""
    cell = row.cells.get(key) or next(iter(row.cells.values()), None)
    return Place(file, cell=f"{sheet}!{cell.address}") if cell and cell.address else Place(file, row.number)


def _by_id(row: EditedRow, borger: str, people: People, where: tuple[str, str]) -> str | Diagnostic:
    person = people.new.get(borger) or people.known.get(borger)
    if person is None:
        hint = did_you_mean(borger, [*people.known, *people.new])
        return _refused(row, where, NOBODY, "Der er ingen borger med det id.", "@borger", hint)
    (known_navn, known_cpr), navn, cpr = person, text(row, "@navn"), text(row, "@cpr")
    other_name = bool(navn and known_navn) and not _same(known_navn, navn)
    if other_name or (cpr and known_cpr and cpr != known_cpr):
        message = "Rækken er ny, og id og navn eller cpr-nummer er ikke den samme borgers."
        hint = "Ret id'et, eller slet navn og cpr-nummer i rækken: id'et er nok."
        return _refused(row, where, TWO_PEOPLE, message, "@navn" if other_name else "@cpr", hint)
    return borger


def _is(person: Person, navn: str, cpr: str) -> bool:
    return person[1] == cpr and _same(person[0], navn)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _refused(row: EditedRow, where: tuple[str, str], code: str, message: str, key: str, hint: str = "") -> Diagnostic:
    remedy = hint or "Skriv borgerens id i kolonnen Borger, som det står på arket Borgere."
    return Diagnostic(code, Level.FEJL, place(row, key, *where), message, remedy)
