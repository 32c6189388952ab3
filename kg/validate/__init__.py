"""SHACL validation of a graph, quarantine of what fails, and reports of it."""

from kg.validate.corrections import read_corrections
from kg.validate.coverage import focus_nodes
from kg.validate.data import Data
from kg.validate.engine import (
    OF_DOCUMENTS,
    OF_EVENTS,
    OF_OUTLINE,
    Checker,
    has_own_shapes,
    load_shapes,
    load_shapes_across,
    load_vocabulary,
    ontology,
    validate,
)
from kg.validate.notes import Note, read_notes
from kg.validate.plans import Shapes
from kg.validate.quarantine import Cleared, Split, clear, quarantine
from kg.validate.report import format_report, report_graph, report_triples
from kg.validate.show import render_report
from kg.validate.sources import canonical, read_sources

__all__ = [
    "OF_DOCUMENTS",
    "OF_EVENTS",
    "OF_OUTLINE",
    "Checker",
    "Cleared",
    "Data",
    "Note",
    "Shapes",
    "Split",
    "canonical",
    "clear",
    "focus_nodes",
    "format_report",
    "has_own_shapes",
    "load_shapes",
    "load_shapes_across",
    "load_vocabulary",
    "ontology",
    "quarantine",
    "read_corrections",
    "read_notes",
    "read_sources",
    "render_report",
    "report_graph",
    "report_triples",
    "validate",
]
