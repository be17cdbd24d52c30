"""The places in a plan that a person can fill in from a document: what they are called, and what they hold.

A path names one place: `min_plan.håb_og_drømme`, `møder[2027].referat.punkter[0].beslutning`, `mål[bus].frist`. What
stands in brackets after a list tells which of it: an id, else its number from 0. Three endings:

- `[+]` (`[+2]` for a second place, `[+text]` for a choice): empty when made; what is written there is new.
- `[Min bolig]` after a choice, or a list of them: this one, to tick.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.record import Record

Kind = Literal["tekst", "liste", "dato", "ja/nej", "valg", "valgliste"]

NEW: Final = "+"
"""Begins the brackets of a place for something new."""

MEETING: Final = "møde"
"""What documents call the meeting they are about; a plan has it in `møder`."""

PLACES: Final = "stier"
"""The key under which a row of a document has the paths of its fields."""

_KEPT_BACK: Final = frozenset(["cpr", "id", "billede", "noter", "sendt", "beskyttet_adresse"])
"""Keys no document may have a place for: they identify, or a person must not change them by the way."""
_ROOTS: Final = ("borger", "min_plan", "handleplan", "netværk", "mål", "aftaler", "ændringer", "møder")
_KINDS: Final[dict[object, Kind]] = {bool: "ja/nej", date: "dato"}
_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class PlanField:
    """What a path leads to."""

    titel: str
    """The key's description in Danish."""

    kind: Kind
    choices: tuple[str, ...] = ()


def last_brackets(path: str) -> tuple[str, str]:
    """The path without its last brackets, and what stands in them; nothing when it does not end in brackets."""
    if not path.endswith("]"):
        return path, ""
    before, _, inside = path[:-1].rpartition("[")
    return before, inside


def is_new(path: str) -> bool:
    """Whether the path is for something new, so that the field is empty when made."""
    return path.endswith("]") and path.startswith(NEW, path.rfind("[") + 1)


@lru_cache(maxsize=8192)
def plan_field(path: str) -> PlanField | None:
    """What a path leads to; None when there is nothing to fill in."""
    found = _places().get(_BRACKETS.sub("", path))
    _, inside = last_brackets(path)
    if found is None or not inside:
        return None if found is None or found.kind == "valgliste" else found
    is_new = inside.startswith(NEW)
    if found.choices and inside.removeprefix(NEW) not in found.choices:
        return None if is_new or found.kind == "valgliste" else found  # one of a mapping, such as siden_sidst[bus]
    return None if is_new and found.kind in ("dato", "ja/nej") else found


def choices(path: str) -> tuple[str, ...]:
    """The words that may stand at a path; empty where any may."""
    found = _places().get(_BRACKETS.sub("", path))
    return found.choices if found else ()


def plan_paths() -> tuple[str, ...]:
    """Every place, lists without brackets: for *Mente du …?* and for the list of fields."""
    return tuple(_places())


@cache
def _places() -> dict[str, PlanField]:
    return {
        path: found
        for root in _ROOTS
        for path, found in _below(root, Plan.model_fields[root].annotation, Plan.model_fields[root].description or "")
    }


def _below(path: str, annotation: Any, titel: str) -> Iterator[tuple[str, PlanField]]:
    kind = _plain(annotation)
    item = _plain(get_args(kind)[0]) if get_origin(kind) is tuple else None
    if get_origin(kind) is dict:
        yield from _below(path, get_args(kind)[1], titel)
    elif _is_record(kind) or _is_record(item):
        model = kind if item is None else item
        if item is not None:
            yield path, PlanField(titel, "liste")  # a line for each, its first key
        for key, info in model.model_fields.items():
            if key not in _KEPT_BACK:
                yield from _below(f"{path}.{key}", info.annotation, info.description or titel)
    elif item is not None:
        choices = get_args(item) if get_origin(item) is Literal else ()
        yield path, PlanField(titel, "valgliste" if choices else "liste", choices)
    elif get_origin(kind) is Literal:
        yield path, PlanField(titel, "valg", get_args(kind))
    else:
        yield path, PlanField(titel, _KINDS.get(kind, "tekst"))


def _plain(annotation: Any) -> Any:
    """The type without Annotated and without `| None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _plain(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)
