"""Where the tags of a part stand: found in Word's own paragraphs, before anything is prepared for Jinja."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mlmp_docs.word.ooxml import W

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True)
class Tag:
    """One tag as its author wrote it, and where: *tabel 2, række 3, celle 1*."""

    text: str
    where: str = ""

    @property
    def key(self) -> str:
        """What stays of the tag when docxtpl has prepared it."""
        return tag_key(self.text)

    def __str__(self) -> str:
        return " ".join(self.text.split())


def tag_key(text: str) -> str:
    """The tag without blanks, dashes and the letters that tell docxtpl what to replace."""
    inner = re.sub(r"^(tr|tc|p|r)\s", "", text[2:-2].translate(_QUOTES))
    return text[:2] + "".join(inner.strip("-+ \n").split())


def tag_words(text: str) -> list[str]:
    """The words of a `{% %}` tag, without docxtpl's letter: *for x in mål* → for, x, in, mål."""
    if not text.startswith("{%"):
        return []
    return re.sub(r"^(tr|tc|p|r)\s", "", text[2:-2].strip("-+")).split()


def text_of_paragraph(paragraph: etree._Element) -> str:
    """The paragraph's own letters, without those of text boxes inside it."""
    return "".join(
        node.text or "" for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p"), None) is paragraph
    )


def paragraphs(root: etree._Element, part: str) -> Iterator[tuple[str, etree._Element]]:
    """Every paragraph with its place in Danish; `part` is *brødtekst*, *sidehoved* …"""
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    cells: dict[etree._Element, str] = {}
    outside = 0
    for paragraph in root.iter(f"{W}p"):
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            outside += 1
            yield f"{part}, afsnit {outside}", paragraph
            continue
        if cell not in cells:
            cells[cell] = _place_of(cell, part, tables)
        yield cells[cell], paragraph


def _place_of(cell: etree._Element, part: str, tables: Mapping[etree._Element, int]) -> str:
    row, table = next(cell.iterancestors(f"{W}tr"), None), next(cell.iterancestors(f"{W}tbl"), None)
    if row is None or table is None:
        return part
    place = f"tabel {tables[table]}, række {_number(row)}, celle {_number(cell)}"
    return place if part == BODY else f"{part}, {place}"


def find_tags(root: etree._Element, part: str) -> Iterator[Tag]:
    """All tags of a part in reading order."""
    for where, paragraph in paragraphs(root, part):
        text = text_of_paragraph(paragraph)
        if "{" in text:
            yield from (Tag(found, where) for found in TAG.findall(text))


BODY: Final = "brødtekst"


def _number(element: etree._Element) -> int:
    return len(list(element.itersiblings(str(element.tag), preceding=True))) + 1
