"""Plan files and mlmp.yaml: what is read from them, and that no file can break the reader or be shown in a message."""

import random
import re
from datetime import date, time
from pathlib import Path
from time import perf_counter
from unicodedata import normalize

import pytest
import yaml
from builders import OPSÆTNING, PLAN, plan
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mlmp_docs.codes import CODES
from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan import characters, syntax
from mlmp_docs.plan.dates import Gælder, Tidsrum
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import MAX_BYTES, Reading, read_lists, read_plan, read_settings
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.shape import homes

DATA = Path(__file__).parent / "data"
EXAMPLE = (DATA / "anna.yaml").read_text(encoding="utf-8")


def _read(text: str) -> Reading[object]:
    return read_plan(text.encode(), "plan.yaml")


def _codes(reading: Reading[object]) -> list[str]:
    return [told.code for told in reading.diagnostics]


# --- the examples of the format --------------------------------------------------------------------------------


def test_the_example_plan_is_accepted() -> None:
    reading = read_plan((DATA / "anna.yaml").read_bytes(), "anna.yaml")
    assert reading.diagnostics == ()
    assert reading.value is not None
    assert reading.source.prose_cut_by_comment == ()


def test_the_example_settings_are_accepted() -> None:
    reading = read_settings((DATA / "mlmp.yaml").read_bytes(), "mlmp.yaml")
    assert reading.diagnostics == ()
    assert reading.value is not None
    assert reading.source.prose_cut_by_comment == ()


def test_every_value_of_the_example_stands_in_the_plan() -> None:
    anna = read_plan((DATA / "anna.yaml").read_bytes(), "anna.yaml").value
    assert anna is not None
    assert anna.borger.cpr == "670761-4285"
    assert anna.mål[0].delmål[0].opnået == date(2026, 8, 20)
    assert anna.mål[0].scoringer[0].enig is False
    assert anna.møder[0].kl == Tidsrum(time(10), time(11, 30))
    assert anna.møder[0].sendt.indkaldelse.gælder == Gælder(date(2027, 5, 12), Tidsrum(time(10), time(11, 30)))
    assert anna.møder[1].id == "2026"
    assert anna.noter.startswith("Praktiske huskesedler.")


def test_every_known_key_stands_in_the_examples() -> None:
    """The examples are the contract: nothing in the records that a user could not find there."""
    examples = EXAMPLE + (DATA / "mlmp.yaml").read_text(encoding="utf-8")
    assert [key for key in {**homes(Plan), **homes(Opsætning)} if not re.search(rf"\b{key}:", examples)] == []


# --- scalars are the texts of the file -------------------------------------------------------------------------


@pytest.mark.parametrize("navn", ["Nej", "No", "on", "Null", "NULL", "007", "1.10", "0x2A", "7e2", "12:30", "+45 2000"])
def test_a_text_stays_what_it_is(navn: str) -> None:
    assert plan(f"borger: {{navn: {navn}, cpr: 670761-4285}}").borger.navn == navn


@pytest.mark.parametrize("cpr", ["6707614285", "670761-4285", "'6707614285'", "670761 4285"])
def test_a_cpr_number_is_ten_digits_and_a_hyphen(cpr: str) -> None:
    assert plan(f"borger: {{navn: Anna, cpr: {cpr}}}").borger.cpr == "670761-4285"


def test_a_cpr_number_with_only_octal_digits_keeps_its_zero() -> None:
    """Day + 60 has no leading zero; this is somebody born in 2036, so nobody has it."""
    assert plan("borger: {navn: Anna, cpr: 0101364123}").borger.cpr == "010136-4123"


@pytest.mark.parametrize("kl", ["13:45", "13.45", "kl. 13.45", "08:15", "'13:45'"])
def test_a_time_is_a_time(kl: str) -> None:
    kl_read = plan(f"møder: [{{år: 2027, kl: {kl}}}]").møder[0].kl
    assert kl_read.fra == (time(8, 15) if "08" in kl else time(13, 45))


