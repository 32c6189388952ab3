"""Quarantine takes what fails, loses nothing, and leaves a graph that conforms."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.namespace import DCTERMS

from kg.errors import OutputError
from kg.validate import load_shapes, quarantine, validate
from kg.vocabulary import KG, NIF, REL

HERE = Path(__file__).parent
CASES = HERE.parent / "shapes"
# What no claim answers for; corrections are checked when they are read.
NOTED = "kind signed author own-terms renaming actor-merge"
OF_CLAIMS = "rejection revision event-merge event-split"
UNBLAMED = {
    "document-core",
    "document-text-length",
    "term-known",
    "turn-core",
    "turn-links",
    *(f"correction-{check}" for check in f"{NOTED} {OF_CLAIMS}".split()),
}
EV = Namespace("https://w3id.org/kroniek/ev/")
ID = Namespace("https://w3id.org/kroniek/id/")
CL = Namespace("https://w3id.org/kroniek/claim/")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return all shapes."""
    return load_shapes()


def sample() -> Graph:
    """Return the example of the format."""
    return Graph().parse(HERE / "sample.ttl")


def claims(graph: Graph) -> set[str]:
    """Return the classes of the claims of a graph."""
    return {str(c).rpartition(".")[2] for c in graph.subjects(RDF.type, KG.Claim)}


def names() -> list[str]:
    """Return the names of the shapes that have a case."""
    found = sorted(path.parent.name for path in CASES.glob("*/bad.ttl"))
    assert len(found) > 30
    return found


@pytest.mark.parametrize("name", names())
def test_the_rest_conforms(name: str, shapes: Graph) -> None:
    """Whatever is wrong with a graph, what is kept conforms and nothing is lost."""
    graph = Graph().parse(CASES / name / "bad.ttl")
    before = set(graph)
    report = validate(graph, shapes)
    if name in UNBLAMED:
        with pytest.raises(OutputError, match=name):
            quarantine(graph, report, shapes=shapes)
        return
    split = quarantine(graph, report, shapes=shapes)

    assert set(graph) == before
    assert validate(split.kept, shapes).conforms
    assert split.report.conforms
    assert not set(split.kept) & set(split.quarantined)
    moved = set(split.quarantined)
    reasons = set(split.quarantined.triples((None, KG.quarantineReason, None)))
    assert set(split.kept) | (moved - reasons) == before
    assert bool(moved) is not report.conforms


def test_conforming_graphs_are_left_whole(shapes: Graph) -> None:
    """Nothing is taken from a graph without violations."""
    split = quarantine(sample(), shapes=shapes)

    assert set(split.kept) == set(sample())
    assert not set(split.quarantined)


def test_a_claim_takes_its_event_along(shapes: Graph) -> None:
    """The only claim of an event goes with event, spans, time and edge."""
    graph = sample()
    arrest = next(c for c in graph.subjects(RDF.type, KG.Claim) if "Arrest" in c)
    trigger = graph.value(arrest, KG.trigger)
    graph.remove((arrest, KG.rank, None))
    kept, quarantined, _ = quarantine(graph, shapes=shapes)

    event = EV["arrest.hamdok.2021-10-25"]
    assert claims(quarantined) == {"Arrest"}
    assert (event, None, None) not in kept
    assert (None, None, event) not in kept
    assert (trigger, None, None) not in kept
    assert (trigger, NIF.anchorOf, Literal("opgepakt")) in quarantined
    assert (ID["org-sd-army"], REL.arrested, None) in quarantined
    for node in (arrest, event):
        reason = quarantined.value(node, KG.quarantineReason)
        assert str(reason).startswith("claim-core: ")
    assert (ID["time-2021-10-25"], RDF.type, KG.Time) in kept


def test_a_correction_still_names_a_claim_that_goes(shapes: Graph) -> None:
    """A corrected claim that violates a shape goes; the correction stays whole."""
    graph = sample() + Graph().parse(CASES / "correction-rejection" / "good.ttl")
    arrest = next(c for c in graph.subjects(RDF.type, KG.Claim) if "Arrest" in c)
    correction = graph.value(predicate=RDF.type, object=KG.Rejection)
    graph.add((correction, KG.corrects, arrest))
    graph.remove((arrest, KG.rank, None))
    kept, quarantined, _ = quarantine(graph, shapes=shapes)

    assert (arrest, None, None) in quarantined
    assert (correction, KG.corrects, arrest) in kept


def test_an_event_keeps_its_other_claims(shapes: Graph) -> None:
    """What only the bad claim said leaves the event; the event stays."""
    graph = sample()
    event = EV["coup.sd.2021-10-25"]
    bad = next(
        c for c in graph.subjects(KG.aboutEvent, event) if (c, KG.agent, None) in graph
    )
    graph.remove((bad, KG.factuality, None))
    kept, quarantined, _ = quarantine(graph, shapes=shapes)

    assert claims(quarantined) == {"Coup"}
    assert (event, RDF.type, KG.Coup) in kept
    assert (event, KG.place, ID["state-sd"]) in kept
    assert (event, KG.agent, None) not in kept
    assert (event, KG.agent, ID["org-sd-army"]) in quarantined
    assert (None, KG.target, event) in kept


def test_the_guilty_claim_only(shapes: Graph) -> None:
    """Of two claims about one event, the one with the wrong role goes."""
    graph = sample()
    event = EV["release.hamdok.2021-11-21"]
    bad = next(
        c for c in graph.subjects(KG.aboutEvent, event) if (c, KG.time, None) in graph
    )
    graph.add((bad, KG.agent, ID["time-2022-01"]))
    graph.add((event, KG.agent, ID["time-2022-01"]))
    kept, quarantined, _ = quarantine(graph, shapes=shapes)

    assert set(quarantined.subjects(RDF.type, KG.Claim)) == {bad}
    assert len(list(kept.subjects(KG.aboutEvent, event))) == 1
    assert (event, KG.agent, None) not in kept


def test_wrong_links_go_alone(shapes: Graph) -> None:
    """A conflict that is none is taken away; both claims stay."""
    graph = sample()
    one, other = sorted(graph.subjects(KG.aboutEvent, EV["release.hamdok.2021-11-21"]))
    graph.add((one, KG.conflictsOnCount, other))
    graph.add((other, KG.conflictsOnCount, one))
    kept, quarantined, _ = quarantine(graph, shapes=shapes)

    assert set(quarantined) == {
        (one, KG.conflictsOnCount, other),
        (other, KG.conflictsOnCount, one),
    }
    assert claims(kept) == claims(graph)


def test_documents_cannot_be_set_apart(shapes: Graph) -> None:
    """A document without a language is an error that names it."""
    graph = sample()
    graph.remove((None, DCTERMS.language, None))

    with pytest.raises(OutputError, match=r"kst-29237-170|ah-tk-20212022-1012"):
        quarantine(graph, shapes=shapes)


def test_times_answer_through_their_claims(shapes: Graph) -> None:
    """A time that breaks a check takes the claims that give it along."""
    graph = sample()
    graph.remove((ID["time-2023-07"], KG.precision, None))
    kept, quarantined, _ = quarantine(graph, shapes=shapes)

    assert claims(quarantined) == {"Election"}
    assert (ID["time-2023-07"], None, None) not in kept
