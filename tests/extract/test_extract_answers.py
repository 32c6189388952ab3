"""Answers that take a stand without naming the event again."""

from datetime import date

import pytest

from kg.corpus import find_turns
from kg.extract import load_knowledge, read_document
from kg.language import BUILT_IN, load_pipeline
from kg.model import DateBasis, Document
from kg.resolve import resolve

QUESTION = "Vraag 1\nKlopt het dat Egypte de Franse ambassadeur heeft uitgezet?\n\n"


def paper(text: str) -> Document:
    """Return answers to questions with a text."""
    return Document(
        identifier="d1",
        text=text,
        sha256="0" * 64,
        title="Antwoorden",
        kind="answer-to-questions",
        issued=date(2015, 6, 15),
        date_basis=DateBasis.EXTERNAL,
        country="nl",
        asked=date(2015, 6, 1),
        asked_by="VVD",
        answered_by="het kabinet",
    )


def read(text: str):
    """Return what a paper says, read with the built-in pipeline."""
    return read_document(
        paper(text), pipeline=load_pipeline(BUILT_IN), knowledge=load_knowledge()
    )


@pytest.mark.parametrize(
    ("answer", "words", "factuality"),
    [
        ("Ja. Het kabinet betreurt dit.", "Ja", "certain"),
        ("Dat klopt.", "Dat klopt", "certain"),
        ("Nee.", "Nee", "denied"),
        ("Dat klopt niet.", "Dat klopt niet", "denied"),
    ],
)
def test_the_first_words_of_an_answer(answer: str, words: str, factuality: str):
    """They confirm or deny what was asked, for who answers, and respond to it."""
    found = read(f"{QUESTION}Antwoord 1\n{answer}\n")
    asked, answered = found.claims

    assert asked.factuality.value == "hypothetical"
    assert (answered.trigger.quote, answered.factuality.value) == (words, factuality)
    assert answered.sources == ("kabinet-nl",)
    assert answered.event_class == asked.event_class
    assert [(f.role, f.actor) for f in answered.roles] == [
        (f.role, f.actor) for f in asked.roles
    ]
    resolution = resolve([found])
    assert len(resolution.events) == 1
    assert [(r.claim, r.responds_to) for r in resolution.responses] == [
        (answered.identifier, asked.identifier)
    ]


def test_an_answer_for_each_of_several_parties():
    """What is asked of two states is answered for each, by claims of their own."""
    question = QUESTION.replace("Egypte", "Egypte en Soedan").replace("heeft", "hebben")
    found = read(f"{question}Antwoord 1\nJa.\n").claims
    identifiers = [c.identifier for c in found]

    assert len(set(identifiers)) == len(identifiers) == 4
    assert [c.responds_to for c in found] == [None, None, *identifiers[:2]]
    assert identifiers[2].endswith(".Expulsion.68")
    assert identifiers[3].endswith(".Expulsion.68.2")


def test_a_statement_that_is_taken_up():
    """Who cannot confirm "deze bewering" leaves open what another said."""
    text = (
        "Vraag 1\nVolgens president Akufo-Addo is Wagner actief in Burkina Faso. Kunt u"
        " dit bevestigen?\n\nAntwoord 1\nHet kabinet kan deze bewering niet"
        " bevestigen.\n"
    )
    said, left_open = read(text).claims

    assert said.factuality.value == "certain"
    assert left_open.factuality.value == "unconfirmed"
    assert left_open.trigger.quote == "bewering"
    assert left_open.responds_to == said.identifier


@pytest.mark.parametrize(
    "text",
    [
        "Vraag 1\nBent u bekend met de coup in Soedan?\n\nAntwoord 1\nJa.\n",
        f"{QUESTION}Antwoord 1\nJazeker niet alleen in Egypte.\n",
    ],
    ids=["known, not asked", "other words"],
)
def test_no_stand(text: str):
    """What was taken for granted is not confirmed, nor by longer openings."""
    assert len(find_turns(paper(text))) == 2
    assert not [c for c in read(text).claims if c.responds_to]
