"""Which claims and links answer for the violations of a report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from kg.errors import OutputError
from kg.iris import RELATIONS
from kg.model import Finding, Severity
from kg.vocabulary import GAF, KG, NIF, SEM

Triple = tuple[Node, Node, Node]

ROLES = (KG.agent, KG.target, KG.participant, KG.place)
VALUES = (*ROLES, KG.time, KG.count)
ABOUT = (KG.aboutEvent, KG.aboutRelation)
STATEMENTS = frozenset({KG.Claim, KG.RelationClaim})
SPANS = (KG.trigger, KG.evidence, KG.factualityCue)
CONFLICTS = {
    KG.time: (KG.conflictsOnTime,),
    KG.count: (KG.conflictsOnCount,),
    KG.factuality: (KG.conflictsOnFactuality,),
    KG.aboutEvent: (
        KG.conflictsOnTime,
        KG.conflictsOnCount,
        KG.conflictsOnFactuality,
    ),
}
LINKS = (
    KG.respondsTo,
    KG.possiblySameEventAs,
    KG.supersedes,
    KG.ends,
    KG.motivatedBy,
    SEM.subEventOf,
    OWL.sameAs,
    GAF.denotedBy,
)


@dataclass(slots=True)
class Blame:
    """What must leave a graph: claims, events without claims, other nodes, triples.

    `reasons` says, for claims and events, which checks they failed.
    """

    claims: set[Node] = field(default_factory=set)
    events: set[Node] = field(default_factory=set)
    values: set[Node] = field(default_factory=set)
    triples: set[Triple] = field(default_factory=set)
    reasons: dict[Node, set[str]] = field(default_factory=dict)


def find_blame(graph: Graph, findings: Iterable[Finding], events: set[Node]) -> Blame:
    """Return what answers for the violations among findings.

    Args:
        graph: what was validated.
        findings: what was found; only violations count.
        events: the classes of event.

    Raises:
        OutputError: a violation is of a document, turn or other node that no claim
            answers for.
    """
    blame = Blame()
    for finding in findings:
        if finding.severity is Severity.VIOLATION:
            _Case(graph, finding, events).judge(blame)
    return blame


class _Case:
    """One violation and what in the graph answers for it."""

    def __init__(self, graph: Graph, finding: Finding, events: set[Node]) -> None:
        self.graph = graph
        self.finding = finding
        self.focus = URIRef(finding.focus_node)
        self.kinds = set(graph.objects(self.focus, RDF.type))
        self.is_event = bool(self.kinds & events)
        name = finding.shape.rpartition("#")[2]
        self.reason = f"{name}: {finding.message}"

    def judge(self, blame: Blame) -> None:
        links = set(self.links())
        if links:
            blame.triples |= links
            return
        claims = set(self.claims())
        is_value = bool(self.kinds & {KG.Span, KG.Time, KG.Quantity})
        if not (claims or self.is_event or is_value):
            raise OutputError(
                f"no claim answers for {self.finding.focus_node}: {self.reason}"
            )
        blame.claims |= claims
        if is_value:
            blame.values.add(self.focus)
        if self.is_event and not claims:
            blame.events.add(self.focus)
        for node in claims | ({self.focus} if self.is_event else set()):
            blame.reasons.setdefault(node, set()).add(self.reason)

    def links(self) -> Iterator[Triple]:
        """Yield the links that are wrong, where it is a link that is wrong."""
        alternatives = self.finding.path.split("|")
        if len(alternatives) > 1:
            return  # a choice of properties is no link that is wrong
        path = URIRef(alternatives[0])
        is_edge = path.startswith(RELATIONS)
        predicates = (path,) if path in LINKS or is_edge else CONFLICTS.get(path, ())
        for predicate in predicates:
            for value in self.graph.objects(self.focus, predicate):
                if str(value) == self.finding.value:
                    yield self.focus, predicate, value
                    yield value, predicate, self.focus
        if self.finding.path == str(OWL.sameAs):
            yield from self.graph.triples((self.focus, OWL.sameAs, None))

    def claims(self) -> Iterator[Node]:
        if self.kinds & STATEMENTS:
            yield self.focus
        elif self.is_event:
            yield from self.claims_of_event()
        elif KG.Span in self.kinds:
            yield from self.claims_of_span()
        elif self.kinds & {KG.Time, KG.Quantity}:
            for predicate in (KG.time, KG.count):
                yield from self.claims_with(predicate, self.focus)

    def claims_of_event(self) -> set[Node]:
        about = {c for term in ABOUT for c in self.graph.subjects(term, self.focus)}
        if self.finding.value:
            value = self.finding.value
            guilty = {c for c in about if str(c) == value or self.says(c, value)}
        else:
            roles = [role for role in ROLES if str(role) in self.finding.path]
            guilty = {c for c in about if any(self.repeats(c, role) for role in roles)}
        return guilty or about

    def says(self, claim: Node, value: str) -> bool:
        return any(
            str(said) == value and predicate in VALUES
            for predicate, said in self.graph.predicate_objects(claim)
        )

    def repeats(self, claim: Node, role: URIRef) -> bool:
        return len(list(self.graph.objects(claim, role))) > 1

    def claims_of_span(self) -> Iterator[Node]:
        """Yield the claims that quote a span, or take a role from it as a mention."""
        for predicate in SPANS:
            yield from self.claims_with(predicate, self.focus)
        context = self.graph.value(self.focus, NIF.referenceContext)
        for actor in self.graph.subjects(GAF.denotedBy, self.focus):
            for role in ROLES:
                for claim in self.claims_with(role, actor):
                    evidence = self.graph.value(claim, KG.evidence)
                    same = (evidence, NIF.referenceContext, context) in self.graph
                    if same and self.encloses(evidence):
                        yield claim

    def encloses(self, outer: Node | None) -> bool:
        begin, end = self.bounds(self.focus)
        first, last = self.bounds(outer)
        return first <= begin and end <= last

    def bounds(self, span: Node | None) -> tuple[int, int]:
        begin = self.graph.value(span, NIF.beginIndex)
        end = self.graph.value(span, NIF.endIndex)
        return int(str(begin or 0)), int(str(end or 0))

    def claims_with(self, predicate: URIRef, value: Node) -> Iterator[Node]:
        for claim in self.graph.subjects(predicate, value):
            if STATEMENTS & set(self.graph.objects(claim, RDF.type)):
                yield claim


def event_classes(vocabulary: Graph) -> set[Node]:
    """Return the classes of event, groups included, and that of relations.

    Both are what claims are about, and go when their last claim does.
    """
    found = vocabulary.transitive_subjects(RDFS.subClassOf, KG.Event)
    return {KG.Relation, *(node for node in found if node is not None)}
