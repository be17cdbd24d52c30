"""The annual list comes back from the tilbud with its wishes and remarks filled in."""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import OPSÆTNING
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from programs import convert

from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.returned_list import read_returned
from mlmp_docs.build.run import build
from mlmp_docs.cli import mlmp
from mlmp_docs.diagnostic import Level
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.marked_copy import Conflict, marked_copy
from mlmp_docs.excel.package import open_package, rebuild
from mlmp_docs.merge import Outcome, Values, outcome
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.project import Project, load
from mlmp_docs.tables import decisions
from mlmp_docs.tables.edited import EditedRow, EditedTables
from mlmp_docs.tables.grid import Grid, Odd, SheetFile
from mlmp_docs.tables.list_answers import OnList, People, answers
from mlmp_docs.tables.returned_list import ANSWERS, ListFile, digits, find_list
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.sheets import MØDER

PLANS = {
    "anna": """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}
rådgiver: mette-holm
tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]
møder:
  - {år: 2027, måned: maj, bemærkninger: Gerne om formiddagen}
""",
    "bo": """\
borger: {navn: Bo Ravn, cpr: 710280-1119}
rådgiver: mette-holm
tilbud: [{id: vaerkstedet-aaen}]
møder:
  - {år: 2027, måned: juni}
""",
    "eva": """\
borger: {navn: Eva Bak, cpr: 730280-1127}
rådgiver: mette-holm
tilbud: [{id: vaerkstedet-aaen}]
""",
    "ole": """\
borger: {navn: Ole Dam, cpr: 720280-1135}
rådgiver: mette-holm
tilbud: [{id: bostedet-fjordglimt}]
møder:
  - {år: 2027, måned: maj}
""",
}
VÆRKSTEDET = "output/2027/lister/vaerkstedet-aaen--mette-holm-2027.xlsx"
BOSTEDET = "output/2027/lister/bostedet-fjordglimt--mette-holm-2027.xlsx"
ANNA, BO, EVA = 7, 8, 9
"""Rows of the list of Værkstedet."""


class Folder:
    """A small project on disk whose lists are made."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self) -> None:
        (self.root / "citizens").mkdir()
        (self.root / "templates").mkdir()
        (self.root / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
        for borger, text in PLANS.items():
            self.write(borger, text)
        self.make()

    def write(self, borger: str, text: str) -> None:
        (self.root / "citizens" / f"{borger}.yaml").write_text(text, encoding="utf-8")

    def change(self, borger: str, old: str, new: str) -> None:
        path = self.root / "citizens" / f"{borger}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def make(self) -> None:
        build(self.project(), Request(2027, Selection(dokumenter=frozenset({"liste"}))), processes=1)

    def project(self) -> Project:
        project = load(self.root)
        assert isinstance(project, Project)
        return project

    def returned(self, change: Callable[[Worksheet], object], path: str = VÆRKSTEDET) -> bytes:
        """The list as the tilbud sends it back."""
        workbook = load_workbook(self.root / path)
        sheet = workbook.active
        assert isinstance(sheet, Worksheet)
        change(sheet)
        target = io.BytesIO()
        workbook.save(target)
        return target.getvalue()

    def run(self, path: Path, *words: str, code: int = 0) -> str:
        """What `mlmp regneark import` tells of a file; both streams."""
        result = CliRunner().invoke(mlmp, ["regneark", "import", str(path), *words, "--projekt", str(self.root)])
        assert result.exit_code == code, result.output
        return result.output

    def read(self, content: bytes, name: str = "retur.xlsx") -> EditedTables:
        found = read_returned(self.project(), read_editing_file(content, name), name, 1)
        assert found is not None
        return found

    def answered(self, **cells: object) -> EditedTables:
        """What is read of the list of Værkstedet with these cells filled in."""
        return self.read(self.returned(lambda sheet: fill(sheet, **cells)))

    def values(self, edited: EditedTables) -> list[tuple[str, str, Outcome]]:
        """Each answer as its cell, its text and what becomes of it."""
        found = []
        for row in edited.rows:
            assert row.key is not None
            reading = read_plan((self.root / f"citizens/{row.key.borger}.yaml").read_bytes(), "plan.yaml")
            assert isinstance(reading.raw, dict)
            plan = next(
                each for each in citizen_rows(row.key.borger, reading.raw, 2027)["Møder"] if each.key == row.key
            )
            for key, cell in row.cells.items():
                base = (row.base or {}).get(key)
                found.append((cell.address, cell.text, outcome(Values(base, cell.text, plan.values[key]))))
        return found


def fill(sheet: Worksheet, **cells: object) -> None:
    for address, value in cells.items():
        sheet[address] = value


def told(edited: EditedTables) -> list[str]:
    return [str(each) for each in edited.diagnostics]


def codes(edited: EditedTables) -> list[str]:
    return [each.code for each in edited.diagnostics]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The project with its lists just made."""
    folder = Folder(tmp_path_factory.mktemp("liste"))
    folder.begin()
    return folder


