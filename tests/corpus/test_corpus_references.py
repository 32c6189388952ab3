"""Citations of other papers."""

import pytest
from corpus_builders import document

from kg.corpus import find_references
from kg.corpus.patterns import read_patterns

EXAMPLES = [
    (text, target)
    for citation in read_patterns().citations
    for text, target in citation.examples.items()
]


def targets(text: str) -> list[str]:
    """Return the identifiers of the papers that a text cites."""
    return [reference.target for reference in find_references(document(text))]


@pytest.mark.parametrize(("text", "target"), EXAMPLES)
def test_the_examples_in_the_lexicon(text, target):
    """Every pattern finds its own examples."""
    assert targets(f"Zie {text}.") == [target]


def test_each_citation_pattern_has_an_example():
    """A pattern without an example would not be tested."""
    assert all(citation.examples for citation in read_patterns().citations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Kamerstuk 12 345,\nnr. 363)", ["kst-12345-363"]),
        ("Kamerstukken II 2019/20, 12 345, nrs. 4, 5 en 6", "456"),
        ("Kamerstuk 12 345, nr. 4 en 27 925, nr. 12", ["kst-12345-4", "kst-27925-12"]),
        ("Kamerstuk 12 345, nr. 405, 27 maart 2020", ["kst-12345-405"]),
        ("Kamerstuk 12 345, nr. 405 en 27 maart", ["kst-12345-405"]),
        ("Kamerstuk 2022Z12345 en 2021D54321", ["2022Z12345", "2021D54321"]),
        ("resoluties 2100 en 2164", ["law-unsc-2100", "law-unsc-2164"]),
        ("VN-resolutie 2584 (2021)", ["law-unsc-2584"]),
        ("12345-V-9", ["kst-12345-V-9"]),
    ],
)
def test_citations(text, expected):
    """Lists and line breaks are read, dates are not taken for numbers."""
    if isinstance(expected, str):
        expected = [f"kst-12345-{number}" for number in expected]

    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bel 070-12345-67 of +31 12345-678 of 06-12345678.",
        "ISBN 978-90-12345-67-8",
        "In 2014-2019 en in 2020, nr. 3 van de lijst.",
        "Postbus 12345, 2500 EA Den Haag",
        "een bedrag van 12 345 euro",
        "een resolutie van 1080p",
        "rekening 12345-678-90",
        "https://example.org/12345-678",
    ],
)
def test_numbers_that_cite_nothing(text):
    """Telephone numbers, years, book numbers and addresses are no citations."""
    assert targets(text) == []


def test_spans_hold_the_words_of_the_text():
    """Each reference shows the characters that made it."""
    text = "Zie Kamerstuk 12 345, nrs. 4 en 5 en DOC 55 1234/001."

    found = find_references(document(text))

    quotes = [reference.span.quote for reference in found]
    assert quotes == ["Kamerstuk 12 345, nrs. 4", "5", "DOC 55 1234/001"]
    assert all(
        text[r.span.begin : r.span.end] == r.span.quote and r.span.document == "d"
        for r in found
    )


def test_a_stretch_is_searched_within_its_bounds():
    """Citations outside the stretch are not found."""
    text = "2022Z12345 2022Z54321"

    assert [r.target for r in find_references(document(text), 10)] == ["2022Z54321"]
