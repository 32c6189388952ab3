"""Real graph stores, started on this machine for a test, and stand-ins that fail."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

PATIENCE = 60  # seconds for a server to start, on a machine that is busy
ATTEMPTS = 5  # a port that was free may be taken by the time a server asks for it
USER, PASSWORD = "kroniek", "geheim"  # what docs/publishing.md has a user create

VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = .
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
"""


class NotStartedError(Exception):
    """A server ended before it answered."""


@dataclass
class Running:
    """A server that runs: its address, its process and the folder of its files."""

    url: str
    process: subprocess.Popen
    folder: Path
    credentials: dict[str, str] = field(default_factory=dict)

    def stop(self) -> None:
        """End it at once, as a crash would."""
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def find_oxigraph() -> Path | None:
    """Return the program of the Oxigraph server, if it is installed."""
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    return Path(found) if found else None


def find_virtuoso() -> Path | None:
    """Return the program of the Virtuoso server, if it is installed."""
    found = shutil.which("virtuoso-t")
    return Path(found) if found else None


def start_oxigraph(
    folder: Path, *, command: str = "serve", most: int | None = None
) -> Running:
    """Start Oxigraph on the store in a folder.

    Args:
        folder: of its files; what it holds is served.
        command: `serve` or `serve-read-only`.
        most: bytes that a file may have, as on a disk that is full.
    """

    def limit() -> None:
        import resource  # noqa: PLC0415  there is none on Windows

        # Ignored, so that writing fails as on a full disk instead of killing.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    def start() -> Running:
        place = f"127.0.0.1:{free_port()}"
        words = [find_oxigraph(), command, "--location", folder, "--bind", place]
        process = spawn(words, folder.parent, limit if most else None)
        return Running(url=f"http://{place}", process=process, folder=folder)

    return started(start, "query?query=ASK%7B%7D")


def start_virtuoso(folder: Path) -> Running:
    """Start Virtuoso on a new database in a folder, with a user who may write."""

    def start() -> Running:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        sql, http = free_port(), free_port()
        settings = VIRTUOSO_INI.format(sql=sql, http=http)
        (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
        words = [find_virtuoso(), "+foreground", "+configfile", "virtuoso.ini"]
        server = Running(
            url=f"http://127.0.0.1:{http}",
            process=spawn(words, folder, None),
            folder=folder,
            credentials={"KG_USER": USER, "KG_PASSWORD": PASSWORD},
        )
        wait_for(server, "sparql?query=ASK%7B%7D")
        grant(sql)
        return server

    return started(start, "sparql?query=ASK%7B%7D")


def start_kroniek(folder: Path) -> Running:
    """Start `kg serve` on a store in a folder that is made for it."""

    def start() -> Running:
        kg = Path(sys.executable).parent / "kg"
        port = free_port()
        words = [kg, "serve", "--build", folder, "--writable", "--port", port]
        process = spawn(words, folder.parent, None)
        return Running(f"http://127.0.0.1:{port}", process, folder)

    return started(start, "sparql?query=ASK%7B%7D")


def grant(port: int) -> None:
    """Create the user, by the commands that docs/publishing.md gives."""
    program = shutil.which("isql-vt") or "isql"
    commands = (
        f"DB.DBA.USER_CREATE ('{USER}', '{PASSWORD}'); GRANT SPARQL_UPDATE TO {USER};"
    )
    words = [program, f"127.0.0.1:{port}", "dba", "dba", f"exec={commands}"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if "Error" in ended.stdout + ended.stderr:
        raise NotStartedError(ended.stdout + ended.stderr)


def spawn(
    words: list[object], folder: Path, before: Callable[[], None] | None
) -> subprocess.Popen:
    """Start a program that writes what it says into a file of a folder."""
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(
            [str(word) for word in words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=before,  # noqa: PLW1509  safe before threads
            restore_signals=before is None,
        )


def started(start: Callable[[], Running], path: str) -> Running:
    """Return a server that answers; start it again where its port was taken."""
    for attempt in range(ATTEMPTS):
        try:
            server = start()
            wait_for(server, path)
        except NotStartedError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return server
    raise AssertionError


def wait_for(server: Running, path: str) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise NotStartedError(f"{server.url} ended; see {server.folder}")
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{server.url}/{path}", timeout=PATIENCE, trust_env=False)
            return
        time.sleep(0.05)
    server.stop()
    raise NotStartedError(f"{server.url} does not answer")


@dataclass
class Reply:
    """What a stand-in answers to a request; `action` does it instead, if given."""

    code: int = 200
    body: bytes = b""
    kind: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)
    action: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Request:
    """What a stand-in was asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class StandIn(ThreadingHTTPServer):
    """Answers by rule, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, rule: Callable[[Request], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.rule = rule
        self.asked: list[Request] = []
        self.released = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        request = Request(self.command, self.path, dict(self.headers), body)
        self.server.asked.append(request)
        reply = self.server.rule(request)
        if reply.action is not None:
            reply.action(self)
            return
        self.send_response(reply.code)
        sent = {"Content-Type": reply.kind, "Content-Length": str(len(reply.body))}
        for name, value in {**sent, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815  its names

    def version_string(self) -> str:
        """Return what the server calls itself."""
        return "StandIn/1"

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def silence(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the test is over."""
    handler.server.released.wait(PATIENCE)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head": {')
    handler.close_connection = True


@contextlib.contextmanager
def standing_in(rule: Callable[[Request], Reply]) -> Iterator[StandIn]:
    """Run a stand-in."""
    with StandIn(rule) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()


def without_proxies(environment: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which this machine is asked without a proxy."""
    return {**os.environ, **(environment or {}), "NO_PROXY": "127.0.0.1"}
