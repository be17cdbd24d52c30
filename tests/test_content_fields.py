"""The vocabulary of all templates: always complete, plain, and without what its reader may not see."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import opsætning, plan
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.content import compose, goals
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.meeting import when
from mlmp_docs.content.people import address_lines
from mlmp_docs.content.plain import Felter, withhold
from mlmp_docs.figures import Måltrappe, Prikker
from mlmp_docs.plan.goals import Mål
from mlmp_docs.plan.meeting import NæsteMøde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.plan.settings import Opsætning, Skala
from mlmp_docs.procedure.documents import BY_KEY, DOCUMENTS, Wanted, wanted

DATA = Path(__file__).parent / "data"
MEETING = "møder: [{år: 2027, måned: maj, dato: 2027-05-12, kl: 10:00-11:30, sted: Fællesstuen}]"


@cache
def fullest() -> tuple[Plan, Opsætning]:
    """The specification's own example, with every field."""
    anna = read_plan((DATA / "anna.yaml").read_bytes(), "citizens/anna.yaml").value
    settings = read_settings((DATA / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
    assert anna is not None
    assert settings is not None
    return anna, settings


def asked(key: str, the_plan: Plan, settings: Opsætning, år: int = 2027) -> list[Wanted]:
    return [each for each in wanted("anna", the_plan, settings, år) if each.document.key == key]


def bare(key: str) -> Wanted:
    """A document about the least plan, with no meeting, tilbud or change."""
    some = wanted("anna", plan(), opsætning(), 2027)[0]
    document = BY_KEY[key]
    nothing = {"møde": None, "tilbud": None, "ændring": None, "modtager": None, "dato": None}
    return replace(some, document=document, skabelon=document.skabeloner[-1], **nothing)


def fields_for(text: str = "", key: str = "referat", settings: str = "") -> dict[str, Any]:
    """The vocabulary of the first document of this kind about the least plan with this YAML."""
    return vocabulary(asked(key, plan(text), opsætning(settings))[0], opsætning(settings))


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for entry in value.values() for leaf in leaves(entry)]
    if isinstance(value, list):
        return [leaf for entry in value for leaf in leaves(entry)]
    return [value]


def tree(value: Any) -> Any:
    """The shape of fields: keys and kinds. What stands in a list is judged on its own."""
    if isinstance(value, dict):
        return {key: tree(entry) for key, entry in value.items()}
    return type(value).__name__


# --- complete and plain -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.key)
def test_the_fullest_and_the_emptiest_plan_have_the_same_keys(document):
    anna, settings = fullest()
    full = replace(bare(document.key), plan=anna, møde=anna.møder[0], ændring=anna.ændringer[0])
    assert tree(vocabulary(full, settings)) == tree(vocabulary(bare(document.key), opsætning()))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.key)
def test_fields_are_plain_values(document):
    anna, settings = fullest()
    values = leaves(vocabulary(replace(bare(document.key), plan=anna, møde=anna.møder[0]), settings))
    assert {type(value) for value in values} <= {str, int, bool, Måltrappe, Prikker}
    assert not any("None" in value or "True" in value for value in values if isinstance(value, str))


def test_every_key_of_the_plan_is_a_field():
    anna, settings = fullest()
    fields = vocabulary(replace(bare("bestilling"), plan=anna, møde=anna.møder[0]), settings)
    assert set(anna.borger.__class__.model_fields) <= set(fields["borger"])
    assert set(anna.min_plan.__class__.model_fields) <= set(fields["min_plan"])
    assert set(anna.handleplan.__class__.model_fields) <= set(fields["handleplan"])
    assert set(Mål.model_fields) <= set(fields["mål"][0])
    assert set(anna.aftaler[0].__class__.model_fields) <= set(fields["aftaler"][0])
    assert set(anna.møder[0].__class__.model_fields) - {"sendt", "ekstra_punkter"} <= set(fields["møde"])


def test_a_missing_record_is_false_in_if():
    fields = fields_for(MEETING)
    assert not fields["partsrepræsentant"]
    assert not fields["møde"]["forberedelsesmøde"]
    assert not fields["video"]
    assert fields["borger"]


