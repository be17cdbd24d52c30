"""`python -m tools.pages FOLDER`: every document for every kind of citizen as pictures of pages, with figures.

Makes a project of the sample citizens and those of `citizens.py`, builds it with PDFs as a user would, adds each
template with its longest content, and writes `index.html` with every page and `tal.md` with the figures.
"""

import argparse
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from mlmp_docs.build.samples import samples
from mlmp_docs.build.stretch import stretched
from mlmp_docs.build.template_trial import filled
from mlmp_docs.outbox import libreoffice
from mlmp_docs.project import Project, load
from mlmp_docs.word.mistake import TemplateError
from tools.pages.citizens import citizens
from tools.pages.sheet import contact_sheet
from tools.pages.tables import Page, contrast_table, figures_table, measured

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Make the pages."""
    parser = argparse.ArgumentParser(prog="python -m tools.pages", description=__doc__)
    parser.add_argument("folder", type=Path, help="a new or emptied folder")
    parser.add_argument("--only", metavar="KIND", default="", help="documents whose name begins so, e.g. visuel-plan")
    parser.add_argument("--dpi", type=int, default=60)
    asked = parser.parse_args()
    folder: Path = asked.folder
    shutil.rmtree(folder, ignore_errors=True)
    project = _project(folder / "projekt")
    print(_built(project.root, asked.only))
    made = sorted((project.root / "output").rglob("*.docx"))
    made += _longest(folder / "laengst", asked.only)
    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(lambda source: _drawn(source, folder, asked.dpi), made))
    rows = measured(pages, project)
    report = f"{figures_table(rows)}\n{contrast_table(pages)}"
    (folder / "tal.md").write_text(report, encoding="utf-8")
    (folder / "index.html").write_text(contact_sheet(pages, folder), encoding="utf-8")
    print(report)
    print(f"\n{sum(len(page.pictures) for page in pages)} pages of {len(pages)} documents: {folder / 'index.html'}")


def _project(folder: Path) -> Project:
    for part in ("citizens", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mlmp.yaml", folder)
    for id_, text in citizens().items():
        (folder / "citizens" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    project = load(folder)
    assert isinstance(project, Project), project
    return project


def _built(folder: Path, only: str) -> str:
    chosen = ["--dokument", only] if only else []
    command = [sys.executable, "-m", "mlmp_docs", "byg", "--pdf", "--projekt", str(folder), *chosen]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


def _longest(folder: Path, only: str) -> list[Path]:
    """Each built-in template with stretched content, and its PDF."""
    folder.mkdir()
    made = []
    for sample in samples():
        if sample.fullest and sample.template.startswith(only):
            content = (ROOT / "templates" / sample.template).read_bytes()
            path = folder / f"{Path(sample.template).stem}-laengst.docx"
            try:
                path.write_bytes(filled(content, sample.template, stretched(sample.fields)))
            except TemplateError as trouble:
                print(f"{path.name} is not made: {trouble}")
            else:
                made.append(path)
    program = libreoffice.find(None) or Path(shutil.which("soffice") or "soffice")
    for source, pdf in libreoffice.convert(program, made, folder / "lo", stop=Event()):
        assert isinstance(pdf, bytes), f"{source.name}: {pdf}"
        source.with_suffix(".pdf").write_bytes(pdf)
    shutil.rmtree(folder / "lo")
    return made


def _drawn(source: Path, folder: Path, dpi: int) -> Page:
    pictures = folder / "sider"
    pictures.mkdir(exist_ok=True)
    pdf = source.with_suffix(".pdf")
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(pictures / source.stem)], check=True)
    found = [path for path in pictures.glob(f"{source.stem}-*.png") if path.stem.rpartition("-")[0] == source.stem]
    return Page(source, pdf, tuple(sorted(found)))


if __name__ == "__main__":
    main()
