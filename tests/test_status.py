"""`mlmp frister` as an adviser meets it."""

import json
import re
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from mlmp_docs.build import duties as reading
from mlmp_docs.cli.build import build
from mlmp_docs.cli.check import check
from mlmp_docs.cli.status import status
from mlmp_docs.plan.reader import read_plan

ROOT = Path(__file__).parent.parent
SETTINGS = """\
kommune: Randers Kommune
år: 2027
rådgivere: {mette-holm: {navn: Mette Holm}, ole-aaby: {navn: Ole Aaby}}
tilbud:
  bostedet-fjordglimt: {navn: Bostedet Fjordglimt, internt: ja}
  skovbrynet: {navn: Botilbuddet Skovbrynet}
"""
PLAN = """\
borger: {{navn: {name}, cpr: {cpr}}}
rådgiver: {adviser}
tilbud: [{{id: {tilbud}}}]
møder:
  - {{år: 2027, {meeting}}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Anna's meeting is on 12 May, Bo's some day in January."""
    (tmp_path / "citizens").mkdir()
    (tmp_path / "mlmp.yaml").write_text(SETTINGS, encoding="utf-8")
    write(tmp_path, "anna", "mette-holm", "skovbrynet", "måned: maj, dato: 2027-05-12")
    write(tmp_path, "bo", "ole-aaby", "bostedet-fjordglimt", "måned: januar")
    return tmp_path


CPR = {"anna": "670761-4285", "bo": "610190-0002", "carl": "630190-0006"}


def write(project: Path, name: str, adviser: str, tilbud: str, meeting: str) -> None:
    text = PLAN.format(name=f"{name.title()} Lykke", cpr=CPR[name], adviser=adviser, tilbud=tilbud, meeting=meeting)
    (project / "citizens" / f"{name}.yaml").write_text(text, encoding="utf-8")


def run(project: Path, *words: str, day: str = "2027-03-01", code: int = 0) -> str:
    """What is told on that day; both streams."""
    result = _run(project, *words, "--dato", day)
    assert result.exit_code == code, result.output
    return result.output


def _run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(status, ["--projekt", str(project), *words], prog_name="mlmp frister")


def told(project: Path, *words: str, day: str = "2027-03-01") -> dict:
    return json.loads(run(project, *words, "--json", day=day))


# --- what is shown ------------------------------------------------------------------------------------------------


YEAR = """\
Overskredet (4)
  ons 30.9.2026   R1   liste 2027  mette-holm  Årslisten sendes til tilbuddet
    [overskredet 152 dage, skovbrynet, hård frist]
  ons 30.9.2026   R1   liste 2027  ole-aaby    Årslisten sendes til tilbuddet
    [overskredet 152 dage, bostedet-fjordglimt, hård frist]
  fre 9.10.2026   R6   bo          ole-aaby    Borger og kontaktperson får mødets dato
    [overskredet 143 dage, vejledende, foreløbig]
  fre 30.10.2026  R7   bo          ole-aaby    Dato og tid aftales med tilbuddene
    [overskredet 120 dage, hård frist, foreløbig, fristen er søn 1.11.2026]

De næste 14 dage, til 15. marts 2027 (1)
  fre 12.3.2027   R7   anna        mette-holm  Dato og tid aftales med tilbuddene
    [hård frist]

De følgende 8 uger, til 10. maj 2027 (2)
  ons 28.4.2027   R14  anna        skovbrynet  Statusbeskrivelsen er færdig
    [hård frist]
  ons 28.4.2027   R15  anna        mette-holm  Indkaldelse med dagsorden sendes
    [lokal frist]

4 overskredet, 1 inden 14 dage, 2 i de følgende 8 uger. Ikke vist: 2 senere, 7 venter på mødets dato; se dem med --alle.
"""
"""What is written to a file: each deadline on one line, here broken before the bracket."""


def test_overdue_comes_first_then_this_fortnight_then_eight_weeks(project: Path) -> None:
    assert run(project).replace("\N{NO-BREAK SPACE}", " ") == YEAR.replace("\n    [", " [")


def test_everything_is_shown_when_asked_for(project: Path) -> None:
    shown = run(project, "--alle")
    assert "Senere (2)" in shown
    assert "Venter på mødets dato (7)" in shown
    assert "Ikke vist" not in shown


def test_what_was_done_says_when_and_whether_it_was_late(project: Path) -> None:
    write(project, "anna", "mette-holm", "skovbrynet", "dato: 2027-05-12, aftalt: 2027-03-20")
    assert "R7" not in run(project, "--borger", "anna", day="2027-04-01")
    shown = run(project, "--borger", "anna", "--alle", day="2027-04-01")
    assert "Dato og tid aftales med tilbuddene [hård frist, gjort 20.3.2027, for sent]" in shown