def test_yes_and_no_are_for_if_and_have_a_text_beside_them():
    fields = fields_for("ændringer: [{dato: 2027-03-01, hvad: Nye timer, aftalt_med_borger: nej}]\n" + MEETING)
    assert fields["ændringer"][0]["aftalt_med_borger"] is False
    assert fields["ændringer"][0]["aftalt_med_borger_tekst"] == "nej"


def test_zero_is_a_given_number():
    fields = fields_for("handleplan: {støttebehov: 0}\n" + MEETING, key="bestilling")
    assert fields["handleplan"]["støttebehov"] == "0"
    assert fields["handleplan"]["støttebehov_tekst"] == "0\N{NO-BREAK SPACE}Intet støttebehov"


# --- what a reader may not see ----------------------------------------------------------------------------------


def test_notes_and_what_is_not_to_be_talked_about_are_in_no_data():
    secret = "Kun til rådgiveren"
    text = f"""\
noter: {secret}
møder:
  - {{år: 2027, måned: maj, forberedelse: {{ikke_tale_om: [{secret}], vil_tale_om: [Ferie, {secret}]}}}}
"""
    for document in DOCUMENTS:
        the_plan = plan(text)
        each = replace(bare(document.key), plan=the_plan, møde=the_plan.møder[0])
        fields = vocabulary(each, opsætning())
        assert secret not in leaves(fields)
        assert fields["møde"]["forberedelse"]["vil_tale_om"] == ["Ferie"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.key)
def test_the_cpr_number_is_only_in_orders(document):
    anna, settings = fullest()
    fields = vocabulary(replace(bare(document.key), plan=anna, møde=anna.møder[0]), settings)
    is_order = document.key in ("bestilling", "aendring")
    assert ("670761-4285" in leaves(fields)) == is_order
    assert bool(fields["borger"]["cpr_mærke"]) == is_order


def test_a_protected_address_is_only_on_the_citizens_own_letters():
    text = "borger: {navn: Bo Ek, cpr: 670761-4285, adresse: 'Hemmelig Vej 1, 8900 Randers', beskyttet_adresse: ja}\n"
    text += "værger: [{navn: Per Vad, form: § 5, omfang: personlige}]\n" + MEETING
    for each in wanted("bo", plan(text), opsætning(), 2027):
        fields = vocabulary(each, opsætning())
        told = any("Hemmelig Vej" in value for value in leaves(fields) if isinstance(value, str))
        assert told == (each.modtager is not None and each.modtager.rolle == "borger")


def test_a_meeting_at_home_does_not_tell_the_protected_address():
    """Agenda, minutes and the guardian's letter named the street when the meeting was there."""
    home = "{år: 2027, dato: 2027-05-12, kl: 10:00, sted: 'Hos Bo, hemmelig  vej 1', ønske_til_sted: Hemmelig Vej 1}"
    text = "borger: {navn: Bo Ek, cpr: 670761-4285, adresse: 'Hemmelig Vej 1, 8900 Randers', beskyttet_adresse: ja}\n"
    text += f"værger: [{{navn: Per Vad, form: § 5, omfang: personlige}}]\nmøder: [{home}]\n"
    for each in wanted("bo", plan(text), opsætning(), 2027):
        fields = compose(each, opsætning())
        own = each.modtager is not None and each.modtager.rolle == "borger"
        assert ("emmelig" in str(fields)) == own
        assert fields["møde"]["sted"] == ("Hos Bo, hemmelig  vej 1" if own else "Hjemme hos Bo")


def test_withholding_empties_a_field_in_every_item_and_what_is_derived_from_it():
    fields = Felter(
        mål=[Felter(navn="a", frist="1. maj", frist_kort="1.5."), Felter(navn="b", frist="", frist_kort="")],
        flag=True,
        nummer=3,
    )
    withhold(fields, ("mål.frist", "flag", "nummer", "findes.ikke"))
    assert fields["mål"] == [{"navn": "a", "frist": "", "frist_kort": ""}, {"navn": "b", "frist": "", "frist_kort": ""}]
    assert fields["flag"] is False
    assert fields["nummer"] == 0


