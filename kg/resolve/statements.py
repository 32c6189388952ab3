"""What resolving needs of one document, and nothing else.

Claims point at claims of their own document only: one passage is directed at another's
event, gives it as a reason, or takes it up. So a document's statements can be parted by
class and sent apart, as long as the events of claims that others point at come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import KnowledgeError
from kg.model import Claim, ReadDocument, RelationClaim, RoleFiller, Turn, TurnKind
from kg.resolve.classes import is_directed


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTurn:
    """Whether a turn asks, and which turns it answers."""

    asks: bool
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What one document says of events and relations, as far as resolving looks at it.

    `turns` are by label; `labels` are those of the actors that fill roles, by language.
    """

    document: str
    turns: Mapping[str, StatedTurn] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of_classes(self, classes: Collection[str]) -> Statements:
        """Return what is said of events of some classes, in time linear in all claims.

        Args:
            classes: of events.
        """
        claims = tuple(c for c in self.claims if c.event_class in classes)
        return self.only(claims, ())

    def of_relations(self, relations: Collection[RelationClaim]) -> Statements:
        """Return what some claims of relations say, in time linear in their number."""
        return self.only((), tuple(relations))

    def joined(self, other: Statements) -> Statements:
        """Return what is said here and in another part of the same document."""
        return Statements(
            document=self.document,
            turns={**self.turns, **other.turns},
            claims=(*self.claims, *other.claims),
            relations=(*self.relations, *other.relations),
            labels={**self.labels, **other.labels},
        )

    def only(
        self, claims: tuple[Claim, ...], relations: tuple[RelationClaim, ...]
    ) -> Statements:
        """Return some of the claims, with the turns and labels that they need."""
        turns = {c.turn for c in claims}
        meant = set(actors_in(claims, relations))
        return Statements(
            document=self.document,
            turns={label: t for label, t in self.turns.items() if label in turns},
            claims=claims,
            relations=relations,
            labels={a: labels for a, labels in self.labels.items() if a in meant},
        )


def brief(read: ReadDocument) -> Statements:
    """Return what resolving needs of a document: about a third of its bytes.

    Takes time linear in the claims, turns and actors of the document.

    Raises:
        KnowledgeError: a claim is directed at an event, which its class does not allow.
        ValueError: a claim points at one that is not of the document.
    """
    check_pointers(read)
    every = Statements(
        document=read.document.identifier,
        turns={t.label: state_turn(t) for t in read.turns},
        labels=labels_of(read),
    )
    return every.only(
        tuple(map(state, read.claims)), tuple(map(state_relation, read.relations))
    )


def brief_relations(read: ReadDocument) -> Statements:
    """Return what a document says of relations alone."""
    return Statements(
        document=read.document.identifier,
        relations=tuple(map(state_relation, read.relations)),
        labels=labels_of(read),
    )


def labels_of(read: ReadDocument) -> Mapping[str, Mapping[str, str]]:
    """Return the labels of the actors of a document."""
    return {actor.identifier: actor.labels for actor in read.actors}


def check_pointers(read: ReadDocument) -> None:
    """Make sure that claims point at claims of their document, as their class allows.

    Raises:
        KnowledgeError: see `brief`.
        ValueError: likewise.
    """
    there = {c.identifier for c in read.claims}
    for claim in read.claims:
        for other in (claim.targets_claim, claim.motive, claim.responds_to):
            if other is not None and other not in there:
                raise ValueError(
                    f"cl:{claim.identifier} points at cl:{other}, which is no claim of"
                    f" the document {read.document.identifier!r}"
                )
        if claim.targets_claim and not is_directed(claim.event_class):
            raise KnowledgeError(
                f"the frame {claim.rule!r} has a target_event, but classes.toml does"
                f" not allow that the target of {claim.event_class} is an event"
            )


def state_turn(turn: Turn) -> StatedTurn:
    """Return what resolving needs of a turn."""
    return StatedTurn(asks=turn.kind is TurnKind.QUESTION, answers=turn.answers)


def state(claim: Claim) -> Claim:
    """Return a claim without the words it rests on, but for its trigger."""
    return replace(
        claim,
        evidence=claim.trigger,
        rule="",
        reported_by=(),
        roles=tuple(RoleFiller(role=f.role, actor=f.actor) for f in claim.roles),
        time_span=None,
        cue=None,
        cue_rule="",
        confidence=1.0,
    )


def state_relation(claim: RelationClaim) -> RelationClaim:
    """Return a claim of a relation without the words it rests on, but its trigger."""
    return replace(
        claim,
        evidence=claim.trigger,
        rule="",
        sources=(),
        reported_by=(),
        time_span=None,
        cue=None,
        confidence=1.0,
    )


def actors_in(
    claims: Collection[Claim], relations: Collection[RelationClaim]
) -> Iterator[str]:
    """Yield the actors that the labels of events and relations name."""
    for claim in claims:
        yield from (filler.actor for filler in claim.roles)
    for relation in relations:
        yield from (relation.subject, relation.object)
