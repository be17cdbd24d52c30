"""The rådgiver's planning list: every citizen with every deadline, and no CPR number."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import lister, opsætning, plan
from openpyxl import load_workbook
from programs import convert, pages, validation_errors

from mlmp_docs.content.planning_list import RULES, PlanningList, planning_lists
from mlmp_docs.excel.memory import CONTENT, read_memory, shown_hash
from mlmp_docs.excel.planning_list import planning_list
from mlmp_docs.excel.structure import faults
from mlmp_docs.procedure.deadlines import REGLER, deadlines

BOTH = """\
tilbud:
  - {id: bostedet-fjordglimt}
  - {id: vaerkstedet-aaen}
"""
MØDE = """\
møder:
  - år: 2027
    måned: maj
    dato: 2027-05-12
    kl: 10:00-11:30
    sted: Fællesstuen
"""


class Borger:
    def __init__(self, id_: str, text: str = MØDE) -> None:
        self.id, self.plan = id_, plan(text)


def listed(*citizens: Borger, sent: str = "lister: []") -> PlanningList:
    found = planning_lists(citizens, opsætning(), lister(sent), 2027)
    (only,) = found
    return only


def days(text: str, sent: str = "lister: []") -> dict[str, date | str]:
    (row,) = listed(Borger("anna", text), sent=sent).rows
    return {rule.regel: day for rule, day in zip(RULES, row.dage, strict=True)}


def test_each_deadline_shows_the_day_to_act() -> None:
    assert days(MØDE) == {
        "R1": date(2026, 9, 30),
        "R6": date(2027, 2, 17),
        "R7": date(2027, 3, 12),
        "R11": date(2027, 5, 11),
        "R14": date(2027, 4, 28),
        "R15": date(2027, 4, 28),
        "R34": date(2027, 5, 26),
        "R37": date(2027, 5, 26),
        "R38": "–",
    }


def test_every_rule_that_has_a_deadline_has_a_column() -> None:
    anna = plan(BOTH + MØDE)
    shown = {regel for rule in RULES for regel in (rule.regel, *rule.også)}
    assert {deadline.regel for deadline in deadlines(anna, anna.møder[0], opsætning())} <= shown
    assert shown == set(REGLER)


def test_local_deadlines_and_the_soft_one_say_so_in_their_heading() -> None:
    heading = {rule.regel: rule.overskrift for rule in RULES}
    assert all("lokal frist" in heading[rule] for rule in ("R15", "R34", "R38"))
    assert all("vejledende" in heading[rule] for rule in ("R6", "R11"))
    assert not any("lokal" in heading[rule] for rule in ("R1", "R6", "R7", "R14", "R37"))


def test_what_is_met_says_when() -> None:
    met = """\
    aftalt: 2027-02-10
    forberedelsesmøde: {tilbudt: 2027-02-15, svar: ja, dato: 2027-04-14, afholdt: ja}
    statusbeskrivelse: {bostedet-fjordglimt: 2027-04-26}
    sendt: {datobrev: 2027-02-15, indkaldelse: 2027-04-12, bestilling: {bostedet-fjordglimt: 2027-05-20}}
