"""The page `overblik.html`: what it says on a day, what it never says, and that nothing in a plan can break it."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from builders import PLAN, lister, opsætning, plan
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mlmp_docs.build import overview as reading
from mlmp_docs.cli.overview import overview
from mlmp_docs.content.overview import CitizenOverview, citizen_overview, initials
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.overview import View, page
from mlmp_docs.overview.page import json_in_html
from mlmp_docs.overview.page_data import page_data
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.duties import Asked
from mlmp_docs.procedure.gaps import gaps

DAY = date(2027, 4, 20)
SETTINGS = opsætning()
MEETING = """\
møder:
  - {år: 2027, måned: maj, dato: 2027-05-12, kl: 10:00-11:30, sted: Fjordglimt, aftalt: 2027-02-10}
"""


def citizen(more: str = MEETING, id_: str = "anna", sent: str = "lister: []") -> CitizenOverview:
    """One citizen's year from the least plan and more YAML."""
    keys = {line.partition(":")[0] for line in more.splitlines() if line[:1].strip()}
    least = "".join(block for block in re.split(r"(?m)^(?=\S)", PLAN) if block.partition(":")[0] not in keys)
    reading = read_plan((least + more).encode(), f"citizens/{id_}.yaml")
    assert reading.value is not None, reading.diagnostics
    found = citizen_overview(id_, reading.value, reading.source, SETTINGS, lister(sent), 2027)
    assert found is not None
    return found


def shown(*citizens: CitizenOverview, told: tuple[Diagnostic, ...] = (), **view: Any) -> dict[str, Any]:
    """What the page's script is given."""
    values = page_data(citizens, told, SETTINGS, View(2027, **{"dato": DAY, **view})).values
    assert isinstance(values, dict)
    return values


def steps(values: dict[str, Any], row: int = 0) -> dict[str, list[str]]:
    """The steps of a meeting, in words."""
    return {
        step: [f"{name}: {text}" if name else text for _, text, name in chips]
        for step, chips in zip(values["trin"], values["møder"][row][9], strict=True)
    }


# --- meetings and their steps -------------------------------------------------------------------------------------


def test_every_step_of_a_meeting_says_how_it_stands() -> None:
    assert steps(shown(citizen())) == {
        "Årsliste": ["Overskredet 30.9.2026"],
        "Datobrev": ["Overskredet 17.2.2027"],
        "Dato aftalt": ["Aftalt 10.2.2027"],
        "Forberedelse": ["Tilbud: Senest 11.5.2027", "Møde: Senest 11.5.2027"],
        "Indkaldelse": ["Snart: 28.4.2027"],
        "Status": ["Snart: 28.4.2027"],
        "Mødet": ["Om 22 dage"],
        "Referat": ["Senest 26.5.2027"],
        "Bestilling": ["Senest 26.5.2027"],
    }


def test_what_was_done_says_when_and_whether_it_was_late() -> None:
    held = citizen(
        """\
møder:
  - år: 2027
    dato: 2027-03-10
    aftalt: 2027-02-10
    forberedelsesmøde: {svar: nej}
    statusbeskrivelse: {bostedet-fjordglimt: 2027-02-20}
    referat: {til_stede: [Anna], punkter: [{punkt: Bolig, beslutning: Anna flytter}]}
    sendt: {datobrev: 2026-12-01, indkaldelse: 2027-02-20, referat: 2027-03-12}
"""
    )
    found = steps(shown(held))
    assert found["Dato aftalt"] == ["Aftalt 10.2.2027, for sent"]
    assert found["Datobrev"] == ["Sendt 1.12.2026"]
    assert found["Forberedelse"] == ["Ønskes ikke"]
    assert found["Status"] == ["Klar 20.2.2027"]
    assert found["Mødet"] == ["Holdt"]
    assert found["Bestilling"] == ["Overskredet 24.3.2027"]


def test_a_meeting_with_only_a_month_has_provisional_limits_and_waits_for_its_date() -> None:
    found = steps(shown(citizen("møder: [{år: 2027, måned: december}]")))
    assert found["Dato aftalt"] == ["Senest 1.10.2027 (foreløbig)"]
    assert found["Mødet"] == ["Ingen dato"]


def test_a_day_that_passed_without_minutes_asks_for_them() -> None:
    found = steps(shown(citizen("møder: [{år: 2027, dato: 2027-03-10}]")))
    assert found["Mødet"] == ["Dagen er gået, intet referat"]


