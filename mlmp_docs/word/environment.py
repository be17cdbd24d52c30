"""Jinja as templates may use it: loops, conditions and plain values in a sandbox. The only module that knows Jinja's
environment."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial, wraps
from typing import Any, Final, cast

import markupsafe
from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from mlmp_docs.figures import Tegning
from mlmp_docs.word import controls, field_tags, shown
from mlmp_docs.word.controls import APART, CARRIED
from mlmp_docs.word.markup import Markup
from mlmp_docs.word.mistake import Mistake
from mlmp_docs.word.numbering import with_all_numbers_slots, with_drawing_slots
from mlmp_docs.word.program import FIELD, MARK, MARKUP

_PLAIN_FILTERS: Final = [
    "abs", "count", "d", "default", "dictsort", "first", "float", "int", "items", "last", "length", "list", "map",
    "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "sum", "unique",
]  # fmt: skip
"""Jinja's filters that neither make XML nor let a few letters become gigabytes."""

_TEXT_FILTERS: Final = [
    "capitalize", "e", "escape", "lower", "string", "title", "trim", "truncate", "upper", "wordcount",
]  # fmt: skip
"""Filters that would make text of anything; they are given only what may be shown."""

LOOP_VALUES: Final = frozenset(
    [
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem",
        "previtem", "revindex", "revindex0",
    ]
)  # fmt: skip
_LONGEST_RANGE: Final = 1000
_MOST_IN_BATCH: Final = 1000
_LONGEST_TEXT: Final = 100_000
_NEEDS_CARE: Final = re.compile("[&<>'\"\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""What is not shown as it is: letters that are escaped, breaks, and what is refused."""

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

NODES: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Name, nodes.Const,
    nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test,
    nodes.Call, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand,
    nodes.BinExpr, nodes.UnaryExpr,
)  # fmt: skip


class RefusedValue(SecurityError):
    """A value or an operation that has no place in a document."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.mistake = Mistake(code, message, hint)
        super().__init__(message)


class UnknownFieldError(UndefinedError):
    """A field that does not exist was used; `siblings` are the names it could have had, if they are known."""

    def __init__(self, name: str, siblings: tuple[str, ...], message: str) -> None:
        self.name, self.siblings = name, siblings
        super().__init__(message)


class UnknownField(StrictUndefined):
    """What Jinja has in hand when a field does not exist. Any use but `is defined` and `default` is a mistake."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        siblings = tuple(map(str, obj)) if isinstance(obj, Mapping) else ()
        tell = cast(type[TemplateRuntimeError], partial(UnknownFieldError, str(name or ""), siblings))
        super().__init__(hint, obj, name, tell)

    @property
    def _undefined_message(self) -> str:
        if self._undefined_name is None:
            return "Mærket tager noget fra en liste, der er tom."
        if self._undefined_obj is missing or isinstance(self._undefined_obj, Mapping):
            return f"Feltet `{self._undefined_name}` kendes ikke."
        return f"`{self._undefined_name}` står efter noget, der ikke har felter under sig."


class InAttribute(str):
    """A text on its way into an XML attribute, such as a picture's description."""

    __slots__ = ()


class InElement(str):
    """A text on its way into an element that is not `w:t`, where a line break cannot be an element."""

    __slots__ = ()


def text_of(value: object) -> str:
    """The text a value is shown as; refuses all but text, numbers and what Jinja escaped."""
    if isinstance(value, markupsafe.Markup):
        return value.unescape()  # only `|e` makes these here, and everything is escaped on the way out
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Undefined):
        return str(value)  # raises
    if isinstance(value, Tegning):
        hint = "Skriv mærket som {{ … }} i almindelig tekst."
        raise RefusedValue("S028", "Mærket giver en tegning, og den kan ikke stå her.", hint)
    kind = "ja eller nej" if isinstance(value, bool) else _KINDS.get(type(value).__name__, "noget andet end tekst")
    raise RefusedValue("S028", f"Mærket giver {kind}, og det kan ikke stå i et dokument.", "Brug et felt med tekst.")


_KINDS: Final = {"NoneType": "ingenting", "list": "en liste", "tuple": "en liste", "dict": "en gruppe af felter"}


def _escaped(value: object) -> str:
    return str(markupsafe.escape(_clean(value)))


def _clean(value: object) -> str:
    return _only_xml(text_of(value).replace("\r\n", "\n").replace("\r", "\n"))


def _only_xml(text: str) -> str:
    if _NOT_IN_XML.search(text):
        raise RefusedValue("S034", "Teksten har et usynligt styretegn, som Word ikke kan rumme.", "Ret det i planen.")
    return text


def show(value: object) -> str:
    """Jinja's finalize: a value as it stands inside `w:t`, where most tags are."""
    if type(value) is str and not _NEEDS_CARE.search(value):
        return value
    if isinstance(value, InAttribute | InElement):
        return str(value)
    if isinstance(value, Markup):
        if value.level != "run":
            raise RefusedValue("S029", "Mærket giver hele afsnit.", "Skriv det som {{p … }} i et afsnit for sig selv.")
        return _put_in(f'</w:t></w:r>{value.xml}<w:r><w:t xml:space="preserve">')
    if isinstance(value, Tegning):
        return _drawing(value)
    xml = _escaped(value)
    if "\n" in xml or "\t" in xml:
        xml = xml.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        xml = xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return xml


