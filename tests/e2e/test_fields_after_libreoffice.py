"""The fields of the real documents: as made, filled in, and saved again by LibreOffice."""

import re
from pathlib import Path

import pytest
from programs import convert

from mlmp_docs import builtin
from mlmp_docs.build.samples import samples
from mlmp_docs.word.answers import read_fields, remembered_fields
from mlmp_docs.word.memory import read_memory, shown_hash
from mlmp_docs.word.package import repack, unpack
from mlmp_docs.word.template import Template

BODY = "word/document.xml"
SHEETS = [f"forberedelsesark-{kind}.docx" for kind in ("standard", "billeder", "observation")]
DOCUMENTS = [*SHEETS, "referat.docx", "referat-skabelon.docx"]
ANSWER = "Et svar & mere"


def made(name: str, *, fullest: bool = True) -> bytes:
    content = builtin.template(name)
    assert content is not None
    fields = next(sample.fields for sample in samples() if sample.template == name and sample.fullest is fullest)
    return Template.open(content, name).render(fields, titel="x", forfatter="y", memory={})


def filled_in(content: bytes) -> bytes:
    """Every field that asks to write answered, every box ticked, as Word does it."""
    parts = unpack(content)
    xml = parts[BODY].decode()
    asking = r"<w:showingPlcHdr/>((?:(?!</w:sdt>).)*?<w:t[^>]*>)(?:(?!</w:sdt>).)*?</w:t>"
    xml = re.sub(asking, r"\1" + ANSWER.replace("&", "&amp;") + "</w:t>", xml, flags=re.DOTALL)
    xml = xml.replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>').replace("<w:t>☐<", "<w:t>☒<")
    return repack({**parts, BODY: xml.encode()})


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each document as made and filled in, before and after a save in LibreOffice."""
    folder = tmp_path_factory.mktemp("felter")
    before = {}
    for name in DOCUMENTS:
        stem = Path(name).stem
        before[f"{stem}-uroert"] = made(name)
        before[f"{stem}-udfyldt"] = filled_in(made(name))
    for stem, content in before.items():
        (folder / f"{stem}.docx").write_bytes(content)
    after = convert(sorted(folder.glob("*.docx")), "docx", folder / "igen")
    return {path.stem: (before[path.stem], path.read_bytes()) for path in after}


@pytest.mark.parametrize("fullest", [True, False])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_as_made_holds_what_it_remembers(name: str, fullest: bool) -> None:
    content = made(name, fullest=fullest)
    assert len(read_fields(content)) > 5
    assert read_fields(content) == remembered_fields(content)
    assert (read_memory(content) or {})["mlmp-indhold"] == shown_hash(content)


@pytest.mark.parametrize("name", SHEETS)
def test_every_answer_on_a_sheet_is_read(name: str) -> None:
    found = read_fields(filled_in(made(name, fullest=False)))
    assert all(value in (True, ANSWER, (ANSWER,)) for value in found.values())


@pytest.mark.soffice
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_filled_in_is_read_after_libreoffice_saved_it(
    name: str, resaved: dict[str, tuple[bytes, bytes]]
) -> None:
    before, after = resaved[f"{Path(name).stem}-udfyldt"]
    assert read_fields(after) == read_fields(before) != remembered_fields(after)
    assert shown_hash(after) == shown_hash(before)


@pytest.mark.soffice
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_was_filled_in_when_libreoffice_only_saved_it(
    name: str, resaved: dict[str, tuple[bytes, bytes]]
) -> None:
    _, after = resaved[f"{Path(name).stem}-uroert"]
    assert read_fields(after) == remembered_fields(after)
    assert (read_memory(after) or {})["mlmp-indhold"] == shown_hash(after)


@pytest.mark.soffice
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_second_save_changes_nothing(name: str, resaved: dict[str, tuple[bytes, bytes]], tmp_path: Path) -> None:
    _, once = resaved[f"{Path(name).stem}-udfyldt"]
    (tmp_path / "fil.docx").write_bytes(once)
    twice = convert([tmp_path / "fil.docx"], "docx", tmp_path / "igen")[0].read_bytes()
    assert read_fields(twice) == read_fields(once)
