"""Leaving claims out of a document, with what hangs on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from kg.model import Claim, ReadDocument


def answers_to(claims: Iterable[Claim], gone: Collection[str]) -> Mapping[str, str]:
    """Return the claims that take up one of those that go, or one that takes up these.

    Such a claim ("Ja.") names no event of its own, so it cannot stay alone.

    Returns:
        the claim that each takes up, both by identifier.
    """
    taken_up = {c.identifier: c.responds_to for c in claims if c.responds_to}
    found: dict[str, str] = {}
    reached = set(gone)
    while more := {
        claim: other
        for claim, other in taken_up.items()
        if claim not in reached and other in reached
    }:
        found.update(more)
        reached.update(more)
    return found


def without(read: ReadDocument, gone: Collection[str]) -> ReadDocument:
    """Leave claims and claims of relations out, and what other claims say of them."""

    def kept(claim: str | None) -> str | None:
        return None if claim in gone else claim

    return replace(
        read,
        claims=tuple(
            replace(c, targets_claim=kept(c.targets_claim), motive=kept(c.motive))
            for c in read.claims
            if c.identifier not in gone
        ),
        relations=tuple(r for r in read.relations if r.identifier not in gone),
    )