"""
    sent = "lister: [{tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-28}]"
    assert days(MØDE + met, sent) == {
        "R1": "sendt 28.9.2026",
        "R6": "sendt 15.2.2027",
        "R7": "aftalt 10.2.2027",
        "R11": "holdt 14.4.2027",
        "R14": "klar 26.4.2027",
        "R15": "sendt 12.4.2027",
        "R34": date(2027, 5, 26),
        "R37": "sendt 20.5.2027",
        "R38": "–",
    }


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ("{tilbudt: 2027-02-15, svar: nej}", "ønskes ikke"),
        ("{tilbudt: 2027-02-15, svar: ja, dato: 2027-04-14}", date(2027, 5, 11)),
        ("{afholdt: ja}", "holdt"),
    ],
)
def test_the_steps_of_a_preparation_meeting_share_a_column(known: str, shown: date | str) -> None:
    assert days(MØDE + f"    forberedelsesmøde: {known}\n")["R11"] == shown


def test_a_rule_that_one_of_two_tilbud_has_met_stays_open_and_names_the_other() -> None:
    met = "    statusbeskrivelse: {bostedet-fjordglimt: 2027-04-26}\n"
    (row,) = listed(Borger("anna", BOTH + MØDE + met)).rows
    assert row.dage[4] == date(2027, 4, 28)
    assert row.bemærkninger == "R14: statusbeskrivelse mangler fra Værkstedet ved Åen"


def test_without_a_date_the_deadlines_are_marked_provisional() -> None:
    (row,) = listed(Borger("anna", "møder: [{år: 2027, måned: maj}]")).rows
    assert (row.dato, row.frister) == (None, "foreløbige")
    assert row.dage[2] == date(2027, 3, 1)


def test_a_rule_that_does_not_hold_for_an_external_citizen_has_a_dash() -> None:
    assert days("tilbud: [{id: vaerkstedet-aaen}]\n" + MØDE)["R6"] == "–"


def test_a_citizen_without_a_meeting_is_not_forgotten() -> None:
    (row,) = listed(Borger("anna", "")).rows
    assert (row.måned, row.bemærkninger) == (None, "Intet møde planlagt i 2027")
    assert set(row.dage) == {""}


def test_a_citizen_stands_with_the_rådgiver_of_the_meetings_day() -> None:
    moved = "rådgiver: ole-aaby\ntidligere_rådgivere: [{id: mette-holm, til: 2027-06-30}]\n"
    found = planning_lists(
        [Borger("anna", moved + MØDE), Borger("bo", moved + "møder: [{år: 2027, måned: august}]")],
        opsætning(),
        lister("lister: []"),
        2027,
    )
    assert [(each.rådgiver, [row.borger for row in each.rows]) for each in found] == [
        ("mette-holm", ["anna"]),
        ("ole-aaby", ["bo"]),
    ]


def test_an_ended_plan_and_a_meeting_that_was_called_off_are_left_out() -> None:
    ended = Borger("anna", MØDE + "afsluttet: {dato: 2027-01-01, årsag: fraflyttet}\n")
    assert planning_lists([ended], opsætning(), lister("lister: []"), 2027) == ()
    off = Borger("bo", MØDE + "    aflyst: {dato: 2027-05-01, årsag: sygdom}\n")
    assert [row.bemærkninger for row in listed(off).rows] == ["Intet møde planlagt i 2027"]


def test_two_citizens_of_one_name_are_told_apart_by_their_ids() -> None:
    assert [row.navn for row in listed(Borger("anna"), Borger("anna-2")).rows] == [
        "Anna Lykke Jensen (anna)",
        "Anna Lykke Jensen (anna-2)",
    ]


def _workbook() -> bytes:
    citizens = [Borger("anna", BOTH + MØDE), Borger("bo", "møder: [{år: 2027, måned: marts}]"), Borger("carl", "")]
    return planning_list(listed(*citizens), opsætning(), memory={})


def test_the_workbook_has_real_dates_a_filter_and_the_names_in_sight() -> None:
    sheet = load_workbook(io.BytesIO(_workbook())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[5]][:7] == ["Måned", "Borger", "Tilbud", "Dato", "Kl.", "Sted", "Frister"]
    assert [sheet["A6"].value, sheet["D6"].value, sheet["G6"].value] == ["marts", "ikke aftalt", "foreløbige"]
    assert sheet["D7"].value == datetime(2027, 5, 12)
    assert sheet["D7"].number_format == "dd\\.mm\\.yyyy"
    assert sheet["E7"].value == "10.00–11.30"
    assert sheet.auto_filter.ref == "A5:Q8"
    assert sheet.freeze_panes == "C6"


def test_no_cpr_number_stands_anywhere() -> None:
    from mlmp_docs.excel.package import open_package

    assert not any(b"670761" in part for part in open_package(_workbook()).parts.values())


def test_it_remembers_what_it_shows_just_as_it_will_be_read() -> None:
    memory = read_memory(_workbook())
    assert memory is not None
    assert memory[CONTENT] == shown_hash(_workbook())


def test_it_is_sound_and_the_same_every_time() -> None:
    assert faults(_workbook()) == ()
    assert _workbook() == _workbook()


@pytest.mark.validator
def test_the_open_xml_validator_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "liste.xlsx").write_bytes(_workbook())
    assert validation_errors(tmp_path.iterdir()) == []


@pytest.mark.soffice
def test_it_prints_on_one_page(tmp_path: Path) -> None:
    (tmp_path / "liste.xlsx").write_bytes(_workbook())
    (pdf,) = convert([tmp_path / "liste.xlsx"], "pdf", tmp_path)
    assert pages(pdf) == 1
