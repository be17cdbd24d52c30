"""Stops a run from hanging in a template: each new one that is not built in is filled once where it can be ended.

What was tried is remembered by hash in output/.mlmp/, which may be deleted at any moment.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import mlmp_docs
from mlmp_docs import builtin, store
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.project import OUTPUT, TEMPLATES, Project

TRIED: Final = ".mlmp/skabeloner.txt"
"""Below output/: a hash on each line, of templates that were tried and do finish."""
_NEVER_ENDS: Final = "S040"


def endless(project: Project, templates: Mapping[str, bytes], *, write: bool) -> dict[str, tuple[Diagnostic, ...]]:
    """Why a template cannot be used in a run, by its name; those with other mistakes are told when they are used.

    `write` says whether what was tried may be remembered.
    """
    target = project.root / OUTPUT / TRIED
    known = _known(target)
    new = {name: content for name, content in templates.items() if content != builtin.template(name)}
    marks = {name: _mark(content) for name, content in new.items()}
    untried = [name for name in new if marks[name] not in known]
    if not untried:
        return {}
    found = dict(_tried(project, {name: new[name] for name in untried}))
    good = {marks[name] for name in new if not found.get(name)}
    if write and good - known:
        with suppress(store.SaveError):  # then they are tried again next time
            store.save("".join(f"{mark}\n" for mark in sorted(good)).encode(), target, project.root / OUTPUT)
    return {name: told for name, told in found.items() if told}


def _tried(project: Project, templates: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    from mlmp_docs.build.samples import own_samples, samples
    from mlmp_docs.build.template_trial import filled
    from mlmp_docs.word.mistake import Mistake, TemplateError
    from mlmp_docs.word.watchdog import Watchdog

    every = (*samples(), *own_samples(project.opsætning))
    with Watchdog() as watchdog:
        for name, content in templates.items():
            mistakes: list[Mistake] = []
            for sample in every:
                if sample.template != name or mistakes:
                    continue
                try:
                    watchdog.run(name, filled, content, name, sample.fields)
                except TemplateError as trouble:
                    mistakes += [mistake for mistake in trouble.mistakes if mistake.code == _NEVER_ENDS]
            yield name, tuple(mistake.diagnostic(f"{TEMPLATES}/{name}") for mistake in mistakes)


def _mark(content: bytes) -> str:
    return hashlib.sha256(mlmp_docs.__version__.encode() + content).hexdigest()


def _known(path: Path) -> frozenset[str]:
    try:
        return frozenset(path.read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()
