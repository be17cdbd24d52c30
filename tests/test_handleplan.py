"""The plan by law: what it says when there is nothing, one goal or many, and that nothing stands alone on a page."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from builders import opsætning, plan
from lxml import etree

from mlmp_docs.content import compose
from mlmp_docs.procedure.documents import wanted
from mlmp_docs.word.design.__main__ import TEMPLATES
from mlmp_docs.word.template import Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LAW = "handleplan: {ønskes: ja, formål: Anna bor selv}\nmøder: [{år: 2027, dato: 2027-05-12, kl: 10:00, sted: Stuen}]\n"
GOAL = "{borgermål: Jeg vil cykle, indsatsmål: Anna cykler alene, undertema: Færdes, måltype: udvikle, status: i gang}"


def _fields(text: str) -> dict[str, Any]:
    settings = opsætning()
    one = next(each for each in wanted("anna", plan(LAW + text), settings, 2027) if each.document.key == "handleplan")
    return compose(one, settings)


def _body(text: str) -> etree._Element:
    fields = _fields(text)
    template = Template.open(TEMPLATES["handleplan.docx"](), "handleplan.docx")
    made = template.render(fields, titel=fields["titel"], forfatter="Rådgiver", memory={})
    with ZipFile(BytesIO(made)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _texts(element: etree._Element) -> list[str]:
    paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in paragraphs if text]


def test_a_plan_without_goals_says_so_and_what_is_missing_is_not_told() -> None:
    said = _texts(_body(""))
    assert said[-1] == "Der er endnu ikke sat mål."
    assert said.count("Ikke oplyst") >= 8


def test_each_goal_has_its_heading_its_facts_and_last_how_far_it_is() -> None:
    said = _texts(_body(f"mål: [{', '.join([GOAL] * 3)}]\n"))
    assert [text for text in said if text.endswith("Anna cykler alene")] == [
        f"{number}. Anna cykler alene" for number in (1, 2, 3)
    ]
    assert said[-2:] == ["Status", "I gang, ingen frist"]


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (", opstillet: 2026-05-12, frist: 2028-06-01", "I gang, opstillet 12.5.2026, frist 1.6.2028"),
        (", frist: 2028-06-01", "I gang, frist 1.6.2028"),
        ("", "I gang, ingen frist"),
    ],
)
def test_the_status_has_the_goals_dates(dates: str, told: str) -> None:
    assert _fields(f"mål: [{GOAL[:-1]}{dates}}}]\n")["målblokke"][0]["status"] == told


def test_a_goals_heading_stays_with_its_first_facts_and_the_last_fact_is_never_alone() -> None:
    rows = _body(f"mål: [{GOAL}]\n").findall(f".//{W}tbl")[-1].findall(f"{W}tr")
    kept = [bool(row.findall(f".//{W}keepNext")) for row in rows]
    assert kept[:2] == [True, True]
    assert kept[-2:] == [True, False]
    assert not all(kept[2:-2])


def test_that_the_plan_was_made_with_the_citizen_is_said_only_of_the_citizens_own_words() -> None:
    made_with = "Lavet sammen med Anna. Den kan ændres, når livet ændrer sig."
    assert made_with in _texts(_body("min_plan: {håb_og_drømme: [En hund]}\n"))
    assert made_with not in _texts(_body("min_plan: {håb_og_drømme: [en hund], kilde: Medarbejder alene}\n"))
