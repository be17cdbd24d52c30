"""Who gets what, and who must not (procedure.md, *Who gets what*; R35, R36, A8, A9, A14)."""

from datetime import date

import pytest
from builders import opsætning, plan
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.plan.cpr import Cpr
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import (
    AndenMyndighed,
    Borger,
    BorgersTilbud,
    Grundlag,
    Netværksperson,
    Partsrepræsentant,
    Værge,
)
from mlmp_docs.procedure.documents import BY_KEY
from mlmp_docs.procedure.own_documents import LOCAL
from mlmp_docs.procedure.recipients import WHO_GETS, recipients, refusals, shows_address

EVERYBODY = """\
tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}, {id: vaerkstedet-aaen}]
værger:
  - {navn: Personlig Værge, form: § 5, omfang: personlige}
  - {navn: Bekræftet Værge, form: § 5, omfang: økonomiske, modtager: ja, begrundelse: Hun fører budgettet}
  - {navn: Økonomisk Værge, form: § 5, omfang: økonomiske}
  - {navn: Sam Værge, form: § 7, omfang: økonomiske}
partsrepræsentant: {navn: Parts Repræsentant}
netværk: [{navn: Birthe Jensen, relation: mor}, {navn: Bi Sidder, relation: bisidder}]
andre_myndigheder:
  - {navn: Jobcenter, grundlag: {slags: lov}, modtager: [dagsorden, referat]}
  - {navn: Kriminalforsorg, grundlag: {slags: lov}}
  - {navn: Sygehus, grundlag: {slags: samtykke, dato: 2026-01-01, til: 2027-05-11}, modtager: [dagsorden, referat]}
  - {navn: Skole, modtager: [dagsorden, referat]}
møder: [{år: 2027, dato: 2027-05-12, inviteret_af_borgeren: [Kaj Toft]}]
"""
BORGER, HJEM, VÆRKSTED = "Anna Lykke Jensen", "Bostedet Fjordglimt", "Værkstedet ved Åen"

GETS = {
    "liste": {"Ole Damm"},
    "datobrev": {BORGER, "Personlig Værge", "Parts Repræsentant", "Jonas Bak", HJEM, VÆRKSTED},
    "forberedelsesark": {BORGER, "Jonas Bak"},
    "visuel-plan": {BORGER, "Jonas Bak"},
    "handleplan": {BORGER, "Personlig Værge", "Parts Repræsentant"},
    "indkaldelse": {BORGER, "Personlig Værge", "Bekræftet Værge", "Parts Repræsentant"},
    "dagsorden": {HJEM, VÆRKSTED, "Jobcenter"},
    "kalender": {"Jonas Bak", HJEM, VÆRKSTED, "Jobcenter"},
    "referat": {
        BORGER,
        "Personlig Værge",
        "Bekræftet Værge",
        "Parts Repræsentant",
        HJEM,
        VÆRKSTED,
        "Jobcenter",
    },
    "bestilling": {VÆRKSTED},
    "aendring": {VÆRKSTED},
    "raadgiverskift": {BORGER, "Personlig Værge", "Parts Repræsentant"},
}
"""The table of procedure.md, for a citizen with everybody around, written out by hand."""
AROUND = {
    BORGER,
    "Personlig Værge",
    "Bekræftet Værge",
    "Økonomisk Værge",
    "Sam Værge",
    "Parts Repræsentant",
    "Birthe Jensen",
    "Bi Sidder",
    "Kaj Toft",
    "Jonas Bak",
    HJEM,
    VÆRKSTED,
    "Jobcenter",
    "Kriminalforsorg",
    "Sygehus",
    "Skole",
}


def who(dokument: str, text: str, tilbud: str | None = None) -> dict[str, str]:
    """Name and role of everybody who gets the document."""
    citizen = plan(text)
    found = recipients(dokument, citizen, opsætning(), citizen.møder[0], tilbud)
    return {recipient.navn: recipient.rolle for recipient in found}


def refused(dokument: str, text: str, tilbud: str | None = None) -> dict[str, str]:
    """Name and rule of everybody who must not have the document."""
    citizen = plan(text)
    found = refusals(dokument, citizen, opsætning(), citizen.møder[0], tilbud)
    return {refusal.navn: refusal.regel for refusal in found}


