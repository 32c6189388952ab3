"""The plain way to find which claims are about one event: compare each with all.

It is slow, and says what the indexed way of `kg.resolve` must find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from kg.identity import IdentityRule, load_identity
from kg.model import Claim, Factuality, ReadDocument, Role, TimeValue, Turn, TurnKind
from kg.resolve.constraints import NO_CONSTRAINTS, Constraints

RECENT = timedelta(days=183)
CORRECTION = timedelta(days=62)
UNREAL = frozenset({Factuality.HYPOTHETICAL, Factuality.POSSIBLE, Factuality.PLANNED})
EARLIEST = date.min


@dataclass(slots=True, kw_only=True)
class Cluster:
    """The claims taken for one event so far, while they are gathered."""

    event_class: str
    claims: list[Claim] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    def actors(self, role: Role) -> set[str]:
        """Return who fills a role in any of the claims."""
        return {actor for claim in self.claims for actor in claim.fillers(role)}

    def times(self) -> list[TimeValue]:
        """Return the times that claims give."""
        return times_of(self.claims)

    def latest(self) -> date:
        """Return the last day the event may have begun, as far as is known."""
        firsts = [t.last or t.first for t in self.times() if t.last or t.first]
        soft = [c.uttered_on for c in self.claims if c.recent]
        return max([*(f for f in firsts if f), *soft], default=EARLIEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Why a claim is about the event of a cluster.

    `backwards` tells that it only takes up a mention before it; `corrected` that an
    answer and its question give the event two dates close by.
    """

    reason: str
    backwards: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The turns of all documents, and which question each answer belongs to."""

    by_name: Mapping[tuple[str, str], Turn]

    @classmethod
    def from_documents(cls, documents: Iterable[ReadDocument]) -> Turns:
        """Index the turns by document and label."""
        return cls(
            by_name={
                (d.document.identifier, t.label): t for d in documents for t in d.turns
            }
        )

    def of(self, claim: Claim) -> Turn:
        """Return the turn that a claim stands in."""
        return self.by_name[claim.document, claim.turn]

    def answers(self, claim: Claim, question: Claim) -> bool:
        """Tell whether a claim stands in the answer to another's question."""
        return (
            claim.document == question.document
            and question.turn in self.of(claim).answers
        )

    def is_answer(self, claim: Claim) -> bool:
        """Tell whether a claim stands in an answer or the author's own text."""
        return self.of(claim).kind is not TurnKind.QUESTION


def cluster_claims(
    claims: Sequence[Claim],
    turns: Turns,
    targets: Mapping[str, str],
    constraints: Constraints = NO_CONSTRAINTS,
) -> list[Cluster]:
    """Group the claims of one class into events.

    Args:
        claims: all of one class.
        turns: where they stand.
        targets: the event that a claim is directed at, by claim, as far as resolved.
        constraints: what is to be kept apart.
    """
    clusters: list[Cluster] = []
    for claim in sorted((c for c in claims if not c.responds_to), key=order):
        rule = load_identity()[claim.event_class]
        fitting = [
            (cluster, bond)
            for cluster in clusters
            if admit(constraints, claim, cluster.claims)
            and (bond := reason_to_join(claim, cluster, rule, turns, targets))
        ]
        if fitting:
            cluster, bond = max(fitting, key=lambda f: preference(claim, f[0], f[1]))
            cluster.reasons[claim.identifier] = bond.reason
            if bond.corrected:
                others = [f for f in fitting if f[0] is not cluster]
                absorb(claim, cluster, others, constraints)
                clusters = [c for c in clusters if c.claims]
        else:
            cluster = Cluster(event_class=claim.event_class)
            clusters.append(cluster)
        cluster.claims.append(claim)
    add_answers(claims, clusters)
    return clusters


def add_answers(claims: Sequence[Claim], clusters: Sequence[Cluster]) -> None:
    """Add the claims that take up another's event to the cluster of that event."""
    home = {c.identifier: cluster for cluster in clusters for c in cluster.claims}
    for claim in sorted(claims, key=order):
        if claim.responds_to:
            cluster = home[claim.responds_to]
            cluster.reasons[claim.identifier] = f"takes up {claim.responds_to}"
            cluster.claims.append(claim)