def test_nothing_due_says_so(project: Path) -> None:
    assert "Ingen frister er overskredet eller falder før" in run(project, "--regel", "R34", "--borger", "anna")


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("rådgiver", ["Mette Holm, mette-holm (4)", "Ole Aaby, ole-aaby (3)"]),
        ("raadgiver", ["Mette Holm, mette-holm (4)", "Ole Aaby, ole-aaby (3)"]),
        ("tilbud", ["Bostedet Fjordglimt, bostedet-fjordglimt (3)", "Botilbuddet Skovbrynet, skovbrynet (4)"]),
        ("borger", ["anna (4)", "bo (3)"]),
        ("regel", ["R1 (2)", "R6 (1)", "R7 (2)", "R14 (1)", "R15 (1)"]),
        ("måned", ["Årslister 2027 (2)", "Møder i januar 2027 (2)", "Møder i maj 2027 (3)"]),
    ],
)
def test_deadlines_are_gathered_by_what_is_asked_for(project: Path, group: str, headings: list[str]) -> None:
    shown = run(project, "--efter", group)
    assert re.findall(r"^\S.* \(\d+\)$", shown, re.MULTILINE) == headings


def test_filters_work_together(project: Path) -> None:
    assert [
        each["regel"] for each in told(project, "--rådgiver", "ole-aaby", "--maaned", "1", "--regel", "7")["frister"]
    ] == ["R7"]
    assert told(project, "--aar", "2026")["frister"] == []


def test_json_tells_everything_of_a_deadline(project: Path) -> None:
    answer = told(project, "--borger", "anna", "--regel", "R14")
    assert answer.keys() == {"version", "files", "diagnostics", "dato", "frister", "fordeling"}
    assert answer["frister"] == [
        {
            "regel": "R14",
            "trin": "",
            "hvad": "Statusbeskrivelsen er færdig",
            "aktør": "tilbud",
            "styrke": "hård",
            "tilstand": "kommende",
            "frist": "2027-04-28",
            "handl_senest": "2027-04-28",
            "foreløbig": False,
            "opfyldt": None,
            "for_sent": False,
            "borgere": ["anna"],
            "møde": "2027",
            "år": 2027,
            "måned": 5,
            "mødedato": "2027-05-12",
            "rådgiver": "mette-holm",
            "tilbud": ["skovbrynet"],
        }
    ]


def test_no_name_and_no_cpr_number_is_shown(project: Path) -> None:
    for words in ((), ("--alle",), ("--json", "--alle"), ("--efter", "borger")):
        shown = run(project, *words)
        assert "Lykke" not in shown
        assert not any(number[:6] in shown for number in CPR.values())


