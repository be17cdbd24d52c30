"""Drafts that are about several citizens: the annual lists (R1), and reminders of the status (R14)."""

from collections.abc import Sequence
from dataclasses import replace

from mlmp_docs.build.draft_files import SENT, Desk
from mlmp_docs.build.draft_plan import DIGITAL, MAIL, is_asked, row, trouble
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.posting_reader import PlanPostings
from mlmp_docs.build.worklist import LIST
from mlmp_docs.content import drafts as wording
from mlmp_docs.outbox.compose import sender
from mlmp_docs.outbox.mail import Attachment, Mail
from mlmp_docs.procedure.postings import ListReader, StatusReader
from mlmp_docs.procedure.recipients import Recipient

STATUS = "påmindelse"


def drafts_of_lists(desk: Desk, read: Sequence[PlanPostings], modtager: str) -> None:
    """A draft of every list that `byg` has made and that is not sent; the leader of the tilbud gets it."""
    readers: dict[tuple[str, str], list[ListReader]] = {}
    for plan in read:
        for each in plan.lists:
            readers.setdefault((each.tilbud, each.rådgiver), []).append(each)
    for tilbud, rådgiver in sorted(readers):
        for path, action in desk.lists(tilbud, rådgiver):
            _list(desk, path, action, readers[tilbud, rådgiver], modtager)


def _list(desk: Desk, path: str, action: Action, readers: Sequence[ListReader], modtager: str) -> None:
    tilbud, rådgiver = readers[0].tilbud, readers[0].rådgiver
    refused = next((each.modtager for each in readers if not isinstance(each.modtager, Recipient)), None)
    who = readers[0].modtager
    if not is_asked(who, modtager):
        return
    if refused is not None or not isinstance(who, Recipient):
        grund = f"{refused.grund} ({refused.regel})" if refused else ""
        desk.left.append(Outcome(path, LIST, Action.FEJL, f"listen må ikke sendes: {grund}"))
        return
    note, reason = desk.status_of(path)
    reason = trouble(who) or reason
    if reason:
        desk.left.append(Outcome(path, LIST, Action.UDELADT if action in SENT else Action.IKKE_ENDNU, reason))
        return
    name = path.rpartition("/")[2]
    stem = f"liste-{name.rpartition('.')[0]}--afdelingsleder"
    opsætning = desk.project.opsætning
    if who.vej != "sikker mail":
        desk.write_page(replace(row(f"{DIGITAL}/{stem}.pdf", LIST, "", who), note=note), LIST, path)
        return
    known = opsætning.rådgivere.get(rådgiver)
    text = wording.list_text(who, opsætning.tilbud[tilbud].navn, known, desk.år, opsætning)
    draft = Mail(
        who, sender(rådgiver, opsætning), wording.list_subject(desk.år), text, [Attachment(name, desk.content(path))]
    )
    desk.write_mail(replace(row(f"{MAIL}/{stem}.eml", LIST, "", who), note=note), LIST, None, draft)


def drafts_of_status(desk: Desk, read: Sequence[PlanPostings], modtager: str) -> None:
    """One reminder to each tilbud from each rådgiver, of its own citizens only."""
    due: dict[tuple[str, str], list[StatusReader]] = {}
    for plan in read:
        for tilbud, each in plan.status:
            due.setdefault((tilbud, each.rådgiver), []).append(each)
    for (tilbud, rådgiver), found in sorted(due.items()):
        allowed = [each for each in found if isinstance(each.modtager, Recipient)]
        path = f"{MAIL}/paamindelse-status-{tilbud}--{rådgiver}.eml"
        who = allowed[0].modtager if allowed else found[0].modtager
        if not is_asked(who, modtager):
            continue
        if not isinstance(who, Recipient):
            desk.left.append(Outcome(f"{desk.folder}/{path}", STATUS, Action.UDELADT, f"{who.grund} ({who.regel})"))
            continue
        if not who.sikker_mail or trouble(who):
            reason = trouble(who) or f"{who.navn} har ingen e-mail på et domæne i 'sikre_mailadresser'; ring i stedet"
            desk.left.append(Outcome(f"{desk.folder}/{path}", STATUS, Action.UDELADT, reason))
            continue
        opsætning = desk.project.opsætning
        text = wording.status_text(who, allowed, opsætning.rådgivere.get(rådgiver), opsætning)
        draft = Mail(who, sender(rådgiver, opsætning), wording.STATUS_SUBJECT, text)
        desk.write_mail(replace(row(path, STATUS, "", who), regel="R14"), STATUS, None, draft)