@pytest.fixture
def folder(fresh: Folder, tmp_path: Path) -> Folder:
    """A copy that a test may change."""
    return Folder(Path(shutil.copytree(fresh.root, tmp_path / "projekt")))


# --- what is taken over ------------------------------------------------------------------------------------------


def test_what_the_tilbud_filled_in_goes_to_the_citizens_meeting_of_that_year(folder: Folder) -> None:
    edited = folder.answered(D7="Værkstedet", F8="Bo har tolk med")
    assert folder.values(edited) == [("D7", "Værkstedet", Outcome.ÆNDRET), ("F8", "Bo har tolk med", Outcome.ÆNDRET)]
    assert [row.key and (row.key.borger, row.key.path) for row in edited.rows] == [
        ("anna", ("møder", "2027")),
        ("bo", ("møder", "2027")),
    ]
    assert edited.diagnostics == ()
    assert edited.sheets == {"Møder": "Opfølgningsmøder 2027"}


def test_an_unchanged_list_says_nothing_also_where_it_prints_the_other_tilbud(folder: Folder) -> None:
    edited = folder.answered()
    assert (edited.rows, edited.diagnostics) == ((), ())


def test_an_answer_that_completes_what_the_list_printed_is_taken_whole(folder: Folder) -> None:
    edited = folder.answered(E7="Bostedet Fjordglimt og Annas mor", F7="Gerne om formiddagen. Husk kaffe")
    assert folder.values(edited) == [
        ("E7", "Bostedet Fjordglimt og Annas mor", Outcome.ÆNDRET),
        ("F7", "Gerne om formiddagen. Husk kaffe", Outcome.ÆNDRET),
    ]


def test_blanks_and_case_of_headings_and_added_rows_and_moved_columns_do_not_matter(folder: Folder) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F6"] = " evt.  bemærkninger "
        sheet["F7"] = " Gerne om formiddagen  "
        sheet.insert_rows(8)
        sheet.insert_cols(1)
        sheet["E9"] = "Hjemme"

    assert folder.values(folder.read(folder.returned(change))) == [("E9", "Hjemme", Outcome.ÆNDRET)]


def test_rows_may_be_sorted(folder: Folder) -> None:
    def change(sheet: Worksheet) -> None:
        for column in "ABCDEF":
            one, other = sheet[f"{column}7"].value, sheet[f"{column}8"].value
            sheet[f"{column}7"], sheet[f"{column}8"] = other, one
        sheet["F7"] = "Om Bo"

    edited = folder.read(folder.returned(change))
    assert folder.values(edited) == [("F7", "Om Bo", Outcome.ÆNDRET)]
    assert edited.rows[0].key is not None
    assert edited.rows[0].key.borger == "bo"


def test_a_column_that_was_sorted_alone_is_refused_and_the_others_are_taken(folder: Folder) -> None:
    folder.change("bo", "måned: juni", "måned: juni, bemærkninger: Bo har tolk")
    folder.change("eva", "rådgiver", "møder: [{år: 2027, måned: juli, bemærkninger: Eva har hund}]\nrådgiver")
    folder.make()

    def change(sheet: Worksheet) -> None:
        fill(sheet, D8="Hjemme")
        for row, text in zip((7, 8, 9), ("Bo har tolk", "Eva har hund", "Gerne om formiddagen"), strict=True):
            sheet[f"F{row}"] = text

    edited = folder.read(folder.returned(change))
    assert folder.values(edited) == [("D8", "Hjemme", Outcome.ÆNDRET)]
    assert [(each.code, each.place.cell) for each in edited.diagnostics] == [("R085", "Opfølgningsmøder 2027!F7")]


