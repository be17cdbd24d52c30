"""Building: incremental, deterministic, whole, and never over what a person wrote or what was sent."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import OPSÆTNING
from docx import Document

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import Result, build
from mlmp_docs.project import Project, load

ANNA = """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, telefon: 20 00 00 01}
rådgiver: mette-holm
tilbud:
  - {id: bostedet-fjordglimt, kontaktperson: jonas-bak}
møder:
  - år: 2027
    måned: maj
    dato: 2027-05-12
    kl: 10:00-11:30
    sted: Fællesstuen
"""
BO = """\
borger: {navn: Bo Ravn, cpr: 710280-1119}
rådgiver: ole-aaby
tilbud:
  - {id: vaerkstedet-aaen}
møder:
  - {år: 2027, måned: juni}
"""
SUMMONS = "output/2027/anna/indkaldelse-anna-2027.docx"
LIST = "output/2027/lister/bostedet-fjordglimt--mette-holm-2027.xlsx"


class Folder:
    """A small project on disk, and what a run of it did."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "citizens").mkdir(parents=True)
        self.write("mlmp.yaml", OPSÆTNING)
        self.write("citizens/anna.yaml", ANNA)
        self.write("citizens/bo.yaml", BO)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, **request: Any) -> Result:
        project = load(self.root)
        assert isinstance(project, Project)
        return build(project, Request(2027, **request))

    def edit(self, name: str, text: str = "Skrevet af en person") -> bytes:
        """Write something in a document as a person in Word would; the bytes it has then."""
        document = Document(str(self.root / name))
        document.add_paragraph(text)
        document.save(str(self.root / name))
        return self.content(name)

    def content(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def files(self) -> dict[str, bytes]:
        output = self.root / "output"
        found = (path for path in output.rglob("*") if path.is_file() and path.suffix in (".docx", ".xlsx"))
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "projekt")


def _actions(result: Result) -> dict[str, Action]:
    return {outcome.path: outcome.action for outcome in result.outcomes}


def _of(result: Result, path: str) -> Outcome:
    return next(outcome for outcome in result.outcomes if outcome.path == path)


# --- what is made ------------------------------------------------------------------------------------------------


def test_a_first_run_makes_everything_and_a_second_one_nothing(folder: Folder) -> None:
    first, before = folder.run(), folder.files()
    assert first.made == len(before) > 8
    assert not first.needs_attention
    second = folder.run()
    assert second.made == 0
    assert folder.files() == before


def test_what_is_not_possible_yet_is_told_with_the_reason(folder: Folder) -> None:
    outcome = _of(folder.run(), "output/2027/bo/indkaldelse-bo-2027.docx")
    assert outcome.action is Action.IKKE_ENDNU
    assert "mødet har ingen dato" in outcome.reason


def test_only_what_a_change_reaches_is_made_again(folder: Folder) -> None:
    folder.run()
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    result = folder.run()
    made = {path for path, action in _actions(result).items() if action is Action.LAVET_IGEN}
    assert SUMMONS in made
    assert _of(result, SUMMONS).reason == "planen eller mlmp.yaml er ændret"
    assert not any("/bo/" in path for path in made)
    assert _actions(result)[LIST] is Action.UÆNDRET


def test_a_note_to_oneself_makes_nothing_again(folder: Folder) -> None:
    folder.run()
    folder.write("citizens/anna.yaml", ANNA + "noter: Husk kagen\n")
    assert folder.run().made == 0


def test_the_same_input_gives_the_same_bytes_wherever_and_however_it_is_made(tmp_path: Path) -> None:
    one, other = Folder(tmp_path / "a"), Folder(tmp_path / "et helt andet sted")
    one.run()
    project = load(other.root)
    assert isinstance(project, Project)
    with ThreadPoolExecutor(3) as executor:
        build(project, Request(2027), executor=executor)
    assert one.files() == other.files()


