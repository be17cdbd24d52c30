"""What lies where in a project folder, and what is told about files that cannot be used."""

import os
from pathlib import Path

import pytest
from builders import OPSÆTNING, PLAN

from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.project import Project, find_root, load

BROKEN = PLAN + "borgr: x\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one citizen."""
    (tmp_path / "citizens").mkdir()
    (tmp_path / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    _write(tmp_path, "anna.yaml", PLAN)
    return tmp_path


def _write(root: Path, name: str, text: str) -> None:
    (root / "citizens" / name).write_text(text, encoding="utf-8")


def _loaded(root: Path) -> Project:
    project = load(root)
    assert isinstance(project, Project)
    return project


def _told(project: Project | tuple[Diagnostic, ...]) -> list[str]:
    diagnostics = project.diagnostics if isinstance(project, Project) else project
    return [f"{told.place} {told.code}" for told in diagnostics]


# --- what is read ----------------------------------------------------------------------------------------------


def test_a_project_has_settings_and_citizens_sorted_by_id(root: Path) -> None:
    for name in ("bo.yaml", "bo-b.yaml", "aase.yaml"):
        _write(root, name, PLAN)
    project = _loaded(root)
    assert [citizen.id for citizen in project.citizens] == ["aase", "anna", "bo", "bo-b"]
    assert project.opsætning.kommune == "Randers Kommune"
    assert project.citizens[0].source.file == "citizens/aase.yaml"
    assert (project.lister.lister, project.broken, project.diagnostics) == ((), (), ())


def test_the_root_is_found_from_any_folder_inside(root: Path) -> None:
    inside = root / "output" / "2027"
    inside.mkdir(parents=True)
    assert find_root(inside) == root
    assert find_root(root) == root


def test_outside_a_project_there_is_no_root(tmp_path: Path) -> None:
    assert find_root(tmp_path) is None


def test_files_that_are_no_plans_are_left_alone(root: Path) -> None:
    for name in ("~$anna.yaml", ".anna.yaml.swp", ".skjult.yaml", "anna.yaml~", "noter.txt", "anna.docx"):
        _write(root, name, "ikke en plan")
    (root / "citizens" / "billeder").mkdir()
    assert _told(_loaded(root)) == []


def test_lists_that_were_sent_are_read(root: Path) -> None:
    (root / "lister.yaml").write_text(
        "lister:\n  - tilbud: bostedet-fjordglimt\n    rådgiver: mette-holm\n    år: 2027\n    sendt: 2026-09-28\n"
        "    borgere: {anna: maj}\n",
        encoding="utf-8",
    )
    assert _loaded(root).lister.lister[0].borgere == {"anna": 5}


def test_broken_lists_are_told_and_the_rest_is_read(root: Path) -> None:
    (root / "lister.yaml").write_text("", encoding="utf-8")
    project = _loaded(root)
    assert _told(project) == ["lister.yaml P003"]
    assert len(project.citizens) == 1


def test_a_list_to_a_misspelt_tilbud_or_from_a_misspelt_adviser_is_told(root: Path) -> None:
    """R1: it would count for nobody, and the list would seem not to be sent."""
    (root / "lister.yaml").write_text(
        "lister:\n  - tilbud: bosteddet-fjordglimt\n    rådgiver: mette-holm\n    år: 2027\n    sendt: 2026-09-28\n"
        "  - {tilbud: bostedet-fjordglimt, rådgiver: nedlagt-hold, år: 2026, sendt: 2025-09-28}\n",
        encoding="utf-8",
    )
    project = _loaded(root)
    assert [(f"{told.place}", told.hint) for told in project.diagnostics] == [
        ("lister.yaml:2:5", "Mente du 'bostedet-fjordglimt'?"),
        ("lister.yaml:6:35", "Ret id'et. Er det et, I ikke bruger mere, kan linjen blive stående."),
    ]
    assert {told.level for told in project.diagnostics} == {Level.ADVARSEL}


def test_the_samples_of_the_repository_are_a_project() -> None:
    project = _loaded(Path(__file__).parent.parent)
    assert project.diagnostics == ()
    assert len(project.citizens) == 13


# --- broken plans ----------------------------------------------------------------------------------------------


def test_a_broken_plan_keeps_no_other_plan_back(root: Path) -> None:
    _write(root, "bent.yaml", PLAN + "mål: nej\n")
    project = _loaded(root)
    assert [citizen.id for citizen in project.citizens] == ["anna"]
    assert [broken.id for broken in project.broken] == ["bent"]
    assert _told(project) == ["citizens/bent.yaml:5:1 P013"]


@pytest.mark.parametrize(
    ("text", "rådgivere", "tilbud"),
    [
        (PLAN + "mål: nej\n", {"mette-holm"}, {"bostedet-fjordglimt"}),
        (
            PLAN + "mål: nej\ntidligere_rådgivere: [{id: ole-aaby}]\n",
            {"mette-holm", "ole-aaby"},
            {"bostedet-fjordglimt"},
        ),
        (PLAN + "  - {id: vaerkstedet-aaen, frra: x}\n", {"mette-holm"}, {"bostedet-fjordglimt", "vaerkstedet-aaen"}),
        (PLAN + "  - {fra: 2027-01-01}\n", {"mette-holm"}, None),
        (PLAN.replace("fjordglimt", "fjordglint") + "mål: nej\n", {"mette-holm"}, None),
        (PLAN.replace("mette-holm", "[mette-holm]"), None, {"bostedet-fjordglimt"}),
        (PLAN + "tidligere_rådgiver: [{id: ole-aaby, til: 2027-01-01}]\n", None, None),
        (PLAN + "rådgiver: ole-aaby\n", None, None),
        (PLAN + "noter: 'husk\n", None, None),
        ("", None, None),
    ],
    ids=[
        "a wrong goal",
        "another rådgiver before",
        "two tilbud",
        "a tilbud without id",
        "a misspelled id",
        "no id",
        "a misspelled key",
        "a repeated key",
        "no YAML",
        "nothing",
    ],
)
def test_the_lists_a_broken_plan_may_belong_to(
    root: Path, text: str, rådgivere: set[str] | None, tilbud: set[str] | None
) -> None:
    _write(root, "bent.yaml", text)
    (broken,) = _loaded(root).broken
    assert (broken.rådgivere, broken.tilbud) == (rådgivere, tilbud)


# --- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Anna.yaml", "åse.yaml", "bo b.yaml", "bo_b.yaml", "-bo.yaml"])
def test_a_name_that_can_be_no_id_is_told(root: Path, name: str) -> None:
    _write(root, name, PLAN)
    project = _loaded(root)
    assert _told(project) == [f"citizens/{name} B002"]
    assert len(project.broken) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("670761-4285.yaml", "▒▒▒▒▒▒-▒▒▒▒.yaml"),
        ("67-07-61-4285.yaml", "▒▒-▒▒-▒▒-▒▒▒▒.yaml"),
        ("bo\x1b[2J.yaml", "bo▒[▒J.yaml"),
        ("bo\udce6.yaml", "bo▒.yaml"),
    ],
    ids=["a cpr number", "a cpr number in parts", "an order to the terminal", "another encoding"],
)
def test_a_name_is_shown_without_digits_and_hidden_signs(root: Path, name: str, shown: str) -> None:
    _write(root, name, PLAN)
    assert _told(_loaded(root)) == [f"citizens/{shown} B002"]


