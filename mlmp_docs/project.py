"""What lies where in a project: mlmp.yaml, citizens/, lister.yaml. The only module that knows the folders."""

import os
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from mlmp_docs.diagnostic import Diagnostic, Level, Place, in_file_order
from mlmp_docs.plan.cpr_traces import holds_cpr_number
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import Reading, Source, read_lists, read_plan, read_settings
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.sent_lists import of_nobody

SETTINGS = "mlmp.yaml"
CITIZENS = "citizens"
TEMPLATES = "templates"
OUTPUT = "output"
LISTS = "lister.yaml"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
RESERVED = frozenset({"liste", "lister", "pakker", "kladder", "planlaegning", "overblik", "regneark"} | _DEVICES)
"""Ids that would collide with folders of output/ or with device names of Windows."""


@dataclass(frozen=True)
class Citizen:
    """One plan file that could be read; `id` is its name without .yaml."""

    id: str
    plan: Plan
    source: Source


@dataclass(frozen=True)
class BrokenPlan:
    """A plan file with a fejl, and the rådgivere and tilbud whose lists it may belong to; None: it may be any."""

    id: str
    rådgivere: frozenset[str] | None
    tilbud: frozenset[str] | None


@dataclass(frozen=True)
class PlanFile:
    """A file in citizens/ that should be a plan; `mistake` when it cannot be one by its name."""

    id: str
    file: str
    """As shown in messages, relative to the project."""

    mistake: Diagnostic | None = None


@dataclass(frozen=True)
class Project:
    """A project folder: its settings and lists are read, its plans when somebody asks for them."""

    root: Path
    opsætning: Opsætning
    settings_source: Source
    lister: Lister
    plans: tuple[PlanFile, ...]
    """In the order of their names."""

    told: tuple[Diagnostic, ...]
    """What was wrong with the folder, mlmp.yaml and lister.yaml."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all plans, also of those that cannot be read."""
        return frozenset(plan.id for plan in self.plans)

    @cached_property
    def _read(self) -> tuple[tuple[Citizen, ...], tuple[BrokenPlan, ...], list[Diagnostic]]:
        return _read_all(self.root, self.plans)

    @property
    def citizens(self) -> tuple[Citizen, ...]:
        """Every plan that can be read, sorted by id."""
        return self._read[0]

    @property
    def broken(self) -> tuple[BrokenPlan, ...]:
        """Every plan that cannot."""
        return tuple(only_known(plan, self.opsætning) for plan in self._read[1])

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Of the reading only."""
        return in_file_order([*self.told, *self._read[2]])


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds mlmp.yaml."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if os.path.lexists(folder / SETTINGS):
            return folder
    return None


def load(root: Path) -> Project | tuple[Diagnostic, ...]:
    """Read a project; only its diagnostics when mlmp.yaml cannot be used."""
    content = file_content(root, SETTINGS)
    settings = read_settings(content, SETTINGS) if isinstance(content, bytes) else content
    plans, told = plan_files(root)
    lists = _lists(root)
    told = [*told, *lists.diagnostics]
    if isinstance(settings, Diagnostic) or settings.value is None:
        of_settings = [settings] if isinstance(settings, Diagnostic) else settings.diagnostics
        return in_file_order([*of_settings, *told, *_read_all(root, plans)[2]])
    lister = lists.value or Lister()
    found = in_file_order([*settings.diagnostics, *told, *of_nobody(lister, lists.source, settings.value)])
    return Project(root, settings.value, settings.source, lister, plans, found)


def only_known(plan: BrokenPlan, opsætning: Opsætning) -> BrokenPlan:
    """A broken plan whose ids stand in mlmp.yaml; a misspelled id may be any."""
    rådgivere = plan.rådgivere if plan.rådgivere and plan.rådgivere <= opsætning.rådgivere.keys() else None
    tilbud = plan.tilbud if plan.tilbud and plan.tilbud <= opsætning.tilbud.keys() else None
    return BrokenPlan(plan.id, rådgivere, tilbud)


# --- citizens/ ---------------------------------------------------------------------------------------------------


def plan_files(root: Path) -> tuple[tuple[PlanFile, ...], list[Diagnostic]]:
    """What lies in citizens/, in the order of the names, without reading it."""
    try:
        names = sorted(path.name for path in (root / CITIZENS).iterdir())
    except OSError:
        message = f"Mappen '{CITIZENS}' findes ikke eller kan ikke læses."
        hint = "Lav mappen, og læg én planfil i den for hver borger."
        return (), [Diagnostic("B001", Level.FEJL, Place(CITIZENS), message, hint)]
    found: list[PlanFile] = []
    seen: set[str] = set()
    for name in names:
        if name.startswith((".", "~$")) or not name.lower().endswith((".yaml", ".yml")):
            continue
        citizen_id = name.rpartition(".")[0]
        mistake = _name_mistake(name, seen)
        if not mistake:
            seen.add(citizen_id)
        found.append(PlanFile(_shown_id(citizen_id) if mistake else citizen_id, f"{CITIZENS}/{name}", mistake))
    return tuple(found), []


def _read_all(
    root: Path, plans: tuple[PlanFile, ...]
) -> tuple[tuple[Citizen, ...], tuple[BrokenPlan, ...], list[Diagnostic]]:
    citizens: list[Citizen] = []
    broken: list[BrokenPlan] = []
    told: list[Diagnostic] = []
    for plan in plans:
        content = plan_content(root, plan)
        if isinstance(content, Diagnostic):
            told.append(content)
            broken.append(BrokenPlan(plan.id, None, None))
            continue
        reading = read_plan(content, plan.file)
        told += reading.diagnostics
        if reading.value is not None:
            citizens.append(Citizen(plan.id, reading.value, reading.source))
        else:
            broken.append(broken_plan(plan.id, reading))
    return tuple(sorted(citizens, key=lambda c: c.id)), without_twins(broken, {c.id for c in citizens}), told


def plan_content(root: Path, plan: PlanFile) -> bytes | Diagnostic:
    """The bytes of a plan file, or why it cannot be read."""
    return plan.mistake or file_content(root, plan.file)


def without_twins(broken: Iterable[BrokenPlan], readable: Container[str]) -> tuple[BrokenPlan, ...]:
    """The broken plans by id, without those that a readable file of the same id stands for."""
    return tuple(sorted((plan for plan in broken if plan.id not in readable), key=lambda plan: plan.id))


def _shown_id(citizen_id: str) -> str:
    return citizen_id if _ID.fullmatch(citizen_id) and not holds_cpr_number(citizen_id) else ""


def _shown_name(name: str) -> str:
    """A file's name without the digits of a CPR number, or signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() and not sign.isdigit() else "▒" for sign in normalize("NFC", name))


