"""Fields a person fills in: what `felt('min_plan.håb_og_drømme')` puts into a document, and what the file remembers.

A field is a content control inside a bookmark whose name is made from the path in the plan. Word keeps both. After a
save in LibreOffice 7.4 bookmarks are left, but the control's tag and its mark for "nothing written yet" are not; so the
file's memory has, for each bookmark, the path, the value when made and the grey text shown where there was none.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, Literal

import markupsafe

from mlmp_docs.plan.paths import NEW, PlanField, is_new, last_brackets, plan_field
from mlmp_docs.word.numbering import SLOT

Level = Literal["run", "block", "cell"]
"""In a line of text, one or more paragraphs, or paragraphs that have the rest of their cell."""
Value = str | tuple[str, ...] | bool
"""One text, the lines of a list, or whether there is a tick."""

PREFIX: Final = "mlmp_"
"""Begins the names of our bookmarks; eight hexadecimal digits of the path follow, for a second line `_2` …"""

CARRIED: Final = "="
"""Begins a piece of a document that brings what it shows along; see `program`."""
APART: Final = "\x0e"
"""Between the parts of such a piece. XML cannot hold it."""

EMPTY_BOX: Final = "☐"
TICKED_BOX: Final = "☒"
WRITE_HERE: Final = "Skriv her"
_CHOOSE: Final = "Vælg"
_DAY: Final = "dato"
_GREY: Final = "52606D"
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_FONT: Final = "Segoe UI Symbol"
_FONTS: Final = f'<w:rPr><w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/></w:rPr>'
_LONGEST_TITLE: Final = 60
"""Word refuses titles of more than 64 letters."""

_NAME: Final = slice(len(CARRIED + '["'), len(CARRIED + '["') + 8)
_MOST_CONTROLS: Final = 90_000_000
"""A control's number has eight digits at most: one of ten could be taken for a CPR number."""
_MEMORY: Final = "mlmp-felt"
_LONGEST_PROPERTY: Final = 240
"""Word's dialogue and its object model take 255 letters for a custom property."""


@dataclass(frozen=True)
class Made:
    """A field as it was when the document was made."""

    path: str
    kind: Literal["linje", "afsnit", "celle", "kryds"]
    value: Value
    placeholder: str = ""


def bookmark(path: str, turn: int = 0) -> str:
    """The bookmark of a path in the plan; another `turn` when a document already has that name for another path."""
    text = path if not turn else f"{path}\n{turn}"
    return PREFIX + hashlib.sha256(text.encode()).hexdigest()[:8]


@lru_cache(maxsize=4096)
def _bookmark(path: str) -> str:
    return bookmark(path)


def is_tick(path: str, field: PlanField) -> bool:
    """Whether the path names one choice, to tick: `…temaer[Min bolig]`, `…til_stede[+Jonas Bak]`, `…enig[ja]`."""
    inside = last_brackets(path)[1]
    choice = inside.removeprefix(NEW)
    if field.choices:
        return choice in field.choices
    if field.kind == "ja/nej":
        return choice in ("ja", "nej")
    return bool(choice) and not choice.isdecimal() and (field.kind == "tekst" or inside.startswith(NEW))


# --- making ----------------------------------------------------------------------------------------------------


def piece(path: str, values: Sequence[str], level: Level, style: tuple[str, str], hint: str) -> str:
    """The field as a piece of the document: what is remembered, what is shown, the XML.

    `values` are the lines; `style` the properties of paragraph and run, as XML. Without a path there is nowhere to
    keep the answer, and the value stands as plain text.
    """
    field = plan_field(path) if path else None
    if field is not None and is_tick(path, field):
        return _tick(path, not is_new(path) and last_brackets(path)[1] in values, level, style)
    lines = [line for value in values for line in (value.split("\n") if level != "run" else (value,)) if line]
    return _piece(path, field, lines, level, style, hint) if lines else _empty(path, level, style, hint)


@lru_cache(maxsize=4096)
def _empty(path: str, level: Level, style: tuple[str, str], hint: str) -> str:
    """A field in which nothing is written: the same for many citizens."""
    return _piece(path, plan_field(path) if path else None, [], level, style, hint)


