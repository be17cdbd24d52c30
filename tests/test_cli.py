"""The command line as an adviser meets it: Danish, helpful when used wrongly, quiet about what plans say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import mlmp_docs
from mlmp_docs.cli import COMMANDS
from mlmp_docs.cli.danish import LOCALE

CATALOGUE = LOCALE / "da" / "LC_MESSAGES"
REPOSITORY = Path(__file__).parent.parent


def mlmp(*words: str, folder: Path, typed: str = "", code: int = 0) -> str:
    """Run the command as a user does; both streams, after the exit code was as expected."""
    environment = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "error"}
    run = subprocess.run(
        [sys.executable, "-m", "mlmp_docs", *words],
        cwd=folder,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return run.stdout + run.stderr


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `mlmp start` makes it."""
    folder = tmp_path_factory.mktemp("start")
    mlmp("start", "projekt", folder=folder)
    return folder / "projekt"


@pytest.fixture
def project(fresh: Path, tmp_path: Path) -> Path:
    """A copy of the fresh project that a test may change."""
    return Path(shutil.copytree(fresh, tmp_path / "projekt"))


# --- Danish ------------------------------------------------------------------------------------------------------


def test_every_word_of_click_has_a_danish_one() -> None:
    import click

    found = extract_from_dir(str(Path(click.__file__).parent), method_map=[("**.py", "python")])
    ids = {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}
    with (CATALOGUE / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    translated = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue if m.id and m.string}
    # "d" is no message: it stands in a comment of click's that looks like one.
    assert ids - {"d"} <= translated


def test_the_compiled_catalogue_is_that_of_the_text(tmp_path: Path) -> None:
    with (CATALOGUE / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    with (tmp_path / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    assert (tmp_path / "messages.mo").read_bytes() == (CATALOGUE / "messages.mo").read_bytes()


def test_help_is_danish_and_names_both_names_of_each_command(tmp_path: Path) -> None:
    told = mlmp("--help", folder=tmp_path)
    assert "Brug: mlmp [VALG] KOMMANDO" in told
    assert "Vis denne hjælp." in told
    for entry in COMMANDS:
        assert f"{entry.name} ({entry.english})" in told
    for english in ("Usage", "Options", "Show", "exit", "Commands"):
        assert english not in told


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_each_command_has_danish_help_by_both_names(entry: mlmp_docs.cli.Entry, tmp_path: Path) -> None:
    told = mlmp(entry.name, "--help", folder=tmp_path)
    assert told == mlmp(entry.english, "--help", folder=tmp_path).replace(f"mlmp {entry.english}", f"mlmp {entry.name}")
    assert f"Brug: mlmp {entry.name}" in told
    for english in ("Usage", "Options", "Show this", "required]", "default:"):
        assert english not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bygg"], "Kommandoen 'bygg' findes ikke. Mente du 'byg'?"),
        (["strat"], "Mente du 'start'?"),
        (["ovberblik"], "Mente du 'overblik'?"),
        (["statsu"], "Mente du 'frister'?"),
        (["byg", "--forse"], "Valget '--forse' findes ikke. Mente du '--force'?"),
        (["byg", "--dryrun"], "Valget '--dryrun' findes ikke. Mente du '--dry-run'?"),
        (["byg", "--dry"], "Mente du '--dry-run'?"),
        (["byg", "--fritekst"], "Se valgene med 'mlmp byg --help'."),
        (["byg", "--borger", "ana"], "'ana' kendes ikke. Mente du anna?"),
        (["byg", "--måned", "mjaj"], "Mente du maj?"),
        (["byg", "--maaned", "13"], "Det er ikke en måned."),
        (["byg", "--år", "27"], "Det er ikke et år fra 2000 til 2099. Skriv det som 2027."),
        (["nyt-år", "1999"], "Det er ikke et år fra 2001 til 2099."),
        (["byg", "--processer", "99"], "Det er ikke et helt tal fra 1 til 64."),
        (["byg", "--processer", "to"], "Det er ikke et helt tal fra 1 til 64."),
        (["byg", "--brevdato", "31.6.2027"], "Datoen findes ikke i kalenderen."),
        (["byg", "--brevdato", "i morgen"], "Skriv den som 2027-05-12"),
        (["byg", "--dokument", "referatt"], "Mente du referat?"),
        (["tjek", "citizens/findes-ikke.yaml"], "findes ikke"),
        (["ny", "Bo Ravn", "--rådgiver", "mette-holm"], "--tilbud"),
        (["ny", "Bo", "Ravn", "--rådgiver", "mette-holm", "--tilbud", "bostedet-fjordglimt"], "anførselstegn"),
        (
            ["ny", "Bo", "--rådgiver", "mette-holm", *(["--tilbud", "bostedet-fjordglimt"] * 2)],
            "Tilbuddet 'bostedet-fjordglimt' er skrevet to gange.",
        ),
        (["tjek", "output"], "Mappen 'output' har ingen filer, der kan tjekkes."),
        (["tjek", "anna"], "Mente du 'citizens/anna.yaml'?"),
        (["byg", "anna"], "Der er et ord for meget. Mente du '--borger anna'?"),
        (["byg", "citizens/anna.yaml"], "Mente du '--borger anna'?"),
        (["byg", "ana"], "Mente du '--borger anna'?"),
        (["byg", "--borger", "anna", "bent"], "Mente du '--borger bent'?"),
        (["byg", "maj", "anna"], "Der er 2 ord for meget. Mente du '--måned maj --borger anna'?"),
        (["byg", "anna", "xyzzy"], "Mente du '--borger anna'? Se valgene med 'mlmp byg --help'."),
        (["frister", "anna"], "Mente du '--borger anna'?"),
        (["frister", "mette-holm"], "Mente du '--rådgiver mette-holm'?"),
        (["frister", "r7"], "Mente du '--regel R7'?"),
        (["modtagere", "anna", "datobrev"], "Mente du '--dokument datobrev'?"),
        (["modtagere", "anna", "bent"], "'bent' er en borgers id, men mlmp modtagere har ikke valget '--borger'."),
        (["modtagere", "bostedet-fjordglimt"], "'bostedet-fjordglimt' er et tilbuds id."),
        (["overblik", "2027"], "Mente du '--år 2027'?"),
        (["pakke", "bostedet-fjordglimt"], "Mente du '--tilbud bostedet-fjordglimt'?"),
        (["pakke", "12.5.2027"], "Mente du '--dag 12.5.2027'?"),
        (["nyt-år", "2028", "anna"], "Mente du '--borger anna'?"),
        (["overdrag", "--fra", "anna", "--til", "mette-holm"], "'anna' er en borgers id. Det skrives med '--borger"),
        (["byg", "--borger", "mette-holm"], "Det skrives med '--rådgiver mette-holm'."),
        (["kladde", "mette-holm"], "Mente du '--rådgiver mette-holm'?"),
        (["skabelon", "felter", "indkaldelse"], "Mente du '--dokument indkaldelse'?"),
        (["start", "a", "b"], "Der er et ord for meget. Se valgene med 'mlmp start --help'."),
    ],
)
def test_wrong_use_is_told_in_danish_with_exit_code_2(words: list[str], told: str, fresh: Path) -> None:
    said = mlmp(*words, folder=fresh, code=2)
    assert told in said
    assert "Error" not in said and "Usage" not in said


