"""A copy of the user's own workbook that shows where a person must decide or mend something, and takes the answer.

Cells are coloured and get a note, and the sheet *Konflikter* has a row for each. All else in the file stays as it
is, byte for byte: charts, pictures, sheets and notes of their own. What an earlier marking put there is taken off.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from mlmp_docs.excel.conflict_sheet import Line, conflict_sheet
from mlmp_docs.excel.marked_looks import CONFLICT, REFUSED, Looks
from mlmp_docs.excel.marked_notes import add_notes, remove_notes
from mlmp_docs.excel.marked_sheet import MarkedSheet, is_cell
from mlmp_docs.excel.package import UnreadableWorkbook, column_and_row
from mlmp_docs.excel.patch import Patch, elements, namespace
from mlmp_docs.merge import Values
from mlmp_docs.tables import decisions
from mlmp_docs.tables.decisions import Mark, Spot, fingerprint
from mlmp_docs.tables.edited import ValueId
from mlmp_docs.tables.table import Column, row_key

_READ_ME = "Læs mig"
_NOWHERE: Spot = ("", "", "")
_SHOWN = 300
"""So many characters of a value stand in a note; all of it stands on the sheet."""


@dataclass(frozen=True)
class Conflict:
    """A value that both sides changed, and its cell."""

    sheet: str
    address: str
    value: ValueId
    borger: str
    column: Column
    values: Values = field(repr=False)
    brug: Literal["regneark", "plan", ""] = ""
    """What was decided already."""


@dataclass(frozen=True)
class Refusal:
    """Something that could not be taken over as it stands; `address` is empty when it is no single cell."""

    sheet: str
    address: str
    message: str
    hint: str = ""


def marked_copy(content: bytes, conflicts: Sequence[Conflict], refusals: Sequence[Refusal], author: str) -> bytes:
    """The workbook with everything marked; `author` is a role. Raises `UnreadableWorkbook`."""
    try:
        return _marked(content, conflicts, refusals, author)
    except UnreadableWorkbook:
        raise
    except (ValueError, StopIteration) as error:  # a number or an element that every workbook has is missing
        raise UnreadableWorkbook("Regnearket er beskadiget. Åbn det i Excel, gem det igen, og prøv så.") from error


def _marked(content: bytes, conflicts: Sequence[Conflict], refusals: Sequence[Refusal], author: str) -> bytes:
    patch = Patch(content)
    looks = Looks(patch)
    there = [MarkedSheet(patch, name, part) for name, part in patch.sheets()]
    own = next((sheet for sheet in there if sheet.is_decision_sheet), None)
    sheets = {sheet.name: sheet for sheet in there if sheet is not own}
    fills = {found.spot: found.fill for found in (own.marks() if own else ())}
    for sheet in sheets.values():
        remove_notes(patch, sheet.part)
        sheet.take_colours_off(looks, fills)
    refused = {(each.sheet, each.address) for each in refusals}
    places = {(each.sheet, each.address): CONFLICT for each in conflicts} | dict.fromkeys(refused, REFUSED)
    spots = {
        place: sheets[place[0]].mark(looks, place[1], colour)
        for place, colour in sorted(places.items())
        if place[0] in sheets
    }
    for name, sheet in sheets.items():
        add_notes(patch, sheet.part, _notes(name, conflicts, refusals), author)
    lines = [_conflict_line(each, spots) for each in conflicts] + [
        _refusal_line(each, spots, sheets) for each in refusals
    ]
    part = own.part if own else _new_sheet(patch)
    if own:
        _forget(patch, part)
    patch.put(part, conflict_sheet(lines, looks, namespace(patch.root(patch.workbook_part))))
    _show(patch, part, there)
    return patch.bytes()


# --- what is said ------------------------------------------------------------------------------------------------

_Spots = Mapping[tuple[str, str], tuple[Spot, str] | None]


def _conflict_line(conflict: Conflict, spots: _Spots) -> Line:
    spot, fill = spots.get((conflict.sheet, conflict.address)) or (_NOWHERE, "")
    values = conflict.values
    mark = Mark(conflict.value, fingerprint(values.edited), fingerprint(values.plan), spot, fill)
    what = "Ingen ved, hvad der stod, da regnearket blev lavet." if values.base is None else "Begge er ændret."
    texts = (conflict.borger, conflict.column.heading, *_three(conflict), conflict.brug, what)
    return Line(conflict.sheet, conflict.address if spot != _NOWHERE else "", texts, mark, refused=False)


def _refusal_line(refusal: Refusal, spots: _Spots, sheets: Mapping[str, MarkedSheet]) -> Line:
    spot, fill = spots.get((refusal.sheet, refusal.address)) or (_NOWHERE, "")
    key = row_key(spot[1])
    heading = sheets[refusal.sheet].heading(spot[2]) if spot != _NOWHERE else ""
    message = " ".join(filter(None, [refusal.message, refusal.hint]))
    texts = (key.borger if key else "", heading, "", "", "", "", message)
    mark = Mark(("", "", ""), spot=spot, fill=fill)
    if spot == _NOWHERE:
        # A row, a whole sheet, or the file.
        return Line("!".join(filter(None, [refusal.sheet, refusal.address])), "", texts, mark, refused=True)
    return Line(refusal.sheet, refusal.address, texts, mark, refused=True)


def _three(conflict: Conflict) -> tuple[str, str, str]:
    values, column = conflict.values, conflict.column
    base = "(kendes ikke)" if values.base is None else _shown(column, values.base)
    return base, _shown(column, values.edited), _shown(column, values.plan)


def _shown(column: Column, text: str) -> str:
    """A value as the workbook shows it."""
    if column.kind == "dato" and (day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)):
        return f"{day[3]}-{day[2]}-{day[1]}"
    return text or "(tom)"


def _notes(sheet: str, conflicts: Sequence[Conflict], refusals: Sequence[Refusal]) -> dict[str, str]:
    """The note of each cell of a sheet, in the order of the cells."""
    told: dict[str, list[str]] = {}
    for refusal in refusals:
        if refusal.sheet == sheet and is_cell(refusal.address):
            lines = told.setdefault(refusal.address, ["Skal rettes"])
            lines += filter(None, [refusal.message, refusal.hint])
    for conflict in conflicts:
        if conflict.sheet == sheet and is_cell(conflict.address):
            base, edited, plan = map(_cut, _three(conflict))
            lines = told.setdefault(conflict.address, ["Konflikt"])
            lines += [f"Udgangspunkt: {base}", f"Regneark: {edited}", f"Plan: {plan}", _WHAT_TO_DO]
    by_row = sorted(told, key=lambda address: column_and_row(address)[::-1])
    return {address: "\n".join(told[address]) for address in by_row}


_WHAT_TO_DO = (
    "Vælg på arket Konflikter, hvad der skal gælde. Vil du noget tredje, så ret cellen her, og vælg 'regneark' på"
    " arket Konflikter."
)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


# --- the workbook ------------------------------------------------------------------------------------------------


def _new_sheet(patch: Patch) -> str:
    """A place for the new sheet, first after *Læs mig*; its part is still to be put."""
    part = patch.free_name("xl/worksheets/sheet%d.xml")
    patch.declare(part, "spreadsheetml.worksheet+xml")
    workbook = patch.change(patch.workbook_part)
    listed = next(elements(workbook, "sheets"))
    names = [entry.get("name", "") for entry in listed]
    at = names.index(_READ_ME) + 1 if _READ_ME in names else 0
    numbers = [int(entry.get("sheetId", "0")) for entry in listed]
    entry = etree.Element(f"{{{namespace(workbook)}}}sheet")
    entry.attrib.update({"name": _free_name(names), "sheetId": str(max(numbers, default=0) + 1)})
    entry.set(f"{{{patch.relationships}}}id", patch.relate(patch.workbook_part, "worksheet", part))
    listed.insert(at, entry)
    for defined in elements(workbook, "definedNames", "definedName"):
        if int(defined.get("localSheetId", "-1")) >= at:
            defined.set("localSheetId", str(int(defined.get("localSheetId", "-1")) + 1))
    return part


def _free_name(names: Sequence[str]) -> str:
    """The name of the sheet, or one like it when somebody has such a sheet of their own."""
    taken = {name.casefold() for name in names}
    more = (f"{decisions.SHEET} {number}" for number in range(2, len(names) + 3))
    return next(name for name in [decisions.SHEET, *more] if name.casefold() not in taken)


def _forget(patch: Patch, part: str) -> None:
    """Take away what somebody put on the earlier sheet: it is made anew."""
    for _, kind, target in list(patch.related(part)):
        if kind in {"comments", "vmlDrawing", "drawing", "printerSettings", "threadedComment", "table"}:
            patch.drop(target)
    patch.drop_relations(part)


def _show(patch: Patch, part: str, others: Sequence[MarkedSheet]) -> None:
    """Let the workbook open on the sheet."""
    workbook = patch.change(patch.workbook_part)
    ids = {each for each, _, target in patch.related(patch.workbook_part) if target == part}
    listed = list(elements(workbook, "sheets", "sheet"))
    at = next(number for number, each in enumerate(listed) if each.get(f"{{{patch.relationships}}}id") in ids)
    listed[at].attrib.pop("state", None)
    views = list(elements(workbook, "bookViews", "workbookView"))
    if not views:
        main = namespace(workbook)
        held = etree.Element(f"{{{main}}}bookViews")
        views = [etree.SubElement(held, f"{{{main}}}workbookView")]
        next(elements(workbook, "sheets")).addprevious(held)
    views[0].set("activeTab", str(at))
    views[0].attrib.pop("firstSheet", None)
    for sheet in others:
        if sheet.part != part:
            sheet.deselect()
