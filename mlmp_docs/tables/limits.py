"""What may not be written from a spreadsheet, told at its cell with what to do instead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mlmp_docs.plan.characters import FORBIDDEN, forbidden_message
from mlmp_docs.plan.cpr_traces import holds_cpr_number
from mlmp_docs.plan.nearest import did_you_mean
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.protected_address import HIDDEN
from mlmp_docs.tables.contact import Staff, has_more_than_a_name, primary_staff
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.merged import Told, ValueChange
from mlmp_docs.tables.sheets import BORGERE, MØDER, RÅDGIVERE, TILBUD
from mlmp_docs.tables.shown import PROTECTED
from mlmp_docs.tables.table import Column, Table

_ID = re.compile(r"[a-zæøå0-9]+([_-][a-zæøå0-9]+)*")
_REMEDIES = {
    "rådgiver": "Sæt cellen tilbage. Et skifte af rådgiver laves med 'mlmp overdrag'.",
    "@rådgiver": "Sæt cellen tilbage. Et skifte af rådgiver laves med 'mlmp overdrag'.",
    "@tilbud": "Sæt cellen tilbage, og ret borgerens tilbud på arket Borgere.",
    "@mål": "Sæt cellen tilbage. Skal det flyttes til et andet mål, så skriv en ny række.",
    "år": "Sæt cellen tilbage. Et møde et andet år er en ny række.",
    "dato": "Sæt cellen tilbage, og ret dagen i planfilen.",
}
_THINGS = {
    "Møder": "Mødet",
    "Mål": "Målet",
    "Delmål": "Delmålet",
    "Scoringer": "Scoringen",
    "Netværk": "Personen",
    "Aftaler": "Aftalen",
    "Tilbud": "Tilbuddet",
    "Rådgivere": "Rådgiveren",
}


class Limits:
    """Tells what is refused, each once."""

    def __init__(self, told: Told, opsætning: Opsætning) -> None:
        self.told = told
        self.opsætning = opsætning

    def staff(self, raw: Mapping[str, Any]) -> Staff:
        """The staff among whom the contact person is."""
        return primary_staff(raw, self.opsætning)

    def locked(self, change: ValueChange, *, is_sure: bool, is_hidden: bool) -> bool:
        """Whether the cell is one that cannot be changed in a spreadsheet."""
        row, column = change.row, change.column
        if column.locked:
            file = "mlmp.yaml" if row.table in (TILBUD, RÅDGIVERE) else "planfilen"
            remedy = _REMEDIES.get(column.key, f"Sæt cellen tilbage, og ret det i {file}.")
            self.told.fejl(row, "R002", f"'{column.heading}' kan ikke rettes i regnearket.", remedy, column)
        elif not is_sure:
            message = "Flere i planen hedder det samme, så det kan ikke ses, hvilken af dem rækken handler om."
            self.told.fejl(row, "R003", message, "Sæt rækken tilbage, og ret det i planfilen.", column)
        elif is_hidden:
            message = "Cellen dækker over en beskyttet adresse, så den kan ikke rettes i regnearket."
            self.told.fejl(row, "R005", message, "Sæt cellen tilbage, og ret adressen i planfilen.", column)
        else:
            return False
        return True

    def lost(self, row: EditedRow, column: Column) -> None:
        """The row was changed, but what it is about is in the plan no more."""
        file = "mlmp.yaml" if row.table in (TILBUD, RÅDGIVERE) else "planen"
        message = f"{thing(row.table)}{_name(row)} står ikke længere i {file}, så rækkens ændringer kan ikke skrives."
        self.told.fejl(row, "R004", message, "Slet rækken, eller skriv den som en ny række nederst.", column)

    def text(self, row: EditedRow, column: Column, text: str, old: str = "") -> bool:
        """Whether a text cannot stand in a plan."""
        if FORBIDDEN.search(text):
            message = forbidden_message(text)[0].replace("Linjen", "Cellen", 1)
            self.told.fejl(row, "R006", message, "Slet tegnet.", column)
        elif any(marker in text and marker not in old for marker in (PROTECTED, HIDDEN)):
            message = "Cellen har ordene for en beskyttet adresse, og de kan ikke skrives i planen."
            self.told.fejl(row, "R005", message, "Skriv selve teksten, eller lad cellen være tom.", column)
        elif (unknown := self._unknown(column, text, old)) is not None:
            where = "skalaer i mlmp.yaml" if column.choices_from == "skalaer" else f"arket {column.choices_from}"
            known = f"Skriv et id fra {where}."
            hint = did_you_mean(unknown, self._known(column)) or known
            self.told.fejl(row, "R007", f"'{column.heading}' har et id, som ikke kendes.", hint, column)
        else:
            return False
        return True

    def contact(self, row: EditedRow, column: Column, text: str, old: object, staff: Staff) -> bool:
        """Whether a text cannot be made the contact person."""
        if text and text not in staff and _ID.fullmatch(text):
            hint = (
                did_you_mean(text, staff)
                or "Skriv personens navn, eller et id fra tilbuddets medarbejdere i mlmp.yaml."
            )
            self.told.fejl(row, "R007", f"'{column.heading}' har et id, som ikke kendes.", hint, column)
        elif text and text not in staff and has_more_than_a_name(old):
            message = "Kontaktpersonen står i planfilen med mere end et navn, og det hører måske ikke til det nye navn."
            self.told.fejl(row, "R010", message, "Sæt cellen tilbage, og ret personen i planfilen.", column)
        else:
            return False
        return True

    def order(self, row: EditedRow, column: Column) -> None:
        """The tilbud stand in another order, or one of them stands twice."""
        message = "Tilbuddene står i en anden rækkefølge, eller et af dem står to gange."
        self.told.fejl(row, "R011", message, "Sæt cellen tilbage, og ret rækkefølgen i planfilen.", column)

    def tilbud_stays(self, row: EditedRow, column: Column, *, slet: bool) -> None:
        """A tilbud was taken off the list."""
        message = "Et tilbud er taget af listen, men støtten derfra står i planen, så det bliver stående."
        remedy = "Skriv i planfilen, hvornår støtten ophører (til: …). Så er tilbuddet med, så længe det gælder."
        if slet:
            self.told.fejl(row, "R012", message, f"Sæt cellen tilbage. {remedy}", column)
        else:
            self.told.advarsel(
                row, "R012", message, f"{remedy} Med --slet bliver det fjernet, hvis intet andet står der.", column
            )

    def unfinished_time(self, row: EditedRow, column: Column) -> None:
        """A time has an end and no beginning."""
        self.told.fejl(
            row, "R008", "Der er en sluttid, men ingen starttid.", "Skriv også, hvornår det begynder.", column
        )

    def missing(self, row: EditedRow, columns: Sequence[Column]) -> None:
        """A new row does not say enough; told at the first cell that is empty."""
        names = ", ".join(f"'{column.heading}'" for column in columns)
        remedy = f"Udfyld {'cellen' if len(columns) == 1 else 'cellerne'}, eller slet rækken."
        self.told.fejl(row, "R001", f"Den nye række mangler {names}.", remedy, columns[0])

    def no_goal(self, row: EditedRow, column: Column, name: str, known: Iterable[str]) -> None:
        """A step or a score of a goal that is not there, or that cannot be told from another."""
        ids = [id_ for id_ in known if _ID.fullmatch(id_)]
        hint = did_you_mean(name, ids) or "Skriv målets id, som det står på arket Mål."
        self.told.fejl(row, "R013", "Der er ikke ét mål med det id.", hint, column)

    def twice(self, row: EditedRow, other: EditedRow | None, *, is_copy: bool) -> None:
        """A new row is called as something that has a row already."""
        where = f" (række {other.number})" if other is not None and other.number else ""
        if is_copy:
            message = f"Rækken siger det samme som en anden{where}, så den tæller kun én gang."
            self.told.advarsel(row, "R009", message, "Slet den ene.")
        else:
            message = f"Der er allerede en anden{where} med det navn eller id."
            self.told.fejl(row, "R009", message, "Skriv et andet id eller navn, eller slet rækken.")

    def stays(self, row: EditedRow, reason: str) -> None:
        """A row is gone, but what it is about cannot be removed."""
        message = f"En række er væk, men {thing(row.table).lower()}{_name(row)} bliver stående: {reason}."
        self.told.fejl(row, "R015", message, "Slet det i planfilen, eller sæt rækken ind igen.")

    def never_removed(self, row: EditedRow) -> None:
        """A row of a citizen, a tilbud or a rådgiver is gone."""
        if row.table is BORGERE:
            message = f"Borgerens række{_name(row)} er væk. Planen bliver liggende."
            remedy = "Er planen slut, så skriv datoen under 'Afsluttet'. Ellers sæt rækken ind igen."
        else:
            message = f"En række er væk, men {thing(row.table).lower()}{_name(row)} bliver stående i mlmp.yaml."
            remedy = "Slet det i mlmp.yaml, når ingen planer bruger det."
        self.told.advarsel(row, "R016", message, remedy)

    def doubtful(self, row: EditedRow) -> None:
        """A new row may be a meeting that somebody else has written into the plan."""
        message = "Planen har fået et møde mere i det år, så det kan ikke ses, om rækken er det møde."
        self.told.fejl(row, "R014", message, "Skriv mødets id i kolonnen Møde, fx 2027-3 for et nyt møde.")

    def taken(self, row: EditedRow, column: Column) -> None:
        """Another entry is called the same."""
        self.told.fejl(row, "R009", "Der er allerede en anden med det navn eller id.", "Skriv noget andet.", column)

    def _unknown(self, column: Column, text: str, old: str) -> str | None:
        known = self._known(column)
        if column.kind not in ("id", "id'er") or not known:
            return None
        before = {*old.split("\n"), *(["alle"] if column.key == "udførere" and text == "alle" else [])}
        return next((id_ for id_ in text.split("\n") if id_ and id_ not in known and id_ not in before), None)

    def _known(self, column: Column) -> Mapping[str, object]:
        known: Mapping[str, Mapping[str, object]] = {
            "Tilbud": self.opsætning.tilbud,
            "Rådgivere": self.opsætning.rådgivere,
            "skalaer": self.opsætning.skalaer,
        }
        return known.get(column.choices_from, {})


def thing(table: Table) -> str:
    """What a row of the table is about, in the definite form."""
    return _THINGS.get(table.name, "Rækken")


def _name(row: EditedRow) -> str:
    """The id of what a row is about, in quotes; empty for words, which may be private."""
    if row.key is None or not row.key.path:
        return f" '{row.key.borger}'" if row.key else ""
    name = row.key.path[-1]
    is_id = row.table in (MØDER, TILBUD, RÅDGIVERE) or (row.base or {}).get("id") == name
    return f" '{name}'" if is_id and _ID.fullmatch(name) and not holds_cpr_number(name) else ""
