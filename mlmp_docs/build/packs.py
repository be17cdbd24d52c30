"""Makes packs for print: documents brought up to date, their PDFs, a cover, and all of it as one PDF for each reader.

A pack has one reader and holds nothing that reader may not see. What is left out is told, on the cover too.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date

from mlmp_docs import store
from mlmp_docs.build.duties import all_duties
from mlmp_docs.build.make import Workshop
from mlmp_docs.build.outcome import NEEDS_ATTENTION, Action, Outcome
from mlmp_docs.build.pack_files import PackDesk, Pile
from mlmp_docs.build.pack_reader import PlanPapers, Wish, read_papers
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import build as run_build
from mlmp_docs.build.worklist import LIST, PROVIDER_YEAR
from mlmp_docs.content.pack_cover import Outside, order_of_day
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.procedure.documents import table
from mlmp_docs.procedure.packs import OF_THE_DAY, PackReader, Paper
from mlmp_docs.project import PlanFile, Project

_TOLD = (*NEEDS_ATTENTION, Action.GENSKABT)
OF_A_TILBUD = (PROVIDER_YEAR, LIST)
"""Lists of a whole tilbud, in its pack only."""


@dataclass(frozen=True)
class PackRequest:
    """Which packs are asked for: one for each reader, with what is left after the other choices."""

    år: int
    dato: date
    readers: tuple[PackReader, ...]
    måneder: frozenset[int] = frozenset()
    dokumenter: frozenset[str] = frozenset()
    dag: date | None = None
    """Only meetings on this day, in the order of time."""

    duplex: bool = True
    brevdato: date | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Pack:
    """One pack: what became of it, what lies in it, and what does not."""

    reader: PackReader
    outcome: Outcome
    borgere: tuple[str, ...]
    dokumenter: int
    sider: int
    """Pages as they are printed, blank ones too; 0 when it was not made."""

    noter: tuple[tuple[str, str], ...]
    """Documents that a person has edited, or that differ from what was sent, and how."""

    udeladt: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Packs:
    """What was made."""

    packs: tuple[Pack, ...]
    outcomes: tuple[Outcome, ...]
    """Of files on the way to the packs that need somebody."""

    unreadable: tuple[str, ...]
    """Citizens whose plans cannot be read, so that nobody knows whether they belong in a pack."""

    diagnostics: tuple[Diagnostic, ...]
    forbidden: bool = False
    """Whether nothing of what was asked for may be seen by the reader."""

    @property
    def needs_attention(self) -> bool:
        return (
            self.forbidden
            or bool(self.unreadable)
            or any(d.level is Level.FEJL for d in self.diagnostics)
            or any(each.action in NEEDS_ATTENTION for each in (*self.outcomes, *(p.outcome for p in self.packs)))
        )


def kinds(project: Project) -> tuple[str, ...]:
    """Every document that can be asked for by name."""
    return (*(document.key for document in table(project.opsætning)), *OF_A_TILBUD)


def packs(
    project: Project,
    request: PackRequest,
    printer: Printer,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
    wait: Callable[[], None] = lambda: None,
) -> Packs:
    """Make the packs that are asked for. Raises `store.SaveError` when the output folder cannot be used at all."""
    files = _files(project, request, processes)
    read = read_papers(project, files, Wish(request.readers, request.år, request.dato), processes, progress)
    piles = [_pile(project, request, reader, read) for reader in request.readers]
    built, diagnostics = _built(project, request, piles, processes, progress, wait)
    workshop = Workshop(project.root, project.opsætning, {}, write=not request.dry_run)
    held: AbstractContextManager[None] = nullcontext() if request.dry_run else store.lock(workshop.output, wait)
    with held:
        desk = PackDesk(project, workshop, request.år, request.dato, built, printer)
        found = [desk.with_papers(_with_lists(pile, request, desk)) for pile in piles]
        ready = desk.printed(found, progress)
        made = [desk.make(pile, duplex=request.duplex) for pile in ready]
    shown = tuple(
        Pack(
            pile.reader,
            outcome,
            tuple(dict.fromkeys(each.borger for each in pile.inside if each.borger)),
            len(pile.inside),
            sider,
            tuple((each.path, each.note) for each in pile.inside if each.edited),
            pile.left_out,
        )
        for pile, (outcome, sider) in zip(ready, made, strict=True)
        if pile.inside or pile.outside or len(request.readers) == 1 or outcome.action is Action.FJERNET
    )
    return Packs(
        shown,
        tuple(dict.fromkeys([*desk.troubles, *(each for each in built if each.action in _TOLD)])),
        tuple(each.borger for each in read if not each.readable),
        diagnostics,
        forbidden=bool(request.dokumenter) and any(p.outside for p in piles) and not any(p.inside for p in ready),
    )


# --- which plans to read ------------------------------------------------------------------------------------------


def _files(project: Project, request: PackRequest, processes: int) -> Sequence[PlanFile]:
    """The plan files that may have something for the packs: those with a meeting in the months or on the day."""
    if not request.måneder and not request.dag:
        return project.plans
    known = all_duties(project, processes)
    citizens = {
        meeting.borger
        for meeting in known.meetings
        if meeting.år == request.år
        and (not request.måneder or meeting.måned in request.måneder)
        and (not request.dag or meeting.dag == request.dag)
    }
    return [file for file in project.plans if file.id in citizens or file.file in known.unreadable]


# --- what is asked for --------------------------------------------------------------------------------------------


def _pile(project: Project, request: PackRequest, reader: PackReader, read: Sequence[PlanPapers]) -> Pile:
    """The documents of one pack, before anybody has looked whether they are there."""
    papers = [paper for plan in read for paper in plan.papers.get(reader, ()) if _is_asked(paper, request)]
    asked = sorted(papers, key=order_of_day if request.dag else _by_name)
    inside = tuple(paper for paper in asked if not paper.udeladt)
    outside = tuple(
        Outside(each.titel, "" if each.aldrig else each.navn, each.udeladt, each.regel)
        for each in asked
        if each.udeladt
    )
    return Pile(reader, _stem(reader, request), inside, outside, request.måneder, request.dag)


def _is_asked(paper: Paper, request: PackRequest) -> bool:
    kinds = request.dokumenter or (frozenset(OF_THE_DAY) if request.dag else frozenset())
    if request.dag and (paper.møde is None or paper.møde.dato != request.dag):
        return False
    return (not kinds or paper.dokument in kinds) and (not request.måneder or paper.måned in request.måneder)


def _by_name(paper: Paper) -> tuple[tuple[str, str], str]:
    return sort_key(paper.navn), paper.borger


def _stem(reader: PackReader, request: PackRequest) -> str:
    """The pack's file name: ids, months and documents, never a name."""
    if request.dag:
        parts = ["min-dag", reader.id, request.dag.isoformat()]
    else:
        parts = ["tilbud" if reader.slags == "tilbud" else "raadgiver", reader.id, str(request.år)]
        parts += [f"{number:02}" for number in sorted(request.måneder)]
    return "-".join([*parts, *sorted(request.dokumenter)])


