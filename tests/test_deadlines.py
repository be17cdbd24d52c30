"""The deadlines of a meeting (procedure.md R1, R5–R7, R10–R12, R14, R15, R34, R37, R38; A2–A7; its worked examples)."""

from datetime import date, timedelta

import pytest
from builders import lister, opsætning, plan
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.plan.dates import LokalFrist
from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.deadlines import REGLER, Deadline, deadlines
from mlmp_docs.procedure.limits import (
    deadline_R1,
    deadline_R6,
    deadline_R7,
    deadline_R14,
    deadline_R37,
    local_deadline,
    months_before,
)
from mlmp_docs.procedure.workdays import is_working_day, last_working_day

INTERNAL = "tilbud: [{id: bostedet-fjordglimt}]\n"
EXTERNAL = "tilbud: [{id: vaerkstedet-aaen}]\n"
BOTH = "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]\n"
days = st.dates(date(2024, 1, 1), date(2035, 12, 31))


def of(citizen: Plan, **rules) -> dict[tuple[str, str | None], Deadline]:
    """The deadlines of the plan's first meeting, by rule and tilbud; the rådgiver's own without tilbud."""
    found = deadlines(citizen, citizen.møder[0], rules.get("opsætning") or opsætning(), rules.get("lister"))
    return {(f"{each.regel} {each.trin}".strip(), each.tilbud): each for each in found}


def rules_of(citizen: Plan, **rules) -> list[str]:
    """The rules that have a deadline, once each."""
    return list(dict.fromkeys(regel for regel, _ in of(citizen, **rules)))


# --- the worked examples of procedure.md ------------------------------------------------------------------------

WORKED_EXAMPLES = {
    "plain case": ("2026-05-20", "2026-02-25", "2026-03-20", "2026-05-06", "2026-06-03"),
    "month-end clip and holiday": ("2026-04-30", "2026-02-05", "2026-02-28", "2026-04-16", "2026-05-14"),
    "two holidays in a row": ("2026-04-17", "2026-01-23", "2026-02-17", "2026-04-03", "2026-05-01"),
    "christmas eve": ("2026-12-10", "2026-09-17", "2026-10-10", "2026-11-26", "2026-12-24"),
    "crosses new year": ("2027-01-12", "2026-10-20", "2026-11-12", "2026-12-29", "2027-01-26"),
    "leap day": ("2028-04-29", "2028-02-05", "2028-02-29", "2028-04-15", "2028-05-13"),
}
DAYS_TO_ACT = {
    "2026-02-28": "2026-02-27",  # Saturday
    "2026-05-14": "2026-05-13",  # Kristi himmelfartsdag
    "2026-04-03": "2026-04-01",  # langfredag after skærtorsdag
    "2026-10-10": "2026-10-09",  # Saturday
    "2026-12-24": "2026-12-23",  # Christmas Eve
    "2028-02-05": "2028-02-04",  # Saturday
    "2028-04-15": "2028-04-12",  # the Saturday of Easter, after skærtorsdag and langfredag
    "2028-05-13": "2028-05-12",  # Saturday
}


@pytest.mark.parametrize("example", WORKED_EXAMPLES)
def test_a_worked_example_of_the_procedure(example):
    told, *expected = (date.fromisoformat(day) for day in WORKED_EXAMPLES[example])
    assert [deadline_R6(told), deadline_R7(told), deadline_R14(told), deadline_R37(told)] == expected


@pytest.mark.parametrize("nominal", sorted({day for row in WORKED_EXAMPLES.values() for day in row[1:]}))
def test_the_day_to_act_in_a_worked_example(nominal):
    """A4: the nominal day, where it is worked, else the last working day before it."""
    assert last_working_day(date.fromisoformat(nominal)) == date.fromisoformat(DAYS_TO_ACT.get(nominal, nominal))


@pytest.mark.parametrize("example", WORKED_EXAMPLES)
def test_a_plan_with_the_meeting_of_a_worked_example_has_those_deadlines(example):
    told, *expected = WORKED_EXAMPLES[example]
    citizen = plan(INTERNAL + f"møder: [{{år: {told[:4]}, måned: {int(told[5:7])}, dato: {told}}}]")
    found = of(citizen)
    rules = [("R6", None), ("R7", None), ("R14", "bostedet-fjordglimt"), ("R37", "bostedet-fjordglimt")]
    assert [str(found[rule].nominel) for rule in rules] == expected
    assert [str(found[rule].handl_senest) for rule in rules] == [DAYS_TO_ACT.get(day, day) for day in expected]


