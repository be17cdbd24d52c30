"""`mlmp sendt`: what was sent, agreed or received is recorded in the plan, and lists in lister.yaml."""

import json
import threading
from pathlib import Path

import click
import openpyxl
import pytest
from builders import OPSÆTNING
from click.testing import CliRunner, Result
from docx import Document

from mlmp_docs import store
from mlmp_docs.cli import mlmp
from mlmp_docs.plan.reader import read_lists

ANNA = """\
# Annas plan
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}
rådgiver: mette-holm
tilbud:
  - id: bostedet-fjordglimt
    kontaktperson: jonas-bak
    ydelser: [{navn: Længerevarende ophold}]
  - id: vaerkstedet-aaen
    kontaktperson: {navn: Ida Krogh}
    ydelser: [{navn: Værksted, paragraf: § 103}]
handleplan: {formål: Anna bor selv}
mål:
  - {id: bus, borgermål: Jeg vil tage bussen, undertema: Færdes med transportmidler, måltype: udvikle}
møder:
  - år: 2027
    måned: maj
    dato: 2027-05-12     # en onsdag
    kl: 10:00-11:30
    sted: Fællesstuen
    referat:
      til_stede: [Anna]
      punkter: [{punkt: Bolig, beslutning: Vi søger}]
      næste_møde: {år: 2028, måned: maj}
"""
BO = """\
borger: {navn: Bo Ravn, cpr: 710280-1119}
rådgiver: mette-holm
tilbud: [{id: vaerkstedet-aaen}]
møder:
  - {år: 2027, måned: juni}
"""
PLAN_OF_ANNA, PLAN_OF_BO = "citizens/anna.yaml", "citizens/bo.yaml"
SUMMONS = "output/2027/anna/indkaldelse-anna-2027.docx"
NEW_SUMMONS = "output/2027/anna/indkaldelse-ny-tid-20270519-1000-anna-2027.docx"
LIST = "output/2027/lister/vaerkstedet-aaen--mette-holm-2027.xlsx"
SECOND_LIST = "output/2027/lister/vaerkstedet-aaen--mette-holm-2027-2.xlsx"


class Folder:
    """A small project on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "citizens").mkdir()
        self.write("mlmp.yaml", OPSÆTNING)
        self.write(PLAN_OF_ANNA, ANNA)
        self.write(PLAN_OF_BO, BO)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        assert old in self.text(name)
        self.write(name, self.text(name).replace(old, new))

    def bytes(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(mlmp, [*words, "--projekt", str(self.root)])

    def sent(self, *words: str, day: str = "2027-04-12", code: int = 0) -> str:
        """What `mlmp sendt` tells on that day; both streams."""
        result = self.run("sendt", *words, "--dato", day)
        assert result.exit_code == code, result.output
        return result.output

    def build(self, code: int = 0) -> str:
        result = self.run("byg", "--processer", "1")
        assert result.exit_code == code, result.output
        return result.output

    def check(self) -> str:
        return self.run("tjek", str(self.root / "citizens")).output

    def lists(self) -> list[tuple[str, dict[str, int]]]:
        """Each sending of lister.yaml: day, and months by citizen."""
        read = read_lists(self.bytes("lister.yaml"), "lister.yaml").value
        assert read is not None
        return [(str(each.sendt), dict(each.borgere)) for each in read.lister]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def remarks(file: Path) -> dict[str, str]:
    """Each name on a list, with its month and the tool's remark."""
    rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    return {row[1]: f"{row[0]} {row[5] or ''}".strip() for row in rows if row[2] and "-" in row[2]}


# --- a meeting ---------------------------------------------------------------------------------------------------


def test_what_was_sent_is_written_with_the_day_and_nothing_else_changes(folder: Folder) -> None:
    told = folder.sent("anna", "datobrev", day="15.2.2027")
    recorded = "    sendt:\n      datobrev: {dato: 2027-02-15, gælder: 2027-05-12 10:00-11:30}\n"
    assert folder.text(PLAN_OF_ANNA) == ANNA + recorded
    line = ANNA.count("\n") + 2
    shown = "15.2.2027, gælder 12.5.2027 kl. 10.00–11.30"
    assert told == f"{PLAN_OF_ANNA}:{line}: sendt.datobrev på mødet 2027 (R6): {shown}\n"


