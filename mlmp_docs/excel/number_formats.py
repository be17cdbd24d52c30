"""How the numbers of a workbook are shown: as dates, as times, or as numbers."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from mlmp_docs.tables.grid import Kind

Shown = tuple[Kind, bool]
"""As what a number is shown, and whether a whole number is shown as just its digits."""

_AS_IT_IS: Shown = ("tal", True)
_BUILT_IN: dict[int, Shown] = {
    0: _AS_IT_IS,
    1: _AS_IT_IS,
    49: _AS_IT_IS,
    **dict.fromkeys([*range(14, 18), *range(27, 32), 36, *range(50, 59)], ("dato", True)),
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47], ("tid", True)),
    22: ("dag og tid", True),
}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shown_as(code: str) -> Shown:
    """How a number with this format is shown."""
    first = _NOT_SHOWN.sub("", code.split(";", maxsplit=1)[0]).lower()
    if first in ("general", "standard", "0", "@", "#"):
        return _AS_IT_IS
    has_day = "y" in first or "d" in first
    has_time = "h" in first or "s" in first.replace("general", "")
    if has_day or has_time or re.fullmatch(r"[m\s./-]+", first):
        return ("dag og tid" if has_day and has_time else "tid" if has_time else "dato"), True
    return "tal", False


def cell_formats(styles: ElementTree.Element | None) -> Sequence[Shown]:
    """How numbers are shown by the index of a cell's style; `styles` is free of namespaces."""
    if styles is None:
        return ()
    own = {entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in styles.findall("numFmts/numFmt")}
    found = []
    for entry in styles.findall("cellXfs/xf"):
        number = entry.get("numFmtId", "0")
        if number in own:
            found.append(shown_as(own[number]))
        else:
            found.append(_BUILT_IN.get(int(number) if number.isdecimal() else -1, ("tal", False)))
    return found
