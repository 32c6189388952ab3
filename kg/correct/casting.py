"""What documents say, told of the actors as they are after corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from kg.correct.actors import Cast
from kg.model import Claim, ReadDocument, RelationClaim, RoleFiller

Statement = TypeVar("Statement", Claim, RelationClaim)


def with_cast(read: ReadDocument, cast: Cast) -> ReadDocument:
    """Put the actors as they are now in the place of those that were read."""
    return with_sources(
        replace(
            read,
            speakers={label: cast.all(who) for label, who in read.speakers.items()},
            mentions=tuple(replace(m, actor=cast.now(m.actor)) for m in read.mentions),
            claims=tuple(spoken(filled(c, cast), cast) for c in read.claims),
            relations=tuple(spoken(related(r, cast), cast) for r in read.relations),
        ),
        cast,
    )


def with_sources(read: ReadDocument, cast: Cast) -> ReadDocument:
    """Describe all actors of a document as they are now, with new sources of claims."""
    said = read.statements
    sources = (a for claim in said for a in (*claim.sources, *claim.reported_by))
    used = cast.all((*(a.identifier for a in read.actors), *sources))
    own = {a.identifier: a for a in read.actors}
    found = (cast.changed.get(a) or own.get(a) or cast.get(a) for a in sorted(used))
    return replace(read, actors=tuple(actor for actor in found if actor is not None))


def spoken(claim: Statement, cast: Cast) -> Statement:
    """Return a claim under its sources as they are now; a source reports nothing."""
    sources = cast.all(claim.sources)
    reporters = (a for a in cast.all(claim.reported_by) if a not in sources)
    return replace(claim, sources=sources, reported_by=tuple(reporters))


def filled(claim: Claim, cast: Cast) -> Claim:
    """Return a claim about the actors as they are now, each once in a role."""
    fillers: dict[tuple[str, str], RoleFiller] = {}
    for filler in claim.roles:
        actor = cast.now(filler.actor)
        fillers.setdefault((filler.role, actor), replace(filler, actor=actor))
    return replace(claim, roles=tuple(fillers.values()))


def related(claim: RelationClaim, cast: Cast) -> RelationClaim:
    """Return a claim of a relation between the actors as they are now."""
    owner = claim.organisation
    return replace(
        claim,
        subject=cast.now(claim.subject),
        object=cast.now(claim.object),
        organisation=cast.now(owner) if owner else None,
    )