def test_withholding_a_list_or_record_keeps_the_shape():
    fields = Felter(værger=[Felter(navn="Per")], partsrepræsentant=Felter(navn="Ulla", mail="u@example.dk"))
    withhold(fields, ("værger", "partsrepræsentant"))
    assert fields == {"værger": [], "partsrepræsentant": {"navn": "", "mail": ""}}
    assert not fields["partsrepræsentant"]


# --- people -----------------------------------------------------------------------------------------------------


def test_the_first_name_stands_in_for_the_kaldenavn():
    borger = fields_for(MEETING)["borger"]
    assert (borger["kaldenavn"], borger["kaldenavns"]) == ("Anna", "Annas")


def test_the_rådgiver_of_the_meetings_day_is_named():
    text = "tidligere_rådgivere: [{id: ole-aaby, til: 2027-05-31}]\n" + MEETING
    assert fields_for(text)["rådgiver"]["navn"] == "Ole Aaby"


def test_only_the_tilbud_of_the_meetings_day_are_named():
    text = """\
tilbud:
  - {id: bostedet-fjordglimt, til: 2027-04-30}
  - {id: vaerkstedet-aaen, kontaktperson: {navn: Ida Krogh, titel: assistent}}
"""
    fields = fields_for(text + MEETING)
    assert [tilbud["navn"] for tilbud in fields["tilbud"]] == ["Værkstedet ved Åen"]
    assert fields["kontaktperson"]["navn_og_titel"] == "Ida Krogh, assistent"


def test_external_citizens_do_not_meet_the_concepts_name_unless_wanted():
    text = "tilbud: [{id: vaerkstedet-aaen}]\n" + MEETING
    assert fields_for(text)["koncept"] == ""
    assert fields_for(text, settings="indstillinger: {koncept_til_eksterne: ja}")["koncept"] == "Mit liv – Min plan"
    assert fields_for(MEETING)["koncept"] == "Mit liv – Min plan"


def test_a_service_that_has_ended_is_not_told():
    text = """\
tilbud:
  - id: bostedet-fjordglimt
    ydelser: [{navn: Ophold, slut: 2027-05-11}, {navn: Støtte, slut: 2027-05-12}, {navn: Værested}]
"""
    fields = fields_for(text + MEETING)
    assert [ydelse["navn"] for ydelse in fields["tilbud"][0]["ydelser"]] == ["Støtte", "Værested"]


@pytest.mark.parametrize(
    ("adresse", "lines"),
    [
        ("Fjordvej 8, lejl. 12, 8900 Randers C", ["Fjordvej 8, lejl. 12", "8900 Randers C"]),
        ("Plejehjemmet", ["Plejehjemmet"]),
        ("", []),
        (None, []),
    ],
)
def test_the_postcode_has_a_line_of_its_own(adresse, lines):
    assert address_lines(adresse) == lines


# --- the next meeting -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{år: 2028, måned: maj}", "maj 2028"),
        ("{år: 2028, uge: 20}", "uge 20 i 2028"),
        ("{dato: 2028-05-12}", "12. maj 2028"),
        ("{år: 2028}", "2028"),
    ],
)
def test_the_next_meeting_is_told_as_exactly_as_it_is_known(text, told):
    minutes = f"møder: [{{år: 2027, måned: maj, referat: {{næste_møde: {text}}}}}]"
    assert fields_for(minutes)["næste_møde"]["tekst"].replace("\N{NO-BREAK SPACE}", " ") == told


def test_without_minutes_the_next_meeting_is_the_next_one_in_the_plan():
    fields = fields_for("møder: [{år: 2027, måned: maj}, {år: 2028, måned: juni}]")
    assert fields["næste_møde"]["tekst"] == "juni\N{NO-BREAK SPACE}2028"
    assert when(NæsteMøde()) == ""


