"""Web Annotations are of the spans that were chosen, with the text around them."""

import json

import pytest

from kg.export import FORMATS, Filters, Layer, cut, open_source, select
from kg.vocabulary import KG

FORM = FORMATS["annotations"]
SPAN = str(KG.Span)


def collection(subset, folder):
    """Return the annotations of a subset, as they are written."""
    path = folder / "x.jsonld"
    FORM.write(subset, path)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["type"] == "AnnotationCollection"
    assert found["total"] == len(found["first"]["items"]) > 0
    return found["first"]["items"]


def quotes(annotations):
    """Return the selectors by quote."""
    return [a["target"]["selector"][1] for a in annotations]


def spans(subset) -> set[tuple[str, int, int]]:
    """Return the spans of a subset: document, begin, end."""
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    rows = subset.merged.query(
        f"""PREFIX nif: <{nif}>
        SELECT ?d ?b ?e {{ ?s a <{SPAN}> ; nif:referenceContext ?d ;
            nif:beginIndex ?b ; nif:endIndex ?e }}"""
    )
    return {(d.value, int(b.value), int(e.value)) for d, b, e in rows}


@pytest.mark.parametrize(
    ("filters", "only"),
    [
        (Filters(), None),
        (Filters(country="BF"), None),
        (Filters(country="NE"), Layer.EVENTS),
    ],
)
def test_an_annotation_for_each_span(papers, tmp_path, filters, only):
    """Each span that was chosen is annotated, and no other."""
    subset = select(papers, filters, only)
    found = collection(subset, tmp_path)

    places = {
        (a["target"]["source"], place["start"], place["end"])
        for a in found
        for place in a["target"]["selector"][:1]
    }
    assert places == spans(cut(subset))
    assert len(places) == len(found)


def test_text_around(papers, tmp_path):
    """The texts that lie beside a build give what stands before and after."""
    subset = select(papers, Filters(country="NE"))
    texts = {quad.subject.value: quad.object.value for quad in papers.texts()}

    for annotation in collection(subset, tmp_path):
        text = texts[annotation["target"]["source"]]
        (quote,) = quotes([annotation])
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_without_texts(papers, tmp_path):
    """A file that was exported has quotes alone."""
    FORMATS["trig"].write(select(papers, Filters(country="NE")), tmp_path / "x.trig")
    found = collection(select(open_source(tmp_path / "x.trig")), tmp_path)

    assert all(set(quote) == {"type", "exact"} for quote in quotes(found))


def test_each_body_once(papers, tmp_path):
    """What stands in the graphs of two documents is told once."""
    for annotation in collection(select(papers), tmp_path):
        bodies = [json.dumps(body) for body in annotation["body"]]
        assert len(bodies) == len(set(bodies))