@lru_cache(maxsize=256)
def _drawing(figure: Tegning) -> str:
    """A drawing between two runs, and what it shows; a plan's rows of dots are often the same."""
    from mlmp_docs.word.drawing import drawn  # most documents have no drawing

    xml = with_all_numbers_slots(_only_xml(drawn(figure)))
    around = f'</w:t></w:r>{xml}<w:r><w:t xml:space="preserve">'
    return f"{MARK}{CARRIED}{APART}{shown.of_own_drawing(xml)}{APART}{around}{MARK}"


def _put_in(xml: str) -> str:
    return f"{MARK}{MARKUP}{with_drawing_slots(xml)}{MARK}"


def in_attribute(value: object) -> InAttribute:
    """A value as it stands in an XML attribute."""
    return InAttribute(_escaped(value).replace("\n", "&#10;").replace("\t", "&#9;"))


def in_element(value: object) -> InElement:
    """A value as it stands in an element other than `w:t`."""
    return InElement(_escaped(value))


def in_block(value: object) -> InElement:
    """What may stand where a whole paragraph, row or run was: our own markup, or nothing."""
    if isinstance(value, InElement):
        return value
    if isinstance(value, Markup):
        return InElement(_put_in(value.xml))
    if text_of(value):
        raise RefusedValue("S029", "Mærket sætter tekst uden om afsnittene, hvor Word ikke viser den.", "Brug {{ … }}.")
    return InElement("")


def _field(owner: Any, møde: Any, written: str, hint: str, level: controls.Level, *around: str) -> InElement:
    """What `felt(…)` puts in: a place where a person may write, with what the plan says now."""
    if isinstance(owner, Undefined):
        text_of(owner)  # raises
    told = field_tags.told(written)
    path = told.path_of(owner, møde)
    if path is None:
        raise RefusedValue("S041", "Feltet kan ikke udfyldes her.", "Se, hvilke der kan, med `mlmp skabelon felter`.")
    if not path and told.is_choice and level == "run":
        return InElement(f"{MARK}{controls.box_on_paper()}{MARK}")
    values = [_clean(value) for value in told.values(owner, path)]
    paragraph, run = around
    return InElement(f"{MARK}{controls.piece(path, values, level, (paragraph, run), hint)}{MARK}")


def _limited_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > _LONGEST_RANGE:
        raise RefusedValue("S032", f"`range` må højst give {_LONGEST_RANGE} tal.")
    return numbers


def _on_text(jinja_filter: Callable[..., Any]) -> Callable[..., Any]:
    position = 1 if hasattr(jinja_filter, "jinja_pass_arg") else 0

    @wraps(jinja_filter)
    def checked(*args: Any, **kwargs: Any) -> Any:
        text_of(args[position])
        return jinja_filter(*args, **kwargs)

    return checked


def _join(value: Iterable[object], d: object = "", attribute: str | None = None) -> str:
    items = value if attribute is None else [ENVIRONMENT.getattr(item, attribute) for item in value]
    return text_of(d).join(map(text_of, items))


def _limited_replace(value: object, old: object, new: object) -> str:
    text, old_text, new_text = text_of(value), text_of(old), text_of(new)
    if len(text) + text.count(old_text) * len(new_text) > _LONGEST_TEXT:
        raise RefusedValue("S032", "`replace` gør teksten alt for lang.")
    return text.replace(old_text, new_text)


def _limited_batch(value: Iterable[object], linecount: int, fill_with: object = None) -> Iterable[list[object]]:
    if linecount > _MOST_IN_BATCH:
        raise RefusedValue("S032", f"`batch` må højst give {_MOST_IN_BATCH} i hver række.")
    filled: Iterable[list[object]] = JINJA_FILTERS["batch"](value, linecount, fill_with)
    return filled


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "%", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:  # nearly always; asking whether it is a Mapping takes longer
            return obj[attribute]
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_VALUES:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping):
            return self.getattr(obj, argument)
        if isinstance(obj, Sequence) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(name=None)
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        return obj is _limited_range or isinstance(getattr(obj, "__self__", obj), LoopContext)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            raise RefusedValue(
                "S032", f"`{operator}` kan kun bruges på tal." if operator != "**" else "`**` er ikke tilladt."
            )
        return super().call_binop(context, operator, left, right)


def _environment() -> _Environment:
    # `show` escapes; looking for what could be reckoned beforehand takes longer than templates could gain from it.
    environment = _Environment(autoescape=False, undefined=UnknownField, finalize=show, optimized=False)
    filters: dict[str, Callable[..., Any]] = {name: JINJA_FILTERS[name] for name in _PLAIN_FILTERS}
    filters |= {name: _on_text(JINJA_FILTERS[name]) for name in _TEXT_FILTERS}
    environment.filters = filters | {
        "join": _join,
        "batch": _limited_batch,
        "replace": _limited_replace,
        # Names no author can write: a filter's name cannot begin with a digit.
        "0attribute": in_attribute,
        "0element": in_element,
        "0block": in_block,
        "0text": text_of,
        FIELD: _field,
    }
    environment.globals = {"range": _limited_range}
    return environment


ENVIRONMENT: Final = _environment()
"""The one environment; it keeps nothing of what it renders."""

FILTERS: Final = frozenset(name for name in ENVIRONMENT.filters if not name[0].isdigit())
"""What an author may write after `|`."""
