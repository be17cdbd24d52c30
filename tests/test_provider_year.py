"""A tilbud's årshjul: its own citizens' meetings, preparation meetings and status limits, and no CPR number."""

import io
from datetime import date, datetime

from builders import lister, opsætning, plan
from openpyxl import load_workbook

from mlmp_docs.content.provider_year import NOBODY, ProviderYear, YearRow, provider_years
from mlmp_docs.excel.memory import CONTENT, read_memory, shown_hash
from mlmp_docs.excel.provider_year import COLUMNS, provider_year
from mlmp_docs.excel.structure import faults

HOME = "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]\n"
BOTH = "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}, {id: vaerkstedet-aaen}]\n"
MØDE = """\
møder:
  - år: 2027
    måned: maj
    dato: 2027-05-12
    kl: 10:00-11:30
    sted: Fællesstuen
"""


class Borger:
    def __init__(self, id_: str, text: str = HOME + MØDE, navn: str = "") -> None:
        named = f"borger: {{navn: {navn}, cpr: 670761-4285}}\n" if navn else ""
        self.id, self.plan = id_, plan(named + text)


def years(*citizens: Borger, setting: str = "", sent: str = "lister: []") -> dict[str, ProviderYear]:
    found = provider_years(citizens, opsætning(setting), lister(sent), 2027)
    return {each.tilbud: each for each in found}


def row(text: str, tilbud: str = "bostedet-fjordglimt") -> YearRow:
    (only,) = years(Borger("anna", text))[tilbud].rows
    return only


def test_a_row_tells_who_when_and_by_which_day() -> None:
    assert row(HOME + MØDE) == YearRow(
        borger="anna",
        kontaktperson="Jonas Bak",
        navn="Anna Lykke Jensen",
        måned=5,
        møde=date(2027, 5, 12),
        kl="10.00–11.30",
        sted="Fællesstuen",
        forberedelsesmøde="senest 11.5.2027",
        status=date(2027, 4, 28),
        bestilling=date(2027, 5, 26),
        rådgiver="Mette Holm",
        bemærkninger="",
    )


def test_before_there_is_a_date_the_month_stands_and_limits_count_from_its_first_day() -> None:
    found = row(HOME + "møder: [{år: 2027, måned: maj}]")
    assert found.møde == "maj, dag ikke aftalt"
    assert found.status == date(2027, 4, 16), "R14: the last working day on or before 17 April, a Saturday"


def test_the_preparation_meeting_is_told_as_the_plan_has_it() -> None:
    for known, told in {
        "{tilbudt: 2027-02-15}": "senest 11.5.2027",
        "{tilbudt: 2027-02-15, svar: nej}": "ønskes ikke",
        "{svar: ja, dato: 2027-04-14, kl: 13:00-14:00, sted: Fjordglimt}": "14.4.2027, kl. 13.00–14.00, Fjordglimt",
        "{svar: ja, dato: 2027-04-14, afholdt: ja}": "holdt 14.4.2027",
    }.items():
        assert row(f"{HOME}{MØDE}    forberedelsesmøde: {known}\n").forberedelsesmøde == told


def test_a_day_provider_sees_who_holds_the_preparation_meeting_and_nothing_more_of_it() -> None:
    text = f"{BOTH}{MØDE}    forberedelsesmøde: {{svar: ja, dato: 2027-04-14}}\n"
    assert row(text, "vaerkstedet-aaen").forberedelsesmøde == "holdes af Bostedet Fjordglimt"


def test_an_external_citizen_has_no_preparation_meeting() -> None:
    assert row("tilbud: [{id: vaerkstedet-aaen}]\n" + MØDE, "vaerkstedet-aaen").forberedelsesmøde == "–"


def test_status_and_order_are_those_of_the_tilbud_itself() -> None:
    text = f"""{BOTH}{MØDE}    statusbeskrivelse: {{vaerkstedet-aaen: 2027-04-20}}
    sendt: {{bestilling: {{bostedet-fjordglimt: 2027-05-20}}}}
"""
    home, work = row(text), row(text, "vaerkstedet-aaen")
    assert (home.status, home.bestilling) == (date(2027, 4, 28), "sendt 20.5.2027")
    assert (work.status, work.bestilling) == ("klar 20.4.2027", date(2027, 5, 26))


