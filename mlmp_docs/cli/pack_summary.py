"""What `mlmp pakke` tells: the packs, what is to be known of the documents in them, and what is left out and why."""

from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import click

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.packs import Pack, PackRequest, Packs

_NARROWEST, _WIDEST = 40, 120
_MOST_NOTES = 10


def print_packs(made: Packs, request: PackRequest) -> None:
    """Everything, to stdout."""
    if request.dry_run:
        click.echo("Prøvekørsel: intet er skrevet.\n")
    for number, each in enumerate(made.packs):
        if number:
            click.echo("")
        _print_pack(each, request)
    if not made.packs:
        click.echo("Der er ingen møder eller dokumenter at pakke.")
    _print_outcomes("Kræver, at nogen ser på det:", [o for o in made.outcomes if o.action is not Action.GENSKABT])
    again = [outcome for outcome in made.outcomes if outcome.action is Action.GENSKABT]
    _print_outcomes("Sendt før, men filen var her ikke. Lavet efter planen, som den er nu:", again)
    if made.unreadable:
        click.echo("")
        _echo(f"Planer, der ikke kan læses og derfor kan mangle i pakken: {', '.join(made.unreadable)}.", "")
    if made.diagnostics:
        click.echo("\nDer er fejl i planerne; se beskederne ovenfor. Det, de gælder, er udeladt.")


def _print_outcomes(titel: str, found: Sequence[Outcome]) -> None:
    if found:
        click.echo(f"\n{titel}")
    for outcome in found[:_MOST_NOTES]:
        _echo(f"{outcome.path}: {outcome.reason}", "  ")
    if len(found) > _MOST_NOTES:
        click.echo(f"  … og {len(found) - _MOST_NOTES} til; se dem med --json")


def _print_pack(each: Pack, request: PackRequest) -> None:
    outcome = each.outcome
    if not each.dokumenter or outcome.action is Action.FEJL:
        click.echo(f"{outcome.path}: {outcome.action} – {outcome.reason}")
    else:
        action = "ville blive lavet" if request.dry_run else outcome.action
        about = [_counted(len(each.borgere), "borger", "borgere"), _counted(each.dokumenter, "dokument", "dokumenter")]
        about += [_counted(each.sider, "side", "sider")] if each.sider else []
        click.echo(f"{outcome.path}: {action} – {', '.join(about)}")
    for path, note in each.noter[:_MOST_NOTES]:
        _echo(f"{path.partition('/')[2].partition('/')[2]}: {note}", "  ")
    if len(each.noter) > _MOST_NOTES:
        click.echo(f"  … og {len(each.noter) - _MOST_NOTES} til; se forsiden")
    _print_left_out(each.udeladt)


def _print_left_out(left_out: Iterable[tuple[str, str]]) -> None:
    found = list(left_out)
    if found:
        click.echo("  Ikke med:")
    for titel, grund in found:
        _echo(f"{titel}: {grund}", "    ")


def _echo(text: str, indent: str) -> None:
    width = max(_NARROWEST, min(get_terminal_size().columns, _WIDEST))
    click.echo(fill(text, width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def told_pack(each: Pack) -> dict[str, Any]:
    """A pack as JSON."""
    return {
        "path": each.outcome.path,
        "action": str(each.outcome.action),
        "læser": {"slags": each.reader.slags, "id": each.reader.id},
        "borgere": list(each.borgere),
        "dokumenter": each.dokumenter,
        "sider": each.sider,
        "bemærkninger": [{"path": path, "bemærkning": note} for path, note in each.noter],
        "udeladt": [{"dokument": titel, "grund": grund} for titel, grund in each.udeladt],
    }
