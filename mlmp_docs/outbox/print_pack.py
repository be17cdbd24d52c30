"""Many PDFs as one for print: bookmarks, blank pages for duplex, and the structure that is read aloud kept whole.

Language, title and tags are kept. What is lost: the single files' own titles and their claim to be PDF/UA, and what
LibreOffice says of a style where two files say otherwise of one name (the first holds). What was a sheet is not tagged
by LibreOffice in the first place: the cover and the lists.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titel}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{forfatter}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""
"""Title and author as readers look for them beside the plain ones. PDF/UA is not claimed: sheets are not tagged."""


class UnreadablePdf(Exception):
    """A PDF that cannot be put into a pack: damaged, or locked with a password."""


@dataclass(frozen=True)
class Part:
    """One document of a pack."""

    titel: str
    pdf: bytes = field(repr=False)
    under: str = ""
    """The bookmark it stands below; neighbours with the same one share it."""


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has. Raises `UnreadablePdf`."""
    return len(_opened(pdf).pages)


def print_pack(parts: Sequence[Part], *, titel: str, forfatter: str, duplex: bool) -> bytes:
    """The parts as one PDF. With `duplex` each begins on a right-hand page. Raises `UnreadablePdf`."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    structure = _Structure(writer)
    bookmark, under = None, ""
    for number, part in enumerate(parts, 1):
        reader = _opened(part.pdf)
        first = len(writer.pages)
        try:
            writer.append(reader, import_outline=False)
            structure.take(reader, writer.pages[first:])
        except (PyPdfError, RecursionError, KeyError, TypeError, ValueError, AttributeError) as trouble:
            raise UnreadablePdf from trouble
        if part.under != under or bookmark is None:
            bookmark = writer.add_outline_item(title=part.under, page_number=first) if part.under else None
            under = part.under
        writer.add_outline_item(title=part.titel, page_number=first, parent=bookmark)
        if duplex and len(writer.pages) % 2 and number < len(parts):
            last = writer.pages[-1].mediabox
            writer.add_page(PageObject.create_blank_page(writer, last.width, last.height))
    structure.finish()
    _describe(writer, titel, forfatter)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _opened(pdf: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted or not reader.pages:
            raise UnreadablePdf
    except (PyPdfError, RecursionError, KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise UnreadablePdf from trouble
    return reader


def _describe(writer: PdfWriter, titel: str, forfatter: str) -> None:
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("da-DK")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    writer.metadata = {"/Title": titel, "/Author": forfatter, "/Producer": "mlmp"}
    metadata = StreamObject()
    metadata.set_data(_XMP.format(titel=escape(titel), forfatter=escape(forfatter)).encode())
    metadata[NameObject("/Type")] = NameObject("/Metadata")
    metadata[NameObject("/Subtype")] = NameObject("/XML")
    root[NameObject("/Metadata")] = writer._add_object(metadata)


class _Structure:
    """The structure trees of several files, grown together: pypdf copies pages, and leaves what is read aloud."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        self._reference = writer._add_object(self._root)
        self._whole = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Document"),
                NameObject("/P"): self._reference,
            }
        )
        self._whole_reference = writer._add_object(self._whole)
        self._children = ArrayObject()
        self._parents: list[Any] = []
        self._roles = DictionaryObject()
        self._next = 0
        self._all_tagged = True

    def take(self, reader: PdfReader, pages: Sequence[PageObject]) -> None:
        """Add the tree of a file whose pages were just copied."""
        tree = reader.root_object.get("/StructTreeRoot")
        tree = tree.get_object() if tree is not None else None
        if not isinstance(tree, DictionaryObject) or "/ParentTree" not in tree:
            self._all_tagged = False
            return
        copied = tree.clone(self._writer, ignore_fields=("/IDTree",))
        assert isinstance(copied, DictionaryObject)
        children = copied.get("/K")
        resolved = children.get_object() if children is not None else ArrayObject()
        own = resolved if isinstance(resolved, ArrayObject) else ArrayObject([children])
        for child in own:
            element = child.get_object()
            element[NameObject("/P")] = self._whole_reference
            if element.get("/S") == "/Document":
                element[NameObject("/S")] = NameObject("/Part")
            self._children.append(child)
        parents = dict(_numbers(copied["/ParentTree"]))
        for old, page in zip(reader.pages, pages, strict=True):
            # pypdf leaves this number out, since it means nothing without the tree.
            if "/StructParents" in old:
                page[NameObject("/StructParents")] = _moved(old["/StructParents"], self._next)
        for note in _notes(pages):
            note[NameObject("/StructParent")] = _moved(note["/StructParent"], self._next)
        for number, value in parents.items():
            self._parents += [NumberObject(number + self._next), value]
        self._next += max(parents, default=-1) + 1
        for name, role in copied.get("/RoleMap", DictionaryObject()).get_object().items():
            self._roles.setdefault(NameObject(name), role)

    def finish(self) -> None:
        """Put the tree into the finished file."""
        self._whole[NameObject("/K")] = self._children
        self._root[NameObject("/K")] = ArrayObject([self._whole_reference])
        tree = DictionaryObject({NameObject("/Nums"): ArrayObject(self._parents)})
        self._root[NameObject("/ParentTree")] = self._writer._add_object(tree)
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(self._next)
        self._root[NameObject("/RoleMap")] = self._roles
        root = self._writer.root_object
        root[NameObject("/StructTreeRoot")] = self._reference
        root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(self._all_tagged)})


def _notes(pages: Sequence[PageObject]) -> Iterator[DictionaryObject]:
    """The links and notes of the pages that belong to something in the structure, each once."""
    seen: set[int] = set()
    for page in pages:
        listed = page.get("/Annots")
        for note in listed.get_object() if listed is not None else ():
            found = note.get_object()
            if isinstance(found, DictionaryObject) and "/StructParent" in found and id(found) not in seen:
                seen.add(id(found))
                yield found


def _moved(number: Any, by: int) -> NumberObject:
    return NumberObject(int(number) + by)


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree."""
    tree = tree.get_object()
    listed = tree.get("/Nums")
    numbers = listed.get_object() if listed is not None else ArrayObject()
    for place in range(0, len(numbers) - 1, 2):
        yield int(numbers[place]), numbers[place + 1]
    kids = tree.get("/Kids")
    for kid in kids.get_object() if kids is not None else ():
        yield from _numbers(kid)
