"""What was resolved of one document's claims, so that it can be sent back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from kg.model import Relation, Resolution, Resolved
from kg.resolve.statements import Statements

Value = TypeVar("Value")


def by_document(
    statements: Iterable[Statements],
    resolution: Resolution,
    relations: Iterable[Relation] = (),
) -> Iterator[Resolved]:
    """Yield what was found of the claims of each document, in time linear in claims.

    Args:
        statements: of the documents, with the claims that were resolved, or all.
        resolution: of these claims, or of some classes of them.
        relations: those that claims of relations are about, or some of them.
    """
    reasons = {c: why for e in resolution.events for c, why in e.reasons.items()}
    relation_of = {c: r.identifier for r in relations for c in r.claims}
    responses = defaultdict(list)
    for response in resolution.responses:
        responses[response.claim].append(response)
    for stated in statements:
        own = [c.identifier for c in stated.claims]
        yield Resolved(
            document=stated.document,
            event_of=only(resolution.event_of, own),
            rank_of=only(resolution.rank_of, own),
            reasons=only(reasons, own),
            extracted_event_of=only(resolution.extracted_event_of, own),
            responses=tuple(r for claim in own for r in responses.get(claim, ())),
            relation_of=only(relation_of, (c.identifier for c in stated.relations)),
        )


def only(found: Mapping[str, Value], claims: Iterable[str]) -> dict[str, Value]:
    """Return what was found of some claims."""
    return {claim: found[claim] for claim in claims if claim in found}


def join_resolved(parts: Iterable[Resolved]) -> Resolved:
    """Return what several partitions found of one document, at least one of them."""
    first, *others = parts
    mappings = ("event_of", "rank_of", "reasons", "extracted_event_of", "relation_of")
    merged: dict[str, Any] = {name: dict(getattr(first, name)) for name in mappings}
    for part in others:
        for name in mappings:
            merged[name].update(getattr(part, name))
    responses = tuple(sorted({r for p in (first, *others) for r in p.responses}))
    return Resolved(document=first.document, responses=responses, **merged)
