"""What shapes look at: a graph that none of them looks at is not thereby right."""

from collections.abc import Iterator

from rdflib import Graph
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.validate.engine import ontology


def focus_nodes(data: Graph, shapes: Graph) -> set[Node]:
    """Return the nodes of a graph that are a target of some shape (SHACL 2.1.3).

    Args:
        data: the graph; what is only in the ontology is not counted.
        shapes: shapes with the core targets.
    """
    found: set[Node] = set()
    for kind in shapes.objects(None, SH.targetClass):
        for below in _subclasses(kind, data, ontology()):
            found.update(data.subjects(RDF.type, below))
    for path in shapes.objects(None, SH.targetSubjectsOf):
        found.update(data.subjects(path))
    for path in shapes.objects(None, SH.targetObjectsOf):
        found.update(data.objects(None, path))
    found.update(set(shapes.objects(None, SH.targetNode)) & set(data.subjects()))
    return found


def _subclasses(kind: Node, *graphs: Graph) -> Iterator[Node]:
    for graph in graphs:
        found = graph.transitive_subjects(RDFS.subClassOf, kind)
        yield from (node for node in found if node is not None)
