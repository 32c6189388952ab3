"""Corrections and what they set apart, as triples."""

from dataclasses import replace

from correction_builders import (
    KNOWN,
    MEMBER,
    merge,
    merge_actors,
    reject,
    revise,
    split,
)
from describe_builders import Nodes, describe
from rdflib import Literal, URIRef

from kg.correct import correct
from kg.describe import (
    Names,
    describe_corrections,
    describe_registry,
    describe_rejected,
)
from kg.iris import Namespaces
from kg.model import Factuality
from kg.names import load_registry
from kg.resolve import Statements, by_document, resolve, set_apart
from kg.store import as_graph
from kg.testing import actor, claim, document, run
from kg.validate import load_shapes, validate
from kg.vocabulary import KG

NAMES = Names(Namespaces())
NODES = Nodes(NAMES)
RUN = run()
COUP = claim("Coup", 0, place=["state-ml"], time="2020-08-18")
AGAIN = claim("Coup", 20, place=["state-ml"], time="2020-08")
BLAMED = claim("Condemnation", 40, agent=["org-eu"], targets_claim=COUP.identifier)
PERSON = actor("x-kieta-22222222", "Person", labels={"nl": "Kieta"})


def described(*corrections):
    """Return the graph, and what lies apart from it, of two coups and a relation."""
    actors = [PERSON, actor("org-ecowas"), actor("state-nl")]
    read = document(COUP, AGAIN, BLAMED, actors=actors)
    turns = tuple(replace(turn, end=100) for turn in read.turns)
    read = replace(read, turns=turns, relations=(MEMBER,))
    corrected = correct([read], corrections, known=KNOWN)
    resolution = resolve(corrected.documents, corrections)
    runs = {read.document.identifier: RUN}
    graph = describe(corrected.documents, RUN, names=NAMES, resolution=resolution)
    apart = set_apart(corrected.rejected, resolution)
    stated = (
        Statements(document="d1", claims=r.claims, relations=r.relations)
        for r in corrected.rejected
    )
    resolved = by_document(stated, apart, apart.relations)
    own = {r.document: replace(r, event_of=apart.event_of) for r in resolved}
    return (
        graph.graph()
        + as_graph(describe_corrections(corrected, resolution, names=NAMES)),
        as_graph(describe_rejected(corrected, apart, own, runs, names=NAMES)),
    )


def correction(number: int = 1) -> URIRef:
    """Return the IRI of a correction."""
    return URIRef(f"{NAMES.spaces.correction}{number}")


def test_what_is_set_apart_is_whole():
    """Rejected claims of both kinds fit the shapes beside the graph, with reasons."""
    graph, apart = described(
        reject(AGAIN.identifier, BLAMED.identifier, MEMBER.identifier)
    )
    known = as_graph(describe_registry(load_registry(), names=NAMES))
    found = validate(graph + apart, load_shapes(), vocabulary=known)
    reason = Literal("rejected by Anna Jansen, 2025-03-01: Reden 1.")

    assert [f for f in found.findings if f.severity == "Violation"] == []
    for rejected in (AGAIN, BLAMED, MEMBER):
        node = NODES.claim(rejected.identifier)
        assert (node, None, None) not in graph
        assert (node, KG.quarantineReason, reason) in apart
        assert (node, KG.correctedBy, correction()) in apart
        assert (correction(), KG.corrects, node) in graph


def test_a_rejected_claim_is_directed_at_what_it_was():
    """The condemned coup stays in the graph, and the condemnation lies apart."""
    graph, apart = described(reject(BLAMED.identifier))
    event = graph.value(NODES.claim(COUP.identifier), KG.aboutEvent)

    assert (NODES.claim(BLAMED.identifier), KG.target, event) in apart


def test_events_know_their_corrections():
    """A merged and a split event point back, and claims tell where they were."""
    graph, _ = described(split(AGAIN.identifier, apart=(COUP.identifier,)))
    one, other = (
        graph.value(NODES.claim(c.identifier), KG.aboutEvent) for c in (COUP, AGAIN)
    )

    assert one != other
    assert {(e, KG.correctedBy, correction()) for e in (one, other)} <= set(graph)
    assert list(graph.subject_objects(KG.extractedEvent))

    graph, _ = described(merge(COUP.identifier, AGAIN.identifier))
    assert not list(graph.subject_objects(KG.extractedEvent))


def test_a_correction_in_vain_says_so_and_corrects_nothing():
    """The message stands with the correction; nothing claims to be corrected by it."""
    graph, _ = described(
        revise("d1.99-101.Coup", factuality=Factuality.DENIED),
        merge_actors("x-niemand-1", into="state-ml", number=2),
    )

    assert len(list(graph.subject_objects(KG.notApplied))) == 2
    assert not list(graph.subject_objects(KG.correctedBy))
    assert (NODES.actor("x-niemand-1"), None, None) not in graph


def test_a_merged_actor_leaves_its_name():
    """What it was called stands at its identifier, which is described no more."""
    graph, _ = described(merge_actors(PERSON.identifier, into="state-ml"))
    node = NODES.actor(PERSON.identifier)

    assert set(graph.predicate_objects(node)) == {
        (KG.correctedBy, correction()),
        (KG.extractedLabel, Literal("Kieta", lang="nl")),
    }
    assert (NODES.actor("state-ml"), KG.correctedBy, correction()) in graph
