"""`mlmp regneark eksport`: which plans come along, in which order, and where the file goes."""

import json
import stat
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from builders import OPSÆTNING, PLAN
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from mlmp_docs.cli import mlmp
from mlmp_docs.excel.editing_book import HEAD_ROW
from mlmp_docs.excel.structure import faults
from mlmp_docs.tables.sheets import BY_NAME

MEETINGS = "møder: [{{år: 2027, måned: {}}}, {{år: 2026, måned: maj}}]\n"
BENT = PLAN.replace("Anna Lykke Jensen", "Bent Aagaard").replace("670761-4285", "680762-4285")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "projekt"
    (folder / "citizens").mkdir(parents=True)
    (folder / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    put(folder, "anna", PLAN + MEETINGS.format("september"))
    put(folder, "bent", BENT.replace("mette-holm", "ole-aaby") + MEETINGS.format("april"))
    return folder


def put(project: Path, citizen: str, text: str) -> None:
    (project / "citizens" / f"{citizen}.yaml").write_text(text, encoding="utf-8")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        mlmp, ["regneark", "eksport", "--projekt", str(project), "--dato", "2026-11-22", *arguments]
    )


def place(project: Path, name: str = "regneark-2027.xlsx") -> Path:
    return project / "output" / "2027" / "regneark" / name


def opened(file: Path) -> Workbook:
    return load_workbook(BytesIO(file.read_bytes()))


def column(file: Path, table: str, key: str) -> list[object]:
    sheet = opened(file)[table]
    number = BY_NAME[table].keys.index(key) + 1
    return [sheet.cell(row, number).value for row in range(HEAD_ROW + 1, sheet.max_row + 1)]


# --- what comes along --------------------------------------------------------------------------------------------


def test_every_citizen_comes_along_with_the_meetings_of_the_year_by_month(project: Path) -> None:
    done = run(project)
    assert (done.exit_code, done.stderr) == (0, "")
    assert column(place(project), "Borgere", "@borger") == ["anna", "bent"]
    assert column(place(project), "Møder", "måned") == ["april", "september"]
    assert column(place(project), "Tilbud", "@id") == ["bostedet-fjordglimt", "vaerkstedet-aaen"]
    assert column(place(project), "Rådgivere", "navn") == ["Mette Holm", "Ole Aaby"]
    assert "2 borgere, 2 møder" in done.stdout


def test_the_meetings_of_another_year_are_asked_for_by_the_year(project: Path) -> None:
    run(project, "--år", "2026")
    assert column(project / "output/2026/regneark/regneark-2026.xlsx", "Møder", "år") == [2026, 2026]


def test_citizens_are_sorted_by_name_in_danish(project: Path) -> None:
    put(project, "aase", PLAN.replace("Anna Lykke Jensen", "Aase Dam").replace("670761-4285", "690763-4285"))
    put(project, "abel", PLAN.replace("Anna Lykke Jensen", "Zenia Dam").replace("670761-4285", "700764-4285"))
    run(project)
    assert column(place(project), "Borgere", "@borger") == ["anna", "bent", "abel", "aase"]


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (("--rådgiver", "ole-aaby"), "regneark--ole-aaby-2027.xlsx"),
        (("--borger", "bent"), "regneark--bent-2027.xlsx"),
        (("--tilbud", "vaerkstedet-aaen"), "regneark--vaerkstedet-aaen-2027.xlsx"),
    ],
)
def test_a_selection_has_a_file_of_its_own_with_nothing_of_the_others(
    project: Path, chosen: tuple[str, str], name: str
) -> None:
    put(project, "bent", BENT.replace("mette-holm", "ole-aaby").replace("bostedet-fjordglimt", "vaerkstedet-aaen"))
    assert run(project, *chosen).exit_code == 0
    assert column(place(project, name), "Borgere", "@borger") == ["bent"]
    assert b"Anna" not in b"".join(str(sheet.values).encode() for sheet in opened(place(project, name)).worksheets)


def test_a_citizen_who_changes_rådgiver_later_is_both_rådgiveres(project: Path) -> None:
    put(project, "anna", PLAN + "tidligere_rådgivere: [{id: ole-aaby, til: 2026-12-31}]\n")
    for rådgiver in ("mette-holm", "ole-aaby"):
        run(project, "--rådgiver", rådgiver)
        assert "anna" in column(place(project, f"regneark--{rådgiver}-2027.xlsx"), "Borgere", "@borger")


def test_a_tilbud_that_the_citizen_has_left_does_not_take_the_citizen_along(project: Path) -> None:
    put(project, "bent", BENT + "  - {id: vaerkstedet-aaen, til: 2026-11-21}\n")
    run(project, "--tilbud", "vaerkstedet-aaen")
    assert column(place(project, "regneark--vaerkstedet-aaen-2027.xlsx"), "Borgere", "@borger") == []


def test_a_plan_that_ended_before_the_year_comes_along_only_when_it_is_named(project: Path) -> None:
    put(project, "bent", BENT + "afsluttet: {dato: 2026-08-01, årsag: fraflyttet}\n")
    assert "1 plan, der er afsluttet før 2027, er ikke med." in run(project).stdout
    assert column(place(project), "Borgere", "@borger") == ["anna"]
    run(project, "--borger", "bent")
    assert column(place(project, "regneark--bent-2027.xlsx"), "Borgere", "@borger") == ["bent"]


