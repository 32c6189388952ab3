"""Terms, Turtle and TriG: what goes in comes out, in the same bytes each time."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from kg.errors import OutputError
from kg.store import (
    as_graph,
    as_oxigraph,
    as_rdflib,
    as_triple,
    trig,
    turtle,
    write_trig,
    write_turtle,
)

EX = Namespace("https://example.org/")
PREFIXES = {"ex": str(EX), "exa": "https://example.org/a/", "unused": "http://u/"}

# Strings that a Turtle file can hold: no lone surrogates (RDF 1.1 Concepts, 3.3).
strings = st.text(st.characters(exclude_categories=["Cs"]))
local_names = st.from_regex(r"[a-z0-9.%/~'-]{1,8}", fullmatch=True)
literals = st.one_of(
    st.builds(Literal, strings),
    st.builds(lambda text: Literal(text, lang="nl"), strings),
    st.builds(Literal, st.integers()),
    st.builds(Literal, st.booleans()),
    st.builds(Literal, st.dates()),
    st.builds(lambda text: Literal(text, datatype=EX.odd, normalize=False), strings),
)
iris = st.builds(lambda local: EX[local.replace("%", "%25")], local_names)
triples = st.tuples(iris, iris, st.one_of(iris, literals))


@given(st.lists(triples))
def test_turtle_round_trip_in_both_libraries(made):
    """Both libraries read back exactly the triples that were written."""
    text = turtle(made, PREFIXES)

    expected = {as_triple(triple) for triple in made}
    parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    assert {quad.triple for quad in parsed} == expected
    graph = Graph().parse(data=text.encode(), format="turtle")
    assert {as_triple(triple) for triple in graph} == expected


@given(st.lists(triples), st.randoms(use_true_random=False))
def test_turtle_does_not_depend_on_order(made, generator):
    """The same graph is the same bytes, however its triples come."""
    shuffled = list(made)
    generator.shuffle(shuffled)

    assert turtle(shuffled, PREFIXES) == turtle(made, PREFIXES)


@given(literals)
def test_literals_convert_both_ways(literal):
    """A literal keeps its lexical form, datatype and language."""
    assert as_rdflib(as_oxigraph(literal)).n3() == literal.n3()


@pytest.mark.parametrize(
    "text",
    ["\r", "\r\n", 'a"b', "a\\", '"""', "\x00\x07\x7f", "\u2028\x85", "é\U0001f600"],
)
def test_awkward_strings_survive_a_file(tmp_path, text):
    """Carriage returns, quotes and control characters survive being written."""
    path = tmp_path / "x.ttl"
    write_turtle([(EX.a, EX.p, Literal(text))], path, PREFIXES)

    (triple,) = Graph().parse(path, format="turtle")
    (quad,) = pyoxigraph.parse(path=path)

    assert str(triple[2]) == quad.object.value == text


def test_turtle_is_readable():
    """Subjects are grouped, `a` comes first, and the longest prefix is used."""
    graph = Graph()
    graph.add((EX.b, EX.p, Literal(2)))
    graph.add((EX["a/x.1-2"], EX.p, EX.b))
    graph.add((EX["a/x.1-2"], EX.p, Literal("ja", lang="nl")))
    graph.add((EX["a/x.1-2"], RDF.type, EX.C))
    graph.add((EX["a/x.1-2"], EX.at, Literal("2020-08-18", datatype=XSD.date)))

    assert turtle(graph, PREFIXES) == (
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix ex: <https://example.org/> .\n"
        "@prefix exa: <https://example.org/a/> .\n"
        "\n"
        "exa:x.1-2 a ex:C ;\n"
        '    ex:at "2020-08-18"^^xsd:date ;\n'
        '    ex:p "ja"@nl , ex:b .\n'
        "\n"
        "ex:b ex:p 2 .\n"
    )


def test_blank_nodes_get_names_of_the_graph():
    """Graphs that differ in the names of blank nodes only are the same bytes."""
    texts = set()
    for names in (["x", "y"], ["b", "a"]):
        first, second = (BNode(name) for name in names)
        made = [
            (EX.a, EX.p, first),
            (first, EX.q, second),
            (second, EX.q, Literal("z")),
        ]
        made = made[:: 1 if names[0] == "x" else -1]
        texts.add(turtle(made, PREFIXES))

    (text,) = texts
    assert isomorphic(as_graph(made), Graph().parse(data=text, format="turtle"))


def test_trig_holds_its_graphs(tmp_path):
    """The default graph comes first, then each named graph by its name."""
    path = tmp_path / "x.trig"
    quads = [
        (EX.s, EX.p, Literal("\r"), EX.g2),
        (EX.s, EX.p, EX.o, EX.g1),
        (EX.s, EX.p, EX.o, None),
    ]

    write_trig(quads, path, PREFIXES)

    text = path.read_text(encoding="utf-8")
    assert (
        text.index("ex:s ex:p ex:o .") < text.index("ex:g1 {") < text.index("ex:g2 {")
    )
    assert text == trig(reversed(quads), PREFIXES)
    parsed = {str(quad) for quad in pyoxigraph.parse(path=path)}
    assert len(parsed) == 3
    dataset = Dataset()
    dataset.parse(path, format="trig")
    assert len(list(dataset.quads())) == 3


@pytest.mark.parametrize(
    "triple",
    [
        (URIRef("relative"), EX.p, EX.o),
        (EX.s, EX.p, URIRef("http://e/a b")),
        (Literal("x"), EX.p, EX.o),
        (EX.s, BNode(), EX.o),
        (EX.s, EX.p, "no term"),
        (EX.s, EX.p, Literal("\ud800")),
    ],
)
def test_what_is_no_rdf_is_refused(tmp_path, triple):
    """A term that cannot be written is an error, and not half a file."""
    path = tmp_path / "x.ttl"

    with pytest.raises((OutputError, UnicodeEncodeError)):
        write_turtle([triple], path, {})

    assert not path.exists()


def test_disk_errors_are_told(tmp_path):
    """A folder that is not there is an OutputError."""
    with pytest.raises(OutputError, match="cannot write"):
        write_turtle([], tmp_path / "no" / "x.ttl", {})
