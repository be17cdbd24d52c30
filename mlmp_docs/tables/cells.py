"""What a cell says in the one form of its column, or why that cannot be told.

A cell that says what was exported is never refused, whatever it looks like by now.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from mlmp_docs.plan.characters import FORBIDDEN
from mlmp_docs.plan.nearest import did_you_mean
from mlmp_docs.plan.values import MAX_TEXT
from mlmp_docs.tables import moments
from mlmp_docs.tables.grid import Content, Odd
from mlmp_docs.tables.meant import IdsByName, as_ids
from mlmp_docs.tables.people import folded_name
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.table import LISTS, Column, Kind, row_key
from mlmp_docs.tables.texts import normalised


@dataclass(frozen=True)
class Surroundings:
    """What a cell is read with."""

    year: int
    """The project's."""

    day_zero: date
    row_year: str = ""
    """The year of the meeting on the row, where it is known."""

    person: Callable[[str], str] = field(default=lambda _digits: "")
    """The CPR number of ten digits that one known citizen of the row's name has; empty when nobody has it."""

    ids: Mapping[str, IdsByName] = field(default_factory=dict, repr=False)
    """By the sheet that a column takes its ids from."""


@dataclass(frozen=True)
class Reading:
    """What a cell says."""

    text: str = field(repr=False)
    end: str = field(default="", repr=False)
    """The end of a time that was typed into the cell of its beginning."""


def read_cell(column: Column, content: Content, exported: str | None, around: Surroundings) -> Reading:
    """What the cell says. Raises `Refusal`."""
    if isinstance(content, str):
        if content == exported:
            return Reading(content)
        text = normalised(content)
        if exported is not None and _is_same(text, exported):
            return Reading(exported)
        if not text:
            return Reading("")
        if "_x000D_" in text:
            text = normalised(text.replace("_x000D_", "\r"))  # some programs leave Excel's sign for it
        _check_characters(text)
        reading = _text(column, text, exported, around) if text else Reading("")
    else:
        reading = Reading(_odd(column, content, exported, around))
    if exported is None or reading.text == exported or reading.end:
        return reading
    if _is_same(reading.text, exported):
        return Reading(exported)
    if column.kind == "dato":
        _check_day(content, reading.text, exported)
    return reading


def _check_day(content: Content, day: str, exported: str) -> None:
    """Refuse a change of day that no person makes, but a program does."""
    if isinstance(content, str) and moments.is_turned_round(content, day, exported):
        message = "Dag og måned er byttet om i forhold til det eksporterede."
        raise Refusal("R040", message, "Er det meningen, så skriv måneden med bogstaver: 12. maj 2027.")
    if moments.is_between_calendars(day, exported):
        message = "Datoen er flyttet fire år og en dag: den kommer fra et regneark, der tæller dage fra 1904."
        raise Refusal("R040", message, "Skriv datoen igen.")


@lru_cache(maxsize=50_000)
def plain_number(kind: Kind, number: Odd, day_zero: date, year: int) -> str:
    """What a day, a time or a whole number says, whatever row it stands in; empty when that cannot be told."""
    try:
        if kind == "dato":
            return moments.day_number(number, day_zero, year)
        if kind == "tid":
            return moments.time_number(number)
    except Refusal:
        return ""
    return number.text if kind == "heltal" and number.kind == "tal" and number.text.isdecimal() else ""


def _is_same(text: str, exported: str) -> bool:
    """Whether the text is the exported one but for what nobody sees."""
    if text in (exported, f"'{exported}") or text == normalised(exported):
        return True
    return "_x000D_" in text and normalised(text.replace("_x000D_", "\r")) == normalised(exported)


