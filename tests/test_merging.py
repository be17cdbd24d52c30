"""Rows of the spreadsheet that were edited, merged into the plan they came from."""

from dataclasses import replace

import pytest

from mlmp_docs.tables.merging import Terms, merge_citizen
from mlmp_docs.tables.sheets import MØDER
from mlmp_docs.tables.texts import BLANKS
from mlmp_docs.tables.typed import written
from tests.edited_plan import START, Sheet, read_raw, sheet, told

MEETING = "møder:\n  - år: 2027   # i år\n    måned: maj\n    dato: 12. maj 2027\n    kl: 10.00-11.30\n    sted: Her\n"
GOAL = (
    "mål:\n  - id: bus\n    borgermål: Jeg vil tage bussen\n    delmål:\n"
    "      - {id: rute, tekst: Ruten}\n      - {tekst: Alene, frist: 2027-09-01}\n"
    "    scoringer: [{dato: 2026-05-12, faglig: 3}]\n"
)


def ending(content: bytes) -> str:
    """What stands below the start of the plan."""
    text = content.decode()
    assert text.startswith(START)
    return text.removeprefix(START)


# --- one value ---------------------------------------------------------------------------------------------------


def test_nothing_changed_is_no_edit() -> None:
    merged = sheet(MEETING + GOAL).merge()
    assert (merged.edits, merged.changes, merged.diagnostics) == ((), (), ())


def test_what_only_the_sheet_changed_goes_into_the_plan_and_nothing_else() -> None:
    after = sheet(MEETING).type("Møder", 0, dato="2027-05-19").written()
    assert ending(after) == MEETING.replace("12. maj 2027", "2027-05-19")


def test_what_only_the_plan_changed_stays() -> None:
    plan = (START + MEETING.replace("Her", "Der")).encode()
    assert sheet(MEETING).merge(plan).edits == ()


def test_what_both_changed_alike_is_nothing() -> None:
    plan = (START + MEETING.replace("12. maj 2027", "19/5 2027")).encode()
    assert sheet(MEETING).type("Møder", 0, dato="2027-05-19").merge(plan).edits == ()


def test_what_both_changed_is_a_conflict_with_its_cell_and_three_values_and_is_not_written() -> None:
    plan = (START + MEETING.replace("Her", "Der")).encode()
    merged = sheet(MEETING).type("Møder", 0, sted="Dér", bemærkninger="Ny").merge(plan)
    (conflict,) = merged.conflicts
    assert (conflict.address, conflict.column.key) == ("J5", "sted")
    assert (conflict.values.base, conflict.values.edited, conflict.values.plan) == ("Her", "Dér", "Der")
    assert [change.column.key for change in merged.changes] == ["bemærkninger"]
    assert "sted" not in str(merged.edits)


@pytest.mark.parametrize(("brug", "sted"), [("regneark", "Dér"), ("plan", "Der")])
def test_a_conflict_can_be_decided(brug: str, sted: str) -> None:
    plan = (START + MEETING.replace("Her", "Der")).encode()
    changed = sheet(MEETING).type("Møder", 0, sted="Dér")
    assert ending(changed.written(plan, brug=brug)) == MEETING.replace("Her", sted)
    assert len(changed.merge(plan, brug=brug).decided) == 1  # type: ignore[arg-type]


def test_without_a_base_what_differs_is_a_conflict_and_what_is_equal_is_nothing() -> None:
    merged = sheet(MEETING).type("Møder", 0, sted="Dér").without_base().merge()
    assert [(conflict.column.key, conflict.values.base) for conflict in merged.conflicts] == [("sted", None)]


def test_an_emptied_cell_takes_the_value_and_leaves_the_key() -> None:
    assert ending(sheet(MEETING).type("Møder", 0, sted="").written()) == MEETING.replace(" Her", " null")


def test_a_column_that_is_not_on_the_sheet_is_not_looked_at() -> None:
    changed = sheet(MEETING)
    for row in changed.rows:
        row.cells.pop("sted", None)  # type: ignore[attr-defined]
    assert changed.merge().edits == ()


def test_invisible_differences_are_none() -> None:
    changed = sheet("sagsnummer: A\u030angstrom\n").type("Borgere", 0, sagsnummer=" Ångstrom\u00a0 ")
    assert changed.merge().edits == ()


def test_no_break_spaces_stay_where_a_text_is_not_changed() -> None:
    after = sheet("sagsnummer: Sag\u00a07 er ny\n").type("Borgere", 0, sagsnummer="Sag 7 er gammel").written()
    assert ending(after) == "sagsnummer: Sag\u00a07 er gammel\n"


def test_a_text_of_several_lines_keeps_its_style() -> None:
    text = "handleplan:\n  formål: |\n    Først dette.\n    Så dette.\nnoter: x\n"
    after = sheet(text).type("Borgere", 0, handleplan__formål="Først dette.\nSå hint.").written()
    assert ending(after) == text.replace("Så dette", "Så hint")


