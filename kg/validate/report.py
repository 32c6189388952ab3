"""Reports: as a graph in the SHACL vocabulary, and as text."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.iris import local_name
from kg.model import Finding, Report, Severity
from kg.validate.notes import Note

REPORT = "https://w3id.org/kroniek/report"
ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
SHOWN = 10


def report_graph(report: Report) -> Graph:
    """Return a report in the SHACL vocabulary (SHACL 3.6).

    Its nodes are named by what they say, so that the same report is the same bytes
    from run to run; a path that is no single property is left out.
    """
    graph = Graph(bind_namespaces="none")
    for triple in report_triples(report):
        graph.add(triple)
    return graph


def report_triples(report: Report) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the triples of `report_graph`."""
    whole = URIRef(REPORT)
    yield whole, RDF.type, SH.ValidationReport
    yield whole, SH.conforms, Literal(report.conforms)
    for finding in report.findings:
        result = URIRef(f"{REPORT}#{_digest(finding)}")
        yield whole, SH.result, result
        yield result, RDF.type, SH.ValidationResult
        yield result, SH.resultSeverity, SH[finding.severity]
        yield result, SH.sourceShape, URIRef(finding.shape)
        yield result, SH.focusNode, _term(finding.focus_node)
        yield result, SH.resultMessage, Literal(finding.message, lang="en")
        if _is_iri(finding.path):
            yield result, SH.resultPath, URIRef(finding.path)
        if finding.value:
            yield result, SH.value, _term(finding.value)


def format_report(report: Report, notes: Mapping[str, Note] | None = None) -> str:
    """Return a report as text, the worst first, grouped by shape.

    Args:
        report: what to write.
        notes: what people need to know of nodes, as `read_notes` returns; those without
            a label are called by the end of their IRI.
    """
    known = notes or {}
    lines = [f"{verdict(report)}."]
    for group in by_shape(report):
        first, total = group[0], len(group)
        head = f"{first.severity} {shape_name(first)} ({total}): {first.message}"
        lines += ["", head]
        for finding in group[:SHOWN]:
            lines += _lines(finding, known)
        if total > SHOWN:
            lines.append(f"  and {total - SHOWN} more")
    return "\n".join(lines) + "\n"


def verdict(report: Report) -> str:
    """Return whether a graph conforms, and the number of findings, as words."""
    counts = ", ".join(
        f"{number} {severity}" for severity, number in count(report).items()
    )
    conforms = "conforms" if report.conforms else "does not conform"
    return f"The graph {conforms}: {counts}"


def count(report: Report) -> Mapping[Severity, int]:
    """Return the number of findings of each severity, the worst first."""
    return {
        severity: sum(f.severity is severity for f in report.findings)
        for severity in ORDER
    }


def by_shape(report: Report) -> list[list[Finding]]:
    """Return the findings of each shape together, the worst first."""
    ordered = sorted(report.findings, key=_rank)
    return [list(members) for _, members in groupby(ordered, key=_group)]


def shape_name(finding: Finding) -> str:
    """Return a shape as people call it: without its namespace."""
    return short_name(finding.shape)


def short_name(node: str) -> str:
    """Return the local name of an IRI, or what is no IRI as it stands.

    >>> short_name("https://example.org/id/state-ml"), short_name("_:c14n0")
    ('state-ml', '_:c14n0')
    """
    return local_name(node) if _is_iri(node) else node


def _term(text: str) -> Node:
    if text.startswith("_:"):
        return BNode(text[2:])
    return URIRef(text) if _is_iri(text) else Literal(text)


def _group(finding: Finding) -> tuple[int, str, str]:
    return ORDER.index(finding.severity), finding.shape, finding.message


def _rank(finding: Finding) -> tuple[tuple[int, str, str], Finding]:
    return _group(finding), finding


def _lines(finding: Finding, notes: Mapping[str, Note]) -> list[str]:
    note = notes.get(finding.focus_node, Note())
    line = _name(finding.focus_node, notes)
    if finding.value and finding.value != finding.focus_node:
        line += f": {_name(finding.value, notes)}"
    elif _is_iri(finding.path):
        line += f" ({short_name(finding.path)})"
    return [f"  {line}", *([f"    «{note.sentence}»"] if note.sentence else [])]


def _name(node: str, notes: Mapping[str, Note]) -> str:
    return notes.get(node, Note()).label or short_name(node)


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://", "urn:")) and not set(text) & set(
        ' |^*+?()<>"{}\\`\n\t'
    )


def _digest(finding: Finding) -> str:
    parts = (
        finding.severity,
        finding.shape,
        finding.focus_node,
        finding.path,
        finding.value,
        finding.message,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
