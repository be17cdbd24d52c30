"""`mlmp nyt-år`: next year's meetings from this year's (R33), never against a list that was sent (R4)."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import OPSÆTNING, PLAN, lister, opsætning, plan
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.cli import mlmp
from mlmp_docs.content.goals import goals
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.editor import edit
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.goal_history import is_history
from mlmp_docs.procedure.meetings import meetings_in
from mlmp_docs.procedure.rollover import Proposal, next_year

HELD = "dato: 2027-05-12, referat: {til_stede: [Anna], punkter: [{punkt: Bus, beslutning: Ja}]"
SENT = (
    "lister: [{tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2028, sendt: 2027-09-29, borgere: {anna: maj}}]"
)


def new_year(text: str, lists: str = "lister: []", settings: str = "") -> tuple[Proposal, ...]:
    return next_year("anna", plan(text), opsætning(settings), lister(lists), 2028).forslag


def one(text: str, lists: str = "lister: []", settings: str = "") -> Proposal:
    (found,) = new_year(text, lists, settings)
    return found


def becomes(text: str, lists: str = "lister: []", times: int = 1) -> str:
    """The meetings of the plan file after the command was run."""
    content = (PLAN + text).encode()
    for _ in range(times):
        read = read_plan(content, "anna.yaml").value
        assert read is not None
        content = edit(content, next_year("anna", read, opsætning(), lister(lists), 2028).edits, "anna.yaml")
    return content.decode().removeprefix(PLAN)


# --- what is proposed ---------------------------------------------------------------------------------------------


def test_without_minutes_the_meeting_stays_in_its_month() -> None:
    text = "møder:\n  - år: 2027\n    måned: maj\n"
    assert becomes(text) == "møder:\n  - år: 2028\n    måned: maj\n  - år: 2027\n    måned: maj\n"


@pytest.mark.parametrize(
    ("said", "wrote"),
    [
        ("måned: juni", "måned: juni}"),
        ("år: 2028, måned: juni", "måned: juni}"),
        ("uge: 20", "måned: maj, bemærkninger: Uge 20}"),
        ("dato: 2028-06-07, kl: 10.30-11.30", "måned: juni, dato: 2028-06-07, kl: 10:30-11:30}"),
        ("dato: 7. juni 2028, sted: Rådhuset", "måned: juni, dato: 2028-06-07, sted: Rådhuset}"),
    ],
)
def test_the_minutes_tell_a_month_a_week_or_a_day(said: str, wrote: str) -> None:
    text = f"møder: [{{år: 2027, {HELD}, næste_møde: {{{said}}}}}}}]\n"
    assert f"{{år: 2028, {wrote}" in becomes(text)


def test_a_week_in_two_months_is_told() -> None:
    # Monday 29 May to Friday 2 June 2028: most of its days lie in June.
    found = one(f"møder: [{{år: 2027, {HELD}, næste_møde: {{uge: 22}}}}}}]")
    assert found.måned == 6
    assert "Uge 22 ligger i to måneder" in found.bemærk[0]


def test_a_week_that_the_year_does_not_have_is_told_and_the_month_kept() -> None:
    found = one(f"møder: [{{år: 2027, {HELD}, næste_møde: {{uge: 53}}}}}}]")
    assert (found.måned, found.bemærk[0]) == (5, "Uge 53 findes ikke i 2028.")


def test_what_was_for_one_meeting_is_not_carried_over() -> None:
    text = (
        "møder: [{år: 2027, måned: maj, ønske_til_sted: Hjemme, særlige_behov: Pause,"
        " inviteret_af_borgeren: [Birthe], forberedelsesmøde: {svar: ja}}]\n"
    )
    assert "{år: 2028, måned: maj, ønske_til_sted: Hjemme}, {år: 2027" in becomes(text)
    assert one(text).bemærk == ("Ikke ført med, spørg igen: særlige_behov, inviteret_af_borgeren.",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("møder: [{år: 2027, måned: maj}]\nafsluttet: {dato: 2027-06-01}", "Planen er afsluttet."),
        (
            "tilbud: [{id: bostedet-fjordglimt, til: 2027-11-30}]\nmøder: [{år: 2027, måned: maj}]",
            "Intet tilbud støtter borgeren i 2028.",
        ),
        (
            f"møder: [{{år: 2027, {HELD}, opfølgning: afsluttes}}}}]",
            "Referatet fra mødet 2027 siger, at indsatsen afsluttes.",
        ),
        (
            f"møder: [{{år: 2027, {HELD}, næste_møde: {{år: 2029, måned: maj}}}}}}]",
            "Referatet fra mødet 2027 lægger næste møde i 2029 (R33).",
        ),
    ],
)
def test_nobody_gets_a_meeting_without_a_reason_for_one(text: str, reason: str) -> None:
    found = one(text)
    assert (found.handling, found.grund, found.edits) == ("intet møde", reason, ())


def test_a_citizen_with_external_tilbud_only_gets_a_meeting_and_is_told_when_no_list_goes_out() -> None:
    text = "tilbud: [{id: vaerkstedet-aaen}]\nmøder: [{år: 2027, måned: maj}]"
    assert one(text).bemærk == ()
    told = one(text, settings="indstillinger: {liste_til: interne}")
    assert told.handling == "nyt møde"
    assert told.bemærk == ("Kun eksternt tilbud: borgeren kommer ikke på en årsliste (A1).",)


def test_a_meeting_called_off_leads_to_the_same_month_next_year() -> None:
    found = one("møder: [{år: 2027, måned: maj, aflyst: {dato: 2027-05-01}}]")
    assert (found.måned, found.bemærk) == (5, ("Mødet i 2027 er aflyst; der regnes fra det alligevel.",))


def test_the_meeting_instead_of_one_called_off_is_followed() -> None:
    found = one("møder: [{år: 2027, måned: maj, aflyst: {dato: 2027-05-01}}, {år: 2027, id: 2027-2, måned: august}]")
    assert (found.måned, found.møde) == (8, "2028")


def test_next_years_meeting_called_off_is_not_made_again() -> None:
    found = one("møder: [{år: 2027, måned: maj}, {år: 2028, måned: maj, aflyst: {dato: 2027-12-01}}]")
    assert (found.handling, found.edits) == ("se efter", ())


def test_the_meeting_that_stands_for_one_called_off_next_year_is_enough() -> None:
    off = "{år: 2028, måned: maj, aflyst: {dato: 2027-12-01}}"
    found = one(f"møder: [{{år: 2027, måned: maj}}, {off}, {{år: 2028, id: 2028-2, slags: ekstra møde, måned: juni}}]")
    assert (found.handling, found.møde) == ("uændret", "2028-2")


def test_an_extra_meeting_next_year_is_not_the_regular_one() -> None:
    found = one("møder: [{år: 2027, måned: maj}, {år: 2028, id: 2028-2, slags: ekstra møde, måned: januar}]")
    assert (found.handling, found.møde) == ("nyt møde", "2028")


def test_two_regular_meetings_a_year_go_on_and_extra_ones_do_not() -> None:
    twice = "møder:\n- {år: 2027, måned: april}\n- {år: 2027, id: 2027-2, måned: oktober}\n"
    assert becomes(twice).endswith("- {år: 2028, måned: april}\n- {år: 2028, id: 2028-2, måned: oktober}\n")
    found = one("møder: [{år: 2027, måned: april}, {år: 2027, id: 2027-2, slags: ekstra møde, måned: oktober}]")
    assert (found.måned, found.bemærk) == (4, ("Gentages ikke: 2027-2 (ekstra møde).",))


def test_minutes_about_the_autumn_meeting_say_nothing_of_next_year() -> None:
    text = f"møder: [{{år: 2027, {HELD}, næste_møde: {{år: 2027, måned: november}}}}}}]"
    assert one(text).grund == "Samme måned som mødet i 2027."


def test_a_citizen_without_any_meeting_is_told() -> None:
    found = one("")
    assert (found.handling, found.grund) == ("se efter", "Der er intet tidligere møde at gå ud fra.")


# --- again and again ------------------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing() -> None:
    text = f"møder: [{{år: 2027, {HELD}, næste_møde: {{uge: 20, sted: Rådhuset}}}}}}]\n"
    assert becomes(text, times=2) == becomes(text)


def test_what_was_proposed_before_the_meeting_follows_the_minutes() -> None:
    text = f"møder: [{{år: 2028, måned: maj}}, {{år: 2027, {HELD}, næste_møde: {{måned: juni}}}}}}]\n"
    assert one(text).handling == "rettes"
    assert becomes(text).startswith("møder: [{år: 2028, måned: juni}")


@pytest.mark.parametrize(
    "touched", ["måned: april", "måned: maj, bemærkninger: Gerne tidligt", "måned: maj, kl: 10:00"]
)
def test_what_a_person_wrote_is_left_and_the_difference_told(touched: str) -> None:
    text = f"møder: [{{år: 2028, {touched}}}, {{år: 2027, {HELD}, næste_møde: {{måned: juni}}}}}}]\n"
    found = one(text)
    assert (found.handling, found.edits) == ("se efter", ())
    assert found.grund.endswith("men referatet fra mødet 2027 siger juni.")


def test_a_person_may_choose_another_month_than_this_years() -> None:
    assert one("møder: [{år: 2028, måned: august}, {år: 2027, måned: maj}]").handling == "uændret"


def test_a_day_agreed_later_is_added_to_the_month() -> None:
    text = f"møder: [{{år: 2028, måned: maj}}, {{år: 2027, {HELD}, næste_møde: {{dato: 2028-05-10, kl: 10:00}}}}}}]\n"
    assert becomes(text).startswith('møder: [{år: 2028, måned: maj, dato: 2028-05-10, kl: "10:00"}')


def test_another_day_than_the_minutes_say_is_told() -> None:
    text = f"møder: [{{år: 2028, dato: 2028-05-11}}, {{år: 2027, {HELD}, næste_møde: {{dato: 2028-05-10}}}}}}]\n"
    assert (one(text).handling, one(text).edits) == ("se efter", ())


# --- once a list is sent (R4) ----------------------------------------------------------------------------------------


def test_a_month_that_was_sent_is_never_changed_and_it_says_so() -> None:
    text = f"møder: [{{år: 2028, måned: maj}}, {{år: 2027, {HELD}, næste_møde: {{måned: juni}}}}}}]"
    found = one(text, SENT)
    assert (found.handling, found.edits) == ("ligger fast", ())
    assert found.grund == ("Måneden ligger fast: listen til bostedet-fjordglimt blev sendt 29.9.2027 med maj (R4).")
    assert "skriv 'flyttet' (A12)" in found.bemærk[0]


def test_a_list_that_an_earlier_rådgiver_sent_binds_too() -> None:
    text = f"møder: [{{år: 2028, måned: maj}}, {{år: 2027, {HELD}, næste_møde: {{måned: juni}}}}}}]"
    assert one(text, SENT.replace("mette-holm", "ole-aaby")).handling == "ligger fast"


def test_a_day_in_the_month_that_was_sent_is_added() -> None:
    text = f"møder: [{{år: 2028, måned: maj}}, {{år: 2027, {HELD}, næste_møde: {{dato: 2028-05-10}}}}}}]\n"
    assert "måned: maj, dato: 2028-05-10" in becomes(text, SENT)


def test_a_meeting_that_is_gone_comes_back_in_the_month_that_was_sent() -> None:
    found = one(f"møder: [{{år: 2027, {HELD}, næste_møde: {{måned: juni}}}}}}]", SENT)
    assert (found.handling, found.måned) == ("nyt møde", 5)
    assert "ligger fast" in found.grund


def test_who_was_not_on_the_list_is_added_and_the_new_list_told() -> None:
    found = one("møder: [{år: 2027, måned: maj}]", SENT.replace("anna", "bent"))
    assert found.handling == "nyt møde"
    assert "borgeren bliver tilføjet på en ny liste (A13)" in found.bemærk[0]


def test_a_list_that_does_not_tell_whom_it_named_lets_nothing_be_made() -> None:
    found = one("møder: [{år: 2027, måned: maj}]", SENT.replace("borgere: {anna: maj}", "borgere: {}"))
    assert (found.handling, found.edits) == ("se efter", ())


MONTHS = st.sampled_from(MÅNEDER)


@given(
    now=st.none() | MONTHS,
    this_year=MONTHS,
    agreed=st.none()
    | MONTHS.map(lambda month: f"måned: {month}")
    | st.integers(1, 53).map(lambda week: f"uge: {week}")
    | st.dates(date(2028, 1, 1), date(2028, 12, 31)).map(lambda day: f"dato: {day}"),
    sent=st.none() | MONTHS,
    moved=st.booleans(),
)
def test_no_plan_whatsoever_leaves_the_month_that_was_sent(
    now: str | None, this_year: str, agreed: str | None, sent: str | None, moved: bool
) -> None:
    """R4; and a second run never finds anything to change."""
    reason = "{fra: januar, begrundelse: Kur}" if moved and now else "~"
    there = f"  - {{år: 2028, måned: {now or '~'}, flyttet: {reason}}}\n"
    minutes = f", referat: {{næste_møde: {{{agreed}}}}}" if agreed else ""
    text = PLAN + "møder:\n" + there + f"  - {{år: 2027, måned: {this_year}{minutes}}}\n"
    lists = SENT.replace("maj", sent) if sent else "lister: []"
    content = text.encode()
    before = read_plan(content, "anna.yaml").value
    assert before is not None
    found = next_year("anna", before, opsætning(), lister(lists), 2028)
    after = read_plan(edit(content, found.edits, "anna.yaml"), "anna.yaml").value
    assert after is not None
    (is_now,) = meetings_in(after, 2028)
    assert is_now.planlagt_måned is not None
    if sent and now:
        assert MÅNEDER[is_now.planlagt_måned - 1] == now
    if sent and not now:
        assert MÅNEDER[is_now.planlagt_måned - 1] == sent
    assert meetings_in(after, 2027) == meetings_in(before, 2027)
    assert not next_year("anna", after, opsætning(), lister(lists), 2028).edits


# --- goals ---------------------------------------------------------------------------------------------------------

REACHED = """\
mål:
  - {id: bus, borgermål: Jeg vil tage bussen, status: %s, scoringer: [{dato: %s, faglig: 1}]}
  - {id: mad, borgermål: Jeg vil lave mad, status: i gang, scoringer: [{dato: 2027-05-12, faglig: 1}]}
