"""Rules for finished workbooks that the Open XML validator does not know; Excel repairs or misreads such files."""

import posixpath
import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from mlmp_docs.excel.package import Package, Sheet, UnreadableWorkbook, column_and_row, open_package
from mlmp_docs.plan.cpr_traces import holds_cpr_number, shows_cpr_number

MAX_CHARACTERS = 32_767
MAX_LIST_CHARACTERS = 255
_NAME = re.compile(r"[^\W\d][\w.\\?]{0,254}")
_LOOKS_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*C\d*|[RC]", re.IGNORECASE)

Area = tuple[int, int, int, int]
"""First column, first row, last column, last row."""


def faults(content: bytes) -> tuple[str, ...]:
    """What is wrong with a workbook of ours, each as one sentence for developers; nothing of what cells hold."""
    try:
        package = open_package(content)
        sheets = package.sheets()
        found = [fault for rule in _OF_WORKBOOK for fault in rule(package, sheets)]
        found += [f"{sheet.name}: {fault}" for sheet in sheets for rule in _OF_SHEET for fault in rule(package, sheet)]
    except UnreadableWorkbook as error:
        return (f"unreadable: {error}",)
    return tuple(found)


# --- the workbook ----------------------------------------------------------------------------------------------


def _doubled_parts(package: Package, _: tuple[Sheet, ...]) -> Iterator[str]:
    yield from (f"part {name} stands twice in the zip file" for name in package.doubles)


def _links(package: Package, _: tuple[Sheet, ...]) -> Iterator[str]:
    for name in package.parts:
        folder, base = posixpath.split(name)
        if not base.endswith(".rels"):
            continue
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        called = source or "the workbook"
        for kind, target, outside in package.related(source).values():
            if outside:
                yield f"{called} refers to something outside the file ({kind})"
            elif target not in package.parts:
                yield f"{called} refers to a missing part ({kind})"


def _content_types(package: Package, _: tuple[Sheet, ...]) -> Iterator[str]:
    root = package.xml("[Content_Types].xml")
    entries = [] if root is None else list(root)
    by_ending = {entry.get("Extension", "").lower() for entry in entries}
    by_name = {entry.get("PartName", "").lstrip("/") for entry in entries}
    for name in package.parts:
        if name not in by_name | {"[Content_Types].xml"} and name.rpartition(".")[2].lower() not in by_ending:
            yield f"part {name} has no content type"


def _properties(package: Package, _: tuple[Sheet, ...]) -> Iterator[str]:
    root = package.xml("docProps/core.xml")
    told = {} if root is None else {entry.tag: entry.text or "" for entry in root}
    if not told.get("title"):
        yield "the workbook has no title"
    if told.get("creator", "").strip().lower() in {"", "openpyxl"}:
        yield "the author is missing or openpyxl"
    if told.get("language") != "da-DK":
        yield "the language is not da-DK"
    for unwanted in ("lastModifiedBy", "description", "keywords", "created", "modified"):
        if told.get(unwanted):
            yield f"the property {unwanted} is set"
    custom = package.xml("docProps/custom.xml")
    texts = [*told.values(), *([] if custom is None else custom.itertext())]
    if any(shows_cpr_number(text) for text in texts):
        yield "a property looks like a CPR number"


