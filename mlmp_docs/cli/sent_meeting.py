"""`mlmp sendt BORGER HVAD`: records in plan files what happened about a meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

import click

from mlmp_docs.cli.citizen import read_citizen
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.content.danish import short_date
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan import editor
from mlmp_docs.plan.edits import Data, find
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.source import Path_
from mlmp_docs.plan_store import Rewrite, rewrite
from mlmp_docs.procedure import documents
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.deadlines import Deadline, deadlines
from mlmp_docs.procedure.findings import Case
from mlmp_docs.procedure.recordable import KINDS, Kind, recorded
from mlmp_docs.procedure.recording import Entry, Event, Refused, entries
from mlmp_docs.project import CITIZENS, Citizen, Project

NOT_RECORDED = "B030"
OTHERWISE = "B031"
NOTHING_TO_TAKE_BACK = "B032"


@dataclass(frozen=True)
class MeetingWish:
    """What was asked for."""

    borgere: tuple[str, ...]
    kinds: tuple[Kind, ...]
    tilbud: frozenset[str]
    møde: str | None
    år: int | None
    day: date
    correct: bool
    take_back: bool
    write: bool


@dataclass(frozen=True)
class _Row:
    """One line of a plan file, as it was and as it becomes."""

    file: str
    line: int | None
    borger: str
    møde: str
    hvad: str
    regel: str
    felt: str
    før: str
    efter: str
    for_sent: str = ""
    """Which limit it came after, in Danish."""

    @property
    def changed(self) -> bool:
        return self.før != self.efter


@dataclass(frozen=True)
class _Page:
    """A plan file while it is being edited."""

    file: str
    content: bytes
    citizen: Citizen
    raw: object


def record_meetings(project: Project, wish: MeetingWish, *, as_json: bool) -> bool:
    """Record everything that was asked for, or nothing, and show it; whether nothing needs attention."""
    told: list[Diagnostic] = []
    rows: list[_Row] = []
    changes: list[Rewrite] = []
    left: list[Diagnostic] = []
    for borger in wish.borgere:
        found = read_citizen(project, borger, as_json=as_json)
        if any(change.file == found.file for change in changes):
            continue
        page = _Page(found.file, found.content, found.citizen, found.raw)
        for kind in sorted(wish.kinds, key=list(KINDS.values()).index):
            outcome = _taken_back(page, kind, project, wish) if wish.take_back else _with(page, kind, project, wish)
            page, new_rows, refused = outcome
            rows += new_rows
            told += refused
        fejl = _fejl(page, project)
        known = {(each.code, each.message) for each in found.diagnostics}
        told += [each for each in fejl if (each.code, each.message) not in known]
        left += fejl
        changes.append(Rewrite(found.file, found.content, page.content))
    if not told and wish.write:
        told += rewrite(project.root, changes)
    told = list(dict.fromkeys(told))
    _show(rows if not told else [], told or left, wish, as_json=as_json, refused=bool(told))
    return not (told or left)


# --- one kind in one plan ----------------------------------------------------------------------------------------

_Outcome = tuple[_Page, list[_Row], list[Diagnostic]]


def _with(page: _Page, kind: Kind, project: Project, wish: MeetingWish) -> _Outcome:
    """The plan with the kind recorded."""
    number, møde = _meeting(page.citizen, wish, project)
    event = Event(page.citizen.plan, project.opsætning, møde, kind, wish.day)
    found = entries(event, wish.tilbud, correct=wish.correct)
    refused = [_told(each, page, number) for each in found if isinstance(each, Refused)]
    wanted = [each for each in found if isinstance(each, Entry)]
    if not refused and kind.navn == "indkaldelse" and not all(each.already for each in wanted):
        refused += _new_time_not_made(page, number, møde, project)
    if refused:
        return page, [], refused
    edits = [editor.Set(("møder", number, *each.felt), each.value) for each in wanted if not each.already]
    try:
        after = _edited(page, edits)
    except editor.EditRefused as trouble:
        return page, [], [trouble.diagnostic(page.file)]
    late = deadlines(after.citizen.plan, after.citizen.plan.møder[number], project.opsætning, project.lister)
    rows = []
    for each in wanted:
        row = _row(page, after, number, each.felt, kind)
        limits = (limit for limit in late if _is_limit_of(limit, each))
        over = next((limit for limit in limits if limit.for_sent), None) if not each.already else None
        rows.append(replace(row, for_sent=_late(over)) if over else row)
    return after, rows, []


def _taken_back(page: _Page, kind: Kind, project: Project, wish: MeetingWish) -> _Outcome:
    """The plan without what it says of the kind."""
    number, møde = _meeting(page.citizen, wish, project)
    felter = recorded(møde, kind, wish.tilbud)
    if not felter:
        refused = Refused(kind.felt, kind.regel, "Der er intet at tage tilbage: planen siger det ikke.")
        return page, [], [_told(refused, page, number, NOTHING_TO_TAKE_BACK)]
    if kind.navn == "indkaldelse" and _is_new_time(page.citizen, møde, project):
        message = "Indkaldelsen afløste en tidligere, som planen ikke længere siger noget om."
        hint = "Skriv den tidligere dag og 'gælder' i planen, eller hent planen fra git."
        return page, [], [_told(Refused(kind.felt, kind.regel, message, hint), page, number, NOTHING_TO_TAKE_BACK)]
    rows, after = [], page
    try:
        for felt in felter:
            before, after = after, _edited(after, [editor.Remove(_alone(after, ("møder", number, *felt)))])
            rows.append(_row(before, after, number, felt, kind))
    except editor.EditRefused as trouble:
        return page, [], [trouble.diagnostic(page.file)]
    return after, rows, []


def _alone(page: _Page, path: Path_) -> Path_:
    """The path, or the field above it that holds nothing else, so that no empty field stays behind."""
    spots = page.citizen.source.spots
    above = path[:-1]
    beside = [spot for spot in spots if spot[:-1] == above]
    return _alone(page, above) if len(beside) == 1 and len(above) > 2 else path


def _edited(page: _Page, edits: Sequence[editor.Edit]) -> _Page:
    if not edits:
        return page
    content = editor.edit(page.content, edits, page.file)
    reading = read_plan(content, page.file)
    if reading.value is None:
        first = reading.diagnostics[0]
        raise editor.EditRefused(first.message, first.hint, first.place)
    return _Page(page.file, content, Citizen(page.citizen.id, reading.value, reading.source), reading.raw)


def _meeting(citizen: Citizen, wish: MeetingWish, project: Project) -> tuple[int, Møde]:
    """The meeting and its number in the file. Raises `click.BadParameter` when it is not clear which."""
    meetings = list(enumerate(citizen.plan.møder))
    if wish.møde:
        found = [(number, møde) for number, møde in meetings if møde.id == wish.møde]
        what = "Planen har ikke det møde."
    else:
        year = wish.år or project.opsætning.år
        of_year = [(number, møde) for number, møde in meetings if møde.år == year]
        found = [(number, møde) for number, møde in of_year if møde.aflyst is None] or of_year[:1]
        what = f"Planen har flere møder i {year}." if found else f"Planen har intet møde i {year}."
    if len(found) != 1:
        of_plan = ", ".join(_called(møde) for _, møde in meetings)
        message = f"{citizen.id}: {what}{f' Vælg med --møde: {of_plan}.' if of_plan else ''}"
        raise click.BadParameter(message, param_hint="'--møde'")
    return found[0]


def _called(møde: Møde) -> str:
    day = short_date(møde.dato) if møde.dato else f"{møde.månedsnavn} {møde.år}".strip()
    return f"{møde.id} ({day}{', aflyst' if møde.aflyst else ''})"


# --- the letter about a new time ---------------------------------------------------------------------------------


def _new_time_not_made(page: _Page, number: int, møde: Møde, project: Project) -> Iterator[Diagnostic]:
    """A summons that replaces another is a letter of its own; without its file the old one would stand for it."""
    for wanted in documents.wanted(
        page.citizen.id, page.citizen.plan, project.opsætning, møde.år, kinds={"indkaldelse"}
    ):
        path = project.root / "output" / str(møde.år) / page.citizen.id / f"{wanted.navn}.docx"
        if wanted.møde is not None and wanted.møde.id == møde.id and wanted.ny_tid and not path.is_file():
            message = "Brevet 'Ny tid til dit borgerplansmøde' er ikke lavet endnu, så det kan ikke være sendt."
            hint = f"Lav det med 'mlmp byg --borger {page.citizen.id}', send det, og skriv det så."
            yield _told(Refused(("sendt", "indkaldelse"), "R15", message, hint), page, number)
            return


def _is_new_time(citizen: Citizen, møde: Møde, project: Project) -> bool:
    """Whether the recorded summons is the letter about a new time."""
    folder = project.root / "output" / str(møde.år) / citizen.id
    return any(
        (folder / f"{wanted.navn_ny_tid}.docx").is_file()
        for wanted in documents.wanted(citizen.id, citizen.plan, project.opsætning, møde.år, kinds={"indkaldelse"})
        if wanted.navn_ny_tid and wanted.møde is not None and wanted.møde.id == møde.id
    )


# --- what is told ------------------------------------------------------------------------------------------------


def _told(refused: Refused, page: _Page, number: int, code: str = NOT_RECORDED) -> Diagnostic:
    code = OTHERWISE if refused.already else code
    message = f"{refused.message.removesuffix('.')} ({refused.regel})."
    path = ("møder", number, *refused.felt)
    return page.citizen.source.diagnostic(code, Level.FEJL, path, message, refused.hint)


def _fejl(page: _Page, project: Project) -> list[Diagnostic]:
    """What is wrong in the plan as it now is."""
    plan, source = page.citizen.plan, page.citizen.source
    case = Case(page.citizen.id, plan, source, project.opsætning, project.lister, project.root / CITIZENS)
    return [each for each in check_plan(case) if each.level is Level.FEJL]


def _is_limit_of(limit: Deadline, entry: Entry) -> bool:
    """Whether the deadline is the one that the entry meets."""
    return limit.regel == entry.kind.regel and limit.tilbud in (None, entry.tilbud) and not limit.trin


def _late(limit: Deadline) -> str:
    strength = {"hård": "hård frist", "vejledende": "vejledende frist", "lokal": "lokal frist"}[limit.styrke]
    return f"for sent: {limit.regel} skulle være sket senest {short_date(limit.nominel)} ({strength})"


def _row(before: _Page, after: _Page, number: int, felt: Path_, kind: Kind) -> _Row:
    path = ("møder", number, *felt)
    then, now = find(_data(before), path), find(_data(after), path)
    source = (after if now is not None else before).citizen.source
    return _Row(
        file=after.file,
        line=source.place(*path).line,
        borger=after.citizen.id,
        møde=after.citizen.plan.møder[number].id,
        hvad=kind.navn,
        regel=kind.regel,
        felt=".".join(map(str, felt)),
        før=_shown(then),
        efter=_shown(now),
    )


def _data(page: _Page) -> Data:
    return page.raw if isinstance(page.raw, dict) else {}


def _shown(value: Data | None) -> str:
    """A date, a yes or no, or date and time."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_shown(each)}' for key, each in value.items())}}}"
    return str(value or "")


def _show(rows: list[_Row], told: list[Diagnostic], wish: MeetingWish, *, as_json: bool, refused: bool) -> None:
    changed = list(dict.fromkeys(row.file for row in rows if row.changed))
    if as_json:
        files = [{"path": file, "action": "rettet", "reason": "skrevet"} for file in changed]
        print_json(diagnostics=told, files=files, dry_run=not wish.write, skrevet=[asdict(row) for row in rows])
        return
    print_diagnostics(told)
    if refused:
        click.echo("Intet er skrevet.", err=True)
        return
    if not wish.write:
        click.echo("Prøvekørsel: intet er skrevet.\n")
    for row in rows:
        where = f"{row.file}:{row.line}: {row.felt} på mødet {row.møde} ({row.regel})"
        if not row.changed:
            click.echo(f"{where}: står der allerede.")
        else:
            click.echo(f"{where}: {row.før or 'ingenting'} → {row.efter or 'ingenting'}")
        if row.for_sent:
            click.echo(f"    {row.for_sent}")
    if told:
        click.echo("\nPlanen har fejl; se beskederne ovenfor.")
