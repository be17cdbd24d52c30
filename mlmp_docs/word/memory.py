"""What a Word file remembers of how it was made, and whether a person has changed what it shows.

The hash is of what can be seen: text, fields and pictures. It is the same after the file was opened and saved in Word
or LibreOffice, and another after one letter, one tick or one picture was changed.
"""

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree
from PIL import Image, UnidentifiedImageError

from mlmp_docs.word.inspection import dynamic_parts, whole
from mlmp_docs.word.ooxml import MC, A, ForbiddenDoctype, M, R, V, W, parse
from mlmp_docs.word.package import PackageError, unpack
from mlmp_docs.word.parts import CUSTOM, main_part, relationships

_VERSION: Final = "1"
_PREFIX: Final = "mlmp-"
_CUSTOM_PROPERTIES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_FIELDS_WITH_OWN_TEXT: Final = ("HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN")
"""Fields whose result a person wrote; Word works out all others anew when it opens or prints the file."""


class UnreadableDocument(ValueError):
    """A file that is not, or no longer, a Word document one can read."""


@dataclass(frozen=True)
class Opened:
    """A Word file's parsed parts (body, headers, footers, notes), its other parts, and the name of the body."""

    roots: Mapping[str, etree._Element]
    others: Mapping[str, bytes]
    main: str


def read_memory(content: bytes) -> dict[str, str] | None:
    """What `render` was told to remember; None when the file is unreadable or not made by us."""
    try:
        found = unpack(content)
        root = parse(found[CUSTOM])
    except (PackageError, KeyError, etree.XMLSyntaxError, ForbiddenDoctype):
        return None
    names = {
        entry.get("name", ""): "".join(text for text in entry.itertext() if isinstance(text, str))
        for entry in root.iter(f"{_CUSTOM_PROPERTIES}property")
    }
    return {name: value for name, value in names.items() if name.startswith(_PREFIX)} or None


def shown_hash(content: bytes) -> str:
    """The hash of what the file shows; raises `UnreadableDocument`."""
    try:
        found = unpack(content)
    except PackageError as error:
        raise UnreadableDocument from error
    if whole(found):
        raise UnreadableDocument
    main = main_part(found) or ""
    roots = {part: parse(found[part]) for part in dynamic_parts(found, main)}
    for arrow in relationships(found, main):
        if arrow.kind == "comments" and arrow.target in found and not arrow.outside:
            roots[arrow.target] = parse(found[arrow.target])
    return hash_of(Opened(roots, found, main))


def hash_of(opened: Opened) -> str:
    """The hash of parts that are already parsed."""
    digest = hashlib.sha256()
    for stream in _streams(opened):
        digest.update(stream.encode("utf-8", "surrogatepass") + b"\0\0")
    return f"{_VERSION}-{digest.hexdigest()}"


def _streams(opened: Opened) -> Iterator[str]:
    """Everything shown, as one text for the body and one for all the rest, where order and doubles mean nothing."""
    body = _shown(opened, opened.main)
    yield "\n".join(body)
    rest = {"\n".join(_shown(opened, part)) for part in opened.roots if part != opened.main}
    yield from sorted(rest - {""})


def _shown(opened: Opened, part: str) -> list[str]:
    reader = _Reader(_pictures(opened, part))
    reader.read(opened.roots[part])
    lines = [line for line in map(_normal, reader.lines()) if line]
    # A text box may be anchored elsewhere in its paragraph after a save, so boxes come after the text.
    return lines + [line for line in map(_normal, reader.boxes) if line] + reader.pictures


def _normal(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", line)).split())


def _pictures(opened: Opened, part: str) -> dict[str, bytes]:
    return {
        arrow.id: opened.others[arrow.target]
        for arrow in relationships(opened.others, part)
        if arrow.kind == "image" and not arrow.outside and arrow.target in opened.others
    }


class _Reader:
    """Walks a part in reading order and collects what is shown."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._known = pictures
        self._lines: list[list[str]] = [[]]
        self._fields: list[list[str]] = []
        """Open complex fields: instruction so far, and "result" once it has begun."""
        self.boxes: list[str] = []
        self.pictures: list[str] = []

    def lines(self) -> Iterator[str]:
        """The text of each paragraph."""
        return ("".join(line) for line in self._lines)

    def read(self, element: etree._Element) -> None:
        """Take in an element and all below it."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == f"{W}p":
                self._lines.append([])
                self.read(child)
                self._lines.append([])
            elif tag == f"{W}txbxContent":
                box = _Reader(self._known)
                box.read(child)
                self.boxes += [*box.lines(), *box.boxes]
                self.pictures += box.pictures
            elif tag in {f"{W}footnote", f"{W}endnote"} and child.get(f"{W}type", "normal") != "normal":
                continue
            elif tag == f"{W}fldSimple":
                if _has_own_text(child.get(f"{W}instr", "")):
                    self.read(child)
            elif tag == f"{W}fldChar":
                self._field_mark(child)
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1].append(child.text or "")
            elif tag in {f"{A}blip", f"{V}imagedata"}:
                self._picture(child.get(f"{R}embed") or child.get(f"{R}id") or "")
                self.read(child)
            elif (text := _letters(child)) is not None:
                if not self._in_computed_result():
                    self._lines[-1].append(text)
            else:
                self.read(child)

    def _field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append([])
            checked = mark.find(f"{W}ffData/{W}checkBox/{W}checked")
            if checked is not None and checked.get(f"{W}val", "1") not in {"0", "false", "off"}:
                self._lines[-1].append("☒")
        elif kind == "separate" and self._fields:
            self._fields[-1].append("\0result")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_computed_result(self) -> bool:
        return any(not _has_own_text("".join(field)) for field in self._fields)

    def _picture(self, relation: str) -> None:
        if relation in self._known:
            self.pictures.append(_pixels(self._known[relation]))


_SKIPPED: Final = frozenset(
    {f"{MC}Fallback", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}sectPr"}
    | {f"{W}delText", f"{W}delInstrText", f"{W}moveFrom"}
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS: Final = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "",
}  # fmt: skip


def _letters(element: etree._Element) -> str | None:
    if element.tag in {f"{W}t", f"{M}t", f"{A}t"}:
        text = element.text or ""
        # Word and LibreOffice 7.4 drop blanks at the ends unless told to keep them.
        return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
    if element.tag == f"{W}sym":
        return chr(int(element.get(f"{W}char", "20"), 16))
    return _SIGNS.get(str(element.tag))


def _has_own_text(instruction: str) -> bool:
    return instruction.strip().upper().startswith(_FIELDS_WITH_OWN_TEXT)


@lru_cache(maxsize=256)
def _pixels(content: bytes) -> str:
    """A hash of what the picture looks like, whatever program packed it."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            pixels = picture.convert("RGBA")
            return hashlib.sha256(repr(pixels.size).encode() + pixels.tobytes()).hexdigest()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return hashlib.sha256(content).hexdigest()  # a drawing format Pillow cannot read
