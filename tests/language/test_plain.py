"""Parses as plain values: as spaCy has them, for any tree without crossing arcs."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language import as_parse
from kg.language.plain import features_of

DUTCH = spacy.blank("nl").vocab
LABELS = ("nsubj", "obj", "conj", "nmod")
WORDS = st.sampled_from(("Mali", "de", "coup", "2011", ","))


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Several sentences of one or more words; in each, arcs do not cross."""
    heads: list[int] = []
    for size in draw(st.lists(st.integers(1, 7), min_size=1, max_size=3)):
        heads += plant(draw, len(heads), size, None)
    places = range(len(heads))
    return Doc(
        DUTCH,
        words=[
            draw(st.sampled_from(("Mali", "de", "coup", "2011", ","))) for _ in heads
        ],
        spaces=[draw(st.booleans()) for _ in heads],
        heads=heads,
        deps=[
            "ROOT" if heads[n] == n else draw(st.sampled_from(LABELS)) for n in places
        ],
        pos=[draw(st.sampled_from(("NOUN", "VERB", "PROPN"))) for _ in heads],
        lemmas=[f"lemma{n}" for n in places],
    )


def plant(draw: st.DrawFn, start: int, size: int, above: int | None) -> list[int]:
    """Return the heads of so many words from a place on, under one of them."""
    if size == 0:
        return []
    root = draw(st.integers(start, start + size - 1))
    left = plant(draw, start, root - start, root)
    right = plant(draw, root + 1, start + size - 1 - root, root)
    return [*left, root if above is None else above, *right]


def seen(token) -> tuple[object, ...]:
    """Return all that rules ask of a token, of spaCy's or of ours."""
    return (
        *(token.text, token.lower_, token.lemma_, token.pos_, token.tag_, token.dep_),
        *(token.i, token.idx, token.whitespace_, token.is_punct, token.is_digit),
        *(token.head.i, token.left_edge.i, token.right_edge.i),
        *([t.i for t in token.children], [t.i for t in token.subtree]),
        *([t.i for t in token.conjuncts], [t.i for t in token.ancestors]),
        *(token.sent.start, token.sent.end, token.sent.text, token.sent.root.i),
        token.is_sent_start or False,
    )


@given(trees())
def test_all_is_as_spacy_has_it(doc):
    """Words, labels, dependents, edges and sentences are the same."""
    parse = as_parse(doc)

    assert parse.text == doc.text
    assert [seen(token) for token in parse] == [seen(token) for token in doc]
    assert [(s.start, s.end) for s in parse.sents] == [
        (s.start, s.end) for s in doc.sents
    ]


@given(trees(), st.data())
def test_stretches_are_joined_as_spacy_merges_them(doc, data):
    """A name that became one token has the function of its root in the same tree.

    No name goes on in the next sentence.
    """
    cuts = data.draw(st.sets(st.integers(0, len(doc)), max_size=4))
    pairs = sorted(cuts)[: len(cuts) // 2 * 2]
    ends = [
        (begin, end)
        for begin, end in zip(pairs[::2], pairs[1::2], strict=True)
        if doc[begin].sent == doc[end - 1].sent
    ]
    parse = as_parse(doc)

    parse.join([parse[begin:end] for begin, end in ends])
    with doc.retokenize() as retokenizer:
        for begin, end in ends:
            retokenizer.merge(doc[begin:end])

    assert [seen(token) for token in parse] == [seen(token) for token in doc]


@given(trees(), st.data())
def test_characters_lie_in_the_tokens_that_spacy_finds(doc, data):
    """The tokens that share a character with a range are found by its ends."""
    begin = data.draw(st.integers(0, len(doc.text) - 1))
    end = data.draw(st.integers(begin + 1, len(doc.text)))
    expected = doc.char_span(begin, end, alignment_mode="expand")

    tokens = as_parse(doc).covering(begin, end)

    found = [] if tokens is None else [token.i for token in tokens]
    assert found == [token.i for token in expected or ()]


def test_nothing_lies_outside_a_text():
    """A range outside the text, or with nothing in it, has no tokens."""
    parse = as_parse(Doc(DUTCH, words=["Mali"]))

    assert parse.covering(0, 0) is parse.covering(3, 9) is None
    with pytest.raises(IndexError):
        parse[0].nbor(-1)


def test_features_by_name():
    """Features are read from the notation of CoNLL-U; without any there are none."""
    assert features_of("Number=Plur|Tense=Past")["Tense"] == "Past"
    assert features_of("") == features_of("_") == {}
