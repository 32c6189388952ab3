"""A claim that looks for its event, and a cluster as such a claim sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.identity import IdentityRule
from kg.model import Claim, Role
from kg.resolve.clusters import Cluster
from kg.resolve.constraints import Constraints
from kg.resolve.moments import Moments

Turn = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A claim that looks for its event: who fills its roles, and its target event.

    `group` and `rivals` are what readers keep it with and from.
    """

    claim: Claim
    actors: Mapping[Role, Collection[str]]
    targets: Collection[str]
    group: str
    rivals: frozenset[str]

    @classmethod
    def of(
        cls, claim: Claim, targets: Mapping[str, str], constraints: Constraints
    ) -> Probe:
        """Look up what matching asks of a claim, once."""
        target = targets.get(claim.identifier)
        return cls(
            claim=claim,
            actors=actors_of(claim),
            targets=(target,) if target else (),
            group=constraints.group(claim),
            rivals=constraints.rivals(claim),
        )


def actors_of(claim: Claim) -> Mapping[Role, set[str]]:
    """Return who fills each role."""
    actors: defaultdict[Role, set[str]] = defaultdict(set)
    for filler in claim.roles:
        actors[filler.role].add(filler.actor)
    return actors


@dataclass(slots=True, kw_only=True, eq=False)
class Profile:
    """What the claims of a cluster say together, kept up as claims are added.

    `place` tells in which order clusters were begun. `begins` holds by document where
    claims stand in it, `turns` the claims by turn, `groups` those of readers.
    """

    cluster: Cluster
    place: int
    actors: defaultdict[Role, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    targets: set[str] = field(default_factory=set)
    moments: Moments = field(default_factory=Moments)
    begins: defaultdict[str, list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )
    turns: defaultdict[Turn, list[Claim]] = field(
        default_factory=lambda: defaultdict(list)
    )
    groups: set[str] = field(default_factory=set)

    @property
    def preference(self) -> tuple[int, int, int]:
        """How readily a claim joins: the latest, then largest, then oldest cluster."""
        return self.moments.begun, len(self.cluster.claims), -self.place

    def add(self, probe: Probe) -> None:
        """Add a claim, in constant time."""
        claim = probe.claim
        self.cluster.claims.append(claim)
        for role, actors in probe.actors.items():
            self.actors[role].update(actors)
        self.targets.update(probe.targets)
        self.moments.add(claim)
        self.begins[claim.document].append(claim.trigger.begin)
        self.turns[claim.document, claim.turn].append(claim)
        self.groups.add(probe.group)

    def absorb(self, other: Profile, reason: str) -> None:
        """Add the claims of another cluster, and leave that one empty.

        Args:
            other: the profile of the other.
            reason: why its first claim is about the same event.
        """
        gone = other.cluster
        for moved in gone.claims:
            own = gone.reasons.get(moved.identifier, reason)
            self.cluster.reasons[moved.identifier] = own
        self.cluster.claims.extend(gone.claims)
        gone.claims.clear()
        for role, actors in other.actors.items():
            self.actors[role].update(actors)
        self.targets.update(other.targets)
        self.moments.add_all(other.moments)
        for document, begins in other.begins.items():
            self.begins[document].extend(begins)
        for turn, claims in other.turns.items():
            self.turns[turn].extend(claims)
        self.groups.update(other.groups)


def shared_roles(probe: Probe, profile: Profile, rule: IdentityRule) -> list[Role]:
    """Return the anchors that a claim and a cluster share; a target may be an event."""
    shared = [
        role
        for role in rule.anchor
        if role in probe.actors
        and not profile.actors[role].isdisjoint(probe.actors[role])
    ]
    if not profile.targets.isdisjoint(probe.targets):
        shared.append(Role.TARGET)
    return shared


def roles_agree(probe: Probe, profile: Profile, rule: IdentityRule) -> bool:
    """Tell whether no key role is filled by quite different actors.

    Places must be equal where both sides have one; the anchors of a strict class must
    be equal even where one side has none.
    """
    for role in rule.keys:
        mine, theirs = probe.actors.get(role, frozenset()), profile.actors[role]
        both = bool(mine and theirs)
        exact = (both and role is Role.PLACE) or (rule.strict and role in rule.anchor)
        if exact and mine != theirs:
            return False
        if both and theirs.isdisjoint(mine):
            return False
    return True


def targets_agree(probe: Probe, profile: Profile) -> bool:
    """Tell whether the claims are not directed at different events."""
    mine, theirs = probe.targets, profile.targets
    return not mine or not theirs or not theirs.isdisjoint(mine)