møder:
  - {år: 2028, måned: maj}
  - {år: 2027, dato: 2027-05-12, sendt: {referat: 2027-05-19}}
"""


def shown(text: str, år: int) -> list[int]:
    """The numbers of the goals that papers about the year's meeting show."""
    citizen = plan(text)
    (møde,) = meetings_in(citizen, år)
    return [mål["nummer"] for mål in goals(citizen, opsætning(), møde.rolledag, møde)]


@pytest.mark.parametrize("status", ["opnået", "ikke opnået", "afsluttet"])
def test_a_goal_finished_at_a_meeting_is_history_at_the_next(status: str) -> None:
    text = REACHED % (status, "2027-05-12")
    assert shown(text, 2027) == [1, 2]
    assert shown(text, 2028) == [2]


def test_a_goal_finished_since_the_last_meeting_has_its_status_made_at_the_next() -> None:
    assert shown(REACHED % ("opnået", "2027-11-01"), 2028) == [1, 2]


def test_an_unfinished_goal_stays() -> None:
    assert shown(REACHED % ("delvist opnået", "2027-05-12"), 2028) == [1, 2]


@given(days=st.integers(-400, 400))
def test_a_goal_is_history_only_when_a_held_meeting_lies_between(days: int) -> None:
    day = date(2027, 5, 12) + timedelta(days=days)
    citizen = plan(REACHED % ("opnået", day))
    (møde,) = meetings_in(citizen, 2028)
    assert is_history(citizen.mål[0], citizen, møde) == (days <= 14)


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "citizens").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    anna = PLAN + "møder:\n  - år: 2027   # i maj\n    måned: maj\n"
    (tmp_path / "citizens" / "anna.yaml").write_text(anna, encoding="utf-8")
    bent = PLAN.replace("670761", "680761").replace("mette-holm", "ole-aaby") + "møder: [{år: 2027, måned: juni}]\n"
    (tmp_path / "citizens" / "bent.yaml").write_text(bent, encoding="utf-8")
    return tmp_path


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(mlmp, ["nyt-år", *words, "--projekt", str(project), "--dato", "2027-08-20"])