def test_each_tilbud_has_its_own_citizens_only() -> None:
    found = years(Borger("anna"), Borger("bo", "tilbud: [{id: vaerkstedet-aaen}]\n" + MØDE, navn="Bo Ravn"))
    assert {tilbud: [each.navn for each in year.rows] for tilbud, year in found.items()} == {
        "bostedet-fjordglimt": ["Anna Lykke Jensen"],
        "vaerkstedet-aaen": ["Bo Ravn"],
    }


def test_a_tilbud_that_ended_before_the_meeting_is_not_told_of_it() -> None:
    text = "tilbud: [{id: bostedet-fjordglimt, til: 2027-03-31}, {id: vaerkstedet-aaen, fra: 2027-04-01}]\n" + MØDE
    gone = row(text)
    assert (gone.møde, gone.sted, gone.status) == ("", "", "")
    assert gone.bemærkninger == "Intet møde planlagt i 2027, mens tilbuddet støtter borgeren"
    assert row(text, "vaerkstedet-aaen").møde == date(2027, 5, 12)


def test_ended_plans_and_meetings_called_off_are_left_out() -> None:
    assert years(Borger("anna", f"{HOME}{MØDE}afsluttet: {{dato: 2027-01-31}}\n")) == {}
    off = row(f"{HOME}{MØDE}    aflyst: {{dato: 2027-05-01}}\n")
    assert off.møde == ""


def test_rows_stand_by_kontaktperson_then_day_and_those_without_one_last() -> None:
    june = MØDE.replace("maj", "juni").replace("2027-05-12", "2027-06-02")
    nobody = "tilbud: [{id: bostedet-fjordglimt}]\n" + MØDE
    found = years(
        Borger("a", nobody, navn="Aksel Dam"), Borger("b", HOME + june, navn="Bo Ravn"), Borger("c", navn="Carl Lind")
    )
    rows = found["bostedet-fjordglimt"].rows
    assert [(each.kontaktperson, each.navn) for each in rows] == [
        ("Jonas Bak", "Carl Lind"),
        ("Jonas Bak", "Bo Ravn"),
        (NOBODY, "Aksel Dam"),
    ]


def test_two_citizens_of_one_name_are_told_apart() -> None:
    rows = years(Borger("anna"), Borger("anna-2"))["bostedet-fjordglimt"].rows
    assert [each.navn for each in rows] == ["Anna Lykke Jensen (anna)", "Anna Lykke Jensen (anna-2)"]


def test_a_protected_address_is_not_told() -> None:
    text = (
        """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: "Fjordvej 8, 8900 Randers C", beskyttet_adresse: ja}
"""
        + HOME
        + MØDE.replace("Fællesstuen", "Fjordvej 8")
    )
    assert row(text).sted == "Hjemme hos Anna"


def test_no_cpr_number_stands_on_it_wherever_it_was_written() -> None:
    text = f"{HOME}{MØDE}    bemærkninger: Se 670761-4285\n"
    whole = repr(years(Borger("anna", text.replace("Fællesstuen", "hos 6707614285"))))
    assert "4285" not in whole


def test_the_workbook_holds_real_dates_and_says_how_many_meetings_each_month_has() -> None:
    year = years(Borger("anna"), Borger("bo", HOME + "møder: [{år: 2027, måned: juni}]", navn="Bo Ravn"))
    made = provider_year(year["bostedet-fjordglimt"], opsætning(), memory={"mlmp-dokument": "aarshjul"})
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    cells = [list(each) for each in sheet.iter_rows(values_only=True)]
    assert cells[0][0] == "Årshjul 2027 – Bostedet Fjordglimt"
    assert cells[1][0] == "Møder: maj 1 · juni 1"
    assert cells[4] == [column.heading for column in COLUMNS]
    assert cells[5][2] == datetime(2027, 5, 12)
    assert faults(made) == ()
    memory = read_memory(made)
    assert memory is not None and memory[CONTENT] == shown_hash(made)
    assert made == provider_year(year["bostedet-fjordglimt"], opsætning(), memory={"mlmp-dokument": "aarshjul"})
