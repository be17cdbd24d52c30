"""Saves whole files. What a person or a killed run left behind is never half of something.

Every file appears in one step, readable by its owner only; nothing is written through a symbolic link or
outside the output folder.
"""

import errno
import itertools
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CACHE = ".mlmp"
"""Folder in output/ for the lock and throw-away caches; may be deleted at any time."""

_TEMPORARY = ".mlmp-"
_numbers = itertools.count()


class SaveError(Exception):
    """A file that could not be written; the message is a Danish reason with a remedy."""


def folder(path: Path, root: Path) -> None:
    """Make `path` and its parents below `root` as private folders.

    Raises `SaveError` when the path leaves `root` or passes a symbolic link.
    """
    refuse_detours(path, root)
    if path.is_dir():
        return
    try:
        try:
            path.mkdir(mode=0o700, exist_ok=True)  # mostly only the last one is new
        except FileNotFoundError:
            for part in [root, *(root / p for p in _steps(path, root))]:
                part.mkdir(mode=0o700, exist_ok=True)
    except OSError as trouble:
        raise SaveError(reason(trouble)) from trouble


def save(content: bytes, target: Path, root: Path) -> None:
    """Replace `target`, somewhere below `root`, with `content` in one step.

    Someone may be printing the old file; it stays whole until the new one is. Raises `SaveError`.
    """
    batch = Batch(root)
    batch.save(content, target)
    for trouble in batch.finish().values():
        raise trouble


def remove(target: Path, root: Path) -> None:
    """Delete a file below `root`. Raises `SaveError`."""
    refuse_detours(target, root)
    try:
        target.unlink(missing_ok=True)
    except OSError as trouble:
        raise SaveError(reason(trouble)) from trouble


State = tuple[int, int]
"""What tells one version of a file from the next: its size and the time of its last change."""


@dataclass(frozen=True)
class Waiting:
    """Files that are written under other names; any process may put them in place."""

    written: tuple[tuple[Path, Path, State | None], ...] = ()
    """Temporary file, target, and what stood at the target when it was looked at."""

    gone: tuple[tuple[Path, Path], ...] = ()
    """What is to be deleted, and the target that must be in place first."""


def put_in_place(waiting: Sequence[Waiting], root: Path) -> dict[Path, SaveError]:
    """Put all files in place, after one flush of the disk for all; the targets that could not be, and why.

    A file that somebody saved since it was looked at stays as it is. Waiting for the disk once instead of once for each
    file is most of what saving small files costs.
    """
    troubles: dict[Path, SaveError] = {}
    placed: set[Path] = set()
    written = [pair for each in waiting for pair in each.written]
    lost = _flush([temporary for temporary, _, _ in written])
    for temporary, target, seen in written:
        try:
            if lost:
                raise lost
            if target not in placed and _state(target) != seen:
                raise SaveError("nogen har gemt filen imens – kør igen")
            temporary.replace(target)
            placed.add(target)
        except (OSError, SaveError) as trouble:
            _forget(temporary)
            troubles[target] = trouble if isinstance(trouble, SaveError) else SaveError(reason(trouble))
    for path, after in (pair for each in waiting for pair in each.gone):
        if after not in troubles:
            try:
                remove(path, root)
            except SaveError as trouble:
                troubles[after] = trouble
    return troubles


def forget(waiting: Sequence[Waiting]) -> None:
    """Leave everything as it was; for a run that is broken off."""
    for each in waiting:
        for temporary, _, _ in each.written:
            _forget(temporary)


