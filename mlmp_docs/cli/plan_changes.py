"""Shows what a command would change in the plan files, and writes it only when it is asked to."""

import sys
from collections.abc import Callable, Iterable, Sequence
from textwrap import fill
from typing import Any

import click

from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.plan_changes import Found, PlanChange, Rule, plan_changes, save
from mlmp_docs.build.plan_changes import told as told_of
from mlmp_docs.cli.output import print_diagnostics
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.project import Project

MOST_DIFFS = 20
"""More files than this are shown line by line only when somebody asks."""


def worked_out(
    project: Project, rule: Rule[Found], borgere: Iterable[str], processes: int, *, quiet: bool
) -> tuple[PlanChange[Found], ...]:
    """What the rule would change in the plans of these citizens; of all when none are named."""
    chosen = set(borgere)
    files = [file for file in project.plans if not chosen or file.id in chosen]
    with progress_bar("Læser planer", quiet=quiet) as progress:
        return plan_changes(project, rule, files, processes, progress)


def print_diffs(changes: Sequence[PlanChange[Found]], *, everything: bool) -> None:
    """Each changed line of each file; the lines around are not shown."""
    changed = [each for each in changes if each.changes]
    if len(changed) > MOST_DIFFS and not everything:
        click.echo(f"\nÆndringerne i {len(changed)} filer, linje for linje: kør igen med --diff.")
        return
    for each in changed:
        click.echo("")
        for line in each.diff():
            click.echo(_coloured(line))


def _coloured(line: str) -> str:
    colours = (("---", None), ("+++", None), ("@@", "cyan"), ("-", "red"), ("+", "green"))
    colour = next((colour for start, colour in colours if line.startswith(start)), None)
    return click.style(line, fg=colour) if colour and sys.stdout.isatty() else line


def written(
    project: Project, changes: Sequence[PlanChange[Found]], *, skriv: bool, tell: Callable[[str], object]
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Write all the changes if asked to. Whether that was done, and what went wrong."""
    changed = [each for each in changes if each.changes]
    refused = [each for each in changes if each.refused]
    if not skriv:
        if refused:
            tell("En ændring kan ikke skrives; se beskeden ovenfor. Intet kan skrives, før den er rettet.")
        elif changed:
            tell(f"Intet er skrevet. Skriv det i {_files(len(changed))} med --skriv.")
        return False, ()
    if refused:
        tell("Intet er skrevet: en af ændringerne kan ikke skrives. Ret planen, eller vælg de andre med --borger.")
        return False, ()
    wrong = save(project, changed)
    if wrong:
        tell("Intet er skrevet. Se beskeden ovenfor.")
        return False, wrong
    if changed:
        tell(f"Skrevet i {_files(len(changed))}. Se ændringerne efter, og gem dem i git.")
    return bool(changed), ()


def _files(count: int) -> str:
    return "1 plan" if count == 1 else f"{count} planer"


def needs_attention(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything told gives exit code 1."""
    return any(told.level is Level.FEJL for told in diagnostics)


def print_told(changes: Sequence[PlanChange[Found]], more: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong, to stderr; given back for the exit code."""
    found = (*more, *told_of(changes))
    print_diagnostics(found)
    return found


def outcomes(changes: Sequence[PlanChange[Found]], *, done: bool) -> list[Outcome]:
    """The changed files, for `--json`."""
    action = Action.LAVET_IGEN if done else Action.UÆNDRET
    reason = "skrevet" if done else "ville blive ændret"
    return [Outcome(each.fil, "plan", action, reason, each.borger) for each in changes if each.changes]


def diffs_told(changes: Sequence[PlanChange[Found]]) -> list[dict[str, Any]]:
    return [{"fil": each.fil, "diff": each.diff()} for each in changes if each.changes]


def wrapped(text: str, width: int, indent: str) -> str:
    """The text on as many lines as it needs, each indented."""
    # An id such as bostedet-fjordglimt stays in one piece.
    return fill(text, max(width, 40), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
