"""`mlmp sendt BORGER HVAD`: which plans and meetings are meant, and what was written in them."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import click

from mlmp_docs.build.plan_record import Happened, Page, Row, fejl_in, with_recorded, with_taken_back
from mlmp_docs.cli.citizen import read_citizen
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.workspace import NOTHING_WRITTEN
from mlmp_docs.content.danish import short_date
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan_store import Rewrite, rewrite
from mlmp_docs.procedure.recordable import KINDS, Kind
from mlmp_docs.project import Citizen, Project

_DAY_AND_TIME = re.compile(r"(?P<dag>\d{4}-\d\d-\d\d)(?: (?P<fra>\d?\d[:.]\d\d)(?:-(?P<til>\d?\d[:.]\d\d))?)?")


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


def record_meetings(project: Project, wish: MeetingWish, *, as_json: bool) -> bool:
    """Record everything that was asked for, or nothing, and show it; whether nothing needs attention."""
    refused: list[Diagnostic] = []
    rows: list[Row] = []
    changes: dict[str, Rewrite] = {}
    left: list[Diagnostic] = []
    for borger in wish.borgere:
        found = read_citizen(project, borger, as_json=as_json, ending=NOTHING_WRITTEN)
        if found.file in changes:
            continue
        page = Page(found.file, found.content, found.citizen, found.raw)
        number = _meeting(found.citizen, wish, project)
        for kind in sorted(wish.kinds, key=list(KINDS.values()).index):
            happened = Happened(kind, wish.day, wish.tilbud, wish.correct)
            do = with_taken_back if wish.take_back else with_recorded
            page, of_kind, told = do(page, number, happened, project)
            rows += of_kind
            refused += told
        fejl = fejl_in(page, project)
        before = {(each.code, each.message) for each in found.diagnostics}
        # What is recorded must not break the plan; that a letter is still to be sent does not.
        refused += [each for each in fejl if each.withholds and (each.code, each.message) not in before]
        left += fejl
        changes[found.file] = Rewrite(found.file, found.content, page.content)
    if not refused and wish.write:
        refused += rewrite(project.root, list(changes.values()))
    shown = tuple(dict.fromkeys(refused or left))
    if as_json:
        _print_json(() if refused else rows, shown, wish)
    else:
        print_diagnostics(shown)
        if refused:
            click.echo(NOTHING_WRITTEN, err=True)
        else:
            _print(rows, wish)
    return not shown


def _meeting(citizen: Citizen, wish: MeetingWish, project: Project) -> int:
    """The number of the meeting in the file. Raises `click.BadParameter` when it is not clear which is meant."""
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
    return found[0][0]


def _called(møde: Møde) -> str:
    day = short_date(møde.dato) if møde.dato else f"{møde.månedsnavn} {møde.år}".strip()
    return f"{møde.id} ({day}{', aflyst' if møde.aflyst else ''})"


# --- on the screen -----------------------------------------------------------------------------------------------


def _print(rows: Sequence[Row], wish: MeetingWish) -> None:
    if not wish.write:
        click.echo("Prøvekørsel: intet er skrevet.\n")
    for row in rows:
        where = f"{row.file}:{row.line}: {row.felt} på mødet {row.møde} ({row.regel})"
        if row.changed:
            click.echo(f"{where}: {_change(row)}")
        else:
            click.echo(f"{where}: står der allerede.")
        if row.for_sent:
            click.echo(f"    {row.for_sent}")


def _change(row: Row) -> str:
    before, after = _in_danish(row.før), _in_danish(row.efter)
    if not after:
        return f"{before} – taget tilbage"
    return f"{before} → {after}" if before else after


def _in_danish(text: str) -> str:
    """What a plan says, with days and times as they are read: 12.4.2027, gælder 12.5.2027 kl. 10.00–11.30."""
    plain = text.removeprefix("{dato: ").removesuffix("}").replace("gælder: ", "gælder ")
    return _DAY_AND_TIME.sub(_day_and_time, plain)


def _day_and_time(found: re.Match[str]) -> str:
    day = short_date(date.fromisoformat(found["dag"]))
    begins, ends = ((found[end] or "").removeprefix("0").replace(":", ".") for end in ("fra", "til"))
    return f"{day} kl. {begins}{f'–{ends}' if ends else ''}" if begins else day


def _print_json(rows: Sequence[Row], told: Sequence[Diagnostic], wish: MeetingWish) -> None:
    changed = dict.fromkeys(row.file for row in rows if row.changed)
    print_json(
        diagnostics=told,
        files=[{"path": file, "action": "rettet", "reason": "skrevet"} for file in changed],
        dry_run=not wish.write,
        skrevet=[asdict(row) for row in rows],
    )
