"""What notebooks get of a picture, and what is saved."""

import json
import subprocess
import sys
from datetime import date

import networkx as nx
import pyoxigraph
import pytest
from crowds import opened

import kg
from kg import graph as graphs
from kg.errors import (
    InputError,
    OutputError,
    QueryError,
    SettingsError,
    UnknownName,
)
from kg.look import png as pngs

PNG = b"\x89PNG\r\n\x1a\n"


def test_notebook_gets_a_frame_and_words(few):
    """A picture is a page cut off from the notebook, and text where that is all."""
    bundle = few.network()._repr_mimebundle_()

    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"].startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert 'sandbox="allow-scripts"' in bundle["text/html"]
    assert "30 actoren, 40 verbanden, 60 beweringen." in bundle["text/plain"]


def test_picture_tells_what_it_is(few):
    """In a console a picture is one line."""
    assert repr(few.network()) == (
        "<NetworkPicture: Netwerk: alles: 30 actoren, 40 verbanden, 60 beweringen.>"
    )


@pytest.mark.parametrize(
    ("name", "begin"),
    [("a.html", b"<!doctype"), ("a.SVG", b"<svg"), ("a.png", PNG), ("a.json", b"{")],
)
@pytest.mark.parametrize("view", ["network", "timeline"])
def test_format_is_that_of_the_name(few, tmp_path, view, name, begin):
    """The name of a file says what is written."""
    path = getattr(few, view)(limit=10).save(tmp_path / name)

    assert path.read_bytes().startswith(begin)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_data_are_what_is_drawn(few):
    """The records of a picture can be written as JSON, days too."""
    picture = few.network()

    data = json.loads(picture.json())
    assert len(data["nodes"]) == 30
    assert data["edges"][0]["quotes"][0]["sentence"].startswith("Actor ")


@pytest.mark.parametrize("name", ["a.gif", "a", "svg"])
def test_unknown_formats_are_told(few, tmp_path, name):
    """Another ending is refused, with those that there are."""
    with pytest.raises(UnknownName, match=r"there are: \.html, \.json, \.png, \.svg"):
        few.network().save(tmp_path / name)


def test_failed_save_leaves_the_old_file(few, tmp_path):
    """Where a picture cannot be written, the last one stays."""
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(OutputError, match=r"cannot write .*a\.svg"):
        few.network().save(tmp_path / "a.svg")
    with pytest.raises(OutputError, match="No such file or directory"):
        few.network().save(tmp_path / "missing" / "a.svg")

    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_no_font_is_told(few, monkeypatch):
    """A PNG without its words is not written."""
    monkeypatch.setattr(pngs, "_has_font", lambda: False)

    with pytest.raises(OutputError, match="a PNG needs a font"):
        few.network().formats()[".png"]()


