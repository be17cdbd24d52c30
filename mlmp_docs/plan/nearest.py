"""The nearest known word to a mistyped one, for *Mente du …?*."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_FOLD = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "_": "", "-": "", " ": "", "é": "e", "ü": "y", "ö": "oe", "ä": "ae"}
)


def nearest(word: str, known: Iterable[str], similarity: float = 0.7) -> str | None:
    """The known word that `word` most likely was meant to be; None when nothing is near.

    Case, hyphens, underscores and the spelling of æ, ø and å do not count.
    """
    typed = word.lower().translate(_FOLD)
    best, best_ratio = None, similarity
    for candidate in known:
        ratio = SequenceMatcher(None, typed, candidate.lower().translate(_FOLD)).ratio()
        if ratio > best_ratio or (best is None and ratio == best_ratio):
            best, best_ratio = candidate, ratio
    return best


def did_you_mean(word: str, known: Iterable[str], similarity: float = 0.7) -> str:
    """The sentence "Mente du 'x'?"; empty when nothing is near. It shows the right word, never the typed one."""
    match = nearest(word, known, similarity)
    return f"Mente du '{match}'?" if match else ""
