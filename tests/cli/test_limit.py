"""A query that runs for minutes can be given up, by a limit or by Ctrl-C."""

import signal
import subprocess
import sys
import threading

from kg.cli.limit import time_limit

TRIPLES = "".join(
    f"<http://e/{n}> <http://e/p> <http://e/{n + 1}> .\n" for n in range(99)
)
# Five times 99 triples without anything to join them on: ages.
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
)
BUSY = f"""
import pyoxigraph
from kg.cli.limit import time_limit

store = pyoxigraph.Store()
store.load({TRIPLES.encode()!r}, pyoxigraph.RdfFormat.N_TRIPLES)
with time_limit(600, "late"):
    print("ready", flush=True)
    print(list(store.query("{ENDLESS}")))
"""


def test_too_long(tmp_path):
    """One line says so, and how to allow for more."""
    (tmp_path / "graph.ttl").write_text(TRIPLES, encoding="utf-8")
    (tmp_path / "endless.rq").write_text(ENDLESS, encoding="utf-8")
    words = ["query", str(tmp_path / "endless.rq"), "--build", str(tmp_path)]
    program = f"from kg.cli import main; main({[*words, '--timeout', '0.5']!r})"

    ended = run(program, timeout=60)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "kg: no answer within 0.5 s; --timeout allows for more\n"


def test_interrupted():
    """Ctrl-C ends the program while the engine is at work."""
    with start(BUSY) as running:
        assert running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=60)

    assert (running.returncode, out) == (-signal.SIGINT, "")


def test_in_time():
    """What ends in time is not disturbed, and Ctrl-C is what it was."""
    before = signal.getsignal(signal.SIGINT)
    with time_limit(60, "late"):
        during = signal.getsignal(signal.SIGINT)

    assert during == signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is before
    assert not [t for t in threading.enumerate() if isinstance(t, threading.Timer)]


def test_beside_the_main_thread():
    """Only the main thread may set what Ctrl-C does; others have their limit too."""
    done = []

    def work() -> None:
        with time_limit(60, "late"):
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [signal.getsignal(signal.SIGINT)]


def start(program: str) -> subprocess.Popen[str]:
    """Start a program of Python."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", program], stdout=pipe, stderr=pipe, text=True
    )


def run(program: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run a program of Python to its end."""
    with start(program) as running:
        out, err = running.communicate(timeout=timeout)
    return subprocess.CompletedProcess(program, running.returncode, out, err)
