"""`mlmp pakke`: packs made from what is up to date, with what an edited or missing document means told."""

import io
import json
import stat
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from builders import OPSÆTNING
from click.testing import CliRunner, Result
from docx import Document
from programs import page_texts
from pypdf import PdfReader, PdfWriter

from mlmp_docs.cli import mlmp
from mlmp_docs.outbox import libreoffice

ANNA = """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}
rådgiver: mette-holm
tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]
møder: [{år: 2027, måned: maj, dato: 2027-05-12, kl: "13:00-14:00", sted: Fællesstuen}]
"""
BO = """\
borger: {navn: Bo Ravn, cpr: 710280-1119}
rådgiver: mette-holm
tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]
møder: [{år: 2027, måned: maj, dato: 2027-05-12, kl: "9:00-10:00", sted: Værkstedet}]
"""
CARL = """\
borger: {navn: Carl Lind, cpr: 680761-4283}
rådgiver: ole-aaby
tilbud: [{id: vaerkstedet-aaen}]
møder: [{år: 2027, måned: juni, dato: 2027-06-02, kl: "9:00-10:00", sted: Værkstedet}]
"""
PLAYER = """\
    #!{python}
    import sys
    from pathlib import Path
    folder = Path(sys.argv[sys.argv.index("--outdir") + 1])
    for name in sys.argv[sys.argv.index("--outdir") + 2:]:
        (folder / (Path(name).stem + ".pdf")).write_bytes({pdf!r})
"""
"""A program that is called as LibreOffice is, and makes the same page of everything."""


def one_page() -> bytes:
    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(target)
    return target.getvalue()


