"""PDF beside the documents: made when they have changed, never over a person's work, and LibreOffice kept in check."""

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent
from threading import Event, Timer
from typing import Any

import pytest
from builders import OPSÆTNING
from click.testing import CliRunner
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request
from mlmp_docs.build.run import Result, build
from mlmp_docs.cli import mlmp
from mlmp_docs.outbox import libreoffice
from mlmp_docs.outbox.libreoffice import BROKEN, DEAD, HUNG, Printer, Trouble, convert, find
from mlmp_docs.outbox.pdf_memory import is_of, is_ours, is_whole, remember
from mlmp_docs.project import Project, load

PDF = b"%PDF-1.6\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


# --- the memory of a PDF ----------------------------------------------------------------------------------------


@given(st.binary(), st.binary())
def test_a_pdf_knows_the_file_it_was_made_from(source: bytes, other: bytes):
    made = remember(PDF, source)
    assert is_whole(made)
    assert is_ours(made)
    assert is_of(made, source)
    assert is_of(made, other) is (source == other)


def test_the_memory_stands_where_readers_pass_over_it():
    made = remember(PDF, b"source")
    line = next(line for line in made.splitlines(keepends=True) if line.startswith(b"%mlmp-2 "))
    assert made.replace(line, b"") == PDF
    assert made.endswith(b"startxref\n9\n%%EOF\n")


@given(st.integers(min_value=0, max_value=len(remember(PDF, b"source")) - 1))
def test_a_pdf_that_was_changed_anywhere_is_no_longer_ours(place: int):
    made = bytearray(remember(PDF, b"source"))
    made[place] ^= 1
    assert not is_ours(bytes(made)) or not is_of(bytes(made), b"source")


def test_a_pdf_made_as_it_was_done_before_is_ours_and_out_of_date():
    made = remember(PDF, b"source").replace(b"%mlmp-2 ", b"%mlmp-1 ")
    assert is_ours(made)
    assert not is_of(made, b"source")


def test_a_pdf_with_a_note_added_at_the_end_is_no_longer_ours():
    assert not is_ours(remember(PDF, b"source") + b"1 0 obj\n<<>>\nstartxref\n99\n%%EOF\n")


@pytest.mark.parametrize("content", [b"", PDF[:-8], PDF[1:], b"%PDF-1.6\n%%EOF"])
def test_half_a_pdf_is_not_whole(content: bytes):
    assert not is_whole(content)


# --- LibreOffice, played by a small program ---------------------------------------------------------------------

PLAYER = """\
    #!{python}
    import os, sys, time
    from pathlib import Path
    folder = Path(sys.argv[sys.argv.index("--outdir") + 1])
    names = sys.argv[sys.argv.index("--outdir") + 2:]
    with open({log!r}, "a") as log:
        print(os.getpid(), *sys.argv[1:], file=log)
    for name in names:
        content = Path(name).read_bytes()
        if b"HANGS" in content:
            time.sleep(600)
        if b"CRASHES" in content:
            os._exit(1)
        if b"BROKEN" not in content:
            (folder / (Path(name).stem + ".pdf")).write_bytes({pdf!r})
"""


class Player:
    """A program that is called as LibreOffice is, and does as the files it gets tell it."""

    def __init__(self, folder: Path, text: str = PLAYER) -> None:
        self.folder = folder
        folder.mkdir()
        self.program = folder / "soffice"
        self.log = folder / "log"
        script = dedent(text).format(python=sys.executable, log=str(self.log), pdf=PDF)
        self.program.write_text(script, encoding="utf-8")
        self.program.chmod(0o700)

    @property
    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def convert(self, *contents: str, patience: float = 30) -> list[bytes | Trouble]:
        sources = []
        for number, content in enumerate(contents):
            source = self.folder / f"anna-{number}.docx"
            source.write_text(content, encoding="utf-8")
            sources.append(source)
        private = self.folder / "private"
        private.mkdir(mode=0o700)
        done = dict(convert(self.program, sources, private, stop=Event(), patience=patience))
        assert done.keys() == set(sources)
        return [done[source] for source in sources]


@pytest.fixture
def player(tmp_path: Path) -> Player:
    return Player(tmp_path / "office")


def made(*contents: str) -> list[bytes]:
    return [remember(PDF, content.encode()) for content in contents]


def test_all_files_go_through_one_call(player: Player):
    assert player.convert("a", "b", "c") == made("a", "b", "c")
    assert len(player.calls) == 1


