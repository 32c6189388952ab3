"""Who is linked with whom."""

import pytest

from kg.errors import SettingsError
from kg.look import Selection, as_network, read_claims


def network(world, limit=300, **filters):
    """Return the network of a graph."""
    return as_network(read_claims(world.store, Selection(**filters)), limit)


def links(found):
    """Return who is linked with whom, and whether in a direction."""
    label = {node.iri: node.label for node in found.nodes}
    return {
        (label[edge.source], label[edge.target], edge.is_directed)
        for edge in found.edges
    }


@pytest.mark.parametrize(
    ("roles", "expected", "unlinked"),
    [
        (
            {"kg_agent": "id:state-de", "kg_target": "id:mission-minusma"},
            {("Duitsland", "MINUSMA", True)},
            0,
        ),
        (
            {"kg_agent": "id:pmc-wagner", "kg_place": "id:state-ml"},
            {("Wagner Group", "Mali", True)},
            0,
        ),
        (
            {
                "kg_agent": "id:state-de",
                "kg_target": "id:op-takuba",
                "kg_place": "id:state-ml",
            },
            {("Duitsland", "Taakgroep Takuba", True)},
            1,
        ),
        (
            {"kg_participant": ["id:org-au", "id:org-ecowas"]},
            {("Afrikaanse Unie", "ECOWAS", False)},
            0,
        ),
        (
            {"kg_target": "id:op-takuba", "kg_place": "id:state-ml"},
            {("Taakgroep Takuba", "Mali", False)},
            0,
        ),
        ({"kg_agent": "id:state-de", "kg_target": "id:state-de"}, set(), 1),
        ({"kg_place": "id:state-ml"}, set(), 1),
    ],
)
def test_roles_make_links(world, roles, expected, unlinked):
    """Agents are linked to targets, else to places; participants with each other."""
    world.event("ev:e", "Attack", "aanval")
    world.claim("ev:e", "d1.a1", "Dat gebeurde.", **roles)

    found = network(world)

    assert links(found) == expected
    assert found.unlinked == unlinked


def withdraw(world, event, factuality="certain", agent="id:state-de", **links_):
    """Add a claim of a withdrawal from MINUSMA."""
    world.event(event, "Withdrawal", "terugtrekking")
    world.claim(
        event,
        "d1.a1",
        f"Zin {world.cursor}.",
        factuality=factuality,
        kg_agent=agent,
        kg_target="id:mission-minusma",
        **links_,
    )


def test_claims_of_one_class_are_one_edge(world):
    """An edge counts its claims by factuality, the surest first, and has all quotes."""
    withdraw(world, "ev:a", "denied")
    withdraw(world, "ev:b", "planned")
    withdraw(world, "ev:c", "planned")

    found = network(world)

    (edge,) = found.edges
    assert edge.factualities == (("planned", 2), ("denied", 1))
    assert edge.claims == found.claims == 3
    assert [quote.factuality for quote in edge.quotes] == [
        "planned",
        "planned",
        "denied",
    ]
    assert edge.quotes[0].sources == ("het kabinet",)


def test_edges_tell_the_days(world):
    """An edge lasts from the first to the last day of its claims."""
    spring = world.time("2022-03", "2022-03-01", "2022-03-31")
    opened = world.time("2024/..", "2024-01-01", None)
    withdraw(world, "ev:a", kg_time=spring)
    withdraw(world, "ev:b", kg_time=opened)

    (edge,) = network(world).edges

    assert (str(edge.first), str(edge.last)) == ("2022-03-01", "2022-03-31")


def test_most_mentioned_are_kept(world):
    """The least mentioned are left out, and counted with their links."""
    withdraw(world, "ev:a")
    withdraw(world, "ev:b")
    withdraw(world, "ev:c", agent="id:state-dk")

    found = network(world, limit=2)

    assert [node.label for node in found.nodes] == ["MINUSMA", "Duitsland"]
    assert [node.claims for node in found.nodes] == [3, 2]
    assert (found.omitted_nodes, found.omitted_edges) == (1, 1)


def test_large_graph_keeps_to_the_limit(many):
    """Of many actors those with most claims stay, and the others are counted."""
    found = many.network(limit=40).network

    assert len(found.nodes) <= 40
    assert len(found.nodes) + found.omitted_nodes + found.unlinked == 500
    assert min(node.claims for node in found.nodes) >= 3


@pytest.mark.parametrize("limit", [1, 0, -5])
def test_limit_is_checked(world, limit):
    """A network of one actor is none."""
    with pytest.raises(SettingsError, match="at least 2 actors"):
        network(world, limit=limit)
