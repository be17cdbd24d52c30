"""The order of the Danish alphabet: … x y z æ ø å, and "aa" stands with å."""

from unicodedata import normalize

_LAST_LETTERS = {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3", "ü": "y"}


def sort_key(text: str) -> tuple[str, str]:
    """What to sort names by: `sorted(names, key=sort_key)`. Upper and lower case stand together."""
    folded = normalize("NFC", text).casefold().replace("aa", "å").replace("z", "z0")
    letters = "".join(_LAST_LETTERS.get(letter, _plain(letter)) for letter in folded)
    return letters, text


def _plain(letter: str) -> str:
    """A foreign letter without its accent (é as e)."""
    return normalize("NFD", letter)[0]
