"""Tags in the wrong place of a Word table or paragraph: docxtpl would drop something without a word."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mlmp_docs.diagnostic import Level
from mlmp_docs.word.mistake import Mistake
from mlmp_docs.word.ooxml import W
from mlmp_docs.word.tags import TAG, Tag, paragraphs, text_of_paragraph

_TAKES: Final = re.compile(r"\{[{%#](tr|tc|p|r)\s")
_FOR_CELLS: Final = re.compile(r"\{%\s*(colspan|cellbg|vm|hm)\b")
_WHOLE: Final = {"tr": "rækken", "tc": "cellen", "p": "afsnittet"}
_HALF: Final = re.compile(r"\{[{%#]|[}%#]\}")
_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BEGINS: Final = {end: begin for begin, end in _ENDS.items()}
_QUOTED: Final = 40
"""How many letters of a tag that has no end are quoted."""
_SINGLE: Final = re.compile(r"(?<!\{)\{\s*\w[\w.]*\s*\}(?!\})|\{\s+\{[^{}]*\}\s*\}|\{\s+%[^{}]*%\s*\}")


def misplaced(root: etree._Element, part: str) -> Iterator[Mistake]:
    """Tags that take a whole paragraph, cell or row, where there is none or where another such tag stands."""
    taken: dict[tuple[str, etree._Element], Tag] = {}
    for where, paragraph in paragraphs(root, part):
        text = text_of_paragraph(paragraph)
        for found in TAG.findall(text):
            tag = Tag(found, where)
            if _FOR_CELLS.match(found) and next(paragraph.iterancestors(f"{W}tc"), None) is None:
                yield Mistake("S026", f"{tag}: Mærket står uden for en tabel.", "Det hører til i en celle.", where)
            kind = _TAKES.match(found)
            if kind is None or kind[1] == "r":
                continue
            whole = next(paragraph.iterancestors(f"{W}{kind[1]}"), None) if kind[1] != "p" else paragraph
            if whole is None:
                hint = f"Skriv {{%p … %}} eller {found[:2]} {found[4:].lstrip()}."
                yield Mistake("S026", f"{tag}: Mærket står uden for en tabel.", hint, where)
            elif (kind[1], whole) in taken:
                first = taken[kind[1], whole]
                hint = f"Sæt dem i hver sin {'række' if kind[1] == 'tr' else 'celle' if kind[1] == 'tc' else 'linje'}."
                yield Mistake("S027", f"{tag}: {first} tager allerede hele {_WHOLE[kind[1]]}.", hint, where)
            else:
                taken[kind[1], whole] = tag


def swallowed(root: etree._Element, part: str) -> Iterator[Mistake]:
    """Text beside a tag that takes the whole paragraph or row: it will not be in any document."""
    for where, paragraph in paragraphs(root, part):
        for found in TAG.findall(text_of_paragraph(paragraph)):
            kind = _TAKES.match(found)
            if kind is None or kind[1] == "r":
                continue
            whole = paragraph if kind[1] == "p" else next(paragraph.iterancestors(f"{W}{kind[1]}"), None)
            if whole is None:
                continue
            text = "".join(map(text_of_paragraph, whole.iter(f"{W}p")))
            others = [tag for tag in TAG.findall(text) if tag != found and not _TAKES.match(tag)]
            if others or TAG.sub("", text).strip():
                yield Mistake(
                    "S036",
                    f"{Tag(found)}: Det andet i {_WHOLE[kind[1]]} kommer ikke med i dokumentet.",
                    "Sæt mærket for sig selv.",
                    where,
                    Level.ADVARSEL,
                )


def unclosed(root: etree._Element, part: str) -> Iterator[Mistake]:
    """The beginning of a tag without its end in the same paragraph, and the other way round."""
    for where, paragraph in paragraphs(root, part):
        text = TAG.sub("", text_of_paragraph(paragraph))
        for found in _HALF.finditer(text):
            half = found[0]
            if half in _ENDS:
                quote = text[found.start() : found.start() + _QUOTED].strip()
                message, hint = "Mærket bliver ikke lukket.", f"Skriv {_ENDS[half]}, hvor det slutter, i samme afsnit."
            else:
                quote = text[max(0, found.end() - _QUOTED) : found.end()].strip()
                message, hint = "Mærket har ingen begyndelse.", f"Skriv {_BEGINS[half]}, hvor det begynder."
            yield Mistake("S030", f"{Tag(quote)}: {message}", hint, where)


def single_braces(root: etree._Element, part: str) -> Iterator[Mistake]:
    """What looks like a field, but is plain text to the engine."""
    for where, paragraph in paragraphs(root, part):
        for found in _SINGLE.findall(TAG.sub("", text_of_paragraph(paragraph))):
            yield Mistake(
                "S025",
                f"{Tag(found)}: Det ligner et felt, men bliver stående, som det er.",
                "Skriv to krøllede parenteser uden mellemrum: {{ … }}.",
                where,
                Level.ADVARSEL,
            )
