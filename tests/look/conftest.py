"""Graphs to look at, and a browser to look with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from crowds import crowd, opened
from filelock import FileLock
from worlds import World, small_world

from kg.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def world() -> World:
    """Return a graph with some actors, times and one document of two turns."""
    return small_world()


@pytest.fixture(scope="session")
def many() -> KnowledgeGraph:
    """Return a graph of 500 actors."""
    return opened(crowd(500, 900).store)


@pytest.fixture(scope="session")
def few() -> KnowledgeGraph:
    """Return a graph of 30 actors."""
    return opened(crowd(30, 60).store)


@pytest.fixture(scope="session")
def corpus_graph(corpus_store: pyoxigraph.Store) -> KnowledgeGraph:
    """Return the graph of the five papers."""
    return opened(corpus_store)


class Tab:
    """A page in a browser without a network, with what went wrong in it."""

    def __init__(self, context) -> None:
        self.troubles: list[str] = []
        context.route("http*://**", self._refuse)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("requestfailed", lambda each: self.troubles.append(each.url))
        self.page.on("console", self._hear)

    def open(self, path: Path) -> None:
        """Open a file."""
        self.page.goto(path.as_uri())

    def _refuse(self, route) -> None:
        self.troubles.append(f"asked for {route.request.url}")
        route.abort()

    def _hear(self, message) -> None:
        if message.type == "error":
            self.troubles.append(message.text)


@pytest.fixture
def tab(browser) -> Iterator[Tab]:
    """Return a page of 1280 by 900 pixels; nothing may have gone wrong in the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = Tab(context)
    yield opened
    context.close()
    assert opened.troubles == []


@pytest.fixture(scope="session")
def notebooks(built, shared) -> Path:
    """Return a folder with the notebooks, beside the build that they open."""
    folder = shared / "notebook-runs"
    with FileLock(shared / "notebook-runs.lock"):
        if not folder.exists():
            shutil.copytree(ROOT / "notebooks", folder / "notebooks")
            (folder / "build").symlink_to(built.folder)
    return folder / "notebooks"
