"""PDF beside each Word document and annual list of a run: made when missing or when its document has changed.

A PDF remembers what it was made from, so neither clocks nor a cache decide. One that somebody else made or wrote in is
left alone. What was sent keeps the PDF it has.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from mlmp_docs import store
from mlmp_docs.build import office
from mlmp_docs.build.make import Workshop
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.worklist import PLANNING_LIST, File
from mlmp_docs.outbox import libreoffice, pdf_memory
from mlmp_docs.outbox.libreoffice import Printer

PDF = "pdf"
"""The kind of file in the summary."""
_FOLDER = "pdf"
_REMADE = (Action.LAVET, Action.LAVET_IGEN)
_NOT_THERE = (Action.FEJL, Action.IKKE_ENDNU, Action.TILBAGEHOLDT)
_FOREIGN = "PDF'en er ikke lavet her eller er ændret siden; ladt urørt"


@dataclass(frozen=True)
class _Due:
    """A PDF to make: from which file, and what is there now."""

    file: File
    source: Path
    target: Path
    is_there: bool

    @property
    def path(self) -> str:
        return pdf_path(self.file.path)


def pdf_path(path: str) -> str:
    """The PDF beside a document: `output/…/x.docx` → `output/…/x.pdf`."""
    return f"{path.rpartition('.')[0]}.pdf"


def make_pdfs(
    files: Sequence[File],
    outcomes: Sequence[Outcome],
    workshop: Workshop,
    printer: Printer,
    progress: Callable[[int, int], None] | None = None,
) -> list[Outcome]:
    """Bring the PDFs of these documents up to date; `outcomes` tell what became of the documents themselves.

    Only call it while holding the output folder.
    """
    actions = {outcome.path: outcome.action for outcome in outcomes}
    told: list[Outcome] = []
    due: list[_Due] = []
    for file in files:
        action = actions.get(file.path, Action.RETTET)  # told of under x.ny.docx: the file itself was edited
        if file.art == PLANNING_LIST or action in _NOT_THERE:
            continue
        found = _judge(file, workshop, made=action in _REMADE)
        if isinstance(found, _Due):
            due.append(found)
        elif found:
            told.append(found)
    if not workshop.write:
        return told + [_made(each) for each in due]
    if due and printer.program is None:
        reason = (
            f"LibreOffice er ikke på denne maskine, så {len(due)} PDF-filer er ikke lavet – "
            "hent det på libreoffice.org, og kør igen"
        )
        return [*told, Outcome("output/", PDF, Action.FEJL, reason)]
    if due and printer.program is not None:
        told += _convert_all(due, workshop.output, printer.program, printer.at_once, progress)
    return told


def drop_outdated(outcomes: Sequence[Outcome], root: Path) -> list[Outcome]:
    """Remove the PDFs of documents that were made again, when this run makes none: they would tell the old plan."""
    gone = "dokumentet er lavet igen, så den gamle PDF er fjernet; 'mlmp byg --pdf' laver den nye"
    found = []
    for outcome in outcomes:
        if outcome.action is not Action.LAVET_IGEN:
            continue
        try:
            action, reason = (Action.UDELADT, gone) if drop(root / outcome.path, root / "output") else (None, "")
        except store.SaveError as trouble:
            action, reason = Action.FEJL, str(trouble)
        if action:
            found.append(Outcome(pdf_path(outcome.path), PDF, action, reason, outcome.borger))
    return found


def drop(source: Path, output: Path) -> bool:
    """Remove the PDF beside a document, if it was made here and nobody has changed it; True when it is gone."""
    target = source.with_suffix(".pdf")
    old = store.read(target)
    if old is None or not pdf_memory.is_ours(old):
        return False
    store.remove(target, output)
    return True


def sweep(output: Path) -> None:
    """Delete what a killed run left of its private folder. Only call it while holding the lock."""
    shutil.rmtree(output / store.CACHE / _FOLDER, ignore_errors=True)


def _judge(file: File, workshop: Workshop, *, made: bool) -> _Due | Outcome | None:
    """The PDF as work to do, or what became of it without any; None when there is no document to make it from."""
    source = workshop.root / file.path
    target = source.with_suffix(".pdf")
    try:
        store.refuse_detours(target, workshop.output)
        content, old = store.read(source), store.read(target)
    except store.SaveError as trouble:
        return Outcome(pdf_path(file.path), PDF, Action.FEJL, str(trouble), file.borger)
    will_change = made and not workshop.write
    if content is None and not will_change:
        return None
    due = _Due(file, source, target, is_there=old is not None)
    if old is None:
        return due if made else _if_sound(due, content)
    if file.sendt:
        return _outcome(due, Action.SENDT)
    if not pdf_memory.is_ours(old):
        return _outcome(due, Action.RETTET, _FOREIGN)
    if not will_change and content is not None and pdf_memory.is_of(old, content):
        return _outcome(due, Action.UÆNDRET)
    return due if made else _if_sound(due, content)


def _if_sound(due: _Due, content: bytes | None) -> _Due | Outcome:
    """The work, unless the document is damaged: LibreOffice would make a PDF of half of it, or an empty one."""
    if content is not None and office.shown(content, due.source) is None:
        return _outcome(due, Action.FEJL, "dokumentet er beskadiget – hent en tidligere udgave, eller slet det")
    return due


def _convert_all(
    due: Sequence[_Due], output: Path, program: Path, at_once: int, progress: Callable[[int, int], None] | None
) -> Iterator[Outcome]:
    private = output / store.CACHE / _FOLDER
    store.folder(private, output)
    shares = list(_shares(due, at_once))
    done = 0
    stop = Event()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            work = [
                pool.submit(_convert, share, private / str(number), output, program, stop)
                for number, share in enumerate(shares)
            ]
            for future in work:
                outcomes = future.result()
                done += len(outcomes)
                if progress:
                    progress(done, len(due))
                yield from outcomes
        finally:
            stop.set()  # when somebody interrupts the run, LibreOffice ends too
    sweep(output)


def _shares(due: Sequence[_Due], workers: int) -> Iterator[list[_Due]]:
    """The work in shares for one LibreOffice each: Word documents by themselves, then the lists."""
    for suffix in (".docx", ".xlsx"):
        kind = [each for each in due if each.source.suffix == suffix]
        count = min(workers, -(-len(kind) // 5))
        yield from (kind[number::count] for number in range(count))


def _convert(share: Sequence[_Due], folder: Path, output: Path, program: Path, stop: Event) -> list[Outcome]:
    by_source = {each.source: each for each in share}
    found = []
    try:
        store.folder(folder, output)
        for source, result in libreoffice.convert(program, list(by_source), folder, stop=stop):
            found.append(_finish(by_source.pop(source), result, output))
    except (OSError, store.SaveError) as trouble:
        reason = store.reason(trouble) if isinstance(trouble, OSError) else str(trouble)
        found += [_outcome(each, Action.FEJL, reason) for each in by_source.values()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _finish(due: _Due, result: bytes | libreoffice.Trouble, output: Path) -> Outcome:
    if isinstance(result, libreoffice.Trouble):
        return _outcome(due, Action.FEJL, result.reason)
    try:
        store.save(result, due.target, output)
    except store.SaveError as trouble:
        return _outcome(due, Action.FEJL, str(trouble))
    return _made(due)


def _made(due: _Due) -> Outcome:
    if due.is_there:
        return _outcome(due, Action.LAVET_IGEN, "dokumentet er ændret")
    return _outcome(due, Action.LAVET, "ny")


def _outcome(due: _Due, action: Action, reason: str = "") -> Outcome:
    return Outcome(due.path, PDF, action, reason, due.file.borger)
