"""One entrance to Word and Excel: a job becomes bytes, and a file tells its memory and what it shows.

The Office libraries are heavy and are imported only when a file really is made or compared.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mlmp_docs.build.job import PHOTO, Job
from mlmp_docs.content.provider_year import ProviderYear
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.lists import AnnualList
from mlmp_docs.project import CITIZENS

if TYPE_CHECKING:
    from mlmp_docs.word.template import Template


class RenderError(Exception):
    """A template that cannot be filled in; holds what the user must put right."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("template")
        self.diagnostics = diagnostics


def render(
    job: Job,
    opsætning: Opsætning,
    templates: Mapping[str, bytes],
    endless: Mapping[str, tuple[Diagnostic, ...]],
) -> bytes:
    """The finished file. Raises `RenderError` for a template with mistakes, or one that is known to be `endless`."""
    if job.template is None:
        return _sheet(job, opsætning)
    if told := endless.get(job.template):
        raise RenderError(told)
    from mlmp_docs.word.mistake import TemplateError
    from mlmp_docs.word.photo import prepared

    try:
        template = _compiled(templates[job.template], job.template)
        fields, photo = job.fields, None
        if job.photo and template.photo_slot:
            photo = prepared(job.photo.content, *template.photo_slot.size)
        fields = fields if photo or not fields.get(PHOTO) else {**fields, PHOTO: ""}
        return template.render(fields, titel=job.titel, forfatter=job.forfatter, memory=job.memory, photo=photo)
    except TemplateError as trouble:
        file = f"templates/{job.template}"
        raise RenderError(tuple(mistake.diagnostic(file) for mistake in trouble.mistakes)) from trouble


def left_out(job: Job) -> tuple[Diagnostic, ...]:
    """What is to be told of a document that was just made here without its photo."""
    if job.photo is None:
        return ()
    from mlmp_docs.word.photo import UNUSABLE, can_be_shown

    return () if can_be_shown(job.photo.content) else (UNUSABLE.diagnostic(f"{CITIZENS}/{job.borger}.yaml"),)


def memory(content: bytes, path: Path) -> Mapping[str, str] | None:
    """What a generated file remembers; None when it is not ours or cannot be read."""
    if path.suffix == ".xlsx":
        from mlmp_docs.excel.memory import read_memory
    else:
        from mlmp_docs.word.memory import read_memory
    return read_memory(content)


def shown(content: bytes, path: Path) -> str | None:
    """A hash of what the file shows a reader; None when it cannot be read."""
    if path.suffix == ".xlsx":
        from mlmp_docs.excel.memory import shown_hash
    else:
        from mlmp_docs.word.memory import shown_hash
    try:
        return shown_hash(content)
    except ValueError:  # UnreadableWorkbook, UnreadableDocument
        return None


def _sheet(job: Job, opsætning: Opsætning) -> bytes:
    from mlmp_docs.excel.annual_list import annual_list
    from mlmp_docs.excel.planning_list import planning_list
    from mlmp_docs.excel.provider_year import provider_year

    if isinstance(job.sheet, AnnualList):
        return annual_list(job.sheet, opsætning, memory=job.memory)
    if isinstance(job.sheet, ProviderYear):
        return provider_year(job.sheet, opsætning, memory=job.memory)
    assert job.sheet is not None
    return planning_list(job.sheet, opsætning, memory=job.memory)


@lru_cache(maxsize=64)
def _compiled(content: bytes, name: str) -> "Template":
    from mlmp_docs.word.template import Template

    return Template.open(content, name)