def test_each_tilbud_has_its_own_status_and_order() -> None:
    two = f"tilbud: [{{id: bostedet-fjordglimt}}, {{id: vaerkstedet-aaen}}]\n{MEETING}"
    found = steps(shown(citizen(two)))
    assert found["Status"] == ["Bostedet Fjordglimt: Snart: 28.4.2027", "Værkstedet ved Åen: Snart: 28.4.2027"]
    assert found["Bestilling"][1] == "Værkstedet ved Åen: Senest 26.5.2027"


def test_a_sent_list_is_told() -> None:
    sent = "lister: [{tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-20}]"
    assert steps(shown(citizen(sent=sent)))["Årsliste"] == ["Sendt 20.9.2026"]


def test_a_meeting_changed_after_its_summons_says_so() -> None:
    sent = "sendt: {indkaldelse: {dato: 2027-04-12, gælder: 2027-05-11 10:00}}"
    values = shown(citizen(f"møder: [{{år: 2027, dato: 2027-05-12, kl: 10:00, {sent}}}]"))
    assert values["møder"][0][8] == ["Ændret efter indkaldelsen: brev om den nye tid mangler"]


def test_meetings_stand_by_day_and_a_month_without_a_day_after_its_days() -> None:
    values = shown(
        citizen("møder: [{år: 2027, måned: maj}]", "bo"), citizen(), citizen("møder: [{år: 2027, måned: juni}]", "carl")
    )
    assert [row[5] for row in values["møder"]] == ["ons 12.5.2027", "Maj", "Juni"]


def test_deadlines_stand_by_day_with_next_years_list_among_them() -> None:
    values = shown(citizen("møder: [{år: 2027, dato: 2027-05-12}, {år: 2028, måned: maj}]"))
    listed = [(values["hvad"][row[4]], row[8]) for row in values["frister"] if row[3] == "R1"]
    assert listed == [
        ("Årslisten sendes til tilbuddet", "Listen for 2027 (1 borger)"),
        ("Årslisten sendes til tilbuddet", "Listen for 2028 (1 borger)"),
    ]
    days = [row[11] for row in values["frister"]]
    assert days == sorted(days)


# --- what is missing ----------------------------------------------------------------------------------------------


def test_what_documents_wait_for_is_told_with_the_line_to_mend() -> None:
    values = shown(citizen("møder:\n  - {år: 2027, måned: maj}"))
    first = values["mangler"][0]
    assert first[2] == "citizens/anna.yaml:6"
    assert first[3] == "Mødet har ingen dato, mødet har intet klokkeslæt, mødet har intet sted."
    assert first[4].startswith("Venter på det: Dato for dit borgerplansmøde, Indkaldelse")


def test_minutes_are_missing_only_after_the_meeting() -> None:
    def reasons(day: date) -> str:
        return " ".join(row[3] for row in shown(citizen(), dato=day)["mangler"])

    assert "referat" not in reasons(date(2027, 5, 12))
    assert "Der er ikke skrevet referat" in reasons(date(2027, 5, 13))
    assert "Handleplanen har intet formål" in reasons(date(2027, 1, 1))


def test_a_letter_that_was_sent_or_came_too_late_is_not_missing() -> None:
    held = "referat: {til_stede: [Anna], punkter: [{punkt: Bolig, beslutning: Ja}]}"
    values = shown(citizen(f"møder: [{{år: 2027, dato: 2027-03-10, {held}}}]"))
    assert not any("klokkeslæt" in row[3] for row in values["mangler"])


def test_a_year_without_a_meeting_is_told_unless_a_check_tells_it() -> None:
    assert [gap.mangler for gap in gaps("anna", plan("møder: []"), SETTINGS, 2026)] == ["intet møde planlagt i 2026"]
    assert gaps("anna", plan("møder: []"), SETTINGS, 2027) == ()


def test_a_fejl_stands_before_what_documents_wait_for_and_warnings_after() -> None:
    told = tuple(
        Diagnostic(code, level, Place("citizens/anna.yaml", 3), "Det er galt.")
        for code, level in (("K070", Level.ADVARSEL), ("P010", Level.FEJL))
    )
    levels = [row[0] for row in shown(citizen("møder: [{år: 2027, måned: maj}]"), told=told)["mangler"]]
    assert (levels[0], set(levels[1:-1]), levels[-1]) == ("fejl", {"mangler"}, "advarsel")


