"""A quick look at what a generated file remembers: its last bytes and one part, not the whole file.

Only what lies there as this program, Word or LibreOffice writes it is read this way; at the least doubt the file is
read whole, with every check that this needs.
"""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from mlmp_docs import store
from mlmp_docs.build import office

_CUSTOM = b"docProps/custom.xml"
_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_HEAD = struct.Struct("<4s5H3L2H")
_LARGEST_DIRECTORY = 1_000_000
_LARGEST_PART = 64_000
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def memory(path: Path) -> Mapping[str, str] | None:
    """What the file remembers; None when there is no file, or when it is not ours or cannot be read."""
    try:
        with path.open("rb") as file:
            part = _custom_properties(file)
    except FileNotFoundError:
        return None
    except (OSError, struct.error, zlib.error):
        part = None
    if part is not None:
        return _properties(part)
    try:
        content = store.read(path)
    except store.SaveError:
        return None
    return office.memory(content, path) if content is not None else None


def _custom_properties(file: BinaryIO) -> bytes | None:
    """The unpacked part; None when the file is not as simple as expected."""
    size = file.seek(0, 2)
    if size < _END.size:
        return None
    file.seek(size - _END.size)
    mark, disk, start_disk, here, count, length, start, comment = _END.unpack(file.read(_END.size))
    simple = mark == b"PK\5\6" and not (disk or start_disk or comment) and here == count
    if not simple or length > _LARGEST_DIRECTORY or start + length != size - _END.size:
        return None
    file.seek(start)
    directory = file.read(length)
    entry = _entry(directory, count)
    if entry is None:
        return None
    method, crc, packed, unpacked, offset = entry
    file.seek(offset)
    head = _HEAD.unpack(file.read(_HEAD.size))
    if head[0] != b"PK\3\4" or packed > _LARGEST_PART or unpacked > _LARGEST_PART or method not in (0, 8):
        return None
    file.seek(head[-2] + head[-1], 1)
    content = file.read(packed)
    if method == 8:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, _LARGEST_PART)
    return content if len(content) == unpacked and zlib.crc32(content) == crc else None


def _entry(directory: bytes, count: int) -> tuple[int, int, int, int, int] | None:
    """Method, checksum, sizes and place of the part, when the directory names it once."""
    found, at = None, 0
    for _ in range(count):
        fields = _ENTRY.unpack_from(directory, at)
        name_length, extra, note = fields[10:13]
        name = directory[at + _ENTRY.size : at + _ENTRY.size + name_length]
        if fields[0] != b"PK\1\2" or len(name) != name_length:
            return None
        if name.lower() == _CUSTOM.lower():
            encrypted = fields[3] & 1
            if found or encrypted or name != _CUSTOM:
                return None
            found = (fields[4], fields[7], fields[8], fields[9], fields[16])
        at += _ENTRY.size + name_length + extra + note
    return found if at == len(directory) else None


def _properties(part: bytes) -> Mapping[str, str] | None:
    if b"<!" in part:
        return None
    try:
        root = ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return None
    found = {entry.get("name", ""): "".join(entry.itertext()) for entry in root.iter(_PROPERTY)}
    return {name: value for name, value in found.items() if name.startswith("mlmp-")} or None
