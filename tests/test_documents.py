"""Which documents a plan asks for, by what name and date, and why one cannot be made yet (product.md § 5)."""

import re
from datetime import date
from pathlib import Path

import pytest
from builders import opsætning, plan
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.procedure.documents import DOCUMENTS, Wanted, wanted
from mlmp_docs.procedure.names import ascii_id

DATA = Path(__file__).parent / "data"
INTERNAL = "tilbud: [{id: bostedet-fjordglimt}]\n"
EXTERNAL = "tilbud: [{id: vaerkstedet-aaen}]\n"
READY = "år: 2027, dato: 2027-05-12, kl: 10:00-11:30, sted: Fællesstuen"
MEETING = f"møder: [{{{READY}}}]\n"
ORDERED = """\
tilbud:
  - id: bostedet-fjordglimt
    ydelser: [{navn: Længerevarende ophold}]
handleplan: {formål: Anna bor selvstændigt.}
mål: [{borgermål: Jeg vil tage bussen, undertema: Færdes med transportmidler, måltype: udvikle}]
møder:
  - år: 2027
    dato: 2027-05-12
    kl: 10:00
    sted: Fællesstuen
    referat:
      til_stede: [Anna]
      punkter: [{punkt: Bolig, beslutning: Anna flytter.}]
      næste_møde: {år: 2028, måned: maj}
"""
"""The least that an order can be made of."""


def asked(citizen: Plan | str, år: int = 2027, brevdato: date | None = None, **rules) -> dict[str, Wanted]:
    """Everything a plan asks for, by file name."""
    citizen = plan(citizen) if isinstance(citizen, str) else citizen
    found = wanted("anna", citizen, rules.get("opsætning") or opsætning(), år, brevdato)
    by_name = {each.navn: each for each in found}
    assert len(by_name) == len(found), "two files have one name"
    return by_name


def lacks(text: str, navn: str) -> tuple[str, ...]:
    return asked(text)[navn].mangler


# --- the example plan -------------------------------------------------------------------------------------------


