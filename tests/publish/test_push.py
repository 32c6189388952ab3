"""Publishing to the Oxigraph server and to Virtuoso, by both ways of writing."""

import json

import pyoxigraph
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_builds import write_build

from kg import cli
from kg.endpoint import Endpoint, Sender, count_graphs, list_graphs, read_graph
from kg.iris import VOCABULARY, Namespaces
from kg.publish import (
    Choice,
    State,
    Way,
    open_target,
    push,
    read_publication,
)

SPACES = Namespaces()
OTHERS = "https://example.org/others"


def states(outcome) -> dict[str, str]:
    """Return the state of each graph before a push, by the end of its name."""
    return {i.name.removeprefix(SPACES.base): i.state.value for i in outcome.items}


def held(target) -> dict[str, set[pyoxigraph.Triple]]:
    """Return what a store holds in our graphs, but the ledger."""
    ledger = SPACES.graph("published")
    names = [n for n in list_graphs(target.endpoint) if n.startswith(SPACES.base)]
    return {n: set(read_graph(target.endpoint, n)) for n in names if n != ledger}


def as_sets(publication) -> dict[str, set[pyoxigraph.Triple]]:
    """Return what a build holds, in the same form."""
    return {graph.name: set(graph.triples) for graph in publication.graphs}


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("batch", [None, 1])
def test_push(server, small, way, batch):
    """A store holds the graphs of the build, in whatever portions they are sent."""
    publication = read_publication(small, texts=True)

    with open_target(Choice(url=server.url, way=way, batch=batch)) as target:
        first = push(publication, target)
        again = push(publication, target)

        assert held(target) == as_sets(publication)
    assert set(states(first).values()) == {State.NEW}
    assert set(states(again).values()) == {State.UNCHANGED}
    assert first.mismatches == again.mismatches == ()


@pytest.mark.parametrize("way", Way)
def test_only_what_changed_is_sent(server, small, tmp_path, way):
    """A changed document replaces its graph; the others are left alone."""
    changed = write_build(
        tmp_path / "changed", {"d1": 'doc:d1 skos:note "nieuw" .', "d3": ""}
    )
    publication = read_publication(changed)

    with open_target(Choice(url=server.url, way=way)) as target:
        push(read_publication(small), target)
        outcome = push(publication, target)
        left = held(target)
        cleared = push(publication, target, clear=True)

        assert held(target) == as_sets(publication)
    assert left.keys() - as_sets(publication).keys() == {SPACES.document + "d2"}
    assert states(outcome) == {
        "graph/vocabulary": "unchanged",
        "graph/known": "unchanged",
        "graph/known-edges": "unchanged",
        "graph/shared": "unchanged",
        "graph/edges": "unchanged",
        "doc/d1": "changed",
        "doc/d3": "new",
        "doc/d2": "gone",
    }
    assert states(cleared)["doc/d2"] == "gone"
    assert cleared.counts[SPACES.document + "d2"] == 0


@pytest.mark.parametrize("clear", [False, True])
def test_what_others_keep_there_stays(server, small, clear):
    """Only graphs that we published are ever replaced or removed."""
    node = pyoxigraph.NamedNode(OTHERS)
    triple = pyoxigraph.Triple(node, node, pyoxigraph.Literal("mine"))
    beside = SPACES.graph("notes")

    with open_target(Choice(url=server.url)) as target:
        target.writer.replace(OTHERS, [triple])
        target.writer.replace(beside, [triple])
        push(read_publication(small), target, clear=clear)
        push(read_publication(small), target, clear=clear)

        assert read_graph(target.endpoint, OTHERS) == [triple]
        assert read_graph(target.endpoint, beside) == [triple]


@pytest.mark.parametrize("way", Way)
def test_damage_is_found(server, small, way):
    """A graph that somebody took a triple from is sent again."""
    name = SPACES.graph("shared")

    with open_target(Choice(url=server.url, way=way)) as target:
        push(read_publication(small), target)
        triples = read_graph(target.endpoint, name)
        target.writer.replace(name, triples[1:])
        outcome = push(read_publication(small), target)

        assert set(read_graph(target.endpoint, name)) == set(triples)
    assert states(outcome)["graph/shared"] == "incomplete"
    assert list(states(outcome).values()).count("unchanged") == len(outcome.items) - 1


def test_dry_run_writes_nothing(server, small):
    """What would be sent is told, and nothing is sent."""
    with open_target(Choice(url=server.url)) as target:
        before = list_graphs(target.endpoint)
        outcome = push(read_publication(small), target, dry_run=True)

        assert list_graphs(target.endpoint) == before
    assert set(states(outcome).values()) == {State.NEW}
    assert set(outcome.counts.values()) == {0}


class Broken(Exception):
    """Stands for Ctrl-C, a crash, or power that fails."""


@pytest.mark.parametrize("way", Way)
def test_resumed(server, small, way):
    """After an interruption what was complete by then is not sent again."""
    publication = read_publication(small)

    def interrupt(done: int, _: int) -> None:
        if done == 4:
            raise Broken

    with open_target(Choice(url=server.url, way=way)) as target:
        with pytest.raises(Broken):
            push(publication, target, progress=interrupt)
        outcome = push(publication, target)

        assert held(target) == as_sets(publication)
    found = list(states(outcome).values())
    assert found == ["unchanged"] * 4 + ["incomplete"] * (len(found) - 4)


