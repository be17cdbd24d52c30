"""The contact person of the primary tilbud: an id among its staff, or a person written out."""

from collections.abc import Mapping
from typing import Any

from mlmp_docs.plan.settings import Medarbejder, Opsætning
from mlmp_docs.tables.texts import normalised

Staff = Mapping[str, Medarbejder]


def primary_staff(raw: Mapping[str, Any], opsætning: Opsætning) -> Staff:
    """The staff of the first tilbud of a plan."""
    tilbud = raw.get("tilbud") or [{}]
    known = opsætning.tilbud.get(normalised(tilbud[0].get("id", "")))
    return known.medarbejdere if known else {}


def as_id(text: str, staff: Staff) -> str:
    """The id of the one member of staff with that name, else the text."""
    ids = [id_ for id_, person in staff.items() if normalised(person.navn) == text]
    return ids[0] if len(ids) == 1 and text not in staff else text


def has_more_than_a_name(old: object) -> bool:
    """Whether the plan holds a person's title, telephone or mail too."""
    return isinstance(old, Mapping) and bool(set(old) - {"id", "navn"})


def person(text: str, staff: Staff) -> str | dict[str, str] | None:
    """What the plan is to hold."""
    return (text if text in staff else {"navn": text}) if text else None
