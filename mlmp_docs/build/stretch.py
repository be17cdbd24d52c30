"""The longest content a template may meet, made from an ordinary one: long texts, long names, many on each list."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from mlmp_docs.content import page_one
from mlmp_docs.content.plain import Felter
from mlmp_docs.plan.paths import PLACES

_MOST: Final = 8
"""Entries on each list."""
_TEXT: Final = 20
"""From this length a text is prose and becomes three times as long."""
_PAGE_ONE: Final = {"side_1", "kort"}
"""Fields that tell the visual plan."""


def stretched(value: Any) -> Any:
    """The value with longer texts and lists. Choices such as *i gang*, dates and numbers stay what they are.

    Page 1 of the visual plan is set anew, since its form depends on how much there is.
    """
    if isinstance(value, Mapping):
        fuller = Felter({key: below if key == PLACES else stretched(below) for key, below in value.items()})
        return Felter(fuller | page_one.fitted(fuller)) if fuller.keys() >= _PAGE_ONE else fuller
    if isinstance(value, list | tuple):
        longer = [stretched(entry) for entry in value]
        longer = (longer * _MOST)[: max(_MOST, len(longer))] if longer else longer
        longer = [_with_own_places(entry, n) for n, entry in enumerate(longer)]
        return longer if isinstance(value, list) else tuple(longer)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: stretched(getattr(value, field.name)) for field in fields(value)})
    return _longer(value) if isinstance(value, str) else value


def _with_own_places(entry: Any, number: int) -> Any:
    """A row of its own: two rows cannot be one place in the plan."""
    if isinstance(entry, list):
        return [_with_own_places(below, number) for below in entry]
    if not isinstance(entry, Mapping):
        return entry
    fresh = Felter({key: _with_own_places(below, number) for key, below in entry.items()})
    for key, path in entry.get(PLACES, {}).items():
        fresh[PLACES][key] = path.replace("]", f"·{number}]")
    return fresh


def _longer(text: str) -> str:
    if any(letter.isdigit() for letter in text) or " " not in text.strip() or "@" in text:
        return text
    if len(text) >= _TEXT:
        return " ".join([text] * 3)
    return f"{text} {text}" if text.istitle() else text
