"""XML that our own code made. Everything else that reaches a template is text and is escaped."""

from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from mlmp_docs.word.ooxml import parse

ROOT: Final = (
    '<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</x>'
)


@dataclass(frozen=True)
class Markup:
    """Whole runs (`w:r`), or whole paragraphs and tables. A template can show it, but never make it.

    Runs may stand in `{{ }}` anywhere in a text; paragraphs only where `{{p }}` replaces a paragraph.
    """

    xml: str
    level: Literal["run", "block"] = "run"

    def __post_init__(self) -> None:
        try:
            parse(ROOT.format(self.xml))
        except etree.XMLSyntaxError:
            raise ValueError("markup that is not whole XML elements") from None

    def __str__(self) -> str:
        raise TypeError("markup is put in whole; it is no text")
