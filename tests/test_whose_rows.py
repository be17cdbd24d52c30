"""Whose a row of the spreadsheet is: plans are merged with their own rows, and a new row is never given by a guess."""

import pytest
from builders import PLAN
from sheet_rows import added, edited_row, exported, typed, without

from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.owners import People, owner, person
from mlmp_docs.tables.shares import Shares, new_citizens, shares
from mlmp_docs.tables.sheets import BORGERE, BY_NAME, MØDER
from mlmp_docs.tables.table import RowKey

ANNA = PLAN + "møder: [{år: 2027, måned: maj}]\nmål: [{id: bus, borgermål: Køre med bus}]\n"
BO = ANNA.replace("Anna Lykke Jensen", "Bo Holm").replace("670761-4285", "650480-1111")
KNOWN = {"anna": ("Anna Lykke Jensen", "670761-4285"), "bo": ("Bo Holm", "650480-1111")}
NEW = {"caja-friis": ("Caja Friis", "680990-2222")}


def whose(table: str, **values: str) -> str:
    """The owner of a new row, or what is told."""
    cells = {key.replace("at_", "@"): text for key, text in values.items()}
    names = (*(navn for navn, _ in KNOWN.values()), "Caja Friis")
    found = owner(edited_row(BY_NAME[table], 9, cells), People(KNOWN, NEW, names), table, "ark.xlsx")
    return str(found) if isinstance(found, Diagnostic) else found


# --- a new row ----------------------------------------------------------------------------------------------------


def test_a_new_row_belongs_to_the_citizen_whose_id_stands_in_it() -> None:
    assert whose("Mål", at_borger="bo", borgermål="Svømme") == "bo"


def test_a_new_meeting_belongs_to_the_citizen_with_that_name_and_cpr_number() -> None:
    assert whose("Møder", at_navn="bo  HOLM", at_cpr="650480-1111", år="2027") == "bo"


@pytest.mark.parametrize("cells", [{"at_navn": "Bo Holm"}, {"at_cpr": "650480-1111"}, {}])
def test_a_name_or_a_number_alone_is_not_enough(cells: dict[str, str]) -> None:
    told = whose("Møder", **cells, måned="maj")
    assert "R092" in told
    assert "Skriv borgerens id i kolonnen Borger" in told
    assert "650480" not in told


def test_the_name_of_one_with_the_number_of_another_is_refused() -> None:
    assert "ark.xlsx Møder!C9: fejl R092" in whose("Møder", at_navn="Anna Lykke Jensen", at_cpr="650480-1111")


def test_who_became_known_by_an_earlier_import_of_the_same_file_is_one_person_and_not_two() -> None:
    people = People({**KNOWN, **NEW}, NEW, ("Caja Friis",))
    row = edited_row(MØDER, 9, {"@navn": "Caja Friis", "@cpr": "680990-2222", "år": "2027"})
    assert owner(row, people, "Møder", "ark.xlsx") == "caja-friis"


def test_an_id_of_one_with_the_name_of_another_is_refused() -> None:
    assert "ark.xlsx Mål!B9: fejl R093" in whose("Mål", at_borger="bo", at_navn="Anna Lykke Jensen")


def test_a_mistyped_id_is_answered_with_the_one_that_was_meant() -> None:
    assert "Mente du 'anna'?" in whose("Mål", at_borger="annna")


def test_a_goal_for_a_new_citizen_finds_the_one_by_name_since_there_is_no_id_yet() -> None:
    assert whose("Mål", at_navn="Caja Friis", borgermål="Svømme") == "caja-friis"


def test_two_citizens_of_that_name_in_the_workbook_are_not_told_apart_by_it() -> None:
    people = People(KNOWN, NEW, ("Caja Friis", "Caja Friis"))
    found = owner(edited_row(BY_NAME["Mål"], 9, {"@navn": "Caja Friis"}), people, "Mål", "ark.xlsx")
    assert isinstance(found, Diagnostic)


# --- the whole workbook -------------------------------------------------------------------------------------------


def parts(sheet: EditedTables, *plans: str) -> Shares:
    new = dict(zip(["caja-friis"], new_citizens(sheet.rows), strict=False))
    names = tuple(person(row)[0] for row in sheet.rows if row.table is BORGERE)
    people = People(KNOWN, {borger: person(row) for borger, row in new.items()}, names)
    return shares(sheet, plans or ("anna", "bo"), people, new, "ark.xlsx")


def test_an_untouched_workbook_asks_nothing_of_any_plan() -> None:
    found = parts(exported({"anna": ANNA, "bo": BO}))
    assert not found.citizens
    assert not found.diagnostics


def test_only_the_plan_with_a_changed_row_is_read_and_it_gets_all_its_rows() -> None:
    sheet = typed(exported({"anna": ANNA, "bo": BO}), "Møder", RowKey("bo", ("møder", "2027")), {"måned": "juni"})
    found = parts(sheet)
    assert list(found.citizens) == ["bo"]
    assert {row.table.name for row in found.citizens["bo"].rows} == {"Møder", "Borgere", "Mål"}


def test_a_row_that_is_gone_asks_its_plan() -> None:
    sheet = without(exported({"anna": ANNA, "bo": BO}), "Mål", [RowKey("anna", ("mål", "bus"))])
    assert [(borger, len(part.gone)) for borger, part in parts(sheet).citizens.items()] == [("anna", 1)]


def test_a_new_citizen_has_its_own_new_rows_and_nobody_elses() -> None:
    sheet = added(exported({"anna": ANNA}), "Borgere", {"borger.navn": "Caja Friis", "borger.cpr": "680990-2222"})
    sheet = added(sheet, "Mål", {"@navn": "Caja Friis", "borgermål": "Svømme"}, 401)
    sheet = added(sheet, "Mål", {"@borger": "anna", "borgermål": "Cykle"}, 402)
    found = parts(sheet)
    assert [(each.id, [row.number for row in each.more]) for each in found.new] == [("caja-friis", [401])]
    assert [row.number for row in found.citizens["anna"].rows if row.key is None] == [402]


def test_a_workbook_without_one_known_citizen_is_from_another_project() -> None:
    found = parts(exported({"anna": ANNA, "bo": BO}), "dan", "eva")
    assert [told.code for told in found.diagnostics] == ["R090"]
    assert "et andet projekt" in found.diagnostics[0].message


def test_a_plan_that_is_gone_is_told_and_stops_the_import_only_when_its_rows_were_changed() -> None:
    sheet = exported({"anna": ANNA, "bo": BO})
    [told] = parts(sheet, "anna").diagnostics
    assert told.level is Level.ADVARSEL
    changed = typed(sheet, "Møder", RowKey("bo", ("møder", "2027")), {"måned": "juni"})
    [told] = parts(changed, "anna").diagnostics
    assert told.level is Level.FEJL
    assert "Møder række 6" in told.message


def test_a_changed_tilbud_is_the_settings_part() -> None:
    sheet = exported({"anna": ANNA}, "kommune: K\når: 2027\nrådgivere: {m: {navn: M}}\ntilbud: {a: {navn: A}}\n")
    changed = typed(sheet, "Tilbud", RowKey("", ("tilbud", "a")), {"navn": "B"})
    assert not parts(sheet).settings.asks
    assert parts(changed).settings.asks


def test_meetings_are_declared_with_what_tells_their_citizen() -> None:
    assert {"@borger", "@navn", "@cpr"} <= set(MØDER.keys)