def test_a_text_that_was_taken_away_is_an_answer_too(folder: Folder) -> None:
    assert folder.values(folder.answered(F7=None)) == [("F7", "", Outcome.ÆNDRET)]


# --- three ways --------------------------------------------------------------------------------------------------


def test_a_plan_that_was_changed_meanwhile_and_an_unchanged_list_leave_the_plan(folder: Folder) -> None:
    folder.change("anna", "Gerne om formiddagen", "Gerne om eftermiddagen")
    assert folder.answered().rows == ()


def test_both_changed_to_the_same_is_nothing(folder: Folder) -> None:
    folder.change("anna", "Gerne om formiddagen", "Husk kaffe")
    assert folder.answered(F7="Husk kaffe").rows == ()


def test_both_changed_is_a_conflict_and_the_other_list_is_thought_of(folder: Folder) -> None:
    """The first tilbud's remark stands in the plan when the second one's list comes back."""
    content = folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage"))
    folder.change("anna", "Gerne om formiddagen", "Husk tolk")
    edited = folder.read(content)
    assert folder.values(edited) == [("F7", "Kun tirsdage", Outcome.KONFLIKT)]
    assert told(edited) == [
        "retur.xlsx Opfølgningsmøder 2027!F7: advarsel R080: Evt. bemærkninger: Planen har fået en anden tekst, siden"
        " listen blev sendt – måske fra et andet tilbuds liste.\n"
        "    Skal begge dele stå der, så skriv dem sammen i cellen, og brug regnearkets."
    ]


def test_the_list_that_came_back_is_compared_with_the_sending_it_was(folder: Folder) -> None:
    """The list was made again since; what was sent is known by its content."""
    content = folder.returned(lambda sheet: fill(sheet, F8="Bo har tolk med"))
    folder.change("anna", "Gerne om formiddagen", "Husk tolk")
    folder.make()
    edited = folder.read(content)
    assert folder.values(edited) == [
        ("F7", "Gerne om formiddagen", Outcome.KONFLIKT),
        ("F8", "Bo har tolk med", Outcome.ÆNDRET),
    ]
    assert "R084" in codes(edited)


def test_without_the_sent_list_nothing_of_a_plan_is_overwritten_undecided(folder: Folder) -> None:
    content = folder.returned(
        lambda sheet: fill(sheet, F7="Kun tirsdage", E7="Bostedet Fjordglimt og mor", D8="Hjemme")
    )
    (folder.root / VÆRKSTEDET).unlink()
    edited = folder.read(content)
    assert folder.values(edited) == [
        ("E7", "Bostedet Fjordglimt og mor", Outcome.ÆNDRET),
        ("F7", "Kun tirsdage", Outcome.KONFLIKT),
        ("D8", "Hjemme", Outcome.ÆNDRET),
    ]
    assert codes(edited) == ["R084"]


def test_a_list_that_somebody_edited_in_output_is_not_what_was_sent(folder: Folder) -> None:
    content = folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage"))
    (folder.root / VÆRKSTEDET).write_bytes(content)
    assert folder.values(folder.read(content)) == [("F7", "Kun tirsdage", Outcome.KONFLIKT)]


def test_remarks_of_the_tool_are_no_answers_wherever_they_stand(folder: Folder) -> None:
    (folder.root / "lister.yaml").write_text(
        "lister: [{tilbud: vaerkstedet-aaen, rådgiver: mette-holm, år: 2027, sendt: 2026-09-15, "
        "borgere: {anna: 4, bo: 6}}]\n",
        encoding="utf-8",
    )
    folder.make()
    second = VÆRKSTEDET.replace("-2027.xlsx", "-2027-2.xlsx")
    sheet = load_workbook(folder.root / second).active
    assert isinstance(sheet, Worksheet)
    assert sheet["F7"].value == "Flyttet fra april. Gerne om formiddagen"

    def answered(text: str | None) -> list[tuple[str, str, Outcome]]:
        return folder.values(folder.read(folder.returned(lambda sheet: fill(sheet, F7=text), second)))

    assert answered("Flyttet fra april. Gerne om formiddagen") == []
    assert answered("Gerne om formiddagen") == []
    assert answered("Flyttet fra april. Gerne om formiddagen. Husk tolk") == [
        ("F7", "Gerne om formiddagen. Husk tolk", Outcome.ÆNDRET)
    ]
    assert answered("Husk tolk. Flyttet fra april") == [("F7", "Husk tolk.", Outcome.ÆNDRET)]
    assert answered("Flyttet fra april") == [("F7", "", Outcome.ÆNDRET)]


