"""What a Word file remembers of how it was made, and whether a person has changed what it shows.

The hash is of what can be seen: text, fields and pictures. It is the same after the file was opened and saved in Word
or LibreOffice, and another after one letter, one tick or one picture was changed.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from mlmp_docs.word import shown
from mlmp_docs.word.inspection import dynamic_parts, whole
from mlmp_docs.word.ooxml import ForbiddenDoctype, parse
from mlmp_docs.word.package import PackageError, unpack
from mlmp_docs.word.parts import CUSTOM, main_part, relationships

_VERSION: Final = "1"
_PREFIX: Final = "mlmp-"
_CUSTOM_PROPERTIES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"


class UnreadableDocument(ValueError):
    """A file that is not, or no longer, a Word document one can read."""


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
    names = list(dynamic_parts(found, main))
    for arrow in relationships(found, main):
        if arrow.kind == "comments" and arrow.target in found and not arrow.outside:
            names.append(arrow.target)
    return hash_of({part: shown.read(parse(found[part]), pictures(found, part)) for part in names}, main)


def hash_of(shown_by_part: Mapping[str, str], main: str) -> str:
    """The hash of what the parts show; `main` is the body."""
    digest = hashlib.sha256()
    for stream in _streams(shown_by_part, main):
        digest.update(stream.encode("utf-8", "surrogatepass") + b"\0\0")
    return f"{_VERSION}-{digest.hexdigest()}"


def _streams(shown_by_part: Mapping[str, str], main: str) -> Iterable[str]:
    """One text for the body and one for each other part, whose order and doubles mean nothing."""
    rest = {shown.lines(text) for part, text in shown_by_part.items() if part != main}
    return [shown.lines(shown_by_part[main]), *sorted(rest - {""})]


def pictures(found: Mapping[str, bytes], part: str) -> dict[str, bytes]:
    """The image files of a part by relation."""
    return {
        arrow.id: found[arrow.target]
        for arrow in relationships(found, part)
        if arrow.kind == "image" and not arrow.outside and arrow.target in found
    }
