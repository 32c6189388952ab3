"""Relations beyond reading: the tables, what is known, and what claims add up to."""

from dataclasses import replace
from datetime import date

import pytest

import kg.relations
from kg.errors import KnowledgeError
from kg.extract.relations.rules import (
    NounRule,
    PostRule,
    load_relation_rules,
    made,
)
from kg.model import Factuality, KnownRelation, RelationClaim, Span
from kg.names import known_relations, load_registry
from kg.relations import as_spec, load_relations
from kg.resolve import brief, gather_relations
from kg.testing import document as read_of

DAY = date(2022, 1, 1)


def stated(begin: int, *, in_document: str = "d1", **details) -> RelationClaim:
    """Return a claim that Norway is a member of NATO."""
    span = Span(document=in_document, begin=begin, end=begin + 3, quote="lid")
    fields = {
        "identifier": f"{in_document}.{begin}-{begin + 3}.memberOf",
        "document": in_document,
        "turn": "s1",
        "relation": "memberOf",
        "subject": "state-no",
        "object": "org-nato",
        "organisation": "org-nato",
        "trigger": span,
        "evidence": span,
        "factuality": Factuality.CERTAIN,
        "sources": ("kabinet-nl",),
        "rule": "member",
        "uttered_on": DAY,
    }
    return RelationClaim(**{**fields, **details})


def gathered(*claims: RelationClaim):
    """Return the relations of one document's claims."""
    return gather_relations([brief(replace(read_of(), relations=claims))])


def test_claims_of_one_pair_are_one_relation():
    """Claims that relate the same two are about one relation, with labels."""
    (relation,) = gathered(stated(10), stated(5))

    assert relation.identifier == "memberof.state-no.org-nato"
    assert [c.split(".")[1] for c in relation.claims] == ["5-8", "10-13"]
    assert relation.labels["nl"] == "is lid van: state-no → org-nato"
    assert relation.organisation == "org-nato"
    assert not relation.past


def test_other_ends_are_other_relations():
    """Another subject, object or relation is another relation."""
    others = ({"subject": "state-se"}, {"object": "org-eu"}, {"relation": "partOf"})
    found = gathered(stated(0), *(stated(n, **o) for n, o in enumerate(others, 10)))

    assert len({r.identifier for r in found}) == 4
    assert [r.identifier for r in found] == sorted(r.identifier for r in found)


@pytest.mark.parametrize(
    ("claims", "past"),
    [
        ([stated(0), stated(5, past=True)], True),
        ([stated(0, past=True), stated(5, uttered_on=date(2023, 1, 1))], False),
        ([stated(0), stated(5, past=True, factuality=Factuality.DENIED)], False),
    ],
    ids=["same day", "later affirmed", "denied"],
)
def test_a_relation_is_past_by_its_last_day(claims, past):
    """What the last certain claims call ended is past."""
    (relation,) = gathered(*claims)

    assert relation.past is past


def test_known_relations_of_the_registry():
    """Missions have owners and areas, organs and cities what they belong to."""
    known = set(known_relations(load_registry()))

    for relation, subject, value in (
        ("missionOf", "mission-minusma", "org-un"),
        ("operatesIn", "mission-minusma", "state-ml"),
        ("partOf", "org-unsc", "org-un"),
        ("locatedIn", "place-gao", "state-ml"),
        ("affiliatedWith", "group-jnim", "group-al-qaida"),
        ("missionOf", "op-barkhane", "state-fr"),
    ):
        edge = KnownRelation(relation=relation, subject=subject, object=value)
        assert edge in known


def test_known_relations_are_possible():
    """A post or resolution `of` an organisation is no part of it."""
    registry = load_registry()
    for known in known_relations(registry):
        kinds = [registry.actor(a).kind for a in (known.subject, known.object)]
        assert load_relations()[known.relation].admits(*kinds), known
        assert kinds[0] not in {"Post", "LegalInstrument"}


def test_rules_name_relations_of_the_table():
    """Every relation has a rule, or is read with posts."""
    rules = load_relation_rules()
    named = {r.relation for found in rules.nouns.values() for r in found}
    named |= {r.relation for found in rules.words.values() for r in found}
    named |= {r.relation for found in rules.phrases.values() for _, r in found}

    assert named | {"holdsPost"} == set(load_relations())


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (NounRule, {"name": "x", "relation": "likes", "nouns": ["vriend"]}),
        (NounRule, {"name": "x", "relation": "leads", "nouns": [], "color": "red"}),
        (NounRule, {"name": "x", "relation": "leads"}),
        (NounRule, {"name": "x", "relation": "leads", "nouns": [], "object": ["Elf"]}),
        (PostRule, {"leads": True}),
    ],
)
def test_malformed_rules_are_refused(kind, table):
    """A rule with an unknown relation, key or kind, or without words, is refused."""
    with pytest.raises(KnowledgeError, match=r"relations\.toml"):
        made(kind, table)


@pytest.mark.parametrize(
    "table",
    [
        {"label": {"nl": "x", "en": "x"}, "subject": ["Elf"], "object": ["State"]},
        {"label": {"nl": "x", "en": "x"}, "subject": ["State"]},
        {"label": {"nl": "x"}, "subject": ["State"], "object": ["State"]},
        {"colour": "red"},
    ],
)
def test_malformed_relations_are_refused(table):
    """A relation with an unknown kind or key, or without a label, is refused."""
    with pytest.raises(KnowledgeError, match=r"relations\.toml"):
        as_spec("x", table)


def test_missing_table_is_told(tmp_path, monkeypatch):
    """Without the table there is one line that says so."""
    monkeypatch.setattr(kg.relations, "folder", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"relations\.toml"):
        load_relations.__wrapped__()


def test_kinds_of_both_ends_count():
    """A mission is run by an organisation or state, never the other way round."""
    spec = load_relations()["missionOf"]

    assert spec.admits("Mission", "InternationalOrganization")
    assert not spec.admits("InternationalOrganization", "Mission")
