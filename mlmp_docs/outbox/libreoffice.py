"""LibreOffice as a converter to PDF: many files in one call, with a profile of its own, watched while it works.

A call that stands still is stopped. The file it stood at is tried once more by itself; the others go on without it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from mlmp_docs.outbox.pdf_memory import is_whole, remember
from mlmp_docs.outbox.pdf_structure import for_reading_aloud

FILES_PER_CALL = 100
"""LibreOffice grows with every file it has opened; after so many it is started anew."""
PATIENCE = 60.0
"""Seconds without a new PDF after which LibreOffice has stopped working."""
_GIVE_UP = 3
"""So many first calls without a single PDF: then it is LibreOffice that does not work, not the files."""
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)
_FILTERS = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
_OPTIONS = ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")
_SETTINGS = (
    # Nothing in a document may run or reach out to the net, and nothing may ask a question nobody sees.
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    # A workbook does not say its language; a reader aloud must not take it for English.
    ("Office.Linguistic/General", "DefaultLocale", "da-DK"),
    ("Setup/L10N", "ooSetupSystemLocale", "da-DK"),
)
"""The profile: where, what and which value."""


@dataclass(frozen=True)
class Printer:
    """What a run makes PDFs with."""

    program: Path | None
    """LibreOffice; None when it is not on this machine."""

    at_once: int = 2
    """Copies of LibreOffice that work at the same time, each with a profile of its own."""


@dataclass(frozen=True)
class Trouble:
    """Why a file gave no PDF, in Danish and with a remedy."""

    reason: str


BROKEN = Trouble("LibreOffice kan ikke lave filen om til PDF – åbn den, og se efter, om den er i orden")
HUNG = Trouble("LibreOffice gik i stå ved filen og blev stoppet – åbn den, og se efter, om den er i orden")
DEAD = Trouble("LibreOffice virker ikke her – start programmet en gang selv, og kør igen")


def find(search_path: str | None) -> Path | None:
    """Where LibreOffice is on this machine; `search_path` is that of the environment."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name, path=search_path):
            return Path(found)
    return next((place for place in map(Path, _USUAL_PLACES) if place.is_file()), None)


def convert(
    program: Path, sources: Sequence[Path], folder: Path, *, stop: Event, patience: float = PATIENCE
) -> Iterator[tuple[Path, bytes | Trouble]]:
    """The PDF of each file, with its memory; all files of one kind (.docx or .xlsx).

    `folder` is a private one for this call only: it holds the profile and copies of the files. The files themselves
    are not touched. When `stop` is set, LibreOffice is ended and the rest are left.
    """
    office = _Office(program, folder, patience, stop)
    waiting = list(sources)
    calls, works = 0, False
    while waiting and (works or calls < _GIVE_UP):
        batch = waiting[:FILES_PER_CALL]
        done, _ = office.call(batch)
        yield from done
        if stop.is_set():
            return
        made = {source for source, _ in done}
        calls, works = calls + 1, works or bool(done)
        waiting = [source for source in waiting if source not in made]
        if len(done) < len(batch):
            # They are worked on in order, so the first one without a PDF is where it stopped, or is broken.
            culprit = next(source for source in batch if source not in made)
            again, hung = office.call([culprit])
            yield from again or [(culprit, HUNG if hung else BROKEN)]
            calls, works = calls + 1, works or bool(again)
            waiting.remove(culprit)
    for source in waiting:
        yield source, DEAD


class _Office:
    """One LibreOffice at a time, started anew for each call in the same profile."""

    def __init__(self, program: Path, folder: Path, patience: float, stop: Event) -> None:
        self.program, self.folder, self.patience, self.stop = program, folder.resolve(), patience, stop
        user = self.folder / "profil" / "user"
        user.mkdir(parents=True, mode=0o700)
        (user / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")

    def call(self, sources: Sequence[Path]) -> tuple[list[tuple[Path, bytes | Trouble]], bool]:
        """The files it made a PDF of, and whether it had to be stopped."""
        inside, outside = self.folder / "ind", self.folder / "ud"
        for place in (inside, outside):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
        # Numbers instead of names: no citizen's id is seen in the machine's list of processes.
        names = {f"{number:04}{source.suffix}": source for number, source in enumerate(sources, start=1)}
        for name, source in names.items():
            (inside / name).write_bytes(source.read_bytes())
        hung = self._run(list(names), inside, outside)
        made: list[tuple[Path, bytes | Trouble]] = []
        for name, source in names.items():
            pdf = outside / f"{Path(name).stem}.pdf"
            content = pdf.read_bytes() if pdf.is_file() else b""
            if is_whole(content):
                # What was copied, not what lies there now: somebody may have saved the file in the meantime.
                made.append((source, remember(for_reading_aloud(content), (inside / name).read_bytes())))
        shutil.rmtree(inside, ignore_errors=True)
        shutil.rmtree(outside, ignore_errors=True)
        return made, hung

    def _run(self, names: Sequence[str], inside: Path, outside: Path) -> bool:
        """Let LibreOffice convert the files; True when it stood still and was stopped."""
        command = [
            str(self.program),
            f"-env:UserInstallation={(self.folder / 'profil').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck"),
            *("--convert-to", export(Path(names[0]).suffix), "--outdir", str(outside), *names),
        ]
        quiet = subprocess.DEVNULL
        try:
            process = subprocess.Popen(
                command, cwd=inside, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        except OSError:  # not a program, or not one this user may run
            return False
        try:
            return self._stands_still(process, lambda: len(list(outside.iterdir())))
        finally:
            _stop(process)

    def _stands_still(self, process: subprocess.Popen[bytes], made: Callable[[], int]) -> bool:
        count, since = 0, time.monotonic()
        while process.poll() is None and not self.stop.wait(0.05):
            if (now := made()) != count:
                count, since = now, time.monotonic()
            elif time.monotonic() - since > self.patience:
                return True
        return False


def export(suffix: str) -> str:
    """The filter and its options: tagged, and flagged as PDF/UA, so that it can be read aloud."""
    options = ",".join(f'"{name}":{{"type":"boolean","value":"true"}}' for name in _OPTIONS)
    return f"pdf:{_FILTERS[suffix]}:{{{options}}}"


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for place, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n'
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started; does nothing when it has ended."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