def test_a_summons_and_an_invitation_remember_the_time_they_told(folder: Folder) -> None:
    folder.sent("anna", "indkaldelse", "kalender")
    told = "{dato: 2027-04-12, gælder: 2027-05-12 10:00-11:30}"
    assert folder.text(PLAN_OF_ANNA).endswith(f"      indkaldelse: {told}\n      kalender: {told}\n")


@pytest.mark.parametrize(
    ("words", "day", "written"),
    [
        (["aftalt"], "2027-02-10", "aftalt: 2027-02-10"),
        (["tilbudt"], "2027-02-15", "tilbudt: 2027-02-15"),
        (["svar-ja"], "2027-02-20", "svar: ja"),
        (["svar-nej"], "2027-02-20", "svar: nej"),
        (["dagtilbud"], "2027-03-01", "aftalt_med_dagtilbud: 2027-03-01"),
        (["afholdt"], "2027-04-14", "{dato: 2027-04-14, afholdt: ja}"),
        (["status", "--tilbud", "vaerkstedet-aaen"], "2027-04-26", "{vaerkstedet-aaen: 2027-04-26}"),
        (["referat"], "2027-05-19", "referat: 2027-05-19"),
        (["bestilling"], "2027-05-20", "{bostedet-fjordglimt: 2027-05-20, vaerkstedet-aaen: 2027-05-20}"),
        (["bestilling", "--tilbud", "vaerkstedet-aaen"], "2027-05-20", "{vaerkstedet-aaen: 2027-05-20}"),
    ],
)
def test_each_thing_has_its_place_in_the_plan(folder: Folder, words: list[str], day: str, written: str) -> None:
    folder.sent("anna", *words, day=day)
    assert written in folder.text(PLAN_OF_ANNA)
    assert "fejl" not in folder.check().replace("ingen fejl", "")


def test_taken_back_the_plan_is_byte_for_byte_as_before(folder: Folder) -> None:
    words = ("aftalt", "datobrev", "indkaldelse", "kalender", "tilbudt", "svar-ja", "dagtilbud")
    folder.sent("anna", *words)
    folder.sent("anna", "status", "--tilbud", "bostedet-fjordglimt")
    folder.sent("anna", "referat", "bestilling", day="2027-05-20")
    folder.sent("anna", *words, "referat", "bestilling", "status", "--fortryd")
    assert folder.text(PLAN_OF_ANNA) == ANNA
    assert "intet at tage tilbage" in folder.sent("anna", "datobrev", "--fortryd", code=1)


def test_days_and_times_are_shown_as_danes_write_them(folder: Folder) -> None:
    told = folder.sent("anna", "indkaldelse", "kalender")
    assert "sendt.indkaldelse på mødet 2027 (R15): 12.4.2027, gælder 12.5.2027 kl. 10.00–11.30\n" in told
    told = folder.sent("anna", "indkaldelse", "--fortryd")
    assert told.endswith("(R15): 12.4.2027, gælder 12.5.2027 kl. 10.00–11.30 – taget tilbage\n")
    assert "2027-" not in told


def test_a_time_written_by_hand_is_shown_in_the_same_way(folder: Folder) -> None:
    folder.write(PLAN_OF_ANNA, ANNA + "    sendt:\n      kalender: {dato: 2027-04-01, gælder: 2027-05-12 9.30-10:30}\n")
    assert "1.4.2027, gælder 12.5.2027 kl. 9.30–10.30 – taget" in folder.sent("anna", "kalender", "--fortryd")


def test_a_plan_that_cannot_be_read_ends_with_that_nothing_was_written(folder: Folder) -> None:
    folder.change(PLAN_OF_BO, "måned: juni", "måned: juni, datoo: 2027-06-09")
    assert folder.sent("anna", "bo", "datobrev", day="2027-02-15", code=1).endswith("Intet er skrevet.\n")
    assert folder.text(PLAN_OF_ANNA) == ANNA


def test_what_is_recorded_already_is_told_and_changed_only_when_asked_to(folder: Folder) -> None:
    folder.sent("anna", "datobrev", day="2027-02-15")
    before = folder.text(PLAN_OF_ANNA)
    assert "står der allerede" in folder.sent("anna", "datobrev", day="2027-02-15")
    assert "B031" in folder.sent("anna", "datobrev", day="2027-02-16", code=1)
    assert folder.text(PLAN_OF_ANNA) == before
    told = folder.sent("anna", "datobrev", "--ret", day="2027-02-16")
    assert "15.2.2027, gælder 12.5.2027 kl. 10.00–11.30 → 16.2.2027, gælder" in told


