"""Looking things up by the queries of a folder, such as `queries/internal`."""

from collections.abc import Mapping
from functools import cache

import pyoxigraph

from kg import resources
from kg.store import Term

Answer = Mapping[str, Term]


def answers(
    store: pyoxigraph.Store,
    query: str,
    **given: pyoxigraph.NamedNode,
) -> list[Answer]:
    """Return the rows of a query of `queries/internal`, what is unbound left out.

    A name such as `pages/claims` is one of another folder of `queries`. What is given
    is joined as the first thing of its WHERE: so Oxigraph knows it when it plans the
    query, which it does not by its own substitution.
    """
    variables = " ".join(f"${name}" for name in given)
    row = " ".join(str(node) for node in given.values())
    values = f"WHERE {{ VALUES ({variables}) {{ ({row}) }}" if given else "WHERE {"
    found = store.query(_stored(query).replace("WHERE {", values, 1))
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(query)
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
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
def _stored(name: str) -> str:
    inside = name if "/" in name else f"internal/{name}"
    path = resources.folder("queries") / f"{inside}.rq"
    return path.read_text(encoding="utf-8")
