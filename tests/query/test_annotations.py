"""Spans as Web Annotations.

`annotation-context.json` holds those terms of the JSON-LD context of the recommendation
that we use, written from it: no test needs the network.
"""

import io
import json
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, XSD

from kg.describe import Names, describe_document, describe_text
from kg.describe.documents import describe_span
from kg.iris import Namespaces
from kg.query import annotations, write_annotations
from kg.query.annotations import BESIDE, CONTEXT, TERMS
from kg.store import as_store
from kg.testing import paper_of
from kg.vocabulary import GAF, KG

OA = Namespace("http://www.w3.org/ns/oa#")
HERE = Path(__file__).parent
SAMPLE = HERE.parent / "validate" / "sample.ttl"
NAMES = Names(Namespaces())


def collection_of(store) -> dict:
    """Return the collection of a graph as it is written."""
    out = io.StringIO()
    number = write_annotations(store, out)
    found = json.loads(out.getvalue())
    assert number == found["total"] == len(found["first"]["items"])
    return found


def as_rdf(collection) -> Graph:
    """Return a collection as RDF, with the context that we hold here."""
    assert collection["@context"][0] == CONTEXT
    own = json.loads((HERE / "annotation-context.json").read_text(encoding="utf-8"))
    offline = {**collection, "@context": [own, *collection["@context"][1:]]}
    return Graph().parse(data=json.dumps(offline), format="json-ld")


def selectors(annotation) -> tuple[dict, dict]:
    """Return the selectors by position and by quote."""
    position, quote = annotation["target"]["selector"]
    assert position["type"] == "TextPositionSelector"
    assert quote["type"] == "TextQuoteSelector"
    return position, quote


def check_place(annotation, text: str) -> None:
    """Make sure that both selectors find the same, exact characters in a text."""
    position, quote = selectors(annotation)
    begin, end = position["start"], position["end"]

    assert text[begin:end] == quote["exact"]
    assert text[:begin].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    assert len(quote["prefix"]) == min(BESIDE, begin)
    assert len(quote["suffix"]) == min(BESIDE, len(text) - end)


def test_every_span_of_the_corpus_is_found(corpus_store):
    """Each span has one annotation, whose selectors find its characters."""
    string = pyoxigraph.NamedNode(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString"
    )
    texts = {
        quad.subject.value: quad.object.value
        for quad in corpus_store.quads_for_pattern(None, string, None)
    }
    spans = list(corpus_store.query(f"SELECT ?s {{ ?s a <{KG.Span}> }}"))
    found = list(annotations(corpus_store))

    assert len(found) == len(spans) > 1000
    assert len({a["id"] for a in found}) == len(found)
    for annotation in found:
        check_place(annotation, texts[annotation["target"]["source"]])
    places = [(a["target"]["source"], selectors(a)[0]["start"]) for a in found]
    assert places == sorted(places)


@given(
    st.text(
        st.sampled_from("aé𝔐😀\r\n\t\u0301\u200d «"), min_size=1, max_size=120
    ).flatmap(
        lambda text: st.tuples(
            st.just(text), st.integers(0, len(text) - 1), st.integers(1, len(text))
        )
    )
)
@settings(deadline=None)
def test_offsets_are_code_points(drawn):
    """Characters outside the basic plane count once, line breaks as they are."""
    text, one, other = drawn
    begin, end = sorted((one, other)) if one != other else (one, one + 1)
    paper = paper_of("d1", text)
    triples = [
        *describe_document(paper, names=NAMES),
        *describe_text(paper, names=NAMES),
        *describe_span(paper.span(begin, end), names=NAMES),
    ]
    (annotation,) = collection_of(as_store(triples))["first"]["items"]

    check_place(annotation, text)
    assert annotation["motivation"] == "highlighting"


@pytest.fixture(scope="module")
def sample() -> pyoxigraph.Store:
    """Return the sample graph."""
    store = pyoxigraph.Store()
    store.bulk_load(path=SAMPLE, format=pyoxigraph.RdfFormat.TURTLE)
    return store


def test_annotations_say_what_the_graph_says(sample):
    """As RDF, the links of claims, actors and turns to spans are those of the graph."""
    found = as_rdf(collection_of(sample))
    graph = Graph().parse(SAMPLE)
    links = (KG.trigger, KG.evidence, KG.factualityCue, KG.citedAs)
    ours = (*links, KG.aboutEvent, KG.aboutRelation, KG.factuality)

    for term in ours:
        said = set(found.subject_objects(term))
        assert said == set(graph.subject_objects(term)), term
    assert len(set(found.subjects(KG.trigger))) > 3
    events = set(graph.objects(None, KG.aboutEvent))
    assert set(found.subject_objects(GAF.denotedBy)) == {
        (actor, span)
        for actor, span in graph.subject_objects(GAF.denotedBy)
        if actor not in events
    }


def test_annotations_follow_the_model(sample):
    """Types, selectors and motivations are terms of the recommendation."""
    found = as_rdf(collection_of(sample))
    listed = list(found.subjects(RDF.type, OA.Annotation))
    motives = {found.value(a, OA.motivatedBy) for a in listed}

    assert len(listed) == len(list(sample.query(f"SELECT * {{ ?s a <{KG.Span}> }}")))
    assert motives <= {OA.classifying, OA.identifying, OA.assessing, OA.linking}
    for annotation in listed:
        target = found.value(annotation, OA.hasTarget)
        kinds = {
            found.value(s, RDF.type) for s in found.objects(target, OA.hasSelector)
        }
        assert kinds == {OA.TextPositionSelector, OA.TextQuoteSelector}
    for start in found.objects(None, OA.start):
        assert isinstance(start, Literal)
        assert start.datatype == XSD.nonNegativeInteger


def test_a_trigger_is_tagged_with_class_and_factuality(sample):
    """Tools that show text alone show what kind of event it is, and how sure."""
    items = collection_of(sample)["first"]["items"]
    (election,) = [a for a in items if a["id"].endswith("kst-29237-170.290-302")]
    claim, *tags = election["body"]

    assert election["motivation"] == "classifying"
    assert claim["type"] == ["kg:Claim"]
    assert claim["aboutEvent"]["type"] == ["kg:Election"]
    assert claim["factuality"] == "kg:planned"
    assert [tag["value"] for tag in tags] == ["Election", "planned"]


def test_a_name_is_tagged_with_who_it_names(sample):
    """A mention identifies an actor."""
    items = collection_of(sample)["first"]["items"]
    names = [a for a in items if a["motivation"] == "identifying"]

    assert names
    for annotation in names:
        actor, tag = annotation["body"]
        assert actor["denotedBy"]
        assert tag["purpose"] == "tagging"
        assert tag["value"]


def test_our_terms_are_no_others_of_the_context():
    """What we add to the context redefines none of its terms."""
    own = json.loads((HERE / "annotation-context.json").read_text(encoding="utf-8"))

    assert not set(TERMS) & set(own)
    assert URIRef(TERMS["trigger"]["@id"]) == KG.trigger


def test_without_texts_quotes_stand_alone(sample):
    """What stands before and after cannot be told then; all else can."""
    kept = (q.triple for q in sample if "isString" not in q.predicate.value)
    for annotation in annotations(as_store(kept)):
        assert set(selectors(annotation)[1]) == {"type", "exact"}


def test_a_graph_without_spans():
    """The collection is empty, and is one."""
    found = collection_of(pyoxigraph.Store())

    assert found["type"] == "AnnotationCollection"
    assert found["first"]["items"] == []
