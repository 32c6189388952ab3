"""From readers' corrections of events to the constraints that events must keep to."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.corrections import (
    AnyCorrection,
    EventCorrection,
    EventMerge,
    EventSplit,
    events_in,
)
from kg.errors import CorrectionError
from kg.model import Claim, Miss, Resolution
from kg.resolve.constraints import Constraints, Link

if TYPE_CHECKING:
    from networkx.utils import UnionFind

CUTOFF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """Turns corrections of events into links between claims.

    `claims` are those of events, by identifier; `events` the claims of each event as
    the extractor alone takes them together; `elsewhere` the events of other classes
    that are called most like those that corrections name.
    """

    claims: Mapping[str, Claim]
    events: Mapping[str, tuple[str, ...]]
    elsewhere: frozenset[str] = frozenset()

    @classmethod
    def from_resolution(
        cls, claims: Iterable[Claim], found: Resolution, elsewhere: Iterable[str] = ()
    ) -> Linker:
        """Return the linker for claims that were resolved without corrections."""
        return cls(
            claims={c.identifier: c for c in claims},
            events={e.identifier: e.claims for e in found.events},
            elsewhere=frozenset(elsewhere),
        )

    def constrain(self, corrections: Sequence[EventCorrection]) -> Constraints:
        """Return the constraints that corrections make together.

        Raises:
            CorrectionError: one joins events of two classes, or two contradict each
                other.
        """
        from networkx.utils import UnionFind  # noqa: PLC0415  few builds need it

        together = [link for c in corrections for link in self.together(c)]
        apart = [link for c in corrections for link in self.apart(c)]
        check_consistent(together, apart, {c.iri: c.name for c in corrections})
        groups: UnionFind[str] = UnionFind()
        for link in together:
            groups.union(link.one, link.other)
        named = {end for k in (*together, *apart) for end in (k.one, k.other)}
        unanswering = frozenset(self.keep_answers(groups, apart))
        return Constraints(
            together=tuple(together),
            group_of={claim: groups[claim] for claim in groups},
            apart=rivals_of(apart, groups),
            named=frozenset(named),
            unanswering=unanswering,
        )

    def together(self, correction: EventCorrection) -> Iterator[Link]:
        """Yield the links of claims that are about one event."""
        joined = self.joined(correction)
        classes = {self.claims[c].event_class for c in joined}
        if len(classes) > 1:
            listed = ", ".join(sorted(classes))
            raise CorrectionError(
                f"the correction {correction.name} takes claims of different classes"
                f" for one event: {listed} (<{correction.iri}>)"
            )
        reason = f"merged by {correction.signature}"
        for other in joined[1:]:
            yield Link(
                one=joined[0], other=other, correction=correction.iri, reason=reason
            )

    def joined(self, correction: EventCorrection) -> list[str]:
        """Return the claims that a correction takes together, those there are."""
        claims = [c for c in correction.claims if c in self.claims]
        if isinstance(correction, EventMerge):
            claims += self.of_events(correction.events)
        return list(dict.fromkeys(claims))

    def apart(self, correction: EventCorrection) -> Iterator[Link]:
        """Yield the links of claims that are not about one event."""
        if isinstance(correction, EventSplit):
            own, others = self.joined(correction), self.kept_from(correction)
            for claim in own[:1]:  # the others of its group share its fate
                for other in others:
                    yield Link(
                        one=claim, other=other, correction=correction.iri, reason=""
                    )

    def kept_from(self, correction: EventSplit) -> list[str]:
        """Return the claims from which a split keeps its own."""
        named = [c for c in correction.other_claims if c in self.claims]
        named += self.of_events(correction.other_events)
        return [c for c in dict.fromkeys(named) if c not in correction.claims]

    def of_events(self, events: Iterable[str]) -> list[str]:
        """Return the claims of events, those there are."""
        return [claim for event in events for claim in self.events.get(event, ())]

    def keep_answers(
        self, groups: UnionFind[str], apart: Sequence[Link]
    ) -> Iterator[str]:
        """Keep answers with what they take up; yield those that cannot be kept so."""
        against = rivals_of(apart, groups)
        for claim in sorted(self.claims.values(), key=lambda c: c.identifier):
            asked = claim.responds_to
            if asked is None:
                continue
            one, other = groups[claim.identifier], groups[asked]
            if other in against.get(one, ()):
                yield claim.identifier
            else:
                groups.union(claim.identifier, asked)
                if one in against or other in against:
                    against = rivals_of(apart, groups)

    def misses(self, corrections: Iterable[EventCorrection]) -> Iterator[Miss]:
        """Yield what corrections name, or ask for, in vain."""
        for correction in corrections:
            for thing, message in self.vain(correction):
                yield Miss(correction=correction.iri, thing=thing, message=message)

    def vain(self, correction: EventCorrection) -> Iterator[tuple[str, str]]:
        """Yield the events that are not there, and why a split changes nothing."""
        for event in events_in(correction):
            if event not in self.events:
                yield event, no_event(event, {*self.events, *self.elsewhere})
        if isinstance(correction, EventSplit) and not self.kept_from(correction):
            for claim in self.joined(correction)[:1]:
                yield claim, f"there is no other claim from which to keep cl:{claim}"


def no_event(identifier: str, events: Iterable[str]) -> str:
    """Say that there is no such event, and which is called most alike."""
    near = nearest_to(identifier, events)
    nearest = f"; nearest is ev:{near}" if near else ""
    return (
        f"there is no event ev:{identifier} before events are corrected{nearest};"
        " claims are a surer way to name an event"
    )


def nearest_to(identifier: str, events: Iterable[str]) -> str:
    """Return the event that is called most alike, empty where none is.

    The nearest of several sets of events is the nearest of those nearest in each. Takes
    time linear in the events.
    """
    near = difflib.get_close_matches(identifier, sorted(events), n=1, cutoff=CUTOFF)
    return near[0] if near else ""


def nearest_events(
    corrections: Iterable[AnyCorrection], events: Collection[str]
) -> frozenset[str]:
    """Return the events that are called most like those that corrections name.

    Args:
        corrections: of readers.
        events: the identifiers of some of the events, such as those of a partition.
    """
    named = {event for c in corrections for event in events_in(c)}
    return frozenset(nearest_to(event, events) for event in named) - {""}


def check_consistent(
    together: Iterable[Link], apart: Iterable[Link], names: Mapping[str, str]
) -> None:
    """Make sure that no claims are taken together that are to be kept apart.

    Args:
        together: links that must hold.
        apart: links that must not.
        names: of the corrections by IRI, as messages call them.

    Raises:
        CorrectionError: some are, directly or by way of others; all corrections that
            have part in it are named.
    """
    import networkx as nx  # noqa: PLC0415  as above
    from networkx.utils import UnionFind  # noqa: PLC0415

    graph: nx.Graph[str] = nx.Graph()
    groups: UnionFind[str] = UnionFind()
    for link in together:
        graph.add_edge(link.one, link.other, correction=link.correction)
        groups.union(link.one, link.other)
    for link in apart:
        ends = (link.one, link.other)
        if all(end in graph for end in ends) and len({groups[e] for e in ends}) == 1:
            path = nx.shortest_path(graph, *ends)
            steps = [graph.edges[step]["correction"] for step in pairwise(path)]
            merges = ", ".join(sorted({names[iri] for iri in steps}))
            raise CorrectionError(
                f"the corrections {merges} and {names[link.correction]} contradict each"
                f" other: cl:{link.one} and cl:{link.other} cannot be about one event"
                " and about two"
            )


def rivals_of(
    apart: Iterable[Link], groups: UnionFind[str]
) -> Mapping[str, frozenset[str]]:
    """Return the groups that each group is kept from."""
    rivals = defaultdict(set)
    for link in apart:
        one, other = groups[link.one], groups[link.other]
        rivals[one].add(other)
        rivals[other].add(one)
    return {group: frozenset(others) for group, others in rivals.items()}
