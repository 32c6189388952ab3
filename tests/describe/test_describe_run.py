"""What a run is called, and which claims a build keeps."""

import pytest

from kg.describe import Names, describe
from kg.iris import Namespaces
from kg.language import Pipeline
from kg.model import Role
from kg.pipeline import Settings, keep_confident, run_of
from kg.resolve import resolve
from kg.testing import blank, claim, document, paper_of

PIPELINE = Pipeline(name="stub", version="0", nlp=blank())
PAPERS = [paper_of("d1", "Een."), paper_of("d2", "Twee.")]


def digest(papers=PAPERS, **settings) -> str:
    """Return the digest of a run."""
    return run_of(papers, PIPELINE, Settings(**settings)).input_digest


def test_the_same_input_is_the_same_run():
    """The digest is that of texts, versions and settings."""
    assert digest() == digest()


@pytest.mark.parametrize(
    "other",
    [
        digest([PAPERS[0]]),
        digest([PAPERS[0], paper_of("d2", "Drie.")]),
        digest([PAPERS[0], paper_of("d3", "Twee.")]),
        digest(base_iri="https://example.org/"),
    ],
    ids=["fewer", "text", "identifier", "base"],
)
def test_other_input_is_another_run(other: str):
    """Whatever changes the graph changes the digest."""
    assert other != digest()


def test_another_threshold_is_another_run():
    """A build that leaves claims out is not the one that keeps them."""
    assert digest(minimum_confidence=0.5) != digest()


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
    run = run_of([kept.document], PIPELINE, Settings())

    assert condemned.fillers(Role.AGENT) == ("org-eu",)
    assert describe([kept], resolve([kept]), run, names=Names(Namespaces()))
