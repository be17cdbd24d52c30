"""Changes a plan file as a careful person would: only the characters that must change.

Comments, order, quotes, block and flow style, indentation, blank lines, byte order mark and line breaks stay. What
comes out is read again and must hold exactly the wanted data; else the edit is refused.
"""

import codecs
from collections.abc import Callable, Sequence
from typing import TypeVar

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.broken_yaml import conflict
from mlmp_docs.plan.characters import clean, decode
from mlmp_docs.plan.edits import (
    Add,
    Clear,
    Data,
    Edit,
    EditRefused,
    Put,
    Remove,
    Set,
    Step,
    Value,
    applied,
    find,
    steps,
)
from mlmp_docs.plan.hand import BY_HAND, UNSAFE, Hand
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import Reading
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.syntax import scan

__all__ = ["Add", "Clear", "Edit", "EditRefused", "Remove", "Set", "Value", "edit", "edit_read"]

_MANY = 1_000_000
T = TypeVar("T", bound=Record)


def edit(content: bytes, edits: Sequence[Edit], file: str, record: type[Record] = Plan) -> bytes:
    """The content of a file with all edits made, one after the other; the same bytes when nothing changes.

    `record` is what the file holds. Raises `EditRefused`, and then nothing is changed, when the file cannot be
    read, when a path leads nowhere, or when an edit would change anything else.
    """
    original = _text(content, file)
    text, data = _made(original, _data(original, file), edits, file, record)
    if text == original:
        return content
    if _data(text, file, Place(file)) != data:
        raise EditRefused(UNSAFE, BY_HAND, Place(file))
    return _bytes(text, content)


def edit_read(
    content: bytes, edits: Sequence[Edit], before: Reading[T], read: Callable[[bytes, str], Reading[T]]
) -> tuple[bytes, Reading[T]]:
    """The same for a file that `read` could read, with the reading of what comes out.

    The file is taken apart twice less, which counts when there are thousands.
    """
    file = before.source.file
    if before.value is None or not isinstance(before.raw, dict):
        raise TypeError("the file cannot be read")
    original = _text(content, file)
    text, data = _made(original, before.raw, edits, file, type(before.value))
    if text == original:
        return content, before
    after = _bytes(text, content)
    becomes = read(after, file)
    if becomes.value is not None and becomes.raw != data:
        raise EditRefused(UNSAFE, BY_HAND, Place(file))
    return after, becomes


def _made(original: str, data: Data, edits: Sequence[Edit], file: str, record: type[Record]) -> tuple[str, Data]:
    """The text with all edits made, and the data that it must hold then."""
    hand = Hand(original, record, file)
    for change in edits:
        # Each step is for the data that the one before left.
        for step in list(steps(data, change, record)):
            if not _is_done(data, step):
                if not hand.can_take(step):
                    hand = Hand(hand.result, record, file)
                hand.make(step)
                data = applied(data, step)
    return hand.result, data


def _bytes(text: str, content: bytes) -> bytes:
    """The text as the file had it, with a byte order mark if there was one."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def _is_done(data: Data, step: Step) -> bool:
    return isinstance(step, Put) and step.value is not None and find(data, step.path) == step.value


def _text(content: bytes, file: str) -> str:
    text = decode(content, file)
    if isinstance(text, Diagnostic):
        raise _unreadable(text)
    _, odd = clean(text, file, ())
    for told in odd:
        if told.level is Level.FEJL:
            raise _unreadable(told)
    if marks := conflict(text, file):
        raise _unreadable(marks)
    return text


def _data(text: str, file: str, unsafe: Place | None = None) -> Data:
    found = scan(text, file, _MANY, ())
    if found.diagnostics:
        raise EditRefused(UNSAFE, BY_HAND, unsafe) if unsafe else _unreadable(found.diagnostics[0])
    data = found.data
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise EditRefused("Filen begynder ikke med et felt, så den kan ikke rettes.", BY_HAND, Place(file))
    return data


def _unreadable(told: Diagnostic) -> EditRefused:
    return EditRefused(f"Filen skal rettes først: {told.message}", told.hint, told.place)
