"""Where no sentence may begin, and where the parser is left to decide."""

import pytest
import spacy

from kg.language import load_pipeline
from kg.language.boundaries import hold_together


def held(text: str) -> list[str]:
    """Return the words of a text that may not open a sentence."""
    tokens = hold_together(spacy.blank("nl")(text))
    return [t.text for t in tokens if t.is_sent_start is False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op 3 mei jl. een aanval", ["mei", "jl.", "een", "aanval"]),
        ("Op 3 mei jl. 49 man", ["mei", "jl.", "49", "man"]),
        ("Hij ging. De rest bleef.", ["ging", "rest", "bleef"]),
        ("Zij riep: kom", ["riep"]),
        ("", []),
    ],
)
def test_words_that_open_no_sentence(text: str, expected: list[str]):
    """Small letters and figures behind abbreviations or other words do not."""
    assert [w for w in held(text) if w[-1].isalnum() or w == "jl."] == expected


def test_the_parser_obeys():
    """A sentence goes on behind "jl."; where one may begin, it still does."""
    text = "Op 10 oktober jl. opende het leger het vuur. De VN heeft dit veroordeeld."
    (analysis,) = load_pipeline().analyse([text])

    assert [s.text.split()[0] for s in analysis.sents] == ["Op", "De"]
