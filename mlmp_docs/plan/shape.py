"""The shape of the records: which field stands at a path, which words it may hold, where a key belongs."""

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from mlmp_docs.plan.record import Record, ShortRecord
from mlmp_docs.plan.source import Path_
from mlmp_docs.plan.values import Tekst, Udfyldt

_TEXTS = tuple(get_args(text)[1] for text in (Tekst, Udfyldt))
"""What marks a field as text, rather than an id, a date or a closed word."""


def plain_type(annotation: Any) -> Any:
    """The annotation without Annotated and without "or None"."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not NoneType)
        else:
            return annotation


@cache
def fields(record: type[Record]) -> dict[str, Any]:
    """The keys of a record as they stand in the file, each with its annotation."""
    return {
        info.alias or name: Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        for name, info in record.model_fields.items()
    }


def child(annotation: Any, part: str | int) -> Any:
    """The annotation of a key or list item below; None where the records know nothing of the kind."""
    bare = plain_type(annotation)
    if isinstance(bare, type) and issubclass(bare, Record):
        return fields(bare).get(str(part))
    if get_origin(bare) is tuple or get_origin(bare) is dict:
        return get_args(bare)[0 if get_origin(bare) is tuple else 1]
    return None


def at(record: type[Record], path: Path_) -> Any:
    """The annotation at a path; None for an unknown one."""
    annotation: Any = record
    for part in path:
        annotation = child(annotation, part)
    return annotation


def record_at(record: type[Record], path: Path_) -> type[Record] | None:
    """The record at a path; None where there is something else."""
    return record_of(at(record, path))


def record_of(annotation: Any) -> type[Record] | None:
    """The record that a field holds; None where it holds something else."""
    bare = plain_type(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, Record) else None


def field_name(record: type[Record], path: Path_) -> str:
    """The name of the innermost field on the way to a path; never a key that the user chose."""
    name, annotation = "", record
    for part in path:
        bare = plain_type(annotation)
        annotation = child(annotation, part)
        if isinstance(bare, type) and issubclass(bare, Record):
            if annotation is None:
                break
            name = str(part)
    return name


def choices(annotation: Any) -> tuple[str, ...]:
    """The words that a field may hold; empty for an open field."""
    bare = plain_type(annotation)
    return get_args(bare) if get_origin(bare) is Literal else ()


def is_prose(annotation: Any) -> bool:
    """Whether a field holds free text."""
    if get_origin(annotation) in (Union, UnionType):
        return any(is_prose(arg) for arg in get_args(annotation))
    if get_origin(annotation) is Annotated:
        return any(part in _TEXTS for part in get_args(annotation)[1:])
    # A short record written as one text is its first field.
    return (
        isinstance(annotation, type)
        and issubclass(annotation, ShortRecord)
        and is_prose(next(iter(fields(annotation).values())))
    )


@cache
def homes(record: type[Record]) -> dict[str, tuple[str, ...]]:
    """Every key below a record, with the fields under which it belongs ("" is the top)."""
    found: dict[str, dict[str, None]] = {}
    for parent, key in _keys(record, ""):
        found.setdefault(key, {})[parent] = None
    return {key: tuple(parents) for key, parents in found.items()}


def _keys(annotation: Any, parent: str) -> Iterator[tuple[str, str]]:
    bare = plain_type(annotation)
    if isinstance(bare, type) and issubclass(bare, Record):
        for key, below in fields(bare).items():
            yield parent, key
            yield from _keys(below, key)
    elif get_origin(bare) in (tuple, dict):
        yield from _keys(get_args(bare)[0 if get_origin(bare) is tuple else 1], parent)
