"""Saves the list of a handover, and makes the letters that tell the citizens."""

from collections.abc import Callable, Iterable

from mlmp_docs import store
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import Result, build
from mlmp_docs.content.handover_list import HandoverList
from mlmp_docs.excel.handover_list import handover_list
from mlmp_docs.project import OUTPUT, Project

LETTER = "raadgiverskift"
LIST = "overdragelse"


def save_list(project: Project, listed: HandoverList) -> Outcome:
    """Write the list beside the annual lists, never over another one; what was written before is a record.

    Raises `store.SaveError`.
    """
    content = handover_list(listed, project.opsætning)
    stem = f"{OUTPUT}/{listed.dag.year}/lister/{LIST}--{listed.fra}--{listed.til}--{listed.dag:%Y%m%d}"
    number = 1
    while True:
        path = f"{stem}.xlsx" if number == 1 else f"{stem}-{number}.xlsx"
        before = store.read(project.root / path)
        if before == content:
            return Outcome(path, LIST, Action.UÆNDRET)
        if before is None:
            store.save(content, project.root / path, project.root / OUTPUT)
            return Outcome(path, LIST, Action.LAVET)
        number += 1


def make_letters(project: Project, borgere: Iterable[str], år: int, processes: int, wait: Callable[[], None]) -> Result:
    """The letters to these citizens. Raises `store.SaveError` when the output folder cannot be used."""
    selection = Selection(borgere=frozenset(borgere), dokumenter=frozenset({LETTER}))
    return build(project, Request(år, selection), processes=processes, wait=wait)
