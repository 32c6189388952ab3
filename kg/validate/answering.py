"""What makes pySHACL fast enough, without changing what it finds.

As shipped, three things take nine tenths of its time: it asks its data graph for its
truth value at every result, which counts all triples; it has rdflib parse and run the
SPARQL of a shape for every focus node; and before each run it searches the text of the
query for forbidden words. The data graph here, a subclass of pySHACL's own, answers
the first at once and hands SPARQL to Oxigraph, which holds the same triples; and the
search is done once per query.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyoxigraph
from pyshacl.graph_abstraction import RdfLibDataGraph
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib import Graph, Variable
from rdflib.query import Result
from rdflib.term import Node

from kg.store.terms import as_oxigraph, as_rdflib, as_triple


class AnsweringGraph(RdfLibDataGraph):
    """pySHACL's data graph, with quick answers; the triples must not change."""

    def __init__(self, store: Any, impl: Graph) -> None:
        super().__init__(store, impl)
        self._oxigraph = pyoxigraph.Store()
        self._oxigraph.bulk_extend(_quad(triple) for triple in impl)

    def __bool__(self) -> bool:
        """Tell that there is a graph, without counting its triples."""
        return True

    def query(  # type: ignore[override]
        self,
        query_object: str,
        *,
        initBindings: Mapping[str, Node] | None = None,  # noqa: N803
    ) -> Result:
        """Return the solutions of a SELECT query, pre-bound variables included.

        Pre-binding puts the value in the variable's place (SHACL 5.3.1).
        """
        bound: dict[Variable, Any] = {
            Variable(name): value for name, value in (initBindings or {}).items()
        }
        solutions = self._oxigraph.query(
            query_object,
            substitutions={
                pyoxigraph.Variable(str(name)): as_oxigraph(value)
                for name, value in bound.items()
            },
        )
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise TypeError("the shapes have SELECT queries only")
        names = [Variable(variable.value) for variable in solutions.variables]
        result = Result("SELECT")
        result.vars = [*names, *(name for name in bound if name not in names)]
        result.bindings = [bound | _row(names, solution) for solution in solutions]
        return result


@contextmanager
def checked_once() -> Iterator[None]:
    """Let pySHACL search each query for forbidden words once (SHACL 5.2.1)."""
    search = SPARQLQueryHelper.check_invalid_sparql
    known: set[str] = set()

    def remembered(helper: Any, text: str, **variables: Any) -> bool:
        if text not in known:
            search(helper, text, **variables)  # type: ignore[no-untyped-call]
            known.add(text)
        return True

    helper_class: Any = SPARQLQueryHelper
    helper_class.check_invalid_sparql = remembered
    try:
        yield
    finally:
        helper_class.check_invalid_sparql = search


def _quad(triple: tuple[Node, Node, Node]) -> pyoxigraph.Quad:
    converted = as_triple(triple)
    return pyoxigraph.Quad(converted.subject, converted.predicate, converted.object)


def _row(
    names: list[Variable], solution: pyoxigraph.QuerySolution
) -> dict[Variable, Any]:
    return {
        name: as_rdflib(value)
        for name, value in zip(names, solution, strict=True)
        if value is not None
    }
