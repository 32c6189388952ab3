"""The queries of `queries/internal`, with which this package looks things up."""

from collections.abc import Mapping
from functools import cache

import pyoxigraph

from kg import resources
from kg.store import Term

Answer = Mapping[str, Term]


def answers(
    store: pyoxigraph.Store, query: str, **given: pyoxigraph.NamedNode
) -> list[Answer]:
    """Return the rows of a query of `queries/internal`, what is unbound left out."""
    found = store.query(
        _internal(query),
        substitutions={pyoxigraph.Variable(name): node for name, node in given.items()},
    )
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(query)
    names = [variable.value for variable in found.variables]
    return [
        {name: row[name] for name in names if row[name] is not None} for row in found
    ]


def first(
    store: pyoxigraph.Store, query: str, **given: pyoxigraph.NamedNode
) -> Answer | None:
    """Return the first row of a query, None where it has none."""
    return next(iter(answers(store, query, **given)), None)


def text(answer: Answer, key: str) -> str:
    """Return a value as text, empty where it is unbound."""
    term = answer.get(key)
    return "" if term is None else str(getattr(term, "value", term))


def number(answer: Answer, key: str) -> int:
    """Return a value that is a whole number."""
    return int(text(answer, key))


@cache
def _internal(name: str) -> str:
    path = resources.folder("queries") / "internal" / f"{name}.rq"
    return path.read_text(encoding="utf-8")
