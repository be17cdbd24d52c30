"""A Word template, opened and compiled once, rendered for as many citizens as there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mlmp_docs.word import controls, parts, properties
from mlmp_docs.word import photo as photos
from mlmp_docs.word.inspection import dynamic_parts, leftovers, whole
from mlmp_docs.word.memory import hash_of, pictures
from mlmp_docs.word.mistake import Mistake, TemplateError
from mlmp_docs.word.numbering import fill_slots
from mlmp_docs.word.ooxml import LANGUAGE, XML_HEAD, ForbiddenDoctype, W, parse, serialize
from mlmp_docs.word.package import Begun, Member, PackageError, fresh, pack, unpack
from mlmp_docs.word.repair import repair, strip_ids
from mlmp_docs.word.shown import read
from mlmp_docs.word.source import CompiledPart, RenderMistake, compile_part
from mlmp_docs.word.tags import TAG, text_of_paragraph

_DROPPED: Final = frozenset(
    [
        "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "customXml",
        "printerSettings", "attachedTemplate", "mailMergeSource", "keyMapCustomizations", "recipientData",
        "vbaProject",
    ]
)  # fmt: skip
_PRIVATE_SETTINGS: Final = "rsids docVars attachedTemplate trackRevisions mailMerge saveThroughXslt writeProtection"
_FIRST_DRAWING: Final = 1001
"""docxtpl's first number, so that our documents can be compared with its."""


@dataclass(frozen=True)
class Template:
    """Made by `Template.open`. Nothing of one rendering is left for the next."""

    name: str
    main: str
    dynamic: tuple[CompiledPart, ...]
    static: Begun
    """The parts that never change, packed once; the first of them is the list of content types."""

    photo_slot: photos.Slot | None = None
    """Where a photo of the citizen is put, if there is such a place."""

    @classmethod
    def open(cls, content: bytes, name: str) -> "Template":
        """Check, prepare and compile; raises `TemplateError` with every mistake that could be found."""
        examined = examine(content)
        if examined.mistakes:
            raise TemplateError(name, examined.mistakes)
        found, main, compiled = examined.found, examined.main, examined.compiled
        kept = _kept(found, main)
        for part in dynamic_parts(found, main):
            kept.pop(part)
        types = {part: kind for part, kind in parts.types(found).items() if part in kept or part in _names(compiled)}
        slot = photos.slot(found, main)
        if slot:
            types[slot.part] = photos.CONTENT_TYPE
            kept.pop(slot.part)
        kept = {parts.CONTENT_TYPES: _content_types(types), parts.ROOT_RELS: parts.write_root_rels(main), **kept}
        kept[parts.APP] = properties.APP
        return cls(name, main, compiled, Begun().with_members(Member.of(part, kept[part]) for part in kept), slot)

    def render(
        self,
        fields: Mapping[str, object],
        *,
        titel: str,
        forfatter: str,
        memory: Mapping[str, str],
        photo: bytes | None = None,
    ) -> bytes:
        """The finished document; raises `TemplateError` when a tag and a value do not fit together.

        `photo` is a JPEG that goes where the template has its place for one.
        """
        filled, to_fill_in = self._filled(fields)
        shown_by_part = {part: text for part, (_, text) in filled.items()}
        made = {part: xml for part, (xml, _) in filled.items()}
        if self.photo_slot:
            made[self.photo_slot.part] = photo or self.photo_slot.empty
            shown_by_part[self.main] = self.photo_slot.with_photo(shown_by_part[self.main], photo)
        if to_fill_in:
            memory = {**memory, **dict(controls.properties(to_fill_in))}
        made[parts.CORE] = properties.core(titel, forfatter)
        made[parts.CUSTOM] = properties.custom({**memory, "mlmp-indhold": hash_of(shown_by_part, self.main)})
        return pack((fresh(part, content) for part, content in made.items()), self.static)

    def _filled(self, fields: Mapping[str, object]) -> tuple[dict[str, tuple[bytes, str]], tuple[str, ...]]:
        """The XML of each dynamic part and what it shows; and what to remember of the fields to fill in."""
        drawing = _FIRST_DRAWING
        mistakes = []
        found = {}
        to_fill_in: tuple[str, ...] = ()
        for part in self.dynamic:
            try:
                filled = part.fill(fields)
                to_fill_in += filled.fields
                xml, after = fill_slots(filled.xml, filled.slots, drawing)
                if not part.program.is_sound or filled.shown is None:
                    root = parse(xml)
                    drawing = repair(root, drawing)
                    found[part.name] = serialize(root), read(root, part.program.pictures)
                else:
                    drawing = after
                    found[part.name] = XML_HEAD + xml, filled.shown
            except RenderMistake as error:
                mistakes.append(error.mistake)
            except controls.SamePathTwice as error:
                message = f"To felter er det samme sted i planen: {error}."
                mistakes.append(Mistake("S042", message, "Slet det ene i skabelonen."))
            except (etree.XMLSyntaxError, ForbiddenDoctype):
                mistakes.append(_NOT_WHOLE)
        if mistakes:
            raise TemplateError(self.name, mistakes)
        return found, to_fill_in


