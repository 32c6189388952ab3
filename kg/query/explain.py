"""Why the graph says something: the sentences behind a claim, an event or an edge."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph

from kg.errors import InputError
from kg.iris import Namespaces, local_name
from kg.query.edits import Edit, Extracted, edits_of, extracted_of, rejection_of
from kg.query.internal import Answer, answers, first, number, text
from kg.query.names import (
    find_resource,
    label_of,
    prefixes_of,
    shorten,
    vocabulary,
)
from kg.store import DEFAULT_GRAPH, RDF_TYPE, namespaces_of


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A stretch of a sentence and what it is: trigger, cue or a role.

    Offsets are of the sentence, not of the document.
    """

    begin: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One claim, the sentence that makes it, and how the software came to it.

    `begin` and `end` are where the sentence stands in the document; `roles` are pairs
    of a role and the label of who fills it. `corrections` are those of readers, and
    `extracted` is what the software had read where they differ.
    """

    claim: str
    event: str
    event_class: str
    event_label: str
    sentence: str
    marks: tuple[Mark, ...]
    document: str
    title: str
    issued: str
    turn: str
    turn_kind: str
    speaker: str
    uttered_on: str
    begin: int
    end: int
    factuality: str
    cue: str
    rank: str
    roles: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    reported_by: tuple[str, ...]
    time: str
    count: str
    rule: str
    merge_reason: str
    confidence: float | None
    corrections: tuple[Edit, ...] = ()
    extracted: tuple[Extracted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claim, event, edge or actor, and the claims that support or name it."""

    subject: str
    kind: str
    label: str
    supports: tuple[Support, ...]


def explain(
    store: pyoxigraph.Store, *terms: str, namespaces: Namespaces | None = None
) -> Explanation:
    """Return the claims behind a claim, an event, a relation or a direct edge.

    A claim, event or relation is one term: an IRI, a prefixed or local name, or a
    label. An edge is three, given apart or in one string: `id:state-fr
    rel:withdrewFrom id:state-ml`.

    Raises:
        InputError: there is no such thing, or no claim behind it.
    """
    spaces = namespaces or namespaces_of(store)
    parts = terms if len(terms) != 1 else _edge_parts(terms[0])
    if len(parts) == 3:
        return _edge(store, parts, spaces)
    if len(parts) != 1:
        raise InputError("give a claim, an event, or an edge of three terms")
    node = find_resource(
        store,
        parts[0],
        kind="claim or event",
        spaces=[spaces.claim, spaces.event, spaces.relation],
        namespaces=spaces,
    )
    if any(_has_type(store, node, kind) for kind in ("Claim", "RelationClaim")):
        about = first(store, "claim", claim=node)
        label = label_of(store, about["event"]) if about else node.value
        return explain_claims(store, node.value, "claim", label, [node])
    rejected = rejection_of(store, node)
    if rejected:
        raise InputError(rejected)
    claims = _claims(store, "event-claims", event=node)
    label = label_of(store, node)
    kind = "relation" if _has_type(store, node, "Relation") else "event"
    return explain_claims(store, node.value, kind, label, claims)


def _edge_parts(term: str) -> tuple[str, ...]:
    """Split an edge that was given as one string; a label may hold blanks too."""
    parts = tuple(term.split())
    is_edge = len(parts) == 3 and ("rel:" in parts[1] or "rel#" in parts[1])
    return parts if is_edge else (term,)


def _edge(
    store: pyoxigraph.Store, parts: Sequence[str], namespaces: Namespaces
) -> Explanation:
    things = [namespaces.entity, namespaces.event]
    subject, relation, value = (
        find_resource(store, part, kind=kind, spaces=spaces, namespaces=namespaces)
        for part, kind, spaces in zip(
            parts,
            ("actor", "relation", "actor or event"),
            (things, [namespaces.prefixes()["rel"]], things),
            strict=True,
        )
    )
    prefixes = prefixes_of(namespaces)
    nodes = (subject, relation, value)
    name = " ".join(shorten(node.value, prefixes) for node in nodes)
    claims = _claims(
        store, "edge-claims", subject=subject, relation=relation, object=value
    )
    if not claims and _is_known(store, nodes):
        raise InputError(f"no claim is behind {name}: it is known from the registry")
    label = f"{label_of(store, subject)} {relation.value.rpartition('#')[2]} "
    label += label_of(store, value)
    return explain_claims(store, name, "edge", label, claims)


def _is_known(store: pyoxigraph.Store, edge: tuple[pyoxigraph.NamedNode, ...]) -> bool:
    """Tell whether the registry, and no text, gives an edge."""
    subject, relation, value = edge
    known = pyoxigraph.Quad(subject, vocabulary("knownWith"), value)
    return known in store and pyoxigraph.Quad(subject, relation, value) in store


