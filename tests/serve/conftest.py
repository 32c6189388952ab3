"""Servers to ask: the application without a socket, and the command as users run it."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from serve_builders import DATA, Client, client, kg_serve

from kg.workers import Limits


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """Return a folder with a small graph in a file."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "data.trig").write_text(DATA, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def reader(data) -> Iterator[Client]:
    """Return a client of a server that only reads."""
    with client(data, limits=Limits(processes=2)) as found:
        yield found


@pytest.fixture
def store(tmp_path) -> Path:
    """Return the small graph as a store on disk."""
    return make_store(tmp_path)


@pytest.fixture(scope="session")
def writing(tmp_path_factory) -> Iterator[Client]:
    """Return a client of a server that can be written to."""
    path = make_store(tmp_path_factory.mktemp("disk"))
    settings = {"limits": Limits(processes=2), "is_writable": True}
    with client(path, **settings, origins=("https://pages.example",)) as found:
        yield found


@pytest.fixture
def writer(writing) -> Client:
    """Return that client, the graph being as it was at first."""
    writing.reset()
    return writing


def make_store(folder: Path) -> Path:
    """Put the small graph into a store on disk."""
    path = folder / "store"
    pyoxigraph.Store(path).bulk_load(DATA, pyoxigraph.RdfFormat.TRIG)
    return path


@pytest.fixture(scope="session")
def endpoint(built) -> Iterator[str]:
    """Return the address of `kg serve` with the build of the corpus."""
    with kg_serve("--build", str(built.folder)) as server:
        yield server.url
