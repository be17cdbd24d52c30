"""Makes one file, or leaves it alone: what a person edited and what was sent are never replaced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mlmp_docs import store
from mlmp_docs.build import glance, office
from mlmp_docs.build.job import Job
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.settings import Opsætning

_SOURCE = {
    "mlmp-kilde": "planen eller mlmp.yaml er ændret",
    "mlmp-skabelon": "skabelonen er ændret",
    "mlmp-version": "ny udgave af programmet",
}


Render = Callable[[], bytes]
"""Gives the finished file, in this process or from another machine. Raises `office.RenderError`."""


@dataclass(frozen=True)
class Workshop:
    """What every job of a run needs; handed once to each worker process."""

    root: Path
    opsætning: Opsætning = field(repr=False)
    templates: Mapping[str, bytes] = field(repr=False)
    force: bool = False
    write: bool = True
    """False for a dry run: everything is found out, nothing is written."""

    endless: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """Templates that would hang the run, and what is to be told of them."""

    def rendered(self, job: Job) -> bytes:
        """The finished file. Raises `office.RenderError`."""
        return office.render(job, self.opsætning, self.templates, self.endless)

    @property
    def output(self) -> Path:
        return self.root / "output"


def settled(job: Job, workshop: Workshop) -> Outcome | None:
    """The outcome for a file that was made from just this; None when something has to be rendered or written."""
    target = workshop.root / job.path
    if workshop.force or not _same_source(glance.memory(target), job) or beside(target).exists():
        return None
    return _left_alone(job, Action.UÆNDRET)


def make(job: Job, workshop: Workshop, render: Render | None = None) -> Outcome:
    """Bring one file up to date; the outcome says what was done and why. Never raises for a user's mistake.

    `render` is where the finished file comes from, if not from this process.
    """
    saving = store.Batch(workshop.output)
    outcome = begin(job, workshop, saving, render)
    return in_place([outcome], [saving.hand_over()], workshop)[0]


def begin(job: Job, workshop: Workshop, saving: store.Batch, render: Render | None = None) -> Outcome:
    """Find out what becomes of one file; what is to be written waits in `saving`, and `in_place` ends it."""
    render = render or (lambda: workshop.rendered(job))
    target = workshop.root / job.path
    try:
        if not saving.holds(target):
            return _first(job, target, workshop, saving, render)
        return settled(job, workshop) or _make(job, target, workshop, saving, render)
    except store.SaveError as trouble:
        return _outcome(job, Action.FEJL, str(trouble))
    except office.RenderError as trouble:
        return _outcome(job, Action.FEJL, "skabelonen har fejl, se ovenfor", trouble.diagnostics)
    except (MemoryError, RecursionError):
        return _outcome(job, Action.FEJL, TOO_MUCH)


def in_place(begun: Sequence[Outcome], waiting: Sequence[store.Waiting], workshop: Workshop) -> list[Outcome]:
    """Put the files that were begun in place; their outcomes, with a fejl for each that could not be."""
    troubles = {str(target): str(trouble) for target, trouble in store.put_in_place(waiting, workshop.output).items()}
    if not troubles:
        return list(begun)
    ends = [troubles.get(str(workshop.root / outcome.path)) for outcome in begun]
    return [replace(o, action=Action.FEJL, reason=end) if end else o for o, end in zip(begun, ends, strict=True)]


TOO_MUCH = "filen er for stor eller for indviklet til at blive lavet – se efter i planen og skabelonen"


def beside(target: Path) -> Path:
    """Where a new version goes when a person has edited the file: `x.docx` → `x.ny.docx`."""
    return target.with_name(f"{target.stem}.ny{target.suffix}")


def edited(content: bytes, path: Path) -> bool:
    """Whether a person changed what the file shows since it was made; unreadable memory counts as edited."""
    memory = office.memory(content, path)
    shown = office.shown(content, path)
    return memory is None or shown is None or shown != memory.get("mlmp-indhold")


def _make(job: Job, target: Path, workshop: Workshop, saving: store.Batch, render: Render) -> Outcome:
    saving.refuse_detours(target)
    old = store.read(target)
    if old is None:
        return _first(job, target, workshop, saving, render)
    memory = office.memory(old, target)
    same = _same_source(memory, job)
    if same and not workshop.force:
        _drop_beside(target, workshop, saving)
        return _left_alone(job, Action.UÆNDRET)
    person = edited(old, target)
    if same and person:
        return _left_alone(job, Action.RETTET)
    if not person and not job.sendt:
        reason = "gennemtvunget" if same else _what_changed(memory, job)
        _write(render(), target, workshop, saving)
        _drop_beside(target, workshop, saving)
        return _outcome(job, Action.LAVET_IGEN, reason)
    new = render()
    # Alike what stands there, or what stood there before a person edited it: then there is nothing new to tell.
    alike = office.shown(new, target) in (office.shown(old, target), (memory or {}).get("mlmp-indhold"))
    if job.sendt:
        alike = alike or _alike_but_for_its_date(job, old, memory, workshop)
        return _left_alone(job, Action.SENDT if alike else Action.AFVIGER, _what_changed(memory, job))
    if alike:
        _drop_beside(target, workshop, saving)
        return _outcome(job, Action.RETTET, "ladt urørt; planen siger ikke andet end før eller end filen nu")
    return _place_beside(job, new, target, workshop, saving)


def _alike_but_for_its_date(job: Job, old: bytes, memory: Mapping[str, str] | None, workshop: Workshop) -> bool:
    """Whether a sent letter says what it would say now, but for the date planned for it before it was sent."""
    then, now = (memory or {}).get("mlmp-dato"), job.memory.get("mlmp-dato")
    if not then or not now or then == now or not job.template:
        return False
    target = workshop.root / job.path
    shown = office.shown(workshop.rendered(replace(job, fields=_dated(job.fields, now, then))), target)
    return shown in (office.shown(old, target), (memory or {}).get("mlmp-indhold"))


def _dated(value: Any, now: str, then: str) -> Any:
    """The same fields with another date, wherever it stands."""
    if isinstance(value, str):
        return value.replace(now, then)
    if isinstance(value, Mapping):
        return {key: _dated(each, now, then) for key, each in value.items()}
    return [_dated(each, now, then) for each in value] if isinstance(value, list) else value


def _first(job: Job, target: Path, workshop: Workshop, saving: store.Batch, render: Render) -> Outcome:
    _write(render(), target, workshop, saving)
    _drop_beside(target, workshop, saving)
    if job.sendt:
        return _outcome(job, Action.GENSKABT, f"sendt {_danish(job)}")
    return _outcome(job, Action.LAVET, "ny")


def _place_beside(job: Job, new: bytes, target: Path, workshop: Workshop, saving: store.Batch) -> Outcome:
    """Put the new version beside a file that a person edited; one at most, and never over a person's work."""
    place = beside(target)
    waiting = store.read(place)
    path = f"{job.path.rpartition('/')[0]}/{place.name}"
    if waiting is not None and _same_source(office.memory(waiting, place), job):
        return Outcome(path, job.art, Action.NY, f"venter stadig. {_choose(job)}", job.borger)
    if waiting is not None and edited(waiting, place):
        reason = f"også {place.name} er rettet af en person – sammenlign, og behold én af dem"
        return Outcome(job.path, job.art, Action.FEJL, reason, job.borger)
    _write(new, place, workshop, saving)
    reason = f"filen er rettet af en person, og planen er ændret siden. {_choose(job)}"
    return Outcome(path, job.art, Action.NY, reason, job.borger)


