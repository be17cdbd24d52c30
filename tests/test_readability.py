"""LIX: what is a word, a long word and a sentence in Danish, and the figure they give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.plan.readability import LONG, Reading, lix, read, sentences

TEXT = st.text(st.sampled_from("abcæøå ABCÆØÅ0123.,:;?!…»«\"'()/–-\n\u00a0@")) | st.text()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Jeg vil bo selv. Jeg vil have en kat.", 2),
        ("Hvad drømmer jeg om? Hvad ønsker jeg!", 2),
        ("jeg vil ud. jeg vil hjem", 2),
        ("Mødet er den 20. maj kl. 9.30 hos os.", 1),
        ("Mødet er den 20. Vi ses.", 2),
        ("Mødet er den 20. Maj er lun.", 1),
        ("Det er 3. gang.", 1),
        ("Ring til Jens P. Hansen, tlf. 20 00 00 02, f.eks. før kl. 10.", 1),
        ("Vi køber brød, mælk osv. Det er nemt.", 2),
        ("Vi køber brød osv. og går hjem.", 1),
        ("Gå i 20 min. om dagen.", 1),
        ("Huset er min. Du er her.", 2),
        ("Det hjælper mig, fordi … jeg sover bedre.", 1),
        ("Først det ene … Så det andet.", 2),
        ("»Må jeg?« spurgte Anna.", 1),
        ("Anna sagde: »Det kan jeg.« Så gik hun.", 3),
        ("Tag det med: bog, sko og hat.", 1),
        ("1. Velkommen", 1),
        ("Overskrift\n• et punkt\n• et til", 3),
        ("", 0),
        ("– … –", 0),
    ],
)
def test_sentences_are_told_from_abbreviations_ordinals_and_quotations(text: str, count: int) -> None:
    assert read(text).sentences == count


@pytest.mark.parametrize(
    ("text", "words", "long_words"),
    [
        ("Jeg drømmer om en hund.", 5, 1),
        ("sekser", 1, 0),
        ("skriver", 1, 1),
        ("og/eller", 2, 0),
        ("kl. 14.00–15.00", 3, 0),
        ("12.05.2027", 1, 0),
        ("2-årig", 1, 0),
        ("weekend-tur", 1, 1),
        ("den\u00a020.\u00a0maj", 3, 0),
        ("»Borgerplansmøde«, tak", 2, 1),
        ("skriv til mette.holm@example.dk eller https://www.example.dk/mit-liv", 5, 0),
    ],
)
def test_words_are_counted_and_only_letters_make_them_long(text: str, words: int, long_words: int) -> None:
    found = read(text)
    assert (found.words, found.long_words) == (words, long_words)


def test_the_figure_is_words_in_a_sentence_and_long_words_in_a_hundred() -> None:
    text = "Du er inviteret til et møde. På mødet taler vi om dine ønsker og drømme."
    assert read(text) == Reading(words=15, sentences=2, long_words=1, longest_sentence=9)
    assert lix(text) == pytest.approx(15 / 2 + 100 / 15)


def test_a_hard_text_is_hard() -> None:
    hard = (
        "Individer, der er henvist til at residere i transparente domiciler, bør ikke tilrådes at anvende større "
        "eller mindre geologiske fragmenter som kasteskyts."
    )
    assert lix(hard) == pytest.approx(22 + 100 * 10 / 22)


def test_texts_that_stand_apart_never_share_a_sentence() -> None:
    assert sentences("Hvad er vigtigt") == ["Hvad er vigtigt"]
    assert read(["Hvad er vigtigt", "for mig"]).sentences == 2


@given(TEXT)
def test_every_text_has_a_figure_within_its_bounds(text: str) -> None:
    found = read(text)
    assert 0 <= found.long_words <= found.words <= len(text)
    assert found.sentences <= found.words
    assert found.longest_sentence <= found.words <= found.longest_sentence * found.sentences
    assert (found.lix == 0) == (found.words == 0)
    assert 0 <= found.lix <= found.longest_sentence + 100


@given(st.lists(TEXT, max_size=5))
def test_texts_read_together_are_the_sum_of_each(texts: list[str]) -> None:
    assert read(texts) == sum(map(read, texts), Reading())


@given(st.lists(st.sampled_from(["hus", "kat", "vindue", "skriver", "muligheder"]), min_size=1))
def test_plain_words_with_a_full_stop_are_one_sentence(words: list[str]) -> None:
    long_words = sum(len(word) >= LONG for word in words)
    text = " ".join(words) + "."
    assert read(text) == Reading(len(words), 1, long_words, len(words))