def test_a_plan_with_a_fejl_is_left_out_and_named(project: Path) -> None:
    put(project, "bent", "borger: {navn: Bent}\nrådgiver: ole-aaby\ntilbud: [{id: bostedet-fjordglimt}]\n")
    done = run(project)
    assert done.exit_code == 1
    assert "Ikke med, fordi der er en fejl i planen: citizens/bent.yaml." in done.stdout
    assert "citizens/bent.yaml" in done.stderr
    assert column(place(project), "Borgere", "@borger") == ["anna"]


def test_a_plan_with_a_fejl_is_not_told_where_it_cannot_belong(project: Path) -> None:
    put(project, "bent", "borger: {navn: Bent}\nrådgiver: ole-aaby\ntilbud: [{id: bostedet-fjordglimt}]\n")
    done = run(project, "--rådgiver", "mette-holm")
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_list_that_no_cell_can_hold_keeps_its_plan_out(project: Path) -> None:
    items = "".join(f"    - {'a' * 3_900}{n}\n" for n in range(9))
    put(project, "bent", f"{BENT}min_plan:\n  det_kan_jeg:\n{items}")
    done = run(project)
    assert done.exit_code == 1
    told = "citizens/bent.yaml: fejl B034: Listen 'min_plan.det_kan_jeg' er længere, end en celle i Excel kan rumme."
    assert told in done.stderr
    assert column(place(project), "Borgere", "@borger") == ["anna"]


def test_a_protected_address_is_in_no_part_of_the_file(project: Path) -> None:
    put(project, "anna", PLAN.replace("cpr:", 'adresse: "Hemmelig Stræde 7", beskyttet_adresse: ja, cpr:'))
    assert run(project).exit_code == 0
    assert column(place(project), "Borgere", "borger.adresse")[0] == "(beskyttet)"
    texts = [str(value) for sheet in opened(place(project)).worksheets for line in sheet.values for value in line]
    assert not [text for text in texts if "Stræde" in text]


def test_the_samples_make_a_sound_workbook(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    copytree(root / "citizens", tmp_path / "citizens")
    (tmp_path / "mlmp.yaml").write_bytes((root / "mlmp.yaml").read_bytes())
    assert run(tmp_path).exit_code == 0
    assert faults(place(tmp_path).read_bytes()) == ()


def test_plans_in_many_processes_give_the_same_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    alone = place(project).read_bytes()
    place(project).unlink()
    monkeypatch.setattr("mlmp_docs.build.sheet_export.READ_ALONE", 1)
    monkeypatch.setattr("mlmp_docs.cli.sheet_export.cores", lambda: 2)
    run(project)
    assert place(project).read_bytes() == alone


# --- where the file goes -----------------------------------------------------------------------------------------


def test_the_file_is_for_its_owner_only(project: Path, tmp_path: Path) -> None:
    run(project)
    run(project, str(tmp_path / "andet.xlsx"))
    for file in (place(project), tmp_path / "andet.xlsx"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_export_that_nobody_changed_is_made_anew(project: Path) -> None:
    run(project)
    put(project, "bent", BENT)
    assert "lavet igen." in run(project).stdout
    assert "uændret." in run(project).stdout


@pytest.mark.parametrize("named", [True, False])
def test_an_export_that_somebody_changed_is_never_replaced_and_another_name_is_offered(
    project: Path, tmp_path: Path, named: bool
) -> None:
    file = tmp_path / "planer.xlsx" if named else place(project)
    arguments = [str(file)] if named else []
    run(project, *arguments)
    workbook = opened(file)
    workbook["Møder"]["F5"] = "Ring først"
    workbook.save(file)
    before = file.read_bytes()
    done = run(project, *arguments)
    assert done.exit_code == 1
    assert "rettet, siden det blev lavet" in done.stderr
    assert f"{file.stem}-2.xlsx" in done.stderr
    assert file.read_bytes() == before


def test_somebody_elses_file_is_never_replaced(project: Path, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "budget.xlsx")
    before = (tmp_path / "budget.xlsx").read_bytes()
    done = run(project, str(tmp_path / "budget.xlsx"))
    assert (done.exit_code, (tmp_path / "budget.xlsx").read_bytes()) == (1, before)
    assert "Der ligger en anden fil med det navn" in done.stderr


def test_a_file_that_is_open_is_told(project: Path) -> None:
    run(project)
    place(project, "~$regneark-2027.xlsx").write_bytes(b"")
    done = run(project)
    assert done.exit_code == 1
    assert "Regnearket kan ikke skrives: filen er åben i Excel eller LibreOffice" in done.stderr


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("planer.xls", "skal have endelsen .xlsx"),
        ("planer", "skal have endelsen .xlsx"),
        ("findes-ikke/planer.xlsx", "findes ikke"),
        (".", "er en mappe"),
    ],
)
def test_a_name_that_cannot_be_used_is_told_before_anything_is_read(
    project: Path, tmp_path: Path, file: str, told: str
) -> None:
    done = run(project, str(tmp_path / file))
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_a_citizen_where_the_file_belongs_is_told_the_option(project: Path) -> None:
    assert "Det skrives med '--borger anna'." in run(project, "anna").stderr


def test_a_file_in_the_project_outside_output_is_warned_of(project: Path) -> None:
    assert "git" in run(project, str(project / "planer.xlsx")).stdout


def test_dry_run_writes_nothing(project: Path) -> None:
    assert "intet er skrevet" in run(project, "--dry-run").stdout
    assert not (project / "output").exists()


def test_json_tells_what_was_made_and_no_cpr_number(project: Path) -> None:
    told = json.loads(run(project, "--json").stdout)
    assert told["files"] == [{"path": "output/2027/regneark/regneark-2027.xlsx", "action": "lavet", "reason": ""}]
    assert told["rækker"]["Borgere"] == 2
    assert "4285" not in json.dumps(told)
