"""The tags of one part read one by one, so that a mistake in one hides no mistake in another.

Jinja stops at the first thing it cannot read. Here each tag is parsed alone; what opens and closes is followed beside.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from mlmp_docs.word.environment import ENVIRONMENT
from mlmp_docs.word.field_check import FORBIDDEN, FieldCheck
from mlmp_docs.word.mistake import Mistake, did_you_mean
from mlmp_docs.word.tags import Tag

_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")
_LETTER: Final = re.compile(r"^(tr|tc|p|r)\s")
_LETTERS: Final = frozenset(("tr", "tc", "p", "r"))
_ENDS: Final = {"for": "endfor", "if": "endif"}
_BEGINS: Final = {end: begin for begin, end in _ENDS.items()}
_KNOWN: Final = ("for", "endfor", "if", "elif", "else", "endif", "set")
_CELLS: Final = frozenset(("colspan", "cellbg", "vm", "hm"))
"""docxtpl's own words for table cells."""
_MERGING: Final = frozenset(("vm", "hm"))
"""Those of them that ask docxtpl's loop where it is."""
_JINJA_ONLY: Final = frozenset(
    [
        "raw", "include", "import", "from", "extends", "block", "macro", "call", "filter", "with", "do",
        "autoescape", "trans",
    ]
)  # fmt: skip
_UNREADABLE: Final = Mistake("S020", "Mærket kan ikke læses.", "Se efter, om der mangler et tegn.")
_ONE_EQUALS: Final = re.compile(r"[^=!<>]=[^=]")


def tag_mistakes(tags: Iterable[Tag], known: Mapping[str, object]) -> Iterator[Mistake]:
    """Everything wrong with the tags of one part, in their order."""
    reading = _Reading(known)
    order = {}
    for place, tag in enumerate(tags):
        order[id(tag)] = place
        reading.read(tag)
    reading.finish()
    for tag, mistake in sorted(reading.found(), key=lambda entry: order[id(entry[0])]):
        yield Mistake(mistake.code, f"{tag}: {mistake.message}", mistake.hint, tag.where, mistake.level)


