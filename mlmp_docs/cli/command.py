"""A command that answers a word too many with the option that was probably meant."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=click.Command)


class Command(click.Command):
    """Click's command, but what it takes no words for is told apart: an id, a document, a month …"""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # click would only repeat the words, and they may be a name or a CPR number.
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise click.UsageError(_told(ctx.args, ctx), ctx)
        return rest


def command(name: str, kind: type[Command] = Command) -> Callable[[Callable[..., Any]], click.Command]:
    """The decorator for every command of `mlmp`."""
    return click.command(name, cls=kind, options_metavar="[VALG]")


def _told(words: list[str], ctx: click.Context) -> str:
    """How many words are too many, and what each was meant to be as far as that can be told."""
    from mlmp_docs.cli.meanings import WHAT, closest, meanings, options_of
    from mlmp_docs.project import Project, find_root, load

    many = "Der er et ord for meget." if len(words) == 1 else f"Der er {len(words)} ord for meget."
    remedy = f"Se valgene med '{ctx.command_path} --help'."
    root = find_root(ctx.params.get("projekt") or Path.cwd())
    project = load(root) if root else ()
    if not isinstance(project, Project):
        return f"{many} {remedy}"
    options = options_of(ctx)
    found = []
    for word in words:
        meant = meanings(word, project)
        ways = [f"{option} {value}" for option, value in meant.items() if option in options]
        if "--dag" in options:
            ways = [way for way in ways if not way.startswith("--dato")]
        if not ways and meant:
            option = next(iter(meant))
            return f"{many} '{meant[option]}' er {WHAT[option]}, men {ctx.command_path} har ikke valget '{option}'."
        if not ways and (close := closest(word, project, options)):
            ways = [" ".join(close)]
        if ways:
            found.append(ways)
    if not found:
        return f"{many} {remedy}"
    meant_words = " eller ".join(f"'{way}'" for way in found[0]) if len(found) == 1 else _together(found)
    return f"{many} Mente du {meant_words}?{'' if len(found) == len(words) else f' {remedy}'}"


def _together(found: list[list[str]]) -> str:
    return f"'{' '.join(dict.fromkeys(ways[0] for ways in found))}'"
