"""What can be changed in a plan file, and what its data is afterwards. Knows no YAML.

Paths are those of the reader: keys and, counted from 0, numbers in lists; items without a value do not count.
Several edits are done one after the other, so that each path is that of the data as the earlier edits left it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import normalize

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan import shape
from mlmp_docs.plan.characters import FORBIDDEN, forbidden_message
from mlmp_docs.plan.record import Record, ShortRecord
from mlmp_docs.plan.source import Path_

Value = str | int | None | Sequence["Value"] | Mapping[str, "Value"]
"""A text, a number, nothing, a list or fields. A yes or no is the text `ja` or `nej`, a date the text 2027-05-12."""
Data = str | list["Data"] | dict[str, "Data"]
"""What the reader makes of a file: keys without a value are left out."""


class EditRefused(Exception):
    """An edit that cannot be done safely, so that nothing was changed; the message is Danish and names no value."""

    def __init__(self, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(" ".join(filter(None, [message, hint])))
        self.message = message
        self.hint = hint
        self.place = place

    def diagnostic(self, file: str) -> Diagnostic:
        """The refusal as a *fejl*, at its place, else for the file."""
        return Diagnostic("B011", Level.FEJL, self.place or Place(file), self.message, self.hint)


@dataclass(frozen=True)
class Set:
    """Let a path hold a value.

    A missing key is made, with the fields above it. Of a value with parts only what differs is changed.
    """

    path: Path_
    value: Value


@dataclass(frozen=True)
class Clear:
    """Take the value away; its key stays, without a value. A key that is not there is left so."""

    path: Path_


@dataclass(frozen=True)
class Add:
    """A new item on the list at a path, before the item of the number `at`, else last. A missing list is made."""

    path: Path_
    value: Value
    at: int | None = None


@dataclass(frozen=True)
class Remove:
    """Take a key or a list item away, with its comments."""

    path: Path_


Edit = Set | Clear | Add | Remove


# --- steps: one change each, at one place ------------------------------------------------------------------------


@dataclass(frozen=True)
class Put:
    """What stands at `path`, or what does not stand there yet but its parent does, becomes `value`."""

    path: Path_
    value: Data | None


@dataclass(frozen=True)
class Insert:
    """A new item on an existing list."""

    path: Path_
    at: int
    value: Data


@dataclass(frozen=True)
class Drop:
    """A key or an item is taken away."""

    path: Path_


Step = Put | Insert | Drop


def steps(data: Data, edit: Edit, record: type[Record]) -> Iterator[Step]:
    """The single changes that an edit of this data consists of, each for the data that the one before left.

    Raises `EditRefused` when the path leads nowhere.
    """
    if not edit.path and not isinstance(edit, Set):
        raise EditRefused("Hele filen kan ikke ændres på én gang.")
    if isinstance(edit, Set):
        value = plain(edit.value)
        if value is None:
            yield from steps(data, Clear(edit.path), record)
        else:
            yield from _set(data, edit.path, value, record)
    elif isinstance(edit, Clear):
        if find(data, edit.path) is not None:
            if isinstance(edit.path[-1], int):
                raise EditRefused("Et punkt på en liste kan ikke stå tomt.", "Fjern punktet i stedet.")
            yield Put(edit.path, None)
    elif isinstance(edit, Add):
        item = plain(edit.value)
        if item is None:
            raise TypeError("a list item needs a value")
        yield from _add(data, edit, item, record)
    else:
        if find(data, edit.path) is None and not _may_stand_empty(data, edit.path):
            raise not_there(record, edit.path)
        yield Drop(edit.path)


def _set(data: Data, path: Path_, value: Data, record: type[Record]) -> Iterator[Step]:
    above = _deepest(data, path)
    found = find(data, path[:above])
    missing = path[above:]
    if not missing:
        yield from _differences(path, found, value, record)
        return
    if any(isinstance(part, int) for part in missing):
        raise EditRefused(f"{the_field(record, path)} findes ikke: listen har ikke så mange punkter.")
    if isinstance(found, dict):
        yield Put((*path[:above], missing[0]), _nested(missing[1:], value))
    elif isinstance(found, str) and (first := first_field(record, path[:above])):
        if missing == (first,):
            yield from _differences(path[:above], found, value, record)
        else:
            yield Put(path[:above], {first: found, str(missing[0]): _nested(missing[1:], value)})
    else:
        raise EditRefused(f"{the_field(record, path[:above])} har ikke felter under sig.", "Ret det i filen.")


def _add(data: Data, edit: Add, item: Data, record: type[Record]) -> Iterator[Step]:
    found = find(data, edit.path)
    if found is None:
        yield from _set(data, edit.path, [item], record)
        return
    if not isinstance(found, list):
        raise EditRefused(f"{the_field(record, edit.path)} er ikke en liste.", "Ret det i filen.")
    at = len(found) if edit.at is None else edit.at
    if not 0 <= at <= len(found):
        raise EditRefused(f"{the_field(record, edit.path)} har ikke så mange punkter.")
    yield Insert(edit.path, at, item)


def _differences(path: Path_, old: Data | None, new: Data, record: type[Record]) -> Iterator[Step]:
    """What has to change in what stands at a path. New things come first, so that no list is empty in between."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        for key, value in new.items():
            if key in old:
                yield from _differences((*path, key), old[key], value, record)
            else:
                yield Put((*path, key), value)
        yield from (Drop((*path, key)) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _differences_of_lists(path, old, new, record)
    else:
        yield Put(path, new)


def _differences_of_lists(path: Path_, old: list[Data], new: list[Data], record: type[Record]) -> Iterator[Step]:
    first = first_field(record, (*path, 0))
    was, becomes = [_identity(item, first) for item in old], [_identity(item, first) for item in new]
    for kind, i1, i2, j1, j2 in reversed(SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes()):
        if kind == "equal":
            for number in range(i2 - i1):
                yield from _differences((*path, i1 + number), old[i1 + number], new[j1 + number], record)
            continue
        # A text may become another; an entry with fields is somebody, and its comments are not another's.
        same = 0
        while same < min(i2 - i1, j2 - j1) and isinstance(old[i1 + same], str) and isinstance(new[j1 + same], str):
            yield Put((*path, i1 + same), new[j1 + same])
            same += 1
        yield from (Insert(path, i2 + number, new[j1 + same + number]) for number in range(j2 - j1 - same))
        yield from (Drop((*path, number)) for number in reversed(range(i1 + same, i2)))


_NAMES = ("navn", "borgermål", "tekst", "punkt", "hvad", "dato", "år", "tilbud")
"""What tells one entry of a list from another when it has no id."""


def _identity(item: Data, first: str) -> str:
    if isinstance(item, dict):
        return next((f"{key}: {item[key]}" for key in ("id", first, *_NAMES) if key in item), str(item))
    return str(item)


# --- data --------------------------------------------------------------------------------------------------------


def applied(data: Data, step: Step) -> Data:
    """The data after one step, as the reader will see it; the given data is left as it is."""
    if isinstance(step, Put) and not step.path:
        return step.value if step.value is not None else {}
    path = step.path if isinstance(step, Insert) else step.path[:-1]
    return _changed(data, path, step)


def _changed(data: Data, path: Path_, step: Step) -> Data:
    if path:
        copy = _copied(data)
        copy[path[0]] = _changed(copy[path[0]], path[1:], step)  # type: ignore[index]
        return copy
    copy = _copied(data)
    if isinstance(step, Insert):
        copy.insert(step.at, step.value)  # type: ignore[union-attr]
    elif isinstance(step, Put) and step.value is not None:
        copy[step.path[-1]] = step.value  # type: ignore[index]
    elif step.path[-1] in copy or isinstance(step.path[-1], int):
        del copy[step.path[-1]]  # type: ignore[arg-type]
    return copy


def _copied(data: Data) -> "list[Data] | dict[str, Data]":
    return list(data) if isinstance(data, list) else dict(data)  # type: ignore[arg-type]


def find(data: Data | None, path: Path_) -> Data | None:
    """What stands at a path; None where there is nothing."""
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
            data = data[part]
        else:
            return None
    return data


def plain(value: Value) -> Data | None:
    """The value as the reader will give it back. Raises `EditRefused` for characters that a plan cannot hold."""
    if value is None:
        return None
    if isinstance(value, bool):
        raise TypeError("write ja or nej")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        text = normalize("NFC", value)
        if FORBIDDEN.search(text):
            message, _ = forbidden_message(text)
            raise EditRefused(f"Teksten{message.removeprefix('Linjen')}", "Slet tegnet.")
        return text
    if isinstance(value, Mapping):
        keys = {plain(key): plain(below) for key, below in value.items()}
        return {_key(key): below for key, below in keys.items() if below is not None}
    if isinstance(value, Sequence):
        items = [plain(item) for item in value]
        if None in items:
            raise TypeError("a list item needs a value")
        return [item for item in items if item is not None]
    raise TypeError(f"{type(value).__name__} cannot stand in a plan")


def _key(key: object) -> str:
    if not isinstance(key, str) or not key or key != key.strip() or "\n" in key or len(key) > 100:
        raise TypeError("a key is a word")
    return key


def first_field(record: type[Record], path: Path_) -> str:
    """The field that a text at this path stands for; empty where a text is only a text."""
    found = shape.record_at(record, path)
    return next(iter(shape.fields(found))) if found is not None and issubclass(found, ShortRecord) else ""


def _deepest(data: Data, path: Path_) -> int:
    """How much of a path leads to something."""
    return next(length for length in range(len(path), -1, -1) if find(data, path[:length]) is not None)


def _may_stand_empty(data: Data, path: Path_) -> bool:
    return isinstance(path[-1], str) and isinstance(find(data, path[:-1]), dict)


def _nested(path: Path_, value: Data) -> Data:
    for part in reversed(path):
        value = {str(part): value}
    return value


def not_there(record: type[Record], path: Path_) -> EditRefused:
    """Nothing can be taken away where there is nothing."""
    return EditRefused(f"{the_field(record, path)} findes ikke, så det kan ikke fjernes.")


def the_field(record: type[Record], path: Path_) -> str:
    """What to call the place of a path in a message."""
    name = shape.field_name(record, path)
    return f"Feltet '{name}'" if name else "Feltet" if path else "Filen"