def _with_lists(pile: Pile, request: PackRequest, desk: PackDesk) -> Pile:
    """The pack of a tilbud begins with its lists, unless only some months or documents are asked for."""
    if pile.reader.slags != "tilbud" or not _lists_asked(request):
        return pile
    return desk.with_lists(pile, [kind for kind in OF_A_TILBUD if not request.dokumenter or kind in request.dokumenter])


def _lists_asked(request: PackRequest) -> bool:
    return not request.måneder and (not request.dokumenter or not request.dokumenter.isdisjoint(OF_A_TILBUD))


# --- what it is made of -------------------------------------------------------------------------------------------


def _built(
    project: Project,
    request: PackRequest,
    piles: Sequence[Pile],
    processes: int,
    progress: Callable[[int, int], None] | None,
    wait: Callable[[], None],
) -> tuple[tuple[Outcome, ...], tuple[Diagnostic, ...]]:
    """The documents and lists brought up to date, as `mlmp byg` would, and the fejl in their plans."""
    wanted = [paper for pile in piles for paper in pile.papers]
    selections = []
    if wanted:
        borgere = frozenset(paper.borger for paper in wanted)
        selections.append(Selection(borgere=borgere, dokumenter=frozenset(paper.dokument for paper in wanted)))
    tilbud = frozenset(pile.reader.id for pile in piles if pile.reader.slags == "tilbud")
    if tilbud and _lists_asked(request):
        selections.append(Selection(tilbud=tilbud, dokumenter=frozenset(OF_A_TILBUD)))
    outcomes: list[Outcome] = []
    errors: list[Diagnostic] = list(project.told)
    for number, selection in enumerate(selections):
        build_request = Request(request.år, selection, request.brevdato, dry_run=request.dry_run)
        result = run_build(project, build_request, processes=processes, progress=progress, wait=wait)
        outcomes += result.outcomes
        if number == 0:
            errors += [each for each in result.diagnostics if each.level is Level.FEJL]
    return tuple(dict.fromkeys(outcomes)), tuple(dict.fromkeys(errors))