def test_a_word_too_many_is_not_repeated_for_it_may_be_a_name_or_a_cpr_number(fresh: Path) -> None:
    for words in (["byg", "670761-4285"], ["frister", "Anna", "Lykke Jensen"], ["overblik", "6707614285"]):
        said = mlmp(*words, folder=fresh, code=2)
        assert "for meget" in said
        assert "670761" not in said and "Lykke" not in said


def test_outside_a_project_a_word_too_many_is_told_all_the_same(tmp_path: Path) -> None:
    assert "Se valgene med 'mlmp byg --help'." in mlmp("byg", "anna", folder=tmp_path, code=2)


def test_outside_a_project_every_command_says_where_to_go(tmp_path: Path) -> None:
    for words in (["byg"], ["tjek"], ["ny", "Bo", "--tilbud", "t", "--rådgiver", "r"]):
        assert "mlmp start" in mlmp(*words, folder=tmp_path, code=2)


def test_the_command_works_from_any_folder_of_the_project(project: Path, tmp_path: Path) -> None:
    inside = mlmp("tjek", folder=project / "citizens")
    assert inside == mlmp("tjek", "--projekt", str(project), folder=tmp_path)


# --- start -------------------------------------------------------------------------------------------------------


def test_a_new_project_has_what_is_needed_and_ends_with_three_steps(fresh: Path, tmp_path: Path) -> None:
    assert len(list((fresh / "citizens").glob("*.yaml"))) == 13
    settings = (".vscode/settings.json", ".gitignore", ".gitattributes")
    for name in ("mlmp.yaml", "lister.yaml", "plan.schema.json", *settings):
        assert (fresh / name).is_file(), name
    assert (fresh / "templates" / "visuel-plan.docx").is_file()
    assert "output/" in (fresh / ".gitignore").read_text(encoding="utf-8")
    told = mlmp("start", "ny mappe", folder=tmp_path)
    assert all(f"  {number}. " in told for number in (1, 2, 3))
    assert 'cd "ny mappe" og mlmp byg' in told


