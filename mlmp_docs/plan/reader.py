"""Plan files, mlmp.yaml and lister.yaml into records, or into diagnostics with places. The only reader of YAML."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mlmp_docs.diagnostic import Diagnostic, Level, Place, in_file_order
from mlmp_docs.plan import shape
from mlmp_docs.plan.broken_yaml import conflict
from mlmp_docs.plan.characters import clean, decode
from mlmp_docs.plan.edits import Data
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.nearest import did_you_mean, nearest
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.plan.source import Path_, Source
from mlmp_docs.plan.syntax import Scan, scan

__all__ = ["Path_", "Reading", "Source", "mistakes", "read_lists", "read_plan", "read_settings"]

MAX_BYTES = 1_000_000
"""A plan is some 10 kB; a file of more than 1 MB is something else."""
MAX_ITEMS = 1000
MAX_KNOWN = 12
"""So many of the fields that can stand at a place are named."""
T = TypeVar("T", bound=Record)
_REMEDY_FOR_EMPTY: dict[type[Record], str] = {
    Plan: "Skriv felterne i den, eller slet filen.",
    Lister: "Slet filen, hvis ingen liste er sendt endnu.",
    Opsætning: "Hent den igen fra en kopi, eller lav et nyt projekt med mlmp start, og tag filen derfra.",
}


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What came out of one file."""

    value: T | None
    """None when anything in the file is a fejl."""
    source: Source
    raw: object
    """Dicts, lists and texts as far as YAML could be read, keys without value left out; None if not at all."""
    diagnostics: tuple[Diagnostic, ...]


def read_plan(content: bytes, file: str) -> Reading[Plan]:
    """Read a plan file."""
    return _read(content, file, Plan, MAX_BYTES, MAX_ITEMS)


def read_settings(content: bytes, file: str) -> Reading[Opsætning]:
    """Read mlmp.yaml."""
    return _read(content, file, Opsætning, MAX_BYTES, MAX_ITEMS)


def read_lists(content: bytes, file: str) -> Reading[Lister]:
    """Read lister.yaml, which grows with every list that is sent."""
    return _read(content, file, Lister, 20 * MAX_BYTES, 100 * MAX_ITEMS)


def _read(content: bytes, file: str, record: type[T], max_bytes: int, max_items: int) -> Reading[T]:
    nothing = Source(file, (), {})
    if len(content) > max_bytes:
        told = Diagnostic(
            "P009",
            Level.FEJL,
            Place(file),
            f"Filen er på mere end {max_bytes // 1_000_000} MB.",
            "Flyt billeder og lange tekster ud af den.",
        )
        return Reading(None, nothing, None, (told,))
    text = decode(content, file)
    if isinstance(text, Diagnostic):
        return Reading(None, nothing, None, (text,))
    text, odd = clean(text, file, shape.homes(record))
    if marks := conflict(text, file):
        return Reading(None, nothing, None, (*odd, marks))
    result = scan(text, file, max_items, shape.homes(record))
    source = result.source
    if result.data is None and not result.diagnostics:
        told = Diagnostic("P003", Level.FEJL, Place(file), "Filen er tom.", _REMEDY_FOR_EMPTY[record])
        return Reading(None, source, None, in_file_order([*odd, told]))
    source = _with_prose_only(source, record)
    value, mistakes = _validate(result, record) if result.data is not None else (None, [])
    # A forbidden character may have split a word in two; what else its line is accused of follows from it.
    odd_lines = {told.place.line for told in odd if told.level is Level.FEJL}
    others = [
        told for told in (*result.diagnostics, *mistakes) if told.place.line not in odd_lines or not told.place.line
    ]
    diagnostics = in_file_order([*odd, *others])
    if any(told.level is Level.FEJL for told in diagnostics):
        value = None
    return Reading(value, source, result.data, diagnostics)


