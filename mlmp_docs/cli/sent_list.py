"""`mlmp sendt liste`: records in lister.yaml that annual lists were sent, with the citizens and months on them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import click

from mlmp_docs.build.sent_list import ListToRecord, lists_to_record
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.workspace import give_up
from mlmp_docs.content.danish import short_date
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan import editor
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.reader import read_lists
from mlmp_docs.plan.settings import Lister
from mlmp_docs.plan_store import Rewrite, rewrite
from mlmp_docs.procedure.limits import deadline_R1
from mlmp_docs.procedure.sent_lists import newest_sending, sendings
from mlmp_docs.project import LISTS, Project, file_content

NOT_RECORDED = "B033"
_HEAD = """\
# Sendte lister (R1). Skrives af 'mlmp sendt liste'; hver udsendelse har de borgere og måneder, der stod på listen.
"""


@dataclass(frozen=True)
class ListWish:
    """What was asked for."""

    every: bool
    """All lists that are made and not recorded, and not just one."""

    tilbud: frozenset[str]
    rådgivere: frozenset[str]
    år: int
    day: date
    correct: bool
    take_back: bool
    as_the_file_is: bool
    write: bool


@dataclass(frozen=True)
class _Row:
    """What becomes of one list."""

    path: str
    tilbud: str
    rådgiver: str
    år: int
    udsendelse: int
    før: date | None
    efter: date | None
    borgere: int
    uden_måned: tuple[str, ...] = ()
    line: int | None = None

    @property
    def changed(self) -> bool:
        return self.før != self.efter


class _Refused(Exception):
    """A list that cannot be recorded, and why."""

    def __init__(self, place: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(NOT_RECORDED, Level.FEJL, Place(place), message, hint)


def record_lists(project: Project, wish: ListWish, *, as_json: bool) -> bool:
    """Record every list that was asked for, or none, and show it; whether nothing needs attention."""
    broken = [each for each in project.told if each.place.file == LISTS and each.level is Level.FEJL]
    if broken:
        give_up(tuple(broken), as_json=as_json)
    content = _content(project, as_json=as_json)
    found = lists_to_record(project, wish.år, os.cpu_count() or 1)
    told: list[Diagnostic] = []
    rows: list[_Row] = []
    edits: list[editor.Edit] = []
    for each in _asked(found.lists, wish, project):
        try:
            row, edit = _taken_back(each, project, wish) if wish.take_back else _recorded(each, project, wish)
        except _Refused as refused:
            told.append(refused.diagnostic)
            told += [fejl for fejl in found.diagnostics if "plan med fejl" in each.trouble]
            continue
        rows.append(row)
        edits += edit
    told = list(dict.fromkeys(told))
    if not told and edits:
        told += _written(project, content, _in_order(edits), wish)
    _show(rows if not told else [], told, wish, as_json=as_json)
    return not told


def _content(project: Project, *, as_json: bool) -> bytes | None:
    if not os.path.lexists(project.root / LISTS):
        return None
    content = file_content(project.root, LISTS)
    if isinstance(content, Diagnostic):
        give_up((content,), as_json=as_json)
    return content


def _asked(lists: Sequence[ListToRecord], wish: ListWish, project: Project) -> Sequence[ListToRecord]:
    """The lists that are meant. Raises `click.UsageError` when it is not clear which."""
    found = [
        each
        for each in lists
        if (not wish.tilbud or each.tilbud in wish.tilbud) and (not wish.rådgivere or each.rådgiver in wish.rådgivere)
    ]
    if wish.every:
        if wish.take_back:
            raise click.UsageError(
                "--fortryd tager én liste ad gangen: skriv 'mlmp sendt liste --tilbud ID --fortryd'."
            )
        return [each for each in found if each.sendt is None and (each.made or each.trouble)]
    if not wish.tilbud:
        raise click.UsageError("Skriv tilbuddet med --tilbud ID, eller 'mlmp sendt lister' for alle.")
    if not found:
        raise click.UsageError(f"Der er ingen liste for {wish.år} med borgere til det tilbud og den rådgiver.")
    by_tilbud = [each.tilbud for each in found]
    if len(set(by_tilbud)) < len(by_tilbud):
        raise click.UsageError(
            "Flere rådgivere har en liste til tilbuddet. Vælg med --rådgiver: "
            f"{', '.join(sorted({each.rådgiver for each in found}))}."
        )
    return found


# --- one list ----------------------------------------------------------------------------------------------------


def _recorded(each: ListToRecord, project: Project, wish: ListWish) -> tuple[_Row, list[editor.Edit]]:
    sent = sendings(project.lister, each.tilbud, each.rådgiver, each.år)
    number = newest_sending(project.lister, each.tilbud, each.rådgiver, each.år)
    if each.trouble:
        raise _Refused(each.path, each.trouble, "Ret det, og kør 'mlmp byg' og så denne kommando igen.")
    if each.sendt is not None and number is not None:
        row = _Row(
            each.path, each.tilbud, each.rådgiver, each.år, len(sent), each.sendt, wish.day, len(sent[-1].borgere)
        )
        if wish.correct and wish.day != each.sendt:
            _refuse_out_of_order(each, sent[-2].sendt if len(sent) > 1 else None, wish)
            return row, [editor.Set(("lister", number, "sendt"), wish.day.isoformat())]
        if wish.day != each.sendt:
            message = "Listen er allerede skrevet som sendt en anden dag (R1)."
            raise _Refused(each.path, message, "Ret dagen med --ret, eller tag den tilbage med --fortryd.")
        return row, []
    if not each.made:
        only = f"--dokument liste --tilbud {each.tilbud} --år {each.år}"
        raise _Refused(each.path, "Listen er ikke lavet endnu (R1).", f"Lav den med 'mlmp byg {only}', og send den.")
    if each.differs and not wish.as_the_file_is:
        shown = "; ".join(each.differs[:8]) + ("; …" if len(each.differs) > 8 else "")
        hint = "Lav listen igen med 'mlmp byg', og send den. Er filen sendt, som den ligger, så brug --som-filen."
        raise _Refused(each.path, f"Listen siger andet end planerne: {shown}.", hint)
    _refuse_out_of_order(each, sent[-1].sendt if sent else None, wish)
    months = {borger: MÅNEDER[month - 1] for borger, month in each.months.items() if month}
    if not months:
        raise _Refused(each.path, "Ingen på listen har en måned (R1).", "Skriv 'måned' i planerne, og lav listen igen.")
    entry: dict[str, editor.Value] = {
        "tilbud": each.tilbud,
        "rådgiver": each.rådgiver,
        "år": each.år,
        "sendt": wish.day.isoformat(),
        "borgere": months,
    }
    without = tuple(borger for borger, month in each.months.items() if not month)
    row = _Row(each.path, each.tilbud, each.rådgiver, each.år, len(sent) + 1, None, wish.day, len(months), without)
    return row, [editor.Add(("lister",), entry)]


def _refuse_out_of_order(each: ListToRecord, before: date | None, wish: ListWish) -> None:
    if before is not None and wish.day < before:
        raise _Refused(
            each.path, "Listen kan ikke være sendt før den forrige udsendelse.", "Se efter, om --dato er rigtig."
        )
    if wish.day.year < each.år - 2:
        raise _Refused(
            each.path, "Dagen ligger over et år, før listen skal være sendt.", "Se efter, om året er rigtigt."
        )


def _taken_back(each: ListToRecord, project: Project, wish: ListWish) -> tuple[_Row, list[editor.Edit]]:
    number = newest_sending(project.lister, each.tilbud, each.rådgiver, each.år)
    if number is None:
        raise _Refused(each.path, "Der er intet at tage tilbage: listen er ikke skrevet som sendt.")
    sent = sendings(project.lister, each.tilbud, each.rådgiver, each.år)
    last = sent[-1]
    row = _Row(each.path, each.tilbud, each.rådgiver, each.år, len(sent), last.sendt, None, len(last.borgere))
    return row, [editor.Remove(("lister", number))]


# --- writing -----------------------------------------------------------------------------------------------------


def _in_order(edits: list[editor.Edit]) -> list[editor.Edit]:
    """Removals from the end of the file, so that each number is that of the entry it was found for."""
    return sorted(edits, key=lambda edit: -int(edit.path[1]) if isinstance(edit, editor.Remove) else 0)


def _written(project: Project, before: bytes | None, edits: list[editor.Edit], wish: ListWish) -> list[Diagnostic]:
    try:
        after = editor.edit(before if before is not None else _HEAD.encode(), edits, LISTS, Lister)
    except editor.EditRefused as trouble:
        return [trouble.diagnostic(LISTS)]
    reading = read_lists(after, LISTS)
    if reading.value is None:
        return list(reading.diagnostics)
    return list(rewrite(project.root, [Rewrite(LISTS, before, after)])) if wish.write else []


# --- what is told ------------------------------------------------------------------------------------------------


def _show(rows: list[_Row], told: list[Diagnostic], wish: ListWish, *, as_json: bool) -> None:
    changed = any(row.changed for row in rows)
    if as_json:
        files = [{"path": LISTS, "action": "rettet", "reason": "skrevet"}] if changed else []
        print_json(diagnostics=told, files=files, dry_run=not wish.write, lister=[_told(row) for row in rows])
        return
    print_diagnostics(told)
    if told:
        click.echo("Intet er skrevet.", err=True)
        return
    if not rows:
        click.echo("Ingen lister venter på at blive skrevet som sendt.")
        return
    if not wish.write:
        click.echo("Prøvekørsel: intet er skrevet.\n")
    for row in rows:
        number = f", {row.udsendelse}. udsendelse" if row.udsendelse > 1 else ""
        what = f"{LISTS}: {row.tilbud}, {row.rådgiver}, {row.år}{number} ({_citizens(row.borgere)})"
        if not row.changed:
            click.echo(f"{what}: står der allerede.")
            continue
        click.echo(f"{what}: sendt {_day(row.før)} → {_day(row.efter)}")
        if row.uden_måned:
            click.echo(f"    Står på listen uden måned og er ikke skrevet: {', '.join(row.uden_måned)}.")
        if row.efter and row.udsendelse == 1 and row.efter > deadline_R1(row.år):
            click.echo(f"    for sent: R1 skulle være sket senest {short_date(deadline_R1(row.år))} (hård frist)")


def _day(day: date | None) -> str:
    return day.isoformat() if day else "ingenting"


def _citizens(count: int) -> str:
    return "1 borger" if count == 1 else f"{count} borgere"


def _told(row: _Row) -> dict[str, object]:
    return {
        "path": row.path,
        "tilbud": row.tilbud,
        "rådgiver": row.rådgiver,
        "år": row.år,
        "udsendelse": row.udsendelse,
        "før": row.før.isoformat() if row.før else None,
        "efter": row.efter.isoformat() if row.efter else None,
        "borgere": row.borgere,
        "uden_måned": list(row.uden_måned),
    }
