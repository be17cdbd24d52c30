"""Small Word files to vary: written with python-docx, broken and read part by part."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mlmp_docs.word.package import repack, unpack
from mlmp_docs.word.template import Template

BODY = "word/document.xml"


def docx(
    *paragraphs: str, table: Sequence[Sequence[str]] = (), footer: str = "", header: str = "", xml: str = ""
) -> bytes:
    """A Word file with these paragraphs, one table, a header and a footer; `xml` is put at the end of the body."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if xml:
        for element in parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, element)
    section = document.sections[0]
    if footer:
        section.footer.paragraphs[0].text = footer
    if header:
        section.header.paragraphs[0].text = header
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes python-docx would write."""
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def render(content: bytes, memory: Mapping[str, str] | None = None, **fields: object) -> bytes:
    """The template filled, with title and role as `byg` gives them."""
    template = Template.open(content, "brev.docx")
    return template.render(fields, titel="Brev", forfatter="Rådgiver, Randers Kommune", memory=memory or {})


def paragraphs(content: bytes) -> list[str]:
    """The text of the body's paragraphs, tables left out."""
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def rows(content: bytes, table: int = 0) -> list[list[str]]:
    """The text of a table, cell by cell."""
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(content)).tables[table].rows]


def part(content: bytes, name: str = BODY) -> str:
    """The XML of a part."""
    return unpack(content)[name].decode()


def changed(content: bytes, old: str, new: str, name: str = BODY) -> bytes:
    """The file with `old` exchanged for `new` in one part; `old` must be there."""
    parts = unpack(content)
    text = parts[name].decode()
    assert old in text, f"{old} is not in {name}"
    return repack({**parts, name: text.replace(old, new).encode()})


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The file with parts added or exchanged."""
    return repack({**unpack(content), **parts})


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip of exactly these members, doubles included."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()