# --- whose a row is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cpr", [7102801119, 7102801119.0, "7102801119", "710280 1119", "710280.1119", "710280-1119 "], ids=repr
)
def test_a_cpr_number_that_became_a_number_is_the_citizens_of_that_name(folder: Folder, cpr: object) -> None:
    assert folder.values(folder.answered(C8=cpr, F8="Husk tolk")) == [("F8", "Husk tolk", Outcome.ÆNDRET)]


def test_a_zero_that_the_number_lost_is_put_back_before_anybody_is_looked_for() -> None:
    assert [digits(content) for content in (Odd("tal", "101701234"), "101701234", "1.01701234E8")] == [
        "0101701234",
        "0101701234",
        "",
    ]
    assert digits(Odd("tal", "1.01701234E8")) == "0101701234"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"B8": "Bo Rasmussen"}, "another name"),
        ({"C8": "730280-1127"}, "somebody else's number"),
        ({"C8": 7.1028e9}, "a number that was shortened"),
        ({"C8": None}, "no number"),
        ({"B8": None}, "no name"),
    ],
)
def test_a_row_whose_number_and_name_are_not_one_citizens_is_refused(
    folder: Folder, cells: dict[str, object], why: str
) -> None:
    del why
    edited = folder.answered(**cells, F8="Husk tolk", F7="Kun tirsdage")
    assert [address for address, _, _ in folder.values(edited)] == ["F7"]
    (refused,) = (each for each in edited.diagnostics if each.level is Level.FEJL)
    assert refused.code == "R071"
    assert refused.place.cell in {"Opfølgningsmøder 2027!C8", "Opfølgningsmøder 2027!B8"}
    assert "7102" not in str(refused)


def test_a_citizen_added_in_a_spare_row_is_told_and_nothing_is_made(folder: Folder) -> None:
    edited = folder.answered(A15="maj", B15="Nina Ny", C15="700180-1234", F15="Flytter ind i marts")
    assert edited.rows == ()
    assert told(edited) == [
        "retur.xlsx Opfølgningsmøder 2027!B15: advarsel R073: Tilbuddet har skrevet en borger på listen, som ingen"
        " plan har; der bliver ikke lavet en plan.\n    Er det en ny borger, så lav planen med 'mlmp ny'."
    ]


def test_a_citizen_of_another_tilbud_added_in_a_spare_row_is_told(folder: Folder) -> None:
    edited = folder.answered(A15="maj", B15="Ole Dam", C15="720280-1135", F15="Begynder i marts")
    assert (edited.rows, codes(edited)) == ((), ["R073"])


def test_an_answer_about_a_citizen_whose_plan_ended_since_is_told_and_the_others_are_taken(folder: Folder) -> None:
    content = folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage", F8="Husk tolk"))
    folder.write("bo", PLANS["bo"] + "afsluttet: {dato: 2026-11-01, årsag: død}\n")
    edited = folder.read(content)
    assert [address for address, _, _ in folder.values(edited)] == ["F7"]
    assert [(each.code, each.level, each.place.cell) for each in edited.diagnostics] == [
        ("R079", Level.ADVARSEL, "Opfølgningsmøder 2027!B8")
    ]
    assert codes(folder.read(folder.returned(lambda sheet: None))) == [], "nothing was answered about Bo"


def test_a_list_for_another_year_than_the_planned_one_goes_to_the_meetings_of_its_year(folder: Folder) -> None:
    content = folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage"))
    (folder.root / "mlmp.yaml").write_text(OPSÆTNING.replace("år: 2027", "år: 2028"), encoding="utf-8")
    edited = folder.read(content)
    assert folder.values(edited) == [("F7", "Kun tirsdage", Outcome.ÆNDRET)]
    assert codes(edited) == ["R081"]