@pytest.mark.parametrize("way", Way)
def test_broken_off_within_a_graph(server, small, way):
    """A graph of which some was sent is not taken for complete."""
    publication = read_publication(small)
    sent = []

    with open_target(Choice(url=server.url, way=way, batch=1)) as target:
        send = target.writer.sender.send

        def break_off(*args, **kwargs):
            sent.append(args)
            if len(sent) == 30:
                raise Broken
            return send(*args, **kwargs)

        target.writer.sender.send = break_off
        with pytest.raises(Broken):
            push(publication, target)
        target.writer.sender.send = send
        half = push(publication, target, dry_run=True)
        outcome = push(publication, target)

        assert held(target) == as_sets(publication)
    assert State.INCOMPLETE in {i.state for i in half.items}
    assert outcome.mismatches == ()


def test_blank_nodes_are_sent_as_names(server, small):
    """An ontology with blank nodes can be sent in portions, and twice."""
    path = small / "vocabulary.ttl"
    blank = 'id:state-ml skos:related [ skos:note "a" , "b" ; skos:related [] ] .'
    path.write_text(path.read_text("utf-8") + blank, encoding="utf-8")
    publication = read_publication(small)

    with open_target(Choice(url=server.url, batch=1)) as target:
        push(publication, target)
        push(publication, target)

        assert held(target) == as_sets(publication)
    nodes = {t.subject for triples in as_sets(publication).values() for t in triples}
    assert not any(isinstance(node, pyoxigraph.BlankNode) for node in nodes)


LITERALS = st.one_of(
    st.builds(pyoxigraph.Literal, st.text(st.characters(exclude_categories=["Cs"]))),
    st.builds(
        pyoxigraph.Literal,
        st.text(st.sampled_from("aé\\\"'u0041{}\n\r\t<>&😀\x7f ")),
    ),
    st.builds(
        lambda text, language: pyoxigraph.Literal(text, language=language),
        st.text(st.sampled_from("ab'\"\\")),
        st.sampled_from(["nl", "en"]),
    ),
)


@pytest.fixture(params=Way)
def opened(server, request):
    """Return an opened server for each way of writing."""
    with open_target(Choice(url=server.url, way=request.param)) as target:
        yield target


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(literals=st.sets(LITERALS, min_size=1, max_size=20))
def test_any_text_comes_back(opened, literals):
    """Whatever a text holds is in the store character by character."""
    node = pyoxigraph.NamedNode(OTHERS)
    triples = [pyoxigraph.Triple(node, node, literal) for literal in literals]

    opened.writer.replace(OTHERS, triples)

    assert set(read_graph(opened.endpoint, OTHERS)) == set(triples)


@pytest.mark.parametrize("way", Way)
def test_long_text(server, way):
    """The full text of a long paper is one literal."""
    node = pyoxigraph.NamedNode(OTHERS)
    text = pyoxigraph.Literal("Een lange tekst, die maar niet ophoudt.\n" * 50_000)
    triple = pyoxigraph.Triple(node, node, text)

    with open_target(Choice(url=server.url, way=way)) as target:
        target.writer.replace(OTHERS, [triple])

        assert read_graph(target.endpoint, OTHERS) == [triple]


@pytest.mark.parametrize("way", Way)
def test_more_than_a_server_answers_at_once(server, way):
    """A graph of more triples than Virtuoso gives in one answer is read whole."""
    node = pyoxigraph.NamedNode(OTHERS)
    number = 10_100
    triples = [
        pyoxigraph.Triple(node, node, pyoxigraph.Literal(f"n{i}"))
        for i in range(number)
    ]

    with open_target(Choice(url=server.url, way=way)) as target:
        target.writer.replace(OTHERS, triples)

        assert count_graphs(target.endpoint, [OTHERS]) == {OTHERS: number}
        assert set(read_graph(target.endpoint, OTHERS)) == set(triples)


def test_mismatch_is_named(server, small, monkeypatch):
    """Where a store keeps fewer triples than it was sent, the graph is told."""
    edges = SPACES.graph("edges")
    send = Sender.send

    def lossy(sender, method, what, **given):
        if edges in what:
            given["body"] = b""
        return send(sender, method, what, **given)

    monkeypatch.setattr(Sender, "send", lossy)
    words = ["push", server.url, "--from", str(small), "--via", "graph-store"]
    ended = CliRunner().invoke(cli.main, words)

    assert ended.exit_code == 1
    assert ended.stderr == f"kg: <{edges}> has 0 triples there, not 1\n"
    assert "All " not in ended.stdout


def test_command(server, small, tmp_path, request):
    """The command tells each graph; the second time nothing is left to do."""
    words = ["push", server.url, "--from", str(small)]

    tried = CliRunner().invoke(cli.main, [*words, "--dry-run"])
    ended = CliRunner().invoke(cli.main, words)
    again = CliRunner().invoke(cli.main, [*words, "--texts", "--json"])
    back = CliRunner().invoke(cli.main, ["pull", server.url, "-o", str(tmp_path / "o")])

    for each in (tried, ended, again, back):
        assert (each.exit_code, each.stderr) == (0, "")
    assert tried.stdout.count("to send") == 7
    assert "Nothing was written." in tried.stdout
    assert ended.stdout.count(" sent") == 7
    asks = "kg query coups --endpoint" in ended.stdout
    assert asks == (request.node.callspec.params["server"] != "kroniek")
    found = json.loads(again.stdout)
    assert found["complete"] is True
    was = {g["graph"].rpartition("/")[2]: g["was"] for g in found["graphs"]}
    assert was.pop("texts") == "new"
    assert set(was.values()) == {"unchanged"}
    assert "8 graphs" in back.stdout


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"], indirect=True)
def test_endpoint_is_asked(server, small):
    """The address that a push tells answers questions over all graphs at once."""
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(small), target)
        asked = Endpoint(target.addresses.ask)

    (row,) = asked.select(
        f"SELECT (COUNT(*) AS ?n) {{ ?document a <{VOCABULARY}Document> }}"
    )
    assert row["n"].value == "2"