def test_what_tjek_tells_stands_there_with_its_place() -> None:
    told = Diagnostic("P010", Level.FEJL, Place("citizens/anna.yaml", 3, 5), "Feltet mangler.", "Skriv det.")
    row = shown(citizen(), told=(told,))["mangler"][0]
    assert row[:6] == ["fejl", "P010", "citizens/anna.yaml:3", "Feltet mangler.", "Skriv det.", 0]


# --- who is shown -------------------------------------------------------------------------------------------------


def test_a_page_for_one_adviser_has_nothing_of_the_others() -> None:
    of_ole = citizen(f"rådgiver: ole-aaby\nborger: {{navn: Bo Skov, cpr: 610190-0002}}\n{MEETING}", "bo")
    told = (Diagnostic("P010", Level.FEJL, Place("citizens/bo.yaml", 3), "Feltet mangler."),)
    values = shown(citizen(), of_ole, told=told, asked=Asked(rådgivere=frozenset({"mette-holm"})))
    text = json.dumps(values, ensure_ascii=False)
    assert "Anna" in text
    assert not re.search(r"Bo Skov|bo\.yaml|Ole Aaby", text)


def test_a_page_for_one_tilbud_has_the_meetings_with_it() -> None:
    elsewhere = citizen(f"tilbud: [{{id: vaerkstedet-aaen}}]\n{MEETING}", "bo")
    values = shown(citizen(), elsewhere, asked=Asked(tilbud=frozenset({"vaerkstedet-aaen"})))
    assert [each[1] for each in values["borgere"]] == ["bo"]


def test_an_ended_plan_is_not_on_the_page() -> None:
    reading = read_plan((PLAN + "afsluttet: {dato: 2027-01-01}\n" + MEETING).encode(), "citizens/anna.yaml")
    assert reading.value is not None
    assert citizen_overview("anna", reading.value, reading.source, SETTINGS, lister("lister: []"), 2027) is None


# --- texts to copy ------------------------------------------------------------------------------------------------

WORDS = """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: "Fjordvej 8, 8900 Randers C", beskyttet_adresse: ja}
min_plan: {håb_og_drømme: [Jeg vil bo på Fjordvej 8], det_er_svært: [Larm], det_kan_jeg: [Lave mad]}
handleplan: {formål: Anna bor selv., faglig_vurdering: Støtte til overblik., særlige_forhold: {bolig: Lejlighed}}
mål:
  - {id: bus, borgermål: Jeg vil køre bus, indsatsmål: Anna kører bus 13 alene., måltype: udvikle, undertema: Færdes}
aftaler: [{tekst: Jonas køber kort, ansvarlige: [Jonas], frist: 2027-05-20}]
noter: Koden er 1234
møder:
  - {år: 2027, dato: 2027-05-12, forberedelse: {ikke_tale_om: [Min far]}, sted: Fjordvej 8}
"""


def test_the_plans_texts_come_in_the_order_of_the_case_system() -> None:
    texts = {text.navn: text.tekst for text in citizen(WORDS).tekster}
    assert list(texts) == [
        "Faglig vurdering",
        "Borgerens perspektiv",
        "Borgerens ressourcer",
        "Borgerens ønsker",
        "Formål",
        "Indsatsmål 1",
        "Indsatsmål 1, oplysninger",
        "Forventet varighed",
        "Særlige forhold",
        "Aftaler",
    ]
    assert texts["Indsatsmål 1"] == "Anna kører bus 13 alene."
    assert "Måltype: Udvikle" in texts["Indsatsmål 1, oplysninger"].splitlines()
    assert texts["Aftaler"] == "Jonas køber kort (Jonas, senest 20.5.2027)"


def test_no_cpr_number_no_notes_and_no_protected_address_is_on_the_page() -> None:
    text = page([citizen(WORDS)], [], SETTINGS, View(2027, DAY)).decode()
    assert not re.search(r"670761|4285|1234|Min far|Fjordvej", text)
    assert "(beskyttet adresse)" in text
    assert "Hjemme hos Anna" in text