def test_start_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mit eget\n", encoding="utf-8")
    assert ".gitignore" in mlmp("start", folder=tmp_path)
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mit eget\n"
    before = (tmp_path / "mlmp.yaml").read_bytes()
    assert "allerede et projekt" in mlmp("start", folder=tmp_path, code=2)
    assert (tmp_path / "mlmp.yaml").read_bytes() == before


def test_a_project_without_samples_has_no_citizens_and_nothing_to_complain_of(tmp_path: Path) -> None:
    mlmp("init", "p", "--uden-eksempler", folder=tmp_path)
    assert list((tmp_path / "p" / "citizens").iterdir()) == []
    assert not (tmp_path / "p" / "lister.yaml").exists()
    told = mlmp("tjek", folder=tmp_path / "p")
    assert "Tjekket 0 planer: ingen fejl" in told
    assert "Mappen citizens er tom" in told and "mlmp ny" in told


def test_start_tells_in_danish_why_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    told = mlmp("start", "fil/p", folder=tmp_path, code=1)
    assert "der ligger en fil, hvor der skal være en mappe" in told
    assert "directory" not in told


# --- ny ----------------------------------------------------------------------------------------------------------


def test_a_new_plan_is_valid_and_its_cpr_number_is_nowhere_on_the_screen(project: Path) -> None:
    words = ["ny", "Søren Ø'Brien & Søn", "--tilbud", "bostedet-fjordglimt", "--raadgiver", "mette-holm"]
    told = mlmp(*words, folder=project, typed="7002801117\n")
    assert "citizens/soeren-oe-brien-soen.yaml" in told
    assert "700280" not in told
    text = (project / "citizens" / "soeren-oe-brien-soen.yaml").read_text(encoding="utf-8")
    assert "cpr: '700280-1117'" in text
    assert "fejl" not in mlmp("tjek", "citizens/soeren-oe-brien-soen.yaml", folder=project).replace("ingen fejl", "")


def test_a_second_citizen_of_the_same_name_gets_an_id_of_their_own(project: Path) -> None:
    words = ["ny", "Bo Ravn", "--tilbud", "bostedet-fjordglimt", "--rådgiver", "mette-holm"]
    mlmp(*words, folder=project, typed="7002801117\n")
    assert "bo-ravn-2.yaml" in mlmp(*words, folder=project, typed="7102801115\n")


def test_a_wrong_cpr_number_is_asked_for_again_and_never_shown(project: Path) -> None:
    words = ["new", "Bo Ravn", "--tilbud", "bostedet-fjordglimt", "--rådgiver", "mette-holm"]
    told = mlmp(*words, folder=project, typed="9913451234\n7002801117\n")
    assert "er ikke en dato" in told
    assert "9913" not in told


def test_a_cpr_number_on_the_command_line_is_refused(project: Path) -> None:
    for words in (
        ["ny", "Bo 700280-1117"],
        ["ny", "Bo 70 02 80 1117"],
        ["ny", "Bo ٧٠٠٢٨٠-١١١٧"],
        ["ny", "Bo", "--id", "7002801117"],
        ["ny", "Bo", "--id", "70-02-80-1117"],
    ):
        told = mlmp(
            *words, "--tilbud", "bostedet-fjordglimt", "--rådgiver", "mette-holm", folder=project, code=2, typed="\n"
        )
        assert "700280" not in told
    assert not list((project / "citizens").glob("bo*"))


def test_a_cpr_number_that_another_plan_has_is_refused_without_naming_anybody(project: Path) -> None:
    words = ["ny", "Bo Ravn", "--tilbud", "bostedet-fjordglimt", "--rådgiver", "mette-holm"]
    told = mlmp(*words, folder=project, typed="6707614285\n", code=1)
    assert "står allerede i citizens/anna.yaml" in told
    assert "670761" not in told and "Lykke" not in told
    assert not (project / "citizens" / "bo-ravn.yaml").exists()


def test_a_new_plan_points_only_at_what_is_there(tmp_path: Path) -> None:
    mlmp("start", "p", "--uden-eksempler", folder=tmp_path)
    words = ["ny", "Bo Ravn", "--tilbud", "bostedet-fjordglimt", "--rådgiver", "mette-holm"]
    mlmp(*words, folder=tmp_path / "p", typed="7002801117\n")
    text = (tmp_path / "p" / "citizens" / "bo-ravn.yaml").read_text(encoding="utf-8")
    assert "anna" not in text and "vejledning" not in text


