"""Vectors of words that are kept: the same to the last bit, whatever came before."""

import pytest

from kg.language import load_pipeline
from kg.language.embedding import BLOCK, keeping
from kg.language.pipeline import load_built_in, widen

TEXTS = [
    "De Veiligheidsraad veroordeelde de staatsgreep in Mali.",
    "Kamerstuk 29 521, nr. 363 van 3 mei 2021 (zie ook «overleg»)",
    "",
    " ".join(f"Woord{number} staat in een lange zin." for number in range(BLOCK)),
]


@pytest.fixture(scope="module")
def model():
    """Return the built-in model without vectors that are kept."""
    nlp = load_built_in()
    widen(nlp)
    return nlp


def bits(vectors) -> list[tuple[tuple[int, ...], bytes]]:
    """Return what tells arrays apart, to the last bit."""
    return [(array.shape, array.tobytes()) for array in vectors]


def test_kept_vectors_are_those_of_the_model(model):
    """A word has the same vector alone, in a batch, and after other texts."""
    embed = model.get_pipe("tok2vec").model.get_ref("embed")
    kept = keeping(embed)
    texts = [model.make_doc(text) for text in TEXTS]
    plain = bits(embed.predict(texts))

    assert [bits(kept.predict([t]))[0] for t in texts[::-1]] == plain[::-1]
    assert bits(kept.predict(texts)) == plain
    assert bits(keeping(embed).predict(texts)) == plain


def test_vectors_are_forgotten_when_they_are_many(model, monkeypatch):
    """Memory is bounded, and what was forgotten is made again."""
    monkeypatch.setattr("kg.language.embedding.MOST", 5)
    embed = model.get_pipe("tok2vec").model.get_ref("embed")
    kept = keeping(embed)
    texts = [model.make_doc(text) for text in TEXTS]

    for _ in range(2):
        assert bits(kept.predict(texts)) == bits(embed.predict(texts))


def test_the_pipeline_parses_as_the_model_does(model):
    """Heads, labels, tags and lemmas are those of the model as spaCy runs it."""
    ours = load_pipeline().nlp
    columns = ["HEAD", "DEP", "POS", "TAG", "LEMMA", "MORPH"]

    assert ours.get_pipe("tok2vec").model.layers[0].name == "kept_vectors"
    for text, other in zip(ours.pipe(TEXTS), model.pipe(TEXTS), strict=True):
        assert text.to_array(columns).tolist() == other.to_array(columns).tolist()