def _piece(
    path: str, field: PlanField | None, lines: list[str], level: Level, style: tuple[str, str], hint: str
) -> str:
    hint = "" if field is None else hint or _hint(field)
    told = "" if field is None else _told(path, field, lines, level, hint)
    looks = _plain(style[1]) if field is None else _look(path, style[1], bool(lines))
    if level == "run":
        shown = _written(", ".join(lines) or hint)
        return f"{CARRIED}{told}{APART}{shown}{APART}{looks.around(shown, 1)}"
    before, after = f"<w:p>{style[0]}", "</w:p>"
    written = [_written(text) for text in lines or [hint]]
    xml = "".join([f"{before}{looks.around(text, n)}{after}" for n, text in enumerate(written, 1)])
    shown = "".join([f"\1{text}\1" for text in written])
    return f"{CARRIED}{told}{APART}{shown}{APART}{xml}"


def _written(text: str) -> str:
    xml = str(markupsafe.escape(text))
    if "\n" in xml or "\t" in xml:
        xml = xml.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        xml = xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return xml


def _told(path: str, field: PlanField, lines: list[str], level: Level, hint: str) -> str:
    value: object = ", ".join(lines)
    if level != "run":
        value = lines if field.kind == "liste" else "\n".join(lines)
    kind = {"run": "l", "block": "a", "cell": "c"}[level]
    entry = [_bookmark(path)[len(PREFIX) :], kind, path, value]
    return _json(entry if hint == WRITE_HERE else [*entry, hint])


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _hint(field: PlanField) -> str:
    if field.kind == "dato":
        return _DAY
    return _CHOOSE if field.choices or field.kind == "ja/nej" else WRITE_HERE


@dataclass(frozen=True)
class _Look:
    """The XML around a line of a field, and around the next lines."""

    start: str
    name: str
    middle: str
    end: str

    def around(self, text: str, number: int) -> str:
        name = self.name if number == 1 or not self.name else f"{self.name}_{number}"
        return f"{self.start}{name}{self.middle}{text}{self.end}"


@lru_cache(maxsize=512)
def _plain(run: str) -> _Look:
    return _Look(f"<w:r>{run}", "", '<w:t xml:space="preserve">', "</w:t></w:r>")


@lru_cache(maxsize=4096)
def _look(path: str, run: str, is_filled: bool) -> _Look:
    field = plan_field(path)
    assert field is not None
    number = int(_bookmark(path)[len(PREFIX) :], 16) % _MOST_CONTROLS
    kind = ""  # not <w:text/>: LibreOffice 7.4 shows that without its look
    if field.choices or field.kind == "ja/nej":
        choices = "".join(
            f'<w:listItem w:displayText="{escape(choice)}" w:value="{escape(choice)}"/>'
            for choice in field.choices or ("ja", "nej")
        )
        kind = f"<w:dropDownList>{choices}</w:dropDownList>"
    properties = (
        f'{run}<w:alias w:val="{_title(field.titel)}"/><w:tag w:val="{_bookmark(path)}"/>'
        f'<w:id w:val="{SLOT}c{number}{SLOT}"/><w:lock w:val="sdtLocked"/>'
        f"{'' if is_filled else '<w:showingPlcHdr/>'}{kind}"
    )
    shown = run if is_filled else _greyed(run)
    return _Look(
        f'<w:bookmarkStart w:id="{SLOT}k{SLOT}" w:name="',
        _bookmark(path),
        f'"/><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r>{shown}<w:t xml:space="preserve">',
        f'</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="{SLOT}l{SLOT}"/>',
    )


def _title(text: str) -> str:
    return escape(text[:_LONGEST_TITLE].rstrip())


def _greyed(run: str) -> str:
    """The run's properties in grey. A colour stands before size, underline and language."""
    inside = run.removeprefix("<w:rPr>").removesuffix("</w:rPr>") if run.startswith("<w:rPr>") else ""
    if "<w:color " in inside:
        return run
    later = [at for name in _AFTER_COLOUR if (at := inside.find(f"<w:{name}")) >= 0]
    cut = min(later, default=len(inside))
    return f'<w:rPr>{inside[:cut]}<w:color w:val="{_GREY}"/>{inside[cut:]}</w:rPr>'