def mistakes(data: dict[str, Data], file: str, record: type[Record]) -> tuple[tuple[Path_, Diagnostic], ...]:
    """What the reader would tell of data that stands in no file yet, each with the way to it."""
    translator = _Translator(Scan(Source(file, (), {}), data), record)
    try:
        record.model_validate(data)
    except ValidationError as error:
        return tuple(translator.told(error.errors(include_url=False, include_input=False)))
    return ()


def _with_prose_only(source: Source, record: type[Record]) -> Source:
    """The source with only those cut texts that are prose; an id followed by a comment lost nothing."""
    if not source.prose_cut_by_comment:
        return source
    cut = tuple(path for path in source.prose_cut_by_comment if shape.is_prose(shape.at(record, path)))
    return Source(source.file, source.lines, source.spots, cut)


def _validate(scanned: Scan, record: type[T]) -> tuple[T | None, list[Diagnostic]]:
    if not isinstance(scanned.data, dict):
        kind = "en liste" if isinstance(scanned.data, list) else "en tekst"
        message = f"Filen skal begynde med et felt, men er {kind}."
        return None, [Diagnostic("P004", Level.FEJL, Place(scanned.source.file, 1, 1), message, _first_field(record))]
    translator = _Translator(scanned, record)
    try:
        return record.model_validate(scanned.data), translator.translate([])
    except ValidationError as error:
        # Without input and url: they would carry values of the file along.
        return None, translator.translate(error.errors(include_url=False, include_input=False))


def _first_field(record: type[Record]) -> str:
    return f"Den første linje kan være '{next(iter(shape.fields(record)))}:'."


