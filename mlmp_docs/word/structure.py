"""What a finished Word file must not have, although it is valid XML: our own rules beside the Open XML validator's.

Used by the gate over everything that was built; told in English, to us.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from lxml import etree

from mlmp_docs.plan.cpr_traces import shows_cpr_number
from mlmp_docs.word.inspection import dynamic_parts, leftovers
from mlmp_docs.word.ooxml import LANGUAGE, WP, ForbiddenDoctype, R, W, is_on, parse
from mlmp_docs.word.package import PackageError, unpack
from mlmp_docs.word.parts import (
    CONTENT_TYPES,
    CORE,
    CUSTOM,
    ROOT_RELS,
    main_part,
    reachable,
    relationships,
    rels_name,
    types,
)
from mlmp_docs.word.repair import cells, columns, rows

_FIELD_MARK: Final = re.compile(r"\{\{|\}\}|\{%|%\}")
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CP: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_STYLE_USES: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


@dataclass(frozen=True)
class _File:
    parts: Mapping[str, bytes]
    main: str
    roots: Mapping[str, etree._Element]
    """Body, headers, footers and notes."""

    def all(self, *tags: str) -> Iterator[tuple[str, etree._Element]]:
        for part, root in self.roots.items():
            for element in root.iter(*(W + tag for tag in tags)):
                yield part, element

    def related(self, kind: str) -> etree._Element | None:
        """The part of a kind the body needs only one of, such as *styles*."""
        arrows = relationships(self.parts, self.main)
        target = next((arrow.target for arrow in arrows if arrow.kind == kind), None)
        return parse(self.parts[target]) if target and target in self.parts else None


def faults(content: bytes) -> tuple[str, ...]:
    """Every rule a finished file breaks, empty when it is right."""
    if doubles := _doubles(content):
        return doubles
    try:
        parts = unpack(content)
        main = main_part(parts)
        if main is None or main not in parts or CONTENT_TYPES not in parts:
            return ("the package has no main document",)
        roots = {part: parse(parts[part]) for part in dynamic_parts(parts, main)}
    except (PackageError, etree.XMLSyntaxError, ForbiddenDoctype, KeyError) as error:
        return (f"not readable: {error}",)
    file = _File(parts, main, roots)
    return tuple(dict.fromkeys(fault for rule in _RULES for fault in rule(file)))


def _doubles(content: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = Counter(name.casefold() for name in archive.namelist())
    except zipfile.BadZipFile:
        return ("not readable: no zip",)
    return tuple(f"{name}: twice in the package" for name, number in names.items() if number > 1)


def _tables(file: _File) -> Iterator[str]:
    for part, table in file.all("tbl"):
        grid = table.find(f"{W}tblGrid")
        found = list(rows(table))
        if not found:
            yield f"{part}: table without rows"
        if grid is None:
            yield f"{part}: table without tblGrid"
        for row in found:
            if next(cells(row), None) is None:
                yield f"{part}: row without cells"
            elif grid is not None and columns(row) != len(grid):
                yield f"{part}: row with {columns(row)} columns in a grid of {len(grid)}"
        heads = [is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in found]
        if heads != sorted(heads, reverse=True):
            yield f"{part}: header row below other rows"


def _containers(file: _File) -> Iterator[str]:
    for part, element in file.all("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent"):
        last = next((child for child in reversed(element) if child.tag in _BLOCKS), None)
        if last is None or last.tag == f"{W}tbl":
            yield f"{part}: {etree.QName(element).localname} that does not end with a paragraph"


_BLOCKS: Final = frozenset(W + name for name in ("p", "tbl", "sdt", "customXml"))


def _field_marks(file: _File) -> Iterator[str]:
    for part, content in file.parts.items():
        if not part.endswith((".xml", ".rels")):
            continue
        root = parse(content)
        texts = ["".join(text for text in root.itertext() if isinstance(text, str))]
        texts += [str(value) for element in root.iter(etree.Element) for value in element.attrib.values()]
        if any(_FIELD_MARK.search(text) for text in texts if not _USER_PROPERTIES.fullmatch(text)):
            yield f"{part}: field mark left"


_USER_PROPERTIES: Final = re.compile(r"\{[0-9A-Fa-f-]{36}\}")


def _language(file: _File) -> Iterator[str]:
    styles = file.related("styles")
    default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or default.get(f"{W}val") != LANGUAGE:
        yield f"default language is not {LANGUAGE}"
    languages = [] if styles is None else [("styles", element) for element in styles.iter(f"{W}lang")]
    for part, element in [*languages, *file.all("lang")]:
        if element.get(f"{W}val", LANGUAGE) != LANGUAGE:
            yield f"{part}: text in another language than {LANGUAGE}"


def _properties(file: _File) -> Iterator[str]:
    if CORE not in file.parts:
        yield "no core properties"
        return
    core = parse(file.parts[CORE])
    if not core.findtext(f"{_DC}title", "").strip():
        yield "no title"
    if core.findtext(f"{_DC}creator", "").strip() in {"", "python-docx"}:
        yield "no author role"
    if core.findtext(f"{_DC}language", "") != LANGUAGE:
        yield f"language property is not {LANGUAGE}"
    for name in (f"{_CP}lastModifiedBy", f"{_CP}keywords", f"{_DC}description", f"{_DC}subject", f"{_CP}category"):
        if core.findtext(name, ""):
            yield f"property {etree.QName(name).localname} is not empty"
    if CUSTOM not in file.parts:
        yield "no memory (custom properties)"
    for part in file.parts:
        if part.startswith("docProps/") and part.endswith(".xml"):
            text = " ".join(text for text in parse(file.parts[part]).itertext() if isinstance(text, str))
            if shows_cpr_number(text):
                yield f"{part}: CPR number in a property"


def _traces(file: _File) -> Iterator[str]:
    """Revision numbers, comments, tracked changes, hidden text, things from outside: nothing of an old case."""
    for part, root in file.roots.items():
        if any(name.startswith(f"{W}rsid") for element in root.iter(etree.Element) for name in element.attrib):
            yield f"{part}: revision numbers"
        if next(root.iter(f"{W}commentRangeStart", f"{W}commentReference"), None) is not None:
            yield f"{part}: comments"
    settings = file.related("settings")
    if settings is not None and settings.find(f"{W}rsids") is not None:
        yield "settings: revision numbers"
    if settings is not None and settings.find(f"{W}trackRevisions") is not None:
        yield "settings: tracks changes"
    for mistake in leftovers(file.parts, file.main):
        yield f"{_TRACES[mistake.code]}{f' ({mistake.where})' if mistake.where else ''}"


_TRACES: Final = {
    "S014": "relationship out of the file",
    "S015": "comments",
    "S016": "tracked changes",
    "S017": "hidden text",
    "S018": "another file inside, or a field that fetches one",
}


def _package(file: _File) -> Iterator[str]:
    known = types(file.parts)
    for part in file.parts:
        if part != CONTENT_TYPES and part not in known:
            yield f"{part}: no content type"
    for name in re.findall(rb'PartName="/([^"]+)"', file.parts[CONTENT_TYPES]):
        if name.decode() not in file.parts:
            yield f"{name.decode()}: content type without part"
    used = {CONTENT_TYPES, ROOT_RELS}
    for start in (arrow.target for arrow in relationships(file.parts, "") if arrow.target in file.parts):
        used.update(reachable(file.parts, start, frozenset()))
    used.update([rels_name(part) for part in used])
    for part in file.parts:
        if part not in used:
            yield f"{part}: not used by anything"


def _relationships(file: _File) -> Iterator[str]:
    for part in ("", *(part for part in file.parts if not part.endswith(".rels"))):
        arrows = relationships(file.parts, part)
        for arrow in arrows:
            if not arrow.outside and arrow.target not in file.parts:
                yield f"{part or 'package'}: relationship to missing {arrow.target}"
        for double, number in Counter(arrow.id for arrow in arrows).items():
            if number > 1:
                yield f"{part or 'package'}: relationship {double} twice"
        if not part.endswith(".xml"):
            continue
        ids = {arrow.id for arrow in arrows}
        root = parse(file.parts[part])
        for element in root.iter(etree.Element):
            for name, value in element.attrib.items():
                if str(name).startswith(R) and value and value not in ids:
                    yield f"{part}: uses relationship {value}, which is not there"
        # Pictures that a template shows to some only go along unshown; they are its own and come packed with it.
        pictures = {arrow.id for arrow in arrows if arrow.kind == "image" and "/media/" not in arrow.target}
        values = {value for element in root.iter(etree.Element) for value in element.attrib.values()}
        for unused in sorted(pictures - values):
            yield f"{part}: picture {unused} is not shown"


def _numbers(file: _File) -> Iterator[str]:
    starts = list(file.all("bookmarkStart"))
    yield from _told_twice("bookmark name", [mark.get(f"{W}name", "").casefold() for _, mark in starts])
    yield from _told_twice("bookmark id", [f"{part} {mark.get(f'{W}id')}" for part, mark in starts])
    ends = Counter((part, mark.get(f"{W}id")) for part, mark in file.all("bookmarkEnd"))
    if ends != Counter((part, mark.get(f"{W}id")) for part, mark in starts):
        yield "bookmark without beginning or end"
    yield from _told_twice(
        "drawing id", [drawing.get("id", "") for root in file.roots.values() for drawing in root.iter(f"{WP}docPr")]
    )
    controls = [number for _, properties in file.all("sdtPr") for number in properties.findall(f"{W}id")]
    yield from _told_twice("content control id", [number.get(f"{W}val", "") for number in controls])


def _told_twice(what: str, values: list[str]) -> Iterator[str]:
    return (f"{what} {value} twice" for value, number in Counter(values).items() if number > 1)


def _references(file: _File) -> Iterator[str]:
    """Styles and lists that are used but not there: Word shows plain text instead, without a word."""
    styles, numbering = file.related("styles"), file.related("numbering")
    if styles is not None:
        known = {(style.get(f"{W}type"), style.get(f"{W}styleId")) for style in styles.iter(f"{W}style")}
        for part, use in file.all(*_STYLE_USES):
            if (_STYLE_USES[etree.QName(use).localname], use.get(f"{W}val")) not in known:
                yield f"{part}: style {use.get(f'{W}val')} is not there"
    lists = {"0"} if numbering is None else {"0", *(n.get(f"{W}numId", "") for n in numbering.iter(f"{W}num"))}
    for part, use in file.all("numId"):
        if use.get(f"{W}val") not in lists:
            yield f"{part}: list {use.get(f'{W}val')} is not there"


_RULES: Final[tuple[Callable[[_File], Iterator[str]], ...]] = (
    _tables,
    _containers,
    _field_marks,
    _language,
    _properties,
    _traces,
    _package,
    _relationships,
    _numbers,
    _references,
)
