"""Where everything on a staircase stands: the formulas of the design, and that it always fits."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.figures import Måltrappe, Trappetrin
from mlmp_docs.font import lines, text_width
from mlmp_docs.stair_places import MODES, Box, Layout
from mlmp_docs.staircase import FLOOR, GAP, layout, line_height, shows_dream

NBSP = "\N{NO-BREAK SPACE}"
BUS = "Jeg vil tage bussen selv på arbejde"
TEXTS = (
    "Jeg øver ruten sammen med Jonas, og vi skriver stoppestederne ned",
    "Jeg lærer at se på appen, hvornår bussen kommer",
    "Jeg kører sammen med Jonas, og jeg siger til, når vi skal af",
    "Jeg kører selv, og Jonas følger efter i bil",
    "Jeg kører selv om morgenen",
    "Jeg kører selv hjem",
    "Jeg kører selv begge veje tre dage om ugen",
    "Jeg hjælper Kaj med at lære ruten",
    "Jeg tager bussen til byen",
)
LONG = "Jeg vil så gerne bestemme selv, hvornår jeg står op, hvad jeg spiser, og hvem der kommer ind til mig. " * 2
"""200 letters."""


def step(text: str, status: str = "ikke begyndt", word: str = "") -> Trappetrin:
    return Trappetrin(text, f"1.{NBSP}september{NBSP}2026", "1.9.2026", "Jonas Bak", status, word)


def stairs(count: int, current: int | None = 1, **more: object) -> Måltrappe:
    reached = [step(text, "opnået", "Nået") for text in TEXTS[:current]]
    here = [] if current is None else [step(TEXTS[current], "i gang", "I gang")]
    coming = [step(text) for text in TEXTS[len(reached) + len(here) :]]
    return Måltrappe(1, BUS, tuple((reached + here + coming)[:count]), **more)  # type: ignore[arg-type]


def all_boxes(place: Layout) -> list[Box]:
    words = (place.label, place.wording, place.dream, place.tag)
    others = [place.star] if place.star else []
    return [*(s.column for s in place.steps), place.flag, place.pole, *others, *(w.box for w in words if w)]


def test_steps_are_as_wide_as_the_page_allows_and_never_wider_than_8_9_cm() -> None:
    assert layout(stairs(4)).steps[1].column.x == pytest.approx(26.7 / 4)
    assert layout(stairs(4)).steps[1].column.width == pytest.approx(26.7 / 4 - GAP)
    assert layout(stairs(1)).width == pytest.approx(8.9 - GAP)


def test_the_group_ends_where_the_highest_step_ends_so_that_circles_stay_circles() -> None:
    for count in range(1, 10):
        place = layout(stairs(count))
        last = place.steps[-1].column
        assert place.width == pytest.approx(last.x + last.width)
        assert place.height == pytest.approx(last.y + last.height + FLOOR - 0.03)


def test_each_step_is_one_rise_higher_than_the_one_before() -> None:
    place = layout(stairs(5))
    heights = [each.column.height for each in place.steps]
    rises = [after - before for before, after in pairwise(heights)]
    assert rises == pytest.approx([place.rise] * 4)
    assert len({round(each.column.y + each.column.height, 9) for each in place.steps}) == 1


def test_the_lowest_step_is_as_high_as_its_text_needs() -> None:
    """The formula of the design, § 6: 0.22 + 1.08 + text + 0.08 + date + helper + 0.25."""
    only = Måltrappe(1, BUS, (step(TEXTS[0]),))
    place = layout(only)
    room = 8.9 - GAP - 0.5
    text = lines(TEXTS[0], room, 14, True) * line_height(14)
    assert place.mode.size == 14
    assert place.steps[0].column.height == pytest.approx(0.22 + 1.08 + text + 0.08 + 2 * line_height(13) + 0.25)


def test_a_step_is_never_lower_than_two_centimetres() -> None:
    assert layout(Måltrappe(1, BUS)).steps[0].column.height == 2.0


@pytest.mark.parametrize(
    ("mode", "drawing"),
    [
        (0, stairs(3)),
        (1, stairs(4)),
        (2, stairs(5)),
        (3, stairs(4, højde=7.7)),
        (4, stairs(7)),
        (5, stairs(9)),
    ],
)
def test_each_mode_is_reached_before_the_next(mode: int, drawing: Måltrappe) -> None:
    assert layout(drawing).mode == MODES[mode]


def test_with_less_room_helpers_go_first_and_the_words_last() -> None:
    full, without_helper, short = layout(stairs(5)), layout(stairs(7)), layout(stairs(9))
    assert (full.steps[0].helper, full.steps[0].date) == ("Jonas Bak", f"1.{NBSP}september{NBSP}2026")
    assert (without_helper.steps[0].helper, without_helper.steps[0].date) == ("", "1.9.2026")
    assert without_helper.steps[0].text == TEXTS[0]
    assert (short.steps[0].text, short.steps[0].date) == ("", "1.9.2026")
    assert short.is_short


def test_a_word_too_long_for_its_step_is_never_broken_but_stands_in_the_table() -> None:
    word = "arbejdsmarkedsuddannelsescenteret"
    narrow = [replace(each, tekst=f"Jeg ser {word}") for each in stairs(7).trin]
    assert text_width(word, 12, True) > layout(stairs(7)).steps[0].column.width
    assert layout(replace(stairs(7), trin=tuple(narrow))).is_short


def test_a_plan_without_steps_gets_four_empty_ones_with_the_goal_on_the_flag() -> None:
    place = layout(Måltrappe(2, BUS))
    assert [each.trin.tekst for each in place.steps] == [""] * 4
    assert place.wording is not None
    assert place.wording.text == BUS
    assert not Måltrappe(2, BUS)


def test_the_citizen_stands_at_the_highest_step_under_way() -> None:
    two = replace(stairs(4), trin=(*(replace(each, status="i gang") for each in stairs(4).trin[:3]), step("x")))
    place = layout(two)
    assert place.tag is not None
    assert place.tag.box.x == place.steps[2].column.x
    assert layout(stairs(4, None)).tag is None


def test_the_tag_never_stands_on_the_flag() -> None:
    for count in range(1, 10):
        for current in range(count):
            place = layout(stairs(count, current))
            assert place.tag is not None
            tag, flag = place.tag.box, place.flag
            beside = tag.x + tag.width < flag.x
            assert beside or tag.y >= flag.y + flag.height


def test_a_tag_wider_than_its_step_reaches_over_the_lower_steps_and_still_points_at_its_own() -> None:
    place = layout(stairs(9, 5, her="Her er Bartholomæus nu"))
    step, tag = place.steps[5].column, place.tag
    assert tag is not None
    assert tag.text == "Her er Bartholomæus nu"
    assert tag.box.x < step.x < place.points_at < step.x + step.width == pytest.approx(tag.box.x + tag.box.width)


def test_on_the_first_narrow_step_a_long_tag_says_only_now() -> None:
    tag = layout(stairs(9, 0, her="Her er Bartholomæus nu")).tag
    assert tag is not None
    assert tag.text == "Nu"


def test_when_all_steps_are_reached_the_flag_says_so_in_words_also_with_many_steps() -> None:
    done = replace(stairs(7), trin=tuple(replace(each, status="opnået", ord="Nået") for each in stairs(7).trin))
    label = layout(done).label
    assert label is not None
    assert label.text == "Mit mål: nået"
    assert layout(stairs(7)).label is None


def test_a_wording_of_more_than_three_lines_leaves_only_mit_mål_on_the_flag() -> None:
    place = layout(replace(stairs(3), ordlyd=LONG))
    assert place.wording is None
    assert place.label is not None
    assert place.label.text == "Mit mål"


def test_the_dream_stands_above_the_flag_and_a_long_one_beside_the_drawing() -> None:
    place = layout(stairs(4, drøm="Min egen lejlighed"))
    assert place.dream is not None
    assert place.dream.text == "Min drøm: Min egen lejlighed"
    assert place.dream.box.y + place.dream.box.height < place.flag.y
    assert not shows_dream(stairs(4, drøm=LONG))
    assert layout(stairs(4, drøm=LONG)).dream is None


def test_a_state_without_room_beside_the_number_stands_below_it() -> None:
    halfway = tuple(replace(each, status="delvist opnået", ord="Kommet et stykke") for each in stairs(9).trin)
    wide, narrow = layout(replace(stairs(3), trin=halfway[:3])), layout(replace(stairs(9), trin=halfway))
    assert [each.state and each.state.beside for each in wide.steps] == [True] * 3
    assert [each.state and each.state.beside for each in narrow.steps] == [False] * 9


any_text = st.text(st.sampled_from("abcæøå ,-\u00a0WI.é😀"), max_size=250).map(lambda text: f"J{text}")
any_step = st.builds(
    Trappetrin,
    tekst=any_text,
    dato=st.sampled_from(["", f"31.{NBSP}december{NBSP}2026"]),
    dato_kort=st.sampled_from(["", "31.12.2026"]),
    hvem=st.sampled_from(["", "Jonas Bak", "Bartholomæus Østergaard-Christoffersen fra Værkstedet"]),
    status=st.sampled_from(["ikke begyndt", "i gang", "opnået", "delvist opnået", "ikke opnået", "afsluttet"]),
    ord=st.sampled_from(["", "Nået", "Kommet et stykke", "Ikke nået endnu"]),
)
any_stairs = st.builds(
    Måltrappe,
    nummer=st.integers(1, 9),
    ordlyd=any_text,
    trin=st.lists(any_step, max_size=14).map(tuple),
    drøm=st.one_of(st.just(""), any_text),
    her=st.sampled_from(["Her er jeg nu", "Her er Bartholomæus nu"]),
    bredde=st.sampled_from([26.7, 17.0]),
    højde=st.floats(6.0, 9.5),
)


@given(any_stairs)
def test_a_staircase_always_fits_or_shows_numbers_only(drawing: Måltrappe) -> None:
    place = layout(drawing)
    assert place.height <= drawing.højde or place.is_short
    for box in all_boxes(place):
        assert box.x >= -1e-9
        assert box.y >= -1e-9
        assert box.x + box.width <= place.width + 1e-9
        assert box.y + box.height <= place.height + 1e-9


@given(any_stairs)
def test_what_a_step_says_has_room_below_its_number(drawing: Måltrappe) -> None:
    place = layout(drawing)
    room = place.steps[0].column.width - 0.24 - 0.2
    for each in place.steps:
        size = each.text_size
        texts = [(each.text, size, True), (each.date, size - 1, False), (each.helper, size - 1, False)]
        if each.state and not each.state.beside:
            texts.append((each.trin.ord, each.state.size, True))
        high = sum(lines(text, room, points, bold) * line_height(points) for text, points, bold in texts if text)
        assert high <= each.column.height - 1.22 - 0.05


@given(any_stairs)
def test_all_of_a_steps_words_are_on_the_step_or_in_the_table(drawing: Måltrappe) -> None:
    place = layout(drawing)
    words = [each.tekst for each in drawing.trin] or [""] * 4
    assert [each.text for each in place.steps] == ([""] * len(words) if place.is_short else words)
