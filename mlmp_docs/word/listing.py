"""Line breaks, tabs and page breaks inside values, as docxtpl 0.20 writes them.

docxtpl looks for them in the finished XML, with regular expressions for paragraph, run and text. Here the same
expressions look through the template once, so that each value can be written right when it is put in. Where loops or
conditions could make the expressions find something else, values with such letters are left to docxtpl.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

_PARAGRAPH: Final = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_RUN: Final = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT: Final = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_RUN_PROPERTIES: Final = re.compile(r"<w:rPr>.*?</w:rPr>")
_PARAGRAPH_PROPERTIES: Final = re.compile(r"<w:pPr>.*?</w:pPr>")
_OPENING: Final = frozenset(("if", "for"))
_MIDDLE: Final = frozenset(("else", "elif"))
_CLOSING: Final = frozenset(("endif", "endfor"))
_BREAKS: Final = re.compile("[\t\n\a\f]")
_NEEDS_PROPERTIES: Final = re.compile("[\t\a\f]")
_LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_BEGIN: Final = re.compile("<w:p[ >]")


@dataclass(frozen=True)
class TextSpot:
    """Where in a text a value stands: the properties of its run and of its paragraph, as XML.

    None where a loop or condition over several runs decides them; then only line breaks can be written.
    """

    run: str | None
    paragraph: str | None

    def written(self, xml: str) -> str | None:
        """An escaped value with its breaks and tabs as elements; None when it takes the finished XML to tell."""
        if self.run is None or self.paragraph is None:
            if _NEEDS_PROPERTIES.search(xml):
                return None
            return xml.replace("\n", _LINE_BREAK)
        again = f'<w:r>{self.run}<w:t xml:space="preserve">'
        xml = xml.replace("\t", f"</w:t></w:r><w:r>{self.run}<w:tab/></w:r>{again}")
        xml = xml.replace("\a", f"</w:t></w:r></w:p><w:p>{self.paragraph}{again}")
        xml = xml.replace("\n", _LINE_BREAK)
        page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        return xml.replace("\f", f"</w:t></w:r></w:p>{page}<w:p>{self.paragraph}{again}")


def text_spots(template: str, tag: str, words: Sequence[str]) -> dict[int, TextSpot] | None:
    """The spots by number of the tag; in `template` every tag is the letter `tag`, `words` are their first words.

    None when the template itself has letters that docxtpl would make elements of.
    """
    numbers = {found.start(): number for number, found in enumerate(re.finditer(tag, template))}
    spots = {}
    for paragraph in _PARAGRAPH.finditer(template):
        texts = list(_texts(paragraph))
        if any(_BREAKS.search(text[0]) for _, text, _ in texts):
            return None
        inside = [numbers[place] for place in _places(tag, template, paragraph.start(), paragraph.end())]
        by_text = [
            [numbers[p] for p in _places(tag, template, start, start + len(text[0]))] for start, text, _ in texts
        ]
        loose = set(inside).difference(*by_text)
        is_plain = not any(words[number] in _OPENING | _MIDDLE | _CLOSING for number in loose)
        if not is_plain or not all(_is_balanced([words[number] for number in text]) for text in by_text):
            # Inside one paragraph a value stays in some run's text, whatever runs are left out or repeated.
            if len(_BEGIN.findall(paragraph[0])) == 1 and _is_balanced([words[number] for number in inside]):
                spots.update(dict.fromkeys(chain.from_iterable(by_text), TextSpot(None, None)))
            continue
        properties = _found(_PARAGRAPH_PROPERTIES, paragraph[0])
        for (_, _, run), text in zip(texts, by_text, strict=True):
            if tag not in run and tag not in properties:
                spots.update(dict.fromkeys(text, TextSpot(run, properties)))
    return spots


def _texts(paragraph: re.Match[str]) -> Iterator[tuple[int, re.Match[str], str]]:
    """Each text with where it starts in the template, and the properties of its run."""
    for run in _RUN.finditer(paragraph[0]):
        properties = _found(_RUN_PROPERTIES, run[0])
        for text in _TEXT.finditer(run[0]):
            yield paragraph.start() + run.start() + text.start(), text, properties


def _found(pattern: re.Pattern[str], xml: str) -> str:
    found = pattern.search(xml)
    return found[0] if found else ""


def _places(tag: str, template: str, start: int, end: int) -> Iterator[int]:
    place = template.find(tag, start, end)
    while place >= 0:
        yield place
        place = template.find(tag, place + 1, end)


def _is_balanced(words: list[str]) -> bool:
    depth = 0
    for word in words:
        depth += (word in _OPENING) - (word in _CLOSING)
        if depth < 0 or (depth == 0 and word in _MIDDLE):
            return False
    return depth == 0
