"""Every file that was made opens without repair, is the same when made again, and prints on the pages it should."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from made_files import DOCUMENTS, Document, Project, build, values
from programs import convert, page_texts, validation_errors

from mlmp_docs.excel import structure as excel_structure
from mlmp_docs.word import structure as word_structure

pytestmark = pytest.mark.slow


def test_every_document_of_the_procedure_is_among_them(project: Project) -> None:
    made = Counter(document.kind for document in project.documents)
    print("made:", dict(made), f"and {len(project.workbooks)} workbooks")
    assert set(made) == set(DOCUMENTS)
    assert any(file.name.startswith("planlaegning--") for file in project.workbooks)
    assert {document.borger for document in project.documents} == {
        borger for borger, plan in project.plans.items() if not isinstance(plan.get("afsluttet"), dict)
    }


@pytest.mark.validator
def test_the_open_xml_validator_finds_nothing(project: Project) -> None:
    assert validation_errors([file.path for file in project.files]) == []
    print(f"validated: {len(project.files)} files, 0 errors")


def test_the_structural_rules_hold(project: Project) -> None:
    found = [
        f"{file.name}: {fault}" for file in project.documents for fault in word_structure.faults(file.path.read_bytes())
    ]
    found += [
        f"{file.name}: {fault}"
        for file in project.workbooks
        for fault in excel_structure.faults(file.path.read_bytes())
    ]
    assert not found, "\n".join(found)


def test_made_again_elsewhere_they_are_the_same_byte_for_byte(project: Project, tmp_path: Path) -> None:
    again = Project(build(tmp_path / "igen"))
    first = {file.path.relative_to(project.output).as_posix(): file.path.read_bytes() for file in project.files}
    second = {file.path.relative_to(again.output).as_posix(): file.path.read_bytes() for file in again.files}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def most_pages(document: Document, plan: dict[str, Any]) -> int:
    """The most pages that the design gives a document.

    The visual plan has one, one for each goal and one for the agreements; a citizen with very much to say gets two
    more, because nothing is cut.
    """
    said = sum(len(text) for text in values(plan, "min_plan.*.*"))
    return {
        "visuel-plan": 2 + len(plan.get("mål") or []) + (2 if said > 1500 else 0),
        "forberedelsesark": 3 if plan["borger"].get("forberedelsesark") == "observation" else 4,
        "indkaldelse": 2,
        "dagsorden": 2,
        "datobrev": 1,
        "aendring": 1,
        "raadgiverskift": 1,
        "velkomstbrev": 1,
        "bestilling": 2,
        "referat": 3,
        "handleplan": 3,
    }[document.kind]


@pytest.mark.soffice
def test_every_file_prints_on_the_pages_it_should_and_none_of_them_is_empty(project: Project, tmp_path: Path) -> None:
    printed = {pdf.stem: page_texts(pdf) for pdf in convert([file.path for file in project.files], "pdf", tmp_path)}
    pages = {document: len(printed[document.path.stem]) for document in project.documents}
    for kind in DOCUMENTS:
        counts = sorted(pages[document] for document in pages if document.kind == kind)
        print(f"pages of {kind}: {counts}")
    too_long = [
        f"{document.name}: {count}"
        for document, count in pages.items()
        if count > most_pages(document, project.plans[document.borger])
    ]
    assert not too_long, "\n".join(too_long)
    empty = [name for name, texts in printed.items() if not all(text.strip() for text in texts)]
    assert empty == []
    assert not [name for name, texts in printed.items() if "{{" in "".join(texts) or "{%" in "".join(texts)]
