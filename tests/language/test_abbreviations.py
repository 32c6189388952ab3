"""The tokenizer that learns abbreviations: the same tokens as spaCy's."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.nl import Dutch
from spacy.tokenizer import Tokenizer

from kg.corpus import read_corpus
from kg.language.abbreviations import LearningTokenizer
from kg.language.pipeline import MODEL

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PATH = MODEL / "tokenizer"
CASES = sorted(msgspec.msgpack.decode(PATH.read_bytes())["exceptions"])
COLUMNS = ["ORTH", "NORM", "SPACY", "LENGTH"]
NLP = Dutch()
KNOWING = Tokenizer(NLP.vocab).from_disk(PATH, exclude=["vocab"])


def learning() -> LearningTokenizer:
    """Return a tokenizer that has learned nothing yet."""
    return LearningTokenizer(Tokenizer(NLP.vocab)).from_disk(PATH, exclude=["vocab"])


LEARNING = learning()  # for many texts, one after the other


def tokens(tokenizer, text: str) -> list[list[int]]:
    """Return the tokens of a text."""
    return tokenizer(text).to_array(COLUMNS).tolist()


def test_it_knows_nearly_nothing_at_first():
    """What a text has is learned, and nothing else."""
    tokenizer = learning()
    before = set(tokenizer.tokenizer.rules)
    tokenizer("Prof. dr. Jansen (a.i.) schreef d.d. 3 mei.")

    assert len(before) < len(CASES) / 10
    assert {"Prof.", "dr.", "a.i.", "d.d."} <= set(tokenizer.tokenizer.rules) - before
    assert len(set(tokenizer.tokenizer.rules) - before) < 10


def test_papers_have_the_same_tokens():
    """Whole papers, and each of their words alone."""
    papers = [document.text for document in read_corpus(CORPUS).documents]
    texts = [*papers, *sorted({word for paper in papers for word in paper.split()})]

    assert len(texts) > len(papers) > 0
    assert [tokens(LEARNING, t) for t in texts] == [tokens(KNOWING, t) for t in texts]


@pytest.mark.parametrize("around", ["{}", "({}", "{}-x,", "x{} y", "'{}'.", "{}{}"])
def test_each_case_alone(around):
    """A special case, with something around it, is found each time."""
    texts = [around.replace("{}", case) for case in CASES[::7]]

    assert [tokens(LEARNING, t) for t in texts] == [tokens(KNOWING, t) for t in texts]


@given(
    st.lists(st.sampled_from(CASES), min_size=1, max_size=3),
    st.lists(st.sampled_from([" ", "", "\n", ". ", ",", "-", "("]), min_size=4),
    st.sampled_from(["", " ", "  ", "\xa0", "\n"]),
)
def test_cases_parted_and_joined(cases, gaps, blank):
    """Cases that touch each other, or have a blank before their last sign."""
    parted = [case[:-1] + blank + case[-1] for case in cases]
    text = "".join(gap + case for gap, case in zip(gaps, parted, strict=False))

    assert tokens(LEARNING, text) == tokens(KNOWING, text)