def _sheet_names(_: Package, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for number, sheet in enumerate(sheets, 1):
        name = sheet.name
        if not 1 <= len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or name.strip("'") != name:
            yield f"sheet {number} has a name that Excel refuses"
        if name.casefold() == "history":
            yield f"sheet {number} has a name that Excel keeps for itself"
        if name.casefold() in seen:
            yield f"sheet {number} has the name of another sheet"
        if shows_cpr_number(name):
            yield f"the name of sheet {number} looks like a CPR number"
        seen.add(name.casefold())


def _defined_names(package: Package, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    workbook = package.xml(package.workbook_part())
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate([] if workbook is None else workbook.findall("definedNames/definedName"), 1):
        name, target, scope = entry.get("name", ""), entry.text or "", entry.get("localSheetId", "")
        own = name.removeprefix("_xlnm.")
        if not _NAME.fullmatch(own) or _LOOKS_LIKE_A_CELL.fullmatch(own):
            yield f"defined name {number} is no name"
        if (name.casefold(), scope) in seen:
            yield f"defined name {number} stands twice"
        if "#REF!" in target or not target:
            yield f"defined name {number} points nowhere"
        if scope and (not scope.isdecimal() or int(scope) >= len(sheets)):
            yield f"defined name {number} belongs to a sheet that is not there"
        quoted = re.findall(r"'((?:[^']|'')+)'!", target)
        named = [each.replace("''", "'") for each in quoted] or re.findall(r"([\w.]+)!", target)
        if any(each not in {sheet.name for sheet in sheets} for each in named):
            yield f"defined name {number} points to a sheet that is not there"
        seen.add((name.casefold(), scope))


# --- one sheet -------------------------------------------------------------------------------------------------


_OWN = "mlmp-"
"""What an editing workbook hides has a name that begins so: two sheets, and a column that tells the rows apart."""


def _hidden(package: Package, sheet: Sheet) -> Iterator[str]:
    of_editing = _is_for_editing(package)
    if sheet.state != "visible" and not (of_editing and sheet.name.startswith(_OWN)):
        yield "the sheet is hidden"
    own = {column_and_row(cell.address)[0] for cell in sheet.cells if of_editing and cell.text.startswith(_OWN)}
    for column in sheet.xml.findall("cols/col"):
        is_hidden = column.get("hidden") in {"1", "true"} or column.get("width") == "0"
        if is_hidden and not (column.get("min") == column.get("max") and int(column.get("min", "0")) in own):
            yield f"column {column.get('min')} is hidden"
    for row in sheet.xml.findall("sheetData/row"):
        if row.get("hidden") in {"1", "true"} or row.get("ht") == "0":
            yield f"row {row.get('r')} is hidden"


def _is_for_editing(package: Package) -> bool:
    """Whether the workbook goes back into the plans; all others show everything that they hold."""
    custom = package.xml("docProps/custom.xml")
    entries = [] if custom is None else custom.findall("property")
    return any(entry.get("name") == "mlmp-dokument" and "".join(entry.itertext()) == "regneark" for entry in entries)


def _merges(_: Package, sheet: Sheet) -> Iterator[str]:
    areas = [_area(entry.get("ref", "")) for entry in sheet.xml.findall("mergeCells/mergeCell")]
    if any(_overlap(one, other) for one, other in combinations(areas, 2)):
        yield "merged cells overlap"
    pane = sheet.xml.find("sheetViews/sheetView/pane")
    body_from = column_and_row(pane.get("topLeftCell", "A1"))[1] if pane is not None else None
    if body_from is not None and any(area[3] >= body_from - 1 for area in areas):
        yield "merged cells reach into the table"


def _typing_rules(package: Package, sheet: Sheet) -> Iterator[str]:
    workbook = package.xml(package.workbook_part())
    names = {entry.get("name", "") for entry in ([] if workbook is None else workbook.findall("definedNames/*"))}
    entries = sheet.xml.findall("dataValidations/dataValidation")
    for entry in entries:
        where, choices = entry.get("sqref", ""), entry.findtext("formula1", "")
        if entry.get("type") == "list" and choices.startswith('"') and len(choices) - 2 > MAX_LIST_CHARACTERS:
            yield f"the choices for {where} are longer than {MAX_LIST_CHARACTERS} characters"
        if entry.get("type") == "list" and _NAME.fullmatch(choices) and choices not in names:
            yield f"the choices for {where} are a range without a name"
        yield from (f"{said} for {where} is too long" for said, most in _MOST_SAID if len(entry.get(said, "")) > most)
    areas = [_area(ref) for entry in entries for ref in entry.get("sqref", "").split()]
    if any(_overlap(one, other) for one, other in combinations(areas, 2)):
        yield "two rules for typing hold for the same cell"
    counted = sheet.xml.find("dataValidations")
    if counted is not None and counted.get("count") != str(len(entries)):
        yield "the rules for typing are counted wrong"


_MOST_SAID = (("errorTitle", 32), ("error", 225), ("promptTitle", 32), ("prompt", 255))
"""What Excel's boxes hold; it repairs a file with more."""


def _tables(package: Package, sheet: Sheet) -> Iterator[str]:
    texts = {cell.address: cell.text for cell in sheet.cells if cell.kind == "text"}
    areas: list[Area] = []
    for kind, part, _ in package.related(sheet.part).values():
        table = package.xml(part) if kind == "table" else None
        if table is None:
            continue
        area = _area(table.get("ref", ""))
        headings = [column.get("name", "") for column in table.findall("tableColumns/tableColumn")]
        cells = [texts.get(f"{_letters(column)}{area[1]}", "") for column in range(area[0], area[2] + 1)]
        if headings != cells:
            yield f"table {table.get('displayName')} has other headings than its cells"
        if len({heading.casefold() for heading in headings}) < len(headings):
            yield f"table {table.get('displayName')} has a heading twice"
        if area[3] <= area[1]:
            yield f"table {table.get('displayName')} has no rows"
        if any(_overlap(area, other) for other in areas):
            yield f"table {table.get('displayName')} overlaps another"
        areas.append(area)


def _cells(_: Package, sheet: Sheet) -> Iterator[str]:
    seen: set[str] = set()
    for cell in sheet.cells:
        if cell.kind == "formula":
            yield f"{cell.address} holds a formula"
        if cell.kind == "error":
            yield f"{cell.address} holds an error value"
        if cell.kind == "number" and re.fullmatch(r"\d{9,10}(\.0*)?|\d\.\d+E\+0?[89]", cell.text, re.IGNORECASE):
            yield f"{cell.address} holds a number that may be a CPR number"
        if len(cell.text) > MAX_CHARACTERS:
            yield f"{cell.address} holds more than {MAX_CHARACTERS} characters"
        if cell.address in seen:
            yield f"{cell.address} stands twice"
        seen.add(cell.address)


def _order(_: Package, sheet: Sheet) -> Iterator[str]:
    """Excel repairs a sheet whose rows and cells do not follow each other."""
    last = 0
    for row in sheet.xml.findall("sheetData/row"):
        number = int(row.get("r", "0"))
        places = [column_and_row(cell.get("r", "")) for cell in row.findall("c")]
        if number <= last:
            yield f"row {number} does not follow the one before"
        if any(row_ != number for _, row_ in places):
            yield f"row {number} holds a cell of another row"
        if any(one >= other for (one, _), (other, _) in pairwise(places)):
            yield f"the cells of row {number} do not follow each other"
        last = number


def _page_texts(_: Package, sheet: Sheet) -> Iterator[str]:
    texts = [text for entry in sheet.xml.findall("headerFooter/*") if (text := entry.text)]
    # The text may follow a code without a blank: &L670761-4285.
    if any(holds_cpr_number(text) for text in texts):
        yield "the header or footer looks like a CPR number"
    if any(len(text) > 255 for text in texts):
        yield "the header or footer is longer than 255 characters"


_OF_WORKBOOK: tuple[Callable[[Package, tuple[Sheet, ...]], Iterator[str]], ...] = (
    _doubled_parts,
    _links,
    _content_types,
    _properties,
    _sheet_names,
    _defined_names,
)
_OF_SHEET: tuple[Callable[[Package, Sheet], Iterator[str]], ...] = (
    _hidden,
    _merges,
    _typing_rules,
    _tables,
    _cells,
    _order,
    _page_texts,
)


def _area(ref: str) -> Area:
    first, _, last = ref.partition(":")
    return (*column_and_row(first), *column_and_row(last or first))


def _overlap(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
