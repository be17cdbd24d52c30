"""`mlmp skabelon`, as somebody meets it who makes Word templates and has never seen it before."""

import json
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image
from programs import convert, page_texts, validation_errors
from test_cli import mlmp
from word_files import docx

from mlmp_docs import builtin
from mlmp_docs.build.field_list import field_lists
from mlmp_docs.build.samples import samples
from mlmp_docs.build.stretch import stretched
from mlmp_docs.cli import TEMPLATE_COMMANDS, Entry

LOOPS = "".join(f"{{% for a{n} in range(1000) %}}" for n in range(4)) + "x" + "{% endfor %}" * 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder outside every project with one built-in template in it."""
    content = builtin.template("indkaldelse.docx")
    assert content
    (tmp_path / "indkaldelse.docx").write_bytes(content)
    return tmp_path


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("skabelon")
    mlmp("start", "projekt", folder=place)
    return place / "projekt"


@pytest.fixture
def project(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "projekt"))


def text_of(path: Path) -> str:
    document = Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pictures_of(path: Path) -> set[str]:
    with ZipFile(path) as package:
        return {name for name in package.namelist() if "/media/" in name}


def test_a_preview_has_the_pictograms_of_the_project(project: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (50, 50), "#FF0000").save(file, "PNG")
    (project / "templates" / "piktogrammer" / "kan.png").write_bytes(file.getvalue())
    mlmp("skabelon", "vis", "visuel-plan", "--data", "typisk", folder=project)
    shown = pictures_of(project / "templates" / "visuel-plan.vis-typisk.docx")
    assert "word/media/piktogram-kan.png" in shown and "word/media/kan.png" not in shown


def test_the_group_tells_its_commands_by_both_names(tmp_path: Path) -> None:
    told = mlmp("template", "--help", folder=tmp_path)
    assert "Brug: mlmp skabelon [VALG] KOMMANDO …" in told
    for entry in TEMPLATE_COMMANDS:
        assert f"{entry.name} ({entry.english})" in told
    assert "Kommandoen 'tjekk' findes ikke" in mlmp("skabelon", "tjekk", folder=tmp_path, code=2)


@pytest.mark.parametrize("entry", TEMPLATE_COMMANDS, ids=lambda entry: entry.name)
def test_each_command_has_danish_help_by_both_names(entry: Entry, tmp_path: Path) -> None:
    told = mlmp("skabelon", entry.name, "--help", folder=tmp_path)
    assert told == mlmp("template", entry.english, "--help", folder=tmp_path)
    assert not any(english in told for english in ("Usage", "Options", "Show", "[OPTIONS]"))


# --- tjek --------------------------------------------------------------------------------------------------------


def test_a_template_is_found_by_any_name_its_author_may_type(folder: Path) -> None:
    for typed in ("indkaldelse.docx", "indkaldelse", "./indkaldelse.docx", str(folder / "indkaldelse.docx"), "."):
        told = mlmp("skabelon", "tjek", typed, folder=folder)
        assert told == "Tjekket 1 skabelon: ingen fejl, ingen advarsler.\n"
    assert "findes ikke. Mente du 'indkaldelse.docx'?" in mlmp("skabelon", "tjek", "inkaldelse", folder=folder, code=2)


def test_a_template_of_the_project_is_found_by_its_name(project: Path) -> None:
    told = mlmp("skabelon", "tjek", "referat", folder=project / "citizens")
    assert told.endswith("Tjekket 1 skabelon: ingen fejl, ingen advarsler.\n")


def test_without_files_every_template_of_the_project_is_checked(project: Path) -> None:
    (project / "templates" / "dagsorden.docx").write_bytes(docx("{{ mødeledr }}", "{{ punkter }}"))
    (project / "templates" / "dagsodren.docx").write_bytes(docx("x"))
    assert mlmp("skabelon", "tjek", folder=project, code=1) == (
        "Tjekket alle skabeloner: 2 fejl, 1 advarsel.\n"
        "templates/dagsorden.docx: fejl S022: Brødtekst, afsnit 1: {{ mødeledr }}: Feltet `mødeledr` kendes ikke.\n"
        "    Mente du `mødeleder`?\n"
        "templates/dagsorden.docx: fejl S028: Brødtekst, afsnit 2: {{ punkter }}: Mærket giver flere felter, ikke én "
        "tekst.\n    Skriv et felt, der er en tekst.\n"
        "templates/dagsodren.docx: advarsel B023: Skabelonen bruges ikke af noget dokument.\n"
        "    Se efter, om navnet er stavet rigtigt, eller slet filen.\n\n"
    )
    assert "{{ mødeledr }}" in mlmp("tjek", folder=project, code=1)


def test_outside_a_project_a_file_must_be_named(tmp_path: Path) -> None:
    assert "Her er intet projekt" in mlmp("skabelon", "tjek", folder=tmp_path, code=2)


def test_a_name_that_tells_no_document_is_checked_with_the_shared_fields(folder: Path) -> None:
    (folder / "brev.docx").write_bytes(docx("{{ borger.navn }} {{ hvem_kommer }}"))
    told = mlmp("skabelon", "tjek", "brev.docx", folder=folder, code=1)
    assert "Feltet `hvem_kommer` kendes ikke." in told
    assert "brev.docx: Navnet viser ikke, hvilket dokument skabelonen er til" in told
    assert "giver flere felter" in mlmp("skabelon", "tjek", "brev", "--dokument", "indkaldelse", folder=folder, code=1)
    told = mlmp("skabelon", "tjek", "brev.docx", "--dokument", "indkaldlse", folder=folder, code=2)
    assert "'indkaldlse' kendes ikke. Mente du indkaldelse?" in told


def test_the_beginning_of_a_name_tells_the_document(folder: Path) -> None:
    (folder / "Indkaldelse ny.docx").write_bytes(docx("{{ overskrift }}"))
    assert "ingen fejl" in mlmp("skabelon", "tjek", "Indkaldelse ny.docx", folder=folder)


def test_what_the_commands_made_themselves_is_no_template(folder: Path) -> None:
    mlmp("skabelon", "felter", "--word", "felter", "--dokument", "dagsorden", folder=folder)
    mlmp("skabelon", "vis", "indkaldelse", "--data", "tomt", folder=folder)
    assert mlmp("skabelon", "tjek", ".", folder=folder) == "Tjekket 1 skabelon: ingen fejl, ingen advarsler.\n"
    told = mlmp("skabelon", "tjek", "felter.docx", folder=folder)
    assert "felter.docx: Det er ingen skabelon, men lavet af 'mlmp skabelon'." in told


def test_faults_are_told_as_json_for_programs(folder: Path) -> None:
    (folder / "referat.docx").write_bytes(docx("{{ borger.nvn }}"))
    (told,) = json.loads(mlmp("skabelon", "tjek", "referat", "--json", folder=folder, code=1))["diagnostics"]
    assert (told["file"], told["code"]) == ("referat.docx", "S022")


def test_a_template_that_never_ends_is_told_and_the_others_are_checked(folder: Path) -> None:
    (folder / "dagsorden.docx").write_bytes(docx(LOOPS))
    told = mlmp("skabelon", "tjek", ".", folder=folder, code=1)
    assert "dagsorden.docx: fejl S040: Skabelonen " in told
    assert "Tjekket 2 skabeloner: 1 fejl, ingen advarsler.\n" in told


# --- felter ------------------------------------------------------------------------------------------------------


def test_fields_are_a_table_on_the_screen(tmp_path: Path) -> None:
    told = mlmp("skabelon", "felter", "--dokument", "dagsorden", folder=tmp_path)
    assert "borger.navn                           tekst  Borgerens fulde navn. Fx: Anna" in told
    assert "Altid tomme i dette dokument: borger.cpr, handleplan." in told
    assert "punkter[].oplæg_ved" in told
    assert "hvem_kommer" not in told
    assert "Mente du dagsorden?" in mlmp("skabelon", "felter", "--dokument", "dagorden", folder=tmp_path, code=2)


def test_fields_are_json_for_programs(tmp_path: Path) -> None:
    told = json.loads(mlmp("template", "fields", "--json", folder=tmp_path))["felter"]
    assert [found["dokument"] for found in told][:3] == ["", "datobrev", "forberedelsesark"]
    assert {
        "felt": "borger.navn",
        "skriv": "{{ borger.navn }}",
        "betydning": "Borgerens fulde navn",
        "type": "tekst",
        "eksempel": "Anna Lykke Jensen",
        "udfyld": "{{ felt('borger.navn') }}",
    } in told[0]["felter"]
    assert all(field["betydning"] for found in told for field in found["felter"])


def test_what_a_person_can_fill_in_is_told_with_its_tag(tmp_path: Path) -> None:
    told = json.loads(mlmp("skabelon", "felter", "--json", "--dokument", "referat", folder=tmp_path))["felter"]
    tags = {field["felt"]: field["udfyld"] for found in told for field in found["felter"]}
    assert tags["min_plan.det_kan_jeg"] == "{{p felt('min_plan.det_kan_jeg') }}"
    assert tags["møde.referat.kort_fortalt"] == "{{ felt('møde.referat.kort_fortalt') }}"
    assert tags["rækker[].frist"] == "{{ felt('r.frist') }}"
    assert tags["borger.cpr"] == tags["borger.navns"] == ""
    assert not any("stier" in path for path in tags)
    assert "{{ felt('handleplan.formål') }}" in mlmp("skabelon", "felter", "--dokument", "referat", folder=tmp_path)


def test_own_documents_are_listed_too(project: Path) -> None:
    told = json.loads(mlmp("skabelon", "felter", "--json", folder=project))["felter"]
    assert told[-1]["dokument"] == "velkomstbrev"


def test_fields_are_a_word_file_that_is_no_template(project: Path) -> None:
    told = mlmp("skabelon", "felter", "--word", "templates/mine-felter", folder=project)
    assert told == "Felterne står i templates/mine-felter.docx.\n"
    text = text_of(project / "templates" / "mine-felter.docx")
    for tag in ("{{ borger.navn }}", "{% for m in mål %} … {% endfor %}", "{{ m.nu.faglig.kort }}", "{{ spørgsmål }}"):
        assert tag in text
    before = (project / "templates" / "mine-felter.docx").read_bytes()
    told = mlmp("skabelon", "felter", "--word", "templates/mine-felter.docx", folder=project, code=1)
    assert told == (
        "Fejl: templates/mine-felter.docx er der allerede og er ladt urørt. Vælg et andet navn, eller slet filen.\n"
    )
    assert (project / "templates" / "mine-felter.docx").read_bytes() == before
    assert "Tjekket alle skabeloner: ingen fejl, ingen advarsler." in mlmp("skabelon", "tjek", folder=project)
    assert "Mappen til x/y.docx findes ikke." in mlmp("skabelon", "felter", "--word", "x/y", folder=project, code=1)


@pytest.mark.validator
def test_the_word_file_with_fields_is_valid(tmp_path: Path) -> None:
    mlmp("skabelon", "felter", "--word", "felter", folder=tmp_path)
    assert validation_errors([tmp_path / "felter.docx"]) == []


@pytest.mark.soffice
def test_the_word_file_with_fields_can_be_printed(tmp_path: Path) -> None:
    mlmp("skabelon", "felter", "--word", "felter", "--dokument", "dagsorden", folder=tmp_path)
    (pdf,) = convert([tmp_path / "felter.docx"], "pdf", tmp_path)
    pages = page_texts(pdf)
    assert "{{ borger.navn }}" in pages[0]
    assert "Dagsorden til borgerplansmøde" in "".join(pages)


# --- vis ---------------------------------------------------------------------------------------------------------


def test_a_template_is_shown_with_ordinary_the_longest_and_the_least_data(folder: Path) -> None:
    assert mlmp("skabelon", "vis", "indkaldelse", folder=folder) == (
        "Typisk:  indkaldelse.vis-typisk.docx\n"
        "Længst:  indkaldelse.vis-længst.docx\n"
        "Tomt:    indkaldelse.vis-tomt.docx\n"
    )
    typical, longest, emptiest = (
        text_of(folder / f"indkaldelse.vis-{kind}.docx") for kind in ("typisk", "længst", "tomt")
    )
    assert "Anna Lykke Jensen" in typical
    assert "Anna Lykke Jensen Anna Lykke Jensen" in longest
    assert "Anna" not in emptiest
    assert len(emptiest) < len(typical) < len(longest)


def test_showing_again_leaves_what_was_shown_before(folder: Path) -> None:
    mlmp("skabelon", "vis", "indkaldelse", "--data", "tomt", folder=folder)
    before = (folder / "indkaldelse.vis-tomt.docx").read_bytes()
    told = mlmp("skabelon", "vis", "indkaldelse", "--data", "tomt", folder=folder)
    assert told == "Tomt:    indkaldelse.vis-tomt-2.docx\n"
    assert (folder / "indkaldelse.vis-tomt.docx").read_bytes() == before


def test_one_file_can_be_named_and_is_never_one_that_is_there(folder: Path) -> None:
    assert mlmp("skabelon", "vis", "indkaldelse", "--ud", "prøve", folder=folder) == "Typisk:  prøve.docx\n"
    before = (folder / "indkaldelse.docx").read_bytes()
    told = mlmp("skabelon", "vis", "indkaldelse", "--ud", "indkaldelse.docx", folder=folder, code=1)
    assert "er der allerede og er ladt urørt" in told
    assert (folder / "indkaldelse.docx").read_bytes() == before


def test_a_template_with_faults_is_told_about_and_not_shown(folder: Path) -> None:
    (folder / "referat.docx").write_bytes(docx("{{ borger.nvn }}"))
    told = mlmp("skabelon", "vis", "referat", folder=folder, code=1)
    assert "Feltet `borger.nvn` kendes ikke.\n    Mente du `borger.navn`?" in told
    assert "Skabelonen har fejl, så der er ikke lavet nogen fil." in told
    assert sorted(path.name for path in folder.iterdir()) == ["indkaldelse.docx", "referat.docx"]


def test_shown_templates_beside_the_templates_are_no_templates(project: Path) -> None:
    mlmp("skabelon", "vis", "dagsorden", "--data", "typisk", folder=project)
    assert (project / "templates" / "dagsorden.vis-typisk.docx").is_file()
    assert "ingen fejl, ingen advarsler" in mlmp("skabelon", "tjek", folder=project)


def test_every_built_in_template_can_be_filled_with_the_longest_data() -> None:
    from mlmp_docs.build.template_trial import filled

    for sample in samples():
        content = builtin.template(sample.template)
        assert content
        assert filled(content, sample.template, stretched(sample.fields))


def test_choices_dates_and_numbers_are_not_stretched() -> None:
    assert stretched({"status": "ikke begyndt", "dato": "12. maj 2027", "nummer": 3, "mail": "a b@example.dk"}) == {
        "status": "ikke begyndt",
        "dato": "12. maj 2027",
        "nummer": 3,
        "mail": "a b@example.dk",
    }
    assert len(stretched(["a"])) == 8
    assert stretched([]) == []


def test_the_list_of_fields_is_made_in_an_instant() -> None:
    from mlmp_docs.plan.reader import read_settings

    settings = read_settings((builtin.starter() / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
    assert settings
    assert sum(len(found.fields) for found in field_lists(settings)) > 700