def explain_claims(
    store: pyoxigraph.Store,
    subject: str,
    kind: str,
    label: str,
    claims: Sequence[pyoxigraph.NamedNode],
) -> Explanation:
    """Return the sentences of some claims, under what they are taken together for.

    Raises:
        InputError: there is no claim, or one is incomplete.
    """
    if not claims:
        raise InputError(f"no claim is behind {subject}")
    supports = tuple(_support(store, claim) for claim in claims)
    return Explanation(subject=subject, kind=kind, label=label, supports=supports)


def _support(store: pyoxigraph.Store, claim: pyoxigraph.NamedNode) -> Support:
    said = first(store, "claim", claim=claim)
    if said is None:
        raise InputError(f"the claim {claim.value} is incomplete: run `kg validate`")
    actors = [
        (text(row, "role"), label_of(store, row["actor"]))
        for row in answers(store, "claim-actors", claim=claim)
    ]
    event = said["event"]
    begin, end = number(said, "begin"), number(said, "end")
    whole = text(said, "text")
    return Support(
        claim=claim.value,
        event=text(said, "event"),
        event_class=local_name(text(said, "class")),
        event_label=label_of(store, event),
        sentence=whole[begin:end] if whole else text(said, "quote"),
        marks=_marks(store, claim, said, begin, end),
        document=text(said, "identifier"),
        title=text(said, "title"),
        issued=text(said, "issued"),
        turn=local_name(text(said, "turn")).rpartition(".")[2],
        turn_kind=local_name(text(said, "turn_kind")),
        speaker=label_of(store, said["speaker"]) if "speaker" in said else "",
        uttered_on=text(said, "uttered_on"),
        begin=begin,
        end=end,
        factuality=local_name(text(said, "factuality")),
        cue=text(said, "cue"),
        rank=local_name(text(said, "rank")),
        roles=tuple((role, name) for role, name in actors if role not in _ATTRIBUTION),
        sources=tuple(name for role, name in actors if role == "source"),
        reported_by=tuple(name for role, name in actors if role == "reported by"),
        time=text(said, "time"),
        count=_count(said),
        rule=text(said, "rule"),
        merge_reason=text(said, "merge_reason"),
        confidence=float(text(said, "confidence")) if "confidence" in said else None,
        corrections=edits_of(store, claim),
        extracted=extracted_of(store, claim),
    )


_ATTRIBUTION = frozenset({"source", "reported by"})


def _marks(
    store: pyoxigraph.Store,
    claim: pyoxigraph.NamedNode,
    said: Answer,
    begin: int,
    end: int,
) -> tuple[Mark, ...]:
    """Return what to mark in a sentence; a cue outside of it is left out."""
    found = [("trigger", said, "trigger_begin", "trigger_end")]
    if "cue" in said:
        found.append(("cue", said, "cue_begin", "cue_end"))
    found += [
        (text(mention, "role"), mention, "begin", "end")
        for mention in answers(store, "claim-mentions", claim=claim)
    ]
    marks = (
        Mark(begin=number(row, b) - begin, end=number(row, e) - begin, kind=kind)
        for kind, row, b, e in found
    )
    return tuple(sorted({m for m in marks if 0 <= m.begin < m.end <= end - begin}))


def _count(said: Answer) -> str:
    """Return a number as people write it.

    >>> literal = pyoxigraph.Literal
    >>> _count({"maximum": literal(16), "unit": literal("functionarissen")})
    'at most 16 functionarissen'
    """
    value, low, high = (text(said, key) for key in ("value", "minimum", "maximum"))
    qualifier = text(said, "qualifier")
    if value:
        amount = f"{qualifier} {value}".strip()
    elif low and high:
        amount = f"{low} to {high}"
    elif low or high:
        amount = f"at least {low}" if low else f"at most {high}"
    else:
        return ""
    unit = text(said, "currency") or text(said, "unit")
    return f"{amount} {unit}".strip()


def _has_type(store: pyoxigraph.Store, node: pyoxigraph.NamedNode, name: str) -> bool:
    quads = store.quads_for_pattern(node, RDF_TYPE, vocabulary(name), DEFAULT_GRAPH)
    return any(True for _ in quads)


def _claims(
    store: pyoxigraph.Store, query: str, **given: pyoxigraph.NamedNode
) -> list[pyoxigraph.NamedNode]:
    found = (answer["claim"] for answer in answers(store, query, **given))
    return [claim for claim in found if isinstance(claim, pyoxigraph.NamedNode)]
