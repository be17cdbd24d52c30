"""What the commands for template authors share: which file is meant, whose fields it has, and how it is tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from mlmp_docs import builtin
from mlmp_docs.build.pictograms import with_own
from mlmp_docs.build.samples import Sample, own_samples, samples
from mlmp_docs.build.template_trial import mistakes_of, samples_for
from mlmp_docs.cli.options import known
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.nearest import did_you_mean
from mlmp_docs.plan.reader import read_settings
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import table
from mlmp_docs.project import TEMPLATES, Project, find_root
from mlmp_docs.word.watchdog import Watchdog

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class TemplateDesk:
    """The project a template belongs to, if any, and the fictional citizen's fields for each document."""

    project: Project | None
    opsætning: Opsætning

    @cached_property
    def every(self) -> tuple[Sample, ...]:
        """All samples, those of the municipality's own documents too."""
        return (*samples(), *own_samples(self.opsætning))

    def samples(self, name: str, document: str | None) -> list[Sample]:
        """What a file of that name is tried on; empty when it is not known for which document it is."""
        return samples_for(name, self.every, document)


def open_desk(projekt: Path | None, *, as_json: bool = False) -> TemplateDesk:
    """The desk for the project around the working folder; outside a project, that of the built-in templates."""
    if projekt is None and find_root(Path.cwd()) is None:
        settings = read_settings((builtin.starter() / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
        assert settings is not None
        return TemplateDesk(None, settings)
    project = open_project(projekt, as_json=as_json)
    return TemplateDesk(project, project.opsætning)


def document_key(value: str | None, desk: TemplateDesk) -> str | None:
    """The document named with --dokument; a name that is not known is told with the nearest."""
    if value is None:
        return None
    key = value.casefold().removesuffix(".docx")
    (found,) = known((key,), {document.key for document in table(desk.opsætning)}, "--dokument")
    return found


def find_template(given: str, desk: TemplateDesk) -> Path:
    """The file that is meant: as it was typed, with .docx, or by its name in the project's templates folder."""
    typed = Path(given)
    folders = [Path(), *([desk.project.root / TEMPLATES] if desk.project else [])]
    names = [typed, typed.with_name(f"{typed.name}.docx")] if typed.name else [typed]
    for path in (folder / name for folder in folders for name in names):
        if path.is_file():
            return path
    if typed.is_dir():
        raise click.BadParameter(f"'{given}' er en mappe. Skriv en fil, fx {given.rstrip('/')}/indkaldelse.docx.")
    there = [path.name for folder in folders for path in sorted(folder.glob("*.docx"))]
    hint = did_you_mean(typed.name, there) or (f"Her er: {', '.join(there)}." if there else "")
    raise click.BadParameter(f"Filen '{given}' findes ikke. {hint}".strip())


def read_template(path: Path) -> bytes:
    """The file's bytes; ends the command when it cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise click.ClickException(f"{path}: Filen fylder over 64 MB og er ikke en skabelon.")
        return path.read_bytes()
    except OSError:
        message = f"{path}: Filen kan ikke læses. Luk den i Word, og se efter, om du må læse den."
        raise click.ClickException(message) from None


def with_pictograms(content: bytes, desk: TemplateDesk) -> bytes:
    """The template with the pictograms that the project's documents have."""
    return with_own({"": content}, desk.project.root)[""] if desk.project else content


def try_template(
    content: bytes, file: str, desk: TemplateDesk, own: Sequence[Sample], watchdog: Watchdog
) -> tuple[Diagnostic, ...]:
    """Everything wrong with a template, tried where it can do no harm; `file` is how messages call it."""
    mistakes = mistakes_of(content, Path(file).name, own, desk.every, watchdog)
    return tuple(mistake.diagnostic(file) for mistake in mistakes)


def save_new(content: bytes, path: Path) -> Path:
    """Write a file that is not there yet; ends the command when it is, or when it cannot be written."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        message = f"{path} er der allerede og er ladt urørt. Vælg et andet navn, eller slet filen."
        raise click.ClickException(message) from None
    except FileNotFoundError:
        raise click.ClickException(f"Mappen til {path} findes ikke.") from None
    except OSError:
        message = f"{path} kan ikke skrives. Se efter, om du må skrive i mappen."
        raise click.ClickException(message) from None
    return path