def test_text_in_a_row_without_name_and_number_is_refused(folder: Folder) -> None:
    edited = folder.answered(F20="Husk tolk")
    assert (edited.rows, codes(edited)) == ((), ["R071"])


def test_a_row_that_is_gone_changes_nothing_and_is_told(folder: Folder) -> None:
    edited = folder.read(folder.returned(lambda sheet: sheet.delete_rows(BO)))
    assert edited.rows == ()
    assert edited.gone == ()
    assert told(edited) == [
        "retur.xlsx: advarsel R074: 1 række fra den sendte liste er væk (bo); intet ændres i planerne."
    ]


def test_the_same_citizen_twice_is_one_when_both_say_the_same_else_refused(folder: Folder) -> None:
    def copied(sheet: Worksheet, text: str) -> None:
        fill(sheet, F8="Husk tolk")
        for column in "ABCDE":
            sheet[f"{column}15"] = sheet[f"{column}8"].value
        sheet["F15"] = text

    same = folder.read(folder.returned(lambda sheet: copied(sheet, "Husk tolk")))
    assert folder.values(same) == [("F8", "Husk tolk", Outcome.ÆNDRET)]
    other = folder.read(folder.returned(lambda sheet: copied(sheet, "Ingen tolk")))
    assert (other.rows, codes(other)) == ((), ["R075"])


def test_of_two_meetings_a_year_the_month_tells_which(folder: Folder) -> None:
    folder.write("bo", PLANS["bo"] + "  - {år: 2027, id: 2027-2, måned: november}\n")
    folder.make()
    content = folder.returned(lambda sheet: fill(sheet, **{f"F{rows(sheet, 'Bo Ravn')[1]}": "Kun om efteråret"}))
    (row,) = folder.read(content).rows
    assert row.key is not None
    assert row.key.path == ("møder", "2027-2")
    unclear = folder.returned(lambda sheet: fill(sheet, **{f"A{row}": None for row in rows(sheet, "Bo Ravn")}))
    assert set(codes(folder.read(unclear))) == {"R076"}


def rows(sheet: Worksheet, navn: str) -> list[int]:
    return [number for number in range(7, sheet.max_row + 1) if sheet[f"B{number}"].value == navn]


def test_an_answer_about_a_citizen_without_a_meeting_that_year_is_refused(folder: Folder) -> None:
    edited = folder.answered(F9="Flytter")
    assert edited.rows == ()
    assert codes(edited) == ["R077"]


# --- what the tilbud may not change ------------------------------------------------------------------------------


def test_a_month_changed_by_the_tilbud_is_told_and_not_merged(folder: Folder) -> None:
    edited = folder.answered(A7="juni", F7="Kun tirsdage")
    assert folder.values(edited) == [("F7", "Kun tirsdage", Outcome.ÆNDRET)]
    assert told(edited) == [
        "retur.xlsx Opfølgningsmøder 2027!A7: advarsel R072: Måneden er en anden end på den liste, der blev sendt;"
        " den bliver ikke brugt, for den ligger fast (R4).\n"
        "    Skal mødet flyttes, så skriv det i planen ('måned' og 'flyttet'), og send listen igen."
    ]


@pytest.mark.parametrize("month", ["Maj ", "MAJ", "5"])
def test_a_month_written_in_another_way_is_the_same_month(folder: Folder, month: str) -> None:
    assert codes(folder.answered(A7=month)) == []


def test_a_month_that_the_plan_has_left_meanwhile_is_no_matter_of_the_tilbud(folder: Folder) -> None:
    content = folder.returned(lambda sheet: fill(sheet, D7="Hjemme"))
    folder.change("anna", "måned: maj", "måned: juni")
    edited = folder.read(content)
    assert (folder.values(edited), codes(edited)) == ([("D7", "Hjemme", Outcome.ÆNDRET)], [])


# --- what people do to a list ------------------------------------------------------------------------------------


