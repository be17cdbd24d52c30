"""The thirteen sample citizens: what each shows, and that together they show everything a plan can hold."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from mlmp_docs.plan.goals import ALLE
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.vum import UNDERTEMAER, YDELSER
from mlmp_docs.procedure.checks import check
from mlmp_docs.procedure.duties import duties, meeting_duties, tight_january
from mlmp_docs.procedure.roles import acts_personally, is_confirmed, is_internal
from mlmp_docs.procedure.workdays import is_working_day
from mlmp_docs.project import Project, load

ROOT = Path(__file__).parent.parent
ON_PURPOSE = {
    ("david", "K070"),  # four shared goals
    ("farid", "K034"),  # the least there is: no contact person
    ("farid", "K061"),  # and no meeting
    ("gerda", "K062"),  # a meeting to be called off when the plan ended
}
"""The only warnings about the samples."""


def _project() -> Project:
    project = load(ROOT)
    assert isinstance(project, Project), "\n".join(str(told) for told in project)
    return project


PROJECT = _project()
SETTINGS: Opsætning = PROJECT.opsætning
PLANS: dict[str, Plan] = {citizen.id: citizen.plan for citizen in PROJECT.citizens}


def _meetings(plan: Plan, år: int = 2027) -> list[Møde]:
    return [møde for møde in plan.møder if møde.år == år]


def _internal(plan: Plan) -> set[bool]:
    return {SETTINGS.tilbud[tilbud.id].internt for tilbud in plan.tilbud}


def _minuted(plan: Plan) -> bool:
    return any(møde.referat is not None and møde.referat.er_udfyldt for møde in plan.møder)


def _shared(plan: Plan) -> int:
    return sum(mål.udførere == ALLE or len(mål.udførere) > 1 for mål in plan.mål)


def _texts(value: object) -> list[str]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [value] if isinstance(value, str) else [text for child in children for text in _texts(child)]


SHOWS: dict[str, tuple[str, Callable[[Plan], bool]]] = {
    "an internal citizen": ("esther", lambda p: _internal(p) == {True}),
    "an external citizen": ("bent", lambda p: _internal(p) == {False}),
    "a citizen with both kinds of tilbud": ("carla", lambda p: _internal(p) == {True, False}),
    "two tilbud": ("anna", lambda p: len(p.tilbud) == 2),
    "a guardian for personal matters": ("bent", lambda p: [v.omfang for v in p.værger] == ["personlige"]),
    "a guardian for economic matters": ("anna", lambda p: [v.omfang for v in p.værger] == ["økonomiske"]),
    "a guardian for both matters": ("inge", lambda p: [v.omfang for v in p.værger] == ["begge"]),
    "two guardians, one of each kind": (
        "esther",
        lambda p: {(acts_personally(v), is_confirmed(v)) for v in p.værger} == {(True, False), (False, True)},
    ),
    "a partsrepræsentant": ("carla", lambda p: p.partsrepræsentant is not None),
    "a relative who is invited and one who is not": (
        "inge",
        lambda p: {n.navn in p.møder[0].inviteret_af_borgeren for n in p.netværk} == {True, False},
    ),
    "a protected address": ("bent", lambda p: p.borger.beskyttet_adresse),
    "letters by post": ("inge", lambda p: p.borger.post == "brev"),
    "a meeting without a date yet": ("aase", lambda p: _meetings(p)[0].dato is None and _meetings(p)[0].måned == 10),
    "a meeting held, with minutes": ("carla", _minuted),
    "a meeting moved out of its month": ("inge", lambda p: _meetings(p)[0].flyttet is not None),
    "a meeting called off": ("joergen", lambda p: _meetings(p)[0].aflyst is not None),
    "an extra meeting in the same year": ("hassan", lambda p: [m.id for m in _meetings(p)] == ["2027", "2027-2"]),
    "a change of tilbud during the year": (
        "hassan",
        lambda p: (
            any(t.til and t.til.year == 2027 for t in p.tilbud) and any(t.fra and t.fra.year == 2027 for t in p.tilbud)
        ),
    ),
    "a change of rådgiver during the year": (
        "hassan",
        lambda p: len({p.rådgiver_den(møde.rolledag) for møde in _meetings(p)}) == 2,
    ),
    "a meeting in January without a date yet": (
        "viggo",
        lambda p: _meetings(p)[0].dato is None and _meetings(p)[0].måned == 1,
    ),
    "an ended plan": ("gerda", lambda p: p.afsluttet is not None),
    "disagreement on the newest score": ("sean", lambda p: p.mål[0].scoringer[-1].enig is False),
    "words instead of a score": (
        "esther",
        lambda p: not (p.mål[0].scoringer[-1].faglig or "0").isdigit() and not (p.mål[0].forventet or "0").isdigit(),
    ),
    "no goals": ("aase", lambda p: p.mål == ()),
    "four shared goals": ("david", lambda p: _shared(p) == len(p.mål) == 4),
    "a goal in two steps": ("esther", lambda p: len(p.mål[0].delmål) == 2),
    "a goal in seven steps": ("sean", lambda p: len(p.mål[0].delmål) == 7),
    "very long texts": ("joergen", lambda p: len(p.handleplan.faglig_vurdering or "") > 1000),
    "letters that other formats give a meaning": (
        "sean",
        lambda p: all(
            sign in " ".join(_texts(p.model_dump(exclude={"møder"})))
            for sign in ("Ø'Brien & Søn", "<5", ">", '"Bimmer"')
        ),
    ),
    "the standard sheet": ("anna", lambda p: p.borger.forberedelsesark == "standard"),
    "the sheet with pictures": ("david", lambda p: p.borger.forberedelsesark == "billeder"),
    "the observation sheet": ("esther", lambda p: p.borger.forberedelsesark == "observation"),
    "words that do not come from the citizen": (
        "esther",
        lambda p: p.min_plan.kilde == "Medarbejder og pårørende alene",
    ),
    "the minimum of fields": (
        "farid",
        lambda p: (
            p.model_fields_set == {"borger", "rådgiver", "tilbud"}
            and p.borger.model_fields_set == {"navn", "cpr"}
            and p.tilbud[0].model_fields_set == {"id"}
        ),
    ),
    "a change that a tilbud gets an order of": ("hassan", lambda p: bool(p.ændringer[0].bestilling_til)),
    "no wish for a handleplan": ("bent", lambda p: p.handleplan.ønskes is False),
    "an authority with a consent": ("carla", lambda p: p.andre_myndigheder[0].grundlag is not None),
    "an agenda of one's own": ("sean", lambda p: bool(_meetings(p)[0].dagsorden)),
    "what the citizen wrote before the meeting": ("carla", lambda p: bool(_meetings(p)[0].forberedelse)),
    "a photo": ("david", lambda p: p.borger.billede is not None),
}


@pytest.mark.parametrize("what", SHOWS)
def test_a_sample_shows(what: str) -> None:
    citizen, shown = SHOWS[what]
    assert shown(PLANS[citizen])


def test_there_are_thirteen() -> None:
    assert len(PLANS) == 13
    assert not PROJECT.broken


def test_the_samples_have_no_fejl_and_only_the_warnings_that_are_meant() -> None:
    found = check(SETTINGS, PROJECT.settings_source, PROJECT.citizens, PROJECT.lister, ROOT / "citizens")
    told = [*PROJECT.diagnostics, *found]
    assert {(Path(each.place.file).stem, each.code) for each in told} == ON_PURPOSE
    assert {each.level for each in told} == {"advarsel"}


def test_several_samples_make_an_order_possible() -> None:
    ready = [
        id_
        for id_, plan in PLANS.items()
        if _minuted(plan) and plan.handleplan.formål and any(mål.undertema and mål.måltype for mål in plan.mål)
    ]
    assert ready == ["anna", "bent", "carla", "david", "esther", "hassan"]


def test_together_the_orders_show_everything_an_order_can() -> None:
    shown = {key for plan in PLANS.values() for tilbud in plan.tilbud for key in tilbud.bestilling_viser}
    assert shown == {
        *("bolig", "beskæftigelse", "personlig_hjælp", "behandling", "hjælpemidler", "andet", "støttebehov"),
        *("målgrupper", "faglig_vurdering", "værger", "partsrepræsentant", "netværk", "andre_myndigheder"),
    }


def _keys(node: yaml.Node | None) -> set[str]:
    if isinstance(node, yaml.MappingNode):
        return {key.value for key, _ in node.value} | {k for _, value in node.value for k in _keys(value)}
    return {k for child in node.value for k in _keys(child)} if isinstance(node, yaml.SequenceNode) else set()


def _field_names(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
        return own | {name for value in schema.values() for name in _field_names(value)}
    return {name for value in schema for name in _field_names(value)} if isinstance(schema, list) else set()


def test_anna_shows_every_field() -> None:
    written = _keys(yaml.compose((ROOT / "citizens" / "anna.yaml").read_text(encoding="utf-8")))
    comments = (ROOT / "citizens" / "anna.yaml").read_text(encoding="utf-8")
    names = _field_names(Plan.model_json_schema())
    # Some keys stand only in a comment that shows a form which Anna herself has no use for.
    assert {name for name in names - written if not re.search(rf"\b{name}: ", comments)} == set()


def test_the_samples_use_the_names_of_vum() -> None:
    names = {ydelse.navn for ydelse in YDELSER}
    assert {y.navn for plan in PLANS.values() for tilbud in plan.tilbud for y in tilbud.ydelser} <= names
    assert {mål.undertema for plan in PLANS.values() for mål in plan.mål} <= set(UNDERTEMAER)


def test_nobody_real_can_have_the_numbers_of_the_samples() -> None:
    cpr = [plan.borger.cpr for plan in PLANS.values()]
    assert all(number.er_erstatning for number in cpr)
    assert len(set(cpr)) == len(cpr)
    for file in sorted((ROOT / "citizens").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        numbers = re.findall(r"\b(?!45)\d\d \d\d \d\d \d\d\b", text)
        assert all(re.fullmatch(r"(20 00|89 15) 00 \d\d", number) for number in numbers), file.name
        assert all(mail.endswith("example.dk") for mail in re.findall(r"[\w.]+@[\w.]+", text))


def test_every_sample_begins_with_the_modeline_and_a_word_about_what_it_shows() -> None:
    for file in sorted((ROOT / "citizens").glob("*.yaml")):
        first, second, third, *_ = file.read_text(encoding="utf-8").splitlines()
        assert (first, second) == ("# yaml-language-server: $schema=../plan.schema.json", "#"), file.name
        assert third.startswith("# "), file.name


def test_internal_and_external_citizens_both_have_meetings() -> None:
    sides = {is_internal(plan, SETTINGS, møde.rolledag) for plan in PLANS.values() for møde in _meetings(plan)}
    assert sides == {True, False}


# --- the season --------------------------------------------------------------------------------------------------


def _overdue(today: date) -> list[tuple[str, str]]:
    lister = PROJECT.lister
    meetings = [m for borger, plan in PLANS.items() for m in meeting_duties(borger, plan, SETTINGS, lister)]
    return [
        (duty.frist.regel, duty.borgere[0] if duty.møde else "liste")
        for duty in duties(meetings, today)
        if duty.tilstand == "overskredet"
    ]


def test_before_the_lists_are_sent_nothing_is_overdue() -> None:
    assert _overdue(date(2026, 9, 15)) == []


def test_a_new_project_has_only_the_january_meeting_without_a_date_overdue() -> None:
    assert _overdue(date(2026, 11, 22)) == [("R6", "viggo"), ("R7", "viggo")]


def test_in_february_what_was_forgotten_after_a_meeting_is_overdue_too() -> None:
    assert _overdue(date(2027, 2, 15)) == [("R6", "viggo"), ("R7", "viggo"), ("R37", "david"), ("R38", "david")]


def test_in_may_the_minutes_that_were_not_sent_are_overdue_and_no_wall_of_others() -> None:
    assert _overdue(date(2027, 5, 15))[4:] == [
        *[("R34", "carla"), ("R37", "carla"), ("R37", "carla")],
        *[("R34", "esther"), ("R37", "esther")],
        ("R15", "inge"),
    ]


def test_a_january_meeting_without_a_date_makes_the_program_warn_of_january() -> None:
    told = [
        borger
        for borger, plan in PLANS.items()
        if any(tight_january(meeting, 2027) for meeting in meeting_duties(borger, plan, SETTINGS))
    ]
    assert told == ["viggo"]


def test_every_month_on_a_list_that_was_sent_is_the_meetings_or_the_plan_says_why_not() -> None:
    for sent in PROJECT.lister.lister:
        assert sent.tilbud in SETTINGS.tilbud
        assert sent.rådgiver in SETTINGS.rådgivere
        for borger, month in sent.borgere.items():
            meetings = _meetings(PLANS[borger], sent.år)
            assert any(month in (m.planlagt_måned, m.flyttet and m.flyttet.fra) for m in meetings), borger


def test_what_is_recorded_of_a_meeting_happened_in_the_order_of_the_procedure() -> None:
    for borger, plan in PLANS.items():
        for møde in plan.møder:
            orders = [each.dato for each in møde.sendt.bestilling.values() if each]
            sent = [møde.sendt.datobrev, møde.sendt.indkaldelse, møde.sendt.referat]
            date_letter, summons, minutes = (each and each.dato for each in sent)
            days = [møde.aftalt, date_letter, summons, møde.dato, minutes, *orders]
            told = [day for day in days if day]
            assert told == sorted(told), f"{borger} {møde.id}"
            assert all(is_working_day(day, SETTINGS.indstillinger.fridage) for day in told), f"{borger} {møde.id}"
