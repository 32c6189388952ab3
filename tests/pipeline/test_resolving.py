"""Partitions that are settled apart say together what resolving at once says."""

import itertools
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from claim_strategies import ANY, corpora, corrected_coups
from correction_builders import merge, split
from hypothesis import given, settings
from stand_ins import BASIS

from kg.codec import decode, digest
from kg.engine.inline import Inline
from kg.errors import CorrectionError
from kg.pipeline import Plan, Settings, resolving
from kg.pipeline.cache import Cache
from kg.pipeline.chapters import Sketch
from kg.pipeline.gathering import Brief, gather
from kg.pipeline.ledger import open_places
from kg.pipeline.pages import unpaged
from kg.pipeline.resolving import groups_of, resolve_all
from kg.pipeline.settling import Settled, settle
from kg.pipeline.sketching import linked
from kg.resolve import brief, by_document, pointed_at, resolve
from kg.testing import actor, claim, document

COUP = claim("Coup", 0, place=["state-ml"], time="2020-08-18")
AGAIN = claim("Coup", 40, place=["state-ml"], time="2021-05-24")
ARREST = claim("Arrest", 80, target=["person-a"], motive=AGAIN.identifier)
ABOUT = claim("Condemnation", 60, agent=["org-eu"], targets_claim=AGAIN.identifier)
APPEAL = claim("Appeal", 90, agent=["org-eu"], targets_claim=ABOUT.identifier)
PRAISE = claim(
    "SupportExpression", 95, agent=["org-eu"], targets_claim=ABOUT.identifier
)


@contextmanager
def gathered(documents, corrections=(), folder=None):
    """Yield the plan, what is gathered, and where things wait."""
    papers = tuple(read.document for read in documents)
    plan = Plan(
        documents=papers,
        settings=Settings(),
        basis=BASIS,
        corrections=tuple(corrections),
    )
    with TemporaryDirectory() as passing, open_places(Path(passing)) as places:
        cache = Cache(Path(folder or passing) / "briefs", Brief)
        readings = {read.document.identifier: digest(read) for read in documents}
        yield plan, gather(documents, readings, plan, cache, places.statements), places


@contextmanager
def conclusion_of(documents, corrections=(), folder=None, named=()):
    """Yield what documents say together; a folder keeps what was settled."""
    with (
        gathered(documents, corrections, folder) as (plan, found, places),
        TemporaryDirectory() as passing,
    ):
        cache = Cache(Path(folder or passing) / "settled", Settled)
        yield resolve_all(plan, found, named, cache, places, Inline())


def check_conclusion(documents, corrections=()):
    """Make sure that the conclusion is that of resolving at once."""
    whole = resolve(documents, corrections)
    statements = [brief(read) for read in documents]
    every = {c.identifier: c for s in statements for c in s.claims}
    with conclusion_of(documents, corrections, named=every) as conclusion:
        found = by_document(statements, whole, whole.relations)
        assert dict(conclusion.resolved) == {
            own.document: replace(own, responses=tuple(sorted(own.responses)))
            for own in found
        }
        check_told(conclusion, whole, every)
        check_chapters(list(conclusion.chapters), whole, every)


def check_told(conclusion, whole, claims):
    """Make sure that nothing is lost that goes to no document or chapter."""
    told = conclusion.told
    for name in ("event_of", "conflicts", "extracted_event_of", "misses"):
        assert getattr(told, name) == getattr(whole, name)
    assert conclusion.times == {e.time for e in whole.events} - {None}
    assert conclusion.counts == {e.count for e in whole.events} - {None}
    assert +Counter(conclusion.events) == Counter(e.event_class for e in whole.events)
    assert conclusion.claims == Counter(c.factuality for c in claims.values())


def check_chapters(chapters, whole, claims):
    """Make sure that chapters hold all events, each once, and what these point at."""
    events = {event.identifier: event for event in whole.events}
    order = [event for chapter in chapters for event in chapter.events]
    assert order == sorted(events.values(), key=lambda e: (e.event_class, e.identifier))
    for chapter in chapters:
        own = {event.identifier for event in chapter.events}
        names = {name for event in chapter.events for name in event.claims}
        assert {c.identifier for c in chapter.claims} == names
        known = names.union(*(pointed_at(claims[name]) for name in names))
        assert chapter.resolved.event_of == {c: whole.event_of[c] for c in known}
        near = {whole.event_of[c] for c in known}.union(*map(linked, chapter.events))
        assert chapter.others == tuple(events[name] for name in sorted(near - own))
        told = {
            (e.identifier, claims[c].factuality)
            for e in chapter.others
            for c in e.claims
        }
        assert {(v.event, v.factuality) for v in chapter.voices} == told
        assert len(chapter.voices) == len(told)
    conflicts = itertools.chain.from_iterable(chapter.conflicts for chapter in chapters)
    assert sorted(conflicts) == list(whole.conflicts)


