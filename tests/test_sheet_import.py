"""A spreadsheet that came home, merged into the plans of a project: all of it or nothing, and no plan read in vain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import OPSÆTNING, PLAN
from edited_plan import read_raw
from sheet_rows import added, exported, no_base, typed, without

from mlmp_docs.build.plan_changes import told_of_change
from mlmp_docs.build.sheet_import import SheetImport, save, work_out
from mlmp_docs.build.sheet_selection import Asked
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.project import Project, load
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.table import RowKey

TODAY = date(2027, 3, 1)
ANNA = (
    PLAN
    + """\
møder:
  - år: 2027
    måned: maj      # aftalt på telefon
    dato: 12.5.2027
mål:
  - {id: bus, borgermål: Køre med bus}
aftaler:
  - {id: ring, tekst: Ring til Karin}
"""
)
BO = (
    PLAN.replace("Anna Lykke Jensen", "Bo Holm")
    .replace("670761-4285", "650480-1111")
    .replace("mette-holm", "ole-aaby")
    .replace("bostedet-fjordglimt", "vaerkstedet-aaen")
    + "møder: [{år: 2027, måned: juni}]\n"
)
PLANS = {"anna": ANNA, "bo": BO}
ANNAS_MEETING = RowKey("anna", ("møder", "2027"))
BOS_MEETING = RowKey("bo", ("møder", "2027"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "citizens").mkdir()
    (tmp_path / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    for borger, text in PLANS.items():
        (tmp_path / "citizens" / f"{borger}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def project(root: Path) -> Project:
    found = load(root)
    assert isinstance(found, Project)
    return found


def sheet() -> EditedTables:
    return exported(PLANS, OPSÆTNING)


def merged(root: Path, home: EditedTables, **asked: Any) -> SheetImport:
    return work_out(project(root), home, "ark.xlsx", Asked(TODAY, **asked), processes=1)


def plan_of(root: Path, borger: str) -> str:
    return (root / "citizens" / f"{borger}.yaml").read_text(encoding="utf-8")


def write(root: Path, borger: str, text: str) -> None:
    (root / "citizens" / f"{borger}.yaml").write_text(text, encoding="utf-8")


def fejl(found: SheetImport) -> list[str]:
    return [str(told) for told in found.diagnostics if told.level is Level.FEJL]


# --- changes ------------------------------------------------------------------------------------------------------


def test_an_untouched_workbook_changes_nothing(root: Path) -> None:
    found = merged(root, sheet())
    assert found.is_empty
    assert not found.is_blocked
    assert not found.changes


def test_a_changed_date_is_written_in_its_plan_and_nothing_else_is(root: Path) -> None:
    found = merged(root, typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"}))
    assert save(project(root), found) == ()
    assert plan_of(root, "anna") == ANNA.replace("12.5.2027", "2027-05-19")
    assert plan_of(root, "bo") == BO


def test_the_same_sheet_again_has_nothing_to_change(root: Path) -> None:
    home = typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"})
    save(project(root), merged(root, home))
    again = merged(root, home)
    assert again.is_empty
    assert not again.is_blocked


def test_what_was_changed_in_the_plan_meanwhile_stays(root: Path) -> None:
    write(root, "anna", ANNA.replace("måned: maj ", "måned: maj\n    sted: Rådhuset "))
    save(project(root), merged(root, typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"})))
    assert "sted: Rådhuset" in plan_of(root, "anna")
    assert "2027-05-19" in plan_of(root, "anna")


def test_settings_and_plans_are_changed_together_and_plans_see_the_new_settings(root: Path) -> None:
    home = added(sheet(), "Tilbud", {"@id": "caf-een", "navn": "Caféen"})
    home = typed(home, "Borgere", RowKey("bo"), {"tilbud": "vaerkstedet-aaen\ncaf-een"})
    found = merged(root, home)
    assert fejl(found) == []
    assert [each.fil for each in found.changed] == ["mlmp.yaml", "citizens/bo.yaml"]
    assert save(project(root), found) == ()
    assert project(root).opsætning.tilbud["caf-een"].navn == "Caféen"
    assert [each.id for each in project(root).citizens[1].plan.tilbud] == ["vaerkstedet-aaen", "caf-een"]


def test_what_tjek_would_tell_of_the_changed_plan_is_told(root: Path) -> None:
    found = merged(root, typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-15"}))
    assert [told.code for told in found.diagnostics] == ["K058"]


def test_a_month_on_a_list_that_was_sent_is_told_of(root: Path) -> None:
    sent = "lister:\n  - {tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-25, "
    sent += "borgere: {anna: maj}}\n"
    (root / "lister.yaml").write_text(sent, encoding="utf-8")
    assert project(root).told == ()
    found = merged(root, typed(sheet(), "Møder", ANNAS_MEETING, {"måned": "august", "dato": "2027-08-18"}))
    assert "K056" in [told.code for told in found.diagnostics]


def test_an_ended_plan_can_be_changed_and_that_is_told(root: Path) -> None:
    ended = ANNA + "afsluttet: {dato: 2027-02-01, årsag: fraflyttet}\n"
    write(root, "anna", ended)
    home = typed(
        exported({**PLANS, "anna": ended}), "Aftaler", RowKey("anna", ("aftaler", "ring")), {"status": "udført"}
    )
    found = merged(root, home)
    assert "Planen er afsluttet" in " ".join(told.message for told in found.diagnostics)
    assert not found.is_blocked


# --- conflicts ----------------------------------------------------------------------------------------------------


@pytest.fixture
def conflict(root: Path) -> EditedTables:
    """Somebody has moved the meeting in the plan, somebody else in the sheet; and Bo's month is changed too."""
    write(root, "anna", ANNA.replace("12.5.2027", "26.5.2027"))
    home = typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"})
    return typed(home, "Møder", BOS_MEETING, {"måned": "august"})


