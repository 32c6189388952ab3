"""What the tests of the pages share: a paper full of markup, as a graph and served."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph
from anyio.from_thread import start_blocking_portal
from html5rdf import HTMLParser as StrictParser
from serve_builders import Client

from kg.pages import page_routes
from kg.serve import Settings, create_app
from kg.store import as_store
from kg.workers import Service, take_snapshot

BASE = "https://w3id.org/kroniek/"
PREFIXES = f"""
@prefix cl: <{BASE}claim/> .
@prefix doc: <{BASE}doc/> .
@prefix ev: <{BASE}ev/> .
@prefix id: <{BASE}id/> .
@prefix kg: <{BASE}ont#> .
@prefix sp: <{BASE}span/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gaf: <http://groundedannotationframework.org/gaf#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
EVIL = "<script>document.title = 'caught'</script>"
# A letter outside the first plane counts as one character, though JavaScript has two.
TEXT = f"""Vraag 1

Wat weet u van 𝄞 {EVIL} & "Mali"?

Antwoord 1

Het leger van Mali <b onclick="x">zette</b> de president af.
"""


def span(text: str, words: str, document: str = "paper") -> tuple[str, str]:
    """Return the name of the span of some words, and its triples."""
    begin = text.index(words)
    end = begin + len(words)
    name = f"sp:{document}.{begin}-{end}"
    return name, (
        f"{name} a kg:Span ; nif:referenceContext doc:{document} ;"
        f" nif:beginIndex {begin} ; nif:endIndex {end} ;"
        f" nif:anchorOf {literal(words)} .\n"
    )


def literal(text: str) -> str:
    """Return a text as it stands in Turtle."""
    return str(pyoxigraph.Literal(text))


def turn(text: str, label: str, kind: str, words: str) -> str:
    """Return the triples of a turn that holds some words."""
    begin = text.index(words)
    return (
        f"doc:paper.{label} a kg:{kind} ; dcterms:isPartOf doc:paper ;"
        f" nif:beginIndex {begin} ; nif:endIndex {begin + len(words)} ;"
        f' kg:speaker id:speaker ; kg:utteredOn "2022-02-07"^^xsd:date .\n'
    )


def claim(text: str, name: str, trigger: str, sentence: str, factuality: str) -> str:
    """Return the triples of a claim about the coup in Mali."""
    (evidence, first), (word, second) = span(text, sentence), span(text, trigger)
    return (
        f"{first}{second}cl:{name} a kg:Claim ; prov:wasDerivedFrom doc:paper ;"
        f" kg:inTurn doc:paper.a1 ; kg:aboutEvent ev:coup ; kg:source id:speaker ;"
        f" kg:agent id:mali ; kg:factuality kg:{factuality} ; kg:rank kg:Preferred ;"
        f" kg:evidence {evidence} ; kg:trigger {word} .\n"
    )


def evil_graph() -> str:
    """Return the graph of a paper in which everything that is written is markup."""
    question, answer = TEXT.split("Antwoord 1")
    sentence = answer.strip()
    mali, spans = span(TEXT, "Mali <b")
    return (
        PREFIXES
        + f"doc:paper a kg:Document ; dcterms:identifier {literal('<i>paper')} ;"
        f' dcterms:title {literal(EVIL)} ; dcterms:issued "2022-02-07"^^xsd:date ;'
        f" nif:isString {literal(TEXT)} .\n"
        f"id:mali a kg:State ; skos:prefLabel {literal('<em>Mali')} ;"
        f" skos:altLabel {literal('Malí')} ; gaf:denotedBy {mali} .\n{spans}"
        f"id:speaker a kg:Government ; skos:prefLabel {literal(EVIL)} .\n"
        f"ev:coup a kg:Coup ; skos:prefLabel {literal(EVIL)} .\n"
        + turn(TEXT, "q1", "QuestionTurn", question.strip())
        + turn(TEXT, "a1", "AnswerTurn", f"Antwoord 1{answer}".strip())
        + claim(TEXT, "one", "zette", sentence, "certain")
        + claim(TEXT, "two", "zette", sentence, "denied")
    )


def store_of(turtle: str) -> pyoxigraph.Store:
    """Return a graph in Turtle as a store."""
    return as_store(
        quad.triple for quad in pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE)
    )


@contextmanager
def pages(source: Path, **chosen: Any) -> Iterator[Client]:
    """Start the application with its pages for a graph, and end it."""
    settings = Settings(**chosen)
    with start_blocking_portal() as portal:
        snapshot = take_snapshot(source, is_writable=settings.is_writable)
        service = Service(snapshot, settings.limits)
        with portal.wrap_async_context_manager(service):
            app = create_app(service, settings, routes=page_routes(service))
            yield Client(portal, app, service)


class _Reader(HTMLParser):
    """Collects the tags, addresses and names of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag, attrs) -> None:
        """Take what leads elsewhere, and what can be led to."""
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "action", "formaction"}:
                self.links.append(value)
            if name == "id":
                self.ids.append(value)


def read(html: str) -> _Reader:
    """Return the tags, addresses and names of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader


def check_html(html: str) -> None:
    """Make sure that a page is well-formed, and uses each name once."""
    StrictParser(strict=True).parse(html)
    ids = read(html).ids
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})
    labels = re.findall(r'<label for="([^"]*)"', html)
    assert set(labels) <= set(ids)