@pytest.mark.parametrize("given", ["", " ~", " null", "  # kommer"])
def test_nothing_unquoted_is_not_given(given: str) -> None:
    assert plan(f"sagsnummer:{given}\n").sagsnummer is None


@pytest.mark.parametrize("text", ["'~'", '"null"', "Null", "NULL", "none"])
def test_other_spellings_of_nothing_are_text(text: str) -> None:
    assert plan(f"sagsnummer: {text}\n").sagsnummer == text.strip("'\"")


def test_empty_quotes_are_an_empty_text() -> None:
    assert plan('sagsnummer: ""\n').sagsnummer == ""


def test_an_empty_list_item_is_no_item() -> None:
    read = plan("min_plan:\n  det_kan_jeg:\n    - Synge\n    -\n    - Danse\n")
    assert read.min_plan.det_kan_jeg == ("Synge", "Danse")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert plan("noter: A\u030ase\n").noter == "Åse"
    assert plan('noter: "A\\u030ase"\n').noter == "Åse"
    assert plan("ma\u030al:\n  - borgerma\u030al: Spise\n").mål[0].borgermål == "Spise"


def test_the_words_of_python_are_not_keys() -> None:
    text = OPSÆTNING + "dokumenter: {brev: {skabelon: brev.docx, for_: borger}}\n"
    told = "\n".join(map(str, read_settings(text.encode(), "mlmp.yaml").diagnostics))
    assert "fejl P012: Feltet 'for_' kendes ikke." in told
    assert "Mente du 'for'?" in told


def test_windows_line_ends_and_a_byte_order_mark_are_allowed() -> None:
    content = b"\xef\xbb\xbf" + (PLAN + "noter: husk\nmål: nej\n").replace("\n", "\r\n").encode()
    (told,) = read_plan(content, "plan.yaml").diagnostics
    assert str(told.place) == "plan.yaml:6:1"


# --- encodings, limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp1252", "Windows-1252 (ANSI)"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
    ],
)
def test_another_encoding_is_named(encoding: str, named: str) -> None:
    (told,) = read_plan(EXAMPLE.encode(encoding, "replace"), "plan.yaml").diagnostics
    assert (told.code, told.message) == ("P002", f"Filen er gemt som {named}, men skal være UTF-8.")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4", b"\x00" * 500, b"\x81\x00\x8d"]
)
def test_a_file_that_is_no_text_is_told(content: bytes) -> None:
    assert _codes(read_plan(content, "plan.yaml")) == ["P002"]


def test_latin_1_that_windows_does_not_know_is_told() -> None:
    (told,) = read_plan("navn: Åse\x81".encode("latin-1"), "plan.yaml").diagnostics
    assert "Latin-1" in told.message


def test_a_file_of_more_than_a_megabyte_is_told() -> None:
    assert _codes(read_plan(b"#" * (MAX_BYTES + 1), "plan.yaml")) == ["P009"]


@pytest.mark.parametrize("deep", ["[" * 600, "[" * 100_000, "{a: " * 20_000, "- " * 100_000, "? " * 10_000])
@pytest.mark.parametrize("loader", [syntax.LOADER, yaml.SafeLoader])
def test_no_depth_is_too_deep_to_tell(deep: str, loader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "LOADER", loader)
    assert {"P009", "P042"} & set(_codes(_read("noter:\n  " + deep)))


@pytest.mark.parametrize(
    "text",
    [
        "\x07" * 900_000,
        "\x07\n" * 450_000,
        "Ã¸" * 200_000,
        "x" * 900_000 + ": y",
        "noter: " + "x" * 900_000,
        "mål:\n" + "- {" + ", ".join(f"x{n}: 1" for n in range(900)) + "}",
        "mål:\n" + "- {borgrmål: x, frist: x, status: x, scoringer: [{dato: x}]}\n" * 1000,
    ],
    ids=["bells", "lines of bells", "garbled", "a long key", "a long text", "a wide goal", "a thousand wrong goals"],
)
def test_a_megabyte_of_mistakes_is_told_in_seconds(text: str) -> None:
    begun = perf_counter()
    assert _read(text).diagnostics
    assert perf_counter() - begun < 10


