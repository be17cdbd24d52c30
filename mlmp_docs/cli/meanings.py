"""What a word can mean in a project: a citizen, a tilbud, a rådgiver, a document, a month, a year, a day, a rule."""

import re
from collections.abc import Iterable, Iterator, Mapping

import click

from mlmp_docs.plan.dates import MÅNEDER, parse_date
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.procedure.deadlines import REGLER
from mlmp_docs.procedure.documents import table
from mlmp_docs.project import Project

WHAT = {
    "--borger": "en borgers id",
    "--tilbud": "et tilbuds id",
    "--rådgiver": "en rådgivers id",
    "--dokument": "et dokument",
    "--måned": "en måned",
    "--regel": "en regel",
    "--år": "et år",
    "--dag": "en dag",
    "--dato": "en dag",
}
"""The options that say of which kind a word is, and what it is then."""


def plain(word: str) -> str:
    """A word as ids are written, also when the plan file was typed."""
    return word.casefold().strip().replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")


def meanings(word: str, project: Project) -> dict[str, str]:
    """The options whose value the word can be, each with that value."""
    typed = plain(word)
    found = {option: value for option, value in _values(project) if value.casefold() == typed}
    if re.fullmatch(r"20\d\d", typed):
        found["--år"] = typed
    if _is_day(word):
        day = f'"{word.strip()}"' if " " in word.strip() else word
        found |= {"--dag": day, "--dato": day}
    return found


def something_else(word: str, project: Project) -> str:
    """What a known word is that stands where another kind of word belongs; empty when it means nothing."""
    context = click.get_current_context(silent=True)
    for option, value in meanings(word, project).items():
        remedy = f" Det skrives med '{option} {value}'." if context and option in options_of(context) else ""
        return f"'{value}' er {WHAT[option]}.{remedy}"
    return ""


def options_of(context: click.Context) -> set[str]:
    """The options of the command that runs."""
    return {option for each in context.command.params for option in each.opts}


def closest(word: str, project: Project, options: Iterable[str]) -> tuple[str, str] | None:
    """The option and value that a misspelled word most likely was meant to be."""
    values = {value: option for option, value in _values(project) if option in options}
    meant = nearest(plain(word), values)
    return (values[meant], meant) if meant else None


def _values(project: Project) -> Iterator[tuple[str, str]]:
    return ((option, value) for option, words in _words(project).items() for value in sorted(words))


def _words(project: Project) -> Mapping[str, Iterable[str]]:
    return {
        "--borger": project.ids - {""},
        "--tilbud": project.opsætning.tilbud,
        "--rådgiver": project.opsætning.rådgivere,
        "--dokument": [document.key for document in table(project.opsætning)],
        "--måned": MÅNEDER,
        "--regel": REGLER,
    }


def _is_day(word: str) -> bool:
    try:
        return parse_date(word) is not None
    except ValueError:
        return False
