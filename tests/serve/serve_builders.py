"""What the tests of the server share: a small graph, and ways to ask for it."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.applications import Starlette

from kg.serve import Settings, create_app
from kg.workers import Service, take_snapshot

EX = "http://example.org/"
DATA = """
@prefix : <http://example.org/> .
@prefix kg: <https://w3id.org/kroniek/ont#> .

:a :name "Mali"@nl ; :size 1 .
:g { :b :name "Niger" ; a kg:State . }
:h { :c :name "two\\nlines, \\"quoted\\"" . }
"""
# It would take years: it counts the combinations of five triples many times over.
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(90)))} }}" for n in range(9))
    + " }"
)
TABLE_TYPES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
}

needs_curl = pytest.mark.skipif(
    shutil.which("curl") is None, reason="curl is not installed"
)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def type(self) -> str:
        """The media type of the body."""
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        """Return the body as values."""
        return json.loads(self.body)

    def rows(self) -> list[dict[str, str]]:
        """Return the values of a table in JSON."""
        bindings = self.json()["results"]["bindings"]
        return [{key: cell["value"] for key, cell in row.items()} for row in bindings]


@dataclass(frozen=True)
class Client:
    """Asks an application without a socket."""

    portal: BlockingPortal
    app: Starlette
    service: Service

    def ask(  # noqa: PLR0913  the parts of a request
        self,
        method: str = "GET",
        path: str = "/sparql",
        *,
        query: Pairs | bytes = (),
        form: Pairs | None = None,
        body: bytes = b"",
        kind: str | None = None,
        gone: bool = False,
        **headers: str,
    ) -> Response:
        """Send a request; `gone` is a client that leaves before it has an answer."""
        if form is not None:
            body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        sent = {"host": "127.0.0.1:8765", **headers}
        if kind is not None:
            sent["content-type"] = kind
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query if isinstance(query, bytes) else _encoded(query),
            "headers": [
                (k.lower().encode(), v.encode("latin-1")) for k, v in sent.items()
            ],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8765),
        }
        return self.portal.call(_exchange, self.app, scope, body, gone)

    def select(self, text: str, **headers: str) -> list[dict[str, str]]:
        """Return the rows of a query."""
        found = self.ask(query=[("query", text)], **headers)
        assert found.status == 200, found.text
        return found.rows()

    def reset(self) -> None:
        """Make the graph what it was at first."""
        quads = pyoxigraph.parse(DATA, pyoxigraph.RdfFormat.TRIG)
        inserted = "".join(
            f"INSERT DATA {{ GRAPH {quad.graph_name} {{ {quad.triple} }} }} ;"
            if isinstance(quad.graph_name, pyoxigraph.NamedNode)
            else f"INSERT DATA {{ {quad.triple} }} ;"
            for quad in quads
        )
        done = self.ask("POST", form=[("update", f"DROP ALL ; {inserted}")])
        assert done.status == 204, done.text


def _encoded(pairs: Pairs) -> bytes:
    return urlencode(pairs).encode()


async def _exchange(app, scope, body: bytes, gone) -> Response:
    messages = [{"type": "http.request", "body": body, "more_body": False}]
    started: dict[str, Any] = {}
    pieces: list[bytes] = []

    async def receive():
        if messages:
            return messages.pop()
        if not gone:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
        else:
            pieces.append(message["body"])

    await app(scope, receive, send)
    headers = {k.decode(): v.decode("latin-1") for k, v in started["headers"]}
    return Response(started["status"], headers, b"".join(pieces))


@contextmanager
def client(source: Path, **chosen: Any) -> Iterator[Client]:
    """Start the application for a graph, and end it."""
    settings = Settings(**chosen)
    with start_blocking_portal() as portal:
        snapshot = take_snapshot(source, is_writable=settings.is_writable)
        service = Service(snapshot, settings.limits, may_call=settings.may_call)
        with portal.wrap_async_context_manager(service):
            yield Client(portal, create_app(service, settings), service)


@dataclass(frozen=True)
class Running:
    """`kg serve` in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    greeting: str

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send a signal; return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


@contextmanager
def kg_serve(*words: str, last: Sequence[str] = (), **env: str) -> Iterator[Running]:
    """Start the command as a user does, on a free port unless `words` has another."""
    kg = str(Path(sys.executable).parent / "kg")
    command = [kg, "serve", "--port", "0", *words, *last]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **env},
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert " at http" in first, process.stderr.read() if process.stderr else ""
        greeting = first + process.stdout.readline() + process.stdout.readline()
        running = Running(process, first.split()[-1], greeting)
        try:
            yield running
        finally:
            if process.poll() is None:
                running.stop()
