"""Asking the graph: the library of questions, free SPARQL, and explanations."""

from kg.query.annotations import annotations, write_annotations
from kg.query.completion import complete_question
from kg.query.edits import Edit, Extracted
from kg.query.evaluation import QueryContext, evaluate, failures, run_update
from kg.query.explain import Explanation, Mark, Support, explain, explain_claims
from kg.query.format import FORMATS, as_csv, as_json, as_records, as_table, render
from kg.query.library import (
    Parameter,
    ParameterKind,
    Query,
    find_query,
    list_queries,
    read_query,
)
from kg.query.names import find_resource, label_of, prefixes_of
from kg.query.remote import fetch, run_remote, run_remote_query
from kg.query.run import Result, Table, Triples, Verdict, run_query, run_sparql
from kg.query.show import as_panel, as_values, bracketed, segments
from kg.query.syntax import INERT, declared

__all__ = [
    "FORMATS",
    "INERT",
    "Edit",
    "Explanation",
    "Extracted",
    "Mark",
    "Parameter",
    "ParameterKind",
    "Query",
    "QueryContext",
    "Result",
    "Support",
    "Table",
    "Triples",
    "Verdict",
    "annotations",
    "as_csv",
    "as_json",
    "as_panel",
    "as_records",
    "as_table",
    "as_values",
    "bracketed",
    "complete_question",
    "declared",
    "evaluate",
    "explain",
    "explain_claims",
    "failures",
    "fetch",
    "find_query",
    "find_resource",
    "label_of",
    "list_queries",
    "prefixes_of",
    "read_query",
    "render",
    "run_query",
    "run_remote",
    "run_remote_query",
    "run_sparql",
    "run_update",
    "segments",
    "write_annotations",
]
