"""Every document can be read by those who do not see it, and by those who see little: in Word and as PDF."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from lxml import etree
from made_files import Document, Project

from mlmp_docs.build.samples import samples
from mlmp_docs.build.stretch import stretched
from mlmp_docs.build.template_trial import filled
from mlmp_docs.outbox import libreoffice
from tools.pages import access, contrast
from tools.pages.aloud import heard

pytestmark = pytest.mark.slow
TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def extremes() -> dict[str, bytes]:
    """Each built-in template with the fullest, the longest and the emptiest content."""
    made = {}
    for sample in samples():
        template = (TEMPLATES / sample.template).read_bytes()
        kinds = {"fullest": sample.fields, "longest": stretched(sample.fields)} if sample.fullest else {}
        for kind, fields in (kinds or {"emptiest": sample.fields}).items():
            made[f"{sample.template} ({kind})"] = filled(template, sample.template, fields)
    return made


@pytest.fixture(scope="module")
def pdfs(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The documents as the program itself makes PDFs of them."""
    program = libreoffice.find(None) or Path(shutil.which("soffice") or "soffice")
    folder = tmp_path_factory.mktemp("pdf")
    sources = [document.path for document in project.documents]
    found = {}
    for source, made in libreoffice.convert(program, sources, folder / "lo", stop=Event()):
        assert isinstance(made, bytes), f"{source.name}: {made}"
        found[source.name] = folder / f"{source.stem}.pdf"
        found[source.name].write_bytes(made)
    return found


def test_a_screen_reader_finds_its_way_in_every_document(project: Project, extremes: dict[str, bytes]) -> None:
    documents = {document.name: document.path.read_bytes() for document in project.documents} | extremes
    assert [f"{name}: {fault}" for name, document in documents.items() for fault in access.faults(document)] == []


def test_every_text_stands_out_from_what_lies_under_it(project: Project, extremes: dict[str, bytes]) -> None:
    documents = {document.name: document.path.read_bytes() for document in project.documents} | extremes
    found = {pair: (name, style) for name, each in documents.items() for pair, style in contrast.pairs(each).items()}
    assert len(found) > 30
    print("lowest contrast:", min(round(pair.contrast, 2) for pair in found))
    assert {pair: where for pair, where in found.items() if pair.contrast < contrast.LEAST} == {}


@pytest.mark.soffice
def test_each_pdf_is_tagged_and_says_its_title_and_that_it_is_danish(project: Project, pdfs: dict[str, Path]) -> None:
    for document in project.documents:
        told = subprocess.run(["pdfinfo", pdfs[document.name]], capture_output=True, text=True, check=True).stdout
        assert "Tagged:          yes" in told
        assert f"Title:           {_title(document)}\n" in told
        assert b"/Lang(da-DK)" in pdfs[document.name].read_bytes()


@pytest.mark.soffice
@pytest.mark.outloud
def test_each_pdf_can_be_read_aloud_without_errors(pdfs: dict[str, Path]) -> None:
    found = [heard(pdf) for pdf in pdfs.values()]
    print(f"read aloud: {len(found)} PDFs, {sum(len(each.warnings) for each in found)} warnings")
    assert [error for each in found for error in each.errors] == []


def _title(document: Document) -> str:
    with ZipFile(BytesIO(document.path.read_bytes())) as package:
        core = etree.fromstring(package.read("docProps/core.xml"))
    return core.findtext(f"{access.DC}title") or ""
