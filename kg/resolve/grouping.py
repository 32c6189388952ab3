"""Which claims are about the same event.

Claims with a date come first, in order of the day they were uttered; then those
without, which join the latest fitting event before that day. Merging needs the same
class, agreeing roles, and overlapping windows of time; all else keeps events apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.identity import IdentityRule, load_identity
from kg.model import Claim
from kg.resolve.blocking import Blocks
from kg.resolve.bonds import Bond, bond_of
from kg.resolve.clusters import Cluster
from kg.resolve.constraints import NO_CONSTRAINTS, Constraints
from kg.resolve.moments import CORRECTION, days_of, near
from kg.resolve.profiles import Probe, Profile, roles_agree, shared_roles, targets_agree
from kg.resolve.turns import Place, Turns

Profiles = dict[int, Profile]


def cluster_claims(
    claims: Sequence[Claim],
    turns: Turns,
    targets: Mapping[str, str],
    constraints: Constraints = NO_CONSTRAINTS,
) -> list[Cluster]:
    """Group the claims of one class into events.

    Takes time nearly linear in the claims: each is compared with the clusters of its
    blocks that are near in time, from the best one down to the first that fits.

    Args:
        claims: all of one class.
        turns: where they stand.
        targets: the event that a claim is directed at, by claim, as far as resolved.
        constraints: what is to be kept apart.
    """
    if not claims:
        return []
    grouping = Grouping.of(claims[0].event_class, turns, constraints)
    for claim in sorted((c for c in claims if not c.responds_to), key=order):
        grouping.add(Probe.of(claim, targets, constraints))
    clusters = grouping.clusters()
    add_answers(claims, clusters)
    return clusters


def add_answers(claims: Sequence[Claim], clusters: Sequence[Cluster]) -> None:
    """Add the claims that take up another's event to the cluster of that event."""
    home = {c.identifier: cluster for cluster in clusters for c in cluster.claims}
    for claim in sorted((c for c in claims if c.responds_to), key=order):
        cluster = home[str(claim.responds_to)]
        cluster.reasons[claim.identifier] = f"takes up {claim.responds_to}"
        cluster.claims.append(claim)


def order(claim: Claim) -> tuple[int, bool, date, str, int, str]:
    """Return the sort key: dated first, then those with most roles, then by text."""
    dated = 0 if claim.time is not None else 1 if claim.recent else 2
    bare = not claim.roles
    place = claim.trigger.begin
    return dated, bare, claim.uttered_on, claim.document, place, claim.identifier