def absorb(
    claim: Claim,
    cluster: Cluster,
    others: Iterable[tuple[Cluster, Bond]],
    constraints: Constraints,
) -> None:
    """Add to a cluster those that the date its new claim puts right agrees with.

    A question's wrong date had kept them apart.
    """
    if claim.time is None:
        return
    for other, bond in others:
        fits = any(claim.time.overlaps(time) for time in other.times())
        if fits and all(admit(constraints, c, cluster.claims) for c in other.claims):
            for moved in other.claims:
                cluster.reasons[moved.identifier] = other.reasons.get(
                    moved.identifier, bond.reason
                )
            cluster.claims.extend(other.claims)
            other.claims.clear()


def order(claim: Claim) -> tuple[int, bool, date, str, int, str]:
    """Return the sort key: dated first, then those with most roles, then by text."""
    dated = 0 if claim.time is not None else 1 if claim.recent else 2
    bare = not claim.roles
    place = claim.trigger.begin
    return dated, bare, claim.uttered_on, claim.document, place, claim.identifier


def preference(
    claim: Claim, cluster: Cluster, bond: Bond
) -> tuple[bool, bool, date, int]:
    """Return how good a cluster is for a claim: stated reasons, same paper, latest."""
    begins = [c.trigger.begin for c in cluster.claims if c.document == claim.document]
    same_paper = bool(begins)
    if bond.backwards:
        before = [begin for begin in begins if begin <= claim.trigger.begin]
        return (False, same_paper, EARLIEST, max(before, default=-1))
    return (
        True,
        same_paper
        and claim.time is None
        and not load_identity()[claim.event_class].recent,
        cluster.latest(),
        len(cluster.claims),
    )


def reason_to_join(
    claim: Claim,
    cluster: Cluster,
    rule: IdentityRule,
    turns: Turns,
    targets: Mapping[str, str],
) -> Bond | None:
    """Return why a claim is about a cluster's event, None where it is not."""
    if not roles_agree(claim, cluster, rule) or not targets_agree(
        claim, cluster, targets
    ):
        return None
    shared = [r for r in rule.anchor if set(claim.fillers(r)) & cluster.actors(r)]
    target = targets.get(claim.identifier)
    if target and any(targets.get(c.identifier) == target for c in cluster.claims):
        shared.append(Role.TARGET)
    corrected = is_corrected(claim, cluster, turns)
    if not corrected and not times_agree(claim, cluster.claims, rule.window):
        return None
    if not shared:
        reason = refers_back(claim, cluster, rule)
        bond = Bond(reason=reason, backwards=True, corrected=corrected)
        return bond if reason else None
    names = ", ".join(sorted({*(r.value for r in shared)}))
    when = "answer to the question" if corrected else time_reason(claim, cluster)
    reason = f"same {claim.event_class}: same {names}; {when}"
    return Bond(reason=reason, corrected=corrected)


def refers_back(claim: Claim, cluster: Cluster, rule: IdentityRule) -> str:
    """Return why a mention without roles takes up one just before it, else nothing."""
    if any(claim.fillers(role) for role in rule.anchor):
        return ""
    before = [
        c
        for c in cluster.claims
        if c.document == claim.document
        and c.turn == claim.turn
        and c.trigger.begin < claim.trigger.begin
    ]
    return (
        f"refers back to {before[-1].trigger.quote!r} in the same turn"
        if before
        else ""
    )


def roles_agree(claim: Claim, cluster: Cluster, rule: IdentityRule) -> bool:
    """Tell whether no key role is filled by quite different actors.

    Places must be equal where both sides have one; the anchors of a strict class must
    be equal even where one side has none.
    """
    for role in rule.keys:
        mine, theirs = set(claim.fillers(role)), cluster.actors(role)
        both = bool(mine and theirs)
        exact = (both and role is Role.PLACE) or (rule.strict and role in rule.anchor)
        if exact and mine != theirs:
            return False
        if both and mine.isdisjoint(theirs):
            return False
    return True


