"""Writing to a graph store, by its two standard ways.

Each request may be repeated: what is put replaces, what is added is a set, and neither
has blank nodes. So a request whose answer was lost is simply sent again.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, Self

import httpx
import pyoxigraph

from kg.endpoint.access import find_access
from kg.endpoint.address import check_address
from kg.endpoint.asking import AGENT, TIMEOUT
from kg.endpoint.trouble import persistently, refusal, silent, unreachable
from kg.portions import portions

MOST_BYTES = 1_000_000  # of a request; what web servers before a store often allow

Batch = tuple[pyoxigraph.Triple, ...]


class Sender:
    """Sends requests to one address, again where that may help.

    Args:
        url: the address.
        timeout: seconds without a word before a request is given up.
        attempts: how often to try where it may work later.

    Raises:
        InputError: the address is not one of http or https.
        SettingsError: the credentials cannot be read.
    """

    def __init__(
        self, url: str, *, timeout: float = TIMEOUT, attempts: int = 1
    ) -> None:
        self.url = check_address(url)
        self.access = find_access(url)
        self.timeout = timeout
        self.attempts = attempts
        self._client = httpx.Client(
            auth=self.access, timeout=timeout, headers={"User-Agent": AGENT}
        )

    def __enter__(self) -> Self:
        """Begin to send."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._client.close()

    def send(  # noqa: PLR0913  the parts of a request
        self,
        method: str,
        what: str,
        *,
        parameters: Mapping[str, str] | None = None,
        body: bytes = b"",
        media_type: str = "",
        accepted: Iterable[int] = (),
    ) -> httpx.Response:
        """Send a request and return the answer.

        Args:
            method: of HTTP.
            what: the thing sent, for messages ("the graph <…>").
            parameters: added to the address.
            body: what is sent.
            media_type: of the body.
            accepted: codes that are no error, beside those of success.

        Raises:
            EndpointUnavailable: the server cannot be reached or is overloaded.
            EndpointError: it refuses.
        """
        headers = {"Content-Type": media_type} if media_type else {}
        url = httpx.URL(self.url).copy_merge_params(parameters or {})

        def act() -> httpx.Response:
            try:
                answer = self._client.request(
                    method, url, content=body, headers=headers
                )
            except httpx.TimeoutException as error:
                raise silent(self.url, self.timeout) from error
            except httpx.TransportError as error:
                raise unreachable(self.url, _reason(error)) from error
            if not answer.is_success and answer.status_code not in accepted:
                raise refusal(self.url, what, answer, hint=self.access.hint)
            return answer

        return persistently(self.attempts, act)


class GraphWriter(Protocol):
    """A way to write named graphs."""

    def replace(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Make a graph hold these triples, and no others."""

    def add(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Add triples to a graph."""

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there."""


class GraphStoreProtocol:
    """Writes by the SPARQL 1.1 Graph Store HTTP Protocol.

    Args:
        sender: sends the requests to where graphs are taken.
        most: triples in one request.
        prefixes: shorten what is sent.
    """

    def __init__(
        self, sender: Sender, *, most: int, prefixes: Mapping[str, str]
    ) -> None:
        self.sender, self.most = sender, most
        self.prefixes = dict(prefixes)

    def replace(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Put the first triples in the place of what is there, and add the others."""
        batches = in_batches(triples, self.most)
        self._send("PUT", graph, next(batches, ()))
        for batch in batches:
            self._send("POST", graph, batch)

    def add(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Add triples to a graph."""
        for batch in in_batches(triples, self.most):
            self._send("POST", graph, batch)

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        self.sender.send(
            "DELETE",
            f"to remove <{graph}>",
            parameters={"graph": graph},
            accepted=[httpx.codes.NOT_FOUND],
        )

    def _send(self, method: str, graph: str, batch: Batch) -> None:
        # Prefixes also tell Virtuoso, which looks at the text and not at the media
        # type, that this is Turtle.
        kind = pyoxigraph.RdfFormat.TURTLE
        body = pyoxigraph.serialize(batch, format=kind, prefixes=self.prefixes) or b""
        self.sender.send(
            method,
            f"the graph <{graph}>",
            parameters={"graph": graph},
            body=body,
            media_type="text/turtle",
        )


class SparqlUpdate:
    """Writes by SPARQL 1.1 Update.

    Args:
        sender: sends the requests to where updates are taken.
        most: triples in one request.
    """

    def __init__(self, sender: Sender, *, most: int) -> None:
        self.sender, self.most = sender, most

    def replace(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Drop a graph and insert the first triples at once, then the others."""
        batches = in_batches(triples, self.most)
        first = next(batches, ())
        drop = f"DROP SILENT GRAPH <{graph}>"
        self._send(f"{drop} ;\n{insertion(graph, first)}" if first else drop, graph)
        for batch in batches:
            self._send(insertion(graph, batch), graph)

    def add(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Insert triples into a graph."""
        for batch in in_batches(triples, self.most):
            self._send(insertion(graph, batch), graph)

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        self._send(f"DROP SILENT GRAPH <{graph}>", graph)

    def _send(self, text: str, graph: str) -> None:
        self.sender.send(
            "POST",
            f"the graph <{graph}>",
            body=text.encode(),
            media_type="application/sparql-update",
        )


def insertion(graph: str, triples: Iterable[pyoxigraph.Triple]) -> str:
    """Return the update that inserts triples into a graph."""
    lines = "".join(f"{triple} .\n" for triple in triples)
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}"


def in_batches(
    triples: Iterable[pyoxigraph.Triple], most: int, most_bytes: int = MOST_BYTES
) -> Iterator[Batch]:
    """Return triples in groups that are small enough for one request.

    Args:
        triples: to be sent, in this order.
        most: triples in a group.
        most_bytes: bytes of N-Triples in a group; a larger triple is alone in one.
    """
    line = len(" .\n")
    return portions(
        triples,
        lambda triple: len(str(triple).encode()) + line,
        most=most,
        much=most_bytes,
    )


def _reason(error: httpx.TransportError) -> object:
    """Return what lies behind an error: that of the operating system, if any."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause
        cause = cause.__cause__ or cause.__context__
    return error
