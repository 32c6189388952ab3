"""A build as named graphs, and what a store's ledger tells of them; no server runs."""

from collections import defaultdict

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph
from small_builds import write_build

from kg.cli import main
from kg.endpoint.words import words_of
from kg.endpoint.writing import in_batches, insertion
from kg.errors import InputError, SettingsError, UnknownName
from kg.iris import Namespaces
from kg.publish import NamedGraph, State, find_server, list_servers, read_publication
from kg.publish.compare import compare
from kg.publish.ledger import Entry, describe_entry, entry_of, read_ledger
from kg.publish.servers import locate
from kg.publish.skolem import root_of, skolemised, unskolemised

SPACES = Namespaces()
NAMES = [f"http://e/{letter}" for letter in "abc"]
NODES = st.one_of(
    st.sampled_from(NAMES).map(pyoxigraph.NamedNode),
    st.sampled_from("xyz").map(pyoxigraph.BlankNode),
)
TRIPLES = st.builds(
    pyoxigraph.Triple,
    NODES,
    st.sampled_from(NAMES).map(pyoxigraph.NamedNode),
    NODES | st.text(max_size=3).map(pyoxigraph.Literal),
)


def graph(number: int, size: int = 1) -> NamedGraph:
    """Return a graph of some triples."""
    node = pyoxigraph.NamedNode("http://e/a")
    triples = (
        pyoxigraph.Triple(node, node, pyoxigraph.Literal(f"{number}.{i}"))
        for i in range(size)
    )
    return NamedGraph(name=f"http://e/graph/{number}", triples=tuple(triples))


def test_no_triple_twice(built):
    """The graphs of the corpus share no triple, and miss none."""
    publication = read_publication(built.folder, texts=True)

    held = [triple for each in publication.graphs for triple in each.triples]
    assert len(held) == len(set(held))
    files = ("vocabulary.ttl", "graph.ttl", "edges.ttl", "texts.ttl")
    there = {
        quad.triple
        for name in files
        for quad in pyoxigraph.parse(path=built.folder / name)
    }
    assert set(held) == there


def test_said_by_several(built):
    """What several documents say is among what they share, what one says is its own."""
    said = defaultdict(set)
    for quad in pyoxigraph.parse(path=built.folder / "graph.trig"):
        said[quad.triple].add(quad.graph_name)
    publication = read_publication(built.folder)

    shared = {t for g in publication.graphs if "/graph/" in g.name for t in g.triples}
    several = {triple for triple, graphs in said.items() if len(graphs) > 1}
    assert several
    assert several <= shared
    documents = [n for n in set().union(*said.values()) if n != DefaultGraph()]
    own = [g for g in publication.graphs if g.name.startswith(SPACES.document)]
    assert {g.name for g in own} == {n.value for n in documents}
    for graph in own:
        assert {name.value for t in graph.triples for name in said[t]} == {graph.name}


def test_names(small):
    """A document's graph has its IRI; the others have names of their own."""
    publication = read_publication(small)

    assert [each.name for each in publication.graphs] == [
        *(SPACES.graph(p) for p in ("vocabulary", "known", "known-edges", "shared")),
        SPACES.graph("edges"),
        f"{SPACES.document}d1",
        f"{SPACES.document}d2",
    ]
    assert all(each.triples for each in publication.graphs)


def test_other_base(tmp_path):
    """A build under another base has its graphs there."""
    folder = write_build(tmp_path / "build", {"d1": ""})
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        other = text.replace("https://w3id.org/kroniek/doc/", "https://e.org/x/doc/")
        path.write_text(other, encoding="utf-8")

    publication = read_publication(folder)

    assert publication.spaces.base == "https://e.org/x/"
    assert all(g.name.startswith("https://e.org/x/") for g in publication.graphs)


def test_no_build(tmp_path):
    """A folder without a build is told."""
    with pytest.raises(InputError, match="no build in"):
        read_publication(tmp_path)


def test_damaged_build(small):
    """A file that is no Turtle is named."""
    (small / "edges.ttl").write_text("<a", encoding="utf-8")

    with pytest.raises(InputError, match=r"edges\.ttl is not Turtle"):
        read_publication(small)


@given(st.frozensets(TRIPLES, max_size=8))
def test_blank_nodes_come_back(triples):
    """Blank nodes as IRIs and back make an isomorphic graph, always the same."""
    root = root_of(SPACES)
    quads = [pyoxigraph.Quad(*triple) for triple in triples]

    named = skolemised(quads, root, "graph")
    again = skolemised(reversed(quads), root, "graph")

    assert {str(q) for q in named} == {str(q) for q in again}
    assert "_:" not in "".join(
        f"{quad.subject} {quad.object}"
        for quad in named
        if "_:" not in str(quad.object)
    )
    back = unskolemised((quad.triple for quad in named), root)
    assert canonical(back) == canonical(triples)


