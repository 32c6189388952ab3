"""The network of actors is a graph that other programs read, with typed attributes."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph
import pytest

from kg.export import Filters, Layer, list_tables, select
from kg.export.network import write_graphml
from kg.export.tables import rows_of
from kg.model import Factuality

SKOS = "http://www.w3.org/2004/02/skos/core#"
AU, COUP = "id:org-au", "ev:coup.sd.2021-10-25"
NORWAY, UNITAMS = "id:state-no", "id:mission-unitams"
ARMY, HAMDOK = "id:org-sd-army", "id:person-abdalla-hamdok"


def network(subset, folder) -> nx.MultiDiGraph:
    """Return the network of a subset as networkx reads it."""
    path = folder / "x.graphml"
    write_graphml(subset, path)
    return nx.read_graphml(path, force_multigraph=True)


def labels(graph: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    """Return the edges of a network with their labels."""
    return {(a, b, record["label"]) for a, b, record in graph.edges(data=True)}


def test_claims(sample, tmp_path):
    """Each claim joins who does something with what it is done to, else with where."""
    graph = network(select(sample), tmp_path)

    assert labels(graph) == {
        (ARMY, "id:state-sd", "Coup"),
        (ARMY, HAMDOK, "Arrest"),
        (AU, COUP, "Condemnation"),
        (NORWAY, UNITAMS, "Contribution"),
        (NORWAY, UNITAMS, "Withdrawal"),
    }


def test_attributes_of_edges(sample, tmp_path):
    """An edge tells how sure, whose word, when and where."""
    graph = network(select(sample), tmp_path)

    (record,) = graph.get_edge_data(AU, COUP).values()
    assert record["factuality"] == "certain"
    assert record["source"] == "Afrikaanse Unie"
    assert record["reported_by"] == "Nederlands kabinet"
    assert (record["first_day"], record["last_day"]) == ("2021-10-27", "2021-10-27")
    assert record["document"] == "kst-29237-170"
    assert record["roles"] == "agent-target"
    assert "veroordeelde" in record["quote"]
    assert "\n" not in record["quote"]
    assert isinstance(record["confidence"], float)


def test_nodes(sample, tmp_path):
    """Nodes are actors that say or do something, and events that are ends."""
    graph = network(select(sample), tmp_path)

    assert graph.nodes[ARMY] == {
        "iri": "https://w3id.org/kroniek/id/org-sd-army",
        "label": "leger van Soedan",
        "label_en": "army of Sudan",
        "kind": "ArmedForce",
        "country": "id:state-sd",
        "claims": 2,
        "said": 0,
        "mentions": 1,
    }
    assert graph.nodes[COUP]["kind"] == "Coup"
    assert graph.nodes[COUP]["claims"] == 2
    assert "id:kabinet-nl" in graph
    assert "ev:arrest.hamdok.2021-10-25" not in graph


def test_types_are_declared(sample, tmp_path):
    """Numbers are numbers to a reader of GraphML."""
    write_graphml(select(sample), tmp_path / "x.graphml")
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = ET.parse(tmp_path / "x.graphml").iter(f"{space}key")  # noqa: S314  our own

    types = {
        (key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys
    }
    assert types["node", "label"] == "string"
    assert types["node", "claims"] in {"int", "long"}
    assert types["edge", "weight"] == types["edge", "confidence"] == "double"
    assert types["edge", "first_day"] == "string"


def test_events(sample, tmp_path):
    """Of events there is one edge for each pair, with the number of claims."""
    graph = network(select(sample, only=Layer.EVENTS), tmp_path)

    (record,) = graph.get_edge_data(ARMY, "id:state-sd").values()
    assert record["label"] == "Coup"
    assert record["claims"] == 2
    assert record["weight"] == pytest.approx(2.0)
    assert record["source"] == "Afrikaanse Unie | Nederlands kabinet"
    assert "quote" not in record


def test_direct_edges(sample, tmp_path):
    """Direct edges have the name of their relation, and what earns them."""
    graph = network(select(sample, only=Layer.EDGES), tmp_path)

    assert labels(graph) == {
        (ARMY, HAMDOK, "arrested"),
        (AU, COUP, "condemned"),
        (NORWAY, UNITAMS, "contributesTo"),
        (NORWAY, UNITAMS, "withdrewFrom"),
    }
    (record,) = graph.get_edge_data(AU, COUP).values()
    assert (record["claims"], record["factuality"]) == (1, "certain")
    assert record["known"] is False


def test_filters(sample, tmp_path):
    """Who has no part in what was chosen is no node."""
    graph = network(select(sample, Filters(country="NO")), tmp_path)

    assert set(graph) == {NORWAY, UNITAMS, "id:kabinet-nl"}
    assert len(graph.edges) == 2


@pytest.mark.parametrize(
    ("only", "table"),
    [(Layer.CLAIMS, "claims"), (Layer.EVENTS, "events"), (Layer.EDGES, "edges")],
)
def test_the_corpus(papers, tmp_path, only, table):
    """Each edge is of a row of the table of its layer, and each end is a node."""
    subset = select(papers, only=only)
    graph = network(subset, tmp_path)
    rows = list(rows_of(subset, list_tables()[table]))

    things = {key.partition("/")[0] for _, _, key in graph.edges(keys=True)}
    assert 40 < len(things) <= len(rows)
    if only is Layer.EDGES:
        assert len(things) == len(rows)
    assert all(record["label"] for _, record in graph.nodes(data=True))


def test_what_is_known(papers, tmp_path):
    """Without a layer, what the registry knows joins the actors too."""
    whole = network(select(papers), tmp_path)
    claims = network(select(papers, only=Layer.CLAIMS), tmp_path)

    known = labels(whole) - labels(claims)
    assert ("id:mission-minusma", "id:org-un", "missionOf") in known | labels(claims)
    assert known
    assert labels(claims) <= labels(whole)


def test_participants_are_joined_once(papers, tmp_path):
    """Equal parties are joined in one direction."""
    subset = select(papers, Filters(factuality=(Factuality.CERTAIN,)), Layer.EVENTS)
    graph = network(subset, tmp_path)

    pairs = [
        (start, end, record["about"])
        for start, end, record in graph.edges(data=True)
        if record["roles"] == "participant-participant"
    ]
    assert pairs
    assert not {(end, start, about) for start, end, about in pairs} & set(pairs)


def test_what_xml_cannot_hold(sample, tmp_path):
    """Control characters in a name are replaced, so that the file is XML."""
    store = pyoxigraph.Store()
    store.extend(sample.data)
    army = pyoxigraph.NamedNode("https://w3id.org/kroniek/id/org-sd-army")
    label = pyoxigraph.NamedNode(f"{SKOS}prefLabel")
    for quad in list(store.quads_for_pattern(army, label, None)):
        store.remove(quad)
    name = pyoxigraph.Literal("a\x00\x01<&\r\n😀\ufffe", language="nl")
    store.add(pyoxigraph.Quad(army, label, name))

    graph = network(replace(select(sample), store=store), tmp_path)

    assert graph.nodes[ARMY]["label"] == "a\ufffd\ufffd<& 😀\ufffd"
