"""The exported workbook, edited and saved by LibreOffice as people do it, and read again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from programs import edit_in_office
from returned_sheets import (
    PEOPLE,
    SETTINGS,
    changed,
    changes,
    come_home,
    exported_rows,
    mistakes,
    new_rows,
    told,
    warnings,
)

from mlmp_docs.excel.editing_book import About, editing_book
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.package import UnreadableWorkbook
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.grid import letters
from mlmp_docs.tables.reading import read_tables
from mlmp_docs.tables.sheets import BY_NAME, MØDER

pytestmark = [pytest.mark.uno, pytest.mark.soffice, pytest.mark.slow]

FIRST, LAST = 5, 9
WHOLE = f"A{FIRST}:{letters(len(MØDER.columns) + 1)}{LAST}"
VISIBLE = f"A{FIRST}:{letters(len(MØDER.columns))}{LAST}"
Steps = list[list[object]]


def column(key: str, table: str = "Møder") -> str:
    return letters(BY_NAME[table].keys.index(key) + 1)


def at(key: str, row: int = FIRST, table: str = "Møder") -> str:
    return f"{column(key, table)}{row}"


def typed(key: str, text: str, row: int = FIRST) -> list[object]:
    return ["typed", "Møder", at(key, row), text]


@dataclass(frozen=True)
class Job:
    steps: Steps
    check: Callable[[EditedTables], None]
    ending: str = "xlsx"


JOBS: dict[str, Job] = {}


def after(*steps: list[object], ending: str = "xlsx") -> Callable[[Callable[[EditedTables], None]], None]:
    """What is done in LibreOffice before the check."""

    def job(check: Callable[[EditedTables], None]) -> None:
        JOBS[check.__name__] = Job(list(steps), check, ending)

    return job


def is_untouched(home: EditedTables) -> bool:
    return not changes(home) and not home.gone and not new_rows(home) and not home.diagnostics and len(home.rows) == 32


@after()
def opened_and_saved_is_untouched(home: EditedTables) -> None:
    assert is_untouched(home)


@after(["sort", "Møder", WHOLE, 1])
def rows_sorted_by_name_are_the_same_rows(home: EditedTables) -> None:
    assert is_untouched(home)


@after(["sort", "Møder", WHOLE, MØDER.keys.index("dato"), False], typed("sted", "Kulturhuset"))
def rows_sorted_and_then_changed_are_changed_where_they_stand(home: EditedTables) -> None:
    assert changed(home, "carla") == {"sted": "Kulturhuset"} and len(changes(home)) == 1 and not home.diagnostics


@after(["sort", "Møder", VISIBLE, 1, False])
def rows_sorted_without_the_hidden_column_are_refused(home: EditedTables) -> None:
    assert [code for code, _ in mistakes(home)] == ["R032"] and not changes(home) and not home.gone


@after(["sort", "Møder", f"{at('@cpr')}:{at('@cpr', LAST)}", 0])
def a_cpr_column_sorted_alone_refuses_the_rows(home: EditedTables) -> None:
    assert [code for code, _ in mistakes(home)] == ["R032"] and not changes(home)


@after(["sort", "Møder", f"{at('dato')}:{at('dato', LAST)}", 0])
def a_column_of_days_sorted_alone_is_refused_by_name(home: EditedTables) -> None:
    assert mistakes(home) == [("R034", "Møder!G4")] and not changes(home)


@after(["push_down", "Møder", at("sted")])
def a_column_pushed_down_is_refused_by_name(home: EditedTables) -> None:
    assert ("R034", f"Møder!{column('sted')}4") in mistakes(home) and not changes(home)


@after(
    typed("dato", "19-05-2027"),
    typed("kl.fra", "9:30"),
    typed("måned", "juni"),
    typed("dato", "19. maj 2027", 6),
    typed("dato", "19/5-2027", 7),
    typed("dato", "2027-05-19", 8),
    typed("kl.fra", "kl. 9.30", 6),
    typed("kl.fra", "9,30", 7),
    ["typed", "Borgere", at("borger.telefon", FIRST, "Borgere"), "87654321"],
)
def days_and_times_typed_in_danish_ways_are_understood(home: EditedTables) -> None:
    assert not home.diagnostics
    assert changed(home, "anna") == {"dato": "2027-05-19", "kl.fra": "09:30", "måned": "juni"}
    assert changed(home, "bo") == {"dato": "2027-05-19", "kl.fra": "09:30"}
    assert changed(home, "carla") == {"dato": "2027-05-19", "kl.fra": "09:30"}
    assert changed(home, "dora") == {"dato": "2027-05-19"}
    assert changed(home, "anna", "Borgere") == {"borger.telefon": "87654321"}


@after(typed("sted", "=A1"), typed("sted", "1-2", 6), typed("sted", "+45", 7), typed("sted", "007", 8))
def what_is_typed_into_a_cell_of_text_stays_a_text(home: EditedTables) -> None:
    assert [changed(home, borger)["sted"] for borger in list(PEOPLE)[:4]] == ["=A1", "1-2", "+45", "007"]
    assert not home.diagnostics


@after(
    ["format", "Møder", f"{at('sted')}:{at('sted', LAST)}", "General"],
    typed("sted", "=B5"),
    typed("sted", "=1/0", 6),
    typed("sted", "=NA()", 7),
    typed("dato", "=G5+7", 8),
)
def formulas_are_refused_each_with_its_cell(home: EditedTables) -> None:
    places = [at("sted"), at("sted", 6), at("sted", 7), at("dato", 8)]
    assert mistakes(home) == [("R037", f"Møder!{place}") for place in places] and not changes(home)


@after(
    ["format", "Møder", f"{at('@cpr')}:{at('@cpr', LAST)}", "General"],
    typed("@cpr", "6707614285"),
    typed("@cpr", "6,1019E+09", 6),
    typed("@cpr", "65058012", 7),
)
def cpr_numbers_that_became_numbers_are_known_or_refused(home: EditedTables) -> None:
    assert mistakes(home) == [("R046", f"Møder!{at('@cpr', 6)}"), ("R046", f"Møder!{at('@cpr', 7)}")]
    assert not changes(home)


@after(["copy", "Møder", f"A{FIRST}:{letters(len(MØDER.columns) + 1)}{FIRST}", "A10"])
def a_row_copied_whole_is_read_once(home: EditedTables) -> None:
    assert not mistakes(home) and warnings(home) == [("R030", "Møder")] and not changes(home) and not new_rows(home)


@after(
    ["copy", "Møder", f"A{FIRST}:{letters(len(MØDER.columns) + 1)}{FIRST}", "A10"],
    typed("sted", "Kulturhuset", 10),
)
def a_row_copied_whole_and_changed_is_refused(home: EditedTables) -> None:
    assert mistakes(home) == [("R030", "Møder!række 10")] and not changes(home)


@after(["copy", "Møder", f"A{FIRST}:{letters(len(MØDER.columns))}{FIRST}", "A10"], typed("id", "2027-2", 10))
def visible_cells_copied_to_an_empty_row_are_a_new_row(home: EditedTables) -> None:
    (new,) = new_rows(home)
    assert new.cells["@borger"].text == "anna" and new.cells["id"].text == "2027-2" and not mistakes(home)


@after(["insert_rows", "Møder", 6, 2], ["delete_rows", "Netværk", 6, 1], ["hide", "Møder", FIRST])
def rows_inserted_deleted_and_hidden_change_nothing(home: EditedTables) -> None:
    assert (
        not changes(home)
        and not home.diagnostics
        and [str(row.key) for row in home.gone] == ['["bo","netværk","Ven af bo"]']
    )


@after(["hide", "Møder", FIRST], typed("sted", "Kulturhuset"))
def a_hidden_row_that_changed_is_read_and_told(home: EditedTables) -> None:
    assert changed(home, "anna") == {"sted": "Kulturhuset"} and warnings(home) == [("R059", "Møder")]


@after(["clear", "Møder", f"A{FIRST}:{letters(len(MØDER.columns))}{FIRST}"])
def a_row_of_which_only_the_hidden_id_is_left_is_gone(home: EditedTables) -> None:
    assert [str(row.key) for row in home.gone] == ['["anna","møder","2027"]'] and not mistakes(home)


@after(["delete_columns", "Møder", MØDER.keys.index("sted") + 1, 1])
def a_deleted_column_changes_nothing(home: EditedTables) -> None:
    assert not changes(home) and not mistakes(home) and warnings(home) == [("R027", "Møder")]


@after(["text", "Møder", f"{column('sted')}4", "Hvor mødet er"])
def a_renamed_heading_is_refused(home: EditedTables) -> None:
    assert mistakes(home) == [("R024", f"Møder!{column('sted')}4")] and not changes(home)


@after(["merge", "Møder", f"{at('sted')}:{at('sted', 6)}"])
def merged_cells_are_refused(home: EditedTables) -> None:
    assert [code for code, _ in mistakes(home)] == ["R039", "R039"] and not changes(home)


@after(["note", "Møder", at("sted"), "Ring først"], typed("sted", "Kulturhuset", 6))
def a_note_is_kept_out_and_told(home: EditedTables) -> None:
    assert warnings(home) == [("R058", "Møder")] and changed(home, "bo") == {"sted": "Kulturhuset"}


@after(["rename", "Møder", "Mødeplan"], ["remove_sheet", "Netværk"], ["typed", "Mødeplan", at("sted"), "Kulturhuset"])
def sheets_renamed_and_removed_are_told(home: EditedTables) -> None:
    assert changed(home, "anna") == {"sted": "Kulturhuset"} and not home.gone and not mistakes(home)
    assert warnings(home) == [("R023", ""), ("R023", "Mødeplan")]


@after(["copy_sheet", "Møder", "Møder (kopi)"], typed("sted", "Kulturhuset"))
def a_sheet_copied_and_changed_is_refused(home: EditedTables) -> None:
    assert [code for code, _ in mistakes(home)] == ["R021"] and not changes(home)


@after(["remove_sheet", "mlmp-udgangspunkt"])
def without_what_was_exported_it_is_told(home: EditedTables) -> None:
    assert all(row.base is None for row in home.rows) and ("R035", "") in warnings(home) and not mistakes(home)


@after(
    typed("sted", 'Kulturhuset; "sal 2"'),
    ["text", "Møder", at("dato"), "19-05-2027"],
    ["only_sheet", "Møder"],
    ending="csv",
)
def a_csv_file_of_a_sheet_is_read_with_what_was_exported(home: EditedTables) -> None:
    assert changed(home, "anna") == {"sted": 'Kulturhuset; "sal 2"', "dato": "2027-05-19"}
    assert len(changes(home)) == 2 and not home.diagnostics and not home.gone


@after(typed("sted", "Åen"), ["only_sheet", "Møder"], ending="cp1252.csv")
def a_csv_file_in_windows_letters_is_read_too(home: EditedTables) -> None:
    assert changed(home, "anna") == {"sted": "Åen"} and len(changes(home)) == 1 and not home.diagnostics


@after(typed("sted", "Åen"), ["only_sheet", "Møder"], ending="american.csv")
def a_csv_file_of_an_american_program_moves_no_day(home: EditedTables) -> None:
    assert [code for code, _ in mistakes(home)] == ["R040"] * 5  # each day is refused, no time is
    assert changes(home) == {("Møder", '["anna","møder","2027"]', "sted"): "Åen"}


@after(["replace_in_all", "Bostedet", "Bofællesskabet"])
def search_and_replace_in_all_sheets_is_no_change_in_silence(home: EditedTables) -> None:
    assert ("R035", "") in warnings(home) and all(row.base is None for row in home.rows)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as it is exported."""
    rows = {name: tuple(some) for name, some in exported_rows().items()}
    choices = {"Borgere": list(PEOPLE), "Tilbud": ["fjordglimt"], "Rådgivere": ["mette-holm"]}
    path = tmp_path_factory.mktemp("exported") / "ud.xlsx"
    path.write_bytes(editing_book(rows, choices, About(2027, "", date(2026, 11, 22), "Fjordby"), {}))
    return path


