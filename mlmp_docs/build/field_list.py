"""The fields that templates may use: meaning, type and an example from the fictional citizen, document by document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mlmp_docs.build.samples import Sample, own_samples, samples
from mlmp_docs.content.catalogue import Shape, meaning
from mlmp_docs.content.catalogue_documents import shape_of
from mlmp_docs.content.catalogue_shared import VOCABULARY
from mlmp_docs.figures import Tegning
from mlmp_docs.plan.paths import MEETING, PLACES, plan_field
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Document, table

Kind = Literal["tekst", "tal", "ja/nej", "liste", "post", "tegning"]


@dataclass(frozen=True)
class Field:
    """One field of a template; `path` as in `mål[].nu.dato`, where [] says *each of the list*."""

    path: str
    tag: str
    """As an author writes it; empty for a record, whose fields are written instead."""

    meaning: str
    kind: Kind
    sample: str
    """As it would stand in the document; empty for a list or a record, and where the citizen has nothing."""

    fill_in: str = ""
    """The tag that makes it a field for a person to fill in; empty where the plan has no place for an answer."""

    @property
    def is_place(self) -> bool:
        """Whether it only tells where a row's fields belong."""
        return PLACES in self.path.split(".")


@dataclass(frozen=True)
class FieldList:
    """The fields of one document, or those of all."""

    document: str
    """The document's key; "" for the shared fields."""
    titel: str
    templates: tuple[str, ...]
    fields: tuple[Field, ...]
    withheld: tuple[str, ...] = ()
    """Shared fields that are always empty in this document, by path."""


def field_lists(opsætning: Opsætning) -> tuple[FieldList, ...]:
    """The shared fields first, then each document's own, in the order of the documents."""
    documents = table(opsætning)
    every = (*samples(), *own_samples(opsætning))
    shared = merged(sample.fields for sample in every if sample.fullest)
    fields = _fields({key: shared[key] for key in VOCABULARY}, Shape(derived=VOCABULARY))
    lists = [FieldList("", "Felter i alle skabeloner", (), tuple(fields))]
    for document in documents:
        own = fields_of_document(document, every)
        only = {key: value for key, value in own.items() if key not in VOCABULARY}
        fields = _fields(only, shape_of(document))
        withheld = tuple(sorted(path for path in document.withheld if _is_there(path, shared)))
        lists.append(FieldList(document.key, document.titel, document.skabeloner, tuple(fields), withheld))
    return tuple(lists)


def fields_of_document(document: Document, every: Iterable[Sample]) -> dict[str, Any]:
    """One example of all fields of a document: everything any of its samples has."""
    return merged(s.fields for s in every if s.fullest and s.document == document.key)


def merged(examples: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One example that has what any of them has; each list has one entry, with what any entry has."""
    found: dict[str, Any] = {}
    for example in examples:
        for key, value in example.items():
            found[key] = _richer(found.get(key), value)
    return found


def _richer(one: Any, other: Any) -> Any:
    if isinstance(other, Mapping):
        return merged([one, other] if isinstance(one, Mapping) else [other])
    if isinstance(other, list | tuple):
        entries = [*(one or ()), *other]
        if any(isinstance(entry, Mapping) for entry in entries):
            return [merged(entries)]
        return entries[:1]
    return one or other


def _fields(value: Any, shape: Shape, path: str = "", written: str = "", used: str = "") -> Iterator[Field]:
    """The fields below a value; `written`: how a tag names it, `used`: the loop variables around it."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            inner = f"{path}.{key}" if path else str(key)
            name = f"{written}.{key}" if written else str(key)
            kind = _kind(below)
            told = meaning(inner, shape) or ""
            yield Field(inner, _tag(kind, name, used), told, kind, _sample(below), _fill_in(kind, name, value))
            yield from _fields(below, shape, inner, name, used)
    elif isinstance(value, list):
        variable = _variable(written, used)
        for below in value:
            if isinstance(below, Mapping):
                yield from _fields(below, shape, f"{path}[]", variable, used + variable)


def _fill_in(kind: Kind, name: str, owner: Mapping[str, Any]) -> str:
    """The tag of a field to fill in: a key of the plan, or one that its row knows the place of."""
    key = name.rpartition(".")[2]
    place = plan_field(re.sub(rf"^{MEETING}\.", "møder[].", name)) if "." in name else None
    if place is None and key not in owner.get(PLACES, {}):
        return ""
    return f"{{{{p felt('{name}') }}}}" if kind == "liste" else f"{{{{ felt('{name}') }}}}"


def _variable(name: str, used: str) -> str:
    """A letter for one item of a list: *m* for `mål`, *d* for `m.delmål`."""
    letters = [letter for letter in name.rpartition(".")[2] if letter.isalpha() and letter not in used]
    return letters[0] if letters else "x"


def _tag(kind: Kind, name: str, used: str) -> str:
    if kind == "ja/nej":
        return f"{{% if {name} %}} … {{% endif %}}"
    if kind == "liste":
        return f"{{% for {_variable(name, used)} in {name} %}} … {{% endfor %}}"
    return "" if kind == "post" else f"{{{{ {name} }}}}"


def _is_there(path: str, value: Any) -> bool:
    key, _, rest = path.partition(".")
    value = value[0] if isinstance(value, list) and value else value
    return isinstance(value, Mapping) and key in value and (not rest or _is_there(rest, value[key]))


def _kind(value: Any) -> Kind:
    if isinstance(value, bool):
        return "ja/nej"
    if isinstance(value, Mapping):
        return "post"
    if isinstance(value, list):
        return "liste"
    if isinstance(value, Tegning):
        return "tegning"
    return "tal" if isinstance(value, int) else "tekst"


def _sample(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return str(value[0]) if value and not isinstance(value[0], Mapping) else ""
    return "" if isinstance(value, Mapping | Tegning) else str(value)
