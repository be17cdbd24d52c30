"""New rows of citizens as plan files: what `mlmp ny` would write, and everything else that the rows say."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.editor import EditRefused, edit
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.new_plan import plan_text
from mlmp_docs.tables.edited import EditedCell, EditedRow
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.matching import typed
from mlmp_docs.tables.merged import Told
from mlmp_docs.tables.merging import Terms, merge_citizen
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.sheets import BORGERE, MØDER
from mlmp_docs.tables.table import RowKey
from mlmp_docs.tables.texts import spot

_NEEDED = ("borger.navn", "borger.cpr", "rådgiver", "tilbud")


@dataclass(frozen=True)
class NewPlan:
    """A plan file that is to be made."""

    id: str
    file: str
    """Relative to the project."""

    content: bytes = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is only told."""


def new_plan(borger: str, row: EditedRow, more: Sequence[EditedRow], terms: Terms) -> NewPlan | tuple[Diagnostic, ...]:
    """The plan file of a citizen from a row of *Borgere* and the new rows about the same citizen, or what is wrong.

    The citizen's id must be free and one that a file may have.
    """
    told = Told(terms.file, terms.sheets)
    limits = Limits(told, terms.opsætning)
    values = {column.key: typed(row, column.key) for column in BORGERE.columns}
    if missing := [BORGERE.column(key) for key in _NEEDED if not values[key]]:
        limits.missing(row, missing)
        return tuple(told.diagnostics)
    for key in _NEEDED:
        limits.text(row, BORGERE.column(key), values[key])
    if told.diagnostics:
        return tuple(told.diagnostics)
    file = f"citizens/{borger}.yaml"
    start = _start(values, [each for each in more if each.table is MØDER], terms.opsætning.år)
    raw = read_plan(start, file).raw
    if not isinstance(raw, dict):
        raise TypeError("the first plan file cannot be read")
    base = citizen_rows(borger, raw)[BORGERE.name][0].values
    cells = {key: EditedCell(cell.address, base[key]) if _stands(key) else cell for key, cell in row.cells.items()}
    rows = [replace(row, key=RowKey(borger), cells=cells, base=base), *more]
    merged = merge_citizen(borger, raw, rows, (), terms)
    if any(each.level is Level.FEJL for each in merged.diagnostics):
        return merged.diagnostics
    try:
        content = edit(start, merged.edits, file)
    except EditRefused as refusal:
        return (refusal.diagnostic(file),)
    reading = read_plan(content, file)
    return reading.diagnostics if reading.value is None else NewPlan(borger, file, content, merged.diagnostics)


def _start(values: dict[str, str], meetings: Sequence[EditedRow], år: int) -> bytes:
    """The file that the rest is written into."""
    given = {spot(BORGERE.column(key)).path[-1] for key, text in values.items() if text}
    given |= {spot(BORGERE.column(key)).path[0] for key, text in values.items() if text}
    text = plan_text(
        " ".join(values["borger.navn"].split()),
        values["borger.cpr"],
        values["tilbud"].split("\n"),
        values["rådgiver"],
        None if meetings else år,
        given,
    )
    return text.encode()


def _stands(key: str) -> bool:
    """Whether the file says it from the start."""
    return key in _NEEDED or key.startswith("@")
