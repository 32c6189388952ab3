
from kg.validate.engine import load_shapes, load_vocabulary, validate
from kg.validate.report import format_report, report_graph

__all__ = [
    "format_report",
    "load_shapes",
    "load_vocabulary",
    "report_graph",
    "validate",
]
