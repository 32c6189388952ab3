"""The graph stores that are known, and how one is told from another."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

from kg.endpoint import Sender, check_address
from kg.errors import EndpointError, KnowledgeError, SettingsError, UnknownName

_FILE = Path(__file__).with_name("servers.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A kind of graph store; `servers.toml` says what each field means."""

    name: str
    title: str
    header: str
    query: str
    update: str
    graph_store: str
    most_put: int
    most_insert: int
    tested: bool
    ask: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where one graph store takes what; empty where it does not."""

    query: str
    update: str
    graph_store: str
    ask: str


@cache
def list_servers() -> tuple[Server, ...]:
    """Return the kinds of graph store, in the order of the file.

    Raises:
        KnowledgeError: the file is malformed.
    """
    try:
        table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        return tuple(Server(name=name, **own) for name, own in table.items())
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise KnowledgeError(f"{_FILE.name}: {error}") from error


def find_server(name: str) -> Server:
    """Return a kind of graph store by its name.

    >>> find_server("virtuoso").title
    'OpenLink Virtuoso'

    Raises:
        UnknownName: there is none.
    """
    known = {server.name: server for server in list_servers()}
    if name not in known:
        raise UnknownName("kind of server", name, known)
    return known[name]


def recognise(sender: Sender) -> Server:
    """Return the kind of a graph store, by what it calls itself.

    Raises:
        EndpointError: it cannot be reached, or is of no known kind.
    """
    # Any answer will do, so that one that denies access also tells who gives it.
    everything = range(httpx.codes.MULTIPLE_CHOICES, 600)
    answer = sender.send("HEAD", "a first request", accepted=everything)
    header = answer.headers.get("Server", "")
    for server in list_servers():
        if server.header and header.startswith(server.header):
            return server
    names = ", ".join(server.name for server in list_servers())
    called = f"calls itself {header!r}" if header else "does not say what it is"
    raise EndpointError(
        f"{sender.url} {called}: say with --server which of {names} it is"
    )


def locate(
    server: Server,
    url: str,
    *,
    query: str = "",
    update: str = "",
    graph_store: str = "",
) -> Addresses:
    """Return where a graph store takes what.

    Args:
        server: its kind.
        url: its address, as `servers.toml` wants it for this kind.
        query: where it takes queries, if elsewhere than its kind does.
        update: where it takes updates, if elsewhere.
        graph_store: where it takes graphs, if elsewhere.

    >>> locate(find_server("fuseki"), "http://localhost:3030/ds").update
    'http://localhost:3030/ds/update'

    Raises:
        InputError: one of them is no address of the web.
    """
    check_address(url)
    if "?" in url or "#" in url:
        raise SettingsError(f"{url}: give the address without what follows ? or #")

    def joined(part: str) -> str:
        return f"{url.rstrip('/')}/{part}" if part else url

    graphs = graph_store or (joined(server.graph_store) if server.graph_store else "")
    return Addresses(
        query=check_address(query or joined(server.query)),
        update=check_address(update or joined(server.update)),
        graph_store=check_address(graphs) if graphs else "",
        ask="" if server.ask is None else query or joined(server.ask),
    )
