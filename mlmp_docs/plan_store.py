"""Saves edited plan files, of which there is no other copy: whole or not at all, and never over somebody's work.

Everything is written beside the files first. Only when all of it lies safely on the disk, and no file is another
than the one that was read, are they put in place, one rename each. If one of those fails, the files before it are
put back.
"""

import errno
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from mlmp_docs.diagnostic import Diagnostic, Level, Place

_AGAIN = "Kør kommandoen igen."
_TEMPORARY = ".mlmp-"
_OLD = 600
"""Seconds after which a file that is being written is nobody's any more."""
_numbers = count()


@dataclass(frozen=True)
class Rewrite:
    """New content for a file of the project."""

    file: str
    """Relative to the project, as in messages."""

    before: bytes | None
    """What the new content was made from; None for a file that must not be there yet."""

    after: bytes


class _Refused(Exception):
    """A file that cannot be written."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def rewrite(root: Path, changes: Sequence[Rewrite]) -> tuple[Diagnostic, ...]:
    """Save all the files, or none of them and tell why; nothing told means that all are saved."""
    told: list[Diagnostic] = []
    ready: list[tuple[Rewrite, Path]] = []
    changes = [change for change in changes if change.before != change.after]
    try:
        for change in changes:
            try:
                _look(root / change.file, change.before)
                ready.append((change, _written_beside(root / change.file, change)))
            except (_Refused, OSError) as trouble:
                told.append(_not_saved(change, trouble))
        return tuple(told) if told else _put_in_place(root, ready)
    finally:
        for _, temporary in ready:
            with suppress(OSError):
                temporary.unlink()


def _put_in_place(root: Path, ready: list[tuple[Rewrite, Path]]) -> tuple[Diagnostic, ...]:
    for change, _ in ready:
        try:
            _look(root / change.file, change.before)
        except (_Refused, OSError) as trouble:
            return (_not_saved(change, trouble),)
    done: list[Rewrite] = []
    for change, temporary in ready:
        try:
            _move(temporary, root / change.file, change)
        except (_Refused, OSError) as trouble:
            return (_not_saved(change, trouble), *_put_back(root, done))
        done.append(change)
    for folder in {(root / change.file).parent for change in done}:
        _flush_folder(folder)
        _sweep(folder, max(path.stat().st_mtime for path in folder.glob("*.yaml")))
    return ()


def _put_back(root: Path, done: list[Rewrite]) -> list[Diagnostic]:
    told = []
    for change in reversed(done):
        path = root / change.file
        try:
            _look(path, change.after)
            if change.before is None:
                path.unlink()
                continue
            back = Rewrite(change.file, change.after, change.before)
            _move(_written_beside(path, back), path, back)
        except (_Refused, OSError):
            message = "Filen er gemt med ændringerne, selv om en anden fil ikke kunne gemmes."
            told.append(Diagnostic("B010", Level.FEJL, Place(change.file), message, "Se den igennem, og kør igen."))
    return told


def _not_saved(change: Rewrite, trouble: _Refused | OSError) -> Diagnostic:
    refused = trouble if isinstance(trouble, _Refused) else _translated(trouble)
    return Diagnostic("B009", Level.FEJL, Place(change.file), refused.message, refused.hint)


def _look(path: Path, before: bytes | None) -> None:
    """Refuse a file that cannot be replaced, or is not the one that was read."""
    if before is None:
        if os.path.lexists(path):
            raise _Refused("Der ligger allerede en fil med det navn.", "Vælg et andet navn.")
        return
    try:
        found = path.lstat()
    except FileNotFoundError:
        raise _Refused("Filen er væk, siden den blev læst.", _AGAIN) from None
    if stat.S_ISLNK(found.st_mode):
        raise _Refused("Filen er en genvej, og den skrives der ikke igennem.", "Læg selve filen i mappen.")
    if not stat.S_ISREG(found.st_mode):
        raise _Refused("Det er ikke en almindelig fil.", "Læg en almindelig fil i stedet.")
    # A rename asks the folder for leave, not the file; whoever made the file read-only meant it.
    if not found.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise _Refused("Filen er skrivebeskyttet.", "Fjern beskyttelsen, hvis du må rette i den.")
    if path.read_bytes() != before:
        raise _Refused("Filen er blevet ændret, siden den blev læst.", _AGAIN)


def _written_beside(path: Path, change: Rewrite) -> Path:
    """The new content in a file beside the old one, safely on the disk, with the old one's rights and owner."""
    temporary = path.parent / f"{_TEMPORARY}{os.getpid()}-{next(_numbers)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(change.after)
            file.flush()
            if change.before is not None:
                _copy_rights(path, descriptor)
            os.fsync(descriptor)
            # A full disk can give a short file without an error on network drives.
            if os.fstat(descriptor).st_size != len(change.after):
                raise OSError(errno.ENOSPC, "short file")
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _sweep(folder: Path, now: float) -> None:
    """Delete what a killed run left; `now` is by the clock of the drive itself."""
    for leftover in folder.glob(f"{_TEMPORARY}*.tmp"):
        with suppress(OSError):
            if leftover.stat().st_mtime < now - _OLD:
                leftover.unlink()


def _copy_rights(path: Path, descriptor: int) -> None:
    if os.name == "nt":  # There the folder's rights go to a new file.
        return
    old, new = path.stat(), os.fstat(descriptor)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        # Only an administrator may give a file away; the group at least can often be kept.
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except OSError:
            with suppress(OSError):
                os.fchown(descriptor, -1, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        for name in os.listxattr(path):
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(path, name))


def _move(temporary: Path, path: Path, change: Rewrite) -> None:
    """Put a finished file in place."""
    if change.before is None:
        # A rename would replace what somebody else has put there meanwhile.
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise _Refused("Der ligger allerede en fil med det navn.", "Vælg et andet navn.") from None
        except OSError:
            temporary.rename(path)  # a drive without links
        return
    _look(path, change.before)
    temporary.replace(path)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _translated(trouble: OSError) -> _Refused:
    if isinstance(trouble, PermissionError):
        return _Refused("Filen er åben i et andet program, eller du må ikke skrive i mappen.", "Luk den, og kør igen.")
    if isinstance(trouble, FileNotFoundError | NotADirectoryError):
        return _Refused("Mappen findes ikke.", "Se efter, om drevet er der.")
    if trouble.errno == errno.ENOSPC:
        return _Refused("Disken er fuld.", "Gør plads, og kør igen.")
    if trouble.errno == errno.EROFS:
        return _Refused("Drevet kan kun læses.", "Kopiér projektet til et drev, der kan skrives på.")
    return _Refused("Filen kunne ikke gemmes.", "Prøv igen, og se efter, om drevet er der.")
