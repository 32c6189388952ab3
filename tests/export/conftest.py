"""What tests of exports share: the sample graph, and the build of the corpus."""

from pathlib import Path

import pyoxigraph
import pytest

from kg.export import Source, open_source

SAMPLE = Path(__file__).resolve().parents[1] / "validate" / "sample.ttl"


@pytest.fixture(scope="session")
def sample() -> Source:
    """Return the graph of two invented papers about Sudan; all is in one graph."""
    return open_source(SAMPLE)


@pytest.fixture(scope="session")
def papers(built) -> Source:
    """Return the build of the corpus, a named graph for each document."""
    return open_source(built.folder)


@pytest.fixture
def subset_of(tmp_path):
    """Return a function that makes a graph of quads, to be exported whole."""

    def make(quads):
        path = tmp_path / "made.nq"
        form = pyoxigraph.RdfFormat.N_QUADS
        pyoxigraph.serialize(quads, str(path), form)
        return open_source(path)

    return make
