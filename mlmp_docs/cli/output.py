"""What commands print: messages to stderr, results to stdout, or one JSON object."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from mlmp_docs import __version__
from mlmp_docs.build.outcome import Outcome
from mlmp_docs.diagnostic import Diagnostic, Level


def print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Each problem with place, source line and remedy, to stderr."""
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=True)
    if diagnostics:
        click.echo("", err=True)


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """For example "2 fejl, 1 advarsel", and "3 råd" where there is any."""
    errors, warnings, advice = (
        sum(diagnostic.level is level for diagnostic in diagnostics)
        for level in (Level.FEJL, Level.ADVARSEL, Level.RÅD)
    )
    told = f"{errors or 'ingen'} fejl, {warnings or 'ingen'} {'advarsel' if warnings == 1 else 'advarsler'}"
    return f"{told}, {advice} råd" if advice else told


def print_json(*, diagnostics: Iterable[Diagnostic] = (), outcomes: Iterable[Outcome] = (), **result: Any) -> None:
    """The object that `--json` promises (product.md § 3)."""
    told = {
        "version": __version__,
        "files": [
            {"path": outcome.path, "action": str(outcome.action), "reason": outcome.reason} for outcome in outcomes
        ],
        "diagnostics": [
            {
                "file": diagnostic.place.file,
                "line": diagnostic.place.line,
                "column": diagnostic.place.column,
                "cell": diagnostic.place.cell or None,
                "level": str(diagnostic.level),
                "code": diagnostic.code,
                "message": diagnostic.message,
                "hint": diagnostic.hint,
            }
            for diagnostic in diagnostics
        ],
        **result,
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
