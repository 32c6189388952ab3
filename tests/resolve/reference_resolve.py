"""The plain way to resolve: whatever may be linked is compared with all else.

It is slow, and says what the indexed way of `kg.resolve` must find. What either does
one claim or event at a time is shared: names and labels, corrections, relations.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from reference_clusters import Cluster, Turns, cluster_claims

from kg.corrections import AnyCorrection, EventCorrection
from kg.model import (
    Claim,
    Conflict,
    Event,
    Factuality,
    Rank,
    ReadDocument,
    Resolution,
    Response,
    Role,
)
from kg.ontology import load_classes
from kg.resolve.classes import ENDED_BY, in_order
from kg.resolve.conflicts import counts_differ
from kg.resolve.constraints import NO_CONSTRAINTS, Constraints
from kg.resolve.events import as_event, identifiers
from kg.resolve.joining import join_linked
from kg.resolve.linking import Linker
from kg.resolve.links import fillers, first_day, is_plan, keys
from kg.resolve.relations import gather_relations
from kg.resolve.resolution import moved
from kg.resolve.statements import brief_relations


def resolve(
    documents: Sequence[ReadDocument], corrections: Iterable[AnyCorrection] = ()
) -> Resolution:
    """Group claims into events, rank them, and find conflicts and links.

    Where readers merge or split events, claims are first grouped without that, which
    tells what the events are that they name and what changes.

    Args:
        documents: what each document says; their order does not matter.
        corrections: of readers; those of claims and actors are carried out before.

    Raises:
        CorrectionError: corrections of events contradict each other.
    """
    found = group(documents, NO_CONSTRAINTS)
    ordered = sorted(corrections, key=lambda c: c.iri)
    wanted = [c for c in ordered if isinstance(c, EventCorrection)]
    if not wanted:
        return found
    claims = [c for d in documents for c in d.claims]
    linker = Linker.from_resolution(claims, found)
    constraints = linker.constrain(wanted)
    settled = group(documents, constraints)
    return replace(
        settled,
        extracted_event_of=moved(found, settled, constraints.named),
        misses=tuple(sorted(linker.misses(wanted))),
    )


def group(documents: Sequence[ReadDocument], constraints: Constraints) -> Resolution:
    """Group claims into events that keep to constraints."""
    claims = [
        replace(c, responds_to=None) if c.identifier in constraints.unanswering else c
        for d in documents
        for c in d.claims
    ]
    turns = Turns.from_documents(documents)
    clusters, names = gather(claims, turns, constraints)
    labels = {a.identifier: a.labels for d in documents for a in d.actors}
    ranks = {
        claim: rank
        for cluster in clusters
        for claim, rank in rank_claims(cluster.claims, turns).items()
    }
    event_of = {c.identifier: names[id(k)] for k in clusters for c in k.claims}
    events = [
        replace(
            as_event(cluster, names[id(cluster)], ranks, labels),
            target_events=targets_of(cluster, ranks, event_of),
        )
        for cluster in clusters
    ]
    return Resolution(
        events=tuple(
            sorted(link_events(events, claims, event_of), key=lambda e: e.identifier)
        ),
        event_of=event_of,
        rank_of=ranks,
        conflicts=tuple(sorted(k for c in clusters for k in find_conflicts(c.claims))),
        responses=tuple(
            sorted(r for c in clusters for r in find_responses(c.claims, turns))
        ),
        relations=gather_relations(map(brief_relations, documents)),
    )


def targets_of(
    cluster: Cluster, ranks: Mapping[str, Rank], event_of: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the events that the preferred claims of an event are directed at."""
    preferred = [c for c in cluster.claims if ranks[c.identifier] is Rank.PREFERRED]
    targets = {event_of.get(c.targets_claim or "") for c in preferred}
    return tuple(sorted(targets - {None}))


def gather(
    claims: Sequence[Claim], turns: Turns, constraints: Constraints
) -> tuple[list[Cluster], Mapping[int, str]]:
    """Cluster class by class; claims about other claims' events come last.

    Returns:
        The clusters, and the identifier of the event of each, by its `id`.
    """
    clusters: list[Cluster] = []
    names: dict[int, str] = {}
    event_of: dict[str, str] = {}
    for event_class in in_order(load_classes()):
        own = [c for c in claims if c.event_class == event_class]
        targets = {
            c.identifier: event_of[c.targets_claim]
            for c in own
            if c.targets_claim in event_of
        }
        found = cluster_claims(own, turns, targets, constraints)
        found = join_linked(found, constraints)
        for cluster, name in zip(found, identifiers(found, targets), strict=True):
            names[id(cluster)] = name
            event_of.update({c.identifier: name for c in cluster.claims})
        clusters += found
    return clusters, names


SAME_MOMENT = timedelta(
    days=31
)  # a plan of last year and its fulfilment do not conflict
STANDS = frozenset(
    {Factuality.DENIED, Factuality.UNCONFIRMED, Factuality.CERTAIN, Factuality.PLANNED}
)
OPPOSED = (
    {Factuality.CERTAIN, Factuality.DENIED},
    {Factuality.CERTAIN, Factuality.PLANNED},
    {Factuality.CERTAIN, Factuality.UNCONFIRMED},
)


