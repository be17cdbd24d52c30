"""Plan files as rows: the words of the file in the one form of their columns, an empty text where it says nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mlmp_docs.plan.dates import parse_date
from mlmp_docs.tables.entries import Entry, Text, entries, project_entries
from mlmp_docs.tables.sheets import BORGERE, MØDER, RÅDGIVERE, TABLES, TILBUD
from mlmp_docs.tables.shown import texts_shown, value_shown
from mlmp_docs.tables.table import Column, Row
from mlmp_docs.tables.texts import canonical, cpr, found, normalised

_KONTAKTPERSON = ("id", "navn")


def citizen_rows(borger: str, raw: Mapping[str, Any], år: int | None = None) -> dict[str, list[Row]]:
    """The rows of a plan that can be read, by the table's name; of the meetings only those of a year, if one is given.

    `raw` is the data of the file as `Reading.raw` holds it.
    """
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES if table not in (TILBUD, RÅDGIVERE)}
    shown = texts_shown(raw)
    for entry in entries(borger, raw, shown):
        values = values_of(entry, raw, shown)
        if entry.table is not MØDER or år is None or values["år"] == str(år):
            found[entry.table.name].append(Row(entry.key, values))
    return found


def project_rows(raw: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The rows of the tilbud and rådgivere of mlmp.yaml."""
    found: dict[str, list[Row]] = {TILBUD.name: [], RÅDGIVERE.name: []}
    for entry in project_entries(raw):
        found[entry.table.name].append(Row(entry.key, values_of(entry, raw)))
    return found


def values_of(entry: Entry, raw: Mapping[str, Any], shown: Text | None = None) -> dict[str, str]:
    """What the row of an entry says, by the keys of its columns."""
    shown = shown or texts_shown(raw)
    return {column.key: value_of(column, entry, raw, shown) for column in entry.table.columns}


def value_of(column: Column, entry: Entry, raw: Mapping[str, Any], shown: Text) -> str:
    """What a cell says of an entry of a plan."""
    if column.is_shown_only:
        return _about(column.key, entry, raw)
    if entry.table is BORGERE and column.key == "tilbud":
        return "\n".join(normalised(tilbud["id"]) for tilbud in raw.get("tilbud", ()))
    if column.key == "tilbud.kontaktperson":
        return kontaktperson(raw)
    return value_shown(column, entry.data, shown)


def kontaktperson(raw: Mapping[str, Any]) -> str:
    """Who is the contact person in the primary tilbud: an id or a name."""
    person = (raw.get("tilbud") or [{}])[0].get("kontaktperson", "")
    if isinstance(person, Mapping):
        person = next((person[key] for key in _KONTAKTPERSON if person.get(key, "").strip()), "")
    return normalised(person)


def _about(key: str, entry: Entry, raw: Mapping[str, Any]) -> str:
    """What stands beside an entry, to tell whose it is."""
    if key == "@borger":
        return entry.key.borger
    if key == "@id":
        return entry.key.path[-1]
    if key == "@navn":
        return normalised(str(found(raw, ("borger", "navn")) or ""))
    if key == "@cpr":
        return cpr(str(found(raw, ("borger", "cpr")) or ""))
    if key == "@mål":
        return entry.key.path[1]
    day = _meetings_day(entry)
    return _rådgiver_on(raw, day) if key == "@rådgiver" else _tilbud_on(raw, day)


def _meetings_day(entry: Entry) -> date:
    day = canonical(MØDER.column("dato"), entry.data.get("dato"))
    if day:
        return date.fromisoformat(day)
    month = canonical(MØDER.column("måned"), entry.data.get("måned"))
    months = MØDER.column("måned").choices
    return date(int(entry.data["år"]), months.index(month) + 1 if month else 1, 1)


def _rådgiver_on(raw: Mapping[str, Any], day: date) -> str:
    former = [(parse_date(entry["til"]), entry["id"]) for entry in raw.get("tidligere_rådgivere", ())]
    for last, id_ in sorted((last, id_) for last, id_ in former if last):
        if day <= last:
            return normalised(id_)
    return normalised(raw.get("rådgiver", ""))


def _tilbud_on(raw: Mapping[str, Any], day: date) -> str:
    there = dict.fromkeys(normalised(entry["id"]) for entry in raw.get("tilbud", ()) if _counts(entry, day))
    return "\n".join(there)


def _counts(entry: Mapping[str, str], day: date) -> bool:
    first, last = parse_date(entry.get("fra", "")), parse_date(entry.get("til", ""))
    return (first is None or first <= day) and (last is None or day <= last)
