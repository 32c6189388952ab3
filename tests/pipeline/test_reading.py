"""Documents read in one process or several, and what happens to those that fail."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import stand_ins
from click.testing import CliRunner
from rdflib import Graph, Literal, URIRef

from kg import cli
from kg.errors import CorpusError
from kg.iris import Namespaces
from kg.model import ReadDocument
from kg.pipeline import Failure, build, pool, reader
from kg.pipeline.pool import KILLED, read_in_processes
from kg.pipeline.reading import WORTH_A_PROCESS, cores, worthwhile
from kg.testing import paper_of
from kg.vocabulary import KG

HERE = Path(__file__).parent


def papers(*texts: str):
    """Return a document for each text."""
    return [paper_of(f"d{n}", text) for n, text in enumerate(texts)]


@pytest.fixture
def quickly(monkeypatch):
    """Let processes read with a stand-in."""
    monkeypatch.setattr(pool, "_read", stand_ins.read)


@pytest.fixture
def broken(monkeypatch):
    """Let the extractor of this process break on note b."""
    break_on_b(monkeypatch)


def break_on_b(monkeypatch) -> None:
    """Have the extractor of this process break on note b."""
    real = reader.read_document

    def read(document, **knowing):
        if document.identifier == "b":
            raise ZeroDivisionError("division by\nzero")
        return real(document, **knowing)

    monkeypatch.setattr(reader, "read_document", read)


def test_any_number_of_processes(corpus, tmp_path):
    """The bytes are the same, whatever read the documents."""
    build(corpus.folder, tmp_path / "one", jobs=1)
    build(corpus.folder, tmp_path / "two", jobs=2)

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 7


@pytest.mark.usefixtures("quickly")
def test_each_document_once():
    """Every number comes with what its own document says."""
    given = papers(*(f"{n} " * n for n in range(1, 30)))

    found = dict(read_in_processes(given, "", 3))

    assert sorted(found) == list(range(29))
    assert all(found[n].document.text == given[n].text for n in found)


@pytest.mark.usefixtures("quickly")
def test_killed():
    """What kills its process twice is told; no other document suffers."""
    found = dict(read_in_processes(papers("a", "b", "kill"), "", 2))

    assert sorted(found) == [0, 1, 2]
    lost = found.pop(2)
    assert lost == Failure(document="d2", reason=KILLED, trace=KILLED)
    assert all(isinstance(outcome, ReadDocument) for outcome in found.values())


@pytest.mark.usefixtures("quickly")
def test_killed_once(tmp_path):
    """What was being read when a process was killed is read again."""
    given = papers("a", "once", "c")

    found = dict(read_in_processes(given, str(tmp_path / "begun"), 2))

    assert [found[n].document.text for n in range(3)] == ["a", "once", "c"]


def test_failure_in_a_process(monkeypatch):
    """An error of the extractor comes back as one line and a traceback."""
    monkeypatch.setattr(pool, "_read", stand_ins.breaking)

    found = dict(read_in_processes(papers("a", "x", "c"), "", 2))

    failure = found.pop(1)
    assert (failure.document, failure.reason) == ("d1", "ValueError: no x")
    assert "in read_document" in failure.trace
    assert [found[n].document.text for n in (0, 2)] == ["a", "c"]


def test_interrupted():
    """Ctrl-C ends all processes at once, though they read for minutes."""
    program = [sys.executable, str(HERE / "stand_ins.py")]
    began = time.monotonic()
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, text=True, process_group=0
    ) as running:
        assert running.stdout.readline() == "0\n"
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=stand_ins.SLOW / 2)

    assert (running.returncode, out) == (130, "")
    assert time.monotonic() - began < stand_ins.SLOW
    with pytest.raises(ProcessLookupError):  # the group has no process any more
        wait_for_end(running.pid)


def wait_for_end(group: int) -> None:
    """Wait for a group to have no process left, which raises ProcessLookupError."""
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.1)


def test_worthwhile():
    """Little text is read soonest by the process that is there already."""
    assert worthwhile([]) == 1
    assert worthwhile(papers("a" * WORTH_A_PROCESS)) == 1
    assert worthwhile(papers(*["a" * WORTH_A_PROCESS] * 2)) == min(2, cores())
    assert worthwhile(papers(*["a" * WORTH_A_PROCESS] * 999)) == cores()


@pytest.mark.usefixtures("broken")
def test_the_others_are_read(corpus, caplog):
    """A document that breaks the extractor is set apart with its reason."""
    with caplog.at_level(logging.ERROR, logger="kg"):
        summary = corpus.build()

    (failure,) = summary.failed
    assert (failure.document, summary.documents) == ("b", 2)
    assert failure.reason == "ZeroDivisionError: division by zero"
    assert "in read" in failure.trace
    assert "cannot read b\nTraceback" in caplog.text
    node = URIRef(f"{Namespaces().document}b")
    apart = Graph().parse(corpus.out / "quarantine.ttl")
    assert (node, KG.quarantineReason, Literal(failure.reason)) in apart
    assert (node, None, None) not in Graph().parse(corpus.out / "graph.ttl")


def test_tried_again(corpus, monkeypatch, read):
    """The next build tries what failed, and reads nothing else."""
    with monkeypatch.context() as patched:
        patched.setattr(reader, "read_document", lambda *_, **__: 1 / 0)
        with pytest.raises(CorpusError, match="no document could be read; a: ZeroDiv"):
            corpus.build()
    read.clear()

    summary = corpus.build()

    assert (summary.failed, summary.documents) == ((), 3)
    assert read == ["a", "b", "c"]


def test_only_the_failed_is_read_again(corpus, monkeypatch, read):
    """What could be read is known when the extractor is mended."""
    with monkeypatch.context() as patched:
        break_on_b(patched)
        corpus.build()
    read.clear()

    assert corpus.build().known == 2
    assert read == ["b"]


@pytest.mark.usefixtures("broken")
def test_command(corpus, tmp_path):
    """A line for each failure, its traceback in the log, and exit code 1."""
    log = tmp_path / "kg.log"
    words = ["build", corpus.folder, "-o", corpus.out, "--log", log]

    ended = CliRunner().invoke(cli.main, [str(word) for word in words])

    assert ended.exit_code == 1
    assert ended.stderr == (
        "kg: failed to read b: ZeroDivisionError: division by zero"
        " (--log FILE tells where)\n"
    )
    assert "2 documents, " in ended.stdout
    assert "ERROR cannot read b\nTraceback (most" in log.read_text(encoding="utf-8")


def test_log_that_cannot_be_written(corpus, tmp_path):
    """It is told before anything is read."""
    words = ["build", corpus.folder, "--log", tmp_path / "none" / "kg.log"]

    ended = CliRunner().invoke(cli.main, [str(word) for word in words])

    assert (ended.exit_code, ended.stderr.count("\n")) == (1, 1)
    assert "No such file or directory" in ended.stderr
