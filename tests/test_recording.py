"""What is recorded is what happened, where the plan holds it, and nothing that cannot have happened."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.build.plan_record import Happened, Page, fejl_in, with_recorded, with_taken_back
from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.recordable import KINDS, Kind, known
from mlmp_docs.project import Citizen, Project, load

ROOT = Path(__file__).parent.parent
CITIZENS = sorted(path.stem for path in (ROOT / "citizens").glob("*.yaml"))


def page(borger: str) -> Page:
    file = f"citizens/{borger}.yaml"
    content = (ROOT / file).read_bytes()
    reading = read_plan(content, file)
    assert reading.value is not None
    return Page(file, content, Citizen(borger, reading.value, reading.source), reading.raw)


@pytest.fixture(scope="module")
def project() -> Project:
    found = load(ROOT)
    assert isinstance(found, Project)
    return found


PAGES = {borger: page(borger) for borger in CITIZENS}
MEETINGS = [(borger, number) for borger in CITIZENS for number in range(len(PAGES[borger].citizen.plan.møder))]


@st.composite
def happenings(draw: st.DrawFn) -> tuple[Page, int, Happened]:
    """Something said to have happened about a meeting of a sample citizen, a few months before or after it."""
    borger, number = draw(st.sampled_from(MEETINGS))
    plan = PAGES[borger].citizen.plan
    day = plan.møder[number].rolledag + timedelta(days=draw(st.integers(-400, 100)))
    tilbud = draw(st.sets(st.sampled_from([each.id for each in plan.tilbud])))
    happened = Happened(KINDS[draw(st.sampled_from(sorted(KINDS)))], day, frozenset(tilbud), draw(st.booleans()))
    return PAGES[borger], number, happened


def without(møde: Møde, kind: Kind) -> Møde:
    """The meeting but for what it says of one kind; a preparation meeting held has its day besides."""
    if kind.felt[0] in ("sendt", "forberedelsesmøde"):
        part = getattr(møde, str(kind.felt[0]))
        empty: object = {} if kind.navn == "bestilling" else None
        gone = {str(kind.felt[1]): empty, **({"dato": None} if kind.navn == "afholdt" else {})}
        return møde.model_copy(update={str(kind.felt[0]): part.model_copy(update=gone) if part else None})
    return møde.model_copy(update={str(kind.felt[0]): {} if kind.pr_tilbud else None})


@given(happenings())
def test_a_plan_says_just_what_happened_besides_what_it_said(asked: tuple[Page, int, Happened]) -> None:
    before, number, happened = asked
    project = load(ROOT)
    assert isinstance(project, Project)
    after, rows, refused = with_recorded(before, number, happened, project)
    if refused:
        assert (after, rows) == (before, [])
        return
    old, new = before.citizen.plan, after.citizen.plan
    kind = happened.kind
    assert rows
    for row in rows:
        tilbud = row.felt.rpartition(".")[2] if kind.pr_tilbud else None
        if row.felt != "forberedelsesmøde.dato":
            now = known(new.møder[number], kind, tilbud)
            day = now.dato if isinstance(now, Sending) else now
            assert day == happened.day or kind.svar is not None or not row.changed
    # Nothing else of the plan is touched, and it is no more wrong than it was.
    others = [møde for n, møde in enumerate(old.møder) if n != number]
    assert [møde for n, møde in enumerate(new.møder) if n != number] == others
    assert new.model_copy(update={"møder": ()}) == old.model_copy(update={"møder": ()})
    stripped, was = without(new.møder[number], kind), without(old.møder[number], kind)
    if old.møder[number].forberedelsesmøde is None and kind.felt[0] == "forberedelsesmøde":
        stripped = stripped.model_copy(update={"forberedelsesmøde": None})
    assert stripped == was
    known_fejl = {told.code for told in fejl_in(before, project)}
    assert {told.code for told in fejl_in(after, project) if told.withholds} <= known_fejl


@given(happenings())
def test_what_was_recorded_can_be_taken_back(asked: tuple[Page, int, Happened]) -> None:
    before, number, happened = asked
    project = load(ROOT)
    assert isinstance(project, Project)
    after, rows, refused = with_recorded(before, number, happened, project)
    new_only = not refused and all(row.changed and not row.før for row in rows)
    if not new_only or happened.kind.navn in ("afholdt", "indkaldelse"):
        return
    tilbud = frozenset(row.felt.rpartition(".")[2] for row in rows) if happened.kind.pr_tilbud else frozenset()
    again, _, refused = with_taken_back(after, number, Happened(happened.kind, happened.day, tilbud), project)
    assert not refused
    assert again.citizen.plan == before.citizen.plan


@given(happenings())
def test_nothing_is_recorded_on_the_wrong_side_of_the_meeting(asked: tuple[Page, int, Happened]) -> None:
    before, number, happened = asked
    project = load(ROOT)
    assert isinstance(project, Project)
    møde = before.citizen.plan.møder[number]
    _, rows, _ = with_recorded(before, number, happened, project)
    if rows and møde.dato:
        assert happened.kind.hvornår != "før" or happened.day <= møde.dato
        assert happened.kind.hvornår != "efter" or happened.day >= møde.dato
    assert not (rows and møde.aflyst)


def test_every_key_of_what_was_sent_can_be_recorded() -> None:
    from mlmp_docs.plan.meeting import Sendt

    assert {kind.felt[1] for kind in KINDS.values() if kind.felt[0] == "sendt"} == set(Sendt.model_fields)


@pytest.mark.parametrize("day", [date(2027, 5, 12), date(2027, 5, 13)])
def test_the_day_of_the_meeting_counts_to_both_sides(project: Project, day: date) -> None:
    for word, possible in (("kalender", day == date(2027, 5, 12)), ("referat", True)):
        happened = Happened(KINDS[word], day, correct=True)
        _, rows, _ = with_recorded(PAGES["anna"], 0, happened, project)
        assert bool(rows) is possible
