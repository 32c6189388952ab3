"""Files of RDF are read as they are written, unlike by a store."""

from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import InputError, UnknownName
from kg.store import parse_file, parse_graph, read_triples

EX = "https://example.org/"
TURTLE = """
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a ex:p "01"^^xsd:integer , "7"^^xsd:int , 1.50 , "x"^^xsd:string ; ex:q _:b .
"""
VALUES = {
    Literal("01", datatype=XSD.integer, normalize=False),
    Literal("7", datatype=XSD.int),
    Literal("1.50", datatype=XSD.decimal),
    Literal("x"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file of Turtle."""
    path = tmp_path / "one.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_literals_and_prefixes(path: Path) -> None:
    """Literals keep their text and datatype, a graph the prefixes of its files."""
    graph = parse_graph([path])

    found = graph.objects(URIRef(f"{EX}a"), URIRef(f"{EX}p"))
    assert set(found) == VALUES
    assert ("ex", URIRef(EX)) in set(graph.namespaces())


def test_blank_nodes_of_two_files(path: Path, tmp_path: Path) -> None:
    """The same label in two files is two nodes."""
    other = tmp_path / "other.ttl"
    other.write_text(TURTLE, encoding="utf-8")
    nodes = {triple.object for file in (path, other) for triple in parse_file(file)}

    assert len(nodes) == len(VALUES) + 2
    assert len(list(read_triples(tmp_path))) == 10


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("bad.ttl", "ex:a", InputError),
        ("bad.csv", "a,b", UnknownName),
        ("absent.ttl", None, InputError),
    ],
)
def test_what_cannot_be_read(
    name: str, text: str | None, error: type[Exception], tmp_path: Path
) -> None:
    """An error names the file."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(error, match=name):
        list(parse_file(path))
