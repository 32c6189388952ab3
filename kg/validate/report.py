"""Reports: as a graph in the SHACL vocabulary, and as text."""

import hashlib
from collections.abc import Mapping
from itertools import groupby

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kg.model import Finding, Report, Severity

REPORT = "https://w3id.org/kroniek/report"
ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
SHOWN = 10


def report_graph(report: Report) -> Graph:
    """Return a report in the SHACL vocabulary (SHACL 3.6).

    Its nodes are named by what they say, so that the same report is the same bytes
    from run to run; a path that is no single property is left out.
    """
    graph = Graph(bind_namespaces="none")
    whole = URIRef(REPORT)
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, Literal(report.conforms)))
    for finding in report.findings:
        result = URIRef(f"{REPORT}#{_digest(finding)}")
        graph.add((whole, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.resultSeverity, SH[finding.severity]))
        graph.add((result, SH.sourceShape, URIRef(finding.shape)))
        graph.add((result, SH.focusNode, URIRef(finding.focus_node)))
        graph.add((result, SH.resultMessage, Literal(finding.message, lang="en")))
        if _is_iri(finding.path):
            graph.add((result, SH.resultPath, URIRef(finding.path)))
        if finding.value:
            term = URIRef if _is_iri(finding.value) else Literal
            graph.add((result, SH.value, term(finding.value)))
    return graph


def format_report(report: Report, labels: Mapping[str, str] | None = None) -> str:
    """Return a report as text, the worst first, grouped by shape.

    Args:
        report: what to write.
        labels: what to call nodes, by IRI; others are called by the end of their IRI.
    """
    named = labels or {}
    counts = ", ".join(
        f"{sum(f.severity is severity for f in report.findings)} {severity}"
        for severity in ORDER
    )
    verdict = "The graph conforms" if report.conforms else "The graph does not conform"
    lines = [f"{verdict}: {counts}."]
    ordered = sorted(report.findings, key=_rank)
    for (_, shape, message), members in groupby(ordered, key=_group):
        found = list(members)
        name = shape.rpartition("#")[2]
        lines += ["", f"{found[0].severity} {name} ({len(found)}): {message}"]
        lines += [f"  {_line(finding, named)}" for finding in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"  and {len(found) - SHOWN} more")
    return "\n".join(lines) + "\n"


def _group(finding: Finding) -> tuple[int, str, str]:
    return ORDER.index(finding.severity), finding.shape, finding.message


def _rank(finding: Finding) -> tuple[tuple[int, str, str], Finding]:
    return _group(finding), finding


def _line(finding: Finding, labels: Mapping[str, str]) -> str:
    line = _name(finding.focus_node, labels)
    if finding.value and finding.value != finding.focus_node:
        line += f": {_name(finding.value, labels)}"
    return line


def _name(node: str, labels: Mapping[str, str]) -> str:
    if node in labels:
        return labels[node]
    return node.rpartition("#")[2].rpartition("/")[2] if _is_iri(node) else node


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
