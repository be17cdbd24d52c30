"""What people, and spreadsheets, put into cells: with all that it can mean, worked out without the reader of cells."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from unicodedata import normalize

from mlmp_docs.tables.grid import Content, Odd
from mlmp_docs.tables.table import Column

SIGN = "Zq"
"""Stands in every text that is typed, so that it is found in messages."""
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
TEXTS = (
    *("=1+1", "+45 20 00 00 01", "-", "@anna", "null", "Null", "~", "ja", "nej", "true", "2027-05-12", "10:30", "007"),
    *("1.10", "#REF", "Sal #2 t.h.", "Ønske: ny cykel", "slut:", "- punkt", 'sagde "hej"', "Annas 'hus'", "[a, b]"),
    *("{sted}", "&søn", "*stjerne", "!vigtigt", "%", "| rør", "> pil", "a\tb", "to\nlinjer", "tre\n\nmed luft", "\\n"),
    *("😀 smil", "A\u030angstro\u0308m", "hårdt\u00a0mellemrum", "_x000D_", "a_x000D_\nb", "_x0041_", "'citat", "---"),
    *(
        "ord " * 40 + "slut",
        "x" * 3_900,
        "<b>fed</b>",
        "&amp;",
        "{{ felt }}",
        "{% if %}",
        "kun, et komma; og mere",
        "0",
    ),
)
UNWANTED = ("\u202eomvendt", "klokke\u0007", "usyn\ufffe", "x" * 40_000, "\u2066skjult")
"""Texts that no plan may hold."""
FORMULA, ERROR = Odd("formel", ""), Odd("fejl", "")


@dataclass(frozen=True)
class Typed:
    """What stands in a cell."""

    content: Content = field(repr=False)
    means: frozenset[str] = frozenset()
    """The texts of the plan that it may stand for; none for what nobody can understand."""

    base: str | None = None
    """What was exported there, in a cell that nobody has touched."""


def typed(content: Content, *means: str) -> Typed:
    """Something in a cell, with what it may mean."""
    return Typed(content, frozenset(means))


def plainly(text: str) -> str:
    """The text without what nobody sees."""
    for blank in "\u00a0\u2007\u202f":
        text = text.replace(blank, " ")
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def something(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    """Something that somebody may put into a cell of the column."""
    roll = chance.random()
    if roll < 0.08:
        return typed(chance.choice(["", "", " ", "\u00a0"]), "")
    if roll < 0.11:
        return typed(chance.choice([FORMULA, ERROR]))
    if roll < 0.14 and column.kind != "ja/nej":
        return typed(Odd("ja/nej", "1"), "SAND")  # which is a word in a CSV file
    if roll < 0.2 and column.kind not in ("dato", "tid", "måned"):
        return _number(chance, column)
    return _BY_KIND.get(column.kind, _text)(chance, column, ids)


def _number(chance: random.Random, column: Column) -> Typed:
    kind = chance.choice(["tal", "tal", "dato", "tid", "dag og tid"])
    digits = chance.choice(["1", "12", "46154", "20000001", "6707614285", "0.5", "1.5E9", "-3", "610190000"])
    if kind != "tal":
        return typed(Odd(kind, digits))
    answers = {"1": "ja", "0": "nej"} if column.kind == "ja/nej" else {}
    whole = str(int(float(digits))) if float(digits) == int(float(digits)) else digits
    return typed(Odd("tal", digits, is_plain=chance.random() < 0.8), answers.get(digits, whole))


def _text(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    if chance.random() < 0.04:
        return typed(f"{chance.choice(UNWANTED)} {SIGN}")
    text = chance.choice(TEXTS)
    if chance.random() < 0.6:
        text = f"{text} {SIGN}{chance.randrange(10**6)}"
    return typed(text, plainly(text), plainly(text.replace("_x000D_", "\r")))


def day(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    """A day, as people write it."""
    if chance.random() < 0.12:
        return typed(chance.choice(["i morgen", "31-02-2027", "12-05", "5/2027", "maj", "uge 12", "12/13/2027", "x"]))
    found = date(2026, 1, 1) + timedelta(days=chance.randrange(900))
    d, m, y, iso = found.day, found.month, found.year, found.isoformat()
    serial = str((found - date(1899, 12, 30)).days)
    forms: list[Content] = [
        *(iso, f"{d:02}-{m:02}-{y}", f"{d}/{m}-{y}", f"{d}.{m}.{y % 100:02}", f"{d}. {MONTHS[m - 1]} {y}"),
        *(f"{WEEKDAYS[found.weekday()]} den {d}. {MONTHS[m - 1]} {y}", f"{iso} 00:00:00", f" {d}/{m} {y} "),
        *(f"{d}. {MONTHS[m - 1][:3]}. {y}", Odd("dato", serial), Odd("dato", serial), Odd("tal", serial)),
        *(Odd("dag og tid", serial), Odd("dag og tid", f"{serial}.4375"), f"{WEEKDAYS[found.weekday() - 1]} {iso}"),
    ]
    form = chance.choice(forms)
    wrong = form == forms[-1] or form == forms[-2]
    return typed(form) if wrong else typed(form, iso)


def _time(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    if chance.random() < 0.12:
        return typed(chance.choice(["halv ti", "25:00", "9:75", "formiddag", "10-9", "9 eller 10", "99"]))
    minutes = chance.randrange(7 * 60, 20 * 60, 5)
    hour, minute = divmod(minutes, 60)
    time = f"{hour:02}:{minute:02}"
    forms: list[Content] = [
        *(f"kl. {hour}.{minute:02}", f"{hour},{minute:02}", f"{hour}:{minute:02}", time, f"{hour:02}{minute:02}"),
        *(f"kl {hour}:{minute:02}", f"{time}:00", f" {hour}.{minute:02} ", Odd("tid", repr(minutes / 1440))),
    ]
    if chance.random() < 0.15:
        return typed(f"{hour}.{minute:02}-{hour + 1}.{minute:02}", time, f"{time}-{hour + 1:02}:{minute:02}")
    return typed(chance.choice(forms), time)


def _month(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    if chance.random() < 0.15:
        return typed(chance.choice(["ma", "juni/juli", "efteråret", "13", "j", "Q2", "maj 2019"]))
    number = chance.randrange(12)
    name = MONTHS[number]
    forms: list[Content] = [
        *(name, name.title(), f"{name} ", name[:3], f"{name[:3]}.", str(number + 1), name.upper()),
        *(Odd("tal", str(number + 1)), Odd("dato", str((date(2027, number + 1, 1) - date(1899, 12, 30)).days))),
    ]
    return typed(chance.choice(forms), name)


def _yes_no(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    if chance.random() < 0.15:
        return typed(chance.choice(["måske", "ved ikke", "ja og nej", "jja", "-"]))
    answer = chance.choice(["ja", "nej"])
    forms: dict[str, list[Content]] = {
        "ja": ["ja", "Ja", "JA ", "x", "sand", Odd("ja/nej", "1")],
        "nej": ["nej", "Nej", "n", "falsk", Odd("ja/nej", "0")],
    }
    return typed(chance.choice(forms[answer]), answer)


def _choice(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    if chance.random() < 0.15:
        return typed(chance.choice(["noget andet", "?", "i  gan", "9"]))
    word = chance.choice(column.choices)
    return typed(chance.choice([word, word.upper(), f"{word} ", word.title()]), word)


def _id(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    word = chance.choice([*ids.get(column.choices_from, ()), "2027", "ny-id", "fremmed", "Bus", "ÆØÅ"])
    return typed(word, word.casefold())


def _ids(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    words = chance.sample([*ids["Tilbud"], "fremmed", "alle"], chance.randrange(1, 3))
    return typed(chance.choice([", ", "\n", "; "]).join(words), "\n".join(words))


def _items(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    lines = [f"{chance.choice(TEXTS[:20])} {SIGN}{chance.randrange(10**6)}" for _ in range(chance.randrange(1, 4))]
    return typed("\n".join(lines), "\n".join(" ".join(plainly(line).split()) for line in lines))


def _phone(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    text = chance.choice(["20 00 00 09", "+45 20000009", "20000009", "tlf. 20 00 00 09 (mor)"])
    return typed(text, text)


def _cpr(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    digits = chance.choice(["6707614285", "6101900002", "8112994444"])
    form = chance.choice([digits, f"{digits[:6]}-{digits[6:]}", f"{digits[:6]} {digits[6:]}"])
    return typed(form, f"{digits[:6]}-{digits[6:]}", digits)


def _whole(chance: random.Random, column: Column, ids: dict[str, list[str]]) -> Typed:
    year = chance.choice(["2027", "2028", "2026"])
    return typed(chance.choice([year, Odd("tal", year)]), year)


_BY_KIND: dict[str, Callable[[random.Random, Column, dict[str, list[str]]], Typed]] = {
    "dato": day,
    "tid": _time,
    "måned": _month,
    "ja/nej": _yes_no,
    "valg": _choice,
    "id": _id,
    "id'er": _ids,
    "sætninger": _items,
    "navne": _items,
    "telefon": _phone,
    "cpr": _cpr,
    "heltal": _whole,
}
