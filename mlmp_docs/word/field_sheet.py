"""The Word document that a template's author keeps beside the template: every field, ready to copy into a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mlmp_docs.word.design.components import Row, Xml, data_row, head_row, heading, paragraph, spacer, table
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.register import FAG

TITLE: Final = "Felter til skabeloner"
_WIDTHS: Final = (6.4, 5.5, 1.4, 3.7)
_LONGEST: Final = 70
"""Letters of an example; it shows the form of a field, not all it can hold."""
_HOW: Final = (
    "Skriv et felt i skabelonen, som det står i den første kolonne; du kan kopiere det herfra.",
    "Et felt, der er ja eller nej, bruges til at vise eller skjule det, der står i stedet for prikkerne.",
    "En liste gås igennem: det, der står i stedet for prikkerne, kommer én gang for hvert punkt. Skal et helt afsnit "
    "gentages, så skriv {%p i stedet for {% og sæt mærket i et afsnit for sig selv; for en række i en tabel {%tr.",
    "Eksemplerne er fra en opdigtet borger.",
)


@dataclass(frozen=True)
class SheetRow:
    """One field; `tag` as it is written, empty for a record that only holds other fields."""

    tag: str
    meaning: str
    kind: str
    sample: str


@dataclass(frozen=True)
class Section:
    """Fields under one heading; `level` 1 begins a document, 2 a record."""

    heading: str
    intro: str
    rows: tuple[SheetRow, ...]
    level: int = 2


def field_sheet(sections: Iterable[Section]) -> bytes:
    """The `.docx`. It is read, never filled: its tags are text."""
    blocks = paragraph(TITLE, "Title") + "".join(paragraph(line, "Punkt") for line in _HOW)
    blocks += "".join(map(_section, sections))
    return word_file(FAG, blocks, title=TITLE, footer=TITLE)


def is_field_sheet(content: bytes) -> bool:
    """Whether a file in the templates' folder is such a sheet and no template."""
    from mlmp_docs.word.package import PackageError, unpack
    from mlmp_docs.word.parts import CORE

    try:
        parts = unpack(content)
    except PackageError:
        return False
    return CORE in parts and f">{TITLE}<".encode() in parts[CORE]


def _section(section: Section) -> Xml:
    blocks = spacer(6) if section.level == 1 else ""
    blocks += heading(_plain(section.heading), section.level)
    blocks += paragraph(_plain(section.intro), keep_next=bool(section.rows)) if section.intro else ""
    if not section.rows:
        return blocks
    rows = [head_row(("Skriv", "Betydning", "Type", "Eksempel")), *map(_row, section.rows)]
    return blocks + table(_WIDTHS, rows, caption=_plain(section.heading), description="Felt, betydning, type, eksempel")


def _row(row: SheetRow) -> Row:
    sample = row.sample if len(row.sample) <= _LONGEST else f"{row.sample[:_LONGEST].rstrip()} …"
    return data_row([_plain(text) for text in (row.tag, row.meaning, row.kind, sample)])


def _plain(text: str) -> str:
    """Two stars would be set in bold."""
    return text.replace("**", "*")
