"""Makes drafts of what may be sent: documents brought up to date, then one draft for each recipient. Nothing is sent.

Drafts lie in output/<år>/kladder/ by the way they go. One that a person has changed is left alone; one whose reason is
gone, because it was sent, the recipient may not have it any more or the meeting was held, is removed.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date

from mlmp_docs import store
from mlmp_docs.build.attendees import AttendeeChange, attendee_changes
from mlmp_docs.build.draft_files import Desk, Drafted
from mlmp_docs.build.draft_lists import STATUS, drafts_of_lists, drafts_of_status
from mlmp_docs.build.draft_plan import CALENDAR, MAIL, NoWay, Planned, is_asked, planned
from mlmp_docs.build.duties import all_duties
from mlmp_docs.build.make import Workshop
from mlmp_docs.build.outcome import NEEDS_ATTENTION, Action, Outcome
from mlmp_docs.build.posting_reader import PlanPostings, Wish, read_postings
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import Result
from mlmp_docs.build.run import build as run_build
from mlmp_docs.build.worklist import LIST
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.outbox.check_list import Row
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.procedure.distribution import KALENDER
from mlmp_docs.procedure.documents import table
from mlmp_docs.procedure.duties import Asked, duties
from mlmp_docs.procedure.postings import Posting
from mlmp_docs.procedure.refusals import Refusal
from mlmp_docs.project import Project

_DUE = ("overskredet", "snart")


@dataclass(frozen=True)
class DraftRequest:
    """What drafts are asked for. A selection chooses; nothing chosen means everything."""

    år: int
    dato: date
    selection: Selection = field(default_factory=Selection)
    modtager: str = ""
    """Only recipients in this role, of this tilbud or of this name."""

    documents: bool = True
    lists: bool = False
    status: bool = False
    brevdato: date | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Forbidden:
    """Somebody who must not have a document that drafts were asked for."""

    borger: str
    dokument: str
    refusal: Refusal


@dataclass(frozen=True)
class Drafts:
    """What was made, what was not, and who must not have it."""

    drafted: tuple[Drafted, ...]
    outcomes: tuple[Outcome, ...]
    """Of drafts that were not made, and of files on the way to them that need somebody."""

    unreached: tuple[NoWay, ...]
    """Who may have something, but by no way there is a draft for."""

    forbidden: tuple[Forbidden, ...]
    diagnostics: tuple[Diagnostic, ...]
    attendees: tuple[AttendeeChange, ...] = ()
    """Meetings in the rådgiver's calendar whose attendees are to be others."""

    check_list: str = ""
    """The recipients' list, relative to the project; empty when there are no drafts."""

    @property
    def files(self) -> tuple[Outcome, ...]:
        return (*(each.outcome for each in self.drafted), *self.outcomes)

    @property
    def needs_attention(self) -> bool:
        return any(d.level is Level.FEJL for d in self.diagnostics) or any(
            outcome.action in NEEDS_ATTENTION for outcome in self.files
        )


def drafts(
    project: Project,
    request: DraftRequest,
    printer: Printer,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
    wait: Callable[[], None] = lambda: None,
) -> Drafts:
    """Make the drafts that are asked for.

    Raises `store.SaveError` when the output folder cannot be used at all.
    """
    built = _built(project, request, processes, progress, wait)
    held_back = {each.borger for each in built.outcomes if each.action is Action.TILBAGEHOLDT and each.borger}
    read = _read(project, request, built, processes, progress)
    workshop = Workshop(project.root, project.opsætning, {}, write=not request.dry_run)
    held: AbstractContextManager[None] = nullcontext() if request.dry_run else store.lock(workshop.output, wait)
    with held:
        desk = Desk(project, workshop, request.år, request.dato, built.outcomes, printer)
        sound = [plan for plan in read if plan.readable and plan.borger not in held_back]
        if request.documents:
            _documents(desk, sound, request, project)
        if request.lists:
            drafts_of_lists(desk, read, request.modtager)
        if request.status:
            drafts_of_status(desk, sound, request.modtager)
        attendees = _attendees(desk, sound) if request.documents else ()
        _tidy(desk, sound, request, attendees)
        path = desk.finish(progress)
    shown = [*desk.left, *(each for each in built.outcomes if _stands_in_the_way(each))]
    errors = [each for each in built.diagnostics if each.level is Level.FEJL]
    return Drafts(
        tuple(sorted(desk.drafted, key=lambda each: each.row.fil)),
        tuple(dict.fromkeys(shown)),
        tuple(desk.unreached),
        _forbidden(sound, request) if request.documents else (),
        tuple(errors),
        attendees,
        path,
    )


# --- what is read first -------------------------------------------------------------------------------------------


def kinds(project: Project) -> tuple[str, ...]:
    """Every document a draft can be asked for by name."""
    return (*(document.key for document in table(project.opsætning)), KALENDER)


def _built(
    project: Project,
    request: DraftRequest,
    processes: int,
    progress: Callable[[int, int], None] | None,
    wait: Callable[[], None],
) -> Result:
    """The documents brought up to date, as `mlmp byg` would."""
    asked = request.selection
    wanted = set(asked.dokumenter or kinds(project)) if request.documents else set()
    # The invitation carries the agenda.
    wanted = {"dagsorden" if kind == KALENDER else kind for kind in wanted} | ({LIST} if request.lists else set())
    if not wanted:
        return Result((), project.told)
    selection = Selection(asked.borgere, asked.tilbud, asked.rådgivere, asked.måneder, frozenset(wanted))
    build_request = Request(request.år, selection, request.brevdato, dry_run=request.dry_run)
    return run_build(project, build_request, processes=processes, progress=progress, wait=wait)