def test_it_is_started_anew_before_it_tires(player: Player, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(libreoffice, "FILES_PER_CALL", 3)
    assert player.convert(*"abcdefg") == made(*"abcdefg")
    assert len(player.calls) == 3


def test_a_file_it_cannot_read_does_not_keep_back_the_others(player: Player):
    assert player.convert("a", "BROKEN", "c") == [*made("a"), BROKEN, *made("c")]


def test_a_file_that_makes_it_crash_does_not_keep_back_the_others(player: Player):
    assert player.convert("a", "CRASHES", "c", "CRASHES", "e") == [*made("a"), BROKEN, *made("c"), BROKEN, *made("e")]


def test_a_file_it_hangs_at_is_told_and_the_program_is_stopped(player: Player):
    assert player.convert("a", "HANGS", "c", patience=1) == [*made("a"), HUNG, *made("c")]
    for call in player.calls:
        with pytest.raises(ProcessLookupError):
            os.kill(int(call.split()[0]), 0)


def test_an_interrupted_run_leaves_no_program_behind(player: Player):
    source = player.folder / "a.docx"
    source.write_text("HANGS", encoding="utf-8")
    private = player.folder / "private"
    private.mkdir(mode=0o700)
    stop = Event()
    timer = Timer(1, stop.set)
    timer.start()
    assert not list(convert(player.program, [source], private, stop=stop))
    (call,) = player.calls
    with pytest.raises(ProcessLookupError):
        os.kill(int(call.split()[0]), 0)


def test_a_program_that_never_makes_anything_is_not_tried_for_ever(player: Player):
    found = player.convert(*["BROKEN"] * 10)
    assert set(found) == {BROKEN, DEAD}
    assert len(player.calls) <= 4


def test_something_that_is_no_program_is_told(player: Player):
    player.program.chmod(0o600)
    assert set(player.convert(*"abcd")) == {BROKEN, DEAD}


def test_neither_names_nor_paths_of_the_files_are_in_the_list_of_processes(player: Player):
    player.convert("a", "b")
    assert "anna" not in player.calls[0]


def test_it_is_asked_for_a_tagged_pdf_that_can_be_read_aloud(player: Player):
    player.convert("a")
    (call,) = player.calls
    for option in ("UseTaggedPDF", "PDFUACompliance"):
        assert f'"{option}":{{"type":"boolean","value":"true"}}' in call
    assert "--headless" in call


def test_it_is_found_on_the_search_path(player: Player):
    assert find(str(player.folder)) == player.program


# --- in a run ---------------------------------------------------------------------------------------------------

ANNA = """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}
rådgiver: mette-holm
tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]
møder: [{år: 2027, måned: maj, dato: 2027-05-12, kl: "10:00-11:30", sted: Fællesstuen}]
"""
WITHOUT_MEETING = ANNA.partition("møder:")[0]
LIST = "lister/bostedet-fjordglimt--mette-holm-2027.pdf"


class Folder:
    """A small project on disk."""

    def __init__(self, root: Path, program: Path | None) -> None:
        self.root = root
        self.program = program
        (root / "citizens").mkdir(parents=True)
        (root / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
        self.plan = root / "citizens/anna.yaml"
        self.plan.write_text(ANNA, encoding="utf-8")

    def run(self, *, pdf: bool = True, **request: Any) -> Result:
        project = load(self.root)
        assert isinstance(project, Project)
        return build(project, Request(2027, printer=Printer(self.program) if pdf else None, **request))

    def path(self, name: str) -> Path:
        return self.root / "output/2027" / name

    def change(self, old: str, new: str) -> None:
        text = self.plan.read_text(encoding="utf-8")
        assert old in text
        self.plan.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def pdfs(self) -> set[str]:
        return {path.relative_to(self.root / "output/2027").as_posix() for path in self.root.rglob("*.pdf")}


@pytest.fixture
def folder(tmp_path: Path, player: Player) -> Folder:
    return Folder(tmp_path / "projekt", player.program)


def of_pdfs(result: Result) -> Sequence[Outcome]:
    return [outcome for outcome in result.outcomes if outcome.art == "pdf"]


def actions(result: Result) -> set[Action]:
    return {outcome.action for outcome in of_pdfs(result)}


def action(result: Result, name: str) -> Action:
    (found,) = [outcome.action for outcome in of_pdfs(result) if outcome.path == f"output/2027/{name}"]
    return found


SUMMONS = "anna/indkaldelse-anna-2027.pdf"


def test_every_document_and_the_lists_for_a_tilbud_get_a_pdf_but_not_the_planning_list(folder: Folder):
    result = folder.run()
    assert {name.partition("-anna")[0] for name in folder.pdfs} == {
        "anna/datobrev",
        "anna/forberedelsesark",
        "anna/visuel-plan",
        "anna/indkaldelse",
        "anna/dagsorden",
        "anna/referat",
        LIST,
        "lister/aarshjul--bostedet-fjordglimt-2027.pdf",
    }
    assert actions(result) == {Action.LAVET}
    assert not result.needs_attention


def test_it_can_be_read_by_its_owner_only(folder: Folder):
    folder.run()
    assert stat.S_IMODE(folder.path(SUMMONS).stat().st_mode) == 0o600


def test_a_second_run_makes_none_and_does_not_start_the_program(folder: Folder, player: Player):
    folder.run()
    calls = len(player.calls)
    assert actions(folder.run()) == {Action.UÆNDRET}
    assert len(player.calls) == calls


def test_only_the_pdfs_of_changed_documents_are_made_again(folder: Folder):
    folder.run()
    folder.change("Fællesstuen", "Mødelokale 2")
    result = folder.run()
    assert action(result, SUMMONS) is Action.LAVET_IGEN
    assert action(result, LIST) is Action.UÆNDRET
    assert is_of(folder.path(SUMMONS).read_bytes(), folder.path(SUMMONS).with_suffix(".docx").read_bytes())


def test_a_pdf_follows_what_a_person_wrote_in_the_document(folder: Folder):
    folder.run()
    source = folder.path(SUMMONS).with_suffix(".docx")
    document = Document(str(source))
    document.add_paragraph("Skrevet af en person")
    document.save(str(source))
    folder.change("Fællesstuen", "Mødelokale 2")
    result = folder.run()
    assert action(result, SUMMONS) is Action.LAVET_IGEN
    assert is_of(folder.path(SUMMONS).read_bytes(), source.read_bytes())


def test_a_missing_pdf_is_made_without_touching_the_document(folder: Folder):
    folder.run()
    before = folder.path(SUMMONS).with_suffix(".docx").stat()
    folder.path(SUMMONS).unlink()
    assert action(folder.run(), SUMMONS) is Action.LAVET
    assert folder.path(SUMMONS).with_suffix(".docx").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("content", [b"%PDF-1.4 made in Word", b"", remember(PDF, b"x") + b"a note"])
def test_a_pdf_that_a_person_made_or_wrote_in_is_left_alone(folder: Folder, content: bytes):
    folder.run()
    folder.path(SUMMONS).write_bytes(content)
    folder.change("Fællesstuen", "Mødelokale 2")
    assert action(folder.run(), SUMMONS) is Action.RETTET
    assert folder.path(SUMMONS).read_bytes() == content


def test_what_was_sent_keeps_its_pdf_and_gets_one_only_when_it_has_none(folder: Folder):
    folder.run()
    folder.change("sted: Fællesstuen", "sted: Fællesstuen, sendt: {indkaldelse: 2027-04-12}")
    kept = folder.path(SUMMONS).read_bytes()
    source = folder.path(SUMMONS).with_suffix(".docx")
    document = Document(str(source))
    document.add_paragraph("Skrevet efter at det blev sendt")
    document.save(str(source))
    assert action(folder.run(), SUMMONS) is Action.SENDT
    assert folder.path(SUMMONS).read_bytes() == kept
    folder.path(SUMMONS).unlink()
    assert action(folder.run(), SUMMONS) is Action.LAVET


def test_without_libreoffice_the_documents_are_made_and_it_is_told_once(folder: Folder):
    folder.program = None
    result = folder.run()
    assert result.needs_attention
    (told,) = of_pdfs(result)
    assert told.action is Action.FEJL
    assert told.reason.startswith("LibreOffice er ikke på denne maskine, så 8 PDF-filer er ikke lavet")
    assert folder.path(SUMMONS).with_suffix(".docx").exists()


def test_without_libreoffice_nothing_is_told_when_every_pdf_is_there(folder: Folder):
    folder.run()
    folder.program = None
    assert not folder.run().needs_attention


def test_a_document_it_cannot_convert_is_told_and_the_others_are_made(folder: Folder, tmp_path: Path):
    condition = '"Indkaldelse" not in zipfile.ZipFile(name).read("docProps/core.xml").decode()'
    text = PLAYER.replace('b"BROKEN" not in content', condition).replace("import os", "import zipfile, os")
    folder.program = Player(tmp_path / "other", text).program
    result = folder.run()
    assert actions(result) == {Action.LAVET, Action.FEJL}
    assert result.needs_attention
    assert {outcome.reason for outcome in of_pdfs(result) if outcome.action is Action.FEJL} == {BROKEN.reason}


@pytest.mark.parametrize("size", [0, 100, 3000])
def test_no_pdf_is_made_of_a_damaged_document(folder: Folder, size: int):
    """LibreOffice makes an empty PDF of an empty file, and repairs others by leaving parts out."""
    folder.run(pdf=False)
    source = folder.path(SUMMONS).with_suffix(".docx")
    source.write_bytes(source.read_bytes()[:size])
    result = folder.run()
    assert action(result, SUMMONS) is Action.FEJL
    assert not folder.path(SUMMONS).exists()
    assert result.needs_attention


def test_a_run_without_pdf_leaves_no_pdf_that_tells_the_old_plan(folder: Folder):
    folder.run()
    folder.change("Fællesstuen", "Mødelokale 2")
    result = folder.run(pdf=False)
    assert action(result, SUMMONS) is Action.UDELADT
    assert not folder.path(SUMMONS).exists()
    assert folder.path(LIST).exists()


def test_prune_removes_the_pdf_with_its_document(folder: Folder):
    folder.run()
    folder.plan.write_text(WITHOUT_MEETING, encoding="utf-8")
    folder.run(pdf=False, prune=True)
    assert not folder.path(SUMMONS).exists()
    assert not folder.path(SUMMONS).with_suffix(".docx").exists()


def test_prune_leaves_a_pdf_that_a_person_made(folder: Folder):
    folder.run()
    folder.path(SUMMONS).write_bytes(b"%PDF-1.4 made in Word")
    folder.plan.write_text(WITHOUT_MEETING, encoding="utf-8")
    folder.run(pdf=False, prune=True)
    assert folder.path(SUMMONS).read_bytes() == b"%PDF-1.4 made in Word"


def test_a_dry_run_tells_what_would_be_made_and_writes_nothing(folder: Folder, player: Player):
    result = folder.run(dry_run=True)
    assert action(result, SUMMONS) is Action.LAVET
    assert not player.calls
    assert not folder.pdfs
    folder.run()
    folder.change("Fællesstuen", "Mødelokale 2")
    result = folder.run(dry_run=True)
    assert action(result, SUMMONS) is Action.LAVET_IGEN
    assert action(result, LIST) is Action.UÆNDRET


def test_nothing_stays_in_the_private_folder(folder: Folder):
    private = folder.root / "output/.mlmp/pdf"
    folder.run()
    assert not private.exists()
    (private / "0/ind").mkdir(parents=True)
    (private / "0/ind/0001.docx").write_bytes(b"left by a run that was killed")
    folder.run(pdf=False)
    assert not private.exists()


def test_a_shortcut_is_not_written_through(folder: Folder, tmp_path: Path):
    folder.run()
    folder.path(SUMMONS).unlink()
    folder.path(SUMMONS).symlink_to(tmp_path / "andre.pdf")
    assert action(folder.run(), SUMMONS) is Action.FEJL
    assert not (tmp_path / "andre.pdf").exists()


def test_the_command_tells_that_libreoffice_is_missing(folder: Folder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    monkeypatch.setenv("PATH", str(folder.root))
    done = CliRunner().invoke(mlmp, ["byg", "--pdf", "--projekt", str(folder.root)])
    assert done.exit_code == 1
    assert "output/: LibreOffice er ikke på denne maskine" in done.stdout


def test_the_command_makes_them_and_counts_them(folder: Folder, player: Player, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(player.folder))
    done = CliRunner().invoke(mlmp, ["byg", "--pdf", "--projekt", str(folder.root)])
    assert done.exit_code == 0
    assert [line.split()[:2] for line in done.stdout.splitlines() if line.startswith("PDF")] == [["PDF", "8"]]


# --- with the real LibreOffice ----------------------------------------------------------------------------------


@pytest.mark.soffice
def test_the_real_pdf_is_tagged_has_title_and_language_and_shows_the_text(folder: Folder):
    folder.program = find(os.environ.get("PATH"))
    result = folder.run()
    assert actions(result) == {Action.LAVET}
    for name in folder.pdfs:
        told = subprocess.run(["pdfinfo", folder.path(name)], capture_output=True, text=True, check=True).stdout
        assert "Tagged:          yes" in told
        assert "Title:           " in told
        content = folder.path(name).read_bytes()
        assert b"/Lang(da-DK)" in content
        assert b"<pdfuaid:part>1</pdfuaid:part>" in content
        assert b"/DisplayDocTitle true" in content
        assert b"670761" not in content
    text = subprocess.run(["pdftotext", folder.path(SUMMONS), "-"], capture_output=True, text=True, check=True).stdout
    assert "Onsdag den 12. maj 2027" in text
