"""`mlmp tjek --sprog`: how easy the texts are that a plan brings to the citizen, and advice that stops nothing."""

import json
from pathlib import Path

import pytest
from builders import OPSÆTNING, PLAN
from click.testing import CliRunner

from mlmp_docs.cli.check import check

EASY = "Jeg vil gerne lære at lave min egen mad hver dag."
HARD = "Borgeren ønsker kontinuerlig understøttelse vedrørende hverdagens praktiske gøremål, herunder madlavning."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "citizens").mkdir()
    (tmp_path / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    write(tmp_path, "")
    return tmp_path


def write(project: Path, more: str) -> None:
    (project / "citizens" / "anna.yaml").write_text(PLAN + more, encoding="utf-8")


def tjek(project: Path, *options: str, files: tuple[str, ...] = ("citizens", "mlmp.yaml")) -> str:
    """What is told about these files; templates are left alone."""
    run = CliRunner().invoke(check, ["--projekt", str(project), *options, *(str(project / file) for file in files)])
    assert run.exit_code == 0, run.output
    return run.output


def goal(text: str) -> str:
    return f"mål:\n  - {{borgermål: '{text}', frist: 2028-01-01, forventet: godt}}\n"


def test_a_hard_text_is_told_with_place_figure_and_remedy_and_without_what_it_says(project: Path) -> None:
    write(project, goal(HARD))
    told = tjek(project, "--sprog")
    assert "citizens/anna.yaml:6:6: råd K080: Teksten har LIX 100; i den visuelle plan er den helst højst 24." in told
    assert "Brug kortere ord: 9 af 10 ord har syv bogstaver eller flere." in told
    assert "1 råd" in told
    assert "kontinuerlig" not in told


def test_a_long_sentence_is_to_be_split(project: Path) -> None:
    write(project, goal(" og ".join(["jeg vil have en hund, en kat"] * 5)))
    assert "Del den længste sætning (den har 39 ord)." in tjek(project, "--sprog")


def test_easy_texts_have_a_figure_and_no_advice(project: Path) -> None:
    write(project, goal(EASY))
    told = tjek(project, "--sprog")
    assert "citizens/anna.yaml   11  den visuelle plan (11 ord)" in told
    assert "K08" not in told


def test_nothing_is_measured_unless_somebody_asks(project: Path) -> None:
    write(project, goal(HARD))
    told = tjek(project)
    assert "LIX" not in told
    assert "K080" not in told


@pytest.mark.parametrize(
    ("kilde", "told"), [("Borger", False), ("Borger støttet af pårørende", False), ("Andre", True)]
)
def test_the_citizens_own_words_are_measured_and_never_advised_on(project: Path, kilde: str, told: bool) -> None:
    write(project, f"min_plan: {{kilde: {kilde}, håb_og_drømme: ['{HARD}']}}\n")
    output = tjek(project, "--sprog")
    assert "100  den visuelle plan (10 ord)  ← over" in output
    assert ("K080" in output) is told


def test_many_texts_that_are_each_a_little_hard_are_told_together_with_their_lines(project: Path) -> None:
    steps = "".join(f"      - {{id: t{n}, tekst: Jeg handler ind hver mandag med en medarbejder}}\n" for n in range(3))
    write(project, f"mål:\n  - borgermål: Jeg køber selv ind\n    delmål:\n{steps}")
    told = tjek(project, "--sprog")
    assert "råd K081: Teksterne til den visuelle plan har tilsammen LIX 28; den er helst højst 24." in told
    assert "De sværeste ord og sætninger står i linje 8, 9 og 10." in told


def test_short_texts_are_not_judged_by_one_long_word(project: Path) -> None:
    write(project, goal("Selvstændighed"))
    assert "K08" not in tjek(project, "--sprog")


def test_what_was_sent_and_what_has_ended_is_past_advice(project: Path) -> None:
    minutes = f"referat: {{til_stede: [Anna], punkter: [], kort_fortalt: '{HARD}'}}"
    write(project, f"møder:\n  - {{år: 2027, dato: 2027-05-12, {minutes}}}\n")
    assert "i referatets »Kort fortalt« er den helst højst 34" in tjek(project, "--sprog")
    write(project, f"møder:\n  - {{år: 2027, dato: 2027-05-12, {minutes}, sendt: {{referat: 2027-05-20}}}}\n")
    assert "K08" not in tjek(project, "--sprog")
    write(project, f"{goal(HARD)}afsluttet: {{dato: 2027-01-01}}\n")
    assert "Planerne har ingen tekster til borgeren endnu." in tjek(project, "--sprog", files=("citizens/anna.yaml",))


def test_the_easy_agenda_of_mlmp_yaml_counts_where_the_citizen_reads_it(project: Path) -> None:
    with (project / "mlmp.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"dagsorden:\n  - {{punkt: '{HARD}', letlæst: '{EASY}'}}\n  - {{punkt: '{HARD}'}}\n")
    told = tjek(project, "--sprog")
    assert told.count("K080") == 1
    assert "i indkaldelsen er den helst højst 34" in told


def test_json_holds_the_figures(project: Path) -> None:
    write(project, goal(EASY))
    told = json.loads(tjek(project, "--sprog", "--json"))
    assert {"file": "citizens/anna.yaml", "document": "den visuelle plan", "lix": 11.0, "at_most": 24, "words": 11} in (
        told["sprog"]
    )


def test_only_the_files_asked_for_are_told_of(project: Path) -> None:
    write(project, goal(HARD))
    told = tjek(project, "--sprog", files=("mlmp.yaml",))
    assert "anna.yaml" not in told
    assert "mlmp.yaml" in told