class _Translator:
    """Turns pydantic's errors into Danish diagnostics, one for each mistake."""

    def __init__(self, scanned: Scan, record: type[Record]) -> None:
        self.scan = scanned
        self.record = record
        self.explained: set[Path_] = set()
        """Missing fields that an unknown key near by already explains."""

    def translate(self, details: list[ErrorDetails]) -> list[Diagnostic]:
        return [told for _, told in self.told(details)]

    def told(self, details: list[ErrorDetails]) -> list[tuple[Path_, Diagnostic]]:
        """Each mistake with the way to where it is."""
        unknown = [_path(entry) for entry in details if entry["type"] == "extra_forbidden"]
        unknown += [path for path in sorted(self.scan.empty, key=str) if not self._is_known(path)]
        rest = [entry for entry in details if entry["type"] != "extra_forbidden"]
        told = [(path, self._unknown(path)) for path in unknown if not self._spoiled(path)]
        told += [(_path(entry), self._other(_path(entry), entry)) for entry in rest if not self._is_explained(entry)]
        return told

    def _is_known(self, path: Path_) -> bool:
        above = shape.record_at(self.record, path[:-1])
        return above is None or path[-1] in shape.fields(above)

    def _spoiled(self, path: Path_) -> bool:
        return any(path[:length] in self.scan.spoiled for length in range(len(path) + 1))

    def _is_explained(self, entry: ErrorDetails) -> bool:
        path = _path(entry)
        kind = entry["type"]
        # A list whose items are all wrong is too short for pydantic as well.
        follows = (kind == "missing" and path in self.explained) or (kind == "too_short" and bool(self._typed(path)))
        return follows or self._spoiled(path)

    def _unknown(self, path: Path_) -> Diagnostic:
        key = str(path[-1])
        name = f" '{key}'" if is_quotable(key) else ""
        above = shape.record_at(self.record, path[:-1])
        known = tuple(shape.fields(above)) if above else ()
        hint = did_you_mean(key, known, 0.75)
        if not hint and (homes := shape.homes(self.record).get(key)):
            hint = _belongs(homes)
            self.explained |= {(home, key) if home else (key,) for home in homes}
        hint = hint or did_you_mean(key, known, 0.6) or _can_stand(known)
        if meant := nearest(key, known, 0.6):
            self.explained.add((*path[:-1], meant))
        return self._diagnostic("P012", path, f"Feltet{name} kendes ikke.", hint)

    def _other(self, path: Path_, entry: ErrorDetails) -> Diagnostic:
        kind = entry["type"]
        name = shape.field_name(self.record, path)
        the_field = f"Feltet '{name}'" if name else "Filen"
        if kind == "missing":
            return self._missing(path)
        if kind == "literal_error":
            return self._choice(path, the_field)
        if kind == "tuple_type":
            return self._diagnostic(
                "P013",
                path,
                f"{the_field} skal være en liste.",
                "Skriv hvert punkt på sin egen linje efter en bindestreg og et mellemrum.",
            )
        if kind in ("model_type", "model_attributes_type", "dict_type"):
            return self._diagnostic(
                "P013",
                path,
                f"{the_field} skal have felter under sig.",
                "Skriv dem på linjerne under, rykket ind, med et mellemrum efter kolon.",
            )
        if kind == "too_short":
            listed = isinstance(self._typed(path), list)
            hint = "Skriv den på linjen under efter en bindestreg." if listed else "Skriv et id og dets felter under."
            return self._diagnostic("P033", path, f"{the_field} skal have mindst én post.", hint)
        context = entry.get("ctx", {})
        return self._diagnostic(kind, path, _with_name(str(context["message"]), name), str(context["hint"]))

    def _missing(self, path: Path_) -> Diagnostic:
        name = str(path[-1])
        if path in self.scan.commented_out:
            message = f"Feltet '{name}' er tomt, for et # begynder en kommentar."
            hint = "Sæt anførselstegn om hele teksten, hvis # hører til den, eller slet tegnet."
            return self._diagnostic("P011", path, message, hint)
        if path in self.scan.empty:
            return self._diagnostic("P011", path, f"Feltet '{name}' er tomt.", "Skriv noget efter kolon.")
        above = shape.field_name(self.record, path[:-1])
        where = f" under '{above}'" if above else ""
        return self._diagnostic("P010", path, f"Feltet '{name}' mangler{where}.", f"Tilføj en linje med '{name}:'.")

    def _typed(self, path: Path_) -> object:
        """What stands at a path; an empty text where there is nothing."""
        found = self.scan.data
        for part in path:
            if isinstance(found, dict) or (isinstance(found, list) and isinstance(part, int)):
                found = found[part]  # type: ignore[index]
            else:
                return ""
        return found

    def _choice(self, path: Path_, the_field: str) -> Diagnostic:
        words = shape.choices(shape.at(self.record, path))
        typed = self._typed(path)
        hint = did_you_mean(typed, words, 0.6) if isinstance(typed, str) else ""
        return self._diagnostic("P029", path, f"{the_field} skal være én af: {', '.join(words)}.", hint)

    def _diagnostic(self, code: str, path: Path_, message: str, hint: str = "") -> Diagnostic:
        return self.scan.source.diagnostic(code, Level.FEJL, path, message, hint)


def is_quotable(key: str) -> bool:
    """Whether an unknown key may be quoted: 1 to 40 letters and underscores; others may be misplaced private text."""
    return 1 <= len(key) <= 40 and all(part.isalpha() or part == "_" for part in key)


def _path(entry: ErrorDetails) -> Path_:
    return tuple(part for part in entry["loc"] if part != "[key]")


def _belongs(homes: tuple[str, ...]) -> str:
    under = [f"under '{home}'" if home else "yderst i filen" for home in homes]
    if len(under) > 3:
        return "Se efter, om linjen er rykket rigtigt ind."
    return f"Feltet hører til {' eller '.join(under)}. Se efter, om linjen er rykket rigtigt ind."


def _can_stand(known: tuple[str, ...]) -> str:
    more = " …" if len(known) > MAX_KNOWN else "."
    return f"Her kan stå: {', '.join(known[:MAX_KNOWN])}{more}" if known else ""


def _with_name(message: str, name: str) -> str:
    if not name:
        return message
    if message.startswith("Feltet "):
        return f"Feltet '{name}' {message.removeprefix('Feltet ')}"
    return f"Feltet '{name}': {message}"
