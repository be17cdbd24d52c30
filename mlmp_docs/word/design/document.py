"""A Word file put together: pages of one register with a footer, the same bytes every time."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mlmp_docs.word.design import pictures
from mlmp_docs.word.design.components import Xml, run
from mlmp_docs.word.design.register import DRAWING_NAMESPACES, NAMESPACES, Register, twips
from mlmp_docs.word.design.styles import numbering_xml, styles_xml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(register: Register, blocks: Xml, *, title: str, footer: str) -> bytes:
    """The `.docx` with these blocks and the pictures in them. `footer`: its left text; "Side X af Y" at the right."""
    shown = list(pictures.used(blocks))
    body = pictures.numbered(blocks) + _section(register)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>da-DK</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("footer", "footer1.xml"),
            pictures=shown,
        ),
        "word/document.xml": f"<w:document {NAMESPACES} {DRAWING_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{_footer(register, footer)}</w:ftr>",
        "word/numbering.xml": numbering_xml(register),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_xml(register),
    }
    contents = {name: (text if text.startswith("<?xml") else _HEAD + text).encode() for name, text in parts.items()}
    contents |= {f"word/{_media(name)}": pictures.file_of(name).read_bytes() for name in shown}
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, content in contents.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            package.writestr(entry, content)
    return target.getvalue()


def _media(picture: str) -> str:
    return f"media/{pictures.file_of(picture).name}"


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/numbering.xml": f"{_WORD}.numbering+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
        + "</Types>"
    )


def _relationships(*targets: tuple[str, str], pictures: Iterable[str] = ()) -> str:
    arrows = [(f"rId{n}", kind, target) for n, (kind, target) in enumerate(targets, start=1)]
    arrows += [(name, "image", _media(name)) for name in pictures]
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_kind(kind)}" Target="{target}"/>' for name, kind, target in arrows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _kind(name: str) -> str:
    return f"{_PACKAGE}/relationships/{name}" if name.startswith("metadata") else f"{_OFFICE}/{name}"


def _settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="da-DK"/></w:settings>'
    )


def _section(register: Register) -> Xml:
    top, right, bottom, left = (twips(margin) for margin in register.margins)
    turned = ' w:orient="landscape"' if register.landscape else ""
    height = 21.0 if register.landscape else 29.7
    edge = twips(0.6)
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{twips(register.width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
    )


def _footer(register: Register, left: str) -> Xml:
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{twips(register.text_width)}"/></w:tabs>'
    number, total = (f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>' for name in ("PAGE", "NUMPAGES"))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{stop}</w:pPr>{run(left)}<w:r><w:tab/></w:r>'
        f"{run('Side ')}{number}{run(' af ')}{total}</w:p>"
    )