def plans(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "citizens").iterdir()}


def test_it_shows_first_and_writes_when_asked(project: Path) -> None:
    before = plans(project)
    shown_first = run(project, "2028")
    assert shown_first.exit_code == 0, shown_first.output
    assert "citizens/anna.yaml: maj 2028" in shown_first.output
    assert "+  - år: 2028" in shown_first.output
    assert "Intet er skrevet. Skriv det i 2 planer med --skriv." in shown_first.output
    assert plans(project) == before
    assert run(project, "2028", "--skriv", "--dry-run").exit_code == 0
    assert plans(project) == before
    assert "Skrevet i 2 planer." in run(project, "2028", "--skriv").output
    assert (
        b"m\xc3\xb8der:\n  - \xc3\xa5r: 2028\n    m\xc3\xa5ned: maj\n  - \xc3\xa5r: 2027   # i maj\n"
        in (plans(project)["anna.yaml"])
    )
    again = run(project, "2028", "--skriv")
    assert "Står der allerede (2)" in again.output


def test_nothing_of_the_plan_but_what_changes_is_shown(project: Path) -> None:
    assert "670761" not in run(project, "2028").output
    assert "Anna Lykke" not in run(project, "2028").output


def test_it_can_be_asked_for_one_citizen_or_rådgiver(project: Path) -> None:
    assert "bent" not in run(project, "2028", "--borger", "anna").output
    assert "anna" not in run(project, "2028", "--raadgiver", "ole-aaby").output


