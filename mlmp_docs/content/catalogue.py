"""What each field of a template means, in Danish.

A field that is a key of the plan or of mlmp.yaml has the description of that key. What is derived from them is
declared in `catalogue_shared` and `catalogue_documents`, once per kind of record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from mlmp_docs.content.plain import kind_of
from mlmp_docs.plan.record import Record


@dataclass(frozen=True)
class Shape:
    """The fields under a name: the keys of records of the plan, and what is derived."""

    models: tuple[type[Record], ...] = ()
    derived: Mapping[str, "Told"] = field(default_factory=dict)
    """Meaning by key."""

    def find(self, key: str) -> "tuple[str, Shape] | None":
        """The meaning of a key and the shape below it; None when it is not known."""
        told = self.derived.get(key)
        if told is not None:
            return (told, _PLAIN) if isinstance(told, str) else told
        for model in self._with(key):
            info = model.model_fields[key]
            return (info.description or "", _below(info.annotation))
        for ending, kind, form in _FORMS:
            stem = key.removesuffix(ending)
            if stem != key and any(kind_of(m.model_fields[stem].annotation) is kind for m in self._with(stem)):
                return (f"{next(self._with(stem)).model_fields[stem].description} ({form})", _PLAIN)
        return None

    def _with(self, key: str) -> Iterator[type[Record]]:
        return (model for model in self.models if key in model.model_fields)


Told = str | tuple[str, Shape]
"""A meaning, with the shape of what is below the field if it is no plain value."""
_PLAIN = Shape()


def places(*keys: str) -> Told:
    """The paths of a row's fields, which `felt(…)` looks up."""
    told = Shape(derived={key: f"Stedet i planen for {key}" for key in keys})
    return ("Hvor i planen rækkens felter hører til; bruges af felt(…)", told)


_FORMS = (("_kort", date, "kort dato"), ("_tekst", bool, "som tekst: ja, nej eller tom"))
"""Endings that `fields_of` adds to keys of a kind."""


def _below(annotation: object) -> Shape:
    kind = kind_of(annotation)
    while get_args(kind):
        kind = kind_of(get_args(kind)[0])
    return Shape((kind,)) if isinstance(kind, type) and issubclass(kind, Record) else _PLAIN


def meaning(path: str, shape: Shape) -> str | None:
    """What the field at a path such as `mål[].nu.dato` means; None when the catalogue does not tell."""
    told = ""
    for key in path.replace("[]", "").split("."):
        found = shape.find(key)
        if found is None:
            return None
        told, shape = found
    return told


def derived_paths(shape: Shape, before: str = "") -> Iterator[str]:
    """The path of every derived field that a shape declares, lists written without brackets."""
    for key, told in shape.derived.items():
        yield f"{before}{key}"
        if not isinstance(told, str):
            yield from derived_paths(told[1], f"{before}{key}.")
