"""A PDF remembers the Word file or workbook it was made from, in a comment of its own before its last line.

A PDF may have comments anywhere between its parts, so readers and validators see an ordinary file. It needs no file
beside it and no cache, and survives copying and moving.
"""

import hashlib
import re

_MAKING = b"2"
"""Grows when PDFs are to be made otherwise: those made before are still ours, and out of date."""
_MEMORY = re.compile(rb"%mlmp-(\d) ([0-9a-f]{64}) ([0-9a-f]{64})\n(?=startxref\b)")
"""How it was made, the source's hash and that of the PDF without this line."""


def is_whole(pdf: bytes) -> bool:
    """Whether it is a PDF from its first line to its last; a program that was stopped leaves less."""
    return pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF") and b"\nstartxref" in pdf


def remember(pdf: bytes, source: bytes) -> bytes:
    """The PDF with the memory of its source."""
    head, mark, tail = pdf.rpartition(b"startxref")
    line = f"{_hash(source)} {_hash(pdf)}\n".encode()
    return head + b"%mlmp-" + _MAKING + b" " + line + mark + tail


def is_ours(pdf: bytes) -> bool:
    """Whether it was made here and nobody has changed it since, as a note written in it would."""
    found = _found(pdf)
    return found is not None and _hash(pdf[: found.start()] + pdf[found.end() :]) == found[3].decode()


def is_of(pdf: bytes, source: bytes) -> bool:
    """Whether it was made from just this Word file or workbook, and as PDFs are made now."""
    found = _found(pdf)
    return found is not None and found[1] == _MAKING and found[2].decode() == _hash(source)


def _found(pdf: bytes) -> re.Match[bytes] | None:
    return next(_MEMORY.finditer(pdf), None)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
