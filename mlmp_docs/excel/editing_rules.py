"""What may be typed where in the editing workbook: drop-downs, dates, times, and cells that keep what they hold.

The rules guide who types; nothing relies on them when the workbook comes home, since pasting goes around them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from mlmp_docs.excel.sheet_xml import letters_of
from mlmp_docs.tables.shown import ADDRESS
from mlmp_docs.tables.table import LISTS, Column, Table

IS_PROTECTED = "borger.beskyttet_adresse"
"""The column that tells whether the row's address stands in the plan file only."""

_DAY_ZERO = date(1899, 12, 30)
_FIRST, _LAST = ((day - _DAY_ZERO).days for day in (date(1950, 1, 1), date(2099, 12, 31)))
_MAX_TITLE, _MAX_ERROR, _MAX_PROMPT = 32, 225, 255
_IN_PLAN_FILE = frozenset({"@navn", "borger.navn", "@cpr", "borger.cpr"})


@dataclass(frozen=True)
class Area:
    """The rows of a table on its sheet."""

    first: int
    last: int
    """Of the rows that were exported; before `first` when there are none."""

    last_spare: int


@dataclass(frozen=True)
class _Rule:
    kind: str = "none"
    formula: tuple[str, ...] = ()
    title: str = ""
    error: str = ""
    warns: bool = False
    """It only asks, and lets go what is not on the list."""


def rules_xml(table: Table, area: Area, lists: Mapping[str, str]) -> str:
    """The `dataValidations` of a table's sheet; `lists` are the names of the ranges of choices by `list_key`."""
    found = [
        _xml(rule, column, f"{letters}{first}:{letters}{last}")
        for number, column in enumerate(table.columns, 1)
        for letters in [letters_of(number)]
        for first, last, rule in _rules(table, column, area, lists)
        if first <= last and (rule.kind != "none" or column.prompt)
    ]
    return f'<dataValidations count="{len(found)}">{"".join(found)}</dataValidations>' if found else ""


def list_key(column: Column) -> str:
    """What a column's choices are kept under."""
    return column.choices_from or "/".join(column.choices)


def _rules(table: Table, column: Column, area: Area, lists: Mapping[str, str]) -> Iterator[tuple[int, int, _Rule]]:
    """What holds for the rows that were exported, and for those that people add below."""
    key = f"${letters_of(len(table.columns) + 1)}{area.first}"
    free = _free_rule(column, lists)
    held = None
    if column.locked:
        # A row that somebody adds has no key; by formula the rule follows the rows when they are sorted.
        held = _Rule("custom", (f'{key}=""',), "Ligger fast", held_because(column))
    elif column.key == ADDRESS and IS_PROTECTED in table.keys:
        protected = f"${letters_of(table.keys.index(IS_PROTECTED) + 1)}{area.first}"
        held = _Rule("custom", (f'OR({protected}<>"ja",{key}="")',), "Beskyttet adresse", held_because(column))
    if held:
        yield area.first, area.last, held
        yield area.last + 1, area.last_spare, free
    else:
        yield area.first, area.last_spare, free


def held_because(column: Column) -> str:
    """Why the cell of a row that was exported keeps what it holds, and where it is changed instead."""
    if column.key in _IN_PLAN_FILE:
        return "Navn og cpr-nummer rettes i planfilen. Her kan de kun skrives i en ny række."
    if column.key == ADDRESS:
        return "En beskyttet adresse står kun i planfilen og rettes der."
    if column.key in ("rådgiver", "@rådgiver"):
        return "Et skifte af rådgiver laves med kommandoen 'mlmp overdrag', så den tidligere rådgiver også står der."
    if column.key == "@tilbud":
        return "Borgerens tilbud rettes på arket Borgere."
    return (
        "Det er det, rækken kendes på. Skal der stå noget andet, så skriv en ny række nederst, eller ret i planfilen."
    )


def _free_rule(column: Column, lists: Mapping[str, str]) -> _Rule:
    """What may be typed in a cell that is not held."""
    if column.kind in LISTS:
        return _Rule()  # choosing from a drop-down would put one thing in the place of many
    if column.kind == "dato":
        error = "Skriv en dag, der findes, som 12-05-2027. Skal der ikke stå noget, så slet det, der står i cellen."
        return _Rule("date", (str(_FIRST), str(_LAST)), "Ikke en dato", error)
    if column.kind == "tid":
        error = "Skriv klokkeslættet som 10:30. Skal der ikke stå noget, så slet det, der står i cellen."
        return _Rule("time", ("0", "0.999988425925926"), "Ikke et klokkeslæt", error)
    if column.kind == "heltal":
        return _Rule("whole", ("2000", "2099"), "Ikke et årstal", "Skriv årstallet med fire cifre, som 2027.")
    name = lists.get(list_key(column))
    if name is None:
        return _Rule()
    if column.choices_from in _OPEN_LISTS:
        return _Rule("list", (name,), "Står ikke på listen", _OPEN_LISTS[column.choices_from], warns=True)
    error = "Vælg et af ordene på listen (Alt+pil ned). Skal der ikke stå noget, så slet det, der står i cellen."
    return _Rule("list", (name,), "Står ikke på listen", error)


_OPEN_LISTS = {
    "Borgere": "Borgerens id står på arket Borgere. Er det en ny borger, skal den også have en række der.",
    "Tilbud": "Tilbuddets id står på arket Tilbud. Er det et nyt tilbud, skal det også have en række der.",
    "Rådgivere": "Rådgiverens id står på arket Rådgivere. En ny rådgiver skal også have en række der.",
    "medarbejdere": "På listen står tilbuddenes medarbejdere. Et navn, der ikke står der, kan også bruges.",
    "undertemaer": "På listen står VUM's undertemaer under Aktivitet og deltagelse, som mål kan have.",
}
"""Lists of things that people may add to, and what is asked when something else is typed."""


def _xml(rule: _Rule, column: Column, ref: str) -> str:
    prompt = rule.error if rule.kind == "custom" else column.prompt
    told = f" promptTitle={_attribute(column.heading, _MAX_TITLE)} prompt={_attribute(prompt, _MAX_PROMPT)}"
    attributes = f'type="{rule.kind}"'
    if rule.kind != "none":
        attributes += f'{" errorStyle=" + chr(34) + "warning" + chr(34) if rule.warns else ""} allowBlank="1"'
        attributes += f' showErrorMessage="1" errorTitle={_attribute(rule.title, _MAX_TITLE)}'
        attributes += f" error={_attribute(rule.error, _MAX_ERROR)}"
    if prompt:
        attributes += f' showInputMessage="1"{told}'
    formulas = "".join(f"<formula{n}>{escape(each)}</formula{n}>" for n, each in enumerate(rule.formula, 1))
    return f'<dataValidation {attributes} sqref="{ref}">{formulas}</dataValidation>'


def _attribute(text: str, most: int) -> str:
    """The text as an attribute; Excel refuses a file in which it is longer than its box shows."""
    return quoteattr(text if len(text) <= most else f"{text[: most - 1]}…")
