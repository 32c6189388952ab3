"""What was resolved of one document's claims, so that it can be sent back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.model import Rank, Relation, Resolution, Response
from kg.resolve.statements import Statements

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the description of a document needs, by claim.

    `event_of`, `rank_of` and `extracted_event_of` are as in `Resolution`; `reasons`
    tells why a claim was taken for the same event as others, where it was;
    `relation_of` is the relation that a claim of one is about. An answer stands in the
    same document as what it responds to, so `responses` are of the document too.
    """

    document: str
    event_of: Mapping[str, str] = field(default_factory=dict)
    rank_of: Mapping[str, Rank] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    extracted_event_of: Mapping[str, str] = field(default_factory=dict)
    responses: tuple[Response, ...] = ()
    relation_of: Mapping[str, str] = field(default_factory=dict)


def findings(
    statements: Iterable[Statements],
    resolution: Resolution,
    relations: Iterable[Relation] = (),
) -> Iterator[Findings]:
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
        yield Findings(
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


def join_findings(parts: Iterable[Findings]) -> Findings:
    """Return what several partitions found of one document, at least one of them."""
    first, *others = parts
    mappings = ("event_of", "rank_of", "reasons", "extracted_event_of", "relation_of")
    merged: dict[str, Any] = {name: dict(getattr(first, name)) for name in mappings}
    for part in others:
        for name in mappings:
            merged[name].update(getattr(part, name))
    responses = tuple(sorted({r for p in (first, *others) for r in p.responses}))
    return Findings(document=first.document, responses=responses, **merged)