def test_a_formula_is_refused_at_its_cell(folder: Folder) -> None:
    edited = folder.answered(F7="=A7&B7")
    (refused,) = edited.diagnostics
    assert edited.rows == ()
    assert (refused.level, refused.place.cell) == (Level.FEJL, "Opfølgningsmøder 2027!F7")


def test_merged_rows_are_refused(folder: Folder) -> None:
    edited = folder.read(folder.returned(lambda sheet: sheet.merge_cells("F7:F8")))
    assert (edited.rows, codes(edited)) == ((), ["R082", "R082"])


def test_a_comment_is_not_taken_and_told(folder: Folder) -> None:
    edited = folder.read(folder.returned(lambda sheet: setattr(sheet["F7"], "comment", Comment("Ring", "Karin"))))
    assert told(edited) == [
        "retur.xlsx: advarsel R083: Listen har kommentarer, som ikke kommer med i planerne (F7).\n"
        "    Skriv det under 'Evt. bemærkninger'."
    ]


def test_a_column_that_was_deleted_is_told_and_changes_nothing(folder: Folder) -> None:
    edited = folder.read(folder.returned(lambda sheet: sheet.delete_cols(5)))
    assert (edited.rows, codes(edited)) == ((), ["R078"])


def without_memory(content: bytes) -> bytes:
    parts = open_package(content).parts
    del parts["docProps/custom.xml"]
    return rebuild(parts)


def test_a_list_without_memory_is_known_by_its_headings_and_head(folder: Folder) -> None:
    content = without_memory(folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage")))
    assert folder.values(folder.read(content)) == [("F7", "Kun tirsdage", Outcome.ÆNDRET)]


@pytest.mark.parametrize(("address", "what"), [("B2", "hvilket tilbud"), ("B4", "hvilket år")])
def test_a_list_that_does_not_say_whose_it_is_is_refused(folder: Folder, address: str, what: str) -> None:
    def change(sheet: Worksheet) -> None:
        fill(sheet, **{address: None})
        sheet.title = "Ark1"

    edited = folder.read(without_memory(folder.returned(change)))
    assert codes(edited) == ["R070"]
    assert what in told(edited)[0]


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), (";", "cp1252"), (",", "utf-8"), ("\t", "utf-16")]
)
def test_a_list_saved_as_csv_is_read(folder: Folder, separator: str, encoding: str) -> None:
    sheet = load_workbook(folder.root / VÆRKSTEDET).active
    assert isinstance(sheet, Worksheet)
    fill(sheet, F7="Kun tirsdage; helst tidligt", D8="Hjemme")
    lines = [
        separator.join('"' + str(cell.value or "").replace('"', '""') + '"' for cell in row)
        for row in sheet.iter_rows()
    ]
    edited = folder.read("\r\n".join(lines).encode(encoding), "retur.csv")
    assert folder.values(edited) == [
        ("", "Kun tirsdage; helst tidligt", Outcome.ÆNDRET),
        ("", "Hjemme", Outcome.ÆNDRET),
    ]
    assert edited.diagnostics == ()


