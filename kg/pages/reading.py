"""Reading claims from the graph, as readers are to see them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from kg.iris import VOCABULARY, local_name
from kg.pages.claims import Claim, Conflict, Reference, Role, Turn
from kg.pages.graph import Graph
from kg.pages.marking import Span
from kg.query import Edit, Extracted
from kg.query.edits import as_edits, edits_of, extracted_of
from kg.query.internal import Answer, number, text
from kg.query.names import WELL_KNOWN, vocabulary
from kg.store import DEFAULT_GRAPH

# What a claim says of its event or relation, in the order in which it is shown.
_ROLES = ("agent", "subject", "target", "object", "participant", "place", "motivatedBy")
_NIF = WELL_KNOWN["nif"]
_SPAN = tuple(f"{_NIF}{name}" for name in ("beginIndex", "endIndex", "anchorOf"))
_QUANTITY = tuple(
    f"{WELL_KNOWN['schema']}{name}"
    for name in ("value", "minValue", "maxValue", "currency", "unitText")
)
_QUALIFIER = f"{VOCABULARY}qualifier"
_CONFLICTS = ("conflictsOnTime", "conflictsOnCount", "conflictsOnFactuality")

# Of each actor in each document, where it is named, in order.
Mentions = Mapping[tuple[str, str], Sequence[Span]]


def claims_of(
    graph: Graph, document: NamedNode, begin: int, end: int
) -> tuple[list[Claim], int]:
    """Return the claims of a stretch of a document, and how many the whole has.

    They come by the place of their triggers. A claim is of the stretch if part of its
    sentence is.
    """
    rows = graph.rows("claims", document=document)
    within = [
        row for row in rows if number(row, "begin") < end and begin < number(row, "end")
    ]
    links = graph.rows("claim-links", document=document)
    mentions = _mentions(graph.rows("mentions", document=document))
    total = len({text(row, "claim") for row in rows})
    return _claims(graph, within, links, mentions), total


def claims_about(graph: Graph, about: NamedNode) -> list[Claim]:
    """Return the claims about an event or a relation."""
    links = graph.rows("claim-links", about=about)
    mentions = _mentions_of_fillers(graph, links)
    return _claims(graph, graph.rows("claims", about=about), links, mentions)


def reference_to(graph: Graph, claim: str) -> Reference | None:
    """Return what names a claim, None where the graph has no such claim."""

    def found() -> Reference | None:
        rows = graph.rows("claim-reference", claim=NamedNode(claim))
        return reference_of(graph, *rows) if rows else None

    return graph.keep(("reference", claim), found)


def corrections_of(graph: Graph, thing: str) -> tuple[Edit, ...]:
    """Return who put right what is known of an event or actor, when and why."""
    return as_edits(graph.rows("corrections", thing=NamedNode(thing)))


def turn_of(graph: Graph, document: str, turn: str, kind: object) -> Turn:
    """Return a turn, named by its kind and by what its IRI has after the document.

    Args:
        graph: gives the label of the kind.
        document: the IRI of the document.
        turn: the IRI of the turn.
        kind: its class, None where that is not known.
    """
    label = turn.removeprefix(f"{document}.")
    digits = label.lstrip("abcdefghijklmnopqrstuvwxyz")
    name = graph.label(kind) if kind else ""
    return Turn(
        iri=turn,
        kind=local_name(str(getattr(kind, "value", ""))),
        label=f"{name} {digits}".strip() or local_name(turn),
    )


def _claims(
    graph: Graph, rows: Sequence[Answer], links: Iterable[Answer], mentions: Mentions
) -> list[Claim]:
    by_claim: dict[str, list[Answer]] = defaultdict(list)
    for link in links:
        by_claim[text(link, "claim")].append(link)
    # Where a graph gives a claim two of something, it has two rows; the first is taken.
    firsts: dict[str, Answer] = {}
    for row in rows:
        firsts.setdefault(text(row, "claim"), row)
    return [
        _claim(graph, row, by_claim[name], mentions) for name, row in firsts.items()
    ]


def _claim(graph: Graph, row: Answer, links: list[Answer], mentions: Mentions) -> Claim:
    linked: dict[str, list[object]] = defaultdict(list)
    for link in links:
        linked[local_name(text(link, "property"))].append(link["value"])
    claim, document = text(row, "claim"), text(row, "document")
    evidence = (number(row, "begin"), number(row, "end"))
    roles = tuple(
        Role(
            name=name,
            label=graph.label(vocabulary(name)),
            filler=filler,
            spans=_inside(mentions.get((document, filler.iri), ()), evidence),
        )
        for name in _ROLES
        for filler in map(graph.thing, linked[name])
    )
    cue, words = _cue(graph, text(row, "cue"))
    edits, extracted = _corrected(graph, claim, row, links)
    return Claim(
        iri=claim,
        about=graph.thing(row["about"]),
        document=graph.document(row["document"]),
        turn=turn_of(graph, document, text(row, "turn"), row.get("turn_kind")),
        speaker=graph.thing(row["speaker"]) if "speaker" in row else None,
        uttered_on=text(row, "uttered_on"),
        evidence=evidence,
        quote=text(row, "quote"),
        trigger=(number(row, "trigger_begin"), number(row, "trigger_end")),
        cue=cue,
        cue_text=words,
        factuality=local_name(text(row, "factuality")),
        rank=local_name(text(row, "rank")),
        is_past=text(row, "past") == "true",
        time=graph.text_of(text(row, "time"), f"{VOCABULARY}edtf"),
        count=_amount(graph, text(row, "quantity")),
        sources=tuple(sorted(map(graph.thing, linked["source"]))),
        reporters=tuple(sorted(map(graph.thing, linked["reportedBy"]))),
        roles=roles,
        responds_to=tuple(_references(graph, linked["respondsTo"])),
        conflicts=tuple(
            Conflict(label=graph.label(vocabulary(name)), claim=other)
            for name in _CONFLICTS
            for other in _references(graph, linked[name])
        ),
        rule=text(row, "rule"),
        merge_reason=text(row, "merge_reason"),
        confidence=text(row, "confidence"),
        edits=edits,
        extracted=extracted,
    )


def reference_of(graph: Graph, *rows: Answer) -> Reference:
    """Return what names a claim, from rows that have its place and its sources."""
    row = rows[0]
    document = graph.document(row["document"])
    return Reference(
        iri=text(row, "claim"),
        document=document,
        turn=turn_of(graph, document.iri, text(row, "turn"), row.get("turn_kind")),
        evidence=(number(row, "begin"), number(row, "end")),
        factuality=local_name(text(row, "factuality")),
        sources=tuple(graph.thing(r["source"]) for r in rows if "source" in r),
    )


def _references(graph: Graph, claims: Iterable[object]) -> Iterator[Reference]:
    for claim in claims:
        found = reference_to(graph, str(getattr(claim, "value", claim)))
        if found is not None:
            yield found


def _cue(graph: Graph, span: str) -> tuple[Span | None, str]:
    """Return where the word stands that tells how sure a claim is, and the word."""
    if not span:
        return None, ""
    begin, end, words = (graph.text_of(span, name) for name in _SPAN)
    return (int(begin), int(end)), words


def _inside(spans: Sequence[Span], within: Span) -> tuple[Span, ...]:
    """Return which of some spans, in order, lie in another."""
    first = bisect_left(spans, (within[0], 0))
    last = bisect_left(spans, (within[1], 0))
    return tuple(span for span in spans[first:last] if span[1] <= within[1])


def _mentions(rows: Iterable[Answer]) -> Mentions:
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in rows:
        key = (text(row, "document"), text(row, "actor"))
        found[key].append((number(row, "begin"), number(row, "end")))
    return found


def _mentions_of_fillers(graph: Graph, links: Iterable[Answer]) -> Mentions:
    """Return where those who fill a role in some claims are named, in any document."""
    fillers = {
        link["value"] for link in links if local_name(text(link, "property")) in _ROLES
    }
    nodes = sorted(f for f in fillers if isinstance(f, NamedNode))
    return _mentions(
        row for node in nodes for row in graph.rows("mentions", actor=node)
    )


def _corrected(
    graph: Graph, claim: str, row: Answer, links: Iterable[Answer]
) -> tuple[tuple[Edit, ...], tuple[Extracted, ...]]:
    """Return what readers put right in a claim and whatever it names."""
    corrected = graph.keep("corrected", lambda: _corrected_things(graph))
    named = {claim, text(row, "about"), *(text(link, "value") for link in links)}
    if corrected.isdisjoint(named):
        return (), ()
    node = NamedNode(claim)
    return edits_of(graph.store, node), extracted_of(graph.store, node)


def _corrected_things(graph: Graph) -> frozenset[str]:
    """Return all that readers put right."""
    corrected = vocabulary("correctedBy")
    quads = graph.store.quads_for_pattern(None, corrected, None, DEFAULT_GRAPH)
    return frozenset(str(getattr(quad.subject, "value", "")) for quad in quads)


def _amount(graph: Graph, quantity: str) -> str:
    """Return a quantity in signs that need no language, such as `≤ 16 militairen`."""
    if not quantity:
        return ""
    value, low, high, currency, unit = (
        graph.text_of(quantity, name) for name in _QUANTITY
    )
    if value:
        figure = f"{graph.text_of(quantity, _QUALIFIER)} {value}"
    elif low and high:
        figure = f"{low}–{high}"
    else:
        figure = f"≥ {low}" if low else f"≤ {high}"
    return f"{figure} {currency or unit}".strip()
