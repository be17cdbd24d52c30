"""What was found for one document is there for the next, and nothing older."""

from mlmp_docs.remember import latest, latest_few


def test_the_same_question_about_the_same_thing_is_answered_once():
    asked = []
    plan = ["a plan"]

    @latest
    def answer(plan, day):
        asked.append(day)
        return f"{plan[0]} on day {day}"

    assert [answer(plan, 1), answer(plan, 1)] == ["a plan on day 1"] * 2
    assert asked == [1]


def test_another_thing_is_asked_about_again_even_if_it_is_equal():
    asked = []

    @latest
    def answer(plan):
        asked.append(plan)
        return len(asked)

    assert [answer(["a plan"]), answer(["a plan"])] == [1, 2]


def test_another_question_about_the_same_thing_has_its_own_answer():
    plan = ["a plan"]

    @latest_few
    def answer(plan, day):
        return [day]

    first, second = answer(plan, 1), answer(plan, 2)
    assert (first, second) == ([1], [2])
    assert answer(plan, 1) is first
    assert answer(plan, 2) is second


def test_only_the_latest_few_answers_are_kept():
    asked = []
    plan = ["a plan"]

    @latest_few
    def answer(plan, day):
        asked.append(day)
        return day

    for day in (*range(7), 6, 0):
        assert answer(plan, day) == day
    assert asked == [*range(7), 0]