# --- the table --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dokument", GETS)
def test_a_document_goes_to_whom_the_procedure_says(dokument):
    assert set(who(dokument, EVERYBODY, "vaerkstedet-aaen")) == GETS[dokument]


@pytest.mark.parametrize("dokument", GETS)
def test_everybody_else_is_refused_by_name_with_a_rule_and_a_reason(dokument):
    citizen = plan(EVERYBODY)
    found = refusals(dokument, citizen, opsætning(), citizen.møder[0], "vaerkstedet-aaen")
    expected = AROUND - GETS[dokument] - ({VÆRKSTED} if dokument == "liste" else set())
    assert {refusal.navn for refusal in found} == expected
    assert all(
        (refusal.regel[0] in "RA" or refusal.regel == LOCAL) and refusal.grund.endswith(".") for refusal in found
    )


def test_every_document_of_the_table_has_its_recipients():
    assert set(WHO_GETS) == {*BY_KEY, "liste", "kalender"}


def test_an_order_for_a_tilbud_that_no_longer_counts_reaches_nobody():
    text = "tilbud: [{id: bostedet-fjordglimt, til: 2027-04-30}, {id: vaerkstedet-aaen}]\n"
    assert who("bestilling", text + "møder: [{år: 2027, dato: 2027-05-12}]", "bostedet-fjordglimt") == {}


def test_a_change_may_order_from_a_tilbud_that_is_to_come():
    text = "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen, fra: 2027-09-01}]\n"
    got = who("aendring", text + "møder: [{år: 2027, dato: 2027-05-12}]", "vaerkstedet-aaen")
    assert got == {VÆRKSTED: "tilbud"}


def test_a_document_without_a_meeting_goes_by_what_has_no_end():
    text = "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak, til: 2030-01-01}, {id: vaerkstedet-aaen}]"
    found = recipients("visuel-plan", plan(text), opsætning(), None)
    assert [recipient.navn for recipient in found] == [BORGER]


# --- guardians and representatives ------------------------------------------------------------------------------

MEETING = "møder: [{år: 2027, dato: 2027-05-12}]\n"


@pytest.mark.parametrize(
    ("guardian", "gets"),
    [
        ("form: § 5, omfang: personlige", True),
        ("form: § 5, omfang: begge", True),
        ("form: § 5, omfang: økonomiske", False),
        ("form: § 5, omfang: økonomiske, modtager: ja", False),
        ("form: § 5, omfang: økonomiske, modtager: nej, begrundelse: Nej", False),
        ("form: § 5, omfang: økonomiske, modtager: ja, begrundelse: Hun fører budgettet", True),
        ("form: § 6, omfang: økonomiske, modtager: ja, begrundelse: Hun fører budgettet", True),
        ("form: § 6, omfang: begge", True),
        ("form: § 7, omfang: begge", False),
    ],
)
@pytest.mark.parametrize("dokument", ["indkaldelse", "referat"])
def test_a_guardian_gets_letters_in_personal_matters_or_with_a_recorded_reason(dokument, guardian, gets):
    """A8; a samværge (§ 7) acts in economic matters only."""
    text = f"værger: [{{navn: Peter Lykke, {guardian}}}]\n" + MEETING
    assert ("Peter Lykke" in who(dokument, text)) is gets
    assert (refused(dokument, text).get("Peter Lykke") == "A8") is not gets


def test_the_citizen_is_addressed_beside_the_guardian():
    text = "værger: [{navn: Peter Lykke, form: § 5, omfang: begge}]\n" + MEETING
    assert list(who("indkaldelse", text).values()) == ["borger", "værge"]


def test_a_guardian_written_twice_gets_one_letter_by_the_wider_role():
    text = (
        "værger:\n  - {navn: Peter Lykke, form: § 5, omfang: økonomiske}\n"
        "  - {navn: Peter Lykke, form: § 5, omfang: personlige}\n" + MEETING
    )
    citizen = plan(text)
    found = recipients("indkaldelse", citizen, opsætning(), citizen.møder[0])
    assert [(each.navn, each.index) for each in found if each.rolle == "værge"] == [("Peter Lykke", 1)]
    assert "Peter Lykke" not in refused("indkaldelse", text)