@pytest.fixture(scope="module")
def returned(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the files that LibreOffice has made of it."""
    folder = tmp_path_factory.mktemp("returned")
    jobs = [
        {"file": str(exported), "steps": job.steps, "save": [str(folder / f"{name}.{job.ending}")]}
        for name, job in JOBS.items()
    ]
    other = {"file": str(exported), "steps": [], "save": [str(folder / "ud.xls"), str(folder / "ud.ods")]}
    edit_in_office([*jobs, other])
    return folder


@pytest.mark.parametrize("name", JOBS)
def test_in_libreoffice(name: str, returned: Path, exported: Path) -> None:
    job = JOBS[name]
    content = (returned / f"{name}.{job.ending}").read_bytes()
    if job.ending == "xlsx":
        job.check(come_home(content))
        return
    base = read_editing_file(exported.read_bytes(), "ud.xlsx").base
    file = replace(read_editing_file(content, "ud.csv"), base=base)
    job.check(read_tables(file, "ud.csv", SETTINGS, PEOPLE))


@pytest.mark.parametrize(("name", "word"), [("ud.xls", "gamle Excel-format"), ("ud.ods", "OpenDocument-regneark")])
def test_other_formats_of_libreoffice_are_told(name: str, word: str, returned: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match=word):
        read_editing_file((returned / name).read_bytes(), name)


def test_a_message_names_what_is_to_be_done(returned: Path) -> None:
    home = come_home((returned / "merged_cells_are_refused.xlsx").read_bytes())
    assert "Ophæv fletningen" in home.diagnostics[0].hint
    home = come_home((returned / "a_row_copied_whole_and_changed_is_refused.xlsx").read_bytes())
    assert "Slet den" in told(home, "R030").hint
