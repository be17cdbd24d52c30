"""The work list: every file the plans ask for, and what is left out and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mlmp_docs.build.gist import Gist, Paper
from mlmp_docs.build.job import Job, Sheet, list_job
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.content.planning_list import PlanningList, planning_lists_of
from mlmp_docs.content.provider_year import ProviderYear, provider_years_of
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.procedure.lists import AnnualList, lists_of
from mlmp_docs.procedure.sent_lists import SendingOfList, months_of, sending_of, sendings
from mlmp_docs.project import LISTS, BrokenPlan, Project, without_twins

LIST = "liste"
PLANNING_LIST = "planlaegning"
PROVIDER_YEAR = "aarshjul"


@dataclass(frozen=True)
class Task:
    """A document to make, before anybody has composed what it says."""

    path: str
    """Relative to the project, with forward slashes."""

    borger: str
    paper: Paper

    @property
    def art(self) -> str:
        """Which document it is."""
        return self.paper.art

    @property
    def sendt(self) -> date | None:
        """When it was sent."""
        return self.paper.sendt


File = Task | Job
"""A file that is asked for."""


@dataclass(frozen=True)
class WorkList:
    """What a run has to do, and the outcomes that are settled without doing anything."""

    tasks: tuple[Task, ...]
    lists: tuple[Job, ...]
    settled: tuple[Outcome, ...]
    withheld: tuple[BrokenPlan, ...]
    """Citizens whose documents and lists are kept back because of a fejl."""

    request: Request
    sendings_known: bool
    """Whether lister.yaml could be read: without it nobody knows which lists were sent."""

    @property
    def files(self) -> tuple[File, ...]:
        """Everything that is asked for and can be made."""
        return (*self.tasks, *self.lists)


def worklist(
    project: Project,
    request: Request,
    gists: Sequence[Gist],
    diagnostics: Iterable[Diagnostic],
    templates: Mapping[str, str],
) -> WorkList:
    """Every file of the year that the plans ask for.

    `diagnostics` are all that was found in the project; a citizen with a fejl that withholds gets nothing, and
    lists the citizen may belong to are left as they are. `templates` gives the hash of each Word template.
    """
    diagnostics = tuple(diagnostics)
    withheld = _withheld(gists, diagnostics)
    sendings_known = not any(d.place.file == LISTS and d.level is Level.FEJL for d in diagnostics)
    kept_back = {plan.id for plan in withheld}
    sound = [gist for gist in gists if gist.readable and gist.id not in kept_back]
    settled: list[Outcome] = [
        Outcome(f"output/{request.år}/{plan.id}/", "plan", Action.TILBAGEHOLDT, "planen har fejl, se ovenfor", plan.id)
        for plan in withheld
        if not request.selection.borgere or plan.id in request.selection.borgere
    ]
    tasks: list[Task] = []
    for gist in sound:
        asked, left = _documents(gist, project, request, templates)
        tasks += asked
        settled += left
    made, left = _lists(project, request, sound, withheld)
    if not sendings_known:
        left += [
            Outcome(job.path, job.art, Action.TILBAGEHOLDT, f"{LISTS} har fejl, så ingen ved, hvad der er sendt")
            for job in made
            if job.art == LIST
        ]
        made = [job for job in made if job.art != LIST]
    shared = _shared([task.path for task in tasks])
    reason = "to dokumenter ville få samme filnavn – giv den ene et andet id i planen"
    doubles = [
        Outcome(task.path, task.paper.art, Action.FEJL, reason, task.borger)
        for task in tasks
        if task.path.casefold() in shared
    ]
    alone = tuple(task for task in tasks if task.path.casefold() not in shared)
    outcomes = (*settled, *left, *dict.fromkeys(doubles))
    return WorkList(alone, tuple(made), outcomes, withheld, request, sendings_known)


def _shared(paths: Iterable[str]) -> frozenset[str]:
    """The paths that two files would be written to, equal but for case."""
    return frozenset(path for path, count in Counter(path.casefold() for path in paths).items() if count > 1)


def _withheld(gists: Sequence[Gist], diagnostics: Iterable[Diagnostic]) -> tuple[BrokenPlan, ...]:
    files = {d.place.file for d in diagnostics if d.level is Level.FEJL and d.withholds}
    readable = {gist.id for gist in gists if gist.readable}
    broken = without_twins((gist.may_belong() for gist in gists if not gist.readable), readable)
    faulty = (gist.may_belong() for gist in gists if gist.readable and gist.file in files)
    return tuple(sorted([*broken, *faulty], key=lambda plan: plan.id))


# --- documents of one citizen -----------------------------------------------------------------------------------


def _documents(
    gist: Gist, project: Project, request: Request, templates: Mapping[str, str]
) -> tuple[list[Task], list[Outcome]]:
    tasks: list[Task] = []
    left: list[Outcome] = []
    if not request.selection.borgere or gist.id in request.selection.borgere:
        left += gist.left_out
    for paper in gist.papers:
        if not _asked(paper, gist.id, request.selection):
            continue
        path = _path(paper, gist.id, project, request.år)
        missing = _missing(paper, templates)
        if missing:
            left.append(Outcome(path, paper.art, Action.IKKE_ENDNU, "; ".join(missing), gist.id))
        else:
            tasks.append(Task(path, gist.id, paper))
    return tasks, left


def _missing(paper: Paper, templates: Mapping[str, str]) -> tuple[str, ...]:
    """Why the document cannot be made yet; an own document may have no template."""
    if paper.eget and paper.skabelon not in templates:
        return (f"skabelonen {paper.skabelon} ligger ikke i templates/",)
    return paper.mangler


def _path(paper: Paper, borger: str, project: Project, år: int) -> str:
    """Where the document goes. A letter about a new time keeps its own name once it is sent."""
    folder = f"output/{år}/{borger}"
    if paper.navn_ny_tid and (project.root / folder / f"{paper.navn_ny_tid}.docx").is_file():
        return f"{folder}/{paper.navn_ny_tid}.docx"
    return f"{folder}/{paper.navn}.docx"


def _asked(paper: Paper, borger: str, selection: Selection) -> bool:
    return selection.takes(
        art=paper.art,
        borgere=frozenset({borger}),
        tilbud=frozenset(paper.tilbud),
        rådgivere=frozenset({paper.rådgiver}),
        måneder=frozenset({paper.måned} if paper.måned else ()),
    )


# --- lists ------------------------------------------------------------------------------------------------------


def _lists(
    project: Project, request: Request, sound: Sequence[Gist], withheld: tuple[BrokenPlan, ...]
) -> tuple[list[Job], list[Outcome]]:
    jobs: list[Job] = []
    left: list[Outcome] = []
    år = request.år
    folder = f"output/{år}/lister"
    sheets: list[tuple[str, str, Sheet]] = [
        (LIST, f"{folder}/{sheet.tilbud}--{sheet.rådgiver}-{år}{_sending(sheet, project).ending}.xlsx", sheet)
        for sheet in lists_of((row for gist in sound for row in gist.rows), år)
    ]
    sheets += [
        (PLANNING_LIST, f"{folder}/planlaegning--{sheet.rådgiver}-{år}.xlsx", sheet)
        for sheet in planning_lists_of((row for gist in sound for row in gist.planning), project.opsætning, år)
    ]
    sheets += [
        (PROVIDER_YEAR, f"{folder}/aarshjul--{sheet.tilbud}-{år}.xlsx", sheet)
        for sheet in provider_years_of((row for gist in sound for row in gist.years), project.opsætning, år)
    ]
    made = {path for _, path, _ in sheets}
    for art, path, sheet in sheets:
        tilbud = None if isinstance(sheet, PlanningList) else sheet.tilbud
        rådgiver = None if isinstance(sheet, ProviderYear) else sheet.rådgiver
        if not _list_asked(art, sheet, request.selection):
            continue
        broken = [plan.id for plan in withheld if _may_hold(plan, tilbud, rådgiver)]
        if broken:
            reason = "kan høre til en plan med fejl: " + ", ".join(broken)
            left.append(Outcome(path, art, Action.TILBAGEHOLDT, reason))
        else:
            sendt = _sending(sheet, project).sendt if isinstance(sheet, AnnualList) else None
            jobs.append(list_job(art, path, sheet, project.opsætning, sendt))
    left += _lists_of_broken_plans_only(project, request, withheld, made)
    return jobs, left


def _may_hold(plan: BrokenPlan, tilbud: str | None, rådgiver: str | None) -> bool:
    return (tilbud is None or plan.tilbud is None or tilbud in plan.tilbud) and (
        rådgiver is None or plan.rådgivere is None or rådgiver in plan.rådgivere
    )


def _lists_of_broken_plans_only(
    project: Project, request: Request, withheld: tuple[BrokenPlan, ...], made: set[str]
) -> list[Outcome]:
    """Lists that would exist only because of a plan with errors: told, so that nobody misses them unawares."""
    found = []
    for plan in withheld:
        for tilbud in sorted(plan.tilbud or ()):
            for rådgiver in sorted(plan.rådgivere or ()):
                path = f"output/{request.år}/lister/{tilbud}--{rådgiver}-{request.år}.xlsx"
                asked = request.selection.takes(
                    art=LIST,
                    borgere=frozenset({plan.id}),
                    tilbud=frozenset({tilbud}),
                    rådgivere=frozenset({rådgiver}),
                    måneder=request.selection.måneder,
                )
                known = tilbud in project.opsætning.tilbud and rådgiver in project.opsætning.rådgivere
                if asked and known and path not in made:
                    reason = f"kan høre til en plan med fejl: {plan.id}"
                    found.append(Outcome(path, LIST, Action.TILBAGEHOLDT, reason))
    return list(dict.fromkeys(found))


def _list_asked(art: str, sheet: Sheet, selection: Selection) -> bool:
    tilbud = set(sheet.tilbud) if isinstance(sheet, PlanningList) else {sheet.tilbud}
    rådgivere = set(sheet.rådgivere) if isinstance(sheet, ProviderYear) else {sheet.rådgiver}
    return selection.takes(
        art=art,
        borgere=frozenset(row.borger for row in sheet.rows),
        tilbud=frozenset(tilbud),
        rådgivere=frozenset(rådgivere),
        måneder=frozenset(row.måned for row in sheet.rows if row.måned),
    )


def _sending(sheet: AnnualList, project: Project) -> SendingOfList:
    sent = sendings(project.lister, sheet.tilbud, sheet.rådgiver, sheet.år)
    return sending_of(sent, months_of((row.borger, row.måned) for row in sheet.rows))
