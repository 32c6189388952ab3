"""A document is shown whole, in pages of a bearable size."""

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_builders import BASE, PREFIXES, TEXT, evil_graph, literal, store_of

from kg.pages.documents import part_of, read_document
from kg.pages.graph import Graph
from kg.pages.layout import PART, paragraph_breaks

PAPER = f"{BASE}doc/paper"
SENTENCE = "Het leger zette de president van Mali af, zegt men in Bamako.\n"


def graph_of(turtle: str) -> Graph:
    """Return a graph in Turtle as the pages read it."""
    return Graph.of(store_of(turtle), "nl")


def shown_text(document) -> str:
    """Return the text of all pieces of a page, put together."""
    pieces = (
        p for passage in document.passages for ps in passage.paragraphs for p in ps
    )
    return "".join(document.text[piece.begin : piece.end] for piece in pieces)


def long_paper(sentences: int, *, turns: int = 0) -> str:
    """Return the graph of a paper of so many sentences, and so many equal turns."""
    text = SENTENCE * sentences
    size = len(text) // turns if turns else 0
    parts = "".join(
        f"doc:paper.s{n} a kg:Section ; dcterms:isPartOf doc:paper ;"
        f" nif:beginIndex {n * size} ; nif:endIndex {(n + 1) * size} .\n"
        for n in range(turns)
    )
    return (
        f"{PREFIXES}doc:paper a kg:Document ; nif:isString {literal(text)} .\n{parts}"
    )


def test_every_character_is_shown_once():
    """What a page shows is the text, also what stands between turns."""
    document = read_document(graph_of(evil_graph()), PAPER)

    assert document is not None
    assert shown_text(document) == TEXT
    assert [p.turn.label if p.turn else "" for p in document.passages] == [
        "QuestionTurn 1",
        "",
        "AnswerTurn 1",
        "",
    ]
    assert document.claims == 2


def test_claims_on_the_same_words():
    """Two claims with one trigger share its mark."""
    document = read_document(graph_of(evil_graph()), PAPER)
    begin = TEXT.index("zette")
    mark = document.marks[begin, begin + len("zette")]

    assert [claim.name for claim in mark.claims] == ["one", "two"]


@pytest.mark.parametrize("turns", [0, 7, 400])
def test_a_long_document_is_cut(turns):
    """A million characters come in pages, which together are the text."""
    graph = graph_of(long_paper(17_000, turns=turns))
    first = read_document(graph, PAPER)
    pages = [read_document(graph, PAPER, n) for n in range(1, first.parts + 1)]

    assert len(first.text) > 1_000_000
    assert "".join(map(shown_text, pages)) == first.text
    assert all(len(shown_text(page)) <= PART for page in pages)
    assert read_document(graph, PAPER, first.parts + 1) is None
    begins = [page.passages[0].begin for page in pages]
    assert [part_of(graph, PAPER, begin) for begin in begins] == [p.part for p in pages]
    if turns == 400:
        assert not any(page.passages[0].is_continued for page in pages)


def test_without_the_text():
    """A graph without texts still has turns and claims."""
    turtle = evil_graph().replace("nif:isString", "dcterms:description")
    document = read_document(graph_of(turtle), PAPER)

    assert document.text is None
    assert sum(len(passage.claims) for passage in document.passages) == 2
    assert all(not passage.paragraphs for passage in document.passages)


def test_without_text_and_turns():
    """Claims are shown though nothing else is known of their document."""
    turtle = re.sub("nif:isString|dcterms:isPartOf", "dcterms:source", evil_graph())
    document = read_document(graph_of(turtle), PAPER)

    assert [claim.name for claim in document.shown] == ["one", "two"]


def test_no_such_document():
    """What is no document is none."""
    assert read_document(graph_of(evil_graph()), f"{BASE}doc/other") is None


@given(st.text(alphabet="ab \n", max_size=60))
def test_paragraph_breaks_lie_in_the_text(text):
    """Breaks rise, lie within, and no paragraph begins with a blank line."""
    breaks = paragraph_breaks(text, 0, len(text))

    assert breaks == sorted(set(breaks))
    assert all(0 < at < len(text) for at in breaks)
    assert all(text[at:].partition("\n")[0].strip() for at in breaks)


def test_terms_are_not_needed():
    """A graph without the vocabulary names its terms by themselves."""
    graph = graph_of(evil_graph())

    assert graph.label(pyoxigraph.NamedNode(f"{BASE}ont#Coup")) == "Coup"
    assert graph.definition(f"{BASE}ont#Coup") == ""
