"""Writes the drafts of a run: judged against what lies there, put in place together, and listed for the check."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mlmp_docs import store
from mlmp_docs.build import pdf
from mlmp_docs.build.draft_plan import CALENDAR, DIGITAL, MAIL, PAPER, NoWay, Planned
from mlmp_docs.build.job import known_job
from mlmp_docs.build.make import Workshop, edited
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.worklist import LIST
from mlmp_docs.outbox import invitation, mail, pdf_memory
from mlmp_docs.outbox.check_list import Row, check_list, rows_of
from mlmp_docs.outbox.compose import event_about, mail_about
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.outbox.mail import Attachment, Mail
from mlmp_docs.procedure.distribution import KALENDER
from mlmp_docs.procedure.documents import BY_KEY
from mlmp_docs.procedure.postings import Posting
from mlmp_docs.project import Project

CHECK_LIST = "modtagere.html"
_EDITED = "dokumentet er rettet af en person; det er den rettede udgave, der sendes"
_DRAFT_EDITED = "kladden er rettet af en person; ladt urørt – slet den, så laves den igen"
_NEW = (Action.LAVET, Action.LAVET_IGEN)
SENT = (Action.SENDT, Action.AFVIGER, Action.GENSKABT)


@dataclass(frozen=True)
class Drafted:
    """A draft that is there now."""

    row: Row
    outcome: Outcome


@dataclass(frozen=True)
class _Page:
    """A letter that waits for its PDF."""

    row: Row
    borger: str
    dokument: str
    source: str


class Desk:
    """Where the drafts of one run are written. Only use it while holding the output folder."""

    def __init__(
        self, project: Project, workshop: Workshop, år: int, dato: date, built: Sequence[Outcome], printer: Printer
    ) -> None:
        self.project = project
        self.workshop = workshop
        self.år, self.dato = år, dato
        self.drafted: list[Drafted] = []
        self.left: list[Outcome] = []
        self.unreached: list[NoWay] = []
        self._built = built
        self._actions = {_without_ny(each.path): each for each in built}
        self._printer = printer
        self._pages: list[_Page] = []
        self._batch = store.Batch(workshop.output)
        self._gone: set[str] = set()
        self._status: dict[str, tuple[str, str]] = {}
        self.folder = f"output/{år}/kladder"
        page = store.read(self._place(CHECK_LIST))
        self.known_rows = rows_of(page) if page is not None else ()
        """What earlier runs left here, as far as it is there still."""
        self.known_rows = tuple(row for row in self.known_rows if self._place(row.fil).is_file())

    # --- what is not made ---

    def leave(self, posting: Posting, reason: str, action: Action = Action.UDELADT) -> None:
        """Tell why a draft is not made."""
        self.left.append(Outcome(f"{self.folder}/", posting.dokument, action, reason, posting.borger))

    def is_old_news(self, posting: Posting, found: Sequence[Planned | NoWay]) -> bool:
        """Whether there is nothing to send, and tells why.

        An invitation that was sent is out of date when the place of the meeting is another than in its draft.
        """
        if posting.dokument == KALENDER and posting.aflyst and not posting.indkaldt:
            return not any(self._before(each) for each in found if isinstance(each, Planned))
        if not posting.hindring:
            return False
        if posting.dokument == KALENDER and posting.sendt is not None:
            mine = [each for each in found if isinstance(each, Planned) and each.way == CALENDAR]
            if any(self._is_changed(each) for each in mine):
                return False
        self.leave(posting, posting.hindring, Action.UDELADT if posting.sendt else Action.IKKE_ENDNU)
        return True

    # --- drafts about a citizen ---

    def draft(self, wanted: Planned) -> None:
        """Make one draft, or tell why not."""
        posting = wanted.posting
        if wanted.way == CALENDAR:
            self._calendar(wanted, wanted.row)
            return
        source, note, trouble = self._document(posting) if posting.fil else (None, "", "")
        if trouble and posting.dokument != KALENDER:
            self.leave(posting, trouble, Action.IKKE_ENDNU)
            return
        row = replace(wanted.row, note=note)
        if wanted.way in (DIGITAL, PAPER):
            assert source is not None
            self._pages.append(_Page(row, posting.borger, posting.dokument, source))
            return
        bilag = []
        if posting.dokument == KALENDER:
            if (old := self._before(wanted)) is not None and not invitation.is_ours(old):
                self.leave(posting, "kalenderfilen er rettet af en person, så e-mailen med den er ikke lavet")
                return
            method = "CANCEL" if posting.aflyst else "REQUEST"
            bilag.append(Attachment(f"{_stem(row.fil)}.ics", self._invitation(wanted), method))
            source = source if not trouble and wanted.who in posting.med_dagsorden else None
            posting = replace(posting, fil=posting.fil if source else None)
            row = row if source else wanted.row
        if source is not None:
            bilag.append(Attachment(_attached_as(posting, source), self.content(source)))
        draft = mail_about(posting, wanted.who, self.project.opsætning, bilag)
        self.write_mail(row, posting.dokument, posting.borger, draft)

    def write_mail(self, row: Row, dokument: str, borger: str | None, draft: Mail) -> None:
        """Make a mail draft. One that says the same but for its day is left as it is."""
        old = store.read(self._place(row.fil))
        if old is not None and not mail.is_ours(old):
            self._done(row, dokument, borger, Action.RETTET, _DRAFT_EDITED)
            return
        day = mail.day_of(old) if old is not None else None
        if old is not None and day is not None and old == mail.mail_draft(draft, day):
            self._done(row, dokument, borger, Action.UÆNDRET)
            return
        self._save(row, dokument, borger, mail.mail_draft(draft, self.dato), old)

    def write_page(self, row: Row, dokument: str, source: str) -> None:
        """Make a letter of a document when all PDFs are made."""
        self._pages.append(_Page(row, "", dokument, source))

    def content(self, path: str) -> bytes:
        """The document as it goes out; nothing when this dry run would make it anew."""
        found = self._actions.get(path)
        if not self.workshop.write and found and found.action in _NEW:
            return b""
        return store.read(self.workshop.root / path) or b""

    def status_of(self, path: str) -> tuple[str, str]:
        """What is to be said of a document that goes out, and why it cannot. Each document is looked at once."""
        if path not in self._status:
            self._status[path] = self._judge(path)
        return self._status[path]

    def _judge(self, path: str) -> tuple[str, str]:
        found = self._actions.get(path)
        if found is None:
            return "", "dokumentet er ikke lavet"
        if found.action is Action.RETTET:
            return _EDITED, ""
        if found.action is Action.UÆNDRET:
            # `byg` looks only at what the document was made from when that has not changed.
            place = self.workshop.root / path
            return _EDITED if edited(store.read(place) or b"", place) else "", ""
        if found.action is Action.NY:
            return "", "to udgaver af dokumentet ligger ved siden af hinanden; vælg den ene, og kør igen"
        if found.action in _NEW:
            return "", ""
        return "", found.reason or str(found.action)

    def lists(self, tilbud: str, rådgiver: str) -> list[tuple[str, Action]]:
        """The files of a list that this run has looked at: the first one, or a later sending."""
        name = re.compile(rf"output/{self.år}/lister/{tilbud}--{rådgiver}-{self.år}(-\d+)?\.xlsx")
        return [(path, each.action) for path, each in sorted(self._actions.items()) if name.fullmatch(path)]

    def _document(self, posting: Posting) -> tuple[str, str, str]:
        # One about a new time has kept its own name when it was sent.
        new_time = f"output/{self.år}/{posting.borger}/{posting.fil_ny_tid}.docx"
        path = new_time if new_time in self._actions else f"output/{self.år}/{posting.borger}/{posting.fil}.docx"
        found = self._actions.get(path)
        if posting.dokument == KALENDER and found is not None and found.action is Action.SENDT:
            return path, "", ""  # only the summons was sent: the invitation still brings the agenda (R16)
        return path, *self.status_of(path)

    # --- calendar ---

    def _before(self, wanted: Planned) -> bytes | None:
        return store.read(self._place(f"{CALENDAR}/{_stem(wanted.row.fil)}.ics"))

    def _is_changed(self, wanted: Planned) -> bool:
        """Whether an invitation lies there that tells another time or place."""
        before = invitation.known(self._before(wanted) or b"")
        event = event_about(wanted.posting, wanted.who, self.project.opsætning)
        if before is None or event is None:
            return False
        return invitation.next_sequence(event, before, told_before=False) != before.sequence

    def _invitation(self, wanted: Planned) -> bytes:
        """The invitation as it is to be now; the one that lies there when it says the same but for its day."""
        event = event_about(wanted.posting, wanted.who, self.project.opsætning)
        assert event is not None
        old = self._before(wanted)
        before = invitation.known(old) if old is not None else None
        told = wanted.posting.ny_tid or bool(wanted.posting.aflyst and wanted.posting.indkaldt)
        sequence = invitation.next_sequence(event, before, told_before=told)
        if before is not None and old == invitation.invitation(event, before.sequence, before.stamp):
            return old
        return invitation.invitation(event, sequence, self.dato)

    def _calendar(self, wanted: Planned, row: Row) -> None:
        posting, old = wanted.posting, self._before(wanted)
        if old is not None and not invitation.is_ours(old):
            self._done(row, posting.dokument, posting.borger, Action.RETTET, _DRAFT_EDITED)
            return
        content = self._invitation(wanted)
        if content == old:
            self._done(row, posting.dokument, posting.borger, Action.UÆNDRET)
        else:
            self._save(row, posting.dokument, posting.borger, content, old)

    # --- in place ---

    def forget_lists(self) -> None:
        """Remove drafts of lists that were sent, or that nobody asks for any more."""
        for row in self.known_rows:
            if row.dokument == LIST:
                name = _stem(row.fil).removeprefix("liste-").removesuffix("--afdelingsleder")
                found = self._actions.get(f"output/{self.år}/lister/{name}.xlsx")
                if found is None or found.action in SENT:
                    self.remove(row, "listen er sendt" if found else "planerne giver ikke længere grund til den")

    def remove(self, row: Row, reason: str) -> None:
        """Remove a draft that has no reason any more, unless a person has changed it."""
        outcome = Outcome(f"{self.folder}/{row.fil}", row.vej, Action.FJERNET, reason, row.borger or None)
        content = store.read(self._place(row.fil))
        ours = {MAIL: mail.is_ours, CALENDAR: invitation.is_ours}.get(row.vej, pdf_memory.is_ours)
        if content is None or any(each.row.fil == row.fil for each in self.drafted):
            return
        if not ours(content):
            self.left.append(replace(outcome, action=Action.UDEN_GRUND, reason=f"{reason}; rettet af en person"))
            return
        if self.workshop.write:
            store.remove(self._place(row.fil), self.workshop.output)
        self._gone.add(row.fil)
        self.left.append(outcome)

    def finish(self, progress: Callable[[int, int], None] | None = None) -> str:
        """Make the PDFs, put everything in place and write the recipients' list; its path, if there are drafts."""
        self._make_pages(progress)
        # First the list: a run that is killed must leave no draft that no list knows of.
        path = self._write_list()
        troubles = {target: str(trouble) for target, trouble in self._batch.finish().items()}
        if troubles:
            self.drafted = [self._in_place(each, troubles) for each in self.drafted]
            path = self._write_list()
        return path

    def _write_list(self) -> str:
        rows = {row.fil: row for row in self.known_rows if row.fil not in self._gone}
        rows |= {each.row.fil: each.row for each in self.drafted if each.outcome.action is not Action.FEJL}
        if not self.workshop.write:
            return f"{self.folder}/{CHECK_LIST}" if rows else ""
        target = self._place(CHECK_LIST)
        if not rows:
            store.remove(target, self.workshop.output)
            return ""
        page = check_list(list(rows.values()), self.år)
        if store.read(target) != page:
            store.save(page, target, self.workshop.output)
        return f"{self.folder}/{CHECK_LIST}"

    def _in_place(self, each: Drafted, troubles: dict[Path, str]) -> Drafted:
        trouble = troubles.get(self._place(each.row.fil))
        return replace(each, outcome=replace(each.outcome, action=Action.FEJL, reason=trouble)) if trouble else each

    def _make_pages(self, progress: Callable[[int, int], None] | None) -> None:
        """The letters: each document's PDF, made as `byg --pdf` makes it, and put in the folder of its way."""
        due = []
        for page in self._pages:
            content = store.read(self.workshop.root / page.source)
            old = store.read(self._place(page.row.fil))
            if old is not None and not pdf_memory.is_ours(old):
                self._done(page.row, page.dokument, page.borger, Action.RETTET, _DRAFT_EDITED)
            elif old is not None and content is not None and pdf_memory.is_of(old, content) and self._stays(page):
                self._done(page.row, page.dokument, page.borger, Action.UÆNDRET)
            else:
                due.append((page, old))
        if not due:
            return
        sources = dict.fromkeys((page.source, page.dokument, page.borger) for page, _ in due)
        jobs = [known_job(path, art, borger, None, "", "") for path, art, borger in sources]
        told = pdf.make_pdfs(jobs, self._built, self.workshop, self._printer, progress)
        failed = {each.path: each for each in told if each.action in (Action.FEJL, Action.RETTET)}
        self.left += [each for each in failed.values() if each.action is Action.FEJL]
        for page, old in due:
            made = pdf.pdf_path(page.source)
            content = store.read(self.workshop.root / made)
            if not self.workshop.write:
                self._done(page.row, page.dokument, page.borger, *_made(old))
            elif made in failed or content is None:
                reason = failed[made].reason if made in failed else "PDF'en er ikke lavet"
                self._left_page(page, reason)
            else:
                self._save(page.row, page.dokument, page.borger, content, old)

    def _left_page(self, page: _Page, reason: str) -> None:
        path = f"{self.folder}/{page.row.fil}"
        self.left.append(Outcome(path, page.dokument, Action.FEJL, reason, page.borger or None))

    def _stays(self, page: _Page) -> bool:
        """Whether the document is on the disk as it will be: a dry run has not made it."""
        found = self._actions.get(page.source)
        return self.workshop.write or found is None or found.action is not Action.LAVET_IGEN

    def _save(self, row: Row, dokument: str, borger: str | None, content: bytes, old: bytes | None) -> None:
        try:
            if self.workshop.write:
                self._batch.save(content, self._place(row.fil))
        except store.SaveError as trouble:
            self._done(row, dokument, borger, Action.FEJL, str(trouble))
            return
        self._done(row, dokument, borger, *_made(old))

    def _done(self, row: Row, dokument: str, borger: str | None, action: Action, reason: str = "") -> None:
        if action is Action.RETTET:
            row = replace(row, note=f"{row.note}; {reason}" if row.note else reason)
        path = f"{self.folder}/{row.fil}"
        self.drafted.append(Drafted(row, Outcome(path, dokument, action, reason, borger or None)))

    def _place(self, fil: str) -> Path:
        return self.workshop.root / self.folder / fil


def _made(old: bytes | None) -> tuple[Action, str]:
    return (Action.LAVET, "ny") if old is None else (Action.LAVET_IGEN, "indholdet er ændret")


def _stem(fil: str) -> str:
    return fil.rpartition("/")[2].rpartition(".")[0]


def _attached_as(posting: Posting, source: str) -> str:
    """The name of the attachment. An own document's name is the municipality's, and may tell of an illness."""
    if posting.dokument in BY_KEY or posting.dokument == KALENDER:
        return source.rpartition("/")[2]
    return f"brev-{posting.borger}-{posting.år}.docx"


def _without_ny(path: str) -> str:
    stem, _, ending = path.rpartition(".")
    return f"{stem.removesuffix('.ny')}.{ending}" if stem.endswith(".ny") else path
