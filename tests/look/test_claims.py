"""Which claims a picture is made of."""

from datetime import date

import pyoxigraph
import pytest

from kg.errors import InputError, UnknownName
from kg.look import Selection, read_claims
from kg.resources import folder


@pytest.fixture
def said(world):
    """Return claims of different classes, times and factualities."""
    world.add("id:kabinet-nl", kg_country="id:state-nl")
    world.event("ev:w", "Withdrawal", "terugtrekking: Duitsland")
    world.claim(
        "ev:w",
        "d1.a1",
        "Duitsland vertrekt uit\nMINUSMA.",
        factuality="planned",
        kg_agent="id:state-de",
        kg_target="id:mission-minusma",
        kg_time=world.time("2024-05", "2024-05-01", "2024-05-31"),
    )
    world.event("ev:c", "Coup", "staatsgreep: Mali", kg_place="id:state-ml")
    world.claim("ev:c", "d1.q1", "De coup in Mali.", source="id:fractie-cu")
    world.claim("ev:c", "d1.q1", "Een oude lezing.", rank="Deprecated")
    world.add(
        "rl:r",
        a="kg:Relation",
        kg_relation="rel:leads",
        skos_prefLabel="leidt: het kabinet@nl",
    )
    span = world.span("d1", "Het kabinet leidt Nederland.")
    world.add(
        "cl:r",
        a="kg:RelationClaim",
        kg_aboutRelation="rl:r",
        kg_inTurn="doc:d1.a1",
        kg_evidence=span,
        kg_factuality="kg:certain",
        kg_source="id:kabinet-nl",
        kg_rank="kg:Normal",
        kg_subject="id:kabinet-nl",
        kg_object="id:state-nl",
        prov_wasDerivedFrom="doc:d1",
    )
    return world.store


def names(store, **filters):
    """Return the classes of the claims that are chosen."""
    return sorted(each.name for each in read_claims(store, Selection(**filters)).said)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["Coup", "Withdrawal", "leads"]),
        ({"country": "Mali"}, ["Coup"]),
        ({"country": "id:state-nl"}, ["leads"]),
        ({"mission": "MINUSMA"}, ["Withdrawal"]),
        ({"actor": "Duitsland"}, ["Withdrawal"]),
        ({"actor": "ChristenUnie"}, ["Coup"]),
        ({"actor": "het kabinet"}, ["Withdrawal", "leads"]),
        ({"event_class": "withdrawal"}, ["Withdrawal"]),
        ({"event_class": "leads"}, ["leads"]),
        ({"factuality": "Planned"}, ["Withdrawal"]),
        ({"since": "2024-05-31"}, ["Withdrawal"]),
        ({"since": "2024-06-01"}, []),
        ({"until": "2024-05-01"}, ["Withdrawal"]),
        ({"until": "2024-04-30"}, []),
        ({"country": "Mali", "factuality": "denied"}, []),
    ],
)
def test_filters_choose(said, filters, expected):
    """Each filter keeps what it names; a claim that is overtaken is never there."""
    assert names(said, **filters) == expected


def test_groups_of_classes_are_known(said):
    """With the ontology in the graph, a group stands for its classes."""
    ontology = folder("ontology") / "kroniek.ttl"
    said.bulk_load(path=ontology, format=pyoxigraph.RdfFormat.TURTLE)

    assert names(said, event_class="PowerEvent") == ["Coup"]


def test_claim_has_all_that_is_drawn(said):
    """What a claim leaves open is filled in from its event; a sentence is one line."""
    claims = read_claims(said, Selection(mission="MINUSMA"))

    (found,) = claims.said
    assert found.sentence == "Duitsland vertrekt uit MINUSMA."
    assert found.moment is not None
    assert (found.moment.first, found.moment.last) == (
        date(2024, 5, 1),
        date(2024, 5, 31),
    )
    assert claims.chosen == (("mission", "MINUSMA"),)
    assert [role for role, _ in found.roles] == ["agent", "target"]
    coup = next(c for c in read_claims(said, Selection()).said if c.name == "Coup")
    assert [role for role, _ in coup.roles] == ["place"]
    assert [claims.things[each].label for each in coup.sources] == ["ChristenUnie"]


def test_choice_is_told_in_words(said):
    """The heading has names as readers write them, in their language."""
    chosen = Selection(actor="id:op-takuba", event_class="coup", language="en")

    assert read_claims(said, chosen).chosen == (
        ("actor", "Taakgroep Takuba"),
        ("event_class", "coup"),
    )


def test_labels_come_in_the_language(said, world):
    """A label in the language is taken, else one in another."""
    world.add("id:state-de", skos_prefLabel="Germany@en")

    things = read_claims(said, Selection(language="en")).things

    labels = {thing.label for thing in things.values()}
    assert {"Germany", "MINUSMA"} <= labels
    assert "Duitsland" not in labels


@pytest.mark.parametrize("day", ["2024-13-40", "-0044-03-15", "12024-01-01"])
def test_days_that_python_cannot_hold_are_unknown(world, day):
    """An impossible day, or one beyond the calendar of Python, is no error."""
    world.event("ev:c", "Coup", "staatsgreep")
    world.claim("ev:c", "d1.a1", "De coup.", kg_time=world.time("x", day, day))

    (found,) = read_claims(world.store, Selection()).said

    assert found.moment is None


@pytest.mark.parametrize(
    ("filters", "kind", "message"),
    [
        ({"event_class": "coups"}, UnknownName, "no event class 'coups'; there are: "),
        (
            {"factuality": "sure"},
            UnknownName,
            "no factuality 'sure'; there are: certain",
        ),
        ({"country": "Duitslan"}, InputError, "near it: Duitsland"),
        ({"language": "fr"}, UnknownName, "no language 'fr'; there are: en, nl"),
        ({"since": "2022"}, InputError, "'2022' is not a date like 2022-12-31"),
    ],
)
def test_what_cannot_be_chosen_is_told(said, filters, kind, message):
    """A filter that names nothing is told in one line, with what there is."""
    with pytest.raises(kind) as caught:
        read_claims(said, Selection(**filters))

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
