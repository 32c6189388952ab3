"""Direct edges: which claims earn them."""

import re

import pyoxigraph
import pytest

from kg.errors import InputError
from kg.model import Factuality
from kg.query import explain
from kg.store import construct_edges, edge_queries

FILES = edge_queries()
KEYS = ["relation", "class", "roles"]
KEYS += ["condition", "condition-nl", "object", "object-nl"]


def header(path) -> dict[str, str]:
    """Return what the comment at the top of a file says, lines joined."""
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    lines = head.replace("\n#   ", " ").splitlines()
    return dict(re.fullmatch(r"# ([a-z-]+): (.+)", line).groups() for line in lines)


def name_of(path) -> str:
    """Return the relation that a file constructs."""
    return header(path)["relation"].removeprefix("rel:")


def definition(ontology, relation) -> dict[str, str]:
    """Return how the ontology defines an edge, as local names."""
    space = "https://w3id.org/kroniek/"
    found = {}
    node = pyoxigraph.NamedNode(f"{space}rel#{relation}")
    for part in ("edgeOf", "edgeSubject", "edgeObject", "edgeFactuality"):
        term = pyoxigraph.NamedNode(f"{space}ont#{part}")
        (quad,) = ontology.quads_for_pattern(node, term, None)
        found[part] = quad.object.value.rpartition("#")[2]
    return found


def is_relation(path) -> bool:
    """Tell whether an edge is that of a lasting relation."""
    return header(path)["class"] == RELATION


RELATION = "kg:Relation"
OF_EVENTS = [path for path in FILES if not is_relation(path)]
OF_RELATIONS = [path for path in FILES if is_relation(path)]


def stated(world, relation, *, factuality="certain", past=None, ended=None):
    """Add a claim that two actors stand in a relation, past or not."""
    node = world.add(
        "rl:r",
        a="kg:Relation",
        kg_relation=f"rel:{relation}",
        kg_subject="id:org-au",
        kg_object="id:state-ml",
        kg_past=ended,
    )
    span = world.span("d1", "zin")
    return world.add(
        f"cl:{span.partition(':')[2]}.{relation}",
        a="kg:RelationClaim",
        kg_aboutRelation=node,
        kg_subject="id:org-au",
        kg_object="id:state-ml",
        kg_inTurn="doc:d1.a1",
        kg_evidence=span,
        kg_trigger=span,
        kg_factuality=f"kg:{factuality}",
        kg_source="id:kabinet-nl",
        kg_past=past,
        prov_wasDerivedFrom="doc:d1",
    )


def claimed(world, shape, *, rank="Normal", factuality=None, event_object=False):
    """Add a claim with the roles of an edge, on a graph with two actors."""
    event = world.event("ev:e", shape["edgeOf"], "gebeurtenis")
    value = "ev:other" if event_object else "id:state-ml"
    if event_object:
        world.event(value, "Coup", "staatsgreep")
        world.claim(value, "d1.a1", "staatsgreep")
    roles = {}
    for part, filler in [("edgeSubject", "id:org-au"), ("edgeObject", value)]:
        roles.setdefault(f"kg_{shape[part]}", []).append(filler)
    return world.claim(
        event,
        "d1.a1",
        "zin",
        rank=rank,
        factuality=factuality or shape["edgeFactuality"],
        **roles,
    )


def test_every_edge_of_the_ontology_has_a_query(ontology):
    """The files and the ontology define the same edges."""
    term = pyoxigraph.NamedNode("https://w3id.org/kroniek/ont#edgeOf")
    defined = {
        quad.subject.value.rpartition("#")[2]
        for quad in ontology.quads_for_pattern(None, term, None)
    }

    assert sorted(map(name_of, FILES)) == sorted(defined)
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_header_tells_the_condition(ontology, path):
    """The header says in two languages what the ontology and the query say."""
    said = header(path)
    shape = definition(ontology, name_of(path))
    sure = {"certain": ("certain", "zeker"), "planned": ("planned", "gepland")}

    assert list(said) == KEYS
    assert said["class"] == f"kg:{shape['edgeOf']}"
    assert said["roles"] == f"kg:{shape['edgeSubject']}, kg:{shape['edgeObject']}"
    for key, word in zip(
        ("condition", "condition-nl"), sure[shape["edgeFactuality"]], strict=True
    ):
        assert f" {word} " in said[key]
    spared = "?objectClaim kg:aboutEvent ?object" in path.read_text(encoding="utf-8")
    assert ("not an event" in said["object"]) is spared
    assert ("geen gebeurtenis" in said["object-nl"]) is spared


@pytest.mark.parametrize("path", OF_EVENTS, ids=name_of)
def test_claim_earns_the_edge(world, ontology, path):
    """A claim with the right factuality earns exactly the edges of its class."""
    shape = definition(ontology, name_of(path))
    claimed(world, shape, rank="Preferred")

    edges = {
        (t.subject.value, t.predicate.value.rpartition("#")[2], t.object.value)
        for t in construct_edges(world.store)
    }

    space = "https://w3id.org/kroniek/id/"
    assert (f"{space}org-au", name_of(path), f"{space}state-ml") in edges


