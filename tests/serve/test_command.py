"""`kg serve` as a command: what it says, and how it ends."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner
from serve_builders import ENDLESS, kg_serve, needs_curl

from kg.cli import main
from kg.cli.serve import as_settings, serve
from kg.serve import Settings

CHILDREN = "/proc/{0}/task/{0}/children"
PATIENCE = 30


def kg(*words) -> str:
    """Run a command that fails; return its one line on standard error."""
    ended = CliRunner().invoke(main, ["serve", *map(str, words)])
    assert ended.exit_code == 2, ended
    assert ended.stdout == ""
    assert ended.stderr.startswith("kg: ")
    assert ended.stderr.count("\n") == 1
    return ended.stderr.removeprefix("kg: ").rstrip()


def test_defaults_are_those_of_the_settings():
    """What --help shows is what `Settings` says."""
    context = serve.make_context("serve", [])
    chosen = {k: v for k, v in context.params.items() if k not in {"folder", "verbose"}}

    assert as_settings(**chosen) == Settings()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--build", "none"], "no graph in none: run `kg build`, or name RDF or a"),
        (["--port", "65536"], "65536 is not in the range"),
        (["--timeout", "0"], "0.0 is not in the range"),
        (["--max-rows", "0"], "0 is not in the range"),
        (["--cors", "example.org"], "--cors: 'example.org' is no origin"),
        (["--cors", "*", "--writable"], "--cors '*' with --writable would let"),
        (
            ["--host", "nowhere.invalid"],
            "cannot listen on nowhere.invalid, port 8765: ",
        ),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1, port 8765"),
    ],
)
def test_what_cannot_be_served(words, message):
    """The cause is told on one line, and what an open host means before."""
    if "--host" in words:
        ended = CliRunner().invoke(main, ["serve", *words])
        assert ended.exit_code == 2
        warned, error = ended.stderr.splitlines()
        assert warned.startswith(f"kg: warning: {words[1]} is reached from other")
        assert warned.endswith("can read the whole graph, without a password")
        assert message in error
    else:
        assert message in kg(*words)


def test_port_that_is_taken(data):
    """Two servers cannot listen at the same address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = kg("--build", data, "--port", port)

    assert message == f"cannot listen on 127.0.0.1, port {port}: Address already in use"


def test_files_cannot_be_written_to(data):
    """A build folder is made by builds."""
    message = kg("--build", data, "--writable", "--port", "0")

    assert message.endswith("it holds files; only a store on disk can be changed")


def answered(url, text="ASK {}", timeout=PATIENCE):
    """Return status and body of a query."""
    request = urllib.request.Request(url, text.encode())  # noqa: S310
    request.add_header("Content-Type", "application/sparql-query")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=timeout) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_greeting(data):
    """The command says what it serves, where, and what it limits."""
    with kg_serve("--build", str(data), "--timeout", "5") as server:
        first, second, third = server.greeting.splitlines()
        assert first == f"Serving {data} (2 triples) at {server.url}"
        assert second == f"Pages to read at {server.url.removesuffix('sparql')}"
        assert third.startswith("Reads only; ends queries after 5 seconds, cuts")
        assert answered(server.url)[0] == 200


@needs_curl
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_end_by_a_signal(data, tmp_path, number, code):
    """A signal ends it, also while a query runs, and nothing is left."""
    words = ["--build", str(data), "--timeout", "3600", "--processes", "1"]
    with kg_serve(*words, TMPDIR=str(tmp_path)) as server:
        assert [path.name[:9] for path in tmp_path.iterdir()] == [".kg-serve"]
        command = ["curl", "-s", "--noproxy", "*", server.url, "-d", f"query={ENDLESS}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as asking:
            wait_until(lambda: busy(server.process.pid))
            assert server.stop(number) == code
            told, _ = asking.communicate(timeout=PATIENCE)

    assert b"the server is stopping" in told
    assert list(tmp_path.iterdir()) == []


@needs_curl
def test_end_by_force(data, tmp_path):
    """Where it is killed, the processes that work for it end by themselves."""
    words = ["--build", str(data), "--timeout", "3600", "--processes", "2"]
    with kg_serve(*words, TMPDIR=str(tmp_path)) as server:
        children = children_of(server.process.pid)
        command = ["curl", "-s", "--noproxy", "*", server.url, "-d", f"query={ENDLESS}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as asking:
            wait_until(lambda: busy(server.process.pid))
            server.stop(signal.SIGKILL)
            asking.wait(timeout=PATIENCE)

    assert len(children) == 2
    wait_until(lambda: not any(map(is_running, children)))


def test_folder_of_modules_is_not_searched(data, tmp_path, monkeypatch):
    """A file in the current folder does not take the place of a module."""
    (tmp_path / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    with kg_serve("--build", str(data)) as server:
        assert answered(server.url)[0] == 200


def test_store_on_disk(store):
    """A store is served as it is, and can be opened by others meanwhile."""
    with kg_serve("--build", str(store)) as server:
        assert server.greeting.startswith(f"Serving {store} at http://127.0.0.1:")
        assert b"true" in answered(server.url, "ASK { GRAPH ?g { ?s ?p ?o } }")[1]
        pyoxigraph.Store(store).clear()
        assert b"true" in answered(server.url, "ASK { GRAPH ?g { ?s ?p ?o } }")[1]


def children_of(number: int) -> list[int]:
    """Return the processes that a process has started."""
    path = Path(CHILDREN.format(number))
    if not path.exists():
        pytest.skip("needs /proc")
    return [int(child) for child in path.read_text(encoding="ascii").split()]


def is_running(number: int) -> bool:
    """Tell whether a process is there, and is not only waiting to be forgotten."""
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def busy(number: int) -> bool:
    """Tell whether a process that was started works."""
    states = [
        Path(f"/proc/{child}/task/{child}/stat").read_text(encoding="utf-8")
        for child in children_of(number)
    ]
    return any(state.rpartition(")")[2].split()[0] == "R" for state in states)


def wait_until(is_so) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