# --- the anonymous page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna Lykke Jensen", "A.L.J."),
        ("Øjvind Bro-Hansen", "Ø.B.H."),
        ("  d'Or  ", "D."),
        ("李 明", "李.明."),
        ("4", ""),
    ],
)
def test_initials_are_first_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(
    st.lists(
        st.tuples(st.from_regex(r"([A-Z][a-z]{4,9}zqzqz ?){2}", fullmatch=True), st.sampled_from("abcdef")),
        min_size=1,
        max_size=4,
        unique_by=lambda each: each[1],
    )
)
@settings(max_examples=60, deadline=None)
def test_the_anonymous_page_names_nobody(people: list[tuple[str, str]]) -> None:
    citizens = [
        citizen(WORDS.replace("Anna Lykke Jensen", name).replace("Larm", f"{name}s larm"), f"{letter * 3}zqzqz-borger")
        for name, letter in people
    ]
    places = [Place(f"citizens/{each.id}.yaml", 3) for each in citizens]
    told = [Diagnostic("P010", Level.FEJL, place, f"{place}: fejl") for place in places]
    text = page(citizens, told, SETTINGS, View(2027, DAY, anonym=True)).decode()
    data = text[text.index('id="data"') :]
    assert "zqzqz" not in text.casefold()
    assert not re.search(r"Mette|Holm|mette-holm|Anna|larm|bus 13|Formål|citizens/", data[: data.index("</script>")])


# --- the file -----------------------------------------------------------------------------------------------------


def test_the_same_plans_and_day_give_the_same_bytes() -> None:
    people = [citizen(), citizen(WORDS, "bo")]
    once = page(people, [], SETTINGS, View(2027, DAY))
    assert once == page(list(reversed(people)), [], SETTINGS, View(2027, DAY))


class _Elements(HTMLParser):
    """The elements of a page, and the text in its data."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data = ""
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self._in_data = ("id", "data") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        self.data += data if self._in_data else ""


def elements(content: bytes) -> _Elements:
    found = _Elements()
    found.feed(content.decode())
    return found


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "]]>",
            "${year} $data",
            '"><img src=x onerror=a>',
            "&lt;b",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip),
)


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=150, deadline=None)
def test_nothing_in_a_plan_or_in_the_settings_becomes_part_of_the_page(name: str, place: str, kommune: str) -> None:
    plain = citizen(WORDS)
    hostile = CitizenOverview(
        plain.id,
        name,
        plain.rådgiver,
        plain.tilbud,
        tuple(type(each)(**{**vars(each), "sted": place, "bemærkninger": (place,)}) for each in plain.møder),
        plain.næste_år,
        plain.mangler,
        tuple(type(each)(name, place) for each in plain.tekster),
    )
    view = View(2027, DAY)
    settings_ = SETTINGS.model_copy(update={"kommune": kommune, "forvaltning": place})
    found = elements(page([hostile], [], settings_, view))
    assert found.found == elements(page([plain], [], SETTINGS, view)).found
    read = json.loads(found.data)
    assert read == page_data([hostile], [], settings_, view).values
    assert (read["borgere"][0][0], read["møder"][0][7]) == (name, place)


def test_data_cannot_end_its_element() -> None:
    text = json_in_html({"a": "</script> <!-- & \u2028"})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"a": "</script> <!-- & \u2028"}


def test_only_its_own_style_and_script_may_run_and_nothing_is_fetched() -> None:
    text = page([citizen()], [], SETTINGS, View(2027, DAY)).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; "
        r"base-uri 'none'; form-action 'none'",
        policy[1],
    )
    assert not re.search(r"https?://|\son\w+=|<link|<img|@import|url\(", text)


def test_the_wheel_shows_today_only_in_its_year() -> None:
    assert "I dag" in page([citizen()], [], SETTINGS, View(2027, DAY)).decode().partition("</svg>")[0]
    assert "I dag" not in page([citizen()], [], SETTINGS, View(2027, date(2026, 11, 1))).decode().partition("</svg>")[0]


def test_a_project_without_citizens_has_a_page_too() -> None:
    content = page([], [], SETTINGS, View(2027, DAY))
    assert json.loads(elements(content).data)["møder"] == []


# --- the command --------------------------------------------------------------------------------------------------

FILES = {
    "mlmp.yaml": """\
