"""Results of SPARQL and graphs in their formats, well-formed and in a stable order."""

from collections.abc import Mapping
from typing import cast
from xml.parsers import expat

import pyoxigraph

from kg.errors import OutputError
from kg.store import turtle

SOLUTIONS: Mapping[str, pyoxigraph.QueryResultsFormat] = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}
TRIPLES: Mapping[str, pyoxigraph.RdfFormat] = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
QUADS: Mapping[str, pyoxigraph.RdfFormat] = {
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
}


def write_solutions(rows: bytes, form: str) -> bytes:
    """Return a table of SPARQL results, given as TSV, in another format.

    Raises:
        OutputError: a value has a character that XML cannot hold.
    """
    if form == "tsv":
        return rows
    read = pyoxigraph.parse_query_results(rows, SOLUTIONS["tsv"])
    found = cast(pyoxigraph.QuerySolutions, read)
    written = found.serialize(format=SOLUTIONS[form]) or b""
    return _checked(written) if form == "xml" else written


def write_triples(lines: bytes, form: str, prefixes: Mapping[str, str]) -> bytes:
    """Return a graph, given as sorted N-Triples, in another format.

    Raises:
        OutputError: the format cannot hold it.
    """
    if form == "nt":
        return lines
    quads = pyoxigraph.parse(lines, TRIPLES["nt"])
    if form == "ttl":
        return turtle((quad.triple for quad in quads), prefixes).encode()
    triples = (quad.triple for quad in quads)
    known = dict(prefixes)
    written = pyoxigraph.serialize(triples, format=TRIPLES[form], prefixes=known) or b""
    return _checked(written) if form == "rdf" else written


def _checked(document: bytes) -> bytes:
    """Return XML that is well-formed; not all of RDF can be written so."""
    try:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.Parse(document, True)  # noqa: FBT003  it is the last piece
    except expat.ExpatError as error:
        raise OutputError(f"this cannot be written as XML: {error}") from error
    return document