def test_a_conflict_stops_everything(root: Path, conflict: EditedTables) -> None:
    found = merged(root, conflict)
    assert found.is_blocked
    [value] = found.conflicts
    assert (value.values.base, value.values.edited, value.values.plan) == ("2027-05-12", "2027-05-19", "2027-05-26")


@pytest.mark.parametrize(("brug", "day"), [("regneark", "2027-05-19"), ("plan", "26.5.2027")])
def test_a_conflict_is_decided_for_one_side(root: Path, conflict: EditedTables, brug: str, day: str) -> None:
    found = merged(root, conflict, brug=brug)
    assert not found.is_blocked
    assert save(project(root), found) == ()
    assert f"dato: {day}\n" in plan_of(root, "anna")
    assert "august" in plan_of(root, "bo")


def test_both_changed_alike_is_nothing(root: Path) -> None:
    write(root, "anna", ANNA.replace("12.5.2027", "19/5 2027"))
    found = merged(root, typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"}))
    assert found.is_empty
    assert not found.is_blocked


def test_without_a_base_only_what_differs_is_a_conflict(root: Path) -> None:
    home = typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"})
    found = merged(root, replace(home, rows=no_base(home.rows)))
    assert [value.values.base for value in found.conflicts] == [None]


def test_a_refused_cell_stops_everything(root: Path) -> None:
    home = typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"})
    told = Diagnostic("R020", Level.FEJL, Place("ark.xlsx", cell="Møder!G7"), "Det er ikke en dato.")
    assert merged(root, replace(home, diagnostics=(told,))).is_blocked


def test_a_value_that_the_plan_cannot_hold_is_told_once_at_its_cell(root: Path) -> None:
    home = typed(sheet(), "Aftaler", RowKey("anna", ("aftaler", "ring")), {"status": "gjort"})
    [told] = fejl(merged(root, home))
    assert "ark.xlsx Aftaler!G" in told


# --- rows that are gone, and new ones ------------------------------------------------------------------------------


def test_a_row_that_is_gone_deletes_nothing_unless_it_is_asked_for(root: Path) -> None:
    home = without(sheet(), "Aftaler", [RowKey("anna", ("aftaler", "ring"))])
    found = merged(root, home)
    assert found.is_empty
    assert not found.is_blocked
    assert save(project(root), merged(root, home, slet=True)) == ()
    assert "Ring til Karin" not in plan_of(root, "anna")
    assert merged(root, home, slet=True).is_empty


def test_a_citizen_whose_row_is_gone_keeps_the_plan(root: Path) -> None:
    found = merged(root, without(sheet(), "Borgere", [RowKey("bo")]), slet=True)
    assert found.is_empty
    assert "Planen bliver liggende" in " ".join(str(told) for told in found.diagnostics)


def test_a_new_citizen_gets_a_plan_with_its_goal_and_a_known_one_a_new_goal(root: Path) -> None:
    row = {
        "borger.navn": "Åse Ø. Friis",
        "borger.cpr": "680990-2222",
        "rådgiver": "ole-aaby",
        "tilbud": "vaerkstedet-aaen",
    }
    home = added(sheet(), "Borgere", row)
    home = added(home, "Mål", {"@navn": "Åse Ø. Friis", "borgermål": "Svømme"}, 401)
    home = added(home, "Mål", {"@borger": "bo", "borgermål": "Cykle"}, 402)
    found = merged(root, home)
    assert fejl(found) == []
    assert [each.file for each in found.new] == ["citizens/aase-oe-friis.yaml"]
    assert save(project(root), found) == ()
    plan = read_plan(plan_of(root, "aase-oe-friis").encode(), "x.yaml").value
    assert plan is not None
    assert plan.mål[0].borgermål == "Svømme"
    assert "Cykle" in plan_of(root, "bo")
    again = merged(root, home)
    assert again.is_empty, "the same sheet once more"
    assert not again.is_blocked, fejl(again)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"borger.cpr": "670761-4285"}, "R095"),
        ({"@borger": "bo"}, "R094"),
        ({"@borger": "Bo Holm"}, "R094"),
    ],
)
def test_a_new_citizen_that_is_not_new_is_refused_at_its_cell(root: Path, values: dict[str, str], code: str) -> None:
    row = {"borger.navn": "Caja", "borger.cpr": "680990-2222", "rådgiver": "ole-aaby", "tilbud": "vaerkstedet-aaen"}
    home = added(sheet(), "Borgere", row | values)
    found = merged(root, added(home, "Mål", {"@navn": "Caja", "borgermål": "Svømme"}, 401))
    assert [told.code for told in found.diagnostics if told.level is Level.FEJL] == [code]
    assert "4285" not in "".join(fejl(found))
    assert found.new == ()


