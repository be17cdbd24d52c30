"""What is wrong with a text that is not YAML, told from its lines. PyYAML's own words never reach a user."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from mlmp_docs.diagnostic import Diagnostic, Level, Place

_INDENT_HINT = "Brug to mellemrum for hvert trin, og lad felter på samme trin stå lige under hinanden."


@dataclass(frozen=True)
class Broken:
    """The one thing that stopped the reading."""

    code: str
    line: int
    column: int
    message: str
    hint: str = ""


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> Broken:
    """The most likely mistake behind an error of PyYAML."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Broken("P001", min(line, len(lines)), column, "Linjen kan ikke læses.", _INDENT_HINT)


_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?: |$)", re.MULTILINE)


def conflict(text: str, file: str) -> Diagnostic | None:
    """A diagnostic about the first mark of a git merge that was not finished."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Diagnostic(
        "P035",
        Level.FEJL,
        Place(file, line, 1),
        "Filen har mærker fra en fletning i git, der ikke er gjort færdig.",
        "Vælg for hvert sted én af de to udgaver, og slet linjerne med <<<<<<<, ======= og >>>>>>>.",
    )