def test_a_meeting_on_1_january_has_its_soft_target_nine_days_after_the_list():
    assert deadline_R6(date(2027, 1, 1)) == date(2026, 10, 9)
    assert deadline_R6(date(2027, 1, 1)) - deadline_R1(2027) == timedelta(days=9)


# --- whole and clipped months -----------------------------------------------------------------------------------


@given(days)
def test_two_months_before_is_the_same_day_or_the_last_of_a_shorter_month(day):
    found = deadline_R7(day)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == 2
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).month != found.month)


@given(days)
def test_twelve_weeks_come_22_to_25_days_before_two_months(day):
    """As reading A2 says, also where the month is clipped."""
    gap = (deadline_R7(day) - deadline_R6(day)).days
    assert 22 <= gap <= 25


@given(days, st.integers(-30, 30))
def test_months_back_and_forth_end_in_the_same_month(day, months):
    back = months_before(months_before(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back <= day


@pytest.mark.parametrize(
    ("frist", "expected"),
    [
        (LokalFrist(28, "dage", efter=False), date(2027, 4, 14)),
        (LokalFrist(2, "uger", efter=True), date(2027, 5, 26)),
        (LokalFrist(1, "måneder", efter=False), date(2027, 4, 12)),
        (LokalFrist(1, "måneder", efter=True), date(2027, 6, 12)),
    ],
)
def test_a_local_deadline_counts_days_weeks_or_months_before_or_after(frist, expected):
    assert local_deadline(frist, date(2027, 5, 12)) == expected


# --- which deadlines a meeting has ------------------------------------------------------------------------------


def test_an_internal_citizen_with_two_tilbud_has_every_rule_once_and_r1_r14_and_r37_for_each():
    citizen = plan(BOTH + "møder: [{år: 2027, måned: maj, dato: 2027-05-12}]")
    assert list(of(citizen)) == [
        ("R1", "bostedet-fjordglimt"),
        ("R1", "vaerkstedet-aaen"),
        ("R5", "bostedet-fjordglimt"),
        ("R6", None),
        ("R7", None),
        ("R10", "bostedet-fjordglimt"),
        ("R11", "bostedet-fjordglimt"),
        ("R14", "bostedet-fjordglimt"),
        ("R14", "vaerkstedet-aaen"),
        ("R15", None),
        ("R34", None),
        ("R37", "bostedet-fjordglimt"),
        ("R37", "vaerkstedet-aaen"),
    ]


def test_an_external_citizen_has_no_twelve_weeks():
    citizen = plan(EXTERNAL + "møder: [{år: 2027, måned: maj, dato: 2027-05-12}]")
    assert ("R6", None) not in of(citizen)
    assert ("R7", None) in of(citizen)


def test_a_tilbud_that_ended_before_the_meeting_has_no_deadline():
    text = "tilbud: [{id: bostedet-fjordglimt, til: 2027-04-30}, {id: vaerkstedet-aaen, fra: 2027-05-01}]\n"
    citizen = plan(text + "møder: [{år: 2027, måned: maj, dato: 2027-05-12}]")
    tilbud = {which for _, which in of(citizen) if which}
    assert tilbud == {"vaerkstedet-aaen"}


def test_hard_soft_and_local_deadlines_are_told_apart():
    citizen = plan(INTERNAL + "møder: [{år: 2027, måned: maj, dato: 2027-05-12}]")
    strength = {regel: each.styrke for (regel, _), each in of(citizen).items()}
    assert strength == {
        "R1": "hård",
        "R5": "vejledende",
        "R6": "vejledende",
        "R7": "hård",
        "R10": "vejledende",
        "R11": "vejledende",
        "R14": "hård",
        "R15": "lokal",
        "R34": "lokal",
        "R37": "hård",
    }


def test_local_deadlines_come_from_the_settings():
    local = opsætning("frister: {indkaldelse: 28 dage før, referat: 1 uge efter}")
    found = of(plan(INTERNAL + "møder: [{år: 2027, dato: 2027-05-12}]"), opsætning=local)
    assert found["R15", None].nominel == date(2027, 4, 14)
    assert found["R34", None].nominel == date(2027, 5, 19)


def test_local_deadlines_are_14_days_without_a_setting():
    found = of(plan(INTERNAL + "møder: [{år: 2027, dato: 2027-05-12}]"))
    assert found["R15", None].nominel == date(2027, 4, 28)
    assert found["R34", None].nominel == date(2027, 5, 26)


def test_until_there_is_a_date_deadlines_are_provisional_from_the_first_of_the_month():
    found = of(plan(INTERNAL + "møder: [{år: 2027, måned: maj}]"))
    assert found["R6", None].nominel == date(2027, 2, 6)
    assert found["R7", None].nominel == date(2027, 3, 1)
    assert [regel for (regel, _), each in found.items() if not each.foreløbig] == ["R1"]


def test_a_date_makes_them_final():
    found = of(plan(INTERNAL + "møder: [{år: 2027, måned: maj, dato: 2027-05-12}]"))
    assert not any(each.foreløbig for each in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "møder: [{år: 2027}]",
        "møder: [{år: 2027, dato: 2027-05-12, aflyst: {dato: 2027-04-01}}]",
        "møder: [{år: 2027, dato: 2027-05-12}]\nafsluttet: {dato: 2027-02-01}",
    ],
)
def test_no_month_a_called_off_meeting_and_an_ended_plan_have_no_deadlines(text):
    assert of(plan(text)) == {}


def test_the_municipalitys_own_closed_days_move_the_day_to_act():
    closed = opsætning("indstillinger: {fridage: [2027-03-12]}")
    found = of(plan(INTERNAL + "møder: [{år: 2027, dato: 2027-05-12}]"), opsætning=closed)
    assert found["R7", None].nominel == date(2027, 3, 12)
    assert found["R7", None].handl_senest == date(2027, 3, 11)


def test_the_channel_is_named_for_internal_tilbud_only():
    found = of(plan(BOTH + "møder: [{år: 2027, dato: 2027-05-12}]"))
    assert found["R14", "bostedet-fjordglimt"].hvad == "Statusbeskrivelsen er færdig og kan hentes i Sensum"
    assert found["R14", "vaerkstedet-aaen"].hvad == "Statusbeskrivelsen er færdig"


# --- met --------------------------------------------------------------------------------------------------------


def test_what_the_plan_records_closes_each_deadline():
    citizen = plan(
        INTERNAL
        + """\
møder:
  - år: 2027
    dato: 2027-05-12
    kl: 10:00
    aftalt: 2027-02-10
    statusbeskrivelse: {bostedet-fjordglimt: 2027-04-26}
    sendt:
      datobrev: 2027-02-15
      indkaldelse: {dato: 2027-04-12, gælder: 2027-05-12 10:00}
      referat: 2027-05-19
      bestilling: {bostedet-fjordglimt: 2027-05-20}
"""
    )
    met = {regel: each.opfyldt and each.opfyldt.isoformat() for (regel, _), each in of(citizen).items()}
    assert met == {
        "R1": None,
        "R5": None,
        "R6": "2027-02-15",
        "R7": "2027-02-10",
        "R10": None,
        "R11": None,
        "R14": "2027-04-26",
        "R15": "2027-04-12",
        "R34": "2027-05-19",
        "R37": "2027-05-20",
    }


def test_r1_is_met_for_a_tilbud_when_it_has_its_first_list():
    sent = """\
lister:
  - {tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-14, borgere: {anna: maj}}
  - {tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-11-01, borgere: {anna: maj}}
"""
    found = of(plan(BOTH + "møder: [{år: 2027, måned: maj}]"), lister=lister(sent))
    assert found["R1", "bostedet-fjordglimt"].opfyldt == date(2026, 9, 14)
    assert found["R1", "vaerkstedet-aaen"].opfyldt is None


@pytest.mark.parametrize(
    "text",
    [
        INTERNAL + "møder: [{år: 2027, id: 2027-2, måned: maj, slags: ekstra møde}]",
        "tilbud: [{id: bostedet-fjordglimt, fra: 2026-11-01}]\nmøder: [{år: 2027, måned: maj}]",
    ],
)
def test_the_september_list_does_not_bind_an_extra_meeting_or_a_citizen_who_came_later(text):
    assert "R1" not in rules_of(plan(text))


def test_r1_does_not_bind_for_external_tilbud_where_the_list_is_for_internal_ones():
    internal_only = opsætning("indstillinger: {liste_til: interne}")
    assert "R1" not in rules_of(plan(EXTERNAL + "møder: [{år: 2027, måned: maj}]"), opsætning=internal_only)


def test_met_on_the_limit_day_is_in_time_and_met_later_is_still_met():
    """A5."""
    text = "møder: [{{år: 2027, dato: 2027-05-12, aftalt: {day}}}]"
    in_time = of(plan(INTERNAL + text.format(day="2027-03-12")))["R7", None]
    late = of(plan(INTERNAL + text.format(day="2027-03-13")))["R7", None]
    assert (in_time.gjort, in_time.for_sent) == (True, False)
    assert (late.gjort, late.for_sent) == (True, True)


# --- the preparation meeting (R5, R10–R12) ----------------------------------------------------------------------

DAY = """\
tilbud:
  bostedet-fjordglimt: {navn: Bostedet Fjordglimt, internt: ja}
  vaerkstedet-aaen: {navn: Værkstedet ved Åen, internt: ja, type: Beskyttet beskæftigelsestilbud}
"""


def preparation(known: str, tilbud: str = INTERNAL, **rules) -> dict[str, Deadline]:
    """The deadlines of the preparation meeting, when the plan knows this of it."""
    text = f"møder: [{{år: 2027, dato: 2027-05-12, forberedelsesmøde: {known}}}]"
    found = of(plan(tilbud + text), **rules)
    return {regel: each for (regel, _), each in found.items() if regel.split()[0] in ("R5", "R10", "R11", "R12")}


def test_a_preparation_meeting_is_due_before_the_meeting_and_no_day_of_it_is_called_hard():
    """The procedure states no day: only that it is before the meeting."""
    found = preparation("null")
    assert list(found) == ["R5", "R10", "R11"]
    assert {each.nominel for each in found.values()} == {date(2027, 5, 11)}
    assert {each.styrke for each in found.values()} == {"vejledende"}
    assert {regel: each.aktør for regel, each in found.items()} == {
        "R5": "tilbud",
        "R10": "kontaktperson",
        "R11": "tilbud",
    }


def test_an_answer_is_due_once_there_is_an_offer():
    offered = preparation("{tilbudt: 2027-02-15}")
    assert offered["R10"].opfyldt == date(2027, 2, 15)
    assert not offered["R10 svar"].gjort
    assert preparation("{tilbudt: 2027-02-15, svar: ja}")["R10 svar"].gjort


def test_a_citizen_who_says_no_has_no_preparation_meeting():
    found = preparation("{tilbudt: 2027-02-15, svar: nej}")
    assert list(found) == ["R10", "R10 svar"]
    assert all(each.gjort for each in found.values())


def test_planned_and_held_are_two_things():
    planned = preparation("{tilbudt: 2027-02-15, svar: ja, dato: 2027-04-14}")
    assert (planned["R5"].gjort, planned["R11"].gjort) == (True, False)
    held = preparation("{tilbudt: 2027-02-15, svar: ja, dato: 2027-04-14, afholdt: ja}")
    assert held["R11"].opfyldt == date(2027, 4, 14)


def test_what_was_held_was_offered_also_when_nobody_wrote_the_days():
    found = preparation("{afholdt: ja}")
    assert all(each.gjort and each.opfyldt is None for each in found.values())


def test_the_head_of_a_day_provider_is_told_by_the_tilbud_that_holds_the_meeting():
    """R12, also where the day provider stands first in the plan."""
    turned = "tilbud: [{id: vaerkstedet-aaen}, {id: bostedet-fjordglimt}]\n"
    for tilbud in (BOTH, turned):
        found = preparation("{aftalt_med_dagtilbud: 2027-03-01}", tilbud, opsætning=opsætning(DAY))
        assert found["R12"].opfyldt == date(2027, 3, 1)
        assert {each.tilbud for each in found.values()} == {"bostedet-fjordglimt"}


def test_a_service_after_103_or_104_makes_a_day_provider():
    text = "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen, ydelser: [{navn: Samvær, paragraf: § 104}]}]\n"
    assert "R12" in preparation("null", text)
    assert "R12" not in preparation("null", text.replace("§ 104", "§ 85"))


def test_a_citizen_with_a_day_provider_only_has_nobody_else_to_tell():
    assert "R12" not in preparation("null", EXTERNAL, opsætning=opsætning(DAY))
    assert preparation("null", EXTERNAL, opsætning=opsætning(DAY))["R11"].tilbud == "vaerkstedet-aaen"


def test_an_external_citizen_has_no_preparation_meeting():
    assert preparation("null", EXTERNAL) == {}


# --- delmål (R38) -----------------------------------------------------------------------------------------------

STEPS = opsætning("frister: {delmål: 28 dage efter}")
HELD = """\
møder:
  - år: 2027
    dato: 2027-05-12
    referat: {til_stede: [Anna], punkter: [{punkt: Mål, beslutning: Bussen}]}
"""


def test_delmål_have_a_deadline_only_where_the_municipality_has_set_one():
    citizen = plan(INTERNAL + HELD)
    assert "R38" not in rules_of(citizen)
    found = of(citizen, opsætning=STEPS)["R38", "bostedet-fjordglimt"]
    assert (found.nominel, found.styrke, found.aktør) == (date(2027, 6, 9), "lokal", "kontaktperson")


@pytest.mark.parametrize(
    ("goals", "done"),
    [
        ("", False),
        ("mål: [{borgermål: Bussen}]\n", False),
        ("mål: [{borgermål: Bussen, delmål: [{tekst: Øve}]}]\n", True),
        ("mål: [{borgermål: Bussen, delmål: [{tekst: Øve}]}, {borgermål: Sang}]\n", False),
        ("mål: [{borgermål: Bussen, delmål: [{tekst: Øve}]}, {borgermål: Sang, status: opnået}]\n", True),
    ],
)
def test_r38_is_met_when_every_goal_that_is_worked_on_has_steps(goals, done):
    assert of(plan(INTERNAL + goals + HELD), opsætning=STEPS)["R38", "bostedet-fjordglimt"].gjort is done


def test_the_steps_of_last_year_do_not_meet_r38_before_the_meeting_is_held():
    goals = "mål: [{borgermål: Bussen, delmål: [{tekst: Øve}]}]\n"
    found = of(plan(INTERNAL + goals + "møder: [{år: 2027, måned: maj}]"), opsætning=STEPS)
    assert not found["R38", "bostedet-fjordglimt"].gjort


@pytest.mark.parametrize(
    "text", [EXTERNAL + HELD, INTERNAL + "handleplan: {ønskes: nej}\n" + HELD], ids=["external", "no handleplan"]
)
def test_who_has_no_deadline_for_delmål(text):
    assert "R38" not in rules_of(plan(text), opsætning=STEPS)


def test_a_citizen_without_handleplan_still_has_an_order():
    assert "R37" in rules_of(plan(INTERNAL + "handleplan: {ønskes: nej}\n" + HELD))


# --- always -----------------------------------------------------------------------------------------------------

EVERY_DAY = [date(2024, 1, 1) + timedelta(days) for days in range((date(2036, 1, 1) - date(2024, 1, 1)).days)]


def on(day: date | None, month: date, citizen: Plan) -> dict[tuple[str, str | None], Deadline]:
    """The deadlines when the meeting is on that day, or only in that month."""
    møde = citizen.møder[0].model_copy(update={"år": month.year, "måned": month.month, "dato": day})
    found = deadlines(citizen, møde, STEPS)
    assert [REGLER.index(each.regel) for each in found] == sorted(REGLER.index(each.regel) for each in found)
    return {(each.regel, each.tilbud): each for each in found}


def test_on_every_day_of_twelve_years_the_deadlines_keep_their_order_and_their_day_to_act():
    """2024–2035: the order of the year, the day to act (A4), and what is provisional is never too late (A3)."""
    citizen = plan(BOTH + "møder: [{år: 2027, måned: maj}]")
    who = "bostedet-fjordglimt"
    for day in EVERY_DAY:
        found = on(day, day, citizen)
        list_, target, fixed = found["R1", who], found["R6", None], found["R7", None]
        status, order = found["R14", who], found["R37", who]
        assert list_.nominel == date(day.year - 1, 9, 30)
        assert target.nominel < fixed.nominel < status.nominel < found["R11", who].nominel < day < order.nominel
        assert (day - target.nominel).days == 84
        assert (fixed.nominel.day, (day.month - fixed.nominel.month) % 12) == (
            min(
                day.day,
                (fixed.nominel.replace(day=28) + timedelta(4)).replace(day=1).toordinal()
                - fixed.nominel.replace(day=1).toordinal(),
            ),
            2,
        )
        assert (day - status.nominel, order.nominel - day) == (timedelta(14), timedelta(14))
        for each in found.values():
            assert is_working_day(each.handl_senest)
            assert 0 <= (each.nominel - each.handl_senest).days <= 10
            between = range(1, (each.nominel - each.handl_senest).days + 1)
            assert not any(is_working_day(each.handl_senest + timedelta(days)) for days in between)
            assert not each.foreløbig
        if day.day == 1:
            provisional = on(None, day, citizen)
        for key, each in found.items():
            assert provisional[key].nominel <= each.nominel
            assert provisional[key].foreløbig is (key[0] != "R1")
