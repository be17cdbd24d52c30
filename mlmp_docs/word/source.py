"""One part of a Word file made into a Jinja template: prepared by docxtpl, checked by us, compiled once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from lxml import etree

from mlmp_docs.word import field_tags
from mlmp_docs.word.environment import ENVIRONMENT, FILTERS, NODES, RefusedValue, UnknownFieldError
from mlmp_docs.word.mistake import Mistake, did_you_mean
from mlmp_docs.word.placing import misplaced
from mlmp_docs.word.program import FIELD, Filled, Program, compiled, program
from mlmp_docs.word.tags import BODY, TAG, Tag, find_tags, tag_key, tag_words

Context = Literal["text", "attribute", "element", "block"]

_TOKEN: Final = re.compile(rf"(?P<tag>{TAG.pattern})|<(?P<close>/?)(?P<name>[\w:.-]+)|(?P<empty>/?)>", re.DOTALL)
_STRUCTURE: Final = frozenset(
    [
        "document", "body", "p", "r", "tbl", "tr", "tc", "hdr", "ftr", "footnotes", "footnote", "endnotes",
        "endnote", "txbxContent", "sdt", "sdtContent", "hyperlink", "ins", "smartTag", "fldSimple",
    ]
)  # fmt: skip
_FORBIDDEN: Final = Mistake("S024", "Sådan et mærke kan skabeloner ikke bruge.", "Brug for, if og felter.")
_OPENS: Final = {"for": "endfor", "if": "endif"}
_CLOSES: Final = {"endfor": "for", "endif": "if"}


@dataclass(frozen=True)
class CompiledPart:
    """A part that can be rendered any number of times. Each tag begins on a line of its own, the first on line 2."""

    name: str
    program: Program
    tree: nodes.Template
    tags: tuple[Tag, ...]

    def fill(self, fields: Mapping[str, object]) -> Filled:
        """The part with values; raises `RenderMistake` that quotes the tag."""
        try:
            return self.program.fill(dict(fields))
        except UnknownFieldError as error:
            known = error.siblings or tuple(fields)
            hint = did_you_mean(error.name, known) if error.name else ""
            raise RenderMistake(self._told(Mistake("S022", str(error), hint), error)) from None
        except RefusedValue as error:
            raise RenderMistake(self._told(error.mistake, error)) from None
        except SecurityError as error:
            raise RenderMistake(self._told(_FORBIDDEN, error)) from None
        except (TemplateRuntimeError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            # Jinja's filters raise whatever Python raises, with the value in the message; only the tag is shown.
            mistake = Mistake("S035", "Mærket kan ikke regnes ud.", "Se efter, om feltet er det, du tror.")
            raise RenderMistake(self._told(mistake, error)) from None

    def _told(self, mistake: Mistake, error: BaseException) -> Mistake:
        tag, trace, template = None, error.__traceback__, self.program.template
        while trace is not None:
            if trace.tb_frame.f_globals.get("__jinja_template__") is template:
                tag = self.tag_at(template.get_corresponding_lineno(trace.tb_lineno))
            trace = trace.tb_next
        return mistake if tag is None else quoted(mistake, tag)

    def tag_at(self, line: int) -> Tag:
        """The tag a line of the template belongs to."""
        return self.tags[line - 2]


class RenderMistake(ValueError):
    """A value and a tag that do not fit together."""

    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake
        super().__init__(str(mistake))


def quoted(mistake: Mistake, tag: Tag) -> Mistake:
    """The mistake with the tag it is about, and the tag's place."""
    return Mistake(mistake.code, f"{tag}: {mistake.message}", mistake.hint, mistake.where or tag.where, mistake.level)


def compile_part(
    name: str, root: etree._Element, part: str, pictures: Mapping[str, bytes]
) -> CompiledPart | tuple[Mistake, ...]:
    """Prepare and compile a part; every mistake in its tags at once, if there are any."""
    if mistakes := tuple(misplaced(root, part)):
        return mistakes
    written = list(find_tags(root, part))
    field_tags.set_apart(root)
    patched = prepared_by_docxtpl(etree.tostring(root, encoding="unicode"), written)
    patched, fields = field_tags.taken_out(patched)
    source, spots = one_tag_a_line(patched, written)
    tags = [spot.tag for spot in spots]
    # Jinja takes what stands between these as plain text, so that nothing of it would be checked.
    if raw := [tag for tag in tags if tag_words(tag.text) in (["raw"], ["endraw"])]:
        return tuple(quoted(_FORBIDDEN, tag) for tag in raw)
    if mistakes := tuple(unbalanced(spots)):
        return mistakes
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        tag = tags[error.lineno - 2] if 2 <= error.lineno <= len(tags) + 1 else None
        mistake = Mistake("S020", "Mærket kan ikke læses.", "Se efter, om der mangler et tegn.")
        return (quoted(mistake, tag) if tag else Mistake("S020", f"{part}: Et mærke kan ikke læses."),)
    every = list(all_nodes(tree))
    outputs = [node for node in every if isinstance(node, nodes.Output)]
    alone = list(field_tags.fields_in(outputs))
    if mistakes := tuple(_refused(every, {id(call) for _, _, call in alone}, tags, part)):
        return mistakes
    _put_fields_in(alone, spots, fields)
    for output in outputs:
        output.nodes = [_in_context(node, spots) for node in output.nodes]
    for joined in every:
        if isinstance(joined, nodes.Concat):  # `~` makes text of anything
            joined.nodes = [_filtered(node, "0text") for node in joined.nodes]
    words = [next(iter(tag_words(tag.text)), "") for tag in tags]
    data = [node for node in every if isinstance(node, nodes.TemplateData)]
    made = program(compiled(ENVIRONMENT, tree, data), data, patched, words, pictures, has_fields=bool(alone))
    return CompiledPart(name, made, tree, tuple(tags))


