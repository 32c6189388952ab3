"""Which clusters a claim is compared with: those of its blocks.

A claim can join a cluster only where they share an actor in an anchor role, or the
event that they are directed at. Clusters are kept by that, alone and together with who
fills another key role (or nobody): a claim of a hub ("the EU condemns …") is then
compared with those of the hub that have the same target, not with all ("blocking" in
the literature of record linkage; Christen, Data Matching, 2012, ch. 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.identity import IdentityRule
from kg.model import Role
from kg.resolve.profiles import Probe, Profile
from kg.resolve.shelves import Entry, Shelf, Shelves, Window, shelves_of

EVENT = "event"
STRICT = "strict"

Anchor = tuple[str, Hashable]
Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a claim or a cluster can share: anchors, and values by key role."""

    anchors: tuple[Anchor, ...]
    values: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, one: Probe | Profile, rule: IdentityRule) -> Facets:
        """Return the facets of a claim or cluster under the rule of its class."""
        actors = one.actors
        exact = frozenset(rule.anchor) if rule.strict else frozenset()
        values: dict[str, Collection[str]] = {
            role: actors.get(role, ()) for role in rule.keys if role not in exact
        }
        values[EVENT] = one.targets
        events = ((EVENT, event) for event in one.targets)
        return cls(anchors=(*anchors_of(actors, rule), *events), values=values)

    def keys(self) -> Iterator[Key]:
        """Yield under which keys a cluster is kept."""
        for anchor in self.anchors:
            yield (anchor,)
            for name, values in self.values.items():
                if name != anchor[0]:
                    for value in values or (None,):
                        yield anchor, name, value

    def wanted(self) -> Iterator[list[list[Key]]]:
        """Yield, for each anchor, the choices of keys under which a claim may look.

        Each choice has all clusters that share the anchor and fit the claim.
        """
        for anchor in self.anchors:
            choices: list[list[Key]] = [
                [(anchor, name, value) for value in (*values, None)]
                for name, values in self.values.items()
                if values and name != anchor[0]
            ]
            yield [*choices, [(anchor,)]]


def anchors_of(
    actors: Mapping[Role, Collection[str]], rule: IdentityRule
) -> Iterator[Anchor]:
    """Yield the actors in anchor roles; all at once where none may differ."""
    if rule.strict:
        everybody = tuple(frozenset(actors.get(role, ())) for role in rule.anchor)
        if any(everybody):
            yield STRICT, everybody
        return
    for role in rule.anchor:
        for actor in actors.get(role, ()):
            yield role, actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Under which keys, and where on the shelves of each, a cluster is kept."""

    keys: tuple[Key, ...]
    shelves: tuple[Shelf, ...]
    entry: Entry


@dataclass(slots=True, kw_only=True, eq=False)
class Blocks:
    """The clusters of one class by what they can share with a claim."""

    rule: IdentityRule
    shelves: defaultdict[Key, Shelves] = field(
        default_factory=lambda: defaultdict(Shelves)
    )
    kept: dict[int, Kept] = field(default_factory=dict)

    def put(self, profile: Profile) -> None:
        """Keep a cluster as it is now, where it has changed too."""
        self.drop(profile)
        now = Kept(
            keys=tuple(Facets.of(profile, self.rule).keys()),
            shelves=tuple(shelves_of(profile.moments)),
            entry=(*profile.preference, profile),
        )
        for key in now.keys:
            for shelf in now.shelves:
                self.shelves[key].add(shelf, now.entry)
        self.kept[profile.place] = now

    def drop(self, profile: Profile) -> None:
        """Keep a cluster no longer."""
        before = self.kept.pop(profile.place, None)
        if before is not None:
            for key in before.keys:
                for shelf in before.shelves:
                    self.shelves[key].remove(shelf, before.entry)

    def ranges(self, probe: Probe) -> Iterator[Iterator[Entry]]:
        """Yield the clusters that a claim may join, the best ones first in each range.

        A cluster may come up in several ranges.
        """
        window = Window.of(probe.claim, self.rule.window)
        for choices in Facets.of(probe, self.rule).wanted():
            found = [
                [self.shelves[k] for k in keys if k in self.shelves] for keys in choices
            ]
            for shelves in min(found, key=lambda f: sum(s.size for s in f)):
                yield from shelves.ranges(window)
