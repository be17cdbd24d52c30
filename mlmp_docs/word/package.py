"""The zip around a Word file: checked before anything is unpacked, and written so that the same parts give the
same bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mlmp_docs.word.mistake import Mistake

_LARGEST_FILE: Final = 40 * 1024 * 1024
_LARGEST_MEMBER: Final = 32 * 1024 * 1024
_LARGEST_SUM: Final = 96 * 1024 * 1024
_MOST_MEMBERS: Final = 2000
_HIGHEST_RATIO: Final = 200
_RATIO_FROM: Final = 2 * 1024 * 1024
"""Small parts of repeated XML pack very well; only large ones can be bombs."""

_DATE_1980: Final = 0x0021
_STATIC_LEVEL: Final = 6
_FRESH_LEVEL: Final = 3
"""Three times as fast as 6, and 7 % larger: what is packed once for each document."""

_WORTH_PACKING: Final = 1024
"""To pack a smaller part takes longer than to fill it, and saves a few hundred bytes."""

_PACKED_ALREADY: Final = (".jpeg", ".jpg", ".png")

_UNIX_0600: Final = 0o100600 << 16


class PackageError(ValueError):
    """Bytes that are not a Word file one dares to unpack."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(map(str, self.mistakes)))


def unpack(content: bytes) -> dict[str, bytes]:
    """All members by name, in the order of the file; raises `PackageError` that tells what the bytes are instead."""
    if mistake := _other_kind(content):
        raise PackageError([mistake])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if mistakes := [*_refused(members)]:
                raise PackageError(mistakes)
            return {member.filename: archive.read(member) for member in members}
    except PackageError:
        raise
    # zipfile raises ValueError when a damaged list of members points before the file's beginning.
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError, ValueError) as error:
        raise PackageError(
            [Mistake("S006", "Filen er beskadiget eller ikke hentet helt.", "Hent eller gem den igen fra Word.")]
        ) from error


def _other_kind(content: bytes) -> Mistake | None:
    """What the bytes are when they are no zip, told by how they begin."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content:
        return Mistake("S001", "Filen er tom (0 byte).", "Læg skabelonen ind igen.")
    if len(content) > _LARGEST_FILE:
        return Mistake("S007", "Filen fylder over 40 MB.", "Gør billederne mindre (Billedformat – Komprimer billeder).")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return Mistake("S005", "Filen er beskyttet med adgangskode.", "Fjern adgangskoden i Word, og gem igen.")
        return Mistake("S004", "Filen er i det gamle Word-format (.doc).", "Gem den som Word-dokument (.docx).")
    if head.startswith(b"{\\rtf"):
        return Mistake("S003", "Filen er RTF, selv om den hedder .docx.", "Gem den som Word-dokument (.docx).")
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"mime-version")):
        return Mistake("S002", "Filen er en webside, selv om den hedder .docx.", "Gem den som Word-dokument (.docx).")
    if not content.startswith(b"PK"):
        return Mistake("S012", "Filen er ikke et Word-dokument.", "Gem skabelonen som Word-dokument (.docx).")
    return None


def _refused(members: list[zipfile.ZipInfo]) -> Iterable[Mistake]:
    names: set[str] = set()
    for member in members:
        name = member.filename
        if name.casefold() in names:
            yield Mistake("S008", "Filen har den samme del to gange.", "Åbn den i Word, og gem den som en ny fil.")
        names.add(name.casefold())
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            yield Mistake("S009", "Filen har en del, der peger ud af filen.", "Brug den ikke; lav skabelonen på ny.")
        if member.flag_bits & 1:
            yield Mistake("S005", "Filen er beskyttet med adgangskode.", "Fjern adgangskoden i Word, og gem igen.")
    sizes = [member.file_size for member in members]
    if (
        len(members) > _MOST_MEMBERS
        or sum(sizes) > _LARGEST_SUM
        or max(sizes, default=0) > _LARGEST_MEMBER
        or any(m.file_size > max(_RATIO_FROM, m.compress_size * _HIGHEST_RATIO) for m in members)
    ):
        yield Mistake("S007", "Filen fylder unormalt meget, når den pakkes ud.", "Brug den ikke; lav skabelonen på ny.")


@dataclass(frozen=True)
class Member:
    """One packed part. Packed once, it can be put into any number of files."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int = zipfile.ZIP_DEFLATED

    @classmethod
    def of(cls, name: str, content: bytes, level: int = _STATIC_LEVEL, window: int = zlib.MAX_WBITS) -> "Member":
        """Pack `content`; deflate without header, as zip wants it."""
        deflate = zlib.compressobj(level, zlib.DEFLATED, -window, window - 7)
        return cls(name, deflate.compress(content) + deflate.flush(), zlib.crc32(content), len(content))

    @classmethod
    def as_it_is(cls, name: str, content: bytes) -> "Member":
        """Put `content` in unpacked."""
        return cls(name, content, zlib.crc32(content), len(content), zipfile.ZIP_STORED)


