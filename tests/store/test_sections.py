"""Sections of graphs: any triples come back from them, wherever they stand."""

import io
from itertools import chain

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import RDF, XSD

from kg.errors import OutputError
from kg.store import (
    RDF_TYPE,
    Section,
    Shorthand,
    Stream,
    head,
    section_of,
    triples_in,
)

PREFIXES = {"e": "http://e/", "rdf": str(RDF), "xsd": str(XSD)}
# All of Unicode but surrogates, which no text holds; more of what files can break on.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\0\t\n\r\x0b\x0c\x1c\x85\u2028\u2029\ufeff\"'\\{}.;@^#"),
    ),
    max_size=20,
)
NODES = st.text("abc.-_/0", min_size=1, max_size=5).map(
    lambda name: pyoxigraph.NamedNode(f"http://e/{name}")
)
TAGS = st.sampled_from(["nl", "en", "zh-hant-tw"])
KINDS = st.sampled_from(["string", "integer", "decimal", "date", "boolean"])
LITERALS = st.one_of(
    TEXTS.map(pyoxigraph.Literal),
    st.builds(lambda x, tag: pyoxigraph.Literal(x, language=tag), TEXTS, TAGS),
    st.builds(
        lambda x, kind: pyoxigraph.Literal(
            x, datatype=pyoxigraph.NamedNode(f"{XSD}{kind}")
        ),
        st.one_of(TEXTS, st.sampled_from(["1", "-07", "1.50", "true", "2020-08-18"])),
        KINDS,
    ),
)
TRIPLES = st.lists(
    st.tuples(NODES, st.one_of(NODES, st.just(RDF_TYPE)), st.one_of(NODES, LITERALS)),
    max_size=6,
)


def as_triples(given_triples) -> set[pyoxigraph.Triple]:
    """Return tuples as triples."""
    return {pyoxigraph.Triple(*found) for found in given_triples}


@given(TRIPLES)
def test_round_trip(triples):
    """Whatever text there is, the triples come back, and are counted."""
    section = section_of(triples, PREFIXES)

    assert set(triples_in(section, PREFIXES)) == as_triples(triples)
    assert section.triples == len(set(triples))
    assert section == section_of([*reversed(triples), *triples], PREFIXES)


@given(TRIPLES, TRIPLES)
def test_digests_tell_sections_apart(one, other):
    """Two sections share a digest where they have the same triples, and only there."""
    first, second = (section_of(triples, PREFIXES) for triples in (one, other))

    assert (first.digest == second.digest) == (set(one) == set(other))


@given(TRIPLES, TRIPLES)
def test_a_file_is_its_head_and_its_sections(one, other):
    """Sections one after the other are Turtle, and so are they with empty lines."""
    sections = [section_of(triples, PREFIXES) for triples in (one, other)]
    text = head(PREFIXES) + "\n".join(section.turtle for section in sections)
    read = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)

    assert {quad.triple for quad in read} == as_triples(chain(one, other))


@given(TRIPLES)
def test_in_a_named_graph(triples):
    """A section is the body of a named graph of TriG."""
    section = section_of(triples, PREFIXES)
    name = pyoxigraph.NamedNode("http://e/g")
    text = f"{head(PREFIXES)}<http://e/g> {{\n{section.turtle}}}\n"
    read = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG))

    assert {quad.triple for quad in read} == as_triples(triples)
    assert {quad.graph_name for quad in read} <= {name}


def test_a_section_reads_well():
    """One block for each subject, its class first, in the order of their names."""
    a, b = (pyoxigraph.NamedNode(f"http://e/{name}") for name in "ab")
    triples = [
        (b, a, pyoxigraph.Literal("één\nregel", language="nl")),
        (a, b, pyoxigraph.Literal(7)),
        (a, RDF_TYPE, b),
    ]

    assert section_of(triples, PREFIXES).turtle == (
        'e:a a e:b ;\n    e:b 7 .\n\ne:b e:a "één\\nregel"@nl .\n'
    )
    assert section_of([], PREFIXES) == Section(turtle="", triples=0)
    assert head({"e": "http://e/"}) == "@prefix e: <http://e/> .\n\n"


def test_what_is_no_rdf_is_refused():
    """A term that no file can hold is an error that names it."""
    node = pyoxigraph.NamedNode("http://e/a")
    quoted = pyoxigraph.Triple(node, node, node)

    with pytest.raises(OutputError, match=r"http://e/a.* is no term of RDF 1\.1"):
        section_of([(node, node, quoted)], PREFIXES)


def test_prefixes_are_those_of_the_head():
    """A section uses no prefix that is not declared."""
    shorthand = Shorthand(PREFIXES)

    assert set(shorthand.prefixes) <= set(PREFIXES)


@given(st.lists(TEXTS, max_size=5), st.integers(1, 7))
def test_a_stream_gives_all_texts(texts, size):
    """However much is asked for at once, and wherever letters of several bytes end."""
    whole = "".join(texts).encode()
    raw, buffered = Stream(iter(texts)), io.BufferedReader(Stream(texts), size)
    pieces = list(iter(lambda: raw.read(size), b""))

    assert b"".join(pieces) == whole
    assert all(len(piece) <= size for piece in pieces)
    assert buffered.read() == whole
    assert Stream(texts).readall() == whole


def test_a_stream_makes_its_text_when_it_is_read():
    """Nothing is made before it is wanted, and what fails then is told."""
    made = []

    def texts():
        for text in ("Mali", "Niger"):
            made.append(text)
            yield text
        raise LookupError("no section")

    stream = Stream(texts())
    assert made == []
    assert stream.read(2) == b"Ma"
    assert made == ["Mali"]
    with pytest.raises(LookupError, match="no section"):
        stream.readall()
