"""What loops and conditions can leave behind and Word does not accept: mended in the rendered XML."""

from collections.abc import Iterator

from docxtpl import DocxTemplate
from lxml import etree

from mlmp_docs.word.ooxml import W14, WP, W

_KEEPS_CELL = {f"{W}{name}" for name in ("p", "tbl", "sdt", "customXml", "altChunk")}


def repair(root: etree._Element, next_id: int) -> int:
    """Mend a rendered part in place; numbers drawings from `next_id` on and returns the number after the last."""
    tables = list(root.iter(f"{W}tbl"))
    for table in reversed(tables):  # inner tables first
        _mend_table(table)
    _mend_ends(root)
    _drop_second_bookmarks(root)
    _renumber_controls(root)
    for drawing in root.iter(f"{WP}docPr"):
        drawing.set("id", str(next_id))
        next_id += 1
    return next_id


def _mend_table(table: etree._Element) -> None:
    for row in list(rows(table)):
        if next(cells(row), None) is None:
            _remove(row)
    left = list(rows(table))
    if not left:
        _remove(table)
        return
    for row in left:
        for cell in cells(row):
            _end_with_paragraph(cell)
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        grid = etree.Element(f"{W}tblGrid")
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    if len(grid) != max(columns(row) for row in left):
        _fit_grid(table)


def _fit_grid(table: etree._Element) -> None:
    """Let docxtpl change the grid as it always does after a loop over columns."""
    parent = table.getparent()
    if parent is None:
        return
    # docxtpl's method uses nothing of the object.
    fitted = DocxTemplate.fix_tables(None, etree.tostring(table, encoding="unicode", with_tail=False))
    old, new = table.find(f"{W}tblGrid"), fitted.find(f"{W}tblGrid")
    if old is not None and new is not None:
        table.replace(old, new)


def columns(row: etree._Element) -> int:
    """How many columns of the grid a row takes up, the skipped ones at its ends included."""
    properties = row.find(f"{W}trPr")
    skipped = [] if properties is None else [properties.find(f"{W}gridBefore"), properties.find(f"{W}gridAfter")]
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in cells(row)]
    return sum(_value(span, 1) for span in spans) + sum(_value(skip, 0) for skip in skipped)


def _value(element: etree._Element | None, default: int) -> int:
    value = None if element is None else element.get(f"{W}val")
    return int(value) if value and value.isdecimal() else default


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """A table's own rows."""
    return _children(table, f"{W}tr")


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """A row's own cells."""
    return _children(row, f"{W}tc")


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children, also those inside a content control around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _children(child, tag)


def _end_with_paragraph(cell: etree._Element) -> None:
    content = [child for child in cell if child.tag in _KEEPS_CELL]
    if not content or content[-1].tag == f"{W}tbl":
        etree.SubElement(cell, f"{W}p")


def _mend_ends(root: etree._Element) -> None:
    """Header, footer, note and text box need a paragraph too, and the body one after its last table."""
    for tag in ("hdr", "ftr", "footnote", "endnote", "txbxContent"):
        for element in root.iter(f"{W}{tag}"):
            _end_with_paragraph(element)
    for body in root.iter(f"{W}body"):
        content = [child for child in body if child.tag != f"{W}sectPr"]
        if content and content[-1].tag == f"{W}tbl":
            body.insert(len(content), etree.Element(f"{W}p"))


def _drop_second_bookmarks(root: etree._Element) -> None:
    """A bookmark inside a loop comes once for every turn; names must be the only ones of their kind."""
    names: set[str] = set()
    ids: set[str] = set()
    open_ends: dict[str, list[bool]] = {}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        number = mark.get(f"{W}id", "")
        if mark.tag == f"{W}bookmarkStart":
            name = mark.get(f"{W}name", "").casefold()
            is_second = name in names or number in ids
            names.add(name)
            ids.add(number)
            open_ends.setdefault(number, []).append(is_second)
        else:
            is_second = open_ends[number].pop(0) if open_ends.get(number) else True
        if is_second:
            _remove(mark)


def _renumber_controls(root: etree._Element) -> None:
    seen: set[str] = set()
    for number in root.iter(f"{W}id"):
        parent = number.getparent()
        if parent is None or parent.tag != f"{W}sdtPr":
            continue
        value = number.get(f"{W}val", "")
        while value in seen:
            value = str(abs(int(value)) % 2_000_000_000 + 1)
        seen.add(value)
        number.set(f"{W}val", value)


def strip_ids(root: etree._Element) -> None:
    """Drop revision numbers and paragraph numbers: they tell who edited together, and loops repeat them."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for element in root.iter(etree.Element):
        for name in [n for n in element.attrib if n.startswith(f"{W}rsid") or n in {f"{W14}paraId", f"{W14}textId"}]:
            del element.attrib[name]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
