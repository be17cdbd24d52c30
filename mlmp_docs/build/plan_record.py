"""A plan file with what happened about a meeting written in it, or taken out of it. Nothing is saved here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mlmp_docs.content.danish import short_date
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan import editor
from mlmp_docs.plan.edits import Data, find
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.source import Path_
from mlmp_docs.procedure import documents
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.deadlines import Deadline, deadlines
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.findings import Case
from mlmp_docs.procedure.recordable import Kind, recorded
from mlmp_docs.procedure.recording import Entry, Event, Refused, entries
from mlmp_docs.project import CITIZENS, OUTPUT, Citizen, Project

NOT_RECORDED = "B030"
OTHERWISE = "B031"
NOTHING_TO_TAKE_BACK = "B032"


@dataclass(frozen=True)
class Page:
    """A plan file while it is being edited."""

    file: str
    """As shown in messages, relative to the project."""

    content: bytes = field(repr=False)
    citizen: Citizen
    raw: object = field(repr=False)
    """Its data as the reader sees it, all of it text."""


@dataclass(frozen=True)
class Happened:
    """What is to be recorded."""

    kind: Kind
    day: date
    tilbud: frozenset[str] = frozenset()
    correct: bool = False
    """Whether what is recorded otherwise is changed."""


@dataclass(frozen=True)
class Row:
    """One field of a plan file, as it was and as it becomes; both empty texts where there is nothing."""

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


Outcome = tuple[Page, list[Row], list[Diagnostic]]
"""The page as it becomes, its rows, and why nothing is to be written."""


def with_recorded(page: Page, number: int, happened: Happened, project: Project) -> Outcome:
    """The plan that says what happened about its meeting of that number."""
    kind, møde = happened.kind, page.citizen.plan.møder[number]
    event = Event(page.citizen.plan, project.opsætning, møde, kind, happened.day)
    found = entries(event, happened.tilbud, correct=happened.correct)
    told = [_refusal(each, page, number) for each in found if isinstance(each, Refused)]
    wanted = [each for each in found if isinstance(each, Entry)]
    new = [each for each in wanted if not each.already]
    if new and not told and kind.navn in _LETTERS:
        told += _new_letter_lacks(page, number, kind, project)
    if told:
        return page, [], told
    try:
        after = _edited(page, [editor.Set(("møder", number, *each.felt), each.value) for each in new])
    except editor.EditRefused as trouble:
        return page, [], [trouble.diagnostic(page.file)]
    limits = deadlines(after.citizen.plan, after.citizen.plan.møder[number], project.opsætning, project.lister)
    late = {each.felt: next((limit for limit in limits if _is_late_for(limit, each)), None) for each in new}
    rows = [replace(_row(page, after, number, each.felt, kind), for_sent=_late(late.get(each.felt))) for each in wanted]
    return after, rows, []


def with_taken_back(page: Page, number: int, happened: Happened, project: Project) -> Outcome:
    """The plan without what it says of the kind."""
    kind, møde = happened.kind, page.citizen.plan.møder[number]
    fields = recorded(møde, kind, happened.tilbud)
    if not fields:
        message, hint = "Der er intet at tage tilbage: planen siger det ikke.", ""
    elif kind.navn in _LETTERS and any(path.is_file() for path in _new_letters(page, møde, kind, project)):
        message = f"{_LETTERS[kind.navn]}, som planen ikke længere siger noget om."
        hint = "Skriv den tidligere dag og 'gælder' i planen, eller hent planen fra git."
    else:
        return _without(page, number, fields, kind)
    return page, [], [_refusal(Refused(kind.felt, kind.regel, message, hint), page, number, NOTHING_TO_TAKE_BACK)]


def fejl_in(page: Page, project: Project) -> tuple[Diagnostic, ...]:
    """What is wrong in the plan as it is now."""
    plan, source = page.citizen.plan, page.citizen.source
    case = Case(page.citizen.id, plan, source, project.opsætning, project.lister, project.root / CITIZENS)
    return tuple(each for each in check_plan(case) if each.level is Level.FEJL)


def _without(page: Page, number: int, fields: Sequence[Path_], kind: Kind) -> Outcome:
    rows, after = [], page
    try:
        for felt in fields:
            before, after = after, _edited(after, [editor.Remove(_alone(after, ("møder", number, *felt)))])
            rows.append(_row(before, after, number, felt, kind))
    except editor.EditRefused as trouble:
        return page, [], [trouble.diagnostic(page.file)]
    return after, rows, []


def _alone(page: Page, path: Path_) -> Path_:
    """The path, or the field above it that holds nothing else, so that no empty field stays behind."""
    above = path[:-1]
    beside = [spot for spot in page.citizen.source.spots if spot[:-1] == above]
    return _alone(page, above) if len(beside) == 1 and len(above) > 2 else path


def _edited(page: Page, edits: Sequence[editor.Edit]) -> Page:
    """The page after the edits. Raises `EditRefused`."""
    if not edits:
        return page
    content = editor.edit(page.content, edits, page.file)
    reading = read_plan(content, page.file)
    if reading.value is None:
        first = reading.diagnostics[0]
        raise editor.EditRefused(first.message, first.hint, first.place)
    return Page(page.file, content, Citizen(page.citizen.id, reading.value, reading.source), reading.raw)


# --- the letter about a new time ---------------------------------------------------------------------------------


_LETTERS = {"datobrev": "Datobrevet afløste et tidligere", "indkaldelse": "Indkaldelsen afløste en tidligere"}
"""The letters that tell the meeting's time; another about a new time takes their place."""


