"""The citizen's photo: where it lies, and whether it looks like one that can be used. Opens it, but decodes nothing."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final
from unicodedata import normalize

LARGEST_FILE: Final = 30 * 1024 * 1024
MOST_PIXELS: Final = 80_000_000

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_HEIC: Final = re.compile(rb"....ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL)
_OTHERS: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_SIZED: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of JPEG that tell the size."""


@dataclass(frozen=True)
class Photo:
    """A photo as it was read."""

    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """What tells it from another one."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Fault:
    """Why a photo cannot be used."""

    message: str
    hint: str
    is_outside: bool = False
    """Whether it lies where no photo may be taken from."""


_MISPLACED: Final = Fault(
    "Billedet skal ligge i mappen med planerne.",
    "Læg et .jpg- eller .png-billede i mappen med planerne, og skriv vejen dertil, fx billeder/navn.jpg.",
    is_outside=True,
)
_SAVE_AGAIN: Final = "Gem det som .jpg eller .png. Indtil da er der en plads til et billede i planen."


def look(folder: Path, billede: str) -> Fault | None:
    """What is wrong with the photo of that name below the folder of the plans."""
    path = find(folder, billede)
    if isinstance(path, Fault):
        return path
    try:
        with path.open("rb") as file:
            return _fault(file, path.stat().st_size)
    except (OSError, ValueError):
        return Fault("Billedet kan ikke læses.", "Luk det i andre programmer, og se efter, om du må åbne det.")


def read(folder: Path, billede: str | None) -> Photo | None:
    """The photo, if there is one that looks as if it could be used."""
    if not billede:
        return None
    path = find(folder, billede)
    if isinstance(path, Fault):
        return None
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        return None
    return None if len(content) > LARGEST_FILE else Photo(content)


def find(folder: Path, billede: str) -> Path | Fault:
    """The file of a photo. Windows' separators, and capitals that Windows does not tell apart, are understood."""
    relative = PurePosixPath(billede.replace("\\", "/"))
    if relative.is_absolute() or ":" in billede or "\0" in billede or ".." in relative.parts:
        return _MISPLACED
    path = folder
    try:
        for part in relative.parts:
            path = _entry(path, part)
        if not path.resolve().is_relative_to(folder.resolve()):
            return _MISPLACED
        if path.is_file():
            return path
    except (OSError, ValueError):
        return Fault("Billedet kan ikke læses.", "Luk det i andre programmer, og se efter, om du må åbne det.")
    return Fault("Billedet findes ikke.", "Læg det i mappen med planerne, og skriv vejen dertil, fx billeder/navn.jpg.")


def _entry(folder: Path, name: str) -> Path:
    """The entry of that name, else the only one that is equal but for capitals and how å is written."""
    exact = folder / name
    if exact.exists() or not folder.is_dir():
        return exact
    alike = [entry for entry in folder.iterdir() if _plain(entry.name) == _plain(name)]
    return alike[0] if len(alike) == 1 else exact


def _plain(name: str) -> str:
    return normalize("NFC", name).casefold()


def _fault(file: BinaryIO, size: int) -> Fault | None:
    if size > LARGEST_FILE:
        return Fault("Billedet fylder over 30 MB.", "Gem det mindre. Indtil da er der en plads til et billede.")
    start = file.read(16)
    if not start.startswith((_JPEG, _PNG)):
        return _of_another_kind(start)
    edges = _png_size(file) if start.startswith(_PNG) else _jpeg_size(file)
    if edges is None or min(edges) == 0:
        return Fault("Billedet er beskadiget.", "Hent eller gem det igen. Indtil da er der en plads til et billede.")
    width, height = edges
    if width * height > MOST_PIXELS:
        return Fault(
            "Billedet har over 80 millioner punkter.", "Gem det mindre. Indtil da er der en plads til et billede."
        )
    return None


def _of_another_kind(start: bytes) -> Fault:
    if _HEIC.match(start):
        return Fault("Billedet er fra en telefon og i formatet HEIC, som Word ikke kan vise.", _SAVE_AGAIN)
    if start.startswith(_OTHERS):
        return Fault("Billedet er i et format, der ikke kan bruges.", _SAVE_AGAIN)
    return Fault("Filen er ikke et billede, der kan bruges.", _SAVE_AGAIN)


def _png_size(file: BinaryIO) -> tuple[int, int] | None:
    file.seek(12)
    head = file.read(12)
    if len(head) < 12 or head[:4] != b"IHDR":
        return None
    return int.from_bytes(head[4:8], "big"), int.from_bytes(head[8:12], "big")


def _jpeg_size(file: BinaryIO) -> tuple[int, int] | None:
    """Width and height, from the first marker that tells them."""
    file.seek(2)
    for _ in range(1000):
        found = file.read(4)
        if len(found) < 4 or found[0] != 0xFF:
            return None
        if found[1] == 0xFF:  # a filling byte before the marker
            file.seek(-3, 1)
            continue
        length = int.from_bytes(found[2:], "big")
        if length < 2:
            return None
        if found[1] in _SIZED:
            frame = file.read(5)
            if len(frame) < 5:
                return None
            return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
        file.seek(length - 2, 1)
    return None
