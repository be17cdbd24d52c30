"""Remarks that the tool itself prints on the annual list, before those of the plan (A12, A13)."""

import re
from collections.abc import Sequence

from mlmp_docs.plan.dates import MÅNEDER

_BY_THE_TOOL = re.compile(
    rf"(?:Flyttet fra (?:{'|'.join(MÅNEDER)})|Tilføjet(?: \d{{1,2}}\.\d{{1,2}}\.\d{{4}})?)(?=\. |$)"
)


def of_the_tool(printed: str, plan: str) -> tuple[str, ...]:
    """The remarks that the tool put before the plan's own, unless the plan begins so itself."""
    found = []
    rest = printed
    while (match := _BY_THE_TOOL.match(rest)) and not (plan and rest.startswith(plan)):
        found.append(match[0])
        rest = rest[match.end() :].removeprefix(". ")
    return tuple(found)


def own(printed: str, plan: str) -> str:
    """The plan's own part of what the list prints."""
    return without(printed, of_the_tool(printed, plan))


def without(text: str, remarks: Sequence[str]) -> str:
    """The text without the tool's remarks, wherever somebody has moved them."""
    for remark in remarks:
        text = re.sub(rf"(?:^|(?<=[\s.])){re.escape(remark)}(?:[.,;]\s*|\s+|$)", "", text, count=1).strip()
    return text