def canonical(triples) -> set[str]:
    """Return triples with canonical blank nodes."""
    dataset = pyoxigraph.Dataset(pyoxigraph.Quad(*triple) for triple in triples)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def test_ledger_is_read_back():
    """What the ledger says is understood again, of graphs begun and complete."""
    entries = [Entry(name="http://e/graph/0"), entry_of(graph(1, 3))]
    triples = [t for entry in entries for t in describe_entry(entry, SPACES)]

    found = read_ledger(triples)

    assert found == {entry.name: entry for entry in entries}
    assert found["http://e/graph/1"].size == 3


def test_strange_ledger():
    """What somebody else wrote into the ledger is no entry of it."""
    node = pyoxigraph.NamedNode("http://e/x")

    assert read_ledger([pyoxigraph.Triple(node, node, node)]) == {}


@pytest.mark.parametrize(
    ("entry", "there", "state"),
    [
        (None, 0, State.NEW),
        (None, 5, State.CHANGED),
        (Entry(name=graph(1).name), 0, State.INCOMPLETE),
        (Entry(name=graph(1).name), 1, State.INCOMPLETE),
        (entry_of(graph(1)), 1, State.UNCHANGED),
        (entry_of(graph(1)), 0, State.INCOMPLETE),
        (entry_of(graph(1)), 2, State.INCOMPLETE),
        (Entry(name=graph(1).name, size=1, digest="other"), 1, State.CHANGED),
    ],
)
def test_states(entry, there, state):
    """A graph is unchanged only if it was complete, is as large, and is the same."""
    ledger = {} if entry is None else {entry.name: entry}

    (item,) = compare([graph(1)], ledger, {graph(1).name: there})

    assert (item.state, item.size, item.there) == (state, 1, there)


@pytest.mark.parametrize(("there", "states"), [(3, [State.GONE]), (0, [])])
def test_gone(there, states):
    """A graph of an earlier build is told as long as it is there."""
    entry = entry_of(graph(1, 3))

    items = compare([], {entry.name: entry}, {entry.name: there})

    assert [item.state for item in items] == states


@given(
    sizes=st.lists(st.integers(0, 40), max_size=30),
    most=st.integers(1, 9),
    most_bytes=st.integers(40, 400),
)
def test_batches(sizes, most, most_bytes):
    """Requests hold all triples in order, and are as small as they have to be."""
    node = pyoxigraph.NamedNode("http://e/")
    triples = [
        pyoxigraph.Triple(node, node, pyoxigraph.Literal("é" * size)) for size in sizes
    ]

    batches = list(in_batches(triples, most, most_bytes))

    assert [triple for batch in batches for triple in batch] == triples
    for batch in batches:
        length = sum(len(f"{triple} .\n".encode()) for triple in batch)
        assert 1 <= len(batch) <= most
        assert length <= most_bytes or len(batch) == 1


def test_insertion_is_sparql():
    """What is inserted is one update, whatever the literals hold."""
    node = pyoxigraph.NamedNode("http://e/")
    text = pyoxigraph.Literal('} } ; DROP ALL # " \n \\')
    store = pyoxigraph.Store()

    store.update(insertion("http://e/g", [pyoxigraph.Triple(node, node, text)]))

    (quad,) = store
    assert quad.object == text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", ""),
        (b"  one\n two\t", "one two"),
        (b"\xff", "\ufffd"),
        (b"<html><script>x()</script><h1>A</h1><p>b &amp; c</p></html>", "A b & c"),
        (b"<html><head><title>T</title></head><body></body></html>", "T"),
        (b"<!doctype html>\n<h1>A", "A"),
        (b"<?xml version='1.0'?><e>Wrong</e>", "Wrong"),
        (b"<http://e/a> is unknown", "<http://e/a> is unknown"),
        (b"a" * 300, "a" * 200 + " …"),
    ],
)
def test_words(body, words):
    """What a server says is one line, without tags."""
    assert words_of(body) == words


def test_servers_are_described():
    """Every server has a place in the help, and those we test are told from others."""
    names = [server.name for server in list_servers()]
    options = {option.name: option for option in main.commands["push"].params}

    assert {server.name for server in list_servers() if server.tested} == {
        "oxigraph",
        "virtuoso",
        "kroniek",
    }
    assert all(name in options["server"].help for name in names)
    with pytest.raises(UnknownName):
        find_server("sesame")


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        (
            "oxigraph",
            "http://h/",
            ["http://h/query", "http://h/update", "http://h/store"],
        ),
        (
            "graphdb",
            "http://h/r",
            ["http://h/r", "http://h/r/statements", "http://h/r/rdf-graphs/service"],
        ),
        ("other", "http://h/sparql", ["http://h/sparql", "http://h/sparql", ""]),
    ],
)
def test_addresses(name, url, expected):
    """One address is enough; each may be given apart."""
    found = locate(find_server(name), url)

    assert [found.query, found.update, found.graph_store] == expected
    apart = locate(find_server(name), url, graph_store="http://g/")
    assert apart.graph_store == "http://g/"


def test_address_with_a_query():
    """An address to which others are added cannot have a query of its own."""
    with pytest.raises(SettingsError, match="without what follows"):
        locate(find_server("oxigraph"), "http://h/?x=1")
