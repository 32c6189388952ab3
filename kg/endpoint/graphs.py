"""The graphs of an endpoint: which there are, how large each is, and all its triples.

Servers cut off long answers, some without a word (Virtuoso after `ResultSetMaxRows`),
so what is read is counted, and read on in pages where it is less than there is.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pyoxigraph

from kg.endpoint.asking import Endpoint
from kg.errors import EndpointError

PAGE = 5000  # triples that are asked for at a time, once an answer was cut off
_AT_ONCE = 20  # graphs that are counted by one query

_EVERYTHING = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
_NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
# A union of constants: Virtuoso goes through all its graphs for `VALUES ?g`.
_COUNTS = "SELECT ?g ?n {{ {counts} }}"
_COUNT = (
    "{{ SELECT (<{name}> AS ?g) (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }} }}"
)
_DISTINCT = "SELECT DISTINCT ?s ?p ?o {{ {pattern} }}"
_SIZE = "SELECT (COUNT(*) AS ?n) {{ {{ {distinct} }} }}"
_ALL = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
_PART = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ {distinct} LIMIT {limit} OFFSET {offset} }}
}}"""


def list_graphs(endpoint: Endpoint) -> list[str]:
    """Return the names of the named graphs that hold a triple, sorted.

    Raises:
        QueryError, EndpointError: the endpoint cannot be asked.
    """
    rows = endpoint.select(_NAMES)
    return sorted({row["g"].value for row in rows if "g" in row})


def count_graphs(endpoint: Endpoint, names: Iterable[str]) -> Mapping[str, int]:
    """Return how many triples named graphs hold; 0 for one that is not there.

    Raises:
        QueryError, EndpointError: the endpoint cannot be asked.
    """
    counts = dict.fromkeys(names, 0)
    for some in _groups(counts, _AT_ONCE):
        parts = " UNION ".join(_COUNT.format(name=name) for name in some)
        for row in endpoint.select(_COUNTS.format(counts=parts)):
            if "g" in row and row["g"].value in counts:
                counts[row["g"].value] = _number(row, endpoint)
    return counts


def read_graph(endpoint: Endpoint, name: str) -> list[pyoxigraph.Triple]:
    """Return all triples of a named graph, each once.

    Raises:
        QueryError, EndpointError: the endpoint cannot be asked, or gives less than it
            says there is.
    """
    return _read(endpoint, f"GRAPH <{name}> {{ ?s ?p ?o }}", f"<{name}>")


def read_dataset(endpoint: Endpoint) -> list[pyoxigraph.Triple]:
    """Return the triples of the default graph and all named graphs, each once.

    Raises:
        QueryError, EndpointError: as for `read_graph`.
    """
    return _read(endpoint, _EVERYTHING, "its graphs")


def _read(endpoint: Endpoint, pattern: str, whose: str) -> list[pyoxigraph.Triple]:
    distinct = _DISTINCT.format(pattern=pattern)
    counted = endpoint.select(_SIZE.format(distinct=distinct))
    size = _number(counted[0] if counted else {}, endpoint)
    found = dict.fromkeys(endpoint.construct(_ALL.format(pattern=pattern)))
    if len(found) < size:
        found = dict.fromkeys(_pages(endpoint, distinct, size))
    if len(found) != size:
        raise EndpointError(
            f"{endpoint.url} gives {len(found)} of the {size} triples of {whose}"
        )
    return list(found)


def _pages(endpoint: Endpoint, distinct: str, size: int) -> Iterator[pyoxigraph.Triple]:
    offset = 0
    while offset < size:
        text = _PART.format(distinct=distinct, limit=PAGE, offset=offset)
        page = endpoint.construct(text)
        if not page:
            return
        yield from page
        offset += len(page)


def _number(row: Mapping[str, Any], endpoint: Endpoint) -> int:
    """Return the number in a row."""
    try:
        return int(row["n"].value)
    except (KeyError, ValueError, AttributeError):
        raise EndpointError(f"{endpoint.url} does not say how many there are") from None


def _groups(names: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(names)
    while some := list(islice(rest, size)):
        yield some