@pytest.mark.parametrize(
    "role", ["værger: [{navn: birthe jensen, form: § 5, omfang: begge}]", "partsrepræsentant: {navn: Birthe Jensen}"]
)
def test_a_relative_who_is_guardian_or_representative_gets_the_minutes_as_such(role):
    text = f"{role}\nnetværk: [{{navn: Birthe Jensen, relation: mor}}]\n" + MEETING
    assert "Birthe Jensen" not in refused("referat", text)
    assert len([navn for navn in who("referat", text) if navn.casefold() == "birthe jensen"]) == 1


def test_a_guardian_with_the_citizens_name_is_somebody_else():
    """Father and son may have one name; the father's letter was left out."""
    text = "værger: [{navn: Anna Lykke Jensen, form: § 5, omfang: begge}]\n" + MEETING
    citizen = plan(text)
    found = recipients("indkaldelse", citizen, opsætning(), citizen.møder[0])
    assert [each.rolle for each in found] == ["borger", "værge"]


def test_a_relative_with_the_citizens_name_is_refused_all_the_same():
    text = "netværk: [{navn: Anna Lykke Jensen, relation: mor}]\n" + MEETING
    assert refused("referat", text) == {"Anna Lykke Jensen": "R35"}


def test_a_relative_who_is_guardian_in_economic_matters_only_gets_no_minutes():
    text = (
        "værger: [{navn: Birthe Jensen, form: § 5, omfang: økonomiske}]\n"
        "netværk: [{navn: Birthe Jensen, relation: mor}]\n"
    )
    assert "Birthe Jensen" not in who("referat", text + MEETING)
    assert "Birthe Jensen" in refused("referat", text + MEETING)


# --- addresses --------------------------------------------------------------------------------------------------


def test_a_protected_address_is_shown_on_the_citizens_own_letter_only():
    borger = "borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: Fjordvej 8, beskyttet_adresse: ja}\n"
    citizen = plan(borger + "værger: [{navn: Peter Lykke, form: § 5, omfang: begge}]\n" + MEETING)
    found = recipients("indkaldelse", citizen, opsætning(), citizen.møder[0])
    assert {each.rolle: shows_address(citizen, each) for each in found} == {"borger": True, "værge": False}
    assert not shows_address(citizen, None)
    assert not [each for each in found if each.rolle != "borger" and each.adresse == "Fjordvej 8"]


def test_an_address_that_is_not_protected_may_be_shown():
    assert shows_address(plan("borger: {navn: Anna, cpr: 670761-4285, adresse: Fjordvej 8}"), None)


def test_a_letter_goes_to_the_post_the_recipient_has_chosen():
    text = "værger: [{navn: Peter Lykke, form: § 5, omfang: begge, post: brev, adresse: Skovvej 4}]\n" + MEETING
    citizen = plan(text)
    found = {each.rolle: each for each in recipients("indkaldelse", citizen, opsætning(), citizen.møder[0])}
    assert found["borger"].post == "digital"
    assert (found["værge"].post, found["værge"].adresse) == ("brev", "Skovvej 4")


# --- always -----------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Anna Jensen", "Birthe Jensen", "Kaj Toft", "Peter Lykke", "birthe  jensen", "Lone Vig"])
DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
MAYBE_DAY = st.none() | DAYS
PROVIDERS = ("bostedet-fjordglimt", "vaerkstedet-aaen")

