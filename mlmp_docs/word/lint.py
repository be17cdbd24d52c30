"""Mistakes in a Word template, all at once: the file, the tags, and fields that do not exist."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from jinja2 import nodes

from mlmp_docs.word.environment import LOOP_VALUES
from mlmp_docs.word.inspection import dynamic_parts
from mlmp_docs.word.mistake import Mistake, did_you_mean
from mlmp_docs.word.ooxml import parse
from mlmp_docs.word.placing import single_braces, swallowed
from mlmp_docs.word.source import CompiledPart, quoted
from mlmp_docs.word.template import examine

_KEEPS_LIST: Final = frozenset(
    ["list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"]
)
_TAKES_ONE: Final = frozenset(("first", "last", "min", "max"))


class _Anything:
    """A value nothing is known about: everything may be asked of it."""


_ANYTHING: Final = _Anything()
_LOOP: Final[Mapping[str, object]] = dict.fromkeys(LOOP_VALUES, _ANYTHING)


def template_mistakes(content: bytes, known: Mapping[str, object]) -> tuple[Mistake, ...]:
    """Every mistake of a template; `known` is an example of all fields, with one entry in each list."""
    examined = examine(content)
    found = list(examined.mistakes)
    for part in examined.compiled:
        found += _Walk(part, known).mistakes()
    for name, danish in dynamic_parts(examined.found, examined.main).items():
        root = parse(examined.found[name])
        found += [*single_braces(root, danish), *swallowed(root, danish)]
    return tuple(dict.fromkeys(found))


class _Walk:
    """Goes through the tags of one part with an example of every field in hand."""

    def __init__(self, part: CompiledPart, known: Mapping[str, object]) -> None:
        self._part = part
        self._scopes: list[dict[str, object]] = [{"range": _ANYTHING, **known}]
        self._found: list[Mistake] = []
        self._excused = 0
        """How many `is defined` we are in: there a field may be unknown."""

    def mistakes(self) -> Iterator[Mistake]:
        """What is wrong with the fields of this part, in the order of the tags."""
        self._block(self._part.tree.body)
        return iter(self._found)

    def _tell(self, node: nodes.Node, code: str, message: str, hint: str = "") -> None:
        if not self._excused:
            self._found.append(quoted(Mistake(code, message, hint), self._part.tag_at(node.lineno)))

    def _block(self, body: list[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for shown in node.nodes:
                    if not isinstance(shown, nodes.TemplateData):
                        self._shown(shown)
            elif isinstance(node, nodes.For):
                self._for(node)
            elif isinstance(node, nodes.If):
                self._value(node.test)
                for branch in (node.body, node.elif_, node.else_):
                    self._block(list(branch))
            elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                self._scopes[-1][node.target.name] = self._value(node.node)

    def _shown(self, node: nodes.Expr) -> None:
        value = self._value(node)
        if isinstance(value, bool | list | tuple | Mapping):
            kind = "ja eller nej" if isinstance(value, bool) else "flere felter, ikke én tekst"
            self._tell(node, "S028", f"Mærket giver {kind}.", "Skriv et felt, der er en tekst.")
        elif isinstance(value, str | int | float) and isinstance(node, nodes.Filter) and node.name == "0block":
            self._tell(
                node, "S029", "Mærket sætter tekst uden om afsnittene, hvor Word ikke viser den.", "Brug {{ … }}."
            )

    def _for(self, node: nodes.For) -> None:
        value = self._value(node.iter)
        if isinstance(value, str | int | float):
            self._tell(node, "S037", "Løkken går over noget, der ikke er en liste.", "Brug `if`, eller vælg en liste.")
            value = _ANYTHING
        self._scopes.append({"loop": _LOOP})
        self._bind(node.target, _one_of(value))
        if node.test is not None:
            self._value(node.test)
        self._block(node.body)
        self._scopes.pop()
        self._block(node.else_)

    def _bind(self, target: nodes.Node, value: object) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = value
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, _ANYTHING)

    def _value(self, node: nodes.Node) -> object:
        """The example value of an expression, as far as it can be known without running it."""
        reader: Callable[..., object] | None = self._READERS.get(type(node))
        if reader is not None:
            return reader(self, node)
        for child in node.iter_child_nodes():
            self._value(child)
        return _ANYTHING

    def _name(self, node: nodes.Name) -> object:
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        names = [name for scope in self._scopes for name in scope]
        self._tell(node, "S022", f"Feltet `{node.name}` kendes ikke.", did_you_mean(node.name, names))
        return _ANYTHING

    def _attribute(self, node: nodes.Getattr) -> object:
        return self._below(node, self._value(node.node), node.attr)

    def _item(self, node: nodes.Getitem) -> object:
        value = self._value(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._below(node, value, node.arg.value)
        self._value(node.arg)
        return value if isinstance(node.arg, nodes.Slice) else _one_of(value)

    def _below(self, node: nodes.Getattr | nodes.Getitem, value: object, name: str) -> object:
        if isinstance(value, Mapping):
            if name in value:
                return value[name]
            path = _path(node.node)
            near = did_you_mean(name, map(str, value))
            self._tell(node, "S022", f"Feltet `{path}{name}` kendes ikke.", near.replace("`", f"`{path}", 1))
        elif isinstance(value, list | tuple):
            self._tell(node, "S022", f"`{_path(node.node)[:-1]}` er en liste.", "Gå den igennem med `for`.")
        elif not isinstance(value, _Anything):
            self._tell(node, "S022", f"`{_path(node.node)[:-1]}` har ikke felter under sig.")
        return _ANYTHING

    def _filter(self, node: nodes.Filter) -> object:
        value = _ANYTHING if node.node is None else self._value(node.node)
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._value(argument)
        if node.name in _KEEPS_LIST or node.name[0].isdigit():
            return value
        if node.name == "batch":
            return [value]
        return _one_of(value) if node.name in _TAKES_ONE else _ANYTHING

    def _test(self, node: nodes.Test) -> object:
        self._excused += node.name in {"defined", "undefined"}
        self._value(node.node)
        self._excused -= node.name in {"defined", "undefined"}
        for argument in node.args:
            self._value(argument)
        return _ANYTHING

    def _constant(self, node: nodes.Const) -> object:
        return node.value

    _READERS: Final[Mapping[type[nodes.Node], Callable[..., object]]] = {
        nodes.Name: _name,
        nodes.Getattr: _attribute,
        nodes.Getitem: _item,
        nodes.Filter: _filter,
        nodes.Test: _test,
        nodes.Const: _constant,
    }


def _one_of(value: object) -> object:
    """What one turn of a loop has in hand: all the fields that any entry of the list has."""
    if not isinstance(value, list | tuple) or not value:
        return _ANYTHING
    if all(isinstance(entry, Mapping) for entry in value):
        return {name: field for entry in value for name, field in entry.items()}
    return value[0]


def _path(node: nodes.Node) -> str:
    """*borger.* for the left side of `borger.adrese`; nothing when it is not a plain path."""
    if isinstance(node, nodes.Name):
        return f"{node.name}."
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}{node.attr}."
    return ""