@pytest.mark.parametrize("width", ["40", "60", "80", "120", "200"])
def test_lines_fit_the_terminal(project: Path, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setattr("mlmp_docs.cli.duty_lines._is_terminal", lambda: True)
    shown = run(project)
    lines = [line for line in shown.splitlines() if line.startswith("  ")]
    assert max(len(line) for line in lines) <= int(width)
    assert shown.count("hård frist") + shown.count("hård\n") >= 4


# --- January ------------------------------------------------------------------------------------------------------


def test_january_meetings_warn_in_one_line_while_the_list_is_made(project: Path) -> None:
    write(project, "carl", "ole-aaby", "bostedet-fjordglimt", "måned: januar")
    for day, warned in (("2026-07-01", False), ("2026-09-01", True), ("2026-10-20", True), ("2027-01-01", False)):
        assert ("Januar: 2 møder i januar 2027 mangler dato." in run(project, day=day)) is warned


def test_tjek_says_so_until_a_list_was_sent(project: Path) -> None:
    assert "Januar: 1 møde i januar 2027 mangler dato." in _output(check, project)
    sent = "lister: [{tilbud: bostedet-fjordglimt, rådgiver: ole-aaby, år: 2027, sendt: 2026-09-28}]\n"
    (project / "lister.yaml").write_text(sent, encoding="utf-8")
    assert "Januar" not in _output(check, project)


def test_byg_says_so_when_it_makes_a_list(project: Path) -> None:
    note = "Januar: 1 møde i januar 2027 mangler dato."
    assert note in _output(build, project, "--dokument", "liste", "--dry-run")
    assert note in _output(build, project, "--dokument", "liste")
    assert note not in _output(build, project, "--dokument", "liste")


def _output(command: click.Command, project: Path, *words: str) -> str:
    return CliRunner().invoke(command, ["--projekt", str(project), *words], prog_name="mlmp").output


# --- the year -----------------------------------------------------------------------------------------------------


def test_the_years_meetings_as_bars(project: Path) -> None:
    write(project, "carl", "ole-aaby", "bostedet-fjordglimt", "måned: januar")
    shown = run(project, "--fordeling")
    assert "Alle rådgivere (3)\n  januar      ██ 2\n  februar     ·\n" in shown
    assert "Ole Aaby, ole-aaby (2)\n  januar      ██ 2\n" in shown
    assert told(project)["fordeling"] == {"mette-holm": {"5": 1}, "ole-aaby": {"1": 2}}


def test_a_year_without_meetings_says_so(project: Path) -> None:
    assert run(project, "--fordeling", "--år", "2030") == "Ingen møder i 2030.\n"


# --- the calendar -------------------------------------------------------------------------------------------------


def test_the_calendar_holds_what_is_open_with_ids_only(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "frister.ics"
    assert "frister.ics: lavet, 9 frister." in run(project, "--ics", str(target))
    content = target.read_bytes()
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) == 9
    assert "R14 anna: Statusbeskrivelsen er færdig" in {str(event["SUMMARY"]) for event in events}
    assert b"Lykke" not in content
    assert not any(number[:6].encode() in content for number in CPR.values())


def test_a_moved_meeting_keeps_the_ids_of_its_deadlines(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "frister.ics"
    run(project, "--ics", str(target), "--borger", "anna")
    before = _days(target)
    write(project, "anna", "mette-holm", "skovbrynet", "måned: maj, dato: 2027-05-19")
    assert "lavet igen" in run(project, "--ics", str(target), "--borger", "anna")
    after = _days(target)
    assert before.keys() == after.keys()
    assert before["anna.2027.R7@frister.mlmp"] != after["anna.2027.R7@frister.mlmp"]


def _days(calendar: Path) -> dict[str, object]:
    return {str(e["UID"]): e["DTSTART"].dt for e in Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")}


def test_the_same_day_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "frister.ics"
    run(project, "--ics", str(target))
    content = target.read_bytes()
    assert "uændret" in run(project, "--ics", str(target))
    assert target.read_bytes() == content


def test_somebody_elses_file_is_never_written_over(project: Path) -> None:
    mine = project / "min.ics"
    mine.write_text("BEGIN:VCALENDAR\r\nPRODID:-//Outlook//DA\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    assert "bliver ikke skrevet over" in run(project, "--ics", str(mine), code=2)
    assert "Outlook" in mine.read_text(encoding="utf-8")


# --- wrong use and broken plans -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["--regel", "R8"], "'R8' har ingen frist. Regler med frist: R1, R5,"),
        (["--borger", "ana"], "Mente du anna?"),
        (["--tilbud", "skovbryn"], "Mente du skovbrynet?"),
        (["--efter", "uge"], "rådgiver"),
        (["--ics", "frister.txt"], "skal ende på .ics"),
        (["--ics", "ingen-mappe/frister.ics"], "findes ikke"),
    ],
)
def test_wrong_use_is_told_with_a_remedy(project: Path, words: list[str], remedy: str) -> None:
    assert remedy in run(project, *words, code=2)


def test_a_plan_that_cannot_be_read_may_hide_deadlines(project: Path) -> None:
    (project / "citizens" / "carl.yaml").write_text("borger: [\n", encoding="utf-8")
    shown = run(project, code=1)
    assert "citizens/carl.yaml:2:1: fejl P039" in shown
    assert shown.endswith("1 plan kan ikke læses og kan skjule frister: carl.yaml.\n")
    assert "R14  anna" in shown


def test_an_empty_project_is_told_what_comes_next(tmp_path: Path) -> None:
    (tmp_path / "citizens").mkdir()
    (tmp_path / "mlmp.yaml").write_text(SETTINGS, encoding="utf-8")
    assert "Lav den første plan med 'mlmp ny NAVN" in run(tmp_path)


# --- kept from run to run -----------------------------------------------------------------------------------------


def test_what_was_kept_is_used_until_the_plan_changes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_ALONE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    first = run(project)
    read: list[str] = []
    monkeypatch.setattr(reading, "read_plan", lambda content, file: read.append(file) or read_plan(content, file))
    assert run(project) == first
    assert read == []
    write(project, "anna", "mette-holm", "skovbrynet", "dato: 2027-06-16")
    assert run(project) != first
    assert read == ["citizens/anna.yaml"]
    (project / "lister.yaml").write_text(
        "lister: [{tilbud: skovbrynet, rådgiver: mette-holm, år: 2027, sendt: 2026-09-28}]\n", encoding="utf-8"
    )
    assert "skovbrynet, hård" not in run(project, "--regel", "R1")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"key": 1', b"\xff\xfe"])
def test_a_damaged_cache_is_ignored(project: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_ALONE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    first = run(project)
    (project / "output" / ".mlmp" / "frister.json").write_bytes(content)
    assert run(project) == first


def test_a_small_project_leaves_nothing_in_the_output_folder(project: Path) -> None:
    run(project)
    assert not (project / "output").exists()


def test_the_samples_show_every_rule(tmp_path: Path) -> None:
    """Each rule with a deadline stands in the samples, open at some time of the year or done."""
    for name in ("citizens", "mlmp.yaml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    found = told(tmp_path, "--alle")["frister"]
    assert {each["regel"] for each in found} == {
        "R1", "R5", "R6", "R7", "R10", "R11", "R12", "R14", "R15", "R34", "R37", "R38",
    }  # fmt: skip
    assert {each["styrke"] for each in found} == {"hård", "vejledende", "lokal"}
    assert {each["foreløbig"] for each in found} == {True, False}
    assert {each["tilstand"] for each in found} >= {"overskredet", "kommende", "senere", "opfyldt", "bortfaldet"}