def _window(size: int) -> int:
    """How far back deflate looks, as a power of two: the memory for it costs more time than packing a small part."""
    return 12 if size <= 4096 else 14 if size <= 32768 else zlib.MAX_WBITS


def fresh(name: str, content: bytes) -> Member:
    """A member for one document only, packed if that is worth the time."""
    if len(content) < _WORTH_PACKING or name.endswith(_PACKED_ALREADY):
        return Member.as_it_is(name, content)
    return Member.of(name, content, _FRESH_LEVEL, _window(len(content)))


@dataclass(frozen=True)
class Begun:
    """The beginning of a zip, put together once for many files."""

    body: bytes = b""
    directory: bytes = b""
    count: int = 0

    def with_members(self, members: Iterable[Member]) -> "Begun":
        """The same with more members, in the order given."""
        more = tuple(members)
        body, directory = self._with(more)
        return Begun(b"".join(body), b"".join(directory), self.count + len(more))

    def ended_with(self, members: Iterable[Member]) -> bytes:
        """The whole zip, with these members last."""
        more = tuple(members)
        body, directory = self._with(more)
        count, sizes = self.count + len(more), (sum(map(len, directory)), sum(map(len, body)))
        return b"".join((*body, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, *sizes, 0)))

    def _with(self, members: Iterable[Member]) -> tuple[list[bytes], list[bytes]]:
        """Body and directory with more members, in pieces: the beginning is long and is copied only once."""
        body, directory, at = [self.body], [self.directory], len(self.body)
        for member in members:
            name = member.name.encode()
            flags = 0 if member.name.isascii() else 0x800
            shared = _SHARED.pack(
                flags, member.method, 0, _DATE_1980, member.crc, len(member.packed), member.size, len(name), 0
            )
            body += (_LOCAL, shared, name, member.packed)
            directory += (_CENTRAL, shared, _ENTRY.pack(0, 0, 0, _UNIX_0600, at), name)
            at += len(_LOCAL) + len(shared) + len(name) + len(member.packed)
        return body, directory


_SHARED: Final = struct.Struct("<HHHHIIIHH")
_ENTRY: Final = struct.Struct("<HHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_LOCAL: Final = struct.pack("<4sH", b"PK\3\4", 20)
_CENTRAL: Final = struct.pack("<4sBBH", b"PK\1\2", 20, 3, 20)


def pack(members: Iterable[Member], begun: Begun = Begun()) -> bytes:
    """A zip of the members, after those `begun` with: fixed date, rights and system, so that only contents count."""
    return begun.ended_with(members)


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts by name, `[Content_Types].xml` first and the rest in the order given."""
    first = "[Content_Types].xml"
    return pack(Member.of(name, parts[name]) for name in sorted(parts, key=lambda name: name != first))