def _choose(job: Job) -> str:
    """What to do with two versions."""
    name = job.path.rpartition("/")[2]
    return f"Skriv rettelserne i planen, eller omdøb den nye til {name}"


def _drop_beside(target: Path, workshop: Workshop, saving: store.Batch) -> None:
    place = beside(target)
    waiting = store.read(place) if saving.holds(place) else None
    if waiting is not None and workshop.write and not edited(waiting, place):
        saving.remove(place, after=target)


def _write(content: bytes, target: Path, workshop: Workshop, saving: store.Batch) -> None:
    if workshop.write:
        saving.save(content, target)


def _left_alone(job: Job, action: Action, changed: str = "") -> Outcome:
    if not job.sendt:
        return _outcome(job, action, "" if action is Action.UÆNDRET else "ladt urørt")
    if action is Action.AFVIGER:
        return _outcome(job, action, f"sendt {_danish(job)}; {changed} siden")
    return _outcome(job, Action.SENDT, f"sendt {_danish(job)}")


def _danish(job: Job) -> str:
    day = job.sendt
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def _outcome(job: Job, action: Action, reason: str, diagnostics: tuple[Diagnostic, ...] = ()) -> Outcome:
    return Outcome(job.path, job.art, action, reason, job.borger, diagnostics)


def _same_source(memory: Mapping[str, str] | None, job: Job) -> bool:
    return memory is not None and all(memory.get(key) == job.memory[key] for key in _SOURCE)


def _what_changed(memory: Mapping[str, str] | None, job: Job) -> str:
    return next((why for key, why in _SOURCE.items() if (memory or {}).get(key) != job.memory[key]), "")
