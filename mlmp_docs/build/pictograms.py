"""The folder templates/piktogrammer/: a project's own pictograms, by the names of the built-in ones."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.project import TEMPLATES, file_content

FOLDER = f"{TEMPLATES}/piktogrammer"
_KINDS = (".png", ".jpg", ".jpeg")
_LARGEST = 5 * 1024 * 1024
_UNREADABLE = "Læg et .png-billede på højst 5 MB i stedet. Indtil da bruges programmets eget."


def own_pictograms(root: Path) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """The pictures that can be used, by name, and what is to be told of the others."""
    found: dict[str, bytes] = {}
    told: list[Diagnostic] = []
    for file in _files(root / FOLDER):
        outcome = _pictogram(root, file, found)
        if isinstance(outcome, Diagnostic):
            told.append(outcome)
        else:
            found[_name(file)] = outcome
    return found, tuple(told)


def with_own(templates: Mapping[str, bytes], root: Path) -> dict[str, bytes]:
    """The templates with the project's own pictograms in them."""
    own, _ = own_pictograms(root)
    if not own:
        return dict(templates)
    from mlmp_docs.word.pictograms import replaced

    return {name: replaced(content, own) for name, content in templates.items()}


def _files(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [name for name in names if name.lower().endswith(_KINDS) and not name.startswith((".", "~"))]


def _name(file: str) -> str:
    return normalize("NFC", file.rpartition(".")[0]).casefold()


def _pictogram(root: Path, file: str, found: Mapping[str, bytes]) -> bytes | Diagnostic:
    from mlmp_docs.word.design.pictures import PICTOGRAMS
    from mlmp_docs.word.mistake import did_you_mean

    place = Place(f"{FOLDER}/{normalize('NFC', file)}")
    name = _name(file)
    if name not in PICTOGRAMS:
        hint = did_you_mean(name, PICTOGRAMS) or f"Navnene står i {FOLDER}/LAESMIG.txt."
        return Diagnostic("S046", Level.ADVARSEL, place, "Der er intet piktogram af det navn.", hint)
    if name in found:
        message = "Der er allerede et billede af det navn."
        return Diagnostic("S046", Level.ADVARSEL, place, message, "Slet det ene af de to.")
    content = file_content(root, f"{FOLDER}/{file}")
    if isinstance(content, Diagnostic):
        return content
    picture = _prepared(content) if len(content) <= _LARGEST else None
    return picture or Diagnostic("S045", Level.ADVARSEL, place, "Billedet kan ikke bruges.", _UNREADABLE)


@lru_cache(maxsize=128)
def _prepared(content: bytes) -> bytes | None:
    from mlmp_docs.word.pictograms import prepared

    return prepared(content)
