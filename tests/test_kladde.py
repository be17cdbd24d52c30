"""`mlmp kladde`: drafts of what may be sent, as files; nothing is sent."""

import json
import shutil
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from icalendar import Calendar

from mlmp_docs.cli import mlmp

REPOSITORY = Path(__file__).parent.parent
DAY = "2027-04-20"
PLAN = """\
borger: {navn: Berit Holm Larsen, cpr: 670761-4285, post: brev, adresse: "Skovvej 4, 8920 Randers NV"}
rådgiver: mette-holm
tilbud:
  - {id: bostedet-fjordglimt, kontaktperson: jonas-bak}
  - {id: vaerkstedet-aaen, kontaktperson: {navn: Ida Krogh, mail: ida@evil.dk}}
netværk: [{navn: Karl Larsen, relation: bror}]
møder: [{år: 2027, dato: 2027-06-09, kl: 13:00-14:00, sted: Rådhuset}]
"""
SETTINGS = """\
kommune: Randers Kommune
år: 2027
rådgivere: {mette-holm: {navn: Mette Holm, telefon: 89 15 00 01, mail: mette.holm@randers.dk}}
tilbud:
  bostedet-fjordglimt:
    navn: Bostedet Fjordglimt
    internt: ja
    afdelingsleder: {navn: Karin Friis, mail: karin.friis@randers.dk}
    medarbejdere: {jonas-bak: {navn: Jonas Bak, mail: jonas.bak@randers.dk}}
  vaerkstedet-aaen: {navn: Værkstedet ved Åen, mail: aaen@randers.dk.evil.dk}
indstillinger: {sikre_mailadresser: [randers.dk]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One citizen, one safe tilbud, one that is not."""
    (tmp_path / "citizens").mkdir()
    (tmp_path / "mlmp.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "citizens" / "berit.yaml").write_text(PLAN, encoding="utf-8")
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    return tmp_path


def run(project: Path, *words: str, day: str = DAY) -> Result:
    return CliRunner().invoke(mlmp, ["kladde", *words, "--dato", day, "--projekt", str(project)])


def told(project: Path, *words: str, day: str = DAY) -> dict:
    return json.loads(run(project, *words, "--json", day=day).stdout)


def told_text(result: Result) -> str:
    """What was told, as if the screen were wide."""
    return " ".join(result.output.split())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []


def drafts_of(project: Path) -> Path:
    return project / "output" / "2027" / "kladder"


def change(project: Path, before: str, after: str) -> None:
    plan = project / "citizens" / "berit.yaml"
    text = plan.read_text(encoding="utf-8")
    assert before in text
    plan.write_text(text.replace(before, after), encoding="utf-8")


def event(project: Path, reader: str = "tilbud") -> dict:
    content = (drafts_of(project) / "kalender" / f"kalender-berit-2027--{reader}-bostedet-fjordglimt.ics").read_bytes()
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    return {"method": Calendar.from_ical(content)["METHOD"], **{key: found.get(key) for key in found}}


def mail_to_tilbud(project: Path, kind: str = "kalender"):
    path = drafts_of(project) / "mail" / f"{kind}-berit-2027--tilbud-bostedet-fjordglimt.eml"
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def attachments(message) -> dict[str, bytes]:
    return {each.get_filename(): each.get_payload(decode=True) for each in message.iter_attachments()}


# --- who gets a draft ---------------------------------------------------------------------------------------------


def test_professionals_with_a_safe_address_are_invited_each_by_a_draft_of_their_own(project):
    result = run(project, "berit", "kalender")
    assert result.exit_code == 0, result.output
    assert names(drafts_of(project) / "mail") == [
        "kalender-berit-2027--kontaktperson-bostedet-fjordglimt.eml",
        "kalender-berit-2027--tilbud-bostedet-fjordglimt.eml",
    ]
    assert mail_to_tilbud(project)["To"] == "Bostedet Fjordglimt <karin.friis@randers.dk>"
    assert list(attachments(mail_to_tilbud(project))) == [
        "kalender-berit-2027--tilbud-bostedet-fjordglimt.ics",
        "dagsorden-berit-2027.docx",
    ]
    assert "Intet er sendt" in result.output


def test_an_invitation_has_the_agenda_also_when_the_letter_about_a_new_time_is_sent(project):
    sent = "sendt: {indkaldelse: {dato: 2027-04-12, gælder: 2027-06-09 13:00-14:00}}"
    change(project, "sted: Rådhuset", f"sted: Rådhuset, {sent}")
    change(project, "kl: 13:00-14:00", "kl: 15:00-16:00")
    run(project, "berit", "kalender")
    change(project, "2027-04-12, gælder: 2027-06-09 13:00-14:00", "2027-04-20, gælder: 2027-06-09 15:00-16:00")
    run(project, "berit", "kalender")
    assert "dagsorden-ny-tid-20270609-1500-berit-2027.docx" in attachments(mail_to_tilbud(project))


def test_who_has_no_safe_address_is_told_and_gets_no_draft(project):
    result = run(project, "berit", "kalender")
    assert "Værkstedet ved Åen" in result.output
    assert "ingen e-mail på et domæne i 'sikre_mailadresser'" in told_text(result)
    whole = b"".join(path.read_bytes() for path in drafts_of(project).rglob("*.*") if path.suffix != ".html")
    assert b"evil.dk" not in whole


def test_a_forbidden_draft_is_refused_with_the_rule(project):
    result = run(project, "berit", "referat", "--modtager", "pårørende")
    assert result.exit_code == 1
    assert "Karl Larsen (pårørende eller ven)" in result.output
    assert "(R35)" in result.output
    assert not drafts_of(project).exists()


def test_only_the_recipient_that_was_asked_for_gets_a_draft(project):
    run(project, "berit", "kalender", "--modtager", "jonas")
    assert names(drafts_of(project) / "mail") == ["kalender-berit-2027--kontaktperson-bostedet-fjordglimt.eml"]


def test_the_date_notice_to_professionals_has_no_letter_with_the_citizens_address(project):
    run(project, "berit", "datobrev", "--modtager", "tilbud")
    message = mail_to_tilbud(project, "datobrev")
    assert not attachments(message)
    assert "onsdag den 9. juni 2027 kl. 13.00–14.00. Sted: Rådhuset." in message.get_content()


def test_no_name_and_no_number_of_the_citizen_stands_outside_the_documents(project):
    run(project, "berit", "kalender")
    run(project, "berit", "forberedelsesark", "--modtager", "jonas")
    for path in drafts_of(project).glob("mail/*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        shown = f"{message['Subject']} {message.get_body().get_content()}"
        assert "B.H.L." in shown
        assert "Larsen" not in shown
        assert "4285" not in shown


def test_the_name_of_an_own_document_stands_neither_in_the_subject_nor_on_the_attachment(project):
    with (project / "mlmp.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "dokumenter: {epilepsi: {skabelon: velkomstbrev.docx, for: borger, modtagere: [kontaktperson]}}\n"
        )
    run(project, "berit", "epilepsi", "--modtager", "jonas")
    message = message_from_bytes(next((drafts_of(project) / "mail").glob("*.eml")).read_bytes(), policy=policy.default)
    assert (message["Subject"], list(attachments(message))) == ("Brev om borgerplan (B.H.L.)", ["brev-berit-2027.docx"])


# --- run again ----------------------------------------------------------------------------------------------------


def test_a_second_run_on_another_day_changes_nothing(project):
    run(project, "berit", "kalender")
    before = {path: path.read_bytes() for path in drafts_of(project).rglob("*.*")}
    found = told(project, "berit", "kalender", day="2027-04-27")
    assert {each["action"] for each in found["kladder"]} == {"uændret"}
    assert before == {path: path.read_bytes() for path in drafts_of(project).rglob("*.*")}


def test_a_meeting_that_moves_keeps_its_name_in_the_calendar_and_counts_up(project):
    run(project, "berit", "kalender")
    first = event(project)
    change(project, "dato: 2027-06-09", "dato: 2027-06-16")
    run(project, "berit", "kalender", day="2027-04-27")
    second = event(project)
    change(project, "sted: Rådhuset", "sted: Rådhuset vest")
    run(project, "berit", "kalender", day="2027-04-28")
    third = event(project)
    assert [each["SEQUENCE"] for each in (first, second, third)] == [0, 1, 2]
    assert first["UID"] == second["UID"] == third["UID"]
    assert second["DTSTART"].dt.day == 16
    assert second["DTSTAMP"].dt.isoformat().startswith("2027-04-27")


def test_new_words_alone_do_not_count_up(project):
    run(project, "berit", "kalender")
    settings = project / "mlmp.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("89 15 00 01", "89 15 00 02"), encoding="utf-8")
    run(project, "berit", "kalender")
    assert event(project)["SEQUENCE"] == 0
    assert "89 15 00 02" in event(project)["DESCRIPTION"]


def test_a_meeting_that_is_called_off_is_taken_back(project):
    run(project, "berit", "kalender")
    change(project, "sted: Rådhuset", "sted: Rådhuset, aflyst: {dato: 2027-05-01}")
    result = run(project, "berit", "kalender", day="2027-05-02")
    assert result.exit_code == 0, result.output
    found = event(project)
    assert (found["method"], found["STATUS"], found["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert mail_to_tilbud(project)["Subject"].startswith("Aflyst: borgerplansmøde den 9. juni 2027")
    assert list(attachments(mail_to_tilbud(project))) == ["kalender-berit-2027--tilbud-bostedet-fjordglimt.ics"]


def test_an_invitation_that_was_sent_is_taken_back_when_the_plan_ends(project):
    change(project, "sted: Rådhuset", "sted: Rådhuset, sendt: {kalender: 2027-04-01}")
    change(project, "møder:", "afsluttet: {dato: 2027-04-15, årsag: fraflyttet}\nmøder:")
    run(project, "berit")
    assert (event(project)["method"], event(project)["SEQUENCE"]) == ("CANCEL", 1)
    assert names(drafts_of(project)) == ["kalender", "mail", "modtagere.html"]


def test_nobody_hears_of_a_called_off_meeting_they_were_never_invited_to(project):
    change(project, "sted: Rådhuset", "sted: Rådhuset, aflyst: {dato: 2027-04-01}")
    assert told(project, "berit", "kalender")["kladder"] == []


def test_an_invitation_that_was_sent_is_made_anew_when_only_the_place_changes(project):
    run(project, "berit", "kalender")
    change(
        project,
        "sted: Rådhuset",
        "sted: Rådhuset, sendt: {kalender: {dato: 2027-04-20, gælder: 2027-06-09 13:00-14:00}}",
    )
    assert told(project, "berit", "kalender")["kladder"] == []
    change(project, "sted: Rådhuset", "sted: Biblioteket")
    run(project, "berit", "kalender", day="2027-04-21")
    assert (event(project)["SEQUENCE"], event(project)["LOCATION"]) == (1, "Biblioteket")


def test_what_was_sent_has_no_draft_any_more(project):
    run(project, "berit", "kalender")
    change(
        project,
        "sted: Rådhuset",
        "sted: Rådhuset, sendt: {kalender: {dato: 2027-04-20, gælder: 2027-06-09 13:00-14:00}}",
    )
    result = run(project, "berit", "kalender")
    assert "sendt 20.4.2027" in result.output
    assert names(drafts_of(project) / "mail") == []
    # The next invitation must count on from this one.
    assert len(names(drafts_of(project) / "kalender")) == 2


def test_who_leaves_after_the_invitation_was_sent_is_to_be_taken_off_the_meeting(project):
    run(project, "berit", "kalender")
    sent = "sendt: {kalender: {dato: 2027-04-20, gælder: 2027-06-09 13:00-14:00}}"
    change(project, "sted: Rådhuset", f"sted: Rådhuset, {sent}")
    assert "deltagerne er ændret" not in run(project, "berit").output
    settings = project / "mlmp.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("Jonas Bak, mail: jonas.bak@", "Lis Dam, mail: lis.dam@").replace("jonas-bak", "lis-dam")
    settings.write_text(text, encoding="utf-8")
    change(project, "jonas-bak", "lis-dam")
    result = run(project, "berit", "kalender")
    assert "Ret mødet i din kalender, og send det:" in told_text(result)
    assert "berit, mødet 2027: fjern Jonas Bak (kontaktperson), tilføj Lis Dam (kontaktperson)" in told_text(result)
    (one,) = told(project, "berit")["ændrede_deltagere"]
    assert [each["navn"] for each in one["fjernes"]] == ["Jonas Bak"]
    (drafts_of(project) / "kalender" / "kalender-berit-2027--kontaktperson-bostedet-fjordglimt.ics").unlink()
    assert "deltagerne er ændret" not in run(project, "berit").output


def test_with_a_new_time_only_who_left_is_to_be_taken_off_for_the_others_have_a_new_invitation(project):
    run(project, "berit", "kalender")
    sent = "sendt: {kalender: {dato: 2027-04-20, gælder: 2027-06-09 13:00-14:00}}"
    change(project, "sted: Rådhuset", f"sted: Rådhuset, {sent}")
    change(project, "kontaktperson: jonas-bak", "kontaktperson: {navn: Lis Dam, mail: lis.dam@randers.dk}")
    change(project, "kl: 13:00-14:00", "kl: 15:00-16:00")
    result = told_text(run(project, "berit", "kalender"))
    assert "fjern Jonas Bak (kontaktperson)" in result
    assert "tilføj" not in result and "slet så" not in result
    assert event(project, "kontaktperson")["ATTENDEE"] == "mailto:lis.dam@randers.dk"


def test_a_tilbud_that_leaves_is_told_until_its_calendar_file_is_deleted(project):
    run(project, "berit", "kalender")
    sent = "sendt: {kalender: {dato: 2027-04-20, gælder: 2027-06-09 13:00-14:00}}"
    change(project, "sted: Rådhuset", f"sted: Rådhuset, {sent}")
    change(project, "kontaktperson: jonas-bak", "kontaktperson: jonas-bak, til: 2027-05-31")
    for _ in range(2):
        result = told_text(run(project, "berit"))
        assert "fjern Jonas Bak (kontaktperson), fjern Bostedet Fjordglimt (tilbud)" in result
    assert len(names(drafts_of(project) / "kalender")) == 2
    for file in (drafts_of(project) / "kalender").iterdir():
        file.unlink()
    assert "deltagerne er ændret" not in run(project, "berit").output


def test_a_draft_to_somebody_who_may_not_have_it_any_more_is_removed(project):
    run(project, "berit", "kalender")
    change(project, "kontaktperson: jonas-bak", "til: 2027-05-31")
    change(project, "{id: vaerkstedet-aaen, ", "{id: vaerkstedet-aaen, fra: 2020-01-01, ")
    found = told(project, "berit", "kalender")
    assert [each["action"] for each in found["files"]].count("fjernet") == 4
    assert names(drafts_of(project)) == ["kalender", "mail"]
    assert names(drafts_of(project) / "mail") == names(drafts_of(project) / "kalender") == []


def test_drafts_to_a_domain_that_is_not_safe_any_more_are_removed(project):
    run(project, "berit", "kalender")
    settings = project / "mlmp.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[randers.dk]", "[aarhus.dk]"), encoding="utf-8")
    run(project, "berit", "kalender")
    assert names(drafts_of(project) / "mail") == names(drafts_of(project) / "kalender") == []


def test_a_new_time_after_the_invitation_was_sent_is_a_new_invitation_that_says_so(project):
    change(
        project,
        "sted: Rådhuset",
        "sted: Rådhuset, sendt: {kalender: {dato: 2027-04-01, gælder: 2027-06-02 13:00-14:00}}",
    )
    run(project, "berit", "kalender")
    assert (event(project)["SEQUENCE"], event(project)["SUMMARY"]) == (1, "Ny tid: borgerplansmøde (B.H.L.)")
    assert mail_to_tilbud(project)["Subject"].startswith("Ny tid: borgerplansmøde den 9. juni 2027 kl. 13.00")


# --- what people have changed -------------------------------------------------------------------------------------


def test_a_draft_that_a_person_has_changed_is_left_alone(project):
    run(project, "berit", "kalender")
    path = drafts_of(project) / "mail" / "kalender-berit-2027--tilbud-bostedet-fjordglimt.eml"
    changed = path.read_bytes().replace(b"Du indkaldes", b"Hej Karin. Du indkaldes")
    path.write_bytes(changed)
    change(project, "dato: 2027-06-09", "dato: 2027-06-16")
    result = run(project, "berit", "kalender")
    assert path.read_bytes() == changed
    assert "rettet af en person" in result.output


def test_a_document_that_a_person_has_changed_is_what_is_sent_and_that_is_told(project):
    run(project, "berit", "dagsorden")
    document = project / "output" / "2027" / "berit" / "dagsorden-berit-2027.docx"
    edited = Document(str(document))
    edited.add_paragraph("Husk kaffe")
    edited.save(str(document))
    result = run(project, "berit", "kalender")
    assert attachments(mail_to_tilbud(project))["dagsorden-berit-2027.docx"] == document.read_bytes()
    assert "den rettede udgave" in told_text(result)
    assert "den rettede udgave" in (drafts_of(project) / "modtagere.html").read_text(encoding="utf-8")


def test_of_two_versions_neither_is_sent(project):
    run(project, "berit", "dagsorden")
    document = project / "output" / "2027" / "berit" / "dagsorden-berit-2027.docx"
    edited = Document(str(document))
    edited.add_paragraph("Husk kaffe")
    edited.save(str(document))
    change(project, "sted: Rådhuset", "sted: Biblioteket")
    shutil.rmtree(drafts_of(project))
    result = run(project, "berit", "dagsorden", "--modtager", "bostedet-fjordglimt")
    assert result.exit_code == 1
    assert names(drafts_of(project)) == []
    assert "to udgaver af dokumentet" in result.output


def test_a_broken_plan_has_no_drafts(project):
    change(project, "rådgiver: mette-holm", "rådgiver: mette-hol")
    result = run(project, "berit", "kalender")
    assert result.exit_code == 1
    assert not drafts_of(project).exists() or not names(drafts_of(project))


# --- lists and reminders ------------------------------------------------------------------------------------------


def test_the_september_lists_are_drafted_to_the_leader_of_each_tilbud(project):
    result = run(project, "lister", "--tilbud", "bostedet-fjordglimt", day="2026-09-15")
    assert result.exit_code == 0, result.output
    (name,) = names(drafts_of(project) / "mail")
    message = message_from_bytes((drafts_of(project) / "mail" / name).read_bytes(), policy=policy.default)
    assert (message["To"], message["Subject"]) == (
        "Karin Friis <karin.friis@randers.dk>",
        "Liste over opfølgningsmøder 2027",
    )
    workbook = project / "output" / "2027" / "lister" / "bostedet-fjordglimt--mette-holm-2027.xlsx"
    assert attachments(message) == {workbook.name: workbook.read_bytes()}


def test_a_list_that_was_sent_has_no_draft(project):
    run(project, "lister", "--tilbud", "bostedet-fjordglimt", day="2026-09-15")
    (project / "lister.yaml").write_text(
        "lister:\n  - {tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2027, sendt: 2026-09-16, "
        "borgere: {berit: juni}}\n",
        encoding="utf-8",
    )
    result = run(project, "lister", "--tilbud", "bostedet-fjordglimt", day="2026-09-17")
    assert "sendt 16.9.2026" in result.output
    assert "Der er ingen kladder at lave" in result.output


@pytest.mark.parametrize(("day", "count"), [("2027-05-11", 0), ("2027-05-12", 1), ("2027-06-09", 1), ("2027-06-10", 0)])
def test_a_tilbud_is_reminded_of_a_status_that_is_due(project, day, count):
    run(project, "påmindelser", day=day)
    assert len(names(drafts_of(project) / "mail")) == count


def test_a_reminder_names_the_tilbuds_own_citizens_by_initials(project):
    other = PLAN.replace("Berit Holm Larsen", "Carl Krag").replace("670761-4285", "680761-4285")
    other = other.replace("bostedet-fjordglimt, kontaktperson: jonas-bak", "vaerkstedet-aaen")
    other = other.replace("  - {id: vaerkstedet-aaen, kontaktperson: {navn: Ida Krogh, mail: ida@evil.dk}}\n", "")
    (project / "citizens" / "carl.yaml").write_text(other, encoding="utf-8")
    result = run(project, "paamindelser", day="2027-05-20")
    (path,) = (drafts_of(project) / "mail").glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert "- B.H.L., kontaktperson Jonas Bak: møde onsdag den 9. juni 2027; status senest den 26. maj 2027" in (
        message.get_content().splitlines()
    )
    assert "C.K." not in message.get_content()
    assert "Værkstedet ved Åen har ingen e-mail" in told_text(result)


def test_no_reminder_once_the_status_is_recorded(project):
    run(project, "påmindelser", day="2027-05-20")
    change(project, "sted: Rådhuset", "sted: Rådhuset, statusbeskrivelse: {bostedet-fjordglimt: 2027-05-19}")
    run(project, "påmindelser", day="2027-05-20")
    assert names(drafts_of(project) / "mail") == []


# --- letters ------------------------------------------------------------------------------------------------------


@pytest.mark.soffice
def test_letters_are_pdfs_for_print_or_digital_post_with_a_list_to_check_against(project):
    result = run(project, "berit", "indkaldelse", "dagsorden")
    assert result.exit_code == 0, result.output
    folder = drafts_of(project)
    assert names(folder / "brev") == ["indkaldelse-berit-2027--borger.pdf"]
    assert names(folder / "digital-post") == ["dagsorden-berit-2027--tilbud-vaerkstedet-aaen.pdf"]
    assert (folder / "brev" / "indkaldelse-berit-2027--borger.pdf").read_bytes().startswith(b"%PDF-")
    page = (folder / "modtagere.html").read_text(encoding="utf-8")
    assert "Berit Holm Larsen (borger)" in page
    assert "Skovvej 4, 8920 Randers NV" in page
    assert "4285" not in page
    again = told(project, "berit", "indkaldelse", "dagsorden", day="2027-04-21")
    assert {each["action"] for each in again["kladder"]} == {"uændret"}


@pytest.mark.soffice
def test_a_protected_address_stands_on_no_list(project):
    change(project, "post: brev", "post: brev, beskyttet_adresse: ja")
    run(project, "berit", "indkaldelse")
    page = (drafts_of(project) / "modtagere.html").read_text(encoding="utf-8")
    assert "beskyttet adresse – se sagen" in page
    assert "Skovvej" not in page


def test_without_libreoffice_letters_are_told_and_mail_is_made(project, monkeypatch):
    monkeypatch.setattr("mlmp_docs.outbox.libreoffice.find", lambda path: None)
    result = run(project, "berit", "indkaldelse", "kalender")
    assert result.exit_code == 1
    assert "LibreOffice er ikke på denne maskine" in told_text(result)
    assert len(names(drafts_of(project) / "mail")) == 2
    assert names(drafts_of(project) / "brev") == []


# --- typing -------------------------------------------------------------------------------------------------------


def test_a_dry_run_tells_the_same_and_writes_nothing(project):
    dry = told(project, "berit", "kalender", "--dry-run")
    assert not (project / "output").exists()
    assert [each["path"] for each in dry["kladder"]] == [
        each["path"] for each in told(project, "berit", "kalender")["kladder"]
    ]


def test_json_tells_paths_recipients_and_rules_without_addresses(project):
    result = run(project, "berit", "kalender", "--json")
    found = json.loads(result.stdout)
    assert {"version", "files", "diagnostics", "kladder", "afvist", "modtagerliste"} <= set(found)
    assert {(each["rolle"], each["regel"]) for each in found["kladder"]} == {
        ("kontaktperson", "R16"),
        ("tilbud", "R16"),
    }
    assert "@" not in result.stdout
    assert "4285" not in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Skriv, hvad der skal laves kladder til"),
        (("bert",), "Mente du 'berit'?"),
        (("indkaldels",), "Mente du 'indkaldelse'?"),
        (("670761-4285",), "Det er hverken en borger"),
        (("lister", "referat"), "Lister og påmindelser laves for sig selv"),
        (("--dokument", "kalendr"), "Mente du kalender?"),
        (("--måned", "mj"), "Det er ikke en måned"),
    ],
)
def test_wrong_use_is_told_with_a_remedy_and_without_what_was_typed(project, words, told):
    result = run(project, *words)
    assert result.exit_code == 2
    assert told in result.output
    assert "670761" not in result.output


def test_a_word_that_means_two_things_is_asked_about(project):
    (project / "citizens" / "august.yaml").write_text(PLAN.replace("670761", "680761"), encoding="utf-8")
    result = run(project, "august")
    assert result.exit_code == 2
    assert "'--borger august' eller '--måned august'" in result.output


@pytest.mark.parametrize(
    "words", [("juni", "kalender"), ("bostedet-fjordglimt", "kalender"), ("--rådgiver", "mette-holm", "kalender")]
)
def test_drafts_are_chosen_by_month_tilbud_or_rådgiver(project, words):
    assert len(told(project, *words)["kladder"]) == 4


def test_another_month_has_no_drafts(project):
    assert told(project, "maj", "kalender")["kladder"] == []
