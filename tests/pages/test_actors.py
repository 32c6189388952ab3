"""What the page of an actor shows."""

import pytest
from pages_builders import BASE, PREFIXES, evil_graph, store_of

from kg.pages.actors import read_actor
from kg.pages.graph import Graph

KNOWN = f"""{PREFIXES}
@prefix rel: <{BASE}rel#> .
id:a a kg:Mission ; skos:prefLabel "A" ; kg:knownWith id:c , id:b ;
    rel:operatesIn id:b ; rel:missionOf id:c , id:b ; rel:withdrewFrom id:d .
id:b skos:prefLabel "B" .
id:c skos:prefLabel "C" ; kg:knownWith id:a ; rel:partOf id:a .
"""


def actor(turtle: str, name: str, page: int = 1):
    """Return the actor of a graph in Turtle."""
    return read_actor(Graph.of(store_of(turtle), "nl"), f"{BASE}id/{name}", page)


def test_what_the_registry_knows_is_in_order():
    """Edges of the registry stand by subject, relation and object; others do not."""
    known = [
        (each.subject.label, each.relation.label, each.object.label)
        for each in actor(KNOWN, "a").known
    ]

    assert known == [
        ("A", "missionOf", "B"),
        ("A", "missionOf", "C"),
        ("A", "operatesIn", "B"),
        ("C", "partOf", "A"),
    ]


def test_what_happened_and_where_it_is_named():
    """Events come with the roles, documents with how often they name the actor."""
    found = actor(evil_graph(), "mali")

    assert [(p.entry.thing.iri, p.roles) for p in found.timeline] == [
        (f"{BASE}ev/coup", ("agent",))
    ]
    assert [(n.document.iri, n.count) for n in found.namings] == [
        (f"{BASE}doc/paper", 1)
    ]
    assert found.names == (("Malí", ""),)


@pytest.mark.parametrize(("page", "number"), [(1, 2), (2, None), (0, None)])
def test_what_it_says(page, number):
    """The claims of which it is the source come page by page."""
    found = actor(evil_graph(), "speaker", page)

    assert (found and found.sayings.total) == number
