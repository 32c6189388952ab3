"""The published JSON-LD context keeps up with the ontology, and with the graph."""

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph

from kg.export.context import LANGUAGE, load_context
from kg.iris import VOCABULARY, Namespaces
from kg.resources import folder
from kg.store import RDF_TYPE
from kg.vocabulary import KG, REL

ROOT = Path(__file__).resolve().parents[2]
SKOS = "http://www.w3.org/2004/02/skos/core#"
EDGES = (
    "edgeOf",
    "edgeSubject",
    "edgeObject",
    "edgeFactuality",
    "whenPlanned",
    "whenRequested",
)


def test_made_from_the_ontology():
    """The file is what the tool makes of the ontology."""
    done = subprocess.run(
        [sys.executable, "tools/make_context.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_every_term_of_ours_is_there():
    """Each class, value, property and edge has its own name as a term."""
    names = load_context(Namespaces()).names
    for space in (KG, REL):
        own = [name for name in space.__annotations__ if not name.startswith("_")]
        missing = [name for name in own if names.get(str(space[name])) != name]

        # How edges are derived, and the list of values, are no part of a graph.
        assert set(missing) <= {*EDGES, "factualities"}
        assert len(own) > 40


def test_every_term_of_the_graph_is_there(papers):
    """The properties and classes of the corpus all have terms."""
    names = load_context(Namespaces()).names
    used = {quad.predicate.value for quad in papers.data} - {RDF_TYPE.value}
    kinds = papers.data.quads_for_pattern(None, RDF_TYPE, None)
    used |= {quad.object.value for quad in kinds}

    assert used - names.keys() == set()
    assert len(used) > 80


def test_it_is_a_context_for_others():
    """A document that points at our terms is read by another library."""
    published = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))
    document = {
        **published,
        "@id": "cl:x",
        "@type": "Claim",
        "factuality": "planned",
        "agent": "id:state-ml",
        "prefLabel": {"nl": "Mali"},
    }
    found = pyoxigraph.parse(json.dumps(document), format=pyoxigraph.RdfFormat.JSON_LD)

    assert {(q.predicate.value, str(q.object)) for q in found} == {
        (RDF_TYPE.value, f"<{VOCABULARY}Claim>"),
        (f"{VOCABULARY}factuality", f"<{VOCABULARY}planned>"),
        (f"{VOCABULARY}agent", "<https://w3id.org/kroniek/id/state-ml>"),
        (f"{SKOS}prefLabel", '"Mali"@nl'),
    }


def test_how_values_are_written():
    """Values that the ontology lists are terms, other things IRIs, labels texts."""
    coercions = load_context(Namespaces()).coercions

    assert coercions[f"{VOCABULARY}factuality"] == "@vocab"
    assert coercions[f"{VOCABULARY}agent"] == "@id"
    assert coercions[f"{SKOS}prefLabel"] == LANGUAGE
    assert coercions[f"{VOCABULARY}utteredOn"].endswith("#date")
    assert f"{VOCABULARY}sha256" not in coercions
