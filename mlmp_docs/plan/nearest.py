"""The nearest known word to a mistyped one, for *Mente du …?*."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_FOLD = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "_": "", "-": "", " ": "", "é": "e", "ü": "y", "ö": "oe", "ä": "ae"}
)

_LONGEST = 60
"""A longer word is a text in the wrong place."""


def nearest(word: str, known: Iterable[str], similarity: float = 0.7) -> str | None:
    """The known word that `word` most likely was meant to be; None when nothing is near.

    Case, hyphens, underscores and the spelling of æ, ø and å do not count.
    """
    if len(word) > _LONGEST:
        return None
    typed = word.lower().translate(_FOLD)
    best, least = None, similarity
    matcher = SequenceMatcher(None, "", typed)  # It remembers what it found out about its second text.
    for candidate in known:
        matcher.set_seq1(candidate.lower().translate(_FOLD))
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        ratio = matcher.ratio()
        if ratio > least or (best is None and ratio == least):
            best, least = candidate, ratio
    return best


def did_you_mean(word: str, known: Iterable[str], similarity: float = 0.7) -> str:
    """The sentence "Mente du 'x'?"; empty when nothing is near. It shows the right word, never the typed one."""
    match = nearest(word, known, similarity)
    return f"Mente du '{match}'?" if match else ""
