"""Whatever stands in a cell, it is taken, or refused with a code: for every column, every content."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from returned_sheets import PEOPLE, Book, changes, come_home, exported_rows, new_rows

from mlmp_docs.codes import CODES
from mlmp_docs.excel.editing_book import About, editing_book
from mlmp_docs.plan.characters import FORBIDDEN
from mlmp_docs.tables.cells import Surroundings, read_cell
from mlmp_docs.tables.grid import Content, Odd
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.sheets import BY_NAME, TABLES
from mlmp_docs.tables.table import Column, Row, RowKey
from mlmp_docs.tables.texts import normalised

ODD = """
=A1|'x|_x000D_|_x005F_| x|x |\u00a0x|#REF!|12,5|1,2E+10|007|å|a\u030a|\u200b|<&>|]]>|"|TRUE|12-05-2027|(beskyttet)|-
|\t|😀|1e5|mlmp-id|Dato|#I/T|kl. |12|.|:|30| maj |2027|E+|ja|nej|0|den |onsdag |,|;|alle|højest
"""
ODD_TEXTS = st.sampled_from([*ODD.strip().split("|"), "a\nb"])
TEXTS = st.lists(ODD_TEXTS | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6), max_size=5).map(
    "".join
)
NUMBERS = (
    st.floats().map(str) | st.integers(-(10**12), 10**12).map(str) | st.sampled_from(["1e999999999", "-0", "", "x"])
)
KINDS = st.sampled_from(["tal", "dato", "tid", "dag og tid", "ja/nej", "fejl", "formel"])
CONTENTS = TEXTS | st.builds(Odd, KINDS, NUMBERS, st.booleans())
COLUMNS = st.sampled_from([column for table in TABLES for column in table.columns])


@settings(max_examples=3000, deadline=None)
@given(COLUMNS, CONTENTS, st.none() | TEXTS, st.sampled_from(["", "2027"]), st.sampled_from([1899, 1904]))
def test_every_content_of_every_column_is_taken_or_refused(
    column: Column, content: Content, exported: str | None, year: str, from_year: int
) -> None:
    around = Surroundings(2027, date(1899, 12, 30) if from_year == 1899 else date(1904, 1, 1), year)
    try:
        reading = read_cell(column, content, exported, around)
    except Refusal as refusal:
        assert refusal.code in CODES and refusal.message.endswith(".") and content != exported
        assert not isinstance(content, str) or len(content) < 8 or content not in refusal.message + refusal.hint
        return
    assert read_cell(column, reading.text, None if reading.text != exported else exported, around).text == reading.text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
def test_whatever_was_exported_comes_home_unchanged(some: list[tuple[str, str, str, str]]) -> None:
    rows = exported_rows(["bo"])
    rows["Netværk"] = []
    for number, texts in enumerate(some):
        first, second, third, fourth = (normalised(FORBIDDEN.sub("", text)) for text in texts)
        about = {"@borger": "bo", "@navn": PEOPLE["bo"][0]}
        key = RowKey("bo", ("netværk", first), number + 1)
        rows["Netværk"].append(Row(key, {**about, "navn": first, "relation": second}))
        goal = dict.fromkeys(BY_NAME["Mål"].keys, "") | about | {"id": f"m{number}", "borgermål": third}
        items = "\n".join(filter(None, (" ".join(line.split()) for line in fourth.split("\n"))))
        goal |= {"øvrige_undertemaer": items, "frist": second, "måltype": first, "status": fourth}
        rows["Mål"].append(Row(RowKey("bo", ("mål", f"m{number}")), goal))
    tables = {name: tuple(table) for name, table in rows.items()}
    home = come_home(editing_book(tables, {}, About(2027, "", date(2026, 11, 22), "Fjordby"), {}))
    assert not changes(home) and not home.diagnostics and not home.gone and not new_rows(home)


def test_the_small_book_of_the_tests_is_laid_out_as_the_exported_one() -> None:
    rows = {name: tuple(table) for name, table in exported_rows().items()}
    exported = come_home(editing_book(rows, {}, About(2027, "", date(2026, 11, 22), "Fjordby"), {}))
    small = Book().read()
    places = [
        {(row.table.name, row.number, key, cell.address) for row in home.rows for key, cell in row.cells.items()}
        for home in (exported, small)
    ]
    assert places[0] == places[1]
