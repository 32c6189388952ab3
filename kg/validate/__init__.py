"""SHACL validation of a graph, quarantine of what fails, and reports of it."""

from kg.validate.corrections import read_corrections
from kg.validate.coverage import focus_nodes
from kg.validate.engine import load_shapes, load_vocabulary, validate
from kg.validate.notes import Note, read_notes
from kg.validate.quarantine import Split, quarantine
from kg.validate.report import format_report, report_graph
from kg.validate.show import render_report
from kg.validate.sources import canonical, read_sources

__all__ = [
    "Note",
    "Split",
    "canonical",
    "focus_nodes",
    "format_report",
    "load_shapes",
    "load_vocabulary",
    "quarantine",
    "read_corrections",
    "read_notes",
    "read_sources",
    "render_report",
    "report_graph",
    "validate",
]
