"""Tries every Word template of a project before it is needed: its mistakes, and both extremes of content."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mlmp_docs import builtin
from mlmp_docs.build.samples import Sample, own_samples, samples
from mlmp_docs.build.template_trial import mistakes_of
from mlmp_docs.build.worker import PHOTO_SHOWN_IN
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.procedure.documents import BY_KEY, DOCUMENTS, table
from mlmp_docs.project import TEMPLATES, Project
from mlmp_docs.word.watchdog import Watchdog

PREVIEW = ".vis-"
"""In the names of templates filled to be looked at, which may lie beside them."""


def check_templates(project: Project) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates, the project's own and the built-in ones it relies on."""
    built_in = {name for document in DOCUMENTS for name in document.skabeloner}
    # An own document without its template is told at its place in mlmp.yaml (K044).
    own = {name for document in table(project.opsætning) if document.eget for name in document.skabeloner}
    there = {name for name in own if Path(name).name == name and (project.root / TEMPLATES / name).is_file()}
    needed = sorted(built_in | there)
    every = (*samples(), *own_samples(project.opsætning))
    found: list[Diagnostic] = []
    with Watchdog() as watchdog:
        for name in needed:
            found += _check(name, project, every, watchdog)
    return (*found, *_unused(project, needed))


def every_mistake(project: Project, names: Iterable[str]) -> tuple[Diagnostic, ...]:
    """All that is wrong with the templates of some names; a run meets only the first of it."""
    every = (*samples(), *own_samples(project.opsætning))
    with Watchdog() as watchdog:
        return tuple(told for name in names for told in _check(name, project, every, watchdog))


def _check(name: str, project: Project, every: Sequence[Sample], watchdog: Watchdog) -> Iterable[Diagnostic]:
    file = f"{TEMPLATES}/{name}"
    path = project.root / TEMPLATES / name
    try:
        content = path.read_bytes() if path.exists() else builtin.template(name)
    except OSError:
        hint = "Luk den i Word, og se efter, om du må læse den."
        return [Diagnostic("B021", Level.FEJL, Place(file), "Skabelonen kan ikke læses.", hint)]
    if content is None:
        hint = "Hent den fra et nyt projekt, lavet med 'mlmp start'."
        return [Diagnostic("B022", Level.FEJL, Place(file), "Skabelonen findes ikke.", hint)]
    own = [sample for sample in every if sample.template == name]
    lacks = photo_without_place(content, file, name, project)
    return [*lacks, *(mistake.diagnostic(file) for mistake in mistakes_of(content, name, own, every, watchdog))]


def photo_without_place(content: bytes, file: str, name: str, project: Project) -> Iterator[Diagnostic]:
    """S047: a template of a document with a photo, but without its place, when somebody has a photo."""
    from mlmp_docs.word.photo import NAME, has_place

    if name not in BY_KEY[PHOTO_SHOWN_IN].skabeloner or has_place(content):
        return
    if many := sum(citizen.plan.borger.billede is not None for citizen in project.citizens):
        whose = "En borger har et billede" if many == 1 else f"{many} borgere har et billede"
        message = f"Skabelonen har ingen plads til foto. {whose}, som ikke bliver vist."
        hint = f"Sæt et billede ind i Word, og giv det navnet {NAME} under Layout → Markeringsrude."
        yield Diagnostic("S047", Level.ADVARSEL, Place(file), message, hint)


def _unused(project: Project, needed: list[str]) -> list[Diagnostic]:
    """Files that look like templates and that no document uses: perhaps a misspelt name."""
    folder = project.root / TEMPLATES
    if not folder.is_dir():
        return []
    names = [path.name for path in sorted(folder.glob("*.docx")) if not path.name.startswith(("~$", "."))]
    return [
        Diagnostic(
            "B023",
            Level.ADVARSEL,
            Place(f"{TEMPLATES}/{name}"),
            "Skabelonen bruges ikke af noget dokument.",
            "Se efter, om navnet er stavet rigtigt, eller slet filen.",
        )
        for name in names
        if name not in needed and not is_beside(folder / name)
    ]


def is_beside(path: Path) -> bool:
    """Whether it is no template, but lies beside them: one filled to be looked at, or the list of fields."""
    from mlmp_docs.word.field_sheet import is_field_sheet

    try:
        return PREVIEW in path.name or is_field_sheet(path.read_bytes())
    except OSError:
        return False