@pytest.mark.parametrize(("typed_there", "is_blocked"), [({}, False), ({"sagsnummer": "27-1"}, True)])
def test_a_citizens_row_that_is_copied_without_its_id_is_told(
    root: Path, typed_there: dict[str, str], is_blocked: bool
) -> None:
    values = citizen_rows("anna", read_raw(ANNA.encode()))["Borgere"][0].values
    for number in (400, 2):  # below the citizen's own row, and above it
        found = merged(root, added(sheet(), "Borgere", {**values, "@borger": "", **typed_there}, number))
        assert found.is_blocked is is_blocked
        assert [told.code for told in found.diagnostics] == ["R009"]


def test_two_new_rows_with_one_cpr_number_are_refused(root: Path) -> None:
    row = {"borger.navn": "Caja", "borger.cpr": "680990-2222", "rådgiver": "ole-aaby", "tilbud": "vaerkstedet-aaen"}
    found = merged(root, added(added(sheet(), "Borgere", row), "Borgere", row, 401))
    assert [told.code for told in found.diagnostics if told.level is Level.FEJL] == ["R095"]


# --- what happens to the plans meanwhile --------------------------------------------------------------------------


def test_a_plan_with_a_fejl_stops_the_import_when_the_sheet_changes_it(root: Path) -> None:
    write(root, "anna", ANNA + "stavefejl: 1\n")
    home = typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"})
    found = merged(root, home)
    assert found.is_blocked
    assert "R096" in " ".join(fejl(found))
    assert "--borger" in " ".join(fejl(found))


def test_a_plan_with_a_fejl_does_not_matter_when_the_sheet_leaves_it_alone(root: Path) -> None:
    write(root, "anna", ANNA + "stavefejl: 1\n")
    found = merged(root, typed(sheet(), "Møder", BOS_MEETING, {"måned": "august"}))
    assert not found.is_blocked
    assert save(project(root), found) == ()