@dataclass(slots=True, kw_only=True, eq=False)
class Grouping:
    """The clusters of one class while claims are added, and where to look for them.

    `profiles` are in the order in which their clusters were begun; `by_turn` and
    `by_document` tell which have claims there.
    """

    event_class: str
    rule: IdentityRule
    turns: Turns
    blocks: Blocks
    constraints: Constraints
    profiles: Profiles = field(default_factory=dict)
    by_turn: defaultdict[Place, Profiles] = field(
        default_factory=lambda: defaultdict(dict)
    )
    by_document: defaultdict[str, Profiles] = field(
        default_factory=lambda: defaultdict(dict)
    )
    begun: int = 0

    @classmethod
    def of(cls, event_class: str, turns: Turns, constraints: Constraints) -> Grouping:
        """Return a grouping of a class without any claim."""
        rule = load_identity()[event_class]
        blocks = Blocks(rule=rule)
        return cls(
            event_class=event_class,
            rule=rule,
            turns=turns,
            blocks=blocks,
            constraints=constraints,
        )

    def clusters(self) -> list[Cluster]:
        """Return the clusters in the order in which they were begun."""
        return [profile.cluster for profile in self.profiles.values()]

    def add(self, probe: Probe) -> None:
        """Add a claim to the cluster that it fits best, or to a new one."""
        corrected = self.corrected(probe)
        bond = self.find(probe, corrected)
        if bond is None:
            profile = self.begin()
        else:
            profile = bond.profile
            profile.cluster.reasons[probe.claim.identifier] = bond.reason
            if bond.corrected:
                self.absorb(probe, profile, corrected)
        profile.add(probe)
        claim = probe.claim
        self.keep(profile, [(claim.document, claim.turn)])

    def begin(self) -> Profile:
        """Begin a new cluster."""
        profile = Profile(
            cluster=Cluster(event_class=self.event_class), place=self.begun
        )
        self.profiles[profile.place] = profile
        self.begun += 1
        return profile

    def keep(self, profile: Profile, places: Iterable[Place]) -> None:
        """Make a cluster found by what it holds now.

        Args:
            profile: of the cluster.
            places: the turns of claims that are new in it.
        """
        self.blocks.put(profile)
        for place in places:
            self.by_turn[place][profile.place] = profile
            self.by_document[place[0]][profile.place] = profile

    def drop(self, profile: Profile) -> None:
        """Take out a cluster whose claims come to be of another."""
        self.blocks.drop(profile)
        del self.profiles[profile.place]
        for place in profile.turns:
            del self.by_turn[place][profile.place]
            self.by_document[place[0]].pop(profile.place, None)

    def find(self, probe: Probe, corrected: Profiles) -> Bond | None:
        """Return the cluster that a claim fits best, and why, or None.

        Shared actors come before mere mentions; where a class says so, clusters of the
        same paper before others; then the latest, largest and oldest cluster.
        """
        best = self.best_of_paper(probe) or self.best(probe, corrected)
        best = best or self.last_mentioned(probe, corrected)
        return self.bond(probe, best, corrected) if best else None

    def best_of_paper(self, probe: Probe) -> Profile | None:
        """Return the best cluster of a claim's own paper, where that counts."""
        if probe.claim.time is not None or self.rule.recent:
            return None
        own = self.by_document.get(probe.claim.document, {}).values()
        fitting = (p for p in own if self.shares(probe, p) and self.fits(probe, p))
        return max(fitting, key=lambda p: p.preference, default=None)

    def best(self, probe: Probe, corrected: Profiles) -> Profile | None:
        """Return the best cluster that shares an anchor with a claim.

        Args:
            probe: the claim.
            corrected: clusters that fit it whatever their times.
        """
        shared = (p for p in corrected.values() if self.shares(probe, p))
        fitting = (p for p in shared if self.admits(probe, p))
        best = max(fitting, key=lambda p: p.preference, default=None)
        least = best.preference if best else ()
        for entries in self.blocks.ranges(probe):
            for *preference, profile in entries:
                if tuple(preference) <= least:
                    break
                if self.fits(probe, profile):
                    best, least = profile, profile.preference
                    break
        return best

    def last_mentioned(self, probe: Probe, corrected: Profiles) -> Profile | None:
        """Return the cluster of the last claim before one in its turn, if that fits."""
        here = probe.claim

        def last(profile: Profile) -> int:
            begins = profile.begins[here.document]
            return max(begin for begin in begins if begin <= here.trigger.begin)

        fitting = [p for _, p in self.mentioned(probe, corrected)]
        return max(fitting, key=lambda p: (last(p), -p.place), default=None)

    def mentioned(
        self, probe: Probe, corrected: Profiles
    ) -> Iterator[tuple[str, Profile]]:
        """Yield the clusters of the turn that a claim without roles may take up."""
        there = self.by_turn.get((probe.claim.document, probe.claim.turn), {})
        for place, profile in there.items():
            fits = self.admits if place in corrected else self.fits
            bond = bond_of(probe, profile, self.rule, corrected=place in corrected)
            if bond and fits(probe, profile):
                yield bond.reason, profile

    def bond(self, probe: Probe, profile: Profile, corrected: Profiles) -> Bond | None:
        """Return why a claim joins a cluster that it fits."""
        is_corrected = profile.place in corrected
        return bond_of(probe, profile, self.rule, corrected=is_corrected)

    def shares(self, probe: Probe, profile: Profile) -> bool:
        """Tell whether a claim and a cluster share an anchor."""
        return bool(shared_roles(probe, profile, self.rule))

    def admits(self, probe: Probe, profile: Profile) -> bool:
        """Tell whether nothing but time keeps a claim from a cluster."""
        return (
            roles_agree(probe, profile, self.rule)
            and targets_agree(probe, profile)
            and probe.rivals.isdisjoint(profile.groups)
        )

    def fits(self, probe: Probe, profile: Profile) -> bool:
        """Tell whether nothing keeps a claim from a cluster."""
        in_time = profile.moments.agree(probe.claim, self.rule.window)
        return in_time and self.admits(probe, profile)

    def corrected(self, probe: Probe) -> Profiles:
        """Return the clusters to which an answer and its question give close dates."""
        claim = probe.claim
        if claim.time is None:
            return {}
        span = days_of(claim.time)
        return {
            place: profile
            for turn in self.turns.linked(claim)
            for place, profile in self.by_turn.get(turn, {}).items()
            if any(
                near(span, days_of(other.time), CORRECTION)
                for other in profile.turns[turn]
                if other.time is not None
            )
        }

    def absorb(self, probe: Probe, profile: Profile, corrected: Profiles) -> None:
        """Add to a cluster those that the date its new claim puts right agrees with.

        A question's wrong date had kept them apart.
        """
        for other in self.others(probe, corrected):
            bond = self.bond(probe, other, corrected)
            apart = self.constraints.keep_apart(other.groups, profile.groups)
            if other is not profile and bond and not apart:
                self.drop(other)
                profile.absorb(other, bond.reason)
                self.keep(profile, other.turns)

    def others(self, probe: Probe, corrected: Profiles) -> list[Profile]:
        """Return all clusters that fit a claim and share a day with it, in order."""
        near_by = (e[-1] for entries in self.blocks.ranges(probe) for e in entries)
        found = {p.place: p for p in near_by if self.fits(probe, p)}
        found |= {
            place: p
            for place, p in corrected.items()
            if self.shares(probe, p) and self.admits(probe, p)
        }
        found |= {p.place: p for _, p in self.mentioned(probe, corrected)}
        span = days_of(probe.claim.time) if probe.claim.time else None
        return [
            found[place]
            for place in sorted(found)
            if span is not None and found[place].moments.overlap(span)
        ]