kommune: Randers Kommune
år: 2027
rådgivere: {mette-holm: {navn: Mette Holm}, ole-aaby: {navn: Ole Aaby}}
tilbud: {bostedet-fjordglimt: {navn: Bostedet Fjordglimt, internt: ja}}
""",
    "citizens/anna.yaml": PLAN + MEETING,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "citizens").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(project: Path, *words: str, code: int = 0) -> str:
    """What the command prints, with 20 April 2027 as today."""
    typed = ["--projekt", str(project), "--dato", "2027-04-20", *words]
    result = CliRunner().invoke(overview, typed, prog_name="mlmp overblik")
    assert result.exit_code == code, result.output
    return result.output


def test_the_page_is_made_once_and_then_unchanged(project: Path) -> None:
    assert run(project).splitlines()[:2] == ["output/2027/overblik.html: lavet.", "1 møde i 2027 for 1 borger."]
    assert "uændret" in run(project)
    made = project / "output" / "2027" / "overblik.html"
    assert made.stat().st_mode & 0o077 == 0
    assert "lavet igen" in run(project, "--dato", "2027-04-21")


def test_a_narrower_page_has_a_name_of_its_own(project: Path) -> None:
    assert "0 møder i 2027 for 0 borgere." in run(project, "--rådgiver", "ole-aaby", "--dry-run")
    run(project, "--raadgiver", "mette-holm", "--anonym")
    assert [each.name for each in (project / "output" / "2027").iterdir()] == ["overblik--mette-holm--anonym.html"]


def test_a_narrower_page_tells_of_its_own_citizens_and_how_much_there_is_of_others(project: Path) -> None:
    on_a_saturday = MEETING.replace("05-12", "05-15")
    for name, adviser, day in (("anna", "mette-holm", 67), ("bo", "ole-aaby", 68), ("carl", "ole-aaby", 69)):
        text = PLAN.replace("mette-holm", adviser).replace("670761", f"{day}0761")
        (project / "citizens" / f"{name}.yaml").write_text(text + on_a_saturday, encoding="utf-8")
    everything = json.loads(run(project, "--json"))
    assert everything["andre_beskeder"] == 0
    told = json.loads(run(project, "--rådgiver", "mette-holm", "--json"))
    files = {each["file"] for each in told["diagnostics"]}
    assert "citizens/anna.yaml" in files and not files & {"citizens/bo.yaml", "citizens/carl.yaml"}
    left = told["andre_beskeder"]
    assert left == len(everything["diagnostics"]) - len(told["diagnostics"]) > 0
    said = run(project, "--rådgiver", "mette-holm")
    assert f"Om borgere, der ikke er på siden, er der {left} beskeder; se dem med 'mlmp tjek'." in said


def test_the_anonymous_page_has_no_file_names_in_json_either(project: Path) -> None:
    (project / "citizens" / "anna.yaml").write_text(PLAN + "møder: [{år: 2027, dato: 2027-05-15}]\n", encoding="utf-8")
    told = run(project, "--anonym", "--json")
    (one,) = (each for each in json.loads(told)["diagnostics"] if each["code"] == "K058")
    assert one["file"] == "en plan" and one["line"] is None
    assert "anna" not in told and "Anna" not in told


def test_another_year_and_no_file_on_request(project: Path) -> None:
    assert "output/2026/overblik.html: lavet (intet er skrevet)." in run(project, "--aar", "2026", "--dry-run")
    assert not (project / "output").exists()


def test_a_broken_plan_is_on_the_page_and_keeps_no_other_back(project: Path) -> None:
    (project / "citizens" / "bo.yaml").write_text("borger: {navn: Bo Skov\n", encoding="utf-8")
    told = json.loads(run(project, "--json", code=1))
    assert told["files"][0]["action"] == "lavet"
    assert (told["borgere"], told["møder"], told["dato"]) == (1, 1, "2027-04-20")
    text = (project / "output" / "2027" / "overblik.html").read_text(encoding="utf-8")
    assert "citizens/bo.yaml:1" in text
    assert "Bo Skov" not in text


def test_an_unknown_id_is_told_with_the_one_that_was_meant(project: Path) -> None:
    assert "Mente du mette-holm?" in run(project, "--rådgiver", "mette-hol", code=2)


def test_what_is_kept_gives_the_same_page_and_sees_what_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_ALONE", 1)
    monkeypatch.setattr("mlmp_docs.cli.running.os.cpu_count", lambda: 1)
    first = run(project)
    made = project / "output" / "2027" / "overblik.html"
    content = made.read_bytes()
    assert (project / "output" / ".mlmp" / "overblik-2027.json").is_file()
    made.unlink()
    assert run(project) == first
    assert made.read_bytes() == content
    file = project / "citizens" / "anna.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("sted: Fjordglimt", "sted: Kantinen"), encoding="utf-8")
    run(project)
    assert "Kantinen" in made.read_text(encoding="utf-8")


def test_what_is_kept_may_be_damaged(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_ALONE", 1)
    monkeypatch.setattr("mlmp_docs.cli.running.os.cpu_count", lambda: 1)
    run(project)
    (project / "output" / ".mlmp" / "overblik-2027.json").write_text('{"key":', encoding="utf-8")
    assert "uændret" in run(project)
