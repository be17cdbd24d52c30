"""How wide text is, and how many lines it fills: the same lines as LibreOffice, never fewer than anybody's."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import convert, page_texts

from mlmp_docs.font import LINE, lines, text_width
from mlmp_docs.word.design.components import paragraph
from mlmp_docs.word.design.document import word_file
from mlmp_docs.word.design.register import Register

DANISH = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåÆØÅÉ .,-–0123456789\u00a0»«…", max_size=120)
SIZES = st.sampled_from((11, 12, 14, 16, 18, 20, 24, 34))


def test_the_widths_are_those_of_calibri() -> None:
    # 2048ths of the size, from the font's own table: n 1076, i 470, bold n 1099; 72 points are 2.54 cm.
    assert text_width("nin", 72) == pytest.approx((1076 + 470 + 1076) / 2048 * 2.54)
    assert text_width("n", 72, bold=True) == pytest.approx(1099 / 2048 * 2.54)


def test_danish_letters_are_in_the_table_and_strange_signs_are_taken_to_be_wide() -> None:
    assert text_width("æ", 10) == text_width("Æ", 10) * 1583 / 1563
    assert text_width("å", 10) == text_width("a", 10)
    assert text_width("\N{GRINNING FACE}", 10) > text_width("W", 10)


def test_what_is_not_seen_has_no_width() -> None:
    assert text_width("bor\N{SOFT HYPHEN}ger\N{ZERO WIDTH SPACE}plan", 14) == text_width("borgerplan", 14)


def test_an_empty_text_fills_a_line_and_a_line_feed_begins_one() -> None:
    assert lines("", 5, 14) == 1
    assert lines("Først\n\nsidst", 5, 14) == 3


def test_lines_are_broken_at_blanks_and_hyphens_but_not_at_no_break_spaces() -> None:
    assert lines("Anna-Lise", text_width("Anna-", 14), 14) == 2
    assert lines("kl. 10", text_width("kl. 1", 14), 14) == 2
    # What is held together is a word too wide, broken between letters.
    assert lines("kl.\N{NO-BREAK SPACE}10", text_width("kl.\N{NO-BREAK SPACE}1", 14), 14) == 2
    assert lines("den 1.\N{NO-BREAK SPACE}maj", text_width("den 1.", 14), 14) == 2
    assert lines("14-15", text_width("14-", 14), 14) == 2


def test_blanks_at_the_end_of_a_line_hang_into_the_margin() -> None:
    assert lines("ord ord", text_width("ord", 14), 14) == 2
    assert lines("ord     ord", text_width("ord ", 14), 14) == 2


def test_a_word_wider_than_the_line_begins_on_a_new_one_and_is_broken_between_letters() -> None:
    word = "m" * 10
    assert lines(word, text_width("mmm", 14), 14) == 4
    assert lines(f"og {word}", text_width("mmm", 14), 14) == 5


@given(text=DANISH, size=SIZES, width=st.floats(0.5, 30), more=st.floats(0, 10), bold=st.booleans())
def test_more_width_never_takes_more_lines(text: str, size: int, width: float, more: float, bold: bool) -> None:
    assert lines(text, width + more, size, bold) <= lines(text, width, size, bold)


@given(text=DANISH, width=st.floats(0.5, 30))
def test_smaller_letters_never_take_more_lines(text: str, width: float) -> None:
    counts = [lines(text, width, size) for size in (14, 16, 18, 20)]
    assert counts == sorted(counts)


@given(text=DANISH, added=DANISH, width=st.floats(0.5, 30))
def test_more_text_never_takes_fewer_lines(text: str, added: str, width: float) -> None:
    assert lines(text + added, width, 14) >= lines(text, width, 14)


@given(text=DANISH, size=SIZES)
def test_the_width_of_a_text_is_that_of_its_letters_and_is_enough_for_it(text: str, size: int) -> None:
    wide = text_width(text, size)
    assert wide == pytest.approx(sum(text_width(letter, size) for letter in text))
    assert lines(text, wide + 0.001, size) == 1


def test_a_line_is_as_high_as_calibri_says() -> None:
    # Ascent 1536, descent 512 and gap 452 of 2048.
    assert pytest.approx((1536 + 512 + 452) / 2048, abs=1e-4) == LINE


SAMPLES = (
    "Jeg vil gerne bo i min egen lejlighed",
    "Jeg drømmer om at rejse til Skagen med mine venner",
    "Jeg vil så gerne kunne bestemme selv, hvornår jeg står op, hvad jeg spiser til morgenmad, hvem der kommer ind på "
    "mit værelse, og hvornår jeg ser min mor, min bror, Kaj og de andre venner fra værkstedet.",
    "At se min mor hver søndag – og ringe til hende onsdag kl.\N{NO-BREAK SPACE}19.30",
    "Vibeke-Marie Østergaard-Christoffersen og Åse-Lill bor på Bostedet Fjordglimt-Nørresø i Randers",
    "Specialpædagogisk støttepersonaleuddannelsesinstitution er et langt ord, og det er "
    "Arbejdsmarkedsuddannelsesbevis også",
    "»Jeg synes, det er svært at tage bussen, når der er mange mennesker,« siger Søren. Så vi øver os to gange om "
    "ugen – mandag og torsdag – med Ida.",
    "Til 14-15 timer, tit ti titter, fiffige fliser, attitude, TAVLE, AVA, Tor, Yt, Væv, LT, P.",
    "1.250,50 kr. den 1.\N{NO-BREAK SPACE}juni 2027 § 107; 50 % & mere + 3 × 2 = 6 …",
)
LAYOUTS = ((7.0, 14), (7.0, 18), (9.0, 20), (5.1, 12), (17.0, 16))


@pytest.mark.soffice
def test_libreoffice_fills_as_many_lines(tmp_path: Path) -> None:
    """At most one text in ten takes a line more by our count (ligatures), none a line less."""
    files = []
    for width, size in LAYOUTS:
        for bold in (False, True):
            side = (21.0 - width) / 2
            register = Register((2, side, 2, side), 12, 12, 12, 12, size, 12, 12)
            stars = "**" if bold else ""
            blocks = "".join(paragraph(f"{stars}{text}{stars}", page_break=n > 0) for n, text in enumerate(SAMPLES))
            file = tmp_path / f"{width}-{size}-{bold:d}.docx"
            file.write_bytes(word_file(register, blocks, title="", footer=""))
            files.append((file, width, size, bold))
    found, told = [], []
    made = convert((file for file, *_ in files), "pdf", tmp_path)
    for pdf, (_, width, size, bold) in zip(made, files, strict=True):
        found += [sum(1 for line in page.splitlines() if line.strip()) - 1 for page in page_texts(pdf)]
        told += [lines(text, width, size, bold) for text in SAMPLES]
    assert all(ours >= theirs for ours, theirs in zip(told, found, strict=True))
    assert sum(ours > theirs for ours, theirs in zip(told, found, strict=True)) <= len(found) / 10