def _check_characters(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise Refusal("R048", f"Teksten er på mere end {MAX_TEXT} tegn.", "Gør den kortere.")
    if found := FORBIDDEN.search(text):
        message = f"Teksten har et styretegn eller et usynligt tegn, som ikke kan gemmes (U+{ord(found[0]):04X})."
        raise Refusal("R047", message, "Slet cellens tekst, og skriv den igen i hånden.")


# --- texts -----------------------------------------------------------------------------------------------------

_SHORTENED_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_ERRORS = frozenset(
    {"#REF!", "#REFERENCE!", "#NAVN?", "#NAME?", "#VÆRDI!", "#VALUE!", "#DIVISION/0!", "#DIV/0!", "#I/T", "#N/A"}
    | {"#NUM!", "#NULL!", "#NUL!", "#SPILL!", "#OVERLØB!", "#####", "########"}
)


def _text(column: Column, text: str, exported: str | None, around: Surroundings) -> Reading:
    if column.kind == "dato":
        return Reading(moments.day_text(text, around.year))
    if column.kind == "tid":
        return Reading(*moments.time_text(text))
    if text in _ERRORS:
        raise _is_error()
    if text.startswith('["') and row_key(text) is not None:
        raise Refusal("R031", "Her står en rækkes skjulte id, som hører til i kolonnen mlmp-id.", "Fortryd ændringen.")
    return Reading(_word(column, text, exported, around))


def _word(column: Column, text: str, exported: str | None, around: Surroundings) -> str:
    bare = text.removeprefix("'")
    match column.kind:
        case "måned":
            said = moments.month_text(bare, around.row_year)
        case "ja/nej":
            said = _yes_no(bare)
        case "valg":
            said = _choice(column, bare)
        case "heltal":
            said = _whole(bare)
        case "cpr":
            said = _cpr(bare, exported, around)
        case "id":
            said = around.ids.get(column.choices_from, {}).get(folded_name(bare)) or _plain(bare, exported).casefold()
        case "telefon":
            said = _phone(bare, exported)
        case _:
            said = _plain(text, exported)
            said = _items(column, said, around) if column.kind in LISTS else said
    return said


def _plain(text: str, exported: str | None) -> str:
    if _SHORTENED_NUMBER.fullmatch(text):
        raise Refusal("R044", "Regnearket har gjort teksten til et tal og forkortet det.", _AS_TEXT)
    if exported and text.isdecimal() and exported.lstrip("0") == text:
        raise Refusal("R044", "Regnearket har gjort teksten til et tal, så nul foran mangler.", _AS_TEXT)
    return text


_AS_TEXT = "Gør cellen til tekst (Celler: Formatér som tekst), og skriv den igen."


def _items(column: Column, text: str, around: Surroundings) -> str:
    if column.kind == "id'er":
        return "\n".join(as_ids(text, around.ids.get(column.choices_from, {})))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


_YES_NO = {
    "ja": dict.fromkeys(["ja", "j", "x", "1", "true", "sand", "sandt", "yes", "y", "✓", "✔", "☑", "☒"], "ja"),
    "nej": dict.fromkeys(["nej", "n", "0", "false", "falsk", "no", "☐"], "nej"),
}


def _yes_no(text: str) -> str:
    typed = text.casefold()
    for answers in _YES_NO.values():
        if typed in answers:
            return answers[typed]
    raise Refusal("R043", "Der skal stå ja eller nej.")


def _choice(column: Column, text: str) -> str:
    typed = " ".join(text.casefold().split())
    for choice in column.choices:
        if choice.casefold() == typed:
            return choice
    hint = did_you_mean(typed, column.choices) or f"Vælg mellem {_spoken(column.choices)}."
    raise Refusal("R045", "Det er ikke et af de ord, der kan stå her.", hint)


def _spoken(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} og {words[-1]}" if len(words) > 1 else "".join(words)


def _whole(text: str) -> str:
    if not re.fullmatch(r"\d{1,6}", text):
        raise Refusal("R044", "Der skal stå et helt tal.")
    return str(int(text))


def _phone(text: str, exported: str | None) -> str:
    if exported and text.isdecimal() and text == re.sub(r"\D", "", exported):
        return exported  # the same number, which the spreadsheet has taken for one
    if _SHORTENED_NUMBER.fullmatch(text):
        raise Refusal("R044", "Regnearket har gjort telefonnummeret til et tal og forkortet det.", _AS_TEXT)
    return text


# --- CPR numbers -----------------------------------------------------------------------------------------------

_CPR = re.compile(r"(\d{6})\s*[-–]?\s*(\d{4})")
_CPR_HINT = "Gør cellen til tekst (Celler: Formatér som tekst), og skriv cpr-nummeret igen som DDMMÅÅ-NNNN."


def _cpr(text: str, exported: str | None, around: Surroundings) -> str:
    if match := _CPR.fullmatch(text):
        return f"{match[1]}-{match[2]}"
    if match := re.fullmatch(r"(\d{9})(?:[.,]0+)?|(\d{10})[.,]0+", text):
        return _restored(match[1] or match[2], exported, around)
    if _SHORTENED_NUMBER.fullmatch(text):
        raise Refusal("R046", "Regnearket har gjort cpr-nummeret til et tal, og de sidste cifre er tabt.", _CPR_HINT)
    raise Refusal("R046", "Et cpr-nummer er ti cifre: DDMMÅÅ-NNNN.", _CPR_HINT)


def _restored(digits: str, exported: str | None, around: Surroundings) -> str:
    """The CPR number that a number was: the exported one, or one that a known citizen of the row's name has."""
    digits = digits.zfill(10)
    number = exported if exported and exported.replace("-", "") == digits else around.person(digits)
    if not number:
        raise Refusal("R046", "Regnearket har gjort cpr-nummeret til et tal.", _CPR_HINT)
    return number


# --- what is no text -------------------------------------------------------------------------------------------


def _odd(column: Column, content: Odd, exported: str | None, around: Surroundings) -> str:
    if content.kind == "formel":
        raise Refusal(
            "R037",
            "Der står en formel.",
            "Kopiér cellen, og sæt den ind som værdi (Indsæt speciel: Værdier), eller skriv det, der skal stå.",
        )
    if content.kind == "fejl":
        raise _is_error()
    if content.kind == "ja/nej":
        if column.kind == "ja/nej":
            return "ja" if content.text == "1" else "nej"
        raise Refusal("R044", "Regnearket har gjort cellen til sand eller falsk.", _AS_TEXT)
    return _number(column, content, exported, around)


def _is_error() -> Refusal:
    return Refusal("R038", "Der står en fejlværdi.", "Skriv det, der skal stå, eller tøm cellen.")


def _number(column: Column, number: Odd, exported: str | None, around: Surroundings) -> str:
    match column.kind:
        case "dato":
            return moments.day_number(number, around.day_zero, around.year)
        case "tid":
            return moments.time_number(number)
        case "måned":
            return moments.month_number(number, around.day_zero, around.row_year)
    value = moments.decimal(number.text)
    if number.kind != "tal":
        raise Refusal("R044", "Regnearket har gjort teksten til en dato eller et klokkeslæt.", _AS_TEXT)
    if value is None or value != int(value) or not 0 <= value < 10**15:
        if column.kind == "cpr":
            raise Refusal("R046", "Et cpr-nummer er ti cifre: DDMMÅÅ-NNNN.", _CPR_HINT)
        raise Refusal("R044", "Der står et tal med decimaler, hvor der skal stå tekst.", _AS_TEXT)
    digits = str(int(value))
    if column.kind == "cpr":
        if not 9 <= len(digits) <= 10:
            raise Refusal("R046", "Et cpr-nummer er ti cifre: DDMMÅÅ-NNNN.", _CPR_HINT)
        return _restored(digits, exported, around)
    if column.kind == "telefon":
        return _phone_number(digits, exported)
    if not number.is_plain:
        raise Refusal("R044", "Der står et tal, som vises anderledes, hvor der skal stå tekst.", _AS_TEXT)
    return _word(column, digits, exported, around)


def _phone_number(digits: str, exported: str | None) -> str:
    text = _phone(digits, exported)
    if text == digits and len(digits) != 8:
        raise Refusal("R044", "Regnearket har gjort telefonnummeret til et tal.", _AS_TEXT)
    return text
