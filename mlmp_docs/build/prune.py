"""Finds files whose reason is gone, and removes them when asked to.

Only what is certainly ours and no longer wanted goes: never what a person edited, what was sent, what belongs
to a plan that could not be read or that is gone, what was not selected, or another year's.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mlmp_docs import store
from mlmp_docs.build import glance
from mlmp_docs.build.gist import Gist
from mlmp_docs.build.make import beside, edited
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.pdf import drop
from mlmp_docs.build.worklist import LIST, PLANNING_LIST, PROVIDER_YEAR, WorkList
from mlmp_docs.procedure.sent_lists import sendings
from mlmp_docs.project import RESERVED, TEMPLATES, Project


def without_reason(project: Project, work: WorkList, gists: Sequence[Gist], *, remove: bool) -> tuple[Outcome, ...]:
    """The year's files that nothing asks for any more; removed from the disk when `remove` is true."""
    asked = work.request.selection
    if asked.måneder or asked.tilbud or asked.rådgivere:
        return ()  # such a selection asks for some of a citizen's files, so nobody knows what the others are for
    folder = project.root / "output" / str(work.request.år)
    wanted = {file.path for file in work.files}
    kept_back = {project.root / outcome.path for outcome in work.settled if outcome.action is Action.TILBAGEHOLDT}
    by_id = {gist.id: gist for gist in gists if gist.readable}
    found = []
    others = sorted(shown for shown in _files(folder, f"output/{work.request.år}") if shown not in wanted)
    for path in (project.root / shown for shown in others):
        if asked.borgere and path.parent.name not in asked.borgere:
            continue
        twin = _twin(path)
        if path in kept_back or twin in kept_back or twin.relative_to(project.root).as_posix() in wanted:
            continue
        outcome = _one(path, project, work, by_id, remove=remove)
        if outcome:
            found.append(outcome)
    return (*found, *_of_nobody(folder, project))


def _of_nobody(folder: Path, project: Project) -> Iterator[Outcome]:
    """Folders of citizens without a plan file: deleted or renamed. Nobody knows what was sent, so nothing goes."""
    reason = "der er ingen planfil med det navn (slettet eller omdøbt?); filerne er ladt urørt"
    known = {*project.ids, *RESERVED}
    for entry in sorted(_entries(folder), key=lambda entry: entry.name):
        if entry.name not in known and entry.is_dir() and any(_files_in(entry)):
            shown = Path(entry.path).relative_to(project.root).as_posix()
            yield Outcome(f"{shown}/", "plan", Action.UDEN_GRUND, reason)


def _files(folder: Path, shown: str) -> Iterator[str]:
    """Every Word and Excel file of every folder in `folder`, as a path that begins with `shown`."""
    for entry in _entries(folder):
        for name in _files_in(entry):
            yield f"{shown}/{entry.name}/{name}"


def _files_in(entry: "os.DirEntry[str]") -> Iterator[str]:
    for file in _entries(entry.path) if entry.is_dir() else ():
        is_ours = file.name.endswith((".docx", ".xlsx")) and not file.name.startswith("~$")
        if is_ours and file.is_file(follow_symlinks=False):
            yield file.name


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _twin(path: Path) -> Path:
    """The file that `x.ny.docx` waits beside; any other path unchanged."""
    plain = path.with_name(path.name.replace(".ny.", "."))
    return plain if beside(plain) == path else path


def _one(path: Path, project: Project, work: WorkList, gists: Mapping[str, Gist], *, remove: bool) -> Outcome | None:
    shown = path.relative_to(project.root).as_posix()
    try:
        memory = glance.memory(path)
        if memory is None or not _is_itself(path, memory):
            return None
        if not _ours_to_judge(memory, project, work, gists):
            return None
        if _was_sent(memory, project, gists, work.request.år):
            return None
        content = store.read(path)
        if content is None:
            return None
        art = memory.get("mlmp-dokument", "")
        borger = memory.get("mlmp-borger")
        if edited(content, path):
            return Outcome(shown, art, Action.UDEN_GRUND, "rettet af en person; ladt urørt", borger)
        if not remove:
            return Outcome(
                shown, art, Action.UDEN_GRUND, "planen beder ikke længere om den; --prune fjerner den", borger
            )
        store.remove(path, project.root / "output")
        drop(path, project.root / "output")
        return Outcome(shown, art, Action.FJERNET, "planen beder ikke længere om den", borger)
    except store.SaveError as trouble:
        return Outcome(shown, "", Action.FEJL, str(trouble))


def _is_itself(path: Path, memory: Mapping[str, str]) -> bool:
    """Whether the file lies where it was made; a copy under another name is somebody's own."""
    plain = _twin(path)
    return memory.get("mlmp-fil") == f"{plain.parent.name}/{plain.name}"


def _ours_to_judge(memory: Mapping[str, str], project: Project, work: WorkList, gists: Mapping[str, Gist]) -> bool:
    """Whether all that could still want the file was read and asked for."""
    art, asked = memory.get("mlmp-dokument", ""), work.request.selection
    if asked.dokumenter and art not in asked.dokumenter:
        return False
    own = project.opsætning.dokumenter.get(art)
    if own is not None and not (project.root / TEMPLATES / own.skabelon).is_file():
        return False
    if art in (LIST, PLANNING_LIST, PROVIDER_YEAR):
        return work.sendings_known and not work.withheld and not asked.borgere
    borger = memory.get("mlmp-borger")
    if borger not in gists or borger in {plan.id for plan in work.withheld}:
        return False
    return not asked.borgere or borger in asked.borgere


def _was_sent(memory: Mapping[str, str], project: Project, gists: Mapping[str, Gist], år: int) -> bool:
    art = memory.get("mlmp-dokument", "")
    if art in (PLANNING_LIST, PROVIDER_YEAR):
        return False
    if art == LIST:
        tilbud, rådgiver = memory.get("mlmp-tilbud", ""), memory.get("mlmp-raadgiver", "")
        return bool(sendings(project.lister, tilbud, rådgiver, år))
    tilbud = memory.get("mlmp-tilbud", "") if art == "bestilling" else ""
    return (art, memory.get("mlmp-moede", ""), tilbud) in gists[memory.get("mlmp-borger", "")].sent
