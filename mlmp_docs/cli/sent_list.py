"""`mlmp sendt liste`: which annual lists are meant, and what was written about them in lister.yaml."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import click

from mlmp_docs.build.list_record import ListRow, NotRecorded, Posted, content_of, recorded, taken_back, written
from mlmp_docs.build.sent_list import ListToRecord, lists_to_record
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.running import cores
from mlmp_docs.cli.workspace import NOTHING_WRITTEN, give_up
from mlmp_docs.content.danish import short_date
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.editor import Edit
from mlmp_docs.procedure.limits import deadline_R1
from mlmp_docs.project import LISTS, Project


@dataclass(frozen=True)
class ListWish:
    """What was asked for."""

    every: bool
    """All lists that are made and not recorded, and not just those to some tilbud."""

    tilbud: frozenset[str]
    rådgivere: frozenset[str]
    år: int
    posted: Posted
    take_back: bool
    write: bool


def record_lists(project: Project, wish: ListWish, *, as_json: bool) -> bool:
    """Record every list that was asked for, or none, and show it; whether nothing needs attention."""
    if broken := tuple(each for each in project.told if each.place.file == LISTS and each.level is Level.FEJL):
        give_up(broken, as_json=as_json, ending=NOTHING_WRITTEN)
    content = content_of(project)
    if isinstance(content, Diagnostic):
        give_up((content,), as_json=as_json, ending=NOTHING_WRITTEN)
    found = lists_to_record(project, wish.år, cores())
    refused: list[Diagnostic] = []
    rows: list[ListRow] = []
    edits: list[Edit] = []
    for each in _asked(found.lists, wish):
        try:
            row, change = taken_back(each, project) if wish.take_back else recorded(each, project, wish.posted)
        except NotRecorded as trouble:
            refused += [trouble.diagnostic, *(found.diagnostics if each.kept_back else ())]
            continue
        rows.append(row)
        edits += change
    if edits and not refused:
        refused += written(project, content, edits, write=wish.write)
    told = tuple(dict.fromkeys(refused))
    if as_json:
        _print_json(() if told else rows, told, wish)
    elif told:
        print_diagnostics(told)
        click.echo(NOTHING_WRITTEN, err=True)
    else:
        _print(rows, wish)
    return not told


def _asked(lists: Sequence[ListToRecord], wish: ListWish) -> Sequence[ListToRecord]:
    """The lists that are meant. Raises `click.UsageError` when it is not clear which."""
    found = [
        each
        for each in lists
        if (not wish.tilbud or each.tilbud in wish.tilbud) and (not wish.rådgivere or each.rådgiver in wish.rådgivere)
    ]
    if wish.every and wish.take_back:
        raise click.UsageError("Skriv, hvilken liste der skal fortrydes: 'mlmp sendt liste --tilbud ID --fortryd'.")
    if wish.every:
        return [each for each in found if each.sendt is None and (each.made or each.trouble)]
    if not wish.tilbud:
        raise click.UsageError("Skriv tilbuddet med --tilbud ID, eller 'mlmp sendt lister' for alle.")
    if not found:
        raise click.UsageError(f"Der er ingen liste for {wish.år} med borgere til det tilbud og den rådgiver.")
    if len({each.tilbud for each in found}) < len(found):
        raise click.UsageError(
            "Flere rådgivere har en liste til tilbuddet. Vælg med --rådgiver: "
            f"{', '.join(sorted({each.rådgiver for each in found}))}."
        )
    return found


# --- on the screen -----------------------------------------------------------------------------------------------


def _print(rows: Sequence[ListRow], wish: ListWish) -> None:
    if not rows:
        click.echo("Ingen lister venter på at blive skrevet som sendt.")
        return
    if not wish.write:
        click.echo("Prøvekørsel: intet er skrevet.\n")
    for row in rows:
        number = f", {row.udsendelse}. udsendelse" if row.udsendelse > 1 else ""
        citizens = "1 borger" if row.borgere == 1 else f"{row.borgere} borgere"
        what = f"{LISTS}: {row.tilbud}, {row.rådgiver}, {row.år}{number} ({citizens})"
        if not row.changed:
            click.echo(f"{what}: står der allerede.")
            continue
        click.echo(f"{what}: {_day(row.før)} → {_day(row.efter)}")
        if row.uden_måned:
            click.echo(f"    står på listen uden måned og er ikke skrevet: {', '.join(row.uden_måned)}")
        if row.efter and row.udsendelse == 1 and row.efter > deadline_R1(row.år):
            click.echo(f"    for sent: R1 skulle være sket senest {short_date(deadline_R1(row.år))} (hård frist)")


def _day(day: date | None) -> str:
    return f"sendt {short_date(day)}" if day else "ikke sendt"


def _print_json(rows: Sequence[ListRow], told: Sequence[Diagnostic], wish: ListWish) -> None:
    changed = any(row.changed for row in rows)
    print_json(
        diagnostics=told,
        files=[{"path": LISTS, "action": "rettet", "reason": "skrevet"}] if changed else [],
        dry_run=not wish.write,
        lister=[
            {**asdict(row), "før": row.før and str(row.før), "efter": row.efter and str(row.efter)} for row in rows
        ],
    )
