"""The sentences behind an event, a claim, a relation, an edge, or an actor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyoxigraph

from kg.errors import InputError, SettingsError
from kg.iris import local_name
from kg.look.claims import Selection, read_claims
from kg.look.words import Words
from kg.query import (
    Explanation,
    Support,
    explain,
    explain_claims,
    find_resource,
    label_of,
)
from kg.store import namespaces_of

EVIDENCE_LIMIT = 50  # sentences that a reader goes through


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Claims with their sentences, and how many more there are."""

    explanation: Explanation
    omitted: int


def read_evidence(
    store: pyoxigraph.Store, *terms: str, limit: int = EVIDENCE_LIMIT
) -> Evidence:
    """Return the claims behind something, each with its sentence.

    Args:
        store: the graph, with the texts if sentences are wanted whole.
        terms: what `kg explain` takes, or an actor.
        limit: how many claims at most, in the order in which they were uttered.

    Raises:
        InputError: there is no such thing, or no claim behind it.
        SettingsError: the limit is lower than 1.
    """
    if limit < 1:
        raise SettingsError(f"evidence needs at least 1 sentence, not {limit}")
    actor = _actor(store, terms[0]) if len(terms) == 1 else None
    if actor is None:
        found = explain(store, *terms)
        shown = replace(found, supports=found.supports[:limit])
        return Evidence(explanation=shown, omitted=len(found.supports[limit:]))
    said = read_claims(store, Selection(actor=f"<{actor.value}>")).said
    nodes = [pyoxigraph.NamedNode(each.claim) for each in said[:limit]]
    label = label_of(store, actor)
    shown = explain_claims(store, actor.value, "actor", label, nodes)
    return Evidence(explanation=shown, omitted=len(said[limit:]))


def facts(support: Support, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what stands under a sentence: names of facts, and facts."""
    sure = words.text(support.factuality)
    cue = f" («{support.cue}»)" if support.cue else ""
    place = f"{support.document}, {support.turn}, {support.begin}–{support.end}"
    every = [
        ("source", ", ".join(support.sources)),
        ("reported_by", ", ".join(support.reported_by)),
        ("sureness", f"{sure}{cue}"),
        ("event", support.event_label),
        *((role, label) for role, label in support.roles),
        ("time", words.time(support.time)),
        ("document", f"{support.title or support.document} ({support.issued})"),
        ("speaker", f"{support.speaker}, {support.uttered_on}".removeprefix(", ")),
        ("position", place),
    ]
    for name, value in every:
        if value:
            yield words.text(name), value


def _actor(store: pyoxigraph.Store, name: str) -> pyoxigraph.NamedNode | None:
    """Return the actor that is called so, None where it is something else."""
    spaces = namespaces_of(store)
    try:
        found = find_resource(
            store, name, kind="actor", spaces=[spaces.entity], namespaces=spaces
        )
    except InputError:
        return None
    is_actor = found.value == f"{spaces.entity}{local_name(found.value)}"
    return found if is_actor else None
