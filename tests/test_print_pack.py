"""Many PDFs as one: bookmarks, right-hand pages, and a structure that still belongs to its pages."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from mlmp_docs.outbox.pdf_memory import is_ours, is_whole, remember
from mlmp_docs.outbox.print_pack import Part, UnreadablePdf, pages_in, print_pack


def pdf(*texts: str, tagged: bool = True, wide: bool = False) -> bytes:
    """A PDF with a page for each text, which stands as the alternative text of the page's one element."""
    writer = PdfWriter()
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root = writer._add_object(tree)
    document = DictionaryObject({NameObject("/S"): NameObject("/Document"), NameObject("/P"): root})
    whole = writer._add_object(document)
    children, numbers = ArrayObject(), ArrayObject()
    for number, text in enumerate(texts):
        page = writer.add_blank_page(*((842, 595) if wide else (595, 842)))
        page[NameObject("/StructParents")] = NumberObject(number)
        element = DictionaryObject(
            {
                NameObject("/S"): NameObject("/P"),
                NameObject("/P"): whole,
                NameObject("/Pg"): page.indirect_reference,
                NameObject("/K"): NumberObject(0),
                NameObject("/Alt"): TextStringObject(text),
            }
        )
        reference = writer._add_object(element)
        children.append(reference)
        numbers += [NumberObject(number), ArrayObject([reference])]
    document[NameObject("/K")] = children
    tree[NameObject("/K")] = ArrayObject([whole])
    tree[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))
    if tagged:
        writer.root_object[NameObject("/StructTreeRoot")] = root
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def packed(parts: Sequence[Part], *, duplex: bool = True) -> PdfReader:
    made = print_pack(parts, titel="Pakke til Fjordglimt", forfatter="Rådgiver, Randers Kommune", duplex=duplex)
    return PdfReader(io.BytesIO(made))


def bookmarks(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Depth, title and page from 1 of each bookmark."""
    found: list[tuple[int, str, int]] = []

    def walk(items: list[object], depth: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, depth + 1)
            else:
                found.append((depth, str(item.title), (reader.get_destination_page_number(item) or 0) + 1))

    walk(list(reader.outline), 0)
    return found


def told_of_pages(reader: PdfReader) -> list[str]:
    """What the structure says of each page, looked up from the page as a screen reader does."""
    tree = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_number = {int(tree[place]): tree[place + 1].get_object() for place in range(0, len(tree), 2)}
    told = []
    for page in reader.pages:
        if "/StructParents" not in page:
            told.append("")
            continue
        (element,) = by_number[int(page["/StructParents"])]
        assert element.get_object().raw_get("/Pg") == page.indirect_reference
        told.append(str(element.get_object()["/Alt"]))
    return told


COVER, ANNA, BO = Part("Indhold", pdf("cover")), pdf("a1"), pdf("b1", "b2")
PARTS = [COVER, Part("Dagsorden", ANNA, "Anna"), Part("Referat", BO, "Anna"), Part("Dagsorden", ANNA, "Bo")]


def test_each_document_begins_on_a_right_hand_page() -> None:
    reader = packed(PARTS)
    assert told_of_pages(reader) == ["cover", "", "a1", "", "b1", "b2", "a1"]


def test_single_sided_there_are_no_blank_pages() -> None:
    assert told_of_pages(packed(PARTS, duplex=False)) == ["cover", "a1", "b1", "b2", "a1"]


def test_there_is_a_bookmark_for_each_citizen_and_below_it_for_each_document() -> None:
    assert bookmarks(packed(PARTS)) == [
        (0, "Indhold", 1),
        (0, "Anna", 3),
        (1, "Dagsorden", 3),
        (1, "Referat", 5),
        (0, "Bo", 7),
        (1, "Dagsorden", 7),
    ]


def test_a_blank_page_is_as_large_as_the_page_before_it() -> None:
    reader = packed([Part("Liste", pdf("wide", wide=True)), Part("Dagsorden", ANNA)])
    assert [int(page.mediabox.width) for page in reader.pages] == [842, 842, 595]


def test_it_says_its_language_and_title_and_shows_its_bookmarks() -> None:
    reader = packed(PARTS)
    assert reader.root_object["/Lang"] == "da-DK"
    assert reader.metadata is not None and reader.metadata.title == "Pakke til Fjordglimt"
    assert reader.root_object["/PageMode"] == "/UseOutlines"
    assert reader.root_object["/MarkInfo"]["/Marked"].value is True


def test_all_parts_stand_in_one_structure_in_their_order() -> None:
    (whole,) = packed(PARTS).root_object["/StructTreeRoot"]["/K"]
    assert whole.get_object()["/S"] == "/Document"
    parts = [part.get_object() for part in whole.get_object()["/K"]]
    assert [part["/S"] for part in parts] == ["/Part"] * 4
    assert [part["/K"][0].get_object()["/Alt"] for part in parts] == ["cover", "a1", "b1", "a1"]


def test_one_part_without_structure_makes_it_no_tagged_file() -> None:
    reader = packed([COVER, Part("Notat", pdf("x", tagged=False))])
    assert reader.root_object["/MarkInfo"]["/Marked"].value is False


def test_the_same_parts_give_the_same_bytes_and_it_can_hold_its_memory() -> None:
    made = [print_pack(PARTS, titel="T", forfatter="F", duplex=True) for _ in range(2)]
    assert made[0] == made[1]
    kept = remember(made[0], b"source")
    assert is_whole(kept) and is_ours(kept) and pages_in(kept) == 7


@pytest.mark.parametrize("content", [b"", b"not a PDF", ANNA[:200], b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        pages_in(content)
    with pytest.raises(UnreadablePdf):
        print_pack([COVER, Part("Dagsorden", content)], titel="T", forfatter="F", duplex=True)


def test_a_locked_pdf_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(ANNA))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(UnreadablePdf):
        pages_in(target.getvalue())


@given(st.lists(st.integers(min_value=1, max_value=4), min_size=1, max_size=6), st.booleans())
def test_whatever_their_lengths_every_page_comes_once_and_in_order(lengths: list[int], duplex: bool) -> None:
    texts = [[f"{number}.{page}" for page in range(length)] for number, length in enumerate(lengths)]
    reader = packed([Part(str(number), pdf(*some)) for number, some in enumerate(texts)], duplex=duplex)
    told = told_of_pages(reader)
    assert [text for text in told if text] == [text for some in texts for text in some]
    starts = [page for _, _, page in bookmarks(reader)]
    assert [told[page - 1] for page in starts] == [some[0] for some in texts]
    if duplex:
        assert all(page % 2 for page in starts)
        assert told[-1], "no blank page at the end"
