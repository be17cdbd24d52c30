"""The entries of a plan file that have a row each: what they are called, and where they stand in the data."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mlmp_docs.plan.source import Path_
from mlmp_docs.tables.sheets import AFTALER, BORGERE, DELMÅL, MÅL, MØDER, NETVÆRK, RÅDGIVERE, SCORINGER, TILBUD
from mlmp_docs.tables.table import RowKey, Table
from mlmp_docs.tables.texts import canonical, normalised

Text = Callable[[str, str], str]
"""Given a key and a text of the plan: the text as the spreadsheet may show it."""


@dataclass(frozen=True)
class Entry:
    """One thing that has a row."""

    table: Table
    key: RowKey
    place: Path_
    """The way to it in the data of the file, by numbers in lists."""

    data: Mapping[str, Any] = field(repr=False)
    is_alone: bool = True
    """Whether no other entry is called the same."""


def as_it_stands(key: str, text: str) -> str:
    """The text itself."""
    return text


IDENTITY: Mapping[str, str] = {
    MÅL.name: "borgermål",
    DELMÅL.name: "tekst",
    NETVÆRK.name: "navn",
    AFTALER.name: "tekst",
}
"""The column that tells an entry without id from the others of its list."""


def name_of(table: Table, data: Mapping[str, Any], shown: Text = as_it_stands) -> str:
    """What an entry is called among those of its list."""
    if table is SCORINGER:
        return f"{canonical(table.column('dato'), data.get('dato'))} {normalised(data.get('udfører', ''))}".strip()
    if table is MØDER:
        return normalised(data.get("id", "")) or canonical(table.column("år"), data.get("år"))
    given = normalised(data.get("id", "")) if table is not NETVÆRK else ""
    return given or text_of(table, data, shown)


def text_of(table: Table, data: Mapping[str, Any], shown: Text = as_it_stands) -> str:
    """The text that tells an entry apart when there is no id; empty for tables whose entries have none."""
    key = IDENTITY.get(table.name)
    return shown(key, canonical(table.column(key), data.get(key))) if key else ""


def entries(borger: str, raw: Mapping[str, Any], shown: Text = as_it_stands) -> tuple[Entry, ...]:
    """Every entry of a plan that can be read, in the order of the tables and of the file."""
    found = [Entry(BORGERE, RowKey(borger), (), raw)]
    found += _of_list(MØDER, raw, RowKey(borger, ("møder",)), ("møder",), shown)
    goals = list(_of_list(MÅL, raw, RowKey(borger, ("mål",)), ("mål",), shown))
    found += goals
    for table, key in ((DELMÅL, "delmål"), (SCORINGER, "scoringer")):
        for goal in goals:
            below = RowKey(borger, (*goal.key.path, key))
            found += _of_list(table, goal.data, below, (*goal.place, key), shown)
    found += _of_list(NETVÆRK, raw, RowKey(borger, ("netværk",)), ("netværk",), shown)
    found += _of_list(AFTALER, raw, RowKey(borger, ("aftaler",)), ("aftaler",), shown)
    return _told_apart(found)


def project_entries(raw: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The tilbud and rådgivere of mlmp.yaml."""
    return tuple(
        Entry(table, RowKey("", (key, id_)), (key, id_), data)
        for table, key in ((TILBUD, "tilbud"), (RÅDGIVERE, "rådgivere"))
        for id_, data in raw.get(key, {}).items()
    )


def _of_list(table: Table, data: Mapping[str, Any], above: RowKey, place: Path_, shown: Text) -> Iterator[Entry]:
    for number, item in enumerate(data.get(above.path[-1], ())):
        key = RowKey(above.borger, (*above.path, name_of(table, item, shown)))
        yield Entry(table, key, (*place, number), item)


def _told_apart(found: list[Entry]) -> tuple[Entry, ...]:
    """With a number for each of those that are called the same; what stands below them cannot be told apart either."""
    times = Counter(entry.key.path for entry in found)
    if len(times) == len(found):
        return tuple(found)
    seen: Counter[tuple[str, ...]] = Counter()
    told = []
    for entry in found:
        path = entry.key.path
        seen[path] += 1
        is_alone = times[path] == 1 and times[path[:2]] <= 1
        told.append(replace(entry, key=replace(entry.key, number=seen[path]), is_alone=is_alone))
    return tuple(told)
