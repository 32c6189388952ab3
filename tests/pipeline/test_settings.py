"""Which claims a build keeps."""

import pytest
from describe_builders import describe
from rdflib import URIRef
from rdflib.namespace import RDF

from kg.describe import Names
from kg.iris import Namespaces
from kg.model import Role
from kg.pipeline import Settings, keep_confident, make_plan
from kg.testing import claim, document
from kg.vocabulary import KG


def test_claims_below_the_threshold_are_left_out():
    """What is kept is as sure as is asked, and the rest of the document stays."""
    weak = claim("Coup", 0, confidence=0.4, place=["state-ml"])
    sure = claim("Arrest", 20, confidence=0.8, target=["person-bah-ndaw"])
    read = document(weak, sure)
    kept = keep_confident(read, 0.5)

    assert kept.claims == (sure,)
    assert kept.turns == read.turns
    assert keep_confident(read, 0.0) == read


@pytest.mark.parametrize("link", ["targets_claim", "motive"])
def test_what_is_left_out_leaves_no_dangling_link(link: str):
    """A condemnation whose coup is left out is described without it."""
    coup = claim("Coup", 0, confidence=0.4, place=["state-ml"])
    condemned = claim(
        "Condemnation", 20, agent=["org-eu"], confidence=0.8, **{link: coup.identifier}
    )
    kept = keep_confident(document(coup, condemned), 0.5)
    plan = make_plan([kept.document], Settings())
    run = plan.run_of(kept.document)
    graph = describe([kept], run, names=Names(Namespaces())).graph()

    assert condemned.fillers(Role.AGENT) == ("org-eu",)
    assert list(graph.subjects(RDF.type, KG.Claim)) == [
        URIRef(f"{Namespaces().claim}{condemned.identifier}")
    ]
    assert not list(graph.subject_objects(KG.target))
    assert not list(graph.subject_objects(KG.motivatedBy))