def _name_mistake(name: str, seen: set[str]) -> Diagnostic | None:
    citizen_id, _, ending = name.rpartition(".")
    if not _shown_id(citizen_id) or len(citizen_id) > 60:
        message = "En planfils navn må kun have små bogstaver a-z, tal og bindestreg, og aldrig et cpr-nummer."
        place = Place(f"{CITIZENS}/{_shown_name(name)}")
        return Diagnostic("B002", Level.FEJL, place, message, "Giv filen et andet navn, for eksempel fornavnet.")
    place = Place(f"{CITIZENS}/{citizen_id}.{ending}")
    if citizen_id in seen:
        return Diagnostic("B004", Level.FEJL, place, "To planfiler har samme id.", "Giv den ene et andet navn.")
    if citizen_id in RESERVED:
        message = f"Navnet '{citizen_id}' er optaget, så det kan ikke være et borger-id."
        return Diagnostic("B003", Level.FEJL, place, message, "Giv filen et andet navn.")
    if ending != "yaml":
        return Diagnostic("B005", Level.FEJL, place, "Filen læses ikke.", "Giv den endelsen .yaml med små bogstaver.")
    return None


def broken_plan(citizen_id: str, reading: Reading[Plan]) -> BrokenPlan:
    """What is certain of a plan that could not be read whole."""
    return BrokenPlan(citizen_id, *_where_it_may_belong(reading))


def _where_it_may_belong(reading: Reading[Plan]) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The rådgivere and the tilbud of a broken plan, as far as they are certain."""
    raw = reading.raw
    if not isinstance(raw, dict) or any(told.code in ("P005", "P006", "P042") for told in reading.diagnostics):
        return None, None
    unknown = {told.place for told in reading.diagnostics if told.code == "P012"}
    if any(reading.source.place(key) in unknown for key in raw):
        # A misspelled key may be the one that matters, such as 'tidligere_radgivere'.
        return None, None
    former = raw.get("tidligere_rådgivere", [])
    rådgivere = _ids([{"id": raw.get("rådgiver")}, *former]) if isinstance(former, list) else None
    return rådgivere, _ids(raw.get("tilbud"))


def _ids(entries: object) -> frozenset[str] | None:
    if not isinstance(entries, list) or not entries:
        return None
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in entries]
    certain = [found.strip() for found in ids if isinstance(found, str) and _ID.fullmatch(found.strip())]
    return frozenset(certain) if len(certain) == len(entries) else None


# --- files ---------------------------------------------------------------------------------------------------------


def _lists(root: Path) -> Reading[Lister]:
    nothing = Source(LISTS, (), {})
    if not os.path.lexists(root / LISTS):
        return Reading(Lister(), nothing, None, ())
    content = file_content(root, LISTS)
    if isinstance(content, Diagnostic):
        return Reading(None, nothing, None, (content,))
    return read_lists(content, LISTS)


def file_content(root: Path, file: str) -> bytes | Diagnostic:
    """The bytes of a file of the project, or why there are none."""
    path = root / file
    place = Place(normalize("NFC", file))
    if not os.path.lexists(path):
        return Diagnostic(
            "B006", Level.FEJL, place, "Filen findes ikke.", "Kør mlmp i en projektmappe, eller lav en med mlmp start."
        )
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return Diagnostic("B007", Level.FEJL, place, "Filen er en genvej ud af projektet.", "Læg selve filen i mappen.")
    try:
        if path.is_file():
            return path.read_bytes()
    except OSError:
        return Diagnostic(
            "B007",
            Level.FEJL,
            place,
            "Filen kan ikke læses.",
            "Luk den i andre programmer, og se efter, om du må åbne den.",
        )
    if path.is_dir():
        message, hint = "Det er en mappe og ikke en fil.", "Flyt mappen, eller giv den et andet navn."
    elif path.is_symlink():
        message, hint = "Filen er en genvej til noget, der ikke findes.", "Slet genvejen, og læg selve filen i mappen."
    else:
        message, hint = "Det er ikke en almindelig fil.", "Slet den, eller læg en almindelig fil i stedet."
    return Diagnostic("B007", Level.FEJL, place, message, hint)