# --- tjek and byg ------------------------------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once_with_place_and_without_values(project: Path) -> None:
    plan = project / "citizens" / "bo.yaml"
    plan.write_text(
        "borger:\n  navn: Hemmeligt Navn\n  cpr: 999999-9999\nrådgiver: mette-hlm\n"
        "tilbud:\n  - id: bostedet-fjordglimt\n  - idd: x\n",
        encoding="utf-8",
    )
    told = mlmp("tjek", "citizens/bo.yaml", folder=project, code=1)
    assert "citizens/bo.yaml:3:3: fejl" in told
    assert "citizens/bo.yaml:7:5: fejl P012" in told
    assert "Hemmeligt" not in told and "999999" not in told


def test_a_folder_stands_for_its_files(project: Path) -> None:
    (project / "citizens" / "bo.yaml").write_text("borger: 1\n", encoding="utf-8")
    told = mlmp("tjek", "citizens", folder=project, code=1)
    assert "citizens/bo.yaml:1" in told and "Tjekket 14 filer: " in told
    assert mlmp("tjek", ".", folder=project, code=1) == mlmp("tjek", folder=project, code=1)
    assert "ingen fejl" in mlmp("tjek", "templates", folder=project)


def test_a_run_is_told_as_json(project: Path) -> None:
    first = json.loads(mlmp("byg", "--json", "--borger", "anna", folder=project).partition("\n}\n")[0] + "\n}")
    assert first["version"] == mlmp_docs.__version__
    assert {"path", "action", "reason"} == set(first["files"][0])
    assert any(file["action"] == "lavet" for file in first["files"])
    (project / "citizens" / "bo.yaml").write_text("borger: 1\n", encoding="utf-8")
    checked = json.loads(mlmp("tjek", "--json", folder=project, code=1))
    wrong = [told for told in checked["diagnostics"] if told["file"] == "citizens/bo.yaml"]
    assert {"file", "line", "column", "cell", "level", "code", "message", "hint"} == set(wrong[0])


def test_a_template_with_a_misspelt_field_is_told_before_anything_is_made(project: Path) -> None:
    from docx import Document

    document = Document(str(project / "templates" / "dagsorden.docx"))
    document.add_paragraph("{{ borger.adrese }}")
    document.save(str(project / "templates" / "dagsorden.docx"))
    told = mlmp("tjek", folder=project, code=1)
    assert "templates/dagsorden.docx: fejl S" in told
    assert "Mente du `borger.adresse`?" in told


def test_a_broken_plan_gives_exit_code_1_and_the_others_are_made(project: Path) -> None:
    (project / "citizens" / "bo.yaml").write_text("borger:\n\tnavn: Bo\n", encoding="utf-8")
    told = mlmp("byg", folder=project, code=1)
    assert "citizens/bo.yaml:2" in told
    assert (project / "output" / "2027" / "anna" / "visuel-plan-anna-2027.docx").is_file()


def test_a_run_for_one_citizen_says_how_many_messages_there_are_about_others(project: Path) -> None:
    (project / "citizens" / "bo.yaml").write_text("borger: 1\n", encoding="utf-8")
    told = mlmp("byg", "--borger", "aase", folder=project)
    assert "citizens/" not in told
    assert "Om andre planer er der" in told
    assert "citizens/bo.yaml" in mlmp("byg", "--borger", "bo", folder=project, code=1)


def test_sent_files_that_are_gone_take_one_line_for_each_document(project: Path) -> None:
    told = mlmp("byg", folder=project)
    assert "  datobrev: anna, bent, carla, esther, hassan, inge, sean\n" in told


def test_a_project_without_plans_names_the_command_that_makes_one(tmp_path: Path) -> None:
    mlmp("start", "p", "--uden-eksempler", folder=tmp_path)
    assert "mlmp ny" in mlmp("byg", folder=tmp_path / "p")


def test_an_unexpected_mistake_of_ours_shows_no_values(project: Path) -> None:
    code = (
        "import sys; from mlmp_docs.__main__ import _without_values as hook\n"
        "sys.excepthook = hook\n"
        "def read(secret): raise ValueError(secret)\n"
        "read('670761-4285')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ValueError" in run.stderr and "670761" not in run.stderr


def test_one_plan_is_no_plans(tmp_path: Path) -> None:
    mlmp("start", "projekt", "--uden-eksempler", folder=tmp_path)
    plan = "borger: {navn: Bo Ek, cpr: 670761-4285}\nrådgiver: mette-holm\ntilbud: [{id: bostedet-fjordglimt}]\n"
    (tmp_path / "projekt" / "citizens" / "bo.yaml").write_text(plan, encoding="utf-8")
    assert "Tjekket 1 plan: " in mlmp("tjek", folder=tmp_path / "projekt")