def test_a_plan_that_is_renamed_is_refused_with_a_remedy(root: Path) -> None:
    (root / "citizens" / "anna.yaml").rename(root / "citizens" / "anna-lykke.yaml")
    found = merged(root, typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"}))
    assert "citizens/anna.yaml findes ikke længere" in " ".join(fejl(found))


def test_a_plan_that_is_edited_between_reading_and_writing_is_not_written_over(root: Path) -> None:
    home = typed(typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"}), "Møder", BOS_MEETING, {"måned": "maj"})
    found = merged(root, home)
    write(root, "bo", BO + "sagsnummer: 7\n")
    assert [told.code for told in save(project(root), found)] == ["B009"]
    assert plan_of(root, "anna") == ANNA


def test_a_plan_file_that_is_read_only_stops_everything(root: Path) -> None:
    home = typed(typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"}), "Møder", BOS_MEETING, {"måned": "maj"})
    (root / "citizens" / "bo.yaml").chmod(0o400)
    [told] = save(project(root), merged(root, home))
    assert "skrivebeskyttet" in told.message
    assert plan_of(root, "anna") == ANNA


# --- only some ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        {"borgere": frozenset(["bo"])},
        {"tilbud": frozenset(["vaerkstedet-aaen"])},
        {"rådgivere": frozenset(["ole-aaby"])},
    ],
)
def test_only_some_citizens_are_taken_and_what_is_wrong_with_others_does_not_matter(
    root: Path, asked: dict[str, frozenset[str]]
) -> None:
    home = typed(typed(sheet(), "Møder", ANNAS_MEETING, {"dato": "2027-05-19"}), "Møder", BOS_MEETING, {"måned": "maj"})
    number = next(row.number for row in home.rows if row.key == ANNAS_MEETING)
    told = Diagnostic("R020", Level.FEJL, Place("ark.xlsx", cell=f"Møder!G{number}"), "Det er ikke en dato.")
    found = merged(root, replace(home, diagnostics=(told,)), **asked)
    assert not found.is_blocked
    assert [each.fil for each in found.changed] == ["citizens/bo.yaml"]


def test_settings_are_left_alone_when_only_some_citizens_are_taken(root: Path) -> None:
    home = typed(sheet(), "Tilbud", RowKey("", ("tilbud", "vaerkstedet-aaen")), {"navn": "Værkstedet"})
    found = merged(root, home, borgere=frozenset(["bo"]))
    assert found.is_empty
    assert [told.code for told in found.diagnostics] == ["R097"]


# --- order and processes ------------------------------------------------------------------------------------------


def test_complaints_are_told_as_the_sheets_have_them_from_the_top_and_by_their_names_of_now(root: Path) -> None:
    def told(cell: str) -> Diagnostic:
        return Diagnostic("R020", Level.FEJL, Place("ark.xlsx", cell=cell), "Nej.")

    cells = ["Mål!B7", "Møder 2!AA6", "Møder 2!B6", "Møder 2!C5", "Aftaler!A9"]
    home = replace(sheet(), diagnostics=tuple(map(told, reversed(cells))), sheets={"Møder": "Møder 2"})
    found = merged(root, home)
    order = ["Møder 2!C5", "Møder 2!B6", "Møder 2!AA6", "Mål!B7", "Aftaler!A9"]
    assert [each.place.cell for each in found.diagnostics] == order


def test_several_processes_find_what_one_finds(tmp_path: Path, many: Callable[[Path], dict[str, str]]) -> None:
    plans = many(tmp_path)
    home = exported(plans)
    for borger in plans:
        home = typed(home, "Møder", RowKey(borger, ("møder", "2027")), {"sted": "Rådhuset"})
    # Tables are known by `is`, in another process too.
    home = added(home, "Møder", {"@borger": "b7", "år": "2028", "måned": "maj"})
    home = added(home, "Scoringer", {"@borger": "b8", "@mål": "bus", "dato": "2027-01-04", "faglig": "2"})
    one, two = (work_out(project(tmp_path), home, "ark.xlsx", Asked(TODAY), count) for count in (1, 2))
    assert [each.after for each in one.changes] == [each.after for each in two.changes]
    assert len(one.changed) == len(plans)


@pytest.fixture
def many() -> Callable[[Path], dict[str, str]]:
    """Enough plans for a second process."""

    def made(root: Path) -> dict[str, str]:
        (root / "citizens").mkdir()
        (root / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
        plans = {f"b{number}": ANNA.replace("670761-4285", f"670761-{number:04}") for number in range(1, 91)}
        for borger, text in plans.items():
            (root / "citizens" / f"{borger}.yaml").write_text(text, encoding="utf-8")
        return plans

    return made


def test_a_fejl_that_a_change_brings_is_told_with_what_it_stops() -> None:
    told = told_of_change(Diagnostic("K005", Level.FEJL, Place("x"), "Det findes ikke.", "Vælg et andet."), "anna.yaml")
    assert (told.level, told.place.file) == (Level.ADVARSEL, "anna.yaml")
    assert told.hint.startswith("Vælg et andet. Det er en fejl: indtil den er rettet, laver 'mlmp byg' ikke")
