"""Setting apart what fails a check, so that the rest conforms."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from rdflib import RDF, Graph, Literal
from rdflib.term import Node

from kg.errors import OutputError
from kg.model import Report
from kg.validate.answering import view
from kg.validate.blame import (
    ABOUT,
    SPANS,
    VALUES,
    Blame,
    Triple,
    event_classes,
    find_blame,
)
from kg.validate.data import Data
from kg.validate.engine import Checker, ontology
from kg.vocabulary import GAF, KG

ROUNDS = 10
# What a correction names stays with it, whatever becomes of the claim.
RECORDS = frozenset({KG.corrects, KG.notSameEventAs})


class Split(NamedTuple):
    """A graph that conforms, what was set apart, and the report of the first.

    Why something was set apart stands beside it (`kg:quarantineReason`). The graph is
    the one that was given where nothing was set apart.
    """

    kept: Graph
    quarantined: Graph
    report: Report


class Cleared(NamedTuple):
    """What was taken away, the same with its reasons, and what is found in the rest."""

    moved: Collection[Triple]
    quarantined: Graph
    report: Report


def quarantine(
    graph: Graph,
    report: Report | None = None,
    *,
    shapes: Graph,
    vocabulary: Graph | None = None,
    texts: Graph | None = None,
) -> Split:
    """Set the claims and links that answer for violations apart from the rest.

    A claim goes with all its triples; so does an event that loses its last claim, what
    an event has from that claim alone, and a span, time or quantity that nothing else
    uses. The rest is validated again until it conforms. The graph is left as it is.

    Args:
        graph: documents, claims and events.
        report: what a validation of it found; without one it is validated first.
        shapes: the shapes to conform to.
        vocabulary: see `validate`.
        texts: see `validate`.

    Raises:
        OutputError: a violation is of a document, turn or actor, so that no claim
            answers for it, or some are left after ten rounds.
    """
    checker = Checker.of(graph, shapes, vocabulary=vocabulary, texts=texts)
    report = report or checker.report()
    if report.conforms:
        return Split(graph, Graph(bind_namespaces="none"), report)
    cleared = clear(checker.data, report, lambda _: checker.report())
    kept = Graph(bind_namespaces="none")
    for triple in graph:
        if triple not in cleared.moved:
            kept.add(triple)
    return Split(kept, cleared.quarantined, cleared.report)


def clear(
    data: Data, report: Report, again: Callable[[Collection[Triple]], Report]
) -> Cleared:
    """Take what answers for violations out of data, until they conform.

    Args:
        data: is changed.
        report: what a validation found, with violations.
        again: validates once more; is told what was taken away since.

    Raises:
        OutputError: see `quarantine`.
    """
    kept, apart = view(data), Graph(bind_namespaces="none")
    events = event_classes(ontology())
    moved: set[Triple] = set()
    for _ in range(ROUNDS):
        removal = _Removal(kept, apart)
        removal.carry_out(find_blame(kept, report.findings, events))
        if not removal.moved:
            break
        moved.update(removal.moved)
        report = again(removal.moved)
        if report.conforms:
            return Cleared(moved, apart, report)
    raise OutputError(f"quarantine leaves violations: {report.findings[0]}")


class _Removal:
    """Moves triples from one graph to another, and what hangs on them."""

    def __init__(self, kept: Graph, apart: Graph) -> None:
        self.kept = kept
        self.apart = apart
        self.moved: list[Triple] = []
        self.loosened: set[Node] = set()

    def carry_out(self, blame: Blame) -> None:
        self.move(blame.triples)
        guilty: dict[Node, set[Node]] = {event: set() for event in blame.events}
        for claim in blame.claims:
            for event in self.abouts(claim):
                guilty.setdefault(event, set()).add(claim)
        said = {event: self.said_of(event, claims) for event, claims in guilty.items()}
        for node in blame.claims | blame.values:
            self.move_node(node)
        for event, claims in guilty.items():
            if any((None, term, event) in self.kept for term in ABOUT):
                self.move(said[event] - self.said_of(event))
            else:
                self.move_node(event)
                for claim in claims:
                    reasons = blame.reasons.get(claim, set())
                    blame.reasons.setdefault(event, set()).update(reasons)
        self.move_orphans()
        self.give_reasons(blame)

    def give_reasons(self, blame: Blame) -> None:
        for node, reasons in blame.reasons.items():
            if (node, None, None) in self.apart:
                for reason in reasons:
                    self.apart.add((node, KG.quarantineReason, Literal(reason)))

    def said_of(self, event: Node, only: set[Node] | None = None) -> set[Triple]:
        """Return the triples of an event that its claims give it."""
        triples: set[Triple] = set()
        for claim in self.claims_of(event):
            if only is not None and claim not in only:
                continue
            for predicate in VALUES:
                for value in self.kept.objects(claim, predicate):
                    triples.add((event, predicate, value))
            for span in self.kept.objects(claim, KG.trigger):
                triples.add((event, GAF.denotedBy, span))
        return triples

    def abouts(self, claim: Node) -> list[Node]:
        """Return the events and relations that a claim is about."""
        return [e for term in ABOUT for e in self.kept.objects(claim, term)]

    def claims_of(self, event: Node) -> list[Node]:
        """Return the claims about an event or relation."""
        return [c for term in ABOUT for c in self.kept.subjects(term, event)]

    def move_node(self, node: Node) -> None:
        self.move(self.kept.triples((node, None, None)))
        about = self.kept.triples((None, None, node))
        self.move(t for t in about if t[1] not in RECORDS)

    def move(self, triples: Iterable[Triple]) -> None:
        for triple in list(triples):
            if triple in self.kept:
                self.kept.remove(triple)
                self.apart.add(triple)
                self.moved.append(triple)
                if triple[1] in (*SPANS, GAF.denotedBy, KG.time, KG.count):
                    self.loosened.add(triple[2])

    def move_orphans(self) -> None:
        """Move the spans, times and quantities that nothing points at any more."""
        for node in self.loosened:
            kinds = set(self.kept.objects(node, RDF.type))
            unused = (None, None, node) not in self.kept
            if unused and kinds & {KG.Span, KG.Time, KG.Quantity}:
                self.move(self.kept.triples((node, None, None)))
