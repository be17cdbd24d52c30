"""Notes on cells of a user's workbook, beside those of others: the comments' part and the drawing Excel wants for it.

A note of ours begins with `mlmp: `, which is how it is known when the workbook comes back.
"""

import re
from collections.abc import Mapping

from lxml import etree

from mlmp_docs.excel.note_boxes import draw_boxes, erase_boxes
from mlmp_docs.excel.package import column_and_row
from mlmp_docs.excel.package import escape as stored
from mlmp_docs.excel.patch import Element, Patch, elements, namespace, rich_text

SIGN = "mlmp: "
"""What our notes, and what we add to somebody else's, begin with."""


def remove_notes(patch: Patch, sheet: str) -> None:
    """Take our notes off a sheet; what others wrote stays."""
    part = patch.find_related(sheet, "comments")
    if part is None or SIGN.encode() not in patch.content(part):
        return
    root = patch.change(part)
    gone = [note for note in elements(root, "commentList", "comment") if _is_gone(note)]
    for note in gone:
        _remove(note)
    erase_boxes(patch, sheet, {_place(note) for note in gone})
    if next(elements(root, "commentList", "comment"), None) is None:
        patch.unrelate(sheet, part)
        patch.drop(part)


def add_notes(patch: Patch, sheet: str, notes: Mapping[str, str], author: str) -> None:
    """Put notes on cells by address. Where somebody has a note already, ours goes below it."""
    if not notes:
        return
    root = patch.change(_comments_part(patch, sheet))
    there = {note.get("ref", ""): note for note in elements(root, "commentList", "comment")}
    number = str(_author(root, author))
    found = next(elements(root, "commentList"))
    new = []
    for address, text in notes.items():
        if address in there:
            if not _is_thread(root, there[address]):
                _write(there[address], f"\n\n{SIGN}{text}")
            continue
        note = etree.SubElement(found, f"{{{namespace(root)}}}comment", {"ref": address, "authorId": number})
        etree.SubElement(note, f"{{{namespace(root)}}}text")
        _write(note, f"{SIGN}{text}")
        new.append(address)
    draw_boxes(patch, sheet, new)


def _is_thread(root: Element, note: Element) -> bool:
    """Whether the note only stands for a conversation, which Excel keeps elsewhere and shows instead."""
    names = [each.text or "" for each in elements(root, "authors", "author")]
    number = int(note.get("authorId", "0"))
    return number < len(names) and names[number].startswith("tc=")


def _write(note: Element, text: str) -> None:
    inside = next(elements(note, "text"))
    below = f"{{{namespace(note)}}}"
    first, _, rest = text.lstrip("\n").partition("\n")
    before = text[: len(text) - len(text.lstrip("\n"))]
    for bold, words in ((True, before + first), (False, f"\n{rest}" if rest else "")):
        if words:
            run = etree.SubElement(inside, f"{below}r")
            look = etree.SubElement(run, f"{below}rPr")
            if bold:
                etree.SubElement(look, f"{below}b")
            etree.SubElement(look, f"{below}sz", {"val": "10"})
            etree.SubElement(look, f"{below}color", {"rgb": "FF1F2933"})
            etree.SubElement(look, f"{below}rFont", {"val": "Calibri"})
            shown = etree.SubElement(run, f"{below}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            shown.text = _storable(words)


def _storable(text: str) -> str:
    """The text without what XML cannot hold."""
    return stored(re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text.replace("\r\n", "\n")))


def _is_gone(note: Element) -> bool:
    """Take what is ours out of a note, and tell whether nothing else was in it."""
    inside = next(elements(note, "text"), None)
    text = "" if inside is None else rich_text(inside)
    at = text.find(SIGN) if text.startswith(SIGN) else text.find(f"\n{SIGN}")
    if inside is None or at < 0:
        return False
    kept = text[:at].rstrip("\n")
    if not kept:
        return True
    used = 0
    for shown in [*elements(inside, "t"), *elements(inside, "r", "t")]:
        words = shown.text or ""
        shown.text = words[: max(0, len(kept) - used)]
        used += len(words)
    for run in list(elements(inside, "r")):
        if not _text_of_run(run):
            _remove(run)
    return False


def _text_of_run(run: Element) -> str:
    """The text of one run."""
    return "".join(shown.text or "" for shown in elements(run, "t"))


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _place(note: Element) -> tuple[int, int]:
    """Row and column of a note's cell from 0, as the drawing counts."""
    column, row = column_and_row(note.get("ref", ""))
    return row - 1, column - 1


def _author(root: Element, author: str) -> int:
    found = next(elements(root, "authors"))
    names = [each.text or "" for each in found]
    if author not in names:
        etree.SubElement(found, f"{{{namespace(root)}}}author").text = author
        names.append(author)
    return names.index(author)


def _comments_part(patch: Patch, sheet: str) -> str:
    part = patch.find_related(sheet, "comments")
    if part is not None:
        return part
    part = patch.free_name("xl/comments%d.xml")
    main = namespace(patch.root(sheet))
    patch.put(part, f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode())
    patch.declare(part, "spreadsheetml.comments+xml")
    patch.relate(sheet, "comments", part)
    return part