def test_an_order_already_sent_to_one_tilbud_is_recorded_for_the_other(folder: Folder) -> None:
    folder.sent("anna", "bestilling", "--tilbud", "vaerkstedet-aaen", day="2027-05-20")
    folder.sent("anna", "bestilling", day="2027-05-21")
    assert "{vaerkstedet-aaen: 2027-05-20, bostedet-fjordglimt: 2027-05-21}" in folder.text(PLAN_OF_ANNA)


def test_what_comes_after_its_limit_is_recorded_and_told(folder: Folder) -> None:
    told = folder.sent("anna", "bestilling", "--tilbud", "vaerkstedet-aaen", day="2027-05-27")
    assert "for sent: R37 skulle være sket senest 26.5.2027 (hård frist)" in told
    assert "for sent" not in folder.sent("anna", "bestilling", "--tilbud", "bostedet-fjordglimt", day="2027-05-26")


def test_several_citizens_and_words_are_all_recorded_or_none(folder: Folder) -> None:
    assert "mødet har ingen dato" in folder.sent("anna", "bo", "indkaldelse", code=1)
    assert (folder.text(PLAN_OF_ANNA), folder.text(PLAN_OF_BO)) == (ANNA, BO)
    folder.change(PLAN_OF_BO, "måned: juni", "måned: juni, dato: 2027-06-09, kl: 9.30, sted: Rådhuset")
    folder.sent("indkaldelse", "bo", "anna")
    assert "gælder: 2027-05-12 10:00-11:30" in folder.text(PLAN_OF_ANNA)
    assert "gælder: 2027-06-09 09:30}" in folder.text(PLAN_OF_BO)


def test_a_dry_run_shows_and_writes_nothing(folder: Folder) -> None:
    assert ": 15.2.2027" in folder.sent("anna", "datobrev", "--dry-run", day="2027-02-15")
    assert folder.text(PLAN_OF_ANNA) == ANNA
    assert not (folder.root / "output").exists()


def test_json_tells_file_line_and_values(folder: Folder) -> None:
    told = json.loads(folder.sent("anna", "tilbudt", "--json", day="2027-02-15"))
    assert told["files"] == [{"path": PLAN_OF_ANNA, "action": "rettet", "reason": "skrevet"}]
    (row,) = told["skrevet"]
    assert (row["hvad"], row["regel"], row["før"], row["efter"]) == ("tilbudt", "R10", "", "2027-02-15")


