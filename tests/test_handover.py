"""`mlmp overdrag`: citizens from one rådgiver to another; what was held and sent stays the earlier one's."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from builders import OPSÆTNING, PLAN, lister, opsætning, plan
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mlmp_docs.cli import mlmp
from mlmp_docs.content import compose
from mlmp_docs.plan.editor import edit
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.readability import lix
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.deadlines import deadlines
from mlmp_docs.procedure.documents import Wanted, wanted
from mlmp_docs.procedure.duties import duties, meeting_duties
from mlmp_docs.procedure.handover import Asked, Handover, handover

DAY = date(2027, 3, 1)
NONE = lister("lister: []")


def handed(citizen: Plan, *named: str, dag: date = DAY, tilbud: str = "") -> Handover | None:
    asked = Asked("mette-holm", "ole-aaby", dag, frozenset(named), frozenset([tilbud] if tilbud else []))
    return handover("anna", citizen, opsætning(), NONE, asked)


def after(text: str = "", dag: date = DAY) -> Plan:
    found = handed(plan(text), dag=dag)
    assert found is not None
    read = read_plan(edit((PLAN + text).encode(), found.edits, "anna.yaml"), "anna.yaml").value
    assert read is not None
    return read


# --- the plan -----------------------------------------------------------------------------------------------------


def test_the_new_rådgiver_has_the_case_from_that_day_and_the_old_one_until_the_day_before() -> None:
    found = after()
    assert found.rådgiver_den(date(2027, 2, 28)) == "mette-holm"
    assert found.rådgiver_den(DAY) == "ole-aaby"


def test_a_meeting_that_was_held_stays_the_earlier_rådgivers() -> None:
    found = after("møder: [{år: 2027, dato: 2027-01-12}, {år: 2027, id: 2027-2, dato: 2027-05-12}]\n")
    assert [found.rådgiver_den(møde.rolledag) for møde in found.møder] == ["mette-holm", "ole-aaby"]


@given(dag=st.dates(date(2024, 1, 1), date(2035, 12, 31)), asked=st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_on_every_day_exactly_one_of_them_has_the_case(dag: date, asked: date) -> None:
    assert after(dag=dag).rådgiver_den(asked) == ("ole-aaby" if asked >= dag else "mette-holm")


def test_earlier_rådgivere_are_kept() -> None:
    found = after("tidligere_rådgivere:\n  - {id: ole-aaby, til: 2025-08-31}   # barsel\n")
    assert [(each.id, each.til.year) for each in found.tidligere_rådgivere] == [
        ("ole-aaby", 2025),
        ("mette-holm", 2027),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("afsluttet: {dato: 2027-01-01}", "Planen er afsluttet."),
        (
            "tidligere_rådgivere: [{id: ole-aaby, til: 2027-06-30}]",
            "En tidligere rådgiver har sagen til og med 30.6.2027; overdragelsen må ligge efter.",
        ),
    ],
)
def test_a_case_that_cannot_be_handed_over_is_told(text: str, reason: str) -> None:
    found = handed(plan(text))
    assert found is not None
    assert (found.grund, found.edits) == (reason, ())


def test_other_rådgiveres_citizens_are_left_and_told_when_they_are_named() -> None:
    hers = plan("rådgiver: ole-aaby")
    assert handed(hers) is None
    named = handed(hers, "anna")
    assert named is not None
    assert (named.afgørelse, named.edits) == ("har allerede rådgiveren", ())


def test_only_citizens_of_the_tilbud_that_is_asked_for() -> None:
    assert handed(plan(), tilbud="vaerkstedet-aaen") is None
    assert handed(plan(), tilbud="bostedet-fjordglimt") is not None


# --- what was sent ---------------------------------------------------------------------------------------------------

SENT = lister(
    "lister: [{tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-28, borgere: {anna: maj}}]"
)


def test_the_list_that_the_earlier_rådgiver_sent_keeps_the_rule() -> None:
    citizen = after("møder: [{år: 2027, måned: maj}]\n")
    (r1,) = (each for each in deadlines(citizen, citizen.møder[0], opsætning(), SENT) if each.regel == "R1")
    assert r1.opfyldt == date(2026, 9, 28)


def test_a_list_from_somebody_who_did_not_have_the_case_keeps_it_not() -> None:
    citizen = plan("rådgiver: ole-aaby\nmøder: [{år: 2027, måned: maj}]")
    (r1,) = (each for each in deadlines(citizen, citizen.møder[0], opsætning(), SENT) if each.regel == "R1")
    assert r1.opfyldt is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_new_rådgivers_own_list_is_still_to_be_sent(turned: bool) -> None:
    """One duty stands for all on the list; one citizen whose list was sent must not hide the others."""
    both = {
        "anna": after("møder: [{år: 2027, måned: maj}]\n"),
        "bent": plan("rådgiver: ole-aaby\nmøder: [{år: 2027, måned: maj}]"),
    }
    found = [each for borger, citizen in both.items() for each in meeting_duties(borger, citizen, opsætning(), SENT)]
    (r1,) = (each for each in duties(found[::-1] if turned else found, date(2027, 3, 2)) if each.frist.regel == "R1")
    assert (r1.tilstand, r1.borgere) == ("overskredet", ("anna", "bent"))


# --- the letter ------------------------------------------------------------------------------------------------------

ROUND = "værger: [{navn: Gitte, form: § 5, omfang: personlige}, {navn: Per, form: § 5, omfang: økonomiske}]\n"


def letters(citizen: Plan, år: int = 2027) -> list[Wanted]:
    return list(wanted("anna", citizen, opsætning(), år, kinds={"raadgiverskift"}))


def test_the_citizen_and_who_acts_for_the_citizen_get_a_letter_each() -> None:
    found = letters(after(ROUND))
    assert [each.navn for each in found] == [
        "raadgiverskift-20270228-anna-2027",
        "raadgiverskift-vaerge-20270228-anna-2027",
    ]
    assert [each.modtager and each.modtager.navn for each in found] == ["Anna Lykke Jensen", "Gitte"]
    # 28 February 2027 is a Sunday.
    assert {each.dato for each in found} == {date(2027, 2, 26)}


def test_the_letter_lies_in_the_year_of_the_last_day_and_only_there() -> None:
    citizen = after(dag=date(2028, 1, 1))
    assert [len(letters(citizen, år)) for år in (2026, 2027, 2028)] == [0, 1, 0]


def test_the_letter_says_who_from_when_and_is_easy() -> None:
    citizen = after(
        "møder: [{år: 2027, dato: 2027-01-12, sendt: {referat: 2027-01-20}}, {år: 2027, id: 2027-2, måned: maj}]\n"
    )
    fields = compose(letters(citizen)[0], opsætning())
    words = " ".join([fields["indledning"], *fields["betyder"], fields["spørgsmål"]]).replace("\xa0", " ")
    assert words == (
        "Fra den 1. marts 2027 er Ole Aaby din rådgiver. Indtil da er det Mette Holm. Du skal ikke gøre noget. "
        "Din plan og dine aftaler gælder stadig. Dit næste møde er i maj 2027. Ring eller skriv til Ole Aaby."
    )
    assert fields["rådgiver"]["navn"] == "Ole Aaby"
    assert fields["kontakt"].replace("\xa0", " ") == "Telefon 89 15 00 02  ·  ole.aaby@example.dk"
    assert lix(words) <= 34


def test_a_meeting_before_the_new_rådgiver_begins_is_not_told() -> None:
    fields = compose(letters(after("møder: [{år: 2027, dato: 2027-02-12}]\n"))[0], opsætning())
    assert len(fields["betyder"]) == 2


def test_no_letter_without_a_way_to_reach_the_new_rådgiver() -> None:
    silent = opsætning("rådgivere: {mette-holm: {navn: Mette Holm}, ole-aaby: {navn: Ole Aaby}}")
    (found,) = wanted("anna", after(), silent, 2027, kinds={"raadgiverskift"})
    assert found.mangler == ("den nye rådgiver har hverken telefon eller e-mail",)


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "citizens").mkdir()
    (tmp_path / "templates").mkdir()
    for name in ("raadgiverskift.docx",):
        template = Path(__file__).parent.parent / "templates" / name
        (tmp_path / "templates" / name).write_bytes(template.read_bytes())
    (tmp_path / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    anna = PLAN + "møder: [{år: 2027, dato: 2027-05-12, kl: 10:00, sendt: {datobrev: 2027-02-15}}]\n"
    (tmp_path / "citizens" / "anna.yaml").write_text(anna, encoding="utf-8")
    bent = PLAN.replace("670761", "680761").replace("Anna Lykke Jensen", "Bent Åge Bo")
    (tmp_path / "citizens" / "bent.yaml").write_text(bent, encoding="utf-8")
    return tmp_path


def run(project: Path, *words: str, fra: str = "mette-holm", til: str = "ole-aaby") -> Result:
    command = ["overdrag", "--fra", fra, "--til", til, "--dato", "2027-03-01", "--projekt", str(project), *words]
    return CliRunner().invoke(mlmp, command)


def files(project: Path) -> list[str]:
    found = (path.relative_to(project).as_posix() for path in (project / "output").rglob("*.*x"))
    return sorted(found)


def test_it_shows_first_and_writes_plans_list_and_letters_when_asked(project: Path) -> None:
    shown = run(project)
    assert shown.exit_code == 0, shown.output
    assert "2 borgere fra Mette Holm til Ole Aaby fra 1.3.2027" in shown.output
    assert "+rådgiver: ole-aaby" in shown.output
    assert not (project / "output").exists()
    assert "mette-holm\n" in (project / "citizens" / "anna.yaml").read_text(encoding="utf-8")
    wrote = run(project, "--skriv")
    assert wrote.exit_code == 0, wrote.output
    assert files(project) == [
        "output/2027/anna/raadgiverskift-20270228-anna-2027.docx",
        "output/2027/bent/raadgiverskift-20270228-bent-2027.docx",
        "output/2027/lister/overdragelse--mette-holm--ole-aaby--20270301.xlsx",
    ]
    assert "Ingen borgere at overdrage" in run(project, "--skriv").output


def test_the_list_tells_what_the_new_rådgiver_needs_and_no_cpr(project: Path) -> None:
    run(project, "--skriv")
    path = project / "output/2027/lister/overdragelse--mette-holm--ole-aaby--20270301.xlsx"
    sheet = load_workbook(BytesIO(path.read_bytes())).active
    assert sheet is not None
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    text = "\n".join(" | ".join(row) for row in rows)
    assert "Fra Mette Holm til Ole Aaby, 1.3.2027" in text
    assert "Anna Lykke Jensen | anna | Bostedet Fjordglimt | 12.5.2027 kl." in text
    assert "R7 Dato og tid aftales med tilbuddene: 12.3.2027, inden 14 dage" in text
    assert "datobrev 15.2.2027" in text
    assert "Bent Åge Bo | bent | Bostedet Fjordglimt | intet planlagt | ingen" in text
    assert "670761" not in text


def test_a_second_handover_the_same_day_has_a_list_of_its_own(project: Path) -> None:
    run(project, "--skriv", "--borger", "anna")
    run(project, "--skriv", "--borger", "bent")
    assert [name for name in files(project) if "lister" in name] == [
        "output/2027/lister/overdragelse--mette-holm--ole-aaby--20270301-2.xlsx",
        "output/2027/lister/overdragelse--mette-holm--ole-aaby--20270301.xlsx",
    ]


def test_a_list_that_was_sent_is_told_to_hold(project: Path) -> None:
    assert "årsliste" not in run(project).output
    sent = "{tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-28, borgere: {anna: maj}}"
    (project / "lister.yaml").write_text(f"lister: [{sent}]\n", encoding="utf-8")
    assert "1 af dem står på en årsliste, der er sendt; den gælder stadig (R4)." in run(project).output


def test_prune_leaves_the_list(project: Path) -> None:
    run(project, "--skriv")
    CliRunner().invoke(mlmp, ["byg", "--prune", "--projekt", str(project), "--dokument", "raadgiverskift"])
    assert len(files(project)) == 3


def test_json_tells_what_was_done(project: Path) -> None:
    told = json.loads(run(project, "--skriv", "--json").stdout)
    assert told["skrevet"]
    assert [each["borger"] for each in told["borgere"]] == ["anna", "bent"]
    assert [each["action"] for each in told["files"]] == ["lavet igen", "lavet igen", "lavet", "lavet", "lavet"]


@pytest.mark.parametrize(
    ("words", "fra", "til", "told"),
    [
        ([], "mette-hol", "ole-aaby", "Mente du mette-holm?"),
        ([], "mette-holm", "ole-aby", "Mente du ole-aaby?"),
        ([], "ole-aaby", "ole-aaby", "samme rådgiver"),
        (["--borger", "ana"], "mette-holm", "ole-aaby", "Mente du anna?"),
    ],
)
def test_wrong_use_is_told(project: Path, words: list[str], fra: str, til: str, told: str) -> None:
    result = run(project, *words, fra=fra, til=til)
    assert result.exit_code == 2
    assert told in result.output
