"""A graph store that is written to and read, and the way in which."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from kg.describe import prefixes
from kg.endpoint import (
    TIMEOUT,
    Endpoint,
    GraphStoreProtocol,
    GraphWriter,
    Sender,
    SparqlUpdate,
)
from kg.errors import SettingsError
from kg.iris import Namespaces
from kg.publish.servers import Addresses, Server, find_server, locate, recognise

ATTEMPTS = 5


class Way(StrEnum):
    """How graphs are written."""

    GRAPH_STORE = "graph-store"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An opened graph store."""

    server: Server
    addresses: Addresses
    endpoint: Endpoint
    writer: GraphWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a user says of a graph store; what is left empty is found out.

    Args:
        url: its address.
        server: its kind, by name.
        query, update, graph_store: addresses, if not those of its kind.
        way: how to write; the Graph Store Protocol where there is one.
        batch: triples in one request, if not as many as its kind takes.
        timeout: seconds without a word before a request is given up.
    """

    url: str
    server: str = ""
    query: str = ""
    update: str = ""
    graph_store: str = ""
    way: Way | None = None
    batch: int | None = None
    timeout: float = TIMEOUT


@contextmanager
def open_target(choice: Choice, *, attempts: int = ATTEMPTS) -> Iterator[Target]:
    """Open a graph store; nothing is written yet.

    The first request is tried once only, so that a wrong address is told at once; the
    others up to `attempts` times.

    Raises:
        InputError: an address is none of the web.
        SettingsError: the credentials cannot be read, or the way needs an address that
            is not known.
        EndpointError: the store cannot be reached, or is of no known kind.
    """
    server = _server(choice)
    found = locate(
        server,
        choice.url,
        query=choice.query,
        update=choice.update,
        graph_store=choice.graph_store,
    )
    way = choice.way or (Way.GRAPH_STORE if found.graph_store else Way.UPDATE)
    if way is Way.GRAPH_STORE and not found.graph_store:
        raise SettingsError(
            f"where {choice.url} takes graphs is not known: give --graph-store URL"
        )
    # Each address finds its own credentials, which may be those of another host.
    written = found.update if way is Way.UPDATE else found.graph_store
    asked = Endpoint(found.query, timeout=choice.timeout, attempts=attempts)
    with Sender(written, timeout=choice.timeout, attempts=attempts) as sender:
        yield Target(
            server=server,
            addresses=found,
            endpoint=asked,
            writer=_writer(way, choice, server, sender),
        )


def _server(choice: Choice) -> Server:
    if choice.server:
        return find_server(choice.server)
    with Sender(choice.url, timeout=choice.timeout) as sender:
        return recognise(sender)


def _writer(way: Way, choice: Choice, server: Server, sender: Sender) -> GraphWriter:
    if way is Way.UPDATE:
        return SparqlUpdate(sender, most=choice.batch or server.most_insert)
    most = choice.batch or server.most_put
    return GraphStoreProtocol(sender, most=most, prefixes=prefixes(Namespaces()))
