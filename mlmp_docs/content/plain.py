"""Records of the plan turned into plain values ready to show, key by key in the plan's own words.

What a template gets is only text, whole numbers, yes/no for `if`, lists and fields. Every key of a record is always
there: a missing text is "", a missing list has no items, a missing record is false in `if`.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from mlmp_docs.content import danish
from mlmp_docs.plan.dates import Tidsrum
from mlmp_docs.plan.record import Record


class Felter(dict[str, Any]):
    """Named fields. False in `if` when nothing in them is given."""

    def __bool__(self) -> bool:
        return any(self.values())

    def plus(self, **more: Any) -> "Felter":
        """These fields with more of them, or with others under the same names."""
        fields = Felter(self)
        fields.update(more)
        return fields


def fields_of(record: Record | None, model: type[Record], without: tuple[str, ...] = ()) -> Felter:
    """Every key of the model, with what the record says or with empty values.

    A date gives its long form under the key and `…_kort` beside it; a yes or no gives a bool for `if` and
    `…_tekst` ("ja", "nej", "" when not said); a number is text, so that 0 counts as given.
    Nobody may change what comes back in place: what is missing is one and the same list or group for all citizens.
    """
    shown = _shown(model, without)
    if record is None:
        return Felter({name: missing for name, _, missing, _ in shown})
    given = vars(record)
    fields = Felter()
    for name, key, missing, show in shown:
        value = given[key]
        fields[name] = missing if value is None else show(value)
    return fields


_Show = Callable[[Any], Any]


@cache
def _shown(model: type[Record], without: tuple[str, ...]) -> tuple[tuple[str, str, Any, _Show], ...]:
    """Each field of the model: its name, the key it comes from, what it is without a value, how a value is shown."""
    fields: list[tuple[str, str, Any, _Show]] = []
    for key, info in model.model_fields.items():
        if key in without:
            continue
        kind = kind_of(info.annotation)
        fields.append((key, key, *_shower(key, kind)))
        if kind is date:
            fields.append((f"{key}_kort", key, "", danish.short_date))
        elif kind is bool:
            fields.append((f"{key}_tekst", key, "", _YES_OR_NO.__getitem__))
    return tuple(fields)


_YES_OR_NO = {True: "ja", False: "nej"}


def kind_of(annotation: Any) -> Any:
    """The type that decides how a value is shown: without Annotated and without `| None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return kind_of(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return kind_of(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is Literal:
        return str
    return annotation


def _shower(key: str, kind: Any) -> tuple[Any, _Show]:
    """What a field of this kind is without a value, and how a value is shown."""
    if get_origin(kind) is tuple:
        _, item = _shower(key, kind_of(get_args(kind)[0]))
        return [], lambda value: [item(entry) for entry in value]
    if isinstance(kind, type) and issubclass(kind, Record):
        return fields_of(None, kind), lambda value: fields_of(value, kind)
    if kind is bool:
        return False, bool
    if kind is str:
        return "", danish.held_together
    if kind is date:
        return "", danish.long_date
    return "", lambda value: _text(key, value)


def _text(key: str, value: Any) -> str:
    if isinstance(value, Tidsrum):
        return danish.time_of_day(value)
    return danish.month_name(value) if key == "måned" else danish.held_together(str(value))


def withhold(fields: dict[str, Any], paths: tuple[str, ...]) -> None:
    """Empty the fields at dotted paths, in every item of a list on the way, and what is derived of them (`…_kort`)."""
    whole, derived, below = _parted(paths)
    for name, value in fields.items():
        if name in whole or name.startswith(derived):
            fields[name] = _emptied(value)
        elif name in below:
            rest = below[name]
            fields[name] = [_without(e, rest) for e in value] if isinstance(value, list) else _without(value, rest)


@cache
def _parted(paths: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The fields to empty, how the names of what is derived of them begin, and the paths below other fields."""
    parts = [path.partition(".") for path in paths]
    whole = frozenset(key for key, _, rest in parts if not rest)
    below = {key: tuple(rest for first, _, rest in parts if first == key and rest) for key, _, rest in parts if rest}
    return whole, tuple(f"{key}_" for key in sorted(whole)), below


def _without(fields: Any, paths: tuple[str, ...]) -> Any:
    """A copy with less in it: the fields may stand in another document of the same citizen too."""
    if not isinstance(fields, dict):
        return fields
    copied = Felter(fields)
    withhold(copied, paths)
    return copied


def _emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return Felter({key: _emptied(entry) for key, entry in value.items()})
    if isinstance(value, bool):
        return False
    if isinstance(value, list):
        return []
    return 0 if isinstance(value, int) else ""
