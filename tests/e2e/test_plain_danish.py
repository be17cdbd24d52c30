"""The fixed texts of every document for the citizen are easy Danish, as the documents themselves say them."""

from collections import defaultdict

import pytest
from made_files import Project, scalars, values

from mlmp_docs.plan.readability import EASY, VERY_EASY, lix
from mlmp_docs.plan.settings import STANDARDDAGSORDEN
from tools.pages.plain_danish import fixed_texts, shown_in_frame

pytestmark = pytest.mark.slow
AT_MOST = {
    "forberedelsesark": VERY_EASY,
    "visuel-plan": VERY_EASY,
    "indkaldelse": EASY,
    "datobrev": EASY,
    "raadgiverskift": EASY,
    "velkomstbrev": EASY,
}
"""Documents for the citizen, and the figure that none of them passes."""
LEEWAY = 20
"""A single sentence may be harder than all of them together, but not hard."""


@pytest.fixture(scope="module")
def texts(project: Project) -> dict[str, dict[str, list[str]]]:
    """The fixed texts of each document, by its kind."""
    shared = [text for key in ("rådgivere", "tilbud", "video") for text in scalars(project.settings[key])]
    shared += [project.settings["kommune"], project.settings["forvaltning"]]
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for document in project.documents:
        brought_in = [*scalars(project.plans[document.borger]), *shared]
        found[document.kind][document.name] = fixed_texts(document.path.read_bytes(), brought_in)
    return found


@pytest.mark.parametrize("kind", AT_MOST)
def test_the_fixed_texts_of_each_document_are_easy(kind: str, texts: dict[str, dict[str, list[str]]]) -> None:
    figures = {name: lix(each) for name, each in texts[kind].items()}
    print(f"LIX of {kind}: {min(figures.values()):.0f}-{max(figures.values()):.0f}, at most {AT_MOST[kind]}")
    assert {name: figure for name, figure in figures.items() if figure > AT_MOST[kind]} == {}


@pytest.mark.parametrize("kind", AT_MOST)
def test_so_are_their_sentences_without_headings_and_short_labels(
    kind: str, texts: dict[str, dict[str, list[str]]]
) -> None:
    sentences = sorted({text for each in texts[kind].values() for text in each if text.endswith((".", "?"))})
    print(f"LIX of the sentences of {kind}: {lix(sentences):.0f}")
    assert lix(sentences) <= AT_MOST[kind]
    long = [text for text in sentences if len(text.split()) >= 8]
    assert [text for text in long if lix(text) > AT_MOST[kind] + LEEWAY] == []


def test_what_the_minutes_tell_the_citizen_first_is_easy(project: Project) -> None:
    told = {
        document.name: shown_in_frame(document.path.read_bytes(), "Kort fortalt")
        for document in project.documents
        if document.kind == "referat" and any(values(project.fields(document), "møde.referat.kort_fortalt"))
    }
    figures = {name: lix(frame) for name, frame in told.items()}
    assert figures
    assert {name: figure for name, figure in figures.items() if figure > EASY} == {}


def test_the_standard_agenda_is_easy() -> None:
    assert lix(point.letlæst or point.punkt for point in STANDARDDAGSORDEN) <= EASY
