"""Targets that write graphs: what is written is what both libraries read."""

import warnings
from collections.abc import Iterable, Iterator

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib import Graph
from rdflib.namespace import XSD

from fuzz.checks import check
from fuzz.choices import Choices
from kg.describe.terms import iri
from kg.errors import OutputError
from kg.store import (
    AnyTerm,
    as_oxigraph,
    as_quad,
    as_triple,
    section_of,
    trig,
    triples_in,
    turtle,
)

PREFIXES = {"xsd": str(XSD), "x": "http://x/", "xy": "http://x/y-", "e": "urn:"}
SPACES = ("http://x/", "http://x/y-", "https://w3id.org/kroniek/id/", "urn:", "")
LANGUAGES = ("nl", "en-GB", "zh-Hant", "x-a", "NL")
TYPES = ("integer", "boolean", "date", "decimal", "double", "anyURI", "string")
GRAPHS = (None, NamedNode("http://x/g"), NamedNode("urn:x/%20'"))
MOST = 8  # statements


def named(given: Choices) -> NamedNode:
    """Return an IRI."""
    return iri(given.one_of(SPACES) + given.text())


def literal(given: Choices) -> Literal:
    """Return a literal of any kind."""
    kind, text = given.number() % 4, given.text()
    try:
        if kind == 0:
            return Literal(text)
        if kind == 1:
            return Literal(text, language=given.one_of(LANGUAGES))
        if kind == 2:
            return Literal(text, language=given.text())
        return Literal(text, datatype=NamedNode(f"{XSD}{given.one_of(TYPES)}"))
    except ValueError as error:  # a language that is none, a lone surrogate
        raise OutputError("no literal") from error


def triples(given: Choices, *, has_blanks: bool = True) -> Iterator[Triple]:
    """Yield triples, those that RDF can hold."""
    for _ in range(MOST):
        if not given:
            return
        try:
            blanks = [BlankNode("a"), BlankNode("b")] if has_blanks else [named(given)]
            subject = given.one_of([*blanks, named(given)])
            values: list[AnyTerm] = [*blanks, literal(given), literal(given)]
            yield Triple(subject, named(given), given.one_of(values))
        except OutputError:
            continue


def write_turtle(data: bytes) -> None:
    """Write Turtle."""
    made = list(triples(Choices(data)))
    text = turtle(made, PREFIXES)
    check(text == turtle(reversed(made), PREFIXES), "the order of triples is seen")
    read = [q.triple for q in pyoxigraph.parse(text, RdfFormat.TURTLE)]
    check(canonical(made) == canonical(read), "pyoxigraph reads something else")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of values such as "x"^^xsd:boolean
        theirs = list(Graph().parse(data=text.encode(), format="turtle"))
        expected = canonical(map(as_rdflib_has, made))
    check(canonical(map(as_triple, theirs)) == expected, "rdflib reads something else")


def write_trig(data: bytes) -> None:
    """Write TriG."""
    given = Choices(data)
    graph = given.one_of(GRAPHS)
    made = list(triples(given))
    text = trig([as_quad(triple, graph) for triple in made], PREFIXES)
    read = list(pyoxigraph.parse(text, RdfFormat.TRIG))
    names = {q.graph_name for q in read} - {graph or pyoxigraph.DefaultGraph()}
    check(not names, f"triples stand in {names}")
    check(canonical(made) == canonical(q.triple for q in read), "read as another graph")


def as_rdflib_has(triple: Triple) -> Triple:
    """Return a triple whose value rdflib has made plain, as it does with all it reads.

    >>> number = Literal("007", datatype=NamedNode(f"{XSD}integer"))
    >>> as_rdflib_has(Triple(BlankNode(), NamedNode("urn:p"), number)).object.value
    '7'
    """
    value = triple.object
    if not isinstance(value, Literal) or value.language:
        return triple
    read = rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value))
    return Triple(triple.subject, triple.predicate, as_oxigraph(read))


def write_sections(data: bytes) -> None:
    """Write a section, and read it."""
    made = set(triples(Choices(data), has_blanks=False))
    section = section_of(made, PREFIXES)
    check(section.triples == len(made), "triples are lost")
    check(set(triples_in(section, PREFIXES)) == made, "read as something else")


def canonical(found: Iterable[Triple]) -> set[Quad]:
    """Return a graph in which the labels of blank nodes do not count (RDFC-1.0)."""
    dataset = pyoxigraph.Dataset(map(as_quad, found))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)