def test_of_a_list_only_the_changed_item_is_written() -> None:
    text = "min_plan:\n  det_kan_jeg:\n    - Lave mad   # især\n    - >-\n      Huske\n      dage\n    - Synge\n"
    after = sheet(text).type("Borgere", 0, min_plan__det_kan_jeg="Lave mad\nHuske dage\nDanse\nSynge").written()
    assert ending(after) == text.replace("    - Synge", "    - Danse\n    - Synge")


def test_fields_that_are_new_come_together() -> None:
    after = sheet("noter: x\n").type("Borgere", 0, afsluttet__dato="2027-06-01", afsluttet__årsag="død").written()
    assert ending(after) == "afsluttet: {dato: 2027-06-01, årsag: død}\nnoter: x\n"


def test_fields_of_which_none_is_left_go_together() -> None:
    text = "møder:\n  - år: 2027\n    flyttet: {fra: april, begrundelse: Ferie}\n"
    after = sheet(text).type("Møder", 0, flyttet__fra="", flyttet__begrundelse="").written()
    assert ending(after) == text.replace("{fra: april, begrundelse: Ferie}", "null")


def test_an_item_that_stays_is_written_as_it_was() -> None:
    text = 'min_plan: {det_kan_jeg: ["Lave\\nmad", "Ny\u00a0by"]}\n'
    after = sheet(text).type("Borgere", 0, min_plan__det_kan_jeg="Lave mad\nNy by\nSynge").written()
    assert ending(after) == text.replace('by"', 'by", "Synge"')


# --- times -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fra", "til", "kl"),
    [("09:30", "11:30", "09:30-11:30"), ("10:00", "", '"10:00"'), ("09:00", "10:00", "09:00-10:00"), ("", "", "null")],
)
def test_the_two_columns_of_a_time_are_written_as_one(fra: str, til: str, kl: str) -> None:
    after = sheet(MEETING).type("Møder", 0, kl__fra=fra, kl__til=til).written()
    assert ending(after) == MEETING.replace("10.00-11.30", kl)


def test_a_time_with_an_end_alone_is_refused() -> None:
    assert told(sheet(MEETING).type("Møder", 0, kl__fra="").merge()) == [("Møder!I5", "R008")]


def test_a_time_that_ends_before_it_begins_is_refused_at_its_cell() -> None:
    assert told(sheet(MEETING).type("Møder", 0, kl__til="09:00").merge()) == [("Møder!H5", "P025")]


def test_a_time_of_which_the_sheet_changed_one_half_and_the_plan_the_other_is_a_conflict() -> None:
    plan = (START + MEETING.replace("11.30", "12.00")).encode()
    merged = sheet(MEETING).type("Møder", 0, kl__fra="09:00").merge(plan)
    assert [conflict.column.key for conflict in merged.conflicts] == ["kl.fra", "kl.til"]
    assert merged.edits == ()


# --- what may not be changed -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "key", "text"),
    [
        ("Møder", "år", "2028"),
        ("Møder", "@rådgiver", "ole-aaby"),
        ("Borgere", "borger__navn", "Anna Toft"),
        ("Borgere", "rådgiver", "ole-aaby"),
        ("Mål", "id", "tog"),
        ("Scoringer", "dato", "2026-05-13"),
    ],
)
def test_a_locked_cell_is_refused(table: str, key: str, text: str) -> None:
    assert [code for _, code in told(sheet(MEETING + GOAL).type(table, 0, **{key: text}).merge())] == ["R002"]


def test_a_change_of_rådgiver_names_the_command_that_makes_it() -> None:
    merged = sheet("").type("Borgere", 0, rådgiver="ole-aaby").merge()
    assert "mlmp overdrag" in merged.diagnostics[0].hint


def test_entries_that_are_called_the_same_are_not_changed() -> None:
    text = "netværk: [{navn: Ib, relation: far}, {navn: Ib, relation: ven}]\n"
    merged = sheet(text).type("Netværk", 1, relation="nabo").merge()
    assert (told(merged), merged.edits) == ([("Netværk!D6", "R003")], ())


def test_entries_that_were_called_the_same_when_exported_are_not_changed() -> None:
    text = "netværk: [{navn: Ib, relation: far}, {navn: Ib, relation: ven}]\n"
    plan = (START + "netværk: [{navn: Ib, relation: ven}]\n").encode()
    merged = sheet(text).type("Netværk", 0, relation="nabo").merge(plan)
    assert (told(merged), merged.edits) == ([("Netværk!D5", "R003")], ())


def test_entries_of_which_another_is_called_the_same_by_now_are_not_changed() -> None:
    changed = sheet("netværk: [{navn: Ib, relation: far}]\n").type("Netværk", 0, relation="nabo")
    merged = changed.merge((START + "netværk: [{navn: Ib, relation: far}, {navn: Ib}]\n").encode())
    assert (told(merged), merged.edits) == ([("Netværk!D5", "R003")], ())


def test_what_stands_below_goals_that_are_called_the_same_is_not_changed() -> None:
    text = "mål: [{borgermål: a, delmål: [{tekst: b}]}, {borgermål: a, delmål: [{tekst: c}]}]\n"
    merged = sheet(text).type("Delmål", 1, status="i gang").merge()
    assert ([code for _, code in told(merged)], merged.edits) == (["R003"], ())


