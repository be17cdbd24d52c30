"""How a text is written in YAML, so that every reader, of YAML 1.1 as of 1.2, sees the same text.

A text is written plain only when nobody could take it for something else; dates, whole numbers and yes or no are
plain where the plan has a field for them.
"""

import re
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from mlmp_docs.plan.nodes import Node
from mlmp_docs.plan.record import ShortRecord
from mlmp_docs.plan.shape import fields

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"0|-?[1-9]\d{0,14}")
_WORDS = re.compile(
    r"~|null|nil|none|true|false|yes|no|on|off|y|n|t|f|=|<<|[-+]?\.?(?:inf|infinity|nan)", re.IGNORECASE
)
_LIKE_A_NUMBER = re.compile(
    r"[-+]?(?:[\d_,']+|0o?[0-7_]+|0x[\da-f_]+|0b[01_]+)"  # whole numbers
    r"|[-+]?(?:\d[\d_]*)?\.?[\d_]*\.?(?:e[-+]?\d+)?"  # decimals
    r"|[-+]?\d[\d_]*(?:[:.]\d+)+(?:\.[\d_]*)?"  # sixties, such as 10:30, and 1.2.3
    r"|\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?)?)?",  # times
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W_]|[§(„”“’«»…–—½¼¾°€£$+/^;_]")
"""What a plain text may begin with."""
_SIGNS = re.compile(
    r":(?=\s|$)|\s#|[\t\r\n\u200b\u200e\u200f\u2060\ufeff]|[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What ends a plain text, or could not be seen in it."""
_FLOW_SIGNS = re.compile(r"[,\[\]{}?]|:(?=[\"'])")
_ESCAPED = re.compile(r"[\"\\\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_FOLD_AT = re.compile(r"(?<=\S) (?=\S)")


class Kept(str):
    """A text that already stands in the file; `source` is how."""

    source: str
    style: str

    @classmethod
    def of(cls, node: Node, text: str) -> "Kept":
        """The text of a node with its own spelling."""
        kept = cls(node.value)
        kept.source, kept.style = text[node.start : node.end], node.style
        return kept


def scalar(text: str, annotation: Any, flow: bool, quote: str, like: Node | None = None) -> str:
    """The text on one line; `like` is a text whose quotes to copy."""
    if isinstance(text, Kept) and _usable(text, flow):
        return text.source
    wants_quotes = like is not None and like.style in ("'", '"')
    if not wants_quotes and is_plain(text, annotation, flow, like):
        return text
    return quoted(text, like.style if like is not None and wants_quotes else quote)


def is_plain(text: str, annotation: Any = None, flow: bool = False, like: Node | None = None) -> bool:
    """Whether a text may stand without quotes."""
    kind = _kind(annotation)
    if kind is date and _DATE.fullmatch(text):
        return True
    if kind is int and _NUMBER.fullmatch(text):
        return True
    if kind is bool and text in ("true", "false"):
        return True
    if like is not None and like.kind == "text" and not like.style:
        # A step of a scale may be a number or a word: the plan shows how its writer does it.
        for pattern in (_NUMBER, _DATE):
            if pattern.fullmatch(like.value) and pattern.fullmatch(text):
                return True
    return (
        _PLAIN.match(text) is not None
        and text == text.strip()
        and not _WORDS.fullmatch(text)
        and not _LIKE_A_NUMBER.fullmatch(text)
        and not _SIGNS.search(text)
        and not (flow and _FLOW_SIGNS.search(text))
    )


def quoted(text: str, quote: str | None = None) -> str:
    """The text in quotes, on one line: in the wanted ones, unless the others spare an escape; None is for JSON."""
    needs_escape = any(found not in '"\\' for found in _ESCAPED.findall(text))
    if not needs_escape:
        if quote == "'" and ("'" not in text or '"' in text or "\\" in text):
            return "'" + text.replace("'", "''") + "'"
        if quote == '"' and ('"' in text or "\\" in text) and "'" not in text:
            return f"'{text}'"
    return '"' + _ESCAPED.sub(lambda found: _escape(found[0]), text) + '"'


def block_text(text: str, style: str, indent: str, width: int) -> list[str] | None:
    """The header and the lines of a text after | or >; None for a text that cannot be written so."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not body or "\r" in text or _SIGNS_IN_BLOCK.search(body) or lines[0][:1] in ("", " ") or not lines[-1]:
        return None
    if any(line and (not line.strip() or line[0] == "\t") for line in lines):
        return None
    header = style + ("" if text.endswith("\n") else "-")
    if style == "|":
        return [header, *((indent + line) if line else "" for line in lines)]
    if any(line[:1] == " " for line in lines):
        return None
    folded: list[str] = []
    for number, line in enumerate(lines):
        # Between two lines of text one break is a blank, so each real one takes one more.
        if number and line:
            folded.append("")
        folded += [indent + part for part in _fold(line, width)] if line else [""]
    return [header, *folded]


_SIGNS_IN_BLOCK = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def _fold(line: str, width: int) -> list[str]:
    parts: list[str] = []
    for word in _FOLD_AT.split(line):
        if parts and len(parts[-1]) + 1 + len(word) <= width:
            parts[-1] += " " + word
        else:
            parts.append(word)
    return parts


def _escape(sign: str) -> str:
    return _SHORT_ESCAPES.get(sign) or (f"\\x{ord(sign):02X}" if ord(sign) < 256 else f"\\u{ord(sign):04X}")


def _usable(text: Kept, flow: bool) -> bool:
    if text.style in ("|", ">") or "\n" in text.source or "\r" in text.source:
        return False
    return bool(text.style) or not flow or not _FLOW_SIGNS.search(text.source)


def _kind(annotation: Any) -> Any:
    """The plain type of a field; of a short record that of its first field."""
    while True:
        if get_origin(annotation) in (Annotated, Union, UnionType):
            annotation = get_args(annotation)[0]
        elif isinstance(annotation, type) and issubclass(annotation, ShortRecord):
            annotation = next(iter(fields(annotation).values()))
        else:
            return annotation
