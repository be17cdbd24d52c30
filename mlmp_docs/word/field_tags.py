"""`felt('…')` in a template: which place in the plan it asks for, and how it is set apart in the XML.

The path begins with a key of the plan, with `møde` for the meeting the document is about, or with the name of a loop.
A row that a loop goes through tells itself where in the plan each of its fields belongs, in its `stier`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from jinja2 import nodes
from lxml import etree

from mlmp_docs.plan.paths import MEETING, NEW, PLACES, PlanField, choices, is_new, plan_field, plan_paths
from mlmp_docs.word.controls import Level
from mlmp_docs.word.mistake import Mistake, did_you_mean
from mlmp_docs.word.ooxml import W
from mlmp_docs.word.tags import TAG, text_of_paragraph

NAME: Final = "felt"
_SOME_MEETING: Final = {"id": "2027"}
_MOST_ARGUMENTS: Final = 2
_PARAGRAPH_TAG: Final = re.compile(r"\{\{-?p\s+(felt\(.*?\)\s*-?\}\})", re.DOTALL)
_TAG: Final = re.compile(r"\{\{-?\s*felt\(.*?\}\}", re.DOTALL)
_FIELD_TAG: Final = re.compile(r"\{\{-?(?:(?:tr|tc|p|r)\s)?\s*felt\(")
_MARKED: Final = "00FE170"
"""Begins a revision number for paragraphs that are a field, 1 with the rest of the cell; real ones are gone."""
_WHOLE: Final = re.compile(
    rf'<w:p w:rsidP="{_MARKED}(?P<cell>[01])">(?P<p><w:pPr>.*?</w:pPr>|<w:pPr/>)?'
    r"<w:r>(?P<r><w:rPr>.*?</w:rPr>)?<w:t[^>]*>$",
    re.DOTALL,
)
_RUN: Final = re.compile(r"<w:r(?: [^>]*)?>(?P<r><w:rPr>.*?</w:rPr>|<w:rPr/>)?", re.DOTALL)
_OPEN_TEXT: Final = re.compile(r"<w:t(?: [^>]*)?>$")
_ENDS_RUN: Final = "</w:t></w:r>"


@dataclass(frozen=True)
class Told:
    """What a `felt` asks for: the names before the last one, the last one, and what stands in brackets after it."""

    owner: tuple[str, ...]
    key: str
    brackets: str

    def path_of(self, owner: Any, møde: Any) -> str | None:
        """The place in the plan; "" when this citizen's plan has none, None when the field is no place at all."""
        if isinstance(owner, dict) and PLACES in owner:
            place = owner[PLACES].get(self.key)
            return f"{place}{self.brackets}" if place else place
        if self._begins_with_meeting:
            number = møde["id"] if isinstance(møde, dict) else ""
            if not number:
                return ""
            path = f"møder[{number}]{self._rest}"
        else:
            path = self._rest
        return path if plan_field(path) else None

    @cached_property
    def _begins_with_meeting(self) -> bool:
        return self.owner[:1] == (MEETING,)

    @cached_property
    def _rest(self) -> str:
        """The path after the meeting; all of it when it does not begin there."""
        path = ".".join((*self.owner, self.key)) + self.brackets
        return path[len(MEETING) :] if self._begins_with_meeting else path

    @property
    def is_choice(self) -> bool:
        """Whether it asks for a box to tick."""
        inside = self.brackets[:-1].rpartition("[")[2].removeprefix(NEW)
        return bool(inside) and not inside.isdecimal()

    def values(self, owner: Any, path: str) -> list[Any]:
        """What the plan says now, line by line; nothing for what is new."""
        if is_new(path):
            return []
        value = _shown(owner, self.key, plan_field(path)) if isinstance(owner, dict) else ""
        return value if isinstance(value, list) else list(value) if isinstance(value, tuple) else [value]


_FORMS: Final = {"dato": "_kort", "ja/nej": "_tekst"}


