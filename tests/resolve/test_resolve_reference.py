"""What the index finds is what comparing each claim with all others finds."""

from dataclasses import replace

import pytest
from claim_strategies import corpora
from correction_builders import merge, split
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_resolve import resolve as resolve_plainly

from kg.errors import CorrectionError
from kg.identity import IdentityRule, load_identity
from kg.resolve import resolve

COUPS = (("Coup",),)
STANCES = (("Coup", "Condemnation"), ("Arrest", "Coup"))


def outcome(way, documents, corrections=()):
    """Return what a way to resolve gives, or the error that it raises."""
    try:
        return way(documents, corrections)
    except CorrectionError as error:
        return str(error)


@given(corpora())
@settings(max_examples=150, deadline=None)
def test_claims_of_all_kinds(documents):
    """Whatever claims say, and in whichever classes."""
    assert resolve(documents) == resolve_plainly(documents)


@given(corpora(most=25))
@settings(max_examples=25, deadline=None)
def test_many_claims(documents):
    """Where more of them meet."""
    assert resolve(documents) == resolve_plainly(documents)


@st.composite
def rules(draw) -> IdentityRule:
    """Draw how the events of a class are told apart."""
    rule = load_identity()[draw(st.sampled_from(sorted(load_identity())))]
    return replace(
        rule,
        window=draw(st.sampled_from((0, 5, 40))),
        recent=draw(st.booleans()),
        strict=draw(st.booleans()),
    )


@given(corpora(COUPS, 12), rules())
@settings(max_examples=80, deadline=None)
def test_rules_of_all_kinds(documents, rule):
    """Whatever `identity.toml` says of a class."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(load_identity(), "Coup", rule)
        assert resolve(documents) == resolve_plainly(documents)


@st.composite
def corrected(draw):
    """Draw documents, and merges and splits of their claims and events."""
    documents = draw(corpora(STANCES))
    claims = [c.identifier for d in documents for c in d.claims]
    events = [e.identifier for e in resolve_plainly(documents).events]
    names = st.lists(st.sampled_from([*claims, "gone"]), max_size=3, unique=True)
    named = st.lists(st.sampled_from([*events, "coup.m"]), max_size=2, unique=True)
    merges = [
        merge(*draw(names), events=tuple(draw(named)), number=n)
        for n in range(draw(st.integers(0, 2)))
    ]
    splits = [
        split(
            *draw(names),
            apart=tuple(draw(names)),
            events=tuple(draw(named)),
            number=5 + n,
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    return documents, [*merges, *splits]


@given(corrected())
@settings(max_examples=100, deadline=None)
def test_corrections_of_all_kinds(drawn):
    """Whatever readers say, errors and what is asked for in vain included."""
    assert outcome(resolve, *drawn) == outcome(resolve_plainly, *drawn)
