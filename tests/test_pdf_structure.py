"""The structure of a PDF from LibreOffice is mended for those who have it read aloud, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.outbox.pdf_structure import for_reading_aloud

CATALOG = "<</Type/Catalog/StructTreeRoot 2 0 R>>"
ROOT = "<</Type/StructTreeRoot\n/RoleMap<</Title/P\n/Afstand/P\n>>\n/K[3 0 R ]\n>>"


def element(kind: str, children: str = "", more: str = "") -> str:
    return f"<</Type/StructElem\n/S/{kind}\n/P 2 0 R\n{more}{f'/K[{children} ]' if children else ''}\n>>"


def pdf(*objects: str) -> bytes:
    """A file written as LibreOffice writes it."""
    body, places = b"%PDF-1.6\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    entries = "0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        body
        + f"xref\n0 {count}\n{entries}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    )


def types(content: bytes) -> list[str]:
    return [kind.decode() for kind in re.findall(rb"/S/(\w+)", content)]


def told(content: bytes) -> dict[int, str]:
    """What stands at each place the file's own list names."""
    start = int(re.findall(rb"startxref\n(\d+)", content)[-1])
    entries = re.findall(rb"(\d{10}) \d{5} ([nf])", content[start:])
    return {
        number: content[int(place) : content.index(b"endobj", int(place))].decode()
        for number, (place, used) in enumerate(entries)
        if used == b"n"
    }


LAYOUT = pdf(
    CATALOG,
    ROOT,
    element("Document", "4 0 R 9 0 R"),
    element("Table", "5 0 R"),
    element("TR", "6 0 R 7 0 R"),
    element("TD", "8 0 R", "/A 10 0 R\n"),
    element("TD"),
    element("Normal", "0"),
    element("Afstand"),
    "<</O/Table/ColSpan 2>>",
)
DATA = pdf(
    CATALOG,
    ROOT,
    element("Document", "4 0 R"),
    element("Table", "5 0 R 7 0 R"),
    element("TR", "6 0 R"),
    element("TH", "0"),
    element("TR", "8 0 R"),
    element("TD", "1"),
)


def test_a_table_without_a_head_is_layout_with_its_rows_and_cells() -> None:
    mended = for_reading_aloud(LAYOUT)
    assert types(mended) == ["Document", "Div", "Div", "Div", "Div", "Normal", "Afstand"]
    assert "/A" not in told(mended)[6]


def test_a_table_with_a_head_stays_a_table() -> None:
    assert types(for_reading_aloud(DATA)) == types(DATA)


def test_empty_paragraphs_and_empty_layout_are_passed_over() -> None:
    mended = told(for_reading_aloud(LAYOUT))
    assert mended[3].split("/K")[1].startswith("[4 0 R ]")
    assert mended[5].split("/K")[1].startswith("[6 0 R ]")


def test_a_row_of_data_keeps_its_empty_cells() -> None:
    empty = DATA.replace(b"/K[1 ]", b"      ")
    assert told(for_reading_aloud(empty))[7] == told(empty)[7]


def test_elements_that_hold_each_other_are_no_way_to_stop_a_run() -> None:
    ring = pdf(CATALOG, ROOT, element("Table", "4 0 R"), element("TR", "5 0 R"), element("TD", "4 0 R 3 0 R"))
    assert types(for_reading_aloud(ring)) == ["Div", "Div", "Div"]


def test_a_table_for_data_inside_layout_stays_one() -> None:
    both = pdf(
        CATALOG,
        ROOT,
        element("Table", "4 0 R"),
        element("TR", "5 0 R"),
        element("TD", "6 0 R"),
        element("Table", "7 0 R"),
        element("TR", "8 0 R"),
        element("TH", "0"),
    )
    assert types(for_reading_aloud(both)) == ["Div", "Div", "Div", "Table", "TR", "TH"]


def test_points_on_the_next_page_belong_to_the_list_they_go_on_with() -> None:
    split = pdf(
        CATALOG,
        ROOT,
        element("Document", "4 0 R 6 0 R 7 0 R 8 0 R 9 0 R"),
        element("L", "5 0 R"),
        element("LI", "0"),
        element("Afstand"),
        element("LI", "1"),
        element("Normal", "2"),
        element("LI", "3"),
    )
    mended = told(for_reading_aloud(split))
    assert mended[3].split("/K")[1].startswith("[4 0 R 8 0 R 9 0 R ]")
    assert mended[4].split("/K")[1].startswith("[5 0 R 7 0 R ]")
    assert "/P 4 0 R" in mended[7]


def test_shapes_tell_their_text_and_bare_ones_are_silent() -> None:
    stairs = pdf(
        CATALOG,
        ROOT,
        element("Document", "4 0 R 5 0 R 7 0 R 8 0 R"),
        element("Figure", "0"),
        element("Div", "1 6 0 R", "/Alt<FEFF0054007200690>\n"),
        element("Normal", "2"),
        element("Div", "3", "/Alt<FEFF0053006F006C>\n"),
        element("Figure", "4", "/Alt<FEFF0053006F006C>\n"),
    )
    mended = told(for_reading_aloud(stairs))
    assert types(for_reading_aloud(stairs)) == ["Document", "Div", "Div", "Normal", "Div", "Figure"]
    assert [number for number, text in mended.items() if "/Alt" in text] == [7, 8]


def test_a_picture_nobody_described_stays_one() -> None:
    alone = pdf(CATALOG, ROOT, element("Document", "4 0 R"), element("Figure", "0"))
    assert types(for_reading_aloud(alone)) == types(alone)


@pytest.mark.parametrize("title", ["Title", "Titel#20lille"])
def test_the_title_is_a_heading(title: str) -> None:
    made = pdf(CATALOG, ROOT.replace("/Title/P", f"/{title}/P"), element("Document", "4 0 R"), element("Normal", "0"))
    assert f"/{title}/H1\n/Afstand/P" in told(for_reading_aloud(made))[2]


@pytest.mark.parametrize("content", [LAYOUT, DATA])
def test_every_object_stands_where_the_list_says(content: bytes) -> None:
    before, after = told(content), told(for_reading_aloud(content))
    assert before.keys() == after.keys()
    assert all(text.startswith(f"{number} 0 obj") for number, text in after.items())


def test_mended_once_there_is_nothing_left_to_mend() -> None:
    once = for_reading_aloud(LAYOUT)
    assert for_reading_aloud(once) == once


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.6\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n",
        LAYOUT.replace(b"trailer\n<<", b"trailer\n<</Encrypt 9 0 R"),
        LAYOUT.replace(b"trailer\n<<", b"trailer\n<</Prev 9"),
        LAYOUT.replace(b"/K[4 0 R 9 0 R ]", b"/K[4 0 R 9 0 R ]  "),
        LAYOUT[:-200],
    ],
    ids=["empty", "no list", "encrypted", "with a second list", "moved", "cut"],
)
def test_a_file_that_is_written_otherwise_is_given_back_as_it_is(content: bytes) -> None:
    assert for_reading_aloud(content) == content


@given(st.integers(0, len(LAYOUT) - 1), st.binary(max_size=3))
def test_a_damaged_file_never_stops_a_run(place: int, damage: bytes) -> None:
    assert isinstance(for_reading_aloud(LAYOUT[:place] + damage + LAYOUT[place + 1 :]), bytes)
