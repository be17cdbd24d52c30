"""Names of Word's XML, and the one way to parse it: no entities, no network, no blank nodes."""

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V: Final = "{urn:schemas-microsoft-com:vml}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"

STRICT: Final = "http://purl.oclc.org/ooxml/"
RELATIONSHIP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_RELATIONSHIP: Final = "http://schemas.openxmlformats.org/package/2006/relationships/"
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."

LANGUAGE: Final = "da-DK"
XML_HEAD: Final = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


class ForbiddenDoctype(ValueError):
    """XML with a document type, which Word never writes and which can hold entities."""


def parse(content: bytes | str) -> etree._Element:
    """The root of a part; raises `etree.XMLSyntaxError` or `ForbiddenDoctype`."""
    # The same parser settings as python-docx 1.2, so that docxtpl's patch_xml meets the XML it was written for.
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content.encode() if isinstance(content, str) else content, parser)
    if root.getroottree().docinfo.doctype:
        raise ForbiddenDoctype
    return root


def serialize(root: etree._Element) -> bytes:
    """A part as Word writes it: UTF-8, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property such as `w:vanish` is there and on."""
    return element is not None and element.get(f"{W}val", "true") not in {"0", "false", "off"}