def prepared_by_docxtpl(xml: str, tags: Iterable[Tag]) -> str:
    """The XML as docxtpl prepares it for Jinja.

    Its expressions look at every letter a dozen times. Properties and pictures without tags are hidden from them,
    unless a tag is there that makes docxtpl change properties, or take away all up to the next `<w:t…`.
    """
    hidden: list[str] = []

    def hide(found: re.Match[str]) -> str:
        if found[1] == "drawing" and "<w:" in found[2]:
            return found[0]
        hidden.append(found[0])
        # What holds text is to docxtpl's expressions no row of tags, which they take away between braces.
        return f"<\2{len(hidden) - 1}\2>" + "\2" * bool(_HOLDS_TEXT.search(found[2]))

    if not any(_NEEDS_PROPERTIES.search(text) for text in (xml, *(tag.text for tag in tags))):
        xml = _HIDEABLE.sub(hide, xml)
    # docxtpl's method uses nothing of the object, and making one would read the file again.
    prepared: str = DocxTemplate.patch_xml(None, xml)
    return _HIDDEN.sub(lambda found: hidden[int(found[1])], prepared)


_HIDEABLE: Final = re.compile(r"<w:(drawing|[rp]Pr|(?:tbl|tr|tc)Pr)>([^{}]*?)</w:\1>")
_HIDDEN: Final = re.compile("<\2(\\d+)\2>\2?")
_HOLDS_TEXT: Final = re.compile("(?:^|>)[^<]")
_NEEDS_PROPERTIES: Final = re.compile(r"\{%-|-%\}|colspan|cellbg|%\s*[vh]m\s*%")


@dataclass(frozen=True)
class Spot:
    """Where a tag stands in the prepared XML: in which kind of place, and inside which elements."""

    tag: Tag
    context: Context
    path: tuple[str, ...]

    def is_like(self, other: "Spot") -> bool:
        """Whether what stands between the two leaves the same elements open."""
        return self.path == other.path and (self.context == "attribute") == (other.context == "attribute")


def one_tag_a_line(patched: str, written: list[Tag], *, as_written: bool = False) -> tuple[str, list[Spot]]:
    """The source with each tag beginning on a line of its own, so that a line number tells the tag."""
    out: list[str] = []
    spots: list[Spot] = []
    waiting: dict[str, list[Tag]] = {}
    for tag in reversed(written):
        waiting.setdefault(tag.key, []).append(tag)
    path: list[str] = []
    inside, closing, element, start = False, False, "", 0
    for token in _TOKEN.finditer(patched):
        if (text := token["tag"]) is not None:
            out.append(patched[start : token.start()].replace("\n", " "))
            start = token.end()
            if text.startswith("{#"):
                continue
            same = waiting.get(tag_key(text))
            spots.append(Spot(same.pop() if same else Tag(text), _context(inside, closing, element), tuple(path)))
            opening = 3 if text[2] in "-+" else 2
            inner = text[opening:]
            if not as_written:
                # docxtpl 0.20 turns only &lt; and &gt; back; a text in a tag would be shown with "&amp;".
                inner = inner.replace("\n", " ").replace("&quot;", '"').replace("&amp;", "&")
            out.append(f"{text[:opening]}\n{inner}")
        elif token["name"] is not None:
            inside, closing, element = True, bool(token["close"]), token["name"]
            if not closing:
                path.append(element)
            elif path:
                path.pop()
        elif inside:
            if token["empty"]:
                closing = True
                path.pop()
            inside = False
    out.append(patched[start:].replace("\n", " "))
    return "".join(out), spots