@given(corpora(ANY))
@settings(max_examples=50, deadline=None)
def test_any_claims(documents):
    """Whatever points at what."""
    check_conclusion(documents)


@given(corrected_coups("Coup", "Arrest", "Condemnation", "Appeal"))
@settings(max_examples=40, deadline=None)
def test_any_corrections(drawn):
    """Those that are in vain are told too."""
    check_conclusion(*drawn)


def test_nothing_is_said():
    """A document without claims has a conclusion; a correction is in vain."""
    check_conclusion([document(identifier="d1")])
    check_conclusion([document(identifier="d1")], [merge("gone", events=("coup.ml",))])


def test_an_actor_comes_as_each_document_describes_it():
    """Chapters get the actors that they name, and no others."""
    names = [replace(actor("state-ml"), labels={"nl": name}) for name in "ab"]
    documents = [
        document(COUP, identifier="d1", actors=(names[0], actor("state-ne"))),
        document(identifier="d2", actors=(names[1],)),
    ]
    with conclusion_of(documents) as conclusion:
        (chapter,) = conclusion.chapters
    found = {(a.identifier, a.labels["nl"]) for a in chapter.actors}

    assert {("state-ml", "a"), ("state-ml", "b")} < found
    assert {identifier for identifier, _ in found} == {"state-ml", *COUP.sources}


def test_a_class_comes_after_those_that_it_is_directed_at():
    """Others are settled at once; where readers merge events, these come last."""
    documents = [document(COUP, AGAIN, ARREST, ABOUT, APPEAL, PRAISE)]
    with gathered(documents) as (_, found, _):
        groups = {group.names: group for group in groups_of(found, is_merging=False)}
    waves = {names: group.wave for names, group in groups.items()}

    assert waves == {
        ("Coup",): 0,
        ("Arrest",): 0,  # a reason may be found later
        ("Condemnation",): 1,
        ("Appeal",): 0,  # it comes before what it is directed at
        ("SupportExpression",): 2,
    }
    assert groups["Condemnation",].aims == (AGAIN.identifier,)
    assert groups["Appeal",].aims == ()

    corrections = [merge(COUP.identifier, AGAIN.identifier)]
    with gathered(documents, corrections) as (_, found, _):
        *_, last = groups_of(found, is_merging=True)

    assert last.is_last
    assert last.names == ("Coup", "Appeal", "Condemnation", "SupportExpression")


def settled_anew(monkeypatch, documents, folder, corrections=()):
    """Return the classes of the partitions that are settled now."""
    seen = []

    def watched(partition):
        found = settle(partition)
        pieces = unpaged(found.sketches)
        seen.extend({decode(piece, Sketch).kind for piece in pieces})
        return found

    monkeypatch.setattr(resolving, "settle", watched)
    with conclusion_of(documents, corrections, folder) as conclusion:
        assert dict(conclusion.resolved)
    return sorted(seen)


def test_what_has_not_changed_is_not_settled_again(monkeypatch, tmp_path):
    """A class is, where its claims have changed, or the events they are directed at."""
    first = document(COUP, AGAIN, ARREST, ABOUT, identifier="d1")
    words = document(identifier="d2", actors=(actor("state-ne"),))
    classes = ["Arrest", "Condemnation", "Coup"]
    moved = replace(first, claims=(COUP, replace(AGAIN, time=None), ARREST, ABOUT))
    surer = replace(first, claims=(COUP, AGAIN, replace(ARREST, recent=True), ABOUT))

    assert settled_anew(monkeypatch, [first], tmp_path) == classes
    assert settled_anew(monkeypatch, [first], tmp_path) == []
    assert settled_anew(monkeypatch, [first, words], tmp_path) == []
    assert settled_anew(monkeypatch, [surer], tmp_path) == ["Arrest"]
    assert settled_anew(monkeypatch, [moved], tmp_path) == ["Condemnation", "Coup"]


def test_kept_partitions_that_are_damaged_are_settled_again(monkeypatch, tmp_path):
    """What lies there is not trusted."""
    documents = [document(COUP, AGAIN)]
    settled_anew(monkeypatch, documents, tmp_path)
    (kept,) = (tmp_path / "settled").glob("??/*")
    kept.write_bytes(kept.read_bytes()[:-1])

    assert settled_anew(monkeypatch, documents, tmp_path) == ["Coup"]


def test_corrections_that_contradict_each_other():
    """The error is that of resolving at once."""
    pair = (COUP.identifier, AGAIN.identifier)
    corrections = [merge(*pair), split(pair[0], apart=pair[1:], number=2)]
    with (
        pytest.raises(CorrectionError, match="contradict each other"),
        conclusion_of([document(COUP, AGAIN)], corrections),
    ):
        pytest.fail("nothing can be made of these")
