"""What is wrong with a text that is not YAML, told from its lines. PyYAML's own words never reach a user."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.open_quote import Mark, open_quote

_INDENT_HINT = "Brug to mellemrum for hvert trin, og lad felter på samme trin stå lige under hinanden."
_QUOTE_HINT = 'Sæt anførselstegn om hele teksten: "…".'
HARD_INDENT = re.compile(r"[ \t]*[^\S \t\r\n](?=\s*[^\s#])")
"""Blanks that are no blanks to YAML, such as U+00A0, in front of something."""
HARD_INDENT_MESSAGE = "Linjen er rykket ind med et hårdt mellemrum."
HARD_INDENT_HINT = "Slet indrykningen, og skriv den igen med almindelige mellemrum."
_CONFLICT_MARKS = ("<<<<<<<", ">>>>>>>", "|||||||")
_CONFLICT = re.compile(rf"^(?:{'|'.join(map(re.escape, _CONFLICT_MARKS))})(?: |$)", re.MULTILINE)
_KEY_AND_VALUE = re.compile(r"\s*(?:- +)*[^\s:#'\"{\[][^:#]*:\s+\S")
_FIELD = re.compile(r"\s*(?:- |[^#]*:(?:\s|$))")
_TEXT_ONLY = re.compile(r"\s*(?:- +)*([^\s'\"{\[#-](?:[^:]|:(?=\S))*)$")
_KEY_NO_SPACE = re.compile(r"\s*(?:- +)*\w+:[^\s/]")
_DASH_NO_SPACE = re.compile(r"\s*-[^\s-]")


@dataclass(frozen=True)
class Broken:
    """The one thing that stopped the reading."""

    code: str
    line: int
    column: int
    message: str
    hint: str = ""


def conflict(text: str, file: str) -> Diagnostic | None:
    """A diagnostic about the first mark of a git merge that was not finished."""
    found = _CONFLICT.search(text) if any(mark in text for mark in _CONFLICT_MARKS) else None
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


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> Broken:
    """The most likely mistake behind an error of PyYAML (the C parser and the Python one say nearly the same)."""
    at = _spot(getattr(error, "problem_mark", None), lines) or (1, 1)
    since = _spot(getattr(error, "context_mark", None), lines) or at
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    if opened := open_quote(lines, at[0]):
        return _unclosed(opened)
    if blank := _hard_space(lines, at[0]):
        return blank
    if tab := _tab(lines, since[0], at[0]):
        return tab
    for subject, judge in _JUDGES:
        if subject in context or subject in problem:
            return judge(lines, at, since, problem)
    return _indentation(lines, at, since, problem)


def _spot(mark: object, lines: Sequence[str]) -> Mark | None:
    line, column = getattr(mark, "line", None), getattr(mark, "column", None)
    if line is None or column is None:
        return None
    if line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return line + 1, column + 1


def _tab(lines: Sequence[str], first: int, last: int) -> Broken | None:
    for number in range(first, last + 1):
        line = lines[number - 1]
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            column = indent.index("\t") + 1
            return Broken("P036", number, column, "Linjen er rykket ind med et tabulatortegn.", _INDENT_HINT)
    return None


def _hard_space(lines: Sequence[str], last: int) -> Broken | None:
    for number, line in enumerate(lines[:last], 1):
        if found := HARD_INDENT.match(line):
            return Broken("P038", number, found.end(), HARD_INDENT_MESSAGE, HARD_INDENT_HINT)
    return None


def _quoted(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    if "Unicode" in problem:
        return Broken("P007", *since, "Teksten har et tegn, som ikke findes.", "Slet tegnet efter \\.")
    if "escape" in problem:
        message = 'Tegnet \\ har en særlig betydning inde i "…".'
        return Broken("P037", *since, message, "Sæt '…' om teksten i stedet, eller skriv \\\\.")
    return _unclosed(since)


def _unclosed(opened: Mark) -> Broken:
    hint = 'Sæt et anførselstegn sidst i teksten. Begynder teksten selv med et, så sæt "…" om hele teksten.'
    return Broken("P039", *opened, "Anførselstegnet bliver ikke lukket.", hint)


def _colon(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    """A colon that cannot be one after a field name: in the middle of a text, or below a line that has a value."""
    line = lines[at[0] - 1]
    if re.search(r":(\s|$)", line[: at[1] - 1]) or len(line[: at[1] - 1].strip()) > 40:
        return Broken("P037", *at, "Teksten har et kolon, så den skal stå i anførselstegn.", _QUOTE_HINT)
    above = _line_above(lines, at[0])
    if above is not None:
        text = lines[above - 1]
        if not _KEY_AND_VALUE.match(text) and not text.rstrip().endswith(":"):
            return _no_colon(lines, (above, len(text) - len(text.lstrip()) + 1))
    message = "Linjen er rykket længere ind end linjen over, som allerede har en tekst."
    return Broken("P038", at[0], _first_column(line), message, _INDENT_HINT)


def _line_above(lines: Sequence[str], number: int) -> int | None:
    for above in range(number - 1, 0, -1):
        text = lines[above - 1].strip()
        if text and not text.startswith("#"):
            return above
    return None


def _key_without_colon(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    return _no_colon(lines, since)


def _no_colon(lines: Sequence[str], at: Mark) -> Broken:
    line = lines[at[0] - 1]
    if _DASH_NO_SPACE.match(line):
        return Broken("P040", *at, "Der mangler et mellemrum efter bindestregen.", "Skriv: - og så teksten.")
    if _KEY_NO_SPACE.match(line):
        return Broken(
            "P040", *at, "Der mangler et mellemrum efter kolon.", "Skriv feltnavn, kolon, mellemrum og tekst."
        )
    hint = "Skriv feltnavn, kolon, mellemrum og tekst. Hører linjen til teksten over, så ryk den længere ind."
    return Broken("P040", *at, "Der mangler et kolon efter feltnavnet.", hint)


def _special_start(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    line = lines[at[0] - 1]
    sign = line[since[1] - 1 : since[1]] if since[0] == at[0] else line[at[1] - 1 : at[1]]
    if sign == "\t":
        return Broken("P036", *at, "Der står et tabulatortegn.", "Brug mellemrum i stedet.")
    shown = f" med {sign}" if sign and not sign.isalnum() and not sign.isspace() else " sådan"
    return Broken("P037", *since, f"En tekst må ikke begynde{shown} uden anførselstegn.", _QUOTE_HINT)


def _dash(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    hint = "Begynd listen på næste linje. Hører bindestregen til teksten, så sæt anførselstegn om den."
    return Broken("P037", *at, "En liste kan ikke begynde på samme linje som feltet.", hint)


def _bracket(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    line = lines[at[0] - 1]
    sign = line[at[1] - 1 : at[1]]
    if since[0] == at[0] and sign:
        if sign in ",]}":
            return Broken(
                "P039", *at, "Der er et komma eller en parentes for meget eller for lidt.", "Se efter i linjen."
            )
        hint = "Sæt anførselstegn om en tekst, der har komma, kolon eller parentes i sig; ellers mangler der et komma."
        return Broken("P037", *at, "Teksten inde i parentesen kan ikke læses.", hint)
    opened = lines[since[0] - 1][since[1] - 1 : since[1]]
    closing = {"{": "}", "[": "]"}.get(opened, "} eller ]")
    hint = f"Sæt {closing} til sidst. Hører parentesen til en tekst, så sæt anførselstegn om hele teksten."
    return Broken("P039", *since, "Parentesen bliver ikke lukket.", hint)


def _expected_key(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    line = lines[at[0] - 1]
    before = line[: at[1] - 1].rstrip()
    if not before.strip("- "):
        if line[at[1] - 1 : at[1]] == ":":
            return Broken("P042", *at, "Der mangler et feltnavn foran kolon.", "Skriv feltets navn.")
        above = _line_above(lines, at[0])
        if above is not None and _lacks_colon(lines[above - 1], line):
            return _no_colon(lines, (above, _first_column(line)))
        return _indentation(lines, at, since, problem)
    if before[-1] in "'\"":
        hint = "Sæt '…' om hele teksten, hvis den har \" i sig, og \"…\", hvis den har ' i sig."
        return Broken("P037", *at, "Der står mere tekst efter anførselstegnet.", hint)
    if before[-1] in "]}":
        return Broken("P037", *at, "Der står mere tekst efter parentesen.", _QUOTE_HINT)
    return Broken("P037", *at, "Teksten har et tegn med særlig betydning.", _QUOTE_HINT)


def _lacks_colon(above: str, below: str) -> bool:
    """Whether a line with a field below it, at the same step, holds a text only (`- id bostedet`)."""
    found = _TEXT_ONLY.match(above.partition(" #")[0])
    return found is not None and _first_column(below) == found.start(1) + 1


def _document(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    if any(line.startswith("%") for line in lines[: at[0]]):
        return _directive(
            lines, (next(n for n, line in enumerate(lines, 1) if line.startswith("%")), 1), since, problem
        )
    if any(re.match(r"(\.\.\.|---)(\s|$)", line) for line in lines[: at[0]]):
        return Broken("P034", *at, "Filen har flere dele, skilt af --- eller ….", "Hver plan skal have sin egen fil.")
    first = next((number for number, line in enumerate(lines, 1) if line.strip() and line.strip()[0] != "#"), at[0])
    if first < at[0] and _first_column(lines[first - 1]) > 1:
        message = "Linjen er rykket ind, men filens første felt skal stå yderst."
        return Broken("P038", first, _first_column(lines[first - 1]), message, "Slet mellemrummene foran.")
    if first < at[0] and not _FIELD.match(lines[first - 1]):
        hint = "Skriv feltnavn, kolon, mellemrum og tekst, eller sæt # foran en kommentar."
        return Broken("P040", first, _first_column(lines[first - 1]), "Der mangler et kolon efter feltnavnet.", hint)
    return _indentation(lines, at, since, problem)


def _directive(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    return Broken("P006", at[0], 1, "En linje, der begynder med %, læses som en YAML-instruks.", "Slet linjen.")


def _indentation(lines: Sequence[str], at: Mark, since: Mark, problem: str) -> Broken:
    line = lines[at[0] - 1]
    message = "Linjen er ikke rykket ind som de felter, den hører sammen med."
    return Broken("P038", at[0], _first_column(line), message, _INDENT_HINT)


def _first_column(line: str) -> int:
    return len(line) - len(line.lstrip()) + 1


_JUDGES = (
    ("quoted", _quoted),
    ("mapping values are not allowed", _colon),
    ("simple key", _key_without_colon),
    ("block scalar", _special_start),
    ("anchor", _special_start),
    ("alias", _special_start),
    ("tag", _special_start),
    ("cannot start any token", _special_start),
    ("keys are not allowed", _special_start),
    ("sequence entries are not allowed", _dash),
    ("directive", _directive),
    ("incompatible YAML", _directive),
    ("flow", _bracket),
    ("block node", _special_start),
    ("document start", _document),
    ("block mapping", _expected_key),
    ("block collection", _expected_key),
)
"""Words of PyYAML, the more special first, and who explains them."""
