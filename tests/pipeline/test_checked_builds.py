"""Builds of documents that say something wrong, and what a build holds at once."""

import gc
from collections.abc import Callable
from dataclasses import replace

import pytest
from notes import Corpus, check_store
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from kg.iris import Namespaces
from kg.model import Claim, ReadDocument, Role, RoleFiller
from kg.pipeline import Settings, build, reader, reading, telling
from kg.store import as_triple, parse_graph
from kg.testing import actor
from kg.validate import load_shapes, report_graph, validate
from kg.vocabulary import KG

TANK = actor("x-tank-11111111", "EquipmentType")
Spoil = Callable[[Claim], Claim]


def without_source(claim: Claim) -> Claim:
    """Return a claim that nobody makes, which the check of its document finds."""
    return replace(claim, sources=())


def by_a_tank(claim: Claim) -> Claim:
    """Return a claim of who cannot act, which the check of all events finds."""
    others = [filler for filler in claim.roles if filler.role is not Role.AGENT]
    agent = RoleFiller(role=Role.AGENT, actor=TANK.identifier)
    return replace(claim, roles=(agent, *others))


def misquoted(claim: Claim) -> Claim:
    """Return a claim on words that the text has not there."""
    other = claim.trigger.quote.swapcase()
    return replace(claim, trigger=replace(claim.trigger, quote=other))


@pytest.fixture(params=[without_source, by_a_tank, misquoted])
def spoilt(request, monkeypatch) -> Spoil:
    """Have the condemnation of note b come out wrong, in one of three ways."""
    real = reader.read_documents

    def spoil(found):
        if found.document.identifier != "b":
            return found
        claims = [
            request.param(c) if c.event_class == "Condemnation" else c
            for c in found.claims
        ]
        assert tuple(claims) != found.claims
        return replace(found, claims=tuple(claims), actors=(*found.actors, TANK))

    def read(documents, **knowing):
        return map(spoil, real(documents, **knowing))

    monkeypatch.setattr(reader, "read_documents", read)
    return request.param


def claims(graph: Graph) -> set[str]:
    """Return the classes of the claims of a graph."""
    return {str(c).rpartition(".")[2] for c in graph.subjects(RDF.type, KG.Claim)}


def files(corpus: Corpus, *names: str) -> Graph:
    """Return the triples of some files of a build."""
    return parse_graph(corpus.out / f"{name}.ttl" for name in names)


def test_a_wrong_claim_is_set_apart(corpus, tmp_path, spoilt):
    """It stands with its reason in quarantine alone, with a store and without."""
    del spoilt
    summary = corpus.build()
    alone = Corpus(tmp_path / "alone", corpus.texts)
    build(corpus.folder, alone.out)
    graph, apart = files(corpus, "graph", "edges"), files(corpus, "quarantine")
    (event,) = apart.subjects(RDF.type, KG.Condemnation)

    assert (summary.quarantined, summary.conforms) == (1, True)
    assert alone.files() == corpus.files()
    assert claims(apart) == {"Condemnation"}
    assert claims(graph) == {"Coup", "Withdrawal"}
    assert len(list(apart.subject_objects(KG.quarantineReason))) == 2
    assert not list(graph.triples((event, None, None)))
    assert not list(graph.triples((None, None, event)))
    assert (URIRef(f"{Namespaces().document}b"), RDF.type, KG.Document) in graph
    check_store(corpus)


def test_a_build_after_one_with_quarantine(corpus, spoilt):
    """What was set apart stays apart when others come, and goes with its document."""
    del spoilt
    corpus.build()
    corpus.texts["d"] = "Op 19 augustus 2020 veroordeelde ECOWAS de staatsgreep.\n"
    assert corpus.build().quarantined == 1
    assert corpus.files() == corpus.files_made_at_once()
    check_store(corpus)

    del corpus.texts["b"]
    assert corpus.build().quarantined == 0
    assert corpus.files() == corpus.files_made_at_once()
    check_store(corpus)


@pytest.mark.usefixtures("spoilt")
def test_the_report_is_that_of_the_whole_graph(corpus):
    """Checked by document and across them, a graph has the findings that it has."""
    corpus.build()
    whole = validate(
        files(corpus, "graph", "edges"),
        load_shapes(),
        vocabulary=files(corpus, "vocabulary"),
        texts=files(corpus, "texts"),
    )

    assert whole.conforms
    assert whole.findings
    assert set(map(as_triple, report_graph(whole))) == corpus.triples("report.ttl")


@pytest.mark.parametrize("least", [0.0, 0.5])
def test_few_documents_are_held_at_once(corpus, monkeypatch, least):
    """What is read is looked up when it is needed, and let go."""
    monkeypatch.setattr(telling, "TOGETHER", 2)
    corpus.texts = {f"n{n}": f"Op {n} mei 2021 was er een coup.\n" for n in range(1, 9)}
    real, held = reading.Readings.__getitem__, []

    def spy(self, number):
        found = real(self, number)
        held.append(sum(type(o) is ReadDocument for o in gc.get_objects()))
        return found

    gc.collect()
    before = sum(type(o) is ReadDocument for o in gc.get_objects())
    monkeypatch.setattr(reading.Readings, "__getitem__", spy)
    build(corpus.folder, corpus.out, Settings(minimum_confidence=least))

    assert len(held) == 2 * len(corpus.texts)
    assert max(held) - before <= 2 + 3  # a batch, what is being made, and the last one
