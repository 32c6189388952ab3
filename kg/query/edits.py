"""What readers put right in a claim, and what the software had read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode

from kg.iris import local_name
from kg.query.internal import Answer, answers, text
from kg.query.names import label_of, vocabulary
from kg.store import DEFAULT_GRAPH

# What a claim has beside its values where a reader put these right.
_EXTRACTED = {
    "factuality": "extractedFactuality",
    "source": "extractedSource",
    "reported by": "extractedReporter",
    "event": "extractedEvent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A correction of a reader: its IRI, kind, author, day and reason."""

    correction: str
    kind: str
    author: str
    created: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """Something that the software had read: what it is of a claim, and its value."""

    name: str
    value: str


def edits_of(store: pyoxigraph.Store, claim: NamedNode) -> tuple[Edit, ...]:
    """Return the corrections of a claim, its event or relation, and its actors."""
    return as_edits(answers(store, "claim-corrections", claim=claim))


def as_edits(rows: Iterable[Answer]) -> tuple[Edit, ...]:
    """Return the corrections that a query found, from columns named as their fields."""
    return tuple(
        Edit(
            correction=text(row, "correction"),
            kind=local_name(text(row, "kind")),
            author=text(row, "author"),
            created=text(row, "created"),
            reason=text(row, "reason"),
        )
        for row in rows
    )


def extracted_of(store: pyoxigraph.Store, claim: NamedNode) -> tuple[Extracted, ...]:
    """Return what the software had read of a claim before readers put it right."""
    return tuple(
        Extracted(name=name, value=value)
        for name, term in _EXTRACTED.items()
        for value in sorted(_values(store, claim, term))
    )


def _values(store: pyoxigraph.Store, claim: NamedNode, term: str) -> Iterator[str]:
    """Yield actors by label, factuality by name, and events, that may be no more, too.

    >>> store = pyoxigraph.Store()
    >>> claim, event = NamedNode("https://e.org/claim/c"), NamedNode("https://e.org/ev/e")
    >>> store.add(pyoxigraph.Quad(claim, vocabulary("extractedEvent"), event))
    >>> list(_values(store, claim, "extractedEvent"))
    ['ev:e']
    """
    for quad in store.quads_for_pattern(claim, vocabulary(term), None, DEFAULT_GRAPH):
        name = local_name(getattr(quad.object, "value", ""))
        if term == _EXTRACTED["event"]:
            yield f"ev:{name}"
        else:
            is_actor = term != _EXTRACTED["factuality"]
            yield label_of(store, quad.object) if is_actor else name


def rejection_of(store: pyoxigraph.Store, thing: NamedNode) -> str:
    """Say who rejected a claim and why; nothing where nobody did."""
    for row in answers(store, "rejections", claim=thing):
        by = f"{text(row, 'author')}, {text(row, 'created')}: {text(row, 'reason')}"
        name = f"cl:{local_name(thing.value)}"
        return f"the claim {name} was rejected by {by} (it is in quarantine.ttl)"
    return ""
