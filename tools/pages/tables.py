"""The figures of the made documents: pages, LIX, what validators and checkers find, and the contrast of every text."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from mlmp_docs.plan.readability import lix
from mlmp_docs.project import Project
from mlmp_docs.word import structure
from tools.pages import access, contrast
from tools.pages.aloud import heard
from tools.pages.plain_danish import fixed_texts
from tools.pages.validator import errors

_KINDS = (
    "visuel-plan",
    "forberedelsesark",
    "referat",
    "indkaldelse",
    "datobrev",
    "dagsorden",
    "bestilling",
    "aendring",
)
_KINDS += ("handleplan", "raadgiverskift", "velkomstbrev")


@dataclass(frozen=True)
class Page:
    """A document, its PDF and the pictures of its pages."""

    source: Path
    pdf: Path
    pictures: tuple[Path, ...]

    @property
    def kind(self) -> str:
        """Which document it is."""
        return next((kind for kind in _KINDS if self.source.name.startswith(kind)), "?")


@dataclass(frozen=True)
class Row:
    """What was found in one document."""

    page: Page
    lix: float
    """Of the fixed texts."""
    faults: tuple[str, ...]
    warnings: int


def measured(pages: Sequence[Page], project: Project) -> list[Row]:
    """Every document looked at by everything there is on this machine."""
    shared = [text for key in ("rådgivere", "tilbud") for text in _texts(getattr(project.opsætning, key))]
    plans = {citizen.id: list(_texts(citizen.plan)) for citizen in project.citizens}
    with ThreadPoolExecutor(2) as pool:
        invalid = list(pool.map(errors, (page.source for page in pages)))
    rows = []
    for page, wrong in zip(pages, invalid, strict=True):
        content = page.source.read_bytes()
        aloud = heard(page.pdf) if find_spec("outloud") else None
        faults = [
            *wrong,
            *map(str, structure.faults(content)),
            *access.faults(content),
            *(aloud.errors if aloud else ()),
        ]
        values = [*plans.get(page.source.parent.name, ()), *shared]
        figure = lix(fixed_texts(content, values))
        rows.append(Row(page, figure, tuple(faults), len(aloud.warnings) if aloud else 0))
    return rows


def figures_table(rows: Sequence[Row]) -> str:
    """Pages and LIX by kind of document, then every fault."""
    lines = [
        "| document | made | pages | LIX of fixed texts | faults | warnings aloud |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    in_order = sorted(rows, key=lambda row: (row.page.kind, row.page.source.name))
    for kind, group in groupby(in_order, key=lambda row: row.page.kind):
        found = list(group)
        counts, figures = [len(row.page.pictures) for row in found], [row.lix for row in found]
        faults, warnings = sum(len(row.faults) for row in found), sum(row.warnings for row in found)
        lines.append(
            f"| {kind} | {len(found)} | {min(counts)}-{max(counts)} | {min(figures):.0f}-{max(figures):.0f} "
            f"| {faults} | {warnings} |"
        )
    lines += [f"- {row.page.source.name}: {fault}" for row in in_order for fault in row.faults]
    if shutil.which("ooxml-validator") is None:
        lines.append("The Open XML validator is not on this machine.")
    if find_spec("outloud") is None:
        lines.append("outloud is not installed.")
    lines.append("")
    lines += [f"- {row.page.source.name}: {len(row.page.pictures)} pages, LIX {row.lix:.0f}" for row in in_order]
    return "\n".join(lines) + "\n"


def contrast_table(pages: Sequence[Page]) -> str:
    """Every colour of text on every fill it stands on, the weakest first."""
    found: dict[contrast.Pair, str] = {}
    for page in pages:
        for pair, style in contrast.pairs(page.source.read_bytes()).items():
            found.setdefault(pair, f"{style}, {page.kind}")
    lines = ["| text | on | contrast | seen in |", "| --- | --- | --- | --- |"]
    for pair, where in sorted(found.items(), key=lambda item: item[0].contrast):
        weak = " (!)" if pair.contrast < contrast.LEAST else ""
        lines.append(f"| {pair.text} | {pair.fill} | {pair.contrast:.2f}{weak} | {where} |")
    return "\n".join(lines) + "\n"


def _texts(value: object) -> list[str]:
    """Every text of a record and what is below it."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    below = getattr(value, "model_fields_set", ())
    return [text for key in sorted(below) for text in _texts(getattr(value, key))]
