"""The parser that is taken step by step: the same trees as spaCy's."""

from pathlib import Path

import pytest

from kg.corpus import find_turns, read_corpus
from kg.language.pipeline import load_built_in, widen
from kg.language.stepping import STEPPED, SteppedParser, is_worthwhile
from kg.language.tokens import batches

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
MOST = 60  # paragraphs
COLUMNS = ["HEAD", "DEP", "SENT_START"]


@pytest.fixture(scope="module")
def models():
    """Return the built-in model with spaCy's parser and with ours."""
    found = load_built_in(), load_built_in(parser=STEPPED)
    for nlp in found:
        widen(nlp)
    return found


def trees(nlp, texts, batch_size: int) -> list[list[list[int]]]:
    """Return the heads, labels and openings of sentences of each text."""
    return [
        analysis.to_array(COLUMNS).tolist()
        for batch in batches(map(nlp.make_doc, texts), batch_size)
        for analysis in nlp.pipe(batch, batch_size=batch_size)
    ]


@pytest.mark.parametrize("batch_size", [3, 64])
def test_trees_are_those_of_spacy(models, batch_size):
    """Paragraphs of papers, and none, have the same trees in batches of any size."""
    documents = read_corpus(CORPUS).documents
    paragraphs = [
        p.text for d in documents for t in find_turns(d) for p in t.paragraphs
    ]
    texts = [*paragraphs[:: len(paragraphs) // MOST][:MOST], "", "Ja."]
    theirs, ours = models

    assert isinstance(ours.get_pipe("parser"), SteppedParser)
    assert not isinstance(theirs.get_pipe("parser"), SteppedParser)
    assert len(texts) > MOST
    assert trees(ours, texts, batch_size) == trees(theirs, texts, batch_size)


def test_classes_that_were_never_seen_are_left_to_spacy(models, monkeypatch):
    """A step that the model never saw is taken from none, as in spaCy's parser."""
    theirs, ours = models
    texts = ["De Veiligheidsraad veroordeelde de staatsgreep in Mali."] * 2
    usual = trees(ours, texts, 2)
    for nlp in models:
        attributes = nlp.get_pipe("parser").model.attrs
        monkeypatch.setitem(attributes, "unseen_classes", set(range(50)))

    assert trees(ours, texts, 2) == trees(theirs, texts, 2)
    assert trees(ours, texts, 2) != usual


@pytest.mark.parametrize(
    ("lengths", "found"),
    [([9], False), ([9, 8], False), ([9, 9], True), ([9, 4, 5], True)],
)
def test_steps_are_taken_for_several_texts(models, lengths, found):
    """One text, or one that is longer than all others, is left to spaCy."""
    texts = [models[0].make_doc("a " * length) for length in lengths]

    assert is_worthwhile(texts) is found