@dataclass(frozen=True)
class Examined:
    """A template's file taken apart: its parts, those that could be compiled, and everything that is wrong."""

    found: Mapping[str, bytes]
    main: str
    compiled: tuple[CompiledPart, ...]
    mistakes: tuple[Mistake, ...]


def examine(content: bytes) -> Examined:
    """Check and compile as much as can be, so that all mistakes are told at once."""
    try:
        found = unpack(content)
    except PackageError as error:
        return Examined({}, "", (), error.mistakes)
    if mistakes := whole(found):
        return Examined({}, "", (), mistakes)
    main = parts.main_part(found) or ""
    mistakes = (*leftovers(found, main), *_tags_elsewhere(found, main))
    compiled = []
    for part, danish in dynamic_parts(found, main).items():
        root = parse(found[part])
        strip_ids(root)
        _drop_languages(root)
        outcome = compile_part(part, root, danish, pictures(found, part))
        if isinstance(outcome, CompiledPart):
            compiled.append(outcome)
        else:
            mistakes += outcome
    return Examined(found, main, tuple(compiled), mistakes)


_NOT_WHOLE: Final = Mistake(
    "S031",
    "En løkke eller betingelse begynder og slutter på hver sin side af et afsnit, en række eller en tabel.",
    "Sæt {%p … %} i et afsnit for sig selv og {%tr … %} i en række for sig selv.",
)


def _names(compiled: tuple[CompiledPart, ...]) -> set[str]:
    return {part.name for part in compiled}


def _content_types(types: Mapping[str, str]) -> bytes:
    package, office = "application/vnd.openxmlformats-package.", "application/vnd.openxmlformats-officedocument."
    return parts.write_types(
        {
            **{part: kind for part, kind in types.items() if not part.endswith(".rels")},
            parts.CORE: f"{package}core-properties+xml",
            parts.APP: f"{office}extended-properties+xml",
            parts.CUSTOM: f"{office}custom-properties+xml",
        }
    )


def _kept(found: Mapping[str, bytes], main: str) -> dict[str, bytes]:
    """What goes along into every document, cleaned: only what the document itself uses."""
    kept: dict[str, bytes] = {}
    for part in parts.reachable(found, main, _DROPPED):
        kept[part] = found[part]
        rels = parts.rels_name(part)
        if rels in found:
            kept[rels] = parts.without_arrows(found[rels], _DROPPED)
    for arrow in parts.relationships(found, main):
        if arrow.kind == "settings" and arrow.target in kept:
            kept[arrow.target] = _clean_settings(kept[arrow.target])
        elif arrow.kind == "styles" and arrow.target in kept:
            kept[arrow.target] = _danish_styles(kept[arrow.target])
    return kept


def _clean_settings(content: bytes) -> bytes:
    root = parse(content)
    for name in _PRIVATE_SETTINGS.split():
        for element in root.findall(f"{W}{name}"):
            root.remove(element)
    for element in root.iter(f"{W}themeFontLang"):
        element.set(f"{W}val", LANGUAGE)
    return serialize(root)


def _danish_styles(content: bytes) -> bytes:
    """Styles whose default language is Danish, without revision numbers."""
    root = parse(content)
    for element in list(root.iter(f"{W}rsid")):
        _remove(element)
    _drop_languages(root)
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        root.insert(0, defaults)
    run_defaults = _first_child(_first_child(defaults, "rPrDefault"), "rPr")
    language = etree.SubElement(run_defaults, f"{W}lang", {f"{W}val": LANGUAGE, f"{W}eastAsia": LANGUAGE})
    for later in ("eastAsianLayout", "specVanish", "oMath"):  # the schema wants these after the language
        for element in run_defaults.findall(f"{W}{later}"):
            language.addnext(element)
    return serialize(root)


def _first_child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        parent.insert(0, found)
    return found


def _drop_languages(root: etree._Element) -> None:
    """Every letter gets the default language: Word marks runs as English on an English machine."""
    for element in list(root.iter(f"{W}lang")):
        _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _tags_elsewhere(found: Mapping[str, bytes], main: str) -> Iterator[Mistake]:
    """Tags in parts that are not filled, such as the text of a chart."""
    filled = dynamic_parts(found, main)
    for part in parts.reachable(found, main, _DROPPED):
        if part in filled or not part.endswith(".xml"):
            continue
        root = parse(found[part])
        text = "".join(text for text in root.itertext() if isinstance(text, str))
        text += "".join(map(text_of_paragraph, root.iter(f"{W}p")))
        if tag := TAG.search(text):
            name = part.rpartition("/")[2]
            yield Mistake("S033", f"{tag[0]}: Felter bliver ikke udfyldt i {name}.", "Flyt det til brødteksten.")
