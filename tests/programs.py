"""The outside programs that tests with the markers `soffice` and `validator` use."""

import atexit
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

FALSE_ALARM = ("/xl/styles.xml", "fonts")
"""The validator wants the parts of a font in one order; the standard allows any."""
_PROFILE = Path(mkdtemp(prefix="mlmp-soffice-"))
atexit.register(shutil.rmtree, _PROFILE, ignore_errors=True)


def convert(files: Iterable[Path], to: str, folder: Path) -> list[Path]:
    """The files as `to` (pdf, docx, xlsx), made by LibreOffice in one call."""
    sources = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", f"-env:UserInstallation={_PROFILE.as_uri()}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sources)], capture_output=True, text=True, check=False
    )
    made = [folder / f"{source.stem}.{to}" for source in sources]
    lost = [path.name for path in made if not path.is_file()]
    assert not lost, f"LibreOffice did not make {lost}: {done.stdout}{done.stderr}"
    return made


SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that LibreOffice's own module `uno` is installed for."""


@cache
def has_uno() -> bool:
    """Whether LibreOffice can be told what to do."""
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def edit_in_office(jobs: Sequence[Mapping[str, object]]) -> None:
    """Do to files in one LibreOffice what `in_office.py` says, and save them; a job has `file`, `steps` and `save`."""
    script = Path(__file__).with_name("in_office.py")
    with TemporaryDirectory(prefix="mlmp-uno-") as profile:
        done = subprocess.run(
            [SYSTEM_PYTHON, str(script), profile], input=json.dumps(jobs), capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    return len(page_texts(pdf))


def pdf_text(pdf: Path) -> str:
    """The text of a PDF."""
    return "".join(page_texts(pdf))


def page_texts(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return told.split("\f")[:-1]


def validation_errors(files: Iterable[Path]) -> list[str]:
    """What the Open XML SDK finds wrong, as "file: part: description"; its one known false alarm left out."""
    with ThreadPoolExecutor(2) as pool:
        return [error for found in pool.map(_validation_errors, files) for error in found]


def _validation_errors(file: Path) -> list[str]:
    done = subprocess.run(["ooxml-validator", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    errors = [error for error in report["errors"] if not _is_false_alarm(error)]
    assert report["ok"] or report["errors"], report
    return [f"{file.name}: {error.get('path')}: {error['description']}" for error in errors]


def _is_false_alarm(error: dict[str, str]) -> bool:
    part, element = FALSE_ALARM
    return error.get("path") == part and f":{element}[1]/x:font[" in error.get("xPath", "")