# --- what cannot have happened -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day", "reason"),
    [
        ("anna indkaldelse", "2027-05-13", "Det kan ikke være sket efter mødet (R15)"),
        ("anna referat", "2027-05-11", "Det kan ikke være sket før mødet (R34)"),
        ("anna datobrev", "2017-02-15", "Dagen ligger over et år før mødet (R6)"),
        ("bo aftalt", "2027-04-12", "Mødet har ingen dato (R7)"),
        ("bo datobrev", "2027-04-12", "mødet har ingen dato; mødet har intet klokkeslæt (R6)"),
        ("bo tilbudt", "2027-04-12", "Kun borgere i interne tilbud får forberedelsesmøde (R10)"),
        ("anna status", "2027-04-12", "Flere tilbud mangler at sende statusbeskrivelse (R14)"),
        ("bo status --tilbud bostedet-fjordglimt", "2027-04-12", "støtter ikke borgeren på mødets dag (R14)"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_the_rule(folder: Folder, words: str, day: str, reason: str) -> None:
    told = folder.sent(*words.split(), day=day, code=1)
    assert reason in told
    assert "Intet er skrevet." in told
    assert (folder.text(PLAN_OF_ANNA), folder.text(PLAN_OF_BO)) == (ANNA, BO)


def test_minutes_that_are_not_written_cannot_be_sent_nor_an_order_from_them(folder: Folder) -> None:
    folder.change(PLAN_OF_ANNA, "beslutning: Vi søger", "")
    assert "referatet har ingen beslutning (R34)" in folder.sent("anna", "referat", day="2027-05-19", code=1)
    assert "referatet har ingen beslutning (R37)" in folder.sent("anna", "bestilling", day="2027-05-19", code=1)


def test_a_citizen_who_said_no_had_no_preparation_meeting(folder: Folder) -> None:
    folder.sent("anna", "svar-nej")
    assert "sagt nej til forberedelsesmøde (R11)" in folder.sent("anna", "afholdt", code=1)
    folder.sent("anna", "svar-ja", "afholdt", "--ret")
    assert "afholdt: ja" in folder.text(PLAN_OF_ANNA)


def test_nothing_is_sent_about_a_meeting_called_off_or_after_the_plan_ended(folder: Folder) -> None:
    folder.change(PLAN_OF_ANNA, "    sted: Fællesstuen\n", "    sted: Fællesstuen\n    aflyst: {dato: 2027-04-01}\n")
    assert "Mødet er aflyst (R6)" in folder.sent("anna", "datobrev", code=1)
    folder.write(PLAN_OF_ANNA, ANNA + "afsluttet: {dato: 2027-04-01}\n")
    assert "Planen var afsluttet den dag" in folder.sent("anna", "kalender", code=1)
    folder.sent("anna", "datobrev", day="2027-03-31")


def test_a_citizen_with_two_meetings_in_the_year_needs_the_meeting(folder: Folder) -> None:
    folder.write(PLAN_OF_ANNA, ANNA + "  - {år: 2027, id: 2027-2, slags: ekstra møde, måned: august}\n")
    assert "Vælg med --møde: 2027 (12.5.2027), 2027-2 (august 2027)" in folder.sent("anna", "datobrev", code=2)
    folder.sent("anna", "datobrev", "--møde", "2027")
    folder.sent("anna", "tilbudt", "--moede", "2027-2")
    assert "Planen har ikke det møde" in folder.sent("anna", "datobrev", "--møde", "2026", code=2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("anna", "Skriv, hvad der er sket: aftalt, datobrev"),
        ("datobrev", "Skriv borgerens id"),
        ("anna datobrv", "Mente du 'datobrev'?"),
        ("ana datobrev", "Mente du 'anna'?"),
        ("anna dagsorden", "Dagsordenen sendes med 'indkaldelse' og 'kalender'"),
        ("anna svar", "'svar-ja' eller 'svar-nej'"),
        ("anna datobrev --tilbud vaerkstedet-aaen", "--tilbud hører til 'statusbeskrivelse' og 'bestilling'"),
        ("anna raadgiverskift", "skiftet står i 'tidligere_rådgivere'. Journalisér det"),
        ("anna ændring", "dens egen dato står i 'ændringer'. Journalisér det"),
        ("anna visuel-plan", "ikke plads til, hvornår dokumentet 'visuel-plan' blev sendt"),
        ("anna datobrev handleplan", "ikke plads til, hvornår dokumentet 'handleplan' blev sendt"),
        ("anna datobrev --ret --fortryd", "Vælg enten --ret eller --fortryd"),
        ("anna datobrev --raadgiver mette-holm", "hører til 'mlmp sendt liste'"),
        ("liste", "Skriv tilbuddet med --tilbud ID"),
        ("liste anna", "vælges med --tilbud"),
        ("lister --fortryd", "Skriv, hvilken liste der skal fortrydes"),
    ],
)
def test_wrong_use_is_told_with_what_to_do(folder: Folder, words: str, told: str) -> None:
    assert told in folder.sent(*words.split(), code=2)


def test_an_own_document_has_no_place_in_the_plan_and_is_to_be_kept_elsewhere(folder: Folder) -> None:
    own = "dokumenter: {velkomstbrev: {skabelon: velkomstbrev.docx, for: borger, modtagere: [borger]}}\n"
    folder.write("mlmp.yaml", OPSÆTNING + own)
    told = folder.sent("anna", "velkomstbrev", code=2)
    assert "ikke plads til, hvornår dokumentet 'velkomstbrev' blev sendt" in told
    assert "gem det, som det blev sendt, uden for output/" in told


def test_what_was_typed_for_a_citizen_is_never_repeated(folder: Folder) -> None:
    assert "670761" not in folder.sent("670761-4285", "datobrev", code=2)


# --- files -------------------------------------------------------------------------------------------------------


def test_a_broken_plan_is_refused_with_what_is_wrong(folder: Folder) -> None:
    folder.change(PLAN_OF_ANNA, "kl: 10:00-11:30", "kl: 25:00")
    assert f"{PLAN_OF_ANNA}:18:5: fejl P024" in folder.sent("anna", "datobrev", code=1)
    assert "sendt" not in folder.text(PLAN_OF_ANNA)


def test_a_read_only_plan_keeps_the_others_from_being_written(folder: Folder) -> None:
    folder.change(PLAN_OF_BO, "måned: juni", "måned: juni, dato: 2027-06-09, kl: 9.30, sted: Rådhuset")
    before = folder.text(PLAN_OF_BO)
    (folder.root / PLAN_OF_ANNA).chmod(0o400)
    assert "Filen er skrivebeskyttet." in folder.sent("bo", "anna", "datobrev", code=1)
    assert folder.text(PLAN_OF_BO) == before


def test_a_plan_saved_by_somebody_meanwhile_is_not_overwritten(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    from mlmp_docs.cli import sent_meeting

    saved = sent_meeting.rewrite

    def just_after_somebody(*arguments: object) -> object:
        folder.change(PLAN_OF_ANNA, "Fællesstuen", "Rådhuset")
        return saved(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sent_meeting, "rewrite", just_after_somebody)
    assert "Filen er blevet ændret, siden den blev læst." in folder.sent("anna", "datobrev", code=1)
    assert folder.text(PLAN_OF_ANNA) == ANNA.replace("Fællesstuen", "Rådhuset")


def test_nothing_is_recorded_while_documents_are_being_made(folder: Folder) -> None:
    done = threading.Event()

    def record() -> None:
        folder.sent("anna", "datobrev")
        done.set()

    with store.lock(folder.root / "output", lambda: None):
        thread = threading.Thread(target=record)
        thread.start()
        assert not done.wait(0.6)
        assert folder.text(PLAN_OF_ANNA) == ANNA
    thread.join(10)
    assert "datobrev: {dato: 2027-04-12, gælder" in folder.text(PLAN_OF_ANNA)


# --- a new time --------------------------------------------------------------------------------------------------


def test_a_meeting_changed_after_the_date_notice_is_told_until_a_letter_has_told_the_new_time(folder: Folder) -> None:
    folder.write(PLAN_OF_ANNA, ANNA.partition("    referat:")[0])
    folder.build()
    folder.sent("anna", "datobrev", day="2027-02-15")
    old = folder.bytes("output/2027/anna/datobrev-anna-2027.docx")
    folder.change(PLAN_OF_ANNA, "dato: 2027-05-12     # en onsdag", "dato: 2027-05-19")
    assert "advarsel K068: Mødet er ændret, efter at datobrevet blev sendt (R6)." in folder.check()
    assert "er ikke lavet endnu" in folder.sent("anna", "datobrev", day="2027-03-01", code=1)
    folder.build()
    new = folder.root / "output/2027/anna/datobrev-ny-tid-20270519-1000-anna-2027.docx"
    said = "".join(str(text) for text in Document(str(new)).element.body.itertext())
    assert "Ny tid til dit borgerplansmøde" in said and "gælder i stedet for det, du fik før" in said
    assert folder.bytes("output/2027/anna/datobrev-anna-2027.docx") == old
    folder.sent("anna", "datobrev", day="2027-03-01")
    assert "K068" not in folder.check()
    assert "uændret" in folder.build()
    assert "afløste et tidligere" in folder.sent("anna", "datobrev", "--fortryd", code=1)


def test_a_summons_with_the_new_time_is_enough_after_an_outdated_date_notice(folder: Folder) -> None:
    folder.write(PLAN_OF_ANNA, ANNA.partition("    referat:")[0])
    folder.sent("anna", "datobrev", day="2027-02-15")
    folder.change(PLAN_OF_ANNA, "dato: 2027-05-12     # en onsdag", "dato: 2027-05-19")
    folder.build()
    folder.sent("anna", "indkaldelse")
    assert "K068" not in folder.check()
    folder.build()
    assert not list((folder.root / "output/2027/anna").glob("indkaldelse-ny-tid-*"))


def test_a_date_notice_recorded_with_its_day_only_is_the_same_sending(folder: Folder) -> None:
    folder.write(PLAN_OF_ANNA, ANNA + "    sendt: {datobrev: 2027-02-15}\n")
    assert "står der allerede" in folder.sent("anna", "datobrev", day="2027-02-15")


def test_a_meeting_changed_after_the_summons_is_a_fejl_until_the_new_letter_is_sent(folder: Folder) -> None:
    folder.write(PLAN_OF_ANNA, ANNA.partition("    referat:")[0])
    folder.build()
    folder.sent("anna", "indkaldelse", "kalender")
    folder.build()
    old = folder.bytes(SUMMONS)
    folder.change(PLAN_OF_ANNA, "dato: 2027-05-12 ", "dato: 2027-05-19 ")

    told = folder.check()
    assert "fejl K054" in told
    assert "'mlmp sendt anna indkaldelse kalender'" in told
    assert "er ikke lavet endnu, så det kan ikke være sendt" in folder.sent("anna", "indkaldelse", code=1)

    folder.build(code=1)
    assert "kan ikke være sendt før det, det afløser" in folder.sent("anna", "indkaldelse", day="2027-04-11", code=1)
    assert "K055" in folder.sent("anna", "indkaldelse", day="2027-04-20", code=1)
    assert "gælder: 2027-05-19 10:00-11:30" in folder.text(PLAN_OF_ANNA)
    folder.sent("anna", "kalender", day="2027-04-20")
    assert "ingen fejl" in folder.check()

    new = folder.bytes(NEW_SUMMONS)
    folder.build()
    folder.run("byg", "--force", "--prune")
    assert folder.bytes(SUMMONS) == old
    assert folder.bytes(NEW_SUMMONS) == new
    assert "afløste en tidligere" in folder.sent("anna", "indkaldelse", "--fortryd", code=1)


# --- lists -------------------------------------------------------------------------------------------------------


def test_a_list_is_recorded_with_citizens_and_months_and_sent_again_when_a_month_moves(folder: Folder) -> None:
    folder.build()
    told = folder.sent("liste", "--tilbud", "vaerkstedet-aaen", day="2026-09-15")
    assert "vaerkstedet-aaen, mette-holm, 2027 (2 borgere): ikke sendt → sendt 15.9.2026" in told
    assert folder.lists() == [("2026-09-15", {"anna": 5, "bo": 6})]
    first = folder.bytes(LIST)
    recorded = folder.text("lister.yaml")

    folder.change(PLAN_OF_BO, "måned: juni", "måned: august")
    assert "fejl K056" in folder.check()
    folder.change(PLAN_OF_BO, "måned: august", "måned: august, flyttet: {fra: juni, begrundelse: Ferie}")
    assert "ingen fejl" in folder.check()
    assert "Listen er ikke lavet endnu (R1)" in folder.sent(
        "liste", "--tilbud", "vaerkstedet-aaen", day="2026-11-04", code=1
    )

    folder.build()
    assert remarks(folder.root / SECOND_LIST) == {"Anna Lykke Jensen": "maj", "Bo Ravn": "august Flyttet fra juni"}
    folder.sent("liste", "--tilbud", "vaerkstedet-aaen", day="2026-11-04")
    assert folder.lists()[1:] == [("2026-11-04", {"anna": 5, "bo": 8})]
    assert folder.text("lister.yaml").startswith(recorded)

    second = folder.bytes(SECOND_LIST)
    folder.run("byg", "--force", "--prune")
    assert (folder.bytes(LIST), folder.bytes(SECOND_LIST)) == (first, second)


def test_a_citizen_who_arrives_after_the_list_is_added_on_the_next(folder: Folder) -> None:
    folder.build()
    folder.sent("lister", day="2026-09-15")
    folder.write("citizens/carl.yaml", BO.replace("Bo Ravn", "Carl Friis").replace("710280-1119", "630190-0006"))
    folder.build()
    folder.sent("lister", day="2026-11-04")
    assert remarks(folder.root / SECOND_LIST)["Carl Friis"] == "juni Tilføjet"
    folder.build()
    assert folder.lists()[-1] == ("2026-11-04", {"anna": 5, "bo": 6, "carl": 6})


def test_all_lists_that_are_made_are_recorded_at_once_and_then_none_is_left(folder: Folder) -> None:
    assert "Ingen lister venter" in folder.sent("lister", day="2026-09-15")
    folder.build()
    folder.sent("lister", day="2026-09-15")
    assert len(folder.lists()) == 2
    assert "Ingen lister venter" in folder.sent("lister", day="2026-09-15")
    assert (folder.root / "lister.yaml").stat().st_mode & 0o777 == 0o600


def test_a_list_that_says_something_else_than_the_plans_is_refused_unless_the_file_is_what_was_sent(
    folder: Folder,
) -> None:
    folder.build()
    folder.change(PLAN_OF_BO, "måned: juni", "måned: august")
    words = ("liste", "--tilbud", "vaerkstedet-aaen")
    assert "bo: juni på listen, august i planen" in folder.sent(*words, day="2026-09-15", code=1)
    assert not (folder.root / "lister.yaml").exists()
    folder.sent(*words, "--som-filen", day="2026-09-15")
    assert folder.lists() == [("2026-09-15", {"anna": 5, "bo": 6})]
    assert "fejl K056" in folder.check()


def test_a_month_that_a_person_changed_in_the_file_is_not_recorded_in_silence(folder: Folder) -> None:
    folder.build()
    book = openpyxl.load_workbook(folder.root / LIST)
    for (cell,) in book.active.iter_rows(max_col=1):
        cell.value = "juli" if cell.value == "juni" else cell.value
    book.save(folder.root / LIST)
    assert "bo: juli på listen, juni i planen" in folder.sent("lister", day="2026-09-15", code=1)


def test_a_remark_that_a_person_wrote_in_the_file_does_not_matter(folder: Folder) -> None:
    folder.build()
    book = openpyxl.load_workbook(folder.root / LIST)
    for row in book.active.iter_rows():
        if row[0].value == "juni":
            row[5].value = "Ring først"
    book.save(folder.root / LIST)
    folder.sent("liste", "--tilbud", "vaerkstedet-aaen", day="2026-09-15")


def test_the_last_sending_of_a_list_can_be_corrected_and_taken_back(folder: Folder) -> None:
    folder.build()
    words = ("liste", "--tilbud", "vaerkstedet-aaen")
    folder.sent(*words, day="2026-09-15")
    assert "står der allerede" in folder.sent(*words, day="2026-09-15")
    assert "skrevet som sendt en anden dag" in folder.sent(*words, day="2026-09-16", code=1)
    folder.sent(*words, "--ret", day="2026-09-16")
    assert folder.lists() == [("2026-09-16", {"anna": 5, "bo": 6})]
    folder.sent(*words, "--fortryd")
    assert folder.lists() == []
    assert "intet at tage tilbage" in folder.sent(*words, "--fortryd", code=1)


def test_a_citizen_without_a_month_stands_on_the_list_but_is_not_recorded(folder: Folder) -> None:
    folder.change(PLAN_OF_BO, "år: 2027, måned: juni", "år: 2027")
    folder.build()
    told = folder.sent("liste", "--tilbud", "vaerkstedet-aaen", day="2026-09-15")
    assert "står på listen uden måned og er ikke skrevet: bo" in told
    assert folder.lists() == [("2026-09-15", {"anna": 5})]
    before = folder.bytes(LIST)
    folder.build()
    assert folder.bytes(LIST) == before
    assert not (folder.root / SECOND_LIST).exists()


def test_a_list_that_a_broken_plan_may_belong_to_is_refused_with_what_is_wrong(folder: Folder) -> None:
    folder.build()
    folder.change(PLAN_OF_BO, "710280-1119", "71")
    told = folder.sent("liste", "--tilbud", "vaerkstedet-aaen", day="2026-09-15", code=1)
    assert "kan høre til en plan med fejl: bo" in told
    assert "fejl P030" in told


def test_no_list_is_recorded_in_a_file_with_a_fejl(folder: Folder) -> None:
    folder.build()
    folder.write("lister.yaml", "lister: [{tilbud: vaerkstedet-aaen}]\n")
    assert "lister.yaml" in folder.sent("lister", day="2026-09-15", code=1)
    assert folder.text("lister.yaml") == "lister: [{tilbud: vaerkstedet-aaen}]\n"


def test_the_lists_of_two_rådgivere_to_one_tilbud_are_told_apart(folder: Folder) -> None:
    folder.change(PLAN_OF_BO, "mette-holm", "ole-aaby")
    folder.build()
    words = ("liste", "--tilbud", "vaerkstedet-aaen")
    assert "Vælg med --rådgiver: mette-holm, ole-aaby" in folder.sent(*words, day="2026-09-15", code=2)
    folder.sent(*words, "--raadgiver", "ole-aaby", day="2026-10-01")
    assert folder.lists() == [("2026-10-01", {"bo": 6})]


def test_the_english_name_does_the_same() -> None:
    context = click.Context(mlmp)
    assert mlmp.get_command(context, "sent") is mlmp.get_command(context, "sendt")
