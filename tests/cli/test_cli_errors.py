"""What the command line says when something is wrong: one line, and an exit code."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_line import one_line

from kg import cli, pipeline
from kg.cli.build import as_settings
from kg.corpus import Rejected
from kg.pipeline import Summary
from kg.store import hold_store

NO_TEXT = "\udcff"


def kg(*words, stdin: str = ""):
    """Run a command in this process."""
    return CliRunner().invoke(cli.main, [str(word) for word in words], input=stdin)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Work in an empty folder, so that nothing is written into the checkout."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def graph(tmp_path):
    """Return a build folder with next to nothing in it."""
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "graph.ttl").write_text("", encoding="utf-8")
    return folder


def test_missing_folder(tmp_path):
    """A corpus that is not there is named."""
    assert "no folder" in one_line(kg("build", tmp_path / "nowhere"))


def test_empty_folder():
    """An empty folder is told to lack its manifest, and what one holds."""
    message = one_line(kg("build", "."))

    assert "no corpus.toml" in message
    assert "issued" in message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--scheduler", "tcp://a:1"], "--scheduler needs --engine dask"),
        (
            ["--engine", "dask", "--scheduler", "tcp://a:1", "--jobs", "2"],
            "--jobs does not go with --scheduler: the cluster has its own workers",
        ),
    ],
)
def test_engine_settings_that_do_not_go_together(corpus, words, message):
    """They are refused before anything is read."""
    assert one_line(kg("build", corpus, *words)) == message


def test_scheduler_that_is_not_there(corpus):
    """A file of a scheduler that does not exist is named, and nothing is written."""
    ended = kg("build", corpus, "--engine", "dask", "--scheduler", "none.json", "-q")

    assert "scheduler: none.json is neither an address such as" in one_line(ended)
    assert not Path("build").exists()


def test_corpus_that_is_a_file(corpus):
    """A file is no corpus."""
    assert "is not a folder" in one_line(kg("build", corpus / "note.txt"))


def test_manifest_missing(corpus):
    """Texts alone are not enough."""
    (corpus / "corpus.toml").unlink()

    assert "papers in it: 1" in one_line(kg("build", corpus))


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (b"[note\n", "is not valid TOML"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"", "not in corpus.toml"),
        (b'[note]\nfile = "note.txt"\n', "no date 'issued'"),
        (b'[note]\nissued = "soon"\n', "'issued' is not a date"),
        (b'[other]\nfile = "other.txt"\nissued = 2022-02-07\n', "there is no file"),
    ],
)
def test_manifest_broken(corpus, manifest, message):
    """A manifest that cannot be used is told with the place or the entry."""
    (corpus / "corpus.toml").write_bytes(manifest)

    assert message in one_line(kg("build", corpus))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"caf\xe9", "not UTF-8: byte 3"),
        (b"PK\x03\x04\0\0\0", "not text: it holds NUL bytes"),
        (b" \n", "the file is empty"),
    ],
)
def test_only_document_is_unusable(corpus, content, message):
    """Where no document is left, the reason of each is told."""
    (corpus / "note.txt").write_bytes(content)

    assert message in one_line(kg("build", corpus))


def test_other_documents_are_read_all_the_same(corpus, tmp_path):
    """Unusable documents are reported on a line each; the rest makes a graph."""
    manifest = corpus / "corpus.toml"
    entry = manifest.read_text(encoding="utf-8")
    entries = [entry.replace("note", name) for name in ("note", "latin", "binary")]
    manifest.write_text("".join(entries), encoding="utf-8")
    (corpus / "latin.txt").write_bytes(b"caf\xe9")
    (corpus / "binary.txt").write_bytes(b"\0\1")

    ended = kg("build", corpus, "-o", tmp_path / "out")

    assert ended.exit_code == 0, ended.output
    assert ended.stderr.splitlines() == [
        "kg: left out binary: the file is not text: it holds NUL bytes",
        "kg: left out latin: the file is not UTF-8: byte 3",
    ]
    assert "1 document," in ended.stdout
    assert "note" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_least_confidence_leaves_claims_out(corpus, tmp_path):
    """No claim is as sure as this."""
    out = tmp_path / "out"

    ended = kg("build", corpus, "-o", out, "--min-confidence", "1")

    assert ended.exit_code == 0, ended.output
    assert "a kg:Claim" not in (out / "graph.ttl").read_text(encoding="utf-8")


def test_least_confidence_keeps_the_others(corpus, tmp_path):
    """Claims at or above the least confidence stay, and only these."""
    text = "Mali veroordeelde de aanslag. Frankrijk verliet Mali mogelijk.\n"
    (corpus / "note.txt").write_text(text, encoding="utf-8")

    def confidences(least: float) -> list[float]:
        out = tmp_path / str(least)
        assert kg("build", corpus, "-o", out, "--min-confidence", least).exit_code == 0
        graph = (out / "graph.ttl").read_text(encoding="utf-8")
        return sorted(map(float, re.findall(r'kg:confidence "([\d.]+)"', graph)))

    every = confidences(0)

    assert every[0] < every[-1]
    assert confidences(every[-1]) == [c for c in every if c == every[-1]]


def test_least_confidence_out_of_range(corpus):
    """A confidence is between 0 and 1."""
    message = one_line(kg("build", corpus, "--min-confidence", "2"))

    assert "0<=x<=1" in message
    assert message.endswith("see kg build --help")


def test_two_builds_of_one_store(corpus, tmp_path):
    """The second build is told so, before it reads anything."""
    store = tmp_path / "store"
    with hold_store(store):
        message = one_line(kg("build", corpus, "--store", store), code=1)

    assert message == f"another build is writing to {store}: wait until it has ended"


def test_store_among_other_files(corpus):
    """A folder that holds something else is not made a store."""
    message = one_line(kg("build", corpus, "--store", corpus))

    assert message.startswith(f"{corpus} is no store: it holds ")


@pytest.mark.parametrize(
    "words",
    [
        ("query", "coups", "--build"),
        ("explain", "ev:x", "--build"),
        ("validate",),
    ],
)
def test_store_of_a_newer_version(tmp_path, words):
    """Every command that reads a store says what to do with one it does not know."""
    marker = '{"layout": 99, "software": "kroniek 9.9"}'
    (tmp_path / "kroniek-store.json").write_text(marker, encoding="utf-8")

    assert "is of a newer version (kroniek 9.9): upgrade" in one_line(
        kg(*words, tmp_path)
    )


def test_store_without_a_build(tmp_path):
    """A store whose first build was killed says what to do."""
    with hold_store(tmp_path / "store"):
        pass

    message = one_line(kg("query", "coups", "--build", tmp_path / "store"))
    assert message == f"no complete build in {tmp_path / 'store'}: run `kg build` again"


def test_unknown_pipeline(corpus):
    """A pipeline that is not installed is told with those that are."""
    message = one_line(kg("build", corpus, "--pipeline", "nl_core_none"))

    assert message.startswith("no pipeline 'nl_core_none'; there are: ")
    assert "kroniek" in message


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org",
        "https://example.org/kg",
        "example.org/kg/",
        "/kg/",
        "https:///kg/",
        "C:/kg/",
        "https://example.org/a b/",
        "https://example.org/<x>/",
        "https://example.org/\0/",
        "https://example.org/\udcff/",
        "",
    ],
)
def test_base_must_be_absolute_and_open(corpus, base):
    """Identifiers are minted only where local names can follow."""
    message = one_line(kg("build", corpus, "--base-iri", base))

    assert message.startswith(f"--base-iri: {base!r} is not an absolute IRI")


@pytest.mark.parametrize(
    "base", ["https://example.org/kg/", "http://a.nl/x#", "urn:x/"]
)
def test_base_that_is_fine(base):
    """Both kinds of ending are good."""
    settings = as_settings(pipeline="x", base_iri=base, min_confidence=0)

    assert settings.base_iri == base


def test_out_is_a_file(corpus):
    """The result goes into a folder; this is told before anything is read."""
    out = corpus / "note.txt"

    assert "is not a folder" in one_line(kg("build", corpus, "-o", out))


def test_graph_that_does_not_conform(corpus, monkeypatch):
    """The exit code is 1 where a shape is violated, though all is written."""
    summary = Summary(
        documents=1,
        rejected=(Rejected(name="a", reason="b"),),
        actors=1,
        events={"Coup": 1},
        claims={"certain": 1},
        findings={"Violation": 1},
        quarantined=1,
        conforms=False,
        triples=9,
    )
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: summary)

    ended = kg("build", corpus)

    assert ended.exit_code == 1
    assert "does not conform: 1 violation, 1 claim in quarantine" in ended.stdout
    assert ended.stderr == "kg: left out a: b\n"


def test_quiet_build_prints_errors_only(corpus, tmp_path):
    """With -q nothing is printed where nothing is wrong."""
    ended = kg("build", corpus, "-o", tmp_path / "out", "-q")

    assert (ended.exit_code, ended.output) == (0, "")


def test_query_without_a_build(tmp_path):
    """Whoever asks before building is told to build."""
    for words in (["query", "coups"], ["explain", "cl:x"]):
        message = one_line(kg(*words, "--build", tmp_path))

        assert "run `kg build`" in message


def test_unknown_query(graph):
    """A question that is not there is told with those that are."""
    message = one_line(kg("query", "coup", "--build", graph))

    assert message.startswith("no query 'coup'; there are: affiliations, ")


@pytest.mark.parametrize("words", [["--state", "Mali"], ["state=Mali"]])
def test_unknown_parameter(graph, words):
    """A parameter that a question lacks is told with those that it has."""
    message = one_line(kg("query", "withdrawals", *words, "--build", graph))

    assert message.endswith("there are: mission, on, who")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--on", "soon"], "parameter on: 'soon' is not a date"),
        (["--who", "Atlantis"], "parameter who: no actor 'Atlantis'"),
        (["--who"], "--who has no value: write --who VALUE"),
        (["Mali"], "'Mali' is no parameter: write --name Mali or name=Mali"),
    ],
)
def test_wrong_values(graph, words, message):
    """A value that does not fit is told with the parameter."""
    assert message in one_line(kg("query", "withdrawals", "--build", graph, *words))


def test_broken_query(graph, tmp_path):
    """SPARQL that does not parse is told with line and column."""
    path = tmp_path / "broken.rq"
    path.write_text("SELECT ?x {", encoding="utf-8")
    message = "line 1, column 12: the query ends too early"

    assert message == one_line(kg("query", path, "--build", graph))
    assert message == one_line(kg("query", "-", "--build", graph, stdin="SELECT ?x {"))


def test_query_file_that_cannot_be_read(graph, tmp_path):
    """A query file that is missing or no text is told so."""
    path = tmp_path / "q.rq"

    assert "No such file" in one_line(kg("query", path, "--build", graph))
    path.write_bytes(b"\xff")
    assert "not UTF-8" in one_line(kg("query", path, "--build", graph))


def test_free_query_has_no_parameters(graph):
    """Values for free SPARQL would be lost, so they are refused."""
    ended = kg("query", "-", "x=1", "--build", graph, stdin="ASK {}")

    assert "free SPARQL has no parameters" in one_line(ended)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["coups", "--endpoint", "localhost"], "'localhost' is not the http or https"),
        (
            ["coups", "--endpoint", "http://127.0.0.1:1/"],
            "cannot reach http://127.0.0.",
        ),
        (
            ["coups", "state=Mali", "--endpoint", "http://127.0.0.1:1/"],
            "parameter state: no identifier of kind actor: 'Mali'",
        ),
        (["-", "x=1", "--endpoint", "http://127.0.0.1:1/"], "has no parameters"),
        (["coup", "--endpoint", "http://127.0.0.1:1/"], "no query 'coup'"),
        (
            ["coups", "--build", "b", "--endpoint", "http://e/"],
            "give either --build or",
        ),
    ],
)
def test_endpoint(monkeypatch, words, message):
    """What is wrong with an endpoint, or with what it is asked, is told in one line."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    assert message in one_line(kg("query", *words, stdin="ASK {}"))