def test_the_action_plan_lasts_until_the_next_follow_up_unless_it_says_otherwise():
    minutes = "møder: [{år: 2027, måned: maj, referat: {næste_møde: {år: 2028, måned: maj}}}]"
    assert fields_for(minutes, key="bestilling")["handleplan"]["varighed_tekst"] == (
        "Indtil næste opfølgning, maj\N{NO-BREAK SPACE}2028"
    )
    assert (
        fields_for("handleplan: {varighed: To år}\n" + minutes, key="bestilling")["handleplan"]["varighed_tekst"]
        == "To år"
    )


# --- the agenda -------------------------------------------------------------------------------------------------


def test_extra_points_stand_before_the_next_meeting_and_names_are_filled_in():
    fields = fields_for("møder: [{år: 2027, måned: maj, ekstra_punkter: [Ferieturen]}]")
    points = [point["punkt"] for point in fields["møde"]["dagsorden"]]
    assert points[1] == "Anna fortæller: håb, drømme og det, der er vigtigt"
    assert points[-3:] == ["Ferieturen", "Næste møde", "Eventuelt"]
    assert [point["nummer"] for point in fields["møde"]["dagsorden"]] == list(range(1, 11))


def test_a_meeting_may_have_an_agenda_of_its_own():
    fields = fields_for("møder: [{år: 2027, måned: maj, dagsorden: [Flytning], ekstra_punkter: [Økonomi]}]")
    assert [point["punkt"] for point in fields["møde"]["dagsorden"]] == ["Flytning", "Økonomi"]


# --- goals and levels -------------------------------------------------------------------------------------------

SKALA = Skala(
    bedst="lavest",
    trin={0: "Ingen nedsat funktionsevne", 1: "Let nedsat funktionsevne", 2: "Moderat nedsat funktionsevne"},
    borgerord={1: "Det er lidt svært"},
)


def test_a_step_of_the_scale_is_a_number_with_words():
    level = goals.level("2", SKALA)
    assert level["tekst"] == "2\N{NO-BREAK SPACE}Moderat nedsat funktionsevne"
    assert level["kort"] == "2\N{NO-BREAK SPACE}Moderat"
    assert level["er_trin"] is True


def test_the_citizens_words_are_the_scales_own_else_the_professional_ones():
    assert goals.level("1", SKALA)["borgerord"] == "Det er lidt svært"
    assert goals.level("2", SKALA)["borgerord"] == "Moderat nedsat funktionsevne"


@pytest.mark.parametrize("words", ["Hun smiler mere", "7", "2-3", ""])
def test_words_stay_words(words):
    level = goals.level(words, SKALA)
    assert [level[key] for key in ("tekst", "kort", "borgerord")] == [words] * 3
    assert (level["trin"], level["prikker"]) == ("", 0)


@pytest.mark.parametrize(("bedst", "filled"), [("lavest", [3, 2, 1]), ("højest", [1, 2, 3])])
def test_progress_always_fills_the_dots(bedst, filled):
    skala = SKALA.model_copy(update={"bedst": bedst})
    assert [goals.level(str(step), skala)["prikker"] for step in (0, 1, 2)] == filled


def test_a_scale_of_more_than_seven_steps_has_no_dots():
    long = Skala(bedst="højest", trin={step: f"Trin {step}" for step in range(1, 9)})
    assert goals.level("4", long)["prikker_af"] == 0


