"""The workbook that the plans are edited in: a sheet for each table, what may be chosen, and what was handed out.

The sheets, and where on them what stands, are a contract with those that read and mark the workbook.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import orjson

from mlmp_docs.excel.editing_guide import guide_sheet
from mlmp_docs.excel.editing_rules import Area, list_key, rules_xml
from mlmp_docs.excel.editing_styles import STYLE, styles_xml
from mlmp_docs.excel.sheet_xml import DAY_ZERO, SheetColumn, SheetXml, Texts, frozen_xml, letters_of, page_xml
from mlmp_docs.excel.workbook_xml import DefinedName, Properties, package
from mlmp_docs.tables.base import fingerprint
from mlmp_docs.tables.sheets import TABLES
from mlmp_docs.tables.shown import PROTECTED
from mlmp_docs.tables.table import Column, Rows, Table

CHOICES, BASE = "mlmp-valg", "mlmp-udgangspunkt"
BASE_FORMAT = "1"
KEY_HEADING = "mlmp-id"
HEAD_ROW = 4
SPARE_ROWS = 500

_CHUNK = 30_000
_TEXT_FORMAT_SHOWS = 255
"""Some versions of Excel show a longer text as ##### in a cell of the text format."""

_FIRST_SAFE_DAY = 61
"""1 March 1900: before it Excel counts a day that never was."""

_HINT = "Grå celler ligger fast (se Læs mig)."
_FORMULA_MARKS = ("=", "+", "-", "@", "'")
_PETROL = "17495C"
_LINE_HEIGHT, _MAX_HEIGHT, _BOLD = 15.0, 409.0, 0.85
_NAMES = ("@navn", "borger.navn", "navn")
_PAGE = 200.0
"""Characters across a page of A4, small but readable."""


@dataclass(frozen=True)
class About:
    """What the workbook is of."""

    år: int
    udvalg: str
    """Which citizens, in words; empty for all of the project."""

    dato: date
    kommune: str


def editing_book(rows: Rows, choices: Mapping[str, Sequence[str]], about: About, memory: Mapping[str, str]) -> bytes:
    """The workbook with these rows in this order; `choices` by the tables' `choices_from`.

    Raises `DoesNotFit` when a text is longer than a cell can hold.
    """
    texts = Texts()
    lists = _lists(choices)
    ranges = {key: f"mlmp_valg_{number}" for number, key in enumerate(lists, 1)}
    sheets = [guide_sheet(texts, about.udvalg, about.år, about.dato)]
    names: list[DefinedName] = []
    lines = {table.name: [(str(row.key), row.values) for row in rows.get(table.name, ())] for table in TABLES}
    for table in TABLES:
        sheet, area = _table_sheet(texts, table, lines[table.name], about)
        sheet.after = _after(table, area, ranges, about)
        names += _names_of(table, area, len(sheets))
        sheets.append(sheet)
    sheets += [_choices_sheet(texts, lists), _base_sheet(texts, lines, about)]
    names += [
        DefinedName(ranges[key], f"'{CHOICES}'!${letters_of(n)}$2:${letters_of(n)}${len(words) + 1}")
        for n, (key, words) in enumerate(lists.items(), 1)
    ]
    properties = Properties(f"Planer til rettelse {about.år}", f"Rådgiver, {about.kommune}", memory, told_by_parts=True)
    return package(sheets, names, styles_xml(), properties)


# --- a table -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """A column of the table on its sheet."""

    column: Column
    letters: str
    looks: tuple[tuple[int, ...], tuple[int, ...]]
    """Of an open cell and of a held one: the plain look, that of a text like a formula, and both for long texts."""

    number: Callable[[str], float | None] | None
    room: float
    """About how many letters go on a line."""


_Line = tuple[str, Mapping[str, str]]
"""A row's id as it stands in the hidden column, and its values."""


