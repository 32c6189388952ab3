"""The graphs of the benchmark are as big as they claim to be, and like the papers'."""

from rdflib import RDF

from benchmarks.multiply import documents_in, multiply
from kg.store import as_graph, parse_file
from kg.validate import load_shapes, validate
from kg.vocabulary import KG


def test_multiplied_graph(built) -> None:
    """Three times the documents and claims, the same actors, and it fits the shapes."""
    names = ("graph.ttl", "texts.ttl", "vocabulary.ttl")
    parts = [list(parse_file(built.folder / name)) for name in names]
    data, texts, vocabulary = map(as_graph, parts)
    documents = documents_in(parts[0])
    grown, grown_texts = (as_graph(multiply(p, 3, documents)) for p in parts[:2])

    for kind in (KG.Document, KG.AnswerTurn, KG.Claim, KG.Span):
        number = len(set(data.subjects(RDF.type, kind)))
        assert len(set(grown.subjects(RDF.type, kind))) == 3 * number > 0
    assert set(grown) >= set(data)
    assert len(grown_texts) == 3 * len(texts)
    report = validate(grown, load_shapes(), vocabulary=vocabulary, texts=grown_texts)
    assert report.conforms
