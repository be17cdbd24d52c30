"""What `mlmp kladde` tells: the drafts by the way they go, what was not made, and who must not have what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import click

from mlmp_docs.build.attendees import AttendeeChange
from mlmp_docs.build.draft_files import Drafted
from mlmp_docs.build.draft_plan import ROLES, NoWay
from mlmp_docs.build.drafts import DraftRequest, Drafts, Forbidden
from mlmp_docs.build.outcome import MADE, Action, Outcome

_WAYS = {
    "mail": "E-mail, åbnes i Outlook som kladde",
    "kalender": "Kalenderfiler, som også er vedhæftet e-mailene",
    "digital-post": "PDF til Digital Post",
    "brev": "PDF til print",
}
_MOST_SHOWN = 40
_MOST_NAMED = 8
_NARROWEST, _WIDEST = 40, 120


def print_drafts(made: Drafts, request: DraftRequest) -> None:
    """Everything, to stdout."""
    if request.dry_run:
        click.echo("Prøvekørsel: intet er skrevet.\n")
    by_way = {way: [each for each in made.drafted if each.row.vej == way] for way in _WAYS}
    for way, title in _WAYS.items():
        if by_way[way]:
            _print_way(title, by_way[way])
    if not made.drafted:
        click.echo("Der er ingen kladder at lave.")
    _print_left(made.outcomes)
    _print_unreached(made.unreached)
    _print_attendees(made.attendees, made.drafted)
    _print_forbidden(made, request)
    if made.diagnostics:
        click.echo("\nDer er fejl i planerne; se beskederne ovenfor.")
    if made.drafted:
        click.echo("\nIntet er sendt." + ("" if request.dry_run else f" Se efter i {made.check_list}, før du sender."))
        if request.documents and not request.dry_run:
            click.echo("Skriv bagefter, hvad der er sendt: 'mlmp sendt BORGER HVAD'.")


def _print_way(title: str, found: Sequence[Drafted]) -> None:
    new = sum(each.outcome.action in MADE for each in found)
    same = sum(each.outcome.action is Action.UÆNDRET for each in found)
    told = [f"{new} lavet"] if new else []
    told += [f"{same} uændret"] if same else []
    click.echo(f"{title}: {', '.join(told) or 'ingen lavet'}")
    notable = [each for each in found if each.row.note or each.outcome.action not in (*MADE, Action.UÆNDRET)]
    shown = found if len(found) <= _MOST_SHOWN and found[0].row.vej != "kalender" else notable
    for each in shown:
        about = each.outcome.reason if each.outcome.action in (Action.FEJL, Action.RETTET) else each.row.note
        click.echo(f"  {each.outcome.path}")
        _echo(f"til {each.row.navn} ({each.row.rolle}, {each.row.regel}){f' – {about}' if about else ''}", "      ")


def _print_left(outcomes: Iterable[Outcome]) -> None:
    titles = {
        Action.FEJL: "Ikke skrevet:",
        Action.NY: "Rettet af en person, og planen er ændret siden:",
        Action.TILBAGEHOLDT: "Holdt tilbage:",
        Action.IKKE_ENDNU: "Kan ikke sendes nu:",
        Action.UDELADT: "Ikke lavet:",
        Action.UDEN_GRUND: "Kladder uden grund, men rettet af en person; ladt urørt:",
        Action.FJERNET: "Kladder, der er fjernet:",
    }
    found = list(outcomes)
    for action, title in titles.items():
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in found:
            if each.action is action:
                groups[each.art, each.reason].append(each.borger or each.path)
        if groups:
            click.echo(f"\n{title}")
        for (art, reason), about in groups.items():
            _echo(f"{art}: {reason} – {_named(about)}", "  ")


def _print_unreached(found: Iterable[NoWay]) -> None:
    """Who is to be told in another way, together for each document."""
    groups: dict[tuple[str, str], list[NoWay]] = defaultdict(list)
    for each in found:
        groups[each.posting.dokument, each.grund].append(each)
    if groups:
        click.echo("\nGiv besked på en anden måde:")
    for (dokument, grund), some in groups.items():
        people, citizens = (_named(names) for names in ([s.who.navn for s in some], [s.posting.borger for s in some]))
        _echo(f"{dokument}: {people} – {grund} ({citizens})", "  ")


def _print_attendees(changes: Sequence[AttendeeChange], drafted: Sequence[Drafted]) -> None:
    """R16: the invitation was sent, and those at the meeting are others since."""
    if not changes:
        return
    click.echo(
        "\nKalenderindkaldelsen er sendt, men deltagerne er ændret siden. Ret mødet i din kalender, og send det:"
    )
    made = {each.row.fil for each in drafted}
    for each in changes:
        told = [f"fjern {row.navn} ({row.rolle})" for row in each.fjernes]
        told += [f"tilføj {row.navn} ({row.rolle})" for row in each.tilføjes if row.fil not in made]
        _echo(f"{each.borger}, mødet {each.møde}: {', '.join(told)}", "  ") if told else None
        for row in each.fjernes:
            if row.fil not in made:
                _echo(f"slet så {row.fil.rpartition('/')[2]} i mappen kalender", "    ")


def told_attendees(each: AttendeeChange) -> dict[str, Any]:
    """A meeting in the calendar whose attendees are to be others. No addresses."""
    people = {"fjernes": each.fjernes, "tilføjes": each.tilføjes}
    named = {key: [{"navn": row.navn, "rolle": row.rolle} for row in rows] for key, rows in people.items()}
    return {"borger": each.borger, "møde": each.møde, **named}


def _named(names: Iterable[str]) -> str:
    each = list(dict.fromkeys(names))
    return ", ".join(each[:_MOST_NAMED]) + (f" og {len(each) - _MOST_NAMED} til" if len(each) > _MOST_NAMED else "")


def _print_forbidden(made: Drafts, request: DraftRequest) -> None:
    """For one citizen everybody who must not have it; otherwise only where somebody was asked for."""
    if not made.forbidden:
        return
    if not request.modtager and not (request.selection.borgere and request.selection.dokumenter):
        click.echo("\nHvem der ikke må få hvad: 'mlmp modtagere BORGER'.")
        return
    click.echo("\nMå ikke få det:")
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in made.forbidden:
        who = f"{each.refusal.navn} ({ROLES.get(each.refusal.rolle, each.refusal.rolle)})"
        groups[each.dokument, each.refusal.grund, each.refusal.regel].append(who)
    for (dokument, grund, regel), people in groups.items():
        _echo(f"{dokument}: {', '.join(dict.fromkeys(people))}: {grund} ({regel})", "  ")


def _echo(text: str, indent: str) -> None:
    width = max(_NARROWEST, min(get_terminal_size().columns, _WIDEST))
    told = fill(text, width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)
    click.echo(told)


# --- as JSON ------------------------------------------------------------------------------------------------------


def told_draft(each: Drafted) -> dict[str, Any]:
    """A draft: where it is, whom it is for and by which rule. No addresses."""
    return {
        "path": each.outcome.path,
        "action": str(each.outcome.action),
        "dokument": each.row.dokument,
        "borger": each.row.borger or None,
        "modtager": each.row.navn,
        "rolle": each.row.rolle,
        "vej": each.row.vej,
        "regel": each.row.regel,
        "bemærkning": each.row.note,
    }


def told_unreached(each: NoWay) -> dict[str, Any]:
    """Somebody who may have something, but by no way there is a draft for."""
    return {
        "borger": each.posting.borger,
        "dokument": each.posting.dokument,
        "navn": each.who.navn,
        "rolle": each.who.rolle,
        "grund": each.grund,
    }


def told_refusal(each: Forbidden) -> dict[str, Any]:
    """Somebody who must not have a document, and why."""
    return {
        "borger": each.borger,
        "dokument": each.dokument,
        "navn": each.refusal.navn,
        "rolle": each.refusal.rolle,
        "regel": each.refusal.regel,
        "grund": each.refusal.grund,
    }
