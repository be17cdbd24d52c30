"""YAML text to plain data, every scalar as the text in the file, with its place. The only module that knows PyYAML.

YAML's own guesses corrupt CPR numbers, times and names, so none is used. The parser's events are walked without
recursion; anchors, aliases, tags, repeated keys and too deep nesting are told, never obeyed.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any
from unicodedata import is_normalized, normalize

import yaml

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan.broken_yaml import HARD_INDENT, HARD_INDENT_HINT, HARD_INDENT_MESSAGE, explain
from mlmp_docs.plan.characters import FORBIDDEN, forbidden_message, is_ordinary
from mlmp_docs.plan.source import Path_, Source, Spot, is_presentable

MAX_DEPTH = 20
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where there is one; it is twenty times as fast."""
NOT_GIVEN = frozenset({"", "~", "null"})
_COMMENT_AS_VALUE = re.compile(r"\s*: #\w")
_QUOTE_HINT = "Sæt teksten i anførselstegn, hvis tegnet hører til den."


@dataclass
class Scan:
    """What could be read of a file, before anybody knows what its fields mean."""

    source: Source
    data: object = None
    """Dicts, lists and texts; None when the file is not YAML. Keys without a value are left out."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    empty: set[Path_] = field(default_factory=set)
    """Keys that stand there without a value."""
    commented_out: set[Path_] = field(default_factory=set)
    """Those of the empty whose value is a comment that looks like a text (`sted: #3 th.`)."""
    spoiled: set[Path_] = field(default_factory=set)
    """Paths about which enough has been said."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended."""

    items: dict[str, object] | list[object]
    path: Path_
    key: str | None = None
    """The key whose value comes next; None when a key comes next."""
    first_lines: dict[str, int] = field(default_factory=dict)
    discard: bool = False


class _Stop(Exception):
    """The file need not be read further."""


def scan(text: str, file: str, max_items: int, known: Container[str]) -> Scan:
    """Read a text that has been decoded and freed of forbidden characters; `known` are keys that may be shown."""
    return _Scanner(text, file, max_items, known).run()


