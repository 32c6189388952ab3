"""Graph stores to publish to, and small builds to publish."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import (
    Running,
    find_oxigraph,
    find_virtuoso,
    start_kroniek,
    start_oxigraph,
    start_virtuoso,
)
from small_builds import write_build

from kg.endpoint import Endpoint, list_graphs
from kg.publish import Choice, open_target

SERVERS = ("oxigraph", "virtuoso", "kroniek")
FINDERS = {"oxigraph": find_oxigraph, "virtuoso": find_virtuoso}
STARTERS = {
    "oxigraph": start_oxigraph,
    "virtuoso": start_virtuoso,
    "kroniek": start_kroniek,
}
INSTALL = {
    "oxigraph": "pip install oxigraph",
    "virtuoso": "apt-get install virtuoso-opensource",
}
# Graphs that a new Virtuoso has.
INTERNAL = ("http://www.openlinksw.com/", "http://www.w3.org/", "http://localuriqa")


@pytest.fixture
def small(tmp_path) -> Path:
    """Return a build of two documents."""
    return write_build(
        tmp_path / "small",
        {"d1": 'doc:d1 skos:prefLabel "één" .', "d2": "doc:d2 skos:related doc:d1 ."},
        texts='doc:d1 skos:note "De hele tekst." .',
    )


@pytest.fixture(scope="session")
def running() -> Iterator[dict[str, Running]]:
    """Return the servers of this worker, started when one is first asked for."""
    servers: dict[str, Running] = {}
    yield servers
    for server in servers.values():
        server.stop()


@pytest.fixture(params=SERVERS)
def server(request, running, tmp_path_factory, monkeypatch) -> Running:
    """Return each of the real servers in turn, with nothing of ours in it."""
    name = request.param
    if name in FINDERS and FINDERS[name]() is None:
        pytest.skip(f"there is no {name} server: {INSTALL[name]}")
    if name not in running:
        running[name] = STARTERS[name](tmp_path_factory.mktemp(name) / "db")
    found = running[name]
    offline(monkeypatch)
    for key, value in found.credentials.items():
        monkeypatch.setenv(key, value)
    empty(found)
    return found


@pytest.fixture
def oxigraph(tmp_path, monkeypatch) -> Iterator[Path]:
    """Return a folder for an Oxigraph server of this test's own."""
    if find_oxigraph() is None:
        pytest.skip(f"there is no oxigraph server: {INSTALL['oxigraph']}")
    offline(monkeypatch)
    return tmp_path / "store"


def offline(monkeypatch) -> None:
    """Ask this machine without a proxy, and know no user."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("NETRC", "/dev/null")
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def empty(server: Running) -> None:
    """Remove all graphs that tests made."""
    with open_target(Choice(url=server.url)) as target:
        for name in list_graphs(Endpoint(target.addresses.query)):
            if not name.startswith(INTERNAL):
                target.writer.drop(name)