def test_a_billion_laughs_are_no_laughs() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{key}: &{key} [*{last}, *{last}]\n" for last, key in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert set(_codes(_read(PLAN + laughs))) == {"P006"}


# --- places ----------------------------------------------------------------------------------------------------


def test_the_place_of_a_field_is_where_its_key_stands() -> None:
    source = _read(EXAMPLE).source
    assert EXAMPLE.splitlines()[source.place("mål", 0, "frist").line - 1] == "    frist: 2028-06-01"
    assert str(source.place("borger", "navn")) == "plan.yaml:9:3"


def test_the_place_of_something_unknown_is_that_of_what_holds_it() -> None:
    source = _read(PLAN).source
    assert source.place("borger", "adresse", "by") == source.place("borger")
    assert str(source.place("mål")) == "plan.yaml"


def test_columns_count_letters() -> None:
    assert str(_read("netværk: [{navn: Åse Ærø, reltion: mor}]\n" + PLAN).diagnostics[0].place) == "plan.yaml:1:27"


def test_an_excerpt_shows_names_of_fields_and_no_values() -> None:
    source = _read(PLAN).source
    assert source.excerpt(source.place("borger", "cpr")) == ("borger: {navn: ▒▒▒, cpr: ▒▒▒\n                    ^")


# --- texts cut by a comment ------------------------------------------------------------------------------------


def _cut(text: str) -> tuple[tuple[str | int, ...], ...]:
    return _read(PLAN + text).source.prose_cut_by_comment


def test_a_comment_right_after_prose_may_have_swallowed_text() -> None:
    assert _cut("noter: Sal #2 t.h.\n") == (("noter",),)
    assert _cut("min_plan: {det_kan_jeg: [Synge #1\n  ]}\n") == (("min_plan", "det_kan_jeg", 0),)
    assert _cut("møder: [{år: 2027, sted: Sal #2\n  }]\n") == (("møder", 0, "sted"),)
    assert _cut("møder:\n  - år: 2027\n    afbud:\n      - Ida #2\n") == (("møder", 0, "afbud", 0),)


@pytest.mark.parametrize(
    "line", ["noter: Sal  # en huskeseddel", 'noter: "Sal" #2', "noter: Sal#2", "noter: |\n  Sal #2"]
)
def test_other_comments_swallow_nothing(line: str) -> None:
    assert _cut(line + "\n") == ()


def test_ids_dates_and_closed_words_lose_nothing_to_a_comment() -> None:
    assert _cut("mål: [{borgermål: Spise, udførere: alle # og\n  , skala: egen # ja\n  }]\n") == ()
    assert _cut("møder: # her\n  - år: 2027 # i år\n    måned: maj # ja\n    slags: ekstra møde # nej\n") == ()


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_quote_that_is_never_closed_is_told_where_it_opens(mark: str) -> None:
    """The parser reads on to the next quote, and named a line fifty lines below."""
    lines = EXAMPLE.split("\n")
    plain = re.compile(r"(\s*(?:- )?(?:\w+: |(?<=- )))(?=[\w§])(?!\w+: )[^'\"#]*(#.*)?$")
    tried = 0
    for number, line in enumerate(lines):
        if found := plain.match(line):
            broken = [*lines[:number], f"{found[1]}{mark}{line[found.end(1) :]}", *lines[number + 1 :]]
            (told,) = _read("\n".join(broken)).diagnostics
            assert (told.code, told.place.line, told.place.column) == ("P039", number + 1, found.end(1) + 1)
            tried += 1
    assert tried > 50


def test_a_field_whose_text_became_a_comment_is_told() -> None:
    assert _cut("sagsnummer: #27\nmøder: [{år: 2027}]\n") == (("sagsnummer",),)
    assert _cut("sagsnummer: # nummeret\nnoter:  #ring\n") == ()


# --- nothing of a file is shown --------------------------------------------------------------------------------

_MARK = "Xq7zHemmelig"