def test_the_example_plan_asks_for_every_document_of_its_year():
    citizen = read_plan((DATA / "anna.yaml").read_bytes(), "citizens/anna.yaml").value
    settings = read_settings((DATA / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
    assert citizen is not None
    assert settings is not None
    found = asked(citizen, opsætning=settings)
    assert {navn: each.dato and str(each.dato) for navn, each in found.items()} == {
        "datobrev-anna-2027": "2027-02-15",
        "forberedelsesark-anna-2027": None,
        "visuel-plan-anna-2027": "2027-05-12",
        "handleplan-anna-2027": "2027-05-12",
        "indkaldelse-anna-2027": "2027-04-12",
        "dagsorden-anna-2027": "2027-04-12",
        "referat-anna-2027": "2027-05-12",
        "bestilling-bostedet-fjordglimt-anna-2027": "2027-05-20",
        "bestilling-vaerkstedet-aaen-anna-2027": "2027-05-20",
        "aendring-timer-vaerkstedet-aaen-anna-2027": "2026-10-01",
        "velkomstbrev-anna-2027": None,
    }
    assert not any(each.mangler for each in found.values())
    assert "aendring-timer-vaerkstedet-aaen-anna-2026" in asked(citizen, 2026, opsætning=settings)


# --- made when --------------------------------------------------------------------------------------------------


def test_looking_for_some_kinds_of_document_finds_just_those():
    citizen, rules = plan(ORDERED), opsætning()
    kinds = {"bestilling", "visuel-plan"}
    found = wanted("anna", citizen, rules, 2027, kinds=kinds)
    assert {each.document.key for each in found} == kinds
    assert found == tuple(each for each in wanted("anna", citizen, rules, 2027) if each.document.key in kinds)


def test_the_least_plan_asks_for_its_visual_plan_only():
    found = asked("")
    assert list(found) == ["visuel-plan-anna-2027"]
    assert not found["visuel-plan-anna-2027"].mangler
    assert found["visuel-plan-anna-2027"].dato is None


def test_an_ended_plan_asks_for_nothing():
    assert asked(ORDERED + "afsluttet: {dato: 2027-06-01}") == {}


def test_a_meeting_that_was_called_off_asks_for_nothing():
    called_off = asked(f"møder: [{{{READY}, aflyst: {{dato: 2027-05-01}}}}]")
    assert list(called_off) == ["visuel-plan-anna-2027"]


def test_each_meeting_of_the_year_has_its_own_papers_and_other_years_have_none():
    text = f"møder: [{{{READY}}}, {{{READY}, id: 2027-2}}, {{år: 2028, måned: maj}}]"
    summons = [navn for navn in asked(text) if navn.startswith("indkaldelse")]
    assert summons == ["indkaldelse-anna-2027", "indkaldelse-anna-2027-2"]


def test_a_sheet_is_made_for_a_citizen_with_an_internal_tilbud_that_day():
    moving = "tilbud: [{id: bostedet-fjordglimt, til: 2027-04-30}, {id: vaerkstedet-aaen, fra: 2027-05-01}]\n"
    assert "forberedelsesark-anna-2027" in asked(INTERNAL + MEETING)
    assert "forberedelsesark-anna-2027" in asked(INTERNAL + "møder: [{år: 2027, måned: maj}]")
    assert "forberedelsesark-anna-2027" not in asked(EXTERNAL + MEETING)
    assert "forberedelsesark-anna-2027" not in asked(moving + MEETING)


@pytest.mark.parametrize("variant", ["standard", "billeder", "observation"])
def test_the_sheets_variant_chooses_the_template_and_not_the_name(variant):
    borger = f"borger: {{navn: Anna, cpr: 670761-4285, forberedelsesark: {variant}}}\n"
    assert asked(borger + MEETING)["forberedelsesark-anna-2027"].skabelon == f"forberedelsesark-{variant}.docx"


@pytest.mark.parametrize(("answer", "made"), [("ja", True), ("nej", False), ("null", False)])
def test_a_handleplan_is_made_when_the_citizen_wants_one(answer, made):
    assert ("handleplan-anna-2027" in asked(f"handleplan: {{ønskes: {answer}, formål: Ro}}")) is made


def test_minutes_are_a_skeleton_until_they_say_who_was_there_and_what_was_decided():
    between = f"møder: [{{{READY}, referat: {{til_stede: [Anna]}}}}]"
    assert (asked(MEETING)["referat-anna-2027"].skabelon, asked(MEETING)["referat-anna-2027"].udfyldt) == (
        "referat-skabelon.docx",
        False,
    )
    assert not asked(between)["referat-anna-2027"].udfyldt
    filled = asked(ORDERED)["referat-anna-2027"]
    assert (filled.skabelon, filled.udfyldt, filled.dato) == ("referat.docx", True, date(2027, 5, 12))


def test_filled_minutes_are_made_without_a_place():
    text = "møder: [{år: 2027, dato: 2027-05-12, referat: {til_stede: [Anna], punkter: [{punkt: A, beslutning: B}]}}]"
    assert lacks(text, "referat-anna-2027") == ()


def test_a_change_of_the_year_gives_an_order_to_each_tilbud_it_names():
    text = """\
tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]
ændringer:
  - {id: flere_timer-på, dato: 2027-10-01, hvad: Flere timer, bestilling_til: [vaerkstedet-aaen, bostedet-fjordglimt]}
  - {dato: 2027-11-01, hvad: Ny tid, bestilling_til: [vaerkstedet-aaen]}
  - {dato: 2027-11-01, hvad: Nyt sted, bestilling_til: [vaerkstedet-aaen]}
  - {dato: 2027-11-01, hvad: Nyt sted, bestilling_til: [vaerkstedet-aaen]}
  - {dato: 2027-12-01, hvad: Uden bestilling}
  - {dato: 2025-12-01, hvad: To år før, bestilling_til: [vaerkstedet-aaen]}
"""
    changes = {navn: str(each.dato) for navn, each in asked(text).items() if navn.startswith("aendring")}
    assert changes == {
        "aendring-flere-timer-paa-vaerkstedet-aaen-anna-2027": "2027-10-01",
        "aendring-flere-timer-paa-bostedet-fjordglimt-anna-2027": "2027-10-01",
        "aendring-20271101-vaerkstedet-aaen-anna-2027": "2027-11-01",
        "aendring-20271101-2-vaerkstedet-aaen-anna-2027": "2027-11-01",
        "aendring-20271101-3-vaerkstedet-aaen-anna-2027": "2027-11-01",
    }


def test_a_change_since_the_last_meeting_is_made_while_the_next_year_is_planned():
    """In the autumn of 2026 `år` is 2027; a change of October must still reach the tilbud."""
    text = """\
tilbud: [{id: vaerkstedet-aaen}]
ændringer:
  - {id: foer, dato: 2026-02-01, hvad: Før mødet, bestilling_til: [vaerkstedet-aaen]}
  - {id: efter, dato: 2026-10-01, hvad: Efter mødet, bestilling_til: [vaerkstedet-aaen]}
  - {id: senere, dato: 2028-01-01, hvad: Året efter, bestilling_til: [vaerkstedet-aaen]}
møder: [{år: 2027, måned: maj}, {år: 2026, dato: 2026-05-12}]
"""
    assert [each.ændring.id for each in asked(text).values() if each.ændring] == ["efter"]


# --- must have --------------------------------------------------------------------------------------------------


def test_a_meeting_without_date_time_and_place_says_so_for_each_paper():
    text = "møder: [{år: 2027, måned: maj}]"
    assert lacks(text, "datobrev-anna-2027") == ("mødet har ingen dato", "mødet har intet klokkeslæt")
    for navn in ("indkaldelse-anna-2027", "dagsorden-anna-2027", "referat-anna-2027"):
        assert lacks(text, navn) == ("mødet har ingen dato", "mødet har intet klokkeslæt", "mødet har intet sted")


def test_the_preparation_sheet_needs_no_more_than_a_name():
    assert lacks("møder: [{år: 2027}]", "forberedelsesark-anna-2027") == ()


def test_a_letter_needs_a_way_to_reach_the_rådgiver():
    silent = opsætning("rådgivere: {mette-holm: {navn: Mette Holm}}")
    found = asked(MEETING, opsætning=silent)
    for navn in ("datobrev-anna-2027", "indkaldelse-anna-2027"):
        assert found[navn].mangler == ("rådgiveren har hverken telefon eller e-mail",)
    assert asked("rådgiver: ukendt\n" + MEETING)["datobrev-anna-2027"].mangler == ("rådgiveren står ikke i mlmp.yaml",)


@pytest.mark.parametrize("reach", ["telefon: 89 15 00 01", "mail: mette.holm@example.dk"])
def test_one_way_to_reach_the_rådgiver_is_enough(reach):
    settings = opsætning(f"rådgivere: {{mette-holm: {{navn: Mette Holm, {reach}}}}}")
    assert asked(MEETING, opsætning=settings)["datobrev-anna-2027"].mangler == ()


ORDER = "bestilling-bostedet-fjordglimt-anna-2027"


def test_an_order_can_be_made_of_minutes_purpose_goal_service_and_next_follow_up():
    assert lacks(ORDERED, ORDER) == ()


@pytest.mark.parametrize(
    ("gone", "instead", "reason"),
    [
        ("      til_stede: [Anna]\n", "", "referatet siger ikke, hvem der var til stede"),
        (", beslutning: Anna flytter.", "", "referatet har ingen beslutning"),
        ("{formål: Anna bor selvstændigt.}", "{}", "handleplanen har intet formål"),
        (", måltype: udvikle", "", "planen har ingen mål med både undertema og måltype"),
        ("undertema: Færdes med transportmidler, ", "", "planen har ingen mål med både undertema og måltype"),
        (
            "ydelser: [{navn: Længerevarende ophold}]",
            "ydelser: [{navn: Længerevarende ophold, slut: 2027-05-11}]",
            "tilbuddet bostedet-fjordglimt har ingen ydelse i planen",
        ),
        ("måned: maj}", "sted: Her}", "næste opfølgning er ikke aftalt"),
    ],
)
def test_an_order_says_what_is_missing(gone, instead, reason):
    assert gone in ORDERED
    assert lacks(ORDERED.replace(gone, instead), ORDER) == (reason,)


@pytest.mark.parametrize("følgende", ["dato: 2028-05-10", "uge: 20", "måned: maj"])
def test_a_date_a_week_or_a_month_is_a_next_follow_up(følgende):
    assert lacks(ORDERED.replace("måned: maj", følgende), ORDER) == ()


def test_the_plans_next_meeting_is_a_next_follow_up_where_the_minutes_name_none():
    """The order printed the month of the next meeting, but was not made."""
    silent = ORDERED.replace("      næste_møde: {år: 2028, måned: maj}\n", "")
    assert lacks(silent, ORDER) == ("næste opfølgning er ikke aftalt",)
    assert lacks(silent + "  - {år: 2028}\n", ORDER) == ("næste opfølgning er ikke aftalt",)
    assert lacks(silent + "  - {år: 2028, måned: maj}\n", ORDER) == ()


def test_an_order_before_the_meeting_lacks_everything_at_once():
    assert lacks(INTERNAL + MEETING, ORDER) == (
        "der er ikke skrevet referat",
        "handleplanen har intet formål",
        "planen har ingen mål",
        "tilbuddet bostedet-fjordglimt har ingen ydelse i planen",
        "næste opfølgning er ikke aftalt",
    )


def test_each_tilbud_of_the_meetings_day_has_its_own_order():
    text = "tilbud: [{id: bostedet-fjordglimt, til: 2027-05-01}, {id: vaerkstedet-aaen}]\n" + MEETING
    orders = [each.tilbud for each in asked(text).values() if each.document.key == "bestilling"]
    assert orders == ["vaerkstedet-aaen"]


# --- letters to each party --------------------------------------------------------------------------------------


def test_guardians_and_representative_get_their_own_letters():
    text = """\
værger:
  - {navn: Peter Lykke, form: § 5, omfang: begge}
  - {navn: Lone Vig, form: § 5, omfang: personlige}
  - {navn: Kaj Toft, form: § 5, omfang: økonomiske}
  - {navn: Ib Dam, form: § 7, omfang: økonomiske, modtager: ja, begrundelse: Han fører budgettet}
partsrepræsentant: {navn: Birthe Jensen}
"""
    letters = {
        navn: each.modtager.navn for navn, each in asked(text + MEETING).items() if each.document.key == "indkaldelse"
    }
    assert letters == {
        "indkaldelse-anna-2027": "Anna Lykke Jensen",
        "indkaldelse-vaerge-anna-2027": "Peter Lykke",
        "indkaldelse-vaerge-2-anna-2027": "Lone Vig",
        "indkaldelse-vaerge-3-anna-2027": "Ib Dam",
        "indkaldelse-partsrepraesentant-anna-2027": "Birthe Jensen",
    }
    dates = [each.modtager.navn for each in asked(text + MEETING).values() if each.document.key == "datobrev"]
    assert dates == ["Anna Lykke Jensen", "Peter Lykke", "Lone Vig", "Birthe Jensen"]


# --- dates ------------------------------------------------------------------------------------------------------


def printed(text: str, navn: str, brevdato: date | None = None, **rules) -> date | None:
    return asked(text, brevdato=brevdato, **rules)[navn].dato


def test_a_letter_not_sent_is_dated_the_day_to_act_on_its_deadline():
    local = opsætning("frister: {indkaldelse: 31 dage før}")
    assert printed(INTERNAL + MEETING, "datobrev-anna-2027") == date(2027, 2, 17)
    assert printed(EXTERNAL + MEETING, "datobrev-anna-2027") == date(2027, 3, 12)
    # 31 days before is Sunday 11 April.
    assert printed(INTERNAL + MEETING, "indkaldelse-anna-2027", opsætning=local) == date(2027, 4, 9)
    assert printed(INTERNAL + MEETING, "dagsorden-anna-2027", opsætning=local) == date(2027, 4, 9)
    assert printed(ORDERED, ORDER) == date(2027, 5, 26)


def test_brevdato_dates_letters_and_orders_and_nothing_else():
    today = date(2027, 3, 1)
    found = asked(ORDERED + "ændringer: [{dato: 2027-10-01, hvad: Ny, bestilling_til: [bostedet-fjordglimt]}]")
    dated = asked(
        ORDERED + "ændringer: [{dato: 2027-10-01, hvad: Ny, bestilling_til: [bostedet-fjordglimt]}]", brevdato=today
    )
    changed = {dated[navn].document.key for navn in found if found[navn].dato != dated[navn].dato}
    assert changed == {"datobrev", "indkaldelse", "dagsorden", "bestilling"}
    assert {dated[navn].dato for navn in dated if dated[navn].document.key in changed} == {today}


def test_what_was_sent_keeps_the_day_it_was_sent():
    text = f"møder: [{{{READY}, sendt: {{datobrev: 2027-02-01, indkaldelse: 2027-04-01, kalender: 2027-04-02}}}}]"
    today = date(2027, 3, 1)
    assert printed(text, "datobrev-anna-2027", today) == date(2027, 2, 1)
    assert printed(text, "indkaldelse-anna-2027", today) == date(2027, 4, 1)
    assert printed(text, "dagsorden-anna-2027", today) == date(2027, 4, 2)


def test_an_agenda_without_a_calendar_entry_went_with_the_summons():
    text = f"møder: [{{{READY}, sendt: {{indkaldelse: 2027-04-01}}}}]"
    sent = asked(text)["dagsorden-anna-2027"].sendt
    assert sent is not None
    assert sent.dato == date(2027, 4, 1)


def test_a_plan_is_from_the_last_held_meeting():
    earlier = "{år: 2026, dato: 2026-05-12}"
    assert printed(f"møder: [{{{READY}}}, {earlier}]", "visuel-plan-anna-2027") == date(2026, 5, 12)
    assert printed(ORDERED, "visuel-plan-anna-2027") == date(2027, 5, 12)
    assert printed(MEETING, "visuel-plan-anna-2027") is None


# --- a new time after the summons was sent ----------------------------------------------------------------------

MOVED = "sendt: {indkaldelse: {dato: 2027-04-12, gælder: 2027-05-10 09:00}}"


def test_a_changed_meeting_asks_for_a_new_letter_under_a_new_name():
    found = asked(f"møder: [{{{READY}, {MOVED}}}]")
    letter = found["indkaldelse-ny-tid-20270512-1000-anna-2027"]
    assert letter.ny_tid
    assert letter.sendt is None
    assert "indkaldelse-anna-2027" not in found
    assert found["dagsorden-ny-tid-20270512-1000-anna-2027"].ny_tid


def test_the_new_letter_is_not_dated_before_the_one_it_replaces():
    early = "sendt: {indkaldelse: {dato: 2027-05-03, gælder: 2027-05-10 09:00}}"
    assert printed(f"møder: [{{{READY}, {early}}}]", "indkaldelse-ny-tid-20270512-1000-anna-2027") == date(2027, 5, 3)


def test_each_party_gets_the_new_letter():
    guardian = "værger: [{navn: Peter Lykke, form: § 5, omfang: begge}]\n"
    found = asked(guardian + f"møder: [{{{READY}, {MOVED}}}]")
    assert "indkaldelse-ny-tid-20270512-1000-vaerge-anna-2027" in found


def test_a_summons_that_tells_the_right_time_keeps_its_name_and_knows_the_other():
    same = "sendt: {indkaldelse: {dato: 2027-04-12, gælder: 2027-05-12 10:00-11:30}}"
    letter = asked(f"møder: [{{{READY}, {same}}}]")["indkaldelse-anna-2027"]
    assert not letter.ny_tid
    assert letter.sendt is not None
    assert letter.navn_ny_tid == "indkaldelse-ny-tid-20270512-1000-anna-2027"


# --- the table --------------------------------------------------------------------------------------------------


def test_nothing_that_only_the_rådgiver_may_see_is_in_any_document():
    for document in DOCUMENTS:
        assert {"noter", "møde.forberedelse.ikke_tale_om"} <= document.withheld


def test_cpr_stands_only_in_orders():
    assert {each.key for each in DOCUMENTS if "borger.cpr" not in each.withheld} == {"bestilling", "aendring"}


def test_the_wall_plan_withholds_the_case():
    wall = next(each for each in DOCUMENTS if each.key == "visuel-plan").withheld
    assert {"handleplan", "sagsnummer", "tilbud.ydelser"} <= wall


def test_every_template_a_plan_asks_for_stands_in_the_table():
    for text in (ORDERED, MEETING, INTERNAL + MEETING):
        for each in asked(text).values():
            assert each.skabelon in each.document.skabeloner


@given(st.text(alphabet="abcxyzæøå0189-_", min_size=1, max_size=20))
def test_an_id_in_a_file_name_is_ascii(text):
    assert re.fullmatch(r"[a-z0-9-]+", ascii_id(text))


def test_file_names_are_ascii_without_names_and_cpr():
    text = ORDERED + "ændringer: [{id: ændring-på-ø, dato: 2027-10-01, hvad: X, bestilling_til: [bostedet-fjordglimt]}]"
    for navn in asked(text):
        assert re.fullmatch(r"[a-z0-9-]+", navn)
        assert not re.search(r"\d{6}-?\d{4}(?!\d)", navn)
