"""The order of the Danish alphabet: … x y z æ ø å, and "aa" stands with å."""

from unicodedata import normalize


class _Letters(dict[int, str]):
    """What stands for a letter in the order; filled as letters come."""

    def __missing__(self, number: int) -> str:
        """A foreign letter without its accent (é as e)."""
        plain = self[number] = normalize("NFD", chr(number))[0]
        return plain


_LETTERS = _Letters(str.maketrans({"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3", "ü": "y"}))


def sort_key(text: str) -> tuple[str, str]:
    """What to sort names by: `sorted(names, key=sort_key)`. Upper and lower case stand together."""
    folded = normalize("NFC", text).casefold().replace("aa", "å").replace("z", "z0")
    return folded.translate(_LETTERS), text