def test_graph_that_is_no_turtle(graph):
    """A file that was damaged is named."""
    (graph / "graph.ttl").write_text("<a", encoding="utf-8")

    assert "graph.ttl is not Turtle" in one_line(kg("query", "coups", "--build", graph))


@pytest.mark.parametrize("term", ["cl:none", "nothing at all", "rel:x"])
def test_explain_what_is_not_there(graph, term):
    """What the graph does not hold cannot be explained."""
    assert "no claim or event" in one_line(kg("explain", term, "--build", graph))


@pytest.mark.parametrize(
    "words",
    [
        ("query", "withdrawals", "--who", NO_TEXT),
        ("query", "relations", "--relation-is", NO_TEXT),
        ("explain", NO_TEXT),
        ("explain", f"cl:{NO_TEXT}"),
    ],
)
def test_words_that_are_not_utf8(graph, words):
    """Python makes lone surrogates of such bytes, which no RDF can hold."""
    assert "is not Unicode text" in one_line(kg(*words, "--build", graph))


def test_what_nobody_foresaw(corpus, monkeypatch):
    """What the system refuses, or no text can hold, is told all the same."""

    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(pipeline, "build", refuse)
    assert one_line(kg("build", corpus), 1) == "No usable temporary directory found"

    monkeypatch.setattr(pipeline, "build", lambda *_, **__: NO_TEXT.encode())
    assert one_line(kg("build", corpus)) == f"not Unicode text: {NO_TEXT!r}"


def test_day_that_is_none():
    """The day from which to reckon is written as in ISO 8601."""
    message = one_line(kg("dates", "gisteren", "--on", "17-09-2019"))

    assert message == "--on: '17-09-2019' is no day; write it as 2019-09-17"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["bild"], "No such command 'bild'"),
        (["build"], "Missing argument 'CORPUS'"),
        (["dates", "gisteren"], "Missing option '--on'"),
        (["build", ".", "--fast"], "No such option"),
        (["query", "coups", "-f", "xml"], "'xml' is not one of"),
        (["--fast"], "No such option"),
    ],
)
def test_usage(words, message):
    """A command that is not well formed is told in one line, with where help is."""
    told = one_line(kg(*words))

    assert message in told
    assert told.endswith("--help")


@pytest.mark.parametrize("kind", [KeyboardInterrupt, click.Abort])
def test_interruption(corpus, monkeypatch, kind):
    """Ctrl-C prints one line and gives the exit code that shells expect."""

    def interrupt(*_: object, **__: object) -> None:
        raise kind

    monkeypatch.setattr(pipeline, "build", interrupt)

    ended = kg("build", corpus)

    assert (ended.exit_code, ended.stderr.strip()) == (130, "kg: interrupted")
