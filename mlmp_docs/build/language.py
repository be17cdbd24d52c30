"""How easy the whole project's texts to citizens are: mlmp.yaml first, then each plan that can be read."""

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.procedure.plain_language import Figure, advice, figures, passages_of_plan, passages_of_settings
from mlmp_docs.project import Project


def language(project: Project) -> tuple[tuple[Figure, ...], tuple[Diagnostic, ...]]:
    """The figures, file by file, and advice on what is hard."""
    files = [(passages_of_settings(project.opsætning), project.settings_source)]
    files += [(passages_of_plan(citizen.plan), citizen.source) for citizen in project.citizens]
    measured: list[Figure] = []
    told: list[Diagnostic] = []
    for passages, source in files:
        texts = list(passages)
        measured += figures(texts, source.file)
        told += advice(texts, source)
    return tuple(measured), tuple(told)