def test_a_base_that_was_given_for_nothing_does_no_harm(folder: Folder) -> None:
    path, export = folder.root / "retur.xlsx", folder.root / "ud.xlsx"
    path.write_bytes(folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage")))
    words = ["regneark", "eksport", str(export), "--projekt", str(folder.root)]
    assert CliRunner().invoke(mlmp, words).exit_code == 0
    assert "Kun tirsdage" in folder.run(path, "--udgangspunkt", str(export))


@pytest.mark.slow
@pytest.mark.soffice
def test_a_list_that_libreoffice_saved_is_read(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "retur.xlsx"
    path.write_bytes(folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage")))
    (kept,) = convert([path], "xlsx", tmp_path / "kept")
    (text,) = convert([path], "csv", tmp_path / "kept")
    assert folder.values(folder.read(kept.read_bytes())) == [("F7", "Kun tirsdage", Outcome.ÆNDRET)]
    assert folder.values(folder.read(text.read_bytes(), "retur.csv")) == [("", "Kun tirsdage", Outcome.ÆNDRET)]


def test_other_workbooks_are_no_returned_list(folder: Folder) -> None:
    planning = (folder.root / "output/2027/lister").glob("*.xlsx")
    found = {path.name: find_list(read_editing_file(path.read_bytes(), path.name)) is not None for path in planning}
    assert found == {Path(VÆRKSTEDET).name: True, Path(BOSTEDET).name: True}


# --- a protected address -----------------------------------------------------------------------------------------


def test_what_the_list_hides_of_an_address_is_no_answer(folder: Folder) -> None:
    folder.write(
        "bo",
        "borger: {navn: Bo Ravn, cpr: 710280-1119, adresse: 'Fjordvej 12, 8900 Randers C', beskyttet_adresse: ja}\n"
        "rådgiver: mette-holm\ntilbud: [{id: vaerkstedet-aaen}]\n"
        "møder: [{år: 2027, måned: juni, ønske_til_sted: Fjordvej 12}]\n",
    )
    folder.make()
    assert folder.answered().rows == ()


# --- a marked copy of it -----------------------------------------------------------------------------------------


def test_what_was_decided_in_a_marked_copy_of_the_list_is_read(folder: Folder) -> None:
    content = folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage"))
    folder.change("anna", "Gerne om formiddagen", "Husk tolk")
    edited = folder.read(content)
    (row,) = edited.rows
    column = MØDER.column("bemærkninger")
    values = Values("Gerne om formiddagen", "Kun tirsdage", "Husk tolk")
    value = decisions.value_id(row, column)
    conflict = Conflict("Opfølgningsmøder 2027", "F7", value, "anna", column, values)
    marked = load_workbook(io.BytesIO(marked_copy(content, [conflict], [], "Rådgiver, Randers Kommune")))
    assert marked.sheetnames == ["Konflikter", "Opfølgningsmøder 2027"]
    marked["Konflikter"]["G5"] = "regneark"
    target = io.BytesIO()
    marked.save(target)
    again = folder.read(target.getvalue())
    assert again.diagnostics == edited.diagnostics, "our own notes are no comments of theirs"
    assert decisions.decided(again.rows[0], column, values, again.decisions) == "regneark"


# --- from list to plan -------------------------------------------------------------------------------------------


def test_the_answers_of_two_tilbud_reach_the_plan_and_what_they_disagree_on_is_decided_in_a_marked_copy(
    folder: Folder,
) -> None:
    first, second = (folder.root / name for name in ("bostedet.xlsx", "vaerkstedet.xlsx"))
    first.write_bytes(folder.returned(lambda sheet: fill(sheet, F7="Husk tolk"), BOSTEDET))
    second.write_bytes(folder.returned(lambda sheet: fill(sheet, F7="Kun tirsdage", D7="Hjemme")))
    plan = folder.root / "citizens/anna.yaml"

    assert "Skrevet i 1 plan" in folder.run(first, "--skriv")
    assert plan.read_text(encoding="utf-8") == PLANS["anna"].replace("Gerne om formiddagen", "Husk tolk")
    assert "Intet at ændre" in folder.run(first)

    told = folder.run(second, "--skriv", "--mærk", code=1)
    assert "Intet er skrevet" in told
    assert "R080" in told
    marked = folder.root / "vaerkstedet - mærket.xlsx"
    workbook = load_workbook(marked)
    assert workbook["Konflikter"]["A5"].value == "Opfølgningsmøder 2027!F7"
    workbook["Opfølgningsmøder 2027"]["F7"] = "Husk tolk. Kun tirsdage"
    workbook["Konflikter"]["G5"] = "regneark"
    workbook.save(marked)
    assert "Skrevet i 1 plan" in folder.run(marked, "--skriv")
    text = plan.read_text(encoding="utf-8")
    assert "Husk tolk. Kun tirsdage" in text
    assert "ønske_til_sted: Hjemme" in text
    assert "Intet at ændre" in folder.run(marked)


def test_what_is_shown_of_a_returned_list_has_no_cpr_number(folder: Folder) -> None:
    path = folder.root / "retur.xlsx"
    path.write_bytes(folder.returned(lambda sheet: fill(sheet, C7=6707614285, B8="Bo Rav", F7="Kun tirsdage")))
    for words in ([], ["--json"], ["--diff"]):
        shown = folder.run(path, *words, code=1)
        assert "Kun tirsdage" in shown
        assert not any(digits in shown for digits in ("670761", "4285", "710280"))


# --- anything ----------------------------------------------------------------------------------------------------

TEXTS = st.sampled_from(["", "Hjemme", "Husk tolk", "Hjemme. Husk tolk", "Værkstedet", "Flyttet fra byen"])
ANSWERED = st.one_of(TEXTS, st.sampled_from(["Flyttet fra april", "Tilføjet", "Kun tirsdage", "Kilden"]))
BY_TOOL = st.sampled_from(["", "Flyttet fra april", "Tilføjet 4.11.2026", "Flyttet fra maj. Tilføjet 4.11.2026"])


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, str], dict[str, str], str, str, dict[str, str]]:
    """What the plan said and says, what the tool prints besides, and what came back, for the three columns."""
    then = {key: draw(TEXTS) for key in ANSWERS}
    now = {key: draw(st.one_of(st.just(then[key]), TEXTS)) for key in ANSWERS}
    by_tool, other = draw(BY_TOOL), draw(st.sampled_from(["", "Værkstedet", "Kilden"]))
    printed = as_printed(then, by_tool, other)
    came = {
        key: draw(
            st.one_of(st.just(printed[key]), ANSWERED, ANSWERED.map(lambda t, k=key: f"{printed[k]} {t}".strip()))
        )
        for key in ANSWERS
    }  # type: ignore[misc]
    return by_tool, then, now, other, draw(BY_TOOL), came


def as_printed(plan: dict[str, str], by_tool: str, other: str) -> dict[str, str]:
    remarks = ". ".join(filter(None, [by_tool, plan["bemærkninger"]]))
    return {**plan, "øvrige_deltagere": plan["øvrige_deltagere"] or other, "bemærkninger": remarks}


def list_with(texts: dict[str, str]) -> ListFile:
    headings = dict(enumerate((column.heading for column in MØDER.columns[:6]), 1))
    row = dict(enumerate(["maj", "Anna Lykke Jensen", "670761-4285", *(texts[key] for key in ANSWERS)], 1))
    grid = Grid("Liste", {6: headings, 7: {number: text for number, text in row.items() if text}})
    found = find_list(SheetFile((grid,), memory={"mlmp-dokument": "liste"}))
    assert found is not None
    return found


@given(cases(), st.booleans())
def test_whatever_was_answered_nothing_of_a_plan_that_the_tilbud_did_not_see_is_overwritten(
    case: tuple[str, dict[str, str], dict[str, str], str, str, dict[str, str]], has_sent: bool
) -> None:
    by_tool, then, now, other, by_tool_now, came = case
    printed, today = as_printed(then, by_tool, other), as_printed(now, by_tool_now, other)
    people = People({"6707614285": (("anna", "anna lykke jensen"),)}, lambda _: (OnList("2027", "maj", today, now),))
    sent = list_with(printed) if has_sent else None
    edited = answers(list_with(came), sent, people, (2027, 2027), "retur.xlsx")
    row = edited.rows[0] if edited.rows else EditedRow(MØDER, 7, None, {})
    for key in ANSWERS:
        cell = row.cells.get(key)
        if cell is None:
            assert came[key] in (printed[key], today[key], now[key]) or _left(came[key], now[key], by_tool, has_sent)
            continue
        becomes = outcome(Values((row.base or {}).get(key), cell.text, now[key]))
        assert not set(cell.text.split()) - set(came[key].split()), "nothing is written that was not answered"
        if becomes is Outcome.ÆNDRET and now[key]:
            assert now[key] in (then[key], printed[key]) if has_sent else now[key] in came[key]
        if has_sent and now[key] == then[key] and came[key] != printed[key]:
            assert becomes is Outcome.ÆNDRET


def _left(came: str, plan: str, by_tool: str, has_sent: bool) -> bool:
    """Whether nothing but the plan's text is left when what the tool printed is taken away."""
    told = by_tool.split(". ") if has_sent else re.findall(r"Flyttet fra april|Flyttet fra maj|Tilføjet[ .\d]*", came)
    for remark in filter(None, told):
        came = came.replace(remark, "", 1)
    return came.strip(". ") == plan.strip(". ")
