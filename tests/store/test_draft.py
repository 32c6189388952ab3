"""A store holds the named graphs that it is given, and their union."""

from collections.abc import Mapping

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.store import Graphs, replace_graphs

GRAPHS = ("http://e/g1", "http://e/g2", "http://e/aside")
APART = frozenset({"http://e/aside"})
LETTERS = st.sampled_from("abc")


def triple(letters: str) -> pyoxigraph.Triple:
    """Return a triple of three nodes."""
    return pyoxigraph.Triple(*(pyoxigraph.NamedNode(f"http://e/{x}") for x in letters))


def state(store: pyoxigraph.Store) -> tuple[set[str], set[str]]:
    """Return all quads of a store and the names of its graphs."""
    return set(map(str, store)), {graph.value for graph in store.named_graphs()}


def put(store: pyoxigraph.Store, graphs: Mapping[str, list[pyoxigraph.Triple]]) -> int:
    """Make a store hold graphs."""
    return replace_graphs(store, Graphs(named=graphs, apart=APART))


triples = st.tuples(LETTERS, LETTERS, LETTERS).map(triple)
datasets = st.dictionaries(st.sampled_from(GRAPHS), st.lists(triples, max_size=4))


@settings(max_examples=200, deadline=None)
@given(st.lists(datasets, min_size=1, max_size=4))
def test_the_way_to_a_state_does_not_matter(steps):
    """After any changes a store is what it would be if it had been made at once."""
    store, fresh = pyoxigraph.Store(), pyoxigraph.Store()
    for step in steps:
        put(store, step)
    put(fresh, steps[-1])

    last = {name: set(members) for name, members in steps[-1].items()}
    union = set().union(*(last[name] for name in last.keys() - APART))
    default = store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())

    assert state(store) == state(fresh)
    assert [quad.triple for quad in default if quad.triple not in union] == []
    assert len(store) == len(union) + sum(map(len, last.values()))
    assert state(store)[1] == {name for name, members in last.items() if members}
    assert put(store, steps[-1]) == 0


def test_a_triple_stays_while_one_graph_has_it():
    """What two documents say goes with the second, not with the first."""
    store = pyoxigraph.Store()
    shared = triple("abc")
    put(store, {"http://e/g1": [shared], "http://e/g2": [shared]})
    ask = "ASK { <http://e/a> <http://e/b> <http://e/c> }"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    assert [row["n"].value for row in store.query(count)] == ["1"]
    put(store, {"http://e/g2": [shared]})
    assert store.query(ask)
    put(store, {"http://e/aside": [shared]})
    assert not store.query(ask)
    assert len(store) == 1


def test_blank_nodes_are_no_difference():
    """A graph with nameless nodes is the same when it is read again."""
    store = pyoxigraph.Store()
    turtle = "<http://e/a> <http://e/p> [ <http://e/q> 1 ] ."

    def read() -> list[pyoxigraph.Triple]:
        parsed = pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE)
        return [quad.triple for quad in parsed]

    assert put(store, {"http://e/g1": read()}) == 2
    assert put(store, {"http://e/g1": read()}) == 0


def test_what_is_no_rdf_is_refused():
    """A term that no store can hold is an error that names it."""
    bad = [("a", "b", "c")]

    with pytest.raises(OutputError, match="'a' cannot be written as RDF"):
        put(pyoxigraph.Store(), {"http://e/g1": bad})
