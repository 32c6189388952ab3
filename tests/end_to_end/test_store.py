"""A store of the corpus, made in steps, is the same graph as its files."""

import re

import pyoxigraph
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.query import as_values, explain, list_queries, run_query
from kg.store import DEFAULT_GRAPH, open_store, read_triples

CLAIM = "SELECT ?c { ?c a kg:Claim ; kg:factuality kg:denied } ORDER BY ?c LIMIT 1"


def kg(*words):
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def store(built_in_steps) -> pyoxigraph.Store:
    """Return the store that was made in steps."""
    return open_store(built_in_steps.folder / "store")


@pytest.fixture(scope="module")
def loaded(built) -> pyoxigraph.Store:
    """Return the files of a build that was made at once, loaded into memory."""
    return open_store(built.folder)


def test_a_build_in_steps_is_the_same_bytes(built, built_in_steps):
    """Papers that came later or changed leave no trace of what was before."""
    names = sorted(p.name for p in built.folder.iterdir())

    assert built_in_steps.code == 0, built_in_steps.output
    assert "Not read again: 3 documents." in built_in_steps.output
    assert "store/." in re.sub(r"\s", "", built_in_steps.output)
    assert len(names) == 7
    for name in names:
        assert (built_in_steps.folder / name).read_bytes() == (
            built.folder / name
        ).read_bytes()


def test_a_store_is_the_graph(built, built_in_steps, store, loaded):
    """The default graph is what the files hold; documents have their own graphs."""
    default = store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)
    graph = {quad.triple for quad in default}
    named = {node.value.rpartition("/")[2] for node in store.named_graphs()}

    assert graph == {quad.triple for quad in loaded}
    assert graph == set(read_triples(built_in_steps.folder / "store"))
    assert graph == set(read_triples(built.folder))
    assert {"2021D27968", "popken-2019-09-17", "shared", "edges", "report"} <= named


@pytest.mark.parametrize("name", [query.name for query in list_queries()])
def test_a_store_answers_as_the_files_do(store, loaded, name):
    """Each question of the library has the same answer."""
    (query,) = (q for q in list_queries() if q.name == name)
    given = {p.name: None for p in query.parameters if p.default is not None}
    answers = [run_query(source, query, given) for source in (store, loaded)]

    assert sorted(map(str, answers[0].rows)) == sorted(map(str, answers[1].rows))


def test_a_store_explains_as_the_files_do(store, loaded):
    """The sentence behind a claim is found without loading anything."""
    prefixes = {"kg": "https://w3id.org/kroniek/ont#"}
    (claim,) = store.query(CLAIM, prefixes=prefixes)
    told = [as_values(explain(s, claim["c"].value)) for s in (store, loaded)]

    assert told[0] == told[1]
    assert told[0]["supports"]


def test_a_store_alone_is_enough(built_in_steps, tmp_path):
    """Commands take a store, or a build that holds one, in place of files."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "store").symlink_to(built_in_steps.folder / "store")
    by_store, by_build, by_files = (
        kg("query", "coups", "-f", "csv", "--build", folder)
        for folder in (
            built_in_steps.folder / "store",
            tmp_path / "build",
            built_in_steps.folder / "graph.ttl",
        )
    )

    assert by_store.exit_code == 0, by_store.stderr
    assert by_store.stdout.count("\n") > 3
    assert by_build.stdout == by_store.stdout
    assert by_files.exit_code == 0


def test_a_store_is_validated_as_the_files_are(built_in_steps):
    """The report of a store is that of its files."""
    reports = [
        kg("validate", folder, "-f", "json")
        for folder in (built_in_steps.folder / "store", built_in_steps.folder)
    ]

    assert reports[0].exit_code == 0, reports[0].stderr
    assert reports[0].stdout == reports[1].stdout
