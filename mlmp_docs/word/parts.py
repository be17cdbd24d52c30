"""The parts of a Word file and how they hang together: content types and relationships."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape  # xml.sax.saxutils has the same, and loads ssl and http with it
from typing import Final

from lxml import etree

from mlmp_docs.word.ooxml import PACKAGE_RELATIONSHIP, RELATIONSHIP, RELS, TYPES, WORD_TYPE, parse

CONTENT_TYPES: Final = "[Content_Types].xml"
ROOT_RELS: Final = "_rels/.rels"
MAIN_TYPE: Final = f"{WORD_TYPE}document.main+xml"
CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Relationship:
    """An arrow from one part to another, or out of the file."""

    id: str
    type: str
    target: str
    outside: bool

    @property
    def kind(self) -> str:
        """The last word of the type: *header*, *image*, *hyperlink* …"""
        return self.type.rpartition("/")[2]


def rels_name(part: str) -> str:
    """Where a part's relationships are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(parts: Mapping[str, bytes], part: str) -> tuple[Relationship, ...]:
    """A part's arrows, inside targets as names of parts; "" is the file itself."""
    name = rels_name(part) if part else ROOT_RELS
    if name not in parts:
        return ()
    found = []
    for element in parse(parts[name]).iter(f"{RELS}Relationship"):
        outside = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, outside))
    return tuple(found)


def main_part(parts: Mapping[str, bytes]) -> str | None:
    """The name of the document itself, mostly `word/document.xml`."""
    return next((r.target for r in relationships(parts, "") if r.kind == "officeDocument" and not r.outside), None)


def types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Content type by part name; parts without one are left out."""
    root = parse(parts[CONTENT_TYPES])
    defaults = {e.get("Extension", "").casefold(): e.get("ContentType", "") for e in root.iter(f"{TYPES}Default")}
    overrides = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in root.iter(f"{TYPES}Override")}
    found = {}
    for name in parts:
        extension = name.rpartition(".")[2].casefold()
        if name in overrides or extension in defaults:
            found[name] = overrides.get(name) or defaults[extension]
    return found


def reachable(parts: Mapping[str, bytes], start: str, without: frozenset[str]) -> Iterator[str]:
    """The parts one gets to from `start`, in a fixed order, not following the kinds in `without`."""
    seen = {start}
    waiting = [start]
    while waiting:
        part = waiting.pop(0)
        yield part
        for arrow in relationships(parts, part):
            if not arrow.outside and arrow.kind not in without and arrow.target in parts and arrow.target not in seen:
                seen.add(arrow.target)
                waiting.append(arrow.target)


def write_types(found: Mapping[str, str]) -> bytes:
    """`[Content_Types].xml` with one line for every part."""
    lines = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
    ]
    lines += [
        f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>' for name, kind in sorted(found.items())
    ]
    return f'{_HEAD}<Types xmlns="{TYPES[1:-1]}">{"".join(lines)}</Types>'.encode()


def write_root_rels(main: str) -> bytes:
    """`_rels/.rels` of a finished file: the document and its three sheets of properties."""
    arrows = (
        (f"{RELATIONSHIP}officeDocument", main),
        (f"{PACKAGE_RELATIONSHIP}metadata/core-properties", CORE),
        (f"{RELATIONSHIP}extended-properties", APP),
        (f"{RELATIONSHIP}custom-properties", CUSTOM),
    )
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape(target)}"/>'
        for number, (kind, target) in enumerate(arrows, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{RELS[1:-1]}">{"".join(lines)}</Relationships>'.encode()


def without_arrows(rels: bytes, kinds: frozenset[str]) -> bytes:
    """A part's relationships without those of the given kinds."""
    root = parse(rels)
    for element in list(root):
        if element.get("Type", "").rpartition("/")[2] in kinds:
            root.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