def _shown(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "\n".join(str(told) for told in diagnostics)


def _marked(text: str) -> str:
    """The example with a mark in place of every value, so that nearly every field is wrong."""
    return re.sub(r"(?<=: )(?:\"[^\"\n]*\"|(?![>|\[{&*!\s#])[^,\]}#\n]+(?=[,\]}\n]|  #))", _MARK, text)


def test_no_value_of_a_wrong_plan_is_shown() -> None:
    reading = _read(_marked(EXAMPLE))
    assert len(reading.diagnostics) > 40
    assert _MARK not in _shown(reading.diagnostics)


def test_no_value_of_wrong_settings_is_shown() -> None:
    text = (DATA / "mlmp.yaml").read_text(encoding="utf-8")
    reading = read_settings(_marked(text).encode(), "mlmp.yaml")
    assert len(reading.diagnostics) > 20
    assert _MARK not in _shown(reading.diagnostics)


_ODD = st.sampled_from(list("\t\"'{}[]:,#&*!|>%@`-?\\\n \x07\u202e\u200bÅ")) | st.sampled_from(
    ["\n---\n", "<<: ", ": ", " #", "- "]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The marked example with a few letters or lines lost, doubled, moved or added."""
    text = _marked(EXAMPLE)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(["delete", "insert", "line lost", "line twice", "cut"]))
        lines = text.splitlines(keepends=True)
        number = text.count("\n", 0, at)
        if kind == "delete":
            text = text[:at] + text[at + draw(st.integers(1, 12)) :]
        elif kind == "insert":
            text = text[:at] + draw(_ODD) + text[at:]
        elif kind == "cut":
            text = text[:at] or " "
        elif number < len(lines):
            again = [lines[number]] * (2 if kind == "line twice" else 0)
            text = "".join([*lines[:number], *again, *lines[number + 1 :]])
    return text


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_a_damaged_plan_is_told_without_being_shown(text: str) -> None:
    reading = _read(text)
    assert reading.value is None
    assert reading.diagnostics
    assert _MARK not in _shown(reading.diagnostics)
    for told in reading.diagnostics:
        assert told.code in CODES
        assert told.place.line is None or 1 <= told.place.line <= text.count("\n") + text.count("\u2028") + 2


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="ab: -\n\t{}[],'\"#&*!|>%?@\\", max_size=40))
@example("\x85a: b")
@example("? ")
@example("{? a, b: }")
@example("- - - a: b")
@example('"a": {[a]: b}')
@example("a: !<tag:yaml.org,2002:str> b")
@example("&a a: b")
@example("[a, b]: c")
@example("*a : c")
@example("a: *b\n*b : c")
def test_no_text_breaks_the_reader(text: str) -> None:
    for reader in (read_plan, read_settings, read_lists):
        for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            syntax.LOADER = loader
            reading = reader(text.encode("utf-8", "surrogatepass"), "plan.yaml")
            assert reading.value is not None or any(told.level is Level.FEJL for told in reading.diagnostics)
            assert all(told.code in CODES for told in reading.diagnostics)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    assert read_plan(content, "plan.yaml").value is None


def test_the_same_file_gives_the_same_messages() -> None:
    text = _marked(EXAMPLE)
    assert _shown(_read(text).diagnostics) == _shown(_read(text).diagnostics)


def test_lines_in_any_order_are_read_the_same() -> None:
    blocks = re.split(r"^(?=\w)", EXAMPLE, flags=re.MULTILINE)
    random.Random(1).shuffle(blocks)
    assert _read("".join(blocks)).value == _read(EXAMPLE).value


def test_letters_taken_for_ordinary_without_a_look_are() -> None:
    ordinary = [
        chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and characters.is_ordinary(chr(code))
    ]
    assert set("aZ9 :#æøåÆØÅ–\t\n") <= set(ordinary)
    for letter in ordinary:
        assert normalize("NFC", f"a{letter}e{letter}") == f"a{letter}e{letter}"
        assert not characters.FORBIDDEN.search(letter)
