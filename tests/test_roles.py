"""Who has which role around a citizen on a day, and who comes to a meeting."""

from datetime import date

import pytest
from builders import opsætning, plan

from mlmp_docs.procedure.roles import NO_DAY, adviser, contact, is_internal, may_know, who_comes

MEETING = "møder: [{år: 2027, dato: 2027-05-12}]\n"


def coming(text: str) -> list[tuple[str, str]]:
    citizen = plan(text)
    people = who_comes(citizen, opsætning(), citizen.møder[0])
    return [(person.rolle, person.navn) for person in (*people.indkaldt, *people.inviteret)]


def test_the_rådgiver_is_the_one_who_has_the_case_on_the_day():
    citizen = plan("rådgiver: mette-holm\ntidligere_rådgivere: [{id: ole-aaby, til: 2027-05-12}]")
    assert adviser(citizen, opsætning(), date(2027, 5, 12))[0] == "ole-aaby"
    assert adviser(citizen, opsætning(), date(2027, 5, 13))[0] == "mette-holm"
    assert adviser(citizen, opsætning(), NO_DAY)[0] == "mette-holm"


def test_a_contact_person_is_looked_up_or_written_out():
    looked_up = plan("tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]").tilbud[0]
    written = plan("tilbud: [{id: bostedet-fjordglimt, kontaktperson: {navn: Ida Krogh}}]").tilbud[0]
    unknown = plan("tilbud: [{id: bostedet-fjordglimt, kontaktperson: ukendt}]").tilbud[0]
    none = plan("tilbud: [{id: bostedet-fjordglimt}]").tilbud[0]
    found = [contact(opsætning(), tilbud) for tilbud in (looked_up, written, unknown, none)]
    assert [person and person.navn for person in found] == ["Jonas Bak", "Ida Krogh", None, None]


@pytest.mark.parametrize(
    ("day", "expected"), [("2027-05-01", True), ("2027-06-30", True), ("2027-07-01", False), ("2026-12-31", False)]
)
def test_one_internal_tilbud_on_the_day_is_enough(day, expected):
    citizen = plan("tilbud: [{id: vaerkstedet-aaen}, {id: bostedet-fjordglimt, fra: 2027-01-01, til: 2027-06-30}]")
    assert is_internal(citizen, opsætning(), date.fromisoformat(day)) is expected


def test_an_authority_may_know_what_it_is_to_have_while_its_consent_is_in_force():
    consent = "grundlag: {slags: samtykke, dato: 2026-03-03, til: 2027-12-31}"
    myndighed = plan(f"andre_myndigheder: [{{navn: Jobcenter, {consent}, modtager: [dagsorden]}}]").andre_myndigheder[0]
    assert may_know(myndighed, "dagsorden", date(2027, 12, 31))
    assert not may_know(myndighed, "dagsorden", date(2028, 1, 1))
    assert not may_know(myndighed, "dagsorden", date(2026, 3, 2))
    assert not may_know(myndighed, "referat", date(2027, 5, 12))


def test_everybody_around_the_citizen_is_summoned_in_a_fixed_order():
    text = (
        "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}, {id: vaerkstedet-aaen}]\n"
        "værger: [{navn: Peter Lykke, form: § 5, omfang: personlige}]\n"
        "partsrepræsentant: {navn: Lone Vig}\n"
        "andre_myndigheder: [{navn: Jobcenter, kontakt: Lars Toft, grundlag: {slags: lov}, modtager: [dagsorden]}]\n"
    )
    assert coming(text + MEETING) == [
        ("borger", "Anna Lykke Jensen"),
        ("rådgiver", "Mette Holm"),
        ("kontaktperson", "Jonas Bak"),
        ("tilbud", "Værkstedet ved Åen"),
        ("værge", "Peter Lykke"),
        ("partsrepræsentant", "Lone Vig"),
        ("anden myndighed", "Lars Toft"),
    ]


def test_a_relative_comes_only_if_the_citizen_has_asked_for_exactly_this_meeting():
    network = "netværk: [{navn: Birthe Jensen, relation: mor}, {navn: Kaj Toft, relation: ven}]\n"
    invited = "møder: [{år: 2027, dato: 2027-05-12, inviteret_af_borgeren: [Birthe Jensen]}]"
    citizen = plan(network + invited)
    people = who_comes(citizen, opsætning(), citizen.møder[0])
    assert [(person.navn, person.relation) for person in people.inviteret] == [("Birthe Jensen", "mor")]
    assert "Kaj Toft" not in [person.navn for person in people.indkaldt]


def test_a_relative_who_is_guardian_stands_there_once_and_as_guardian():
    text = (
        "værger: [{navn: Birthe Jensen, form: § 5, omfang: begge}]\nnetværk: [{navn: birthe  jensen, relation: mor}]\n"
        "møder: [{år: 2027, dato: 2027-05-12, inviteret_af_borgeren: [Birthe Jensen]}]"
    )
    assert [rolle for rolle, navn in coming(text) if navn == "Birthe Jensen"] == ["værge"]


@pytest.mark.parametrize(
    ("guardian", "comes"),
    [
        ("form: § 5, omfang: personlige", True),
        ("form: § 5, omfang: begge, modtager: nej", True),
        ("form: § 5, omfang: økonomiske", False),
        ("form: § 5, omfang: økonomiske, modtager: ja", False),
        ("form: § 5, omfang: økonomiske, modtager: ja, begrundelse: Hun fører budgettet", True),
        ("form: § 7, omfang: begge", False),
    ],
)
def test_a_guardian_comes_in_personal_matters_or_with_a_recorded_reason(guardian, comes):
    text = f"værger: [{{navn: Peter Lykke, {guardian}}}]\n" + MEETING
    assert (("værge", "Peter Lykke") in coming(text)) is comes


def test_an_unknown_id_gives_nobody():
    text = "rådgiver: ukendt\ntilbud: [{id: ukendt}]\n" + MEETING
    assert coming(text) == [("borger", "Anna Lykke Jensen")]


def test_namesakes_of_the_citizen_and_of_each_other_at_two_places_all_come():
    text = (
        "tilbud:\n  - {id: bostedet-fjordglimt, kontaktperson: {navn: Anna Lykke Jensen}}\n"
        "værger: [{navn: Anna Lykke Jensen, form: § 5, omfang: begge}]\n" + MEETING
    )
    assert [rolle for rolle, navn in coming(text) if navn == "Anna Lykke Jensen"] == [
        "borger",
        "kontaktperson",
        "værge",
    ]


def test_one_contact_person_for_two_tilbud_comes_once():
    text = (
        "tilbud:\n  - {id: bostedet-fjordglimt, kontaktperson: {navn: Ida Krogh}}\n"
        "  - {id: vaerkstedet-aaen, kontaktperson: {navn: Ida Krogh}}\n" + MEETING
    )
    assert [navn for _, navn in coming(text)].count("Ida Krogh") == 1


def test_two_authorities_with_a_contact_of_one_name_are_both_summoned():
    law = "grundlag: {slags: lov}, modtager: [dagsorden]"
    text = (
        f"andre_myndigheder:\n  - {{navn: Jobcenter, kontakt: Lars Toft, {law}}}\n"
        f"  - {{navn: Sygehus, kontakt: Lars Toft, {law}}}\n"
    )
    assert coming(text + MEETING)[-2:] == [("anden myndighed", "Lars Toft")] * 2
