"""The data graph that pySHACL reads: an Oxigraph store, which also answers its SPARQL.

As shipped, two things take most of pySHACL's time where a graph has many findings: it
asks the data graph for its truth value at every result, which counts all triples, and
it has rdflib parse and run the SPARQL of a shape for every focus node. A store of
rdflib may do both by itself.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph
from rdflib import Graph, Variable
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Node

from kg.errors import KnowledgeError
from kg.store import as_oxigraph, as_rdflib
from kg.validate.data import Data

if TYPE_CHECKING:
    from pyshacl.graph_abstraction import RdfLibDataGraph


def answering_graph(data: Data) -> "RdfLibDataGraph":
    """Return data as a data graph of pySHACL; they must not change meanwhile."""
    from pyshacl.graph_abstraction import RdfLibDataGraph  # noqa: PLC0415  see `engine`

    graph = view(data)
    return RdfLibDataGraph(graph.store, graph)


def view(data: Data) -> Graph:
    """Return data as a graph of rdflib, from which triples may be removed."""
    return ReadingStore(data).graph


class ReadingStore(Store):
    """Data as a store of rdflib.

    Strings come without a datatype, as rdflib reads them, so that they equal those of
    shapes: `"x"` and `"x"^^xsd:string` are one term (RDF 1.1, 3.3).
    """

    context_aware = graph_aware = True  # pySHACL asks for both, of one graph too

    def __init__(self, data: Data) -> None:
        super().__init__()
        self._data = data
        self.graph = Graph(self, bind_namespaces="none")

    def __len__(self, context: object = None) -> int:
        """Return 1 if there is any triple, since counting them all takes long."""
        return int(bool(self._data))

    def remove(self, triple: Any, context: Any = None) -> None:  # noqa: ARG002
        """Take a triple away."""
        self._data.remove([triple])

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:  # noqa: ARG002
        """Yield the triples that fit a pattern, in which `None` is for any term."""
        for triple in self._data.triples(triple_pattern):
            yield triple, iter((self.graph,))

    def query(  # type: ignore[override]
        self,
        query: Any,
        _prefixes: object,
        initBindings: Mapping[str, Node],  # noqa: N803
        *_: object,
        **__: object,
    ) -> Result:
        """Return the solutions of a SELECT query, pre-bound variables included.

        Pre-binding puts the value in the variable's place (SHACL 5.3.1).

        Raises:
            KnowledgeError: it is a query of another form.
        """
        bound: dict[Variable, Any] = {
            Variable(name): value for name, value in initBindings.items()
        }
        solutions = self._data.by_value.query(
            query,
            substitutions={
                pyoxigraph.Variable(str(name)): as_oxigraph(value)
                for name, value in bound.items()
            },
        )
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise KnowledgeError(f"the shapes cannot be used: no SELECT query: {query}")
        names = [Variable(variable.value) for variable in solutions.variables]
        result = Result("SELECT")
        result.vars = [*names, *(name for name in bound if name not in names)]
        result.bindings = [bound | _row(names, solution) for solution in solutions]
        return result


def _row(
    names: list[Variable], solution: pyoxigraph.QuerySolution
) -> dict[Variable, Any]:
    return {
        name: as_rdflib(value)
        for name, value in zip(names, solution, strict=True)
        if value is not None
    }
