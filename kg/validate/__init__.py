"""SHACL validation of a graph, quarantine of what fails, and reports of it."""

from kg.validate.engine import load_shapes, load_vocabulary, validate
from kg.validate.quarantine import Split, quarantine
from kg.validate.report import format_report, report_graph

__all__ = [
    "Split",
    "format_report",
    "load_shapes",
    "load_vocabulary",
    "quarantine",
    "report_graph",
    "validate",
]