@pytest.mark.parametrize(
    "name", ["lister", "pakker", "kladder", "planlaegning", "overblik", "con", "nul", "com1", "lpt9"]
)
def test_a_reserved_name_is_told(root: Path, name: str) -> None:
    _write(root, f"{name}.yaml", PLAN)
    assert _told(_loaded(root)) == [f"citizens/{name}.yaml B003"]


@pytest.mark.parametrize("name", ["bent.yml", "bent.YAML"])
def test_another_ending_is_told(root: Path, name: str) -> None:
    _write(root, name, PLAN)
    project = _loaded(root)
    assert _told(project) == [f"citizens/{name} B005"]
    assert [broken.id for broken in project.broken] == ["bent"]


def test_two_files_with_one_id_are_told(root: Path) -> None:
    _write(root, "anna.yml", PLAN)
    project = _loaded(root)
    assert _told(project) == ["citizens/anna.yml B004"]
    assert [citizen.id for citizen in project.citizens] == ["anna"]


# --- files that cannot be read ---------------------------------------------------------------------------------


def test_a_folder_named_like_a_plan_is_told(root: Path) -> None:
    (root / "citizens" / "bent.yaml").mkdir()
    assert _told(_loaded(root)) == ["citizens/bent.yaml B007"]


def test_a_link_out_of_the_project_is_told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "bent.yaml"
    outside.write_text(PLAN, encoding="utf-8")
    (root / "citizens" / "bent.yaml").symlink_to(outside)
    (root / "citizens" / "carl.yaml").symlink_to(root / "findes-ikke.yaml")
    (root / "citizens" / "dan.yaml").symlink_to(root / "citizens" / "dan.yaml")
    assert _told(_loaded(root)) == ["citizens/bent.yaml B007", "citizens/carl.yaml B007", "citizens/dan.yaml B007"]


def test_each_thing_that_is_no_file_has_its_own_remedy(root: Path) -> None:
    (root / "citizens" / "bent.yaml").mkdir()
    (root / "citizens" / "carl.yaml").symlink_to(root / "findes-ikke.yaml")
    os.mkfifo(root / "citizens" / "dan.yaml")
    assert [(told.message, told.hint) for told in _loaded(root).diagnostics] == [
        ("Det er en mappe og ikke en fil.", "Flyt mappen, eller giv den et andet navn."),
        ("Filen er en genvej til noget, der ikke findes.", "Slet genvejen, og læg selve filen i mappen."),
        ("Det er ikke en almindelig fil.", "Slet den, eller læg en almindelig fil i stedet."),
    ]


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "citizens" / "bent.yaml")
    assert _told(_loaded(root)) == ["citizens/bent.yaml B007"]


def test_a_project_without_citizens_folder_is_told(root: Path) -> None:
    (root / "citizens" / "anna.yaml").unlink()
    (root / "citizens").rmdir()
    assert _told(_loaded(root)) == ["citizens B001"]


def test_a_project_without_citizens_is_empty(root: Path) -> None:
    (root / "citizens" / "anna.yaml").unlink()
    project = _loaded(root)
    assert (project.citizens, project.diagnostics) == ((), ())


def test_without_settings_every_problem_is_told_and_nothing_is_loaded(root: Path) -> None:
    (root / "mlmp.yaml").unlink()
    _write(root, "bent.yaml", PLAN + "mål: nej\n")
    assert _told(load(root)) == ["citizens/bent.yaml:5:1 P013", "mlmp.yaml B006"]


def test_settings_with_mistakes_are_told_together_with_the_plans(root: Path) -> None:
    (root / "mlmp.yaml").write_text(OPSÆTNING + "komune: x\n", encoding="utf-8")
    _write(root, "bent.yaml", "")
    assert _told(load(root)) == ["citizens/bent.yaml P003", "mlmp.yaml:20:1 P012"]