def test_a_protected_address_is_not_overwritten() -> None:
    text = START.replace("cpr:", "adresse: 'Ærøvej 8, 8900 Randers C', beskyttet_adresse: ja, cpr:")
    changed = Sheet((text + "aftaler: [{id: a, tekst: Ses på Ærøvej 8}]\n").encode())
    changed.type("Borgere", 0, borger__adresse="Fjordvej 2").type("Aftaler", 0, tekst="Ses på (beskyttet adresse) nu")
    merged = changed.merge()
    assert [code for _, code in told(merged)] == ["R005", "R005"]
    assert merged.edits == ()


def test_words_for_a_protected_address_are_not_written() -> None:
    assert told(sheet(MEETING).type("Møder", 0, sted="(beskyttet adresse)").merge()) == [("Møder!J5", "R005")]


def test_the_protected_address_itself_typed_into_its_cell_is_no_change() -> None:
    text = START.replace("cpr:", "adresse: 'Ærøvej 8, 8900 Randers C', beskyttet_adresse: ja, cpr:")
    assert Sheet(text.encode()).type("Borgere", 0, borger__adresse="Ærøvej 8, 8900 Randers C").merge().diagnostics == ()


def test_an_address_that_became_protected_meanwhile_is_not_overwritten_nor_told() -> None:
    before = START.replace("cpr:", "adresse: 'Ærøvej 8', cpr:")
    changed = Sheet(before.encode()).type("Borgere", 0, borger__adresse="Fjordvej 2", borger__telefon="20 00 00 09")
    merged = changed.merge(before.replace("cpr:", "beskyttet_adresse: ja, cpr:").encode())
    assert [code for _, code in told(merged)] == ["R005"]
    assert "Ærøvej" not in str(merged)


def test_a_cell_is_named_by_what_its_sheet_is_called() -> None:
    changed = sheet("").type("Borgere", 0, borger__mail="anna")
    terms = Terms("r.xlsx", changed.opsætning, lambda change: "", sheets={"Borgere": "Ark 1"})
    merged = merge_citizen("anna", read_raw(changed.content), changed.rows, (), terms)
    assert str(merged.diagnostics[0].place).startswith("r.xlsx Ark 1!")


def test_a_row_of_a_csv_file_is_named_by_its_line() -> None:
    changed = sheet("").type("Borgere", 0, borger__mail="anna")
    cells = {key: replace(cell, address="") for key, cell in changed.rows[0].cells.items()}
    changed.rows = [replace(changed.rows[0], cells=cells)]
    assert str(changed.merge().diagnostics[0].place) == "regneark.xlsx:5"


def test_messages_tell_nothing_of_what_cells_hold() -> None:
    text = "netværk: [{navn: Hemmelig Person, relation: far}]\naftaler: [{tekst: Hemmelig aftale, status: åben}]\n"
    changed = sheet(text).type("Netværk", 0, relation="Hemmeligt").type("Aftaler", 0, status="Hemmeligt")
    changed.type("Borgere", 0, borger__mail="Hemmeligt", borger__navn="Hemmeligt", sagsnummer="Hemmeligt")
    for plan in (None, (START + "sagsnummer: x\n").encode()):
        merged = changed.merge(plan)
        assert merged.diagnostics and "emmelig" not in str(merged.diagnostics) + repr(merged.conflicts)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("borger__mail", "anna", "P017"),
        ("borger__post", "due", "P029"),
        ("handleplan__støttebehov", "7", "P019"),
        ("handleplan__tilbudt", "2027-13-01", "P021"),
        ("borger__adresse", "x\u202ey", "R006"),
        ("afsluttet__årsag", "død", "R001"),
        ("tilbud", "", "R001"),
        ("tilbud", "bostedet-fjordglimt\nukendt", "R007"),
        ("tilbud__kontaktperson", "jonas-bakk", "R007"),
    ],
)
def test_what_a_plan_cannot_hold_is_refused_at_its_cell(key: str, text: str, code: str) -> None:
    changed = sheet("").type("Borgere", 0, **{key: text})
    cell = "afsluttet.dato" if key == "afsluttet__årsag" else key.replace("__", ".")
    assert told(changed.merge(slet=True)) == [(f"Borgere!{changed.rows[0].cells[cell].address}", code)]


def test_no_break_spaces_stay_at_both_ends_of_a_long_text_that_was_written_anew() -> None:
    old = "Ring\u00a020 " + "a\u00a0b " * 900 + "efter\u00a0kl. 10"
    new = "Ring 20 " + "b a " * 900 + "efter kl. 10"
    after = written(MØDER.column("bemærkninger"), new, old)
    assert after.translate(BLANKS) == new
    assert after.startswith("Ring\u00a020 ") and after.endswith("efter\u00a0kl. 10")
    assert written(MØDER.column("bemærkninger"), old.translate(BLANKS), old) == old