def test_import_is_light():
    """Importing the package loads nothing that opening a graph needs."""
    code = (
        "import sys, kg; print(sorted({'numpy', 'spacy', 'networkx'} & {*sys.modules}))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "[]\n"


def test_graph_opens(built):
    """A build folder opens by its name; what is none is told."""
    opened = kg.open(str(built.folder))

    assert isinstance(opened, graphs.KnowledgeGraph)
    with pytest.raises(InputError, match="no build in"):
        kg.open(built.folder / "nowhere")


def test_questions_give_frames(corpus_graph):
    """A question of the library has its columns, and takes its parameters."""
    frame = corpus_graph.query("withdrawals", mission="MINUSMA")
    everywhere = corpus_graph.query("withdrawals", mission=None)

    assert list(frame.columns[:3]) == ["actor", "left", "time"]
    assert set(frame["left"]) == {"MINUSMA"}
    assert len(everywhere) > len(frame) > 5


def test_sparql_gives_frames(corpus_graph):
    """SPARQL of one's own has columns even where it has no rows."""
    count = corpus_graph.query("SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }")
    none = corpus_graph.query("SELECT ?a ?b { ?a kg:madeOf ?b }")

    assert count["n"][0] > 100
    assert (list(none.columns), len(none)) == (["a", "b"], 0)


@pytest.mark.parametrize(
    ("question", "given", "kind", "message"),
    [
        ("nope", {}, UnknownName, "no query 'nope'"),
        ("coups", {"stat": "Mali"}, UnknownName, "no parameter of coups 'stat'"),
        ("ASK { ?s ?p ?o }", {}, QueryError, "only a SELECT query has rows"),
        ("SELECT * { ?s ?p ?o }", {"s": 1}, QueryError, "has no parameters"),
        ("SELECT * { ?s ?p }", {}, QueryError, "line 1"),
    ],
)
def test_questions_that_cannot_be_asked(few, question, given, kind, message):
    """What cannot be asked is told in one line."""
    with pytest.raises(kind) as caught:
        few.query(question, **given)

    assert message in str(caught.value)


def test_missing_pandas_is_told(few, monkeypatch):
    """Without pandas the message has the command that installs it."""
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(SettingsError, match=r"pip install 'kroniek\[notebook\]'"):
        few.query("SELECT * { ?s ?p ?o } LIMIT 1")


def test_filters_are_checked(few):
    """A filter that does not exist is told with those that do; days may be dates."""
    with pytest.raises(
        UnknownName, match="no filter 'land'; there are: actor, country"
    ):
        few.network(land="ml")
    with pytest.raises(UnknownName, match="no language 'fr'"):
        few.timeline(language="fr")

    picture = few.network(since=date(2022, 1, 31))
    assert picture.heading.title == "Netwerk: vanaf 2022-01-31"


def test_networkx_has_the_whole_network(many, tmp_path):
    """The graph of networkx has all actors, and attributes that GraphML can hold."""
    graph = many.to_networkx()

    assert graph.number_of_nodes() == 500
    assert many.to_networkx(limit=20).number_of_nodes() <= 20
    _, _, facts = next(iter(graph.edges(data=True)))
    assert facts["sentence"].startswith("Actor ")
    nx.write_graphml(graph, tmp_path / "x.graphml")
    assert nx.read_graphml(tmp_path / "x.graphml").number_of_nodes() == 500


@pytest.mark.parametrize(
    "terms",
    [
        ("Wagner",),
        ("ev:coup.ml.2012",),
        ("Denemarken", "rel:withdrewFrom", "MINUSMA"),
        ("id:state-dk rel:withdrewFrom id:mission-minusma",),
    ],
)
def test_evidence_is_found(corpus_graph, terms):
    """An actor, an event and an edge have sentences, with marks and facts."""
    evidence = corpus_graph.evidence(*terms)

    assert evidence.data["supports"]
    assert "]trigger" in evidence.text()
    assert "<mark class=" in evidence.html()


def test_evidence_keeps_to_the_limit(corpus_graph):
    """Of many sentences the first are shown, and the others counted."""
    evidence = corpus_graph.evidence("Mali", limit=3)

    assert len(evidence.data["supports"]) == 3
    assert evidence.heading.notes[0].startswith("Niet getoond, want later gezegd: ")
    with pytest.raises(SettingsError, match="at least 1 sentence"):
        corpus_graph.evidence("Mali", limit=0)
    with pytest.raises(InputError, match="near it"):
        corpus_graph.evidence("Malie")
    with pytest.raises(UnknownName, match="no language 'fr'"):
        corpus_graph.evidence("Mali", limit=1, language="fr")


def test_evidence_is_saved_as_text(corpus_graph, tmp_path):
    """Sentences are words: they can be a text file, not a drawing."""
    path = corpus_graph.evidence("ev:coup.ml.2012").save(tmp_path / "a.txt")

    assert "[coup]trigger" in path.read_text(encoding="utf-8")
    with pytest.raises(UnknownName, match=r"\.html, \.json, \.txt"):
        corpus_graph.evidence("ev:coup.ml.2012").save(tmp_path / "a.svg")


def test_answers_do_not_depend_on_the_texts(built):
    """Without the texts of the documents the quotes stand in for the sentences."""
    files = [built.folder / f"{name}.ttl" for name in ("vocabulary", "graph", "edges")]
    store = pyoxigraph.Store()
    for path in files:
        store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)

    evidence = opened(store).evidence("ev:coup.ml.2012")

    assert "[coup]trigger" in evidence.text()
