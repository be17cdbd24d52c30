"""What one tag asks for, tried against an example of every field: unknown names, filters, and what is not allowed."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from jinja2 import nodes

from mlmp_docs.figures import Tegning
from mlmp_docs.plan.paths import NEW, PLACES
from mlmp_docs.word import field_tags
from mlmp_docs.word.environment import ENVIRONMENT, FILTERS, LOOP_VALUES, NODES
from mlmp_docs.word.mistake import Mistake, did_you_mean
from mlmp_docs.word.tags import Tag

_KEEPS_LIST: Final = frozenset(
    ["list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"]
)
_TAKES_ONE: Final = frozenset(("first", "last", "min", "max"))
_OF_LISTS: Final = frozenset(
    [
        *("join", "sort", "map", "sum", "batch", "unique", "select", "reject", "selectattr", "rejectattr"),
        *("list", "min", "max"),
    ]
)
"""Filters that would take a text letter by letter."""
_ATTRIBUTE_FIRST: Final = frozenset(("selectattr", "rejectattr"))
_TAKES_PLACE: Final = re.compile(r"\{\{(tr|tc|p|r)\s")
"""Tags that put their value in the place of a whole row, cell, paragraph or run."""
_LONGEST_RANGE: Final = 1000
"""As the environment allows when the template is filled."""
FORBIDDEN: Final = Mistake("S024", "Sådan et mærke kan skabeloner ikke bruge.", "Brug for, if og felter.")


class _Anything:
    """A value nothing is known about: everything may be asked of it."""


ANYTHING: Final = _Anything()
_LOOP: Final[Mapping[str, object]] = dict.fromkeys(LOOP_VALUES, ANYTHING)


class FieldCheck:
    """Follows a part from tag to tag: which names can be used here, and what is wrong with what the tag asks for."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._scopes: list[dict[str, object]] = [{"range": ANYTHING, **known}]
        self._makers: list[dict[str, Tag]] = [{}]
        """The loop that gave each name, scope by scope."""
        self._gone: dict[str, Tag] = {}
        """Names of loops that have ended."""
        self._tag = Tag("")
        self._excused = 0
        """How many `is defined` we are in: there a field may be unknown."""
        self._filled_in: dict[str, str] = {}
        """Where each path of a `felt` stands."""
        self.found: list[tuple[Tag, Mistake]] = []

    def output(self, tag: Tag, node: nodes.Expr, *, shown: bool = True) -> None:
        """A tag that shows a value."""
        self._tag = tag
        if field_tags.is_field(node):
            self._to_fill_in(node)
            return
        value = self._value(node)
        if shown and isinstance(value, bool | list | tuple | Mapping):
            kind = "ja eller nej" if isinstance(value, bool) else "flere felter, ikke én tekst"
            self._tell("S028", f"Mærket giver {kind}.", "Skriv et felt, der er en tekst.")
        elif isinstance(value, Tegning) and _TAKES_PLACE.match(tag.text):
            self._tell("S028", "Mærket giver en tegning, og den kan ikke stå her.", "Skriv mærket som {{ … }}.")
        elif isinstance(value, str | int | float) and _TAKES_PLACE.match(tag.text):
            self._tell("S029", "Mærket sætter tekst uden om afsnittene, hvor Word ikke viser den.", "Brug {{ … }}.")

    def _to_fill_in(self, node: nodes.Expr) -> None:
        """A `felt(…)`: a place in the plan, and no place twice unless a loop makes it another one."""
        given = field_tags.arguments(node)
        if given is None:
            self._refuse(field_tags.LITERAL)
            return
        written = given[0]
        owner = field_tags.owner_of(written)
        new = written.endswith("]") and written.rpartition("[")[2].startswith(NEW)
        value = ANYTHING if owner is None or (new and field_tags.is_plan_path(written)) else self._value(owner)
        if isinstance(value, _Anything) and owner is not None and not new:
            return  # an unknown record is told of already
        if mistake := field_tags.path_mistake(written, value):
            self._refuse(mistake)
        elif isinstance(value, Mapping) and PLACES in value:
            return
        elif written in self._filled_in:
            self._tell("S042", f"`{written}` står også i {self._filled_in[written]}.", "Slet det ene.")
        else:
            self._filled_in[written] = self._tag.where

    def condition(self, tag: Tag, node: nodes.Node) -> None:
        """The test of an `if` or `elif`."""
        self._tag = tag
        self._value(node)

    def assign(self, tag: Tag, node: nodes.Assign) -> None:
        """A `set`."""
        self._tag = tag
        value = self._value(node.node)
        if isinstance(node.target, nodes.Name):
            self._bind(node.target, value)
        else:
            self._refuse(FORBIDDEN)

    def loop(self, tag: Tag, node: nodes.For) -> None:
        """The beginning of a loop; its names can be used until `end_loop`."""
        self._tag = tag
        value = self._value(node.iter)
        if isinstance(value, str | int | float):
            self._tell("S037", "Løkken går over noget, der ikke er en liste.", "Brug `if`, eller vælg en liste.")
            value = ANYTHING
        self._scopes.append({"loop": _LOOP})
        self._makers.append({"loop": tag})
        self._bind(node.target, _one_of(value))
        if node.test is not None:
            self._value(node.test)

    def unknown_loop(self, tag: Tag) -> None:
        """The beginning of a loop that could not be read: whatever it names is not told about."""
        self._scopes.append({"loop": _LOOP})
        self._makers.append({"loop": tag})
        words = tag.text.replace(",", " ").split()
        for name in words[words.index("for") + 1 : words.index("in") if "in" in words else None]:
            self._scopes[-1][name] = ANYTHING

    def empty_branch(self) -> None:
        """The `else` of a loop, where there is nothing to name."""
        self._gone |= self._makers[-1]
        self._scopes[-1], self._makers[-1] = {}, {}

    def end_loop(self) -> None:
        """The end of the innermost loop."""
        if len(self._scopes) > 1:
            self._scopes.pop()
            self._gone |= self._makers.pop()

    def _tell(self, code: str, message: str, hint: str = "") -> None:
        self._refuse(Mistake(code, message, hint))

    def _refuse(self, mistake: Mistake) -> None:
        if not self._excused or mistake.code != "S022":
            self.found.append((self._tag, mistake))

    def _bind(self, target: nodes.Node, value: object) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = value
            self._makers[-1][target.name] = self._tag
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, ANYTHING)

    # --- expressions -------------------------------------------------------------------------------------------

    def _value(self, node: nodes.Node) -> object:
        """The example value of an expression, as far as it can be known without running it."""
        if not isinstance(node, NODES):
            self._refuse(FORBIDDEN)
            return ANYTHING
        reader: Callable[..., object] | None = self._READERS.get(type(node))
        if reader is not None:
            return reader(self, node)
        for child in node.iter_child_nodes():
            self._value(child)
        return ANYTHING

    def _name(self, node: nodes.Name) -> object:
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        if node.name.startswith("_"):
            self._underscore()
        elif node.name in self._gone:
            tag = self._gone[node.name]
            hint = "Flyt mærket op før løkkens slutning."
            self._tell("S038", f"`{node.name}` findes kun inde i løkken {tag} ({tag.where}).", hint)
        elif node.name == "loop":
            self._tell("S038", "`loop` findes kun inde i en løkke.", "Flyt mærket ind mellem `for` og `endfor`.")
        else:
            names = [name for scope in self._scopes for name in scope if name != "range"]
            self._tell("S022", f"Feltet `{node.name}` kendes ikke.", did_you_mean(node.name, names))
        return ANYTHING

    def _underscore(self) -> None:
        self._tell("S024", "Navne, der begynder med `_`, kan skabeloner ikke bruge.", "Brug et felt.")

    def _attribute(self, node: nodes.Getattr) -> object:
        return self._below(node.node, self._value(node.node), node.attr)

    def _item(self, node: nodes.Getitem) -> object:
        value = self._value(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._below(node.node, value, node.arg.value)
        self._value(node.arg)
        return value if isinstance(node.arg, nodes.Slice) else _one_of(value)

    def _below(self, owner: nodes.Node, value: object, name: str) -> object:
        path = _path(owner)
        if name.startswith("_"):
            self._underscore()
        elif isinstance(value, Mapping):
            if name in value:
                return value[name]
            if self._is_hidden(owner, name):
                return ANYTHING
            near = did_you_mean(name, map(str, value))
            self._tell("S022", f"Feltet `{path}{name}` kendes ikke.", near.replace("`", f"`{path}", 1))
        elif isinstance(value, list | tuple):
            self._tell("S022", f"`{path[:-1] or 'Det'}` er en liste.", "Gå den igennem med `for`.")
        elif not isinstance(value, _Anything):
            self._tell("S022", f"`{path[:-1] or 'Det'}` har ikke felter under sig.")
        return ANYTHING

    def _is_hidden(self, owner: nodes.Node, name: str) -> bool:
        """Whether the field is there, but under a name that a loop has taken; tells so."""
        if not isinstance(owner, nodes.Name):
            return False
        holders = [at for at, scope in enumerate(self._scopes) if owner.name in scope]
        hidden = [self._scopes[at][owner.name] for at in holders[:-1]]
        if not any(isinstance(value, Mapping) and name in value for value in hidden):
            return False
        tag = self._makers[holders[-1]].get(owner.name, self._tag)
        self._tell("S039", f"`{owner.name}` er her det, {tag} ({tag.where}) giver.", "Giv det et andet navn dér.")
        return True

    def _filter(self, node: nodes.Filter) -> object:
        value = ANYTHING if node.node is None else self._value(node.node)
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._value(argument)
        if node.name not in FILTERS:
            self._tell("S023", f"Filteret `{node.name}` kendes ikke.", did_you_mean(node.name, FILTERS))
            return ANYTHING
        if node.name in _OF_LISTS and isinstance(value, str | int | float):
            self._tell("S037", f"Filteret `{node.name}` bruges på noget, der ikke er en liste.", "Vælg en liste.")
            return ANYTHING
        by = self._attribute_of(node, value)
        if node.name == "map":
            self._mapped_filter(node)
            return ANYTHING if by is None else [by]
        if node.name in _KEEPS_LIST:
            return value
        if node.name == "batch":
            return [value]
        return _one_of(value) if node.name in _TAKES_ONE else ANYTHING

    def _attribute_of(self, node: nodes.Filter, value: object) -> object | None:
        """The field that `sort(attribute='frist')` and its like take from each item; None when they take none."""
        given: Iterable[nodes.Expr] = [k.value for k in node.kwargs if k.key == "attribute"]
        if node.name in _ATTRIBUTE_FIRST:
            given = node.args[:1]
        for argument in given:
            if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
                found = _one_of(value)
                for name in argument.value.split("."):
                    found = ANYTHING if name.isdecimal() else self._below(nodes.Const(""), found, name)
                return found
        return None

    def _mapped_filter(self, node: nodes.Filter) -> None:
        if node.args and isinstance(node.args[0], nodes.Const) and node.args[0].value not in FILTERS:
            name = str(node.args[0].value)
            self._tell("S023", f"Filteret `{name}` kendes ikke.", did_you_mean(name, FILTERS))

    def _test(self, node: nodes.Test) -> object:
        if node.name not in ENVIRONMENT.tests:
            self._tell("S023", f"`is {node.name}` kendes ikke.", did_you_mean(node.name, ENVIRONMENT.tests))
        self._excused += node.name in {"defined", "undefined"}
        self._value(node.node)
        self._excused -= node.name in {"defined", "undefined"}
        for argument in node.args:
            self._value(argument)
        return ANYTHING

    def _call(self, node: nodes.Call) -> object:
        owner = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
        if field_tags.is_field(node):
            self._refuse(field_tags.ALONE)
            return ANYTHING
        if not (isinstance(owner, nodes.Name) and owner.name in {"loop", "range"}):
            self._refuse_call(node.node)
            return ANYTHING
        for argument in node.args:
            self._value(argument)
        numbers = [a.value for a in node.args if isinstance(a, nodes.Const) and isinstance(a.value, int)]
        if owner.name == "range" and len(numbers) == len(node.args) > 0 and 0 not in numbers[2:]:
            if len(range(*numbers)) > _LONGEST_RANGE:
                self._tell("S032", f"`range` må højst give {_LONGEST_RANGE} tal.", "Gå en liste igennem i stedet.")
            return [1]
        return self._value(node.node)

    def _refuse_call(self, called: nodes.Expr) -> None:
        path = _path(called)[:-1]
        name = path.rpartition(".")[2]
        if not path:
            self._refuse(FORBIDDEN)
            return
        hint = f"Brug filteret: `… | {name}`." if name in FILTERS else f"Skriv `{path}` uden parenteser."
        self._tell("S024", f"Mærket kalder `{path}()`, og det kan skabeloner ikke.", hint)

    def _power(self, node: nodes.Pow) -> object:
        self._tell("S032", "`**` er ikke tilladt.", "Regn i planen, ikke i skabelonen.")
        return ANYTHING

    def _product(self, node: nodes.BinExpr) -> object:
        sides = (self._value(node.left), self._value(node.right))
        if any(isinstance(side, str | list | tuple | Mapping) for side in sides):
            self._tell("S032", f"`{node.operator}` kan kun bruges på tal.", "Skriv teksten, som den skal stå.")
        return ANYTHING

    def _constant(self, node: nodes.Const) -> object:
        return node.value

    _READERS: Final[Mapping[type[nodes.Node], Callable[..., object]]] = {
        nodes.Name: _name,
        nodes.Getattr: _attribute,
        nodes.Getitem: _item,
        nodes.Filter: _filter,
        nodes.Test: _test,
        nodes.Call: _call,
        nodes.Pow: _power,
        nodes.Mul: _product,
        nodes.Mod: _product,
        nodes.Const: _constant,
    }


def _one_of(value: object) -> object:
    """What one turn of a loop has in hand: all the fields that any entry of the list has."""
    if not isinstance(value, list | tuple) or not value:
        return ANYTHING
    if all(isinstance(entry, Mapping) for entry in value):
        found: dict[str, object] = {}
        for entry in value:
            found |= {name: field for name, field in entry.items() if name not in found or field not in ([], ())}
        return found
    return value[0]


def _path(node: nodes.Node) -> str:
    """*borger.* for the left side of `borger.adrese`; nothing when it is not a plain path."""
    if isinstance(node, nodes.Name):
        return f"{node.name}."
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}{node.attr}."
    return ""
