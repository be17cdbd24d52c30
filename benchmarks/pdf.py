"""How fast PDFs are made: `python -m benchmarks.pdf`. The bar is 5 a second for about 100 documents on 2 cores.

Compared with the usual way, LibreOffice started once for each document.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.plans import write_municipality
from mlmp_docs.build.request import Request
from mlmp_docs.build.run import build
from mlmp_docs.outbox import libreoffice
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.project import Project, load

CITIZENS = 14
ROUNDS = 3
ONE_BY_ONE = 5
"""Documents of the usual way; enough for its speed."""
BAR = 5.0


def main() -> None:
    """Make the PDFs of a small municipality a few times and print the medians."""
    program = libreoffice.find(os.environ.get("PATH"))
    if program is None:
        sys.exit("LibreOffice is not on this machine")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        write_municipality(root, CITIZENS)
        _run(root, None)
        speeds = []
        for _ in range(ROUNDS):
            for pdf in root.rglob("*.pdf"):
                pdf.unlink()
            began = time.perf_counter()
            count = _run(root, Printer(program))
            speeds.append(count / (time.perf_counter() - began))
        speed, usual = statistics.median(speeds), _one_by_one(root, program)
    print(f"PDF of {count} documents and lists, two LibreOffice at once: {speed:.1f} a second (bar: {BAR:.0f})")
    print(f"one LibreOffice for each document: {usual:.1f} a second; ratio {speed / usual:.1f}")


def _run(root: Path, printer: Printer | None) -> int:
    """Build the project; how many PDFs it made."""
    project = load(root)
    if not isinstance(project, Project):
        sys.exit("\n".join(map(str, project)))
    result = build(project, Request(2027, printer=printer))
    return sum(outcome.art == "pdf" and outcome.action == "lavet" for outcome in result.outcomes)


def _one_by_one(root: Path, program: Path) -> float:
    sources = sorted(root.rglob("*.docx"))[:ONE_BY_ONE]
    command = [str(program), f"-env:UserInstallation={(root / 'profil').as_uri()}", "--headless", "--convert-to", "pdf"]
    began = time.perf_counter()
    for source in sources:
        subprocess.run([*command, "--outdir", str(root / "ud"), str(source)], check=True, capture_output=True)
    return len(sources) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
