"""Actors under other names, and actors that are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.correct.near import no_actor
from kg.corrections import ActorMerge, AnyCorrection, Renaming
from kg.model import Actor, Miss, ReadDocument

Known = Callable[[str], Actor | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors that corrections can name, and what these made of them.

    `given` holds the actors of the documents, `known` gives one of the registry. `into`
    says, for an actor that is merged away, who it is now; `labels` holds new labels,
    and `changed` the actors that look otherwise than before.
    """

    given: Mapping[str, Actor]
    known: Known
    into: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    changed: Mapping[str, Actor]
    misses: tuple[Miss, ...]

    def get(self, identifier: str) -> Actor | None:
        """Return an actor of the documents or the registry, as it is now."""
        now = self.now(identifier)
        return self.changed.get(now) or self.given.get(now) or self.known(now)

    def now(self, identifier: str) -> str:
        """Return the identifier of an actor after merges."""
        return self.into.get(identifier, identifier)

    def all(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """Return the identifiers of actors after merges, each once."""
        return tuple(dict.fromkeys(map(self.now, identifiers)))


def make_cast(
    documents: Iterable[ReadDocument],
    corrections: Sequence[AnyCorrection],
    known: Known,
) -> Cast:
    """Merge and rename actors.

    Args:
        documents: name the actors.
        corrections: of any kind, without contradictions.
        known: gives an actor of the registry.
    """
    given: dict[str, Actor] = {}
    for actor in (a for read in documents for a in read.actors):
        before = given.get(actor.identifier, actor)
        given[actor.identifier] = absorbing(before, [actor])

    def found(identifier: str) -> Actor | None:
        return given.get(identifier) or known(identifier)

    merges = {
        actor: correction.into
        for correction in corrections
        if isinstance(correction, ActorMerge) and found(correction.into)
        for actor in correction.actors
        if found(actor)
    }
    into = {actor: last_of(actor, merges) for actor in merges}
    labels = new_labels(corrections, lambda a: found(a) is not None and a not in into)
    changed = {}
    for identifier in {*into.values(), *labels}:
        one = found(identifier)
        if one is not None:
            others = (found(a) for a in sorted(into) if into[a] == identifier)
            whole = absorbing(one, [a for a in others if a is not None])
            changed[identifier] = renamed(whole, labels)
    return Cast(
        given=given,
        known=known,
        into=into,
        labels=labels,
        changed=changed,
        misses=tuple(misses_of(corrections, given, found, into)),
    )


def last_of(actor: str, merges: Mapping[str, str]) -> str:
    """Return who an actor is at the end of a chain of merges, which has no cycle."""
    while actor in merges:
        actor = merges[actor]
    return actor


def new_labels(
    corrections: Iterable[AnyCorrection], is_there: Callable[[str], bool]
) -> Mapping[str, Mapping[str, str]]:
    """Return the labels that corrections give, by actor and language."""
    labels: dict[str, dict[str, str]] = {}
    for correction in corrections:
        if isinstance(correction, Renaming) and is_there(correction.actor):
            labels.setdefault(correction.actor, {}).update(correction.labels)
    return labels


def misses_of(
    corrections: Iterable[AnyCorrection],
    given: Mapping[str, Actor],
    found: Callable[[str], Actor | None],
    into: Mapping[str, str],
) -> Iterator[Miss]:
    """Yield the actors that corrections name in vain."""
    for correction in corrections:
        named: tuple[str, ...] = ()
        if isinstance(correction, ActorMerge):
            named = (*correction.actors, correction.into)
        elif isinstance(correction, Renaming):
            named = (correction.actor,)
        for actor in named:
            message = ""
            if found(actor) is None:
                message = no_actor(actor, given.values())
            elif isinstance(correction, Renaming) and actor in into:
                message = f"id:{actor} is merged into id:{into[actor]}; rename that"
            if message:
                yield Miss(correction=correction.iri, thing=actor, message=message)


def absorbing(actor: Actor, others: Iterable[Actor]) -> Actor:
    """Return an actor that goes by the names of others as well."""
    names = (n for o in others for n in (*o.labels.values(), *o.alternative_labels))
    return replace(actor, alternative_labels=also_called(actor, names))


def renamed(actor: Actor, labels: Mapping[str, Mapping[str, str]]) -> Actor:
    """Return an actor with its new labels, findable by the old ones still."""
    new = {**actor.labels, **labels.get(actor.identifier, {})}
    old = [label for label in actor.labels.values() if label not in new.values()]
    fresh = replace(actor, labels=new)
    return replace(fresh, alternative_labels=also_called(fresh, old))


def also_called(actor: Actor, names: Iterable[str]) -> tuple[str, ...]:
    """Return the alternative labels of an actor with some more."""
    every = dict.fromkeys((*actor.alternative_labels, *names))
    return tuple(name for name in every if name not in actor.labels.values())
