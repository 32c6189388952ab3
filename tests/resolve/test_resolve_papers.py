"""The real papers, and many more made of them: the index misses nothing there."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from reference_resolve import resolve as resolve_plainly

from kg.corpus import read_corpus
from kg.extract import load_knowledge, read_document
from kg.language import load_pipeline
from kg.model import Claim, ReadDocument, TimeValue
from kg.resolve import resolve

CORPUS = Path(__file__).parents[2] / "corpus"
YEARS = 6  # by which copies are moved, at most
COPIES = 7


@pytest.fixture(scope="module")
def papers() -> list[ReadDocument]:
    """Return what the papers of the corpus say."""
    pipeline, knowledge = load_pipeline(), load_knowledge()
    return [
        read_document(document, pipeline=pipeline, knowledge=knowledge)
        for document in read_corpus(CORPUS).documents
    ]


def copied(read: ReadDocument, number: int, days: timedelta) -> ReadDocument:
    """Return a document under another name, that plays so many days later."""
    name = f"{read.document.identifier}-{number}"

    def renamed(claim: str | None) -> str | None:
        return claim and claim.replace(read.document.identifier, name, 1)

    def moved(claim: Claim) -> Claim:
        return replace(
            claim,
            identifier=renamed(claim.identifier),
            document=name,
            targets_claim=renamed(claim.targets_claim),
            motive=renamed(claim.motive),
            responds_to=renamed(claim.responds_to),
            uttered_on=claim.uttered_on + days,
            time=claim.time and later(claim.time, days),
        )

    return replace(
        read,
        document=replace(read.document, identifier=name),
        claims=tuple(map(moved, read.claims)),
        relations=(),
    )


def later(time: TimeValue, days: timedelta) -> TimeValue:
    """Return a time so many days later."""
    first, last = (day and day + days for day in (time.first, time.last))
    edtf = "/".join(day.isoformat() if day else ".." for day in (first, last))
    return replace(time, edtf=edtf, first=first, last=last)


def test_the_papers(papers):
    """Each event, link, rank and reason is that of the plain way."""
    found = resolve(papers)

    assert len(papers) == 5
    assert len(found.events) > 100
    assert found == resolve_plainly(papers)


def test_many_papers_with_the_same_actors(papers):
    """Hubs have hundreds of claims then, over many years; the order does not matter."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    shifts = [timedelta(days=chance.randint(-365, 365) * YEARS) for _ in range(COPIES)]
    many = [
        copied(read, number, days)
        for number, days in enumerate(shifts)
        for read in papers
    ]
    chance.shuffle(many)
    found = resolve(many)

    assert sum(len(read.claims) for read in many) > 2000
    assert max(len(event.claims) for event in found.events) > 30
    assert min(read.claims[0].uttered_on for read in many) < date(2016, 1, 1)
    assert found == resolve_plainly(many)