_AFTER_COLOUR: Final = (
    "spacing", "w ", "kern", "position", "sz", "highlight", "u ", "effect", "bdr", "shd", "fitText", "vertAlign",
    "rtl", "cs/", "em ", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip


def box_on_paper() -> str:
    """A piece with a box to tick by hand, where the plan has no place for the answer."""
    return f"{CARRIED}{APART}{EMPTY_BOX}{APART}<w:r>{_FONTS}<w:t>{EMPTY_BOX}</w:t></w:r>"


@lru_cache(maxsize=4096)
def _tick(path: str, is_on: bool, level: Level, style: tuple[str, str]) -> str:
    xml, shown = _box(path, is_on), TICKED_BOX if is_on else EMPTY_BOX
    if level != "run":
        xml, shown = f"<w:p>{style[0]}{xml}</w:p>", f"\1{shown}\1"
    told = _json([_bookmark(path)[len(PREFIX) :], "k", path, is_on])
    return f"{CARRIED}{told}{APART}{shown}{APART}{xml}"


def _box(path: str, is_on: bool) -> str:
    # Without an id: LibreOffice 7.4 would wrap a second control with that id around the box.
    title = _title(last_brackets(path)[1].removeprefix(NEW))
    return (
        f'<w:bookmarkStart w:id="{SLOT}k{SLOT}" w:name="{_bookmark(path)}"/><w:sdt><w:sdtPr>{_FONTS}'
        f'<w:alias w:val="{title}"/><w:lock w:val="sdtLocked"/><w14:checkbox xmlns:w14="{_W14}">'
        f'<w14:checked w14:val="{int(is_on)}"/><w14:checkedState w14:val="2612" w14:font="{_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_FONT}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        f"<w:r>{_FONTS}<w:t>{TICKED_BOX if is_on else EMPTY_BOX}</w:t></w:r></w:sdtContent></w:sdt>"
        f'<w:bookmarkEnd w:id="{SLOT}l{SLOT}"/>'
    )


# --- memory ----------------------------------------------------------------------------------------------------


class SamePathTwice(Exception):
    """A document with two fields for one place in the plan: nobody could tell which of them counts."""


def name_of(key: str) -> str:
    """The eight digits in the name of a piece's field; a piece begins with them."""
    return key[_NAME]


def renamed(key: str, taken: Mapping[str, str]) -> str:
    """The piece with another name, when its own is taken by the piece of another path."""
    (name, kind, path, *more), rest = _apart(key)
    if any(path == _apart(other)[0][2] for other in taken.values()):
        raise SamePathTwice(path)
    turn = 1
    while (new := bookmark(path, turn)[len(PREFIX) :]) in taken:
        turn += 1
    old_name, new_name = f'"{PREFIX}{name}', f'"{PREFIX}{new}'
    return f"{CARRIED}{_json([new, kind, path, *more])}{APART}{rest.replace(old_name, new_name)}"


def _apart(key: str) -> tuple[list[str], str]:
    told, _, rest = key[1:].partition(APART)
    return json.loads(told), rest


def properties(entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The custom properties that hold the fields' entries: `mlmp-felt0001` …, put together again in their order."""
    text = f"[{','.join(entries)}]"
    number = 0
    while text:
        number += 1
        cut = min(_LONGEST_PROPERTY, len(text))
        while cut < len(text) and cut > 1 and (text[cut - 1].isspace() or text[cut].isspace()):
            cut -= 1  # blanks at the ends of a property may be trimmed
        yield f"{_MEMORY}{number:04}", text[:cut]
        text = text[cut:]


def made_fields(memory: Mapping[str, str]) -> dict[str, Made]:
    """The fields a file remembers, by bookmark; empty when it has none or its memory is torn."""
    text = "".join(memory[name] for name in sorted(memory) if name.startswith(_MEMORY))
    try:
        return {f"{PREFIX}{name}": _made(*entry) for name, *entry in json.loads(text or "[]")}
    except (ValueError, TypeError, KeyError):
        return {}


_KIND: Final[Mapping[str, Literal["linje", "afsnit", "celle", "kryds"]]] = {
    "l": "linje",
    "a": "afsnit",
    "c": "celle",
    "k": "kryds",
}


def _made(kind: str, path: str, value: object, placeholder: str = WRITE_HERE) -> Made:
    kept: Value = (
        tuple(map(str, value)) if isinstance(value, list) else value if isinstance(value, bool) else str(value)
    )
    return Made(path, _KIND[kind], kept, "" if kind == "k" else placeholder)
