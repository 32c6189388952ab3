"""Which claims readers say are about one event, and which are not.

Pairs that must be linked and pairs that cannot be (constrained clustering, Wagstaff et
al. 2001). Claims that must stay together are a group; two groups are kept apart if any
claim of the one is to be kept from any of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.model import Claim

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Two claims that are about one event, or are not, as a correction says.

    `reason` is what the merge reason of a claim says.
    """

    one: str
    other: str
    correction: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What the events of claims must keep to; without any, everything is allowed.

    `group_of` names the group of each claim that must stay with others; `apart` holds
    pairs of groups, or of claims without one; `named` the claims that corrections are
    about; `unanswering` those that take up another claim no longer, since they are kept
    from it.
    """

    together: tuple[Link, ...] = ()
    group_of: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    named: frozenset[str] = frozenset()
    unanswering: frozenset[str] = frozenset()

    def group(self, claim: Claim) -> str:
        """Return the group of a claim, by its name or by that of the claim alone."""
        return self.group_of.get(claim.identifier, claim.identifier)

    def admit(self, claim: Claim, others: Iterable[Claim]) -> bool:
        """Tell whether a claim may be about the event of others."""
        if not self.apart:
            return True
        own = self.group(claim)
        return not any(frozenset((own, self.group(o))) in self.apart for o in others)

    def admit_all(self, claims: Iterable[Claim], others: Iterable[Claim]) -> bool:
        """Tell whether all of some claims may be about the event of others."""
        there = list(others)
        return all(self.admit(claim, there) for claim in claims)


NO_CONSTRAINTS = Constraints()