def rank_claims(claims: Sequence[Claim], turns: Turns) -> Mapping[str, Rank]:
    """Rank the claims of one event.

    What a question takes for granted yields to what its answer says; a claim that the
    answer contradicts is deprecated.
    """
    answered = [c for c in claims if turns.is_answer(c)]
    preferred = answered or list(claims)
    certain = [c for c in preferred if c.factuality is Factuality.CERTAIN]
    ranks = {
        c.identifier: Rank.PREFERRED if c in (certain or preferred) else Rank.NORMAL
        for c in claims
    }
    for question in claims:
        if turns.is_answer(question) or question.factuality is not Factuality.CERTAIN:
            continue
        if any(
            turns.answers(answer, question)
            and answer.factuality in {Factuality.DENIED, Factuality.PLANNED}
            for answer in answered
        ):
            ranks[question.identifier] = Rank.DEPRECATED
    return ranks


def find_conflicts(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Yield the pairs of claims, of different sources, that cannot both be right."""
    for one, other in combinations(sorted(claims, key=lambda c: c.identifier), 2):
        if set(one.sources) & set(other.sources):
            continue
        pair = (one.identifier, other.identifier)
        if one.time and other.time and not one.time.overlaps(other.time):
            yield Conflict(property="conflictsOnTime", claims=pair)
        if counts_differ(one.count, other.count):
            yield Conflict(property="conflictsOnCount", claims=pair)
        close = abs(one.uttered_on - other.uttered_on) <= SAME_MOMENT
        if close and {one.factuality, other.factuality} in OPPOSED:
            yield Conflict(property="conflictsOnFactuality", claims=pair)


def find_responses(claims: Sequence[Claim], turns: Turns) -> Iterator[Response]:
    """Yield the claims of answers that take a stand on a claim of their question.

    A denial or refusal to confirm also responds to what another source said in the
    same turn.
    """
    for answer in claims:
        if answer.responds_to:
            yield Response(claim=answer.identifier, responds_to=answer.responds_to)
        if answer.factuality not in STANDS:
            continue
        for question in claims:
            if question.identifier in {answer.identifier, answer.responds_to}:
                continue
            declines = answer.factuality in {Factuality.DENIED, Factuality.UNCONFIRMED}
            same_turn = (
                declines
                and (question.document, question.turn) == (answer.document, answer.turn)
                and not set(question.sources) & set(answer.sources)
            )
            if turns.answers(answer, question) or same_turn:
                yield Response(claim=answer.identifier, responds_to=question.identifier)


MOVABLE = frozenset({"Election", "Withdrawal", "MissionEnd", "Visit", "Meeting"})


def link_events(
    events: Sequence[Event], claims: Sequence[Claim], event_of: Mapping[str, str]
) -> list[Event]:
    """Return the events with their links to each other."""
    by_claim = {c.identifier: c for c in claims}
    linked = []
    for event in events:
        own = [by_claim[c] for c in event.claims]
        linked.append(
            replace(
                event,
                ends=ended(event, events),
                supersedes=superseded(event, own, events, by_claim),
                motivated_by=tuple(
                    sorted(
                        {
                            event_of[c.motive]
                            for c in own
                            if c.motive
                            and c.motive in event_of
                            and event_of[c.motive] != event.identifier
                        }
                    )
                ),
            )
        )
    return linked


def ended(event: Event, events: Sequence[Event]) -> tuple[str, ...]:
    """Return the arrest or suspension that an event ends: the latest that fits."""
    wanted = ENDED_BY.get(event.event_class)
    targets = fillers(event, Role.TARGET)
    agents = fillers(event, Role.AGENT)
    fitting = [
        other
        for other in events
        if other.event_class == wanted
        and (targets & fillers(other, Role.TARGET))
        and (wanted == "Arrest" or agents & fillers(other, Role.AGENT))
        and starts_before(other, event)
    ]
    latest = max(fitting, key=lambda e: (first_day(e), e.identifier), default=None)
    return (latest.identifier,) if latest else ()


def superseded(
    event: Event,
    own: Sequence[Claim],
    events: Sequence[Event],
    by_claim: Mapping[str, Claim],
) -> tuple[str, ...]:
    """Return the earlier plan that a later plan for the same thing replaces."""
    if event.event_class not in MOVABLE or event.time is None or not is_plan(own):
        return ()
    said = max(c.uttered_on for c in own)
    replaced = []
    for other in events:
        if other.event_class != event.event_class or other.time is None:
            continue
        theirs = [by_claim[c] for c in other.claims]
        earlier = max(c.uttered_on for c in theirs) < said
        same = keys(event) == keys(other) and keys(event)
        if (
            other.identifier != event.identifier
            and earlier
            and same
            and is_plan(theirs)
        ) and first_day(other) < first_day(event):
            replaced.append(other.identifier)
    return tuple(sorted(replaced))


def starts_before(one: Event, other: Event) -> bool:
    """Tell whether an event may have begun before another."""
    if one.time is None or other.time is None:
        return True
    last = other.time.last or date.max
    return (one.time.first or date.min) <= last