@given(st.lists(st.text(alphabet="abc ", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_a_short_level_always_has_words(words):
    skala = Skala(bedst="lavest", trin=dict(enumerate(words)))
    for step in skala.trin:
        assert goals.level(str(step), skala)["kort"].partition("\N{NO-BREAK SPACE}")[2].strip()


GOAL = """\
mål:
  - borgermål: Jeg vil tage bussen
    forventet: 1
    scoringer:
      - {dato: 2026-11-10, faglig: 2, borger: 2, enig: ja}
      - {dato: 2026-05-12, faglig: 3, borger: 2, ord: Jeg kan godt, enig: nej}
"""


def test_the_first_score_is_the_start_and_the_newest_is_now():
    goal = fields_for(GOAL + MEETING)["mål"][0]
    assert (goal["udgangspunkt"]["faglig"]["trin"], goal["nu"]["faglig"]["trin"]) == ("3", "2")


def test_only_the_newest_scores_disagreement_is_told():
    goal = fields_for(GOAL + MEETING)["mål"][0]
    assert goals.agreement_for_professionals(goal, "Anna") == "Enig."
    assert goals.agreement_for_citizen(goal, "Anna", egne_ord=True) == ["Vi er enige om, hvordan det går."]


def test_a_disagreement_gives_both_views_the_same_weight():
    text = GOAL.replace("2026-11-10", "2026-01-10")
    goal = fields_for(text + MEETING)["mål"][0]
    told = goals.agreement_for_professionals(goal, "Anna").replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Maj 2026: uenig. Anna: 2 Moderat. »Jeg kan godt« Fagligt: 3 Svært."


def test_the_citizen_reads_a_disagreement_in_the_scales_easy_words():
    skala = SKALA.model_copy(update={"borgerord": {1: "Det er ret svært", 2: "Det er meget svært"}})
    settings = opsætning().model_copy(update={"skalaer": {"f": skala}})
    text = "mål: [{borgermål: Bus, scoringer: [{dato: 2026-05-12, faglig: 2, borger: 1, enig: nej}]}]\n" + MEETING
    each = asked("referat", plan(text), settings)[0]
    goal = vocabulary(each, settings)["mål"][0]
    assert " ".join(goals.agreement_for_citizen(goal, "Anna", egne_ord=True)) == (
        "Jeg synes, det er ret svært. Fagpersonerne vurderer, at det er meget svært. "
        "Den faglige vurdering står i planen, og her står, at jeg er uenig."
    )
    third_person = " ".join(goals.agreement_for_citizen(goal, "Anna", egne_ord=False))
    assert third_person.startswith("Anna synes, det er ret svært.")
    assert "jeg" not in third_person.lower().split()


def test_nothing_is_said_about_agreement_when_nothing_was_noted():
    text = "mål: [{borgermål: Bus, scoringer: [{dato: 2026-05-12, faglig: 2}]}, {borgermål: Sove}]\n" + MEETING
    for goal in fields_for(text)["mål"]:
        assert goals.agreement_for_professionals(goal, "Anna") == ""
        assert goals.agreement_for_citizen(goal, "Anna", egne_ord=True) == []


def test_two_places_that_scored_on_the_same_day_are_both_told():
    text = """\
mål:
  - borgermål: Bus
    scoringer:
      - {dato: 2027-05-12, udfører: bostedet-fjordglimt, faglig: 2, enig: ja}
      - {dato: 2027-05-12, udfører: vaerkstedet-aaen, faglig: 3, enig: nej, borger: 1}
"""
    goal = fields_for(text + MEETING)["mål"][0]
    assert [score["udfører"] for score in goal["nu_alle"]] == ["Bostedet Fjordglimt", "Værkstedet ved Åen"]
    told = goals.agreement_for_professionals(goal, "Anna")
    assert told.startswith("Enig (Bostedet Fjordglimt). Maj")
    assert "uenig (Værkstedet ved Åen)" in told


def test_a_goal_of_all_is_shared_and_names_the_tilbud_of_the_day():
    text = """\
tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen, til: 2026-12-31}]
mål: [{borgermål: Bus}, {borgermål: Sove, udførere: [bostedet-fjordglimt]}]
"""
    first, second = fields_for(text + MEETING)["mål"]
    assert (first["fælles"], first["udførere"]) == (True, ["Bostedet Fjordglimt"])
    assert (second["fælles"], second["udførere_tekst"]) == (False, "Bostedet Fjordglimt")


def test_without_a_scale_of_its_own_a_goal_uses_the_only_one():
    goal = fields_for("mål: [{borgermål: Bus, forventet: 2}]\n" + MEETING)["mål"][0]
    assert goal["skala"] == "funktionsevne"
    assert goal["forventet"]["trin"] == "2"
