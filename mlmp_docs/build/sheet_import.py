"""A spreadsheet that came home, merged into the plans: worked out file by file, and saved all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mlmp_docs import plan_store
from mlmp_docs.build.known_citizens import KnownCitizens
from mlmp_docs.build.new_citizens import NewFile, new_files, newcomers
from mlmp_docs.build.plan_changes import PlanChange, file_changes
from mlmp_docs.build.sheet_selection import Asked, Brug, chosen_citizens, concerns, left_out, only
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.editor import EditRefused, edit_read
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import Reading, read_settings
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.checks import check_together
from mlmp_docs.project import SETTINGS, TEMPLATES, Project, file_content
from mlmp_docs.tables import decisions, owners
from mlmp_docs.tables.edited import Decision, EditedRow, EditedTables, ValueId
from mlmp_docs.tables.merged import Merged, ValueChange
from mlmp_docs.tables.merging import Terms, merge_citizen, merge_project
from mlmp_docs.tables.shares import Share, shares
from mlmp_docs.tables.sheets import BORGERE, TABLES
from mlmp_docs.tables.table import RowKey

NOT_WRITABLE = "B011"
BROKEN = "R096"
ENDED = "R098"


@dataclass(frozen=True)
class SheetImport:
    """What a spreadsheet would change, and everything that is in the way."""

    name: str
    """Of the spreadsheet, as messages name it."""

    decide: "Decide"
    changes: tuple[PlanChange[Merged], ...]
    """mlmp.yaml first, then the plans in the order of the files."""

    new: tuple[NewFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Cells first, then files."""

    @property
    def conflicts(self) -> tuple[ValueChange, ...]:
        """What nobody has decided yet."""
        return tuple(value for each in self.changes if each.found is not None for value in each.found.conflicts)

    @property
    def is_blocked(self) -> bool:
        """Whether nothing can be written before something is decided or put right."""
        return bool(self.conflicts) or any(told.level is Level.FEJL for told in self.diagnostics)

    @property
    def changed(self) -> tuple[PlanChange[Merged], ...]:
        return tuple(each for each in self.changes if each.changes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not self.changed and not self.new


def work_out(
    project: Project,
    edited: EditedTables,
    name: str,
    asked: Asked,
    processes: int,
    progress: Callable[[int, int], None] | None = None,
) -> SheetImport:
    """What the spreadsheet would change in the project's files. Nothing is written."""
    known = KnownCitizens(project)
    arrived = newcomers(edited, project, name)
    edited = _with_keys(edited, arrived.known)
    names = tuple(owners.person(row)[0] for row in edited.rows if row.table.name == BORGERE.name)
    by_name = {
        borger: owners.person(row) for borger, row in {**arrived.new, **arrived.known, **arrived.refused}.items()
    }
    parts = shares(edited, known, owners.People(known, by_name, names), {**arrived.new, **arrived.refused}, name)
    parts = replace(parts, new=tuple(each for each in parts.new if each.id in arrived.new))
    files = {file.id: file for file in project.plans if file.mistake is None}
    chosen = chosen_citizens(project, edited, parts, files, asked) if asked.some else None
    told = [*arrived.diagnostics, *edited.diagnostics, *parts.diagnostics]
    if chosen is not None:
        parts = only(parts, chosen)
        told = [each for each in told if concerns(each, edited, chosen)]
    if asked.some and parts.settings.asks:
        parts = replace(parts, settings=Share())
        told.append(left_out(name))
    decide = Decide(asked.brug, edited.decisions)
    terms = Terms(name, project.opsætning, decide, asked.slet, edited.sheets)
    settings, opsætning = _settings(project, parts.settings, terms)
    after, terms = replace(project, opsætning=opsætning), replace(terms, opsætning=opsætning)
    jobs = [(files[borger], Merge(share, terms)) for borger, share in parts.citizens.items()]
    changes = file_changes(after, jobs, processes, progress)
    made, of_new = new_files(after, parts.new, terms)
    changes = (*settings, *changes)
    told += [*_of_merging(changes), *of_new]
    told += [each for change in changes for each in _of_file(change, name)]
    return SheetImport(name, decide, changes, made, _in_order(told, edited, name))


def _with_keys(edited: EditedTables, known: Mapping[str, EditedRow]) -> EditedTables:
    """With the rows of citizens that have a plan by now as theirs; nobody knows what was exported of them."""
    if not known:
        return edited
    keys = {row.number: RowKey(borger) for borger, row in known.items()}
    rows = (
        replace(row, key=keys[row.number]) if row.table.name == BORGERE.name and row.number in keys else row
        for row in edited.rows
    )
    return replace(edited, rows=tuple(rows))


def save(project: Project, found: SheetImport) -> tuple[Diagnostic, ...]:
    """Write everything, or nothing and tell why."""
    rewrites = [plan_store.Rewrite(each.fil, each.before, each.after) for each in found.changed]
    rewrites += [plan_store.Rewrite(each.file, None, each.content) for each in found.new]
    return plan_store.rewrite(project.root, rewrites)


# --- what is handed to the processes that read plans --------------------------------------------------------------


@dataclass(frozen=True)
class Decide:
    """Which side of a conflict holds: as the workbook's own sheet says of it, else as was asked for all of them."""

    brug: Brug
    made: Mapping[ValueId, Decision] = field(default_factory=dict, repr=False)

    def __call__(self, change: ValueChange) -> Brug:
        return decisions.decided(change.row, change.column, change.values, self.made) or self.brug


@dataclass(frozen=True)
class Merge:
    """The rule of an import for one plan."""

    share: Share = field(repr=False)
    terms: Terms = field(repr=False)

    def __call__(self, borger: str, reading: Reading[Plan], opsætning: Opsætning, lister: Lister) -> Merged:
        raw = reading.raw
        assert isinstance(raw, dict)
        found = merge_citizen(borger, raw, self.share.rows, self.share.gone, self.terms)
        if found.edits and reading.value is not None and reading.value.afsluttet is not None:
            message = "Planen er afsluttet, men regnearket ændrer i den."
            told = Diagnostic(ENDED, Level.ADVARSEL, Place(reading.source.file), message)
            return replace(found, diagnostics=(*found.diagnostics, told))
        return found


# --- mlmp.yaml ----------------------------------------------------------------------------------------------------


def _settings(project: Project, share: Share, terms: Terms) -> tuple[tuple[PlanChange[Merged], ...], Opsætning]:
    """What becomes of mlmp.yaml, and the settings that the plans are checked against then."""
    if not share.asks:
        return (), project.opsætning
    content = file_content(project.root, SETTINGS)
    if isinstance(content, Diagnostic):
        return (PlanChange("", SETTINGS, diagnostics=(content,)),), project.opsætning
    before = read_settings(content, SETTINGS)
    if before.value is None or not isinstance(before.raw, dict):
        return (PlanChange("", SETTINGS, diagnostics=before.diagnostics),), project.opsætning
    found = merge_project(before.raw, share.rows, share.gone, terms)
    try:
        after, becomes = edit_read(content, found.edits, before, read_settings)
    except EditRefused as refusal:
        told = refusal.diagnostic(SETTINGS)
        return (PlanChange("", SETTINGS, found, content, content, diagnostics=(told,)),), project.opsætning
    if becomes.value is None:
        message = "Ændringen kan ikke skrives i filen, så den stadig kan læses."
        told = Diagnostic(NOT_WRITABLE, Level.FEJL, Place(SETTINGS), message, "Ret det i filen.")
        return (PlanChange("", SETTINGS, found, content, content, diagnostics=(told,)),), project.opsætning
    known = {(each.code, each.message) for each in _checked(project, before)}
    new = [each for each in _checked(project, becomes) if (each.code, each.message) not in known]
    told_after = tuple(Diagnostic(t.code, Level.ADVARSEL, Place(SETTINGS), t.message, t.hint) for t in new)
    return (PlanChange("", SETTINGS, found, content, after, diagnostics=told_after),), becomes.value


def _checked(project: Project, reading: Reading[Opsætning]) -> tuple[Diagnostic, ...]:
    assert reading.value is not None
    return check_together(reading.value, reading.source, [], project.root / TEMPLATES)


# --- what is told -------------------------------------------------------------------------------------------------


def _of_merging(changes: Sequence[PlanChange[Merged]]) -> list[Diagnostic]:
    return [told for each in changes if each.found is not None for told in each.found.diagnostics]


def _in_order(told: Sequence[Diagnostic], edited: EditedTables, name: str) -> tuple[Diagnostic, ...]:
    """Cells first, as the sheets have them from the top; then the files."""
    tables = [edited.sheets.get(table.name, table.name) for table in TABLES]

    def order(each: Diagnostic) -> tuple[object, ...]:
        sheet, _, cell = each.place.cell.rpartition("!")
        column, row = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        number = int(row) if row.isdecimal() else each.place.line or 0
        at = tables.index(sheet) if sheet in tables else len(tables)
        return each.place.file != name, at, number, len(column), column

    return tuple(dict.fromkeys(sorted(told, key=order)))


def _of_file(change: PlanChange[Merged], name: str) -> list[Diagnostic]:
    told = list(change.diagnostics)
    if change.found is not None and any(each.level is Level.FEJL for each in change.found.diagnostics):
        # The cell that is wrong is told already.
        told = [each for each in told if each.code != NOT_WRITABLE]
    if change.found is None:
        message = f"Regnearkets ændringer til {change.fil} kan ikke flettes, før planen kan læses."
        hint = "Ret planen, eller tag kun de andre borgere med --borger."
        told.append(Diagnostic(BROKEN, Level.FEJL, Place(name), message, hint))
    return told
