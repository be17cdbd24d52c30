"""Bytes to text: the encoding of a file, and characters that must not or should not stand in it."""

import codecs
import re
import string
from collections.abc import Container
from itertools import islice

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.source import Source

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, line ends that only some programs see, direction overrides, halves of characters."""
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
_GARBLED = re.compile("Ã[¦¸¥†˜…\x86\x98\x85]|\ufffd")
_ODD = re.compile("|".join(pattern.pattern for pattern in (FORBIDDEN, _INVISIBLE, _GARBLED)))
_ORDINARY = (string.ascii_letters + string.digits + string.punctuation + " \t\r\n").encode()
_ORDINARY_DANISH = frozenset("ÆØÅæøåÉéÖöÜü§·–—’”…")
MAX_TOLD = 20
"""So many lines with odd characters are told; a file with more needs another remedy."""
_KINDS = (
    (FORBIDDEN, "P007", Level.FEJL, MAX_TOLD),
    (_INVISIBLE, "P008", Level.ADVARSEL, MAX_TOLD),
    (_GARBLED, "P041", Level.ADVARSEL, 1),
)
_GARBLED_MESSAGE = "Æ, ø eller å ser ud til at være ødelagt, da filen blev gemt."
_GARBLED_HINT = "Ret bogstaverne i hele filen, og gem den som UTF-8."
_UTF8_HINT = "Gem filen igen som UTF-8 (i VS Code: 'UTF-8' nederst til højre, i Notesblok: Gem som)."


def decode(content: bytes, file: str) -> str | Diagnostic:
    """The text of a file in UTF-8, with or without byte order mark; a diagnostic that names any other encoding."""
    encoding = _other_encoding(content)
    if encoding is None:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    place = Place(file)
    if encoding == "":
        return Diagnostic("P002", Level.FEJL, place, "Filen er ikke en tekstfil.", "Gem den som ren tekst i UTF-8.")
    return Diagnostic("P002", Level.FEJL, place, f"Filen er gemt som {encoding}, men skal være UTF-8.", _UTF8_HINT)


def _other_encoding(content: bytes) -> str | None:
    """None for UTF-8, the name of another encoding, or an empty text for no text at all."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    start = content[:400]
    zeros = start.count(0) / max(len(start), 1)
    if content.startswith(b"PK\x03\x04") or zeros > 0.9:
        return ""
    if zeros > 0.25:
        return "UTF-32" if zeros > 0.6 else "UTF-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "" if 0 in content else _eight_bit(content)
    return None


def _eight_bit(content: bytes) -> str:
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "Latin-1 eller en anden ældre tegnkodning"
    return "Windows-1252 (ANSI)"


def clean(text: str, file: str, known: Container[str]) -> tuple[str, list[Diagnostic]]:
    """The text with forbidden characters blanked out, and a diagnostic for each line that has odd ones."""
    if is_ordinary(text) or not _ODD.search(text):
        return text, []
    lines = _lines(text)
    told: list[Diagnostic] = []
    for pattern, code, level, most in _KINDS:
        odd = ((number, found) for number, line in enumerate(lines, 1) if (found := pattern.search(line)))
        for number, found in islice(odd, most):
            message, hint = (_GARBLED_MESSAGE, _GARBLED_HINT) if code == "P041" else _message(found[0])
            place = Place(file, number, found.start() + 1)
            told.append(Diagnostic(code, level, place, message, hint, Source.masked_line(lines, place, known)))
    return FORBIDDEN.sub(" ", text), told


def is_ordinary(text: str) -> bool:
    """Whether all letters are ordinary: in none of the patterns here, and composed (NFC).

    Most files are; this tells it a hundred times faster than the patterns.
    """
    others = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    return _ORDINARY_DANISH.issuperset(others.decode("utf-8", "surrogatepass"))


def forbidden_message(text: str) -> tuple[str, str]:
    """Message and hint about the first forbidden character of a text."""
    found = FORBIDDEN.search(text)
    return _message(found[0] if found else "\0")


def _message(character: str) -> tuple[str, str]:
    if _INVISIBLE.match(character):
        kind = "er usynligt"
    elif character in "\x85\u2028\u2029":
        kind = "er et usynligt linjeskift"
    elif "\u202a" <= character <= "\u2069":
        kind = "vender skriveretningen"
    elif character in "\ufffe\uffff" or "\ud800" <= character <= "\udfff":
        kind = "ikke er et rigtigt tegn"
    else:
        kind = "er et styretegn"
    hint = "Slet tegnet, eller skriv linjen igen i hånden."
    return f"Linjen har et tegn, som {kind} (U+{ord(character):04X}).", hint


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
