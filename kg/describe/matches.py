"""Who actors are elsewhere, as people accepted it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal

from kg.describe.namespaces import Names
from kg.describe.terms import DCTERMS, RDF, SKOS, Triple, day, iri
from kg.links import Match


def describe_matches(matches: Iterable[Match], *, names: Names) -> Iterator[Triple]:
    """Yield what is accepted of matches, with who accepted it and when.

    The statement itself is the thing that has an author (RDF 1.1 Schema, 5.3).
    """
    for match in matches:
        if match.decision is None or not match.decision.accepted:
            continue
        actor, thing = names.actor(match.actor), iri(match.match)
        yield actor, SKOS.exactMatch, thing
        node = names.match(match)
        yield node, RDF.type, RDF.Statement
        yield node, RDF.subject, actor
        yield node, RDF.predicate, SKOS.exactMatch
        yield node, RDF.object, thing
        yield node, DCTERMS.creator, Literal(match.decision.by)
        yield node, DCTERMS.created, day(match.decision.on)
        if match.decision.note:
            yield node, DCTERMS.description, Literal(match.decision.note)
