"""Rows that are new, renamed or gone, merged into the plan."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from mlmp_docs.diagnostic import Level
from mlmp_docs.plan.editor import Add, edit
from mlmp_docs.plan.reader import read_settings
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.tables.merging import Merged, Terms, merge_project
from mlmp_docs.tables.rows import project_rows
from mlmp_docs.tables.sheets import BY_NAME
from tests.builders import opsætning
from tests.edited_plan import FILE, START, Sheet, edited_row, letters, read_raw, sheet, told

GOAL = (
    "mål:\n  - id: bus\n    borgermål: Jeg vil tage bussen\n    delmål:\n"
    "      - {id: rute, tekst: Ruten}\n      - {tekst: Alene, frist: 2027-09-01}\n"
    "    scoringer:\n      - {dato: 2026-05-12, faglig: 3}\n      - {dato: 2026-11-10, faglig: 2}\n"
    "  - borgermål: Jeg vil synge\n    delmål: [{tekst: Kor}]\n"
)
MEETING = "møder:\n  - {år: 2027, måned: maj}\n"


def ending(content: bytes) -> str:
    """What stands below the start of the plan."""
    text = content.decode()
    assert text.startswith(START)
    return text.removeprefix(START)


# --- new rows ----------------------------------------------------------------------------------------------------


def test_a_new_step_goes_last_and_gets_an_id_of_its_words() -> None:
    after = sheet(GOAL).new("Delmål", at_mål="bus", tekst="Jeg kører selv om morgenen").written()
    assert ending(after) == GOAL.replace(
        "frist: 2027-09-01}\n", "frist: 2027-09-01}\n      - {id: kører-morgenen, tekst: Jeg kører selv om morgenen}\n"
    )


def test_a_new_step_finds_a_goal_without_id_by_its_words() -> None:
    after = sheet(GOAL).new("Delmål", at_mål="Jeg vil synge", id="øve", tekst="Øve").written()
    assert "delmål: [{tekst: Kor}, {id: øve, tekst: Øve}]" in after.decode()


def test_a_new_score_stands_by_its_day() -> None:
    after = sheet(GOAL).new("Scoringer", at_mål="bus", dato="2026-08-01", ord="Bedre").written()
    assert ending(after) == GOAL.replace("faglig: 3}\n", "faglig: 3}\n      - {dato: 2026-08-01, ord: Bedre}\n")


def test_a_new_row_is_merged_in_another_process_too() -> None:
    changed = sheet(GOAL).new("Delmål", at_mål="bus", tekst="Øve")
    wanted = changed.merge()
    changed.rows = pickle.loads(pickle.dumps(changed.rows))
    assert changed.rows[0].table is BY_NAME[changed.rows[0].table.name]
    assert changed.merge().edits == wanted.edits != ()


def test_a_new_goal_comes_with_its_new_steps_and_scores() -> None:
    changed = sheet(GOAL).new("Delmål", at_mål="kor", tekst="Ringe").new("Mål", id="kor", borgermål="Kor hver uge")
    after = changed.new("Scoringer", at_mål="kor", dato="2027-01-02").written()
    assert after.decode().endswith(
        "  - id: kor\n    borgermål: Kor hver uge\n    delmål: [{id: ringe, tekst: Ringe}]\n"
        "    scoringer:\n      - {dato: 2027-01-02}\n"
    )


def test_a_new_meeting_stands_where_the_newest_stand() -> None:
    text = "møder:\n  - {år: 2027, måned: maj}\n  - {år: 2026}\n"
    after = sheet(text).new("Møder", år="2028", måned="maj").written()
    assert ending(after) == text.replace("møder:\n", "møder:\n  - {år: 2028, måned: maj}\n")


def test_a_second_meeting_in_a_year_gets_an_id() -> None:
    after = sheet(MEETING).new("Møder", år="2027", slags="ekstra møde").written()
    assert ending(after) == MEETING + "  - {år: 2027, id: 2027-2, slags: ekstra møde}\n"


def test_importing_a_second_meeting_again_changes_nothing() -> None:
    changed = sheet(MEETING).new("Møder", år="2027", slags="ekstra møde")
    merged = changed.merge(changed.written())
    assert (merged.edits, merged.conflicts, merged.diagnostics) == ((), (), ())


def test_a_new_meeting_that_may_be_one_that_somebody_else_wrote_is_refused() -> None:
    changed = sheet(MEETING).new("Møder", år="2027", slags="ekstra møde")
    plan = (START + MEETING + "  - {år: 2027, id: 2027-2, måned: juni}\n").encode()
    merged = changed.merge(plan)
    assert (told(merged), merged.edits) == ([("Møder!A6", "R014")], ())


@pytest.mark.parametrize(
    ("table", "values", "missing"),
    [
        ("Møder", {"måned": "maj"}, "'År'"),
        ("Mål", {"id": "x"}, "'Borgermål'"),
        ("Delmål", {"id": "x"}, "'Mål', 'Delmål'"),
        ("Scoringer", {"at_mål": "bus"}, "'Dato'"),
        ("Netværk", {"relation": "far"}, "'Navn'"),
        ("Aftaler", {"status": "åben"}, "'Aftale'"),
    ],
)
def test_a_new_row_that_lacks_something_is_refused_with_what_it_lacks(
    table: str, values: dict[str, str], missing: str
) -> None:
    merged = sheet(GOAL).new(table, **values).merge()
    assert [told.code for told in merged.diagnostics] == ["R001"]
    assert merged.diagnostics[0].message == f"Den nye række mangler {missing}."
    heading = missing.split("'")[1]
    column = next(at for at, each in enumerate(BY_NAME[table].columns) if each.heading == heading)
    assert merged.diagnostics[0].place.cell.startswith(f"{table}!{letters(column)}")


def test_a_step_of_an_unknown_goal_is_refused() -> None:
    merged = sheet(GOAL).new("Delmål", at_mål="buss", tekst="x").merge()
    assert (told(merged), merged.diagnostics[0].hint) == ([("Delmål!C8", "R013")], "Mente du 'bus'?")


def test_a_mistake_in_a_new_row_is_told_at_its_cell() -> None:
    assert told(sheet(GOAL).new("Delmål", at_mål="bus", id="To Ord", tekst="x").merge()) == [("Delmål!D8", "P016")]
    assert told(sheet(GOAL).new("Aftaler", tekst="x", frist="snart").merge()) == [("Aftaler!F5", "P020")]
    assert told(sheet(GOAL).new("Mål", borgermål="x", måltype="y").merge()) == [("Mål!J7", "P029")]


def test_an_entry_added_on_both_sides_alike_is_nothing_and_differently_a_conflict() -> None:
    changed = sheet("noter: x\n").new("Aftaler", id="kort", tekst="Nyt kort", status="åben")
    plan = START + "aftaler: [{id: kort, tekst: Nyt kort, status: %s}]\nnoter: x\n"
    assert changed.merge((plan % "åben").encode()).edits == ()
    merged = changed.merge((plan % "udført").encode())
    assert [(conflict.column.key, conflict.values.base) for conflict in merged.conflicts] == [("status", None)]
    assert merged.edits == ()


def test_importing_new_rows_again_changes_nothing() -> None:
    changed = sheet(GOAL).new("Delmål", at_mål="bus", tekst="Selv").new("Netværk", navn="Ib", relation="far")
    changed.new("Mål", borgermål="Jeg vil male").new("Aftaler", tekst="Købe maling", ansvarlige="Ib\nBo")
    merged = changed.merge(changed.written())
    assert (merged.edits, merged.conflicts, merged.diagnostics) == ((), (), ())


def test_a_copied_row_counts_once_and_a_copy_with_changes_is_refused() -> None:
    text = "aftaler: [{id: kort, tekst: Nyt kort}]\n"
    merged = sheet(text).new("Aftaler", id="kort", tekst="Nyt kort").merge()
    assert [(told.code, told.level) for told in merged.diagnostics] == [("R009", Level.ADVARSEL)]
    merged = sheet(text).new("Aftaler", id="kort", tekst="Andet kort").merge()
    assert [(told.code, told.level) for told in merged.diagnostics] == [("R009", Level.FEJL)]
    assert merged.edits == ()


def test_rows_without_keys_find_their_entries_by_id_or_words() -> None:
    changed = sheet(GOAL + MEETING)
    changed.rows = [replace(row, key=None, base=None) for row in changed.rows]
    merged = changed.merge()
    assert (merged.edits, merged.conflicts, merged.added, merged.diagnostics) == ((), (), (), ())


# --- renamed and lost --------------------------------------------------------------------------------------------


def test_a_renamed_goal_keeps_its_steps_also_when_it_is_imported_again() -> None:
    changed = sheet(GOAL).type("Mål", 1, borgermål="Jeg vil synge i kor").type("Delmål", 2, frist="2028-01-01")
    after = changed.written()
    assert ending(after) == GOAL.replace("synge\n", "synge i kor\n").replace(
        "[{tekst: Kor}]", "[{tekst: Kor, frist: 2028-01-01}]"
    )
    assert changed.merge(after).edits == ()


def test_an_entry_that_got_an_id_meanwhile_is_found_by_its_words() -> None:
    plan = (START + GOAL.replace("- borgermål", "- id: sang\n    borgermål")).encode()
    after = sheet(GOAL).type("Delmål", 2, status="i gang").type("Mål", 1, stikord="Sang").written(plan)
    assert "{tekst: Kor, status: i gang}" in after.decode()
    assert "stikord: Sang" in after.decode()


def test_a_changed_row_whose_entry_is_gone_from_the_plan_is_told_and_one_that_is_not_changed_is_nothing() -> None:
    text = "aftaler: [{id: kort, tekst: Nyt kort}, {id: tøj, tekst: Tøj}]\n"
    plan = (START + "aftaler: [{id: tøj, tekst: Tøj}]\n").encode()
    assert sheet(text).merge(plan).diagnostics == ()
    changed = sheet(text).type("Aftaler", 0, status="udført")
    merged = changed.merge(plan)
    assert told(merged) == [("Aftaler!G5", "R004")]
    assert merged.diagnostics[0].message.startswith("Aftalen 'kort' står ikke længere i planen")
    assert changed.merge(plan, brug="plan").diagnostics == ()


def test_an_entry_without_id_is_not_named_by_its_words() -> None:
    changed = sheet("aftaler: [{tekst: hemmeligt}, {tekst: andet}]\n").type("Aftaler", 0, status="udført")
    (only,) = changed.merge((START + "aftaler: [{tekst: andet}]\n").encode()).diagnostics
    assert only.message == "Aftalen står ikke længere i planen, så rækkens ændringer kan ikke skrives."


def test_a_name_that_another_entry_has_is_refused() -> None:
    text = "aftaler: [{tekst: Nyt kort}, {tekst: Tøj}]\n"
    assert told(sheet(text).type("Aftaler", 0, tekst="Tøj").merge()) == [("Aftaler!D5", "R009")]


def test_a_new_meeting_takes_no_id_of_one_that_the_plan_has_lost() -> None:
    changed = sheet(MEETING).new("Møder", år="2027", måned="juni")
    after = changed.written((START + "noter: x\n").encode())
    assert [(meeting["id"], meeting["måned"]) for meeting in read_raw(after)["møder"]] == [("2027-2", "juni")]
    assert changed.merge(after).edits == ()


def test_new_rows_with_the_same_words_are_told_apart_by_their_ids_also_the_next_time() -> None:
    changed = sheet("noter: x\n").new("Aftaler", tekst="Nyt").new("Aftaler", id="ny", tekst="Nyt")
    merged = changed.merge(changed.written())
    assert (merged.edits, merged.diagnostics) == ((), ())


# --- gone rows ---------------------------------------------------------------------------------------------------


def test_a_row_that_is_gone_deletes_nothing_unless_asked() -> None:
    changed = sheet("netværk: [{navn: Ib, relation: far}, {navn: Bo}]\n").delete("Netværk", 1)
    merged = changed.merge()
    assert (merged.edits, [row.base["navn"] for row in merged.gone if row.base]) == ((), ["Bo"])
    assert ending(changed.written(slet=True)) == "netværk: [{navn: Ib, relation: far}]\n"


def test_what_the_plan_changed_meanwhile_is_not_deleted() -> None:
    changed = sheet("netværk: [{navn: Ib}, {navn: Bo}]\n").delete("Netværk", 1)
    merged = changed.merge((START + "netværk: [{navn: Ib}, {navn: Bo, relation: ven}]\n").encode(), slet=True)
    assert (told(merged), merged.edits) == ([("Netværk", "R015")], ())


def test_what_both_took_away_is_nothing() -> None:
    changed = sheet("netværk: [{navn: Ib}, {navn: Bo}]\n").delete("Netværk", 1)
    merged = changed.merge((START + "netværk: [{navn: Ib}]\n").encode(), slet=True)
    assert (merged.edits, merged.diagnostics, merged.gone) == ((), (), ())


def test_a_goal_goes_only_with_all_its_steps_and_scores() -> None:
    changed = sheet(GOAL).delete("Mål", 1)
    assert [code for _, code in told(changed.merge(slet=True))] == ["R015"]
    after = changed.delete("Delmål", 2).written(slet=True)
    assert ending(after) == GOAL[: GOAL.index("  - borgermål")]


def test_a_goal_that_gets_a_new_step_does_not_go() -> None:
    changed = sheet(GOAL).delete("Mål", 1).delete("Delmål", 2).new("Delmål", at_mål="Jeg vil synge", tekst="Øve")
    assert [code for _, code in told(changed.merge(slet=True))] == ["R015"]


def test_what_goes_is_the_same_when_something_new_comes_before_it() -> None:
    changed = sheet(GOAL).delete("Scoringer", 1).new("Scoringer", at_mål="bus", dato="2026-01-02", faglig="1")
    after = changed.written(slet=True)
    assert [score["dato"] for score in read_raw(after)["mål"][0]["scoringer"]] == ["2026-01-02", "2026-05-12"]


def test_a_meeting_with_more_than_the_row_shows_is_not_deleted() -> None:
    text = "møder: [{år: 2027}, {år: 2026, sendt: {datobrev: 2026-01-02}}]\n"
    merged = sheet(text).delete("Møder", 1).merge(slet=True)
    assert (told(merged), merged.edits) == ([("Møder", "R015")], ())


def test_a_citizen_whose_row_is_gone_is_only_told() -> None:
    merged = sheet("").delete("Borgere", 0).merge(slet=True)
    assert [(told.code, told.level) for told in merged.diagnostics] == [("R016", Level.ADVARSEL)]
    assert "Afsluttet" in merged.diagnostics[0].hint


# --- tilbud and contact person -----------------------------------------------------------------------------------

TWO = START.replace(
    "[{id: bostedet-fjordglimt}]",
    "\n  - id: bostedet-fjordglimt\n    kontaktperson: jonas-bak\n  - id: vaerkstedet-aaen",
)


def two() -> Sheet:
    return Sheet(TWO.encode())


def test_an_id_that_is_added_to_the_list_of_tilbud_is_a_new_entry() -> None:
    after = sheet("").type("Borgere", 0, tilbud="bostedet-fjordglimt\nvaerkstedet-aaen").written()
    assert "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]\n" in after.decode()


def test_a_tilbud_that_is_put_first_is_the_primary_one() -> None:
    after = sheet("").type("Borgere", 0, tilbud="vaerkstedet-aaen\nbostedet-fjordglimt").written()
    assert [entry["id"] for entry in read_raw(after)["tilbud"]] == ["vaerkstedet-aaen", "bostedet-fjordglimt"]


def test_another_order_of_the_tilbud_is_refused() -> None:
    merged = two().type("Borgere", 0, tilbud="vaerkstedet-aaen\nbostedet-fjordglimt").merge()
    assert ([code for _, code in told(merged)], merged.edits) == (["R011"], ())


def test_a_tilbud_in_place_of_another_is_added_and_importing_it_again_is_no_conflict() -> None:
    changed = sheet("").type("Borgere", 0, tilbud="vaerkstedet-aaen")
    merged = changed.merge()
    assert [(told.code, told.level) for told in merged.diagnostics] == [("R012", Level.ADVARSEL)]
    after = edit(changed.content, merged.edits, "anna.yaml")
    assert [entry["id"] for entry in read_raw(after)["tilbud"]] == ["bostedet-fjordglimt", "vaerkstedet-aaen"]
    again = changed.merge(after)
    assert (again.edits, again.conflicts, again.changes) == ((), (), ())


def test_a_tilbud_that_stands_twice_is_refused() -> None:
    merged = sheet("").type("Borgere", 0, tilbud="bostedet-fjordglimt\nbostedet-fjordglimt").merge()
    assert ([code for _, code in told(merged)], merged.edits) == (["R011"], ())


def test_a_tilbud_that_is_taken_off_the_list_stays_unless_asked_and_while_more_stands_there() -> None:
    changed = two().type("Borgere", 0, tilbud="bostedet-fjordglimt")
    merged = changed.merge()
    assert (merged.edits, [told.level for told in merged.diagnostics]) == ((), [Level.ADVARSEL])
    assert changed.written(slet=True).decode() == TWO.replace("\n  - id: vaerkstedet-aaen", "")
    merged = two().type("Borgere", 0, tilbud="vaerkstedet-aaen").merge(slet=True)
    assert (merged.edits, [(told.code, told.level) for told in merged.diagnostics]) == ((), [("R012", Level.FEJL)])


def test_a_tilbud_written_instead_of_the_primary_one_which_stays_does_not_become_the_primary_one() -> None:
    changed = sheet("").type("Borgere", 0, tilbud="vaerkstedet-aaen")
    merged = changed.merge()
    assert [told.code for told in merged.diagnostics] == ["R012"]
    assert merged.edits == (Add(("tilbud",), {"id": "vaerkstedet-aaen"}),)  # behind bostedet-fjordglimt
    assert [entry["id"] for entry in read_raw(changed.written(slet=True))["tilbud"]] == ["vaerkstedet-aaen"]


@pytest.mark.parametrize(
    ("text", "written"), [("Lone Vig", "{navn: Lone Vig}"), ("", "null"), ("Jonas Bak", "jonas-bak")]
)
def test_the_contact_person_is_written_as_an_id_or_a_name(text: str, written: str) -> None:
    before = TWO.replace("jonas-bak", "{navn: Ida}") if text == "Jonas Bak" else TWO
    after = Sheet(before.encode()).type("Borgere", 0, tilbud__kontaktperson=text).written()
    assert after.decode() == TWO.replace("jonas-bak", written)


def test_the_name_of_one_of_the_staff_is_their_id_so_that_it_is_not_changed_again() -> None:
    changed = two().type("Borgere", 0, tilbud__kontaktperson="Jonas Bak")
    assert changed.merge().edits == ()


def test_a_person_with_a_telephone_is_not_given_another_name() -> None:
    plan = TWO.replace("jonas-bak", "{navn: Ida Krogh, telefon: 20 00 00 03}").encode()
    merged = Sheet(plan).type("Borgere", 0, tilbud__kontaktperson="Ida Holm").merge()
    assert ([code for _, code in told(merged)], merged.edits) == (["R010"], ())
    after = Sheet(plan).type("Borgere", 0, tilbud__kontaktperson="jonas-bak").written()
    assert after.decode() == TWO


# --- mlmp.yaml ---------------------------------------------------------------------------------------------------

SETTINGS = (Path(__file__).parent.parent / "mlmp.yaml").read_bytes()


def project(changes: dict[str, dict[str, str]], new: dict[str, dict[str, str]], content: bytes = SETTINGS) -> Merged:
    raw = read_settings(content, "mlmp.yaml").raw
    rows = []
    for table, found in project_rows(read_settings(SETTINGS, "mlmp.yaml").raw).items():  # type: ignore[arg-type]
        for number, row in enumerate(found, 5):
            texts = row.values | changes.get(row.key.path[-1], {})
            rows.append(edited_row(BY_NAME[table], number, row.key, texts, row.values))
    for table, texts in new.items():
        rows.append(edited_row(BY_NAME[table], 30, None, dict.fromkeys(BY_NAME[table].keys, "") | texts, None))
    return merge_project(raw, rows, (), Terms(FILE, opsætning(), lambda change: ""))  # type: ignore[arg-type]


def test_a_telephone_number_of_a_tilbud_is_changed_in_the_settings() -> None:
    merged = project({"skovbrynet": {"telefon": "89 15 00 41"}, "mette-holm": {"titel": "Socialrådgiver"}}, {})
    after = edit(SETTINGS, merged.edits, "mlmp.yaml", Opsætning)
    assert after == SETTINGS.replace(b"telefon: 89 15 00 40", b"telefon: 89 15 00 41").replace(
        "Mette Holm, titel: Rådgiver".encode(), "Mette Holm, titel: Socialrådgiver".encode()
    )


def test_a_new_tilbud_and_a_new_rådgiver_are_made_with_their_ids() -> None:
    new = {
        "Tilbud": {"@id": "hus-to", "navn": "Hus To", "internt": "ja", "afdelingsleder.navn": "Bo"},
        "Rådgivere": {"@id": "bo-ravn", "navn": "Bo Ravn"},
    }
    after = edit(SETTINGS, project({}, new).edits, "mlmp.yaml", Opsætning)
    found = read_settings(after, "mlmp.yaml").value
    assert found is not None
    leader = found.tilbud["hus-to"].afdelingsleder
    assert leader is not None and leader.navn == "Bo"
    assert found.rådgivere["bo-ravn"].navn == "Bo Ravn"
    assert project({}, new, after).edits == ()


@pytest.mark.parametrize(
    ("texts", "code"), [({"navn": "Hus"}, "R001"), ({"@id": "Hus To", "navn": "Hus"}, "P016"), ({"@id": "x"}, "R001")]
)
def test_a_new_tilbud_that_cannot_be_is_refused(texts: dict[str, str], code: str) -> None:
    assert [told.code for told in project({}, {"Tilbud": texts}).diagnostics] == [code]
