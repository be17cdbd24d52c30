"""Small Word files to vary: written with python-docx, broken and read part by part."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

from docx import Document

from mlmp_docs.word.ooxml import W, parse, serialize
from mlmp_docs.word.package import repack, unpack
from mlmp_docs.word.template import Template

BODY = "word/document.xml"


def docx(*texts: str, table: Sequence[Sequence[str]] = (), footer: str = "", header: str = "", xml: str = "") -> bytes:
    """A Word file with these paragraphs, one table, a header and a footer; `xml` is put at the end of the body."""
    parts = dict(_base(header, footer))
    body = "".join(map(_paragraph, texts))
    if table:
        grid = '<w:gridCol w:w="2000"/>' * len(table[0])
        cells = (
            "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{_paragraph(text)}</w:tc>' for text in row)
            for row in table
        )
        rows = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
        body += f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    document = parts[BODY].decode()
    start = document.index("<w:body>") + len("<w:body>")
    return repack({**parts, BODY: f"{document[:start]}{body}{xml}{document[start:]}".encode()})


def _paragraph(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text != text.strip() else ""
    return f"<w:p>{run or f'<w:r><w:t>{escape(text)}</w:t></w:r>'}</w:p>" if text else "<w:p/>"


@lru_cache(maxsize=64)
def _base(header: str, footer: str) -> Mapping[str, bytes]:
    """python-docx's empty file with header and footer, and only the default styles: all of them take long to parse."""
    document = Document()
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    parts = unpack(saved(document))
    styles = parse(parts["word/styles.xml"])
    for style in styles.findall(f"{W}style"):
        if style.get(f"{W}default") != "1" and style.get(f"{W}styleId") not in {"Header", "Footer", "ListBullet"}:
            styles.remove(style)
    parts["word/styles.xml"] = serialize(styles)
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    parts[BODY] = parts[BODY].replace(b"<w:document ", f"<w:document {drawing} ".encode(), 1)
    effects = "word/stylesWithEffects.xml"
    del parts[effects]
    for name, pattern in {
        "[Content_Types].xml": effects,
        "word/_rels/document.xml.rels": "stylesWithEffects.xml",
    }.items():
        parts[name] = re.sub(rf"<[^>]*{pattern}[^>]*>", "", parts[name].decode()).encode()
    return parts


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
