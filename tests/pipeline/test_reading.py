"""Documents read in one process or several, and what happens to those that fail."""

import logging
from pathlib import Path

import pytest
import stand_ins
from click.testing import CliRunner
from notes import Corpus
from rdflib import Graph, Literal, URIRef

from kg import cli
from kg.basis import find_basis
from kg.corpus import read_corpus
from kg.engine import open_engine
from kg.engine.interface import KILLED
from kg.errors import CorpusError
from kg.iris import Namespaces
from kg.model import ReadDocument
from kg.pipeline import Failure, build, reader, reading, telling
from kg.testing import paper_of
from kg.vocabulary import KG

CORPUS = Path(__file__).parents[2] / "corpus"


def papers(*texts: str):
    """Return a document for each text."""
    return [paper_of(f"d{n}", text) for n, text in enumerate(texts)]


def read_in_two(given):
    """Return what becomes of documents, by number, in two processes."""
    with open_engine(jobs=2) as engine:
        return dict(reading.outcomes(given, find_basis(), engine))


@pytest.fixture
def broken(monkeypatch):
    """Let the extractor of this process break on note b."""
    break_on_b(monkeypatch)


def break_on_b(monkeypatch) -> None:
    """Have the extractor of this process break on note b."""
    real = reader.read_documents

    def read(documents, **knowing):
        if "b" in {document.identifier for document in documents}:
            raise ZeroDivisionError("division by\nzero")
        return real(documents, **knowing)

    monkeypatch.setattr(reader, "read_documents", read)


def test_any_number_of_processes(tmp_path, monkeypatch):
    """The bytes are the same, whatever read and described the documents."""
    monkeypatch.setattr(telling, "TOGETHER", 1)  # so that there are several batches
    one, two, kept = (Corpus(tmp_path / name) for name in ("one", "two", "kept"))
    build(one.folder, one.out, jobs=1)
    build(one.folder, two.out, jobs=2)
    monkeypatch.setattr(reading, "SHARES", 1)  # so that they are read together
    build(one.folder, kept.out, jobs=2, store=kept.store)

    assert one.files() == two.files() == kept.files()
    assert len(one.files()) == 7


def test_killed(monkeypatch):
    """A document that kills its process is told as one that could not be read."""
    monkeypatch.setattr(reading, "read_or_fail", stand_ins.read)

    found = read_in_two(papers("a", "b", "kill"))

    assert sorted(found) == [0, 1, 2]
    assert found.pop(2) == Failure(document="d2", reason=KILLED, trace=KILLED)
    assert all(isinstance(outcome, ReadDocument) for outcome in found.values())


def test_killed_among_others(monkeypatch):
    """Those that were to be read with it are read, each by itself."""
    monkeypatch.setattr(reading, "SHARES", 2)
    monkeypatch.setattr(reading, "read_or_fail", stand_ins.read)

    found = read_in_two(papers("a", "kill", "c", "d"))

    assert found.pop(1) == Failure(document="d1", reason=KILLED, trace=KILLED)
    assert [found[n].document.text for n in (0, 2, 3)] == ["a", "c", "d"]


@pytest.mark.usefixtures("broken")
def test_failure_among_others(corpus, monkeypatch):
    """Those that were to be read with it are read, each by itself."""
    monkeypatch.setattr(reading, "SHARES", 1)

    summary = corpus.build()

    assert [failure.document for failure in summary.failed] == ["b"]
    assert summary.documents == 2


def test_papers_say_the_same_together():
    """Parses do not depend on what else is parsed; order is that of the papers."""
    documents = [
        *read_corpus(CORPUS).documents[:2],
        *papers("", "Mali sloot de grens."),
    ]
    read = reader.reader_of("kroniek")

    together = read.read_all(documents)

    assert [said.document.identifier for said in together] == [
        document.identifier for document in documents
    ]
    assert together == tuple(map(read.read, documents))


def test_long_papers_are_read_by_themselves():
    """What is parsed together is no more than a process can hold."""
    sizes = [reading.MUCH // 2] * 3 + [10 * reading.MUCH] + [1] * 200

    groups = reading.grouped(sizes)

    assert groups[:3] == [(0, 1), (2,), (3,)]
    assert [number for group in groups for number in group] == list(range(204))
    assert {len(group) for group in groups[3:-1]} == {reading.TOGETHER}
    assert reading.grouped([]) == []


def test_failure_in_a_process(monkeypatch):
    """An error of the extractor comes back as one line and a traceback."""
    monkeypatch.setattr(reading, "read_or_fail", stand_ins.breaking)

    found = read_in_two(papers("a", "x", "c"))

    failure = found.pop(1)
    assert (failure.document, failure.reason) == ("d1", "ValueError: no x")
    assert "in read_documents" in failure.trace
    assert [found[n].document.text for n in (0, 2)] == ["a", "c"]


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
        patched.setattr(reader, "read_documents", lambda *_, **__: 1 / 0)
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
