"""The adapter of language pipelines: the built-in one, and one of a user's own."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import SettingsError, UnknownName
from kg.language import BUILT_IN, load_pipeline

SENTENCE = "De Veiligheidsraad veroordeelde de staatsgreep in Mali."


@Language.component("stand_in_tagger")
def tag(analysis: Doc) -> Doc:
    """Call every word a noun and its own lemma."""
    for token in analysis:
        token.pos_ = "NOUN"
        token.lemma_ = token.lower_
    return analysis


@Language.component("stand_in_parser")
def parse(analysis: Doc) -> Doc:
    """Hang every word under the first."""
    for token in analysis:
        token.head = analysis[0]
        token.dep_ = "ROOT" if token.i == 0 else "dep"
    return analysis


def saved(folder, *components: str) -> str:
    """Return the path of a pipeline made of these components."""
    nlp = spacy.blank("nl")
    nlp.meta["version"] = "1.2.3"
    for component in components:
        nlp.add_pipe(component)
    nlp.to_disk(folder)
    return str(folder)


def test_pipeline_from_a_folder(tmp_path):
    """Any pipeline that tags, lemmatises and parses is taken by its path."""
    path = saved(tmp_path, "stand_in_tagger", "stand_in_parser")

    pipeline = load_pipeline(path)
    (analysis,) = pipeline.analyse([SENTENCE])

    assert (pipeline.name, pipeline.version) == (path, "1.2.3")
    assert analysis[2].lemma_ == "veroordeelde"


@pytest.mark.parametrize(
    ("components", "lacking"),
    [
        (("stand_in_tagger",), "gives no DEP; it has stand_in_tagger"),
        (("stand_in_parser",), "gives no LEMMA, POS; it has stand_in_parser"),
        ((), "gives no DEP, LEMMA, POS; it has no components"),
    ],
)
def test_pipeline_that_lacks_something(tmp_path, components, lacking):
    """A pipeline that gives too little is refused, with what it lacks and has."""
    path = saved(tmp_path, *components)

    with pytest.raises(SettingsError, match=lacking):
        load_pipeline(path)


def test_pipeline_that_is_not_there(tmp_path):
    """A name or path of nothing is told with what there is."""
    for name in ("nl_core_none", str(tmp_path / "none")):
        with pytest.raises(UnknownName, match=f"there are: .*{BUILT_IN}"):
            load_pipeline(name)


@pytest.fixture(scope="module")
def built_in():
    """Return the pipeline that ships with the package."""
    return load_pipeline()


def test_built_in_pipeline_reads_a_sentence(built_in):
    """It finds the verb, its subject and its object in an easy sentence."""
    (analysis,) = built_in.analyse([SENTENCE])
    functions = {token.text: (token.pos_, token.dep_) for token in analysis}

    assert functions["veroordeelde"] == ("VERB", "ROOT")
    assert functions["Veiligheidsraad"][1] == "nsubj"
    assert functions["staatsgreep"] == ("NOUN", "obj")
    assert functions["Mali"][0] == "PROPN"


def test_built_in_pipeline_keeps_every_character(built_in):
    """The tokens and the space after them are the text, so that offsets hold."""
    text = "Op  21 september 2020 (zie Kamerstuk 29 521, nr. 363)\nwas er «overleg»."
    (analysis,) = built_in.analyse([text])

    assert "".join(t.text + t.whitespace_ for t in analysis) == text


def test_texts_come_back_in_order(built_in):
    """Analyses come in the order of the texts, whatever the size of a batch."""
    texts = [f"Zin {number}." for number in range(5)]

    assert [a.text for a in built_in.analyse(texts, batch_size=2)] == texts