class Folder:
    """A small project on disk, with a stand-in for LibreOffice unless the real one is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "citizens").mkdir(parents=True)
        (root / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
        for name, text in {"anna": ANNA, "bo": BO, "carl": CARL}.items():
            (root / f"citizens/{name}.yaml").write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(mlmp, ["pakke", *arguments, "--dato", "2027-04-01", "--projekt", str(self.root)])

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / "citizens" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def pack(self, name: str) -> Path:
        return self.root / "output/2027/pakker" / f"{name}.pdf"

    @property
    def packs(self) -> set[str]:
        return {path.stem for path in (self.root / "output/2027/pakker").glob("*")}

    def bookmarks(self, name: str) -> list[str]:
        """Each bookmark, those of documents with two blanks before them."""
        found: list[str] = []
        for item in PdfReader(self.pack(name)).outline:
            found += [f"  {each.title}" for each in item] if isinstance(item, list) else [str(item.title)]
        return found


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "office"
    place.mkdir()
    program = place / "soffice"
    program.write_text(dedent(PLAYER).format(python=sys.executable, pdf=one_page()), encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(place))
    return program


@pytest.fixture
def folder(tmp_path: Path, office: Path) -> Folder:
    return Folder(tmp_path / "projekt")


HOME = ("--tilbud", "bostedet-fjordglimt", "--måned", "maj")
HOME_PACK = "tilbud-bostedet-fjordglimt-2027-05"


# --- what is typed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((), "Skriv, hvad der skal pakkes"),
        (("--tilbud", "bostedet-fjordglimt", "--rådgiver", "mette-holm"), "En pakke har én læser"),
        (("--dag", "12.5.2027", "--tilbud", "bostedet-fjordglimt"), "--dag laver en rådgivers dag"),
        (("--dag", "12.5.2027", "--maaned", "maj"), "Vælg --dag eller --måned"),
        (("--dag", "12.5.2027", "--aar", "2026"), "Dagen ligger i 2027"),
        (("--dag", "31.6.2027"), "Datoen findes ikke"),
        (("--tilbud", "bostedet-fjordglimd"), "Mente du bostedet-fjordglimt?"),
        (("--raadgiver", "mette"), "kendes ikke"),
        (("--måned", "maj", "--dokument", "dagsordenen"), "Mente du dagsorden?"),
        (("anna",), "anna"),
    ],
)
def test_wrong_use_says_what_to_write(folder: Folder, typed: tuple[str, ...], told: str) -> None:
    done = folder.run(*typed)
    assert done.exit_code == 2
    assert told in done.output
    assert not (folder.root / "output").exists()


# --- whose pack ----------------------------------------------------------------------------------------------------


def test_a_tilbud_gets_one_file_with_its_own_citizens_by_name(folder: Folder) -> None:
    done = folder.run(*HOME)
    assert done.exit_code == 0, done.output
    assert folder.packs == {HOME_PACK}
    agenda = "  Dagsorden til borgerplansmøde"
    assert folder.bookmarks(HOME_PACK) == ["Indhold", "Anna Lykke Jensen", agenda, "Bo Ravn", agenda]
    assert "2 borgere, 2 dokumenter, 5 sider" in done.stdout
    assert "Mit liv – Min plan" in done.stdout and "(R13)" in done.stdout


def test_the_whole_year_of_a_tilbud_begins_with_its_lists(folder: Folder) -> None:
    folder.run("--tilbud", "vaerkstedet-aaen")
    marks = folder.bookmarks("tilbud-vaerkstedet-aaen-2027")
    assert marks[1:5] == [
        "Lister",
        "  Årshjul",
        "  Liste over opfølgningsmøder, Mette Holm",
        "  Liste over opfølgningsmøder, Ole Aaby",
    ]
    assert [mark for mark in marks if not mark.startswith(" ")][2:] == ["Bo Ravn", "Carl Lind"]


def test_a_month_alone_gives_each_rådgiver_with_meetings_a_pack_of_the_own_citizens(folder: Folder) -> None:
    folder.change("carl", "måned: juni, dato: 2027-06-02", "måned: maj, dato: 2027-05-19")
    assert folder.run("--måned", "maj").exit_code == 0
    assert folder.packs == {"raadgiver-mette-holm-2027-05", "raadgiver-ole-aaby-2027-05"}
    ole = folder.bookmarks("raadgiver-ole-aaby-2027-05")
    assert [mark for mark in ole if not mark.startswith(" ")] == ["Indhold", "Carl Lind"]


def test_min_dag_goes_by_the_clock_with_agenda_plan_and_minutes(folder: Folder) -> None:
    done = folder.run("--dag", "12.5.2027", "--raadgiver", "mette-holm")
    assert done.exit_code == 0, done.output
    papers = ["  Dagsorden til borgerplansmøde", "  Mit liv – Min plan", "  Beslutningsreferat, til at skrive i"]
    assert folder.bookmarks("min-dag-mette-holm-2027-05-12") == [
        "Indhold", "09.00 Bo Ravn", *papers, "13.00 Anna Lykke Jensen", *papers
    ]  # fmt: skip


def test_the_agenda_about_a_new_time_lies_in_the_day_when_it_is_sent(folder: Folder) -> None:
    told = "sendt: {indkaldelse: {dato: 2027-03-10, gælder: 2027-05-12 13:00-14:00}}"
    folder.change("anna", "sted: Fællesstuen", f"sted: Fællesstuen, {told}")
    folder.change("anna", 'kl: "13:00-14:00"', 'kl: "14:00-15:00"')
    folder.run("--dag", "12.5.2027")
    folder.change(
        "anna",
        "{dato: 2027-03-10, gælder: 2027-05-12 13:00-14:00}",
        "{dato: 2027-03-20, gælder: 2027-05-12 14:00-15:00}",
    )
    done = folder.run("--dag", "12.5.2027")
    assert "Dokumentet er ikke lavet" not in done.output
    after = folder.bookmarks("min-dag-mette-holm-2027-05-12")
    assert after[after.index("14.00 Anna Lykke Jensen") + 1] == "  Dagsorden til borgerplansmøde"


def test_a_day_without_meetings_says_so(folder: Folder) -> None:
    done = folder.run("--dag", "13.5.2027")
    assert done.exit_code == 0
    assert "Der er ingen møder" in done.stdout
    assert folder.packs == set()


def test_what_the_reader_must_not_have_is_refused_with_the_rule(folder: Folder) -> None:
    done = folder.run("--tilbud", "bostedet-fjordglimt", "--dokument", "visuel-plan")
    assert done.exit_code == 1
    assert "(R13)" in done.stdout
    assert folder.packs == set()


def test_neither_file_name_title_nor_bookmark_holds_a_cpr_number_and_no_file_name_a_citizen(folder: Folder) -> None:
    folder.run("--rådgiver", "mette-holm")
    (name,) = folder.packs
    assert "anna" not in name and "bo" not in name.split("-")
    reader = PdfReader(folder.pack(name))
    assert reader.metadata is not None and reader.metadata.title == "Pakke til Mette Holm"
    assert not any("4285" in mark or "1119" in mark for mark in folder.bookmarks(name))
    assert stat.S_IMODE(folder.pack(name).stat().st_mode) == 0o600


# --- up to date ----------------------------------------------------------------------------------------------------


def test_a_pack_is_made_again_only_when_something_in_it_has_changed(folder: Folder) -> None:
    folder.run(*HOME)
    first = folder.pack(HOME_PACK).read_bytes()
    assert "uændret" in folder.run(*HOME).stdout
    assert folder.pack(HOME_PACK).read_bytes() == first
    folder.change("anna", "Fællesstuen", "Mødelokale 2")
    # The stand-in makes the same page of every document, so what tells is the document's own PDF.
    assert "lavet igen" in folder.run(*HOME).stdout


def test_single_sided_is_another_pack(folder: Folder) -> None:
    folder.run(*HOME)
    assert "3 sider" in folder.run(*HOME, "--enkeltsidet").stdout


def test_an_edited_document_is_taken_as_it_is_and_told(folder: Folder) -> None:
    folder.run(*HOME)
    path = folder.root / "output/2027/anna/dagsorden-anna-2027.docx"
    document = Document(str(path))
    document.add_paragraph("Skrevet af Mette")
    document.save(str(path))
    mine = path.read_bytes()
    done = folder.run(*HOME)
    assert done.exit_code == 0
    assert "rettet af en person" in done.stdout
    assert path.read_bytes() == mine


def test_a_pack_that_somebody_wrote_in_is_left_alone(folder: Folder) -> None:
    folder.run(*HOME)
    mine = folder.pack(HOME_PACK).read_bytes() + b"%note\n"
    folder.pack(HOME_PACK).write_bytes(mine)
    done = folder.run(*HOME)
    assert done.exit_code == 1
    assert "ændret af en person" in done.stdout
    assert folder.pack(HOME_PACK).read_bytes() == mine


def test_a_pdf_that_was_not_made_here_is_left_out_and_told(folder: Folder) -> None:
    folder.run(*HOME)
    (folder.root / "output/2027/anna/dagsorden-anna-2027.pdf").write_bytes(one_page())
    done = folder.run(*HOME)
    assert "ikke lavet her" in " ".join(done.stdout.split())
    assert "Anna Lykke Jensen" not in folder.bookmarks(HOME_PACK)


def test_a_pack_that_has_nothing_any_more_is_removed(folder: Folder) -> None:
    folder.run(*HOME)
    for name in ("anna", "bo"):
        folder.change(name, "måned: maj, dato: 2027-05-12", "måned: juni, dato: 2027-06-16")
    assert "fjernet" in folder.run(*HOME).stdout
    assert folder.packs == set()


def test_a_dry_run_writes_nothing(folder: Folder) -> None:
    done = folder.run(*HOME, "--dry-run")
    assert done.exit_code == 0
    assert "2 borgere, 2 dokumenter" in done.stdout
    assert not (folder.root / "output").exists()


# --- what goes wrong -----------------------------------------------------------------------------------------------


def test_a_broken_plan_keeps_nobody_else_out_and_is_named(folder: Folder) -> None:
    (folder.root / "citizens/anna.yaml").write_text("borger: [\n", encoding="utf-8")
    done = folder.run(*HOME)
    assert "kan mangle i pakken: anna" in " ".join(done.output.split())
    assert done.exit_code == 1
    assert folder.bookmarks(HOME_PACK)[1] == "Bo Ravn"


def test_a_plan_with_a_fejl_is_left_out_and_told(folder: Folder) -> None:
    folder.change("anna", "kontaktperson: jonas-bak", "kontaktperson: jonas-bak-2")
    done = folder.run(*HOME)
    assert done.exit_code == 1
    assert "Planen har fejl. Gælder Anna Lykke Jensen" in " ".join(done.stdout.split())
    assert "Anna Lykke Jensen" not in folder.bookmarks(HOME_PACK)


def test_without_libreoffice_it_is_told_and_nothing_half_is_left(
    folder: Folder, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.unlink()
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    done = folder.run(*HOME)
    assert done.exit_code == 1
    assert "LibreOffice er ikke på denne maskine" in " ".join(done.stdout.split())
    assert folder.packs == set()


def test_as_json_it_tells_reader_citizens_and_what_is_left_out(folder: Folder) -> None:
    told = json.loads(folder.run(*HOME, "--json").stdout)
    (pack,) = told["pakker"]
    assert pack["læser"] == {"slags": "tilbud", "id": "bostedet-fjordglimt"}
    assert (pack["borgere"], pack["dokumenter"], pack["sider"]) == (["anna", "bo"], 2, 5)
    assert any(each["dokument"].startswith("Forberedelsesark") for each in pack["udeladt"])
    assert told["files"][0] == {"path": f"output/2027/pakker/{HOME_PACK}.pdf", "action": "lavet", "reason": "ny"}


# --- with LibreOffice ----------------------------------------------------------------------------------------------


@pytest.mark.soffice
def test_a_real_pack_holds_every_document_and_nobody_elses(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "projekt")
    done = folder.run("--tilbud", "bostedet-fjordglimt")
    assert done.exit_code == 0, done.output
    pack = folder.pack("tilbud-bostedet-fjordglimt-2027")
    texts = page_texts(pack)
    whole = " ".join(" ".join(texts).split())
    assert "Pakke til Bostedet Fjordglimt" in texts[0]
    assert "Ikke med i pakken" in texts[0]
    assert "4285" not in texts[0]
    assert "Carl" not in whole, "a citizen of the other tilbud"
    assert whole.count("Dagsorden til borgerplansmøde Mit liv") == 2
    reader = PdfReader(pack)
    marks = [item for each in reader.outline for item in (each if isinstance(each, list) else [each])]
    assert all((reader.get_destination_page_number(mark) or 0) % 2 == 0 for mark in marks)
    blank = [number for number, text in enumerate(texts, 1) if not text.strip()]
    assert all(number % 2 == 0 for number in blank)
