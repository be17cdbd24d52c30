"""LIX, Björnsson's measure of how hard a Danish text is to read: words per sentence + long words in a hundred.

How we count (Björnsson, *Læsbarhed*, 1971; Danish practice where he left a choice). A hint, never a proof:

- A long word has seven letters or more. Only letters count: not the digits of a date, nor a hyphen or an apostrophe.
  Addresses on the net are words that nobody reads letter by letter, so never long.
- A word is what stands between blanks and has a letter or a digit; *og/eller* is two, *e-mail* and *9.30* are one.
- A sentence ends at . ? ! … and at a colon before a capital letter. No end is the full stop of an abbreviation
  (kl., f.eks.), of an initial (Jens P. Hansen), and of an ordinal (den 20. maj, 3. gang) before a small letter. An
  abbreviation that may come last (osv.) ends one before a capital letter. An end inside a quotation before a small
  letter is none (»Må jeg?« spurgte Anna), nor are three dots before a small letter.
- Each text ends a sentence, and so does each of its lines: headings, bullets and table cells have no full stop.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mlmp_docs.plan.dates import MÅNEDER

LONG: Final = 7
"""Letters of a long word."""

VERY_EASY: Final = 24
"""At most this in the preparation sheet and the visual plan (document-contents § 1)."""
EASY: Final = 34
"""At most this in letters and in what the minutes tell the citizen."""

_INSIDE: Final = (
    " adr afd afs bl.a bl ca dir dr ekskl evt f.eks feks f.m fr frk fx hhv hr i.h.t iht inkl j.nr jf jfr jnr kap kl "
    "lb.nr m.h.t maks max mdl mht nr p.g.a pga pkt resp s.u skr stk t.h t.v tlf tlf.nr vedr årg "
)
"""Abbreviations that something always follows, without their last full stop."""
_LAST: Final = " a/s e.l el etc kg km kr m.fl m.m m.v md mfl mia min mio mm mv o.a o.l o.lign ogl osv pct sek st "
"""Abbreviations that may also be the last word of a sentence, or that are words themselves."""
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+", re.IGNORECASE)
_OPENING = "([{«»\"'“”„‚‘–-"
_CLOSING = ")]}«»\"'”“’"
_ENDS = (".", "?", "!", "…", ":")


@dataclass(frozen=True)
class Reading:
    """What was counted in a text; readings of several texts are added."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0
    longest_sentence: int = 0
    """Words in it."""

    @property
    def lix(self) -> float:
        """The figure; 0 for nothing to read."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else 0.0

    def __add__(self, other: "Reading") -> "Reading":
        return Reading(
            self.words + other.words,
            self.sentences + other.sentences,
            self.long_words + other.long_words,
            max(self.longest_sentence, other.longest_sentence),
        )


def read(texts: str | Iterable[str]) -> Reading:
    """Count a text, or several that stand apart."""
    counted = Reading()
    for text in [texts] if isinstance(texts, str) else texts:
        for line in text.splitlines():
            for sentence in sentences(line):
                words = _words(sentence)
                counted += Reading(len(words), 1, sum(is_long(word) for word in words), len(words))
    return counted


def lix(texts: str | Iterable[str]) -> float:
    """LIX of a text, or of several together."""
    return read(texts).lix


def is_long(word: str) -> bool:
    """Whether the word counts as a long one."""
    return not _ADDRESS.fullmatch(word) and sum(map(str.isalpha, word)) >= LONG


def sentences(text: str) -> list[str]:
    """The sentences of one line, each with at least a word; a number alone (*1.*) belongs to what follows."""
    found: list[str] = []
    begun: list[str] = []
    tokens = text.split()
    for place, token in enumerate(tokens):
        begun.append(token)
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if _ends(token, following) and any(map(str.isalpha, "".join(begun))):
            found.append(" ".join(begun))
            begun = []
    if any(map(str.isalnum, "".join(begun))):
        found.append(" ".join(begun))
    return found


def _words(sentence: str) -> list[str]:
    pieces = (
        [token] if _ADDRESS.search(token) else re.split(r"/|(?<=\w)[–—](?=\w)", token) for token in sentence.split()
    )
    return [piece.strip(_OPENING + _CLOSING + ".,;:?!…") for parts in pieces for piece in parts if _has_sign(piece)]


def _has_sign(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _ends(token: str, following: str) -> bool:
    bare = token.rstrip(_CLOSING)
    if not bare.endswith(_ENDS):
        return False
    first = following.lstrip(_OPENING)[:1]
    small = first.islower()
    if bare[-1] == ":":
        return first.isupper()
    if small and (len(bare) < len(token) or bare[-1] == "…" or bare.endswith("...")):
        return False
    return bare[-1] != "." or bare.endswith("..") or not _is_short_form(bare[:-1].lstrip(_OPENING), following)


def _is_short_form(word: str, following: str) -> bool:
    """Whether the full stop after the word belongs to an abbreviation, an initial or an ordinal."""
    first = following.lstrip(_OPENING)[:1]
    if word.isdecimal():
        return bool(first) and (not first.isupper() or following.strip(".,").lower() in MÅNEDER)
    if f" {word.lower()} " in _LAST:
        return bool(first) and not first.isupper()
    return bool(first) and (f" {word.lower()} " in _INSIDE or (len(word) == 1 and word.isupper()))
