"""Reports: as a graph in the SHACL vocabulary, and as text."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import Graph
from rdflib.namespace import SH

from kg.iris import local_name
from kg.model import Finding, Report, Severity
from kg.store import RDF_TYPE, Term, as_named, of_rdflib
from kg.validate.notes import Note

REPORT = "https://w3id.org/kroniek/report"
ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
SHOWN = 10

_REPORT, _CONFORMS, _HAS_RESULT = map(
    as_named, (SH.ValidationReport, SH.conforms, SH.result)
)
_RESULT, _SEVERITY, _SHAPE, _FOCUS, _MESSAGE, _PATH, _VALUE = map(
    as_named,
    (
        *(SH.ValidationResult, SH.resultSeverity, SH.sourceShape, SH.focusNode),
        *(SH.resultMessage, SH.resultPath, SH.value),
    ),
)
_SEVERITIES = {severity: as_named(SH[severity]) for severity in Severity}


def report_graph(report: Report) -> Graph:
    """Return a report in the SHACL vocabulary (SHACL 3.6).

    Its nodes are named by what they say, so that the same report is the same bytes
    from run to run; a path that is no single property is left out.
    """
    graph = Graph(bind_namespaces="none")
    graph += of_rdflib(report_triples(report))
    return graph


def report_triples(report: Report) -> Iterator[tuple[NamedNode, NamedNode, Term]]:
    """Yield the triples of `report_graph`, as Oxigraph has them."""
    whole = NamedNode(REPORT)
    yield whole, RDF_TYPE, _REPORT
    yield whole, _CONFORMS, Literal(report.conforms)
    for finding in report.findings:
        result = NamedNode(f"{REPORT}#{_digest(finding)}")
        yield whole, _HAS_RESULT, result
        yield result, RDF_TYPE, _RESULT
        yield result, _SEVERITY, _SEVERITIES[finding.severity]
        yield result, _SHAPE, NamedNode(finding.shape)
        yield result, _FOCUS, _term(finding.focus_node)
        yield result, _MESSAGE, Literal(finding.message, language="en")
        if _is_iri(finding.path):
            yield result, _PATH, NamedNode(finding.path)
        if finding.value:
            yield result, _VALUE, _term(finding.value)


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


def _term(text: str) -> Term:
    if text.startswith("_:"):
        return BlankNode(text[2:])
    try:
        return NamedNode(text) if _is_iri(text) else Literal(text)
    except ValueError:  # it only begins like one
        return Literal(text)


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
