"""Tokens of texts that no tokenizer was made for."""

import pytest

from kg.language import load_pipeline
from kg.language.tokens import BATCH, LONGEST, batches, tokens_of

NLP = load_pipeline().nlp
WORD = "9" * (5 * LONGEST)


def test_an_ordinary_text_is_as_the_tokenizer_has_it():
    """Nothing is done where no word is too long."""
    text = "De 'VN-missie' (MINUSMA) vertrok d.d. 3 mei."

    assert [t.text for t in tokens_of(text, NLP)] == [t.text for t in NLP(text)]


@pytest.mark.parametrize(
    "text", [WORD, f"{WORD} jaar", f"na {WORD}x jaar", f"{WORD}\n{WORD}", "(" * 2500]
)
def test_long_words_are_cut(text):
    """Each character is in a token of bearable length, and none is a blank alone."""
    tokens = tokens_of(text, NLP)

    assert tokens.text == text
    assert all(text[t.idx :].startswith(t.text) for t in tokens)
    assert max(len(t) for t in tokens) <= LONGEST
    assert not any(t.text == " " for t in tokens)


def test_batches_hold_no_more_than_is_bearable():
    """A batch is full by the number of its texts, or of their tokens."""
    long, short = NLP.make_doc("a " * BATCH), NLP.make_doc("a")

    found = list(batches([short, short, short, long, short, long], 2))

    assert [[len(d) for d in b] for b in found] == [[1, 1], [1], [BATCH], [1], [BATCH]]
    assert list(batches([], 2)) == []
