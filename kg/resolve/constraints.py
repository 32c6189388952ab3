"""Which claims readers say are about one event, and which are not.

Pairs that must be linked and pairs that cannot be (constrained clustering, Wagstaff et
al. 2001). Claims that must stay together are a group; two groups are kept apart if any
claim of the one is to be kept from any of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kg.model import Claim


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

    `group_of` names the group of each claim that must stay with others, any other claim
    is a group alone; `apart` holds the groups that a group is kept from; `named` the
    claims that corrections are about; `unanswering` those that take up another claim no
    longer, since they are kept from it.
    """

    together: tuple[Link, ...] = ()
    group_of: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    unanswering: frozenset[str] = frozenset()

    def group(self, claim: Claim) -> str:
        """Return the group of a claim, by its name or by that of the claim alone."""
        return self.group_of.get(claim.identifier, claim.identifier)

    def groups(self, claims: Iterable[Claim]) -> set[str]:
        """Return the groups of claims."""
        return {self.group(claim) for claim in claims}

    def rivals(self, claim: Claim) -> frozenset[str]:
        """Return the groups that a claim is kept from."""
        return self.apart.get(self.group(claim), NOBODY)

    def keep_apart(self, groups: Iterable[str], others: AbstractSet[str]) -> bool:
        """Tell whether any of some groups is kept from any of others."""
        if not self.apart:
            return False
        return any(not self.apart.get(g, NOBODY).isdisjoint(others) for g in groups)


NOBODY: frozenset[str] = frozenset()
NO_CONSTRAINTS = Constraints()
