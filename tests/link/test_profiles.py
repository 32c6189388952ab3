"""The queries of `queries/link/`, and endpoints that do not answer them."""

import json

import pyoxigraph
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from servers import Reply, silence, standing_in

from kg import cli
from kg.endpoint import trouble
from kg.errors import KnowledgeError, UnknownName
from kg.link import find_profile, list_profiles, load_weights, profiles
from kg.link.profiles import COLUMNS

RESULTS = "application/sparql-results+json"
PROFILES = pytest.mark.parametrize("profile", list_profiles(), ids=lambda p: p.name)


def test_there_are_profiles():
    """Both kinds of endpoint that the documentation names can be asked."""
    assert {profile.name for profile in list_profiles()} == {"wikidata", "labels"}


@PROFILES
def test_columns(profile):
    """A profile runs as it stands, and has the columns that are read."""
    found = pyoxigraph.Store().query(profile.text)

    assert tuple(variable.value for variable in found.variables) == COLUMNS
    assert f"# columns: {', '.join(COLUMNS)}" in profile.text


@PROFILES
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_labels_stay_terms(profile, text):
    """Whatever a label holds, it is one literal of the query and no more."""
    label = pyoxigraph.Literal(text, language="nl")
    name = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    thing = pyoxigraph.NamedNode("http://e/thing")
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(thing, name, label))

    rows = list(store.query(profile.query([label])))

    assert [(row["match"], row["label"]) for row in rows] == [(thing, label)]


@pytest.mark.parametrize(
    ("name", "url", "found"),
    [
        ("", "https://query.wikidata.org/sparql", "wikidata"),
        ("", "https://wikidata.org/sparql", "wikidata"),
        ("", "https://notwikidata.org/sparql", "labels"),
        ("", "http://localhost:7878/query", "labels"),
        ("wikidata", "http://localhost:7878/query", "wikidata"),
        ("labels", "https://query.wikidata.org/sparql", "labels"),
    ],
)
def test_chosen(name, url, found):
    """Wikidata is known by its address; any other is asked by labels."""
    assert find_profile(name, url).name == found


def test_unknown():
    """A profile that does not exist is told with those that do."""
    with pytest.raises(UnknownName, match="no profile 'viaf'; there are: labels, wiki"):
        find_profile("viaf")


def test_without_labels(tmp_path, monkeypatch):
    """A profile that has no place for labels is malformed."""
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "x.rq").write_text("SELECT * {}", encoding="utf-8")
    monkeypatch.setattr(profiles.resources, "folder", lambda _: tmp_path)

    with pytest.raises(
        KnowledgeError, match=r"x\.rq: it wants one line VALUES \?label"
    ):
        list_profiles()


def test_weights_can_be_reached():
    """What fits best scores 1; what fits in nothing but its label is left out."""
    weights = load_weights()
    best = weights.label["preferred"] + weights.kind["same"] + weights.country["same"]
    worst = weights.label["preferred"] + weights.kind["other"]

    assert best == pytest.approx(1.0)
    assert worst < weights.least


def failed(build, rule, *words, monkeypatch) -> str:
    """Ask a stand-in; return the one line of the error."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("NETRC", "/dev/null")
    monkeypatch.setattr(trouble.time, "sleep", lambda _: None)
    links = build / "links.toml"
    links.write_text("# mine\n", encoding="utf-8")
    with standing_in(rule) as server:
        place = ["--endpoint", server.url, "--build", str(build), "--links", str(links)]
        ended = CliRunner().invoke(cli.main, ["link", *place, *words])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert links.read_text(encoding="utf-8") == "# mine\n"
    return ended.stderr


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(body=b"<html>Hi</html>"), "does not answer with SPARQL results"),
        (Reply(code=500, body=b"<html><p>Oops</p></html>"), "Server Error): Oops"),
        (Reply(code=503, body=b"busy"), "busy (tried 5 times)"),
        (Reply(action=silence), "does not answer within 1 second"),
    ],
)
def test_endpoint_fails(build, reply, said, monkeypatch):
    """An endpoint that fails leaves the file as it was."""
    words = ["--timeout", "0.2"]

    assert said in failed(build, lambda _: reply, *words, monkeypatch=monkeypatch)


def test_other_columns(build, monkeypatch):
    """An answer to another question is none."""
    rows = {"results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}}
    body = json.dumps({"head": {"vars": ["x"]}, **rows}).encode()
    reply = Reply(body=body, kind=RESULTS)

    message = failed(build, lambda _: reply, monkeypatch=monkeypatch)

    assert "answers with other columns than label, match, how" in message
