"""Graphs that tests of queries share."""

from pathlib import Path

import pyoxigraph
import pytest
from worlds import World, pick, small_world

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "validate"


@pytest.fixture(name="pick")
def _pick():
    return pick


@pytest.fixture
def world() -> World:
    """Return a graph with some actors, times and one document of two turns."""
    return small_world()


@pytest.fixture(scope="session")
def sample() -> pyoxigraph.Store:
    """Return the sample graph of two papers about Sudan, with the ontology."""
    store = pyoxigraph.Store()
    for path in [
        ROOT / "ontology" / "kroniek.ttl",
        SAMPLE / "sample.ttl",
        SAMPLE / "sample-texts.ttl",
    ]:
        store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.fixture
def ontology() -> pyoxigraph.Store:
    """Return the ontology alone."""
    store = pyoxigraph.Store()
    path = ROOT / "ontology" / "kroniek.ttl"
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    return store