def _context(inside: bool, closing: bool, element: str) -> Context:
    if inside:
        return "attribute"
    if closing or element.rpartition(":")[2] in _STRUCTURE:
        return "block"
    return "text" if element == "w:t" else "element"


def _in_context(node: nodes.Expr, spots: list[Spot]) -> nodes.Expr:
    """Data is escaped as it is shown; how depends on where the tag stands, which only the source tells."""
    if isinstance(node, nodes.TemplateData):
        for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
            node.data = node.data.replace(written, meant)
        return node
    context = spots[node.lineno - 2].context
    return node if context == "text" else _filtered(node, f"0{context}")


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def unbalanced(spots: Iterable[Spot]) -> Iterator[Mistake]:
    """Loops and conditions that are not closed, closed twice, cross each other, or are closed somewhere else.

    When there are none, every rendering is well-formed: each branch leaves the same elements open that it found.
    """
    waiting: list[tuple[str, Spot]] = []
    for spot in spots:
        tag, word = spot.tag, next(iter(tag_words(spot.tag.text)), "")
        if word in _OPENS:
            waiting.append((word, spot))
        elif word in {"else", "elif"}:
            if not waiting:
                yield quoted(Mistake("S021", "Der er ingen `if` før mærket."), tag)
            elif not waiting[-1][1].is_like(spot):
                yield quoted(_elsewhere(waiting[-1][1].tag), tag)
        elif word in _CLOSES:
            if not waiting:
                yield quoted(Mistake("S021", f"Der er ingen `{_CLOSES[word]}` før mærket.", "Slet det ene."), tag)
                continue
            opened, opening = waiting.pop()
            if opened != _CLOSES[word]:
                hint = f"Luk først med `{_OPENS[opened]}`."
                yield quoted(Mistake("S021", f"Mærket lukker på tværs af {opening.tag}.", hint), tag)
                if any(kind == _CLOSES[word] for kind, _ in waiting):
                    while waiting.pop()[0] != _CLOSES[word]:
                        pass
            elif not opening.is_like(spot):
                yield quoted(_elsewhere(opening.tag), tag)
    for opened, spot in waiting:
        hint = f"Sæt `{_OPENS[opened]}` ind, hvor det slutter."
        yield quoted(Mistake("S021", "Mærket bliver ikke lukket.", hint), spot.tag)


def _elsewhere(opening: Tag) -> Mistake:
    return Mistake(
        "S031",
        f"Mærket står ikke samme slags sted som {opening}.",
        "Begge skal stå i et afsnit for sig selv ({%p), i en række for sig selv ({%tr) eller i almindelig tekst.",
    )


def _put_fields_in(
    alone: Iterable[tuple[nodes.Output, int, nodes.Call]], spots: list[Spot], fields: list[field_tags.Spot | None]
) -> None:
    """Each `felt(…)` as a filter that knows what stands around it."""
    lines = (line for line, spot in enumerate(spots, 2) if field_tags.is_field_tag(spot.tag.text))
    around = dict(zip(lines, fields, strict=True))
    for output, at, call in alone:
        spot = around[call.lineno]
        output.nodes[at] = field_tags.as_filter(call, spot or field_tags.Spot("run"), FIELD)


def _refused(every: Iterable[nodes.Node], alone: set[int], tags: list[Tag], part: str) -> Iterator[Mistake]:
    for node in every:
        tag = tags[node.lineno - 2] if node.lineno and 2 <= node.lineno <= len(tags) + 1 else Tag("", part)
        if field_tags.is_field(node):
            if mistake := field_tags.mistake_of(node, is_alone=id(node) in alone, is_body=part == BODY):
                yield quoted(mistake, tag)
        elif not isinstance(node, NODES) or _is_forbidden(node):
            yield quoted(_FORBIDDEN, tag)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            hint = did_you_mean(node.name, FILTERS)
            yield quoted(Mistake("S023", f"Filteret `{node.name}` kendes ikke.", hint), tag)
        elif isinstance(node, nodes.Test) and node.name not in ENVIRONMENT.tests:
            hint = did_you_mean(node.name, ENVIRONMENT.tests)
            yield quoted(Mistake("S023", f"`is {node.name}` kendes ikke.", hint), tag)
        elif isinstance(node, nodes.TemplateData) and re.search(r"\{[{%#]|[%}#]\}", node.data):
            yield Mistake("S030", "Et mærke er ikke lukket eller åbnet.", "Se efter {{, }}, {% og %}.", part)


def _is_forbidden(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Assign):
        return not isinstance(node.target, nodes.Name)
    if isinstance(node, nodes.Call):
        owner = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
        return not (isinstance(owner, nodes.Name) and owner.name in {"loop", "range"})
    return False


def all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    """All below a node, each before what is below it."""
    waiting = [node.iter_child_nodes()]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        else:
            yield child
            waiting.append(child.iter_child_nodes())
