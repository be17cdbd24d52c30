"""What keeps somebody from reading a Word document with a screen reader, as sentences; nothing for a sound one."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
DC = "{http://purl.org/dc/elements/1.1/}"
_CPR = re.compile(r"\b\d{6}-?\d{4}\b")


def faults(document: bytes) -> list[str]:
    """Everything that is wrong with a Word document's accessibility."""
    with ZipFile(BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = etree.fromstring(parts["word/styles.xml"])
    body = etree.fromstring(parts["word/document.xml"])
    core = etree.fromstring(parts["docProps/core.xml"])
    return [*_properties(core), *_language(parts), *_headings(body, styles), *_tables(body), *_pictures(parts)]


def _properties(core: etree._Element) -> Iterator[str]:
    title = core.findtext(f"{DC}title") or ""
    if not title.strip():
        yield "the document has no title"
    if _CPR.search(title):
        yield "the title holds a CPR number"
    if core.findtext(f"{DC}language") != "da-DK":
        yield "the document's language is not da-DK"


def _language(parts: dict[str, bytes]) -> Iterator[str]:
    default = etree.fromstring(parts["word/styles.xml"]).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or default.get(f"{W}val") != "da-DK":
        yield "text is not Danish by default"
    for name, part in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            others = {each.get(f"{W}val") for each in etree.fromstring(part).iter(f"{W}lang")} - {"da-DK", None}
            if others:
                yield f"{name} has text in {sorted(others)}"


def _headings(body: etree._Element, styles: etree._Element) -> Iterator[str]:
    levels = {style.get(f"{W}styleId"): _level(style, styles) for style in styles.iter(f"{W}style")}
    as_title = {"Title"} | {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if (base := style.find(f"{W}basedOn")) is not None and base.get(f"{W}val") == "Title"
    }
    titles, last = 0, 0
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else ""
        text = "".join(each.text or "" for each in paragraph.iter(f"{W}t")).strip()
        titles += name in as_title
        level = levels.get(name, 0)
        if not (level or name in as_title):
            continue
        if not text:
            yield f"a heading ({name}) without text"
        if level > last + 1:
            yield f"the heading '{name}' of level {level} comes after level {last}"
        last = level or last
    if titles != 1:
        yield f"{titles} titles"


def _level(style: etree._Element | None, styles: etree._Element) -> int:
    """From 1; 0 for a style that is no heading."""
    while style is not None:
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return (int(outline.get(f"{W}val")) + 1) % 10
        base = style.find(f"{W}basedOn")
        wanted = base.get(f"{W}val") if base is not None else None
        style = next((each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == wanted), None)
    return 0


def _tables(body: etree._Element) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iterfind(f"{W}tr")]
        look = table.find(f"{W}tblPr/{W}tblLook")
        first = look is not None and look.get(f"{W}firstRow") == "1"
        if caption is not None and not heads[0]:
            yield f"the data table '{caption.get(f'{W}val')}' has no head"
        if caption is None and (any(heads) or first):
            yield "a table with a head has no caption"
        if any(heads) and heads != sorted(heads, reverse=True):
            yield "a head row stands below other rows"


def _pictures(parts: dict[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        if not (name.startswith("word/") and name.endswith(".xml")):
            continue
        for properties in etree.fromstring(part).iter(f"{WP}docPr"):
            description = properties.get("descr", "").strip()
            decorative = any(each.get("val") == "1" for each in properties.iter(DECORATIVE))
            if not description and not decorative:
                yield f"a picture in {name} ({properties.get('name')}) has no alternative text and is not decorative"
            if description and decorative:
                yield f"a decorative picture in {name} ({properties.get('name')}) has alternative text"
            if _CPR.search(description):
                yield "an alternative text holds a CPR number"