class _Scanner:
    def __init__(self, text: str, file: str, max_items: int, known: Container[str]) -> None:
        self.text = text
        self.lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        self.file = file
        self.max_items = max_items
        self.known = known
        self.decomposed = not is_ordinary(text) and not is_normalized("NFC", text)
        self.spots: dict[Path_, Spot] = {}
        self.cut: list[Path_] = []
        self.scan = Scan(Source(file, self.lines, self.spots))
        self.stack: list[_Open] = []
        self.root: list[object] = []

    def run(self) -> Scan:
        broken = False
        try:
            for event in iter(LOADER(self.text).get_event, None):
                if isinstance(event, yaml.ScalarEvent):  # most are
                    self._scalar(event)
                else:
                    self._take(event)
        except _Stop:
            broken = True
        except yaml.YAMLError as error:
            broken = True
            self._report_broken(error)
        if not broken and self.root:
            self.scan.data = self.root[0]
        self.scan.source = Source(self.file, self.lines, self.spots, tuple(self.cut))
        return self.scan

    def _report_broken(self, error: yaml.YAMLError) -> None:
        found = explain(error, self.lines)
        place = Place(self.file, found.line, found.column)
        self.scan.diagnostics = [d for d in self.scan.diagnostics if d.place.line != found.line]
        self.scan.diagnostics.append(
            Diagnostic(
                found.code,
                Level.FEJL,
                place,
                found.message,
                found.hint,
                Source.masked_line(self.lines, place, self.known),
            )
        )

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.MappingStartEvent):
            self._open({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            if not closed.discard:
                self._put(closed.items)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    # --- one kind of event each --------------------------------------------------------------------------------

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags:
            self._tell("P006", event, "En linje, der begynder med %, læses som en YAML-instruks.", "Slet linjen.")
        if self.root:
            self._tell(
                "P034",
                event,
                "Filen har flere dele, skilt af ---.",
                "Slet linjen med ---. Hver plan skal have sin fil.",
            )
            raise _Stop

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._tell("P006", event, "En stjerne (*) først læses som en henvisning, og de kan ikke bruges.", _QUOTE_HINT)
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            raise _Stop
        if isinstance(parent.items, dict) and parent.key is None:
            self._bad_key(parent)
            return
        self._begin_item(event, parent)
        self.scan.spoiled.add(self._path())
        self._put("")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: str = event.value
        style = event.style
        odd = False
        if self.decomposed or style == '"':  # Escapes can hold what the text of the file does not.
            value = normalize("NFC", value)
            if FORBIDDEN.search(value):
                message, hint = forbidden_message(value)
                self._tell("P007", event, message, hint)
                value = FORBIDDEN.sub(" ", value)
                odd = True
        if event.anchor or event.tag:
            self._anchor_or_tag(event)
            odd = True
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.items, dict):
            if parent.key is None:
                self._key(event, value, parent, odd)
                return
        else:
            self._begin_item(event, parent)
        if odd:
            self.scan.spoiled.add(self._path())
        elif not style:
            if value in NOT_GIVEN:
                path = self._path()
                if parent is not None and parent.key and not value and not self._has_colon(path):
                    self._no_colon(path, parent)
                self._put_nothing(path)
                return
            end = event.end_mark
            if end and self.lines[end.line].startswith(" #", end.column):
                self.cut.append(self._path())
        self._put(value)

    def _key(self, event: yaml.ScalarEvent, value: str, parent: _Open, odd: bool) -> None:
        if value.isidentifier() and value not in parent.first_lines and not odd and not parent.discard:  # most are
            parent.key = value
        else:
            self._other_key(event, value, parent, odd)
            if not parent.key:
                return
        line, column = _start(event)
        parent.first_lines[parent.key] = line
        self.spots[*parent.path, parent.key] = (line, column, _end(event)[1])
        if len(parent.first_lines) > self.max_items:
            self._too_many(event)

    def _other_key(self, event: yaml.ScalarEvent, value: str, parent: _Open, odd: bool) -> None:
        """Take a key that is not a plain new word, or tell why not."""
        line, _ = _start(event)
        key = value.strip()
        if parent.discard:
            self._bad_key(parent)
        elif key == "<<" and not event.style:
            self._tell("P006", event, "Feltet << fletter felter sammen, og det kan ikke bruges.", "Skriv felterne ud.")
            self._bad_key(parent)
        elif key != value and not event.style and HARD_INDENT.match(value):
            self._tell("P038", event, HARD_INDENT_MESSAGE, HARD_INDENT_HINT)
            # The field above looks empty, since this line was meant to stand under it.
            self.scan.spoiled.update((*parent.path, above) for above in list(parent.first_lines)[-1:])
            self._bad_key(parent)
        elif odd:
            self._bad_key(parent)
        elif not key:
            self._tell("P042", event, "Der mangler et feltnavn foran kolon.")
            self._bad_key(parent)
        elif key in parent.first_lines:
            name = f" '{key}'" if is_presentable(key) else ""
            first = parent.first_lines[key]
            where = f" i linje {line}" if first == line else f": i linje {first} og i linje {line}"
            message = f"Feltet{name} står to gange{where}."
            self._tell("P005", event, message, "Behold den ene.")
            self.scan.spoiled.add((*parent.path, key))
            self._bad_key(parent)
        else:
            parent.key = key

    def _has_colon(self, path: Path_) -> bool:
        """Whether the key at a path is followed by a colon, and not by the next comma of `{navn: Ida, Randers}`."""
        line, _, end = self.spots[path]
        return self.lines[line - 1][end - 1 :].lstrip().startswith(":")

    def _no_colon(self, path: Path_, parent: _Open) -> None:
        if ":" in str(path[-1]):
            self._tell_at("P040", self.spots[path], "Der mangler et mellemrum efter kolon.", "Skriv det mellem de to.")
            self.scan.spoiled.add(parent.path)
            return
        if len(parent.first_lines) > 1:
            message = "Et komma i { } deler en tekst i to."
            hint = "Er kommaet en del af en tekst, så sæt anførselstegn om hele teksten; ellers mangler der et kolon."
        else:
            message = "Teksten i { } mangler et kolon."
            hint = "Hører { } til teksten, så sæt anførselstegn om den hele."
        self._tell_at("P043", self.spots[path], message, hint)
        self.scan.spoiled.add(parent.path)

    def _odd_key(self, event: yaml.CollectionStartEvent, parent: _Open) -> None:
        line, column = _start(event)
        if self.lines[line - 1][:column].endswith("{{"):
            hint = "Skriv selve teksten. Skal {{ }} stå i den, så sæt anførselstegn om den hele."
            self._tell("P042", event, "Mærker med {{ }} bruges kun i skabeloner.", hint)
            self.scan.spoiled.add(parent.path)
        else:
            self._tell("P042", event, "Et feltnavn skal være et ord.", "Sæt det i anførselstegn, hvis det er en tekst.")

    def _bad_key(self, parent: _Open) -> None:
        """Let the value that follows go where nobody looks."""
        parent.key = ""

    def _anchor_or_tag(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._tell("P006", event, "Et &-tegn først læses som et anker, og de kan ikke bruges.", _QUOTE_HINT)
        else:
            self._tell("P006", event, "Et udråbstegn først læses som et mærke, og de kan ikke bruges.", _QUOTE_HINT)

    def _open(self, items: dict[str, object] | list[object], event: yaml.CollectionStartEvent) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._tell(
                "P009",
                event,
                f"Der er mere end {MAX_DEPTH} lag af felter i hinanden.",
                "Se efter, om [ og { har en afslutning.",
            )
            raise _Stop
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.items, dict) and parent.key is None:
            self._odd_key(event, parent)
            self._bad_key(parent)
            # The key itself is read and forgotten; what follows is its value.
            self.stack.append(_Open(items, (), discard=True))
            return
        self._begin_item(event, parent)
        path = self._path()
        if event.anchor or event.tag:
            self._anchor_or_tag(event)
            self.scan.spoiled.add(path)
        self.stack.append(_Open(items, path))

    # --- where things go -----------------------------------------------------------------------------------------

    def _begin_item(self, event: yaml.Event, parent: _Open | None) -> None:
        """Note where a value begins that is an item of a list; others stand after a key, whose place is known."""
        if parent is not None and isinstance(parent.items, list):
            line, column = _start(event)
            self.spots[(*parent.path, len(parent.items))] = (line, column, 0)
            if len(parent.items) >= self.max_items:
                self._too_many(event)

    def _path(self) -> Path_:
        """The path of the value that comes next."""
        if not self.stack:
            return ()
        parent = self.stack[-1]
        return (*parent.path, len(parent.items) if isinstance(parent.items, list) else parent.key or "")

    def _put(self, value: object) -> None:
        if not self.stack:
            self.root.append(value)
            return
        parent = self.stack[-1]
        items = parent.items
        if isinstance(items, dict):
            if parent.key:
                items[parent.key] = value
            parent.key = None
        else:
            items.append(value)

    def _put_nothing(self, path: Path_) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            return
        if isinstance(parent.items, dict):
            if parent.key:
                self.scan.empty.add(path)
                line, _, end = self.spots[path]
                if _COMMENT_AS_VALUE.match(self.lines[line - 1], end - 1):
                    self.scan.commented_out.add(path)
                    self.cut.append(path)
            parent.key = None
        else:
            self.spots.pop(path, None)

    def _too_many(self, event: yaml.Event) -> None:
        self._tell("P009", event, f"Der er mere end {self.max_items} punkter på samme liste.", "Del listen op.")
        raise _Stop

    def _tell(self, code: str, event: yaml.Event, message: str, hint: str = "") -> None:
        self._tell_at(code, _start(event), message, hint)

    def _tell_at(self, code: str, spot: tuple[int, ...], message: str, hint: str) -> None:
        place = Place(self.file, spot[0], spot[1])
        shown = Source.masked_line(self.lines, place, self.known)
        self.scan.diagnostics.append(Diagnostic(code, Level.FEJL, place, message, hint, shown))


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