def targets_agree(claim: Claim, cluster: Cluster, targets: Mapping[str, str]) -> bool:
    """Tell whether the claims are not directed at different events."""
    mine = targets.get(claim.identifier)
    theirs = {targets[c.identifier] for c in cluster.claims if c.identifier in targets}
    return mine is None or not theirs or mine in theirs


def is_corrected(claim: Claim, cluster: Cluster, turns: Turns) -> bool:
    """Tell whether an answer and its question give the event two dates close by."""
    if claim.time is None:
        return False
    for other in cluster.claims:
        linked = turns.answers(claim, other) or turns.answers(other, claim)
        if not linked or other.time is None:
            continue
        if near(claim.time, other.time, CORRECTION.days):
            return True
    return False


def time_reason(claim: Claim, cluster: Cluster) -> str:
    """Say how the times agree."""
    if claim.time is None:
        return "no other time stated"
    if not cluster.times():
        return "no time stated before"
    return f"{claim.time.edtf} overlaps {cluster.times()[0].edtf}"


def admit(constraints: Constraints, claim: Claim, others: Iterable[Claim]) -> bool:
    """Tell whether a claim may be about the event of others."""
    rivals = constraints.apart.get(constraints.group(claim), frozenset())
    return not any(constraints.group(other) in rivals for other in others)


def times_of(claims: Iterable[Claim]) -> list[TimeValue]:
    """Return the times that claims give."""
    return [c.time for c in claims if c.time is not None]


def times_agree(claim: Claim, others: Sequence[Claim], days: int) -> bool:
    """Tell whether the windows of time overlap, as far as they are known.

    Args:
        claim: one claim.
        others: those taken for one event so far.
        days: how far apart two windows may be.
    """
    times = times_of(others)
    if claim.time is not None:
        return fits_among(claim.time, times, days) and within_reach(claim.time, others)
    if claim.factuality in UNREAL:
        return not claim.recent or all(is_recent(t, claim.uttered_on) for t in times)
    if claim.uttered_on < earliest_start(others):
        return False
    started = [t for t in times if t.first is None or t.first <= claim.uttered_on]
    if times and not started:
        return not claim.recent and is_fresh_plan(claim, others)
    if claim.recent:
        return all(is_recent(t, claim.uttered_on) for t in times) and all(
            abs(c.uttered_on - claim.uttered_on) < RECENT for c in others if c.recent
        )
    return True


def fits_among(time: TimeValue, times: Sequence[TimeValue], days: int) -> bool:
    """Tell whether a time agrees with all others, or with one of those in dispute.

    Times are in dispute where an answer put right the date of its question.
    """
    agreeing = [near(time, other, days) for other in times]
    if all(near(a, b, days) for a, b in combinations(times, 2)):
        return all(agreeing)
    return any(agreeing)


def near(one: TimeValue, other: TimeValue, days: int) -> bool:
    """Tell whether two windows overlap, or lie at most some days apart."""
    if one.overlaps(other):
        return True
    gap = timedelta(days=days)
    first, second = sorted((one, other), key=lambda t: t.first or EARLIEST)
    return (
        first.last is not None
        and second.first is not None
        and second.first - first.last <= gap
    )


def is_recent(time: TimeValue, uttered_on: date) -> bool:
    """Tell whether a time may be called recent on a day."""
    last = time.last or uttered_on
    return last >= uttered_on - RECENT and (
        time.first is None or time.first <= uttered_on
    )


def within_reach(time: TimeValue, claims: Iterable[Claim]) -> bool:
    """Tell whether a time lies in the months before each claim that says "recent"."""
    return all(is_recent(time, c.uttered_on) for c in claims if c.recent)


def earliest_start(claims: Iterable[Claim]) -> date:
    """Return the first day an event may have begun that somebody called recent."""
    said = [c.uttered_on for c in claims if c.recent]
    return max(said) - RECENT if said else EARLIEST


def is_fresh_plan(claim: Claim, others: Iterable[Claim]) -> bool:
    """Tell whether all dated claims are plans uttered about when another claim was.

    "de terugtrekking van Duitsland", said while it is announced for next year, is that.
    """
    return all(
        c.factuality is not Factuality.CERTAIN
        and abs(c.uttered_on - claim.uttered_on) <= CORRECTION
        for c in others
        if c.time is not None
    )
