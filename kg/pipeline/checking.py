"""The check of a whole graph, and what is set apart so that the rest conforms.

What documents say was checked with each of them (`kg.pipeline.telling`); here is what
crosses documents. Where something violates a shape, the documents concerned are looked
at again without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph
from rdflib.namespace import PROV

from kg.describe import Triple
from kg.iris import Namespaces
from kg.model import Finding, Report, Severity
from kg.pipeline.alone import MENTION, findings_alone
from kg.pipeline.parts import Parts, References, Shelf
from kg.store import (
    DEFAULT_GRAPH,
    AnyTriple,
    Draft,
    as_graph,
    as_named,
    as_quad,
    as_triple,
    section_of,
)
from kg.validate import OF_DOCUMENTS, Checker, Data, Shapes, clear, load_shapes_across
from kg.vocabulary import KG, NIF

DERIVED, CONTEXT = as_named(PROV.wasDerivedFrom), as_named(NIF.referenceContext)
ABOUT = (as_named(KG.aboutEvent), as_named(KG.aboutRelation))
USES = (*ABOUT, as_named(KG.time), as_named(KG["count"]))

Node = pyoxigraph.NamedNode
Triples = set[pyoxigraph.Triple]


class Checked(NamedTuple):
    """The parts that conform, what was set apart from them, and all findings."""

    parts: Parts
    quarantined: Collection[pyoxigraph.Triple]
    report: Report


def check(
    draft: Draft,
    parts: Parts,
    findings: Mapping[str, tuple[Finding, ...]],
    shelf: Shelf,
    spaces: Namespaces,
) -> Checked:
    """Validate a graph as a whole, and take out what answers for violations.

    Args:
        draft: holds the graph, maybe without the words of documents.
        parts: the sections of the graph.
        findings: what each document breaks by itself, by its IRI.
        shelf: has the sections, and gets those that change.
        spaces: the namespaces of the graph.

    Raises:
        OutputError: a violation is of something that no claim answers for.
    """
    case = _Case(draft, parts, findings, shelf, spaces)
    report = case.report()
    if report.conforms:
        return Checked(parts, (), report)
    case.data.lasting = case.vocabulary()
    case.fetch(report)
    cleared = clear(case.data, report, case.again)
    case.forget_common(cleared.moved)
    quarantined = {as_triple(triple) for triple in cleared.quarantined}
    return Checked(case.parts, quarantined, cleared.report)


class _Case:
    """A graph that is checked, again after triples were taken from it."""

    def __init__(
        self,
        draft: Draft,
        parts: Parts,
        findings: Mapping[str, tuple[Finding, ...]],
        shelf: Shelf,
        spaces: Namespaces,
    ) -> None:
        self.draft = draft
        self.parts = parts
        self.findings = dict(findings)
        self.shelf = shelf
        self.spaces = spaces
        self.data = Data(store=draft.store)
        self.checker = Checker(self.data, Shapes(load_shapes_across()))

    def report(self) -> Report:
        """Return what the whole graph breaks, and what documents do by themselves."""
        found = set(self.checker.report().findings)
        return Report(findings=tuple(sorted(found.union(*self.findings.values()))))

    def again(self, moved: Collection[AnyTriple]) -> Report:
        """Return what is found without the triples that were moved."""
        gone = set(map(as_triple, moved))
        for name in sorted(self.documents_of(gone)):
            self.forget(name, gone)
        report = self.report()
        self.fetch(report)
        return report

    def fetch(self, report: Report) -> None:
        """Make sure that the words of documents are there whose claims may answer."""
        nodes = {
            Node(finding.focus_node)
            for finding in report.findings
            if finding.severity is Severity.VIOLATION
        }
        claims = nodes | self.claims_about(nodes)
        claims |= self.claims_about(self.values(claims, ABOUT))
        documents = {node.value for node in self.values(claims, (DERIVED,))}
        focus = {node.value for node in nodes}
        documents |= {
            name
            for name, own in self.findings.items()
            if any(finding.focus_node in focus for finding in own)
        }
        for name in sorted(documents & self.parts.documents.keys()):
            for reference in self.parts.documents[name]:
                triples = self.draft.read(self.shelf.get(reference))
                self.draft.store.extend(map(as_quad, triples))

    def forget(self, name: str, gone: Triples) -> None:
        """Take triples from the sections of a document, and look what it breaks now."""
        left = [
            {t for t in self.draft.read(self.shelf.get(r)) if t not in gone}
            for r in self.parts.documents[name]
        ]
        references = self.rewritten(left)
        documents = {**self.parts.documents, name: references}
        self.parts = replace(self.parts, documents=documents)
        own = [tuple(triple) for triples in left for triple in triples]
        (found,) = findings_alone(
            [[*own, *map(tuple, self.text_of(name))]],
            self.around(own),
            shapes=OF_DOCUMENTS,
            base=self.spaces.base,
        )
        self.findings[name] = tuple(found)

    def forget_common(self, moved: Collection[AnyTriple]) -> None:
        """Take triples from what documents share, and from edges."""
        gone = set(map(as_triple, moved))
        self.parts = replace(
            self.parts,
            shared=self.without(self.parts.shared, gone),
            edges=self.without(self.parts.edges, gone),
        )

    def without(self, references: References, gone: Triples) -> References:
        """Return sections without some triples."""
        kept: list[str] = []
        for reference in references:
            triples = set(self.draft.read(self.shelf.get(reference)))
            if triples & gone:
                kept += self.rewritten([triples - gone])
            else:
                kept.append(reference)
        return tuple(kept)

    def rewritten(self, sections: Iterable[Iterable[pyoxigraph.Triple]]) -> References:
        """Put sections on the shelf."""
        return tuple(
            reference
            for triples in sections
            for reference in self.shelf.put(section_of(triples, self.draft.prefixes))
        )

    def text_of(self, name: str) -> Iterator[pyoxigraph.Triple]:
        """Return the text of a document."""
        return self.draft.read(self.shelf.get(self.parts.texts[name]))

    def around(self, own: Sequence[Triple]) -> Iterator[pyoxigraph.Triple]:
        """Yield what is said of all that a document speaks of, but its mentions."""
        subjects = {subject for subject, _, _ in own}
        others = {v for _, _, v in own if isinstance(v, Node)} - subjects
        actors = {s for s, p, _ in own if p == MENTION}
        for node in others | actors:
            for quad in self.quads(node, None, None):
                if quad.predicate != MENTION:
                    yield quad.triple

    def documents_of(self, gone: Triples) -> set[str]:
        """Return the documents that said what was moved."""
        nodes = {t.subject for t in gone} | {t.object for t in gone}
        told = {t.object for t in gone if t.predicate in {DERIVED, CONTEXT}}
        told |= self.values(
            {n for n in nodes if isinstance(n, Node)}, (DERIVED, CONTEXT)
        )
        return {
            n.value for n in told if isinstance(n, Node)
        } & self.parts.documents.keys()

    def claims_about(self, nodes: Iterable[Node]) -> set[Node]:
        """Return the claims about events or relations, or with a time or quantity."""
        return {
            quad.subject
            for node in nodes
            for term in USES
            for quad in self.quads(None, term, node)
            if isinstance(quad.subject, Node)
        }

    def values(self, nodes: Iterable[Node], terms: Iterable[Node]) -> set[Node]:
        """Return the values of properties of nodes."""
        return {
            quad.object
            for node in nodes
            for term in terms
            for quad in self.quads(node, term, None)
            if isinstance(quad.object, Node)
        }

    def quads(
        self, subject: Node | None, predicate: Node | None, value: Node | None
    ) -> Iterator[pyoxigraph.Quad]:
        """Yield what fits a pattern."""
        return self.draft.store.quads_for_pattern(
            subject, predicate, value, DEFAULT_GRAPH
        )

    def vocabulary(self) -> frozenset[object]:
        """Return the ontology and the registry, which stay whatever is moved."""
        return frozenset(
            triple
            for reference in self.parts.vocabulary
            for triple in as_graph(self.draft.read(self.shelf.get(reference)))
        )