def _new_letter_lacks(page: Page, number: int, kind: Kind, project: Project) -> Iterator[Diagnostic]:
    """A letter that replaces another is a letter of its own; without its file the old one would stand for it."""
    møde = page.citizen.plan.møder[number]
    if any(each.ny_tid and not path.is_file() for each, path in _letters(page, møde, kind, project, ny_tid=False)):
        message = "Brevet 'Ny tid til dit borgerplansmøde' er ikke lavet endnu, så det kan ikke være sendt."
        hint = f"Lav det med 'mlmp byg --borger {page.citizen.id}', send det, og skriv det så."
        yield _refusal(Refused(kind.felt, kind.regel, message, hint), page, number)


def _new_letters(page: Page, møde: Møde, kind: Kind, project: Project) -> Iterator[Path]:
    """Where the letters that tell the meeting's present time as a new one would lie."""
    return (path for each, path in _letters(page, møde, kind, project, ny_tid=True) if each.navn_ny_tid)


def _letters(page: Page, møde: Møde, kind: Kind, project: Project, *, ny_tid: bool) -> Iterator[tuple[Wanted, Path]]:
    folder = project.root / OUTPUT / str(møde.år) / page.citizen.id
    found = documents.wanted(page.citizen.id, page.citizen.plan, project.opsætning, møde.år, kinds={kind.navn})
    for each in found:
        if each.møde is not None and each.møde.id == møde.id:
            yield each, folder / f"{(each.navn_ny_tid if ny_tid else None) or each.navn}.docx"


# --- what is told ------------------------------------------------------------------------------------------------


def _refusal(refused: Refused, page: Page, number: int, code: str = NOT_RECORDED) -> Diagnostic:
    code = OTHERWISE if refused.already else code
    message = f"{refused.message.removesuffix('.')} ({refused.regel})."
    path = ("møder", number, *refused.felt)
    return page.citizen.source.diagnostic(code, Level.FEJL, path, message, refused.hint)


def _is_late_for(limit: Deadline, entry: Entry) -> bool:
    """Whether the deadline is the one that the entry meets, but after its day."""
    meets = limit.regel == entry.kind.regel and limit.tilbud in (None, entry.tilbud) and not limit.trin
    return meets and limit.for_sent


def _late(limit: Deadline | None) -> str:
    if limit is None:
        return ""
    strength = {"hård": "hård frist", "vejledende": "vejledende frist", "lokal": "lokal frist"}[limit.styrke]
    return f"for sent: {limit.regel} skulle være sket senest {short_date(limit.nominel)} ({strength})"


def _row(before: Page, after: Page, number: int, felt: Path_, kind: Kind) -> Row:
    path = ("møder", number, *felt)
    then, now = find(_data(before), path), find(_data(after), path)
    source = (after if now is not None else before).citizen.source
    return Row(
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


def _data(page: Page) -> Data:
    return page.raw if isinstance(page.raw, dict) else {}


def _shown(value: Data | None) -> str:
    """A date, a yes or no, or date and time."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_shown(each)}' for key, each in value.items())}}}"
    return str(value or "")
