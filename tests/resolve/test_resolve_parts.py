"""Resolving in parts gives what resolving at once gives."""

from dataclasses import replace
from itertools import chain

import pytest
from claim_strategies import ANY, corpora, corrected_coups
from correction_builders import merge
from hypothesis import given, settings

from kg.codec import decode, encode
from kg.errors import KnowledgeError
from kg.model import Factuality, RelationClaim, Span
from kg.ontology import load_classes
from kg.resolve import (
    Statements,
    brief,
    by_document,
    class_groups,
    classes_touched,
    gather_relations,
    join_resolved,
    nearest_events,
    point,
    pointers_of,
    resolve,
    resolve_classes,
)
from kg.resolve.classes import ENDED_BY, is_directed
from kg.testing import DAY, claim, document

FIRST = claim("Coup", 0, place=["state-ml"], time="2020-08-18")
SECOND = claim("Coup", 40, place=["state-ml"], time="2021-05-24")
ABOUT = claim("Condemnation", 60, agent=["org-eu"], targets_claim=SECOND.identifier)
ARREST = claim("Arrest", 80, target=["person-a"], motive=SECOND.identifier)


def sent(statements):
    """Return statements as they come out of another process."""
    return [decode(encode(s), Statements) for s in statements]


def in_parts(documents, corrections=()):
    """Resolve group by group, and bring together what was found.

    Returns:
        The parts, and the findings of each document.
    """
    read = sent(brief(d) for d in documents)
    touched = {t for s in read for t in classes_touched(corrections, s.claims)}
    *groups, last = class_groups(touched)
    parts, known, elsewhere = [], {}, set()
    for group in groups:
        own = sent(s.of_classes(group) for s in read)
        aims = {c.targets_claim for s in own for c in s.claims} & known.keys()
        found = resolve_classes(own, event_of={claim: known[claim] for claim in aims})
        known |= found.event_of
        names = [e.identifier for e in found.events]
        elsewhere |= nearest_events(corrections, names)
        parts.append(found)
    late = resolve_classes(
        sent(s.of_classes(last) for s in read),
        event_of=known,
        corrections=corrections,
        elsewhere=elsewhere,
    )
    parts.append(late)
    return parts, [
        join_resolved(chain.from_iterable(by_document([s], p) for p in parts))
        for s in read
    ]


def check_parts(documents, corrections):
    """Make sure that the parts are those of the whole."""
    whole = resolve(documents, corrections)
    parts, found = in_parts(documents, corrections)
    check_events(documents, whole, parts, found)
    check_claims(whole, parts, found)


def check_events(documents, whole, parts, found):
    """Make sure that all events are found, each in one part, and what they point at."""
    pointers, event_of = {}, {}
    for read, own in zip(documents, found, strict=True):
        event_of |= own.event_of
        for event, there in pointers_of(read.claims, own.event_of, own.rank_of).items():
            pointers.setdefault(event, []).extend(there)

    events = [event for part in parts for event in part.events]
    joined = [point(e, pointers.get(e.identifier, ()), event_of) for e in events]
    assert sorted(joined, key=lambda e: e.identifier) == list(whole.events)


def check_claims(whole, parts, found):
    """Make sure that all is found that is said of claims."""
    for name in ("conflicts", "misses"):
        joined = sorted(chain.from_iterable(getattr(part, name) for part in parts))
        assert tuple(joined) == getattr(whole, name)
    for name in ("event_of", "rank_of", "extracted_event_of"):
        joined = {k: v for own in found for k, v in getattr(own, name).items()}
        assert joined == getattr(whole, name)
    assert tuple(sorted(r for own in found for r in own.responses)) == whole.responses
    reasons = {c: r for e in whole.events for c, r in e.reasons.items()}
    assert {c: r for own in found for c, r in own.reasons.items()} == reasons


@given(corpora(ANY))
@settings(max_examples=60, deadline=None)
def test_resolving_by_classes_gives_the_same(documents):
    """Each group by itself, as it is sent to another process."""
    check_parts(documents, ())


@given(corrected_coups("Coup", "Arrest", "Condemnation"))
@settings(max_examples=40, deadline=None)
def test_corrections_of_events_are_heeded_in_parts(drawn):
    """Classes that they name are resolved with those that come last."""
    check_parts(*drawn)


@pytest.mark.parametrize("wanted", ["coup.ml.2020-09", "arrest.b", "zzz"])
def test_the_nearest_event_may_be_in_any_partition(wanted):
    """It is told as when all are resolved at once."""
    documents = [document(FIRST, SECOND, ABOUT, ARREST)]
    corrections = [merge(FIRST.identifier, events=(wanted,))]

    check_parts(documents, corrections)
    (miss,) = resolve(documents, corrections).misses
    assert ("nearest" in miss.message) is (wanted != "zzz")


