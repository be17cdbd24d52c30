"""`mlmp modtagere`: who gets what about a citizen, by which rule and in which way, and who must not."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from builders import opsætning, plan
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.cli import mlmp
from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.distribution import Distribution, distribution
from mlmp_docs.procedure.recipients import Question, Reader, Recipient, Refusal, may_get
from mlmp_docs.procedure.ways import is_safe

REPOSITORY = Path(__file__).parent.parent
SAFE = "indstillinger: {sikre_mailadresser: [randers.example.dk]}\n"
AROUND = """\
tilbud:
  - {id: bostedet-fjordglimt, kontaktperson: jonas-bak, til: 2027-12-31}
  - {id: vaerkstedet-aaen, kontaktperson: {navn: Ida Krogh}, til: 2027-04-30}
netværk: [{navn: Birthe Jensen, relation: mor}]
andre_myndigheder:
  - navn: Jobcenter
    mail: job@randers.example.dk
    grundlag: {slags: samtykke, dato: 2026-01-01, til: 2027-05-20}
    modtager: [dagsorden, referat]
møder: [{år: 2027, dato: 2027-05-12, kl: 10:00, sted: Rådhuset}]
"""


def of_year(citizen: Plan, dokument: str, dato: date | None = None, år: int = 2027) -> Distribution:
    (found,) = distribution(citizen, opsætning(SAFE), år, dato, {dokument})
    return found


def names(found: Distribution) -> set[str]:
    return {who.navn for who in found.modtagere}


def reasons(found: Distribution) -> dict[str, str]:
    return {who.navn: who.regel for who in found.afvist}


# --- the year ---------------------------------------------------------------------------------------------------


def test_every_document_of_the_year_is_there_with_the_list_and_the_calendar_invitation():
    found = distribution(plan(AROUND), opsætning(SAFE), 2027)
    assert [(each.dokument, each.tilbud) for each in found] == [
        ("liste", "bostedet-fjordglimt"),
        ("liste", "vaerkstedet-aaen"),
        ("datobrev", None),
        ("forberedelsesark", None),
        ("visuel-plan", None),
        ("indkaldelse", None),
        ("dagsorden", None),
        ("kalender", None),
        ("referat", None),
        ("bestilling", "bostedet-fjordglimt"),
    ]


def test_a_tilbud_that_no_longer_supports_the_citizen_is_named_as_one_that_must_not_have_the_minutes():
    found = of_year(plan(AROUND), "referat")
    assert "Værkstedet ved Åen" not in names(found)
    assert reasons(found)["Værkstedet ved Åen"] == "R23"


def test_a_consent_that_ended_after_the_meeting_allows_no_minutes_any_more():
    assert "Jobcenter" in names(of_year(plan(AROUND), "referat", date(2027, 5, 20)))
    too_late = of_year(plan(AROUND), "referat", date(2027, 5, 21))
    assert "Jobcenter" not in names(too_late)
    assert reasons(too_late)["Jobcenter"] == "A14"


def test_what_was_sent_is_judged_by_the_day_it_was_sent():
    citizen = plan(AROUND.replace("sted: Rådhuset", "sted: Rådhuset, sendt: {referat: 2027-05-19}"))
    assert "Jobcenter" in names(of_year(citizen, "referat", date(2028, 1, 1)))


def test_a_change_is_not_told_a_tilbud_that_had_ended_long_before_but_one_that_ends_now():
    def told(day: str) -> Distribution:
        change = f"ændringer: [{{dato: {day}, hvad: Støtten ophører, bestilling_til: [vaerkstedet-aaen]}}]\n"
        return of_year(plan(AROUND + change), "aendring")

    assert names(told("2027-05-01")) == {"Værkstedet ved Åen"}
    late = told("2027-06-01")
    assert names(late) == set()
    assert reasons(late)["Værkstedet ved Åen"] == "R39"
    assert late.mangler == ("tilbuddet vaerkstedet-aaen støtter ikke længere borgeren",)


def test_only_contact_persons_of_internal_tilbud_get_the_preparation_sheet():
    citizen = plan(AROUND.replace("til: 2027-04-30", "til: 2027-12-31"))
    assert names(of_year(citizen, "forberedelsesark")) == {"Anna Lykke Jensen", "Jonas Bak"}
    assert reasons(of_year(citizen, "forberedelsesark"))["Ida Krogh"] == "R13"


def test_an_ended_plan_has_nothing_to_send():
    assert distribution(plan(AROUND + "afsluttet: {dato: 2027-01-01}\n"), opsætning(), 2027) == ()


def test_the_list_of_a_year_without_a_meeting_goes_to_those_who_support_the_citizen_then():
    found = distribution(plan(AROUND), opsætning(), 2028, None, {"liste"})
    assert found == ()
    of_this_year = distribution(plan(AROUND), opsætning(), 2027, None, {"liste"})
    assert [names(each) for each in of_this_year] == [{"Karin Friis"}, {"Ole Damm"}]


# --- one reader -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "gets"),
    [
        (Reader("tilbud", tilbud="bostedet-fjordglimt"), True),
        (Reader("afdelingsleder", tilbud="bostedet-fjordglimt"), True),
        (Reader("tilbud", tilbud="vaerkstedet-aaen"), False),
        (Reader("tilbud", tilbud="en-andens"), False),
        (Reader("andre_myndigheder", navn="Jobcenter"), True),
        (Reader("andre_myndigheder", navn="Politiet"), False),
        (Reader("pårørende", navn="Birthe Jensen"), False),
        (Reader("værge", navn="Birthe Jensen"), False),
        (Reader("borger"), True),
    ],
)
def test_one_reader_may_get_the_minutes_or_is_told_why_not(reader, gets):
    citizen = plan(AROUND)
    answer = may_get(Question("referat", citizen, opsætning(SAFE), citizen.møder[0]), reader)
    assert isinstance(answer, Recipient if gets else Refusal)
    assert answer.regel
    assert gets or answer.grund


# --- ways -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mail", "safe"),
    [
        ("lars@randers.example.dk", True),
        ("Lars.Toft@RANDERS.example.dk", True),
        ("lars@randers.example.dk.evil.dk", False),
        ("lars@sub.randers.example.dk", False),
        ("lars@xranders.example.dk", False),
        ("lars@example.dk", False),
        ("lars@randers.example.dk.", False),
        ("lars@randers.exampIe.dk".replace("I", "l"), True),
        ("lars@rаnders.example.dk", False),  # a Cyrillic а
        ("lars@evil.dk, lars@randers.example.dk", False),
        ("<lars@randers.example.dk>", False),
        ("lars@evil.dk@randers.example.dk", False),
        ("lars@randers.example.dk\n", False),
        ("lars@[randers.example.dk]", False),
        ("@randers.example.dk", False),
        ("", False),
        (None, False),
    ],
)
def test_a_mail_address_is_safe_only_when_its_whole_domain_is(mail, safe):
    assert is_safe(mail, opsætning(SAFE)) is safe


@given(st.text(max_size=12), st.text(max_size=12))
def test_nothing_added_to_a_domain_is_safe(before, after):
    mail = f"lars@{before}randers.example.dk{after}"
    assert is_safe(mail, opsætning(SAFE)) is (mail.lower() == "lars@randers.example.dk")


@pytest.mark.parametrize(
    "entry", ["rådhus.example.dk", "xn--rdhus-mra.example.dk", "RÅDHUS.example.dk", "ra\u030adhus.example.dk"]
)
def test_a_domain_with_danish_letters_is_safe_however_it_is_written(entry):
    settings = opsætning(f"indstillinger: {{sikre_mailadresser: [{entry}]}}\n")
    for domain in ("rådhus.example.dk", "RådHus.example.dk", "xn--rdhus-mra.example.dk", "ra\u030adhus.example.dk"):
        assert is_safe(f"lars@{domain}", settings)
    for domain in ("radhus.example.dk", "rаdhus.example.dk", "xn--rdhus-mra.dk", "rådhus\u00ad.example.dk"):
        assert not is_safe(f"lars@{domain}", settings)


def test_a_letter_that_domains_fold_into_others_makes_nothing_safe():
    settings = opsætning("indstillinger: {sikre_mailadresser: [strasse.dk, fuss.dk, abc.dk]}\n")
    for domain in ("straße.dk", "fuß.dk", "ａbc.dk", "a\u200dbc.dk"):
        assert not is_safe(f"lars@{domain}", settings)


def test_a_whole_address_with_danish_letters_in_its_domain_may_stand_in_the_settings():
    settings = opsætning("indstillinger: {sikre_mailadresser: [Post@rådhus.dk]}\n")
    assert is_safe("post@xn--rdhus-mra.dk", settings)
    assert not is_safe("lars@rådhus.dk", settings)


def test_without_settings_no_address_is_safe():
    assert not is_safe("lars@randers.example.dk", opsætning())


def test_each_recipient_has_a_way():
    citizen = plan(
        AROUND
        + "værger: [{navn: Peter Lykke, form: § 5, omfang: begge, post: brev}]\npartsrepræsentant: {navn: Lone}\n"
    )
    found = {each.dokument: {who.navn: who.vej for who in each.modtagere} for each in _distribution(citizen)}
    assert found["referat"] == {
        "Anna Lykke Jensen": "digital post",
        "Peter Lykke": "brev",
        "Lone": "digital post",
        "Bostedet Fjordglimt": "digital post",
        "Jobcenter": "sikker mail",
    }
    assert set(found["kalender"].values()) == {"kalender"}


def _distribution(citizen: Plan) -> tuple[Distribution, ...]:
    return distribution(citizen, opsætning(SAFE), 2027)


# --- the command ------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "citizens", tmp_path / "citizens")
    shutil.copy(REPOSITORY / "mlmp.yaml", tmp_path)
    return tmp_path


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(mlmp, ["modtagere", *words, "--projekt", str(project), "--dato", "2027-05-20"])


def test_the_command_tells_who_gets_the_minutes_and_who_must_not(project):
    told = run(project, "anna", "--dokument", "referat")
    assert told.exit_code == 0
    lines = [" ".join(line.split()) for line in told.stdout.splitlines()]
    assert "Anna Lykke Jensen (borger) R34 digital post" in lines
    assert "Birthe Jensen (pårørende eller ven)" in told.stdout
    assert "(R35)" in told.stdout


def test_the_english_name_does_the_same(project):
    words = ["--projekt", str(project), "--dato", "2027-05-20"]
    english = CliRunner().invoke(mlmp, ["recipients", "anna", *words])
    assert english.stdout == run(project, "anna").stdout


@pytest.mark.parametrize("citizen", sorted(path.stem for path in (REPOSITORY / "citizens").glob("*.yaml")))
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_neither_screen_nor_json_shows_numbers_addresses_or_health(project, citizen, form):
    from mlmp_docs.plan.reader import read_plan

    told = run(project, citizen, *form)
    read = read_plan((project / "citizens" / f"{citizen}.yaml").read_bytes(), "plan.yaml").value
    assert told.exit_code == 0
    assert read is not None
    secrets = [str(read.borger.cpr), read.borger.adresse, read.borger.mail, read.handleplan.særlige_forhold.behandling]
    secrets += [read.handleplan.faglig_vurdering, *read.handleplan.målgrupper, *(v.adresse for v in read.værger)]
    assert not [secret for secret in secrets if secret and secret in told.stdout]


@pytest.mark.parametrize("width", ["40", "60", "120"])
def test_no_line_is_wider_than_the_terminal(project, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    told = run(project, "bent")
    assert max(len(line) for line in told.stdout.splitlines()) <= int(width)


def test_json_has_recipients_refusals_ways_and_rules(project):
    told = json.loads(run(project, "anna", "--json", "--dokument", "dagsorden").stdout)
    (agenda,) = told["dokumenter"]
    assert {who["navn"]: who["vej"] for who in agenda["modtagere"]}["Jobcenter Randers"] == "sikker mail"
    assert {"navn", "rolle", "tilbud", "regel", "grund"} == set(agenda["afvist"][0])


def test_a_meeting_is_chosen_by_its_id_and_brings_its_year(project):
    told = json.loads(run(project, "anna", "--json", "--møde", "2026").stdout)
    assert told["år"] == 2026
    assert {each["møde"] for each in told["dokumenter"]} == {"2026"}


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        (("ana",), "Mente du 'anna'?"),
        (("670761-4285",), "Kendte: aase, anna"),
        (("anna", "--dokument", "refrat"), "Mente du referat?"),
        (("anna", "--møde", "2029"), "Mente du 2026?"),
        ((), "BORGER"),
    ],
)
def test_wrong_use_is_told_with_a_remedy_and_without_what_was_typed_as_citizen(project, typed, remedy):
    told = run(project, *typed)
    assert told.exit_code == 2
    assert remedy in told.stderr
    assert "670761" not in told.stderr


def test_the_plan_file_may_be_typed_instead_of_the_id(project):
    assert run(project, "citizens/anna.yaml").stdout == run(project, "ANNA").stdout


def test_a_broken_plan_is_told(project):
    (project / "citizens" / "anna.yaml").write_text("borger: {navn: Anna, cpr: hej}\n", encoding="utf-8")
    told = run(project, "anna")
    assert told.exit_code == 1
    assert "citizens/anna.yaml:1:22: fejl P030" in told.stderr
    assert not told.stdout


def test_a_plan_with_a_mistake_across_fields_is_shown_and_told(project):
    path = project / "citizens" / "anna.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("rådgiver: mette-holm", "rådgiver: mette-hol"), "utf-8")
    told = run(project, "anna")
    assert told.exit_code == 1
    assert "K001" in told.stderr
    assert "holdes tilbage" in told.stdout


def test_an_ended_plan_is_told(project):
    assert "Planen er afsluttet" in run(project, "gerda").stdout