def _table_sheet(texts: Texts, table: Table, lines: Sequence[_Line], about: About) -> tuple[SheetXml, Area]:
    places = [_place(number, column) for number, column in enumerate(table.columns, 1)]
    columns = [SheetColumn(_width(each.column), each.looks[0][0]) for each in places]
    columns.append(SheetColumn(24, STYLE["text"], hidden=True))
    sheet = SheetXml(table.name, texts, columns, view=_panes(table), colour=_PETROL)
    sheet.add([sheet.text("A", _title(table, about), STYLE["title"])], 26)
    sheet.add([sheet.text("A", table.help, STYLE["hint"])])
    sheet.add([sheet.text("A", _HINT, STYLE["hint"])])
    headings = [sheet.text(each.letters, each.column.heading, STYLE["head"]) for each in places]
    headings.append(sheet.text(letters_of(len(columns)), KEY_HEADING, STYLE["head"]))
    height = max(_lines(column.heading, _width(column) * _BOLD) for column in table.columns)
    sheet.add(headings, _LINE_HEIGHT * height + 4)
    for line in lines:
        _add_row(sheet, places, line)
    last = HEAD_ROW + len(lines)
    return sheet, Area(HEAD_ROW + 1, last, last + SPARE_ROWS)


def _title(table: Table, about: About) -> str:
    return f"{table.name} {about.år}" if table.name == "Møder" else table.name


def _width(column: Column) -> float:
    """Wide enough for the longest word of the heading, and the arrow of its filter beside it."""
    return max(column.width, 1.1 * max(map(len, column.heading.split())) + 2.5)


def _place(number: int, column: Column) -> _Place:
    kind = {"dato": "date", "tid": "time", "heltal": "year"}.get(column.kind, "")
    names = [kind] * 4 if kind else ["text", "text quoted", "long", "long quoted"]
    looks = tuple(STYLE[name] for name in names), tuple(STYLE[f"{name} locked"] for name in names)
    return _Place(column, letters_of(number), looks, _NUMBERS.get(column.kind), max(4.0, _width(column) * 1.12 - 1))


def _add_row(sheet: SheetXml, places: Sequence[_Place], line: _Line) -> None:
    lines = 1
    cells = []
    key, values = line
    for place in places:
        text = values.get(place.column.key, "")
        held = place.column.locked or text == PROTECTED
        look = place.looks[held]
        number = place.number(text) if place.number else None
        if number is not None:
            cells.append(sheet.number(place.letters, number, look[0]))
        elif text:
            which = 2 * (len(text) > _TEXT_FORMAT_SHOWS) + text.startswith(_FORMULA_MARKS)
            cells.append(sheet.text(place.letters, text, look[which]))
            if len(text) > place.room or "\n" in text:
                lines = max(lines, _lines(text, place.room))
        elif held:
            cells.append(sheet.text(place.letters, "", look[0]))
    cells.append(sheet.text(letters_of(len(places) + 1), key, STYLE["text"]))
    sheet.add(cells, min(_MAX_HEIGHT, _LINE_HEIGHT * lines))


def _lines(text: str, room: float) -> int:
    """About how many lines a text takes. LibreOffice 7.4 does not fit rows by itself when it opens a file."""
    return sum(max(1, ceil(len(paragraph) / room)) for paragraph in text.split("\n"))


def _serial(text: str) -> float | None:
    """The number that Excel shows as the day; None for another text, and for days that it cannot count."""
    try:
        number = date.fromisoformat(text).toordinal() - DAY_ZERO
    except ValueError:
        return None
    return number if number >= _FIRST_SAFE_DAY else None


def _fraction(text: str) -> float | None:
    """The part of the day that Excel shows as the time; None for another text."""
    hours, colon, minutes = text.partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        return None
    return (int(hours) * 60 + int(minutes)) / 1440


def _whole(text: str) -> float | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None


_NUMBERS: dict[str, Callable[[str], float | None]] = {"dato": _serial, "tid": _fraction, "heltal": _whole}


# --- around the rows ---------------------------------------------------------------------------------------------


def _beside(table: Table) -> int:
    """How many columns stay in sight: up to the name."""
    return 1 + next(number for number, key in enumerate(table.keys) if key in _NAMES)


def _panes(table: Table) -> str:
    """The headings and the names stay in sight."""
    beside = _beside(table)
    return frozen_xml(beside, HEAD_ROW, cursor=f"{letters_of(beside + 1)}{HEAD_ROW + 1}")


def _filtered(table: Table, area: Area) -> str:
    return f"A{HEAD_ROW}:{letters_of(len(table.columns) + 1)}{max(area.last, HEAD_ROW + 1)}"


