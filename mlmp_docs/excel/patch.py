"""A user's own workbook, changed part by part: what is not touched stays byte for byte, whoever made it.

openpyxl would drop what it does not know (charts' details, pictures in headers, threaded comments, slicers …).
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from mlmp_docs.excel.foreign import MAX_UNPACKED
from mlmp_docs.excel.package import UnreadableWorkbook, open_package, rebuild, unescape

Element = etree._Element

_STRICT = "http://purl.oclc.org/ooxml/"
_TYPES = "application/vnd.openxmlformats-officedocument."


class Patch:
    """The parts of a workbook, of which some are parsed and changed."""

    def __init__(self, content: bytes) -> None:
        self.package = open_package(content, MAX_UNPACKED)
        self.workbook_part = self.package.workbook_part()
        self._parts = dict(self.package.parts)
        self._roots: dict[str, Element] = {}
        self._changed: set[str] = set()
        self._shared: list[str] | None = None

    def has(self, name: str) -> bool:
        return name in self._parts

    def content(self, name: str) -> bytes:
        """A part as it was in the file, or as it was put."""
        return self._parts[name]

    def root(self, name: str) -> Element:
        """A part as XML, to look at. Raises `UnreadableWorkbook`."""
        if name not in self._roots:
            if name not in self._parts:
                raise UnreadableWorkbook("Regnearket mangler en af sine dele.")
            self._roots[name] = parsed(self._parts[name])
        return self._roots[name]

    def change(self, name: str) -> Element:
        """A part as XML that is going to be changed. Raises `UnreadableWorkbook`."""
        self._changed.add(name)
        return self.root(name)

    def put(self, name: str, content: bytes) -> None:
        """Add or replace a whole part."""
        self._roots.pop(name, None)
        self._changed.discard(name)
        self._parts[name] = content

    def drop(self, name: str) -> None:
        """Take a part away, with what it relates to by its own list and its content type."""
        self._take_away(name)
        self.drop_relations(name)
        types = self.change(CONTENT_TYPES)
        for entry in list(types):
            if entry.get("PartName", "").lstrip("/") == name:
                types.remove(entry)

    def drop_relations(self, name: str) -> None:
        """Take away what a part is related to; the other parts stay."""
        self._take_away(relations_of(name))

    def _take_away(self, name: str) -> None:
        self._parts.pop(name, None)
        self._roots.pop(name, None)
        self._changed.discard(name)

    def free_name(self, pattern: str) -> str:
        """The first name, by number, that no part has: `xl/comments%d.xml`."""
        taken = {name.lower() for name in self._parts}
        number = 1
        while (pattern % number).lower() in taken:
            number += 1
        return pattern % number

    @property
    def is_strict(self) -> bool:
        """Whether the file uses the names of "Strict Open XML"."""
        return namespace(self.root(self.workbook_part)).startswith(_STRICT)

    @property
    def relationships(self) -> str:
        """The namespace of `r:id`, and what the types of relationships begin with."""
        strict = f"{_STRICT}officeDocument/relationships"
        return strict if self.is_strict else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def related(self, source: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and part of each relationship of a part to another one in the file."""
        name = relations_of(source)
        if not self.has(name):
            return
        for entry in self.root(name):
            if isinstance(entry.tag, str) and entry.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(source), entry.get("Target", ""))
                kind = entry.get("Type", "").rpartition("/")[2]
                yield entry.get("Id", ""), kind, posixpath.normpath(target).lstrip("/")

    def find_related(self, source: str, kind: str) -> str | None:
        """The part that is related in this way."""
        return next((part for _, each, part in self.related(source) if each == kind and self.has(part)), None)

    def relate(self, source: str, kind: str, part: str) -> str:
        """A new relationship of a part to another; its id."""
        name = relations_of(source)
        if not self.has(name):
            self.put(name, _NO_RELATIONS)
        root = self.change(name)
        taken = {entry.get("Id") for entry in root}
        number = len(root) + 1
        while f"rId{number}" in taken:
            number += 1
        target = posixpath.relpath(part, posixpath.dirname(source))
        entry = etree.SubElement(root, f"{{{namespace(root)}}}Relationship")
        entry.attrib.update({"Id": f"rId{number}", "Type": f"{self.relationships}/{kind}", "Target": target})
        return f"rId{number}"

    def unrelate(self, source: str, part: str) -> None:
        """Take away the relationships of a part to another."""
        ids = {each for each, _, target in self.related(source) if target == part}
        root = self.change(relations_of(source)) if ids else None
        for entry in () if root is None else list(root):
            if root is not None and entry.get("Id") in ids:
                root.remove(entry)

    def declare(self, part: str, kind: str) -> None:
        """The content type of a new part: `spreadsheetml.comments+xml`."""
        types = self.change(CONTENT_TYPES)
        entry = etree.SubElement(types, f"{{{namespace(types)}}}Override")
        entry.attrib.update({"PartName": f"/{part}", "ContentType": _TYPES + kind})

    def declare_ending(self, ending: str, kind: str) -> None:
        """The content type of all parts with an ending."""
        types = self.root(CONTENT_TYPES)
        if all(entry.get("Extension", "").lower() != ending for entry in types):
            entry = etree.Element(f"{{{namespace(types)}}}Default")
            entry.attrib.update({"Extension": ending, "ContentType": _TYPES + kind})
            self.change(CONTENT_TYPES).insert(0, entry)

    def sheets(self) -> tuple[tuple[str, str], ...]:
        """Name and part of each worksheet, in the order of the workbook."""
        parts = {each: (kind, part) for each, kind, part in self.related(self.workbook_part)}
        found = []
        for entry in elements(self.root(self.workbook_part), "sheets", "sheet"):
            kind, part = parts.get(entry.get(f"{{{self.relationships}}}id", ""), ("", ""))
            if kind == "worksheet" and self.has(part):
                found.append((entry.get("name", ""), part))
        return tuple(found)

    def text(self, cell: Element) -> str:
        """The text of a cell; empty for anything else."""
        stored = cell.get("t")
        if stored == "s":
            number = cell.findtext(f"{{{namespace(cell)}}}v", "")
            shared = self._shared_texts()
            return shared[int(number)] if number.isdecimal() and int(number) < len(shared) else ""
        if stored == "inlineStr":
            return "".join(rich_text(item) for item in elements(cell, "is"))
        return unescape(cell.findtext(f"{{{namespace(cell)}}}v", "")) if stored == "str" else ""

    def _shared_texts(self) -> list[str]:
        if self._shared is None:
            part = self.find_related(self.workbook_part, "sharedStrings")
            self._shared = [] if part is None else [rich_text(item) for item in elements(self.root(part), "si")]
        return self._shared

    def bytes(self) -> bytes:
        """The workbook; parts that were only looked at come out as they were."""
        for name in sorted(self._changed):
            root = self._roots[name].getroottree()
            self._parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return rebuild(self._parts)


CONTENT_TYPES = "[Content_Types].xml"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def relations_of(part: str) -> str:
    """The name of the part that lists what a part is related to."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def parsed(content: bytes) -> Element:
    """XML from a file that anybody may have made. Raises `UnreadableWorkbook`."""
    if b"<!DOCTYPE" in content:
        raise UnreadableWorkbook("Regnearket har dele, som et regneark ikke må have.")
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableWorkbook("Regnearket er beskadiget.") from error


def namespace(element: Element) -> str:
    """The namespace that an element is in."""
    return etree.QName(element).namespace or ""


def elements(element: Element, *path: str) -> Iterator[Element]:
    """The elements below, by names without their namespace."""
    below = f"{{{namespace(element)}}}"
    yield from element.iterfind("/".join(below + name for name in path))


def rich_text(item: Element) -> str:
    """The text of a shared or inline string, or of a note: its runs, not how it is pronounced."""
    runs = [*elements(item, "t"), *elements(item, "r", "t")]
    return unescape("".join(run.text or "" for run in runs))