def test_classes_that_depend_on_each_other_stand_together():
    """Each class is in one group; those that are directed at events come behind."""
    groups = class_groups()
    home = {name: group for group in groups for name in group}

    assert sorted(chain.from_iterable(groups)) == sorted(load_classes())
    directed = [any(map(is_directed, group)) for group in groups]
    assert directed == sorted(directed)
    assert set(directed) == {False, True}
    assert all(home[one] is home[other] for one, other in ENDED_BY.items())
    assert len(groups) > 10


def test_classes_of_corrections_come_last():
    """They bring along what ends them, and all that is directed at events."""
    corrections = [
        merge(ARREST.identifier, "gone"),
        merge(events=("coup.ml", "coup", "nothing.ml"), number=2),
    ]
    touched = classes_touched(corrections, [FIRST, ARREST])

    assert touched == {"Arrest", "Coup"}
    assert {"Arrest", "Release", "Coup"} < set(class_groups(touched)[-1])
    assert class_groups(touched)[-1][:3] == ("Arrest", "Coup", "Release")
    assert set(filter(is_directed, load_classes())) < set(class_groups(touched)[-1])


def test_a_brief_has_no_more_than_resolving_needs():
    """Words, confidence and rules stay behind; of turns and labels what is meant."""
    words = Span(document="d1", begin=0, end=9, quote="Zo is dat")
    other = claim("Arrest", 20, label="q1", target=["person-a"])
    long = claim("Coup", 0, place=["state-ml"], label="a1", rule="x", confidence=0.5)
    read = document(long, other)
    stated = brief(read).of_classes({"Coup"})
    (kept,) = stated.claims

    assert (kept.evidence, kept.rule, kept.confidence) == (kept.trigger, "", 1.0)
    assert set(stated.turns) == {"a1"}
    assert stated.turns["a1"].answers == ("q1",)
    assert set(stated.labels) == {"state-ml"}
    assert words.quote not in encode(stated).decode("latin-1")


def test_claims_point_into_their_document():
    """What points elsewhere cannot be sent apart."""
    stray = claim("Condemnation", targets_claim="d2.0-11.Coup")

    with pytest.raises(ValueError, match=r"points at cl:d2\.0-11\.Coup, which is no"):
        brief(document(stray))


def test_a_frame_that_contradicts_the_classes_is_refused():
    """An arrest is never directed at an event."""
    stray = claim("Arrest", 80, targets_claim=FIRST.identifier)

    with pytest.raises(
        KnowledgeError, match="'arrest' has a target_event, but classes"
    ):
        brief(document(FIRST, stray))


def relation_claim(number: int) -> RelationClaim:
    """Return a claim of one of a few relations in one of two documents."""
    name = f"d{number % 2 + 1}"
    begin = number * 10
    span = Span(document=name, begin=begin, end=begin + 4, quote="lid ")
    return RelationClaim(
        identifier=f"{name}.{begin}-{begin + 4}.memberOf",
        document=name,
        turn="s1",
        relation="memberOf",
        subject=f"state-{'abcdefg'[number % 7]}",
        object="org-eu",
        trigger=span,
        evidence=span,
        factuality=Factuality.CERTAIN,
        sources=("kabinet-nl",),
        rule="member",
        uttered_on=DAY,
    )


def test_relations_of_some_claims():
    """A relation is the same whether other claims are there or not."""
    stated = [relation_claim(number) for number in range(21)]
    documents = [
        replace(
            document(identifier=name),
            relations=tuple(c for c in stated if c.document == name),
        )
        for name in ("d1", "d2")
    ]
    read = sent(brief(d) for d in documents)
    whole = gather_relations(read)
    parts = [
        gather_relations(
            s.of_relations([c for c in s.relations if c.subject == relation.subject])
            for s in read
        )
        for relation in whole
    ]
    claims = {c: r.identifier for r in whole for c in r.claims}
    found = by_document(read, resolve([]), whole)

    assert [len(r.claims) for r in whole] == [3] * 7
    assert list(chain(*parts)) == list(whole)
    assert {c: r for own in found for c, r in own.relation_of.items()} == claims


def test_nothing_is_resolved_to_nothing():
    """Without documents there are no events, in parts neither."""
    assert resolve([]).events == ()
    assert resolve([document(FIRST)]).events[0].claims == (FIRST.identifier,)
    check_parts([document(identifier="d1")], ())