class _Reading:
    """Which loops and conditions are open, and what is wrong so far."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._fields = FieldCheck(known)
        self._open: list[tuple[str, Tag]] = []
        self._told: list[tuple[Tag, Mistake]] = []

    def found(self) -> list[tuple[Tag, Mistake]]:
        return [*self._told, *self._fields.found]

    def read(self, tag: Tag) -> None:
        if tag.text.startswith("{#"):
            return
        inner = _LETTER.sub("", tag.text[2:-2].translate(_QUOTES)).strip("-+ \n\t")
        if "{{" in inner or "{%" in inner:
            self._tell(tag, Mistake("S030", "Et mærke inde i mærket er ikke lukket.", "Se efter {{, }}, {% og %}."))
        elif tag.text.startswith("{{"):
            self._output(tag, inner)
        else:
            if _LETTER.match(tag.text[2:]) and re.search(r"[%}]", inner):
                hint = "% og } må ikke stå i et mærke, der tager hele afsnittet, rækken eller cellen."
                self._tell(tag, Mistake("S020", _UNREADABLE.message, hint))
            self._statement(tag, *_first_word(inner), inner)

    def finish(self) -> None:
        for word, tag in self._open:
            hint = f"Sæt `{_ENDS[word]}` ind, hvor det slutter."
            self._tell(tag, Mistake("S021", "Mærket bliver ikke lukket.", hint))

    def _tell(self, tag: Tag, mistake: Mistake) -> None:
        self._told.append((tag, mistake))

    def _output(self, tag: Tag, inner: str, *, shown: bool = True) -> None:
        tree = self._parsed(tag, f"{{{{ {inner} }}}}")
        for node in tree.find_all(nodes.Output) if tree else ():
            for expression in node.nodes:
                if not isinstance(expression, nodes.TemplateData):
                    self._fields.output(tag, expression, shown=shown)

    def _statement(self, tag: Tag, word: str, rest: str, inner: str) -> None:
        readers: Mapping[str, Callable[[Tag, str], None]] = {
            "for": self._for,
            "if": self._if,
            "elif": self._elif,
            "else": self._else,
            "set": self._set,
            "endfor": self._close,
            "endif": self._close,
        }
        if word in readers:
            readers[word](tag, inner)
        elif word in _CELLS:
            if rest:
                self._output(tag, rest, shown=False)
            if word in _MERGING and not any(kind == "for" for kind, _ in self._open):
                hint = "Flyt mærket ind mellem `for` og `endfor`."
                self._tell(tag, Mistake("S038", f"`{word}` virker kun inde i en løkke.", hint))
        elif word in _JINJA_ONLY or word.removeprefix("end") in _JINJA_ONLY:
            self._tell(tag, FORBIDDEN)
        elif word in _LETTERS and _first_word(rest)[0] in _KNOWN:
            self._tell(tag, Mistake("S020", _UNREADABLE.message, f"Skriv {{%{word} uden mellemrum før {word}."))
            self._statement(tag, *_first_word(rest), rest)
        elif word == "end" and rest in _ENDS:
            self._tell(tag, Mistake("S020", "Mærket kan ikke læses.", f"Skriv `{_ENDS[rest]}` i ét ord."))
            self._close(tag, _ENDS[rest])
        else:
            hint = did_you_mean(word, _KNOWN) or _UNREADABLE.hint
            self._tell(tag, Mistake("S020", "Mærket kan ikke læses.", hint))
            meant = next((known for known in _KNOWN if f"`{known}`" in hint), "")
            if meant in _ENDS:  # so that its end is not told as well
                self._open.append((meant, tag))
                if meant == "for":
                    self._fields.unknown_loop(Tag(tag.text.replace(word, "for", 1), tag.where))

    def _parsed(self, tag: Tag, source: str) -> nodes.Template | None:
        try:
            return ENVIRONMENT.parse(source)
        except TemplateSyntaxError:
            equals = tag.text.startswith("{%") and "set" not in tag.text and _ONE_EQUALS.search(tag.text)
            hint = "Skriv to lighedstegn: ==." if equals else _UNREADABLE.hint
            self._tell(tag, Mistake("S020", _UNREADABLE.message, hint))
            return None

    def _for(self, tag: Tag, inner: str) -> None:
        self._open.append(("for", tag))
        tree = self._parsed(tag, f"{{% {inner} %}}{{% endfor %}}")
        node = tree.find(nodes.For) if tree else None
        if node is None:
            self._fields.unknown_loop(tag)
        else:
            self._fields.loop(tag, node)
            if node.recursive:
                self._tell(tag, FORBIDDEN)

    def _if(self, tag: Tag, inner: str) -> None:
        self._open.append(("if", tag))
        self._condition(tag, inner)

    def _elif(self, tag: Tag, inner: str) -> None:
        if not self._open or self._open[-1][0] != "if":
            self._tell(tag, Mistake("S021", "Der er ingen `if` før mærket."))
        self._condition(tag, inner.removeprefix("el"))

    def _condition(self, tag: Tag, inner: str) -> None:
        tree = self._parsed(tag, f"{{% {inner} %}}{{% endif %}}")
        node = tree.find(nodes.If) if tree else None
        if node is not None:
            self._fields.condition(tag, node.test)

    def _else(self, tag: Tag, _: str) -> None:
        if not self._open:
            self._tell(tag, Mistake("S021", "Der er ingen `if` før mærket."))
        elif self._open[-1][0] == "for":
            self._fields.empty_branch()

    def _set(self, tag: Tag, inner: str) -> None:
        if "=" not in inner:
            self._tell(tag, FORBIDDEN)
            return
        tree = self._parsed(tag, f"{{% {inner} %}}")
        node = tree.find(nodes.Assign) if tree else None
        if node is not None:
            self._fields.assign(tag, node)

    def _close(self, tag: Tag, inner: str) -> None:
        word = _BEGINS[inner.partition(" ")[0]]
        if not any(kind == word for kind, _ in self._open):
            self._tell(tag, Mistake("S021", f"Der er ingen `{word}` før mærket.", "Slet det ene."))
            return
        kind, opening = self._open[-1]
        if kind != word:
            message = f"Mærket lukker på tværs af {opening} ({opening.where})."
            self._tell(tag, Mistake("S021", message, f"Luk først med `{_ENDS[kind]}`."))
        at = max(place for place, (kind, _) in enumerate(self._open) if kind == word)
        del self._open[at]
        if word == "for":
            self._fields.end_loop()


def _first_word(text: str) -> tuple[str, str]:
    word, _, rest = text.partition(" ")
    return word, rest.strip()
