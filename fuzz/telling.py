"""What a build makes of a document, without checking it."""

from itertools import chain

from kg.describe import (
    Names,
    describe_actor,
    describe_conflict,
    describe_event,
    describe_relation,
    describe_statements,
    describe_text,
    describe_words,
    prefixes,
)
from kg.iris import Namespaces
from kg.model import ReadDocument
from kg.resolve import brief, by_document, resolve
from kg.store import section_of, triples_in
from kg.testing import run

NAMES = Names(Namespaces())
RUN = run()


def tell(said: ReadDocument) -> None:
    """Resolve what a document says, describe it, and read what was written."""
    resolution = resolve([said])
    (own,) = by_document([brief(said)], resolution, resolution.relations)
    triples = chain(
        describe_words(said, own, names=NAMES),
        describe_statements(said, own, RUN, names=NAMES),
        describe_text(said.document, names=NAMES),
        *(describe_actor(actor, names=NAMES) for actor in said.actors),
        *(describe_event(event, names=NAMES) for event in resolution.events),
        *(describe_conflict(found, names=NAMES) for found in resolution.conflicts),
        *(describe_relation(found, names=NAMES) for found in resolution.relations),
    )
    known = prefixes(NAMES.spaces)
    for _ in triples_in(section_of(triples, known), known):
        pass