class Batch:
    """Files below `root` that are written one by one and put in place together."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._written: list[tuple[Path, Path, State | None]] = []
        self._seen: dict[Path, State | None] = {}
        """What stood at each target when it was first looked at."""

        self._gone: list[tuple[Path, Path]] = []
        self._names: dict[Path, frozenset[str]] = {}
        """What stands in each folder that was looked at, for detours too; see `holds`."""

        self._sound: set[Path] = set()
        """Those of them that are there."""

    def holds(self, target: Path) -> bool:
        """Whether something may stand at `target`: each folder is read once, and most new files need no other look.

        Raises `SaveError` when the folder is no place to save in.
        """
        parent = target.parent
        names = self._names.get(parent)
        if names is None:
            refuse_detours(parent, self._root)
            names = self._names[parent] = _names_in(parent)
        if not names or _alike(target.name) not in names:
            return False
        if target not in self._seen:
            self._seen[target] = _state(target)
        return True

    def refuse_detours(self, target: Path) -> None:
        """What `refuse_detours` does; each folder is looked at once for all files in it."""
        if self.holds(target) and target.is_symlink():
            raise SaveError(_DETOUR)

    def save(self, content: bytes, target: Path) -> None:
        """Write the file that is to be put in place of `target`. Raises `SaveError`."""
        self.refuse_detours(target)
        parent = target.parent
        if parent not in self._sound:
            folder(parent, self._root)
            self._sound.add(parent)
        temporary = parent / f"{_TEMPORARY}{os.getpid()}-{next(_numbers)}.tmp"
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        except OSError as trouble:
            raise SaveError(reason(trouble)) from trouble
        try:
            try:
                _write_whole(descriptor, content)
            finally:
                os.close(descriptor)
        except BaseException as trouble:
            _forget(temporary)
            if isinstance(trouble, OSError):
                raise SaveError(reason(trouble)) from trouble
            raise
        self._written.append((temporary, target, self._seen.get(target)))

    def remove(self, path: Path, after: Path) -> None:
        """Let `path` be deleted once `after` is in place."""
        self._gone.append((path, after))

    def hand_over(self) -> Waiting:
        """What waits to be put in place; this batch begins anew."""
        waiting = Waiting(tuple(self._written), tuple(self._gone))
        self._written, self._gone, self._seen = [], [], {}
        return waiting

    def finish(self) -> dict[Path, SaveError]:
        """Put all files in place; the targets that could not be, and why."""
        return put_in_place([self.hand_over()], self._root)


_BINARY = getattr(os, "O_BINARY", 0)
_FLUSHED_AT_ONCE = 8


def _write_whole(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
    # A full disk can give a short file without an error on network drives.
    if os.fstat(descriptor).st_size != len(content):
        raise OSError(errno.ENOSPC, "short file")


def _flush(paths: Sequence[Path]) -> OSError | None:
    """Wait until the files really are on the disk; what the disk says if it cannot."""
    try:
        if len(paths) < 2 or not _flush_together(paths[0].parent):
            # Each waits for the disk; without one call for all of them they can at least wait together.
            with ThreadPoolExecutor(_FLUSHED_AT_ONCE) as threads:
                for _ in threads.map(_flush_one, paths):
                    pass
    except OSError as trouble:
        return trouble
    return None


def _flush_one(path: Path) -> None:
    # One that is gone is told when it is to be put in place.
    with suppress(FileNotFoundError), path.open("r+b") as file:  # Windows flushes only what may be written
        os.fsync(file.fileno())


def _flush_together(folder: Path) -> bool:
    """Flush everything on the drive of a folder with one call; False where there is no such call."""
    if sys.platform != "linux":
        return False
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(descriptor)
    return True


def _forget(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink()


def _state(path: Path) -> State | None:
    """What stands at a path, without opening it; None when nothing does."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _names_in(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(_alike(entry.name) for entry in entries)
    except FileNotFoundError:
        return frozenset()
    except OSError as trouble:
        raise SaveError(reason(trouble)) from trouble


def _alike(name: str) -> str:
    """The name in a form that is the same for all names by which some system finds the same file."""
    return unicodedata.normalize("NFC", name).casefold()


def read(path: Path) -> bytes | None:
    """The file's bytes, or None when there is no file. Raises `SaveError` when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as trouble:
        raise SaveError(reason(trouble)) from trouble


def sweep(output: Path) -> None:
    """Delete what a killed run left half written. Only call it while holding the lock."""
    for leftover in output.rglob(f"{_TEMPORARY}*.tmp"):
        with suppress(OSError):
            leftover.unlink()


@contextmanager
def lock(output: Path, wait: Callable[[], None], seconds: float = 600) -> Iterator[None]:
    """Hold the output folder for this run; another run waits for it.

    `wait` is called once when somebody else holds it. The lock belongs to the process, so a killed run leaves
    none behind. Raises `SaveError` after `seconds`.
    """
    folder(output / CACHE, output)
    try:
        opened = (output / CACHE / "laas").open("a+b")
    except OSError as trouble:
        raise SaveError(reason(trouble)) from trouble
    with opened as file:
        told = False
        for _ in range(max(1, int(seconds / 0.2))):
            if _try_lock(file.fileno()):
                break
            if not told:
                wait()
                told = True
            time.sleep(0.2)
        else:
            raise SaveError("en anden kørsel har været i gang i ti minutter – luk den, og kør igen")
        try:
            yield
        except BaseException:
            sweep(output)  # what was written and is not in place
            raise


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # A drive without locks: each file is still replaced whole, with equal bytes. What one run sweeps of the other's
        # is told there, and the next run makes it.
        return True
    return True


def _steps(path: Path, root: Path) -> list[str]:
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        raise SaveError("stien ligger uden for mappen output") from None
    if ".." in parts:
        raise SaveError("stien ligger uden for mappen output")
    return [str(Path(*parts[: count + 1])) for count in range(len(parts))]


def refuse_detours(path: Path, root: Path) -> None:
    """Raise `SaveError` when `path` leaves `root` or one of its folders is a symbolic link."""
    for step in _steps(path, root):
        if (root / step).is_symlink():
            raise SaveError(_DETOUR)


_DETOUR = "en mappe eller fil på vejen er en genvej (symbolsk link) – brug en rigtig mappe"


def reason(trouble: OSError) -> str:
    """Why the operating system would not, in Danish, with a remedy where there is one."""
    if trouble.errno == errno.ENOSPC:
        return "disken er fuld – gør plads, og kør igen"
    if isinstance(trouble, PermissionError):
        return "filen er åben i Word eller Excel, eller du må ikke skrive i mappen – luk filen, og kør igen"
    if trouble.errno == errno.EROFS:
        return "drevet kan kun læses"
    if isinstance(trouble, NotADirectoryError | FileExistsError | IsADirectoryError):
        return "der ligger en fil, hvor der skal være en mappe, eller omvendt"
    if trouble.errno == errno.ENAMETOOLONG:
        return "stien er for lang – flyt projektet til en kortere sti"
    return "filen kunne ikke læses eller skrives – prøv igen, og se efter, om drevet er der"