def _read(
    project: Project,
    request: DraftRequest,
    built: Result,
    processes: int,
    progress: Callable[[int, int], None] | None,
) -> tuple[PlanPostings, ...]:
    borgere = {each.borger for each in built.outcomes if each.borger}
    owed: dict[str, list[tuple[str, str]]] = {}
    if request.status:
        chosen = request.selection
        asked = Asked(chosen.rådgivere, chosen.tilbud, chosen.borgere, frozenset({"R14"}), chosen.måneder)
        for duty in duties(all_duties(project, processes).meetings, request.dato, asked):
            if duty.tilstand in _DUE and duty.møde and duty.frist.tilbud:
                owed.setdefault(duty.borgere[0], []).append((duty.møde, duty.frist.tilbud))
        borgere |= owed.keys()
    if request.lists:
        borgere |= project.ids
    wish = Wish(request.år, request.dato, request.brevdato, request.documents, request.lists, owed)
    return read_postings(project, frozenset(borgere), wish, processes, progress)


# --- documents ----------------------------------------------------------------------------------------------------


def _documents(desk: Desk, read: Sequence[PlanPostings], request: DraftRequest, project: Project) -> None:
    for plan in read:
        asked = [posting for posting in plan.postings if _chosen(posting, request.selection)]
        invited = {each.møde_id for each in asked if each.dokument == KALENDER and not each.hindring}
        for posting in asked:
            _posting(desk, posting, request, project, with_invitation=posting.møde_id in invited)


def _posting(desk: Desk, posting: Posting, request: DraftRequest, project: Project, *, with_invitation: bool) -> None:
    found = [each for each in planned(posting, project.opsætning) if is_asked(each.who, request.modtager)]
    if not found or desk.is_old_news(posting, found):
        return
    for each in found:
        if isinstance(each, NoWay):
            desk.unreached.append(each)
        elif posting.dokument == "dagsorden" and with_invitation and each.way == MAIL:
            continue  # It goes with the invitation (R16).
        else:
            desk.draft(each)


def _chosen(posting: Posting, selection: Selection) -> bool:
    return selection.takes(
        art=posting.dokument,
        borgere=frozenset({posting.borger}),
        tilbud=frozenset(posting.tilbud),
        rådgivere=frozenset({posting.rådgiver}),
        måneder=frozenset({posting.måned} if posting.måned else ()),
    )


def _forbidden(read: Sequence[PlanPostings], request: DraftRequest) -> tuple[Forbidden, ...]:
    found = [
        Forbidden(posting.borger, posting.dokument, refusal)
        for plan in read
        for posting in plan.postings
        if _chosen(posting, request.selection)
        for refusal in posting.afvist
        if is_asked(refusal, request.modtager)
    ]
    return tuple(dict.fromkeys(found))


# --- what has no reason any more ----------------------------------------------------------------------------------


def _attendees(desk: Desk, read: Sequence[PlanPostings]) -> tuple[AttendeeChange, ...]:
    opsætning = desk.project.opsætning
    return tuple(each for plan in read for each in attendee_changes(plan.postings, desk.known_rows, opsætning))


def _tidy(desk: Desk, read: Sequence[PlanPostings], request: DraftRequest, attendees: Sequence[AttendeeChange]) -> None:
    """Remove drafts of these citizens that nobody should send any more."""
    # Whoever is to be taken off a meeting stands only there; it stays until a person deletes it.
    kept = {row.fil for each in attendees for row in each.fjernes}
    chosen = request.selection != Selection() or request.modtager
    if request.lists and not chosen:
        desk.forget_lists()
    if request.status and not chosen:
        for row in desk.known_rows:
            if row.dokument == STATUS:
                desk.remove(row, "ingen status er på vej til at mangle")
    if not request.documents:
        return
    own_kinds = set(kinds(desk.project))
    read_ones = {plan.borger: plan for plan in read}
    rows: dict[str, list[Row]] = {}
    for row in desk.known_rows:
        if row.borger in read_ones and row.dokument in own_kinds:
            rows.setdefault(row.borger, []).append(row)
    for borger, of_citizen in rows.items():
        reasons = {
            each.row.fil: _hindrance(posting, each)
            for posting in read_ones[borger].postings
            for each in planned(posting, desk.project.opsætning)
            if isinstance(each, Planned)
        }
        for row in of_citizen:
            if row.fil not in kept and (reason := reasons.get(row.fil, "planen giver ikke længere grund til den")):
                desk.remove(row, reason)


def _hindrance(posting: Posting, each: Planned) -> str:
    """Why a draft has no reason any more; empty while it has."""
    # The calendar file of an invitation that was sent tells which number the next one has.
    return "" if each.way == CALENDAR and posting.sendt is not None else posting.hindring


def _stands_in_the_way(outcome: Outcome) -> bool:
    """Whether a file on the way to the drafts needs somebody."""
    return outcome.action in (*NEEDS_ATTENTION, Action.TILBAGEHOLDT)
