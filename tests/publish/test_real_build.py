"""The build of the corpus on real servers: pushed, asked, pulled back."""

from contextlib import suppress
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import EndpointUnavailable
from kg.iris import Namespaces
from kg.publish import Choice, open_target, pull, push, read_publication
from kg.query import Query, fetch, list_queries, run_query, run_remote_query
from kg.store import open_store

TRIG = "graph.trig"
SPACES = Namespaces()
FILES = ("vocabulary.ttl", "graph.ttl", "edges.ttl", "texts.ttl")

# Questions that Virtuoso 7.2.5 answers otherwise, for reasons of its own.
VIRTUOSO_ERRS = {
    "citations": "a row keeps the value that BIND gave the row before it",
    "denials": "other rows; the reason was not found",
    "measures": "the difference of two days is a number of seconds",
    "posts": "four OPTIONALs after a UNION take more than a minute",
    "suspensions": "REPLACE counts a letter with an accent as two",
}


def test_pulled(server, built, tmp_path):
    """What is pulled is the build that was pushed, triple by triple.

    In the file with named graphs a triple of several documents stands once.
    """
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(built.folder, texts=True), target)
        pull(target, tmp_path / "back", SPACES)

    back = tmp_path / "back"
    for name in FILES:
        assert triples_of(back / name) == triples_of(built.folder / name), name
    assert triples_of(back / TRIG) == triples_of(built.folder / TRIG)
    assert {path.name for path in back.iterdir()} == {*FILES, TRIG}


def rows_of(url: str, query: Query) -> object:
    """Return the rows that a server finds soon enough, or None."""
    with suppress(EndpointUnavailable):
        return run_remote_query(url, query, timeout=20).rows
    return None


def triples_of(path: Path) -> set[pyoxigraph.Triple]:
    """Return what all graphs of a file hold."""
    return {quad.triple for quad in pyoxigraph.parse(path=path)}


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"], indirect=True)
def test_questions(server, built, request):
    """Every question gets the same answer from a server as from the folder."""
    name = request.node.callspec.params["server"]
    known = VIRTUOSO_ERRS if name == "virtuoso" else {}
    store = open_store(built.folder, texts=False)
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(built.folder), target)
        url = target.addresses.ask

    differ = {
        query.name
        for query in list_queries()
        if rows_of(url, query) != run_query(store, query).rows
    }

    assert differ == set(known)


def test_fetched(server, built):
    """`kg validate` gets all triples of a server, however many it gives at once."""
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(built.folder), target)
        found = set(fetch(target.addresses.query))

    files = [built.folder / name for name in ("vocabulary.ttl", "graph.ttl")]
    expected = {quad.triple for quad in open_store(files)}
    assert expected <= found
