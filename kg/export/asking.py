"""Asking a graph the queries that an export rests on, which stand in `queries/`."""

from functools import cache
from pathlib import Path

import pyoxigraph

from kg import resources
from kg.errors import KnowledgeError, reason_of
from kg.store import AnyTerm


def union(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Return all graphs of a store as one.

    Oxigraph can take named graphs together by itself, but then gives what stands in two
    of them twice.
    """
    united = pyoxigraph.Store()
    united.bulk_extend(pyoxigraph.Quad(*quad.triple) for quad in store)
    return united


def merge(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Return all graphs of a store as one, with the ontology, to be asked questions.

    The ontology tells of classes, and of what earns an edge.
    """
    merged = union(store)
    merged.bulk_load(
        path=resources.folder("ontology") / "kroniek.ttl",
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    return merged


def ask(
    merged: pyoxigraph.Store, query: Path, **given: AnyTerm
) -> pyoxigraph.QuerySolutions:
    """Return the answers to a SELECT query.

    Args:
        merged: what `merge` returns.
        query: a file as `select_query` returns, or of `queries/tables/`.
        given: values of variables that the query projects, by name.

    Raises:
        KnowledgeError: the file cannot be read, or is no query that runs.
    """
    values = {pyoxigraph.Variable(name): term for name, term in given.items()}
    try:
        found = merged.query(_text(query), substitutions=values)
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        raise KnowledgeError(f"{query}: {reason_of(error)}") from error
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise KnowledgeError(f"{query}: not a SELECT query")
    return found


def select_query(name: str) -> Path:
    """Return the query of a name in `queries/select/`."""
    return resources.folder("queries") / "select" / f"{name}.rq"


@cache
def _text(query: Path) -> str:
    return query.read_text(encoding="utf-8")