guardians = st.builds(
    Værge,
    navn=NAMES,
    form=st.sampled_from(["§ 5", "§ 6", "§ 7"]),
    omfang=st.sampled_from(["personlige", "økonomiske", "begge"]),
    modtager=st.none() | st.booleans(),
    begrundelse=st.none() | st.just("Hun fører budgettet"),
)
authorities = st.builds(
    AndenMyndighed,
    navn=st.sampled_from(["Jobcenter", "Sygehus", "Skole"]),
    grundlag=st.none() | st.builds(Grundlag, slags=st.sampled_from(["samtykke", "lov"]), dato=MAYBE_DAY, til=MAYBE_DAY),
    modtager=st.lists(st.sampled_from(["dagsorden", "referat"]), unique=True).map(tuple),
)
plans = st.builds(
    Plan,
    borger=st.just(Borger(navn="Anna Jensen", cpr=Cpr("670761-4285"))),
    rådgiver=st.just("mette-holm"),
    tilbud=st.lists(
        st.builds(BorgersTilbud, id=st.sampled_from(PROVIDERS), fra=MAYBE_DAY, til=MAYBE_DAY), min_size=1, max_size=3
    ).map(tuple),
    værger=st.lists(guardians, max_size=3).map(tuple),
    partsrepræsentant=st.none() | st.builds(Partsrepræsentant, navn=NAMES),
    netværk=st.lists(st.builds(Netværksperson, navn=NAMES), max_size=3).map(tuple),
    andre_myndigheder=st.lists(authorities, max_size=3).map(tuple),
    møder=st.builds(
        Møde,
        år=st.just(2027),
        id=st.just("2027"),
        dato=DAYS,
        inviteret_af_borgeren=st.lists(NAMES, max_size=2).map(tuple),
    ).map(lambda møde: (møde,)),
)
SETTINGS = opsætning()


def key(navn: str) -> str:
    return " ".join(navn.casefold().split())


@given(plans)
def test_minutes_never_reach_a_relative_an_authority_without_grounds_or_a_tilbud_that_does_not_count(citizen):
    møde = citizen.møder[0]
    # Written out once more, so that a slip in roles.py does not hide itself.
    entitled = {key(v.navn) for v in citizen.værger if v.form != "§ 7" and v.omfang in ("personlige", "begge")}
    entitled |= {key(v.navn) for v in citizen.værger if v.modtager and v.begrundelse}
    entitled |= {key(citizen.partsrepræsentant.navn)} if citizen.partsrepræsentant else set()
    for each in recipients("referat", citizen, SETTINGS, møde):
        if each.rolle == "andre_myndigheder":
            source = citizen.andre_myndigheder[each.index]
            assert "referat" in source.modtager
            assert source.grundlag is not None
            assert (source.grundlag.dato or date.min) <= møde.dato <= (source.grundlag.til or date.max)
        elif each.rolle == "tilbud":
            assert any(
                own.id == each.tilbud and (own.fra or date.min) <= møde.dato <= (own.til or date.max)
                for own in citizen.tilbud
            )
        else:
            assert each.rolle == "borger" or key(each.navn) in entitled


@given(plans, st.sampled_from(sorted(WHO_GETS)), st.sampled_from(PROVIDERS))
def test_nobody_both_gets_a_document_and_is_refused_it_and_nobody_gets_two(citizen, dokument, tilbud):
    møde = citizen.møder[0]
    acting = ("værge", "partsrepræsentant")
    got = [key(e.navn) for e in recipients(dokument, citizen, SETTINGS, møde, tilbud) if e.rolle in acting]
    private = (*acting, "pårørende", "bisidder")
    not_got = {key(e.navn) for e in refusals(dokument, citizen, SETTINGS, møde, tilbud) if e.rolle in private}
    assert len(got) == len(set(got))
    assert not not_got & set(got)


@given(plans, st.sampled_from(sorted(WHO_GETS)), st.sampled_from(PROVIDERS))
def test_relatives_and_bisiddere_are_never_recipients_as_such(citizen, dokument, tilbud):
    roles = {each.rolle for each in recipients(dokument, citizen, SETTINGS, citizen.møder[0], tilbud)}
    assert not roles & {"pårørende", "bisidder"}
    assert roles <= {
        "borger",
        "værge",
        "partsrepræsentant",
        "kontaktperson",
        "tilbud",
        "afdelingsleder",
        "andre_myndigheder",
    }


@pytest.mark.parametrize(
    ("fuldmagt", "gets"), [("", True), (", fuldmagt: 2027-05-12", True), (", fuldmagt: 2027-05-13", False)]
)
@pytest.mark.parametrize("dokument", ["indkaldelse", "referat"])
def test_nobody_is_partsrepræsentant_before_the_day_of_the_fuldmagt(dokument, fuldmagt, gets):
    text = f"partsrepræsentant: {{navn: Lone Vig{fuldmagt}}}\nnetværk: [{{navn: Lone Vig, relation: mor}}]\n" + MEETING
    assert ("Lone Vig" in who(dokument, text)) is gets
    assert ("Lone Vig" in refused(dokument, text)) is not gets
