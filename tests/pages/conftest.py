"""Graphs to show: a paper full of markup, and the corpus as files."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages_builders import evil_graph, pages
from serve_builders import Client

from kg.pages import write_site
from kg.store import open_store
from kg.workers import Limits

PATIENCE = 300  # seconds that a worker waits for another one's site


@pytest.fixture(scope="session")
def evil(tmp_path_factory) -> Path:
    """Return a file with the graph of a paper full of markup."""
    path = tmp_path_factory.mktemp("evil") / "graph.ttl"
    path.write_text(evil_graph(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def evil_client(evil) -> Iterator[Client]:
    """Return a client of a server of that graph."""
    with pages(evil, limits=Limits(processes=1)) as found:
        yield found


@pytest.fixture(scope="session")
def corpus_client(built) -> Iterator[Client]:
    """Return a client of a server of the build of the corpus."""
    with pages(built.folder, limits=Limits(processes=1)) as found:
        yield found


@pytest.fixture(scope="session")
def site(built, shared) -> Path:
    """Return the pages about the corpus as files, which one worker writes."""
    out = shared / "corpus-site"
    try:
        (shared / "corpus-site.begun").mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not out.exists() and time.monotonic() < until:
            time.sleep(0.2)
    else:
        write_site(open_store(built.folder), out)
    return out
