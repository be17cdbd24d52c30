"""What a Word file may not hold when it is to be filled for citizens: told from its parts, before any tag is read."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from mlmp_docs.word.mistake import Mistake
from mlmp_docs.word.ooxml import STRICT, ForbiddenDoctype, W, is_on, parse
from mlmp_docs.word.parts import CONTENT_TYPES, MAIN_TYPE, ROOT_RELS, main_part, relationships, types
from mlmp_docs.word.tags import BODY, paragraphs

_TRACKED: Final = tuple(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"),
    )
)
_SUSPECT: Final = (f"{W}vanish", f"{W}instrText", f"{W}fldSimple")
_FETCHING: Final = re.compile(r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.I)
_LINKS: Final = ("http:", "https:", "mailto:")
_PART_NAMES: Final = {
    "header": "sidehoved", "footer": "sidefod", "footnotes": "fodnoter", "endnotes": "slutnoter",
}  # fmt: skip


def dynamic_parts(parts: Mapping[str, bytes], main: str) -> dict[str, str]:
    """The parts that are filled, with their Danish name: the body, headers, footers and notes."""
    found = {main: BODY} if main in parts else {}
    for arrow in relationships(parts, main):
        if arrow.kind in _PART_NAMES and arrow.target in parts and not arrow.outside:
            found.setdefault(arrow.target, _PART_NAMES[arrow.kind])
    return found


def whole(parts: Mapping[str, bytes]) -> tuple[Mistake, ...]:
    """Why the parts are no Word document, empty if they are one. After this they can be parsed without care."""
    if any(name.endswith("vbaProject.bin") for name in parts):
        return (Mistake("S011", "Filen har makroer.", "Gem den som Word-dokument uden makroer (.docx)."),)
    if "mimetype" in parts and b"opendocument" in parts["mimetype"]:
        return (Mistake("S012", "Filen er et OpenDocument, selv om den hedder .docx.", "Gem den som .docx."),)
    if CONTENT_TYPES not in parts or ROOT_RELS not in parts:
        return (Mistake("S012", "Filen er en zip-fil, men ikke et Word-dokument.", "Gem den som .docx i Word."),)
    return tuple(_unreadable(parts)) or _wrong_document(parts)


def _wrong_document(parts: Mapping[str, bytes]) -> tuple[Mistake, ...]:
    """The same, once every part can be parsed."""
    main = main_part(parts)
    if main is None or main not in parts:
        return (Mistake("S013", "Filen mangler selve dokumentet.", "Åbn den i Word, og gem den som en ny fil."),)
    kind = types(parts).get(main, "")
    if "macroEnabled" in kind:
        return (Mistake("S011", "Filen er gemt med makroer.", "Gem den som Word-dokument uden makroer (.docx)."),)
    if kind != MAIN_TYPE:
        told = "en Word-skabelon (.dotx)" if "template" in kind else "ikke et Word-dokument"
        return (Mistake("S012", f"Filen er {told}.", "Gem den som Word-dokument (.docx)."),)
    if STRICT.encode() in parts[main][:4000]:
        return (Mistake("S012", "Filen er gemt som “Strict Open XML”.", "Gem den som Word-dokument (.docx)."),)
    if parse(parts[main]).find(f"{W}body") is None:
        return (Mistake("S013", "Filen mangler selve dokumentet.", "Åbn den i Word, og gem den som en ny fil."),)
    return ()


def _unreadable(parts: Mapping[str, bytes]) -> Iterator[Mistake]:
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        # Said before parsing: an entity bomb must not be met by the parser at all.
        if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            yield Mistake("S010", "Filen har en dokumenttype (DOCTYPE), som Word aldrig skriver.", "Brug den ikke.")
            continue
        try:
            parse(content)
        except ForbiddenDoctype:
            yield Mistake("S010", "Filen har en dokumenttype (DOCTYPE), som Word aldrig skriver.", "Brug den ikke.")
        except etree.XMLSyntaxError:
            part = name.rpartition("/")[2]
            yield Mistake("S013", f"Delen {part} er beskadiget.", "Åbn filen i Word, og gem den som en ny fil.")


def leftovers(parts: Mapping[str, bytes], main: str) -> Iterator[Mistake]:
    """What would go along from an old case into every citizen's document."""
    for part in parts:
        if part.endswith(".rels"):
            continue
        for arrow in relationships(parts, part):
            if arrow.outside and (arrow.kind != "hyperlink" or not arrow.target.lower().startswith(_LINKS)):
                yield Mistake(
                    "S014", f"Filen henter noget udefra ({arrow.kind}).", "Sæt det ind i selve filen, eller slet det."
                )
            if arrow.kind in {"control", "oleObject", "package", "attachedToolbars", "aFChunk", "subDocument"}:
                yield Mistake("S018", f"Filen har en anden fil inde i sig ({arrow.kind}).", "Slet den i Word.")
            if arrow.kind == "comments" and parse(parts.get(arrow.target, b"<x/>")).find(f"{W}comment") is not None:
                yield Mistake("S015", "Filen har kommentarer.", "Slet dem under Gennemse – Slet alle kommentarer.")
    for name, part in dynamic_parts(parts, main).items():
        yield from _in_text(parse(parts[name]), part)


def _in_text(root: etree._Element, part: str) -> Iterator[Mistake]:
    if next(root.iter(*_TRACKED, *_SUSPECT), None) is None:
        return  # as in most parts; looking at each paragraph takes much longer
    for where, paragraph in paragraphs(root, part):
        if next(paragraph.iter(*_TRACKED), None) is not None:
            yield Mistake("S016", "Der er sporede ændringer.", "Godkend eller afvis dem under Gennemse.", where)
        if any(_is_hidden(run) for run in paragraph.iter(f"{W}r")):
            yield Mistake("S017", "Der er skjult tekst.", "Gør den synlig, eller slet den.", where)
        fields = [node.text or "" for node in paragraph.iter(f"{W}instrText")]
        fields += [node.get(f"{W}instr", "") for node in paragraph.iter(f"{W}fldSimple")]
        if any(_FETCHING.match(field) for field in fields):
            yield Mistake("S018", "Et felt henter noget fra en anden fil.", "Erstat det med almindelig tekst.", where)
    outside_paragraphs = [e for e in root.iter(*_TRACKED) if next(e.iterancestors(f"{W}p"), None) is None]
    if any(element.find(f".//{W}p") is None for element in outside_paragraphs):
        yield Mistake("S016", "Der er sporede ændringer.", "Godkend eller afvis dem under Gennemse.", part)


def _is_hidden(run: etree._Element) -> bool:
    has_text = any(node.text for node in run.iter(f"{W}t"))
    return has_text and is_on(run.find(f"{W}rPr/{W}vanish"))