@pytest.mark.parametrize("name", ["nyt-år", "nyt-aar", "rollover"])
def test_the_command_has_a_name_for_every_keyboard(project: Path, name: str) -> None:
    assert CliRunner().invoke(mlmp, [name, "2028", "--dato", "2027-08-20", "--projekt", str(project)]).exit_code == 0


def test_json_tells_what_would_be_written(project: Path) -> None:
    told = json.loads(run(project, "2028", "--json").stdout)
    assert [(each["borger"], each["måned"], each["handling"]) for each in told["forslag"]] == [
        ("anna", 5, "nyt møde"),
        ("bent", 6, "nyt møde"),
    ]
    assert not told["skrevet"]
    assert [each["path"] for each in told["files"]] == ["citizens/anna.yaml", "citizens/bent.yaml"]


def test_a_plan_that_cannot_be_edited_keeps_all_from_being_written(project: Path) -> None:
    read_only = project / "citizens" / "bent.yaml"
    read_only.chmod(0o400)
    before = plans(project)
    result = run(project, "2028", "--skriv")
    assert result.exit_code == 1
    assert "Filen er skrivebeskyttet" in result.output
    assert plans(project) == before


def test_a_broken_plan_is_told_and_keeps_nobody_else_back(project: Path) -> None:
    (project / "citizens" / "carla.yaml").write_text("borger: [\n", encoding="utf-8")
    result = run(project, "2028", "--skriv")
    assert result.exit_code == 1
    assert "citizens/carla.yaml" in result.output
    assert "Skrevet i 2 planer." in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2026"], "2026 er gået"),
        (["2088"], "for langt fremme"),
        (["28"], "Det er ikke et år fra 2001 til 2099."),
        (["næste"], "Skriv det som 2027."),
        ([], "ÅR"),
        (["2028", "--borger", "ana"], "Mente du anna?"),
        (["2028", "--rådgiver", "mette-hol"], "Mente du mette-holm?"),
    ],
)
def test_wrong_use_is_told(project: Path, words: list[str], told: str) -> None:
    result = run(project, *words)
    assert result.exit_code == 2
    assert told in result.output