def _shown(owner: Mapping[str, Any], key: str, field: PlanField | None) -> Any:
    """Days as numbers, yes and no as words."""
    if field is None or field.kind not in _FORMS:
        return owner[key]
    form = key + _FORMS[field.kind]
    return owner[form] if form in owner else owner[key]


@lru_cache(maxsize=1024)
def told(written: str) -> Told:
    """What a path as an author writes it asks for."""
    brackets = written[written.index("[") :] if written.endswith("]") and "[" in written else ""
    *owner, key = written.removesuffix(brackets).split(".")
    return Told(tuple(owner), key, brackets)


# --- in the tree ------------------------------------------------------------------------------------------------


def is_field_tag(text: str) -> bool:
    """Whether a tag as it is written begins with `felt(`."""
    return _FIELD_TAG.match(text) is not None


def is_field(node: nodes.Node) -> bool:
    """Whether an expression is `felt(…)`."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == NAME


def arguments(node: nodes.Node) -> tuple[str, str] | None:
    """Path and grey text of a `felt(…)`; None when they are not written out."""
    if not isinstance(node, nodes.Call) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return None
    given = [each.value if isinstance(each, nodes.Const) else None for each in node.args]
    if not 1 <= len(given) <= _MOST_ARGUMENTS or not all(isinstance(each, str) for each in given):
        return None
    return str(given[0]), str(given[1]) if len(given) > 1 else ""


LITERAL: Final = Mistake(
    "S041", "`felt` skal have en sti, der er skrevet ud.", "Skriv fx felt('min_plan.det_kan_jeg')."
)
ALONE: Final = Mistake("S041", "`felt` skal stå alene i sit mærke.", "Skriv {{p felt('…') }} eller {{ felt('…') }}.")
ELSEWHERE: Final = Mistake("S041", "`felt` kan kun stå i brødtekst.", "Flyt det til et afsnit eller en celle.")


def mistake_of(node: nodes.Node, *, is_alone: bool, is_body: bool) -> Mistake | None:
    """What is wrong with a `felt(…)` whatever the fields are."""
    if not is_body:
        return ELSEWHERE
    if not is_alone:
        return ALONE
    return None if arguments(node) else LITERAL


def owner_of(written: str) -> nodes.Expr | None:
    """The expression for the record the field stands in; None for a key at the top of the plan."""
    names = told(written).owner
    if not names:
        return None
    found: nodes.Expr = nodes.Name(names[0], "load")
    for name in names[1:]:
        found = nodes.Getattr(found, name, "load")
    return found


def is_plan_path(written: str) -> bool:
    """Whether the path begins at the top of the plan, not in a loop."""
    return bool(told(written).path_of(None, _SOME_MEETING))


def path_mistake(written: str, owner: Any) -> Mistake | None:
    """Why the path cannot be filled in, tried against an example of the record it stands in."""
    asked = told(written)
    if not asked.path_of(owner, _SOME_MEETING):
        names = [path.replace("møder.", f"{MEETING}.", 1) for path in plan_paths()]
        known = [*owner[PLACES]] if isinstance(owner, dict) and PLACES in owner else names
        wanted = asked.key if isinstance(owner, dict) and PLACES in owner else ".".join((*asked.owner, asked.key))
        hint = did_you_mean(wanted, known) if wanted not in known else _choices(asked)
        return Mistake("S041", f"`{written}` er ikke et sted i planen, der kan udfyldes.", hint)
    return None


def _choices(asked: Told) -> str:
    names = choices(".".join((*asked.owner, asked.key)).replace(f"{MEETING}.", "møder.", 1))
    return f"Vælg én af: {', '.join(names)}." if names else ""


# --- in the XML -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spot:
    """What stands around a field: what it takes the place of, and properties of paragraph and run, as XML."""

    level: Level
    paragraph: str = ""
    run: str = ""


def set_apart(root: etree._Element) -> None:
    """Mark the paragraphs that are a field, and leave nothing in them but the tag, in one run."""
    for paragraph in root.iter(f"{W}p"):
        tag = _PARAGRAPH_TAG.search(text) if "felt" in (text := text_of_paragraph(paragraph)) else None
        if tag is None:
            continue
        runs = paragraph.findall(f".//{W}r/{W}rPr")
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        for name in list(paragraph.attrib):
            del paragraph.attrib[name]
        paragraph.set(f"{W}rsidP", f"{_MARKED}{int(_is_last_in_cell(paragraph))}")
        run = etree.SubElement(paragraph, f"{W}r")
        if runs:
            run.append(runs[0])
        etree.SubElement(run, f"{W}t").text = f"{{{{ {tag[1]}"


def _is_last_in_cell(paragraph: etree._Element) -> bool:
    """Whether nothing but empty paragraphs follows in the cell."""
    cell = paragraph.getparent()
    return (
        cell is not None
        and cell.tag == f"{W}tc"
        and all(
            below.tag == f"{W}p"
            and not TAG.sub("", text_of_paragraph(below)).strip()
            and "{{" not in text_of_paragraph(below)
            and below.find(f".//{W}drawing") is None
            for below in paragraph.itersiblings()
        )
    )


def taken_out(patched: str) -> tuple[str, list[Spot | None]]:
    """The XML with each field outside the runs, and what stood around it; None for one that is not in a text."""
    spots: list[Spot | None] = []
    out, done = "", 0
    for tag in _TAG.finditer(patched):
        out += patched[done : tag.start()]
        done = tag.end()
        spot, out, done = _taken_out(out, tag[0], patched, done)
        spots.append(spot)
    return out + patched[done:], spots


def _taken_out(out: str, tag: str, patched: str, done: int) -> tuple[Spot | None, str, int]:
    start = max(out.rfind("<w:r>"), out.rfind("<w:r "))
    text = out.rfind("<w:t")
    if start < 0 or text < start or "</w:t>" in out[text:] or out.rfind(">") < text:
        return None, out + tag, done
    is_last = patched.startswith(_ENDS_RUN, done)
    paragraph = out.rfind("<w:p ")
    if paragraph >= 0 and is_last and (whole := _WHOLE.match(out, paragraph)):
        end = done + len(_ENDS_RUN) + len("</w:p>")
        level: Level = "cell" if whole["cell"] == "1" else "block"
        return Spot(level, whole["p"] or "", whole["r"] or ""), out[:paragraph] + tag, end
    run = _RUN.match(out, start)
    properties = run["r"] or "" if run else ""
    is_first = run is not None and _OPEN_TEXT.fullmatch(out, run.end())
    out = out[:start] if is_first else out + _ENDS_RUN
    if is_last:
        return Spot("run", "", properties), out + tag, done + len(_ENDS_RUN)
    return Spot("run", "", properties), f'{out}{tag}<w:r>{properties}<w:t xml:space="preserve">', done


def fields_in(outputs: Iterable[nodes.Output]) -> Iterator[tuple[nodes.Output, int, nodes.Call]]:
    """Each `felt(…)` that is all of its tag: the output it stands in, its place there, the call."""
    for output in outputs:
        for at, node in enumerate(output.nodes):
            if isinstance(node, nodes.Call) and is_field(node):
                yield output, at, node


def as_filter(node: nodes.Call, spot: Spot, name: str) -> nodes.Filter:
    """The call as the environment's filter `name`; its arguments must have been looked at."""
    written, hint = arguments(node) or ("", "")
    owner = owner_of(written)
    meeting: nodes.Expr = nodes.Const("")
    if told(written).owner[:1] == (MEETING,):
        meeting = nodes.Name(MEETING, "load")
    given: list[nodes.Expr] = [nodes.Const(each) for each in (written, hint, spot.level, spot.paragraph, spot.run)]
    found = nodes.Filter(owner or nodes.Const(""), name, [meeting, *given], [], None, None)
    for each in (found, *found.find_all(nodes.Node)):
        each.lineno = node.lineno
    return found
