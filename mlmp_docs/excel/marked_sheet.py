"""One worksheet of a user's workbook: finding, colouring and uncolouring single cells of it."""

import io
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from mlmp_docs.excel.marked_looks import Colour, Looks
from mlmp_docs.excel.package import UnreadableWorkbook, column_and_row
from mlmp_docs.excel.patch import Element, Patch, elements, namespace
from mlmp_docs.tables.decisions import KEY_HEADING, Mark, Spot, is_decision_sheet, mark


def is_cell(address: str) -> bool:
    """Whether it is the address of a single cell."""
    return re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", address) is not None


class MarkedSheet:
    """A worksheet; it is parsed only when it must be."""

    def __init__(self, patch: Patch, name: str, part: str) -> None:
        self.name, self.part = name, part
        self._patch = patch
        self._rows: dict[int, Element] | None = None
        self._keys: tuple[str, int] | None = None

    @property
    def is_decision_sheet(self) -> bool:
        """Whether an earlier marking made it."""
        first = _first_cell(self._patch.content(self.part))
        return first is not None and is_decision_sheet({"A1": self._patch.text(first)})

    def marks(self) -> Iterator[Mark]:
        """What a decision sheet remembers of the cells that were marked."""
        for cell in self._cells(self._patch.root(self.part)):
            found = mark(self._patch.text(cell))
            if found is not None:
                yield found

    def take_colours_off(self, looks: Looks, fills: Mapping[Spot, str]) -> None:
        """Give marked cells the fill back that they had, as far as it is known."""
        numbers = b"|".join(b"%d" % style for style in sorted(looks.marked))
        if not numbers or not re.search(rb"""\bs=["'](?:%b)["']""" % numbers, self._patch.content(self.part)):
            return
        marked = looks.marked
        for cell in self._cells(self._patch.change(self.part)):
            style = int(cell.get("s", "0"))
            if style in marked:
                fill = fills.get(self._spot(cell.get("r", "")), "")
                cell.set("s", str(looks.filled(style, fill)))

    def mark(self, looks: Looks, address: str, colour: Colour) -> tuple[Spot, str] | None:
        """Colour a cell; what tells it from all others, and how it was filled. None when it is no single cell."""
        if not is_cell(address):
            return None
        cell = self._cell(address)
        style = int(cell.get("s", "0"))
        cell.set("s", str(looks.coloured(style, colour)))
        return self._spot(address), looks.fill_of(style)

    def heading(self, letters: str) -> str:
        """What stands over a column; an empty text where that is not known."""
        column, row = self._find_keys()
        cells = self._all_rows().get(row, ()) if column else ()
        return next((self._patch.text(cell) for cell in cells if cell.get("r") == f"{letters}{row}"), "")

    def deselect(self) -> None:
        """Let the sheet not be among those that are open."""
        if b"tabSelected=" not in self._patch.content(self.part)[:10_000]:
            return
        for view in elements(self._patch.change(self.part), "sheetViews", "sheetView"):
            view.attrib.pop("tabSelected", None)

    def _cells(self, root: Element) -> Iterator[Element]:
        return elements(root, "sheetData", "row", "c")

    def _spot(self, address: str) -> Spot:
        letters, row = _parts(address)
        column, _ = self._find_keys()
        cells = self._all_rows().get(row, ()) if column else ()
        keys = (self._patch.text(cell) for cell in cells if cell.get("r") == f"{column}{row}")
        return self.name, next(keys, "") or f"#{row}", letters

    def _find_keys(self) -> tuple[str, int]:
        """The letters of the column with the hidden ids, and the row of its heading; an empty text without one."""
        if self._keys is None:
            heads = (
                _parts(cell.get("r", ""))
                for _, row in sorted(self._all_rows().items())[:50]
                for cell in row
                if cell.get("t") and self._patch.text(cell).strip() == KEY_HEADING
            )
            self._keys = next(heads, ("", 0))
        return self._keys

    def _all_rows(self) -> dict[int, Element]:
        if self._rows is None:
            found = elements(self._patch.root(self.part), "sheetData", "row")
            self._rows = {int(row.get("r", "0")): row for row in found}
        return self._rows

    def _cell(self, address: str) -> Element:
        """The cell, made where it stood empty and so was left out."""
        root = self._patch.change(self.part)
        column, number = column_and_row(address)
        row = self._all_rows().get(number)
        if row is None:
            row = self._new_row(root, number)
        columns = [column_and_row(cell.get("r", ""))[0] for cell in row]
        if column in columns:
            return row[columns.index(column)]
        made = etree.Element(f"{{{namespace(root)}}}c", {"r": address})
        if style := self._usual_style(root, row, column):
            made.set("s", style)
        row.insert(sum(1 for other in columns if other < column), made)
        row.attrib.pop("spans", None)
        return made

    def _new_row(self, root: Element, number: int) -> Element:
        data = next(elements(root, "sheetData"), None)
        if data is None:
            raise UnreadableWorkbook("Regnearket er beskadiget.")
        row = etree.Element(f"{{{namespace(root)}}}row", {"r": str(number)})
        before = sum(1 for other in self._all_rows() if other < number)
        data.insert(before, row)
        self._all_rows()[number] = row
        return row

    def _usual_style(self, root: Element, row: Element, column: int) -> str:
        """How an empty cell looks that the file leaves out."""
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "")
        over = (each for each in elements(root, "cols", "col") if int(each.get("min", "0")) <= column)
        return next((each.get("style", "") for each in over if column <= int(each.get("max", "0"))), "")


def _first_cell(sheet: bytes) -> Element | None:
    try:
        for _, element in etree.iterparse(io.BytesIO(sheet), tag="{*}c", resolve_entities=False, no_network=True):
            return element
    except etree.XMLSyntaxError as error:
        raise UnreadableWorkbook("Regnearket er beskadiget.") from error
    return None


def _parts(address: str) -> tuple[str, int]:
    letters = address.rstrip("0123456789")
    return letters, int(address[len(letters) :] or "0")