@pytest.mark.parametrize("path", OF_EVENTS, ids=name_of)
@pytest.mark.parametrize(
    "factuality",
    [f for f in Factuality if f not in {Factuality.CERTAIN, Factuality.PLANNED}],
)
def test_unsure_claim_earns_nothing(world, ontology, path, factuality):
    """A claim that is not certain, or for a plan not planned, earns no edge."""
    claimed(world, definition(ontology, name_of(path)), factuality=factuality)

    assert construct_edges(world.store) == []


@pytest.mark.parametrize("path", OF_EVENTS, ids=name_of)
def test_deprecated_claim_earns_nothing(world, ontology, path):
    """A claim that another has overruled earns no edge."""
    claimed(world, definition(ontology, name_of(path)), rank="Deprecated")

    assert construct_edges(world.store) == []


@pytest.mark.parametrize("path", OF_EVENTS, ids=name_of)
def test_plan_and_fact_are_different_edges(world, ontology, path):
    """A planned act never earns the edge of the act, nor the other way round."""
    shape = definition(ontology, name_of(path))
    swapped = {"certain": "planned", "planned": "certain"}[shape["edgeFactuality"]]
    claimed(world, shape, factuality=swapped)

    relations = {
        t.predicate.value.rpartition("#")[2] for t in construct_edges(world.store)
    }
    assert name_of(path) not in relations


@pytest.mark.parametrize("path", OF_RELATIONS, ids=name_of)
def test_certain_claim_earns_the_edge_of_its_relation(world, path):
    """A certain claim of a relation earns that edge and no other."""
    stated(world, name_of(path))

    (edge,) = construct_edges(world.store)
    assert edge.predicate.value.endswith(f"rel#{name_of(path)}")
    assert edge.subject.value.endswith("/org-au")
    assert edge.object.value.endswith("/state-ml")


@pytest.mark.parametrize("path", OF_RELATIONS, ids=name_of)
@pytest.mark.parametrize(
    "doubt",
    [
        *({"factuality": str(f)} for f in Factuality if f != Factuality.CERTAIN),
        {"past": True},
        {"ended": True},
    ],
    ids=str,
)
def test_what_is_doubtful_or_past_earns_nothing(world, path, doubt):
    """A relation that is denied, only possible, or has ended is no edge."""
    stated(world, name_of(path), **doubt)

    assert construct_edges(world.store) == []


def test_edge_of_a_relation_can_be_explained(world, ontology):
    """The claims of a relation are behind its edge, those of the past are not."""
    for quad in ontology:
        world.store.add(quad)
    claim = stated(world, "memberOf")
    stated(world, "memberOf", past=True)

    found = explain(world.store, "id:org-au rel:memberOf id:state-ml")

    assert [s.claim.rpartition("/")[2] for s in found.supports] == [claim[3:]]
    assert found.supports[0].event_class == "Relation"
    assert dict(found.supports[0].roles) == {
        "subject": "Afrikaanse Unie",
        "object": "Mali",
    }


def test_edge_of_the_registry_has_no_claim(world, ontology):
    """What is known from the registry says so."""
    for quad in ontology:
        world.store.add(quad)
    links = {"rel_partOf": "id:state-ml", "kg_knownWith": "id:state-ml"}
    world.add("id:org-au", **links)

    with pytest.raises(InputError, match="known from the registry"):
        explain(world.store, "id:org-au rel:partOf id:state-ml")


def test_roles_of_other_claims_earn_nothing(world):
    """The event's roles do not count: each claim earns with its own."""
    event = world.event(
        "ev:w",
        "Withdrawal",
        "vertrek",
        kg_agent="id:state-de",
        kg_target="id:mission-minusma",
    )
    world.claim(event, "d1.a1", "het vertrek")

    assert construct_edges(world.store) == []


def test_event_is_object_of_a_condemnation_only(world, ontology):
    """A coup can be condemned or supported; it cannot be withdrawn from."""
    claimed(world, definition(ontology, "condemned"), event_object=True)
    (edge,) = construct_edges(world.store)
    assert edge.object.value.endswith("/ev/other")

    claimed(world, definition(ontology, "withdrewFrom"), event_object=True)
    assert len(construct_edges(world.store)) == 1


def test_nobody_meets_himself(world, ontology):
    """A meeting of three gives an edge each way for each pair."""
    shape = definition(ontology, "metWith")
    claim = claimed(world, shape)
    world.add(claim, kg_participant="id:state-nl")

    assert len(construct_edges(world.store)) == 6


def test_edges_of_the_sample(sample):
    """The sample holds the edges that its claims earn, and each can be explained."""
    space = "https://w3id.org/kroniek/"
    edges = construct_edges(sample)

    assert len(edges) >= 4
    for edge in edges:
        terms = (edge.subject.value, edge.predicate.value, edge.object.value)
        assert terms[1].startswith(f"{space}rel#")
        assert explain(sample, *terms).supports
