"""What hostile texts cost is bounded: pieces, tokens and patterns, by counting."""

import pytest
from hostile_texts import REPEATED, document, repeated

import time_patterns
from kg.corpus import find_references, find_turns
from kg.corpus.pieces import LONGEST, divided
from kg.language.tokens import LONGEST as LONGEST_WORD
from kg.language.tokens import tokens_of
from kg.model import Cleaned, ReadDocument
from kg.pipeline.reader import reader_of

READER = reader_of("kroniek")
MEGABYTE = 1_000_000
LONG, SOME = 20_000, 1_000


@pytest.mark.parametrize("name", ["one sentence", "one word"])
def test_a_line_of_a_megabyte_is_read_in_pieces(name):
    """No paragraph is longer than the pipeline can hold; none of the text is lost."""
    text = repeated(REPEATED[name], MEGABYTE)

    (turn,) = find_turns(document(text))

    pieces = [piece.text for piece in turn.paragraphs]
    assert max(map(len, pieces)) <= LONGEST
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_pieces_end_with_sentences():
    """A long paragraph is cut behind a sentence, where it has sentences."""
    text = repeated(REPEATED["sentences"], 3 * LONGEST)

    pieces = list(divided(Cleaned(text=text, offsets=tuple(range(len(text))))))

    assert len(pieces) == 4
    assert all(piece.text.endswith("Mali.") for piece in pieces)
    assert all(len(p.text) == len(p.offsets) for p in pieces)


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_layout(unit):
    """Twenty thousand characters of one thing are brought into turns."""
    paper = document(repeated(unit, LONG))

    turns = find_turns(paper)
    find_references(paper)

    assert sum(len(turn.paragraphs) for turn in turns) >= 1
    for piece in turns[0].paragraphs:
        tokens = tokens_of(piece.text, READER.pipeline.nlp)
        assert max(len(token) for token in tokens) <= LONGEST_WORD


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_reading(unit):
    """One thing again and again is read to an end."""
    said = READER.try_to_read(document(repeated(unit, SOME)))

    assert isinstance(said, ReadDocument)


def test_every_pattern_gets_to_an_end():
    """No pattern takes for ever on any sign or word of its own, repeated."""
    tried = time_patterns.patterns()
    for pattern in tried.values():
        for unit in time_patterns.units(pattern.pattern)[: len(time_patterns.ALWAYS)]:
            pattern.search(unit * SOME + "\0")

    assert len(tried) > 100