def _after(table: Table, area: Area, ranges: Mapping[str, str], about: About) -> str:
    across = max(1, ceil(sum(map(_width, table.columns)) / _PAGE))
    last = f"{letters_of(len(table.columns) + 1)}{area.last_spare}"
    return (
        f'<autoFilter ref="{_filtered(table, area)}"/>'
        f"{_frames(table, area)}{rules_xml(table, area, ranges)}"
        f"{page_xml(f'{_title(table, about)} · Fortroligt', across)}"
        f'<ignoredErrors><ignoredError sqref="A{HEAD_ROW + 1}:{last}" numberStoredAsText="1"/></ignoredErrors>'
    )


def _frames(table: Table, area: Area) -> str:
    """Lines around the cells of every row that holds something, also of one that is added, on screen and paper."""
    first = HEAD_ROW + 1
    told = "&amp;".join(
        f"${letters}{first}" for letters in (*map(letters_of, range(1, 4)), letters_of(len(table.columns) + 1))
    )
    return (
        f'<conditionalFormatting sqref="A{first}:{letters_of(len(table.columns))}{area.last_spare}">'
        f'<cfRule type="expression" dxfId="0" priority="1"><formula>{told}&lt;&gt;""</formula></cfRule>'
        "</conditionalFormatting>"
    )


def _names_of(table: Table, area: Area, sheet: int) -> Iterator[DefinedName]:
    name = f"'{table.name}'!"
    columns, rows = f"{name}$A:${letters_of(_beside(table))}", f"{name}${HEAD_ROW}:${HEAD_ROW}"
    first, _, last = _filtered(table, area).partition(":")
    filtered = ":".join(re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", each) for each in (first, last))
    yield DefinedName("_xlnm._FilterDatabase", f"{name}{filtered}", sheet, hidden=True)
    yield DefinedName("_xlnm.Print_Titles", f"{columns},{rows}", sheet)


# --- the hidden sheets -------------------------------------------------------------------------------------------


def _lists(choices: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Every list of choices that a column has, by `list_key`; one without words is left out."""
    found = {
        list_key(column): column.choices or choices.get(column.choices_from, ())
        for table in TABLES
        for column in table.columns
        if list_key(column)
    }
    return {key: words for key, words in found.items() if words}


def _choices_sheet(texts: Texts, lists: Mapping[str, Sequence[str]]) -> SheetXml:
    columns = [SheetColumn(24, STYLE["text"]) for _ in lists]
    sheet = SheetXml(CHOICES, texts, columns, state="hidden", after=page_xml("Fortroligt", 1))
    letters = [letters_of(number) for number in range(1, len(lists) + 1)]
    sheet.add(sheet.text(at, key[:60], STYLE["text"]) for at, key in zip(letters, lists, strict=True))
    for number in range(max(map(len, lists.values()))):
        below = zip(letters, lists.values(), strict=True)
        sheet.add(sheet.text(at, words[number], STYLE["text"]) for at, words in below if number < len(words))
    return sheet


def _base_sheet(texts: Texts, lines: Mapping[str, Sequence[_Line]], about: About) -> SheetXml:
    columns = [SheetColumn(16, STYLE["text"])] * 4
    sheet = SheetXml(BASE, texts, columns, state="veryHidden", after=page_xml("Fortroligt", 1))
    head = [BASE, BASE_FORMAT, " · ".join(filter(None, (str(about.år), about.udvalg))), f"{about.dato}"]
    below = [["tabel", table.name, _json(table.keys)] for table in TABLES]
    for table in TABLES:
        for key, values in lines[table.name]:
            told = _json([values.get(column, "") for column in table.keys])
            below.append([table.name, key, *(told[at : at + _CHUNK] for at in range(0, len(told), _CHUNK))])
    for line in [[*head, fingerprint([head, *below])], *below]:
        _add_texts(sheet, line)
    return sheet


def _add_texts(sheet: SheetXml, cells: Sequence[str]) -> None:
    sheet.add(sheet.text(letters_of(number), text, STYLE["text"]) for number, text in enumerate(cells, 1))


def _json(value: Sequence[str]) -> str:
    return orjson.dumps(value).decode()
