"""The last page of the visual plan: steps and agreements in ordinary words, and whose words the plan's are."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from builders import opsætning, plan
from lxml import etree
from programs import convert, page_texts

from mlmp_docs.content import compose
from mlmp_docs.procedure.documents import wanted
from mlmp_docs.word.design.__main__ import TEMPLATES
from mlmp_docs.word.template import Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OWN = "min_plan: {håb_og_drømme: [En hund]}\n"


def _fields(text: str) -> dict[str, Any]:
    settings = opsætning()
    one = next(each for each in wanted("anna", plan(text), settings, 2027) if each.document.key == "visuel-plan")
    return compose(one, settings)


def _made(text: str) -> bytes:
    fields = _fields(text)
    template = Template.open(TEMPLATES["visuel-plan.docx"](), "visuel-plan.docx")
    return template.render(fields, titel=fields["titel"], forfatter="Rådgiver", memory={})


def _agreed(count: int) -> str:
    return f"aftaler: [{', '.join(f'{{tekst: Vi øver nummer {n}, ansvarlige: [Jonas Bak]}}' for n in range(count))}]\n"


def _table(content: bytes) -> etree._Element:
    with ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    told = [caption for caption in body.iter(f"{W}tblCaption") if caption.get(f"{W}val") == "Vores aftaler"]
    assert len(told) == 1
    return next(told[0].iterancestors(f"{W}tbl"))


def test_the_table_has_a_head_for_screen_readers_and_no_row_is_split_over_pages() -> None:
    head, *rows = _table(_made(OWN + _agreed(3))).findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(rows) == 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))


def test_only_the_last_row_stays_with_the_sentences_below() -> None:
    _, *rows = _table(_made(OWN + _agreed(3))).findall(f"{W}tr")
    assert [bool(row.findall(f".//{W}keepNext")) for row in rows] == [False, False, True]


@pytest.mark.parametrize(
    ("kilde", "sentences"),
    [
        ("Borger", ["Planen bliver færdig på mødet. Den kan ændres, når mit liv ændrer sig.",
                    "Ordene på side 1 er mine egne."]),
        ("Borger støttet af pårørende", ["Planen bliver færdig på mødet. Den kan ændres, når mit liv ændrer sig.",
                    "Ordene på side 1 er mine egne; en pårørende har hjulpet mig med at skrive dem."]),
        ("Pårørende alene", ["Planen bliver færdig på mødet. Den kan ændres, når Annas liv ændrer sig.",
                    "Ordene på side 1 er skrevet af pårørende, fordi det er svært for Anna selv at fortælle."]),
    ],
)  # fmt: skip
def test_the_plan_says_whose_it_is_and_whose_words_it_has(kilde: str, sentences: list[str]) -> None:
    assert _fields(f"min_plan: {{håb_og_drømme: [En hund], kilde: {kilde}}}\n")["om_planen"] == sentences


def test_a_page_without_the_citizens_words_does_not_say_whose_they_are() -> None:
    assert _fields("")["om_planen"] == ["Planen bliver færdig på mødet. Den kan ændres, når mit liv ændrer sig."]


@pytest.mark.soffice
def test_the_closing_sentences_never_stand_alone_on_a_page(tmp_path: Path) -> None:
    files = []
    for count in range(14, 22):
        files.append(tmp_path / f"{count}.docx")
        files[-1].write_bytes(_made(OWN + _agreed(count)))
    lengths = set()
    for pdf in convert(files, "pdf", tmp_path):
        pages = page_texts(pdf)
        lengths.add(len(pages))
        assert "Vi øver nummer" in pages[-1]
        assert "Ordene på side 1" in pages[-1]
    assert lengths == {2, 3}
