"""Matches to decide on: what was found, sorted, beside what was decided before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.link.actors import Sought
from kg.link.asking import Found
from kg.link.score import rate
from kg.link.weights import Weights
from kg.links import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """All matches, old and new, and what the asking came to.

    Args:
        matches: those decided before, of other endpoints, and proposed now.
        asked: how many actors were looked for.
        found: actors with a match to decide on, of this endpoint.
        tied: those of them whose best matches score the same.
    """

    matches: tuple[Match, ...]
    asked: int
    found: tuple[str, ...]
    tied: tuple[str, ...]


def propose(
    actors: Sequence[Sought],
    things: Iterable[Found],
    before: Iterable[Match],
    *,
    source: str,
    weights: Weights,
) -> Proposals:
    """Return what people may decide on of things that have the labels of actors.

    What was decided before stays as it is. Nothing is proposed for an actor of whom a
    match on the same host was accepted, or is known; what was rejected is not proposed
    again.

    Args:
        actors: that were looked for.
        things: that were found.
        before: the matches of an earlier run.
        source: the endpoint that was asked.
        weights: what makes a good match.
    """
    asked = {actor.identifier for actor in actors}
    kept = [
        match
        for match in before
        if match.decision or match.source != source or match.actor not in asked
    ]
    by_label: dict[str, list[Found]] = {}
    for thing in things:
        for label in thing.preferred | thing.alternative:
            by_label.setdefault(label, []).append(thing)
    made = [
        match
        for actor in actors
        for match in _matches(actor, by_label, kept, source, weights)
    ]
    return Proposals(
        matches=(*kept, *made),
        asked=len(actors),
        found=tuple(sorted({match.actor for match in made})),
        tied=tuple(sorted({match.actor for match in made if match.tie})),
    )


def _matches(
    actor: Sought,
    by_label: dict[str, list[Found]],
    kept: Iterable[Match],
    source: str,
    weights: Weights,
) -> list[Match]:
    """Return what fits an actor best, the best first."""
    own = [match for match in kept if match.actor == actor.identifier]
    settled = {urlsplit(iri).netloc for iri in actor.known}
    settled |= {urlsplit(match.match).netloc for match in own if match.is_accepted}
    taken = {match.match for match in own}
    candidates = {
        thing.match: thing
        for label in actor.labels
        for thing in by_label.get(label, ())
        if thing.match not in taken and urlsplit(thing.match).netloc not in settled
    }
    rated = [(*rate(actor, thing, weights), thing) for thing in candidates.values()]
    fitting = sorted(
        (each for each in rated if each[0] >= weights.least),
        key=lambda each: (-each[0], each[2].match),
    )
    best = fitting[0][0] if fitting else 0.0
    tied = sum(score == best for score, _, _ in fitting)
    return [
        Match(
            actor=actor.identifier,
            match=thing.match,
            label=actor.label,
            kind=actor.kind,
            name=thing.name,
            about=thing.about,
            score=score,
            why=why,
            tie=tied > 1 and score == best,
            source=source,
        )
        for score, why, thing in fitting[: max(weights.most, tied)]
    ]
