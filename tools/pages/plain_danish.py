"""The fixed texts of a made document: its paragraphs without what the plan and mlmp.yaml brought in."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACEHOLDER = "Bo"
"""Stands for a value: a short word, so that the sentence around it keeps its length."""


def paragraphs(document: bytes) -> Iterator[str]:
    """Every paragraph of the body, line by line."""
    with ZipFile(BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for paragraph in body.iter(f"{W}p"):
        pieces = (
            (each.text or "") if each.tag == f"{W}t" else "\n" if each.tag == f"{W}br" else " "
            for each in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
            if next(each.iterancestors(f"{W}p")) is paragraph
        )
        yield from "".join(pieces).splitlines()


def fixed_texts(document: bytes, values: Iterable[str]) -> list[str]:
    """The paragraphs that say something of their own, with a short name for each value; each once."""
    known = sorted({form for value in values for form in _forms(value)}, key=lambda value: (-len(value), value))
    found = []
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in known) or r"(?!)")
    for text in paragraphs(document):
        plain = " ".join(text.split())
        own = " ".join(pattern.sub(PLACEHOLDER, plain).split())
        if re.search(r"[^\W\d_]{2,}", own.replace(PLACEHOLDER, "")):
            found.append(own)
    return list(dict.fromkeys(found))


def shown_in_frame(document: bytes, heading: str) -> list[str]:
    """The paragraphs of the table cell whose first words are those of the heading."""
    with ZipFile(BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for cell in body.iter(f"{W}tc"):
        texts = ["".join(each.itertext()) for each in cell.iterfind(f"{W}p")]
        if any(text.strip().startswith(heading) for text in texts):
            return [text for text in texts if text.strip()]
    return []


def _forms(value: str) -> Iterator[str]:
    """The value as it may stand in a document: whole, its lines, and a name in the genitive."""
    plain = " ".join(value.split())
    if len(plain) < 3 or (plain.islower() and " " not in plain):
        return  # an id or a choice such as *opnået*, whose words are the program's own
    for form in (plain, plain.rstrip("."), plain[0].lower() + plain[1:], plain[0].upper() + plain[1:]):
        yield form
        yield f"{form}s"
        yield f"{form}'"
    if plain.istitle() and " " in plain:
        yield from (form for word in plain.split() if len(word) > 2 for form in (word, f"{word}s", f"{word}'"))
