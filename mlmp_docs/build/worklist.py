"""The work list: every file the plans ask for, with what it says, and what is left out and why."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from mlmp_docs import __version__, content
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.content.planning_list import PlanningList, planning_lists
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.procedure import documents, lists
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.lists import AnnualList
from mlmp_docs.procedure.sent_lists import SendingOfList, months_of, sending_of, sendings
from mlmp_docs.project import LISTS, BrokenPlan, Citizen, Project

LIST = "liste"
PLANNING_LIST = "planlaegning"


@dataclass(frozen=True)
class Job:
    """One file to make: where it goes, what it says, and what it remembers."""

    path: str
    """Relative to the project, with forward slashes."""

    art: str
    borger: str | None
    template: str | None
    """File name of the Word template; None for a list."""

    fields: Mapping[str, Any] = field(repr=False)
    titel: str = field(repr=False)
    forfatter: str
    memory: Mapping[str, str]
    sendt: date | None
    sheet: AnnualList | PlanningList | None = field(default=None, repr=False)


@dataclass(frozen=True)
class WorkList:
    """What a run has to do, and the outcomes that are settled without doing anything."""

    jobs: tuple[Job, ...]
    settled: tuple[Outcome, ...]
    withheld: tuple[BrokenPlan, ...]
    """Citizens whose documents and lists are kept back because of a fejl."""

    request: Request
    sendings_known: bool
    """Whether lister.yaml could be read: without it nobody knows which lists were sent."""


def worklist(
    project: Project, request: Request, diagnostics: Iterable[Diagnostic], templates: Mapping[str, str]
) -> WorkList:
    """Every file of the year that the plans ask for.

    `diagnostics` are all that was found in the project; a citizen with a fejl that withholds gets nothing, and
    lists the citizen may belong to are left as they are. `templates` gives the hash of each Word template.
    """
    diagnostics = tuple(diagnostics)
    withheld = _withheld(project, diagnostics)
    sendings_known = not any(d.place.file == LISTS and d.level is Level.FEJL for d in diagnostics)
    kept_back = {plan.id for plan in withheld}
    sound = [citizen for citizen in project.citizens if citizen.id not in kept_back]
    jobs: list[Job] = []
    settled: list[Outcome] = [
        Outcome(f"output/{request.år}/{plan.id}/", "plan", Action.TILBAGEHOLDT, "planen har fejl, se ovenfor", plan.id)
        for plan in withheld
        if not request.selection.borgere or plan.id in request.selection.borgere
    ]
    for citizen in sound:
        made, left = _documents(citizen, project, request, templates)
        jobs += made
        settled += left
    made, left = _lists(project, request, sound, withheld)
    if not sendings_known:
        left += [
            Outcome(job.path, job.art, Action.TILBAGEHOLDT, f"{LISTS} har fejl, så ingen ved, hvad der er sendt")
            for job in made
            if job.art == LIST
        ]
        made = [job for job in made if job.art != LIST]
    jobs, doubles = _without_doubles(jobs + made)
    return WorkList(tuple(jobs), tuple(settled + left + doubles), withheld, request, sendings_known)


def _without_doubles(jobs: list[Job]) -> tuple[list[Job], list[Outcome]]:
    """The jobs whose file is theirs alone; files that two would write, equal but for case, are told and not made."""
    counts = Counter(job.path.casefold() for job in jobs)
    shared = [job for job in jobs if counts[job.path.casefold()] > 1]
    reason = "to dokumenter ville få samme filnavn – giv den ene et andet id i planen"
    told = [Outcome(job.path, job.art, Action.FEJL, reason, job.borger) for job in shared]
    return [job for job in jobs if counts[job.path.casefold()] == 1], list(dict.fromkeys(told))


def _withheld(project: Project, diagnostics: Iterable[Diagnostic]) -> tuple[BrokenPlan, ...]:
    files = {d.place.file for d in diagnostics if d.level is Level.FEJL and d.withholds}
    found = list(project.broken)
    for citizen in project.citizens:
        if citizen.source.file in files:
            found.append(_may_belong(citizen, project))
    return tuple(sorted(found, key=lambda plan: plan.id))


def _may_belong(citizen: Citizen, project: Project) -> BrokenPlan:
    plan = citizen.plan
    tilbud = {entry.id for entry in plan.tilbud}
    rådgivere = {plan.rådgiver, *(entry.id for entry in plan.tidligere_rådgivere)}
    known_tilbud = tilbud <= set(project.opsætning.tilbud)
    known_rådgivere = rådgivere <= set(project.opsætning.rådgivere)
    return BrokenPlan(
        citizen.id,
        rådgivere=frozenset(rådgivere) if known_rådgivere else None,
        tilbud=frozenset(tilbud) if known_tilbud else None,
    )


# --- documents of one citizen -----------------------------------------------------------------------------------


def _documents(
    citizen: Citizen, project: Project, request: Request, templates: Mapping[str, str]
) -> tuple[list[Job], list[Outcome]]:
    jobs: list[Job] = []
    left: list[Outcome] = []
    if not request.selection.borgere or citizen.id in request.selection.borgere:
        left += _meetings_left_out(citizen, request.år)
    for wanted in documents.wanted(citizen.id, citizen.plan, project.opsætning, request.år, request.brevdato):
        if not _asked(wanted, request.selection):
            continue
        path = _path(wanted, project, request.år)
        art = wanted.document.key
        missing = _missing(wanted, templates)
        if missing:
            left.append(Outcome(path, art, Action.IKKE_ENDNU, "; ".join(missing), citizen.id))
        else:
            jobs.append(_document_job(path, wanted, project, templates))
    return jobs, left


def _missing(wanted: Wanted, templates: Mapping[str, str]) -> tuple[str, ...]:
    """Why the document cannot be made yet; an own document may have no template."""
    if wanted.document.eget and wanted.skabelon not in templates:
        return (f"skabelonen {wanted.skabelon} ligger ikke i templates/",)
    return wanted.mangler


def _path(wanted: Wanted, project: Project, år: int) -> str:
    """Where the document goes. A letter about a new time keeps its own name once it is sent."""
    folder = f"output/{år}/{wanted.borger}"
    if wanted.sendt and wanted.navn_ny_tid and (project.root / folder / f"{wanted.navn_ny_tid}.docx").is_file():
        return f"{folder}/{wanted.navn_ny_tid}.docx"
    return f"{folder}/{wanted.navn}.docx"


def _meetings_left_out(citizen: Citizen, år: int) -> list[Outcome]:
    folder = f"output/{år}/{citizen.id}/"
    if citizen.plan.afsluttet:
        return [Outcome(folder, "plan", Action.UDELADT, "planen er afsluttet", citizen.id)]
    return [
        Outcome(folder, "møde", Action.UDELADT, f"mødet {møde.id} er aflyst", citizen.id)
        for møde in citizen.plan.møder
        if møde.år == år and møde.aflyst
    ]


def _asked(wanted: Wanted, selection: Selection) -> bool:
    day = wanted.møde.rolledag if wanted.møde else date(wanted.år, 1, 1)
    month = wanted.møde.planlagt_måned if wanted.møde else None
    own = {wanted.tilbud} if wanted.tilbud else {entry.id for entry in wanted.plan.tilbud_den(day)}
    return selection.takes(
        art=wanted.document.key,
        borgere=frozenset({wanted.borger}),
        tilbud=frozenset(own),
        rådgivere=frozenset({wanted.plan.rådgiver_den(day)}),
        måneder=frozenset({month} if month else ()),
    )


def _document_job(path: str, wanted: Wanted, project: Project, templates: Mapping[str, str]) -> Job:
    fields = content.compose(wanted, project.opsætning)
    forfatter = f"Rådgiver, {project.opsætning.kommune}"
    identity = {
        "mlmp-dokument": wanted.document.key,
        "mlmp-borger": wanted.borger,
        "mlmp-moede": wanted.møde.id if wanted.møde else "",
        "mlmp-tilbud": wanted.tilbud or "",
    }
    source = {"fields": fields, "forfatter": forfatter, "skabelon": wanted.skabelon}
    return Job(
        path=path,
        art=wanted.document.key,
        borger=wanted.borger,
        template=wanted.skabelon,
        fields=fields,
        titel=fields["titel"],
        forfatter=forfatter,
        memory=_memory(identity, source, templates.get(wanted.skabelon, "")),
        sendt=wanted.sendt.dato if wanted.sendt else None,
    )


def _memory(identity: Mapping[str, str], source: object, template: str) -> dict[str, str]:
    text = json.dumps(source, ensure_ascii=False, sort_keys=True, default=str)
    kept = {key: value for key, value in identity.items() if value}
    return {
        **kept,
        "mlmp-version": __version__,
        "mlmp-skabelon": template,
        "mlmp-kilde": hashlib.sha256(text.encode()).hexdigest(),
    }


# --- lists ------------------------------------------------------------------------------------------------------


def _lists(
    project: Project, request: Request, sound: list[Citizen], withheld: tuple[BrokenPlan, ...]
) -> tuple[list[Job], list[Outcome]]:
    jobs: list[Job] = []
    left: list[Outcome] = []
    år = request.år
    folder = f"output/{år}/lister"
    sheets: list[tuple[str, str, AnnualList | PlanningList]] = [
        (LIST, f"{folder}/{sheet.tilbud}--{sheet.rådgiver}-{år}{_sending(sheet, project).ending}.xlsx", sheet)
        for sheet in lists.lists(sound, project.opsætning, project.lister, år, request.brevdato)
    ]
    sheets += [
        (PLANNING_LIST, f"{folder}/planlaegning--{sheet.rådgiver}-{år}.xlsx", sheet)
        for sheet in planning_lists(sound, project.opsætning, project.lister, år)
    ]
    made = {path for _, path, _ in sheets}
    for art, path, sheet in sheets:
        tilbud = sheet.tilbud if isinstance(sheet, AnnualList) else None
        if not _list_asked(art, sheet, request.selection):
            continue
        broken = [plan.id for plan in withheld if _may_hold(plan, tilbud, sheet.rådgiver)]
        if broken:
            reason = "kan høre til en plan med fejl: " + ", ".join(broken)
            left.append(Outcome(path, art, Action.TILBAGEHOLDT, reason))
        else:
            jobs.append(_list_job(art, path, sheet, project))
    left += _lists_of_broken_plans_only(project, request, withheld, made)
    return jobs, left


def _may_hold(plan: BrokenPlan, tilbud: str | None, rådgiver: str) -> bool:
    return (tilbud is None or plan.tilbud is None or tilbud in plan.tilbud) and (
        plan.rådgivere is None or rådgiver in plan.rådgivere
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


def _list_asked(art: str, sheet: AnnualList | PlanningList, selection: Selection) -> bool:
    tilbud = {sheet.tilbud} if isinstance(sheet, AnnualList) else set(sheet.tilbud)
    return selection.takes(
        art=art,
        borgere=frozenset(row.borger for row in sheet.rows),
        tilbud=frozenset(tilbud),
        rådgivere=frozenset({sheet.rådgiver}),
        måneder=frozenset(row.måned for row in sheet.rows if row.måned),
    )


def _sending(sheet: AnnualList, project: Project) -> SendingOfList:
    sent = sendings(project.lister, sheet.tilbud, sheet.rådgiver, sheet.år)
    return sending_of(sent, months_of((row.borger, row.måned) for row in sheet.rows))


def _list_job(art: str, path: str, sheet: AnnualList | PlanningList, project: Project) -> Job:
    opsætning = project.opsætning
    identity = {"mlmp-dokument": art, "mlmp-raadgiver": sheet.rådgiver}
    sendt = None
    if isinstance(sheet, AnnualList):
        identity["mlmp-tilbud"] = sheet.tilbud
        sendt = _sending(sheet, project).sendt
        place: object = opsætning.tilbud[sheet.tilbud]
    else:
        place = opsætning.kommune
    source = {"sheet": asdict(sheet), "sted": str(place), "rådgiver": str(opsætning.rådgivere[sheet.rådgiver])}
    return Job(
        path=path,
        art=art,
        borger=None,
        template=None,
        fields={},
        titel="",
        forfatter=f"Rådgiver, {opsætning.kommune}",
        memory=_memory(identity, source, ""),
        sendt=sendt,
        sheet=sheet,
    )
