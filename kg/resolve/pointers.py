"""What events point at: what they are directed at, and what gives them reason.

Claims point at claims of their own document, whose events may be of another class, and
are known when that class is resolved. So events are completed when all are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Claim, Event, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """What a claim of an event points at.

    `target` is the claim whose event it is directed at, `motive` the one whose event it
    gives as a reason. A claim that others are preferred to has no target, for what an
    event is directed at is what its preferred claims say.
    """

    target: str | None = None
    motive: str | None = None


def pointers_of(
    claims: Iterable[Claim], event_of: Mapping[str, str], rank_of: Mapping[str, Rank]
) -> Mapping[str, Sequence[Pointer]]:
    """Return what the claims of each event point at, by event.

    Args:
        claims: that are resolved.
        event_of: the event of each.
        rank_of: the rank of each.
    """
    found = defaultdict(list)
    for claim in claims:
        preferred = rank_of[claim.identifier] is Rank.PREFERRED
        target = claim.targets_claim if preferred else None
        if target or claim.motive:
            pointer = Pointer(target=target, motive=claim.motive)
            found[event_of[claim.identifier]].append(pointer)
    return found


def point(
    event: Event, pointers: Iterable[Pointer], event_of: Mapping[str, str]
) -> Event:
    """Return an event with those that it is directed at and that give it reason.

    Args:
        event: without these.
        pointers: what its claims point at.
        event_of: the events of the claims that they point at, as far as there are any.
    """
    seen = tuple(pointers)
    targets = {event_of.get(p.target) for p in seen if p.target}
    reasons = {event_of.get(p.motive) for p in seen if p.motive}
    return replace(
        event,
        target_events=tuple(sorted(name for name in targets if name)),
        motivated_by=tuple(
            sorted(name for name in reasons if name and name != event.identifier)
        ),
    )


def pointed_at(claim: Claim) -> Iterator[str]:
    """Yield the claims whose events a claim is directed at or gives as its reason."""
    yield from (other for other in (claim.targets_claim, claim.motive) if other)
