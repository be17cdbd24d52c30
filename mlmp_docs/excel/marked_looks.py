"""Colours for single cells of a user's workbook: each cell keeps its number format, font, border and alignment."""

from copy import deepcopy
from typing import Literal

from lxml import etree

from mlmp_docs.excel.patch import Element, Patch, elements, namespace, parsed

Colour = Literal["FFCE4F", "E58F7B"]
CONFLICT: Colour = "FFCE4F"
"""Amber, in grey much lighter than the other, so that nobody needs to tell red from yellow."""
REFUSED: Colour = "E58F7B"
"""Brick."""


class Looks:
    """The styles of a workbook, to which more are added."""

    def __init__(self, patch: Patch) -> None:
        self._patch = patch
        self._part = patch.find_related(patch.workbook_part, "styles")
        self._filled: dict[tuple[int, str], int] = {}
        self._marked: frozenset[int] | None = None

    @property
    def marked(self) -> frozenset[int]:
        """The styles that have one of the colours."""
        if self._marked is None:
            fills = {number for number, fill in enumerate(self._all("fills", "fill")) if _is_ours(fill)}
            found = (number for number, xf in enumerate(self._xfs()) if int(xf.get("fillId", "0")) in fills)
            self._marked = frozenset(found)
        return self._marked

    def coloured(self, style: int, colour: Colour) -> int:
        """The style like this one, with this colour."""
        return self.filled(style, f"<fill>{solid(colour)}</fill>")

    def filled(self, style: int, fill: str) -> int:
        """The style like this one, with a fill as `fill_of` gives it; without one for an empty text."""
        key = style, fill
        if key not in self._filled:
            xfs = self._xfs()
            if not xfs:
                return style
            like = deepcopy(xfs[style if style < len(xfs) else 0])
            like.set("fillId", str(self._place("fills", fill)))
            like.set("applyFill", "1")
            self._filled[key] = self._keep("cellXfs", like)
        return self._filled[key]

    def fill_of(self, style: int) -> str:
        """The fill of a style as XML; an empty text for none."""
        xfs, fills = self._xfs(), self._all("fills", "fill")
        number = int(xfs[style].get("fillId", "0")) if style < len(xfs) else 0
        if not 0 < number < len(fills):
            return ""
        fill = deepcopy(fills[number])
        etree.cleanup_namespaces(fill)
        return etree.tostring(fill, encoding="unicode", with_tail=False)

    def add(self, font: str, *, fill: str = "", border: str = "", alignment: str = "") -> int:
        """A new style: a font, fill and border as XML without namespaces, and the attributes of the alignment."""
        if self._part is None:
            return 0
        numbers = [
            f'{name}Id="{self._place(f"{name}s", xml)}" apply{name.title()}="1"'
            for name, xml in (("font", font), ("fill", fill), ("border", border))
        ]
        xf = f'<xf numFmtId="0" {" ".join(numbers)} xfId="0" applyAlignment="1"><alignment {alignment}/></xf>'
        return self._place("cellXfs", xf)

    def _place(self, collection: str, xml: str) -> int:
        """The number of what stands as XML; the first of its collection for an empty text."""
        if not xml:
            return 0
        inside = parsed(f'<inside xmlns="{namespace(self._root())}">{xml}</inside>'.encode())
        return self._keep(collection, inside[0])

    def _keep(self, collection: str, element: Element) -> int:
        """The number of an element in a collection; it is added when nothing there is like it."""
        found = next(elements(self._root(), collection))
        wanted = _canonical(element)
        there = list(found)
        for number, each in enumerate(there):
            if _canonical(each) == wanted:
                return number
        assert self._part is not None
        self._patch.change(self._part)
        found.append(element)
        found.set("count", str(len(there) + 1))
        return len(there)

    def _root(self) -> Element:
        assert self._part is not None
        return self._patch.root(self._part)

    def _xfs(self) -> list[Element]:
        return self._all("cellXfs", "xf")

    def _all(self, collection: str, name: str) -> list[Element]:
        return [] if self._part is None else list(elements(self._root(), collection, name))


def solid(colour: str) -> str:
    """The inside of a fill in one colour."""
    return f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'


def _is_ours(fill: Element) -> bool:
    shown = [*elements(fill, "patternFill", "fgColor")]
    return any(colour.get("rgb", "")[-6:].upper() in (CONFLICT, REFUSED) for colour in shown)


def _canonical(element: Element) -> bytes:
    alone = deepcopy(element)
    alone.tail = None
    return etree.tostring(alone, method="c14n", exclusive=True)
