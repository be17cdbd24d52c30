"""Tries one template: its mistakes, and whether the fullest and the emptiest content can be put into it.

What did not come with the program is tried in a `Watchdog`, for a template may be hostile.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from mlmp_docs import builtin
from mlmp_docs.build.field_list import merged
from mlmp_docs.build.samples import Sample
from mlmp_docs.content.catalogue_shared import VOCABULARY
from mlmp_docs.diagnostic import Level
from mlmp_docs.word.mistake import Mistake
from mlmp_docs.word.watchdog import Watchdog


def mistakes_of(
    content: bytes, name: str, own: Sequence[Sample], every: Sequence[Sample], watchdog: Watchdog
) -> tuple[Mistake, ...]:
    """Every mistake of a template, tried on `own` samples; with none it may use what all documents share."""
    from mlmp_docs.word.mistake import TemplateError

    tried = list(own) or shared_only(every)
    arguments = (content, name, [sample.fields for sample in tried], known_fields(tried, every))
    if content == builtin.template(name):
        return trial(*arguments)
    try:
        return watchdog.run(name, trial, *arguments)
    except TemplateError as trouble:
        return trouble.mistakes


def trial(
    content: bytes, name: str, tried: Sequence[Mapping[str, Any]], known: Mapping[str, Any]
) -> tuple[Mistake, ...]:
    """Every mistake of a template; one without fejl is also filled with each of `tried`."""
    from mlmp_docs.word.lint import template_mistakes
    from mlmp_docs.word.mistake import TemplateError
    from mlmp_docs.word.template import Template

    mistakes = list(template_mistakes(content, known))
    if not any(mistake.level is Level.FEJL for mistake in mistakes):
        try:
            template = Template.open(content, name)
            for fields in tried:
                template.render(fields, titel=name, forfatter="tjek", memory={})
        except TemplateError as trouble:
            mistakes += trouble.mistakes
    return tuple(dict.fromkeys(mistakes))


def filled(content: bytes, name: str, fields: Mapping[str, Any]) -> bytes:
    """The template filled; raises `TemplateError` when a tag and a value do not fit together."""
    from mlmp_docs.word.template import Template

    return Template.open(content, name).render(fields, titel=f"Prøve af {name}", forfatter="Prøve", memory={})


def samples_for(name: str, every: Iterable[Sample], document: str | None = None) -> list[Sample]:
    """The samples to try a file on: by its name, exactly or as a beginning, or of the document that is named.

    `indkaldelse.docx` and `indkaldelse-ny.docx` are both for the summons. Empty when the name tells nothing.
    """
    found = list(every)
    if document:
        own = [sample for sample in found if sample.document == document]
        return [sample for sample in own if sample.template == name] or _one_template(own)
    stem = PurePath(name).stem.casefold()
    templates = sorted({sample.template for sample in found}, key=lambda template: -len(template))
    fitting = next((t for t in templates if stem.startswith(PurePath(t).stem.casefold())), None)
    if fitting:
        return [sample for sample in found if sample.template == fitting]
    named = sorted({sample.document for sample in found}, key=lambda key: -len(key))
    key = next((key for key in named if stem.startswith(key)), None)
    return _one_template([sample for sample in found if sample.document == key])


def _one_template(own: list[Sample]) -> list[Sample]:
    """Those of the last template: of the filled minutes rather than the skeleton."""
    last = own[-1].template if own else ""
    return [sample for sample in own if sample.template == last]


def shared_only(every: Iterable[Sample]) -> list[Sample]:
    """Samples with nothing but the fields every document has, for a template whose document is not known."""
    found = list(every)
    shared = []
    for fullest in (True, False):
        example = merged(sample.fields for sample in found if sample.fullest is fullest)
        shared.append(Sample("", "", {key: example[key] for key in VOCABULARY}, fullest))
    return shared


def known_fields(own: Iterable[Sample], every: Iterable[Sample]) -> dict[str, Any]:
    """An example of all fields that the samples' document has, with an entry in each list wherever one is known."""
    shared = merged(sample.fields for sample in every if sample.fullest)
    example = merged(sample.fields for sample in own if sample.fullest)
    return merged([example, {key: shared[key] for key in example}])