def test_a_date_for_letters_is_printed_on_letters_that_are_not_sent(folder: Folder) -> None:
    folder.run()
    result = folder.run(brevdato=date(2027, 4, 1))
    made = {outcome.art for outcome in result.outcomes if outcome.action is Action.LAVET_IGEN}
    assert made == {"datobrev", "indkaldelse", "dagsorden"}
    assert "1. april 2027" in _text(folder.content(SUMMONS)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_changed_template_of_the_project_is_used(folder: Folder) -> None:
    folder.run()
    (folder.root / "templates").mkdir()
    built_in = Path(__file__).parent.parent / "templates" / "dagsorden.docx"
    document = Document(str(built_in))
    document.add_paragraph("Husk kaffe til {{ borger.navn }}")
    document.save(str(folder.root / "templates" / "dagsorden.docx"))
    result = folder.run()
    path = "output/2027/anna/dagsorden-anna-2027.docx"
    assert _of(result, path).reason == "skabelonen er ændret"
    assert "Husk kaffe til Anna Lykke Jensen" in _text(folder.content(path))


def test_a_template_with_a_mistake_holds_back_its_documents_only(folder: Folder) -> None:
    (folder.root / "templates").mkdir()
    document = Document()
    document.add_paragraph("{{ borger.adrese }}")
    document.save(str(folder.root / "templates" / "dagsorden.docx"))
    result = folder.run()
    assert _of(result, "output/2027/anna/dagsorden-anna-2027.docx").action is Action.FEJL
    assert any("Mente du `borger.adresse`?" in diagnostic.hint for diagnostic in result.diagnostics)
    assert _of(result, SUMMONS).action is Action.LAVET
    assert result.needs_attention


def test_every_mistake_of_a_template_is_told_at_once(folder: Folder) -> None:
    (folder.root / "templates").mkdir()
    document = Document()
    for text in ("{{ borger.adrese }}", "{{ borger.telefon | stort }}", "{% if internt %}", "{{ møde.dto }}"):
        document.add_paragraph(text)
    document.save(str(folder.root / "templates" / "dagsorden.docx"))
    result = folder.run()
    told = {(each.code, each.hint) for each in result.diagnostics if each.place.file == "templates/dagsorden.docx"}
    assert told == {
        ("S022", "Mente du `borger.adresse`?"),
        ("S023", "Mente du `sort`?"),
        ("S021", "Sæt `endif` ind, hvor det slutter."),
        ("S022", "Mente du `møde.dato`?"),
    }


def test_a_citizen_with_an_ended_plan_gets_nothing_and_is_told(folder: Folder) -> None:
    folder.write("citizens/anna.yaml", ANNA + "afsluttet: {dato: 2026-12-01, årsag: fraflyttet}\n")
    result = folder.run()
    assert not (folder.root / "output" / "2027" / "anna").exists()
    assert _of(result, "output/2027/anna/").reason == "planen er afsluttet"


# --- selection and dry run ---------------------------------------------------------------------------------------


def test_a_selection_chooses_files_and_never_narrows_a_list(folder: Folder) -> None:
    folder.write(
        "citizens/carl.yaml", ANNA.replace("Anna Lykke Jensen", "Carl Lind").replace("670761-4285", "680761-4283")
    )
    folder.run(selection=Selection(borgere=frozenset({"anna"})))
    files = folder.files()
    assert {path.split("/")[2] for path in files} == {"anna", "lister"}
    assert {path for path in files if "lister" in path} == {
        LIST,
        "output/2027/lister/planlaegning--mette-holm-2027.xlsx",
        "output/2027/lister/aarshjul--bostedet-fjordglimt-2027.xlsx",
    }
    assert "Carl Lind" in _sheet_text(files[LIST])


@pytest.mark.parametrize(
    ("selection", "made"),
    [
        (Selection(dokumenter=frozenset({"dagsorden"})), {"dagsorden"}),
        (Selection(måneder=frozenset({6})), {"visuel-plan", "liste", "planlaegning", "aarshjul"}),
        (Selection(tilbud=frozenset({"bostedet-fjordglimt"}), dokumenter=frozenset({"liste"})), {"liste"}),
    ],
)
def test_files_are_chosen_by_document_month_and_tilbud(folder: Folder, selection: Selection, made: set[str]) -> None:
    result = folder.run(selection=selection)
    assert {outcome.art for outcome in result.outcomes if outcome.action is Action.LAVET} == made


def test_a_dry_run_tells_everything_and_writes_nothing(folder: Folder) -> None:
    dry = folder.run(dry_run=True)
    assert not (folder.root / "output").exists()
    assert _actions(dry) == _actions(folder.run())


# --- what a person wrote -----------------------------------------------------------------------------------------


def test_an_edited_document_is_left_and_the_new_version_waits_beside_it(folder: Folder) -> None:
    folder.run()
    mine = folder.edit(SUMMONS)
    assert folder.run().made == 0, "nothing new to say: the edited file is simply left"
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    result = folder.run()
    beside = SUMMONS.replace(".docx", ".ny.docx")
    assert _of(result, beside).action is Action.NY
    assert result.needs_attention
    assert folder.content(SUMMONS) == mine
    assert "Mødelokale 2" in _text(folder.content(beside))
    again = folder.run()
    assert again.needs_attention, "it still waits for somebody"
    assert folder.content(SUMMONS) == mine


def test_an_edited_document_gets_no_new_version_for_a_change_it_does_not_show(folder: Folder) -> None:
    """A new telephone number of the citizen stands in no agenda."""
    folder.run()
    agenda = "output/2027/anna/dagsorden-anna-2027.docx"
    folder.edit(agenda)
    folder.change("citizens/anna.yaml", "20 00 00 01", "20 00 00 09")
    result = folder.run()
    assert _actions(result)[agenda] is Action.RETTET
    assert not result.needs_attention


def test_a_waiting_version_is_replaced_by_a_newer_one(folder: Folder) -> None:
    folder.run()
    folder.edit(SUMMONS)
    for place in ("Mødelokale 2", "Mødelokale 3"):
        folder.write("citizens/anna.yaml", ANNA.replace("Fællesstuen", place))
        folder.run()
    assert "Mødelokale 3" in _text(folder.content(SUMMONS.replace(".docx", ".ny.docx")))


def test_a_waiting_version_that_a_person_edited_too_is_never_replaced(folder: Folder) -> None:
    folder.run()
    folder.edit(SUMMONS)
    folder.write("citizens/anna.yaml", ANNA.replace("Fællesstuen", "Mødelokale 2"))
    folder.run()
    beside = SUMMONS.replace(".docx", ".ny.docx")
    mine = folder.edit(beside, "Også skrevet af en person")
    folder.write("citizens/anna.yaml", ANNA.replace("Fællesstuen", "Mødelokale 3"))
    result = folder.run()
    assert folder.content(beside) == mine
    assert _of(result, SUMMONS).action is Action.FEJL


def test_a_waiting_version_goes_when_the_plan_is_as_before(folder: Folder) -> None:
    folder.run()
    folder.edit(SUMMONS)
    folder.write("citizens/anna.yaml", ANNA.replace("Fællesstuen", "Mødelokale 2"))
    folder.run()
    folder.write("citizens/anna.yaml", ANNA)
    folder.run()
    assert not (folder.root / SUMMONS.replace(".docx", ".ny.docx")).exists()


def test_a_waiting_version_renamed_over_the_old_is_the_generated_file(folder: Folder) -> None:
    folder.run()
    folder.edit(SUMMONS)
    folder.write("citizens/anna.yaml", ANNA.replace("Fællesstuen", "Mødelokale 2"))
    folder.run()
    (folder.root / SUMMONS.replace(".docx", ".ny.docx")).replace(folder.root / SUMMONS)
    result = folder.run()
    assert _actions(result)[SUMMONS] is Action.UÆNDRET
    assert not result.needs_attention


def test_an_edit_that_says_what_the_plan_now_says_is_no_longer_different(folder: Folder) -> None:
    folder.run()
    document = Document(str(folder.root / SUMMONS))
    for paragraph in _paragraphs(document):
        for run in paragraph.runs:
            if "Fællesstuen" in run.text:  # setting a run's text takes its pictures away
                run.text = run.text.replace("Fællesstuen", "Mødelokale 2")
    document.save(str(folder.root / SUMMONS))
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    assert _of(folder.run(), SUMMONS).action is Action.RETTET
    assert not (folder.root / SUMMONS.replace(".docx", ".ny.docx")).exists()


def test_opened_and_saved_is_not_edited(folder: Folder) -> None:
    folder.run()
    document = Document(str(folder.root / SUMMONS))
    document.save(str(folder.root / SUMMONS))
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    assert _of(folder.run(), SUMMONS).action is Action.LAVET_IGEN


def test_force_makes_everything_again_but_never_an_edited_file(folder: Folder) -> None:
    folder.run()
    mine = folder.edit(SUMMONS)
    result = folder.run(force=True)
    assert _actions(result)[SUMMONS] is Action.RETTET
    assert folder.content(SUMMONS) == mine
    assert _actions(result)[LIST] is Action.LAVET_IGEN


def test_a_file_that_is_not_ours_is_left_alone(folder: Folder) -> None:
    target = folder.root / SUMMONS
    target.parent.mkdir(parents=True)
    document = Document()
    document.add_paragraph("Mit eget brev")
    document.save(str(target))
    mine = target.read_bytes()
    assert _of(folder.run(), SUMMONS.replace(".docx", ".ny.docx")).action is Action.NY
    assert target.read_bytes() == mine


def test_a_damaged_file_is_left_alone_and_stops_no_other(folder: Folder) -> None:
    folder.run()
    target = folder.root / SUMMONS
    target.write_bytes(target.read_bytes()[:-2000])
    mine = folder.content(SUMMONS)
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    result = folder.run()
    assert _of(result, SUMMONS.replace(".docx", ".ny.docx")).action is Action.NY
    assert folder.content(SUMMONS) == mine
    assert _actions(result)["output/2027/anna/dagsorden-anna-2027.docx"] is Action.LAVET_IGEN


# --- what was sent -----------------------------------------------------------------------------------------------

SENT = "    sendt: {indkaldelse: {dato: 2027-04-12, gælder: 2027-05-12 10:00-11:30}}\n"


def test_a_sent_document_is_frozen_and_a_difference_is_told(folder: Folder) -> None:
    folder.write("citizens/anna.yaml", ANNA + SENT)
    folder.run()
    sent = folder.content(SUMMONS)
    assert _actions(folder.run())[SUMMONS] is Action.SENDT
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    for request in ({}, {"force": True}, {"prune": True}):
        result = folder.run(**request)
        assert _actions(result)[SUMMONS] is Action.AFVIGER
        assert folder.content(SUMMONS) == sent


def test_a_meeting_that_moved_after_the_summons_gets_a_new_letter_and_keeps_the_old(folder: Folder) -> None:
    folder.write("citizens/anna.yaml", ANNA + SENT)
    folder.run()
    sent = folder.content(SUMMONS)
    folder.change("citizens/anna.yaml", "dato: 2027-05-12\n", "dato: 2027-05-19\n")
    result = folder.run(prune=True)
    letter = "output/2027/anna/indkaldelse-ny-tid-20270519-1000-anna-2027.docx"
    assert "Ny tid til dit borgerplansmøde" in _text(folder.content(letter))
    assert folder.content(SUMMONS) == sent
    assert result.needs_attention, "a fejl until the new letter is sent"


def test_a_sent_letter_about_a_new_time_stays_what_it_is(folder: Folder) -> None:
    folder.write("citizens/anna.yaml", ANNA + SENT)
    folder.run()
    old = folder.content(SUMMONS)
    folder.change("citizens/anna.yaml", "dato: 2027-05-12\n", "dato: 2027-05-19\n")
    folder.run()
    letter = "output/2027/anna/indkaldelse-ny-tid-20270519-1000-anna-2027.docx"
    sent = folder.content(letter)
    folder.change(
        "citizens/anna.yaml", "{dato: 2027-04-12, gælder: 2027-05-12", "{dato: 2027-04-14, gælder: 2027-05-19"
    )
    result = folder.run(prune=True)
    assert _actions(result)[letter] is Action.SENDT, "recording it is no change to tell"
    assert folder.content(letter) == sent
    assert folder.content(SUMMONS) == old


def test_two_documents_that_would_have_one_name_are_told_and_not_made(folder: Folder) -> None:
    changes = (
        "ændringer:\n"
        "  - {id: x, dato: 2027-01-04, hvad: A, bestilling_til: [vaerkstedet-aaen]}\n"
        "  - {id: x-vaerkstedet, dato: 2027-01-05, hvad: B, bestilling_til: [aaen]}\n"
    )
    folder.write("mlmp.yaml", OPSÆTNING.replace("tilbud:\n", "tilbud:\n  aaen: {navn: Åen}\n"))
    folder.write(
        "citizens/anna.yaml",
        ANNA.replace("møder:", "  - id: vaerkstedet-aaen\n  - id: aaen\nmøder:") + changes,
    )
    result = folder.run(selection=Selection(dokumenter=frozenset({"aendring"})))
    assert {outcome.action for outcome in result.outcomes if outcome.art == "aendring"} == {Action.FEJL}
    assert folder.files() == {}


def test_a_list_sent_with_other_months_is_sent_again_in_a_file_of_its_own(folder: Folder) -> None:
    folder.write(
        "lister.yaml",
        "lister:\n  - {tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-24, "
        "borgere: {anna: maj}}\n",
    )
    folder.run()
    sent = folder.content(LIST)
    assert _actions(folder.run())[LIST] is Action.SENDT
    folder.change(
        "citizens/anna.yaml",
        "måned: maj\n    dato: 2027-05-12",
        "måned: juni\n    flyttet: {fra: maj, begrundelse: Ferie}",
    )
    result = folder.run(prune=True)
    again = LIST.replace("-2027.xlsx", "-2027-2.xlsx")
    assert _actions(result)[again] is Action.LAVET
    assert "Flyttet fra maj" in _sheet_text(folder.content(again))
    assert folder.content(LIST) == sent


def test_no_list_is_replaced_while_nobody_knows_what_was_sent(folder: Folder) -> None:
    folder.run()
    before = folder.content(LIST)
    folder.write("lister.yaml", "lister: [")
    folder.change("citizens/anna.yaml", "måned: maj", "måned: 5\n    bemærkninger: Gerne tidligt")
    result = folder.run(prune=True)
    assert _actions(result)[LIST] is Action.TILBAGEHOLDT
    assert folder.content(LIST) == before


# --- plans with errors -------------------------------------------------------------------------------------------


def test_a_broken_plan_keeps_back_its_own_documents_and_the_lists_it_may_belong_to(folder: Folder) -> None:
    folder.run()
    before = folder.files()
    folder.change("citizens/anna.yaml", "dato: 2027-05-12", "dato: 2027-05-32")
    folder.change("citizens/bo.yaml", "Bo Ravn", "Bo Ravn Lund")
    result = folder.run(prune=True)
    after = folder.files()
    assert result.needs_attention
    assert {path for path in before if after[path] != before[path]} == {
        path for path in before if "/bo/" in path or "--ole-aaby" in path or "aarshjul--vaerkstedet-aaen" in path
    }
    assert _actions(result)[LIST] is Action.TILBAGEHOLDT


def test_a_plan_that_names_nobody_keeps_back_every_list(folder: Folder) -> None:
    folder.write("citizens/anna.yaml", "borger: [\n")
    result = folder.run()
    assert {outcome.action for outcome in result.outcomes if outcome.art in ("liste", "planlaegning", "aarshjul")} == {
        Action.TILBAGEHOLDT
    }


# --- pruning -----------------------------------------------------------------------------------------------------


def test_prune_removes_only_what_no_plan_asks_for(folder: Folder) -> None:
    folder.run()
    (folder.root / "output" / "2027" / "anna" / "mit eget.docx").write_bytes(b"not ours")
    folder.change("citizens/anna.yaml", "    dato: 2027-05-12\n    kl: 10:00-11:30\n", "")
    kept = folder.run()
    assert _of(kept, SUMMONS).action is Action.IKKE_ENDNU
    gone = [outcome.path for outcome in kept.outcomes if outcome.action is Action.UDEN_GRUND]
    assert SUMMONS in gone and (folder.root / SUMMONS).exists()
    folder.run(prune=True)
    assert not (folder.root / SUMMONS).exists()
    assert (folder.root / "output" / "2027" / "anna" / "mit eget.docx").exists()
    assert (folder.root / LIST).exists()


def test_prune_leaves_edited_files_other_years_and_citizens_without_a_plan(folder: Folder) -> None:
    folder.run()
    mine = folder.edit(SUMMONS)
    other_year = folder.root / "output" / "2026" / "anna" / "indkaldelse-anna-2026.docx"
    other_year.parent.mkdir(parents=True)
    other_year.write_bytes(mine)
    folder.change("citizens/anna.yaml", "    dato: 2027-05-12\n    kl: 10:00-11:30\n", "")
    (folder.root / "citizens" / "bo.yaml").unlink()
    folder.run(prune=True)
    assert folder.content(SUMMONS) == mine
    assert other_year.exists()
    assert (folder.root / "output" / "2027" / "bo" / "visuel-plan-bo-2027.docx").exists()


# --- trouble with files ------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_stops_no_other(folder: Folder) -> None:
    (folder.root / SUMMONS).mkdir(parents=True)
    result = folder.run()
    assert _of(result, SUMMONS).action is Action.FEJL
    assert _actions(result)["output/2027/anna/dagsorden-anna-2027.docx"] is Action.LAVET
    assert result.needs_attention


def test_nothing_is_written_through_a_symbolic_link(folder: Folder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder.root / "output" / "2027").mkdir(parents=True)
    (folder.root / "output" / "2027" / "anna").symlink_to(elsewhere)
    result = folder.run()
    assert _of(result, SUMMONS).action is Action.FEJL
    assert list(elsewhere.iterdir()) == []


# --- what a new user stumbled over -------------------------------------------------------------------------------


def test_a_sent_file_that_is_gone_is_made_from_the_plan_and_told_apart(folder: Folder) -> None:
    folder.write("citizens/anna.yaml", ANNA + SENT)
    assert _of(folder.run(), SUMMONS).action is Action.GENSKABT
    assert _of(folder.run(), SUMMONS).action is Action.SENDT


def test_a_letter_sent_on_another_day_than_planned_still_says_what_was_sent(folder: Folder) -> None:
    """The ordinary way of working: the letter is made, sent a few days earlier than planned, and then recorded."""
    folder.run()
    folder.write("citizens/anna.yaml", ANNA + SENT)
    assert _of(folder.run(), SUMMONS).action is Action.SENDT
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    outcome = _of(folder.run(), SUMMONS)
    assert outcome.action is Action.AFVIGER
    assert outcome.reason == "sendt 12.4.2027; planen eller mlmp.yaml er ændret siden"


def test_files_of_a_citizen_without_a_plan_are_told_and_left(folder: Folder) -> None:
    folder.run()
    (folder.root / "citizens" / "bo.yaml").rename(folder.root / "citizens" / "bo-ravn.yaml")
    before = folder.files()
    outcome = _of(folder.run(prune=True), "output/2027/bo/")
    assert outcome.action is Action.UDEN_GRUND
    assert "omdøbt" in outcome.reason
    after = folder.files()
    assert all(after[path] == content for path, content in before.items() if "/bo/" in path)


def test_prune_leaves_copies_that_a_person_keeps(folder: Folder) -> None:
    folder.run()
    mine = folder.root / "output" / "2027" / "anna" / "indkaldelse-anna maj.docx"
    archived = folder.root / "output" / "2027" / "arkiv" / "indkaldelse-anna-2027.docx"
    archived.parent.mkdir()
    for copy in (mine, archived):
        copy.write_bytes(folder.content(SUMMONS))
    folder.change("citizens/anna.yaml", "    dato: 2027-05-12\n    kl: 10:00-11:30\n", "")
    folder.run(prune=True)
    assert mine.exists()
    assert archived.exists()
    assert not (folder.root / SUMMONS).exists()


# --- reading files back ------------------------------------------------------------------------------------------


def _paragraphs(document: Any) -> list[Any]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def _text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in _paragraphs(Document(io.BytesIO(content))))


def _sheet_text(content: bytes) -> str:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)
