"""Mistakes in a Word template, all at once: the file, the tags, and fields that do not exist."""

from collections.abc import Mapping
from typing import Final

from mlmp_docs.diagnostic import Level
from mlmp_docs.word.inspection import dynamic_parts
from mlmp_docs.word.mistake import Mistake
from mlmp_docs.word.ooxml import parse
from mlmp_docs.word.placing import misplaced, single_braces, swallowed, unclosed
from mlmp_docs.word.tag_check import tag_mistakes
from mlmp_docs.word.tags import find_tags
from mlmp_docs.word.template import examine

_ALSO_TOLD_HERE: Final = frozenset(
    ["S020", "S021", "S022", "S023", "S024", "S026", "S027", "S028", "S029", "S030", "S032", "S037", "S038", "S039"]
)
"""What reading tag by tag finds too, better placed than the compiler can, which stops at the first."""


def template_mistakes(content: bytes, known: Mapping[str, object]) -> tuple[Mistake, ...]:
    """Every mistake of a template; `known` is an example of all fields, with one entry in each list."""
    examined = examine(content)
    found: list[Mistake] = []
    for name, danish in dynamic_parts(examined.found, examined.main).items():
        root = parse(examined.found[name])
        found += tag_mistakes(find_tags(root, danish), known)
        found += [*misplaced(root, danish), *unclosed(root, danish)]
        found += [*single_braces(root, danish), *swallowed(root, danish)]
    return tuple(dict.fromkeys([*_compilers_own(examined.mistakes, found), *found]))


def _compilers_own(mistakes: tuple[Mistake, ...], found: list[Mistake]) -> list[Mistake]:
    """What only the compiler knows; of the tags everything it says when nothing else was found."""
    codes = {mistake.code for mistake in found if mistake.level is Level.FEJL}
    if not codes & _ALSO_TOLD_HERE:
        return list(mistakes)
    # Tags that cannot be read or are not closed also begin and end in different places.
    double = _ALSO_TOLD_HERE | ({"S031"} if codes & {"S020", "S021"} else set())
    return [mistake for mistake in mistakes if mistake.code not in double]
