"""Everything that people do to a spreadsheet, done at random: plans lose nothing, and nothing is guessed."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from abused_sheet import Hands, pages
from builders import OPSÆTNING, PLAN

from mlmp_docs.diagnostic import Level
from tests import spreadsheet_abuses
from tests.spreadsheet_abuses import IDS, Place, tables

SCORES = "".join(
    f"      - {{dato: 2026-{month:02}-12, enig: {'ja' if month % 2 else 'nej'}}}\n" for month in range(1, 13)
)
MANY_SCORES = PLAN + f"mål:\n  - id: bus\n    borgermål: Køre med bus\n    scoringer:\n{SCORES}"


def test_whatever_is_done_to_a_spreadsheet_nothing_is_lost_guessed_or_mixed_up() -> None:
    tally = spreadsheet_abuses.run(80, 2027)
    assert tally.sheets == 80
    assert tally.became["written"] > 5
    assert tally.became["refused"] > 20


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "citizens").mkdir()
    return Place(tmp_path, {"mlmp.yaml": OPSÆTNING.encode(), "citizens/anna.yaml": MANY_SCORES.encode()})


def refused(place: Place, abuse: Callable[[Hands], None]) -> list[str]:
    hands = Hands(random.Random(1), pages(place.sheet), IDS)
    abuse(hands)
    file = replace(place.sheet, grids=tuple(page.grid() for page in hands.pages))
    return [told.code for told in tables(file, place.project()).diagnostics if told.level is Level.FEJL]


def test_a_column_of_few_words_that_was_sorted_alone_is_refused_when_many_rows_changed(place: Place) -> None:
    assert refused(place, lambda hands: hands.sort_alone(_scores(hands), "enig")) == ["R034"]


def test_a_few_answers_that_were_changed_are_no_sorted_column(place: Place) -> None:
    def answer(hands: Hands) -> None:
        for line in _scores(hands).lines[:4]:
            assert line is not None
            line.cells["enig"] = replace(
                line.cells["enig"], content="nej" if line.cells["enig"].content == "ja" else "ja"
            )

    assert refused(place, answer) == []


def _scores(hands: Hands) -> "spreadsheet_abuses.Page":
    return next(page for page in hands.pages if page.table.name == "Scoringer")
